"""May I call, text or write now? Three lines that never say more than the rule does."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_now import lines_now
from advocate_desk.domain.contact_rules import Verdict, may_reach
from advocate_desk.domain.people import PointKind
from advocate_desk.domain.safe_contact import Method
from tests.support.records import NOW, phone, plan
from tests.support.windows import moments

POINTS = [phone(), phone(kind=PointKind.EMAIL), phone(kind=PointKind.ADDRESS)]
AGREED = {"call": Answer.YES, "text": Answer.YES, "email": Answer.YES, "post": Answer.NO}


def told(at: datetime = NOW, **fields: object) -> dict[str, tuple[bool, str]]:
    said = plan(**AGREED | fields)
    ways = {method: may_reach(said, POINTS, (), method, at) for method in Method}
    return {line.what: (line.allowed, line.why) for line in lines_now(ways, at)}


def test_each_way_has_its_line_and_what_goes_with_it() -> None:
    assert told() == {
        "Call": (True, "No voicemail."),
        "Text": (True, ""),
        "Write": (True, "By email alone. Post is not safe: the answer was no."),
    }


def test_what_is_closed_by_the_clock_says_when_it_opens() -> None:
    lines = told(windows=("mon-fri 12:00-14:00",))
    assert lines["Call"] == (False, "Not a safe time. Opens midday today.")
    assert lines["Write"] == (False, "Not a safe time. Opens midday today. Post is not safe: the answer was no.")


def test_other_ways_are_told_only_where_they_are_open() -> None:
    assert told(in_person=Answer.YES)["Other ways"] == (True, "In person.")
    assert "Other ways" not in told(in_person=Answer.YES, checked_on=None)


@pytest.mark.parametrize(
    ("email", "post", "line"),
    [
        (Answer.YES, Answer.YES, (True, "By email or by post.")),
        (Answer.NO, Answer.YES, (True, "By post alone. Email is not safe: the answer was no.")),
        (Answer.NO, Answer.NO, (False, "Email is not safe: the answer was no. Post is not safe: the answer was no.")),
    ],
)
def test_writing_says_by_which_way(email: Answer, post: Answer, line: tuple[bool, str]) -> None:
    assert told(email=email, post=post)["Write"] == line


@given(st.fixed_dictionaries({method: st.booleans() for method in Method}), moments())
def test_no_line_says_yes_to_what_the_rule_does_not_allow(allowed: dict[Method, bool], at: datetime) -> None:
    ways = {method: Verdict(allowed=yes, why="" if yes else "No.") for method, yes in allowed.items()}
    lines = {line.what: line for line in lines_now(ways, at)}
    assert lines["Call"].allowed is allowed[Method.CALL]
    assert lines["Text"].allowed is allowed[Method.TEXT]
    assert lines["Write"].allowed is (allowed[Method.EMAIL] or allowed[Method.POST])
    assert all(line.why for line in lines.values() if not line.allowed)
