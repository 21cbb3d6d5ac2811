"""What may be done to reach somebody."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import may_begin, may_reach
from advocate_desk.domain.contact_windows import (
    AgreedTimes,
    DayException,
    agreed_times,
    both_hold,
    is_open,
    write_exception,
    write_window,
)
from advocate_desk.domain.contacts import ContactKind
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.people import ContactPoint, PointKind
from advocate_desk.domain.pronouns import pronouns
from advocate_desk.domain.safe_contact import TO_A_POINT, Method, SafeContactPlan
from tests.support.records import CASE, NOW, OTHER_PERSON, incident, phone, plan
from tests.support.windows import moments, written_exceptions, written_windows

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


_AGREED = {**_EVERYTHING, "windows": ("mon-fri 10:00-14:00",)}
_POINTS = [phone(safe_for_voicemail=Answer.YES), phone(kind=PointKind.EMAIL), phone(kind=PointKind.ADDRESS)]
_MORNING = datetime(2026, 11, 20, 9, tzinfo=UTC)
"""Of the day the plan was checked."""


@pytest.mark.parametrize("method", list(Method))
def test_outside_the_agreed_times_only_a_letter_may_be_sent(method: Method) -> None:
    said = plan(**_AGREED, exceptions=("2026-11-24 never",))
    evening = datetime(2026, 11, 23, 18, tzinfo=UTC)
    assert may_reach(said, _POINTS, (), method, NOW).allowed
    verdict = may_reach(said, _POINTS, (), method, evening)
    assert verdict.allowed is (method is Method.POST)
    if not verdict.allowed:
        assert verdict.why == (
            "Not a safe time. Agreed for Monday to Friday, 10am to 2pm; not on 24 November. "
            "Opens 10am on Wednesday 25 November 2026."
        )
        assert verdict.opens == datetime(2026, 11, 25, 10, tzinfo=UTC)


def test_what_opens_only_after_the_plan_is_due_again_is_no_matter_of_time() -> None:
    said = plan(**_AGREED, check_again_by=date(2026, 11, 23))
    verdict = may_reach(said, _POINTS, (), Method.CALL, datetime(2026, 11, 23, 18, tzinfo=UTC))
    assert (verdict.allowed, verdict.opens) == (False, None)
    assert verdict.why.endswith("The plan is to be checked again before it opens.")


def test_times_that_cannot_be_read_are_no_safe_times() -> None:
    verdict = may_reach(plan(**{**_AGREED, "windows": ("mornings",)}), _POINTS, (), Method.CALL, NOW)
    assert not verdict.allowed
    assert "cannot be read" in verdict.why


@pytest.mark.parametrize(
    ("checked_at", "fields", "stale"),
    [
        (None, {"recorded_at": datetime(2026, 11, 19, 23, tzinfo=UTC)}, False),  # the evening before
        (None, {"recorded_at": _MORNING}, True),  # the same day, and nobody knows which came first
        (_MORNING, {"recorded_at": _MORNING - timedelta(minutes=1)}, False),
        (_MORNING, {"recorded_at": _MORNING}, True),
        (_MORNING, {"recorded_at": _MORNING + timedelta(hours=9)}, True),
        (_MORNING, {"recorded_at": NOW, "happened_on": date(2025, 3, 1)}, True),  # told only now
        (_MORNING, {"recorded_at": NOW, "corrects_id": CASE}, True),
        (_MORNING, {"recorded_at": NOW, "deleted_at": NOW}, False),
        (_MORNING, {"recorded_at": _MORNING - timedelta(days=1), "happened_on": date(2026, 11, 21)}, True),
        (_MORNING, {"recorded_at": _MORNING - timedelta(days=1), "happened_until": date(2026, 11, 20)}, False),
        (NOW, {"recorded_at": _MORNING}, True),  # a moment of another day than the check proves nothing
    ],
)
def test_any_incident_since_the_check_makes_the_plan_due(
    checked_at: datetime | None, fields: dict[str, object], stale: bool
) -> None:
    said = plan(**_EVERYTHING, checked_at=checked_at)
    verdict = may_reach(said, _POINTS, [incident(**fields)], Method.CALL, NOW)
    assert verdict.allowed is not stale
    assert not stale or "an incident was recorded since" in verdict.why


@pytest.mark.parametrize(
    ("point", "method", "why"),
    [
        (phone(safe=Answer.NO), Method.CALL, "never to be used"),
        (phone(safe=Answer.NOT_ASKED), Method.CALL, "Nobody has said that this phone number is safe to use."),
        (phone(person_id=OTHER_PERSON), Method.CALL, "not one to reach her on"),
        (phone(deleted_at=NOW), Method.CALL, "not one to reach her on"),
        (phone(kind=PointKind.EMAIL), Method.CALL, "Calling does not go to this email address."),
        (phone(), Method.VIA_PROFESSIONAL, "does not go to this phone number"),
        (phone(), Method.VOICEMAIL, "Nobody has said that a voicemail on this phone number is safe."),
        (phone(kind=PointKind.SCHOOL, safe=Answer.NOT_KNOWN), Method.IN_PERSON, "Nobody has said"),
    ],
)
def test_one_safe_number_opens_no_other(point: ContactPoint, method: Method, why: str) -> None:
    verdict = may_reach(plan(**_EVERYTHING), _POINTS, (), method, NOW, point, pronouns("she/her"))
    assert not verdict.allowed
    assert why in verdict.why


def test_what_to_keep_to_is_said_with_the_yes() -> None:
    said = plan(
        **_AGREED,
        times="not at school time",
        first_method=Method.TEXT,
        identity="the library",
        text_wording="Your book is here.",
        professional="her health visitor",
        never="Not at work.",
    )
    assert may_reach(said, _POINTS, (), Method.TEXT, NOW).keep_to == (
        "Agreed for Monday to Friday, 10am to 2pm; not at school time. Say who calls as agreed: the library. "
        "Only these words: Your book is here. Never: Not at work."
    )
    through = may_reach(said, _POINTS, (), Method.VIA_PROFESSIONAL, NOW).keep_to
    assert through.startswith("Texting comes first. Agreed for")
    assert "Through her health visitor." in through


_COMPLETE = st.fixed_dictionaries(
    {
        **{method.value: st.sampled_from([Answer.YES, Answer.YES, Answer.YES, Answer.NO]) for method in Method},
        "windows": written_windows,
        "exceptions": written_exceptions,
        "checked_on": st.sampled_from([None, date(2026, 3, 26), date(2026, 10, 22)]),
        "check_again_by": st.sampled_from([None, date(2026, 3, 31), date(2026, 10, 27)]),
    }
)


@given(_COMPLETE, st.sampled_from(Method), st.sampled_from(Answer), moments())
def test_nothing_is_ever_allowed_that_the_plan_does_not_allow(
    fields: dict[str, Any], method: Method, safe: Answer, moment: datetime
) -> None:
    said, points = plan(**fields), [replace(point, safe=safe) for point in _POINTS]
    verdict = may_reach(said, points, (), method, moment)
    if verdict.opens:
        assert not verdict.allowed
        assert verdict.opens > moment
        assert may_reach(said, points, (), method, verdict.opens).allowed
    if not verdict.allowed:
        assert verdict.why
        return
    day = in_london(moment).date()
    assert said.answer(method) is Answer.YES
    assert method not in TO_A_POINT or safe is Answer.YES
    assert said.checked_on is not None
    assert said.check_again_by is not None
    assert said.checked_on <= day <= said.check_again_by
    assert method is Method.POST or is_open(said.windows, said.exceptions, moment)


@given(_COMPLETE, st.sampled_from(Method), moments(), st.data())
def test_whatever_is_added_on_the_side_of_caution_never_allows_more(
    fields: dict[str, Any], method: Method, moment: datetime, data: st.DataObject
) -> None:
    said, points, incidents = plan(**fields), list(_POINTS), list[Incident]()
    before = may_reach(said, points, incidents, method, moment).allowed
    match data.draw(st.sampled_from(["incident", "answer", "never", "narrower", "point", "the other person's"])):
        case "incident":
            incidents.append(incident(recorded_at=data.draw(moments())))
        case "answer":
            asked = data.draw(st.sampled_from(Method)).value
            said = replace(said, **{asked: data.draw(st.sampled_from(_NOT_YES))})
        case "never":
            never = DayException(first=in_london(moment).date(), last=in_london(moment).date(), spans=())
            said = replace(said, exceptions=(*said.exceptions, write_exception(never)))
        case "narrower":
            said = _narrower(said, agreed_times(data.draw(written_windows), data.draw(written_exceptions)))
        case "point":
            like = data.draw(st.sampled_from(_POINTS))
            points.append(replace(like, safe=data.draw(st.sampled_from(_NOT_YES)), person_id=OTHER_PERSON))
        case _:
            points.append(replace(data.draw(st.sampled_from(_POINTS)), person_id=OTHER_PERSON))
    after = may_reach(said, points, incidents, method, moment, others=[OTHER_PERSON]).allowed
    assert before or not after


def _narrower(said: SafeContactPlan, than: AgreedTimes) -> SafeContactPlan:
    both = both_hold(agreed_times(said.windows, said.exceptions), than)
    written = tuple(map(write_window, both.windows)), tuple(map(write_exception, both.exceptions))
    return replace(said, windows=written[0], exceptions=written[1])
