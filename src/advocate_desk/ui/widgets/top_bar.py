"""The bar over every screen: Back, Forward, Search, Hide now, and whether the words on the screen are safe."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from advocate_desk.ui.navigator import SavedState
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.words import Words, plain_tooltip

HIDE = "Hide now"


class SearchButton(Pressable):
    """Looks like a search field and leads to the one in the Caseload."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Search cases")
        self._theme = theme
        self._icon = theme.icon("magnifying-glass", "muted")
        self.setProperty("look", "search")
        self.setAccessibleName("Search cases")
        self.setAccessibleDescription("Control K")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(340)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(338), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = self._theme.px
        painter = QPainter(self)
        self._icon.paint(painter, 13, (self.height() - px(16)) // 2, px(16), px(16))
        letters = painter.font()
        letters.setPixelSize(px(12))
        painter.setFont(letters)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(self.rect().adjusted(0, 0, -13, 0), middle, "Ctrl K")


_SHAPES = {
    SavedState.SAVING: ("circle-dashed", "muted"),
    SavedState.SAVED: ("check-circle", "ok"),
    SavedState.NOT_SAVED: ("warning-circle-fill", "danger"),
}


class SavedWords(QWidget):
    """Saving, Saved or Not saved, in words with a shape beside them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._glyph = Glyph(theme, "check-circle", "ok", 16)
        self.words = Words("", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._glyph)
        row.addWidget(self.words)
        self.hide()

    def show_state(self, state: SavedState, more: str = "") -> None:
        """Show ``state``; ``more`` stands after it ("the disk is full. Try again")."""
        if state is SavedState.NOTHING:
            self.hide()
            return
        text = f"{state}: {more}" if more else str(state)
        changed = text != self.words.text()
        self._glyph.set_icon(*_SHAPES[state])
        self.words.setText(text)
        self.words.set_look("danger" if state is SavedState.NOT_SAVED else "secondary")
        self.show()
        if changed and state is not SavedState.SAVING:
            announce(self, text, at_once=state is SavedState.NOT_SAVED)


class TopBar(QWidget):
    """Back by name, Forward, the way to Search, Saved, and Hide now."""

    back_chosen = Signal()
    forward_chosen = Signal()
    search_chosen = Signal()
    hide_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.back = Button(theme, "", "link", "caret-left", self.back_chosen.emit)
        self.forward = Button(theme, "", "link", "caret-right", self.forward_chosen.emit)
        self.search = SearchButton(theme)
        self.search.clicked.connect(self.search_chosen)
        self.saved = SavedWords(theme)
        self.hide_button = Button(theme, HIDE, "", "eye-slash", self.hide_chosen.emit)
        self.hide_button.setAccessibleName(HIDE)
        self.hide_button.setToolTip(plain_tooltip("Hide now: Esc three times, Shift three times, or Ctrl+Shift+H"))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 14, 24, 6)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addStretch(1)
        row.addWidget(self.saved)
        row.addWidget(self.search, 2)
        row.addWidget(self.hide_button)

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon of hiding alone, or its name too."""
        self.hide_button.setText("" if narrow else HIDE)

    def show_history(self, back_to: str, forward_to: str) -> None:
        """Name where Back and Forward lead; "" takes the button away."""
        for button, place, word in ((self.back, back_to, "Back"), (self.forward, forward_to, "Forward")):
            button.setVisible(bool(place))
            button.setAccessibleName(f"{word} to {place}")
        self.back.setText(_short(back_to))


def _short(name: str) -> str:
    """Return ``name`` for a button: cut when very long, and with "&" shown instead of marking a key."""
    cut = name if len(name) <= 40 else name[:39] + "…"
    return cut.replace("&", "&&")
