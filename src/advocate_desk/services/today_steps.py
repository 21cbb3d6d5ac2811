"""What Today says of steps on somebody's way that are due."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from advocate_desk.domain.agenda import Due, DueKind
from advocate_desk.domain.pathway import PathwayStep, StepMove
from advocate_desk.domain.pathway_rules import last_move
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.pathway_file import step_files
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session
from advocate_desk.services.today_words import TodayWords


def step_words(
    unit: UnitOfWork, session: Session, rules: WayRules, due: Sequence[Due]
) -> Mapping[tuple[DueKind, UUID], TodayWords]:
    """Return what the rows of steps say, in two queries however many there are."""
    ids = tuple(one.record_id for one in due if one.kind is DueKind.STEP)
    if not ids:
        return {}
    moves: dict[UUID, list[StepMove]] = defaultdict(list)
    for move in unit.find(StepMove, step_id=ids):
        moves[move.step_id].append(move)
    files = step_files(session, rules, unit.find(PathwayStep, id=ids), [one for each in moves.values() for one in each])
    today, said = session.clock.today(), dict[tuple[DueKind, UUID], TodayWords]()
    for file in files:
        last = last_move(moves[file.step.id])
        said[DueKind.STEP, file.step.id] = TodayWords(
            what=file.title, why_now=file.status_line(today), due_on=last.due_on if last else None
        )
    return said
