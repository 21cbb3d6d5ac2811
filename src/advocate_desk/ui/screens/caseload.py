"""The caseload: every case one may open, filtered and found as somebody types."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.identifiers import read_reply_reference
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.users import Action
from advocate_desk.services.list_caseload import CaseloadPage, CaseloadRow
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.models.caseload import PAGE, CaseloadModel, Column, SecondLineRole
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.two_lines import TwoLines
from advocate_desk.ui.widgets.words import Words

ROW_HEIGHT = 44
TYPING_PAUSE_MS = 120
FIRST_WIDTHS = {Column.RISK: 128, Column.REPORT: 122, Column.SUPPORT: 122, Column.JUSTICE: 122, Column.LAST: 118}
HIDDEN_WHEN = {
    Width.WIDE: (),
    Width.MEDIUM: (Column.LEAD, Column.LAST),
    Width.NARROW: (Column.LEAD, Column.LAST, Column.REPORT, Column.SUPPORT, Column.JUSTICE),
}


class CaseloadScreen(Screen):
    """Lists cases. Enter opens one; typing in the search field finds any by name, reference, phone or note.

    Enter in the search field opens what is found alone, so that Ctrl+K, a few letters and Enter lead to a case.
    """

    key = "caseload"
    title = "Caseload"
    rail_icon = "folders"

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self.search = BoundedLine()
        self.whose = _choice("Whose cases", ("My cases", True), ("Everybody's cases", False))
        self.which = _choice("Which cases", ("Open", True), ("Open and closed", False))
        self.risk = _choice(
            "Risk",
            ("Any risk", None),
            ("High risk", RiskLevel.HIGH),
            ("Medium risk", RiskLevel.MEDIUM),
            ("Standard risk", RiskLevel.STANDARD),
        )
        self.count = Words(look="secondary")
        self.message = Message(desk.theme)
        self.model = CaseloadModel(desk.theme, desk.clock)
        self.table = self._make_table()
        self.new = Button(desk.theme, "New case", "primary", "plus", self._new_case)
        self.first = Button(desk.theme, "New case", "primary", "plus", self._new_case)
        self.bring_in = Button(desk.theme, "Import a spreadsheet", "", "download-simple", self._import)
        self.empty = EmptyState("", _beside(self.first, self.bring_in))
        self.empty.hide()
        self._width = Width.WIDE
        self._pause = QTimer(self, interval=TYPING_PAUSE_MS, singleShot=True)
        self._lay_out()
        self._connect()
        if desk.who.may(Action.APPROVE):
            self.whose.setCurrentIndex(1)

    def main_action(self) -> QAction | None:
        return self._open

    def keys(self) -> tuple[tuple[str, str], ...]:
        new = (("Ctrl+N", "New case"),) if self.desk.who.may(Action.WORK_ON_CASES) else ()
        return (("Enter", "Open the case"), ("J, K", "Next and previous case"), ("/", "Search"), *new)

    def search_field(self) -> QWidget | None:
        return self.search

    def first_focus(self) -> QWidget | None:
        return self.table

    def reflow(self, width: Width) -> None:
        self._width = width
        self._choose_columns()

    def _choose_columns(self) -> None:
        """Leave out what there is no room for, and the lead where all cases have the same."""
        hidden = {*HIDDEN_WHEN[self._width], *((Column.LEAD,) if self.whose.currentData() else ())}
        for column in Column:
            self.table.setColumnHidden(column, column in hidden)

    def refresh(self) -> None:
        self._read(self._show)

    def _read(self, show: Callable[[CaseloadPage], None]) -> None:
        text, caseload = self.search.text().strip(), self.desk.caseload
        work = partial(caseload.find, text) if text else partial(caseload.page, self._wanted(), 0, PAGE)
        self.desk.tasks.run(work, context=self, on_done=show, on_error=self._show_error, replace="caseload")

    def _wanted(self) -> CaseloadFilter:
        return CaseloadFilter(
            lead_id=self.desk.who.user_id if self.whose.currentData() else None,
            open_only=bool(self.which.currentData()),
            level=self.risk.currentData(),
        )

    def _show(self, page: CaseloadPage) -> None:
        chosen = self._chosen()
        self.message.clear()
        self._choose_columns()
        self.model.begin(page.rows, page.total)
        self.count.setText("1 case" if page.total == 1 else f"{page.total} cases")
        self.table.setVisible(page.total > 0)
        self.empty.setVisible(page.total == 0)
        self.empty.sentence.setText(self._why_empty())
        self._offer(page.total == 0)
        again = [number for number, row in enumerate(page.rows) if chosen and row.case_id == chosen.case_id]
        self._select(again[0] if again else 0)

    def _offer(self, empty: bool) -> None:
        """Show New case once: above the list, or in its place while there is none and nobody searches."""
        works, begins = self.desk.who.may(Action.WORK_ON_CASES), empty and not self.search.text().strip()
        self.new.setVisible(works and not begins)
        self.first.setVisible(works and begins)
        self.bring_in.setVisible(begins and self.desk.who.may(Action.IMPORT))

    def _new_case(self) -> None:
        if self.desk.who.may(Action.WORK_ON_CASES):
            self.desk.navigator.go(Place("new-case"))

    def _import(self) -> None:
        self.desk.navigator.go(Place("import"))

    def _why_empty(self) -> str:
        if self.search.text().strip():
            return "Nothing is found by these words. Try part of a name, a reference, or figures of a phone number."
        if self.whose.currentData():
            return "You lead no case of this kind. Choose “Everybody's cases” to see the others."
        return "There is no case of this kind here."

    def _show_error(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _read_page(self, offset: int) -> None:
        work = partial(self.desk.caseload.page, self._wanted(), offset, PAGE)
        put = partial(self._put_page, offset, self._wanted())
        self.desk.tasks.run(work, context=self, on_done=put, on_error=self._show_error)

    def _put_page(self, offset: int, wanted: CaseloadFilter, page: CaseloadPage) -> None:
        if wanted == self._wanted() and not self.search.text().strip():
            self.model.put(offset, page.rows)

    def _open_chosen(self) -> None:
        row = self._chosen()
        if row is not None:
            self.desk.navigator.go(Place("case", row.case_id))
        else:
            self.table.scrollTo(self.table.currentIndex())  # somebody scrolled far away from it: it is read again

    def _chosen(self) -> CaseloadRow | None:
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _select(self, number: int) -> None:
        if 0 <= number < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(number, 0))

    def _move(self, steps: int) -> None:
        self._select(self.table.currentIndex().row() + steps)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName("Cases")
        table.setItemDelegateForColumn(Column.NAME, TwoLines(self.desk.theme, SecondLineRole, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.NEXT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(48)
        return table

    def _size_rows(self) -> None:
        px = self.desk.theme.px
        self.table.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        for column, width in FIRST_WIDTHS.items():
            self.table.setColumnWidth(column, px(width))

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Name, reference, phone or words of a note")
        self.search.setAccessibleName("Search cases")
        self.search.setClearButtonEnabled(False)
        self.search.setMinimumWidth(180)
        titles = FlowLayout(12)
        titles.addWidget(Words("Caseload", "page-title"))
        titles.addWidget(self.count)
        head = QHBoxLayout()
        head.addLayout(titles, 1)
        head.addWidget(self.new)
        if not self.desk.who.may(Action.WORK_ON_CASES):
            self.new.hide()
        choices = FlowLayout(8)
        for control in (self.whose, self.which, self.risk):
            choices.addWidget(control)
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search, 2, Qt.AlignmentFlag.AlignTop)
        filters.addLayout(choices, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(filters)
        column.addWidget(self.message)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self._size_rows()

    def _connect(self) -> None:
        self._open = self._key("Open the case", self._open_chosen)
        self._key("Next case", partial(self._move, +1), "J")
        self._key("Previous case", partial(self._move, -1), "K")
        self._key("New case", self._new_case, "Ctrl+N")
        self.table.activated.connect(self._activated)
        self.model.page_wanted.connect(self._read_page, Qt.ConnectionType.QueuedConnection)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._open_found)
        for choice in (self.whose, self.which, self.risk):
            choice.activated.connect(self.refresh)
        self.desk.theme.changed.connect(self._size_rows)

    def _typed(self) -> None:
        searching = bool(self.search.text().strip())
        for choice in (self.whose, self.which, self.risk):
            choice.setEnabled(not searching)
        self._pause.start()

    def _open_found(self) -> None:
        """Open the case that the words find alone; of several, the keyboard chooses in the list."""
        self._pause.stop()
        self._read(self._show_found if self.search.text().strip() else self._show)
        self.table.setFocus()

    def _show_found(self, page: CaseloadPage) -> None:
        self._show(page)
        if page.total != 1 or not self.isVisible():
            return
        typed = self.search.text()
        if read_reply_reference(typed) is None:
            self._open_chosen()
        else:
            work = partial(self.desk.way.replies.find_reply, typed)
            self.desk.tasks.run(work, context=self, on_done=self._open_referral, on_error=self._show_error)

    def _open_referral(self, referral_id: UUID) -> None:
        self.desk.navigator.go(Place("referral", referral_id))

    def _activated(self, index: QModelIndex) -> None:
        self._open_chosen()

    def _key(self, words: str, act: Callable[[], object], *keys: str) -> QAction:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action


def _beside(*buttons: QWidget) -> QWidget:
    """Return a widget with these beside one another."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for button in buttons:
        row.addWidget(button)
    return holder


def _choice(name: str, *entries: tuple[str, object]) -> QComboBox:
    """Return a combo box that acts when a choice is made, not while the keyboard passes."""
    box = QComboBox()
    box.setAccessibleName(name)
    for words, value in entries:
        box.addItem(words, value)
    return box
