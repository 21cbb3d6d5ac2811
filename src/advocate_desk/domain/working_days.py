"""Counting on from a day or a moment: working days, calendar days, months, hours.

The day of the event is day 0, but where the first day counts. What counts is in Europe/London; holidays are handed in.
An unknown beginning gives an unknown end, never today. Working days and the corresponding day of a month are how the
field and its codes count; the convention is general knowledge, not read in a source. Neither months nor calendar days
move off a weekend; only a month of a request for one's own data does.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.dates_in_words import LONDON, due_on_words, due_words, in_london, long_date
from advocate_desk.domain.duties import CountBy, Counted, Unit, amount_words
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.settings import Nation


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """So many units of one rule, such as 2 working days; as a service types it, so of the four plain rules alone."""

    amount: int
    rule: CountBy

    def __str__(self) -> str:
        return amount_words(self.amount, _PLAIN[self.rule])


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """When a period ends: a moment where it is counted in hours, else the whole of a day.

    ``on`` is the day in Europe/London, None where nobody knows when the period began; ``at`` the moment. ``beyond`` is
    the last day the list of bank holidays knows, where the counting went past it: then the day is to be checked.
    ``unsettled`` is a day that lies in the period and of which nobody can say whether it counts.
    """

    on: date | None = None
    at: datetime | None = None
    beyond: date | None = None
    unsettled: date | None = None

    def is_late(self, now: datetime) -> bool:
        """Say whether it has passed. What is not known is never late."""
        if self.at is not None:
            return self.at < now
        return self.on is not None and self.on < in_london(now).date()

    def words(self, now: datetime) -> str:
        """Return ``Due today, 5pm``, ``Overdue by 2 days``, or that nobody knows since when it counts."""
        if self.at is not None:
            return due_words(self.at, now)
        if self.on is None:
            return "No day can be counted: when it began is not written down"
        said = due_on_words(self.on, in_london(now).date())
        check = f". The list of bank holidays ends on {long_date(self.beyond)}: check this day" if self.beyond else ""
        return f"{sentence_start(said)}{check}"


UNKNOWN = Deadline()
"""The end of a period that began nobody knows when."""


def read_period(words: str) -> Period | None:
    """Read ``24 hours``, ``2 working days``, ``1 month``; None where the words say no such thing."""
    found = _PERIOD.fullmatch(" ".join(words.split()).casefold())
    if found is None:
        return None
    unit = found["unit"]
    of = Unit(unit if unit.endswith("s") else f"{unit}s")
    return Period(amount=int(found["amount"]), rule=next(rule for rule, each in _PLAIN.items() if each is of))


def deadline(period: Period, start: datetime | date | None, holidays: BankHolidays, nation: Nation) -> Deadline:
    """Return when ``period`` ends.

    Args:
        period: what is counted.
        start: the aware moment, or the day, of the event; None where it is not known.
        holidays: the bank holidays.
        nation: whose bank holidays count.

    Raises:
        ValueError: hours are counted from a day without a time, or the moment has no time zone.
    """
    if start is None:
        return UNKNOWN
    at = start if isinstance(start, datetime) else None
    if period.rule is CountBy.HOURS and at is None:
        raise ValueError("hours are counted from a moment")
    counted = Counted(by=period.rule, amount=period.amount, unit=_PLAIN[period.rule], starts=())
    return count_on(counted, in_london(at).date() if at else start, at, holidays, nation)


def count_on(
    counted: Counted,
    day: date,
    at: datetime | None,
    holidays: BankHolidays,
    nation: Nation,
    stopped: frozenset[date] = frozenset(),
) -> Deadline:
    """Return when what is ``counted`` from an event ends.

    Args:
        counted: so much, counted so.
        day: the day of the event, in Europe/London.
        at: its moment, aware; None where nobody knows the time. Hours then end with the day on which they end at the
            latest.
        holidays: the bank holidays.
        nation: whose bank holidays count. Hours without holidays always go by those of England and Wales.
        stopped: days that do not count because the clock was paused.
    """
    match counted.by:
        case CountBy.HOURS | CountBy.HOURS_BUT_HOLIDAYS:
            return _hours_on(counted, day, at, holidays)
        case CountBy.WORKING_DAYS:
            off = holidays.of(nation)
            due = working_days_after(day, counted.amount, off | stopped if stopped else off)
            return Deadline(on=due, beyond=_beyond(holidays, day, due))
        case CountBy.DATA_REQUEST:
            due = _without(stopped, day, months_after(day, _months(counted)))
            rolled = next_working_day(due, holidays.of(nation))
            return Deadline(on=rolled, beyond=_beyond(holidays, due, rolled))
        case _:
            return Deadline(on=_without(stopped, day, _last_day(counted, day)))


def next_working_day(day: date, holidays: Collection[date]) -> date:
    """Return ``day`` where it is a working day, else the next that is one."""
    while day.weekday() >= _SATURDAY or day in holidays:
        day += _ONE_DAY
    return day


def months_after(day: date, months: int) -> date:
    """Return the same day number ``months`` later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def working_days_after(day: date, days: int, holidays: Collection[date]) -> date:
    """Return the day ``days`` working days after ``day``, which itself counts as day 0.

    Saturdays, Sundays and ``holidays`` are not counted; from a day that is none, day 1 is the next working day.
    """
    at = day
    while days > 0:
        at += _ONE_DAY
        days -= at.weekday() < _SATURDAY and at not in holidays
    return at


