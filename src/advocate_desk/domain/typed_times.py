"""Safe times and the days that differ as people type them: ``weekdays 10am-2pm``, ``24 Dec to 2 Jan not``.

What is understood is a window or an exception of `contact_windows`; a screen shows it in words beneath. Nothing is
guessed: hours without am, pm or a colon are refused, and one mark for both ends is read as the narrower of two times.
"""

import re
from datetime import date, time

from advocate_desk.domain.contact_windows import NEVER, DayException, Span, Window, read_exception, read_window
from advocate_desk.domain.dates_in_words import WEEKDAYS, clock_time
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.near_dates import read_day, why_not_read

_DAYS = tuple(name.casefold() for name in WEEKDAYS)
_GROUPS = {
    "every day": "mon-sun",
    "everyday": "mon-sun",
    "daily": "mon-sun",
    "any day": "mon-sun",
    "weekdays": "mon-fri",
    "weekday": "mon-fri",
    "weekends": "sat-sun",
    "weekend": "sat-sun",
}
_ALL_DAY = "all day"
_WORDS = {"midday": "12:00", "noon": "12:00"}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?", re.ASCII)
_NOT = re.compile(r"(?:^not (?:on |from )?| (?:not(?: at all)?|never)$)")
_UNCLEAR = "Write days and times such as weekdays 10am-2pm, or mon, wed 18:00-19:30."
_WHICH_HALF = "Write am or pm, such as 10am-2pm, or all of the day's hours, such as 10:00-14:00."
_EXCEPTION = "Write a day or two, such as 24 Dec, 24 Dec to 2 Jan, or 28 Nov 10am-11am."


def read_typed_window(typed: str) -> Window:
    """Read a weekly window.

    Raises:
        EntryRefused: it is none, or could mean more than one thing; the sentence says how to write it.
    """
    text = _even(typed)
    if text == NEVER:
        return read_window(NEVER)
    at = re.search(rf"\d|midnight|midday|noon|{_ALL_DAY}", text)
    if at is None or not at.start():
        raise EntryRefused(_UNCLEAR)
    return read_window(f"{_days(text[: at.start()])} {_times(text[at.start() :])}")


def window_for_field(window: Window) -> str:
    """Return ``mon-fri 10am-2pm``: what `read_typed_window` reads back as the same window."""
    if not window.days:
        return NEVER
    names = [_DAYS[day][:3] for day in window.days]
    in_a_row = len(window.days) > 2 and window.days[-1] - window.days[0] == len(window.days) - 1
    return f"{f'{names[0]}-{names[-1]}' if in_a_row else ', '.join(names)} {_spans_for_field(window.spans)}"


def read_typed_exception(typed: str, today: date) -> DayException:
    """Read a day, or days, that differ: no time of them is safe, or only the times that follow.

    Raises:
        EntryRefused: it is none; the sentence says how to write it.
    """
    text = " ".join(typed.casefold().replace("–", "-").split())
    bare = _NOT.sub("", text.replace(" - ", " to ")).strip()
    for days, times in _splits(bare):
        first, apart, last = days.partition(" to ")
        begins = read_day(first, today)
        ends = read_day(last, begins or today) if apart else begins
        if begins is not None and ends is not None:
            said = _times(_even(times)) if times else NEVER
            return read_exception(f"{begins.isoformat()} to {ends.isoformat()} {said}")
    raise EntryRefused(why_not_read(bare.partition(" to ")[0], today) or _EXCEPTION)


def exception_for_field(exception: DayException) -> str:
    """Return ``24/12/2026 to 2/1/2027 never``: what `read_typed_exception` reads back as the same days."""
    first, last = (f"{day.day}/{day.month}/{day.year}" for day in (exception.first, exception.last))
    days = first if first == last else f"{first} to {last}"
    return f"{days} {_spans_for_field(exception.spans) if exception.spans else NEVER}"


def _splits(text: str) -> list[tuple[str, str]]:
    """Return every way to part days from the times behind them, the one without times first."""
    if text.endswith(_ALL_DAY):
        return [(text.removesuffix(_ALL_DAY).strip(), _ALL_DAY)]
    parts = text.split(" ")
    cuts = ((" ".join(parts[:at]), " ".join(parts[at:])) for at in range(len(parts) - 1, 0, -1))
    return [(text, ""), *((days, times) for days, times in cuts if "-" in _even(times))]


def _even(typed: str) -> str:
    """Return the text in small letters with one way to write each sign."""
    text = typed.casefold().replace("–", "-").replace("—", "-")
    text = re.sub(r"\b(?:to|until|till)\b", "-", text)
    text = re.sub(r"\band\b|[&;]", ",", text)
    text = re.sub(r"\b(?:from|between|on)\b", " ", text)
    text = re.sub(r"\s*([-,])\s*", r"\1", text)
    text = re.sub(r"(\d)\s+(am|pm)\b", r"\1\2", text)
    return " ".join(text.split())


def _days(text: str) -> str:
    said = text.strip(" ,:")
    return ",".join(
        _GROUPS.get(part) or "-".join(map(_day, part.split("-"))) for part in re.split(r"[, ]+(?!day)", said)
    )


def _day(text: str) -> str:
    found = [day for day in _DAYS if len(text) >= 3 and day.startswith(text.removesuffix("s"))]
    if len(found) != 1:
        raise EntryRefused(_UNCLEAR)
    return found[0][:3]


def _times(text: str) -> str:
    if text == _ALL_DAY:
        return "00:00-24:00"
    return ",".join(_span(part) for part in re.split(r"[, ]", text))


def _span(text: str) -> str:
    begins, dash, ends = text.partition("-")
    if not dash:
        raise EntryRefused(_UNCLEAR)
    if ends == "midnight":
        return f"{_begins(begins, '')}-24:00"
    mark = ends[-2:] if ends.endswith(("am", "pm")) else ""
    until = _clock(_WORDS.get(ends, ends), "", whole_hours=_past_noon(ends))
    start = _begins(begins, mark, whole_hours=_past_noon(ends))
    if mark and not begins.endswith(("am", "pm")) and start >= until:
        start = _begins(begins, "am")
    return f"{start}-{until}"


def _begins(text: str, mark: str, *, whole_hours: bool = False) -> str:
    return "00:00" if text == "midnight" else _clock(_WORDS.get(text, text), mark, whole_hours=whole_hours)


def _past_noon(text: str) -> bool:
    """Say whether an hour without a mark can only be one of the twenty-four."""
    return text.isascii() and text.isdigit() and int(text) > 12


def _clock(text: str, mark: str, *, whole_hours: bool) -> str:
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise EntryRefused(_UNCLEAR)
    hour, minute, half = int(found[1]), found[2] or "00", found[3] or mark
    if not half:
        if found[2] is None and not whole_hours:
            raise EntryRefused(_WHICH_HALF)
        return f"{hour:02}:{minute}"
    if not 1 <= hour <= 12:
        if found[3] is None and found[2] is not None:
            return f"{hour:02}:{minute}"
        raise EntryRefused(_WHICH_HALF)
    return f"{hour % 12 + (12 if half == 'pm' else 0):02}:{minute}"


def _spans_for_field(spans: tuple[Span, ...]) -> str:
    if spans == ((0, 24 * 60),):
        return _ALL_DAY
    return ", ".join(f"{_for_field(begins)}-{_for_field(ends)}" for begins, ends in spans)


def _for_field(minute: int) -> str:
    return "midnight" if minute % (24 * 60) == 0 else clock_time(time(minute // 60, minute % 60))
