"""How wide something may become, so that its lines stay easy to read."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from advocate_desk.ui.theme import Theme


class Measure(QObject):
    """Keeps ``widget`` no wider than ``pixels`` of the usual text size, also after the size was changed.

    A label that wraps asks for its height at the width of its column, not at its own: a field that stayed narrow while
    its words grew would be cut off. The measure belongs to the widget.
    """

    def __init__(self, widget: QWidget, theme: Theme, pixels: int) -> None:
        super().__init__(widget)
        self._widget, self._theme, self._pixels = widget, theme, pixels
        theme.changed.connect(self._hold)
        self._hold()

    def _hold(self) -> None:
        self._widget.setMaximumWidth(self._theme.px(self._pixels))
