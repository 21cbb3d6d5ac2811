from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.users import Role
from advocate_desk.ui.desk import DeskContext, Who
from advocate_desk.ui.dialogs.shortcuts import ShortcutsDialog
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.nav_item import NavItem
from advocate_desk.ui.widgets.rail import Rail
from advocate_desk.ui.widgets.toast import Toast
from advocate_desk.ui.widgets.top_bar import TopBar
from advocate_desk.ui.widgets.words import Words
from tests.support.desk import JO, RecordedLock, make_desk

CASE = UUID("00000000-0000-7000-8000-0000000000c1")
OTHER = UUID("00000000-0000-7000-8000-0000000000c2")


class ListScreen(Screen):
    key, title, rail_icon = "caseload", "Caseload", "folders"

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self.field = QLineEdit()
        self.field.setAccessibleName("Filter")
        self.acted = 0
        self.refreshed = 0
        self.widths: list[Width] = []
        column = QVBoxLayout(self)
        column.addWidget(QPushButton("New"))
        column.addWidget(self.field)

    def main_action(self) -> QAction:
        action = QAction("Do it", self)
        action.triggered.connect(lambda: setattr(self, "acted", self.acted + 1))
        return action

    def search_field(self) -> QWidget:
        return self.field

    def refresh(self) -> None:
        self.refreshed += 1

    def reflow(self, width: Width) -> None:
        self.widths.append(width)

    def keep_draft(self, then: Callable[[], None]) -> None:
        self.desk.drafts.keep("list", self.field.text())
        then()


class ReviewsScreen(ListScreen):
    key, title, rail_icon = "reviews", "Reviews", "seal-check"


class CaseScreen(ListScreen):
    key, title, rail_icon = "case", "Case", ""

    def heading(self) -> str:
        return "Ceri Sample & daughter"


ROUTES = {screen.key: screen for screen in (ListScreen, ReviewsScreen, CaseScreen)}


@pytest.fixture
def desk(qapp: QApplication, theme: Theme) -> DeskContext:
    return make_desk(qapp, theme)


@pytest.fixture
def lock() -> RecordedLock:
    return RecordedLock()


@pytest.fixture
def shell(qtbot: QtBot, desk: DeskContext, lock: RecordedLock) -> Shell:
    shell = Shell(desk, ROUTES, lock)
    qtbot.addWidget(shell)
    shell.go(Place("caseload"))
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    return shell


