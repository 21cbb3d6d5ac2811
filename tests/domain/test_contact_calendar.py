"""May she be called now? Worked out by hand over weekends, month ends, the new year and the change of the clocks.

Every row is a plan that says yes to calls, with its windows and days that differ; the clock is London's.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_banner import banner
from advocate_desk.domain.contact_now import lines_now
from advocate_desk.domain.contact_rules import may_reach
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.hidden_points import hidden
from advocate_desk.domain.people import Person, PersonRole, PointKind
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from tests.support.records import CASE, CLIENT, phone, plan
from tests.support.windows import moments, written_exceptions, written_windows

OFFICE = ("mon-fri 10:00-14:00",)
NIGHT = ("sat 22:00-24:00", "sun 00:00-03:00")
FOREVER = {"call": Answer.YES, "checked_on": date(2026, 1, 1), "check_again_by": date(2029, 12, 31)}


def london(day: str, clock: str, *, second: bool = False) -> datetime:
    """Return the moment a clock in London shows this; ``second`` is its second coming when the clocks go back."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON, fold=int(second)).astimezone(UTC)


@pytest.mark.parametrize(
    ("windows", "exceptions", "at", "opens"),
    [
        # a weekend
        (OFFICE, (), ("2026-11-27", "13:59"), None),
        (OFFICE, (), ("2026-11-27", "14:00"), ("2026-11-30", "10:00")),  # Friday, closed: Monday
        (OFFICE, (), ("2026-11-29", "12:00"), ("2026-11-30", "10:00")),
        (("sat-sun 09:00-10:00",), (), ("2026-11-29", "10:00"), ("2026-12-05", "09:00")),
        # the end of a month, of a short one, and of a leap year's February
        (OFFICE, (), ("2026-11-30", "14:00"), ("2026-12-01", "10:00")),
        (OFFICE, ("2026-11-30 to 2026-12-01 never",), ("2026-11-30", "11:00"), ("2026-12-02", "10:00")),
        (OFFICE, (), ("2027-02-26", "15:00"), ("2027-03-01", "10:00")),
        (OFFICE, ("2028-02-29 never",), ("2028-02-28", "15:00"), ("2028-03-01", "10:00")),
        (OFFICE, ("2028-02-29 never",), ("2028-02-29", "11:00"), ("2028-03-01", "10:00")),
        # over the new year, where the days that differ end on a Saturday
        (OFFICE, ("2026-12-24 to 2027-01-02 never",), ("2026-12-24", "10:00"), ("2027-01-04", "10:00")),
        (OFFICE, ("2026-12-24 to 2027-01-02 10:00-11:00",), ("2026-12-25", "10:30"), None),
        (OFFICE, ("2026-12-24 to 2027-01-02 10:00-11:00",), ("2027-01-02", "11:00"), ("2027-01-04", "10:00")),
        # two that meet: both must hold
        (
            OFFICE,
            ("2026-12-01 09:00-12:00", "2026-12-01 11:00-16:00"),
            ("2026-12-01", "10:30"),
            ("2026-12-01", "11:00"),
        ),
        (
            OFFICE,
            ("2026-12-01 09:00-12:00", "2026-11-30 to 2026-12-02 never"),
            ("2026-12-01", "11:00"),
            ("2026-12-03", "10:00"),
        ),
        (
            OFFICE,
            ("2026-12-01 11:00-16:00", "2026-12-01 09:00-12:00"),
            ("2026-12-01", "10:30"),
            ("2026-12-01", "11:00"),
        ),
        # midnight is the end of one day and the beginning of the next
        (NIGHT, (), ("2026-11-28", "21:59"), ("2026-11-28", "22:00")),
        (NIGHT, (), ("2026-11-29", "00:00"), None),
        (NIGHT, ("2026-11-29 never",), ("2026-11-29", "00:00"), ("2026-12-05", "22:00")),
        # the day before and after the clocks change, ten is ten on London's clock
        (OFFICE, (), ("2026-03-27", "09:59"), ("2026-03-27", "10:00")),
        (OFFICE, (), ("2026-03-30", "09:59"), ("2026-03-30", "10:00")),
        (OFFICE, (), ("2026-10-23", "14:00"), ("2026-10-26", "10:00")),
        # the night they go forward: from one to two there is no time
        (NIGHT, (), ("2026-03-29", "00:59"), None),
        (NIGHT, (), ("2026-03-29", "02:30"), None),
        (("sun 01:00-02:00",), (), ("2026-03-29", "00:30"), ("2026-04-05", "01:00")),
        (("sun 01:30-02:30",), (), ("2026-03-29", "00:30"), ("2026-03-29", "02:00")),
    ],
)
def test_by_the_calendar(
    windows: tuple[str, ...], exceptions: tuple[str, ...], at: tuple[str, str], opens: tuple[str, str] | None
) -> None:
    said = plan(**FOREVER, windows=windows, exceptions=exceptions)
    verdict = may_reach(said, [phone()], (), Method.CALL, london(*at))
    assert verdict.allowed is (opens is None), verdict
    assert verdict.opens == (london(*opens) if opens else None)


