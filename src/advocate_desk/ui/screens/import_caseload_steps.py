"""The pages of an import that ask nothing hard: which file, what it would bring, what it brought."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.services.caseload_plan import ImportLine
from advocate_desk.services.caseload_report import CaseloadReport, SideBySide, TakenRow
from advocate_desk.ui.models.import_words import (
    NOTHING_YET,
    UNCHECKED,
    brought_words,
    compared_lines,
    count_row,
    counted,
    line_words,
    notices,
    pairs,
    until_words,
)
from advocate_desk.ui.models.text_table import TextTable
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.banner import Banner
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.data_table import DataTable
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.side_by_side import SideBySideCard
from advocate_desk.ui.widgets.words import Words

WHAT = (
    "A spreadsheet (XLSX or CSV) with one row for each client. A workbook may have two more sheets, of contacts and of "
    "referrals, joined to the clients by their number. Nothing is written before the last page."
)
MOST_NOTICES = 6
"""Rows shown at once; the rest is scrolled to."""
LEFT_WITH_IT = (
    "Imported, the two are linked and never merged. Left out, the row stays in your file, and its contacts and "
    "referrals with it."
)
BEGUN = (
    "Nothing was written yet. What you decided about its sheets, columns and rows is kept, and stands when the same "
    "file is read again."
)
KEPT_WHERE = "The file itself stays where it is, and can be read by anybody who has it. Destroy it once all is here."


class ImportStep(QWidget):
    """One page of an import."""

    title = ""
    """What this page is called."""
    go_on = "Continue"
    """What leads to the next page."""

    def __init__(self) -> None:
        super().__init__()
        page = ScrollPage()
        self.body = page.body
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def first_focus(self) -> QWidget | None:
        """Return what takes the keyboard when the page comes to the front."""
        return None


class FileStep(ImportStep):
    """Which file, and the imports of the last day that can still be taken back."""

    title = "Choose a file"
    go_on = ""
    chosen = Signal()
    undo_wanted = Signal(object)
    """An `ImportLine`."""
    resumed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.choose = Button(theme, "&Choose a spreadsheet…", "primary", "folder-open", self.chosen.emit)
        self.not_here = Banner(theme, "info")
        self.not_here.hide()
        self.begun = Banner(theme, "info")
        self.begun.say("An import was begun here and not finished", BEGUN)
        self.begun.add_action(Button(theme, "&Go on with it", on_click=self.resumed.emit))
        self.begun.hide()
        asked = Card("A spreadsheet")
        asked.body.addWidget(Words(WHAT, wrap=True))
        asked.body.addWidget(Words(KEPT_WHERE, "secondary", wrap=True))
        asked.body.addWidget(self.not_here)
        asked.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.undoable = Card("Imports that can be taken back")
        self.undoable.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self.undoable.body.addLayout(self._lines)
        self.body.addWidget(self.begun)
        self.body.addWidget(asked)
        self.body.addWidget(self.undoable)
        self.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        return self.choose

    def refuse_here(self, headline: str, why: str) -> None:
        """Say why nothing can be brought into this vault."""
        self.not_here.say(headline, why)
        self.not_here.show()
        self.choose.hide()

    def show_lines(self, lines: Sequence[ImportLine], now: datetime) -> None:
        """Show the imports that can be taken back at the moment ``now``."""
        clear_rows(self._lines)
        for number, line in enumerate(lines):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(line, now))
        self.undoable.setVisible(bool(lines))

    def _line(self, line: ImportLine, now: datetime) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        brought, when = line_words(line, now)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(brought, "strong", wrap=True))
        words.addWidget(Words(when, "secondary", wrap=True))
        undo = Button(self._theme, "Undo this import…", on_click=partial(self.undo_wanted.emit, line))
        undo.setAccessibleDescription(f"{brought}. {when}")
        row.addLayout(words, 1)
        row.addWidget(undo)
        return holder


class PreviewStep(ImportStep):
    """What an import would do, by sheet, and what is worth a look before it is done."""

    title = "Look before you import"
    go_on = "Import"
    left_out = Signal(int)
    """A client's row is to be left out, by its number."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.summary = Banner(theme, "info")
        self.told = Words(look="secondary", wrap=True)
        self._counts = TextTable(("Sheet", "Holds", "Rows", "To import", "Already here", "Left out"))
        self.counts = DataTable(theme, "Counts", self._counts, (0, 120, 90, 100, 110, 0))
        self._notices = TextTable(("Row", "What", "Why"))
        self.notices = DataTable(theme, "Worth a look", self._notices, (90, 200, 0))
        self._notices_title = Words("Worth a look", "card-title")
        self._pairs: tuple[tuple[TakenRow, SideBySide], ...] = ()
        self.beside = SideBySideCard(theme)
        self.leave = Button(theme, "&Leave the row out", on_click=self._leave)
        self.leave.setAccessibleDescription(LEFT_WITH_IT)
        self.beside.body.addWidget(Words(LEFT_WITH_IT, "secondary", wrap=True))
        self.beside.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.summary, self.counts, self._notices_title, self.notices, self.beside, self.told):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.notices.selectionModel().currentRowChanged.connect(self._show_pair)
        theme.changed.connect(self._size)

    def first_focus(self) -> QWidget | None:
        return self.counts

    def show_report(self, report: CaseloadReport) -> None:
        """Show what a preview found."""
        brought = brought_words(len(report.taken), report.contacts, report.referrals)
        doubles = report.possible_duplicates
        same = f" {counted(doubles, 'row', 'rows')} may be of somebody who is here already, or in another row."
        more = same if doubles else ""
        self.summary.say(f"{brought} to import", f"{NOTHING_YET}{more}")
        rows = [count_row(count) for count in report.sheets]
        self._counts.show(rows)
        self.counts.pick(0)
        self.told.setText("\n".join((UNCHECKED, *report.told)))
        worth = list(notices(report))
        self._pairs = pairs(report)
        self._notices.show(worth)
        self._size()
        self.notices.pick(0)
        self._show_pair()
        for part in (self._notices_title, self.notices):
            part.setVisible(bool(worth))

    def _pair(self) -> tuple[TakenRow, SideBySide] | None:
        """Return the pair that is picked: possible repeats come first among what is worth a look."""
        at = self.notices.currentIndex().row()
        return self._pairs[at] if 0 <= at < len(self._pairs) else None

    def _show_pair(self) -> None:
        picked = self._pair()
        self.beside.setVisible(picked is not None)
        if picked is not None:
            row, pair = picked
            here = f"In the file too, {pair.beside}" if pair.beside.startswith("row ") else f"Here: {pair.beside}"
            self.beside.show_pair(f"In the file, row {row.row}", here, compared_lines(pair))

    def _leave(self) -> None:
        picked = self._pair()
        if picked is not None:
            self.left_out.emit(picked[0].row)

    def _size(self) -> None:
        self.counts.show_rows(self._counts.rowCount())
        self.notices.show_rows(min(self._notices.rowCount(), MOST_NOTICES))