def hours_after(moment: datetime, hours: int) -> datetime:
    """Return the moment after so many hours that really passed, also where the clocks change between.

    Raises:
        ValueError: ``moment`` has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    # By way of UTC: added to a time of London, hours would be those of the clock on the wall.
    return moment.astimezone(UTC) + timedelta(hours=hours)


def _hours_on(counted: Counted, day: date, at: datetime | None, holidays: BankHolidays) -> Deadline:
    begins = at or _end_of(day)
    if counted.by is CountBy.HOURS:
        ends = hours_after(begins, counted.amount)
    else:
        ends = _hours_but_holidays(begins, counted.amount, holidays.of(Nation.ENGLAND))
    # What begins with the end of a day and ends with the end of another has that other day as its last.
    last = in_london(ends if at else ends - timedelta.resolution).date()
    moment = ends if at else None
    if counted.by is CountBy.HOURS:
        return Deadline(at=moment, on=last)
    return Deadline(
        at=moment, on=last, beyond=_beyond(holidays, day, last), unsettled=_saturday_after_christmas(day, last)
    )


def _hours_but_holidays(begins: datetime, hours: int, off: Collection[date]) -> datetime:
    """Count hours of days that are no Sunday, no Christmas Day, no Good Friday and no bank holiday (``off``).

    Good Friday is in the list. Whether 26 December counts where it is a Saturday is not settled: the law names it as a
    bank holiday, and its substitute is one too. It is counted here, and the end says so.
    """
    moment, left = begins.astimezone(UTC), timedelta(hours=hours)
    while True:
        day = in_london(moment).date()
        midnight = _end_of(day)
        if not (day.weekday() == _SUNDAY or (day.month, day.day) == _CHRISTMAS_DAY or day in off):
            if moment + left <= midnight:
                return moment + left
            left -= midnight - moment
        moment = midnight


def _saturday_after_christmas(begins: date, ends: date) -> date | None:
    found = date(begins.year, 12, 26)
    return found if begins <= found <= ends and found.weekday() == _SATURDAY else None


def _beyond(holidays: BankHolidays, begins: date, ends: date) -> date | None:
    return None if holidays.begins <= begins and ends <= holidays.ends else holidays.ends


def _months(counted: Counted) -> int:
    return counted.amount * (12 if counted.unit is Unit.YEARS else 1)


def _last_day(counted: Counted, day: date) -> date:
    """Return the last day of a period of days, months or years. Where the first day counts, it is the day before the
    next such period would begin.
    """
    includes = counted.by is CountBy.FIRST_DAY_COUNTS
    if counted.unit is Unit.DAYS:
        return day + timedelta(days=counted.amount - includes)
    found = months_after(day, _months(counted))
    # Where no day has that number, the next period begins with the month after, and this one ends with the month.
    return found - _ONE_DAY if includes and found.day == day.day else found


def _without(stopped: frozenset[date], begins: date, ends: date) -> date:
    """Move the end on by each day the clock stood still while it still ran."""
    for day in sorted(stopped):
        if begins <= day <= ends:
            ends += _ONE_DAY
    return ends


def _end_of(day: date) -> datetime:
    """Return the midnight that ends a day in Europe/London, in UTC."""
    return datetime.combine(day + _ONE_DAY, time(), LONDON).astimezone(UTC)


_ONE_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_CHRISTMAS_DAY = (12, 25)
_PLAIN: Mapping[CountBy, Unit] = {
    CountBy.WORKING_DAYS: Unit.WORKING_DAYS,
    CountBy.CALENDAR_DAYS: Unit.DAYS,
    CountBy.MONTHS: Unit.MONTHS,
    CountBy.HOURS: Unit.HOURS,
}
"""The rules a person can write a period in, each by its unit."""
_PERIOD = re.compile(r"(?P<amount>[1-9][0-9]{0,2}) (?P<unit>working days?|days?|months?|hours?)")
