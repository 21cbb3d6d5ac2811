"""The rows of a spreadsheet that cannot be taken as they are, to be mended in place."""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from advocate_desk.domain.imported_row import Refusal
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.ui.models.import_words import KINDS

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[SheetKind, int, str]
Row = tuple[SheetKind, int]


class Column(IntEnum):
    """The columns, in order."""

    SHEET = 0
    ROW = 1
    COLUMN = 2
    SAYS = 3
    WHY = 4
    STATE = 5


HEADERS = {
    Column.SHEET: "Sheet",
    Column.ROW: "Row",
    Column.COLUMN: "Column",
    Column.SAYS: "It says",
    Column.WHY: "Why it cannot be taken",
    Column.STATE: "",
}


class ProblemsModel(QAbstractTableModel):
    """Problems, with what was done about each since the last check. The cell's words can be typed anew."""

    touched = Signal()
    """Something was mended or left out."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: tuple[Refusal, ...] = ()
        self._of_row: dict[Row, list[Refusal]] = {}
        self._mended: dict[Cell, str] = {}
        self._skipped: set[Row] = set()

    @property
    def mended(self) -> Mapping[Cell, str]:
        """Every cell typed anew, those of earlier checks too."""
        return dict(self._mended)

    @property
    def skipped(self) -> frozenset[Row]:
        """Every row to leave out."""
        return frozenset(self._skipped)

    @property
    def open(self) -> int:
        """How many of the problems shown nothing was done about yet."""
        return sum(not self._state(problem) for problem in self._problems)

    def begin(self) -> None:
        """Forget everything: another file."""
        self._mended.clear()
        self._skipped.clear()
        self.show(())

    def show(self, problems: Sequence[Refusal]) -> None:
        """Show what the last check found."""
        self.beginResetModel()
        self._problems = tuple(problems)
        self._of_row = {}
        for problem in self._problems:
            self._of_row.setdefault((problem.sheet, problem.row), []).append(problem)
        self.endResetModel()

    def problem(self, number: int) -> Refusal | None:
        """Return a problem, or None where there is none."""
        return self._problems[number] if 0 <= number < len(self._problems) else None

    def skip(self, number: int) -> None:
        """Leave a problem's row out, or take it in again."""
        problem = self.problem(number)
        if problem is not None:
            self._skipped.symmetric_difference_update({(problem.sheet, problem.row)})
            self._tell()

    def skip_open(self) -> None:
        """Leave out every row about which nothing was done yet."""
        self._skipped |= {(one.sheet, one.row) for one in self._problems if not self._state(one)}
        self._tell()

    def leave_out(self, kind: SheetKind, row: int) -> None:
        """Leave out a row that has no problem of its own."""
        self._skipped.add((kind, row))
        self._tell()

    def restore(self, mended: Mapping[Cell, str], skipped: Iterable[Row]) -> None:
        """Take up what was decided before, telling nobody."""
        self._mended, self._skipped = dict(mended), set(skipped)

    def forget_skipped(self) -> None:
        """Take every row in again."""
        self._skipped.clear()
        self._tell()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        problem = self.problem(index.row())
        flags = super().flags(index)
        if problem is not None and index.column() == Column.SAYS and can_be_mended(problem):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        problem = self.problem(index.row())
        if problem is None:
            return None
        text = self._texts(problem)[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADERS[Column(index.column())] or 'Done'}: {text or 'nothing'}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - Qt's own signature
        problem = self.problem(index.row())
        if problem is None or role != Qt.ItemDataRole.EditRole or index.column() != Column.SAYS:
            return False
        if str(value) != self._says(problem):
            self._mended[problem.sheet, problem.row, problem.column] = str(value)
            self._tell()
        return True

    def _texts(self, problem: Refusal) -> tuple[str, ...]:
        why = sentence_start(problem.reason)
        return KINDS[problem.sheet], str(problem.row), problem.column, self._says(problem), why, self._state(problem)

    def _says(self, problem: Refusal) -> str:
        return self._mended.get((problem.sheet, problem.row, problem.column), problem.says)

    def _state(self, problem: Refusal) -> str:
        if (problem.sheet, problem.row) in self._skipped:
            return "Left out"
        if problem.follows is not None:
            return self._state_of_client(problem.follows)
        mended = self._mended.get((problem.sheet, problem.row, problem.column))
        return "Mended" if mended is not None and mended != problem.says else ""

    def _state_of_client(self, row: int) -> str:
        if (SheetKind.CLIENTS, row) in self._skipped:
            return "Left out"
        own = self._of_row.get((SheetKind.CLIENTS, row), [])
        return "Mended" if own and all(self._state(one) for one in own) else ""

    def _tell(self) -> None:
        if self._problems:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._problems) - 1, Column.STATE))
        self.touched.emit()


def can_be_mended(problem: Refusal) -> bool:
    """Say whether one cell is the reason, so that typing it anew can help."""
    return problem.follows is None and not problem.column.startswith("(")
