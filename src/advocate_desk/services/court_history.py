"""Orders, what happened to them, and appointments, as the timeline tells them: only what somebody told us happened."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.appointment_rules import appointment_title
from advocate_desk.domain.appointments import Appointment, AppointmentState
from advocate_desk.domain.court import CourtOrder, OrderEvent, OrderEventKind
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.order_words import EVENT_LABELS, event_words, order_title
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.case_history import Happening, midday, on_day, written
from advocate_desk.services.ports import UnitOfWork

COURT = "court"
_BECAME = {
    AppointmentState.TOOK_PLACE: "took place",
    AppointmentState.MOVED: "moved",
    AppointmentState.CANCELLED: "cancelled",
    AppointmentState.NOT_KNOWN: "what became of it is not known",
}


def court_happenings(unit: UnitOfWork, case_id: UUID, way: WayRules) -> Iterator[Happening]:
    """Yield what happened to the orders of a case, and what became of its appointments, in no order."""
    orders = unit.find(CourtOrder, case_id=case_id)
    titles = {one.id: order_title(one, way.order_kind(one.kind)) for one in orders}
    for order in orders:
        yield from _of_order(unit, order, titles[order.id])
    for event in unit.find(OrderEvent, case_id=case_id):
        if event.order_id in titles:
            yield _of_event(event, titles[event.order_id])
    every = {one.id: one for one in unit.find(Appointment, case_id=case_id)}
    for one in every.values():
        if one.state is not AppointmentState.PLANNED:
            yield _of_appointment(unit, one, every.get(one.moved_to_id) if one.moved_to_id else None)


def _of_order(unit: UnitOfWork, order: CourtOrder, title: str) -> Iterator[Happening]:
    made = "given" if order.is_undertaking else "made"
    court = f"{order.court}." if order.court.strip() else ""
    yield from on_day(unit, order, "made_on", COURT, f"{title}: {made}", court)
    yield from on_day(unit, order, "served_on", COURT, f"{title}: served")
    yield from on_day(unit, order, "with_police_on", COURT, f"{title}: police have a copy")
    why = f"Why: {order.ended_because}"
    yield from on_day(unit, order, "ended_on", COURT, f"{title}: never {made}", why)


def _of_event(event: OrderEvent, title: str) -> Happening:
    """Return what happened to an order. A breach that stands among the incidents is told in full there alone."""
    told_there = event.kind is OrderEventKind.BREACHED and event.incident_id is not None
    return Happening(
        happened_at=midday(event.happened_on) if event.happened_on else event.recorded_at,
        recorded_at=event.recorded_at,
        kind=COURT,
        headline=f"{title}: {EVENT_LABELS[event.kind].lower()}",
        text="Told among the incidents." if told_there else event_words(event),
        whole_day=event.happened_on is not None,
        actor_id=event.actor_id,
    )


def _of_appointment(unit: UnitOfWork, one: Appointment, new: Appointment | None) -> Happening:
    """Return what became of one. What took place stands at its day; that it was moved, at the moment we were told."""
    name = appointment_title(one)
    at, who = written(unit, one, "state", one.state)
    took_place = one.state is AppointmentState.TOOK_PLACE
    moved = f" from {long_date(one.on)}{f' to {long_date(new.on)}' if new else ''}"
    day = moved if one.state is AppointmentState.MOVED else "" if took_place else f", {long_date(one.on)}"
    return Happening(
        happened_at=_moment(one) if took_place else at,
        recorded_at=at,
        kind=COURT,
        headline=f"{name}: {_BECAME[one.state]}{day}",
        text=one.outcome,
        whole_day=took_place and one.starts_at is None,
        actor_id=who,
    )


def _moment(one: Appointment) -> datetime:
    return one.starts_at or midday(one.on)
