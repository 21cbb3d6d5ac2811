"""What one cell of somebody's spreadsheet says.

Every reader returns an `Understood`: a value, or the reason it cannot be, or neither where the words mean
nothing to us and are only kept. No reader raises, whatever the cell holds.
"""

import re
from calendar import month_abbr, month_name
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.risk import RiskLevel

ValueT = TypeVar("ValueT")

HIGHEST_SCORE = 24
"""The risk checklist has 24 items; a score counts the answers that are yes."""

LONGEST_FAMILY = 20
"""More children than this in one cell is a slip of the pen, and is kept as words."""


@dataclass(frozen=True, slots=True)
class Understood(Generic[ValueT]):
    """``value`` where the cell was understood; ``refused`` says what to mend where it cannot be true.

    With neither, the cell was blank, or ``words`` is True: it says something that is no such value.
    """

    value: ValueT | None = None
    refused: str = ""
    words: bool = False


def tidy(cell: str) -> str:
    """Return ``cell`` in small letters, with single spaces: the form words are compared in."""
    return " ".join(cell.replace("\u2019", "'").casefold().split())


# --- answers, levels, states -----------------------------------------------------------------------------

_ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(("yes", "y", "true"), Answer.YES),
    **dict.fromkeys(("no", "n", "false", "never"), Answer.NO),
    **dict.fromkeys(("not asked", "not yet asked", ""), Answer.NOT_ASKED),
    **dict.fromkeys(("?", "dk", "d/k", "don't know", "dont know", "not known", "unknown"), Answer.NOT_KNOWN),
    **dict.fromkeys(("prefer not to say", "pnts", "declined to say"), Answer.PREFER_NOT_TO_SAY),
}
_LEVELS: dict[str, RiskLevel] = {
    **dict.fromkeys(("high", "hi", "h", "high risk", "very high"), RiskLevel.HIGH),
    **dict.fromkeys(("medium", "med", "m", "medium risk"), RiskLevel.MEDIUM),
    **dict.fromkeys(("standard", "std", "s", "standard risk", "low", "low risk"), RiskLevel.STANDARD),
}
_STATUSES: dict[str, CaseStatus] = {
    **dict.fromkeys(("open", "active", "current", "live", "reopened", "re-opened"), CaseStatus.OPEN),
    **dict.fromkeys(("on hold", "on-hold", "hold", "paused", "waiting", "waiting list"), CaseStatus.ON_HOLD),
    **dict.fromkeys(("closed", "ended", "complete", "completed"), CaseStatus.CLOSED),
}


def read_answer(cell: str) -> Understood[Answer]:
    """Read yes, no, not asked, not known or prefer not to say. A blank is *not asked*, never a no."""
    answer = _ANSWERS.get(tidy(cell))
    return Understood(answer) if answer else Understood(words=True)


def read_level(cell: str) -> Understood[RiskLevel]:
    """Read a risk level as services write it ("High", "med", "std")."""
    return _look_up(_LEVELS, cell)


def read_status(cell: str) -> Understood[CaseStatus]:
    """Read where a case stands."""
    return _look_up(_STATUSES, cell)


def _look_up(words: dict[str, ValueT], cell: str) -> Understood[ValueT]:
    plain = tidy(cell)
    if not plain:
        return Understood()
    value = words.get(plain)
    return Understood(value) if value is not None else Understood(words=True)


def read_score(cell: str) -> Understood[int]:
    """Read a risk checklist's score, 0 to 24. Words ("not done") are kept as words."""
    plain = tidy(cell)
    if not plain:
        return Understood()
    if not re.fullmatch(r"[+-]?[0-9]+([.,]0+)?", plain):
        return Understood(words=True)
    # The length is asked before the value: a cell may hold more figures than Python turns into a number.
    whole = re.split(r"[.,]", plain.lstrip("+"))[0].lstrip("0") or "0"
    if len(whole) > 2 or not 0 <= int(whole) <= HIGHEST_SCORE:
        return Understood(refused=f"a score lies between 0 and {HIGHEST_SCORE}")
    return Understood(int(whole))


