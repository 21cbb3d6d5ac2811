"""Days and times as people in the United Kingdom write them: 23 November 2026, 4:05pm, midday.

Nothing here asks what day it is: ``today`` and ``now`` are handed in. Moments are aware; they are shown in
the time of Europe/London, summer time included.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: date) -> str:
    """Return ``23 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return ``23 Nov 2026``, for tables."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def near_date(day: date, today: date) -> str:
    """Return ``23 November``, with its year where that is not this year."""
    return f"{day.day} {MONTHS[day.month - 1]}" if day.year == today.year else long_date(day)


def weekday_date(day: date) -> str:
    """Return ``Monday 23 November 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def clock_time(moment: time) -> str:
    """Return ``4:05pm``, ``5pm``, ``midday`` or ``12am``."""
    if (moment.hour, moment.minute) == (12, 0):
        return "midday"
    half = "am" if moment.hour < 12 else "pm"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{half}"


def in_london(moment: datetime) -> datetime:
    """Return an aware moment in the time of Europe/London.

    Raises:
        ValueError: ``moment`` is naive, so nobody can say when it was.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(LONDON)


def time_and_day(moment: datetime) -> str:
    """Return ``5pm on Wednesday 25 November 2026``."""
    local = in_london(moment)
    return f"{clock_time(local.time())} on {weekday_date(local.date())}"


def days_in_words(days: int) -> str:
    """Return ``1 day`` or ``3 days``."""
    return "1 day" if days == 1 else f"{days} days"


def in_days(days: int) -> str:
    """Return how far a day is that many days ahead: ``today``, ``tomorrow``, ``in 3 days``."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def times_in_words(number: int) -> str:
    """Return ``once``, ``twice`` or ``3 times``."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def due_on_words(due: date, today: date) -> str:
    """Return how a day of grace stands: ``due today``, ``due 25 November``, ``overdue by 2 days``."""
    late_by = (today - due).days
    if late_by > 0:
        return f"overdue by {days_in_words(late_by)}"
    return f"due {_day_ahead(due, today)}"


def due_words(due: datetime, now: datetime) -> str:
    """Return how a moment of grace stands: ``Due today, 5pm``, ``Overdue since 9am``, ``Overdue 2 days``."""
    local, today = in_london(due), in_london(now).date()
    if due >= now:
        return f"Due {_day_ahead(local.date(), today)}, {clock_time(local.time())}"
    late_by = (today - local.date()).days
    return f"Overdue {days_in_words(late_by)}" if late_by else f"Overdue since {clock_time(local.time())}"


def _day_ahead(day: date, today: date) -> str:
    names = {0: "today", 1: "tomorrow"}
    return names.get((day - today).days) or near_date(day, today)


def age_on(born: date, today: date) -> int | None:
    """Return full years of age, or None where the birth lies ahead.

    Somebody born on 29 February is a year older on 1 March in a year without one.
    """
    if born > today:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
