"""The times somebody may be reached: written, read, reckoned, said."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.contact_windows import (
    AgreedTimes,
    DayException,
    Window,
    agreed_times,
    both_hold,
    is_open,
    opens_next,
    read_exception,
    read_window,
    times_in_words,
    write_exception,
    write_window,
)
from advocate_desk.domain.dates_in_words import LONDON, in_london
from advocate_desk.domain.errors import EntryRefused
from tests.support import windows as supply
from tests.support.records import TODAY

WEEKDAYS = ("mon-fri 10:00-14:00",)


def london(day: str, clock: str, *, fold: int = 0) -> datetime:
    """Return the moment a clock in London shows this; ``fold`` 1 is its second coming in October."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON, fold=fold).astimezone(UTC)


def times(windows: tuple[str, ...] = (), exceptions: tuple[str, ...] = ()) -> AgreedTimes:
    return agreed_times(windows, exceptions)


@given(supply.windows())
def test_a_window_that_is_written_is_read_back_as_it_was(window: Window) -> None:
    assert read_window(write_window(window)) == window


@given(supply.exceptions())
def test_an_exception_that_is_written_is_read_back_as_it_was(exception: DayException) -> None:
    assert read_exception(write_exception(exception)) == exception


@given(st.one_of(st.text(max_size=30), st.from_regex(r"[a-z,-]{3,9} [0-9:,-]{5,23}", fullmatch=True)))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    for read, write in ((read_window, write_window), (read_exception, write_exception)):
        with suppress(EntryRefused):
            kept = read(text)
            assert read(write(kept)) == kept  # type: ignore[arg-type]  # each writes what its own reader reads


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Write days and times"),
        ("mon-fri", "Write days and times"),
        ("weekdays 10:00-14:00", "Write days and times"),
        ("mon-fri 10-14", "Write days and times"),
        ("mon-fri 10:00-24:30", "Write days and times"),
        ("mon-fri 25:00-26:00", "Write days and times"),
        ("mon-fri  10:00-14:00", "Write days and times"),
        ("mon-fri ١٠:00-14:00", "Write days and times"),
        ("fri-mon 10:00-14:00", "order of the week"),
        ("fri 22:00-02:00", "goes past midnight"),
        ("fri 22:00-22:00", "ends when it begins"),
    ],
)
def test_a_window_nobody_can_be_sure_of_is_refused(typed: str, says: str) -> None:
    with pytest.raises(EntryRefused, match=says):
        read_window(typed)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Write a day"),
        ("never", "Write a day"),
        ("2026-12-24", "Write a day"),
        ("20261224 never", "Write a day"),
        ("2026-02-30 never", "Write a day"),
        ("24 December never", "Write a day"),
        ("2026-12-24 sometimes", "Write a day"),
        ("2026-12-24 to never", "Write a day"),
        ("2027-01-02 to 2026-12-24 never", "end before they begin"),
        ("2026-01-01 to 2028-01-01 never", "more days than a year"),
        ("2026-12-24 22:00-01:00", "goes past midnight"),
    ],
)
def test_an_exception_nobody_can_be_sure_of_is_refused(typed: str, says: str) -> None:
    with pytest.raises(EntryRefused, match=says):
        read_exception(typed)