def press(
    qtbot: QtBot, shell: Shell, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(shell.focusWidget() or shell, key, modifier)


CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def test_the_rail_leads_nobody_where_their_role_may_not_go(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    who = Who(user_id=JO, name="Lee Letters", role=Role.LETTERS, is_sample=True)
    shell = Shell(make_desk(qapp, theme, who=who), ROUTES, RecordedLock())
    qtbot.addWidget(shell)
    assert [item.accessibleName() for item in shell.findChildren(NavItem)] == ["Emergency numbers", "Lock"]


def test_the_rail_shows_only_screens_that_are_reached_from_it(shell: Shell) -> None:
    names = [item.accessibleName() for item in shell.findChild(Rail)._items.values()]
    assert names == ["Caseload", "Reviews"]


def test_numbers_with_control_lead_to_the_places_of_the_rail(qtbot: QtBot, shell: Shell) -> None:
    press(qtbot, shell, Qt.Key.Key_2, CTRL)
    assert shell.screen_in_front().key == "reviews"
    press(qtbot, shell, Qt.Key.Key_1, CTRL)
    assert shell.screen_in_front().key == "caseload"


def test_back_names_where_it_leads_and_leads_there(qtbot: QtBot, shell: Shell) -> None:
    shell.go(Place("case", CASE))
    shell.go(Place("reviews"))
    bar = shell.findChild(TopBar)
    assert bar.back.text() == "Ceri Sample && daughter"
    assert bar.back.accessibleName() == "Back to Ceri Sample & daughter"
    press(qtbot, shell, Qt.Key.Key_Left, ALT)
    assert shell.screen_in_front().place() == Place("case", CASE)
    assert bar.forward.isVisible()
    press(qtbot, shell, Qt.Key.Key_Right, ALT)
    assert shell.screen_in_front().key == "reviews"
    assert not bar.forward.isVisible()


def test_the_window_title_never_holds_a_name(shell: Shell) -> None:
    shell.go(Place("case", CASE))
    assert shell.windowTitle() == "Case – Advocate Desk"


def test_a_screen_that_was_left_takes_the_keyboard_from_nobody(qtbot: QtBot, shell: Shell) -> None:
    shell.go(Place("case", CASE))
    left = shell.screen_in_front()
    shell.go(Place("reviews"))
    here = shell.screen_in_front()
    assert isinstance(left, CaseScreen)
    assert isinstance(here, ReviewsScreen)
    here.field.setFocus()
    left.field.setFocus()  # as an answer does that arrives late
    assert QApplication.focusWidget() is here.field
    shell.hide_now()
    covered = QApplication.focusWidget()
    here.field.setFocus()
    assert QApplication.focusWidget() is covered
    shell.show_again()
    shell.back()
    left.field.setFocus()
    assert left.field.hasFocus()


def test_coming_back_to_a_case_finds_it_as_it_was_and_reads_it_again(shell: Shell) -> None:
    shell.go(Place("case", CASE))
    screen = shell.screen_in_front()
    shell.go(Place("case", OTHER))
    assert shell.screen_in_front() is not screen
    shell.back()
    assert shell.screen_in_front() is screen
    assert isinstance(screen, CaseScreen)
    assert screen.refreshed == 2


def test_back_leads_to_the_very_part_that_was_left(shell: Shell) -> None:
    shell.go(Place("case", CASE))
    screen = shell.screen_in_front()
    screen.arrive(Place("case", CASE, "timeline"))
    shell.go(Place("reviews"))
    shell.back()
    assert shell.screen_in_front().place() == Place("case", CASE, "timeline")


def test_search_leads_to_the_caseload_from_anywhere(qtbot: QtBot, shell: Shell) -> None:
    shell.go(Place("reviews"))
    press(qtbot, shell, Qt.Key.Key_K, CTRL)
    screen = shell.screen_in_front()
    assert isinstance(screen, ListScreen)
    assert screen.key == "caseload"
    assert screen.field.hasFocus()


def test_control_enter_does_the_main_action_of_the_screen(qtbot: QtBot, shell: Shell) -> None:
    press(qtbot, shell, Qt.Key.Key_Return, CTRL)
    screen = shell.screen_in_front()
    assert isinstance(screen, ListScreen)
    assert screen.acted == 1


def test_a_question_mark_typed_in_a_field_is_a_question_mark(qtbot: QtBot, shell: Shell) -> None:
    screen = shell.screen_in_front()
    assert isinstance(screen, ListScreen)
    screen.field.setFocus()
    qtbot.keyClicks(screen.field, "why?/")
    assert screen.field.text() == "why?/"
    assert shell.findChild(ShortcutsDialog) is None


def test_f1_lists_every_key(qtbot: QtBot, shell: Shell) -> None:
    press(qtbot, shell, Qt.Key.Key_F1)
    sheet = shell.findChild(ShortcutsDialog)
    said = {label.text() for label in sheet.findChildren(Words)}
    assert {"Lock", "Ctrl+L", "Back", "Alt+Left", "Search cases"} <= said
    sheet.accept()


def test_f6_goes_round_the_parts_of_the_window(qtbot: QtBot, shell: Shell) -> None:
    screen = shell.screen_in_front()
    rail, bar = shell.findChild(Rail), shell.findChild(TopBar)

    def part() -> QWidget:
        return next(pane for pane in (rail, bar, screen) if pane.isAncestorOf(shell.focusWidget()))

    assert part() is screen
    for expected in (rail, bar, screen):
        press(qtbot, shell, Qt.Key.Key_F6)
        assert part() is expected
    press(qtbot, shell, Qt.Key.Key_F6, SHIFT)
    assert part() is bar


def test_lock_covers_the_window_keeps_the_draft_and_remembers_the_place(
    qtbot: QtBot, shell: Shell, desk: DeskContext, lock: RecordedLock
) -> None:
    shell.go(Place("case", CASE))
    screen = shell.screen_in_front()
    assert isinstance(screen, CaseScreen)
    screen.field.setText("half a word")
    press(qtbot, shell, Qt.Key.Key_L, CTRL)
    assert lock.places == [Place("case", CASE)]
    assert desk.drafts.kept["list"] == "half a word"
    assert shell.childAt(shell.rect().center()).property("look") == "cover"
    assert shell.windowTitle() == "Desk"


def test_saved_is_said_in_words_and_only_when_a_screen_says_so(shell: Shell, desk: DeskContext) -> None:
    saved = shell.findChild(TopBar).saved
    assert not saved.isVisible()
    desk.navigator.show_saved(SavedState.SAVING)
    assert saved.words.text() == "Saving"
    desk.navigator.show_saved(SavedState.SAVED)
    assert saved.words.text() == "Saved"
    desk.navigator.show_saved(SavedState.NOT_SAVED, "the disk is full. Try again")
    assert saved.words.text() == "Not saved: the disk is full. Try again"


def test_a_passing_message_can_be_undone(qtbot: QtBot, shell: Shell, desk: DeskContext) -> None:
    undone: list[str] = []
    desk.navigator.say("Task done.", lambda: undone.append("task"))
    toast = shell.findChild(Toast)
    assert toast.words.text() == "Task done."
    qtbot.mouseClick(toast.undo_button, Qt.MouseButton.LeftButton)
    assert undone == ["task"]
    assert not toast.isVisible()


def test_counts_in_the_rail_are_told_to_screen_readers_too(shell: Shell, desk: DeskContext) -> None:
    desk.navigator.count("reviews", 3)
    assert shell.findChild(Rail)._items["reviews"].accessibleName() == "Reviews, 3 waiting"


def test_a_sample_vault_says_so_on_every_screen(shell: Shell) -> None:
    strips = [label for label in shell.findChildren(Words) if label.property("look") == "sample"]
    assert [strip.text().startswith("SAMPLE") for strip in strips] == [True]


def test_a_vault_that_may_only_be_read_says_so_on_every_screen(qtbot: QtBot, desk: DeskContext) -> None:
    for read_only in (True, False):
        reading = replace(desk, who=replace(desk.who, is_sample=False, read_only=read_only))
        shell = Shell(reading, ROUTES, RecordedLock())
        qtbot.addWidget(shell)
        strips = [label.text() for label in shell.findChildren(Words) if label.property("look") == "sample"]
        assert [strip.startswith("This vault may only be read") for strip in strips] == [True] * read_only


def test_the_rail_gives_room_when_the_window_is_narrow_or_the_text_large(shell: Shell, theme: Theme) -> None:
    rail = shell.findChild(Rail)
    assert rail.maximumWidth() == 212
    theme.set_scale(1.25)
    assert rail.maximumWidth() == 80
    screen = shell.screen_in_front()
    assert isinstance(screen, ListScreen)
    assert screen.widths == [Width.WIDE, Width.MEDIUM]


def test_a_place_survives_being_written_down() -> None:
    for place in (Place("case", CASE, "timeline"), Place("reviews")):
        assert Place.from_text(place.to_text()) == place


@pytest.mark.parametrize("text", ["{}", "[1, null, '']", '["case", "not-an-id", ""]', '["case"]', ""])
def test_what_is_no_place_is_refused(text: str) -> None:
    assert Place.from_text(text) is None


def test_the_frame_stays_small() -> None:
    source = Path(Shell.__module__.replace(".", "/") + ".py")
    whole = (Path(__file__).parents[2] / "src" / source).read_text("utf-8")
    assert len(whole.splitlines()) < 300
