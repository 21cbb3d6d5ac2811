"""Words on the screen: always plain text, because what they show may have been typed by anybody."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Words(QLabel):
    """A label that shows its text exactly.

    Args:
        text: what it says.
        look: its style in resources/theme/desk.qss ("page-title", "secondary", "danger" ...).
        wrap: let it take several lines; without, a text too long for its place is cut with an ellipsis by no one,
            so leave it off only for short words of ours.
    """

    def __init__(self, text: str = "", look: str = "", *, wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("look", look)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_look(self, look: str) -> None:
        """Take another style."""
        if self.property("look") != look:
            self.setProperty("look", look)
            restyle(self)


class Elided(Words):
    """One line of words that ends in an ellipsis where there is no room; the whole is its tooltip and its name."""

    def __init__(self, text: str = "", look: str = "") -> None:
        super().__init__("", look)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Show ``text``, as much of it as there is room for."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        self.setText(shown)
        self.setToolTip(plain_tooltip(self._whole) if shown != self._whole else "")


def plain_tooltip(text: str) -> str:
    """Return ``text`` for a tooltip, which Qt would otherwise read as rich text where it looks like it."""
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>" if text else ""


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
