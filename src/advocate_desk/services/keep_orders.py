"""Orders that protect: what a court or the police made, whether it was served, and every time it was broken."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.court import CourtOrder, OrderEvent, OrderEventKind
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incidents import IncidentKind, ToldBy
from advocate_desk.domain.order_kinds import OrderKind
from advocate_desk.domain.order_rules import why_event_refused, why_order_refused
from advocate_desk.domain.pathway import PathwayStep
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, shown_name
from advocate_desk.domain.plain_text import accept, accept_line
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import read_case_file
from advocate_desk.services.order_lines import OrderLine, order_lines, point_names, step_names
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.record_incident import NewIncident, add_incident
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderForm:
    """An order as it is typed. Fields are those of `CourtOrder`."""

    kind: str
    is_undertaking: bool = False
    step_id: UUID | None = None
    against_id: UUID | None = None
    court: str = ""
    case_number: str = ""
    made_on: date | None = None
    served_on: date | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    until_further_order: bool = False
    terms: tuple[str, ...] = ()
    power_of_arrest: Answer = Answer.NOT_ASKED
    with_police: Answer = Answer.NOT_ASKED
    with_police_on: date | None = None
    protected_points: tuple[UUID, ...] = ()
    note: str = ""
    ended_on: date | None = None
    ended_because: str = ""

    @classmethod
    def of(cls, order: CourtOrder) -> "OrderForm":
        """Return what a kept order says."""
        return cls(**{one.name: getattr(order, one.name) for one in fields(cls)})


@dataclass(frozen=True, kw_only=True, slots=True)
class EventForm:
    """What happened to an order, as it is typed. Fields are those of `OrderEvent`."""

    kind: OrderEventKind
    happened_on: date | None
    what: str = ""
    told_by: str = ""
    proof: str = ""
    new_end: date | None = None
    police_told: Answer = Answer.NOT_ASKED
    police_reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AsIncident:
    """That a breach is written down as an incident too, and from whom we have it."""

    told_by: ToldBy = ToldBy.HER
    distressing: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OrdersView:
    """The orders of a case, and what a form of one offers to choose from.

    ``people`` are those it may be against, by id, the other people first; ``usually`` the one it is likely against.
    ``steps`` are the applications and lines it may belong to; ``points`` the contact points its papers must not show,
    named and never by their values.
    """

    orders: tuple[OrderLine, ...]
    kinds: tuple[OrderKind, ...]
    people: Mapping[UUID, str]
    usually: UUID | None
    steps: Mapping[UUID, str]
    points: Mapping[UUID, str]


class KeepOrders:
    """Keeps orders and what happened to them. A breach repeats; only the court's word or the last day ends one."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID) -> OrdersView:
        """Return the orders of a case and how each stands today.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            way = rules_in_force(unit, self._rules).way
            lines = order_lines(unit, file, way, self._session.clock.today())
            steps = step_names(unit, case_id, way)
        people = sorted(file.people, key=lambda one: one.role is not PersonRole.OTHER_PERSON)
        only = tuple(file.others) if len(file.others) == 1 else ()
        return OrdersView(
            orders=lines,
            kinds=way.orders,
            people={one.id: shown_name(one) for one in people if one.id != file.client.id},
            usually=next(iter(only), None),
            steps=steps,
            points=point_names(file),
        )

    def add(self, case_id: UUID, form: OrderForm) -> CourtOrder:
        """Keep an order.

        Raises:
            EntryRefused: it cannot be so, in words.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        with self._session.work() as unit:
            order = CourtOrder(
                id=new_id(now),
                stream_id=unit.get(Case, case_id).id,
                case_id=case_id,
                recorded_at=now,
                recorded_by=self._session.user.id,
                **_values(form),
            )
            self._check(unit, order)
            unit.add(order)
            unit.commit("order recorded")
        return self._order(order.id)

    def change(self, opened: CourtOrder, form: OrderForm) -> CourtOrder:
        """Keep what the form changed of ``opened``: that it was made, served, came to nothing.

        Raises:
            EntryRefused, TextRefused: as in `add`.
            ChangedMeanwhile: somebody changed the same after ``opened`` was read.
        """
        self._session.require(Action.WORK_ON_CASES)
        values = _values(form)
        changed = {name: value for name, value in values.items() if getattr(opened, name) != value}
        with self._session.work() as unit:
            now = unit.get(CourtOrder, opened.id)
            self._check(unit, replace(now, **changed))
            if changed:
                unit.change(opened, **changed)
                unit.commit("order changed")
        return self._order(opened.id)

    def record(self, order_id: UUID, form: EventForm, as_incident: AsIncident | None = None) -> OrderEvent:
        """Keep that an order was broken, made longer, changed or ended by the court.

        Args:
            order_id: the order.
            form: what happened.
            as_incident: a breach is written down as an incident as well, in the same unit of work; None if not.

        Raises:
            EntryRefused: it cannot have happened so, in words.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            order = unit.get(CourtOrder, order_id)
            event = self._event(order, form)
            before = unit.find(OrderEvent, order_id=order_id)
            kind = rules_in_force(unit, self._rules).way.order_kind(order.kind)
            if why := next(why_event_refused(event, order, kind, before, self._session.clock.today()), ""):
                raise EntryRefused(why)
            if as_incident is not None and event.kind is OrderEventKind.BREACHED:
                new = _incident_of(order, event, as_incident, unit)
                event = replace(event, incident_id=add_incident(unit, self._session, order.case_id, new).id)
            unit.add(event)
            unit.commit("order broken" if event.kind is OrderEventKind.BREACHED else "order changed by the court")
        with self._session.work() as unit:
            return unit.get(OrderEvent, event.id)

    def take_back(self, event_id: UUID) -> None:
        """Take back what was recorded by mistake. It stays in the history; an incident beside it stays too."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.remove(unit.get(OrderEvent, event_id))
            unit.commit("entry about an order taken back")

    def remove(self, order_id: UUID) -> None:
        """Take out an order that was recorded by mistake. `restore` takes that back.

        Raises:
            EntryRefused: something happened to it, which would be out of sight with it.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            order = unit.get(CourtOrder, order_id)
            if unit.find(OrderEvent, order_id=order_id, limit=1):
                raise EntryRefused("Something is recorded about this order, so it stays. Take that back first.")
            unit.remove(order)
            unit.commit("order removed")

    def restore(self, order_id: UUID) -> None:
        """Bring back an order that was removed.

        Raises:
            NotFound: no such order, or it was not removed.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get_removed(CourtOrder, order_id), deleted_at=None)
            unit.commit("order brought back")

    def _event(self, order: CourtOrder, form: EventForm) -> OrderEvent:
        now, broken = self._session.clock.now(), form.kind is OrderEventKind.BREACHED
        return OrderEvent(
            id=new_id(now),
            stream_id=order.case_id,
            case_id=order.case_id,
            order_id=order.id,
            kind=form.kind,
            happened_on=form.happened_on,
            recorded_at=now,
            actor_id=self._session.user.id,
            what=accept(form.what),
            told_by=accept_line(form.told_by),
            proof=accept_line(form.proof),
            new_end=form.new_end if form.kind in _MAY_MOVE_THE_END else None,
            police_told=form.police_told if broken else Answer.NOT_ASKED,
            police_reference=accept_line(form.police_reference) if broken else "",
        )

    def _check(self, unit: UnitOfWork, order: CourtOrder) -> None:
        kind = rules_in_force(unit, self._rules).way.order_kind(order.kind)
        if why := next(why_order_refused(order, kind, self._session.clock.today()), ""):
            raise EntryRefused(why)
        people = {one.id: one for one in unit.find(Person, case_id=order.case_id)}
        if order.against_id is not None and order.against_id not in people:
            raise EntryRefused("This person is not among the people of this case. Add them under People first.")
        if order.step_id is not None and not unit.find(PathwayStep, case_id=order.case_id, id=order.step_id):
            raise EntryRefused("This step is not in this case any more. Choose again.")
        own = {one.id: people.get(one.person_id) for one in unit.find(ContactPoint, case_id=order.case_id)}
        others = {one for one, person in own.items() if person and person.role is PersonRole.OTHER_PERSON}
        if others & set(order.protected_points):
            raise EntryRefused("What belongs to the other person needs no protection from them. Choose again.")

    def _order(self, order_id: UUID) -> CourtOrder:
        with self._session.work() as unit:
            return unit.get(CourtOrder, order_id)


