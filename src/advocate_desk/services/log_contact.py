"""Logging a contact, or the attempt at one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class NewContact:
    """What the sheet asks. ``next_title`` and ``next_at`` make a task when given."""

    case_id: UUID
    kind: ContactKind
    direction: Direction
    result: ContactResult
    happened_at: datetime
    minutes: int | None = None
    summary: str = ""
    distressing: bool = False
    safe_contact_checked: bool = False
    next_title: str = ""
    next_at: datetime | None = None
    corrects_id: UUID | None = None


class LogContact:
    """Adds to the contact log. An entry is never edited; a correction is a new one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def log(self, new: NewContact) -> UUID:
        """Keep the entry and return its id.

        ``safe_contact_checked`` renews the day the safe-contact plan was gone through with her.

        Raises:
            TextRefused: the summary holds what cannot be kept exactly.
        """
        raise NotImplementedError

    def may_use(self, case_id: UUID, kind: ContactKind) -> tuple[bool, str]:
        """Say whether it is safe to begin a contact of this kind, and if not, why not."""
        raise NotImplementedError
