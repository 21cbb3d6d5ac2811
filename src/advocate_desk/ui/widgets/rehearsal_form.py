"""What is asked before a restore is rehearsed: which backup, and who could open it when it was made."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.prompts import Prompts
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.secret_field import SecretField
from advocate_desk.ui.widgets.words import Words

BACKUPS = "Backups (*.adbackup)"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed."""

    backup: Path
    sign_in_name: str
    passphrase: str


class RehearsalForm(QWidget):
    """A file, a sign-in name and a passphrase.

    Args:
        theme: gives the looks.
        prompts: asks for the file.
        start: the folder to look for backups in first; None for the user's documents.
    """

    def __init__(self, theme: Theme, prompts: Prompts, start: Path | None = None) -> None:
        super().__init__()
        self._prompts = prompts
        self._start = start
        self.file = BoundedLine()
        self.file.setReadOnly(True)
        self.choose = Button(theme, "Choose the &backup…", icon="folder-open", on_click=self._choose)
        self.sign_in_name = BoundedLine()
        self.passphrase = BoundedLine()
        self.caps = Words("Caps Lock seems to be on.", "small")
        reveal = Pressable("Sho&w")
        self._secret = SecretField(self.passphrase, reveal, self.caps)
        self.file_field = Field("Backup", _beside(self.file, self.choose))
        self.file_field.label.setBuddy(self.file)
        self.file.setAccessibleName("Backup")
        self.name_field = Field("Sign-in &name", self.sign_in_name, "Of anybody who could sign in then.")
        self.secret_field = Field(
            "&Passphrase of then", _beside(self.passphrase, reveal), "As it was when the backup was made."
        )
        self.secret_field.label.setBuddy(self.passphrase)
        self.passphrase.setAccessibleName("Passphrase of then")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.file_field, self.name_field, self.secret_field, self.caps):
            column.addWidget(part)

    def show_file(self, backup: Path) -> None:
        """Take ``backup``."""
        self.file.setText(str(backup))
        self.file.setCursorPosition(len(str(backup)))
        self.file_field.set_error("")
        self.sign_in_name.setFocus()

    def check(self) -> Asked | None:
        """Return what was typed; None, with each field's error beside it and the first in focus, if something lacks."""
        lacks = (
            (self.file_field, self.choose, self.file.text(), "Choose the backup's file."),
            (self.name_field, self.sign_in_name, self.sign_in_name.text().strip(), "Type a sign-in name."),
            (self.secret_field, self.passphrase, self.passphrase.text(), "Type the passphrase of then."),
        )
        first: QWidget | None = None
        for field, control, typed, sentence in lacks:
            field.set_error("" if typed else sentence)
            first = first or (None if typed else control)
        if first is not None:
            first.setFocus()
            return None
        return Asked(Path(self.file.text()), self.sign_in_name.text().strip(), self.passphrase.text())

    def chosen_file(self) -> Path | None:
        """Return the file alone; None, with the error beside it, if none was chosen."""
        self.file_field.set_error("" if self.file.text() else "Choose the backup's file.")
        if self.file.text():
            return Path(self.file.text())
        self.choose.setFocus()
        return None

    def forget(self) -> None:
        """Empty the passphrase."""
        self.passphrase.clear()
        self._secret.hide_again()

    def _choose(self) -> None:
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._prompts.open_file(
            self,
            title="Choose a backup",
            start=self._start or documents,
            kinds=BACKUPS,
            on_chosen=self.show_file,
        )


def _beside(field: QWidget, button: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(field, 1)
    row.addWidget(button)
    return holder
