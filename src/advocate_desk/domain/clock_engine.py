"""The engine: counts every clock of a case. Pure, and quick enough to count whole caseloads at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.clock_entries import ClockEntry
from advocate_desk.domain.clock_said import NOTHING, Said, said_of
from advocate_desk.domain.clock_starts import (
    Began,
    Events,
    answers,
    begun,
    expected,
    holds_for,
    in_order,
    is_not_before,
    is_on_line,
)
from advocate_desk.domain.clocks import Clock, ClockFacts, ClockState, Doubt
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.duties import CountBy, Counted, Duty, DutyKind, Only
from advocate_desk.domain.working_days import UNKNOWN, Deadline, count_on


class DutyTable:
    """The clocks in force, laid out by what starts them; made once for however many cases."""

    def __init__(self, duties: Iterable[Duty]) -> None:
        self._by_code = {one.code: one for one in duties}
        self._started_by: dict[str, set[str]] = defaultdict(set)
        self._runs_after: dict[str, list[str]] = defaultdict(list)
        for one in self._by_code.values():
            for code in (*(code for limb in one.limbs for code in limb.starts), *one.expected_after):
                self._started_by[code].add(one.code)
            if one.after:
                self._runs_after[one.after].append(one.code)

    def duty(self, code: str) -> Duty:
        """Return one clock's rule."""
        return self._by_code[code]

    def begun_by(self, events: Iterable[str]) -> set[str]:
        """Return the codes of the clocks that events of these codes start, and of those that run after them."""
        found: set[str] = set()
        waiting = [code for event in events for code in self._started_by.get(event, ())]
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting += self._runs_after.get(code, ())
        return found


def clocks_of(facts: ClockFacts, duties: DutyTable, holidays: BankHolidays, now: datetime) -> tuple[Clock, ...]:
    """Return every clock of a case: those late first, then what runs by the day it is due, then what has ended.

    Args:
        facts: what is known of the case.
        duties: the rules in force.
        holidays: the bank holidays in force.
        now: the moment, aware.
    """
    case = _Case(facts, duties, holidays, now)
    found = [clock for code in case.begun for clock in case.clocks(code)]
    return tuple(sorted(found, key=_by_urgency))


@dataclass(frozen=True, slots=True)
class _Count:
    """What counting gave: the end, the limb that decides, the event it counts from, whether it may end earlier."""

    due: Deadline
    limb: Counted
    start: CaseEvent | None
    may_be_earlier: bool


