"""The timeline of a case: everything that happened, newest first, shown a page at a time."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.show_timeline import Entry
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.note_card import NoteCard
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.timeline_row import TimelineRow
from advocate_desk.ui.widgets.timeline_words import KIND_WORDS, count_words, wanted_entries
from advocate_desk.ui.widgets.words import Words

PAGE = 20
"""Entries put on the screen at once: many live controls on one page make screen readers slow, and the screen too."""
TYPING_PAUSE_MS = 120


class TimelineSection(CaseSection):
    """Everything newest first. `/` searches; a distressing entry opens on request."""

    part = "timeline"
    title = "Timeline"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self.message = Message(desk.theme)
        self.search = BoundedLine()
        self.search.setClearButtonEnabled(True)
        self.kinds = Choices("Show", KIND_WORDS)
        self.add_note = Button(desk.theme, "Add note", "", "note", self.open_note)
        self.note = NoteCard(desk, case_id)
        self.count = Words(look="secondary")
        self.more = Button(desk.theme, f"Show {PAGE} more", "", "", self._show_more)
        self._entries: tuple[Entry, ...] = ()
        self._wanted: list[Entry] = []
        self._shown = 0
        self._pages: list[_Page] = []
        self.empty = Words(look="secondary", wrap=True)
        self._pause = QTimer(self, interval=TYPING_PAUSE_MS, singleShot=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._card = Card()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        work = partial(self.desk.timeline.entries, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=self._take, on_error=self._not_read, replace="timeline")

    def main_action(self) -> QAction | None:
        return self.note.save_action if self.note.isVisibleTo(self) else None

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("/", "Search this timeline"),)

    def search_field(self) -> QWidget | None:
        return self.search

    def rows(self) -> list[TimelineRow]:
        """Return the rows on the screen, in order."""
        return [row for page in self._pages for row in page.rows]

    def _take(self, entries: tuple[Entry, ...]) -> None:
        self.message.clear()
        if entries != self._entries or not self._shown:
            self._entries = entries
            self._filter()

    def _not_read(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _filter(self, *_typed: object) -> None:
        """Begin again at the newest of what is wanted."""
        self._pause.stop()
        self._wanted = wanted_entries(self._entries, self.kinds.value(), self.search.text())
        for page in self._pages:
            self._rows.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self._shown = 0
        self._show_more()

    def _show_more(self) -> None:
        now, first = self.desk.clock.now(), self._shown
        rows = [
            TimelineRow(self.desk.theme, entry, now, self._correction_of(entry))
            for entry in self._wanted[first : first + PAGE]
        ]
        if rows:
            page = _Page(rows, has_newer=first > 0)
            self._pages.append(page)
            self._rows.addWidget(page)
            self._shown += len(rows)
        self.empty.setText("" if self._wanted else self._why_empty())
        self.empty.setVisible(not self._wanted)
        self.count.setText(count_words(self._shown, len(self._wanted)))
        left = len(self._wanted) - self._shown
        self.more.setVisible(left > 0)
        self.more.setText(f"Show {min(PAGE, left)} more")

    def _correction_of(self, entry: Entry) -> Callable[[], object] | None:
        if entry.contact is None or not self.desk.who.may(Action.WORK_ON_CASES):
            return None
        return lambda: self.log_asked.emit(entry)

    def _why_empty(self) -> str:
        if self._entries:
            return "Nothing here fits. Take away the search or choose Everything."
        return "Nothing is written down yet. Press L to log the first contact."

    def open_note(self) -> None:
        """Begin a note, or go on with the one that was begun."""
        if self.desk.who.may(Action.WORK_ON_CASES):
            self.note.open()

    def _note_closed(self) -> None:
        self.add_note.setFocus()

    def _noted(self) -> None:
        self.refresh()
        self.changed.emit()

    def _lay_out(self) -> None:
        self.kinds.choose("")
        if not self.desk.who.may(Action.WORK_ON_CASES):
            self.add_note.hide()
        tools = QHBoxLayout()
        tools.setSpacing(16)
        tools.addWidget(Field("Search this timeline", self.search), 1)
        tools.addWidget(self.add_note, 0, Qt.AlignmentFlag.AlignBottom)
        self._card.body.addWidget(self.empty)
        self._card.body.addLayout(self._rows)
        self._card.body.setSpacing(4)
        self._card.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        page = ScrollPage()
        page.body.addWidget(self.message)
        page.body.setSpacing(12)
        page.body.addLayout(tools)
        page.body.addWidget(self.note)
        page.body.addWidget(self.kinds)
        page.body.addWidget(self.count)
        page.body.addWidget(self._card)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._filter)
        self._pause.timeout.connect(self._filter)
        self.kinds.chosen.connect(self._filter)
        self.note.added.connect(self._noted)
        self.note.closed.connect(self._note_closed)


class _Page(QWidget):
    """A page of rows. Each lays out its own, so that the hundredth row costs no more than the first."""

    def __init__(self, rows: Sequence[TimelineRow], *, has_newer: bool) -> None:
        super().__init__()
        self.rows = tuple(rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, row in enumerate(self.rows):
            if number or has_newer:
                column.addWidget(rule())
            column.addWidget(row)
