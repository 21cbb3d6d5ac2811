"""Risk: an instrument's questions are data; her answers, and a worker's judgement, are the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.record import Record


class RiskLevel(StrEnum):
    """The field's three levels, in rising order."""

    STANDARD = "standard"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskAssessment(Record):
    """A signed assessment. It never changes; a new one is a new row.

    ``answers`` maps a question's code to the answer given. ``score`` is kept only where a spreadsheet
    brought a bare figure without answers; otherwise it is counted. ``high_from`` is the threshold in
    force when it was signed. ``level`` is what was concluded: judgement may raise it, never lower it.
    """

    case_id: UUID
    instrument: str
    instrument_version: int
    answers: Mapping[str, Answer]
    imported_score: int | None = None
    high_from: int
    judgement: RiskLevel | None = None
    judgement_reason: str = ""
    level: RiskLevel
    assessed_on: date
    recorded_at: datetime
    assessor_id: UUID | None
