"""How many times a second it is answered whether somebody may be reached now."""

from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import may_reach
from advocate_desk.domain.incidents import Incident, IncidentKind
from advocate_desk.domain.people import ContactPoint, PointKind
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from tools.bench.measuring import Row

_WITHIN = 50.0
"""Microseconds: 20,000 answers a second."""
_CASE, _CLIENT, _OTHER, _WORKER = (UUID(int=number) for number in range(1, 5))
_MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
_INCIDENTS = 20


def reaching(rounds: int) -> Row:
    """Ask for every way, on every quarter of an hour of two days, about a plan with all that may stand in one."""
    plan, points, incidents = _plan(), _points(), _incidents()
    moments = [_MONDAY + timedelta(minutes=15 * number) for number in range(2 * 24 * 4)]
    others, took, allowed = frozenset({_OTHER}), list[float](), 0
    for _round in range(max(5, rounds // 4)):
        began = perf_counter()
        for moment in moments:
            for method in Method:
                allowed += may_reach(plan, points, incidents, method, moment, None, others=others).allowed
        took.append((perf_counter() - began) / (len(moments) * len(Method)))
    assert allowed, "a plan that allows nothing is answered too soon"
    return Row(what="may she be reached", ours=sorted(took)[len(took) // 2] * 1e6, within=_WITHIN, unit="µs")


def _plan() -> SafeContactPlan:
    return SafeContactPlan(
        id=UUID(int=10),
        stream_id=_CASE,
        case_id=_CASE,
        person_id=_CLIENT,
        first_method=Method.TEXT,
        windows=("mon-fri 10:00-14:00", "mon,wed 18:00-19:30", "sat 09:00-10:00"),
        exceptions=("2026-11-24 never", "2026-12-24 to 2027-01-02 10:00-11:00"),
        times="not at school time",
        identity="the library",
        checked_on=date(2026, 11, 20),
        checked_at=_MONDAY - timedelta(days=3),
        check_again_by=date(2026, 12, 18),
        call=Answer.YES,
        text=Answer.YES,
        email=Answer.YES,
        post=Answer.YES,
        voicemail=Answer.YES,
        via_professional=Answer.YES,
        in_person=Answer.YES,
    )


def _points() -> list[ContactPoint]:
    street, digits = "4 Friend Street\nNORTHBRIDGE\nZZ99 7QQ", "447700900123"
    return [
        _point(20, _CLIENT, PointKind.PHONE, "07700 900123", digits),
        _point(21, _CLIENT, PointKind.EMAIL, "ceri@post.example"),
        _point(22, _CLIENT, PointKind.ADDRESS, street),
        _point(23, _OTHER, PointKind.PHONE, "07700 900666", "447700900666"),
        _point(24, _OTHER, PointKind.ADDRESS, "9 Other Street\nNORTHBRIDGE\nZZ99 7QR"),
    ]


def _point(number: int, owner: UUID, kind: PointKind, value: str, digits: str = "") -> ContactPoint:
    return ContactPoint(
        id=UUID(int=number),
        stream_id=_CASE,
        case_id=_CASE,
        person_id=owner,
        kind=kind,
        value=value,
        digits=digits,
        safe=Answer.YES,
        safe_for_voicemail=Answer.YES,
    )


def _incidents() -> list[Incident]:
    return [
        Incident(
            id=UUID(int=100 + number),
            stream_id=_CASE,
            case_id=_CASE,
            kinds=(IncidentKind.THREATS,),
            recorded_at=_MONDAY - timedelta(days=10 + number),
            author_id=_WORKER,
        )
        for number in range(_INCIDENTS)
    ]
