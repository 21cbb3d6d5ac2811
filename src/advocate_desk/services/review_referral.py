"""The supervisor's side: the queue, approving, sending back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewItem:
    """One referral that waits. ``why_not_approve`` says why this user cannot, empty when they can."""

    referral_id: UUID
    case_reference: str
    client_name: str
    purpose: str
    agency: str
    author_name: str
    sent_at: datetime
    waiting_days: int
    version: int
    why_not_approve: str


class ReviewReferral:
    """Decides what waits for review. Nobody approves their own."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def queue(self) -> tuple[ReviewItem, ...]:
        """Return what waits, the oldest first."""
        raise NotImplementedError

    def approve(self, referral_id: UUID, comment: str = "") -> UUID:
        """Freeze the letter, sign its digest, and return the letter's id.

        Raises:
            MoveRefused: own work, wrong state, or no supervisor.
            StoppedBySafetyRule: the letter may not leave as it stands.
        """
        raise NotImplementedError

    def send_back(self, referral_id: UUID, reason: str) -> None:
        """Return it to its author with what should change."""
        raise NotImplementedError
