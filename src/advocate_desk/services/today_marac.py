"""What Today says around a MARAC: days of meetings, what is owed before and after them, referrals that wait."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from advocate_desk.domain.agenda import AgendaFilter, Due, DueKind, DueWhen
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.dates_in_words import near_date
from advocate_desk.domain.marac import MaracAction, MaracMeeting, MaracReferral
from advocate_desk.domain.marac_duties import MaracDuty, MaracDutyKind, marac_duties
from advocate_desk.domain.marac_rules import MaracState, state
from advocate_desk.domain.marac_words import duty_day_words
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.refer_to_marac import writers_of
from advocate_desk.services.today_rows import WordedDue
from advocate_desk.services.today_words import TodayWords

KINDS = {
    MaracDutyKind.APPROVE: DueKind.MARAC_APPROVE,
    MaracDutyKind.SEND: DueKind.MARAC_SEND,
    MaracDutyKind.RESEARCH: DueKind.MARAC_RESEARCH,
    MaracDutyKind.WISHES: DueKind.MARAC_WISHES,
    MaracDutyKind.FEEDBACK: DueKind.MARAC_FEEDBACK,
    MaracDutyKind.ACTION: DueKind.MARAC_ACTION,
}
_WHAT = {
    DueKind.MARAC_APPROVE: "MARAC referral: approve",
    DueKind.MARAC_SEND: "MARAC referral: make it",
    DueKind.MARAC_RESEARCH: "MARAC: our research",
    DueKind.MARAC_WISHES: "MARAC: ask what is wanted",
    DueKind.MARAC_FEEDBACK: "MARAC: tell what came of it",
}


def marac_due(unit: UnitOfWork, rules: Rulebook, wanted: AgendaFilter) -> tuple[WordedDue, ...]:
    """Return what is due around MARACs in one's own cases, one's own actions, and what waits for a supervisor.

    Six queries, however many cases there are: what is settled is not read. For a supervisor there is one more for each
    referral that waits for approval, for nobody approves what they wrote of.
    """
    referrals = unit.find(MaracReferral, referred_on=None)
    meetings = unit.find(MaracMeeting, feedback_on=None)
    actions = unit.find(MaracAction, done_on=None)
    ids = tuple(
        {*(one.case_id for one in referrals), *(one.case_id for one in meetings), *(one.case_id for one in actions)}
    )
    if not ids:
        return ()
    cases = {case.id: case for case in unit.find(Case, id=ids) if case.status is not CaseStatus.CLOSED}
    settings = unit.get(ServiceSettings, SERVICE_SETTINGS_ID)
    duties = marac_duties(referrals, meetings, actions, settings, rules.holidays, wanted.today)
    own = _written_by(unit, [one for one in referrals if one.case_id in cases], wanted)
    found = [
        WordedDue(due=due, words=_words(duty, due.kind, wanted.today))
        for duty in duties
        if duty.case_id in cases
        and duty.record_id not in own
        and _is_for(duty, cases[duty.case_id], wanted)
        and (due := _due(duty, wanted)) is not None
    ]
    return (*found, *_other_meetings(meetings, cases, wanted))


def _written_by(unit: UnitOfWork, referrals: Sequence[MaracReferral], wanted: AgendaFilter) -> set[UUID]:
    """Return the referrals waiting for approval of which whoever looks wrote something."""
    waiting = [one for one in referrals if state(one) is MaracState.NEEDS_APPROVAL] if wanted.reviews else []
    return {one.id for one in waiting if wanted.user_id in writers_of(unit, one)}


def _is_for(duty: MaracDuty, case: Case, wanted: AgendaFilter) -> bool:
    """Say whose it is: an approval is a supervisor's; everything else the case's own worker's."""
    if duty.kind is MaracDutyKind.APPROVE:
        return wanted.reviews
    return wanted.looks_after(case.lead_id) or duty.owner_id == wanted.user_id


def _due(duty: MaracDuty, wanted: AgendaFilter) -> Due | None:
    when = _when(duty, wanted)
    if when is None:
        return None
    return Due(kind=KINDS[duty.kind], when=when, case_id=duty.case_id, record_id=duty.record_id)


def _when(duty: MaracDuty, wanted: AgendaFilter) -> DueWhen | None:
    """An action nobody set a day for is in the case's own section; everything else without a day waits."""
    if duty.due_on is None:
        return None if duty.kind is MaracDutyKind.ACTION else DueWhen.WAITING
    return wanted.when(duty.due_on)


def _words(duty: MaracDuty, kind: DueKind, today: date) -> TodayWords:
    what = _WHAT.get(kind, f"MARAC action: {duty.what}")
    return TodayWords(what=what, why_now=duty_day_words(duty, today), due_on=duty.due_on)


def _other_meetings(
    meetings: Sequence[MaracMeeting], cases: Mapping[UUID, Case], wanted: AgendaFilter
) -> list[WordedDue]:
    """Return meetings to come on another day than the one the case itself shows: an emergency meeting before it."""
    found = []
    for one in sorted(meetings, key=lambda each: (each.meets_on, each.id)):
        case = cases.get(one.case_id)
        if case is None or one.meets_on < wanted.today or one.heard_on is not None or one.meets_on == case.marac_on:
            continue
        when = wanted.when(one.meets_on)
        if when is None or not wanted.looks_after(case.lead_id):
            continue
        day = "Today" if one.meets_on == wanted.today else near_date(one.meets_on, wanted.today)
        what = "Emergency MARAC meeting" if one.is_emergency else "MARAC meeting"
        due = Due(kind=DueKind.MARAC_MEETING, when=when, case_id=one.case_id, record_id=one.id)
        found.append(WordedDue(due=due, words=TodayWords(what=what, why_now=day, due_on=one.meets_on)))
    return found
