"""Showing a hidden number or address: for half a minute, for a reason, and kept in the history."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record

SHOWN_SECONDS = 30
"""How long a number or address stays on the screen once it was asked for."""


class RevealReason(StrEnum):
    """Why somebody needed to see it."""

    CALLING_NOW = "calling_now"
    TEXTING_NOW = "texting_now"
    WRITING_NOW = "writing_now"
    POLICE_ASKED = "police_asked"
    UPDATING = "updating"
    OTHER = "other"


REACHING = frozenset({RevealReason.CALLING_NOW, RevealReason.TEXTING_NOW, RevealReason.WRITING_NOW})
"""Reasons that use what is shown at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PointRevealed(Record):
    """One showing of one contact point.

    ``other_reason`` says more where the reason is `RevealReason.OTHER`, or where it was to be used against the plan.
    """

    case_id: UUID
    point_id: UUID
    reason: RevealReason
    other_reason: str = ""
    revealed_at: datetime
    revealed_by: UUID
