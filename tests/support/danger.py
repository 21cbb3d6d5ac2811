"""Incidents, referrals and assessments of an invented case, each with everything a test does not care about."""
# ruff: noqa: ANN401 - a builder takes any field of its record

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.incidents import Incident, IncidentKind
from advocate_desk.domain.marac import MaracCriterion, MaracReferral
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from tests.support.records import ADVOCATE, CASE, NOW, OTHER_PERSON, numbered

ANOTHER_PERSON = numbered(3)


def midday(day: date) -> datetime:
    """Return 12:00 UTC of a day."""
    return datetime.combine(day, time(12), UTC)


def incident(number: int, on: date | None = None, **fields: Any) -> Incident:
    """Return an incident by the other person, told on its day or, without one, now."""
    given: dict[str, Any] = {
        "kinds": (IncidentKind.CONTROLLING,),
        "recorded_at": midday(fields.get("happened_until") or on) if on else NOW,
        "by_whom": (OTHER_PERSON,),
    }
    return Incident(
        id=numbered(1000 + number),
        stream_id=CASE,
        case_id=CASE,
        author_id=ADVOCATE,
        happened_on=on,
        **{**given, **fields},
    )


def marac_referral(number: int, on: date | None, *others: UUID, **fields: Any) -> MaracReferral:
    """Return a referral made on a day, of the pair with the other person unless ``others`` are named."""
    given: dict[str, Any] = {
        "criteria": (MaracCriterion.VISIBLE_HIGH_RISK,),
        "reason": "Threats to kill since the separation.",
        "written_at": midday(on) if on else NOW,
        "area": "Exampleshire",
        "knows": Answer.YES,
        "agrees": Answer.YES,
        "author_id": ADVOCATE,
    }
    return MaracReferral(
        id=numbered(2000 + number),
        stream_id=CASE,
        case_id=CASE,
        other_people=others or (OTHER_PERSON,),
        referred_on=on,
        **{**given, **fields},
    )


def assessment(number: int, on: date, yes: int, **fields: Any) -> RiskAssessment:
    """Return an assessment with so many yes answers out of 24, high from 14."""
    given: dict[str, Any] = {
        "instrument": "checklist-24",
        "answers": {f"q{place}": Answer.YES if place < yes else Answer.NO for place in range(24)},
        "high_from": 14,
        "level": RiskLevel.HIGH if yes >= 14 else RiskLevel.STANDARD,
        "recorded_at": midday(on),
    }
    return RiskAssessment(
        id=numbered(3000 + number),
        stream_id=CASE,
        case_id=CASE,
        instrument_version=1,
        assessed_on=on,
        assessor_id=ADVOCATE,
        **{**given, **fields},
    )
