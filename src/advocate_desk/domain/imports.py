"""What a spreadsheet brought, and what its columns were taken for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record

UNDO_WITHIN = timedelta(hours=24)
"""How long a whole import can be taken back."""


class SheetKind(StrEnum):
    """What the rows of a sheet are."""

    CLIENTS = "clients"
    REFERRALS = "referrals"
    CONTACTS = "contacts"


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadImport(Record):
    """One import, in the shared stream. Its cases bear its id (`Case.import_id`)."""

    imported_at: datetime
    imported_by: UUID
    cases: int
    contacts: int = 0
    referrals: int = 0
    undone_at: datetime | None = None
    undone_by: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnMatch(Record):
    """What this service's heading means, chosen by hand once and remembered. ``field`` is "" for "keep as a note"."""

    sheet: SheetKind
    heading: str
    field: str
