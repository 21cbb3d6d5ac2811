"""A chip: a state as a shape, a word and a colour, never as a colour alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.words import Words

HEIGHT, SIDE, GAP, ICON = 24, 10, 5, 14


class Chip(Words):
    """A pill of one role: ``danger`` (only for high risk, late and stop), ``warn``, ``ok``, ``info`` or ``plain``.

    Args:
        theme: gives the colours.
        text: the word, such as "High risk".
        role: what it means.
        icon: a shipped icon before the word, or "".
    """

    def __init__(self, theme: Theme, text: str, role: str = "plain", icon: str = "") -> None:
        super().__init__(text)
        self._theme, self._role = theme, role
        self._icon = theme.icon(icon, self._ink()) if icon else None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = QFontMetrics(self._letters()).horizontalAdvance(self.text())
        icon = px(ICON) + px(GAP) if self._icon else 0
        return QSize(words + icon + 2 * px(SIDE) + 2, px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, ink = self._theme.px, QColor(self._theme.colour(self._ink()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self._theme.scheme.high_contrast
        painter.setPen(
            QPen(ink if self._role != "plain" else QColor(self._theme.colour("control")), 2 if strong else 1)
        )
        painter.setBrush(QColor(self._theme.colour("surface" if self._role == "plain" else f"{self._role}_tint")))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = px(SIDE)
        if self._icon:
            self._icon.paint(painter, left, (self.height() - px(ICON)) // 2, px(ICON), px(ICON))
            left += px(ICON) + px(GAP)
        painter.setPen(ink)
        painter.setFont(self._letters())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, self.text())

    def _ink(self) -> str:
        return "muted" if self._role == "plain" else self._role

    def _letters(self) -> QFont:
        letters = QFont(self.font())
        letters.setPixelSize(self._theme.px(12))
        letters.setWeight(QFont.Weight.DemiBold)
        return letters
