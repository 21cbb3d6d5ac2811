"""What a case's first page says of courts: what does not protect, what ends, and the next few appointments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.appointment_rules import (
    TO_COME,
    AppointmentStanding,
    appointment_standing,
    appointment_title,
    in_order,
    when_words,
)
from advocate_desk.domain.appointments import Appointment, AppointmentState
from advocate_desk.domain.court import CourtOrder, OrderEvent
from advocate_desk.domain.order_rules import OrderStanding, order_stand
from advocate_desk.domain.order_words import order_title
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.ports import UnitOfWork

_MOST = 3
"""Of appointments to come; the court section has them all."""
_TOLD = (OrderStanding.NOT_SERVED, OrderStanding.ENDS_SOON)
"""In this order: what does not protect yet comes before what still does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AheadLine:
    """One order or one appointment in two lines. ``warns`` where something is to be done about it now."""

    title: str
    words: str
    warns: bool
    is_order: bool


def court_ahead(unit: UnitOfWork, case_id: UUID, way: WayRules, today: date) -> tuple[AheadLine, ...]:
    """Return orders to do something about, days of which nobody said what became of them, and what is next."""
    orders = unit.find(CourtOrder, case_id=case_id, order_by=("made_on", "id"))
    events = unit.find(OrderEvent, case_id=case_id) if orders else ()
    planned = unit.find(Appointment, case_id=case_id, state=AppointmentState.PLANNED)
    return (*_orders(orders, events, way, today), *_appointments(in_order(planned), today))


def _orders(
    orders: Sequence[CourtOrder], events: Sequence[OrderEvent], way: WayRules, today: date
) -> Iterator[AheadLine]:
    kinds = {one.id: way.order_kind(one.kind) for one in orders}
    stands = [
        (one, order_stand(one, kinds[one.id], [event for event in events if event.order_id == one.id], today))
        for one in orders
    ]
    for told in _TOLD:
        for one, stand in stands:
            if stand.standing is told:
                yield AheadLine(title=order_title(one, kinds[one.id]), words=stand.words, warns=True, is_order=True)


def _appointments(planned: Sequence[Appointment], today: date) -> Iterator[AheadLine]:
    to_come = 0
    for one in planned:
        standing = appointment_standing(one, today)
        if standing in TO_COME:
            to_come += 1
            if to_come > _MOST:
                return
        passed = standing is AppointmentStanding.PASSED
        when = when_words(one, today)
        yield AheadLine(
            title=appointment_title(one),
            words=f"{when}. What became of it?" if passed else when,
            warns=passed or standing is AppointmentStanding.TODAY,
            is_order=False,
        )
