"""The ways of counting that are not a plain period, as a practitioner would count them in a calendar."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.dates_in_words import LONDON, in_london
from advocate_desk.domain.duties import UNITS, CountBy, Counted, Unit
from advocate_desk.domain.settings import Nation
from advocate_desk.domain.working_days import Deadline, count_on
from tests.support.clocks import bank_holidays, day

HOLIDAYS = bank_holidays()


def count(
    by: CountBy, amount: int, unit: Unit, event: str, nation: Nation = Nation.ENGLAND, stopped: tuple[str, ...] = ()
) -> Deadline:
    on, _, clock = event.partition(", ")
    found = day(on)
    at = datetime.combine(found, time.fromisoformat(clock), LONDON) if clock else None
    stood_still = frozenset(map(day, stopped))
    return count_on(Counted(by=by, amount=amount, unit=unit, starts=()), found, at, HOLIDAYS, nation, stood_still)


@pytest.mark.parametrize(
    ("received", "nation", "due"),
    [
        ("Mon 02 Nov 2026", Nation.ENGLAND, "Wed 02 Dec 2026"),
        # The same day a month on is a Saturday, a Sunday, Christmas Day: the next working day.
        ("Thu 05 Nov 2026", Nation.ENGLAND, "Mon 07 Dec 2026"),
        ("Sun 25 Oct 2026", Nation.ENGLAND, "Wed 25 Nov 2026"),
        ("Wed 25 Nov 2026", Nation.ENGLAND, "Tue 29 Dec 2026"),
        ("Fri 30 Oct 2026", Nation.ENGLAND, "Mon 30 Nov 2026"),
        ("Fri 30 Oct 2026", Nation.SCOTLAND, "Tue 01 Dec 2026"),
        # No such day: the last of the month, and then the next working day.
        ("Sun 31 Jan 2027", Nation.ENGLAND, "Mon 01 Mar 2027"),
        ("Mon 31 Jan 2028", Nation.ENGLAND, "Tue 29 Feb 2028"),
        # Easter: Good Friday to Easter Monday, which is a working day in law in Scotland alone.
        ("Tue 03 Mar 2026", Nation.WALES, "Tue 07 Apr 2026"),
        ("Tue 03 Mar 2026", Nation.SCOTLAND, "Mon 06 Apr 2026"),
        ("Fri 13 Feb 2026", Nation.NORTHERN_IRELAND, "Fri 13 Mar 2026"),
        ("Tue 17 Feb 2026", Nation.NORTHERN_IRELAND, "Wed 18 Mar 2026"),
        ("Tue 17 Feb 2026", Nation.ENGLAND, "Tue 17 Mar 2026"),
    ],
)
def test_a_request_for_ones_own_data_has_a_month_and_then_the_next_working_day(
    received: str, nation: Nation, due: str
) -> None:
    assert count(CountBy.DATA_REQUEST, 1, Unit.MONTHS, received, nation).on == day(due)


def test_an_extended_request_has_three_months_from_the_day_it_came() -> None:
    assert count(CountBy.DATA_REQUEST, 3, Unit.MONTHS, "Mon 30 Nov 2026").on == day("Mon 01 Mar 2027")
    assert count(CountBy.DATA_REQUEST, 3, Unit.MONTHS, "Fri 25 Sep 2026").on == day("Tue 29 Dec 2026")


@pytest.mark.parametrize(
    ("received", "stopped", "due"),
    [
        ("Mon 02 Nov 2026", ("Tue 10 Nov 2026",), "Thu 03 Dec 2026"),
        ("Mon 02 Nov 2026", ("Tue 10 Nov 2026", "Wed 11 Nov 2026", "Thu 12 Nov 2026"), "Mon 07 Dec 2026"),
        # Days after its own end move it no more; days that lie in what was added do.
        ("Mon 02 Nov 2026", ("Fri 04 Dec 2026",), "Wed 02 Dec 2026"),
        ("Mon 02 Nov 2026", ("Wed 02 Dec 2026", "Thu 03 Dec 2026"), "Fri 04 Dec 2026"),
    ],
)
def test_days_from_the_question_to_the_answer_do_not_count_and_are_added_before_the_roll(
    received: str, stopped: tuple[str, ...], due: str
) -> None:
    assert count(CountBy.DATA_REQUEST, 1, Unit.MONTHS, received, stopped=stopped).on == day(due)


def test_working_days_that_stood_still_are_none() -> None:
    stopped = ("Tue 24 Nov 2026", "Sat 28 Nov 2026")
    assert count(CountBy.WORKING_DAYS, 5, Unit.WORKING_DAYS, "Mon 23 Nov 2026").on == day("Mon 30 Nov 2026")
    found = count(CountBy.WORKING_DAYS, 5, Unit.WORKING_DAYS, "Mon 23 Nov 2026", stopped=stopped)
    assert found.on == day("Tue 01 Dec 2026")


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ("Mon 23 Nov 2026, 10:00", "Wed 25 Nov 2026, 10:00"),
        # Saturdays count, Sundays do not.
        ("Fri 20 Nov 2026, 10:00", "Mon 23 Nov 2026, 10:00"),
        ("Sat 21 Nov 2026, 10:00", "Tue 24 Nov 2026, 10:00"),
        # Given on a Sunday, it begins with Monday.
        ("Sun 22 Nov 2026, 18:00", "Wed 25 Nov 2026, 00:00"),
        # Good Friday, Easter Sunday and Easter Monday lie between; the clocks go back on a Sunday.
        ("Thu 02 Apr 2026, 12:00", "Tue 07 Apr 2026, 12:00"),
        ("Sat 24 Oct 2026, 12:00", "Tue 27 Oct 2026, 12:00"),
        ("Sat 27 Mar 2027, 12:00", "Wed 31 Mar 2027, 12:00"),
        # Christmas Day on a Saturday is out by its name, and Monday and Tuesday stand for it and Boxing Day.
        ("Fri 24 Dec 2027, 12:00", "Thu 30 Dec 2027, 12:00"),
    ],
)
def test_hours_before_a_court_leave_out_sundays_christmas_good_friday_and_bank_holidays(given: str, due: str) -> None:
    found = count(CountBy.HOURS_BUT_HOLIDAYS, 48, Unit.HOURS, given, Nation.SCOTLAND)
    assert found.at is not None
    assert f"{in_london(found.at):%a %d %b %Y, %H:%M}" == due
    assert found.unsettled is None


def test_whether_saturday_26_december_counts_is_flagged_and_not_decided() -> None:
    found = count(CountBy.HOURS_BUT_HOLIDAYS, 48, Unit.HOURS, "Thu 24 Dec 2026, 12:00")
    assert found.at is not None
    assert f"{in_london(found.at):%a %d %b %Y, %H:%M}" == "Tue 29 Dec 2026, 12:00"
    assert found.unsettled == date(2026, 12, 26)


def test_hours_from_a_day_without_a_time_end_with_the_day_they_end_on_at_the_latest() -> None:
    assert count(CountBy.HOURS, 72, Unit.HOURS, "Mon 23 Nov 2026") == Deadline(on=day("Thu 26 Nov 2026"))
    assert count(CountBy.HOURS_BUT_HOLIDAYS, 48, Unit.HOURS, "Fri 20 Nov 2026").on == day("Mon 23 Nov 2026")


@pytest.mark.parametrize(
    ("begins", "amount", "unit", "due"),
    [
        ("Mon 23 Nov 2026", 3, Unit.DAYS, "Wed 25 Nov 2026"),
        ("Mon 23 Nov 2026", 1, Unit.DAYS, "Mon 23 Nov 2026"),
        ("Fri 27 Feb 2026", 3, Unit.DAYS, "Sun 01 Mar 2026"),
        ("Mon 23 Nov 2026", 2, Unit.YEARS, "Wed 22 Nov 2028"),
        ("Tue 01 Dec 2026", 1, Unit.MONTHS, "Thu 31 Dec 2026"),
        ("Sat 31 Jan 2026", 1, Unit.MONTHS, "Sat 28 Feb 2026"),
        ("Thu 29 Jan 2026", 1, Unit.MONTHS, "Sat 28 Feb 2026"),
        ("Tue 29 Feb 2028", 2, Unit.YEARS, "Thu 28 Feb 2030"),
    ],
)
def test_a_period_that_begins_with_a_day_has_that_day_as_its_first(
    begins: str, amount: int, unit: Unit, due: str
) -> None:
    assert count(CountBy.FIRST_DAY_COUNTS, amount, unit, begins).on == day(due)


def test_years_are_twelve_months_each() -> None:
    assert count(CountBy.MONTHS, 2, Unit.YEARS, "Mon 23 Nov 2026").on == day("Thu 23 Nov 2028")
    assert count(CountBy.MONTHS, 1, Unit.YEARS, "Tue 29 Feb 2028").on == day("Wed 28 Feb 2029")


@pytest.mark.parametrize("by", [CountBy.WORKING_DAYS, CountBy.DATA_REQUEST, CountBy.HOURS_BUT_HOLIDAYS])
def test_what_hangs_on_holidays_beyond_their_list_says_so(by: CountBy) -> None:
    unit = min(UNITS[by])
    assert count(by, 1, unit, "Mon 23 Nov 2026").beyond is None
    assert count(by, 1, unit, "Sun 31 Dec 2028").beyond == HOLIDAYS.ends


ways = st.sampled_from([(by, unit) for by in CountBy for unit in sorted(UNITS[by])])
days = st.dates(date(2025, 2, 1), date(2028, 6, 1))
nations = st.sampled_from(Nation)


@given(ways, st.integers(1, 90), days, days, nations)
def test_what_began_earlier_is_never_due_later(
    way: tuple[CountBy, Unit], amount: int, one: date, other: date, nation: Nation
) -> None:
    by, unit = way
    counted = Counted(by=by, amount=amount, unit=unit, starts=())
    early, late = (count_on(counted, on, None, HOLIDAYS, nation).on for on in sorted((one, other)))
    assert early is not None
    assert late is not None
    assert early <= late


@given(ways, st.integers(1, 90), days, nations)
def test_one_more_never_moves_a_day_back(way: tuple[CountBy, Unit], amount: int, on: date, nation: Nation) -> None:
    by, unit = way
    due = [
        count_on(Counted(by=by, amount=each, unit=unit, starts=()), on, None, HOLIDAYS, nation).on
        for each in (amount, amount + 1)
    ]
    assert None not in due
    assert due == sorted(due, key=lambda each: each or date.min)
    if by is CountBy.WORKING_DAYS:
        assert due[0] != due[1]


@given(ways, st.integers(1, 60), days, st.sets(st.integers(0, 90), max_size=8), nations)
def test_days_that_stood_still_never_move_a_day_back(
    way: tuple[CountBy, Unit], amount: int, on: date, after: set[int], nation: Nation
) -> None:
    by, unit = way
    counted = Counted(by=by, amount=amount, unit=unit, starts=())
    stopped = frozenset(on + timedelta(days=each) for each in after)
    without = count_on(counted, on, None, HOLIDAYS, nation).on
    with_pause = count_on(counted, on, None, HOLIDAYS, nation, stopped).on
    assert without is not None
    assert with_pause is not None
    assert with_pause >= without
