"""The passing message at the foot: one at a time, announced politely, with Undo where there is one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.words import Words

STAYS_MS = 10_000


class Toast(QFrame):
    """Shows a sentence for ten seconds; stays while the pointer or the keyboard is on it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("look", "toast")
        self._undo: Callable[[], object] | None = None
        self._left = 0
        self.words = Words()
        self.undo_button = Button(theme, "Undo", "link", "arrow-counter-clockwise", self._take_back)
        self.undo_button.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(Glyph(theme, "check-circle-fill", "ok"))
        row.addWidget(self.words)
        row.addWidget(self.undo_button)
        self._timer = QTimer(self, interval=STAYS_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)
        theme.changed.connect(self.place)
        self.hide()

    def say(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Show ``words`` in the place of what was shown."""
        self._undo = undo
        self.words.setText(words)
        self.undo_button.setVisible(undo is not None)
        self.show()
        self.place()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def place(self) -> None:
        """Go to the foot of the window, at its beginning, beside the rail."""
        self.adjustSize()
        self.move(self._left + 24, self._window.height() - self.height() - 20)

    def set_left(self, left: int) -> None:
        """Keep clear of what is ``left`` pixels wide at the beginning."""
        self._left = left

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() is QEvent.Type.FocusOut:
            self._timer.start()
        return False

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
