"""What belongs to the frame itself: keys, progress, the cover, the numbers to dial in danger."""

from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.settings import Nation
from advocate_desk.services.manage_users import NoticeLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.emergency import EmergencyDialog
from advocate_desk.ui.dialogs.notices import NoticesDialog
from advocate_desk.ui.dialogs.progress import ProgressDialog
from advocate_desk.ui.dialogs.shortcuts import ShortcutsDialog
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.shell import Shell


def _shortcuts(desk: DeskContext) -> QWidget:
    here, everywhere = (("L", "Log contact"),), (("Ctrl+K", "Search cases"), ("Ctrl+L", "Lock"))
    return ShortcutsDialog(None, desk.theme, "Caseload", here, everywhere)


def _progress(desk: DeskContext) -> QWidget:
    dialog = ProgressDialog(None, desk.theme, "Making a backup")
    dialog.progress(340, 900)
    return dialog


def _emergency(desk: DeskContext) -> QWidget:
    return EmergencyDialog(None, desk.theme, desk.emergency.beginning_with(Nation.WALES))


def _covered(desk: DeskContext) -> Shell:
    shell = frame(desk, first_case(desk))
    shell.curtain.draw()
    return shell


def _warned(desk: DeskContext) -> QWidget:
    shell = _covered(desk)
    shell.cover.warn(42)
    return shell


def _backing_up(desk: DeskContext) -> QWidget:
    shell = _covered(desk)
    shell.cover.say_backing_up(lambda: None)
    shell.cover.show_progress(340, 900)
    return shell


def _notices(desk: DeskContext) -> QWidget:
    happened = datetime(2026, 11, 20, 9, 14, tzinfo=UTC)
    sentence = "The recovery sheet was used. A new way in was made with it."
    return NoticesDialog(None, desk, (NoticeLine(notice_id=UUID(int=1), sentence=sentence, happened_at=happened),))


AROUND: tuple[Exhibit, ...] = (
    Exhibit("keys", ShortcutsDialog, _shortcuts),
    Exhibit("progress", ProgressDialog, _progress),
    Exhibit("emergency-numbers", EmergencyDialog, _emergency),
    Exhibit("notices", NoticesDialog, _notices),
    Exhibit("cover", CaseScreen, _covered),
    Exhibit("cover-warning", CaseScreen, _warned),
    Exhibit("cover-backup", CaseScreen, _backing_up),
)
