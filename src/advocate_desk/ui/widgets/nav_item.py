"""An entry of the rail."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.words import plain_tooltip, restyle


class NavItem(Pressable):
    """A place in the rail with its icon, its name, and a count of what waits there ("9+" at most).

    In a narrow rail only the icon shows; the name stays for screen readers and as a tooltip. It is a button that is
    pressed, never one that is checked: a screen reader toggles what can be checked, and toggling leads nowhere.
    """

    def __init__(self, theme: Theme, text: str, icon: str, shortcut: str = "") -> None:
        super().__init__()
        self._theme, self._words, self._shortcut = theme, text, shortcut
        self._icons = theme.icon(icon, "muted"), theme.icon(icon, "accent")
        self._count = 0
        self._narrow = False
        self._here = False
        self.setProperty("look", "nav")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._show_icon)
        self._name()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, or the name beside it."""
        self._narrow = narrow
        self._name()

    @property
    def here(self) -> bool:
        """Whether this place is the one in front."""
        return self._here

    def set_here(self, here: bool) -> None:
        """Mark the place as the one in front, for eye and ear."""
        self._here = here
        self.setAccessibleDescription("You are here" if here else "")
        self.setProperty("here", here)
        restyle(self)
        self._show_icon()

    def set_count(self, count: int) -> None:
        """Show how many things wait there; 0 shows nothing."""
        self._count = count
        self._name()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count and self._narrow:
            self._paint_dot()
        elif self._count:
            self._paint_count()

    def _paint_dot(self) -> None:
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colour("sunken")), 2))
        painter.setBrush(QColor(self._theme.colour("accent")))
        painter.drawEllipse(self.width() // 2 + px(4), self.height() // 2 - px(13), px(11), px(11))

    def _paint_count(self) -> None:
        px = self._theme.px
        text = "9+" if self._count > 9 else str(self._count)
        letters = QFont(self.font())
        letters.setPixelSize(px(12))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(letters)
        width = max(px(24), QFontMetrics(letters).horizontalAdvance(text) + px(14))
        height = px(20)
        box = QRect(self.width() - width - 10, (self.height() - height) // 2, width, height)
        painter.setPen(QColor(self._theme.colour("border")))
        painter.setBrush(QColor(self._theme.colour("surface")))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(self._theme.colour("text")))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _name(self) -> None:
        self.setText("" if self._narrow else self._words)
        self.setProperty("narrow", self._narrow)
        restyle(self)
        self._show_icon()
        self.setAccessibleName(f"{self._words}, {self._count} waiting" if self._count else self._words)
        tip = f"{self._words} ({self._shortcut})" if self._shortcut else self._words
        self.setToolTip(plain_tooltip(tip))
        self.update()

    def _show_icon(self) -> None:
        self.setIcon(self._icons[self._here])
        gap = 0 if self._narrow else 6
        self.setIconSize(QSize(self._theme.px(18 + gap), self._theme.px(18)))
