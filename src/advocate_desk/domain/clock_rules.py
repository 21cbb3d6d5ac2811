"""What may be recorded about a clock, and which day cannot be; each refusal in a sentence that says how to mend it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.clock_entries import ClockEntry, ClockEntryKind
from advocate_desk.domain.clocks import Clock, ClockState
from advocate_desk.domain.dates_in_words import in_london, long_date
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.key_date_kinds import KeyDateKind
from advocate_desk.domain.key_dates import KeyDate
from advocate_desk.domain.way_rules import WayRules

_NEEDS_DAY = {
    ClockEntryKind.PAUSED: "Give the day the question was asked: it counts no more from then.",
    ClockEntryKind.RESUMED: "Give the day the answer came.",
    ClockEntryKind.CHASED: "Give the day they were asked for it.",
}


def guard_entry(clock: Clock, entry: ClockEntry, today: date) -> None:
    """Refuse an entry that cannot be.

    Raises:
        EntryRefused: with what is missing or cannot be.
    """
    if why := next(_why_not(clock, entry, today), ""):
        raise EntryRefused(why)


def _why_not(clock: Clock, entry: ClockEntry, today: date) -> Iterator[str]:
    begins = clock.start or clock.because
    if entry.on is not None and entry.on > today:
        yield "This day is still to come. Record it once it has happened."
    if entry.on is None and (needs := _NEEDS_DAY.get(entry.kind)):
        yield needs
    if entry.on is not None and begins and begins.on is not None and entry.on < begins.on:
        yield f"This is before the day it counts from, {long_date(begins.on)}. Check both days."
    match entry.kind:
        case ClockEntryKind.NOT_OWED if not entry.note.strip():
            yield "Say why it does not hold here."
        case ClockEntryKind.EXTENDED:
            yield from _why_not_extended(clock, entry, begins)
        case ClockEntryKind.PAUSED if not clock.duty.may_pause:
            yield "This clock does not stand still."
        case ClockEntryKind.PAUSED if clock.state is ClockState.PAUSED:
            yield "It stands still already. Record when it went on."
        case ClockEntryKind.RESUMED:
            yield from _why_not_resumed(clock, entry)


def _why_not_extended(clock: Clock, entry: ClockEntry, begins: CaseEvent | None) -> Iterator[str]:
    if entry.until is None and not clock.duty.extends_to:
        yield "Give the new last day."
    if entry.until is not None and begins and begins.on is not None and entry.until < begins.on:
        yield f"The new last day is before the day it counts from, {long_date(begins.on)}. Check both days."


def _why_not_resumed(clock: Clock, entry: ClockEntry) -> Iterator[str]:
    paused = next((one for one in reversed(clock.entries) if one.kind is ClockEntryKind.PAUSED), None)
    if clock.state is not ClockState.PAUSED or paused is None:
        yield "It does not stand still, so it cannot go on."
    elif paused.on and entry.on and entry.on < paused.on:
        yield f"This is before it stood still, on {long_date(paused.on)}. Check both days."


def guard_key_date(
    day: KeyDate, kind: KeyDateKind, rules: WayRules, events: Sequence[CaseEvent], now: datetime
) -> None:
    """Refuse a day that cannot be: to come, of no line where it needs one, or before what it follows.

    Raises:
        EntryRefused: in words.
    """
    if day.on is not None and day.on > in_london(now).date():
        raise EntryRefused("This day is still to come. Record it once it has happened.")
    if day.at is not None and day.at > now:
        raise EntryRefused("This time is still to come. Record it once it has happened.")
    if kind.is_of_line and day.step_id is None:
        raise EntryRefused("Say which line this day belongs to: whose, or which charge.")
    if day.on is None:
        return
    before = [one for one in _followed(day, rules, events) if one.on is not None]
    first = min(before, key=lambda one: one.on or date.max, default=None)
    if first is not None and first.on is not None and day.on < first.on:
        follows = f"“{rules.event_words(first.code)}”, {long_date(first.on)}"
        raise EntryRefused(f"“{kind.title}” cannot be before {follows}. Check both days.")


def _followed(day: KeyDate, rules: WayRules, events: Iterable[CaseEvent]) -> Iterator[CaseEvent]:
    """Yield the events of the same line that a day comes after: what makes it expected, and what it ends."""
    codes = set[str]()
    for duty in rules.duties:
        starts = {code for limb in duty.limbs for code in limb.starts}
        if day.code in starts:
            codes |= {*duty.expected_after}
            if before := rules.duties_by_code.get(duty.after):
                codes |= {code for limb in before.limbs for code in limb.starts}
        elif day.code in duty.ends:
            codes |= starts
    for one in events:
        if one.code in codes and (day.step_id is None or day.step_id in {one.line_id, one.part_of_id}):
            yield one
