from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from advocate_desk.app.desk import first_screen
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.ui.dialogs.change_passphrase import ChangePassphraseDialog
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.settings import SettingsScreen
from advocate_desk.ui.theme import ThemeChoice
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADMINISTRATOR, ADVOCATE, LETTERS, PASSPHRASE, Office
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
NEW = "orchard velvet thunder compass"


def shown(seat: Seat, qtbot: QtBot) -> SettingsScreen:
    screen = SettingsScreen(seat.desk, Place("settings"))
    qtbot.addWidget(screen)
    screen.resize(1200, 900)
    screen.refresh()
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    return screen


@pytest.fixture
def alex(sit_down: SitDown) -> Seat:
    return sit_down(ADMINISTRATOR)


def test_a_setting_is_kept_when_its_field_is_left_and_undone_in_one_step(alex: Seat, qtbot: QtBot) -> None:
    screen = shown(alex, qtbot)
    told: list[bool] = []
    alex.desk.navigator.settings_changed.connect(lambda: told.append(True))
    strapline = screen.service.fields["strapline"].control
    strapline.setFocus()
    qtbot.keyClicks(strapline, "For everybody")
    assert alex.desk.settings.read().strapline == ""
    qtbot.keyClick(strapline, Qt.Key.Key_Tab)
    assert alex.desk.settings.read().strapline == "For everybody"
    assert (alex.said, told) == (["Saved."], [True])
    alex.undo[0]()
    assert alex.desk.settings.read().strapline == ""
    assert screen.service.fields["strapline"].value() == ""


def test_what_is_typed_and_not_left_is_kept_before_the_desk_locks(alex: Seat, qtbot: QtBot) -> None:
    screen = shown(alex, qtbot)
    sender = screen.letters.fields["sender_lines"].control
    sender.setFocus()
    qtbot.keyClicks(sender, "PO Box 7")
    gone: list[bool] = []
    screen.keep_draft(lambda: gone.append(True))
    assert gone == [True]
    assert alex.desk.settings.read().sender_lines == ("PO Box 7",)


def test_a_wrong_value_is_told_beside_its_field_and_stays_to_be_mended(alex: Seat, qtbot: QtBot) -> None:
    screen = shown(alex, qtbot)
    cover = screen.safety.fields["cover_after_minutes"]
    cover.control.setValue(10)  # type: ignore[attr-defined]
    assert cover.error.text() == "The screen must be covered before the desk locks. Choose fewer minutes for the cover."
    assert cover.value() == 10
    assert alex.desk.settings.read().cover_after_minutes == 2
    cover.control.setValue(3)  # type: ignore[attr-defined]
    assert cover.error.text() == ""
    assert alex.desk.settings.read().cover_after_minutes == 3


def test_the_marking_is_one_of_two_or_the_services_own_words(alex: Seat, qtbot: QtBot) -> None:
    screen = shown(alex, qtbot)
    buttons = {button.text(): button for button in screen.findChildren(QPushButton)}
    buttons["OFFICIAL-SENSITIVE"].click()
    assert alex.desk.settings.read().marking == "OFFICIAL-SENSITIVE"
    buttons["Our own words"].click()
    own = screen.letters.fields["marking"].control
    own.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(own, "Private")
    qtbot.keyClick(own, Qt.Key.Key_Return)
    assert alex.desk.settings.read().marking == "Private"


