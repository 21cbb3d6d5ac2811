"""The times somebody may be reached: how they are written, read, reckoned and said.

A weekly window is days and times, ``mon-fri 10:00-14:00`` or ``mon,wed 09:00-12:00,13:30-15:00``; the word ``never``
stands where no time of the week is left. An exception is a day, or a range of days, on which it differs:
``2026-12-24 never``, ``2026-12-24 to 2027-01-02 10:00-11:00``. On such a day it stands in place of the weekly
windows, and of several that meet all must hold. Days have 00:00 to 24:00; over midnight are two windows.

Where no window is written, nobody can reckon when it is safe: then only the exceptions bind, and the free words of
the plan are shown to keep to. All of it is in the time of Europe/London, in the protective reading when the clocks
change: a window that begins in the hour that comes twice begins at its second coming, and one that ends there ends at
the first; in the hour that is missing there is no time at all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

from advocate_desk.domain.dates_in_words import LONDON, WEEKDAYS, clock_time, in_london, near_date
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.pronouns import joined

NEVER = "never"
LONGEST_EXCEPTION = 366
"""Days of one exception."""

Span = tuple[int, int]
"""From and until, in minutes from midnight; until is not part of it."""

_DAY_NAMES = tuple(name[:3].casefold() for name in WEEKDAYS)
_WHOLE_DAY: tuple[Span, ...] = ((0, 24 * 60),)
_SPAN = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOOKS_AHEAD = timedelta(days=400)
_WINDOW_FORM = "Write days and times such as mon-fri 10:00-14:00."
_EXCEPTION_FORM = "Write a day and never, or its times, such as 2026-12-24 never."


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Times of some days of the week, 0 for Monday, in order and without overlap. No days at all: never."""

    days: tuple[int, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DayException:
    """The times of the days from ``first`` to ``last``, both included; none of them safe where ``spans`` is empty."""

    first: date
    last: date
    spans: tuple[Span, ...]


def read_window(text: str) -> Window:
    """Read one weekly window.

    Raises:
        EntryRefused: it is none; the sentence says how to write it.
    """
    if text == NEVER:
        return Window(days=(), spans=())
    days, space, times = text.partition(" ")
    if not space:
        raise EntryRefused(_WINDOW_FORM)
    return Window(days=_read_days(days), spans=_read_spans(times, _WINDOW_FORM))


def write_window(window: Window) -> str:
    """Return what `read_window` reads as this window."""
    return f"{_write_days(window.days)} {_write_spans(window.spans)}" if window.days else NEVER


def read_exception(text: str) -> DayException:
    """Read one exception.

    Raises:
        EntryRefused: it is none; the sentence says how to write it.
    """
    begins, _, rest = text.partition(" ")
    first = last = _read_date(begins)
    if rest.startswith("to "):
        ends, _, rest = rest.removeprefix("to ").partition(" ")
        last = _read_date(ends)
    if last < first:
        raise EntryRefused("These days end before they begin. Write the first day first.")
    if (last - first).days >= LONGEST_EXCEPTION:
        raise EntryRefused("These are more days than a year has. Write a shorter range.")
    return DayException(first=first, last=last, spans=() if rest == NEVER else _read_spans(rest, _EXCEPTION_FORM))


def write_exception(exception: DayException) -> str:
    """Return what `read_exception` reads as this exception."""
    until = f" to {exception.last.isoformat()}" if exception.last > exception.first else ""
    return f"{exception.first.isoformat()}{until} {_write_spans(exception.spans) if exception.spans else NEVER}"


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreedTimes:
    """Windows and exceptions, read. Where there is no window, no time of the week is reckoned to be closed.

    ``week`` are the times of the seven weekdays that are no exceptions, ``week_words`` the windows as they are said.
    """

    windows: tuple[Window, ...]
    exceptions: tuple[DayException, ...]
    week: tuple[tuple[Span, ...], ...] = field(init=False, compare=False, repr=False)
    week_words: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "week", tuple(_weekday(self.windows, day) for day in range(7)))
        object.__setattr__(self, "week_words", "; ".join(map(_window_words, self.windows)))

    def on(self, day: date) -> tuple[Span, ...]:
        """Return the times of one day."""
        own: tuple[Span, ...] | None = None
        for exception in self.exceptions:
            if exception.first <= day <= exception.last:
                own = exception.spans if own is None else _overlap(own, exception.spans)
        return own if own is not None else self.week[day.weekday()]

    def holds(self, moment: datetime) -> bool:
        """Say whether an aware moment is within them."""
        local = in_london(moment)
        minute = 60 * local.hour + local.minute
        span = next((one for one in self.on(local.date()) if one[0] <= minute < one[1]), None)
        if span is None or local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
            return span is not None
        begins_or_ends = span[1] if local.fold else span[0]
        return not _comes_twice(local.date(), begins_or_ends)


