"""The attempts that are due, by the rules of the domain: no query counts working days."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advocate_desk.domain.agenda import Agenda, AgendaFilter, Due, DueKind, DueWhen
from advocate_desk.domain.attempts import AttemptsNow, AttemptState, attempt_standard, attempts_now
from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.case_lifecycle import BEFORE_SUPPORT, contacting_since
from advocate_desk.domain.case_moves import CaseMove
from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Contact
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import by_case, latest_assessment


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptDue:
    """A case somebody is to be reached in, and how the attempts stand."""

    due: Due
    now: AttemptsNow


def attempts_due(unit: UnitOfWork, holidays: BankHolidays, wanted: AgendaFilter) -> tuple[AttemptDue, ...]:
    """Return the attempts that are due in one's cases, and for a supervisor those whose end they decide.

    Five queries, however many cases there are.
    """
    cases = unit.find(Case, status=BEFORE_SUPPORT, order_by=("id",))
    ids = tuple(case.id for case in cases)
    if not ids:
        return ()
    settings = unit.get(ServiceSettings, SERVICE_SETTINGS_ID)
    standard = attempt_standard(settings)
    contacts, assessments = by_case(unit.find(Contact, case_id=ids)), by_case(unit.find(RiskAssessment, case_id=ids))
    moves = by_case(unit.find(CaseMove, case_id=ids, order_by=("recorded_at", "id")))
    found = []
    for case in cases:
        newest = latest_assessment(assessments[case.id])
        level = newest.level if newest else None
        stand = attempts_now(
            contacts[case.id],
            since=contacting_since(case.received_at, moves[case.id]),
            level=level,
            standard=standard,
            holidays=holidays,
            nation=settings.nation,
        )
        when = _when(stand, wanted)
        if when is not None and (wanted.looks_after(case.lead_id) or _is_to_decide(stand, level, wanted)):
            due = Due(kind=DueKind.ATTEMPT, when=when, case_id=case.id, record_id=case.id)
            found.append(AttemptDue(due=due, now=stand))
    return tuple(sorted(found, key=_longest_due))


def with_attempts(agenda: Agenda, attempts: Sequence[AttemptDue], limit: int) -> Agenda:
    """Return what is due with the attempts among it, so many of each time at most."""
    totals = Counter((one.due.kind, one.due.when) for one in attempts)
    shown = [one.due for when in DueWhen for one in [each for each in attempts if each.due.when is when][:limit]]
    return Agenda(due=(*agenda.due, *shown), totals={**agenda.totals, **totals})


def _is_to_decide(stand: AttemptsNow, level: RiskLevel | None, wanted: AgendaFilter) -> bool:
    """Whether a supervisor decides that somebody at high risk, or at a risk nobody knows, is not reached."""
    return wanted.reviews and stand.is_enough and level in {None, RiskLevel.HIGH}


def _when(stand: AttemptsNow, wanted: AgendaFilter) -> DueWhen | None:
    """What is decided waits; so does what has no day, because nobody knows when the referral came in."""
    if stand.state in {AttemptState.REACHED, AttemptState.ENOUGH} or stand.due.on is None:
        return DueWhen.WAITING
    if stand.due.is_late(wanted.now):
        return DueWhen.LATE
    if stand.due.on <= wanted.today:
        return DueWhen.TODAY
    return DueWhen.SOON if stand.due.on <= wanted.last_day else None


def _longest_due(one: AttemptDue) -> tuple[date, str]:
    return one.now.due.on or date.min, one.due.case_id.hex
