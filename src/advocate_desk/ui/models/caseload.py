"""The caseload as Qt's tables want it: as many rows as there are cases, read page by page when they are seen."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from advocate_desk.domain.case_lifecycle import label
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.dates_in_words import in_london, near_date, short_date
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.services.list_caseload import CaseloadRow, LaneCount
from advocate_desk.services.ports import Clock
from advocate_desk.ui.theme import Theme

PAGE = 50
BESIDE = 2
"""Pages read on either side of the one in sight: a key held down passes one in less time than reading it takes."""
KEPT_PAGES = 40
"""Of a hundred thousand cases nobody looks at more at once; the rest is read again when somebody comes back to it."""
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in order."""

    RISK = 0
    NAME = 1
    REPORT = 2
    SUPPORT = 3
    JUSTICE = 4
    NEXT = 5
    LAST = 6
    LEAD = 7


HEADERS = {
    Column.RISK: "Risk",
    Column.NAME: "Name and reference",
    Column.REPORT: "Report",
    Column.SUPPORT: "Support",
    Column.JUSTICE: "Justice",
    Column.NEXT: "Next step",
    Column.LAST: "Last contact",
    Column.LEAD: "Lead",
}
LANES = {Column.REPORT: 0, Column.SUPPORT: 1, Column.JUSTICE: 2}
RISK_LOOK = {
    RiskLevel.HIGH: ("High", "warning-octagon-fill", "danger"),
    RiskLevel.MEDIUM: ("Medium", "warning-fill", "warn"),
    RiskLevel.STANDARD: ("Standard", "circle-half-fill", "muted"),
    None: ("Not assessed", "circle-dashed", "muted"),
}
RowRole = Qt.ItemDataRole.UserRole
SecondLineRole = Qt.ItemDataRole.UserRole + 1


class CaseloadModel(QAbstractTableModel):
    """Rows of cases. Asks for a page it lacks with ``page_wanted`` and shows it when `put` brings it.

    Whoever looks at a page has those beside it too, so that scrolling meets no empty row.
    """

    page_wanted = Signal(int)
    """The offset of the page."""

    def __init__(self, theme: Theme, clock: Clock) -> None:
        super().__init__()
        self._theme, self._clock = theme, clock
        self._total = 0
        self._pages: dict[int, Sequence[CaseloadRow]] = {}
        """By the number of the page."""
        self._asked: set[int] = set()
        self._in_sight = -1
        self._answers: dict[int, Callable[[CaseloadRow, Column], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.DecorationRole: self._icon,
            Qt.ItemDataRole.ForegroundRole: self._ink,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
        }

    def begin(self, rows: Sequence[CaseloadRow], total: int) -> None:
        """Show a new list, whose first page is ``rows``."""
        self.beginResetModel()
        self._total = total
        self._pages, self._asked, self._in_sight = {0: rows}, {0}, -1
        self.endResetModel()

    def put(self, offset: int, rows: Sequence[CaseloadRow]) -> None:
        """Fill in a page that was asked for."""
        page = offset // PAGE
        self._pages[page] = rows
        self._forget_far()
        if page == self._in_sight:
            self._ask_beside(page)
        if rows:
            last = self.index(offset + len(rows) - 1, Column.LEAD)
            self.dataChanged.emit(self.index(offset, 0), last)

    def row(self, number: int) -> CaseloadRow | None:
        """Return a row, or None while its page is being read."""
        rows = self._pages.get(number // PAGE, ())
        return rows[number % PAGE] if number % PAGE < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[Column(section)]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        self._look_at(index.row() // PAGE)
        row = self.row(index.row())
        if row is None:
            return None
        column = Column(index.column())
        if role == RowRole:
            return row
        if role == SecondLineRole:
            return second_line(row)
        answer = self._answers.get(role)
        return answer(row, column) if answer else None

    def _look_at(self, page: int) -> None:
        if page == self._in_sight:
            return
        self._in_sight = page
        if page in self._pages:
            self._ask_beside(page)
        else:
            self._ask(page)

    def _ask_beside(self, page: int) -> None:
        for away in range(1, BESIDE + 1):
            self._ask(page + away, page - away)

    def _ask(self, *pages: int) -> None:
        for page in pages:
            if page not in self._asked and 0 <= page * PAGE < self._total:
                self._asked.add(page)
                self.page_wanted.emit(page * PAGE)

    def _forget_far(self) -> None:
        if len(self._pages) > KEPT_PAGES:
            farthest = max(self._pages, key=lambda kept: abs(kept - self._in_sight))
            del self._pages[farthest]
            self._asked.discard(farthest)

    def _text(self, row: CaseloadRow, column: Column) -> str:
        if column in LANES:
            return lane_words(row.lanes[LANES[column]])
        due = f", {near_date(row.next_due, self._clock.today())}" if row.next_due else ""
        last = in_london(row.last_contact_at).date() if row.last_contact_at else None
        return {
            Column.RISK: RISK_LOOK[row.level][0],
            Column.NAME: row.name,
            Column.NEXT: f"{row.next_step}{due}" if row.next_step else "Nothing planned",
            Column.LAST: short_date(last) if last else "None yet",
            Column.LEAD: row.lead_name,
        }[column]

    def _icon(self, row: CaseloadRow, column: Column) -> Any:  # noqa: ANN401 - a QIcon or nothing
        if column is Column.RISK:
            _, icon, role = RISK_LOOK[row.level]
            return self._theme.icon(icon, role)
        if column in LANES and row.lanes[LANES[column]].late:
            return self._theme.icon("warning-circle-fill", "danger")
        if column is Column.NEXT and row.late:
            return self._theme.icon("warning-circle-fill", "danger")
        return None

    def _ink(self, row: CaseloadRow, column: Column) -> QColor | None:
        late = (column is Column.NEXT and row.late) or (column in LANES and row.lanes[LANES[column]].late)
        if late:
            return QColor(self._theme.colour("danger"))
        quiet = (column is Column.NEXT and not row.next_step) or (column is Column.LAST and not row.last_contact_at)
        return QColor(self._theme.colour("muted")) if quiet or not row.is_open else None

    def _spoken(self, row: CaseloadRow, column: Column) -> str:
        if column is not Column.RISK:
            return f"{HEADERS[column]}: {self._text(row, column)}"
        late = ", something is late" if row.late else ""
        stands = "" if row.status is CaseStatus.OPEN else f", {label(row.status).lower()}"
        return f"{row.name}, {row.reference}{stands}, risk {RISK_LOOK[row.level][0].lower()}{late}"


def second_line(row: CaseloadRow) -> str:
    """Return the reference, where the case stands unless it is simply open, and what it was found by."""
    stands = "" if row.status is CaseStatus.OPEN else label(row.status)
    found = f"found by {row.found_by}" if row.found_by else ""
    return " · ".join(part for part in (row.reference, stands, found) if part)


def lane_words(lane: LaneCount) -> str:
    """Return how far a lane has come, in words: "1 of 3", "1 of 3, late", "Not wanted", "–" for an empty one."""
    if not lane.wanted:
        return "Not wanted"
    if not lane.total:
        return "–"
    far = f"{lane.done} of {lane.total}"
    return f"{far}, late" if lane.late else far
