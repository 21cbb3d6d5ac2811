"""Restore a backup before anybody has signed in: on a new computer, or where the vault is lost or damaged."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.open_vault import free_folder
from advocate_desk.services.ports import Progress
from advocate_desk.services.rehearse_restore import Held, RehearseRestore, ToRehearse
from advocate_desk.ui.dialogs.progress import run_with_progress
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.models.keeping_words import backup_words
from advocate_desk.ui.screens.door_page import DoorPage, buttons_row
from advocate_desk.ui.widgets.banner import Banner, Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.rehearsal_form import Asked, RehearsalForm
from advocate_desk.ui.widgets.words import Words

WHY = (
    "The backup is first restored into a vault that is there for a moment only, and checked from its first page to its "
    "last. You see what it holds before anything stays on this computer. Nothing is ever overwritten."
)
WORDS_ONLY = "I have only the recovery sheet: restore it &unopened"


class RestoreScreen(DoorPage):
    """Asks for a backup, rehearses it, says what it holds, and restores it as a new vault."""

    title = "Restore a backup"
    card_width = 580
    back_chosen = Signal()
    restored = Signal(object)
    """The folder of the new vault."""

    def __init__(self, door: DoorContext) -> None:
        super().__init__(door.theme)
        self._door = door
        self._backup: Path | None = None
        self.message = Message(door.theme)
        self.why = Words(WHY, "secondary", wrap=True)
        self.form = RehearsalForm(door.theme, door.prompts)
        self.held = Banner(door.theme, "ok")
        self.back = Button(door.theme, "Bac&k", "link", "caret-left", self._back)
        self.rehearse = Button(door.theme, "&Rehearse", "primary", on_click=self._rehearse)
        self.restore = Button(door.theme, "&Restore it", "primary", "vault", self._restore_rehearsed)
        self.unopened = Button(door.theme, WORDS_ONLY, "link", on_click=self._restore_unopened)
        for part in (Words("Restore a backup", "sheet-title"), self.why, self.message, self.form, self.held):
            self.card.body.addWidget(part)
        self.card.body.addLayout(buttons_row(self.back, self.rehearse, self.restore))
        self.below.addWidget(self.unopened)
        self.form.passphrase.returnPressed.connect(self._rehearse)
        self._show_form()

    def focus_first(self) -> None:
        """Put the keyboard where the work begins."""
        (self.form.choose if self._backup is None else self.restore).setFocus()

    def show_held(self, backup: Path, held: Held) -> None:
        """Say what ``backup`` was found to hold."""
        self._backup = backup
        self.message.clear()
        headline, told = backup_words(len(held.case_ids), held.newest, held.made_at, self._door.vaults.clock.today())
        self.held.say(headline, told)
        self._show_parts(rehearsed=True)
        self.focus_first()

    def _show_form(self) -> None:
        self._backup = None
        self._show_parts(rehearsed=False)

    def _show_parts(self, *, rehearsed: bool) -> None:
        before: tuple[QWidget, ...] = (self.form, self.why, self.rehearse, self.unopened)
        after: tuple[QWidget, ...] = (self.held, self.restore)
        for part in before:
            part.setVisible(not rehearsed)
        for part in after:
            part.setVisible(rehearsed)

    def _back(self) -> None:
        self.form.forget()
        if self._backup is None:
            self.back_chosen.emit()
        else:
            self._show_form()
            self.focus_first()

    def _rehearse(self) -> None:
        asked = self.form.check()
        if asked is None:
            return
        self.message.clear()
        run_with_progress(
            self,
            self._door.theme,
            self._door.tasks,
            "Rehearsing the restore",
            partial(self._work, asked),
            on_done=partial(self._rehearsed, asked.backup),
            on_error=self._failed,
        )

    def _work(self, asked: Asked, progress: Progress) -> Held:
        what = ToRehearse(
            backup=asked.backup,
            beside=self._door.new_vaults,
            sign_in_name=asked.sign_in_name,
            passphrase=asked.passphrase,
        )
        return RehearseRestore(self._door.vaults).rehearse(what, progress)

    def _rehearsed(self, backup: Path, held: Held) -> None:
        self.form.forget()
        self.show_held(backup, held)

    def _restore_rehearsed(self) -> None:
        if self._backup is not None:
            self._restore(self._backup)

    def _restore_unopened(self) -> None:
        backup = self.form.chosen_file()
        if backup is not None:
            self._restore(backup)

    def _restore(self, backup: Path) -> None:
        to = free_folder(self._door.new_vaults)
        self.message.clear()
        run_with_progress(
            self,
            self._door.theme,
            self._door.tasks,
            "Restoring",
            lambda _progress: self._door.vaults.restore(backup, to),
            on_done=lambda _made_at: self.restored.emit(to),
            on_error=self._failed,
        )

    def _failed(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))
        if self._backup is None:
            self.form.passphrase.selectAll()
            self.form.passphrase.setFocus()
