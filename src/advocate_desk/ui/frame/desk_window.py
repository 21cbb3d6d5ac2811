"""What both windows of the program can do at any moment: be covered, and show the emergency numbers."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from shiboken6 import isValid

from advocate_desk.domain.emergency import EmergencyNumbers
from advocate_desk.domain.hide_keys import PRESSES
from advocate_desk.ui.dialogs.emergency import EmergencyDialog
from advocate_desk.ui.frame.curtain import Curtain
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.cover import Cover
from advocate_desk.ui.widgets.hide_cue import HideCue


class DeskWindow(QMainWindow):
    """A window of the desk.

    Args:
        theme: gives the look.
        numbers: the emergency numbers, in the order in which they are shown.
    """

    hidden = Signal()
    """Hidden by hand, not by idleness."""
    wanted_back = Signal()
    """Somebody wants to see the desk. Whoever counts the time may lock it instead."""

    def __init__(self, theme: Theme, numbers: EmergencyNumbers) -> None:
        super().__init__()
        self._theme = theme
        self.numbers = numbers
        self.cover = Cover(theme, self)
        self.curtain = Curtain(self, self.cover)
        self._cue: HideCue | None = None
        self._emergency: EmergencyDialog | None = None
        self.is_hidden = self.is_leaving = False
        self.cover.show_chosen.connect(self.show_again)
        self.cover.emergency_chosen.connect(self.show_emergency_numbers)

    def hide_now(self) -> None:
        """Cover everything and get out of sight."""
        self.is_hidden = True
        self.curtain.draw()
        self.showMinimized()
        self.hidden.emit()

    def show_again(self) -> None:
        """Bring everything back as it was, unless it is too late."""
        self.wanted_back.emit()
        if not self.is_leaving:
            self.is_hidden = False
            self.curtain.lift()

    def show_hide_cue(self, done: int) -> None:
        """Show how many of the presses that hide are done, from the second on: one Shift begins any capital."""
        if self._cue is not None and isValid(self._cue):
            self._cue.deleteLater()
            self._cue = None
        if 1 < done < PRESSES and not self.curtain.is_drawn:
            self._cue = HideCue(QApplication.activeWindow() or self)
            self._cue.show_count(done, PRESSES)

    def show_emergency_numbers(self) -> None:
        """Show the numbers, over whatever is open."""
        if self._emergency is not None and isValid(self._emergency):
            self._emergency.activateWindow()
            return
        self._emergency = EmergencyDialog(QApplication.activeModalWidget() or self, self._theme, self.numbers)
        self._emergency.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cover.setGeometry(self.rect())
