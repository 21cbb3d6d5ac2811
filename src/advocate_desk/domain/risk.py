"""Risk: an instrument's questions are data; her answers, and a worker's judgement, are the record."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.record import Record

JUDGEMENT_ALONE = "judgement"
"""The instrument of an assessment that a worker made by judgement, before any checklist was gone through."""


class RiskOccasion(StrEnum):
    """What an assessment was made for."""

    NOT_SAID = "not_said"
    INTAKE = "intake"
    NEW_INCIDENT = "new_incident"
    CHANGE = "change"
    REVIEW = "review"
    EXIT = "exit"


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
    force when it was signed, as is ``medium_from`` (None: not known). ``level`` is what was concluded: judgement may
    raise it, never lower it. ``sources`` says by question whom an answer is from where it is not from her, ``notes``
    what was said beside it.
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
    medium_from: int | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    occasion: RiskOccasion = RiskOccasion.NOT_SAID


_RISING = tuple(RiskLevel)
_GAPS = frozenset({Answer.NOT_KNOWN, Answer.NOT_ASKED})


def score(answers: Mapping[str, Answer]) -> int:
    """Count the yes answers. Nothing else adds to a score, and nothing takes from it."""
    return sum(answer is Answer.YES for answer in answers.values())


def information_gap(codes: Collection[str], answers: Mapping[str, Answer]) -> int:
    """Count the questions without knowledge: not known, not asked, or not answered at all.

    Args:
        codes: the questions the instrument asks.
        answers: what was answered, by code.
    """
    return sum(answers.get(code, Answer.NOT_ASKED) in _GAPS for code in codes)


def score_of(assessment: RiskAssessment) -> int:
    """Return the score of a signed assessment: counted where there are answers, else the figure imported."""
    if assessment.answers or assessment.imported_score is None:
        return score(assessment.answers)
    return assessment.imported_score


def is_scored(assessment: RiskAssessment) -> bool:
    """Say whether there is a score at all: a spreadsheet may bring a level and nothing it was counted from."""
    return bool(assessment.answers) or assessment.imported_score is not None


def higher(one: RiskLevel, other: RiskLevel) -> RiskLevel:
    """Return the higher of two levels."""
    return max(one, other, key=_RISING.index)


def level_by_score(total: int, high_from: int, medium_from: int | None = None) -> RiskLevel:
    """Return the level a score alone gives. Both thresholds are set by each area.

    Without ``medium_from`` a score below ``high_from`` is standard.
    """
    if total >= high_from:
        return RiskLevel.HIGH
    return RiskLevel.MEDIUM if medium_from is not None and total >= medium_from else RiskLevel.STANDARD


def conclude(
    total: int,
    high_from: int,
    judgement: RiskLevel | None,
    reason: str,
    *,
    medium_from: int | None = None,
) -> RiskLevel:
    """Return the level of an assessment: the higher of its score and a worker's judgement.

    Judgement may raise a level and never lowers one, so that no good day hides a high score.

    Raises:
        EntryRefused: there is a judgement without its reason.
    """
    return carried(level_by_score(total, high_from, medium_from), judgement, reason)


def carried(level: RiskLevel, judgement: RiskLevel | None, reason: str) -> RiskLevel:
    """Return a level after a worker's judgement, which may raise it.

    What only screens carries the level in force, so that it never lowers one.

    Raises:
        EntryRefused: there is a judgement without its reason.
    """
    if judgement is None:
        return level
    if not reason.strip():
        raise EntryRefused("Give the reason for your judgement, so that whoever reads it can act on it.")
    return higher(level, judgement)
