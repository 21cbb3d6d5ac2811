"""What Today says of the clocks in one's own cases: what is ours to do, what to chase, which limit is near.

What somebody else owes is a chase to write once it is late, never a failing of whoever reads it. What is not sure is
said so and is never late. A clock whose start nobody knows has no day; such clocks are counted, case by case.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from advocate_desk.domain.agenda import AgendaFilter, Due, DueKind, DueWhen
from advocate_desk.domain.cases import Case
from advocate_desk.domain.clock_entries import ClockEntry, ClockEntryKind
from advocate_desk.domain.clock_words import OWES_WORDS, due_words_of, enhanced_words
from advocate_desk.domain.clocks import Clock, ClockState, is_checked
from advocate_desk.domain.dates_in_words import near_date
from advocate_desk.domain.duties import DutyKind, Owes
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.count_clocks import clocks_of_cases
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session
from advocate_desk.services.today_rows import WordedDue
from advocate_desk.services.today_words import TodayWords
from advocate_desk.services.watch_risk import NOT_WATCHED

MOST_AT_ONCE = 60
"""So many cases are counted, twice a full caseload, those of high risk first. Of more, as an import may bring, a row
says how many are not.
"""
AGAIN_AFTER = timedelta(days=7)
"""So long after somebody was chased the ball is with them. Design: a week, as a first step of most ladders."""
PASSED_FOR = timedelta(days=28)
"""So long a limit that has passed stands on Today; on the dates of the case it stands for good. Design."""
SAID_ELSEWHERE = frozenset({"referral_looked_at", "first_contact", "marac_feedback"})
"""Clocks that other rows of Today tell already: attempts by the service's own settings, and what a MARAC asks for."""
KINDS = (DueKind.CLOCK, DueKind.CLOCK_CHASE, DueKind.CLOCK_LIMIT, DueKind.CLOCK_UNSURE, DueKind.CLOCK_UNKNOWN)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClocksDue:
    """Rows about clocks, the cases they are of, and in how many more nothing was counted: too many at once."""

    rows: tuple[WordedDue, ...]
    case_ids: tuple[UUID, ...]
    not_counted: int


def clocks_due(unit: UnitOfWork, session: Session, rules: Rulebook, wanted: AgendaFilter) -> ClocksDue:
    """Return what the clocks of one's own open cases ask for; for a supervisor those, too, that nobody here leads.

    About twenty-five queries, however many cases there are; two where somebody has none.
    """
    ids, in_all = unit.held_open(wanted, MOST_AT_ONCE)
    if not ids:
        return ClocksDue(rows=(), case_ids=(), not_counted=0)
    cases = [case for case in unit.find(Case, id=ids) if case.status not in NOT_WATCHED]
    counted = clocks_of_cases(unit, session, rules_in_force(unit, rules), cases, wanted.now)
    rows = [row for clocks in counted.values() for row in _of_case(clocks, wanted)]
    rows.sort(key=lambda row: (row.words.due_on or date.max, row.due.record_id))
    return ClocksDue(rows=tuple(rows), case_ids=tuple(counted), not_counted=in_all - len(ids))


def _of_case(clocks: Sequence[Clock], wanted: AgendaFilter) -> Iterator[WordedDue]:
    told = [one for one in clocks if one.is_open and (one.duty.is_own or one.duty.code not in SAID_ELSEWHERE)]
    for one in told:
        if (found := _found(one, wanted)) is not None:
            kind, when = found
            record_id = uuid5(one.start_id, one.duty.code)  # one event starts several clocks
            due = Due(kind=kind, when=when, case_id=one.case_id, record_id=record_id)
            yield WordedDue(due=due, words=_words(one, kind, when, wanted))
    unknown = [one for one in told if one.state is ClockState.NOT_STARTED]
    if unknown:
        yield _unknown(unknown, wanted)


def _found(clock: Clock, wanted: AgendaFilter) -> tuple[DueKind, DueWhen] | None:
    """Say as what and when a clock stands on Today, or None where it asks nothing now."""
    day = _day(clock)
    if day is None or clock.state not in _TOLD:
        return None
    if clock.state is ClockState.LATE:
        return _passed(clock, day, wanted)
    return _ahead(clock, wanted.when(day), wanted.today)


def _ahead(clock: Clock, when: DueWhen | None, today: date) -> tuple[DueKind, DueWhen] | None:
    """What still runs: ours and every limit once it is near, a promise of somebody else's for as long as it runs."""
    if clock.duty.owes is not Owes.OUR_SERVICE and clock.duty.kind in {DutyKind.PROMISE, DutyKind.TARGET}:
        return DueKind.CLOCK_CHASE, DueWhen.OTHERS
    is_unsaid = clock.duty.kind is DutyKind.WINDOW and clock.duty.owes is not Owes.HER
    if when is None or is_unsaid:
        return None
    if not is_checked(clock.duty, today):
        return DueKind.CLOCK_UNSURE, when
    return (DueKind.CLOCK if clock.duty.owes is Owes.OUR_SERVICE else DueKind.CLOCK_LIMIT), when


