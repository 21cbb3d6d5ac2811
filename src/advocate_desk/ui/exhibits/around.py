"""What belongs to the frame itself: keys, progress."""

from PySide6.QtWidgets import QWidget

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.progress import ProgressDialog
from advocate_desk.ui.dialogs.shortcuts import ShortcutsDialog
from advocate_desk.ui.exhibits.exhibit import Exhibit


def _shortcuts(desk: DeskContext) -> QWidget:
    here, everywhere = (("L", "Log contact"),), (("Ctrl+K", "Search cases"), ("Ctrl+L", "Lock"))
    return ShortcutsDialog(None, desk.theme, "Caseload", here, everywhere)


def _progress(desk: DeskContext) -> QWidget:
    dialog = ProgressDialog(None, desk.theme, "Making a backup")
    dialog.progress(340, 900)
    return dialog


AROUND: tuple[Exhibit, ...] = (
    Exhibit("keys", ShortcutsDialog, _shortcuts),
    Exhibit("progress", ProgressDialog, _progress),
)
