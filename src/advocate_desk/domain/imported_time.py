"""Times of day and lengths of time, as spreadsheets have them."""

import re
from datetime import time

from advocate_desk.domain.imported_cell import Understood, tidy

_CLOCK = re.compile(r"([0-9]{1,2})\s*[:.]\s*([0-9]{2})(?::[0-9]{2})?\s*(am|pm|a\.m\.|p\.m\.)?")
_HOUR = re.compile(r"([0-9]{1,2})\s*(am|pm|a\.m\.|p\.m\.)")
_FIGURES = re.compile(r"([0-9]{1,2})([0-9]{2})(?:\s*(?:hrs?|h))?")
_IN_THE_DAY = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def read_time(cell: str) -> Understood[time]:
    """Read a time of day: 14:15, 1415, 2.15pm, 2 pm, noon. Other words are kept as words."""
    plain = tidy(cell)
    if not plain:
        return Understood()
    if plain in _IN_THE_DAY:
        return Understood(_IN_THE_DAY[plain])
    if match := _CLOCK.fullmatch(plain):
        return _time(int(match[1]), int(match[2]), match[3] or "")
    if match := _HOUR.fullmatch(plain):
        return _time(int(match[1]), 0, match[2])
    if match := _FIGURES.fullmatch(plain):
        return _time(int(match[1]), int(match[2]), "")
    return Understood(words=True)


def _time(hour: int, minute: int, half: str) -> Understood[time]:
    if half and not 1 <= hour <= 12:
        return Understood(words=True)
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return Understood(time(hour, minute)) if hour < 24 and minute < 60 else Understood(words=True)


_MINUTES = re.compile(r"([0-9]{1,4})(?:[.,]0+)?\s*(?:m|min|mins|minutes?)?\.?")
_HOURS = re.compile(
    r"([0-9]{1,2})(?:[.,]([0-9]))?\s*(?:h|hr|hrs|hours?)\.?(?:\s*([0-9]{1,2})\s*(?:m|min|mins|minutes?)?\.?)?"
)
_HOURS_AND_MINUTES = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
_LONGEST = 24 * 60


def read_minutes(cell: str) -> Understood[int]:
    """Read how long it took: 5, 5 mins, 1h, 1.5 hours, 1h 20, 1:20. Other words are kept as words."""
    plain = tidy(cell)
    if not plain:
        return Understood()
    minutes = -1
    if match := _MINUTES.fullmatch(plain):
        minutes = int(match[1])
    elif match := _HOURS.fullmatch(plain):
        minutes = int(match[1]) * 60 + int(match[2] or 0) * 6 + int(match[3] or 0)
    elif match := _HOURS_AND_MINUTES.fullmatch(plain):
        minutes = int(match[1]) * 60 + int(match[2])
    return Understood(minutes) if 0 <= minutes <= _LONGEST else Understood(words=True)