def _passed(clock: Clock, day: date, wanted: AgendaFilter) -> tuple[DueKind, DueWhen] | None:
    """What is past its day. What is not sure stands under today, for it is to be checked and not late."""
    if clock.duty.owes is Owes.HER and day < wanted.today - PASSED_FOR:
        return None
    if not is_checked(clock.duty, wanted.today):
        return DueKind.CLOCK_UNSURE, DueWhen.TODAY
    if clock.duty.owes is Owes.OUR_SERVICE:
        return DueKind.CLOCK, DueWhen.LATE
    if clock.duty.owes in _NEVER_CHASED:
        return DueKind.CLOCK_LIMIT, DueWhen.LATE
    last = _last_chase(clock)
    waits = last is not None and last.on is not None and wanted.today < last.on + AGAIN_AFTER
    return DueKind.CLOCK_CHASE, DueWhen.OTHERS if waits else DueWhen.LATE


def _day(clock: Clock) -> date | None:
    """Return the day it is due; the one with enhanced rights where without them it is owed by no day."""
    return clock.due.on or (clock.with_enhanced.on if clock.with_enhanced else None)


def _last_chase(clock: Clock) -> ClockEntry | None:
    return next((one for one in reversed(clock.entries) if one.kind is ClockEntryKind.CHASED), None)


def _words(clock: Clock, kind: DueKind, when: DueWhen, wanted: AgendaFilter) -> TodayWords:
    owes, title = clock.duty.owes, clock.duty.title
    is_named = owes not in {Owes.OUR_SERVICE, Owes.HER}
    what = f"{OWES_WORDS[owes]}: {title[:1].lower()}{title[1:]}" if is_named else title
    unsure = "" if is_checked(clock.duty, wanted.today) else "We think, check"
    parts = (
        unsure,
        _when_words(clock, kind, wanted),
        _since(clock, wanted.today),
        *_to_do(clock, kind, when, wanted),
        enhanced_words(clock, wanted.now),
    )
    return TodayWords(what=what, why_now=". ".join(part for part in parts if part), due_on=_day(clock))


def _when_words(clock: Clock, kind: DueKind, wanted: AgendaFilter) -> str:
    if kind is DueKind.CLOCK_CHASE and clock.due.on is not None:
        day = near_date(clock.due.on, wanted.today)
        return f"Late since {day}" if clock.state is ClockState.LATE else f"Due {day}"
    return due_words_of(clock, wanted.now)


def _since(clock: Clock, today: date) -> str:
    """Return ``5 working days from 16 November``."""
    length = clock.counted.words()
    if clock.start is not None and clock.start.on is not None:
        return f"{length} from {near_date(clock.start.on, today)}"
    return length


def _to_do(clock: Clock, kind: DueKind, when: DueWhen, wanted: AgendaFilter) -> Iterator[str]:
    last = _last_chase(clock)
    if last is not None:
        yield f"Chased {near_date(last.on, wanted.today)}" if last.on else "Chased"
    if kind is DueKind.CLOCK_CHASE and when is DueWhen.LATE:
        yield "Check, and chase again" if last else "Check, and chase"
    elif clock.duty.owes is Owes.OTHER_PERSON and clock.state is ClockState.LATE:
        yield "Check with the police"
    elif kind is not DueKind.CLOCK_UNSURE:
        yield "Check"


def _unknown(clocks: Sequence[Clock], wanted: AgendaFilter) -> WordedDue:
    """Return one row for the clocks of a case that nobody can count."""
    first = clocks[0]
    number = "1 clock waits" if len(clocks) == 1 else f"{len(clocks)} clocks wait"
    more = f", and {len(clocks) - 1} more" if len(clocks) > 1 else ""
    due = Due(kind=DueKind.CLOCK_UNKNOWN, when=DueWhen.SOON, case_id=first.case_id, record_id=first.case_id)
    why = f"Nobody wrote down when it began: {first.duty.title}{more}"
    return WordedDue(due=due, words=TodayWords(what=f"{number} for a day", why_now=why, due_on=wanted.last_day))


_NEVER_CHASED = frozenset({Owes.HER, Owes.OTHER_PERSON})
"""Nobody here asks the other person for anything, and nobody is chased for what is open to her."""
_TOLD = frozenset({ClockState.LATE, ClockState.RUNNING})
