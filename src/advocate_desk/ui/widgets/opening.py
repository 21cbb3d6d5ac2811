"""A heading that opens: what is not needed at first glance stands beneath it, and a line says what is in there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.words import Elided


class Opening(QWidget):
    """A part of a form that opens at a press.

    Put its fields into ``body``.

    Args:
        theme: gives icons.
        title: what the part is about.
    """

    opened = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme, self._title, self._said = theme, title, ""
        self.button = Button(theme, title, "link", "caret-right", self.toggle)
        self.summary = Elided(look="secondary")
        self._holder = QWidget()
        self.body = QVBoxLayout(self._holder)
        self.body.setContentsMargins(theme.px(26), 0, 0, 6)
        self.body.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.summary, 1, Qt.AlignmentFlag.AlignVCenter)
        room = self.summary.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the heading stays where it is when it opens
        self.summary.setSizePolicy(room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._holder)
        self.open(False)

    @property
    def is_open(self) -> bool:
        """Whether what is in it shows."""
        return self._holder.isVisibleTo(self)

    def toggle(self) -> None:
        """Open it, or close it."""
        self.open(not self.is_open)

    def open(self, is_open: bool = True) -> None:
        """Show what is in it, or hide it."""
        self._holder.setVisible(is_open)
        self.summary.setVisible(not is_open)
        self.button.setIcon(self._theme.icon("caret-down" if is_open else "caret-right", "accent"))
        self._name()
        if is_open:
            self.opened.emit()

    def say(self, summary: str) -> None:
        """Say in a few words what is in it while it is closed."""
        self._said = summary
        self.summary.set_words(summary)
        self._name()

    def _name(self) -> None:
        state = "open" if self.is_open else "closed"
        self.button.setAccessibleName(f"{self._title}, {state}")
        self.button.setAccessibleDescription("" if self.is_open else self._said)