@pytest.mark.parametrize(
    ("window", "safe_first", "safe_second"),
    [
        ("sun 00:00-01:30", True, False),  # over when 1:30 came for the first time
        ("sun 01:15-05:00", False, True),  # begins when 1:15 comes for the second time
        ("sun 01:00-02:00", False, True),
        ("sun 00:00-05:00", True, True),
        ("sun 01:10-01:50", False, False),  # nobody can be sure which
        ("mon 01:00-02:00", False, False),
    ],
)
def test_in_the_hour_that_comes_twice_the_most_protective_reading_holds(
    window: str, safe_first: bool, safe_second: bool
) -> None:
    said = plan(**FOREVER, windows=(window,))
    for second, expected in ((False, safe_first), (True, safe_second)):
        at = london("2026-10-25", "01:20", second=second)
        assert may_reach(said, [phone()], (), Method.CALL, at).allowed is expected


@pytest.mark.parametrize(
    ("again_by", "at", "allowed"),
    [
        (date(2026, 11, 30), ("2026-11-30", "23:59"), True),
        (date(2026, 11, 30), ("2026-12-01", "00:00"), False),
        (date(2026, 7, 31), ("2026-07-31", "23:59"), True),  # in summer midnight in London is eleven in UTC
        (date(2026, 7, 31), ("2026-08-01", "00:00"), False),
        (date(2028, 2, 29), ("2028-02-29", "12:00"), True),
        (date(2028, 2, 29), ("2028-03-01", "12:00"), False),
    ],
)
def test_a_plan_goes_stale_at_midnight_in_london(again_by: date, at: tuple[str, str], allowed: bool) -> None:
    said = plan(**FOREVER | {"check_again_by": again_by})
    assert may_reach(said, [phone()], (), Method.CALL, london(*at)).allowed is allowed


_SAID = st.fixed_dictionaries(
    {method.value: st.sampled_from([Answer.YES, Answer.YES, Answer.NO, Answer.NOT_ASKED]) for method in Method}
    | {
        "windows": st.just(()) | written_windows,
        "exceptions": st.just(()) | written_exceptions,
        "checked_on": st.sampled_from([date(2026, 1, 1), date(2026, 1, 1), None]),
        "check_again_by": st.sampled_from([date(2029, 1, 1), date(2029, 1, 1), date(2026, 10, 27)]),
    }
)
_POINTS = [phone(), phone(kind=PointKind.EMAIL), phone(kind=PointKind.ADDRESS)]
_HER = Person(id=CLIENT, stream_id=CASE, case_id=CASE, role=PersonRole.CLIENT, name_to_use="Ceri Sample")


@given(_SAID, st.sampled_from([Answer.YES, Answer.YES, Answer.NO, Answer.NOT_ASKED]), moments())
def test_no_place_that_shows_the_plan_says_more_than_the_one_rule(
    fields: dict[str, object], safe: Answer, at: datetime
) -> None:
    said: SafeContactPlan = plan(**fields)
    points = [replace(one, safe=safe) for one in _POINTS]

    def allowed(method: Method) -> bool:
        return may_reach(said, points, (), method, at).allowed

    assert banner(said, points, (), at).may_show_number is (allowed(Method.CALL) or allowed(Method.TEXT))
    ways = {method: may_reach(said, points, (), method, at) for method in Method}
    answers = {line.what: line.allowed for line in lines_now(ways, at)}
    assert answers["Call"] is allowed(Method.CALL)
    for point in points:
        seen = hidden(point, _HER, said, points, (), at)
        assert all(allowed(method) for method in seen.open_ways)
        assert not set(seen.open_ways) & set(seen.closed_ways)
        assert bool(seen.open_ways) is not bool(seen.warning)


def test_a_quarter_of_an_hour_before_it_opens_the_answer_is_no_and_at_its_minute_yes() -> None:
    said = plan(**FOREVER, windows=OFFICE)
    opens = london("2026-11-23", "10:00")
    for early in (timedelta(minutes=15), timedelta(seconds=1)):
        assert not may_reach(said, [phone()], (), Method.CALL, opens - early).allowed
    assert may_reach(said, [phone()], (), Method.CALL, opens).allowed
