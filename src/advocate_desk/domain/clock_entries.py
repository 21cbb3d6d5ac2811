"""What somebody recorded about a running clock, and what the police said about enhanced rights."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.record import Record


class ClockEntryKind(StrEnum):
    """What somebody recorded about one running clock.

    ``met``: they did it, on a day. ``not_owed``: it does not hold here, with a reason. ``extended``: whoever may do so
    gave it a new end (``until``). ``paused`` and ``resumed``: the days between, both counted, do not count. ``chased``:
    they were asked for it. ``taken_back``: the last entry was recorded in error.
    """

    MET = "met"
    NOT_OWED = "not_owed"
    EXTENDED = "extended"
    PAUSED = "paused"
    RESUMED = "resumed"
    CHASED = "chased"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockEntry(Record):
    """One entry. ``duty`` is the clock's code, ``start_id`` the record it was started by, or that shows that its start
    must have been (`clocks.Clock.start_id`); ``rule_version`` the version of the rule it was recorded under.
    """

    case_id: UUID
    duty: str
    start_id: UUID
    kind: ClockEntryKind
    on: date | None
    recorded_at: datetime
    actor_id: UUID
    rule_version: int
    at: datetime | None = None
    until: date | None = None
    told_by: str = ""
    proof: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EnhancedRights(Record):
    """Whether the police said that she has enhanced rights: their decision counts, not ours. The newest holds.

    Anything but yes or no is that they have not said; then both dates are shown.
    """

    case_id: UUID
    answer: Answer
    decided_by: str
    decided_on: date | None
    recorded_at: datetime
    actor_id: UUID
    note: str = ""
