"""What may be done to reach somebody."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import may_begin, may_reach
from advocate_desk.domain.contacts import ContactKind
from advocate_desk.domain.people import PointKind
from advocate_desk.domain.pronouns import pronouns
from advocate_desk.domain.safe_contact import TO_A_POINT, Method
from tests.support.records import NOW, OTHER_PERSON, phone, plan

_EVERYTHING = {method.value: Answer.YES for method in Method}
_NOT_YES = [answer for answer in Answer if answer is not Answer.YES]


def test_where_nobody_has_asked_nothing_is_safe() -> None:
    for method in Method:
        verdict = may_reach(None, [phone()], (), method, NOW, person=pronouns("she/her"))
        assert not verdict.allowed
        assert verdict.why == "Ask how it is safe to contact her before you call."


def test_a_yes_of_the_plan_and_a_safe_number_allow_a_call() -> None:
    verdict = may_reach(plan(call=Answer.YES, times="Monday to Friday, 10am to 2pm."), [phone()], (), Method.CALL, NOW)
    assert verdict.allowed
    assert verdict.keep_to == "Agreed for Monday to Friday, 10am to 2pm."


def test_a_call_that_comes_second_says_what_comes_first() -> None:
    agreed = plan(call=Answer.YES, text=Answer.YES, first_method=Method.TEXT)
    assert may_reach(agreed, [phone()], (), Method.CALL, NOW).keep_to == "Texting comes first."


@pytest.mark.parametrize("answer", _NOT_YES)
@pytest.mark.parametrize("method", list(Method))
def test_every_answer_but_yes_means_no(method: Method, answer: Answer) -> None:
    everything_but = {**_EVERYTHING, method.value: answer}
    points = [phone(safe_for_voicemail=Answer.YES), phone(kind=PointKind.EMAIL), phone(kind=PointKind.ADDRESS)]
    assert may_reach(plan(**_EVERYTHING), points, (), method, NOW).allowed
    verdict = may_reach(plan(**everything_but), points, (), method, NOW)
    assert not verdict.allowed
    assert "is not safe" in verdict.why


@pytest.mark.parametrize("answer", _NOT_YES)
def test_a_plan_that_says_yes_gives_way_to_a_number_that_does_not(answer: Answer) -> None:
    verdict = may_reach(plan(**_EVERYTHING), [phone(safe=answer)], (), Method.CALL, NOW)
    assert not verdict.allowed
    assert verdict.why == "Calling was agreed, but no phone number is marked safe."


def test_a_voicemail_needs_a_number_safe_for_voicemail_and_calls_that_are_safe() -> None:
    safe = phone(safe_for_voicemail=Answer.YES)
    assert may_reach(plan(**_EVERYTHING), [safe], (), Method.VOICEMAIL, NOW).allowed
    assert not may_reach(plan(**_EVERYTHING), [phone()], (), Method.VOICEMAIL, NOW).allowed
    assert not may_reach(plan(voicemail=Answer.YES), [safe], (), Method.VOICEMAIL, NOW).allowed


def test_the_other_persons_number_and_a_deleted_one_are_never_used() -> None:
    points = [phone(person_id=OTHER_PERSON), phone(deleted_at=NOW)]
    assert not may_reach(plan(**_EVERYTHING), points, (), Method.CALL, NOW).allowed


def test_a_deleted_plan_is_no_plan() -> None:
    assert not may_reach(plan(**_EVERYTHING, deleted_at=NOW), [phone()], (), Method.CALL, NOW).allowed


@pytest.mark.parametrize(
    ("today", "allowed"),
    [(date(2026, 11, 20), True), (date(2026, 12, 18), True), (date(2026, 12, 19), False), (date(2026, 11, 19), False)],
)
def test_a_plan_holds_from_its_check_to_the_day_it_must_be_checked_again(today: date, allowed: bool) -> None:
    verdict = may_reach(plan(**_EVERYTHING), [phone()], (), Method.CALL, datetime.combine(today, time(12), UTC))
    assert verdict.allowed is allowed
    assert allowed or "due again" in verdict.why


def test_a_plan_nobody_has_checked_allows_nothing_and_says_so() -> None:
    verdict = may_reach(plan(**_EVERYTHING, checked_on=None), [phone()], (), Method.CALL, NOW)
    assert not verdict.allowed
    assert verdict.why.startswith("Nobody has checked this with them.")


def test_a_plan_without_a_day_to_check_again_allows_nothing() -> None:
    assert not may_reach(plan(**_EVERYTHING, check_again_by=None), [phone()], (), Method.CALL, NOW).allowed


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (ContactKind.CALL, True),
        (ContactKind.TEXT, True),
        (ContactKind.EMAIL, False),
        (ContactKind.LETTER, False),
        (ContactKind.IN_PERSON, True),
        (ContactKind.OTHER, False),
    ],
)
def test_a_contact_may_be_begun_only_in_a_way_that_was_agreed(kind: ContactKind, allowed: bool) -> None:
    assert may_begin(plan(**_EVERYTHING), [phone()], (), kind, NOW).allowed is allowed
    assert not may_begin(None, [phone()], (), kind, NOW).allowed


@given(
    answers=st.fixed_dictionaries({method.value: st.sampled_from(Answer) for method in Method}),
    safe=st.sampled_from(Answer),
    voicemail=st.sampled_from(Answer),
    days=st.integers(-40, 40),
    method=st.sampled_from(Method),
)
def test_nothing_is_allowed_without_a_yes_to_everything(
    answers: dict[str, Answer], safe: Answer, voicemail: Answer, days: int, method: Method
) -> None:
    said = plan(**answers)
    verdict = may_reach(said, [phone(safe=safe, safe_for_voicemail=voicemail)], (), method, NOW + timedelta(days=days))
    if verdict.allowed:
        assert said.answer(method) is Answer.YES
        assert method not in TO_A_POINT or safe is Answer.YES
        assert -3 <= days <= 25
    else:
        assert verdict.why
