"""The words of Today: what is due, and why now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.agenda import Due, DueKind, DueWhen
from advocate_desk.domain.attempts import AttemptsNow
from advocate_desk.domain.case_moves import (
    ANSWER_FROM_REFERRER,
    CaseClosing,
    CaseMove,
    ClosureReason,
    ReferralProblem,
)
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.dates_in_words import days_in_words, due_on_words, due_words, in_london, near_date
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.imported_referral import NO_PURPOSE
from advocate_desk.domain.people import Person, shown_name
from advocate_desk.domain.referral import Machine, Referral, ReferralMove
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.tasks import Task
from advocate_desk.domain.users import User
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import by_case
from advocate_desk.services.vault_duties import Duty, VaultDuty


@dataclass(frozen=True, kw_only=True, slots=True)
class TodayWords:
    """What a row says. ``due_on`` is the day it is sorted by."""

    what: str
    why_now: str
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DueRecords:
    """The records behind what is due, by id; ``plans``, ``attempts``, ``closings``
    and ``case_moves`` by case, ``names`` and ``staff`` are people's names by id; ``said`` is what rows say
    that were worded where they were found, by kind and record."""

    cases: Mapping[UUID, Case]
    names: Mapping[UUID, str]
    tasks: Mapping[UUID, Task]
    plans: Mapping[UUID, Sequence[SafeContactPlan]]
    referrals: Mapping[UUID, Referral]
    agencies: Mapping[UUID, str]
    moves: Mapping[UUID, Sequence[ReferralMove]]
    staff: Mapping[UUID, str]
    attempts: Mapping[UUID, AttemptsNow]
    closings: Mapping[UUID, Sequence[CaseClosing]]
    case_moves: Mapping[UUID, Sequence[CaseMove]]
    problems: Mapping[UUID, ReferralProblem]
    said: Mapping[tuple[DueKind, UUID], TodayWords] = field(default_factory=dict)

    def last_review(self, referral_id: UUID) -> ReferralMove:
        """Return the newest move of a referral's review."""
        return _newest(self.moves[referral_id], Machine.REVIEW)

    def plan(self, case: Case) -> SafeContactPlan | None:
        """Return what was said about contacting the person of ``case``."""
        return next((plan for plan in self.plans[case.id] if plan.person_id == case.client_id), None)


def read_due_records(unit: UnitOfWork, due: Sequence[Due], attempts: Mapping[UUID, AttemptsNow]) -> DueRecords:
    """Read what the rows say, in eleven queries however many there are."""
    cases = {case.id: case for case in unit.find(Case, id=tuple({one.case_id for one in due}))}
    clients = tuple(case.client_id for case in cases.values())
    checked = tuple(one.case_id for one in due if one.kind is DueKind.SAFE_CONTACT)
    referral_ids = _ids(due, *_OF_REFERRALS)
    referrals = {one.id: one for one in unit.find(Referral, id=referral_ids)}
    agencies = tuple({one.agency_id for one in referrals.values()})
    moves: dict[UUID, list[ReferralMove]] = defaultdict(list)
    for move in unit.find(ReferralMove, referral_id=referral_ids, order_by=("recorded_at", "id")):
        moves[move.referral_id].append(move)
    return DueRecords(
        cases=cases,
        names={person.id: shown_name(person) for person in unit.find(Person, id=clients)},
        tasks={task.id: task for task in unit.find(Task, id=_ids(due, DueKind.TASK))},
        plans=by_case(unit.find(SafeContactPlan, case_id=checked)),
        referrals=referrals,
        agencies={agency.id: agency.name for agency in unit.find(Agency, id=agencies)},
        moves=moves,
        staff={user.id: user.display_name for user in unit.find(User)},
        attempts=attempts,
        closings=by_case(unit.find(CaseClosing, case_id=_ids(due, DueKind.CLOSING), order_by=("made_at", "id"))),
        case_moves=by_case(unit.find(CaseMove, case_id=_ids(due, DueKind.CONFLICT), order_by=("recorded_at", "id"))),
        problems={one.id: one for one in unit.find(ReferralProblem, id=_ids(due, DueKind.PROBLEM))},
    )


