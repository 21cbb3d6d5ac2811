"""What Today says of steps on somebody's way that are due."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from advocate_desk.domain.agenda import AgendaFilter, Due, DueKind, DueWhen
from advocate_desk.domain.dates_in_words import near_date
from advocate_desk.domain.pathway import PathwayStep, StepMove, StepState
from advocate_desk.domain.pathway_rules import last_move
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.pathway_file import StepFile, step_files
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session
from advocate_desk.services.today_rows import WordedDue
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


def steps_waiting(
    unit: UnitOfWork, session: Session, rules: WayRules, case_ids: Sequence[UUID], wanted: AgendaFilter
) -> tuple[WordedDue, ...]:
    """Return the steps of these cases that wait on somebody and are not due within the week. Two queries."""
    if not case_ids:
        return ()
    steps, moves = unit.find(PathwayStep, case_id=case_ids), unit.find(StepMove, case_id=case_ids)
    files = step_files(session, rules, steps, moves)
    return tuple(
        WordedDue(
            due=Due(kind=DueKind.STEP_WAITING, when=DueWhen.OTHERS, case_id=file.step.case_id, record_id=file.step.id),
            words=_waiting_words(file, wanted),
        )
        for file in files
        if not file.withheld and file.now.state is StepState.WAITING and _is_with_others(file, wanted)
    )


def _is_with_others(file: StepFile, wanted: AgendaFilter) -> bool:
    last = last_move(file.now.moves)
    is_near = file.now.due_on is not None and file.now.due_on <= wanted.last_day
    return not is_near and last is not None and last.waiting_on.strip().casefold() != "us"


def _waiting_words(file: StepFile, wanted: AgendaFilter) -> TodayWords:
    """Who has the ball and since when; without a day to come by, the line says since when by itself."""
    last, line = last_move(file.now.moves), file.status_line(wanted.today)
    if last is not None and last.due_on is not None and last.happened_on is not None:
        line = f"{line}. Since {near_date(last.happened_on, wanted.today)}"
    return TodayWords(what=file.title, why_now=line, due_on=file.now.due_on)
