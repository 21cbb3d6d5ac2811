"""Every screen and dialog there is.

`ROUTES` is what the shell can show. `EXHIBITS` builds each of them on a desk that somebody else provides: the
accessibility audit, the key tests and the screenshots all run over it, so that a new one cannot be forgotten. An
exhibit finds what it shows in the desk's own services (the first case of the caseload, say), so it serves fakes and a
sample vault alike.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.shortcuts import ShortcutsDialog
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.shell import Routes

ROUTES: Routes = {screen.key: screen for screen in tuple[type[Screen], ...]()}
"""Every screen of an open vault, in the order of the rail."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One screen or dialog with something on it.

    ``name`` is the name of its picture; ``shows`` its class; ``framed`` whether it is shown inside the shell.
    ``build`` returns it with everything read, given a desk whose tasks answer at once.
    """

    name: str
    shows: type[QWidget]
    build: Callable[[DeskContext], QWidget]
    framed: bool = False


def _shortcuts(desk: DeskContext) -> QWidget:
    here, everywhere = (("L", "Log contact"),), (("Ctrl+K", "Search cases"), ("Ctrl+L", "Lock"))
    return ShortcutsDialog(None, desk.theme, "Caseload", here, everywhere)


EXHIBITS: tuple[Exhibit, ...] = (Exhibit("keys", ShortcutsDialog, _shortcuts),)
