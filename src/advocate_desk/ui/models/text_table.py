"""A table of words, for what is only read."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


class TextTable(QAbstractTableModel):
    """Rows of words under headings.

    Args:
        headings: one for each column.
    """

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show ``rows``, each as long as there are headings, in place of what was there."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def replace(self, number: int, row: tuple[str, ...]) -> None:
        """Show ``row`` in place of the one with this number; what is selected stays so."""
        self._rows = (*self._rows[:number], row, *self._rows[number + 1 :])
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._headings) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headings[index.column()]}: {text or 'nothing'}"
        return None
