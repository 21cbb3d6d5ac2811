"""The contact log and the notes: written once, corrected by a new entry, never edited."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record


class ContactKind(StrEnum):
    """How a contact, or the attempt at one, was made."""

    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    IN_PERSON = "in_person"
    OTHER = "other"


class Direction(StrEnum):
    """Who began it. Only an entry that came from a spreadsheet may not say."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    NOT_KNOWN = "not_known"


class ContactResult(StrEnum):
    """What came of it. Three of them are attempts, not contacts.

    The last two stand only in entries from a spreadsheet, which said no more than no, or nothing at all.
    """

    SPOKE = "spoke"
    NO_ANSWER = "no_answer"
    LEFT_SAFE_MESSAGE = "left_safe_message"
    SOMEONE_ELSE_ANSWERED = "someone_else_answered"
    SHE_RANG_OFF = "she_rang_off"
    NOT_SAFE_TO_TALK = "not_safe_to_talk"
    NOT_IN_TOUCH = "not_in_touch"
    NOT_KNOWN = "not_known"


NOBODY_HEARD = frozenset(
    {
        ContactResult.NO_ANSWER,
        ContactResult.LEFT_SAFE_MESSAGE,
        ContactResult.SOMEONE_ELSE_ANSWERED,
        ContactResult.NOT_IN_TOUCH,
    }
)
"""Results after which nobody has heard from her."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact(Record):
    """One entry of the contact log. ``corrects_id`` names the entry this one puts right.

    ``point_id`` is the number or address that was used, ``said`` what was said to whoever answered instead of her.

    ``row_fingerprint`` is a digest of the imported row, to know it again; ``import_id`` the import that brought it.
    """

    case_id: UUID
    kind: ContactKind
    direction: Direction
    result: ContactResult
    happened_at: datetime
    recorded_at: datetime
    author_id: UUID | None
    author_as_text: str = ""
    with_whom: str = ""
    minutes: int | None = None
    summary: str = ""
    distressing: bool = False
    corrects_id: UUID | None = None
    row_fingerprint: str = ""
    import_id: UUID | None = None
    point_id: UUID | None = None
    said: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note(Record):
    """Something worth keeping about a case. A correction is a new note that points at the old one."""

    case_id: UUID
    happened_at: datetime
    recorded_at: datetime
    author_id: UUID | None
    author_as_text: str = ""
    headline: str = ""
    text: str = ""
    corrects_id: UUID | None = None
