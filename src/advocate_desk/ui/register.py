"""Every screen and dialog there is.

`ROUTES` is what the shell can show. `EXHIBITS` and `DOOR_EXHIBITS` build each screen and dialog on a context that
somebody else provides: the accessibility audit, the key tests and the screenshots all run over them, so that a new one
cannot be forgotten. An exhibit finds what it shows in the desk's own services (the first case of the caseload, say),
so it serves fakes and a sample vault alike. The context's tasks answer at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.dialogs.progress import ProgressDialog
from advocate_desk.ui.dialogs.shortcuts import ShortcutsDialog
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.front import FrontWindow
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.caseload import CaseloadScreen
from advocate_desk.ui.screens.first_run import FirstRunScreen
from advocate_desk.ui.screens.unlock import UnlockScreen
from advocate_desk.ui.shell import Routes, Shell

SCREENS: tuple[type[Screen], ...] = (CaseloadScreen, CaseScreen)
"""Every screen of an open vault. Those with a rail icon stand in the rail in this order."""

ROUTES: Routes = {screen.key: screen for screen in SCREENS}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One screen or dialog of an open vault, with something on it. ``name`` is the name of its picture."""

    name: str
    shows: type[QWidget]
    build: Callable[[DeskContext], QWidget]


@dataclass(frozen=True, slots=True)
class DoorExhibit:
    """One screen before a vault is open."""

    name: str
    shows: type[QWidget]
    build: Callable[[DoorContext], QWidget]


class _PicturesStayOpen:
    """A lock for exhibits, which have nothing to lock."""

    def lock(self, place: Place) -> None:
        """Do nothing."""


def in_frame(name: str, shows: type[Screen], find: Callable[[DeskContext], Place]) -> Exhibit:
    """Return the exhibit of a screen inside the shell, at the place that ``find`` finds on the desk."""

    def build(desk: DeskContext) -> QWidget:
        shell = Shell(desk, ROUTES, _PicturesStayOpen())
        shell.go(find(desk))
        return shell

    return Exhibit(name, shows, build)


def _shortcuts(desk: DeskContext) -> QWidget:
    here, everywhere = (("L", "Log contact"),), (("Ctrl+K", "Search cases"), ("Ctrl+L", "Lock"))
    return ShortcutsDialog(None, desk.theme, "Caseload", here, everywhere)


def _progress(desk: DeskContext) -> QWidget:
    dialog = ProgressDialog(None, desk.theme, "Making a backup")
    dialog.progress(340, 900)
    return dialog


def _unlock(door: DoorContext) -> QWidget:
    window = FrontWindow(door)
    window.show_unlock()
    return window


def _first_run(steps: int) -> Callable[[DoorContext], QWidget]:
    """Return a builder of first run after ``steps`` pages."""

    def build(door: DoorContext) -> QWidget:
        window = FrontWindow(door)
        window.show_first_run()
        if window.first_run is not None:
            window.first_run.rehearse(steps)
        return window

    return build


def _first_case(desk: DeskContext) -> Place:
    """Return the case that stands first in the list: high risk, as the list puts it."""
    first = desk.caseload.page(CaseloadFilter(lead_id=desk.who.user_id), 0, 1).rows[0]
    return Place(CaseScreen.key, first.case_id)


def _log_contact(desk: DeskContext) -> QWidget:
    shell = Shell(desk, ROUTES, _PicturesStayOpen())
    shell.go(_first_case(desk))
    case = shell.screen_in_front()
    if isinstance(case, CaseScreen):
        case.log.click()
    return shell


EXHIBITS: tuple[Exhibit, ...] = (
    in_frame("caseload", CaseloadScreen, lambda _desk: Place(CaseloadScreen.key)),
    in_frame("case", CaseScreen, _first_case),
    Exhibit("log-contact", LogContactSheet, _log_contact),
    Exhibit("keys", ShortcutsDialog, _shortcuts),
    Exhibit("progress", ProgressDialog, _progress),
)

DOOR_EXHIBITS: tuple[DoorExhibit, ...] = (
    DoorExhibit("unlock", UnlockScreen, _unlock),
    DoorExhibit("first-run-1-service", FirstRunScreen, _first_run(0)),
    DoorExhibit("first-run-2-passphrase", FirstRunScreen, _first_run(1)),
    DoorExhibit("first-run-3-recovery", FirstRunScreen, _first_run(2)),
    DoorExhibit("first-run-4-second-person", FirstRunScreen, _first_run(3)),
)
