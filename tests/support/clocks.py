"""Clocks as a practitioner writes them down: a rule, what happened on which day, what that makes due."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from advocate_desk.assets import resource
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.bank_holidays import BankHolidays, parse_bank_holidays
from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.clock_engine import DutyTable, clocks_of
from advocate_desk.domain.clock_entries import ClockEntry, ClockEntryKind
from advocate_desk.domain.clocks import Clock, ClockFacts
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.duties import Duty, parse_duties
from advocate_desk.domain.settings import Nation

CASE = UUID(int=1)
LINE, OTHER_LINE, PART = UUID(int=11), UUID(int=12), UUID(int=13)
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def bank_holidays() -> BankHolidays:
    """Return the bank holidays that ship."""
    file = resource("calendar", "bank-holidays.toml")
    return parse_bank_holidays(tomllib.loads(file.read_text(encoding="utf-8")), file.name)


def day(words: str) -> date:
    """Read ``Mon 23 Nov 2026``; the weekday must be the right one."""
    found = datetime.strptime(words, "%a %d %b %Y").replace(tzinfo=UTC).date()
    if found.strftime("%a") != words[:3]:
        raise ValueError(f"{words} is no such day")
    return found


def rule(code: str = "told", *, more: str = "", **keys: object) -> Duty:
    """Return a clock of 5 working days from ``arrested``, owed by the police, but for ``keys`` and ``more`` TOML."""
    usual: Mapping[str, object] = {
        "version": 1,
        "title": "Tell the person",
        "owes": "police",
        "kind": "promise",
        "rule": "WD",
        "amount": 5,
        "unit": "working days",
        "starts": ["arrested"],
        "nations": ["england", "wales", "scotland", "northern_ireland"],
        "source": "An invented code",
        "evidence": "read",
        "checked_on": date(2026, 11, 1),
    }
    row = {"code": code, **usual, **tomllib.loads(more), **keys}
    return parse_duties({"duties": [row]}, "duties/test.toml")[0]


def event(
    code: str, on: str = "", at: str = "", line: UUID | None = None, part_of: UUID | None = None, number: int = 0
) -> CaseEvent:
    """Return an event on a day such as ``Mon 23 Nov 2026``, with a time in London such as ``16:00``."""
    found = day(on) if on else None
    moment = datetime.combine(found, time.fromisoformat(at), LONDON) if found and at else None
    record = uuid5(CASE, f"{code} {on} {at} {line} {number}")
    return CaseEvent(code=code, on=found, at=moment, record_id=record, line_id=line, part_of_id=part_of)


def entry(
    kind: ClockEntryKind, start: CaseEvent, on: str = "", *, duty: str = "told", until: str = "", number: int = 0
) -> ClockEntry:
    """Return what somebody recorded about the clock that ``start`` began; later ``number`` s were recorded later."""
    return ClockEntry(
        id=UUID(int=1000 + number),
        stream_id=CASE,
        case_id=CASE,
        duty=duty,
        start_id=start.record_id,
        kind=kind,
        on=day(on) if on else None,
        recorded_at=datetime(2026, 11, 1, 9, number, tzinfo=UTC),
        actor_id=UUID(int=2),
        rule_version=1,
        until=day(until) if until else None,
    )


def counted(
    duties: Duty | tuple[Duty, ...],
    *events: CaseEvent,
    entries: tuple[ClockEntry, ...] = (),
    enhanced: Answer = Answer.NO,
    nation: Nation = Nation.ENGLAND,
    born: str = "",
    now: datetime = NOW,
) -> tuple[Clock, ...]:
    """Count the clocks of a case in which this happened."""
    facts = ClockFacts(
        case_id=CASE,
        events=events,
        entries=entries,
        enhanced=enhanced,
        nation=nation,
        born_on=day(born) if born else None,
    )
    several = duties if isinstance(duties, tuple) else (duties,)
    return clocks_of(facts, DutyTable(several), bank_holidays(), now)


def only(clocks: tuple[Clock, ...]) -> Clock:
    """Return the one clock there is."""
    (found,) = clocks
    return found
