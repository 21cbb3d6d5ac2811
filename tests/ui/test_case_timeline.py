from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction
from advocate_desk.domain.users import Role
from advocate_desk.services.show_timeline import Earlier, Entry, EntryKind
from advocate_desk.ui.desk import DeskContext, Who
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_timeline import PAGE, TimelineSection
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.timeline_row import TimelineRow
from advocate_desk.ui.widgets.words import Words
from tests.support.desk import JO, MemoryDrafts, make_desk
from tests.support.example_cases import CERI, NOW, ExampleCases, ExampleContacts
from tests.support.records import numbered

CONTACT = Contact(
    id=numbered(600),
    stream_id=CERI,
    case_id=CERI,
    kind=ContactKind.TEXT,
    direction=Direction.INCOMING,
    result=ContactResult.SPOKE,
    happened_at=NOW - timedelta(hours=1),
    recorded_at=NOW,
    author_id=JO,
    summary="Safe to talk Thursday.",
)
ENTRY = Entry(
    happened_at=CONTACT.happened_at,
    recorded_at=NOW,
    whole_day=False,
    kind=EntryKind.CONTACT,
    icon="text",
    who="Jo Advocate",
    headline="Text message from client",
    text="Safe to talk Thursday.",
    contact=CONTACT,
)
SHOWN = replace(ENTRY, kind=EntryKind.CHANGE, icon="reveal", headline="Phone shown: calling now", text="", contact=None)


@dataclass
class ExampleTimeline:
    """`ShowTimeline` with these entries."""

    told: tuple[Entry, ...] = (ENTRY, SHOWN)

    def entries(self, case_id: UUID) -> tuple[Entry, ...]:
        return self.told


Open = Callable[..., tuple[CaseScreen, TimelineSection, DeskContext]]


@pytest.fixture
def open_timeline(qapp: QApplication, theme: Theme, qtbot: QtBot) -> Open:
    def build(
        *told: Entry, role: Role = Role.ADVOCATE, **services: object
    ) -> tuple[CaseScreen, TimelineSection, DeskContext]:
        usual: dict[str, object] = {
            "cases": ExampleCases(),
            "contacts": ExampleContacts(),
            "timeline": ExampleTimeline(told or (ENTRY, SHOWN)),
        }
        who = Who(user_id=JO, name="Jo Advocate", role=role, is_sample=True)
        desk = make_desk(qapp, theme, who=who, **(usual | services))
        screen = CaseScreen(desk, Place("case", CERI, "timeline"))
        qtbot.addWidget(screen)
        screen.reflow(Width.WIDE)
        screen.resize(1200, 900)
        screen.refresh()
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        section = screen.section
        assert isinstance(section, TimelineSection)
        return screen, section, desk

    return build


def words_on(row: TimelineRow) -> str:
    return "\n".join(label.text() for label in row.findChildren(Words) if label.isVisibleTo(row))


def press(row: TimelineRow, words: str) -> None:
    next(button for button in row.findChildren(Button) if button.text() == words).click()


def test_each_entry_says_when_it_happened_when_it_was_written_down_and_by_whom(open_timeline: Open) -> None:
    _, section, _ = open_timeline()
    told = words_on(section.rows()[0])
    assert "Today, 9:42am" in told
    assert "Recorded today, 10:42am by Jo Advocate" in told


def test_distressing_words_open_on_request(open_timeline: Open) -> None:
    _, section, _ = open_timeline(replace(ENTRY, distressing=True, text="Hard to read"))
    (row,) = section.rows()
    assert "Hard to read" not in words_on(row)
    press(row, "Show distressing detail")
    assert "Hard to read" in words_on(row)


def test_a_corrected_entry_says_so_and_shows_what_it_said_before(open_timeline: Open) -> None:
    before = Earlier(recorded_at=NOW, who="Sam Supervisor", headline="Text message from client", text="Friday")
    _, section, _ = open_timeline(replace(ENTRY, earlier=(before,)))
    (row,) = section.rows()
    assert "Corrected" in words_on(row)
    assert "Friday" not in words_on(row)
    press(row, "What it said before")
    assert "Today, 10:42am, Sam Supervisor: Text message from client. Friday" in words_on(row)


