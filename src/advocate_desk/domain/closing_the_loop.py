"""What happens around a referral until it is known what came of it; and being told of a service without a referral."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.record import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralChase(Record):
    """An agency was asked again. ``told_by`` is whom we spoke with, where it was anybody."""

    case_id: UUID
    referral_id: UUID
    on: date
    how: str
    recorded_at: datetime
    actor_id: UUID
    told_by: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signpost(Record):
    """She was told of a service and may go there herself. Nobody was written to, and no answer is owed.

    ``to`` is its name as it was told, ``agency_id`` where it stands in the directory; ``came_of_it`` what she told of
    it later, on ``heard_on``.
    """

    case_id: UUID
    to: str
    why: str
    on: date
    recorded_at: datetime
    actor_id: UUID
    agency_id: UUID | None = None
    need_id: UUID | None = None
    how: str = ""
    came_of_it: str = ""
    heard_on: date | None = None