def words_of(due: Due, records: DueRecords, now: datetime, today: date) -> TodayWords:
    """Return what a row says."""
    if due.kind in _OF_THE_WAY:
        return _way(due, records, now, today)
    match due.kind:
        case DueKind.TASK:
            return _task(records.tasks[due.record_id], now)
        case DueKind.SAFE_CONTACT:
            return _safe_contact(records.plan(records.cases[due.case_id]), due.when, today)
        case DueKind.MEETING:
            return _meeting(records.cases[due.case_id], today)
        case _:
            words = _referral(due, records, now, today)
            closed = records.cases[due.case_id].status is CaseStatus.CLOSED
            return replace(words, why_now=f"Case closed. {words.why_now}") if closed else words


def duty_words(duty: VaultDuty, today: date) -> TodayWords:
    """Return what a row about the vault itself says."""
    never = "It was never done."
    last = f"Last done {near_date(duty.last, today)}." if duty.last else never
    match duty.duty:
        case Duty.BACK_UP:
            old = (
                f"The last one is {days_in_words((today - duty.last).days)} old." if duty.last else "There is none yet."
            )
            return TodayWords(what="Back up", why_now=old)
        case Duty.SECOND_PLACE:
            return TodayWords(
                what="Choose a second place for backups",
                why_now="Until then a lost computer is a lost caseload.",
            )
        case Duty.RECOVERY_DRILL:
            return TodayWords(what="Try the recovery sheet", why_now=f"Once a year. {last}")
        case Duty.RESTORE_DRILL:
            return TodayWords(what="Rehearse a restore", why_now=f"Once a year. {last}")


def _task(task: Task, now: datetime) -> TodayWords:
    assert task.due_at is not None, "a task without a day is not due"
    return TodayWords(what=task.title, why_now=due_words(task.due_at, now), due_on=in_london(task.due_at).date())


def _safe_contact(plan: SafeContactPlan | None, when: DueWhen, today: date) -> TodayWords:
    what = "Check safe contact"
    if plan is None:
        return TodayWords(what="Ask how contact is safe", why_now="Nothing is recorded yet")
    if plan.checked_on is None:
        return TodayWords(what=what, why_now="Written down but never checked")
    if plan.check_again_by is None or plan.checked_on > today:
        return TodayWords(what=what, why_now=f"Checked {near_date(plan.checked_on, today)}. No day is set for the next")
    if when is DueWhen.LATE and plan.check_again_by >= today:
        return TodayWords(what=what, why_now=f"An incident was recorded since {near_date(plan.checked_on, today)}")
    again = due_on_words(plan.check_again_by, today)
    return TodayWords(what=what, why_now=sentence_start(again), due_on=plan.check_again_by)


def _meeting(case: Case, today: date) -> TodayWords:
    assert case.marac_on is not None, "a meeting without a day is not due"
    day = "Today" if case.marac_on == today else near_date(case.marac_on, today)
    return TodayWords(what="MARAC meeting", why_now=day, due_on=case.marac_on)


def _way(due: Due, records: DueRecords, now: datetime, today: date) -> TodayWords:
    """What a case's own way from referral to end asks for."""
    match due.kind:
        case DueKind.ATTEMPT:
            return _attempt(records.cases[due.case_id], records.attempts[due.case_id], now)
        case DueKind.CLOSING:
            return _closing(records.closings[due.case_id][-1], records, today)
        case DueKind.CONFLICT:
            return _conflict(records.case_moves[due.case_id][-1], today)
        case _:
            return _problem(records.problems[due.record_id], today)


def _attempt(case: Case, attempts: AttemptsNow, now: datetime) -> TodayWords:
    new = case.status in {CaseStatus.RECEIVED, CaseStatus.TRIAGE}
    what = "Look at a new referral" if new else attempts.title()
    return TodayWords(what=what, why_now=attempts.words(now), due_on=attempts.due.on)


def _closing(closing: CaseClosing, records: DueRecords, today: date) -> TodayWords:
    """An end that waits for its signature, and why it needs one."""
    by, day = records.staff.get(closing.made_by, ""), in_london(closing.made_at).date()
    why = "This person has died" if closing.closure is ClosureReason.DIED else "Risk is still high"
    return TodayWords(what="Sign the end of an episode", why_now=f"{why}. By {by}, {near_date(day, today)}", due_on=day)


