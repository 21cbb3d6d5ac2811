"""A big row that leads somewhere: a title, plain words, and the reason where it cannot be used."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.words import Words

HEIGHT = 62


class LinkRow(Pressable):
    """Leads somewhere, or says why it does not.

    Args:
        theme: gives icon and colours.
        icon: a shipped icon.
        title: where it leads.
        words: what is there.
        reason: why it cannot be used; "" where it can.
    """

    followed = Signal()

    def __init__(self, theme: Theme, icon: str, title: str, words: str, reason: str = "") -> None:
        super().__init__()
        self._theme, self._reason = theme, reason
        self.setProperty("look", "row")
        self.setAccessibleName(". ".join(part for part in (title, words, reason) if part))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Words(title, "strong"))
        column.addWidget(Words(reason or words, "small", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(14)
        row.addWidget(Glyph(theme, icon, "muted" if reason else "accent", 22))
        row.addLayout(column, 1)
        row.addWidget(Glyph(theme, "lock" if reason else "caret-right", "muted", 18))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._follow)
        theme.changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        """Leave room for words on two lines: a button does not grow by itself."""
        self.setMinimumHeight(self._theme.px(HEIGHT))

    def _follow(self) -> None:
        if self._reason:
            announce(self, self._reason, at_once=True)
        else:
            self.followed.emit()
