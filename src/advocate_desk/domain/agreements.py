"""What she agreed to for herself, what must be kept from whom, and what goes with being under eighteen.

Agreement to be supported is one thing; consent to share facts with a recipient is another (`consent`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import Share
from advocate_desk.domain.record import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class SupportAgreement(Record):
    """She agreed to be supported, after hearing what stays between us and what cannot.

    ``how`` is how she said it ("on the phone"); ``interpreter`` by whose interpreting, "" where none was needed.
    """

    case_id: UUID
    person_id: UUID
    given_on: date
    how: str
    recorded_at: datetime
    recorded_by: UUID
    limits_explained: Answer = Answer.NOT_ASKED
    privacy_explained: Answer = Answer.NOT_ASKED
    interpreter: str = ""
    review_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Withheld(Record):
    """Something that must not reach somebody, and why. Consent does not open what is withheld.

    ``shares`` and ``points`` are the facts and contact points it closes; ``what`` says in words what else.
    ``agency_id`` or ``person_id`` name from whom; neither means from everybody, and ``from_whom`` says more. It holds
    until somebody lifts it and says why; a passed ``review_on`` makes it due and ends nothing.
    """

    case_id: UUID
    what: str
    why: str
    recorded_at: datetime
    recorded_by: UUID
    shares: tuple[Share, ...] = ()
    points: tuple[UUID, ...] = ()
    agency_id: UUID | None = None
    person_id: UUID | None = None
    from_whom: str = ""
    review_on: date | None = None
    lifted_on: date | None = None
    lifted_because: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ParentalResponsibility(Record):
    """Whether somebody holds parental responsibility for a child, and whether it is safe to tell them anything.

    ``holder_id`` is a person of the case, or nobody where ``holder_as_text`` says who ("the council").
    """

    case_id: UUID
    child_id: UUID
    holder_id: UUID | None = None
    holder_as_text: str = ""
    holds: Answer = Answer.NOT_ASKED
    safe_to_tell: Answer = Answer.NOT_ASKED
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnConsent(Record):
    """Whether somebody under eighteen can consent for herself to this, and why somebody judged so."""

    case_id: UUID
    person_id: UUID
    able: Answer
    to_what: str
    why: str
    judged_on: date
    recorded_at: datetime
    judged_by: UUID


class PromptState(StrEnum):
    """What came of a safeguarding prompt."""

    DONE = "done"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, kw_only=True, slots=True)
class PromptAnswered(Record):
    """What somebody did about a safeguarding prompt. ``code`` names it in resources/safeguarding."""

    case_id: UUID
    person_id: UUID
    code: str
    state: PromptState
    words: str
    answered_on: date
    recorded_at: datetime
    answered_by: UUID
