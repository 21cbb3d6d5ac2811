"""Somebody under eighteen, and what goes with it, each with everything a test does not care about filled in."""
# ruff: noqa: ANN401 - a builder takes any field of its record

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from advocate_desk.domain.agreements import (
    OwnConsent,
    ParentalResponsibility,
    PromptAnswered,
    PromptState,
    SupportAgreement,
    Withheld,
)
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.incidents import Incident, IncidentKind
from advocate_desk.domain.people import Person, PersonRole
from tests.support.records import ADVOCATE, CASE, CLIENT, NOW, OTHER_PERSON, numbered

CHILD, AUNT = numbered(3), numbered(4)


def moment(day: int, hour: int = 10) -> datetime:
    """Return a moment of November 2026."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def person(**fields: Any) -> Person:
    """Return Ceri, of age, but for ``fields``."""
    blank = Person(
        id=CLIENT,
        stream_id=CASE,
        case_id=CASE,
        role=PersonRole.CLIENT,
        name_to_use="Ceri Sample",
        date_of_birth=date(1991, 3, 14),
    )
    return replace(blank, **fields)


def child(**fields: Any) -> Person:
    """Return a child of ten, but for ``fields``."""
    return person(
        **{
            "id": CHILD,
            "role": PersonRole.CHILD,
            "name_to_use": "Mair Sample",
            "date_of_birth": date(2016, 5, 2),
            **fields,
        }
    )


def other_person(**fields: Any) -> Person:
    """Return the other person, but for ``fields``."""
    return person(
        **{
            "id": OTHER_PERSON,
            "role": PersonRole.OTHER_PERSON,
            "name_to_use": "Pat Pretend",
            "date_of_birth": None,
            "relationship": "Former partner",
            **fields,
        }
    )


def holder(**fields: Any) -> ParentalResponsibility:
    """Return that the mother holds parental responsibility for the child and is safe to tell, but for ``fields``."""
    blank = ParentalResponsibility(
        id=numbered(200),
        stream_id=CASE,
        case_id=CASE,
        child_id=CHILD,
        holder_id=CLIENT,
        holds=Answer.YES,
        safe_to_tell=Answer.YES,
    )
    return replace(blank, **fields)


def judged(**fields: Any) -> OwnConsent:
    """Return a judgement of three days ago that the child can decide for herself, but for ``fields``."""
    blank = OwnConsent(
        id=numbered(210),
        stream_id=CASE,
        case_id=CASE,
        person_id=CHILD,
        able=Answer.YES,
        to_what="Support, and sharing with the school",
        why="She says what would follow from it, both ways.",
        judged_on=date(2026, 11, 20),
        recorded_at=moment(20),
        judged_by=ADVOCATE,
    )
    return replace(blank, **fields)


def agreement(**fields: Any) -> SupportAgreement:
    """Return that Ceri agreed three days ago, after everything was explained, but for ``fields``."""
    blank = SupportAgreement(
        id=numbered(220),
        stream_id=CASE,
        case_id=CASE,
        person_id=CLIENT,
        given_on=date(2026, 11, 20),
        how="on the phone",
        recorded_at=moment(20),
        recorded_by=ADVOCATE,
        limits_explained=Answer.YES,
        privacy_explained=Answer.YES,
    )
    return replace(blank, **fields)


def withheld(**fields: Any) -> Withheld:
    """Return something that must be kept from everybody, but for ``fields``."""
    blank = Withheld(
        id=numbered(230),
        stream_id=CASE,
        case_id=CASE,
        what="Where the children are",
        why="He asks everybody he knows.",
        recorded_at=NOW,
        recorded_by=ADVOCATE,
    )
    return replace(blank, **fields)


def incident(**fields: Any) -> Incident:
    """Return an incident told on 20 November, but for ``fields``."""
    blank = Incident(
        id=numbered(240),
        stream_id=CASE,
        case_id=CASE,
        kinds=(IncidentKind.PHYSICAL,),
        recorded_at=moment(20),
        author_id=ADVOCATE,
    )
    return replace(blank, **fields)


def answered(code: str, **fields: Any) -> PromptAnswered:
    """Return that a prompt about the child was answered on 21 November, but for ``fields``."""
    blank = PromptAnswered(
        id=numbered(250),
        stream_id=CASE,
        case_id=CASE,
        person_id=CHILD,
        code=code,
        state=PromptState.DONE,
        words="The school has rung us.",
        answered_on=date(2026, 11, 21),
        recorded_at=moment(21),
        answered_by=ADVOCATE,
    )
    return replace(blank, **fields)


def case(**fields: Any) -> Case:
    """Return Ceri's case, but for ``fields``."""
    blank = Case(id=CASE, stream_id=CASE, reference="AD-7KQ2-9MF", client_id=CLIENT)
    return replace(blank, **fields)