@pytest.mark.parametrize(
    ("windows", "exceptions", "day", "clock", "is_safe"),
    [
        (WEEKDAYS, (), "2026-11-23", "09:59", False),  # a Monday
        (WEEKDAYS, (), "2026-11-23", "10:00", True),
        (WEEKDAYS, (), "2026-11-23", "13:59", True),
        (WEEKDAYS, (), "2026-11-23", "14:00", False),
        (WEEKDAYS, (), "2026-11-28", "11:00", False),  # a Saturday
        (WEEKDAYS, ("2026-12-24 never",), "2026-12-24", "11:00", False),
        (WEEKDAYS, ("2026-12-24 never",), "2026-12-23", "11:00", True),
        (WEEKDAYS, ("2026-12-24 to 2027-01-02 never",), "2026-12-31", "11:00", False),
        (WEEKDAYS, ("2026-12-24 to 2027-01-02 never",), "2027-01-04", "11:00", True),
        (WEEKDAYS, ("2026-11-28 11:00-12:00",), "2026-11-28", "11:30", True),  # she named a Saturday herself
        (WEEKDAYS, ("2026-11-23 15:00-16:00",), "2026-11-23", "11:00", False),  # in place of the weekly times
        (WEEKDAYS, ("2026-11-23 09:00-12:00", "2026-11-23 11:00-16:00"), "2026-11-23", "11:30", True),
        (WEEKDAYS, ("2026-11-23 09:00-12:00", "2026-11-23 11:00-16:00"), "2026-11-23", "10:30", False),
        (WEEKDAYS, ("2026-11-23 09:00-12:00", "2026-11-23 never"), "2026-11-23", "11:30", False),
        (WEEKDAYS, ("2026-11-23 never", "2026-11-23 09:00-12:00"), "2026-11-23", "11:30", False),
        (("mon 10:00-11:00", "mon 10:30-12:00"), (), "2026-11-23", "11:30", True),
        (("fri 22:00-24:00", "sat 00:00-02:00"), (), "2026-11-28", "00:00", True),
        (("fri 22:00-24:00", "sat 00:00-02:00"), (), "2026-11-27", "23:59", True),
        (("never",), (), "2026-11-23", "11:00", False),
        ((), (), "2026-11-23", "03:00", True),  # nothing is written, so nothing can be reckoned
        ((), ("2026-11-23 never",), "2026-11-23", "11:00", False),
        ((), ("2026-11-23 never",), "2026-11-24", "11:00", True),
        (("mon 10:00-11:00",), (), "2026-07-06", "10:30", True),  # in summer time
    ],
)
def test_a_moment_is_safe_only_within_what_was_agreed(
    windows: tuple[str, ...], exceptions: tuple[str, ...], day: str, clock: str, is_safe: bool
) -> None:
    assert is_open(windows, exceptions, london(day, clock)) is is_safe


@pytest.mark.parametrize(
    ("window", "clock", "fold", "is_safe"),
    [
        ("sun 00:00-01:30", "01:15", 0, True),
        ("sun 00:00-01:30", "01:15", 1, False),  # it ended when 1:30 came for the first time
        ("sun 01:30-05:00", "01:45", 0, False),  # it begins when 1:30 comes for the second time
        ("sun 01:30-05:00", "01:45", 1, True),
        ("sun 01:00-05:00", "01:15", 0, False),
        ("sun 01:00-05:00", "01:15", 1, True),
        ("sun 01:15-01:45", "01:30", 0, False),  # wholly within: never sure, so never
        ("sun 01:15-01:45", "01:30", 1, False),
        ("sun 00:00-05:00", "01:30", 0, True),
        ("sun 00:00-05:00", "01:30", 1, True),
    ],
)
def test_in_the_hour_that_comes_twice_only_what_is_sure_is_safe(
    window: str, clock: str, fold: int, is_safe: bool
) -> None:
    assert is_open((window,), (), london("2026-10-25", clock, fold=fold)) is is_safe


@pytest.mark.parametrize(
    ("window", "opens"),
    [
        ("sun 00:30-05:00", "00:30"),
        ("sun 01:30-05:00", "02:00"),  # the clocks jump over 1:30
        ("sun 01:15-01:45", None),  # these minutes do not exist
        ("sun 02:00-03:00", "02:00"),
    ],
)
def test_the_hour_that_is_missing_holds_no_safe_minute(window: str, opens: str | None) -> None:
    found = opens_next(times((window,)), london("2026-03-29", "00:10"), date(2026, 3, 29))
    assert found == (london("2026-03-29", opens) if opens else None)


def test_in_the_hour_that_comes_twice_a_window_opens_at_its_second_coming() -> None:
    found = opens_next(times(("sun 01:30-05:00",)), london("2026-10-25", "00:10"))
    assert found == london("2026-10-25", "01:30", fold=1)


