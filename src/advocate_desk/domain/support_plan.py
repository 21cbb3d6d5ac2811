"""The safety and support plan: what she needs in her own words, who does what by when, and when it is gone through."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record


class NeedArea(StrEnum):
    """What a need is about."""

    SAFETY_AT_HOME = "safety_at_home"
    LEAVING = "leaving"
    PHONES_AND_ACCOUNTS = "phones_and_accounts"
    CHILDREN = "children"
    WORK = "work"
    COURT = "court"
    HOUSING = "housing"
    MONEY = "money"
    HEALTH = "health"
    MIND = "mind"
    IMMIGRATION = "immigration"
    OTHER = "other"


class NeedState(StrEnum):
    """Where a need stands. ``not_wanted`` is a choice of hers."""

    OPEN = "open"
    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NOT_WANTED = "not_wanted"


@dataclass(frozen=True, kw_only=True, slots=True)
class SupportNeed(Record):
    """One need. ``her_words`` stand as she said them."""

    case_id: UUID
    area: NeedArea
    title: str
    opened_on: date
    her_words: str = ""
    state: NeedState = NeedState.OPEN
    state_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SupportAction(Record):
    """Something to be done about a need. ``owner`` may be herself, an agency or a colleague (``owner_id``)."""

    case_id: UUID
    need_id: UUID
    what: str
    owner: str = ""
    owner_id: UUID | None = None
    due_on: date | None = None
    done_on: date | None = None
    came_of_it: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SupportReview(Record):
    """The plan was gone through with her. ``next_on`` is when it is again."""

    case_id: UUID
    reviewed_on: date
    next_on: date
    note: str
    recorded_at: datetime
    recorded_by: UUID
