"""Icons that take their colour from the theme in force, whenever they are drawn."""

from collections.abc import Callable
from functools import lru_cache
from typing import ClassVar

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from advocate_desk.assets import resource

Colour = Callable[[str], str]
"""Gives the colour of a token in the scheme in force."""


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = resource("icons", f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(svg.replace(b"currentColor", colour.encode())))


class _TokenIcon(QIconEngine):
    """Draws one shipped icon in the colour of a token, which follows a change of theme by itself."""

    _clones: ClassVar[list[QIconEngine]] = []  # Qt keeps what `clone` gives; Python, not told so, would free it

    def __init__(self, name: str, token: str, colour: Colour) -> None:
        super().__init__()
        self._name, self._token, self._colour = name, token, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "muted" if mode is QIcon.Mode.Disabled else self._token
        # Square, at the beginning of a wider place: the rest is the gap before the words of a button.
        square = QRectF(rect.x(), rect.y(), rect.height(), rect.height())
        _drawing(self._name, self._colour(token)).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        engine = _TokenIcon(self._name, self._token, self._colour)
        self._clones.append(engine)
        return engine


def make_icon(name: str, token: str, colour: Colour) -> QIcon:
    """Return the icon ``name`` (a file of resources/icons without its ending) drawn in ``token``."""
    resource("icons", f"{name}.svg")
    # A copy: the first icon is its engine's parent to Python, whose collector would take the engine before the icon.
    return QIcon(QIcon(_TokenIcon(name, token, colour)))
