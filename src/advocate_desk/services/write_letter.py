"""The letter of a referral: its content, its checks, its pages, and the copies that leave."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.letter import CopyMade, LetterContent
from advocate_desk.domain.referral import ProgressState, ReviewState
from advocate_desk.services.make_referral import ReferralForm
from advocate_desk.services.ports import LetterRenderer, PageImage
from advocate_desk.services.session import Session


class Finding(StrEnum):
    """How much a check weighs."""

    STOP = "stop"
    LOOK = "look"
    FINE = "fine"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One check of a letter: what was found, where, and what to do."""

    finding: Finding
    title: str
    detail: str
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterView:
    """A letter for its screen. ``why_not_leave`` lists every reason it cannot be printed or exported."""

    referral_id: UUID
    letter_id: UUID | None
    reference: str
    client_name: str
    agency_name: str
    content: LetterContent
    checks: tuple[Check, ...]
    review: ReviewState
    progress: ProgressState
    why_not_leave: tuple[str, ...]
    file_name: str
    copies: int


class WriteLetter:
    """Composes letters, checks them, and lets approved ones leave."""

    def __init__(self, session: Session, renderer: LetterRenderer) -> None:
        self._session = session
        self._renderer = renderer

    def view(self, referral_id: UUID) -> LetterView:
        """Return the letter of a referral: as approved where the approval holds, else as it would be now."""
        raise NotImplementedError

    def compose(self, form: ReferralForm, referral_id: UUID | None) -> LetterView:
        """Return the letter half-typed words would make. Stores nothing."""
        raise NotImplementedError

    def pdf(self, content: LetterContent) -> bytes:
        """Draw ``content``. Stores and writes nothing."""
        return self._renderer.render(content)

    def pages(self, content: LetterContent, dots_per_inch: int) -> tuple[PageImage, ...]:
        """Draw ``content`` as pictures for a preview, in memory."""
        return self._renderer.pages(self._renderer.render(content), dots_per_inch)

    def release(self, referral_id: UUID, made: CopyMade) -> tuple[bytes, str]:
        """Return the approved letter's PDF and file name, and record that a copy was made.

        The signature over the approved content is verified first, and the content composed again and
        compared, so that what leaves is what was approved.

        Raises:
            StoppedBySafetyRule: with every reason it cannot leave.
        """
        raise NotImplementedError

    def export(self, referral_id: UUID, to: Path, overwrite: bool = False) -> None:
        """Release a copy into a file the user chose.

        Raises:
            StoppedBySafetyRule: with every reason it cannot leave.
            FileExists: there is a file and ``overwrite`` is False.
            DiskFull, NoRights: nothing was written.
        """
        raise NotImplementedError

    def mark_sent(self, referral_id: UUID, method: str, happened_at: datetime) -> None:
        """Record that a released copy was sent.

        Raises:
            MoveRefused: nothing was released, or it was sent already.
        """
        raise NotImplementedError
