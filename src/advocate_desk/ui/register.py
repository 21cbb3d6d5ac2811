"""Every screen and dialog there is.

`ROUTES` is what the shell can show. `EXHIBITS` and `DOOR_EXHIBITS` build each screen and dialog on a context that
somebody else provides: the accessibility audit, the key tests and the screenshots all run over them, so that a new one
cannot be forgotten. An exhibit finds what it shows in the desk's own services (the first case of the caseload, say),
so it serves fakes and a sample vault alike. The context's tasks answer at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import CopyMade
from advocate_desk.domain.referral import ProgressState, ReviewState
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.services.show_case import ReferralLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.dialogs.progress import ProgressDialog
from advocate_desk.ui.dialogs.record_consent import Asked, RecordConsentDialog
from advocate_desk.ui.dialogs.record_progress import RecordProgressDialog
from advocate_desk.ui.dialogs.release_letter import ReleaseLetterDialog
from advocate_desk.ui.dialogs.shortcuts import ShortcutsDialog
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.front import FrontWindow
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.caseload import CaseloadScreen
from advocate_desk.ui.screens.first_run import FirstRunScreen
from advocate_desk.ui.screens.letter import LetterScreen
from advocate_desk.ui.screens.referral import NEW, ReferralScreen
from advocate_desk.ui.screens.reviews import ReviewsScreen
from advocate_desk.ui.screens.unlock import UnlockScreen
from advocate_desk.ui.shell import Routes, Shell

SCREENS: tuple[type[Screen], ...] = (
    CaseloadScreen,
    ReviewsScreen,
    CaseScreen,
    ReferralScreen,
    LetterScreen,
)
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
    """Return the sample month's fullest case, or the first of the list where there is none of that name."""
    found = desk.caseload.find("Ceri Sample").rows or desk.caseload.page(CaseloadFilter(), 0, 1).rows
    return Place(CaseScreen.key, found[0].case_id)


def _letter(desk: DeskContext, *wanted: ReviewState) -> Place:
    """Return the first letter whose review stands as ``wanted``, or any where there is none."""

    def can_be_shown(line: ReferralLine) -> bool:
        try:
            desk.letters.view(line.referral_id)
        except LetterFailed:
            return False
        return True

    cases = [_first_case(desk).subject, *(row.case_id for row in desk.caseload.page(CaseloadFilter(), 0, 20).rows)]
    lines = [line for case in cases if case is not None for line in desk.cases.summary(case).referrals]
    fitting = [line for line in lines if line.review in wanted and line.progress is ProgressState.NOT_SENT]
    return Place(LetterScreen.key, next(line for line in (*fitting, *lines) if can_be_shown(line)).referral_id)


def _release(made: CopyMade | None) -> Callable[[DeskContext], QWidget]:
    """Return a builder of the dialog through which a letter leaves."""

    def build(desk: DeskContext) -> QWidget:
        referral_id = _letter(desk, ReviewState.APPROVED).subject
        if referral_id is None:
            raise LookupError("no letter to show")
        return ReleaseLetterDialog(None, desk, desk.letters.view(referral_id), 2, made)

    return build


def _log_contact(desk: DeskContext) -> QWidget:
    shell = Shell(desk, ROUTES, _PicturesStayOpen())
    shell.go(_first_case(desk))
    case = shell.screen_in_front()
    if isinstance(case, CaseScreen):
        case.log.click()
    return shell


def _referral(desk: DeskContext, *wanted: ProgressState) -> Place:
    """Return the first referral of the first case that stands as ``wanted`` with its agency, or any."""
    lines = desk.cases.summary(_subject(_first_case(desk))).referrals
    fitting = [line for line in lines if line.progress in wanted]
    return Place(ReferralScreen.key, (fitting or list(lines))[0].referral_id)


def _subject(place: Place) -> UUID:
    if place.subject is None:
        raise LookupError("nothing to show")
    return place.subject


def _new_referral(desk: DeskContext) -> Place:
    return Place(ReferralScreen.key, _first_case(desk).subject, NEW)


def _record_consent(desk: DeskContext) -> QWidget:
    view = desk.referrals.view(_subject(_referral(desk)))
    asked = Asked(
        case_id=view.referral.case_id,
        agency_id=view.referral.agency_id,
        agency_name=view.agency.name if view.agency else "",
        purpose=view.referral.purpose,
        shares=view.referral.shares,
        points=(),
    )
    return RecordConsentDialog(None, desk, asked, lambda _consent: None)


def _record_progress(target: ProgressState) -> Callable[[DeskContext], QWidget]:
    """Return a builder of the dialog that records one move of a letter that was sent."""

    def build(desk: DeskContext) -> QWidget:
        view = desk.referrals.view(_subject(_referral(desk, ProgressState.SENT)))
        as_sent = replace(view, progress=ProgressState.SENT)
        return RecordProgressDialog(None, desk, as_sent, target, lambda _view: None)

    return build


EXHIBITS: tuple[Exhibit, ...] = (
    in_frame("caseload", CaseloadScreen, lambda _desk: Place(CaseloadScreen.key)),
    in_frame("case", CaseScreen, _first_case),
    in_frame("letter", LetterScreen, lambda desk: _letter(desk, ReviewState.DRAFT, ReviewState.RETURNED)),
    in_frame("letter-approved", LetterScreen, lambda desk: _letter(desk, ReviewState.APPROVED)),
    Exhibit("letter-print", ReleaseLetterDialog, _release(CopyMade.PRINTED)),
    Exhibit("letter-save", ReleaseLetterDialog, _release(CopyMade.EXPORTED)),
    Exhibit("letter-sent", ReleaseLetterDialog, _release(None)),
    in_frame("referral-new", ReferralScreen, _new_referral),
    in_frame("referral-draft", ReferralScreen, lambda desk: _referral(desk, ProgressState.NOT_SENT)),
    in_frame("referral-sent", ReferralScreen, lambda desk: _referral(desk, ProgressState.SENT)),
    in_frame("reviews", ReviewsScreen, lambda _desk: Place(ReviewsScreen.key)),
    Exhibit("record-consent", RecordConsentDialog, _record_consent),
    Exhibit("record-progress-waiting-list", RecordProgressDialog, _record_progress(ProgressState.WAITING_LIST)),
    Exhibit("record-progress-no", RecordProgressDialog, _record_progress(ProgressState.DECLINED)),
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
