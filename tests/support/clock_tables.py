"""Reads the tables that hold shipped clocks to days worked out by hand, as a practitioner would write them.

A line of a table says which clock (empty: the one above), the nation, what happened when, and when it is due::

    told_of_arrest | england | criminal_line.arrested Fri 27 Nov 2026 | Fri 4 Dec 2026, enhanced Mon 30 Nov 2026

What happened is a list with semicolons: an event with a day, a day and a time, or "unknown"; ``@charge`` says on which
line where that is not its own step's (a key date's is the suspect's). ``born`` and a day says when the person was,
``rights yes`` or ``rights no`` what the police decided. When it is due is a day, a day and a time, "unknown", or
"no clock"; several clocks stand with "and". Lines that begin with # say what a table is for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.clocks import ClockFacts
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.settings import Nation
from tests.support.records import CASE, numbered

FOLDER = Path(__file__).resolve().parents[1] / "data" / "clocks"
CRIMINAL_LINE, CHARGE, ORDER = numbered(701), numbered(702), numbered(703)
_LINES = {"criminal_line": CRIMINAL_LINE, "charge": CHARGE, "order": ORDER}
_PART_OF = {
    "charge": CRIMINAL_LINE,
    "police_review": CRIMINAL_LINE,
    "prosecutor_review": CRIMINAL_LINE,
    "victim_contact_scheme": CRIMINAL_LINE,
    "sentence_review": CHARGE,
}
_OF_THE_CASE = {"case", "client", "child", "contact", "incident", "risk", "marac"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of a table."""

    table: str
    line: int
    clock: str
    facts: ClockFacts
    due: str

    def __str__(self) -> str:
        return f"{self.table}:{self.line}:{self.clock}"


def rows() -> tuple[Row, ...]:
    """Return every line of every table."""
    return tuple(row for file in sorted(FOLDER.glob("*.txt")) for row in _rows(file))


def read_moment(words: str) -> tuple[date | None, datetime | None]:
    """Read ``Fri 27 Nov 2026``, ``Fri 27 Nov 2026 16:00`` (in London) or ``unknown``; the weekday must be right."""
    if words == "unknown":
        return None, None
    parts = words.split()
    day = datetime.strptime(" ".join(parts[1:4]), "%d %b %Y").replace(tzinfo=UTC).date()
    if day.strftime("%a") != parts[0]:
        raise ValueError(f"{words} is a {day:%A}")
    if len(parts) == 4:
        return day, None
    hour, _, minute = parts[4].partition(":")
    return day, datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=LONDON)


def _rows(file: Path) -> Iterator[Row]:
    clock = ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        named, nation, happened, due = (cell.strip() for cell in line.split("|"))
        clock = named or clock
        yield Row(table=file.stem, line=number, clock=clock, facts=_facts(Nation(nation), happened), due=due)


def _facts(nation: Nation, happened: str) -> ClockFacts:
    born_on: date | None = None
    enhanced = Answer.NOT_ASKED
    events: list[CaseEvent] = []
    for number, said in enumerate(happened.split(";")):
        code, _, when = said.strip().partition(" ")
        if code == "rights":
            enhanced = Answer(when)
            continue
        on, at = read_moment(when)
        if code == "born":
            born_on, code = on, "client.born"
        events += _events(code, on, at, numbered(800 + number))
    return ClockFacts(case_id=CASE, events=tuple(events), enhanced=enhanced, nation=nation, born_on=born_on)


def _events(code: str, on: date | None, at: datetime | None, record_id: UUID) -> Iterator[CaseEvent]:
    """Yield an event; what happened to one kind of order, or one ending of a case, is two."""
    code, _, line = code.partition("@")
    step = line or (code.partition(".")[0] if "." in code else "criminal_line")
    line_id = None if step in _OF_THE_CASE else _LINES.get(step, numbered(1000 + sum(step.encode())))
    part_of = _PART_OF.get(step)
    codes = [code, code.rpartition(".")[0]] if code.count(".") > 1 else [code]
    for each in codes:
        yield CaseEvent(code=each, on=on, at=at, record_id=record_id, line_id=line_id, part_of_id=part_of)
