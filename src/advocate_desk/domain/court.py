"""Orders of a court or of the police that protect somebody, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.record import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class CourtOrder(Record):
    """One order, or one undertaking given instead of it. ``kind`` is its code in resources/orders.

    An order binds once it was made and served (``served_on``). ``until_further_order`` says that it has no end day; it
    never expires by itself. ``protected_points`` are the contact points its papers must not show. ``step_id`` is the
    application it came of, None where police or a criminal court made it. ``ends_on`` is the last day as it was made;
    what changed it since is an `OrderEvent`. ``ended_on`` is the day on which what was never made came to nothing
    (refused, withdrawn), with ``ended_because``; what was made is discharged by an event.
    """

    case_id: UUID
    kind: str
    recorded_at: datetime
    recorded_by: UUID
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


class OrderEventKind(StrEnum):
    """What happened to an order after it was made. A breach repeats; it ends nothing."""

    BREACHED = "breached"
    VARIED = "varied"
    EXTENDED = "extended"
    DISCHARGED = "discharged"


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderEvent(Record):
    """One thing that happened to an order. ``new_end`` is the last day an extension or a change gave it; an extension
    without one is until further order, a change without one leaves the end as it was.

    Of a breach: whether the police were told, their reference, and the incident it is recorded as.
    """

    case_id: UUID
    order_id: UUID
    kind: OrderEventKind
    happened_on: date | None
    recorded_at: datetime
    actor_id: UUID
    what: str = ""
    told_by: str = ""
    proof: str = ""
    new_end: date | None = None
    police_told: Answer = Answer.NOT_ASKED
    police_reference: str = ""
    incident_id: UUID | None = None
