"""Days and times as people write them."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain import dates_in_words as words

_NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def test_a_day_is_written_long_short_and_with_its_weekday() -> None:
    day = date(2026, 11, 3)
    assert words.long_date(day) == "3 November 2026"
    assert words.short_date(day) == "3 Nov 2026"
    assert words.weekday_date(day) == "Tuesday 3 November 2026"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (time(16, 5), "4:05pm"),
        (time(17), "5pm"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (time(0, 15), "12:15am"),
        (time(23, 59), "11:59pm"),
        (time(9, 10), "9:10am"),
    ],
)
def test_a_time_is_written_as_people_say_it(moment: time, said: str) -> None:
    assert words.clock_time(moment) == said


def test_a_moment_is_shown_in_london_summer_time_included() -> None:
    assert words.time_and_day(datetime(2026, 7, 1, 16, 0, tzinfo=UTC)) == "5pm on Wednesday 1 July 2026"
    assert words.time_and_day(datetime(2026, 11, 25, 17, 0, tzinfo=UTC)) == "5pm on Wednesday 25 November 2026"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        words.in_london(datetime(2026, 11, 23, 9, 0))


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (datetime(2026, 11, 23, 17, 0, tzinfo=UTC), "Due today, 5pm"),
        (datetime(2026, 11, 24, 12, 0, tzinfo=UTC), "Due tomorrow, midday"),
        (datetime(2026, 12, 3, 10, 0, tzinfo=UTC), "Due 3 December, 10am"),
        (datetime(2027, 1, 3, 10, 0, tzinfo=UTC), "Due 3 January 2027, 10am"),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "Overdue since 9am"),
        (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), "Overdue 1 day"),
        (datetime(2026, 11, 21, 9, 0, tzinfo=UTC), "Overdue 2 days"),
        (datetime(2026, 11, 23, 10, 30, tzinfo=UTC), "Due today, 10:30am"),
    ],
)
def test_a_thing_to_do_says_when_it_is_due_or_how_late_it_is(due: datetime, said: str) -> None:
    assert words.due_words(due, _NOW) == said


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 11, 23), "due today"),
        (date(2026, 11, 24), "due tomorrow"),
        (date(2026, 11, 25), "due 25 November"),
        (date(2026, 11, 22), "overdue by 1 day"),
        (date(2026, 11, 21), "overdue by 2 days"),
    ],
)
def test_a_day_of_grace_says_when_it_ends_or_how_long_it_has_been_over(due: date, said: str) -> None:
    assert words.due_on_words(due, date(2026, 11, 23)) == said


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        (date(1991, 3, 14), date(2026, 3, 13), 34),
        (date(1991, 3, 14), date(2026, 3, 14), 35),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 24), date(2026, 11, 23), None),
    ],
)
def test_age_is_full_years_and_an_unborn_child_has_none(born: date, today: date, age: int | None) -> None:
    assert words.age_on(born, today) == age


@given(st.dates(), st.dates())
def test_any_two_days_can_be_put_in_words(one: date, other: date) -> None:
    assert words.due_on_words(one, other).startswith(("due ", "overdue by "))
    assert words.weekday_date(one).endswith(words.long_date(one))
