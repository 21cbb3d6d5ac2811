"""Reading the dates people know by heart (a birth, the day it happened) from three boxes: day, month, year.

A month may be a number or a name. Nothing is guessed: a year of two figures asks for its century, and a day no month
has is told in words. What is not known stays open where the question allows it ("about March 2025").

The three boxes and their rules follow the date input of the GOV.UK Design System.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advocate_desk.domain.dates_in_words import MONTHS, long_date

OLDEST_YEARS = 130
"""Nobody's date lies further back."""

_SHORTEST_NAME = 3
_WHOLE = re.compile(r"\s*(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+(\d{1,2}|[a-z]{3,9}\.?)[\s/.,-]+(\d{4})\s*", re.ASCII | re.I)
_FIGURES = re.compile(r"\d{1,4}", re.ASCII)


class Box(StrEnum):
    """One of the three boxes."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class MemorableDate:
    """A day, or as much of it as is known: ``month`` and ``day`` are None where nobody knows them."""

    year: int
    month: int | None = None
    day: int | None = None

    def exact(self) -> date | None:
        """Return the day, where all of it is known."""
        return None if self.month is None or self.day is None else date(self.year, self.month, self.day)

    def in_words(self) -> str:
        """Return ``27 March 1988``, ``about March 1988`` or ``about 1988``."""
        exact = self.exact()
        if exact is not None:
            return long_date(exact)
        return f"about {MONTHS[self.month - 1]} {self.year}" if self.month else f"about {self.year}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """What was made of three boxes: a date, or ``problem`` and the ``box`` to mend, or neither where all are empty."""

    date: MemorableDate | None = None
    problem: str = ""
    box: Box = Box.DAY


def read_memorable(
    day: str, month: str, year: str, today: date, *, approximate: bool = False, ahead: bool = False
) -> Read:
    """Read three boxes as they were typed.

    Args:
        day: a number; may stay empty where ``approximate`` is set.
        month: a number, or a name by its first three letters or more; may stay empty likewise, with the day.
        year: four figures.
        today: the day in Europe/London.
        approximate: the day, or day and month, need not be known.
        ahead: the date may lie in the future.
    """
    typed = {Box.DAY: day.strip(), Box.MONTH: month.strip(), Box.YEAR: year.strip()}
    if not any(typed.values()):
        return Read()
    missing = [box for box in Box if not typed[box] and not (approximate and _may_stay_open(box, typed))]
    if missing:
        return _wrong(missing[0], f"Add the {' and the '.join(missing)}.")
    read_day, read_month = _read_day(typed[Box.DAY]), _read_month(typed[Box.MONTH])
    read_year = _read_year(typed[Box.YEAR], today, ahead=ahead)
    if isinstance(read_day, str):
        return _wrong(Box.DAY, read_day)
    if isinstance(read_month, str):
        return _wrong(Box.MONTH, read_month)
    if isinstance(read_year, str):
        return _wrong(Box.YEAR, read_year)
    return _together(MemorableDate(year=read_year, month=read_month, day=read_day), today, ahead=ahead)


def boxes_of(known: date) -> tuple[str, str, str]:
    """Return what the three boxes hold for a day that is on record."""
    return str(known.day), str(known.month), str(known.year)


def split_whole(typed: str) -> tuple[str, str, str] | None:
    """Return the three parts of a date that was pasted whole into one box, or None where it is something else."""
    found = _WHOLE.fullmatch(typed)
    return (found[1], found[2], found[3]) if found else None


def _may_stay_open(box: Box, typed: dict[Box, str]) -> bool:
    return box is Box.DAY or (box is Box.MONTH and not typed[Box.DAY])


def _wrong(box: Box, problem: str) -> Read:
    return Read(problem=problem, box=box)


def _read_day(typed: str) -> int | str | None:
    if not typed:
        return None
    number = _number(typed)
    return number if number is not None and 1 <= number <= 31 else "The day is a number from 1 to 31."


def _read_month(typed: str) -> int | str | None:
    if not typed:
        return None
    number = _number(typed)
    if number is None:
        number = _month_named(typed.casefold().rstrip("."))
    if number is not None and 1 <= number <= 12:
        return number
    return "The month is a number from 1 to 12, or a name such as March."


def _month_named(name: str) -> int | None:
    fitting = [at for at, month in enumerate(MONTHS, start=1) if month.casefold().startswith(name)]
    if name == "sept":
        return 9
    return fitting[0] if len(name) >= _SHORTEST_NAME and fitting else None


def _read_year(typed: str, today: date, *, ahead: bool) -> int | str:
    number = _number(typed)
    if number is None:
        return "The year is a number of four figures, such as 1988."
    if len(typed) == 2:
        newest = today.year - (today.year - number) % 100 + (100 if ahead else 0)
        centuries = [year for year in (newest - 100, newest) if year >= today.year - OLDEST_YEARS]
        return f"Is that {' or '.join(map(str, centuries))}? Type all four figures of the year."
    if len(typed) != 4:
        return "The year has four figures, such as 1988."
    if number < today.year - OLDEST_YEARS:
        return f"That is more than {OLDEST_YEARS} years ago. Check the year."
    return number


def _number(typed: str) -> int | None:
    return int(typed) if _FIGURES.fullmatch(typed) else None


def _together(read: MemorableDate, today: date, *, ahead: bool) -> Read:
    if read.month is not None and read.day is not None and read.day > monthrange(read.year, read.month)[1]:
        return _wrong(Box.DAY, _no_such_day(read.year, read.month, read.day))
    if not ahead and _begins(read) > today:
        nearest = Box.YEAR if read.year > today.year else Box.MONTH if read.month != today.month else Box.DAY
        return _wrong(nearest, f"That is still to come: today is {long_date(today)}. Check the {nearest}.")
    return Read(date=read)


def _begins(read: MemorableDate) -> date:
    return date(read.year, read.month or 1, read.day or 1)


def _no_such_day(year: int, month: int, day: int) -> str:
    length = monthrange(year, month)[1]
    return f"There is no {day} {MONTHS[month - 1]} {year}: that month has {length} days. Check the day."
