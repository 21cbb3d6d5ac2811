"""Three dots that fill while somebody presses the keys that hide the desk."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.words import Words

STAYS_MS = 2000


class HideCue(Words):
    """Stands in the top corner of ``window`` for a moment and then goes for good."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("", "cue")
        self.setParent(window)
        QTimer.singleShot(STAYS_MS, self, self.deleteLater)

    def show_count(self, done: int, of: int) -> None:
        """Show that ``done`` presses of ``of`` are done."""
        self.setText("●" * done + "○" * (of - done))
        told = "Once more hides the desk" if done == of - 1 else f"{of - done} more hide the desk"
        self.setAccessibleName(told)
        self.adjustSize()
        self.move((self.window().width() - self.width()) // 2, 8)
        self.show()
        self.raise_()
        announce(self, told)
