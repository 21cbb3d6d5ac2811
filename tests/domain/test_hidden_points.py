from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.hidden_points import HiddenPoint, hidden
from advocate_desk.domain.people import (
    NAME_NOT_KNOWN,
    ContactPoint,
    Disclosure,
    Person,
    PersonRole,
    PointKind,
    has_name,
    shown_name,
)
from advocate_desk.domain.safe_contact import SafeContactPlan
from tests.support.records import CASE, CLIENT, NOW, OTHER_PERSON, phone, plan


def person(role: PersonRole = PersonRole.CLIENT, **fields: Any) -> Person:  # noqa: ANN401 - any field of the record
    blank = Person(id=CLIENT, stream_id=CASE, case_id=CASE, role=role, name_to_use="Ceri Sample")
    return replace(blank, **fields)


def seen(
    point: ContactPoint, kept: SafeContactPlan | None, owner: Person | None = None, now: datetime = NOW
) -> HiddenPoint:
    return hidden(point, owner or person(), kept, [point], (), now)


def test_a_number_in_a_plan_checked_lately_says_what_it_is_safe_for() -> None:
    shown = seen(phone(), plan(call=Answer.YES))
    assert shown.masked == "Phone, safe to call · hidden"
    assert shown.warning == ""


def test_a_stale_plan_warns_before_the_number_is_shown() -> None:
    shown = seen(phone(), plan(call=Answer.YES, text=Answer.YES), now=datetime(2027, 3, 1, 10, tzinfo=UTC))
    assert shown.words == "Phone, marked safe, but not in the plan today"
    assert "due again" in shown.warning


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer.NO, "not safe to contact"),
        (Answer.NOT_KNOWN, "not known if safe"),
        (Answer.NOT_ASKED, "not asked if safe"),
        (Answer.PREFER_NOT_TO_SAY, "not safe to contact"),
    ],
)
def test_anything_but_yes_is_told_apart_and_warned_of(answer: Answer, words: str) -> None:
    shown = seen(phone(safe=answer), plan(call=Answer.YES))
    assert words in shown.words
    assert shown.warning


def test_where_nobody_asked_about_contact_every_number_warns() -> None:
    assert "Ask how it is safe" in seen(phone(), None).warning


def test_the_other_persons_number_is_never_one_to_contact() -> None:
    other = person(PersonRole.OTHER_PERSON, id=OTHER_PERSON)
    shown = seen(phone(person_id=OTHER_PERSON, safe=Answer.YES), plan(call=Answer.YES), other)
    assert "Nobody is contacted on it from here" in shown.warning


def test_an_address_that_must_not_be_disclosed_says_so() -> None:
    shown = seen(phone(kind=PointKind.ADDRESS, value="4 Friend Street\nZZ99 7QQ", digits=""), plan(post=Answer.YES))
    assert shown.words == "Address, safe to write to, do not disclose"


@given(
    st.sampled_from(PointKind),
    st.sampled_from(Answer),
    st.sampled_from(Disclosure),
    st.sampled_from(PersonRole),
    st.booleans(),
)
def test_no_hidden_point_ever_holds_its_value(
    kind: PointKind, safe: Answer, disclosure: Disclosure, role: PersonRole, planned: bool
) -> None:
    point = phone(kind=kind, value="QZX 07700 900321 QZX", digits="447700900321", safe=safe, disclosure=disclosure)
    shown = seen(point, plan(call=Answer.YES, post=Answer.YES) if planned else None, person(role))
    held = f"{shown!r} {shown.masked}"
    assert "QZX" not in held
    assert "900321" not in held


@pytest.mark.parametrize(
    ("name", "legal", "shown"),
    [
        ("Ceri", "Ceridwen Sample", "Ceri"),
        ("", "Ceridwen Sample", "Ceridwen Sample"),
        (" \n ", "", NAME_NOT_KNOWN),
        ("X", "", "X"),
        ("Ceri\nSample", "", "Ceri Sample"),
    ],
)
def test_a_person_is_called_by_what_is_known(name: str, legal: str, shown: str) -> None:
    known = person(name_to_use=name, legal_name=legal)
    assert shown_name(known) == shown
    assert has_name(known) is (shown != NAME_NOT_KNOWN)