def test_a_second_place_is_chosen_refused_in_words_and_forgotten(
    alex: Seat, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = shown(alex, qtbot)
    alex.prompts.chooses = office.folder
    screen.second.choose.click()
    assert "part of a vault" in screen.second.message.headline.text()
    alex.prompts.chooses = tmp_path
    screen.second.choose.click()
    assert screen.second.place.text() == str(tmp_path)
    assert not screen.second.message.isVisibleTo(screen)
    screen.second.forget.click()
    assert screen.second.place.text() == "None is chosen yet."


@pytest.mark.parametrize("name", [ADVOCATE, LETTERS])
def test_who_may_not_change_settings_reads_them_with_the_reason(sit_down: SitDown, name: str, qtbot: QtBot) -> None:
    seat = sit_down(name)
    screen = shown(seat, qtbot)
    said = "\n".join(label.text() for label in screen.findChildren(Words) if label.isVisibleTo(screen))
    assert "A supervisor or an administrator can change this." in said
    assert "Only an administrator manages users." in said
    strapline = screen.service.fields["strapline"].control
    qtbot.keyClicks(strapline, "Ours")
    screen.ways[0].click()
    assert seat.went == []
    assert seat.desk.settings.read().strapline == ""
    assert screen.passphrase.isEnabled()


def test_an_administrator_goes_on_to_users_backups_and_import(alex: Seat, qtbot: QtBot) -> None:
    for row in shown(alex, qtbot).ways:
        row.click()
    assert [place.screen for place in alex.went] == ["users", "backups", "import"]


def test_how_the_desk_looks_is_chosen_here_too(alex: Seat, qtbot: QtBot) -> None:
    screen = shown(alex, qtbot)
    dark = next(button for button in screen.findChildren(Pressable) if button.text() == "Dark")
    dark.click()
    assert alex.desk.theme.choice is ThemeChoice.DARK


def passphrase_dialog(screen: SettingsScreen) -> ChangePassphraseDialog:
    screen.passphrase.click()
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, ChangePassphraseDialog))


def test_ones_own_passphrase_is_changed_and_the_old_one_opens_nothing(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(LETTERS)
    dialog = passphrase_dialog(shown(seat, qtbot))
    qtbot.keyClicks(dialog.old, PASSPHRASE)
    for field in (dialog.new.form.passphrase, dialog.new.form.repeat):
        qtbot.keyClicks(field, NEW)
    dialog.record_button.click()
    assert seat.said == ["Your passphrase is changed. Use the new one from now on."]
    seat.session.vault.change_passphrase(NEW, PASSPHRASE)


def test_a_wrong_or_weak_passphrase_is_told_beside_its_field(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(LETTERS)
    dialog = passphrase_dialog(shown(seat, qtbot))
    dialog.record_button.click()
    assert dialog._old_field.error.text() == "Type the passphrase you have now."
    qtbot.keyClicks(dialog.old, "not the one I have")
    for field in (dialog.new.form.passphrase, dialog.new.form.repeat):
        qtbot.keyClicks(field, NEW)
    dialog.record_button.click()
    assert dialog._old_field.error.text() == "That is not your passphrase. Type it again."
    dialog.old.setText(PASSPHRASE)
    for field in (dialog.new.form.passphrase, dialog.new.form.repeat):
        field.setText("short")
    dialog.record_button.click()
    assert "14 characters" in dialog.new.form.passphrase_error.text()
    assert seat.said == []
    dialog.reject()


def test_five_words_are_offered(alex: Seat, qtbot: QtBot) -> None:
    dialog = passphrase_dialog(shown(alex, qtbot))
    assert len(dialog.new.form.offer.text().split()) == 5
    dialog.reject()


@pytest.mark.parametrize(("name", "begins"), [(LETTERS, "letters"), (ADVOCATE, "today"), (ADMINISTRATOR, "today")])
def test_everybody_begins_where_their_role_has_a_place(sit_down: SitDown, name: str, begins: str) -> None:
    assert first_screen(sit_down(name).desk.who).key == begins


def test_how_soon_somebody_is_tried_is_set_by_the_level_of_risk(alex: Seat, qtbot: QtBot) -> None:
    screen = shown(alex, qtbot)
    line = screen.attempts.periods.lines[RiskLevel.HIGH]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "at once")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert "cannot be read" in screen.attempts.periods.error.text()
    assert alex.desk.settings.read().first_attempt["high"] == "24 hours"
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "2 working days")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    kept = alex.desk.settings.read()
    assert (kept.first_attempt["high"], kept.first_attempt["standard"]) == ("2 working days", "5 working days")
    screen.attempts.fields["attempts_wanted"].put(4)
    assert screen.attempts.pending() == {"attempts_wanted": 4}
