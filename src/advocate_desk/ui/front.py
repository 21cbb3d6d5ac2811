"""The window before a vault is open: unlock, or first run."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.frame.desk_window import DeskWindow
from advocate_desk.ui.frame.keys import Keys
from advocate_desk.ui.frame.watch import EMERGENCY_KEYS
from advocate_desk.ui.screens.door_page import DoorPage
from advocate_desk.ui.screens.door_passphrase import ChoosePassphraseScreen, TypedCode
from advocate_desk.ui.screens.door_recovery import RecoveryScreen
from advocate_desk.ui.screens.door_restore import RestoreScreen
from advocate_desk.ui.screens.first_run import FirstRunScreen
from advocate_desk.ui.screens.unlock import UnlockScreen
from advocate_desk.ui.widgets.buttons import Button


class FrontWindow(DeskWindow):
    """Shows unlock where there is a vault, else first run. At its foot are the emergency numbers."""

    def __init__(self, door: DoorContext) -> None:
        super().__init__(door.theme, door.emergency)
        self._door = door
        self._stack = QStackedWidget()
        self.unlock = UnlockScreen(door)
        self.unlock.first_run_chosen.connect(self.show_first_run)
        self.unlock.code_typed.connect(self.show_choose_passphrase)
        self.unlock.recovery_chosen.connect(self.show_recovery)
        self.unlock.restore_chosen.connect(self.show_restore)
        self.first_run: FirstRunScreen | None = None
        self._stack.addWidget(self.unlock)
        self._lay_out()
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

    def show_choose_passphrase(self, typed: TypedCode) -> None:
        """Ask whoever typed a one-time code for a passphrase. The page is theirs alone, and goes with them."""
        page = ChoosePassphraseScreen(self._door, typed)
        page.back_chosen.connect(lambda: self._leave(page))
        self._visit(page)

    def show_recovery(self, folder: Path) -> None:
        """Ask for the recovery words of the vault in ``folder``. What is typed goes with the page."""
        page = RecoveryScreen(self._door, folder)
        page.back_chosen.connect(lambda: self._leave(page))
        self._visit(page)

    def show_restore(self) -> None:
        """Ask for a backup; what comes of it is the vault to unlock."""
        page = RestoreScreen(self._door)
        page.back_chosen.connect(lambda: self._leave(page))
        page.restored.connect(lambda vault: self._restored(page, vault))
        self._visit(page)

    def choose(self, vault: Path) -> None:
        """Ask for the passphrase of ``vault``."""
        self.unlock.add_vault(vault)
        self.show_unlock()

    def hide_now(self) -> None:
        """Cover first run, which may show recovery words; a locked screen has nothing to hide and only goes away."""
        if self._stack.currentWidget() is self.unlock:
            self.showMinimized()
        else:
            super().hide_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.first_run is not None:
            self.first_run.abandon()
        super().closeEvent(event)

    def _visit(self, page: DoorPage) -> None:
        self._stack.addWidget(page)
        self._bring(page)
        page.focus_first()

    def _leave(self, page: DoorPage) -> None:
        self.show_unlock()
        self._stack.removeWidget(page)
        page.setParent(None)
        page.deleteLater()

    def _restored(self, page: DoorPage, vault: Path) -> None:
        self._leave(page)
        self.choose(vault)
        self.unlock.set_status("ok", f"Restored as “{vault.stem}”", "Unlock it with the name and passphrase of then.")

    def _bring(self, page: DoorPage) -> None:
        self._stack.setCurrentWidget(page)
        self.curtain.set_title(f"{page.title} – Advocate Desk")

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("look", "page")
        numbers = Button(self._door.theme, "Emergency numbers (F9)", "link", "phone-call", self.show_emergency_numbers)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(numbers, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setCentralWidget(page)
        Keys(page).add("Emergency numbers", self.show_emergency_numbers, *EMERGENCY_KEYS)
