"""Everything in a case that a clock may count from or end with, whatever record it stands in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class RecordEvent(StrEnum):
    """Events that records hold by themselves; steps have theirs as ``step.stage``, key dates by their codes.

    ``case.looked_at`` is the day somebody had looked through a referral and the case went on. ``child.here`` is the
    day a case with a child in it came in; ``hearing.alone`` a hearing ahead to which nobody is named to go with her.
    """

    BORN = "client.born"
    CHILD_BORN = "child.born"
    CHILD_HERE = "child.here"
    RECEIVED = "case.received"
    LOOKED_AT = "case.looked_at"
    CLOSED = "case.closed"
    SPOKEN = "contact.spoken"
    INCIDENT = "incident.happened"
    RISK_ASSESSED = "risk.assessed"
    MARAC_REFERRED = "marac.referred"
    MARAC_MET = "marac.met"
    MARAC_TOLD = "marac.told"
    REFERRAL_SENT = "referral.sent"
    ORDER_MADE = "order.made"
    ORDER_SERVED = "order.served"
    ORDER_BEGINS = "order.begins"
    ORDER_BREACHED = "order.breached"
    HEARING = "hearing.held"
    HEARING_ALONE = "hearing.alone"
    NEED = "plan.need"


EVENTS_OF_ORDERS = (
    RecordEvent.ORDER_MADE,
    RecordEvent.ORDER_SERVED,
    RecordEvent.ORDER_BEGINS,
    RecordEvent.ORDER_BREACHED,
)
"""The events that each kind of order has of its own besides."""


def of_kind(event: RecordEvent, kind: str) -> str:
    """Return the code of an event of one kind alone: ``order.served.spo``, ``case.closed.died``.

    What happens to an order is two events, ``order.served`` and that of its kind; so is the end of a case, by why it
    ended (`ClosureReason`), an incident, by what was done, an assessment, by its level, and a need, by its area.
    """
    return f"{event}.{kind}"


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseEvent:
    """One event. ``on`` is the day in Europe/London, None where nobody knows it; ``at`` the moment where it is known.

    ``record_id`` is the record that holds it. ``line_id`` is the step or the order it belongs to, None for the case as
    a whole; ``part_of_id`` the line that one is a part of.
    """

    code: str
    on: date | None
    record_id: UUID
    at: datetime | None = None
    line_id: UUID | None = None
    part_of_id: UUID | None = None