def _conflict(held: CaseMove, today: date) -> TodayWords:
    day = in_london(held.recorded_at).date()
    why = f"Held since {near_date(day, today)}: “{held.reason}”"
    return TodayWords(what="Decide about a conflict of interest", why_now=why, due_on=day)


def _problem(problem: ReferralProblem, today: date) -> TodayWords:
    if problem.told_on is None:
        raised = near_date(in_london(problem.raised_at).date(), today)
        return TodayWords(what="Tell whoever referred what is wrong", why_now=f"Found {raised}. Nobody told them yet")
    since = near_date(problem.told_on, today)
    return TodayWords(
        what="Ask whoever referred again",
        why_now=f"Told {since}. No answer yet",
        due_on=problem.told_on + ANSWER_FROM_REFERRER,
    )


def _referral(due: Due, records: DueRecords, now: datetime, today: date) -> TodayWords:
    referral, moves = records.referrals[due.record_id], records.moves[due.record_id]
    agency = records.agencies.get(referral.agency_id, "")
    match due.kind:
        case DueKind.WAITING_LIST:
            return _waiting_list(referral, _newest(moves, Machine.PROGRESS), agency, today)
        case DueKind.MORE_ASKED:
            asked = near_date(in_london(_newest(moves, Machine.PROGRESS).happened_at).date(), today)
            what = f"{purpose_words(referral)}: they need to know more"
            return TodayWords(what=what, why_now=f"{agency} asked on {asked}")
        case DueKind.PASSED_ON:
            why = f"{agency} passed it on. Ask about consent anew, and write the next one"
            return TodayWords(what=f"{purpose_words(referral)}: passed on", why_now=why)
        case DueKind.NEVER_SENT:
            why = f"Write a new one to {agency}, or withdraw it"
            return TodayWords(what=f"{purpose_words(referral)}: never sent", why_now=why)
        case _:
            return _decided(due, referral, _newest(moves, Machine.REVIEW), records, today)


def _decided(due: Due, referral: Referral, last: ReferralMove, records: DueRecords, today: date) -> TodayWords:
    """What a supervisor decided, or is to decide."""
    agency = records.agencies.get(referral.agency_id, "")
    match due.kind:
        case DueKind.RETURNED:
            return TodayWords(what=f"{referral.purpose}: sent back", why_now=f"“{last.reason}”")
        case DueKind.TO_SEND:
            return TodayWords(what=f"{referral.purpose}: approved", why_now=f"Ready to go to {agency}")
        case _:
            return _review(referral, last, records, agency, today)


def _waiting_list(referral: Referral, last: ReferralMove, agency: str, today: date) -> TodayWords:
    assert last.review_on is not None, "a list nobody looks at again is not due"
    words = due_on_words(last.review_on, today)
    what = f"{purpose_words(referral)}: ask about the waiting list"
    return TodayWords(what=what, why_now=f"{agency}. {sentence_start(words)}", due_on=last.review_on)


def purpose_words(referral: Referral) -> str:
    """Return what a referral is for; a plain word where a spreadsheet did not say."""
    return "Referral" if referral.purpose == NO_PURPOSE else referral.purpose


def _review(referral: Referral, sent: ReferralMove, records: DueRecords, agency: str, today: date) -> TodayWords:
    author = records.staff.get(referral.author_id, "")
    day = in_london(sent.recorded_at).date()
    waits = f"waits {days_in_words((today - day).days)}" if day < today else "sent today"
    return TodayWords(what=f"{referral.purpose}: {agency}", why_now=f"By {author}, {waits}", due_on=day)


def _newest(moves: Sequence[ReferralMove], machine: Machine) -> ReferralMove:
    return [move for move in moves if move.machine is machine][-1]


def _ids(due: Sequence[Due], *kinds: DueKind) -> tuple[UUID, ...]:
    return tuple({one.record_id for one in due if one.kind in kinds})


_OF_THE_WAY = frozenset({DueKind.ATTEMPT, DueKind.CLOSING, DueKind.CONFLICT, DueKind.PROBLEM})
_OF_REFERRALS = (
    DueKind.WAITING_LIST,
    DueKind.RETURNED,
    DueKind.MORE_ASKED,
    DueKind.PASSED_ON,
    DueKind.NEVER_SENT,
    DueKind.TO_SEND,
    DueKind.REVIEW,
)
