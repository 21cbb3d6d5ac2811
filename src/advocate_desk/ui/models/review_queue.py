"""What waits for review, as a list."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from advocate_desk.domain.dates_in_words import days_in_words
from advocate_desk.services.review_referral import ReviewItem

SECOND_LINE = Qt.ItemDataRole.UserRole + 1


class ReviewQueue(QAbstractListModel):
    """The queue, the oldest first. Each item says what for and to whom, then for whom and by whom."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._items: tuple[ReviewItem, ...] = ()

    def show(self, items: Sequence[ReviewItem]) -> None:
        """Show ``items`` in place of what was there."""
        self.beginResetModel()
        self._items = tuple(items)
        self.endResetModel()

    def item(self, row: int) -> ReviewItem | None:
        """Return the item of a row, or None where there is none."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index.row())
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{item.purpose}: {item.agency}"
        if role == SECOND_LINE:
            without = "  ·  No consent" if item.without_consent else ""
            return f"{item.client_name}  ·  {item.author_name}, {waiting_words(item)}{without}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            without = ", without consent" if item.without_consent else ""
            return f"{item.purpose}, to {item.agency}, by {item.author_name}, {waiting_words(item)}{without}"
        return None


def waiting_words(item: ReviewItem) -> str:
    """Return how long it has waited."""
    return f"waits {days_in_words(item.waiting_days)}" if item.waiting_days else "sent today"