@pytest.mark.parametrize(
    ("exceptions", "now", "opens"),
    [
        ((), ("2026-11-23", "09:00"), ("2026-11-23", "10:00")),
        ((), ("2026-11-23", "11:00"), ("2026-11-23", "11:00")),  # it is open
        ((), ("2026-11-23", "14:00"), ("2026-11-24", "10:00")),
        ((), ("2026-11-27", "15:00"), ("2026-11-30", "10:00")),  # over the weekend
        (("2026-12-24 to 2027-01-02 never",), ("2026-12-23", "15:00"), ("2027-01-04", "10:00")),
        (("2026-11-24 never",), ("2026-11-23", "15:00"), ("2026-11-25", "10:00")),
        (("2026-11-28 08:00-08:30",), ("2026-11-27", "15:00"), ("2026-11-28", "08:00")),
    ],
)
def test_what_is_closed_opens_at_the_next_agreed_time(
    exceptions: tuple[str, ...], now: tuple[str, str], opens: tuple[str, str]
) -> None:
    assert opens_next(times(WEEKDAYS, exceptions), london(*now)) == london(*opens)


def test_what_never_opens_and_what_opens_too_late_is_said_to_be_neither() -> None:
    friday = london("2026-11-27", "15:00")
    assert opens_next(times(("never",)), friday) is None
    assert opens_next(times(WEEKDAYS), friday, date(2026, 11, 29)) is None
    assert opens_next(times(WEEKDAYS), friday, date(2026, 11, 30)) == london("2026-11-30", "10:00")
    assert opens_next(times(WEEKDAYS, ("9999-01-01 to 9999-12-31 never",)), friday) == london("2026-11-30", "10:00")


@given(supply.written_windows, supply.written_exceptions, supply.moments())
def test_the_first_safe_moment_is_safe_and_none_before_it_is(
    windows: tuple[str, ...], exceptions: tuple[str, ...], now: datetime
) -> None:
    agreed = times(windows, exceptions)
    opens = opens_next(agreed, now, in_london(now).date() + timedelta(days=2))
    minutes = (now + timedelta(minutes=15 * number) for number in range(2 * 24 * 4))
    if opens is None:
        assert not any(agreed.holds(moment) for moment in minutes if in_london(moment).date() <= in_london(now).date())
    else:
        assert agreed.holds(opens)
        assert not any(agreed.holds(moment) for moment in minutes if moment < opens)


@given(*(2 * [supply.written_windows, supply.written_exceptions]), supply.moments())
def test_what_holds_of_two_is_open_only_where_both_are(
    windows: tuple[str, ...],
    exceptions: tuple[str, ...],
    other_windows: tuple[str, ...],
    other_exceptions: tuple[str, ...],
    moment: datetime,
) -> None:
    one, other = times(windows, exceptions), times(other_windows, other_exceptions)
    both = both_hold(one, other)
    assert both_hold(other, one) == both or one == other
    if both.holds(moment):
        assert one.holds(moment)
        assert other.holds(moment)
    written = tuple(map(write_window, both.windows)), tuple(map(write_exception, both.exceptions))
    assert agreed_times(*written) == both


def test_two_plans_that_leave_no_time_in_common_leave_none() -> None:
    both = both_hold(times(("mon 10:00-11:00",)), times(("tue 10:00-11:00",), ("2026-12-24 never",)))
    assert tuple(map(write_window, both.windows)) == ("never",)
    assert not both.holds(london("2026-11-23", "10:30"))


@pytest.mark.parametrize(
    ("windows", "exceptions", "words"),
    [
        ((), (), ""),
        (WEEKDAYS, (), "Monday to Friday, 10am to 2pm"),
        (WEEKDAYS, ("2026-12-24 never",), "Monday to Friday, 10am to 2pm; not on 24 December"),
        (WEEKDAYS, ("2026-11-22 never",), "Monday to Friday, 10am to 2pm"),  # yesterday
        (
            ("mon,wed 09:30-12:00,13:00-15:00", "sat-sun 18:00-24:00"),
            ("2026-12-24 to 2027-01-02 never",),
            "Monday and Wednesday, 9:30am to midday and 1pm to 3pm; Saturday and Sunday, 6pm to midnight; "
            "not from 24 December to 2 January 2027",
        ),
        (("mon-sun 00:00-24:00",), (), "every day, all day"),
        (("mon-wed,fri 10:00-11:00",), (), "Monday to Wednesday and Friday, 10am to 11am"),
        (("never",), ("2026-12-01 10:00-11:00",), "at no time of the week; on 1 December only 10am to 11am"),
    ],
)
def test_the_times_are_said_as_people_say_them(
    windows: tuple[str, ...], exceptions: tuple[str, ...], words: str
) -> None:
    assert times_in_words(times(windows, exceptions), TODAY) == words
