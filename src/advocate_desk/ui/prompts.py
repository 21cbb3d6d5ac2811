"""Questions to the user, behind a protocol so that tests answer them without a window.

Nothing here waits: an answer arrives through the function given for it. A question that is closed is answered by
not calling anything, so the safe course is always to do nothing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox, QWidget


class Prompts(Protocol):
    """Asks the user."""

    def confirm(
        self, parent: QWidget, *, question: str, effect: str, yes: str, no: str, on_yes: Callable[[], None]
    ) -> None:
        """Ask before something that cannot be undone.

        Args:
            parent: the screen that asks.
            question: names the thing ("Print letter R3?").
            effect: what will have happened then.
            yes: a verb and its thing ("Print letter"). Never "OK".
            no: what happens instead ("Keep draft"). Never "Cancel".
            on_yes: called only on yes.
        """
        ...

    def save_file(
        self, parent: QWidget, *, title: str, suggested: Path, kind: str, on_chosen: Callable[[Path], None]
    ) -> None:
        """Ask where to save. The desk's own dialog is used, so that the system keeps no record of it.

        Args:
            parent: the screen that asks.
            title: what is saved ("Save the letter").
            suggested: folder and neutral file name.
            kind: as in "PDF (*.pdf)".
            on_chosen: called with the file; whether it may be overwritten was asked already.
        """
        ...

    def choose_folder(self, parent: QWidget, *, title: str, start: Path, on_chosen: Callable[[Path], None]) -> None:
        """Ask for a folder that exists."""
        ...

    def open_file(
        self, parent: QWidget, *, title: str, start: Path, kinds: str, on_chosen: Callable[[Path], None]
    ) -> None:
        """Ask for a file to read. The desk's own dialog is used, so that the system keeps no record of it.

        Args:
            parent: the screen that asks.
            title: what is wanted ("Choose a backup").
            start: the folder to begin in.
            kinds: as in "Spreadsheets (*.xlsx *.csv)"; several are parted by ";;".
            on_chosen: called with a file that exists.
        """
        ...

    def show_problem(self, parent: QWidget, *, title: str, sentence: str) -> None:
        """Say what went wrong where no field or button is at hand to say it beside."""
        ...


class QtPrompts:
    """Asks in dialogs of the desk itself."""

    def confirm(
        self, parent: QWidget, *, question: str, effect: str, yes: str, no: str, on_yes: Callable[[], None]
    ) -> None:
        """See `Prompts.confirm`."""
        box = _box(parent, question, effect)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        agree.setProperty("look", "primary")
        refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(agree)
        box.setEscapeButton(refuse)

        def clicked(button: QAbstractButton) -> None:
            if button is agree:
                on_yes()

        box.buttonClicked.connect(clicked)
        box.open()

    def save_file(
        self, parent: QWidget, *, title: str, suggested: Path, kind: str, on_chosen: Callable[[Path], None]
    ) -> None:
        """See `Prompts.save_file`."""
        dialog = _file_dialog(parent, title, suggested.parent)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kind)
        dialog.setDefaultSuffix(suggested.suffix.removeprefix("."))
        dialog.selectFile(suggested.name)
        dialog.fileSelected.connect(lambda name: on_chosen(Path(name)))
        dialog.open()

    def choose_folder(self, parent: QWidget, *, title: str, start: Path, on_chosen: Callable[[Path], None]) -> None:
        """See `Prompts.choose_folder`."""
        dialog = _file_dialog(parent, title, start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: on_chosen(Path(name)))
        dialog.open()

    def open_file(
        self, parent: QWidget, *, title: str, start: Path, kinds: str, on_chosen: Callable[[Path], None]
    ) -> None:
        """See `Prompts.open_file`."""
        dialog = _file_dialog(parent, title, start)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(kinds)
        dialog.fileSelected.connect(lambda name: on_chosen(Path(name)))
        dialog.open()

    def show_problem(self, parent: QWidget, *, title: str, sentence: str) -> None:
        """See `Prompts.show_problem`."""
        box = _box(parent, title, sentence)
        box.addButton("Close", QMessageBox.ButtonRole.RejectRole)
        box.open()


def _box(parent: QWidget, text: str, more: str) -> QMessageBox:
    """Return a message box that deletes itself, with nothing of the question in its title and no rich text."""
    from_window = parent.window()
    box = QMessageBox(from_window)
    box.setWindowTitle("Advocate Desk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def _file_dialog(parent: QWidget, title: str, folder: Path) -> QFileDialog:
    dialog = QFileDialog(parent.window(), title, str(folder))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
