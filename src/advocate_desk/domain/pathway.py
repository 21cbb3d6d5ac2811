"""The three lanes: report, support, justice. They run side by side; any may be empty."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record


class Lane(StrEnum):
    """Nothing implies that one follows another, or that anybody should report."""

    REPORT = "report"
    SUPPORT = "support"
    JUSTICE = "justice"


class StepState(StrEnum):
    """Where one step stands. ``not_wanted`` is a choice of hers and as good as any other."""

    NOT_STARTED = "not_started"
    WAITING = "waiting"
    DONE = "done"
    NOT_WANTED = "not_wanted"


@dataclass(frozen=True, kw_only=True, slots=True)
class PathwayStep(Record):
    """A step on somebody's way. ``code`` names its definition in resources/pathways."""

    case_id: UUID
    lane: Lane
    code: str
    title: str
    position: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StepMove(Record):
    """What happened to a step. Its state is folded from these and stored nowhere.

    ``waiting_on`` is who has the ball; ``due_on`` the day by which they should act.
    """

    case_id: UUID
    step_id: UUID
    to_state: StepState
    happened_on: date
    recorded_at: datetime
    actor_id: UUID
    waiting_on: str = ""
    due_on: date | None = None
    note: str = ""
