"""What shows something only for a while, and hides it when somebody looks away."""

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget


class Concealing(QWidget):
    """Hides what it shows when it goes out of sight, and whenever the desk is covered, left or locked."""

    def conceal(self) -> None:
        """Take what is shown out of the window. Each does this for itself."""
        raise NotImplementedError

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.conceal()


def conceal_all(window: QWidget) -> None:
    """Hide everything that is shown only for a while anywhere in ``window``."""
    for shown in window.findChildren(Concealing):
        shown.conceal()
