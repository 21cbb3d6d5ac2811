"""The directory as a list."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from advocate_desk.domain.directory import ServiceStatus
from advocate_desk.services.keep_directory import AgencyLine

SECOND_LINE = Qt.ItemDataRole.UserRole + 1
STATUS_WORDS = {
    ServiceStatus.ACTIVE: "Takes people",
    ServiceStatus.TEMPORARILY_CLOSED: "Closed for now",
    ServiceStatus.INACTIVE: "Takes nobody now",
    ServiceStatus.DEFUNCT: "Closed for good",
}
STATUS_ROLES = {
    ServiceStatus.ACTIVE: "ok",
    ServiceStatus.TEMPORARILY_CLOSED: "warn",
    ServiceStatus.INACTIVE: "plain",
    ServiceStatus.DEFUNCT: "plain",
}


class DirectoryModel(QAbstractListModel):
    """Agencies by name; beneath each when its details were checked, and its services."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: tuple[AgencyLine, ...] = ()

    def show(self, lines: Sequence[AgencyLine]) -> None:
        """Show ``lines`` in place of what was there."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line(self, row: int) -> AgencyLine | None:
        """Return the agency of a row, or None where there is none."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, agency_id: UUID | None) -> int:
        """Return where an agency stands, or 0."""
        return next((row for row, line in enumerate(self._lines) if line.agency_id == agency_id), 0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == SECOND_LINE:
            return _about(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}. {_about(line)}"
        return None


def _about(line: AgencyLine) -> str:
    closed = "" if line.takes_people else "Takes nobody now"
    return " · ".join(part for part in (closed, line.checked_line, ", ".join(line.services)) if part)