class _Case:
    """One case being counted. Each duty is counted once: others may run after it."""

    def __init__(self, facts: ClockFacts, duties: DutyTable, holidays: BankHolidays, now: datetime) -> None:
        self._facts = facts
        self._duties = duties
        self._holidays = holidays
        self._now = now
        self._today = in_london(now).date()
        self._events = Events(facts.events)
        self.begun = duties.begun_by(self._events.codes)
        self._counted: dict[str, list[Clock]] = {}
        self._entries: dict[tuple[str, UUID], list[ClockEntry]] = defaultdict(list)
        for entry in facts.entries:
            self._entries[entry.duty, entry.start_id].append(entry)

    def clocks(self, code: str) -> list[Clock]:
        """Return the clocks of one duty."""
        if code not in self.begun:
            return []
        if code not in self._counted:
            duty = self._duties.duty(code)
            self._counted[code] = [*self._count(duty)] if self._facts.nation in duty.nations else []
        return self._counted[code]

    def _count(self, duty: Duty) -> Iterator[Clock]:
        own = begun(duty, self._events)
        before = {_began_with(one).record_id: one for one in self.clocks(duty.after)} if duty.after else {}
        causes = [*map(_began_with, before.values()), *self._events.of(duty.expected_after)]
        for one in own:
            cause = answers(duty, one, causes) if causes else None
            if clock := self._clock(duty, _also_of(one, cause), None):
                yield clock
        if not causes:
            return
        starts = {one.named.record_id for one in own}
        for one in expected(duty, causes, own):
            after = before.get(one.named.record_id)
            if after and _is_answered(after, starts):
                continue
            if clock := self._clock(duty, one, after):
                yield clock

    def _clock(self, duty: Duty, one: Began, after: Clock | None) -> Clock | None:
        holds = holds_for(duty, one.named, self._events, self._facts.born_on) if duty.only else True
        if holds is False or not self._is_law(duty, one, after):
            return None
        said = self._said(duty, one)
        rights = self._facts.enhanced
        plain = self._counting(duty, one, after, said, rights is Answer.YES)
        with_rights = None
        if rights not in _SETTLED and said.until is None:
            if Only.ENHANCED_RIGHTS in duty.only or duty.enhanced or (after and after.with_enhanced):
                with_rights = self._counting(duty, one, after, said, True)
        elif rights is not Answer.YES and Only.ENHANCED_RIGHTS in duty.only:
            return None
        return self._made(duty, one, after, said, plain, with_rights, holds)

    def _made(
        self,
        duty: Duty,
        one: Began,
        after: Clock | None,
        said: Said,
        plain: _Count,
        with_rights: _Count | None,
        holds: bool | None,
    ) -> Clock:
        hangs_on_rights = Only.ENHANCED_RIGHTS in duty.only and self._facts.enhanced not in _SETTLED
        due = UNKNOWN if hangs_on_rights else plain.due
        with_enhanced = with_rights.due if with_rights else None
        is_paused = said.paused_on is not None and (due.on is None or said.paused_on <= due.on)
        ended_by = None if said.met else self._end(duty, one)
        is_met = said.met is not None or ended_by is not None
        ended_on = said.met.on if said.met else ended_by.on if ended_by else None
        ended_at = said.met.at if said.met else ended_by.at if ended_by else None
        if said.is_not_owed:
            state = ClockState.NOT_OWED
        elif is_met:
            state = ClockState.MET_LATE if _is_after(ended_on, ended_at, due) else ClockState.MET
        elif is_paused:
            state, due, with_enhanced = ClockState.PAUSED, UNKNOWN, None
        else:
            state = self._running(duty, due, with_enhanced)
        runs_after = after is not None and not after.is_met and said.until is None
        return Clock(
            case_id=self._facts.case_id,
            duty=duty,
            start=plain.start,
            start_id=one.ids[0],
            counted=plain.limb,
            state=state,
            because=one.because,
            line_id=one.named.line_id,
            part_of_id=one.named.part_of_id,
            due=due,
            with_enhanced=with_enhanced,
            doubts=tuple(_doubts(due, plain.may_be_earlier, runs_after, holds, hangs_on_rights)),
            ended_on=ended_on,
            ended_by=ended_by,
            entries=said.entries,
        )

    def _running(self, duty: Duty, due: Deadline, with_enhanced: Deadline | None) -> ClockState:
        if due.on is None and (with_enhanced is None or with_enhanced.on is None):
            return ClockState.NOT_STARTED
        is_past = due.at < self._now if due.at else due.on is not None and due.on < self._today
        if not is_past:
            return ClockState.RUNNING
        return ClockState.OVER if duty.kind is DutyKind.WINDOW else ClockState.LATE

    def _is_law(self, duty: Duty, one: Began, after: Clock | None) -> bool:
        """An edition holds by the day of the start; while nobody knows that, the one of today asks for it."""
        if duty.law_from is None and duty.law_until is None:
            return True
        base = one.anchor.on if one.anchor else (after.ended_on or after.due.on) if after else None
        day = base or self._today
        return (duty.law_from is None or duty.law_from <= day) and (duty.law_until is None or day < duty.law_until)

    def _said(self, duty: Duty, one: Began) -> Said:
        if not self._entries:
            return NOTHING
        return said_of(entry for each in one.ids for entry in self._entries.get((duty.code, each), ()))

    def _counting(self, duty: Duty, one: Began, after: Clock | None, said: Said, has_rights: bool) -> _Count:
        limbs = one.limbs
        if has_rights and duty.enhanced is not None:
            limbs = ((_with_amount(limbs[0][0], duty.enhanced), limbs[0][1]), *limbs[1:])
        if after is not None:
            return self._after(limbs[0][0], after, said, has_rights)
        if said.until is not None:
            return _Count(Deadline(on=said.until), limbs[0][0], one.anchor, False)
        if said.extensions and duty.extends_to:
            longer = duty.extends_to[min(said.extensions, len(duty.extends_to)) - 1]
            limbs = ((longer, one.anchor),)
        return self._earliest(limbs, one.anchor, said)

    def _earliest(
        self, limbs: Sequence[tuple[Counted, CaseEvent | None]], anchor: CaseEvent | None, said: Said
    ) -> _Count:
        best: _Count | None = None
        is_open = False
        for limb, event in limbs:
            if event is None or event.on is None:
                is_open = True
                continue
            due = self._on(limb, event.on, event.at, said)
            is_open = is_open or (due.at is None and limb.by in _HOURS)
            if best is None or _is_sooner(due, best.due):
                best = _Count(due, limb, event, False)
        if best is None:
            return _Count(UNKNOWN, limbs[0][0], anchor, False)
        return replace(best, may_be_earlier=True) if is_open else best

    def _after(self, limb: Counted, after: Clock, said: Said, has_rights: bool) -> _Count:
        """Count from the day the clock before was met, or else from its own last day."""
        if said.until is not None:
            return _Count(Deadline(on=said.until), limb, None, False)
        if after.is_met:
            on, at = after.ended_on, after.ended_by.at if after.ended_by else None
        else:
            before = after.with_enhanced if has_rights and after.with_enhanced else after.due
            on, at = before.on, before.at
        due = UNKNOWN if on is None else self._on(limb, on, at, said)
        return _Count(due, limb, None, False)

    def _on(self, limb: Counted, on: date, at: datetime | None, said: Said) -> Deadline:
        return count_on(limb, on, at, self._holidays, self._facts.nation, said.stopped)

    def _end(self, duty: Duty, one: Began) -> CaseEvent | None:
        """Return the first event that meets it. An undated one does where it can be of no other start."""
        start = one.named
        is_dated = start.on is not None
        found = [
            each
            for each in self._events.of(duty.ends)
            if (not duty.is_of_line or is_on_line(each, start))
            and (one.is_sole or (is_dated and each.on is not None))
            and is_not_before(each, start)
            and (each.record_id, each.code) != (start.record_id, start.code)
        ]
        return min(found, key=in_order, default=None)


