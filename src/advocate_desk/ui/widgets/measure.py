"""How wide something may become, so that its lines stay easy to read."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from advocate_desk.ui.theme import Theme


class _Measure(QObject):
    """Keeps ``widget`` no wider than ``pixels`` of the usual text size, also after the size was changed.

    The measure belongs to the widget.
    """

    def __init__(self, widget: QWidget, theme: Theme, pixels: int) -> None:
        super().__init__(widget)
        self._widget, self._theme, self._pixels = widget, theme, pixels
        theme.changed.connect(self._hold)
        self._hold()

    def _hold(self) -> None:
        self._widget.setMaximumWidth(self._theme.px(self._pixels))


def measured(widget: QWidget, theme: Theme, pixels: int) -> QHBoxLayout:
    """Return a row with ``widget`` at its beginning, no wider than ``pixels`` of the usual text size.

    A column asks what it holds for the height at the column's own width; a row asks at the width it gives.
    """
    _Measure(widget, theme, pixels)
    row = QHBoxLayout()
    row.addWidget(widget, 1)
    row.addStretch(0)
    return row