def test_an_entry_is_put_right_in_the_log_sheet_which_names_it(open_timeline: Open, qtbot: QtBot) -> None:
    contacts = ExampleContacts()
    screen, section, _ = open_timeline(contacts=contacts)
    press(section.rows()[0], "Correct this entry")
    assert screen.sheet.form.note.toPlainText() == "Safe to talk Thursday."
    screen.sheet.form.note.setPlainText("Safe to talk Friday.")
    screen.sheet.save.click()
    (new,) = contacts.logged
    assert (new.corrects_id, new.summary, new.kind) == (CONTACT.id, "Safe to talk Friday.", ContactKind.TEXT)
    assert new.happened_at == CONTACT.happened_at


def test_what_nobody_may_put_right_offers_no_correction(open_timeline: Open) -> None:
    _, section, _ = open_timeline()
    assert not [button for button in section.rows()[1].findChildren(Button) if "Correct" in button.text()]
    _, section, _ = open_timeline(role=Role.LETTERS)
    assert not [button for row in section.rows() for button in row.findChildren(Button)]


def test_the_filter_shows_one_kind_and_the_search_finds_words(open_timeline: Open, qtbot: QtBot) -> None:
    _, section, _ = open_timeline()
    section.kinds.choose(EntryKind.CHANGE)
    section.kinds.chosen.emit(EntryKind.CHANGE)
    assert [row.entry for row in section.rows()] == [SHOWN]
    section.kinds.choose("")
    section.search.setText("THURSDAY safe")
    qtbot.keyClick(section.search, Qt.Key.Key_Return)
    assert [row.entry for row in section.rows()] == [ENTRY]
    section.search.setText("nothing like it")
    qtbot.keyClick(section.search, Qt.Key.Key_Return)
    assert section.rows() == []
    assert section.count.text() == "No entries"


def test_slash_goes_to_the_search_of_the_section_in_front(open_timeline: Open) -> None:
    screen, section, _ = open_timeline()
    assert screen.search_field() is section.search


def test_of_a_thousand_entries_a_page_at_a_time_is_put_on_the_screen(open_timeline: Open) -> None:
    told = [replace(ENTRY, headline=f"Entry {number}") for number in range(1200)]
    _, section, _ = open_timeline(*told)
    assert len(section.rows()) == PAGE
    assert section.count.text() == f"Showing {PAGE} of 1,200 entries"
    section.more.click()
    assert [row.entry.headline for row in section.rows()][-1] == f"Entry {2 * PAGE - 1}"


def test_a_note_is_written_and_saved_by_keyboard_alone(open_timeline: Open, qtbot: QtBot) -> None:
    contacts, drafts = ExampleContacts(), MemoryDrafts()
    screen, section, desk = open_timeline(contacts=contacts, drafts=drafts)
    qtbot.keyClick(screen, Qt.Key.Key_N)
    qtbot.keyClicks(section.note.text.edit, "Court is on the third")
    action = screen.main_action()
    assert action is not None
    with qtbot.waitSignal(desk.navigator.said) as said:
        action.trigger()
    assert said.args[0] == "Note added."
    (note,) = contacts.noted
    assert (note.case_id, note.text) == (CERI, "Court is on the third")
    assert drafts.kept == {}


def test_a_note_half_written_is_kept_before_the_desk_locks_and_on_escape(open_timeline: Open, qtbot: QtBot) -> None:
    drafts = MemoryDrafts()
    screen, section, _ = open_timeline(drafts=drafts)
    qtbot.keyClick(screen, Qt.Key.Key_N)
    qtbot.keyClicks(section.note.text.edit, "Half")
    screen.keep_draft(lambda: None)
    assert "Half" in next(iter(drafts.kept.values()))
    qtbot.keyClicks(section.note.text.edit, " and more")
    qtbot.keyClick(section.note, Qt.Key.Key_Escape)
    assert "Half and more" in next(iter(drafts.kept.values()))
    assert not section.note.isVisible()


def test_an_empty_note_is_not_saved_and_says_why(open_timeline: Open, qtbot: QtBot) -> None:
    contacts = ExampleContacts()
    screen, section, _ = open_timeline(contacts=contacts)
    qtbot.keyClick(screen, Qt.Key.Key_N)
    section.note.save.click()
    assert contacts.noted == []
    assert section.note.text.error.isVisible()
