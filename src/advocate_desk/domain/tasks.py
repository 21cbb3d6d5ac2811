"""Things to do."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.record import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Task(Record):
    """One thing somebody means to do for a case, by when, and when it was done."""

    case_id: UUID
    title: str
    owner_id: UUID | None = None
    due_at: datetime | None = None
    done_at: datetime | None = None
