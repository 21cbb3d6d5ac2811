"""Everything a letter may be made of, gathered by a service before the letter is composed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import Consent, LawfulBasis, Share
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.letter import Letterhead
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.risk_instrument import Instrument
from advocate_desk.domain.safe_contact import SafeContactPlan


@dataclass(frozen=True, kw_only=True, slots=True)
class AboutClient:
    """The person the letter is for. ``children`` are ages in years, None where no birth date is known."""

    name_to_use: str
    legal_name: str = ""
    pronouns: str = ""
    date_of_birth: date | None = None
    language: str = ""
    interpreter: Answer = Answer.NOT_ASKED
    access_needs: str = ""
    children: tuple[int | None, ...] = ()
    other_people: tuple[tuple[str, str], ...] = ()
    """Names and relationships of those she is at risk from."""
    marac_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """Who writes, and how the recipient reaches them."""

    name: str
    job_title: str = ""
    direct_line: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterFacts:
    """The facts of one letter. What ``shares`` does not name is gathered here and stays here.

    ``ticked`` are the contact points ticked for this letter; by ``points``, every one of the case, ``incidents`` and
    ``others``, those she is at risk from, it is judged which of them may be passed on. ``addressee`` names a person
    at the agency, empty for the template's own. ``date_line`` and ``approval_line`` stay empty until approval
    fixes them.
    """

    client: AboutClient
    shares: tuple[Share, ...]
    ticked: tuple[ContactPoint, ...]
    plan: SafeContactPlan | None
    assessment: RiskAssessment | None
    instrument: Instrument | None
    consent: Consent | None
    lawful_basis: LawfulBasis | None
    agency_id: UUID
    agency_name: str
    purpose: str
    recipient_lines: tuple[str, ...]
    addressee: str = ""
    ask: str
    why: str
    reply_by: datetime | None
    author: Author
    letterhead: Letterhead
    marking: str
    reference: str
    sent_by: str = ""
    date_line: str = ""
    approval_line: str = ""
    window_offset: tuple[int, int] = (0, 0)
    is_sample: bool = False
    points: tuple[ContactPoint, ...] = ()
    incidents: tuple[Incident, ...] = ()
    others: frozenset[UUID] = frozenset()
    today: date
    reply_reference: str = ""
