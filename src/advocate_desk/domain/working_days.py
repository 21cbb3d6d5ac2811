"""Counting on from a day or a moment: working days, calendar days, months, hours.

The day of the event is day 0. What counts is in Europe/London; holidays are handed in. An unknown beginning gives an
unknown end, never today.
"""

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.dates_in_words import due_on_words, due_words, in_london, long_date
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.settings import Nation

_SATURDAY = 5


class DateRule(StrEnum):
    """How a period is counted; each by the unit it is written in.

    Working days and the corresponding day of a month are how the field and its codes count; the convention is general
    knowledge, not read in a source. Neither months nor calendar days move off a weekend.
    """

    WORKING_DAYS = "working days"
    CALENDAR_DAYS = "days"
    MONTHS = "months"
    HOURS = "hours"


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """So many units of one rule, such as 2 working days."""

    amount: int
    rule: DateRule

    def __str__(self) -> str:
        unit = self.rule.value if self.amount != 1 else self.rule.value.removesuffix("s")
        return f"{self.amount} {unit}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """When a period ends: a moment where it is counted in hours, else the whole of a day.

    ``on`` is the day in Europe/London, None where nobody knows when the period began; ``at`` the moment. ``beyond`` is
    the last day the list of bank holidays knows, where the counting went past it: then the day is to be checked.
    """

    on: date | None = None
    at: datetime | None = None
    beyond: date | None = None

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
    rule = DateRule(unit if unit.endswith("s") else f"{unit}s")
    return Period(amount=int(found["amount"]), rule=rule)


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
    if period.rule is DateRule.HOURS:
        if not isinstance(start, datetime):
            raise ValueError("hours are counted from a moment")
        at = hours_after(start, period.amount)
        return Deadline(at=at, on=in_london(at).date())
    day = in_london(start).date() if isinstance(start, datetime) else start
    match period.rule:
        case DateRule.WORKING_DAYS:
            on = working_days_after(day, period.amount, holidays.of(nation))
            known = holidays.begins <= day and on <= holidays.ends
            return Deadline(on=on, beyond=None if known else holidays.ends)
        case DateRule.MONTHS:
            return Deadline(on=months_after(day, period.amount))
        case _:
            return Deadline(on=day + timedelta(days=period.amount))


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
        at += timedelta(days=1)
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


_PERIOD = re.compile(r"(?P<amount>[1-9][0-9]{0,2}) (?P<unit>working days?|days?|months?|hours?)")
