"""Days that clocks count from and that are no move of a step and no other record."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.record import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyDate(Record):
    """A day on which something happened that a clock may count from, such as "told of the decision not to charge".

    ``code`` is its code in resources/key_dates. ``on`` is None where nobody knows the day, ``at`` the moment where
    hours count. ``step_id`` is the line it belongs to, None where it belongs to the case. A correction is a new one.
    """

    case_id: UUID
    code: str
    on: date | None
    recorded_at: datetime
    actor_id: UUID
    at: datetime | None = None
    step_id: UUID | None = None
    told_by: str = ""
    proof: str = ""
    note: str = ""
    corrects_id: UUID | None = None
