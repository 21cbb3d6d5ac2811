"""What every kept thing has in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

SHARED_STREAM = UUID("00000000-0000-8000-8000-000000000001")
"""The stream of everything that belongs to no single case: directory, users, settings, links."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One row that the vault keeps.

    Access, keys, exchange and purging all hang on ``stream_id``: the case a row belongs to, or
    `SHARED_STREAM`. ``version`` names the change that last wrote the row (None: not yet stored), so
    that a form can say which state of the row it was opened on. ``deleted_at`` is a person's delete;
    the row stays for the history.
    """

    id: UUID
    stream_id: UUID
    version: UUID | None = None
    deleted_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldsWritten:
    """One change of one record: when it was recorded, by whom, and what each field it touched holds since.

    ``is_first`` marks the change that made the record.
    """

    at: datetime
    actor_id: UUID
    is_first: bool
    fields: Mapping[str, object]
