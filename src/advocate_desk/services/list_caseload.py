"""The caseload: one line for each case, as a table or from a search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.case_life_words import IN_LIST
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.contacts import Contact
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.pathway import Lane, PathwayStep, StepMove, StepState
from advocate_desk.domain.pathway_rules import tally
from advocate_desk.domain.people import Person, shown_name
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.domain.tasks import Task
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import CaseloadFilter, UnitOfWork
from advocate_desk.services.reading import (
    ATTEMPTS,
    StepNow,
    by_case,
    in_force,
    latest_assessment,
    names_of,
    steps_now,
)
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneCount:
    """How far a lane has come. ``wanted`` is False when every step of it was not wanted."""

    lane: Lane
    done: int
    total: int
    late: bool
    wanted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadRow:
    """One case in the list. ``level`` is None while no risk assessment is signed; ``status`` is where it stands."""

    case_id: UUID
    reference: str
    name: str
    level: RiskLevel | None
    lanes: tuple[LaneCount, LaneCount, LaneCount]
    next_step: str
    next_due: date | None
    late: bool
    last_contact_at: datetime | None
    lead_name: str
    is_open: bool
    found_by: str = ""
    status: CaseStatus = CaseStatus.OPEN


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadPage:
    """A page of the list and how many cases there are in all."""

    rows: tuple[CaseloadRow, ...]
    total: int


class ListCaseload:
    """Lists cases and finds them as somebody types."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, wanted: CaseloadFilter, offset: int = 0, limit: int = 50) -> CaseloadPage:
        """Return one page of the cases ``wanted``."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            case_ids, total = unit.caseload(wanted, offset, limit)
            return CaseloadPage(rows=self._rows(unit, case_ids, {}), total=total)

    def find(self, text: str, limit: int = 50) -> CaseloadPage:
        """Return the cases that ``text`` finds, best first, each with what it was found by."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            why = {hit.case_id: hit.why for hit in reversed(unit.search(text, limit))}
            rows = self._rows(unit, tuple(reversed(why)), why)
        return CaseloadPage(rows=rows, total=len(rows))

    def _rows(self, unit: UnitOfWork, case_ids: tuple[UUID, ...], why: Mapping[UUID, str]) -> tuple[CaseloadRow, ...]:
        """Read a page in nine queries, however many cases are on it."""
        if not case_ids:
            return ()
        cases = {case.id: case for case in unit.find(Case, id=case_ids)}
        clients = tuple(case.client_id for case in cases.values())
        page = _Page(
            clients={person.id: person for person in unit.find(Person, id=clients)},
            assessments=by_case(unit.find(RiskAssessment, case_id=case_ids)),
            steps=by_case(unit.find(PathwayStep, case_id=case_ids)),
            moves=by_case(unit.find(StepMove, case_id=case_ids)),
            tasks=by_case(unit.find(Task, case_id=case_ids, done_at=None)),
            contacts=by_case(unit.find(Contact, case_id=case_ids)),
            names=names_of(unit),
        )
        now = self._session.clock.now()
        return tuple(_row(cases[case_id], page, now, why.get(case_id, "")) for case_id in case_ids if case_id in cases)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Page:
    """Everything the rows of one page stand on, by case."""

    clients: Mapping[UUID, Person]
    assessments: Mapping[UUID, list[RiskAssessment]]
    steps: Mapping[UUID, list[PathwayStep]]
    moves: Mapping[UUID, list[StepMove]]
    tasks: Mapping[UUID, list[Task]]
    contacts: Mapping[UUID, list[Contact]]
    names: Mapping[UUID, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Next:
    """Something that comes next. Without a day it comes after everything that has one."""

    title: str
    due: date | None
    late: bool


def _row(case: Case, page: _Page, now: datetime, found_by: str) -> CaseloadRow:
    steps = steps_now(page.steps[case.id], page.moves[case.id], in_london(now).date())
    ahead = [*_tasks_ahead(page.tasks[case.id], now), *_steps_ahead(steps)]
    first = min(ahead, key=lambda item: item.due or date.max, default=None)
    assessment = latest_assessment(page.assessments[case.id])
    spoken = [entry.happened_at for entry in in_force(page.contacts[case.id]) if entry.result not in ATTEMPTS]
    today = in_london(now).date()
    so_far = [moment for moment in spoken if in_london(moment).date() <= today]  # the rest were a wrong clock's
    lead = page.names.get(case.lead_id, "") if case.lead_id else case.lead_as_text
    return CaseloadRow(
        case_id=case.id,
        reference=case.reference,
        name=shown_name(page.clients[case.client_id]),
        level=assessment.level if assessment else None,
        lanes=(lane_count(Lane.REPORT, steps), lane_count(Lane.SUPPORT, steps), lane_count(Lane.JUSTICE, steps)),
        next_step=first.title if first else IN_LIST.get(case.status, ""),
        next_due=first.due if first else None,
        late=any(item.late for item in ahead),
        last_contact_at=max(so_far, default=None),
        lead_name=lead,
        is_open=case.status is not CaseStatus.CLOSED,
        found_by=found_by,
        status=case.status,
    )


def lane_count(lane: Lane, steps: Sequence[StepNow]) -> LaneCount:
    """Count one lane."""
    counted = tally((step.state, step.late) for step in steps if step.step.lane is lane)
    return LaneCount(lane=lane, done=counted.done, total=counted.total, late=counted.late, wanted=counted.wanted)


def _tasks_ahead(tasks: Sequence[Task], now: datetime) -> list[_Next]:
    return [
        _Next(
            title=task.title,
            due=in_london(task.due_at).date() if task.due_at else None,
            late=bool(task.due_at and task.due_at < now),
        )
        for task in tasks
    ]


def _steps_ahead(steps: Sequence[StepNow]) -> list[_Next]:
    return [
        _Next(title=step.step.title, due=step.due_on, late=step.late)
        for step in steps
        if step.state is StepState.WAITING or step.due_on is not None
    ]
