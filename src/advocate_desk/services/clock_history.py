"""What the timeline tells around clocks: days they count from, what was recorded of them, what the police said."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.clock_entries import ClockEntry, EnhancedRights
from advocate_desk.domain.clock_words import ENTRY_WORDS
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.key_dates import KeyDate
from advocate_desk.domain.pathway import PathwayStep, StepMove
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.case_events import first_ids
from advocate_desk.services.case_history import Happening, midday
from advocate_desk.services.pathway_file import hidden_steps
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session

CLOCK = "clock"
_RIGHTS = {Answer.YES: "The police said that enhanced rights hold", Answer.NO: "The police said no to enhanced rights"}


def clock_happenings(unit: UnitOfWork, session: Session, case_id: UUID, rules: WayRules) -> Iterator[Happening]:
    """Yield each day that was recorded, as it is now, each entry about a clock, and each answer about rights.

    What belongs to a line kept apart from whoever signed in is not among it.
    """
    hidden = hidden_steps(session, rules, unit.find(PathwayStep, case_id=case_id))
    days = unit.find(KeyDate, case_id=case_id)
    last = first_ids({one.id: one.corrects_id for one in days})
    for day in days:
        if day.id in last and day.step_id not in hidden:
            yield _of_day(day, rules)
    apart = {day.id for day in days if day.step_id in hidden}
    apart |= {move.id for move in unit.find(StepMove, case_id=case_id, step_id=tuple(hidden))} if hidden else set()
    for entry in unit.find(ClockEntry, case_id=case_id):
        if entry.start_id not in apart:
            yield _of_entry(entry, rules)
    for said in unit.find(EnhancedRights, case_id=case_id):
        headline = _RIGHTS.get(said.answer, "The police have not said whether enhanced rights hold")
        told = f"Decided by {said.decided_by}." if said.decided_by else ""
        on = midday(said.decided_on) if said.decided_on else None
        yield _happening(on, said.recorded_at, said.actor_id, headline, f"{told} {said.note}".strip())


def _of_day(day: KeyDate, rules: WayRules) -> Happening:
    kind = rules.key_date(day.code)
    title = kind.title if kind else day.code
    when = day.at or (midday(day.on) if day.on else None)
    headline = title if day.on else f"{title}: nobody knows the day"
    told = f"Told by {day.told_by.rstrip('.')}." if day.told_by else ""
    return _happening(when, day.recorded_at, day.actor_id, headline, f"{told} {day.note}".strip(), day.at is None)


def _of_entry(entry: ClockEntry, rules: WayRules) -> Happening:
    duty = rules.duties_by_code.get(entry.duty)
    headline = f"{duty.title if duty else entry.duty}: {ENTRY_WORDS[entry.kind].lower()}"
    until = f"Until {long_date(entry.until)}." if entry.until else ""
    told = f"Told by {entry.told_by.rstrip('.')}." if entry.told_by else ""
    text = " ".join(part for part in (until, told, entry.note.strip()) if part)
    return _happening(midday(entry.on) if entry.on else None, entry.recorded_at, entry.actor_id, headline, text)


def _happening(
    when: datetime | None, recorded_at: datetime, actor_id: UUID, headline: str, text: str, whole_day: bool = True
) -> Happening:
    """Return what happened on a day, or when it was written down where nobody knows the day."""
    return Happening(
        happened_at=when or recorded_at,
        recorded_at=recorded_at,
        kind=CLOCK,
        headline=headline,
        text=text,
        whole_day=when is not None and whole_day,
        actor_id=actor_id,
    )
