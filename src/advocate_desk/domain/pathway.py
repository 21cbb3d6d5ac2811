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
    """A step on somebody's way. ``code`` names its definition in resources/pathways.

    One definition may stand in a case several times: a line for each suspect, and under it (``part_of_id``) one for
    each charge. ``about`` says in words which, ``about_id`` who of the case's people. ``worker_id`` is who works on
    it where that is somebody else than the case's lead, as with what is done about the other person; ``need_id`` the
    need of the plan it answers.
    """

    case_id: UUID
    lane: Lane
    code: str
    title: str
    position: int
    about: str = ""
    about_id: UUID | None = None
    part_of_id: UUID | None = None
    worker_id: UUID | None = None
    need_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StepMove(Record):
    """What happened to a step. Where it stands is folded from these and stored nowhere.

    ``stage`` is the stage it came to, by its code in the step's definition ("" where the step has none of its own);
    ``to_state`` what that stage was when the move was made. ``happened_on`` is None where nobody knows the day;
    ``happened_at`` the moment where it counts by the hour. ``waiting_on`` is who has the ball; ``due_on`` the day by
    which they should act. ``told_by`` is who told us, ``proof`` what proves it, ``reason`` a code of the stage's list.

    What was recorded in error is taken back by a move that names it in ``takes_back_id`` and says for the rest how the
    step stood before: so both stay on record, and the newest move of a step always says where it stands.
    """

    case_id: UUID
    step_id: UUID
    to_state: StepState
    happened_on: date | None
    recorded_at: datetime
    actor_id: UUID
    waiting_on: str = ""
    due_on: date | None = None
    note: str = ""
    stage: str = ""
    happened_at: datetime | None = None
    told_by: str = ""
    proof: str = ""
    reason: str = ""
    takes_back_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StepMark(Record):
    """Something that is so beside the stage a step stands at, such as "no longer supports it": never an end.

    ``mark`` is a code of the step's definition; the newest of one code says whether it ``is_set``.
    """

    case_id: UUID
    step_id: UUID
    mark: str
    is_set: bool
    happened_on: date | None
    recorded_at: datetime
    actor_id: UUID
    told_by: str = ""
    proof: str = ""
    note: str = ""
