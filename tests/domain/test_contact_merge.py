"""Two versions of a plan, and the one that holds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_banner import banner
from advocate_desk.domain.contact_merge import stricter_answer, strictest
from advocate_desk.domain.contact_rules import may_reach
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from tests.support.records import NOW, OTHER_PERSON, incident, numbered, phone, plan
from tests.support.windows import moments, written_exceptions, written_windows

_DAYS = st.sampled_from([None, date(2026, 11, 1), date(2026, 11, 20), date(2026, 12, 18)])
_WORDS = st.sampled_from(["", "mornings", "after 10am", "mornings\nafter 10am", "z\na"])


@st.composite
def _plans(draw: st.DrawFn) -> SafeContactPlan:
    answers = {method.value: draw(st.sampled_from(Answer)) for method in Method}
    return plan(
        **answers,
        id=draw(st.sampled_from([numbered(10), numbered(11)])),
        first_method=draw(st.sampled_from([None, *Method])),
        times=draw(_WORDS),
        if_someone_else_answers=draw(_WORDS),
        never=draw(_WORDS),
        checked_on=draw(_DAYS),
        checked_by=draw(st.sampled_from([None, UUID(int=71), UUID(int=72)])),
        check_again_by=draw(_DAYS),
        checked_at=draw(st.sampled_from([None, NOW, datetime(2026, 11, 20, 9, tzinfo=UTC)])),
        windows=draw(written_windows),
        exceptions=draw(written_exceptions),
        identity=draw(_WORDS),
        text_wording=draw(_WORDS),
        professional=draw(_WORDS),
        emergency=draw(_WORDS),
    )


@given(_plans(), _plans())
def test_the_order_of_two_versions_never_matters(one: SafeContactPlan, other: SafeContactPlan) -> None:
    assert strictest(one, other) == strictest(other, one)


@given(_plans(), _plans(), _plans())
def test_three_versions_end_the_same_in_whatever_order_they_meet(
    one: SafeContactPlan, other: SafeContactPlan, third: SafeContactPlan
) -> None:
    assert strictest(strictest(one, other), third) == strictest(one, strictest(other, third))


@given(_plans())
def test_a_plan_and_itself_stay_the_same(one: SafeContactPlan) -> None:
    assert strictest(one, one) == one


_OPEN = {
    **{method.value: Answer.YES for method in Method},
    "checked_on": date(2026, 3, 26),
    "check_again_by": date(2026, 11, 2),
}


@given(
    _plans(),
    _plans(),
    st.booleans(),
    st.sampled_from(Method),
    st.sampled_from(Answer),
    moments(),
    st.none() | moments(),
)
def test_what_holds_allows_only_what_both_allow(
    one: SafeContactPlan,
    other: SafeContactPlan,
    willing: bool,
    method: Method,
    safe: Answer,
    now: datetime,
    told_at: datetime | None,
) -> None:
    if willing:  # else nearly nothing would be allowed to begin with
        one, other = replace(one, **_OPEN), replace(other, **_OPEN)
    points = [phone(safe=safe, safe_for_voicemail=Answer.YES)]
    incidents = [incident(recorded_at=told_at)] if told_at else []
    if may_reach(strictest(one, other), points, incidents, method, now).allowed:
        assert may_reach(one, points, incidents, method, now).allowed
        assert may_reach(other, points, incidents, method, now).allowed


@pytest.mark.parametrize("earlier", [None, datetime(2026, 11, 20, 9, tzinfo=UTC)])
def test_of_two_checks_on_one_day_the_earlier_stands(earlier: datetime | None) -> None:
    by_whom = {"one": UUID(int=72), "other": UUID(int=71)}
    one = plan(call=Answer.YES, checked_at=earlier, checked_by=by_whom["one"])
    other = plan(call=Answer.YES, checked_at=datetime(2026, 11, 20, 15, tzinfo=UTC), checked_by=by_whom["other"])
    at_noon = incident(recorded_at=datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert may_reach(other, [phone()], [at_noon], Method.CALL, NOW).allowed
    for merged in (strictest(one, other), strictest(other, one)):
        assert merged.checked_at == earlier
        assert not may_reach(merged, [phone()], [at_noon], Method.CALL, NOW).allowed


def test_times_that_cannot_be_read_stay_and_leave_no_safe_time() -> None:
    good, bad = plan(call=Answer.YES, windows=("mon 10:00-14:00",)), plan(call=Answer.YES, windows=("mornings",))
    merged = strictest(good, bad)
    assert merged.windows == ("mon 10:00-14:00", "mornings")
    assert may_reach(good, [phone()], (), Method.CALL, NOW).allowed
    assert not may_reach(merged, [phone()], (), Method.CALL, NOW).allowed


@pytest.mark.parametrize("one", list(Answer))
@pytest.mark.parametrize("other", list(Answer))
def test_of_two_answers_yes_stands_only_where_both_say_yes_and_a_no_is_never_hidden(one: Answer, other: Answer) -> None:
    merged = stricter_answer(one, other)
    assert merged in {one, other}
    assert (merged is Answer.YES) is (one is other is Answer.YES)
    assert (merged is Answer.NO) is (Answer.NO in {one, other})


@given(_plans(), _plans())
def test_no_line_anybody_wrote_is_lost(one: SafeContactPlan, other: SafeContactPlan) -> None:
    merged = strictest(one, other)
    for name in ("times", "if_someone_else_answers", "never", "identity", "text_wording", "professional", "emergency"):
        written = {*getattr(one, name).splitlines(), *getattr(other, name).splitlines()}
        assert written <= {*getattr(merged, name).splitlines()}


def test_two_windows_are_shown_as_both_binding() -> None:
    merged = strictest(plan(call=Answer.YES, times="mornings"), plan(call=Answer.YES, times="Mondays"))
    assert banner(merged, [phone()], (), NOW).headline == "Call only, keep to all of these: Mondays; mornings."


def test_the_plans_of_two_people_are_never_merged() -> None:
    with pytest.raises(ValueError, match="never merged"):
        strictest(plan(), replace(plan(), person_id=OTHER_PERSON))
