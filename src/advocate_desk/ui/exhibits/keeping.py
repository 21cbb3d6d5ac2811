"""Import, backups and drills."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.users import Role
from advocate_desk.services.keep_backups import Rehearsal
from advocate_desk.services.rehearse_restore import Held
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.prove_words import ProveWordsDialog
from advocate_desk.ui.dialogs.rehearse_restore import RehearseRestoreDialog
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.exhibits.exhibit import DoorExhibit, Exhibit, frame, screen_alone
from advocate_desk.ui.exhibits.invented_import import INVENTED_FILE, InventedImport
from advocate_desk.ui.front import FrontWindow
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.backups import BackupsScreen
from advocate_desk.ui.screens.door_restore import RestoreScreen
from advocate_desk.ui.screens.import_caseload import ImportScreen

_THEN = datetime(2026, 11, 22, 17, 4, tzinfo=UTC)


def _rehearsed(desk: DeskContext) -> QWidget:
    dialog = RehearseRestoreDialog(None, desk)
    now = desk.clock.now()
    found = Rehearsal(cases=42, newest=now, made_at=now - timedelta(days=1), same_vault=True, cases_here_since=3)
    dialog.show_result(Path("backup.adbackup"), found)
    return dialog


def _own_vault(desk: DeskContext) -> DeskContext:
    """Return the desk as it is in a service's own vault."""
    return replace(desk, who=replace(desk.who, is_sample=False))


def _importing(*acts: Callable[[ImportScreen], object], refuses: bool = False) -> Callable[[DeskContext], QWidget]:
    """Return a builder of the import screen, on invented rows, after ``acts``."""

    def build(desk: DeskContext) -> QWidget:
        here = replace(_own_vault(desk), imports=InventedImport(desk.clock, refuses=refuses))
        shell = frame(here, Place(ImportScreen.key))
        screen = shell.findChild(ImportScreen)
        if not isinstance(screen, ImportScreen):
            raise LookupError("no import to show")
        for act in acts:
            act(screen)
        return shell

    return build


def _look(screen: ImportScreen) -> None:
    screen.look_at(INVENTED_FILE)


def _import_page(name: str, *acts: Callable[[ImportScreen], object], refuses: bool = False) -> Exhibit:
    return Exhibit(f"import-{name}", ImportScreen, _importing(*acts, refuses=refuses), Role.SUPERVISOR)


def _restore(*, rehearsed: bool) -> Callable[[DoorContext], QWidget]:
    """Return a builder of the page that restores a backup, before or after it was rehearsed."""

    def build(door: DoorContext) -> QWidget:
        window = FrontWindow(door)
        window.show_restore()
        page = window.findChild(RestoreScreen)
        if page is not None and rehearsed:
            held = Held(
                vault_id=UUID(int=1),
                made_at=_THEN,
                case_ids=frozenset(UUID(int=number) for number in range(42)),
                newest=_THEN,
            )
            page.show_held(Path("backup.adbackup"), held)
        return window

    return build


KEEPING_DOOR: tuple[DoorExhibit, ...] = (
    DoorExhibit("restore-at-the-door", RestoreScreen, _restore(rehearsed=False)),
    DoorExhibit("restore-at-the-door-rehearsed", RestoreScreen, _restore(rehearsed=True)),
)

KEEPING: tuple[Exhibit, ...] = (
    screen_alone(ImportScreen, Role.SUPERVISOR),
    _import_page("1-file"),
    _import_page("1-begun", lambda screen: screen.file.begun.show()),
    _import_page("2-columns", _look),
    _import_page("3-problems", _look, ImportScreen.check, refuses=True),
    _import_page("4-preview", _look, ImportScreen.check),
    _import_page("5-done", _look, ImportScreen.check, ImportScreen.keep),
    screen_alone(BackupsScreen, Role.ADMINISTRATOR),
    Exhibit("restore-rehearse", RehearseRestoreDialog, lambda desk: RehearseRestoreDialog(None, desk)),
    Exhibit("restore-rehearsed", RehearseRestoreDialog, _rehearsed),
    Exhibit("recovery-drill", ProveWordsDialog, lambda desk: ProveWordsDialog(None, _own_vault(desk))),
    Exhibit("recovery-drill-sample", ProveWordsDialog, lambda desk: ProveWordsDialog(None, desk)),
)
