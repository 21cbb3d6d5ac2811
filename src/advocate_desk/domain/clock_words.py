"""A clock in words: what it counts from, how long, who owes it, when, and how sure that is. Never advice."""

from collections.abc import Mapping
from datetime import date, datetime

from advocate_desk.domain.clock_entries import ClockEntryKind
from advocate_desk.domain.clocks import Clock, ClockState, Doubt, is_checked
from advocate_desk.domain.dates_in_words import (
    days_in_words,
    due_words,
    in_days,
    in_london,
    long_date,
    near_date,
    time_and_day,
)
from advocate_desk.domain.duties import Duty, DutyKind, Owes, amount_words
from advocate_desk.domain.rule_table import Evidence
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.domain.working_days import Deadline

OWES_WORDS: Mapping[Owes, str] = {
    Owes.OUR_SERVICE: "Our service",
    Owes.HER: "Open to the person",
    Owes.POLICE: "Police",
    Owes.PROSECUTION: "Prosecution",
    Owes.WITNESS_CARE: "Witness care",
    Owes.COURT: "Court",
    Owes.PROBATION: "Probation",
    Owes.COUNCIL: "Council",
    Owes.CHILDRENS_SERVICES: "Children's services",
    Owes.COMPENSATION_AUTHORITY: "Compensation authority",
    Owes.HOME_OFFICE: "Home Office",
    Owes.OTHER_PERSON: "The other person",
    Owes.PROFESSIONAL: "The professional who knows",
    Owes.MARAC_COORDINATOR: "MARAC coordinator",
}
STATE_WORDS: Mapping[ClockState, str] = {
    ClockState.LATE: "Late",
    ClockState.RUNNING: "Running",
    ClockState.PAUSED: "Paused",
    ClockState.NOT_STARTED: "Start not known",
    ClockState.MET: "Done",
    ClockState.MET_LATE: "Done, late",
    ClockState.OVER: "Over",
    ClockState.NOT_OWED: "Does not hold here",
}
ENTRY_WORDS: Mapping[ClockEntryKind, str] = {
    ClockEntryKind.MET: "Done",
    ClockEntryKind.CHASED: "Asked for it",
    ClockEntryKind.NOT_OWED: "Does not hold here",
    ClockEntryKind.EXTENDED: "Given more time",
    ClockEntryKind.PAUSED: "Stands still",
    ClockEntryKind.RESUMED: "Goes on",
    ClockEntryKind.TAKEN_BACK: "Taken back what was recorded",
}
"""What is said of a clock, in the order in which it is offered; what is taken back is offered by itself."""
DOUBT_WORDS: Mapping[Doubt, str] = {
    Doubt.MAY_BE_EARLIER: "At the latest: it may be earlier, for not everything it counts from is known.",
    Doubt.FULL_TIME: "The latest day if both use their full time. The real day takes its place once it is recorded.",
    Doubt.AGE_NOT_KNOWN: "Whether it holds hangs on an age that is not written down.",
    Doubt.BOXING_DAY: "Whether Saturday 26 December counts is not settled: check.",
    Doubt.HOLIDAYS_END: "It reaches beyond the list of bank holidays: check this day.",
    Doubt.RIGHTS_NOT_DECIDED: "Only with enhanced rights, and the police have not said.",
}
_WHY_NOT_SURE: Mapping[Evidence, str] = {
    Evidence.PARTLY_READ: "its source was read in part",
    Evidence.GENERAL_KNOWLEDGE: "it is general knowledge, not read in a source",
    Evidence.LOCAL: "it differs by area",
}


def state_words(clock: Clock) -> str:
    """Return where it stands in two words: ``Late``, ``Limit passed``."""
    if clock.state is ClockState.LATE and clock.duty.kind is DutyKind.LIMIT:
        return "Limit passed"
    return STATE_WORDS[clock.state]


def length_words(clock: Clock) -> str:
    """Return ``5 working days``; with ``1 with enhanced rights`` where the police have not decided."""
    length = clock.counted.words()
    if clock.with_enhanced is not None and clock.duty.enhanced is not None:
        return f"{length}, or {amount_words(clock.duty.enhanced, clock.counted.unit)} with enhanced rights"
    return length


def counts_from_words(clock: Clock, rules: WayRules) -> str:
    """Return ``Counts from 20 November 2026 (Arrested): 5 working days``."""
    length = length_words(clock)
    if clock.start is not None and clock.start.on is not None:
        when = time_and_day(clock.start.at) if clock.start.at else long_date(clock.start.on)
        return f"Counts from {when} ({rules.event_words(clock.start.code)}): {length}"
    if clock.start is not None:
        return f"Counts from a day nobody knows yet ({rules.event_words(clock.start.code)}): {length}"
    if clock.due.on is not None and (before := rules.duties_by_code.get(clock.duty.after)) is not None:
        return f"Counts from the end of “{before.title}”: {length}"
    starts = [rules.event_words(code) for limb in clock.duty.limbs for code in limb.starts]
    return f"Counts from a day that is not recorded ({' or '.join(starts)}): {length}"


def due_words_of(clock: Clock, now: datetime) -> str:
    """Return the day and how far it is: ``27 November, in 3 days``, ``Passed 2 days ago, on 22 November``."""
    match clock.state:
        case ClockState.NOT_STARTED:
            return "No day can be counted yet"
        case ClockState.PAUSED:
            return "No day runs until it goes on"
        case ClockState.MET | ClockState.MET_LATE:
            return _met_words(clock, in_london(now).date())
        case ClockState.NOT_OWED:
            return ""
    if clock.due.on is None:
        return ""
    words = _deadline_words(clock.due, now)
    return f"Until {words}" if clock.duty.kind is DutyKind.WINDOW and clock.state is ClockState.RUNNING else words


def enhanced_words(clock: Clock, now: datetime) -> str:
    """Return the day with enhanced rights where the police have not decided, "" where they have."""
    if clock.with_enhanced is None or clock.with_enhanced.on is None or not clock.is_open:
        return ""
    words = _deadline_words(clock.with_enhanced, now)
    return f"With enhanced rights: {words[:1].lower()}{words[1:]}"


def sure_words(duty: Duty, today: date) -> str:
    """Return ``We think, check: its source was read in part``, "" where the rule is checked."""
    if is_checked(duty, today):
        return ""
    return f"We think, check: {_WHY_NOT_SURE.get(duty.provenance.evidence, 'it was not checked for over a year')}"


def source_words(duty: Duty) -> str:
    """Return where it was read and when, and that it is to be checked."""
    checked = long_date(duty.provenance.checked_on)
    return f"Source: {duty.provenance.source.rstrip('.')}. Checked {checked}. Check before you rely on it."


def _met_words(clock: Clock, today: date) -> str:
    if clock.ended_on is None:
        return "Day not known"
    on = near_date(clock.ended_on, today)
    if clock.state is ClockState.MET_LATE and clock.due.on:
        late = (clock.ended_on - clock.due.on).days
        return f"{on}, {days_in_words(late)} late" if late else f"{on}, late that day"
    return on


def _deadline_words(due: Deadline, now: datetime) -> str:
    today = in_london(now).date()
    if due.at is not None:
        return due_words(due.at, now)
    if due.on is None:
        return ""
    days = (due.on - today).days
    if days < 0:
        return f"Passed {days_in_words(-days)} ago, on {near_date(due.on, today)}"
    return f"{near_date(due.on, today)}, {in_days(days)}"
