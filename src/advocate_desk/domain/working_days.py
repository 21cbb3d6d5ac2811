"""Counting on from a day, in months and in working days (domain rules MON and WD)."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5


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
