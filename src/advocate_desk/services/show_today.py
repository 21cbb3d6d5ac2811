"""Today: what is late, what is due, what waits for whoever is signed in, each with one thing to do next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.agenda import Agenda, AgendaFilter, Due, DueKind, DueWhen
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.dates_in_words import LONDON, days_in_words, in_london
from advocate_desk.domain.identifiers import moment_of
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import Action, may
from advocate_desk.services.attempts_due import AttemptDue, attempts_due, with_attempts
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session
from advocate_desk.services.today_clocks import KINDS as CLOCK_KINDS
from advocate_desk.services.today_clocks import ClocksDue, clocks_due
from advocate_desk.services.today_consent import KINDS as CONSENT_KINDS
from advocate_desk.services.today_consent import consent_words
from advocate_desk.services.today_court import OF_APPOINTMENTS, OF_ORDERS, court_due
from advocate_desk.services.today_marac import KINDS as MARAC_KINDS
from advocate_desk.services.today_marac import marac_due
from advocate_desk.services.today_plan import plans_due
from advocate_desk.services.today_prompts import prompts_due
from advocate_desk.services.today_reach import ReachToday, reach_today
from advocate_desk.services.today_replies import replies_due
from advocate_desk.services.today_rows import WordedDue, with_rows, words_by_row
from advocate_desk.services.today_steps import step_words, steps_waiting
from advocate_desk.services.today_watch import flags_due, watch_due
from advocate_desk.services.today_weights import CaseloadWeight, caseload_weights
from advocate_desk.services.today_words import DueRecords, TodayWords, duty_words, read_due_records, words_of
from advocate_desk.services.vault_duties import Duty, VaultDuty, vault_duties

MOST_OF_ONE_KIND = 50
"""How many rows of one kind and one time are shown; the counts are of all."""
ONE_BY_ONE = 3
"""Up to so many people whose safe contact is to be checked stand as rows of their own; more become one row. So do
referrals that an import brought in.
"""
MOST_RED = 7
"""So many rows are red at once: danger first, then the longest due. Every other late row says it is late, and waits."""
_SOON = timedelta(days=7)


class Group(StrEnum):
    """The headings of Today, in their order."""

    WAITING_FOR_YOU = "waiting_for_you"
    LATE = "late"
    TODAY = "today"
    NEXT_SEVEN_DAYS = "next_seven_days"
    WAITING_ON_OTHERS = "waiting_on_others"


class NextAct(StrEnum):
    """The one thing a row's button does."""

    OPEN_CASE = "open_case"
    CHECK_SAFE_CONTACT = "check_safe_contact"
    OPEN_REFERRAL = "open_referral"
    CHASE = "chase"
    DECIDE = "decide"
    SHOW_IMPORTED = "show_imported"
    MEND = "mend"
    ANSWER = "answer"
    SEND_LETTER = "send_letter"
    REVIEW = "review"
    BACK_UP = "back_up"
    DRILL = "drill"
    SETTINGS = "settings"
    OPEN_STATUS = "open_status"
    OPEN_MARAC = "open_marac"
    OPEN_PLAN = "open_plan"
    OPEN_COURT = "open_court"
    OPEN_APPOINTMENTS = "open_appointments"
    OPEN_PEOPLE = "open_people"
    WATCH = "watch"
    FLAG = "flag"
    OPEN_CONSENT = "open_consent"
    OPEN_DATES = "open_dates"
    CHASE_CLOCK = "chase_clock"
    LIST_CASES = "list_cases"


@dataclass(frozen=True, kw_only=True, slots=True)
class TodayItem:
    """One row: what, who, why now, and one thing to do.

    ``subject_id`` is what the act opens (a case or a referral; None for the vault itself, and for the row that stands
    for many people whose safe contact is to be checked). ``case_id`` is the case it belongs to; ``task_id`` is a task
    that can be ticked in the list. ``is_red`` are the few late rows that stand out; ``waits``
    is a contact for which it is not a safe time just now.
    ``name`` and ``reference`` are empty where no single person is concerned.
    """

    group: Group
    what: str
    why_now: str
    act: NextAct
    subject_id: UUID | None = None
    case_id: UUID | None = None
    task_id: UUID | None = None
    name: str = ""
    reference: str = ""
    due_on: date | None = None
    is_red: bool = False
    waits: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class TodayView:
    """Everything Today shows, in order.

    ``counts`` are of everything, also of what is not among ``items``. ``safe_contact`` are the people whose safe
    contact is to be checked, one by one, ``unchecked`` how many there are; ``imported`` are the referrals from before
    an import that stand as one row, ``all_imported`` how many there are. ``first_line`` says how much waits for a
    supervisor; "" for everybody else.
    ``weights`` are the caseloads of everybody here, by name, for whoever supervises.
    """

    items: tuple[TodayItem, ...]
    counts: Mapping[Group, int]
    safe_contact: tuple[TodayItem, ...] = ()
    unchecked: int = 0
    imported: tuple[TodayItem, ...] = ()
    all_imported: int = 0
    first_line: str = ""
    weights: tuple[CaseloadWeight, ...] = ()


