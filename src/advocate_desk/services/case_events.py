"""What happened in cases that a clock may count from or end with, gathered from every record that holds it.

A handful of queries, however many cases there are. What is kept apart from whoever signed in is not among it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.appointments import Appointment, AppointmentKind, AppointmentState
from advocate_desk.domain.case_events import CaseEvent, RecordEvent, of_kind
from advocate_desk.domain.case_moves import CaseMove
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.contacts import Contact, ContactResult
from advocate_desk.domain.court import CourtOrder, OrderEvent, OrderEventKind
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.key_dates import KeyDate
from advocate_desk.domain.marac import MaracMeeting, MaracReferral
from advocate_desk.domain.order_rules import order_happenings
from advocate_desk.domain.pathway import PathwayStep, StepMove
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.referral import Machine, ProgressState, ReferralMove
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.support_plan import NeedState, SupportNeed
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.pathway_file import hidden_steps, step_events, step_files
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import by_case, in_force
from advocate_desk.services.session import Session

Found = Iterator[tuple[UUID, CaseEvent]]
"""Events, each with the case it is of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """What is read of the cases once and used by several. ``hidden`` are steps kept from whoever signed in."""

    unit: UnitOfWork
    cases: Mapping[UUID, Case]
    ids: tuple[UUID, ...]
    steps: Mapping[UUID, PathwayStep]
    hidden: frozenset[UUID]
    people: Sequence[Person]

    def part_of(self, step_id: UUID | None) -> UUID | None:
        """Return the line a step is a part of."""
        step = self.steps.get(step_id) if step_id else None
        return step.part_of_id if step else None


def events_of_cases(
    unit: UnitOfWork, session: Session, rules: WayRules, cases: Sequence[Case], people: Sequence[Person]
) -> Mapping[UUID, tuple[CaseEvent, ...]]:
    """Return what happened in each of ``cases``; ``people`` are the clients and the children in them."""
    ids = tuple(case.id for case in cases)
    steps, moves = unit.find(PathwayStep, case_id=ids), unit.find(StepMove, case_id=ids)
    read = Gathered(
        unit=unit,
        cases={case.id: case for case in cases},
        ids=ids,
        steps={one.id: one for one in steps},
        hidden=hidden_steps(session, rules, steps),
        people=people,
    )
    found: dict[UUID, list[CaseEvent]] = defaultdict(list)
    moves_by_case = by_case(moves)
    for case_id, of_case in by_case(steps).items():
        found[case_id] += step_events(step_files(session, rules, of_case, moves_by_case[case_id]))
    for reader in _READERS:
        for case_id, event in reader(read):
            found[case_id].append(event)
    return {case_id: tuple(found[case_id]) for case_id in ids}


def _of_cases(read: Gathered) -> Found:
    moves = by_case(read.unit.find(CaseMove, case_id=read.ids, order_by=("recorded_at", "id")))
    for case in read.cases.values():
        at, on = case.received_at, case.referred_on
        for code in (RecordEvent.RECEIVED, of_kind(RecordEvent.RECEIVED, case.source)):
            if at is not None:
                yield _at(case.id, code, at, case.id)
            elif on is not None:
                yield case.id, CaseEvent(code=code, on=on, record_id=case.id)
        looked_at = next((one for one in moves[case.id] if one.to_status not in _BEFORE_LOOKED_AT), None)
        if looked_at is not None:
            yield _at(case.id, RecordEvent.LOOKED_AT, looked_at.happened_at, looked_at.id)
        if case.closed_on is not None:
            closed = [one.closure for one in moves[case.id] if one.closure is not None][-1:]
            for code in (RecordEvent.CLOSED, *(of_kind(RecordEvent.CLOSED, why) for why in closed)):
                yield case.id, CaseEvent(code=code, on=case.closed_on, record_id=case.id)


def _births(read: Gathered) -> Found:
    for one in read.people:
        case = read.cases.get(one.case_id)
        if case is not None and one.role is PersonRole.CHILD:
            on = case.referred_on or case.opened_on
            yield case.id, CaseEvent(code=RecordEvent.CHILD_HERE, on=on, record_id=one.id, line_id=one.id)
        if one.date_of_birth is None or case is None:
            continue
        if one.id == case.client_id:
            yield case.id, CaseEvent(code=RecordEvent.BORN, on=one.date_of_birth, record_id=one.id)
        elif one.role is PersonRole.CHILD:
            code = RecordEvent.CHILD_BORN
            yield case.id, CaseEvent(code=code, on=one.date_of_birth, record_id=one.id, line_id=one.id)


def _contacts(read: Gathered) -> Found:
    for one in in_force(read.unit.find(Contact, case_id=read.ids)):
        if one.result is ContactResult.SPOKE:
            yield _at(one.case_id, RecordEvent.SPOKEN, one.happened_at, one.id)