@lru_cache(maxsize=256)
def agreed_times(windows: tuple[str, ...], exceptions: tuple[str, ...]) -> AgreedTimes:
    """Read what a plan holds. What was read before is not read again: the same words always say the same.

    Raises:
        EntryRefused: one of them is none; the sentence says how to write it.
    """
    return AgreedTimes(windows=tuple(map(read_window, windows)), exceptions=tuple(map(read_exception, exceptions)))


def is_open(windows: tuple[str, ...], exceptions: tuple[str, ...], moment: datetime) -> bool:
    """Say whether an aware moment is a safe time. Without windows and exceptions every moment is: see above.

    Raises:
        EntryRefused: a window or an exception cannot be read.
    """
    return agreed_times(windows, exceptions).holds(moment)


def opens_next(times: AgreedTimes, moment: datetime, last: date | None = None) -> datetime | None:
    """Return the first safe moment from ``moment`` on, in UTC, or None where there is none.

    Args:
        times: what was agreed.
        moment: an aware moment; it is returned itself where it is safe.
        last: the last day to look at; without one, 400 days are looked at.
    """
    if times.holds(moment):
        return moment.astimezone(UTC)
    day = in_london(moment).date()
    ends = min(last or date.max, day + _LOOKS_AHEAD)
    while day <= ends:
        for begins, _ends in times.on(day):
            at = _first_moment(day, begins)
            if at >= moment and times.holds(at):
                return at
        day += timedelta(days=1)
    return None


def both_hold(one: AgreedTimes, other: AgreedTimes) -> AgreedTimes:
    """Return the times that are within both, whichever comes first."""
    if one == other:
        return one
    days = sorted({day for times in (one, other) for exception in times.exceptions for day in _days_of(exception)})
    return AgreedTimes(
        windows=_week_of([_overlap(one.week[day], other.week[day]) for day in range(7)])
        if one.windows or other.windows
        else (),
        exceptions=tuple(_in_ranges((day, _overlap(one.on(day), other.on(day))) for day in days)),
    )


def times_in_words(times: AgreedTimes, today: date) -> str:
    """Return ``Monday to Friday, 10am to 2pm; not on 24 December``, or "" where nothing is written.

    An exception that is over by ``today``, a day in Europe/London, is not told.
    """
    ahead = [_exception_words(one, today) for one in times.exceptions if one.last >= today]
    return "; ".join([*([times.week_words] if times.week_words else []), *ahead])


def day_in_words(times: AgreedTimes, day: date) -> str:
    """Return the times of one day: ``10am to 2pm``, ``all day``, ``never``."""
    spans = times.on(day)
    return _spans_in_words(spans) if spans else NEVER


def _weekday(windows: Iterable[Window], weekday: int) -> tuple[Span, ...]:
    if not windows:
        return _WHOLE_DAY
    return _in_order(span for window in windows if weekday in window.days for span in window.spans)


def _read_days(text: str) -> tuple[int, ...]:
    days: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        if first not in _DAY_NAMES or (dash and last not in _DAY_NAMES):
            raise EntryRefused(_WINDOW_FORM)
        begins, ends = _DAY_NAMES.index(first), _DAY_NAMES.index(last if dash else first)
        if ends < begins:
            raise EntryRefused("Write days in the order of the week, such as mon-fri, or part them: sun,mon.")
        days.update(range(begins, ends + 1))
    return tuple(sorted(days))


def _write_days(days: Sequence[int]) -> str:
    names = [_DAY_NAMES[day] for day in days]
    in_a_row = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    return f"{names[0]}-{names[-1]}" if in_a_row else ",".join(names)


def _read_spans(text: str, form: str) -> tuple[Span, ...]:
    return _in_order(_read_span(part, form) for part in text.split(","))