_GROUPS = {
    DueWhen.WAITING: Group.WAITING_FOR_YOU,
    DueWhen.LATE: Group.LATE,
    DueWhen.TODAY: Group.TODAY,
    DueWhen.SOON: Group.NEXT_SEVEN_DAYS,
    DueWhen.OTHERS: Group.WAITING_ON_OTHERS,
}
_ACTS = {
    DueKind.TASK: NextAct.OPEN_CASE,
    DueKind.SAFE_CONTACT: NextAct.CHECK_SAFE_CONTACT,
    DueKind.STEP: NextAct.OPEN_CASE,
    DueKind.STEP_WAITING: NextAct.OPEN_CASE,
    DueKind.REPLY: NextAct.OPEN_REFERRAL,
    DueKind.NO_ANSWER: NextAct.DECIDE,
    DueKind.WAITING_LIST: NextAct.OPEN_REFERRAL,
    DueKind.MEETING: NextAct.OPEN_MARAC,
    DueKind.RETURNED: NextAct.MEND,
    DueKind.MORE_ASKED: NextAct.ANSWER,
    DueKind.PASSED_ON: NextAct.OPEN_REFERRAL,
    DueKind.NEVER_SENT: NextAct.OPEN_REFERRAL,
    DueKind.TO_SEND: NextAct.SEND_LETTER,
    DueKind.REVIEW: NextAct.REVIEW,
    DueKind.ATTEMPT: NextAct.OPEN_STATUS,
    DueKind.CLOSING: NextAct.OPEN_STATUS,
    DueKind.CONFLICT: NextAct.OPEN_STATUS,
    DueKind.PROBLEM: NextAct.OPEN_STATUS,
    DueKind.MARAC_MEETING: NextAct.OPEN_MARAC,
    DueKind.WATCH: NextAct.WATCH,
    DueKind.FLAG: NextAct.FLAG,
    DueKind.PLAN_ACTION: NextAct.OPEN_PLAN,
    DueKind.PLAN_REVIEW: NextAct.OPEN_PLAN,
    DueKind.PROMPT: NextAct.OPEN_PEOPLE,
    **dict.fromkeys(MARAC_KINDS.values(), NextAct.OPEN_MARAC),
    **dict.fromkeys(CONSENT_KINDS, NextAct.OPEN_CONSENT),
    **dict.fromkeys(CLOCK_KINDS, NextAct.OPEN_DATES),
    **dict.fromkeys(OF_ORDERS, NextAct.OPEN_COURT),
    **dict.fromkeys(OF_APPOINTMENTS, NextAct.OPEN_APPOINTMENTS),
}
_DUTY_ACTS = {
    Duty.BACK_UP: NextAct.BACK_UP,
    Duty.SECOND_PLACE: NextAct.SETTINGS,
    Duty.RECOVERY_DRILL: NextAct.DRILL,
    Duty.RESTORE_DRILL: NextAct.DRILL,
}
_UNCHECKED = (DueKind.SAFE_CONTACT, DueWhen.LATE)
_OF_A_CASE = frozenset(
    {
        NextAct.OPEN_CASE,
        NextAct.OPEN_CONSENT,
        NextAct.OPEN_STATUS,
        NextAct.OPEN_MARAC,
        NextAct.OPEN_PLAN,
        NextAct.OPEN_COURT,
        NextAct.OPEN_DATES,
        NextAct.CHASE_CLOCK,
        NextAct.OPEN_APPOINTMENTS,
        NextAct.OPEN_PEOPLE,
        NextAct.WATCH,
        NextAct.FLAG,
        NextAct.CHECK_SAFE_CONTACT,
    }
)
_DANGER = frozenset({NextAct.CHECK_SAFE_CONTACT, NextAct.OPEN_COURT})
"""Where somebody may be hurt first: contact nobody knows to be safe, an order that does not protect yet."""
_ORDER = {group: place for place, group in enumerate(Group)}


