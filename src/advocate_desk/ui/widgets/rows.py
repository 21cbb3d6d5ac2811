"""Rows that are built anew: emptying the layout they stand in, and finding them there."""

from typing import TypeVar

from PySide6.QtWidgets import QLayout, QWidget

WidgetT = TypeVar("WidgetT", bound=QWidget)


def clear_rows(layout: QLayout) -> None:
    """Take everything out of ``layout``, however deep.

    What stood there is hidden at once: it is deleted in Qt's next turn only, and would stand over the new rows and
    take part in the Tab order until then.
    """
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_rows(inner)


def rows_in(layout: QLayout, kind: type[WidgetT]) -> list[WidgetT]:
    """Return the widgets of ``kind`` in ``layout``, in order."""
    found = (layout.itemAt(at) for at in range(layout.count()))
    return [row for item in found if item is not None and isinstance(row := item.widget(), kind)]
