"""Referrals, their letters and their reviews."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import CopyMade
from advocate_desk.domain.referral import ProgressState, ReviewState
from advocate_desk.services.make_referral import ReferralView
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.services.show_case import ReferralLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.record_chase import RecordChaseDialog
from advocate_desk.ui.dialogs.record_consent import Asked, RecordConsentDialog
from advocate_desk.ui.dialogs.record_progress import RecordProgressDialog
from advocate_desk.ui.dialogs.record_reply import RecordReplySheet
from advocate_desk.ui.dialogs.release_letter import ReleaseLetterDialog
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, in_frame, subject
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.letter import LetterScreen
from advocate_desk.ui.screens.referral import NEW, NEXT, ReferralScreen
from advocate_desk.ui.screens.reviews import ReviewsScreen


def _letter(desk: DeskContext, *wanted: ReviewState) -> Place:
    """Return the first letter whose review stands as ``wanted``, or any where there is none."""

    def can_be_shown(line: ReferralLine) -> bool:
        try:
            desk.letters.view(line.referral_id)
        except LetterFailed:
            return False
        return True

    cases = [first_case(desk).subject, *(row.case_id for row in desk.caseload.page(CaseloadFilter(), 0, 20).rows)]
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


def _referral(desk: DeskContext, *wanted: ProgressState) -> Place:
    """Return the first referral of the first case that stands as ``wanted`` with its agency, or any."""
    lines = desk.cases.summary(subject(first_case(desk))).referrals
    fitting = [line for line in lines if line.progress in wanted]
    return Place(ReferralScreen.key, (fitting or list(lines))[0].referral_id)


def _new_referral(desk: DeskContext) -> Place:
    return Place(ReferralScreen.key, first_case(desk).subject, NEW)


def _record_consent(desk: DeskContext) -> QWidget:
    view = desk.referrals.view(subject(_referral(desk)))
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
        view = desk.referrals.view(subject(_referral(desk, ProgressState.SENT)))
        as_sent = replace(view, progress=ProgressState.SENT)
        return RecordProgressDialog(None, desk, as_sent, target, lambda _view: None)

    return build


def _in_any_case(desk: DeskContext, fits: Callable[[ReferralView], bool]) -> ReferralView:
    """Return the first referral of any case that fits."""
    for row in desk.caseload.page(CaseloadFilter(), 0, 60).rows:
        for line in desk.cases.summary(row.case_id).referrals:
            view = desk.referrals.view(line.referral_id)
            if fits(view):
                return view
    raise LookupError("no referral of this kind is in the sample")


def _climbed(view: ReferralView) -> bool:
    return view.next_ask is not None and view.next_ask.decides


def _chased(desk: DeskContext) -> Place:
    return Place(ReferralScreen.key, _in_any_case(desk, _climbed).referral.id)


def _passed_on(desk: DeskContext) -> Place:
    """Return the place where the referral to the next agency is begun."""
    view = _in_any_case(desk, lambda one: one.progress in {ProgressState.REROUTED, ProgressState.DECLINED})
    return Place(ReferralScreen.key, view.referral.id, NEXT)


def _record_chase(desk: DeskContext) -> QWidget:
    view = desk.referrals.view(subject(_referral(desk, ProgressState.SENT)))
    return RecordChaseDialog(None, desk, view, lambda: None)


REFERRALS: tuple[Exhibit, ...] = (
    in_frame("letter", LetterScreen, lambda desk: _letter(desk, ReviewState.DRAFT, ReviewState.RETURNED)),
    in_frame("letter-approved", LetterScreen, lambda desk: _letter(desk, ReviewState.APPROVED)),
    Exhibit("letter-print", ReleaseLetterDialog, _release(CopyMade.PRINTED)),
    Exhibit("letter-save", ReleaseLetterDialog, _release(CopyMade.EXPORTED)),
    Exhibit("letter-sent", ReleaseLetterDialog, _release(None)),
    in_frame("referral-new", ReferralScreen, _new_referral),
    in_frame("referral-draft", ReferralScreen, lambda desk: _referral(desk, ProgressState.NOT_SENT)),
    in_frame("referral-sent", ReferralScreen, lambda desk: _referral(desk, ProgressState.SENT)),
    in_frame("referral-chased", ReferralScreen, _chased),
    in_frame("referral-next", ReferralScreen, _passed_on),
    Exhibit("record-chase", RecordChaseDialog, _record_chase),
    Exhibit("record-reply", RecordReplySheet, lambda desk: RecordReplySheet(None, desk)),
    in_frame("reviews", ReviewsScreen, lambda _desk: Place(ReviewsScreen.key)),
    Exhibit("record-consent", RecordConsentDialog, _record_consent),
    Exhibit("record-progress-waiting-list", RecordProgressDialog, _record_progress(ProgressState.WAITING_LIST)),
    Exhibit("record-progress-no", RecordProgressDialog, _record_progress(ProgressState.DECLINED)),
)
