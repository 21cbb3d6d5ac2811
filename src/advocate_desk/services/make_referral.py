"""Writing a referral, sending it for review, and recording what the agency did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.consent import Consent, LawfulBasis, Share
from advocate_desk.domain.directory import Agency, Service, ServiceStatus
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.referral import ProgressState, Referral, ReferralMove, ReviewState
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralForm:
    """What the editor asks."""

    case_id: UUID
    agency_id: UUID | None
    service_id: UUID | None
    purpose: str
    ask: str
    why: str
    reply_by: datetime | None
    shares: tuple[Share, ...]
    points: tuple[UUID, ...]
    consent_id: UUID | None
    lawful_basis: LawfulBasis | None
    lawful_basis_reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyChoice:
    """An agency (or one service of it) as the editor offers it. ``refusal`` says why it cannot be chosen."""

    agency: Agency
    service: Service | None
    label: str
    checked_line: str
    warning: str
    refusal: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralView:
    """A referral for the editor and the tracker.

    ``next_progress`` are the moves that may be recorded now; ``why_not_review`` says what is missing
    before it can go to review, empty when nothing is.
    """

    referral: Referral
    reference: str
    client_name: str
    author_name: str
    agency: Agency | None
    review: ReviewState
    progress: ProgressState
    moves: tuple[ReferralMove, ...]
    next_progress: tuple[ProgressState, ...]
    consents: tuple[Consent, ...]
    shareable_points: tuple[ContactPoint, ...]
    returned_because: str
    why_not_review: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NewConsent:
    """Her consent as recorded in the editor."""

    case_id: UUID
    agency_id: UUID
    purpose: str
    shares: tuple[Share, ...]
    points: tuple[UUID, ...]
    given_on: date
    how: str
    interpreter: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressReport:
    """What happened at the agency, told afterwards."""

    referral_id: UUID
    to_state: ProgressState
    happened_at: datetime
    reason: str = ""
    note: str = ""
    told_by: str = ""
    expected_on: date | None = None
    review_on: date | None = None
    outcome: str = ""


class MakeReferral:
    """The author's side of a referral."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def purposes(self) -> Sequence[str]:
        """Return what can be asked for, such as "Emergency housing", one per letter template."""
        raise NotImplementedError

    def agencies(self, text: str = "", limit: int = 20) -> tuple[AgencyChoice, ...]:
        """Return agencies whose name resembles ``text``. Inactive services come with a refusal."""
        raise NotImplementedError

    def view(self, referral_id: UUID) -> ReferralView:
        """Return the referral as the editor and tracker show it."""
        raise NotImplementedError

    def blank(self, case_id: UUID) -> ReferralView:
        """Return an unsaved referral with what the case already knows filled in. Stores nothing."""
        raise NotImplementedError

    def save(self, form: ReferralForm, opened_on: Referral | None) -> Referral:
        """Keep a new draft, or the fields that changed since ``opened_on``.

        An approval lapses by itself when what is saved changes the letter.
        """
        raise NotImplementedError

    def record_consent(self, new: NewConsent) -> Consent:
        """Keep what she agreed to."""
        raise NotImplementedError

    def withdraw_consent(self, consent_id: UUID, withdrawn_on: date) -> None:
        """Record that she changed her mind. Letters under this consent can no longer leave."""
        raise NotImplementedError

    def send_for_review(self, referral_id: UUID) -> ReferralView:
        """Hand the referral to the supervisor.

        Raises:
            StoppedBySafetyRule: with everything that is missing or must not be in the letter.
            MoveRefused: it is not a draft.
        """
        raise NotImplementedError

    def take_back(self, referral_id: UUID) -> ReferralView:
        """Turn a referral that waits for review, was sent back, or lapsed into a draft."""
        raise NotImplementedError

    def record_progress(self, report: ProgressReport) -> ReferralView:
        """Record what the agency did.

        Raises:
            MoveRefused: with what is missing and who can do it.
        """
        raise NotImplementedError


def refusal(service: Service | None) -> str:
    """Return why a referral to this service cannot be started, or "" where it can (HSDS 3 status)."""
    if service is not None and service.status in {ServiceStatus.INACTIVE, ServiceStatus.DEFUNCT}:
        return "This service no longer takes people. Choose another."
    return ""