def _incidents(read: Gathered) -> Found:
    every = read.unit.find(Incident, case_id=read.ids)
    firsts = first_ids({one.id: one.corrects_id for one in every})
    for one in every:
        if (first := firsts.get(one.id)) is not None:
            for code in (RecordEvent.INCIDENT, *(of_kind(RecordEvent.INCIDENT, kind) for kind in one.kinds)):
                yield one.case_id, CaseEvent(code=code, on=one.happened_on, record_id=first)


def _assessments(read: Gathered) -> Found:
    for one in read.unit.find(RiskAssessment, case_id=read.ids):
        for code in (RecordEvent.RISK_ASSESSED, of_kind(RecordEvent.RISK_ASSESSED, one.level)):
            yield one.case_id, CaseEvent(code=code, on=one.assessed_on, record_id=one.id)


def _needs(read: Gathered) -> Found:
    for one in read.unit.find(SupportNeed, case_id=read.ids):
        if one.state is not NeedState.NOT_WANTED:
            for code in (RecordEvent.NEED, of_kind(RecordEvent.NEED, one.area)):
                yield one.case_id, CaseEvent(code=code, on=one.opened_on, record_id=one.id, line_id=one.id)


def _maracs(read: Gathered) -> Found:
    for referral in read.unit.find(MaracReferral, case_id=read.ids):
        if referral.referred_on is not None:
            yield (
                referral.case_id,
                CaseEvent(
                    code=RecordEvent.MARAC_REFERRED,
                    on=referral.referred_on,
                    record_id=referral.id,
                    line_id=referral.id,
                ),
            )
    for one in read.unit.find(MaracMeeting, case_id=read.ids):
        for code, on in ((RecordEvent.MARAC_MET, one.heard_on), (RecordEvent.MARAC_TOLD, one.feedback_on)):
            if on is not None:
                yield (
                    one.case_id,
                    CaseEvent(code=code, on=on, record_id=one.id, line_id=one.id, part_of_id=one.referral_id),
                )


def _referrals(read: Gathered) -> Found:
    sent = read.unit.find(
        ReferralMove, case_id=read.ids, machine=Machine.PROGRESS, to_state=ProgressState.SENT, order_by=("recorded_at",)
    )
    for one in {move.referral_id: move for move in reversed(sent)}.values():
        yield _at(one.case_id, RecordEvent.REFERRAL_SENT, one.happened_at, one.id, one.referral_id)


def _orders(read: Gathered) -> Found:
    happened: dict[UUID, list[OrderEvent]] = defaultdict(list)
    for event in read.unit.find(OrderEvent, case_id=read.ids, kind=OrderEventKind.BREACHED):
        happened[event.order_id].append(event)
    for order in read.unit.find(CourtOrder, case_id=read.ids):
        for found in order_happenings(order, happened[order.id]):
            yield order.case_id, found


def _hearings(read: Gathered) -> Found:
    known = (AppointmentState.TOOK_PLACE, AppointmentState.PLANNED)
    for one in read.unit.find(Appointment, case_id=read.ids, kind=AppointmentKind.HEARING, state=known):
        ahead = one.state is AppointmentState.PLANNED
        if ahead and (one.goes or one.goes_id):
            continue
        yield (
            one.case_id,
            CaseEvent(
                code=RecordEvent.HEARING_ALONE if ahead else RecordEvent.HEARING,
                on=one.on,
                at=one.starts_at,
                record_id=one.id,
                line_id=one.step_id or one.order_id,
                part_of_id=read.part_of(one.step_id),
            ),
        )


def _key_dates(read: Gathered) -> Found:
    every = read.unit.find(KeyDate, case_id=read.ids)
    firsts = first_ids({one.id: one.corrects_id for one in every})
    for one in every:
        if (first := firsts.get(one.id)) is not None and one.step_id not in read.hidden:
            yield (
                one.case_id,
                CaseEvent(
                    code=one.code,
                    on=one.on,
                    at=one.at,
                    record_id=first,
                    line_id=one.step_id,
                    part_of_id=read.part_of(one.step_id),
                ),
            )


def first_ids(corrects: Mapping[UUID, UUID | None]) -> Mapping[UUID, UUID]:
    """Return for each entry that no later one corrects the first of its chain: what was said of that still holds."""
    replaced = set(corrects.values())
    return {one: _first(one, corrects) for one in corrects if one not in replaced}


def _first(one: UUID, corrects: Mapping[UUID, UUID | None]) -> UUID:
    while (before := corrects.get(one)) is not None:
        one = before
    return one


def _at(case_id: UUID, code: str, at: datetime, record_id: UUID, line: UUID | None = None) -> tuple[UUID, CaseEvent]:
    on = in_london(at).date()
    return case_id, CaseEvent(code=code, on=on, at=at, record_id=record_id, line_id=line)


_BEFORE_LOOKED_AT = frozenset({CaseStatus.RECEIVED, CaseStatus.TRIAGE, CaseStatus.CONFLICT_HOLD})
_READERS: Sequence[Callable[[Gathered], Found]] = (
    _of_cases,
    _births,
    _contacts,
    _incidents,
    _assessments,
    _needs,
    _maracs,
    _referrals,
    _orders,
    _hearings,
    _key_dates,
)