_MAY_MOVE_THE_END = frozenset({OrderEventKind.EXTENDED, OrderEventKind.VARIED})


def _incident_of(order: CourtOrder, event: OrderEvent, asked: AsIncident, unit: UnitOfWork) -> NewIncident:
    """Return a breach as an incident. By whom: the person the order is against, where they are still in the case."""
    there = order.against_id is not None and unit.find(Person, case_id=order.case_id, id=order.against_id)
    client = unit.get(Case, order.case_id).client_id
    by_whom = (order.against_id,) if order.against_id and there and order.against_id != client else ()
    return NewIncident(
        kinds=(IncidentKind.BREACH_OF_ORDER,),
        happened_on=event.happened_on,
        by_whom=by_whom,
        what=event.what,
        told_to="Police" if event.police_told is Answer.YES else "",
        police_reference=event.police_reference,
        told_by=asked.told_by,
        distressing=asked.distressing,
    )


def _values(form: OrderForm) -> dict[str, Any]:
    texts = ("court", "case_number", "ended_because")
    return {
        **{one.name: getattr(form, one.name) for one in fields(form)},
        **{name: accept_line(getattr(form, name)) for name in texts},
        "terms": tuple(line for one in form.terms if (line := accept_line(one))),
        "protected_points": tuple(dict.fromkeys(form.protected_points)),
        "note": accept(form.note),
    }
