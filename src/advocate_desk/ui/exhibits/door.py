"""The screens before a vault is open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.exhibits.exhibit import DoorExhibit
from advocate_desk.ui.front import FrontWindow
from advocate_desk.ui.screens.door_passphrase import ChoosePassphraseScreen, TypedCode
from advocate_desk.ui.screens.door_recovery import RecoveryScreen
from advocate_desk.ui.screens.first_run import FirstRunScreen
from advocate_desk.ui.screens.unlock import UnlockScreen

_THREE_WORDS = "harbour lemon seven"


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


def _folder(door: DoorContext) -> Path:
    return door.known[0] if door.known else door.new_vaults / "Desk.advault"


def _choose_passphrase(door: DoorContext) -> QWidget:
    window = FrontWindow(door)
    window.show_choose_passphrase(TypedCode(_folder(door), "Jo Advocate", ""))
    return window


def _recovery(*, proved: bool) -> Callable[[DoorContext], QWidget]:
    """Return a builder of the page for the recovery sheet, with its words proved or three of them typed."""

    def build(door: DoorContext) -> QWidget:
        window = FrontWindow(door)
        window.show_recovery(_folder(door))
        page = window.findChild(RecoveryScreen)
        assert page is not None
        page.rehearse(" ".join(f"word{number}" for number in range(1, 25)) if proved else _THREE_WORDS, proved=proved)
        if not proved:
            page.go_on.click()
        return window

    return build


DOOR: tuple[DoorExhibit, ...] = (
    DoorExhibit("unlock", UnlockScreen, _unlock),
    DoorExhibit("choose-passphrase", ChoosePassphraseScreen, _choose_passphrase),
    DoorExhibit("recovery-words", RecoveryScreen, _recovery(proved=False)),
    DoorExhibit("recovery-passphrase", RecoveryScreen, _recovery(proved=True)),
    DoorExhibit("first-run-1-service", FirstRunScreen, _first_run(0)),
    DoorExhibit("first-run-2-passphrase", FirstRunScreen, _first_run(1)),
    DoorExhibit("first-run-3-recovery", FirstRunScreen, _first_run(2)),
    DoorExhibit("first-run-4-second-person", FirstRunScreen, _first_run(3)),
)
