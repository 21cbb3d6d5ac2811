"""The neutral cover over a window: it tells nobody what is behind it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.words import Words

OVER_COVER = "over-cover"
"""A property of the few windows that may open over a cover."""


class Cover(QFrame):
    """Lies over everything in ``window``. What it says besides its buttons is about time and backups alone.

    Args:
        theme: gives the buttons' look.
        window: what it covers.
    """

    show_chosen = Signal()
    emergency_chosen = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setProperty("look", "cover")
        self.setAccessibleName("Covered")
        self.words = Words("", "strong", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Making today's backup")
        self.show_button = Button(theme, "Show the desk", on_click=self.show_chosen.emit)
        self.skip_button = Button(theme, "Lock now without it", on_click=self._skip)
        self.emergency = Button(theme, "Emergency numbers", "link", "phone-call", self.emergency_chosen.emit)
        self._skipped: Callable[[], object] | None = None
        self._lay_out()
        theme.changed.connect(self._size)
        self.hide()

    def begin(self) -> None:
        """Cover, with nothing on it but the way back."""
        self._say("")
        self.bar.hide()
        self.skip_button.hide()
        self.show_button.show()
        self.setGeometry(self.window().rect())
        self.show()
        self.raise_()
        self.show_button.setFocus()

    def warn(self, seconds: int) -> None:
        """Say that the desk will lock, ``seconds`` from now, and how to stop that."""
        self._say(f"The desk locks in {seconds} seconds. Press any key to go on.", aloud=seconds % 30 == 0)

    def ease(self) -> None:
        """Take the warning away."""
        self._say("")

    def say_backing_up(self, skip: Callable[[], object]) -> None:
        """Say that today's backup is being made; ``skip`` is called when somebody will not wait for it."""
        self._skipped = skip
        self._say("Making today's backup, then locking.", aloud=True)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.show_button.hide()
        self.skip_button.show()
        self.skip_button.setFocus()

    def say_locking(self) -> None:
        """Take away the way back: the desk is being locked."""
        self._say("")
        self.bar.hide()
        self.show_button.hide()
        self.skip_button.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the backup is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _skip(self) -> None:
        if self._skipped is not None:
            self._skipped()

    def _say(self, words: str, *, aloud: bool = False) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
        if words and aloud:
            announce(self, words, at_once=True)

    def _size(self) -> None:
        self.bar.setFixedWidth(self._theme.px(260))
        self.words.setMaximumWidth(self._theme.px(420))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addStretch(1)
        for part in (self.words, self.bar, self.show_button, self.skip_button):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(part, 10 if part is self.words else 0)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)
        column.addWidget(self.emergency, 0, Qt.AlignmentFlag.AlignHCenter)
        self._size()
