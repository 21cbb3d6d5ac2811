"""Every key of the desk is heard in the moments in which a contact is saved, its sheet closes and the case is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.contacts import Contact, ContactResult
from advocate_desk.ui.dialogs.emergency import EmergencyDialog
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.exhibits.exhibit import first_case
from advocate_desk.ui.frame.watch import Watch
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.routes import ROUTES
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.shell import Shell
from tests.services.desk import ADVOCATE
from tests.support.desk import RecordedLock
from tests.support.held_tasks import HeldTasks
from tests.support.seat import Seat
from tests.support.strays import stray_windows

NOTE = "She asked about the hearing"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen raises no window


@dataclass
class Desk:
    """A case in its frame, whose answers come when a test wants them."""

    shell: Shell
    case: CaseScreen
    tasks: HeldTasks
    seat: Seat

    def save_a_contact(self) -> LogContactSheet:
        """Log one; whether it is kept is not known yet."""
        strike(self.shell, "L")
        sheet = self.case.sheet
        sheet.result.choose(ContactResult.SPOKE)
        sheet.form.note.setPlainText(NOTE)
        self.tasks.held = []
        strike(self.shell, "Ctrl+Return")
        sheet.kind.first().setFocus()  # a button: in a note Ctrl+Z, "/" and "?" belong to the note
        return sheet

    def notes(self) -> list[str]:
        with self.seat.session.work() as unit:
            return [contact.summary for contact in unit.find(Contact) if contact.summary == NOTE]


def strike(shell: Shell, *keys: str) -> None:
    """Press keys as the system hands them over: to the desk's window, whatever Qt takes to be active."""
    for each in keys:
        combination = QKeySequence(each)[0]  # type: ignore[index]  # the stub knows no index
        QTest.keyClick(shell.windowHandle(), combination.key(), combination.keyboardModifiers())


