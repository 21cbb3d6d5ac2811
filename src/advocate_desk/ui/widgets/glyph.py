"""A picture beside words. It says nothing by itself: the words do."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from advocate_desk.ui.theme import Theme


class Glyph(QWidget):
    """An icon of ``pixels`` at the usual text size, drawn in the token ``role``."""

    def __init__(self, theme: Theme, name: str, role: str = "muted", pixels: int = 18) -> None:
        super().__init__()
        self._theme, self._pixels = theme, pixels
        self._icon = theme.icon(name, role)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.updateGeometry)

    def set_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._icon = self._theme.icon(name, role)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._pixels), self._theme.px(self._pixels))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())