class DoneStep(ImportStep):
    """What came in, and the way back."""

    title = "Imported"
    go_on = "Go to the caseload"
    undo_wanted = Signal(object)
    """An `ImportLine`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._line: ImportLine | None = None
        self.summary = Banner(theme, "ok")
        self.what_now = Words(UNCHECKED, wrap=True)
        self.file_words = Words(KEPT_WHERE, "secondary", wrap=True)
        self.undo = Button(theme, "&Undo this import…", icon="arrow-counter-clockwise", on_click=self._undo)
        for part in (self.summary, self.what_now, self.file_words):
            self.body.addWidget(part)
        self.body.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_done(self, report: CaseloadReport, line: ImportLine | None, now: datetime) -> None:
        """Show what came in; ``line`` is how it can be taken back."""
        self._line = line
        brought = brought_words(len(report.taken), report.contacts, report.referrals)
        back = f"The whole import can be taken back until {until_words(line.until, now)}." if line else ""
        here = len(report.already_here)
        already = f"{counted(here, 'row was', 'rows were')} here already and left alone. " if here else ""
        self.summary.say(f"Imported: {brought}", f"{already}{back}".strip())
        self.undo.setVisible(line is not None)

    def _undo(self) -> None:
        if self._line is not None:
            self.undo_wanted.emit(self._line)


def newest(lines: Sequence[ImportLine], known: Sequence[UUID]) -> ImportLine | None:
    """Return the import that is not among those ``known`` before, if there is one."""
    return next((line for line in lines if line.import_id not in known), None)
