"""Safe times and days that differ, as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.contact_windows import (
    DayException,
    Window,
    read_exception,
    read_window,
    write_exception,
    write_window,
)
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.typed_times import (
    exception_for_field,
    read_typed_exception,
    read_typed_window,
    window_for_field,
)
from tests.support import windows as supply
from tests.support.records import TODAY


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("weekdays 10am-2pm", "mon-fri 10:00-14:00"),
        ("mon-fri 10:00-14:00", "mon-fri 10:00-14:00"),
        ("Monday to Friday, 10am to 2pm", "mon-fri 10:00-14:00"),
        ("Mon, Wed and Fri 6pm to 7.30pm", "mon,wed,fri 18:00-19:30"),
        ("mon wed 9am-10am", "mon,wed 09:00-10:00"),
        ("thurs 9am - 10am", "thu 09:00-10:00"),
        ("every day all day", "mon-sun 00:00-24:00"),
        ("weekends from 9am until 10am", "sat-sun 09:00-10:00"),
        ("sat & sun midday-1pm, 3pm-4pm", "sat,sun 12:00-13:00,15:00-16:00"),
        ("mondays 10am–midday", "mon 10:00-12:00"),
        ("fri 10pm-midnight", "fri 22:00-24:00"),
        ("sun midnight-1am", "sun 00:00-01:00"),
        ("tue 9-11am", "tue 09:00-11:00"),
        ("tue 2-4pm", "tue 14:00-16:00"),  # the narrower of 2pm-4pm and 2am-4pm
        ("tue 10-2pm", "tue 10:00-14:00"),
        ("sat 10-14", "sat 10:00-14:00"),
        ("Never", "never"),
    ],
)
def test_a_time_is_understood_as_people_write_it(typed: str, kept: str) -> None:
    assert write_window(read_typed_window(typed)) == write_window(read_window(kept))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Write days and times"),
        ("mon", "Write days and times"),
        ("10am-2pm", "Write days and times"),
        ("mornings", "Write days and times"),
        ("m 10am-2pm", "Write days and times"),
        ("someday 10am-2pm", "Write days and times"),
        ("mon 10am", "Write days and times"),
        ("tue 9-5", "Write am or pm"),
        ("tue 10-12", "Write am or pm"),
        ("tue 13pm-2pm", "Write am or pm"),
        ("fri 10pm-2am", "goes past midnight"),
        ("fri-mon 10am-2pm", "order of the week"),
        ("tue 25:00-26:00", "Write days and times"),
    ],
)
def test_a_time_that_could_mean_more_than_one_thing_is_refused(typed: str, says: str) -> None:
    with pytest.raises(EntryRefused, match=says):
        read_typed_window(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("24 dec", "2026-12-24 never"),
        ("not on 24/12", "2026-12-24 never"),
        ("25 December not at all", "2026-12-25 never"),
        ("tomorrow", "2026-11-24 never"),
        ("24 Dec to 2 Jan", "2026-12-24 to 2027-01-02 never"),
        ("24 Dec - 2 Jan", "2026-12-24 to 2027-01-02 never"),
        ("30 Nov to 1 Dec", "2026-11-30 to 2026-12-01 never"),
        ("28 nov 10am-11am", "2026-11-28 10:00-11:00"),
        ("24 dec to 2 jan 10am to 11am", "2026-12-24 to 2027-01-02 10:00-11:00"),
        ("28 nov all day", "2026-11-28 00:00-24:00"),
        ("2026-12-24 never", "2026-12-24 never"),
        ("29 feb", "2028-02-29 never"),
    ],
)
def test_a_day_that_differs_is_understood_as_people_write_it(typed: str, kept: str) -> None:
    assert read_typed_exception(typed, TODAY) == read_exception(kept)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Write a day or two"),
        ("never", "Write a day or two"),
        ("sometimes", "Write a day or two"),
        ("30 feb", "no 30 February"),
        ("mon 24 nov", "That day is Tuesday 24 November"),
        ("28 nov 9-5", "Write am or pm"),
        ("24/12/2026 to 20/12/2026", "end before they begin"),
    ],
)
def test_a_day_nobody_can_be_sure_of_is_refused(typed: str, says: str) -> None:
    with pytest.raises(EntryRefused, match=says):
        read_typed_exception(typed, TODAY)


@given(supply.windows())
def test_what_a_field_shows_of_a_window_is_read_back_as_it(window: Window) -> None:
    assert read_typed_window(window_for_field(window)) == window


@given(supply.exceptions(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_what_a_field_shows_of_an_exception_is_read_back_as_it_on_any_day(exception: DayException, today: date) -> None:
    assert read_typed_exception(exception_for_field(exception), today) == exception


@given(st.text(max_size=30) | st.from_regex(r"(mon|tue|weekdays)[ ,-]{1,2}[0-9apm:,\- ]{1,20}", fullmatch=True))
def test_whatever_is_typed_is_understood_or_refused_in_words(typed: str) -> None:
    with suppress(EntryRefused):
        window = read_typed_window(typed)
        assert read_window(write_window(window)) == window
    with suppress(EntryRefused):
        exception = read_typed_exception(typed, TODAY)
        assert read_exception(write_exception(exception)) == exception
