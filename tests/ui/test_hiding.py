"""Hide now: from anything that can be open, at once, and nothing is lost."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from advocate_desk.app.program import Program
from advocate_desk.services.session import Session
from advocate_desk.ui.dialogs.emergency import EmergencyDialog
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.exhibits.exhibit import first_case
from advocate_desk.ui.frame.watch import Watch
from advocate_desk.ui.prompts import QtPrompts
from advocate_desk.ui.routes import ROUTES
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.announce import is_covered
from advocate_desk.ui.widgets.hide_cue import HideCue
from tests.support.desk import RecordedLock
from tests.support.desk_of_examples import make_example_desk

HALF_A_SECOND = 0.5
NOTE = "She asked whether"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen raises no window


@pytest.fixture
def shell(sample: tuple[Program, Session], theme: Theme, qtbot: QtBot) -> Shell:
    desk = make_example_desk(*sample, theme)
    shell = Shell(desk, ROUTES, RecordedLock())
    qtbot.addWidget(shell)
    shell.go(first_case(desk))
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    return shell


@pytest.fixture
def watch(qapp: QApplication, shell: Shell) -> Watch:
    watch = Watch(qapp)
    watch.hide_pressed.connect(shell.hide_now)
    watch.hide_counted.connect(shell.show_hide_cue)
    watch.emergency_pressed.connect(shell.show_emergency_numbers)
    return watch


def press(*keys: str) -> None:
    """Press keys as a person does: they reach the window that has the keyboard, not a widget of ours."""
    for each in keys:
        window = QApplication.focusWindow()
        assert window is not None
        combination = QKeySequence(each)[0]
        QTest.keyClick(window, combination.key(), combination.keyboardModifiers())


def press_shift() -> None:
    window = QApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_Shift)


def in_front(qtbot: QtBot, window: QWidget) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is window.windowHandle())


def a_dialog(qtbot: QtBot, shell: Shell) -> QDialog:
    dialog = QDialog(shell)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    QVBoxLayout(dialog).addWidget(QPlainTextEdit())
    dialog.open()
    in_front(qtbot, dialog)
    edit = dialog.findChild(QPlainTextEdit)
    edit.setFocus()
    edit.insertPlainText(NOTE)
    return dialog


def a_question(qtbot: QtBot, shell: Shell) -> QWidget:
    QtPrompts().confirm(shell, question="Print it?", effect="", yes="Print letter", no="Keep draft", on_yes=list)
    box = QApplication.activeModalWidget()
    in_front(qtbot, box)
    return box


def a_menu(qtbot: QtBot, shell: Shell) -> QWidget:
    press("F6")  # whatever opens a menu is a key or a click
    menu = shell.findChild(QMenu)
    menu.popup(shell.mapToGlobal(QPoint(100, 100)))
    return menu


def a_list_of_choices(qtbot: QtBot, shell: Shell) -> QWidget:
    box = QComboBox(shell.screen_in_front())
    box.addItems(["Call", "Text"])
    box.show()
    box.showPopup()
    return box.view().window()


def offers_while_typing(qtbot: QtBot, shell: Shell) -> QWidget:
    field = QLineEdit(shell.screen_in_front())
    completer = QCompleter(["Exampleshire Council"], field)
    field.setCompleter(completer)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "Ex")
    completer.complete()
    return completer.popup()


OPEN: dict[str, Callable[[QtBot, Shell], QWidget]] = {
    "a dialog": a_dialog,
    "a question": a_question,
    "a menu": a_menu,
    "a list of choices": a_list_of_choices,
    "offers while typing": offers_while_typing,
}


def uncovered(shell: Shell) -> list[str]:
    """Return what can still be seen besides the cover."""
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not shell]
    under = [each for each in shell.centralWidget().findChildren(QWidget) if each.isVisible()]
    return [type(each).__name__ for each in (*windows, *under)]


@pytest.mark.parametrize("what", OPEN)
def test_everything_is_covered_within_half_a_second(what: str, qtbot: QtBot, shell: Shell, watch: Watch) -> None:
    opened = OPEN[what](qtbot, shell)
    assert opened.isVisible()
    began = time.perf_counter()
    press("Ctrl+Shift+H")
    took = time.perf_counter() - began
    assert uncovered(shell) == []
    assert shell.windowTitle() == "Desk"
    assert took < HALF_A_SECOND
    if isinstance(opened, QDialog):
        opened.close()


@pytest.mark.parametrize("what", ["a dialog", "a question", "a menu"])
def test_escape_three_times_hides_though_the_first_closes_what_is_open(
    what: str, qtbot: QtBot, shell: Shell, watch: Watch
) -> None:
    opened = OPEN[what](qtbot, shell)
    qtbot.waitUntil(lambda: opened.windowHandle() in watch.windows)
    for _each in range(3):
        press("Escape")
        if not shell.curtain.is_drawn and QApplication.focusWindow() is None:
            in_front(qtbot, shell)
    assert shell.curtain.is_drawn
    assert uncovered(shell) == []


def test_escape_twice_hides_nothing(shell: Shell, watch: Watch) -> None:
    press("Escape", "Escape")
    assert not shell.curtain.is_drawn


def test_shift_alone_three_times_hides_and_three_dots_tell_how_far_it_is(shell: Shell, watch: Watch) -> None:
    press_shift()
    assert shell.findChildren(HideCue) == []
    press_shift()
    assert [cue.text() for cue in shell.findChildren(HideCue)] == ["●●○"]
    press_shift()
    assert shell.curtain.is_drawn


def test_words_typed_in_a_dialog_live_behind_the_cover_and_come_back(qtbot: QtBot, shell: Shell, watch: Watch) -> None:
    dialog = a_dialog(qtbot, shell)
    press("Ctrl+Shift+H")
    assert not dialog.isVisible()
    in_front(qtbot, shell)
    press("Return")
    assert not shell.curtain.is_drawn
    assert dialog.isVisible()
    assert dialog.findChild(QPlainTextEdit).toPlainText() == NOTE
    dialog.close()


def test_a_half_typed_note_is_kept_at_once_and_the_cursor_is_where_it_was(
    shell: Shell, watch: Watch, sample: tuple[Program, Session]
) -> None:
    press("L")
    sheet = shell.findChild(LogContactSheet)
    note = sheet.form.note
    note.setFocus()
    note.insertPlainText(NOTE)
    title = shell.windowTitle()
    press("Ctrl+Shift+H")
    kept = sample[1].store.drafts.load(sheet._key())
    assert kept is not None
    assert NOTE in kept.body
    shell.cover.show_button.click()
    assert shell.windowTitle() == title
    assert note.hasFocus()
    assert note.toPlainText() == NOTE
    sample[1].store.drafts.erase(sheet._key())


def test_no_key_of_the_desk_works_behind_the_cover(shell: Shell, watch: Watch) -> None:
    place = shell.screen_in_front().place()
    shell.curtain.draw()
    press("Ctrl+1", "Ctrl+2", "Tab", "Tab", "Tab")
    assert shell.screen_in_front().place() == place
    assert shell.cover.isAncestorOf(shell.focusWidget())


def test_an_answer_that_arrives_behind_the_cover_opens_nothing_over_it(qtbot: QtBot, shell: Shell) -> None:
    shell.curtain.draw()
    late: list[QDialog] = []

    def answer() -> None:
        dialog = QDialog(shell)
        late.append(dialog)
        dialog.open()

    QTimer.singleShot(0, shell, answer)
    qtbot.waitUntil(lambda: bool(late) and not late[0].isVisible())
    shell.curtain.lift()
    assert late[0].isVisible()
    assert not late[0].testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    late[0].close()


@pytest.mark.parametrize("keys", ["F9", "Ctrl+Shift+E"])
def test_emergency_numbers_are_one_key_away_over_a_dialog_and_over_the_cover(
    keys: str, qtbot: QtBot, shell: Shell, watch: Watch
) -> None:
    dialog = a_dialog(qtbot, shell)
    press(keys)
    numbers = QApplication.activeModalWidget()
    assert isinstance(numbers, EmergencyDialog)
    in_front(qtbot, numbers)
    press("Escape")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    dialog.close()
    shell.curtain.draw()
    in_front(qtbot, shell)
    press(keys)
    numbers = QApplication.activeModalWidget()
    assert isinstance(numbers, EmergencyDialog)
    assert numbers.isVisible()
    numbers.close()


def test_the_button_at_the_top_right_hides_and_the_rail_shows_the_numbers(qtbot: QtBot, shell: Shell) -> None:
    shell._rail._emergency.click()
    numbers = QApplication.activeModalWidget()
    assert isinstance(numbers, EmergencyDialog)
    numbers.close()
    button = shell._top.hide_button
    assert button.mapTo(shell, button.rect().topRight()).x() > shell.width() - 60
    button.click()
    assert uncovered(shell) == []


def test_the_keys_that_hide_and_the_numbers_are_on_the_list_of_keys(shell: Shell) -> None:
    told = dict((words, keys) for keys, words in shell._keys.told())
    assert told["Hide now"] == "Ctrl+Shift+H, Esc three times, Shift three times"
    assert told["Emergency numbers"] == "F9, Ctrl+Shift+E"


def test_nothing_is_said_aloud_from_behind_the_cover(qtbot: QtBot, shell: Shell) -> None:
    dialog = a_dialog(qtbot, shell)
    parts = (shell.screen_in_front(), dialog, dialog.findChild(QPlainTextEdit))
    assert not any(map(is_covered, parts))
    shell.hide_now()
    assert all(map(is_covered, parts))
    assert not is_covered(shell.cover)
    shell.show_again()
    assert not any(map(is_covered, parts))


def test_what_was_never_shown_is_not_covered(qtbot: QtBot) -> None:
    apart = QWidget()
    qtbot.addWidget(apart)
    assert not is_covered(apart)
