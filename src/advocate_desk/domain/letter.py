"""A letter as content: what it says, in order, before anybody draws it.

The content is what a supervisor approves. Its digest is over its canonical JSON form, so a single changed
word, recipient or date makes another letter.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from advocate_desk.domain.record import Record


class BlockKind(StrEnum):
    """The few shapes a letter is made of."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ASK = "ask"
    SAFE_CONTACT = "safe_contact"
    FACTS = "facts"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One part of a letter's body.

    ``title`` heads an ask, a safe-contact box or a table of facts, and is the text of a heading.
    ``text`` is plain text. ``facts`` are label and value. ``place`` names the part for a person
    ("Why she needs this"), so that a check can say where it found something.
    """

    kind: BlockKind
    place: str
    title: str = ""
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Letterhead:
    """The sender, as printed."""

    service_name: str
    strapline: str
    sender_lines: tuple[str, ...]
    phone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterContent:
    """Everything a letter says. ``recipient_lines`` are at most five, "Private and confidential" first.

    ``date_line`` and ``approval_line`` are empty until approval fixes them. Offsets are millimetres.
    """

    template: str
    template_version: int
    language: str
    letterhead: Letterhead
    marking: str
    recipient_lines: tuple[str, ...]
    reference: str
    date_line: str
    sent_by: str
    greeting: str
    subject: str
    blocks: tuple[Block, ...]
    close: str
    signature_lines: tuple[str, ...]
    approval_line: str
    window_offset: tuple[int, int] = (0, 0)
    is_sample: bool = False

    def to_json(self) -> str:
        """Return the canonical form: sorted keys, no spaces, plain Unicode."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def digest(self) -> str:
        """Return SHA-256 (hex) of the canonical form: what an approval signs."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @classmethod
    def from_json(cls, text: str) -> "LetterContent":
        """Read back what `to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        data["letterhead"] = Letterhead(
            **{**data["letterhead"], "sender_lines": tuple(data["letterhead"]["sender_lines"])}
        )
        data["blocks"] = tuple(_block(block) for block in data["blocks"])
        for name in ("recipient_lines", "signature_lines", "window_offset"):
            data[name] = tuple(data[name])
        return cls(**data)


def _block(data: dict[str, Any]) -> Block:
    facts = tuple((label, value) for label, value in data["facts"])
    return Block(**{**data, "kind": BlockKind(data["kind"]), "facts": facts})


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter(Record):
    """A letter as approved: its content, frozen. ``content`` is `LetterContent.to_json`."""

    case_id: UUID
    referral_id: UUID
    content: str
    content_digest: str
    approved_by: UUID
    approved_at: datetime


class CopyMade(StrEnum):
    """How a copy of a letter left the vault."""

    PRINTED = "printed"
    EXPORTED = "exported"


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterCopy(Record):
    """One copy of a letter: which, how, when, by whom. Copies are numbered from one."""

    case_id: UUID
    letter_id: UUID
    copy_number: int
    made: CopyMade
    made_at: datetime
    made_by: UUID
