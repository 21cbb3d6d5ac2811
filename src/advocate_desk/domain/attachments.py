"""Documents and pictures of a case. What they hold lies sealed beside the records; here stands how to open it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record


class MediaType(StrEnum):
    """What may be kept. Everything else is refused by its first bytes, whatever its name says."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TEXT = "text/plain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment(Record):
    """One file. ``blob`` names the sealed file (32 hex figures), ``sealed_with`` opens it (64 hex figures).

    Both are random. ``size_bytes`` and ``digest`` (BLAKE2b-256, hex) are of what was sealed. A picture is kept without
    what its camera wrote into it; ``original_blob`` and the fields after it then hold the file as it came, "" where it
    was kept as it was. Its name outside is not kept: ``title`` is ours.
    """

    case_id: UUID
    title: str
    media_type: MediaType
    blob: str
    sealed_with: str
    size_bytes: int
    digest: str
    added_at: datetime
    added_by: UUID
    note: str = ""
    original_blob: str = ""
    original_sealed_with: str = ""
    original_digest: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportedFile(Record):
    """One copy of a file that somebody took out of the vault: when, who and why. Where it went is not kept."""

    case_id: UUID
    attachment_id: UUID
    reason: str
    exported_at: datetime
    exported_by: UUID
    as_it_came: bool = False