def _read_span(text: str, form: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise EntryRefused(form)
    begins = 60 * int(found[1]) + int(found[2])
    ends = 60 * int(found[3]) + int(found[4]) if found[3] else 24 * 60
    if ends == begins:
        raise EntryRefused("This time ends when it begins. Write an end that is later.")
    if ends < begins:
        raise EntryRefused("This time goes past midnight. Write two: up to 24:00, and from 00:00 on the next day.")
    return begins, ends


def _write_spans(spans: Iterable[Span]) -> str:
    return ",".join(f"{_clock(begins)}-{_clock(ends)}" for begins, ends in spans)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _read_date(text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise EntryRefused(_EXCEPTION_FORM)


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join what meets or overlaps, so that the same times are always the same spans."""
    found: list[Span] = []
    for begins, ends in sorted(spans):
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((begins, ends))
    return tuple(found)


def _overlap(one: Iterable[Span], other: Iterable[Span]) -> tuple[Span, ...]:
    both = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return tuple(sorted(span for span in both if span[0] < span[1]))


def _week_of(days: Sequence[tuple[Span, ...]]) -> tuple[Window, ...]:
    kinds = sorted({spans for spans in days if spans}, key=days.index)
    windows = [Window(days=tuple(day for day in range(7) if days[day] == spans), spans=spans) for spans in kinds]
    return tuple(windows) or (Window(days=(), spans=()),)


def _days_of(exception: DayException) -> Iterator[date]:
    for number in range((exception.last - exception.first).days + 1):
        yield exception.first + timedelta(days=number)


def _in_ranges(days: Iterable[tuple[date, tuple[Span, ...]]]) -> Iterator[DayException]:
    """Join days that follow one another with the same times, as long as one exception may be."""
    found: DayException | None = None
    for day, spans in days:
        if found and _follows(found, day, spans):
            found = DayException(first=found.first, last=day, spans=spans)
            continue
        if found:
            yield found
        found = DayException(first=day, last=day, spans=spans)
    if found:
        yield found


def _follows(exception: DayException, day: date, spans: tuple[Span, ...]) -> bool:
    next_to_it = (day - exception.last).days == 1 and spans == exception.spans
    return next_to_it and (day - exception.first).days < LONGEST_EXCEPTION


def _readings(day: date, minute: int) -> tuple[datetime, datetime]:
    """Return the two moments a time on the clock may be: the same but where the clocks change."""
    naive = datetime.combine(day, time()) + timedelta(minutes=minute)
    first, second = (naive.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, second


def _comes_twice(day: date, minute: int) -> bool:
    first, second = _readings(day, minute)
    return first < second


def _first_moment(day: date, minute: int) -> datetime:
    """Return when a window that begins then begins: at its second coming, or where the clocks jump over it."""
    first, second = _readings(day, minute)
    if first <= second:
        return second
    wanted = datetime.combine(day, time()) + timedelta(minutes=minute)
    minutes = (second + timedelta(minutes=number) for number in range(int((first - second).total_seconds()) // 60))
    return next((at for at in minutes if in_london(at).replace(tzinfo=None) >= wanted), first)


def _window_words(window: Window) -> str:
    if not window.days:
        return "at no time of the week"
    return f"{_days_in_words(window.days)}, {_spans_in_words(window.spans)}"


def _days_in_words(days: Sequence[int]) -> str:
    if len(days) == len(WEEKDAYS):
        return "every day"
    in_a_row = groupby(enumerate(days), key=lambda pair: pair[1] - pair[0])
    return joined([part for _gap, run in in_a_row for part in _run_in_words([day for _at, day in run])])


def _run_in_words(days: Sequence[int]) -> Sequence[str]:
    names = [WEEKDAYS[day] for day in days]
    return [f"{names[0]} to {names[-1]}"] if len(names) > 2 else names


def _spans_in_words(spans: Sequence[Span]) -> str:
    if tuple(spans) == _WHOLE_DAY:
        return "all day"
    return joined([f"{_time_words(begins)} to {_time_words(ends)}" for begins, ends in spans])


def _time_words(minute: int) -> str:
    return "midnight" if minute % (24 * 60) == 0 else clock_time(time(minute // 60, minute % 60))


def _exception_words(exception: DayException, today: date) -> str:
    first, last = near_date(exception.first, today), near_date(exception.last, today)
    days = f"on {first}" if exception.first == exception.last else f"from {first} to {last}"
    if exception.spans == _WHOLE_DAY:
        return f"at any time {days}"
    return f"{days} only {_spans_in_words(exception.spans)}" if exception.spans else f"not {days}"
