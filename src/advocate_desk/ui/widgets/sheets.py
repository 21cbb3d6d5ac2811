"""Pages, or a picture, drawn one above the other."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from advocate_desk.ui.theme import Theme

EDGE, BETWEEN = 8, 16
"""Pixels around the pages and between them."""


class Sheets(QWidget):
    """Paper on a desk: pages one above the other, always white."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages: tuple[QImage, ...] = ()
        self._drawn: dict[tuple[int, int], QImage] = {}
        self._width = 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show ``pages`` in the stead of those before."""
        self._pages, self._drawn = tuple(pages), {}
        self._arrange()

    def set_width(self, width: int) -> None:
        """Draw pages ``width`` pixels wide."""
        if width != self._width:
            self._width, self._drawn = max(width, 1), {}
            self._arrange()

    def tops(self) -> list[int]:
        """Return where each page begins."""
        heights = [self._height(page) for page in self._pages]
        return [EDGE + sum(heights[:number]) + number * BETWEEN for number in range(len(heights))]

    def sizeHint(self) -> QSize:
        heights = [self._height(page) for page in self._pages]
        return QSize(self._width + 2 * EDGE, sum(heights) + BETWEEN * max(0, len(heights) - 1) + 2 * EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = max(EDGE, (self.width() - self._width) // 2)
        for number, (page, top) in enumerate(zip(self._pages, self.tops(), strict=True)):
            box = QRect(left, top, self._width, self._height(page))
            if box.intersects(event.rect()):
                painter.drawImage(box, self._scaled(number, box.size()))
                painter.setPen(QColor(self._theme.colour("border")))
                painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _height(self, page: QImage) -> int:
        return round(page.height() * self._width / max(page.width(), 1))

    def _scaled(self, number: int, size: QSize) -> QImage:
        """Return a page at the size it is shown in, kept until that changes."""
        fine = size * self.devicePixelRatio()
        key = (number, fine.width())
        if key not in self._drawn:
            ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._drawn[key] = self._pages[number].scaled(fine, *ways)
        return self._drawn[key]

    def _arrange(self) -> None:
        self.setMinimumSize(self.sizeHint())
        self.resize(self.sizeHint())
        self.update()
