"""Every word a window holds: on the screen, for a screen reader, in tooltips and in tables."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

_ROWS = 100
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_NAMED = ("text", "toPlainText", "currentText", "placeholderText", "title")


def words_shown(window: QWidget) -> Iterator[str]:
    """Yield every text of ``window`` and what is in it, hidden parts too."""
    yield window.windowTitle()
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        for name in _NAMED:
            said = getattr(widget, name, "")
            yield str(said() if callable(said) else said)
        if isinstance(widget, QAbstractItemView):
            yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    root = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for row in range(min(model.rowCount(root), _ROWS)):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(found) for role in _ROLES if (found := index.data(role)))
