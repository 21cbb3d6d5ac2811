"""What an exhibit is: one screen or dialog, built on a context that somebody else provides.

An exhibit finds what it shows in the desk's own services (the first case of the caseload, say). The context's tasks
answer at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.users import Role
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.routes import ROUTES
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One screen or dialog of an open vault, with something on it.

    ``name`` is the name of its picture; ``role`` is the role of whoever looks at it.
    """

    name: str
    shows: type[QWidget]
    build: Callable[[DeskContext], QWidget]
    role: Role = Role.ADVOCATE


@dataclass(frozen=True, slots=True)
class DoorExhibit:
    """One screen before a vault is open."""

    name: str
    shows: type[QWidget]
    build: Callable[[DoorContext], QWidget]


class _PicturesStayOpen:
    """A lock for exhibits, which have nothing to lock."""

    def lock(self, place: Place, *, out_of_sight: bool = False) -> None:
        """Do nothing."""


def frame(desk: DeskContext, place: Place) -> Shell:
    """Return the shell at ``place``."""
    shell = Shell(desk, ROUTES, _PicturesStayOpen())
    shell.go(place)
    return shell


def in_frame(
    name: str, shows: type[QWidget], find: Callable[[DeskContext], Place], role: Role = Role.ADVOCATE
) -> Exhibit:
    """Return the exhibit of a screen inside the shell, at the place that ``find`` finds on the desk."""
    return Exhibit(name, shows, lambda desk: frame(desk, find(desk)), role)


def screen_alone(screen: type[Screen], role: Role = Role.ADVOCATE, part: str = "") -> Exhibit:
    """Return the exhibit of a screen that needs no subject."""
    return in_frame(screen.key, screen, lambda _desk: Place(screen.key, None, part), role)


def first_case(desk: DeskContext) -> Place:
    """Return the sample month's fullest case, or the first of the list where there is none of that name."""
    found = desk.caseload.find("Ceri Sample").rows or desk.caseload.page(CaseloadFilter(), 0, 1).rows
    return Place(CaseScreen.key, found[0].case_id)


def subject(place: Place) -> UUID:
    """Return whose place it is."""
    if place.subject is None:
        raise LookupError("nothing to show")
    return place.subject
