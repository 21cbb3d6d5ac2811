"""The page that unlock and first run share: a quiet card in the middle."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words


class DoorPage(QWidget):
    """A card under the program's name. Put what it shows into ``card.body``, what stands under it into ``below``."""

    title = ""
    """For the window's title."""
    card_width = 460
    """At most, in pixels at the usual text size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAccessibleName(self.title)
        self._theme = theme
        self.card = Card()
        self.card.body.setContentsMargins(28, 24, 28, 24)
        self.card.body.setSpacing(16)
        self.below = QVBoxLayout()
        self.below.setSpacing(4)
        scroll = ScrollPage()
        scroll.body.addStretch(2)
        scroll.body.addWidget(self._middle())
        scroll.body.addStretch(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        theme.changed.connect(self._resize)

    def focus_first(self) -> None:
        """Put the keyboard where typing begins."""

    def _middle(self) -> QWidget:
        middle = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(18)
        self._column.addWidget(self._brand(), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self.card)
        self._column.addLayout(self.below)
        self._column.addStretch(1)
        self._holder = QWidget()
        self._holder.setLayout(self._column)
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._holder, 100)
        row.addStretch(1)
        self._resize()
        return middle

    def _resize(self) -> None:
        self._holder.setMaximumWidth(self._theme.px(self.card_width))

    def _brand(self) -> QWidget:
        brand = QWidget()
        row = QHBoxLayout(brand)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph(self._theme, "handshake-fill", "accent", 30))
        row.addWidget(Words("Advocate Desk", "page-title"))
        return brand


def buttons_row(back: QPushButton, *forward: QPushButton) -> QHBoxLayout:
    """Lay out the way back at the beginning and the ways on at the end."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(back)
    row.addStretch(1)
    for button in forward:
        row.addWidget(button)
    return row


def press_by_enter(page: QWidget) -> None:
    """Let Enter press the buttons of a compiled form, as it presses the desk's own."""
    for button in page.findChildren(QPushButton):
        button.setAutoDefault(True)
