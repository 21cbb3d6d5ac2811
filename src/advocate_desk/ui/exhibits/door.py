"""The screens before a vault is open."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.exhibits.exhibit import DoorExhibit
from advocate_desk.ui.front import FrontWindow
from advocate_desk.ui.screens.first_run import FirstRunScreen
from advocate_desk.ui.screens.unlock import UnlockScreen


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


DOOR: tuple[DoorExhibit, ...] = (
    DoorExhibit("unlock", UnlockScreen, _unlock),
    DoorExhibit("first-run-1-service", FirstRunScreen, _first_run(0)),
    DoorExhibit("first-run-2-passphrase", FirstRunScreen, _first_run(1)),
    DoorExhibit("first-run-3-recovery", FirstRunScreen, _first_run(2)),
    DoorExhibit("first-run-4-second-person", FirstRunScreen, _first_run(3)),
)
