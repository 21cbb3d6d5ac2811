"""Buttons. Each says a verb; one that cannot be used now says why."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.words import plain_tooltip, restyle

ICON, GAP = 18, 4
"""Of an icon, and between it and the words; Fusion adds 4 more. Pixels at the usual text size."""


class Button(Pressable):
    """A push button in one of the desk's looks: "" (an edge), "primary", "link" or "danger".

    Args:
        theme: gives icon and colours.
        text: a verb first; "&" marks the letter for Alt.
        look: its style.
        icon: a shipped icon, or "".
        on_click: called without arguments.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        look: str = "",
        icon: str = "",
        on_click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(text)
        self.theme = theme
        self.setProperty("look", look)
        if icon:
            ink = {"primary": "on_accent", "link": "accent", "danger": "danger"}.get(look, "text")
            self.setIcon(theme.icon(icon, ink))
            self._size_icon()
            theme.changed.connect(self._size_icon)
        if on_click is not None:
            self.clicked.connect(lambda _checked: on_click())

    def _size_icon(self) -> None:
        gap = GAP if self.text() else 0
        self.setIconSize(QSize(self.theme.px(ICON + gap), self.theme.px(ICON)))


class ActionButton(Button):
    """A main action. While it is blocked it stays in the Tab order and tells its reasons instead of acting."""

    acted = Signal()
    """Pressed while nothing blocked it."""
    refused = Signal()
    """Pressed while blocked; the screen shows `reasons` beside it."""

    def __init__(self, theme: Theme, text: str, look: str = "primary", icon: str = "") -> None:
        super().__init__(theme, text, look, icon)
        self._reasons: tuple[str, ...] = ()
        self._open_icon = self.icon()
        self._blocked_icon = theme.icon(icon, "muted") if icon else self.icon()
        self.clicked.connect(self._clicked)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it cannot be used now; empty when it can."""
        return self._reasons

    def set_reasons(self, reasons: Sequence[str]) -> None:
        """Block it for ``reasons``, or open it with none."""
        self._reasons = tuple(reasons)
        self.setProperty("blocked", bool(reasons))
        self.setIcon(self._blocked_icon if reasons else self._open_icon)
        told = "Not possible yet. " + " ".join(reasons) if reasons else ""
        self.setAccessibleDescription(told)
        self.setToolTip(plain_tooltip(told))
        restyle(self)

    def _clicked(self) -> None:
        (self.refused if self._reasons else self.acted).emit()
