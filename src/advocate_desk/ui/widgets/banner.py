"""Banners and messages: what a person must see, beside what it is about."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.words import Words, restyle

ICONS = {"danger": "hand-palm", "warn": "warning-fill", "ok": "check-circle-fill", "info": "info-fill"}


class Banner(QFrame):
    """A coloured box with an icon, a headline, a second line and actions.

    Args:
        theme: gives icon and colours.
        role: ``danger``, ``warn``, ``ok`` or ``info``.
        icon: a shipped icon; "" takes the role's own.
        pinned: draw the bar at its beginning that marks the safe-contact banner.
    """

    def __init__(self, theme: Theme, role: str, icon: str = "", *, pinned: bool = False) -> None:
        super().__init__()
        self._icon_name = icon
        self._stripe = QFrame()
        self._stripe.setProperty("look", "stripe")
        self._stripe.setFixedWidth(4)
        if not pinned:
            self._stripe.hide()
        self._glyph = Glyph(theme, icon or ICONS[role], role, 24 if pinned else 20)
        self.headline = Words(look="strong", wrap=True)
        self.detail = Words(look="secondary", wrap=True)
        self._words = QVBoxLayout()
        self._words.setSpacing(2)
        self._words.addWidget(self.headline)
        self._words.addWidget(self.detail)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 10, 14, 10)
        self._row.setSpacing(14)
        self._row.addWidget(self._stripe)
        middle = Qt.AlignmentFlag.AlignVCenter if pinned else Qt.AlignmentFlag.AlignTop
        self._row.addWidget(self._glyph, 0, middle)
        self._row.addLayout(self._words, 1)
        self.setProperty("look", "banner")
        self.set_role(role)

    def set_role(self, role: str) -> None:
        """Take another role."""
        self.setProperty("role", role)
        self._stripe.setProperty("role", role)
        self._glyph.set_icon(self._icon_name or ICONS[role], role)
        restyle(self)
        restyle(self._stripe)

    def say(self, headline: str, detail: str = "") -> None:
        """Show these words."""
        self.headline.setText(headline)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(f"{headline} {detail}".strip())

    def add_below(self, part: QWidget) -> None:
        """Add something under the words."""
        self._words.addWidget(part)

    def add_action(self, action: QWidget) -> None:
        """Add a button at the end."""
        self._row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)


class Message(Banner):
    """A banner that is there only while it has something to say: an error by its cause, or the error summary."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "danger", "")
        self.hide()

    def show_error(self, sentence: str) -> None:
        """Show what went wrong and announce it at once."""
        self.set_role("danger")
        self._show(sentence, "", at_once=True)

    def show_problems(self, problems: Sequence[str]) -> None:
        """Show everything that must be mended, in the words that stand by the fields; nothing hides the message."""
        if not problems:
            self.clear()
            return
        self.set_role("danger")
        self._show("There is a problem", "\n".join(problems), at_once=True)

    def show_note(self, role: str, headline: str, detail: str = "") -> None:
        """Show something that stops nobody."""
        self.set_role(role)
        self._show(headline, detail, at_once=False)

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        self.say("")

    def _show(self, headline: str, detail: str, *, at_once: bool) -> None:
        self.say(headline, detail)
        self.show()
        announce(self, f"{headline} {detail}".strip(), at_once=at_once)
