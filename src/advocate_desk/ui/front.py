"""The window before a vault is open: unlock, or first run."""

from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.screens.door_page import DoorPage
from advocate_desk.ui.screens.first_run import FirstRunScreen
from advocate_desk.ui.screens.unlock import UnlockScreen


class FrontWindow(QMainWindow):
    """Shows unlock where there is a vault, else first run."""

    def __init__(self, door: DoorContext) -> None:
        super().__init__()
        self._door = door
        self._stack = QStackedWidget()
        self.unlock = UnlockScreen(door)
        self.unlock.first_run_chosen.connect(self.show_first_run)
        self.first_run: FirstRunScreen | None = None
        self._stack.addWidget(self.unlock)
        self.setCentralWidget(self._stack)
        self.setMinimumSize(640, 480)
        self.resize(1000, 760)
        if door.known:
            self.show_unlock()
        else:
            self.show_first_run()

    def show_unlock(self) -> None:
        """Ask for a passphrase."""
        self._bring(self.unlock)
        self.unlock.focus_first()

    def show_first_run(self) -> None:
        """Ask for a new vault. It is built only when somebody wants one."""
        if self.first_run is None:
            self.first_run = FirstRunScreen(self._door)
            self.first_run.unlock_chosen.connect(self.show_unlock)
            self._stack.addWidget(self.first_run)
        self._bring(self.first_run)
        self.first_run.focus_first()

    def choose(self, vault: Path) -> None:
        """Ask for the passphrase of ``vault``."""
        self.unlock.add_vault(vault)
        self.show_unlock()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.first_run is not None:
            self.first_run.abandon()
        super().closeEvent(event)

    def _bring(self, page: DoorPage) -> None:
        self._stack.setCurrentWidget(page)
        self.setWindowTitle(f"{page.title} – Advocate Desk")
