"""Risk and flags of one case, as a document and as words."""

from dataclasses import dataclass
from uuid import UUID

from advocate_desk.cli.case_document import as_day
from advocate_desk.cli.output import Document
from advocate_desk.domain.risk import RiskOccasion
from advocate_desk.domain.risk_words import trend_words
from advocate_desk.services.assess_risk import AnswerLine, AssessRisk, RiskLine, RiskView
from advocate_desk.services.keep_flags import FlagLine, FlagsView, KeepFlags


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskFile:
    """What is signed, and which flags there are."""

    risk: RiskView
    flags: FlagsView


def read_risk(risk: AssessRisk, flags: KeepFlags, case_id: UUID) -> RiskFile:
    """Read both."""
    return RiskFile(risk=risk.view(case_id), flags=flags.view(case_id))


def risk_document(file: RiskFile) -> Document:
    """Return the assessments, the newest first, when to go through them again, and the flags."""
    risk = file.risk
    return {
        "assessments": [_assessment_document(line) for line in risk.signed],
        "risk_review_on": as_day(risk.again_on),
        "incidents_since_assessment": len(risk.incidents_since),
        "flags": [_flag_document(line) for line in (*file.flags.up, *file.flags.ended)],
    }


def risk_words(file: RiskFile) -> list[str]:
    """Return how risk went, and the flags that are up, as lines to read."""
    words = [f"Flag: {line.label}. {line.flag.reason} {line.standing}." for line in file.flags.up]
    signed = [line.assessment for line in file.risk.signed]
    if len(signed) > 1:
        before = next((one for one in signed[1:] if one.instrument == signed[0].instrument), signed[1])
        words.append(f"Risk: {trend_words(signed[0], before)}")
    return words


def _assessment_document(line: RiskLine) -> Document:
    signed = line.assessment
    return {
        "id": str(signed.id),
        "assessed_on": as_day(signed.assessed_on),
        "by": line.assessor,
        "instrument": signed.instrument,
        "edition": signed.instrument_version,
        "occasion": None if signed.occasion is RiskOccasion.NOT_SAID else signed.occasion.value,
        "level": signed.level.value,
        "score": line.score,
        "questions": line.questions,
        "gap": line.gap,
        "high_from": signed.high_from,
        "medium_from": signed.medium_from,
        "screens": line.screens,
        "judgement": signed.judgement.value if signed.judgement else None,
        "judgement_reason": signed.judgement_reason,
        "answers": [_answer_document(one) for one in line.answers],
    }


def _answer_document(line: AnswerLine) -> Document:
    return {"question": line.label, "answer": line.answer.value, "source": line.source, "note": line.note}


def _flag_document(line: FlagLine) -> Document:
    flag = line.flag
    return {
        "id": str(flag.id),
        "kind": flag.kind.value,
        "reason": flag.reason,
        "owner": line.owner,
        "raised_on": as_day(flag.raised_on),
        "review_on": as_day(flag.review_on),
        "due": line.due,
        "ended_on": as_day(flag.ended_on),
        "ended_because": flag.ended_because,
    }
