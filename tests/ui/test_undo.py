"""What was done can be taken back by its words, several steps deep, and never instead of a field's own undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.frame.acts import DEEPEST, Acts
from advocate_desk.ui.frame.user_menu import NOTHING_TO_UNDO, UserMenu
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.toast import Toast
from tests.support.desk import RecordedLock, make_desk

CTRL = Qt.KeyboardModifier.ControlModifier


class FieldScreen(Screen):
    key, title, rail_icon = "caseload", "Caseload", "folders"

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self.field = QLineEdit(accessibleName="Words")
        QVBoxLayout(self).addWidget(self.field)


@pytest.fixture
def desk(qapp: QApplication, theme: Theme) -> DeskContext:
    return make_desk(qapp, theme)


@pytest.fixture
def shell(qtbot: QtBot, desk: DeskContext) -> Shell:
    shell = Shell(desk, {FieldScreen.key: FieldScreen}, RecordedLock())
    qtbot.addWidget(shell)
    shell.go(Place("caseload"))
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    return shell


def undo_by_key(qtbot: QtBot, shell: Shell) -> None:
    shell._rail.setFocus()
    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)


def test_control_z_takes_back_one_act_after_the_other_and_names_each(
    qtbot: QtBot, shell: Shell, desk: DeskContext
) -> None:
    undone: list[str] = []
    desk.navigator.say("Task done.", lambda: undone.append("task"))
    desk.navigator.say("Saved.")
    desk.navigator.say("Step moved.", lambda: undone.append("step"))
    toast = shell.findChild(Toast)
    undo_by_key(qtbot, shell)
    assert (undone, toast.words.text()) == (["step"], "Undo step moved.")
    undo_by_key(qtbot, shell)
    assert (undone, toast.words.text()) == (["step", "task"], "Undo task done.")
    undo_by_key(qtbot, shell)
    assert undone == ["step", "task"]


def test_what_the_toast_took_back_is_not_taken_back_again(qtbot: QtBot, shell: Shell, desk: DeskContext) -> None:
    undone: list[str] = []
    desk.navigator.say("Task done.", lambda: undone.append("task"))
    shell.findChild(Toast).undo_button.click()
    undo_by_key(qtbot, shell)
    assert undone == ["task"]


def test_in_a_field_control_z_is_the_fields_own(qtbot: QtBot, shell: Shell, desk: DeskContext) -> None:
    undone: list[str] = []
    desk.navigator.say("Task done.", lambda: undone.append("task"))
    field = shell.findChild(FieldScreen).field
    field.setFocus()
    qtbot.keyClicks(field, "words")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert (undone, field.text()) == ([], "")


def test_the_menu_names_what_it_would_take_back(shell: Shell, desk: DeskContext) -> None:
    menu = next(menu for menu in shell.findChildren(QMenu) if isinstance(menu, UserMenu))
    assert (menu.undo.text(), menu.undo.isEnabled()) == (NOTHING_TO_UNDO, False)
    undone: list[str] = []
    desk.navigator.say("Task done.", lambda: undone.append("task"))
    menu.name_undo()
    assert (menu.undo.text(), menu.undo.isEnabled()) == ("Undo task done", True)
    menu.undo.trigger()
    assert undone == ["task"]


class Ticks(QWidget):
    """Something that can take back what it did, while it is there."""

    def take_back(self) -> None:
        raise AssertionError("a screen that is gone was asked")


def test_an_act_of_a_screen_that_is_gone_is_no_longer_offered(qapp: QApplication) -> None:
    acts, screen = Acts(), Ticks()
    acts.add("Task done.", screen.take_back)
    delete(screen)
    assert acts.last is None
    assert acts.take_back() is None


def test_the_oldest_acts_are_forgotten(qapp: QApplication) -> None:
    acts = Acts()
    for number in range(DEEPEST + 5):
        acts.add(f"Act {number}.", lambda: None)
    taken = []
    while (act := acts.take_back()) is not None:
        taken.append(act.words)
    assert (len(taken), taken[-1]) == (DEEPEST, "Act 5.")