class ShowToday:
    """Gathers what is due for whoever is signed in."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules

    def view(self) -> TodayView:
        """Return what is due: in one's own cases, and for a supervisor what waits for a decision.

        A case that nobody here leads, such as one from a spreadsheet whose worker is no user, would be late without
        anybody being told: it is shown to every supervisor.
        """
        self._session.require(Action.READ_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        with self._session.work() as unit:
            wanted = self._wanted(now, today)
            rules = rules_in_force(unit, self._rules)
            attempts = attempts_due(unit, rules.holidays, wanted)
            replies = replies_due(unit, rules, wanted)
            imported = replies.imported if len(replies.imported) > ONE_BY_ONE else ()
            clocks = clocks_due(unit, self._session, self._rules, wanted)
            rows = (
                *watch_due(unit, self._rules, wanted),
                *marac_due(unit, rules, wanted),
                *flags_due(unit, wanted),
                *plans_due(unit, wanted),
                *court_due(unit, rules, wanted),
                *prompts_due(unit, self._rules, wanted),
                *clocks.rows,
                *steps_waiting(unit, self._session, rules.way, clocks.case_ids, wanted),
                *replies.rows,
                *(replies.imported if not imported else ()),
            )
            agenda = with_rows(with_attempts(unit.agenda(wanted), attempts, wanted.limit), rows, wanted.limit)
            listed = (*agenda.due, *(one.due for one in imported[:MOST_OF_ONE_KIND]))
            records = read_due_records(unit, listed, {one.due.case_id: one.now for one in attempts})
            said = {**words_by_row((*rows, *imported)), **consent_words(unit, agenda.due, today)}
            said |= step_words(unit, self._session, rules.way, agenda.due)
            records = replace(records, said=said)
            reach = reach_today(unit, _to_reach(attempts, records), now)
            duties = self._duties(unit, today)
            weights = caseload_weights(unit, wanted.staff) if wanted.reviews else ()
        items = [
            _item(due, records, records.said.get((due.kind, due.record_id)) or words_of(due, records, now, today))
            for due in listed
        ]
        items = [_safely(item, due, reach) for item, due in zip(items, listed, strict=True)]
        items, from_before = items[: len(agenda.due)], items[len(agenda.due) :]
        single, safe_contact = _apart(items)
        unchecked = agenda.totals.get(_UNCHECKED, 0)
        others = [
            *_stand_for(safe_contact, unchecked),
            *_stand_for_imported(imported),
            *_not_counted(clocks),
            *(_duty_item(duty, today) for duty in duties),
        ]
        return TodayView(
            items=_with_red(sorted([*single, *others], key=_place)),
            counts=_counts(agenda, others),
            safe_contact=_with_red(safe_contact),
            unchecked=unchecked,
            imported=_with_red(from_before),
            all_imported=len(imported),
            first_line=_first_line(agenda, records, today),
            weights=weights,
        )

    def _wanted(self, now: datetime, today: date) -> AgendaFilter:
        decides = self._session.may(Action.APPROVE)
        members = self._session.vault.members()
        staff = tuple(one.user_id for one in members if one.active and may(one.role, Action.READ_CASES))
        return AgendaFilter(
            user_id=self._session.user.id,
            staff=staff,
            unheld=decides,
            reviews=decides,
            now=now,
            day_ends=_midnight_after(today),
            week_ends=_midnight_after(today + _SOON),
            today=today,
            last_day=today + _SOON,
            limit=MOST_OF_ONE_KIND,
        )

    def _duties(self, unit: UnitOfWork, today: date) -> tuple[VaultDuty, ...]:
        if not self._session.may(Action.KEEP_VAULT):
            return ()
        settings = unit.get(ServiceSettings, SERVICE_SETTINGS_ID)
        return vault_duties(unit, settings, moment_of(self._session.vault.vault_id), today)


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)


def _item(due: Due, records: DueRecords, words: TodayWords) -> TodayItem:
    case = records.cases[due.case_id]
    act = _ACTS[due.kind]
    if due.kind is DueKind.REPLY and due.when is DueWhen.LATE:
        act = NextAct.CHASE
    elif due.kind is DueKind.CLOCK_CHASE and due.when is DueWhen.LATE:
        act = NextAct.CHASE_CLOCK
    return TodayItem(
        group=_GROUPS[due.when],
        what=words.what,
        why_now=words.why_now,
        act=act,
        subject_id=due.case_id if act in _OF_A_CASE else due.record_id,
        case_id=due.case_id,
        task_id=due.record_id if due.kind is DueKind.TASK else None,
        name=records.names.get(case.client_id, ""),
        reference=case.reference,
        due_on=words.due_on,
    )


def _safely(item: TodayItem, due: Due, reach: Mapping[UUID, ReachToday]) -> TodayItem:
    """Say beside an attempt when it is safe."""
    found = reach.get(due.case_id) if due.kind is DueKind.ATTEMPT else None
    return replace(item, why_now=f"{found.words}. {item.why_now}", waits=found.waits) if found else item


def _to_reach(attempts: Sequence[AttemptDue], records: DueRecords) -> list[Case]:
    """Return the cases in which somebody is to be tried by today; a referral that is only looked at reaches nobody."""
    by_today = {one.due.case_id for one in attempts if one.due.when in {DueWhen.LATE, DueWhen.TODAY}}
    cases = (records.cases[one] for one in by_today if one in records.cases)
    return [case for case in cases if case.status is CaseStatus.CONTACTING]


def _apart(items: list[TodayItem]) -> tuple[list[TodayItem], list[TodayItem]]:
    """Take out the people whose safe contact must be checked before anything else."""
    unchecked = [one for one in items if one.act is NextAct.CHECK_SAFE_CONTACT and one.group is Group.LATE]
    return [one for one in items if one not in unchecked], unchecked


def _stand_for(safe_contact: list[TodayItem], unchecked: int) -> Iterator[TodayItem]:
    """Yield a few rows as they are; many as one, so that Today stays calm."""
    if unchecked <= ONE_BY_ONE:
        yield from safe_contact
        return
    yield TodayItem(
        group=Group.LATE,
        what=f"{unchecked} people's safe contact is to be checked",
        why_now="Nobody has gone through it with them, or it is time to ask again.",
        act=NextAct.CHECK_SAFE_CONTACT,
    )


def _stand_for_imported(imported: Sequence[WordedDue]) -> Iterator[TodayItem]:
    """Yield one row for referrals an import brought in that nobody here ever followed, however many they are."""
    if not imported:
        return
    is_late = any(one.due.when is DueWhen.LATE for one in imported)
    yield TodayItem(
        group=Group.LATE if is_late else Group.TODAY,
        what=f"{len(imported)} referrals from before the import wait for an answer",
        why_now="Ask where each of them stands.",
        act=NextAct.SHOW_IMPORTED,
    )


def _not_counted(clocks: ClocksDue) -> Iterator[TodayItem]:
    """Yield one row for more cases than are counted at once: their dates stand in each of them."""
    if clocks.not_counted:
        number = "1 more case" if clocks.not_counted == 1 else f"{clocks.not_counted:,} more cases"
        yield TodayItem(
            group=Group.WAITING_FOR_YOU,
            what=f"Look through the dates of {number}",
            why_now="Too many to count them all here. Their clocks stand in each case.",
            act=NextAct.LIST_CASES,
        )


def _duty_item(duty: VaultDuty, today: date) -> TodayItem:
    words = duty_words(duty, today)
    group = Group.NEXT_SEVEN_DAYS if duty.duty is Duty.SECOND_PLACE else Group.LATE
    return TodayItem(group=group, what=words.what, why_now=words.why_now, act=_DUTY_ACTS[duty.duty])


def _place(item: TodayItem) -> tuple[int, bool, date, str]:
    """Within a heading, danger that nobody acted on stands first, then what is due the longest."""
    is_first = item.act is NextAct.WATCH or (item.group is Group.LATE and item.act in _DANGER)
    return _ORDER[item.group], not is_first, item.due_on or date.min, item.name


def _with_red(items: list[TodayItem]) -> tuple[TodayItem, ...]:
    """Let the first of what is late stand out, and no more: a page that is all red tells nobody where to begin."""
    first = [id(item) for item in items if item.group is Group.LATE and not item.waits][:MOST_RED]
    return tuple(replace(item, is_red=True) if id(item) in first else item for item in items)


def _counts(agenda: Agenda, others: list[TodayItem]) -> Mapping[Group, int]:
    """Count everything; many people whose safe contact is to be checked count as the one row they are."""
    counts = dict.fromkeys(Group, 0)
    for (kind, when), total in agenda.totals.items():
        if (kind, when) != _UNCHECKED:
            counts[_GROUPS[when]] += total
    for item in others:
        counts[item.group] += 1
    return counts


def _first_line(agenda: Agenda, records: DueRecords, today: date) -> str:
    """Return ``3 referrals wait for you. Oldest: 1 day.``"""
    waiting = agenda.totals.get((DueKind.REVIEW, DueWhen.WAITING), 0)
    if not waiting:
        return ""
    reviews = (due.record_id for due in agenda.due if due.kind is DueKind.REVIEW)
    since = min(in_london(records.last_review(one).recorded_at).date() for one in reviews)
    count = "1 referral waits" if waiting == 1 else f"{waiting} referrals wait"
    days = (today - since).days
    return f"{count} for you. Oldest: {days_in_words(days) if days else 'sent today'}."