def _by_urgency(clock: Clock) -> tuple[int, date, str, UUID]:
    known = [one.on for one in (clock.due, clock.with_enhanced) if one and one.on]
    return _ORDER[clock.state], min(known, default=date.max), clock.duty.code, clock.start_id


def _began_with(clock: Clock) -> CaseEvent:
    found = clock.start or clock.because
    if found is None:
        raise ValueError("a clock begins with an event")
    return found


def _is_answered(after: Clock, starts: Collection[UUID]) -> bool:
    """Say whether nothing runs after a clock: what met it starts the next itself, or its own day is asked for first."""
    if after.state in _NOTHING_AFTER:
        return True
    return after.ended_by is not None and after.ended_by.record_id in starts


def _also_of(one: Began, cause: CaseEvent | None) -> Began:
    """Let what was said of a clock while its own start was not known hold on."""
    return replace(one, ids=(*one.ids, cause.record_id)) if cause else one


def _doubts(
    due: Deadline, may_be_earlier: bool, runs_after: bool, holds: bool | None, hangs_on_rights: bool
) -> Iterator[Doubt]:
    said = (
        (may_be_earlier, Doubt.MAY_BE_EARLIER),
        (runs_after and due.on is not None, Doubt.FULL_TIME),
        (holds is None, Doubt.AGE_NOT_KNOWN),
        (hangs_on_rights, Doubt.RIGHTS_NOT_DECIDED),
        (due.unsettled is not None, Doubt.BOXING_DAY),
        (due.beyond is not None, Doubt.HOLIDAYS_END),
    )
    return (doubt for is_so, doubt in said if is_so)


def _is_after(on: date | None, at: datetime | None, due: Deadline) -> bool:
    if due.at is not None and at is not None:
        return at > due.at
    return on is not None and due.on is not None and on > due.on


def _is_sooner(one: Deadline, other: Deadline) -> bool:
    if one.at and other.at:
        return one.at < other.at
    return one.on is not None and (other.on is None or one.on < other.on)


@lru_cache(maxsize=512)
def _with_amount(limb: Counted, amount: int) -> Counted:
    return replace(limb, amount=amount)


_SETTLED = {Answer.YES, Answer.NO}
_HOURS = {CountBy.HOURS, CountBy.HOURS_BUT_HOLIDAYS}
_ORDER = {state: place for place, state in enumerate(ClockState)}
_NOTHING_AFTER = {ClockState.NOT_OWED, ClockState.NOT_STARTED}
