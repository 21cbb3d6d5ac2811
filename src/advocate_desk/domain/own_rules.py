"""What a service changes in the rules that ship: steps, reasons, clocks, gaps, sets of steps, bank holidays."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import SHARED_STREAM, Record
from advocate_desk.domain.settings import Nation


class RuleKind(StrEnum):
    """What a service may lay over what ships."""

    STEP = "step"
    REASONS = "reasons"
    DUTY = "duty"
    GAP = "gap"
    STEP_SET = "step_set"


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnRule(Record):
    """One definition a service wrote, in place of the shipped one of the same code, or beside them.

    ``text`` is TOML, read by the same strict parser as what ships. It never changes; a later one of the same code takes
    its place, and ``ended_on`` brings back what ships. ``is_left_out`` says that the service does not use it at all.
    """

    stream_id: UUID = SHARED_STREAM
    kind: RuleKind
    code: str
    text: str
    why: str
    made_at: datetime
    made_by: UUID
    is_left_out: bool = False
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BankDay(Record):
    """A day a service adds to a nation's bank holidays, or takes out of them, with where it was read."""

    stream_id: UUID = SHARED_STREAM
    nation: Nation
    day: date
    is_holiday: bool
    source: str
    made_at: datetime
    made_by: UUID