# --- dates -----------------------------------------------------------------------------------------------

_MONTHS: dict[str, int] = {
    **{name.casefold(): number for number, name in enumerate(month_name) if name},
    **{name.casefold(): number for number, name in enumerate(month_abbr) if name},
    "sept": 9,
}
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*[-/.\s]\s*([0-9]{1,2})\s*[-/.\s]\s*([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_IN_WORDS = re.compile(r"(?:[a-z]+,? )?([0-9]{1,2})(?:st|nd|rd|th)?[- ](?:of )?([a-z]+)\.?,?[- ]([0-9]{4}|[0-9]{2})")
_SERIAL = re.compile(r"[1-7][0-9]{4}")
_MIDNIGHT = re.compile(r"[t ]00:00(:00(\.0+)?)?z?$")
_SERIAL_ZERO = date(1899, 12, 30)
"""Spreadsheets count days from here; one that stored a date as a number gives back that count."""

_IMPOSSIBLE = "there is no such date; write it as 27/11/2026"


def read_date(cell: str, *, today: date, is_birth: bool = False) -> Understood[date]:
    """Read a date: day first, then year first (ISO 8601), then with the month's name.

    A year of two figures is the latest one that is not after ``today`` for a birth, and 20xx for the rest.
    What looks like a date and cannot be one is refused; other words ("not known") are kept as words.
    """
    plain = _MIDNIGHT.sub("", tidy(cell))
    if not plain:
        return Understood()
    parts = _date_parts(plain)
    if parts is None:
        return Understood(words=True)
    day, month, year = parts
    found = _two_figure_year(day, month, int(year), today, is_birth) if len(year) == 2 else _day(day, month, int(year))
    if found is None:
        return Understood(refused=_IMPOSSIBLE)
    if is_birth and found > today:
        return Understood(refused="a date of birth cannot lie after today")
    return Understood(found)


def _date_parts(plain: str) -> tuple[int, int, str] | None:
    if match := _DAY_FIRST.fullmatch(plain):
        return int(match[1]), int(match[2]), match[3]
    if match := _YEAR_FIRST.fullmatch(plain):
        return int(match[3]), int(match[2]), match[1]
    if match := _IN_WORDS.fullmatch(plain):
        return int(match[1]), _MONTHS.get(match[2], 0), match[3]
    if _SERIAL.fullmatch(plain):
        counted = _SERIAL_ZERO + timedelta(days=int(plain))
        return counted.day, counted.month, f"{counted.year:04}"
    return None


def _two_figure_year(day: int, month: int, year: int, today: date, is_birth: bool) -> date | None:
    if not is_birth:
        return _day(day, month, 2000 + year)
    centuries = range(today.year // 100 * 100, today.year // 100 * 100 - 200, -100)
    possible = [born for century in centuries if (born := _day(day, month, century + year))]
    return next((born for born in possible if born <= today), None)


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- children --------------------------------------------------------------------------------------------

_CHILDREN = re.compile(r"([0-9]{1,2})(?: ?\(([^()]*)\))?")


def read_children(cell: str) -> Understood[tuple[int | None, ...]]:
    """Read how many children there are and, where they are given, their ages: ``2 (6 & 9)``.

    Returns:
        One entry for each child: the age in years, or None where it is not said.
    """
    plain = tidy(cell)
    if not plain:
        return Understood()
    match = _CHILDREN.fullmatch(plain)
    if not match or int(match[1]) > LONGEST_FAMILY:
        return Understood(words=True)
    count = int(match[1])
    ages = [int(age) for age in re.findall(r"[0-9]{1,2}", match[2] or "")]
    known = ages if len(ages) == count else []
    return Understood(tuple(known) if known else (None,) * count)
