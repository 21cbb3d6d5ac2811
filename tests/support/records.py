"""Records of invented people, each with everything a test does not care about filled in."""
# ruff: noqa: ANN401 - a builder takes any field of its record

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import Consent, Share
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.incidents import Incident, IncidentKind
from advocate_desk.domain.people import ContactPoint, Disclosure, PointKind
from advocate_desk.domain.referral import Machine, Referral, ReferralMove
from advocate_desk.domain.safe_contact import Method, SafeContactPlan

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def numbered(number: int) -> UUID:
    """Return an id that reads as its number."""
    return UUID(int=number)


CASE = numbered(100)
CLIENT = numbered(1)
OTHER_PERSON = numbered(2)
AGENCY = numbered(50)
ADVOCATE = numbered(71)
SUPERVISOR = numbered(72)


def plan(**fields: Any) -> SafeContactPlan:
    """Return a plan checked three days ago that allows nothing, but for ``fields``."""
    blank = SafeContactPlan(
        id=numbered(10),
        stream_id=CASE,
        case_id=CASE,
        person_id=CLIENT,
        checked_on=date(2026, 11, 20),
        checked_by=ADVOCATE,
        check_again_by=date(2026, 12, 18),
    )
    return replace(blank, **fields)


def phone(**fields: Any) -> ContactPoint:
    """Return the client's phone, marked safe, but for ``fields``."""
    blank = ContactPoint(
        id=numbered(20),
        stream_id=CASE,
        case_id=CASE,
        person_id=CLIENT,
        kind=PointKind.PHONE,
        value="07700 900123",
        digits="447700900123",
        safe=Answer.YES,
    )
    return replace(blank, **fields)


def incident(**fields: Any) -> Incident:
    """Return an incident written down now, of no known day, but for ``fields``."""
    blank = Incident(
        id=numbered(80),
        stream_id=CASE,
        case_id=CASE,
        kinds=(IncidentKind.THREATS,),
        recorded_at=NOW,
        author_id=ADVOCATE,
    )
    return replace(blank, **fields)


def hidden_phone(**fields: Any) -> HiddenPoint:
    """Return the client's phone as a screen holds it, safe to call, but for ``fields``."""
    blank = HiddenPoint(
        point_id=numbered(20),
        person_id=CLIENT,
        kind=PointKind.PHONE,
        words="Phone, safe to call and text",
        warning="",
        disclosure=Disclosure.DO_NOT_DISCLOSE,
        safe=Answer.YES,
        safe_for_voicemail=Answer.NOT_ASKED,
        note="",
        version=None,
        open_ways=(Method.CALL, Method.TEXT),
    )
    return replace(blank, **fields)


def consent(**fields: Any) -> Consent:
    """Return a consent of three days ago for housing, for the risk summary, but for ``fields``."""
    blank = Consent(
        id=numbered(30),
        stream_id=CASE,
        case_id=CASE,
        agency_id=AGENCY,
        purpose="Emergency housing",
        shares=(Share.RISK_SUMMARY,),
        given_on=date(2026, 11, 20),
        how="In person",
        recorded_at=NOW,
        recorded_by=ADVOCATE,
    )
    return replace(blank, **fields)


def referral(**fields: Any) -> Referral:
    """Return a draft referral for emergency housing, but for ``fields``."""
    blank = Referral(
        id=numbered(40),
        stream_id=CASE,
        case_id=CASE,
        number=3,
        agency_id=AGENCY,
        purpose="Emergency housing",
        author_id=ADVOCATE,
        created_at=NOW,
    )
    return replace(blank, **fields)


def move(machine: Machine, from_state: str, to_state: str, **fields: Any) -> ReferralMove:
    """Return one move of a referral, made now by its author, but for ``fields``."""
    blank = ReferralMove(
        id=numbered(60),
        stream_id=CASE,
        case_id=CASE,
        referral_id=numbered(40),
        machine=machine,
        from_state=from_state,
        to_state=to_state,
        happened_at=NOW,
        recorded_at=NOW,
        actor_id=ADVOCATE,
    )
    return replace(blank, **fields)
