from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.dates_in_words import LONDON, long_date, weekday_date
from advocate_desk.domain.near_dates import moment_for_field, moment_in_words, read_day, read_moment, why_not_read

MONDAY = date(2026, 11, 23)
days = st.dates(date(1990, 1, 1), date(2080, 12, 31))
hours_of_work = st.times(time(6), time(23, 59)).map(lambda moment: moment.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+2d", date(2026, 11, 25)),
        ("+ 3 weeks", date(2026, 12, 14)),
        ("-1w", date(2026, 11, 16)),
        ("today", MONDAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("fri", date(2026, 11, 27)),
        ("Friday", date(2026, 11, 27)),
        ("mon", date(2026, 11, 30)),
        ("27/11", date(2026, 11, 27)),
        ("23/11", MONDAY),
        ("22/11", date(2027, 11, 22)),
        ("27 3 2027", date(2027, 3, 27)),
        ("27.3.27", date(2027, 3, 27)),
        ("2026-12-01", date(2026, 12, 1)),
        ("27 Nov", date(2026, 11, 27)),
        ("1st december", date(2026, 12, 1)),
        ("Friday 27 November 2026", date(2026, 11, 27)),
        ("29 Feb", date(2028, 2, 29)),
    ],
)
def test_near_dates_are_read_as_people_mean_them(typed: str, meant: date) -> None:
    assert read_day(typed, MONDAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "31/2", "27/13", "fr", "Friday 26 November 2026", "+2", "12345", "1/1/1/1"]
)
def test_what_cannot_be_told_is_not_guessed(typed: str) -> None:
    assert read_day(typed, MONDAY) is None
    assert read_moment(typed, MONDAY) is None


def test_what_has_happened_is_looked_for_behind_today() -> None:
    assert read_day("fri", MONDAY, past=True) == date(2026, 11, 20)
    assert read_day("27/11", MONDAY, past=True) == date(2025, 11, 27)
    assert read_day("yesterday", MONDAY, past=True) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+2d", datetime(2026, 11, 25, 17, tzinfo=UTC)),
        ("fri 3pm", datetime(2026, 11, 27, 15, tzinfo=UTC)),
        ("fri at 9:30am", datetime(2026, 11, 27, 9, 30, tzinfo=UTC)),
        ("25 November 2026, midday", datetime(2026, 11, 25, 12, tzinfo=UTC)),
        ("27/11 12am", datetime(2026, 11, 27, 0, tzinfo=UTC)),
        ("27/11 14:05", datetime(2026, 11, 27, 14, 5, tzinfo=UTC)),
        ("1/7/2027", datetime(2027, 7, 1, 16, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_five_in_the_afternoon_in_london_unless_a_time_is_typed(typed: str, meant: datetime) -> None:
    assert read_moment(typed, MONDAY) == meant


@pytest.mark.parametrize("typed", ["fri 13pm", "fri 24:00", "fri 9:75am", "fri 0am"])
def test_a_time_that_is_none_is_not_guessed(typed: str) -> None:
    assert read_moment(typed, MONDAY) is None


def test_what_was_read_is_shown_in_words() -> None:
    assert moment_in_words(datetime(2026, 11, 25, 17, tzinfo=UTC)) == "Wednesday 25 November 2026, 5pm"


@given(days, hours_of_work, days)
def test_a_moment_shown_in_the_field_is_read_back_as_itself(day: date, at: time, today: date) -> None:
    moment = datetime.combine(day, at, LONDON).astimezone(UTC)
    assert read_moment(moment_for_field(moment), today) == moment
    assert read_moment(moment_in_words(moment), today) == moment


@given(days, days)
def test_a_day_in_words_is_read_back_as_itself(day: date, today: date) -> None:
    assert read_day(long_date(day), today) == day
    assert read_day(weekday_date(day), today) == day


@given(st.text(max_size=30), days, st.booleans())
def test_no_text_breaks_the_reading(typed: str, today: date, past: bool) -> None:
    read_moment(typed, today, past=past)


@given(st.integers(1, 28), st.integers(1, 12), days)
def test_a_day_without_a_year_is_the_nearest_ahead_or_behind(day: int, month: int, today: date) -> None:
    ahead, behind = read_day(f"{day}/{month}", today), read_day(f"{day}/{month}", today, past=True)
    assert ahead is not None
    assert behind is not None
    assert behind <= today <= ahead
    assert (ahead - behind).days <= 366


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/2", "There is no 31 February. Check the day."),
        ("31 Feb, 5pm", "There is no 31 February. Check the day."),
        ("29/2/2027", "There is no 29 February 2027. Check the day."),
        ("31 april 26", "There is no 31 April 2026. Check the day."),
        ("Friday 26 November 2026", "That day is Thursday 26 November 2026. Check the day of the week, or the date."),
        ("soon", ""),
        ("27/13", ""),
        ("27/11", ""),
        ("29/2", ""),
        ("", ""),
    ],
)
def test_a_day_no_month_has_is_told_in_words(typed: str, why: str) -> None:
    assert why_not_read(typed, MONDAY) == why


@given(st.text(max_size=20))
def test_whatever_is_typed_there_is_a_reason_only_for_what_cannot_be_read(typed: str) -> None:
    if why_not_read(typed, MONDAY):
        assert read_moment(typed, MONDAY) is None
