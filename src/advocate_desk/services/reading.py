"""What several services read the same way: groups by case, the entry in force, the state of steps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import NOBODY_HEARD, Contact, ContactResult, Note
from advocate_desk.domain.identifiers import new_case_reference
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.pathway import PathwayStep, StepMove, StepState
from advocate_desk.domain.pathway_rules import OPEN_STATES, is_late, last_move, step_state
from advocate_desk.domain.referral import ReferralMove
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.users import User
from advocate_desk.services.ports import UnitOfWork

RIGHT_AFTER = timedelta(microseconds=1)
ATTEMPTS = NOBODY_HEARD | {ContactResult.NOT_KNOWN}
"""Results after which nobody has heard from her, as far as anybody here knows."""


class InCase(Protocol):
    """Anything that belongs to one case."""

    @property
    def case_id(self) -> UUID:
        """The case."""
        ...


InCaseT = TypeVar("InCaseT", bound=InCase)
EntryT = TypeVar("EntryT", Contact, Note, Incident)


def just_after(now: datetime, recorded: Iterable[datetime]) -> datetime:
    """Return the moment to record under what comes after all these: ``now``, or just after the last where this
    computer's clock was set back since. Their order is the order of their moments, so no two may share one.
    """
    return max([now, *(at + RIGHT_AFTER for at in recorded)])


@dataclass(frozen=True, kw_only=True, slots=True)
class StepNow:
    """A step with its own moves and what follows from them today. ``due_on`` is set while somebody has to act."""

    step: PathwayStep
    moves: tuple[StepMove, ...]
    state: StepState
    late: bool
    due_on: date | None


def by_case(records: Iterable[InCaseT]) -> Mapping[UUID, list[InCaseT]]:
    """Group records by their case; a case without any has an empty list."""
    groups: dict[UUID, list[InCaseT]] = defaultdict(list)
    for record in records:
        groups[record.case_id].append(record)
    return groups


def moves_of(unit: UnitOfWork, referral_id: UUID) -> tuple[ReferralMove, ...]:
    """Return a referral's moves in the order they were recorded."""
    return unit.find(ReferralMove, referral_id=referral_id, order_by=("recorded_at", "id"))


def in_force(entries: Sequence[EntryT]) -> list[EntryT]:
    """Leave out the entries that a later one corrects."""
    corrected = {entry.corrects_id for entry in entries}
    return [entry for entry in entries if entry.id not in corrected]


def latest_assessment(assessments: Iterable[RiskAssessment]) -> RiskAssessment | None:
    """Return the newest signed assessment; of one day's, the one recorded last."""
    return max(assessments, key=lambda signed: (signed.assessed_on, signed.recorded_at), default=None)


def steps_now(steps: Sequence[PathwayStep], moves: Sequence[StepMove], today: date) -> tuple[StepNow, ...]:
    """Put each step's moves with it, and the steps in their places."""
    of_step: dict[UUID, list[StepMove]] = defaultdict(list)
    for move in moves:
        of_step[move.step_id].append(move)
    return tuple(
        _step_now(step, tuple(of_step[step.id]), today) for step in sorted(steps, key=lambda step: step.position)
    )


def _step_now(step: PathwayStep, moves: tuple[StepMove, ...], today: date) -> StepNow:
    state, last = step_state(moves), last_move(moves)
    due_on = last.due_on if last and state in OPEN_STATES else None
    return StepNow(step=step, moves=moves, state=state, late=is_late(moves, today), due_on=due_on)


def names_of(unit: UnitOfWork) -> Mapping[UUID, str]:
    """Return the display name of everybody who works here, or ever did."""
    return {user.id: user.display_name for user in unit.find(User)}


def unused_case_reference(unit: UnitOfWork) -> str:
    """Draw a case reference that no case here has."""
    reference = new_case_reference()
    while unit.find(Case, reference=reference):
        reference = new_case_reference()
    return reference
