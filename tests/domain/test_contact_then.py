"""A contact that has happened is judged by what was known then."""

from datetime import UTC, date, datetime, timedelta

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import may_reach
from advocate_desk.domain.contact_then import as_known_at, methods_used
from advocate_desk.domain.contacts import ContactKind, ContactResult
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from tests.support.records import incident, phone, plan

CALLED = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
"""A Monday."""
CHECKED = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER, BEFORE = CALLED + timedelta(minutes=20), CALLED - timedelta(minutes=20)
AGREED = {"call": Answer.YES, "windows": ("mon-fri 10:00-14:00",), "checked_at": CHECKED}


def allowed_then(said: SafeContactPlan | None, *known_at: datetime, called: datetime = CALLED) -> bool:
    then, incidents = as_known_at(said, [incident(recorded_at=at) for at in known_at], called)
    return may_reach(then, [phone()], incidents, Method.CALL, called).allowed


def test_an_incident_that_was_told_in_the_call_itself_asks_for_no_reason() -> None:
    assert allowed_then(plan(**AGREED), LATER)
    assert not allowed_then(plan(**AGREED), BEFORE)
    assert not allowed_then(plan(**AGREED), CALLED), "known at that moment"
    assert not may_reach(plan(**AGREED), [phone()], [incident(recorded_at=LATER)], Method.CALL, LATER).allowed


def test_a_plan_gone_through_after_the_call_is_no_reason_to_ask() -> None:
    since = plan(**AGREED | {"checked_on": date(2026, 11, 24), "checked_at": LATER + timedelta(days=1)})
    assert allowed_then(since)
    assert not may_reach(since, [phone()], (), Method.CALL, CALLED).allowed


@pytest.mark.parametrize(
    "fields",
    [
        {"call": Answer.NO},
        {"windows": ("mon-fri 11:00-14:00",)},
        {"exceptions": ("2026-11-23 never",)},
        {"checked_on": None},
        {"check_again_by": date(2026, 11, 22)},
        {"check_again_by": None},
    ],
)
def test_what_the_plan_did_not_allow_then_still_asks(fields: dict[str, object]) -> None:
    assert not allowed_then(plan(**AGREED | fields))
    assert not allowed_then(None)


@pytest.mark.parametrize(
    ("kind", "result", "ways"),
    [
        (ContactKind.CALL, None, (Method.CALL,)),
        (ContactKind.CALL, ContactResult.NO_ANSWER, (Method.CALL,)),
        (ContactKind.CALL, ContactResult.LEFT_SAFE_MESSAGE, (Method.CALL, Method.VOICEMAIL)),
        (ContactKind.TEXT, ContactResult.LEFT_SAFE_MESSAGE, (Method.TEXT,)),
        (ContactKind.LETTER, ContactResult.SPOKE, (Method.POST,)),
        (ContactKind.OTHER, ContactResult.SPOKE, ()),
    ],
)
def test_a_message_left_on_a_call_was_a_voicemail_too(
    kind: ContactKind, result: ContactResult | None, ways: tuple[Method, ...]
) -> None:
    assert methods_used(kind, result) == ways
