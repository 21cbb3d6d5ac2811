from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.memorable_dates import Box, MemorableDate, boxes_of, read_memorable, split_whole

MONDAY = date(2026, 11, 23)
remembered = st.dates(date(1900, 1, 1), MONDAY)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@given(remembered)
def test_a_day_on_record_is_read_back_from_its_boxes(day: date) -> None:
    read = read_memorable(*boxes_of(day), MONDAY)
    assert read.date is not None
    assert read.date.exact() == day


@given(remembered, st.integers(3, 9), st.sampled_from([str.lower, str.upper, str.title]))
def test_a_month_may_be_named_in_full_or_in_short(day: date, letters: int, cased: object) -> None:
    name = MONTHS[day.month - 1][:letters]
    assert callable(cased)
    read = read_memorable(f" {day.day} ", cased(name), str(day.year), MONDAY)
    assert read.date == MemorableDate(year=day.year, month=day.month, day=day.day)


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6), st.booleans(), st.booleans())
def test_whatever_is_typed_gives_a_date_a_sentence_or_nothing_typed(
    day: str, month: str, year: str, approximate: bool, ahead: bool
) -> None:
    read = read_memorable(day, month, year, MONDAY, approximate=approximate, ahead=ahead)
    if read.date is not None:
        assert not read.problem
        assert read.date.in_words()
    else:
        assert bool(read.problem) == bool((day + month + year).strip())
        assert not read.problem or read.problem.endswith(".")


@pytest.mark.parametrize(
    ("typed", "problem", "box"),
    [
        (("31", "2", "2025"), "There is no 31 February 2025: that month has 28 days. Check the day.", Box.DAY),
        (("29", "feb", "1989"), "There is no 29 February 1989: that month has 28 days. Check the day.", Box.DAY),
        (("31", "4", "1990"), "There is no 31 April 1990: that month has 30 days. Check the day.", Box.DAY),
        (("27", "3", "88"), "Is that 1988? Type all four figures of the year.", Box.YEAR),
        (("27", "3", "26"), "Is that 1926 or 2026? Type all four figures of the year.", Box.YEAR),
        (("", "3", "1988"), "Add the day.", Box.DAY),
        (("27", "", ""), "Add the month and the year.", Box.MONTH),
        (("40", "3", "1988"), "The day is a number from 1 to 31.", Box.DAY),
        (("27", "ma", "1988"), "The month is a number from 1 to 12, or a name such as March.", Box.MONTH),
        (("27", "3", "198"), "The year has four figures, such as 1988.", Box.YEAR),
        (("27", "3", "ninety"), "The year is a number of four figures, such as 1988.", Box.YEAR),
        (("27", "3", "1800"), "That is more than 130 years ago. Check the year.", Box.YEAR),
        (("24", "11", "2026"), "That is still to come: today is 23 November 2026. Check the day.", Box.DAY),
    ],
)
def test_what_cannot_be_is_told_in_words_at_the_box_to_mend(
    typed: tuple[str, str, str], problem: str, box: Box
) -> None:
    read = read_memorable(*typed, MONDAY)
    assert (read.date, read.problem, read.box) == (None, problem, box)


def test_what_nobody_knows_stays_open_only_where_the_question_allows_it() -> None:
    assert read_memorable("", "March", "2025", MONDAY).problem == "Add the day."
    about = read_memorable("", "March", "2025", MONDAY, approximate=True).date
    assert about is not None
    assert (about.in_words(), about.exact()) == ("about March 2025", None)
    year_alone = read_memorable("", "", "2025", MONDAY, approximate=True).date
    assert year_alone is not None
    assert year_alone.in_words() == "about 2025"
    assert read_memorable("3", "", "2025", MONDAY, approximate=True).problem == "Add the month."


@given(st.dates(MONDAY + timedelta(days=1), date(2099, 12, 31)))
def test_a_day_to_come_is_refused_unless_the_question_is_about_one(day: date) -> None:
    assert "still to come" in read_memorable(*boxes_of(day), MONDAY).problem
    assert read_memorable(*boxes_of(day), MONDAY, ahead=True).date is not None


@pytest.mark.parametrize(
    ("pasted", "parts"),
    [
        ("27/3/1988", ("27", "3", "1988")),
        (" 27 March 1988\n", ("27", "March", "1988")),
        ("27th Mar. 1988", ("27", "Mar.", "1988")),
        ("27", None),
        ("27/3/88", None),
        ("", None),
    ],
)
def test_a_date_pasted_whole_falls_into_its_three_parts(pasted: str, parts: tuple[str, str, str] | None) -> None:
    assert split_whole(pasted) == parts