@pytest.fixture
def desk(sit_down: Callable[[str], Seat], qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    seat, tasks = sit_down(ADVOCATE), HeldTasks()
    context = replace(seat.desk, tasks=tasks)
    shell = Shell(context, ROUTES, RecordedLock())
    qtbot.addWidget(shell)
    shell.go(first_case(context))
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    case = shell.screen_in_front()
    assert isinstance(case, CaseScreen)
    watch = Watch(qapp)
    watch.hide_pressed.connect(shell.hide_now)
    watch.emergency_pressed.connect(shell.show_emergency_numbers)
    watch.lock_pressed.connect(shell.lock)
    yield Desk(shell, case, tasks, seat)
    tasks.answer()
    watch.deleteLater()


def while_it_is_saved(desk: Desk) -> None:
    assert desk.save_a_contact().isVisible()


def while_the_case_is_read_again(desk: Desk) -> None:
    sheet = desk.save_a_contact()
    desk.tasks.answer_what_is_held()
    assert not sheet.isVisible()
    assert desk.case.log.hasFocus()


def just_as_the_case_shows_it(desk: Desk) -> None:
    while_the_case_is_read_again(desk)
    desk.tasks.answer()


in_each_moment = pytest.mark.parametrize(
    "come_to",
    [while_it_is_saved, while_the_case_is_read_again, just_as_the_case_shows_it],
    ids=lambda each: each.__name__,
)


def actions_of(shell: Shell) -> list[QAction]:
    return [action for action, _also in shell._keys._told]


@in_each_moment
def test_every_key_of_the_desk_is_heard(come_to: Callable[[Desk], None], desk: Desk) -> None:
    come_to(desk)
    heard: list[str] = []
    for action in actions_of(desk.shell):
        action.triggered.disconnect()
        action.triggered.connect(partial(heard.append, action.text()))
    pressed = [(key.toString(), action.text()) for action in actions_of(desk.shell) for key in action.shortcuts()]
    for key, _words in pressed:
        strike(desk.shell, key)
    assert heard == [words for _key, words in pressed]


@in_each_moment
def test_search_is_heard_and_what_is_typed_next_goes_into_it(come_to: Callable[[Desk], None], desk: Desk) -> None:
    come_to(desk)
    strike(desk.shell, "Ctrl+K", "R")
    desk.tasks.answer()
    assert desk.shell.screen_in_front().place().screen == "caseload"
    assert desk.shell.screen_in_front().search_field().text() == "r"
    assert desk.notes() == [NOTE]


@in_each_moment
@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+1", "Alt+Left"])
def test_an_answer_that_arrives_later_takes_the_keyboard_from_nobody(
    keys: str, come_to: Callable[[Desk], None], desk: Desk
) -> None:
    desk.shell.go(Place("caseload"))
    desk.shell.go(first_case(desk.seat.desk))
    come_to(desk)
    strike(desk.shell, keys)
    screen = desk.shell.screen_in_front()
    assert screen is not desk.case
    desk.tasks.answer()
    assert desk.shell.screen_in_front() is screen
    assert screen.isAncestorOf(QApplication.focusWidget())
    assert desk.notes() == [NOTE]


def test_esc_while_a_contact_is_saved_puts_the_sheet_away_and_the_keyboard_back(desk: Desk) -> None:
    while_it_is_saved(desk)
    strike(desk.shell, "Escape")
    assert not desk.case.sheet.isVisible()
    assert desk.case.log.hasFocus()
    strike(desk.shell, "Tab")
    elsewhere = QApplication.focusWidget()
    desk.tasks.answer()
    assert QApplication.focusWidget() is elsewhere
    assert desk.notes() == [NOTE]
    assert desk.seat.session.store.drafts.load(desk.case.sheet.draft.key) is None


def test_what_is_put_away_behind_the_cover_leaves_the_keyboard_to_something_in_sight(desk: Desk) -> None:
    while_it_is_saved(desk)
    strike(desk.shell, "Ctrl+Shift+H")
    desk.tasks.answer()
    assert desk.shell.cover.isAncestorOf(QApplication.focusWidget())
    desk.shell.cover.show_button.click()
    desk.shell.activateWindow()
    assert not desk.case.sheet.isVisible()
    assert desk.shell.focusWidget().isVisible()


@in_each_moment
def test_what_was_done_before_can_be_taken_back(come_to: Callable[[Desk], None], desk: Desk) -> None:
    undone: list[str] = []
    desk.seat.desk.navigator.say("Task done.", lambda: undone.append("task"))
    come_to(desk)
    strike(desk.shell, "Ctrl+Z")
    assert undone == ["task"]


@in_each_moment
@pytest.mark.parametrize("keys", ["Ctrl+Shift+H", "Escape Escape Escape", "Shift Shift Shift", "Ctrl+L"])
def test_hiding_and_locking_are_heard_and_the_contact_is_kept(
    keys: str, come_to: Callable[[Desk], None], desk: Desk
) -> None:
    come_to(desk)
    strike(desk.shell, *keys.split())
    assert desk.shell.curtain.is_drawn
    assert desk.shell.is_leaving == (keys == "Ctrl+L")
    desk.tasks.answer()
    assert desk.shell.curtain.is_drawn
    assert desk.notes() == [NOTE]


@in_each_moment
@pytest.mark.parametrize("keys", ["F9", "Ctrl+Shift+E"])
def test_the_emergency_numbers_are_heard(keys: str, come_to: Callable[[Desk], None], desk: Desk) -> None:
    come_to(desk)
    strike(desk.shell, keys)
    numbers = QApplication.activeModalWidget()
    assert isinstance(numbers, EmergencyDialog)
    numbers.close()


def test_no_word_of_the_contact_is_shown_outside_the_desks_window(desk: Desk) -> None:
    with stray_windows() as strays:
        just_as_the_case_shows_it(desk)
        desk.shell.activateWindow()
        strike(desk.shell, "Ctrl+1", "Ctrl+2", "Alt+Left", "Alt+Left")
    assert [words for _stray, words in strays] == []


@pytest.mark.parametrize("keys", ["Ctrl+Shift+H", "Escape Escape Escape", "Shift Shift Shift", "Ctrl+L", "F9"])
def test_the_keys_that_protect_are_heard_while_qt_knows_of_no_active_window(
    keys: str, desk: Desk, qtbot: QtBot
) -> None:
    other = QWidget()
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    other.setParent(desk.case)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is None)
    strike(desk.shell, *keys.split())
    numbers = QApplication.activeModalWidget()
    assert desk.shell.curtain.is_drawn or isinstance(numbers, EmergencyDialog)
    if numbers is not None:
        numbers.close()
