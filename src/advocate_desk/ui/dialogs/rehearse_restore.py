"""A restore rehearsed: a backup is opened in a vault that is there for a moment only, and says what it holds."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.keep_backups import Rehearsal
from advocate_desk.services.ports import Progress
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.progress import run_with_progress
from advocate_desk.ui.models.keeping_words import rehearsal_words
from advocate_desk.ui.widgets.banner import Banner, Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fitted_dialog import FittedDialog
from advocate_desk.ui.widgets.rehearsal_form import Asked, RehearsalForm
from advocate_desk.ui.widgets.words import Words

WIDTH = 520
WHY = (
    "The backup is restored into a vault that is there for a moment only, checked from its first page to its last, and "
    "taken away again. Nothing of the vault you have open is changed."
)
BESIDE = "It goes into a new folder on this computer. The vault you have open stays as it is."
RESTORED = (
    "It is restored into a new vault called “{name}”, beside this one. Lock the desk, and choose it where you sign in."
)


class RehearseRestoreDialog(FittedDialog):
    """Asks for a backup, rehearses it, says what it holds, and restores it beside this vault if that is wanted.

    Args:
        parent: the screen.
        desk: services.
        start: the folder to look for backups in first; None for the user's documents.
    """

    rehearsed = Signal()
    """A backup proved itself."""

    def __init__(self, parent: QWidget | None, desk: DeskContext, start: Path | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._backup: Path | None = None
        self.setWindowTitle("Advocate Desk")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        desk.theme.changed.connect(self._size)
        self._size()
        self.message = Message(desk.theme)
        self.form = RehearsalForm(desk.theme, desk.prompts, start)
        self._why = Words(WHY, "secondary", wrap=True)
        self.held = Banner(desk.theme, "ok")
        self.held.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(Words("Rehearse a restore", "sheet-title"))
        for part in (self._why, self.message, self.form, self.held):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(self._make_buttons())
        self.form.passphrase.returnPressed.connect(self._rehearse)

    def show_result(self, backup: Path, found: Rehearsal) -> None:
        """Say what ``backup`` was found to hold."""
        self._backup = backup
        headline, told = rehearsal_words(found, self._desk.clock.today())
        self.held.say(headline, "\n".join(told))
        for part in (self.form, self._why, self.go_on):
            part.hide()
        self.message.clear()
        self.held.show()
        self.restore.show()
        self.close_button.setFocus()
        self.fit()
        self.rehearsed.emit()

    def _size(self) -> None:
        self.setMinimumWidth(self._desk.theme.px(WIDTH))

    def _make_buttons(self) -> QHBoxLayout:
        theme = self._desk.theme
        self.close_button = Button(theme, "Close", on_click=self.reject)
        self.restore = Button(theme, "&Restore into a new vault…", icon="vault", on_click=self._ask_to_restore)
        self.restore.hide()
        self.go_on = Button(theme, "&Rehearse", "primary", on_click=self._rehearse)
        self.go_on.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.close_button, self.restore, self.go_on):
            row.addWidget(button)
        return row

    def _rehearse(self) -> None:
        asked = self.form.check()
        if asked is None:
            return
        self.message.clear()
        run_with_progress(
            self,
            self._desk.theme,
            self._desk.tasks,
            "Rehearsing the restore",
            partial(self._work, asked),
            on_done=partial(self._done, asked.backup),
            on_error=self._failed,
        )

    def _work(self, asked: Asked, progress: Progress) -> Rehearsal:
        return self._desk.backups.rehearse(asked.backup, asked.sign_in_name, asked.passphrase, progress)

    def _done(self, backup: Path, found: Rehearsal) -> None:
        self.form.forget()
        self.show_result(backup, found)

    def _ask_to_restore(self) -> None:
        to = self._desk.backups.free_place()
        self._desk.prompts.confirm(
            self,
            question=f"Restore this backup into a new vault called “{to.stem}”?",
            effect=BESIDE,
            yes="Restore",
            no="Leave it",
            on_yes=partial(self._restore, to),
        )

    def _restore(self, to: Path) -> None:
        backup = self._backup
        if backup is None:
            return
        run_with_progress(
            self,
            self._desk.theme,
            self._desk.tasks,
            "Restoring",
            lambda _progress: self._desk.backups.restore(backup, to),
            on_done=lambda _none: self._restored(to),
            on_error=self._failed,
        )

    def _restored(self, to: Path) -> None:
        self.restore.hide()
        self.message.show_note("info", "Restored", RESTORED.format(name=to.stem))
        self.fit()

    def _failed(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))
        self.form.passphrase.selectAll()
        self.form.passphrase.setFocus()
