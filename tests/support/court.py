"""Invented orders and appointments, each with everything a test does not care about filled in."""
# ruff: noqa: ANN401 - a builder takes any field of its record

from dataclasses import replace
from datetime import date
from typing import Any

from advocate_desk.domain.appointments import Appointment, AppointmentKind
from advocate_desk.domain.court import CourtOrder, OrderEvent, OrderEventKind
from tests.support.records import ADVOCATE, CASE, NOW, numbered


def order(**fields: Any) -> CourtOrder:
    """Return a non-molestation order made and served three weeks ago until 1 June 2027, but for ``fields``."""
    blank = CourtOrder(
        id=numbered(500),
        stream_id=CASE,
        case_id=CASE,
        kind="non_molestation",
        recorded_at=NOW,
        recorded_by=ADVOCATE,
        made_on=date(2026, 11, 2),
        served_on=date(2026, 11, 4),
        ends_on=date(2027, 6, 1),
    )
    return replace(blank, **fields)


def event(kind: OrderEventKind, happened_on: date | None, number: int = 510, **fields: Any) -> OrderEvent:
    """Return one thing that happened to `order`, but for ``fields``."""
    blank = OrderEvent(
        id=numbered(number),
        stream_id=CASE,
        case_id=CASE,
        order_id=numbered(500),
        kind=kind,
        happened_on=happened_on,
        recorded_at=NOW,
        actor_id=ADVOCATE,
        what="Rang twice.",
    )
    return replace(blank, **fields)


def hearing(on: date, number: int = 530, **fields: Any) -> Appointment:
    """Return a hearing planned for ``on``, but for ``fields``."""
    blank = Appointment(
        id=numbered(number),
        stream_id=CASE,
        case_id=CASE,
        kind=AppointmentKind.HEARING,
        on=on,
        what="Return hearing",
        recorded_at=NOW,
        recorded_by=ADVOCATE,
        hearing="return_hearing",
    )
    return replace(blank, **fields)
