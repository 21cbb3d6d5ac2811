"""A case: one episode of support for one person."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.record import Record


class CaseStatus(StrEnum):
    """Where an episode stands. Somebody comes back in a new episode: a closed case never opens again.

    `OPEN` is the field's "active": the plan is made, support goes on. What each may move to stands in
    `case_lifecycle`.
    """

    RECEIVED = "received"
    TRIAGE = "triage"
    CONFLICT_HOLD = "conflict_hold"
    CONTACTING = "contacting"
    UNABLE_TO_CONTACT = "unable_to_contact"
    DECLINED = "declined"
    ENGAGED = "engaged"
    OPEN = "open"
    ON_HOLD = "on_hold"
    CLOSING = "closing"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    REJECTED = "rejected"
    REDIRECTED = "redirected"


class ReferralSource(StrEnum):
    """Who sent her to us, or that she came herself."""

    NOT_KNOWN = "not_known"
    SELF = "self"
    POLICE = "police"
    MARAC = "marac"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    SARC = "sarc"
    HOUSING = "housing"
    EDUCATION = "education"
    OTHER_SERVICE = "other_service"
    FAMILY_OR_FRIEND = "family_or_friend"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class Case(Record):
    """One episode. Its ``stream_id`` is its own id.

    ``what_she_wants`` is in her words. ``lead_id`` is the advocate who holds the case; where a
    spreadsheet named somebody who is no user here, ``lead_as_text`` keeps that name. ``other_references``
    are other systems' numbers for her, such as the import's client id and the police crime reference.
    ``row_fingerprint`` is a digest of the imported row, to know it again; ``import_id`` the import that brought it.

    ``referred_by`` and ``referrer_contact`` are who referred and how they are reached; ``referrer_agency_id`` their
    agency where it stands in the directory. ``knows_of_referral`` and ``agreed_to_referral`` are her part in it;
    anything but yes means no. ``received_at`` is the moment from which the time to the first attempt counts.
    """

    reference: str
    client_id: UUID
    status: CaseStatus = CaseStatus.OPEN
    lead_id: UUID | None = None
    lead_as_text: str = ""
    referred_on: date | None = None
    referred_by: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    what_she_wants: str = ""
    kinds_of_abuse: tuple[str, ...] = ()
    marac_on: date | None = None
    reported_to_police: str = ""
    crime_reference: str = ""
    client_number: str = ""
    row_fingerprint: str = ""
    import_id: UUID | None = None
    source: ReferralSource = ReferralSource.NOT_KNOWN
    referrer_contact: str = ""
    referrer_agency_id: UUID | None = None
    referral_reason: str = ""
    knows_of_referral: Answer = Answer.NOT_ASKED
    agreed_to_referral: Answer = Answer.NOT_ASKED
    received_at: datetime | None = None


class LinkKind(StrEnum):
    """Why two cases point at one another.

    `SAME_PERSON` joins the episodes of one person, by somebody's decision; taking the link out parts them again.
    `CONFLICT` is both parties of the same abuse, or whoever else must not learn that the other is here. The two that
    begin with `POSSIBLE` are questions; the others are what somebody decided.
    """

    POSSIBLE_DUPLICATE = "possible_duplicate"
    SAME_PERSON = "same_person"
    NOT_THE_SAME = "not_the_same"
    POSSIBLE_CONFLICT = "possible_conflict"
    CONFLICT = "conflict"
    NO_CONFLICT = "no_conflict"


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseLink(Record):
    """A link between two cases. It lies in the shared stream: no row of one case points into another.

    Where somebody of a case is bound up with a colleague (``user_id``) or an agency of the directory (``agency_id``),
    there is no other case: ``to_case_id`` is the same as ``from_case_id``.
    """

    kind: LinkKind
    from_case_id: UUID
    to_case_id: UUID
    why: str = ""
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    user_id: UUID | None = None
    agency_id: UUID | None = None
