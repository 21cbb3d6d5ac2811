"""Consent to share: this set of facts, with this recipient, for this purpose."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record


class Share(StrEnum):
    """The sets of facts a letter may carry beyond the name and the request."""

    RISK_SUMMARY = "risk_summary"
    CHILDREN = "children"
    SAFE_CONTACT = "safe_contact"
    DATE_OF_BIRTH = "date_of_birth"
    NEEDS = "needs"
    OTHER_PERSON = "other_person"


@dataclass(frozen=True, kw_only=True, slots=True)
class Consent(Record):
    """What she agreed to, with whom, for what. She can change her mind: ``withdrawn_on``.

    ``points`` are the contact points marked "may be shared" that she agreed this recipient may have. ``review_on`` is
    the day to ask her again, before which nothing ends. ``given_by_id`` is who gave it where that was not the person
    herself: somebody with parental responsibility.
    """

    case_id: UUID
    agency_id: UUID
    purpose: str
    shares: tuple[Share, ...]
    points: tuple[UUID, ...] = ()
    given_on: date
    how: str
    interpreter: str = ""
    expires_on: date | None = None
    withdrawn_on: date | None = None
    recorded_at: datetime
    recorded_by: UUID
    review_on: date | None = None
    given_by_id: UUID | None = None


class LawfulBasis(StrEnum):
    """UK GDPR bases on which a service shares without her consent; each needs a written reason."""

    VITAL_INTERESTS = "vital_interests"
    LEGAL_OBLIGATION = "legal_obligation"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTERESTS = "legitimate_interests"
