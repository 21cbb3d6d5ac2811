"""What somebody recorded about one clock, folded: whether it was met, is not owed, was extended or stood still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from advocate_desk.domain.clock_entries import ClockEntry, ClockEntryKind

LONGEST_PAUSE = 3660
"""No pause is counted for more days: a mistyped year moves a day no further."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What holds of the entries about one clock.

    ``entries`` are those not taken back, oldest first. ``until`` is the end it was given; ``extensions`` how often it
    was extended by what its rule allows. ``stopped`` are the days that do not count; ``paused_on`` is the day since
    which it stands still.
    """

    entries: tuple[ClockEntry, ...] = ()
    met: ClockEntry | None = None
    is_not_owed: bool = False
    until: date | None = None
    extensions: int = 0
    stopped: frozenset[date] = frozenset()
    paused_on: date | None = None


NOTHING = Said()
"""Nobody recorded anything."""


def said_of(entries: Iterable[ClockEntry]) -> Said:
    """Fold the entries about one clock."""
    held = _holding(entries)
    if not held:
        return NOTHING
    last = next((one for one in reversed(held) if one.kind in _ENDS), None)
    extended = [one for one in held if one.kind is ClockEntryKind.EXTENDED]
    stopped, paused_on = _pauses(held)
    return Said(
        entries=tuple(held),
        met=last if last and last.kind is ClockEntryKind.MET else None,
        is_not_owed=last is not None and last.kind is ClockEntryKind.NOT_OWED,
        until=extended[-1].until if extended else None,
        extensions=sum(one.until is None for one in extended),
        stopped=stopped,
        paused_on=paused_on,
    )


def _holding(entries: Iterable[ClockEntry]) -> list[ClockEntry]:
    held: list[ClockEntry] = []
    for one in sorted(entries, key=lambda each: (each.recorded_at, each.kind is ClockEntryKind.TAKEN_BACK, each.id)):
        if one.kind is not ClockEntryKind.TAKEN_BACK:
            held.append(one)
        elif held:
            held.pop()
    return held


def _pauses(held: Iterable[ClockEntry]) -> tuple[frozenset[date], date | None]:
    """Return the days it stood still, both ends counted, and since when it stands still now."""
    stopped: set[date] = set()
    since: date | None = None
    for one in held:
        if one.kind is ClockEntryKind.PAUSED:
            since = since or one.on
        elif one.kind is ClockEntryKind.RESUMED and since and one.on:
            days = min((one.on - since).days, LONGEST_PAUSE)
            stopped.update(since + timedelta(days=day) for day in range(days + 1))
            since = None
    return frozenset(stopped), since


_ENDS = {ClockEntryKind.MET, ClockEntryKind.NOT_OWED}
