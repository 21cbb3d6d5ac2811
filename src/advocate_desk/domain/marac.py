"""MARAC: the referral, the meeting, what was asked of whom, and the way from one area to another.

The minutes lie apart: no search finds them, no letter and no timeline quotes them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.record import Record


class MaracCriterion(StrEnum):
    """Why a case goes to the conference. Any one is enough."""

    VISIBLE_HIGH_RISK = "visible_high_risk"
    PROFESSIONAL_JUDGEMENT = "professional_judgement"
    ESCALATION = "escalation"
    REPEAT = "repeat"


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracReferral(Record):
    """A referral of one person and whoever she is at risk from to one area's conference.

    ``referred_on`` is None while it is being written; twelve months for a repeat count from it, not from the
    meeting. ``other_people`` are the pair's other side: another of them is another referral. Without her agreement
    it needs ``basis``, ``basis_reason`` and a supervisor (``approved_by``).
    """

    case_id: UUID
    other_people: tuple[UUID, ...]
    criteria: tuple[MaracCriterion, ...]
    reason: str
    written_at: datetime
    author_id: UUID
    area: str = ""
    knows: Answer = Answer.NOT_ASKED
    agrees: Answer = Answer.NOT_ASKED
    not_told_because: str = ""
    basis: LawfulBasis | None = None
    basis_reason: str = ""
    approved_at: datetime | None = None
    approved_by: UUID | None = None
    referred_on: date | None = None
    referred_by: UUID | None = None
    her_wishes: str = ""
    who_she_fears: str = ""
    safe_to_talk_to: str = ""
    not_safe_to_talk_to: str = ""
    came_from_area: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracMeeting(Record):
    """One conference that hears the case, at a ``place`` or by a link.

    ``feedback_on`` is the day she was told what came of it, safely.
    """

    case_id: UUID
    referral_id: UUID
    meets_on: date
    place: str = ""
    is_emergency: bool = False
    our_research: str = ""
    her_wishes: str = ""
    heard_on: date | None = None
    feedback_on: date | None = None
    feedback_how: str = ""
    no_feedback_because: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracAction(Record):
    """An action of the conference. Each agency answers for its own; ``owner`` names it."""

    case_id: UUID
    meeting_id: UUID
    what: str
    owner: str
    owner_id: UUID | None = None
    due_on: date | None = None
    done_on: date | None = None
    came_of_it: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracMinutes(Record):
    """The minutes of a meeting: restricted, and not ours to pass on."""

    case_id: UUID
    meeting_id: UUID
    text: str
    received_on: date
    kept_at: datetime
    kept_by: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracMinutesOpened(Record):
    """Somebody opened minutes, and why."""

    case_id: UUID
    minutes_id: UUID
    reason: str
    opened_at: datetime
    opened_by: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracTransfer(Record):
    """The case was handed to the conference of another area, because she moved, even for a time."""

    case_id: UUID
    referral_id: UUID
    to_area: str
    handed_over_on: date
    handed_to: str
    recorded_at: datetime
    recorded_by: UUID
    papers_sent_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracDecision(Record):
    """The record met a criterion and somebody decided not to refer now, and why. A supervisor decides it.

    ``until`` is the day from which the watch speaks again.
    """

    case_id: UUID
    criterion: MaracCriterion
    reason: str
    decided_at: datetime
    decided_by: UUID
    until: date
