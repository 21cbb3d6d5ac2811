"""Flags: what everybody who opens a case must see at once, each with a reason, an owner and a day to look again."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record


class FlagKind(StrEnum):
    """What a flag warns of."""

    HIDDEN_ADDRESS = "hidden_address"
    CHILDREN = "children"
    INTERPRETER = "interpreter"
    STAFF_SAFETY = "staff_safety"
    HONOUR_BASED = "honour_based"
    SELF_HARM = "self_harm"
    WEAPONS = "weapons"
    PRESS_OR_COURT = "press_or_court"
    TAKE_CARE = "take_care"


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag(Record):
    """One flag. It stays until somebody ends it; a passed ``review_on`` makes it due, never silent."""

    case_id: UUID
    kind: FlagKind
    reason: str
    owner_id: UUID
    review_on: date
    raised_on: date
    ended_on: date | None = None
    ended_because: str = ""
