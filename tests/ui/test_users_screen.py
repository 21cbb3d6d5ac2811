from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from advocate_desk.domain.errors import DiskFull
from advocate_desk.domain.users import Role
from advocate_desk.services.manage_users import ManageUsers
from advocate_desk.ui.dialogs.add_user import MAY, AddUserDialog
from advocate_desk.ui.dialogs.one_time_code import OneTimeCodeDialog
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.users import UsersScreen
from advocate_desk.ui.widgets.choices import ChoiceButton
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADMINISTRATOR, ADVOCATE
from tests.support.accessible import settle
from tests.support.seat import Seat


@pytest.fixture
def alex(sit_down: Callable[[str], Seat]) -> Seat:
    return sit_down(ADMINISTRATOR)


@pytest.fixture
def screen(alex: Seat, qtbot: QtBot) -> UsersScreen:
    shown = UsersScreen(alex.desk, Place("users"))
    qtbot.addWidget(shown)
    shown.resize(1200, 900)
    shown.refresh()
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def dialog_of(kind: type) -> OneTimeCodeDialog | AddUserDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def words_on(screen: UsersScreen) -> list[str]:
    settle(screen)
    return [label.text() for label in screen.findChildren(Words) if label.isVisibleTo(screen)]


def press(screen: UsersScreen, name: str) -> None:
    next(button for button in screen.buttons if button.accessibleName() == name).click()


def test_everybody_stands_there_with_role_and_state(screen: UsersScreen) -> None:
    said = words_on(screen)
    assert "Alex Administrator (you)" in said
    assert "Supervisor · Worker" in said
    assert said.count("Active") == 5


def test_nobody_can_disable_themselves_here(screen: UsersScreen) -> None:
    assert not [button for button in screen.buttons if "Alex" in button.accessibleName()]


def test_a_colleague_is_added_and_their_code_is_shown_once(alex: Seat, screen: UsersScreen, qtbot: QtBot) -> None:
    screen.add.click()
    dialog = dialog_of(AddUserDialog)
    assert isinstance(dialog, AddUserDialog)
    qtbot.keyClicks(dialog.name, "Mair Advocate")
    qtbot.keyClick(dialog.record_button, Qt.Key.Key_Return)
    shown = dialog_of(OneTimeCodeDialog)
    assert isinstance(shown, OneTimeCodeDialog)
    code = shown.code.text()
    assert len(code.split("-")) == 4
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()
    assert not shown.code.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    shown.done_button.click()
    said = words_on(screen)
    assert "Mair Advocate" in said
    assert "Waits for the code, until 30 November" in said
    assert code not in "\n".join(label.text() for label in screen.findChildren(QLabel))


def test_a_name_left_out_or_taken_is_told_beside_the_field(screen: UsersScreen, qtbot: QtBot) -> None:
    screen.add.click()
    dialog = dialog_of(AddUserDialog)
    assert isinstance(dialog, AddUserDialog)
    dialog.record_button.click()
    assert dialog._name_field.error.text() == "Type the name they will sign in with."
    qtbot.keyClicks(dialog.name, ADVOCATE)
    dialog.record_button.click()
    assert "signs in with that name already" in dialog._name_field.error.text()
    assert dialog.record_button.isEnabled()
    dialog.reject()


def test_a_colleague_half_added_when_the_desk_locked_stands_there_again(alex: Seat, screen: UsersScreen) -> None:
    screen.add.click()
    dialog = dialog_of(AddUserDialog)
    assert isinstance(dialog, AddUserDialog)
    dialog.name.setText("Mair Adv")
    next(button for button in dialog.role.findChildren(ChoiceButton) if button.text() == "Supervisor").click()
    screen.keep_draft(lambda: None)
    again = AddUserDialog(screen, alex.desk, lambda _code: None)
    assert (again.name.text(), again.role.value()) == ("Mair Adv", Role.SUPERVISOR)
    assert again._may.text() == MAY[Role.SUPERVISOR]
    again.reject()
    dialog.reject()
    assert alex.desk.drafts.load("add-user") is None


def test_disabling_names_the_person_first_and_then_they_are_shown_as_disabled(alex: Seat, screen: UsersScreen) -> None:
    press(screen, "Disable Jo Advocate")
    assert alex.prompts.asked == ["Disable Jo Advocate?"]
    assert words_on(screen).count("Disabled") == 1
    assert not [button for button in screen.buttons if "Jo Advocate" in button.accessibleName()]


def test_somebody_who_is_not_to_be_disabled_stays(alex: Seat, screen: UsersScreen) -> None:
    alex.prompts.says_yes = False
    press(screen, "Disable Jo Advocate")
    press(screen, "New code for Jo Advocate")
    assert words_on(screen).count("Active") == 5


def test_a_lost_passphrase_is_replaced_by_a_code(alex: Seat, screen: UsersScreen) -> None:
    press(screen, "New code for Jo Advocate")
    shown = dialog_of(OneTimeCodeDialog)
    assert isinstance(shown, OneTimeCodeDialog)
    assert len(shown.code.text()) == 19
    shown.done_button.click()
    assert "Waits for the code, until 30 November" in words_on(screen)


def test_what_stops_it_is_said_and_everything_can_be_pressed_again(
    alex: Seat, screen: UsersScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: object, _user_id: object) -> None:
        raise DiskFull

    monkeypatch.setattr(ManageUsers, "disable", full)
    press(screen, "Disable Jo Advocate")
    assert "The disk is full" in screen.message.headline.text()
    assert all(button.isEnabled() for button in (screen.add, *screen.buttons))
    assert words_on(screen).count("Active") == 5
