"""Reading the near dates people type: ``+2d``, ``fri``, ``27/11``, ``27 3 2027``, ``25 Nov, 5pm``.

The day comes before the month, as in the United Kingdom. What leaves something out means the nearest such day: ahead
of today for what is due, and behind it for what has happened. Nothing is guessed beyond that: what is not
understood is None, and a screen shows in words what was understood.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from advocate_desk.domain.dates_in_words import LONDON, clock_time, in_london, long_date, weekday_date

CLOSE_OF_DAY = time(17)
"""What a deadline without a time means."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}
_STEP = re.compile(r"([+-])\s*(\d{1,3})\s*(d|days?|w|weeks?)", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[\s/.-]+(\d{1,2})(?:[\s/.-]+(\d{4}|\d{2}))?", re.ASCII)
_NAMED_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?(?:[\s,-]+(\d{4}|\d{2}))?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)|(\d{1,2}):(\d{2})|(midday|noon)", re.ASCII)
_WITH_TIME = re.compile(r"(?P<day>.*?)(?:\s*,\s*|\s+at\s+|\s+)(?P<time>[\d:.]+\s*(?:am|pm)|\d{1,2}:\d{2}|midday|noon)")
_LEAP_YEAR = 2028
_YEARS_TO_TRY = 9
"""Far enough for a 29 February, across a century that has none."""


def read_day(typed: str, today: date, *, past: bool = False) -> date | None:
    """Return the day somebody means, or None where it cannot be told.

    Args:
        typed: what stands in the field.
        today: the day in Europe/London.
        past: look behind today, for what has happened.
    """
    text = " ".join(typed.casefold().split())
    weekday, rest = _leading_weekday(text)
    if weekday is None:
        return _plain_day(text, today, past=past)
    if not rest:
        return _nearest_weekday(weekday, today, past=past)
    day = _plain_day(rest, today, past=past)
    return day if day is not None and day.weekday() == weekday else None


def read_moment(typed: str, today: date, *, past: bool = False, usual: time = CLOSE_OF_DAY) -> datetime | None:
    """Return the moment somebody means, in UTC, or None; without a time it is ``usual`` that day in London."""
    text = " ".join(typed.casefold().split())
    day, at = read_day(text, today, past=past), usual
    if day is None:
        parts = _WITH_TIME.fullmatch(text)
        said = _read_time(parts["time"]) if parts else None
        if parts is None or said is None:
            return None
        day, at = read_day(parts["day"], today, past=past), said
    return datetime.combine(day, at, LONDON).astimezone(UTC) if day else None


def read_time(typed: str) -> time | None:
    """Return the time of day somebody means: ``10am``, ``14:30``, ``midday``; None where it cannot be told."""
    return _read_time(" ".join(typed.casefold().split()))


def why_not_read(typed: str, today: date, *, past: bool = False) -> str:
    """Return what is wrong with a date that can be told from its words alone; "" where only the typing is unclear."""
    text = " ".join(typed.casefold().split())
    parts = _WITH_TIME.fullmatch(text)
    weekday, rest = _leading_weekday(parts["day"] if parts else text)
    said = _said(rest)
    if said is None:
        return ""
    day, month, year = said
    if day > monthrange(year or _LEAP_YEAR, month)[1]:
        return f"There is no {day} {_MONTHS[month - 1].capitalize()}{f' {year}' if year else ''}. Check the day."
    meant = _plain_day(rest, today, past=past)
    if weekday is not None and meant is not None and meant.weekday() != weekday:
        return f"That day is {weekday_date(meant)}. Check the day of the week, or the date."
    return ""


def _said(text: str) -> tuple[int, int, int | None] | None:
    """Return day, month and year (None where it is left out) of a date written out, whether or not there is one."""
    numbers, named = _NUMBERS.fullmatch(text), _NAMED_MONTH.fullmatch(text)
    if numbers:
        month, year = int(numbers[2]), numbers[3]
    elif named and (begun := _begins(named[2], _MONTHS)) is not None:
        month, year = begun + 1, named[3]
    else:
        return None
    day = int((numbers or named)[1])  # type: ignore[index]  # one of the two is there
    full = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    return (day, month, full) if 1 <= month <= 12 and day >= 1 and full != 0 else None


def moment_for_field(moment: datetime) -> str:
    """Return ``25 November 2026, 5pm``: what `read_moment` reads back as the same moment."""
    local = in_london(moment)
    return f"{long_date(local.date())}, {clock_time(local.time())}"


def moment_in_words(moment: datetime) -> str:
    """Return ``Wednesday 25 November 2026, 5pm``, to stand beneath the field."""
    local = in_london(moment)
    return f"{weekday_date(local.date())}, {clock_time(local.time())}"


def _plain_day(text: str, today: date, *, past: bool) -> date | None:
    if text in _NAMED:
        return today + timedelta(days=_NAMED[text])
    if step := _STEP.fullmatch(text):
        days = int(step[2]) * (7 if step[3].startswith("w") else 1)
        return _moved(today, days if step[1] == "+" else -days)
    if iso := _ISO.fullmatch(text):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(text):
        return _of_year(numbers[3], int(numbers[2]), int(numbers[1]), today, past=past)
    if named := _NAMED_MONTH.fullmatch(text):
        month = _begins(named[2], _MONTHS)
        return None if month is None else _of_year(named[3], month + 1, int(named[1]), today, past=past)
    return None


def _leading_weekday(text: str) -> tuple[int | None, str]:
    word, _, rest = text.partition(" ")
    weekday = _begins(word.rstrip(","), _DAYS)
    return (None, text) if weekday is None else (weekday, rest)


def _begins(word: str, names: tuple[str, ...]) -> int | None:
    """Return which name ``word`` is, or is the first letters of, three at least."""
    return next((at for at, name in enumerate(names) if len(word) > 2 and name.startswith(word)), None)


def _nearest_weekday(weekday: int, today: date, *, past: bool) -> date | None:
    """Return the next such day, or the last: never today, which has a shorter name."""
    ahead = (weekday - today.weekday()) % 7 or 7
    behind = (today.weekday() - weekday) % 7 or 7
    return _moved(today, -behind if past else ahead)


def _of_year(year: str | None, month: int, day: int, today: date, *, past: bool) -> date | None:
    if year is not None:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for found in _in_near_years(month, day, today, -1 if past else 1):
        if (found <= today) if past else (found >= today):
            return found
    return None


def _in_near_years(month: int, day: int, today: date, step: int) -> Iterator[date]:
    for distance in range(_YEARS_TO_TRY):
        found = _made(today.year + step * distance, month, day)
        if found is not None:
            yield found


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _read_time(text: str) -> time | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    if found[6]:
        return time(12)
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
