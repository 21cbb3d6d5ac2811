from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from advocate_desk.domain.errors import DiskFailed, KnownFailure, TooManyTries, VaultInUse, WrongPassphrase
from advocate_desk.ui.front import FrontWindow
from advocate_desk.ui.screens.unlock import UnlockScreen
from advocate_desk.ui.theme import Theme
from tests.support.door import FakeSession, FakeVaults, Happened, make_door
from tests.support.prompts import RecordedPrompts


@pytest.fixture
def happened() -> Happened:
    return Happened()


@pytest.fixture
def vaults() -> FakeVaults:
    return FakeVaults()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, happened: Happened, vaults: FakeVaults) -> FrontWindow:
    window = FrontWindow(make_door(theme, happened, vaults=vaults))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def screen(window: FrontWindow) -> UnlockScreen:
    return window.unlock


def type_in(qtbot: QtBot, screen: UnlockScreen, name: str, passphrase: str) -> None:
    """Type both and press Enter after each, as a person does who never touches the mouse."""
    for words in (name, passphrase):
        field = screen.window().focusWidget()
        assert isinstance(field, QLineEdit)
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_name_enter_passphrase_enter_and_one_is_in(
    qtbot: QtBot, screen: UnlockScreen, happened: Happened, vaults: FakeVaults
) -> None:
    type_in(qtbot, screen, "Jo Advocate", "a right good passphrase")
    assert vaults.tried == [(Path("/vaults/Northbridge team.advault"), "Jo Advocate", "a right good passphrase")]
    assert [session.name for session in happened.opened if isinstance(session, FakeSession)] == ["Jo Advocate"]
    assert screen.form.passphrase.text() == ""


def test_the_picker_shows_the_folders_name_alone(screen: UnlockScreen) -> None:
    assert [screen.form.vault.itemText(place) for place in range(screen.form.vault.count())] == [
        "Northbridge team",
        "Desk",
    ]


@pytest.mark.parametrize("failure", [WrongPassphrase(), DiskFailed(), VaultInUse("front-desk", 4711, "9:14am")])
def test_what_went_wrong_stands_by_the_field_and_the_passphrase_is_ready_to_be_typed_over(
    qtbot: QtBot, screen: UnlockScreen, vaults: FakeVaults, failure: KnownFailure
) -> None:
    vaults.failure = failure
    type_in(qtbot, screen, "Jo Advocate", "wrong")
    assert screen.form.passphrase_error.text() == str(failure)
    assert screen.form.passphrase_error.isVisible()
    assert screen.form.passphrase.hasFocus()
    assert screen.form.passphrase.selectedText() != ""
    assert screen.form.unlock.isEnabled()
    qtbot.keyClicks(screen.form.passphrase, "x")
    assert not screen.form.passphrase_error.isVisible()


def test_too_many_tries_are_told_in_seconds_that_count_down(
    qtbot: QtBot, screen: UnlockScreen, vaults: FakeVaults
) -> None:
    vaults.failure = TooManyTries(2)
    type_in(qtbot, screen, "Jo Advocate", "wrong")
    assert "2 seconds" in screen.form.passphrase_error.text()
    assert not screen.form.unlock.isEnabled()
    screen._wait.timeout.emit()
    assert screen.form.unlock.text() == "Wait 1 seconds"
    qtbot.keyClick(screen.form.passphrase, Qt.Key.Key_Return)
    assert len(vaults.tried) == 1
    screen._wait.timeout.emit()
    assert screen.form.unlock.isEnabled()


def test_nothing_is_tried_without_a_name_and_a_passphrase(
    qtbot: QtBot, screen: UnlockScreen, vaults: FakeVaults
) -> None:
    qtbot.keyClick(screen.form.passphrase, Qt.Key.Key_Return)
    assert "Type your sign-in name" in screen.form.passphrase_error.text()
    assert screen.form.sign_in_name.hasFocus()
    assert vaults.tried == []


def test_the_passphrase_is_covered_until_somebody_wants_to_see_it(qtbot: QtBot, screen: UnlockScreen) -> None:
    assert screen.form.passphrase.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClick(screen.form.reveal, Qt.Key.Key_Space)
    assert screen.form.passphrase.echoMode() is QLineEdit.EchoMode.Normal
    assert screen.form.reveal.text() == "&Hide"


def test_caps_lock_is_noticed_by_what_is_typed(screen: UnlockScreen) -> None:
    def press(letter: str, modifier: Qt.KeyboardModifier) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, letter)
        QApplication.sendEvent(screen.form.passphrase, event)

    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    seen = []
    for letter, modifier in (("a", plain), ("A", shift), ("A", plain), ("a", plain), ("a", shift), ("7", plain)):
        press(letter, modifier)
        seen.append(screen.form.caps.isVisible())
    assert seen == [False, False, True, False, True, True]


def test_another_vault_can_be_opened(qtbot: QtBot, theme: Theme, vaults: FakeVaults) -> None:
    prompts = RecordedPrompts(chooses=Path("/elsewhere/Other.advault"))
    screen = UnlockScreen(make_door(theme, vaults=vaults, prompts=prompts))
    qtbot.addWidget(screen)
    screen.other.click()
    assert screen.form.vault.currentText() == "Other"


def test_a_sample_vault_tells_how_to_get_in(qtbot: QtBot, theme: Theme) -> None:
    screen = UnlockScreen(make_door(theme, sample_hint=lambda folder: "Sign in as Jo Advocate."))
    qtbot.addWidget(screen)
    assert screen.hint.text() == "Sign in as Jo Advocate."


def test_locked_is_said_where_one_unlocks_again(screen: UnlockScreen) -> None:
    screen.set_status("info", "Locked.", "No process on this computer holds the key.")
    assert screen.message.isVisible()
    assert screen.message.headline.text() == "Locked."


def test_without_a_vault_on_this_computer_set_up_comes_first(qtbot: QtBot, theme: Theme) -> None:
    window = FrontWindow(make_door(theme, known=()))
    qtbot.addWidget(window)
    assert window.windowTitle() == "Set up – Advocate Desk"
    window.show_unlock()
    assert not window.unlock.form.unlock.isEnabled()
