"""The ways in beside the passphrase: a one-time code, and the recovery sheet. On a real vault."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.users import Role
from advocate_desk.services.manage_users import ManageUsers
from advocate_desk.services.open_vault import NewVault, OpenVaults
from advocate_desk.services.session import Session
from advocate_desk.ui.front import FrontWindow
from advocate_desk.ui.screens.door_passphrase import ChoosePassphraseScreen
from advocate_desk.ui.screens.door_recovery import RecoveryScreen
from advocate_desk.ui.theme import Theme
from tests.services.desk import PASSPHRASE, SetClock, vaults_at
from tests.support.door import FIVE, Happened, make_door

OWN = "umbrella gravel notion spoon"
NAME = "Wren Sample"


@dataclass(frozen=True, slots=True)
class Place:
    """A vault with one administrator, a colleague who has a code, and the words of its recovery sheet."""

    vaults: OpenVaults
    folder: Path
    clock: SetClock
    code: str
    words: tuple[str, ...]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    clock, folder = SetClock(), tmp_path / "v.advault"
    vaults = vaults_at(tmp_path / "state", clock)
    session, words = vaults.create(
        NewVault(folder=folder, service_name="A Service", user_name="Ada Sample", passphrase=PASSPHRASE)
    )
    code = ManageUsers(session, vaults).add(NAME, Role.ADVOCATE).code
    session.close()
    return Place(vaults, folder, clock, code, words)


@pytest.fixture
def happened() -> Iterator[Happened]:
    happened = Happened()
    yield happened
    for session in happened.opened:
        assert isinstance(session, Session)
        session.close()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, happened: Happened, place: Place) -> FrontWindow:
    window = FrontWindow(make_door(theme, happened, vaults=place.vaults, known=(place.folder,)))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def type_words(qtbot: QtBot, window: QWidget, *typed: str) -> None:
    """Type each and press Enter after it, wherever the keyboard is."""
    for words in typed:
        field = window.focusWidget()
        assert isinstance(field, QLineEdit)
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Return)


def come_with_code(qtbot: QtBot, window: FrontWindow, place: Place) -> ChoosePassphraseScreen:
    type_words(qtbot, window, NAME, place.code.lower())
    page = window.findChild(ChoosePassphraseScreen)
    assert page is not None
    return page


def test_a_code_leads_to_a_passphrase_and_in_by_keyboard_alone(
    qtbot: QtBot, window: FrontWindow, place: Place, happened: Happened
) -> None:
    page = come_with_code(qtbot, window, place)
    assert page.isVisible()
    assert window.unlock.form.passphrase.text() == ""
    qtbot.keyClicks(page.fields.form.passphrase, OWN)
    type_words(qtbot, window, "")
    assert "not the same" in page.fields.form.repeat_error.text()
    page.fields.form.repeat.setFocus()
    type_words(qtbot, window, OWN)
    (session,) = happened.opened
    assert isinstance(session, Session)
    assert session.user.display_name == NAME
    assert page.fields.passphrase() == ""


def test_the_five_words_can_be_taken(qtbot: QtBot, window: FrontWindow, place: Place, happened: Happened) -> None:
    page = come_with_code(qtbot, window, place)
    page.fields.form.take.click()
    page.go_on.click()
    assert len(happened.opened) == 1
    happened.opened.pop().close()  # type: ignore[attr-defined]
    place.vaults.unlock(place.folder, NAME, FIVE).close()


def test_a_weak_passphrase_is_told_by_the_field_and_the_code_still_works(
    qtbot: QtBot, window: FrontWindow, place: Place, happened: Happened
) -> None:
    page = come_with_code(qtbot, window, place)
    for field in (page.fields.form.passphrase, page.fields.form.repeat):
        field.setText("short")
    page.go_on.click()
    assert "14 characters" in page.fields.form.passphrase_error.text()
    assert page.go_on.isEnabled()
    page.back.click()
    assert window.unlock.isVisible()
    assert window.unlock.form.unlock.isEnabled()
    window.unlock.form.sign_in_name.clear()
    window.unlock.focus_first()
    assert come_with_code(qtbot, window, place).isVisible()
    assert happened.opened == []


def test_an_expired_code_is_told_at_the_door(qtbot: QtBot, window: FrontWindow, place: Place) -> None:
    place.clock.later(days=8)
    type_words(qtbot, window, NAME, place.code)
    assert window.findChild(ChoosePassphraseScreen) is None
    assert "expired" in window.unlock.form.passphrase_error.text()


def use_sheet(window: FrontWindow) -> RecoveryScreen:
    window.unlock.recovery.click()
    page = window.findChild(RecoveryScreen)
    assert page is not None
    return page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda words: words[:-1], "here are 23 words"),
        (lambda words: (*words[:6], "xyzzy", *words[7:]), "Word 7"),
        (lambda words: (), "24 words"),
    ],
)
def test_what_is_wrong_with_the_words_is_told_by_their_field(
    window: FrontWindow, place: Place, change: object, told: str
) -> None:
    page = use_sheet(window)
    page.words.field.edit.setPlainText("\n".join(change(place.words)))  # type: ignore[operator]
    page.go_on.click()
    assert told in page.words.field.error.text()
    assert page.words.isVisible()
    assert page.words.field.edit.hasFocus()


def test_pasted_words_lead_to_a_new_passphrase_and_in(
    qtbot: QtBot, window: FrontWindow, place: Place, happened: Happened
) -> None:
    page = use_sheet(window)
    assert page.words.field.edit.hasFocus()
    page.words.field.edit.setPlainText("\n".join(f"{at}  {word}" for at, word in enumerate(place.words, start=1)))
    page.go_on.click()
    assert page.passphrase.isVisible()
    assert page.passphrase.name.hasFocus()
    page.passphrase.name.setText(NAME)
    for field in (page.passphrase.fields.form.passphrase, page.passphrase.fields.form.repeat):
        field.setText(OWN)
    page.go_on.click()
    assert "No administrator" in page.passphrase.who.error.text()
    page.passphrase.name.clear()
    page.go_on.click()
    (session,) = happened.opened
    assert isinstance(session, Session)
    assert session.role is Role.ADMINISTRATOR
    assert page.words.typed() == ""
    assert page.passphrase.fields.passphrase() == ""


def test_back_leaves_no_words_behind(window: FrontWindow, place: Place) -> None:
    page = use_sheet(window)
    page.words.field.edit.setPlainText(" ".join(place.words))
    page.go_on.click()
    page.back.click()
    assert page.words.isVisible()
    page.back.click()
    assert window.unlock.isVisible()
    assert not page.isVisible()
