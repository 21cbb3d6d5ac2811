"""Orders as a list shows them: how each stands, what happened to it, and whom and what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.court import CourtOrder, OrderEvent, OrderEventKind
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.order_kinds import OrderKind
from advocate_desk.domain.order_rules import OrderStand, OrderStanding, breach_words, order_stand
from advocate_desk.domain.order_words import event_words, order_title
from advocate_desk.domain.pathway import Lane, PathwayStep
from advocate_desk.domain.people import Person, PersonRole, shown_name
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.case_events import first_ids
from advocate_desk.services.case_file import CaseFile
from advocate_desk.services.contact_points import named_apart
from advocate_desk.services.pathway_file import line_title
from advocate_desk.services.ports import UnitOfWork

REMOVED = "removed from the case since"
_FIRST = (
    OrderStanding.NOT_SERVED,
    OrderStanding.ENDS_SOON,
    OrderStanding.IN_FORCE,
    OrderStanding.NOT_BEGUN,
    OrderStanding.NOT_MADE,
    OrderStanding.ENDED,
    OrderStanding.DISCHARGED,
    OrderStanding.CAME_TO_NOTHING,
)
"""What cannot be enforced yet stands before what protects, and both before what is over."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EventLine:
    """One thing that happened to an order, in a sentence or two.

    ``may_undo`` marks what was recorded today and has no incident beside it. Where that incident is ``distressing``
    the words leave out what was done: it opens on request among the incidents.
    """

    event: OrderEvent
    words: str
    recorded_by: str
    may_undo: bool
    distressing: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderLine:
    """One order and how it stands today.

    ``breach`` says what breaking it is. ``against`` and ``step`` are words, "" where nobody is named. ``protected``
    names the contact points its papers must not show, never by their values. ``events`` are the newest first.
    """

    order: CourtOrder
    kind: OrderKind | None
    title: str
    stand: OrderStand
    breach: str
    against: str
    step: str
    protected: tuple[str, ...]
    events: tuple[EventLine, ...]
    recorded_by: str

    @property
    def breaches(self) -> int:
        """How often it was broken, as far as anybody told us."""
        return sum(one.event.kind is OrderEventKind.BREACHED for one in self.events)


def order_lines(unit: UnitOfWork, file: CaseFile, way: WayRules, today: date) -> tuple[OrderLine, ...]:
    """Return the orders of a case: what is to be done about first, then what protects, then what is over."""
    orders = unit.find(CourtOrder, case_id=file.case.id, order_by=("recorded_at", "id"))
    events = unit.find(OrderEvent, case_id=file.case.id, order_by=("recorded_at", "id"))
    steps, points = step_names(unit, file.case.id, way), point_names(file)
    found = [
        _line(one, [event for event in events if event.order_id == one.id], file, way, steps, points, today)
        for one in orders
    ]
    return tuple(sorted(found, key=lambda one: (_FIRST.index(one.stand.standing), one.order.made_on or date.max)))


def point_names(file: CaseFile) -> Mapping[UUID, str]:
    """Return the contact points of everybody in a case but the other people, named apart and never by their values."""
    named: dict[UUID, str] = {}
    for person in file.people:
        if person.role is not PersonRole.OTHER_PERSON:
            own = named_apart([one for one in file.points if one.person_id == person.id])
            named |= {point_id: f"{shown_name(person)}: {words}" for point_id, words in own.items()}
    return named


def step_names(unit: UnitOfWork, case_id: UUID, way: WayRules) -> Mapping[UUID, str]:
    """Return the steps of a case in the justice lane, each by its title and what it is about; none kept apart."""
    steps = unit.find(PathwayStep, case_id=case_id, lane=Lane.JUSTICE, order_by=("position", "id"))
    apart = {code for code, definition in way.steps.items() if definition.is_apart}
    people = {one.id: shown_name(one) for one in unit.find(Person, case_id=case_id)}
    return {one.id: line_title(one, way, people) for one in steps if one.code not in apart}


def _line(
    order: CourtOrder,
    events: Sequence[OrderEvent],
    file: CaseFile,
    way: WayRules,
    steps: Mapping[UUID, str],
    points: Mapping[UUID, str],
    today: date,
) -> OrderLine:
    kind = way.order_kind(order.kind)
    person = file.person(order.against_id) if order.against_id else None
    against = shown_name(person) if person else f"Somebody {REMOVED}" if order.against_id else ""
    newest = sorted(events, key=lambda one: (one.happened_on or date.min, one.recorded_at), reverse=True)
    return OrderLine(
        order=order,
        kind=kind,
        title=order_title(order, kind),
        stand=order_stand(order, kind, events, today),
        breach=breach_words(order, kind),
        against=against,
        step=steps.get(order.step_id, "") if order.step_id else "",
        protected=tuple(points.get(one, f"One that was {REMOVED}") for one in order.protected_points),
        events=tuple(_event_line(one, file, today) for one in newest),
        recorded_by=file.name_of(order.recorded_by),
    )


def _event_line(event: OrderEvent, file: CaseFile, today: date) -> EventLine:
    recorded_on = in_london(event.recorded_at).date()
    distressing = is_distressing(event, file.incidents)
    return EventLine(
        event=event,
        words=event_words(event, in_full=not distressing),
        recorded_by=file.name_of(event.actor_id),
        may_undo=event.incident_id is None and recorded_on == today,
        distressing=distressing,
    )


def is_distressing(event: OrderEvent, incidents: Sequence[Incident]) -> bool:
    """Say whether the incident beside an event is marked as distressing, as it stands after its corrections."""
    firsts = first_ids({one.id: one.corrects_id for one in incidents})
    beside = event.incident_id
    return beside is not None and any(one.distressing and firsts.get(one.id) == beside for one in incidents)
