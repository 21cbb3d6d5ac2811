"""Days counted on, as a practitioner would count them in a calendar."""

import tomllib
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.assets import resource
from advocate_desk.domain.bank_holidays import BankHolidays, parse_bank_holidays
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.duties import CountBy
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.settings import FIRST_ATTEMPT, Nation
from advocate_desk.domain.working_days import (
    UNKNOWN,
    Period,
    deadline,
    months_after,
    read_period,
    working_days_after,
)

FILE = "calendar/bank-holidays.toml"
PLAIN = (CountBy.WORKING_DAYS, CountBy.CALENDAR_DAYS, CountBy.MONTHS, CountBy.HOURS)


def shipped() -> dict[str, Any]:
    return tomllib.loads(resource("calendar", "bank-holidays.toml").read_text(encoding="utf-8"))


HOLIDAYS: BankHolidays = parse_bank_holidays(shipped(), FILE)


def day(words: str) -> date:
    return datetime.strptime(words[4:], "%d %b %Y").replace(tzinfo=UTC).date()


@pytest.mark.parametrize(
    ("event", "days", "due"),
    [
        ("Mon 23 Nov 2026", 1, "Tue 24 Nov 2026"),
        ("Fri 27 Nov 2026", 1, "Mon 30 Nov 2026"),
        ("Fri 27 Nov 2026", 2, "Tue 01 Dec 2026"),
        ("Sat 28 Nov 2026", 1, "Mon 30 Nov 2026"),
        ("Sun 29 Nov 2026", 2, "Tue 01 Dec 2026"),
        ("Thu 24 Dec 2026", 1, "Tue 29 Dec 2026"),
        ("Fri 25 Dec 2026", 1, "Tue 29 Dec 2026"),
        ("Sat 26 Dec 2026", 2, "Wed 30 Dec 2026"),
        ("Thu 31 Dec 2026", 1, "Mon 04 Jan 2027"),
        ("Fri 24 Dec 2027", 1, "Wed 29 Dec 2027"),
        ("Thu 02 Apr 2026", 1, "Tue 07 Apr 2026"),
        ("Fri 31 Dec 2027", 1, "Tue 04 Jan 2028"),
        ("Mon 23 Nov 2026", 20, "Mon 21 Dec 2026"),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays_with_their_substitutes(
    event: str, days: int, due: str
) -> None:
    assert (day(event).strftime("%a"), day(due).strftime("%a")) == (event[:3], due[:3])
    assert working_days_after(day(event), days, HOLIDAYS.of(Nation.ENGLAND)) == day(due)


@pytest.mark.parametrize(
    ("nation", "event", "due"),
    [
        (Nation.ENGLAND, "Sun 29 Nov 2026", "Mon 30 Nov 2026"),
        (Nation.SCOTLAND, "Sun 29 Nov 2026", "Tue 01 Dec 2026"),
        (Nation.ENGLAND, "Fri 10 Jul 2026", "Mon 13 Jul 2026"),
        (Nation.NORTHERN_IRELAND, "Fri 10 Jul 2026", "Tue 14 Jul 2026"),
        (Nation.WALES, "Thu 02 Apr 2026", "Tue 07 Apr 2026"),
        (Nation.SCOTLAND, "Thu 02 Apr 2026", "Mon 06 Apr 2026"),
        (Nation.SCOTLAND, "Fri 12 Jun 2026", "Tue 16 Jun 2026"),
    ],
)
def test_each_nation_has_its_own_bank_holidays(nation: Nation, event: str, due: str) -> None:
    one_day = Period(amount=1, rule=CountBy.WORKING_DAYS)
    assert deadline(one_day, day(event), HOLIDAYS, nation).on == day(due)


@pytest.mark.parametrize(
    ("event", "months", "due"),
    [
        ("Sat 31 Jan 2026", 1, "Sat 28 Feb 2026"),
        ("Mon 31 Jan 2028", 1, "Tue 29 Feb 2028"),
        ("Tue 29 Feb 2028", 12, "Wed 28 Feb 2029"),
        ("Tue 29 Feb 2028", 48, "Sun 29 Feb 2032"),
        ("Tue 31 Mar 2026", 3, "Tue 30 Jun 2026"),
        ("Mon 30 Nov 2026", 3, "Sun 28 Feb 2027"),
        ("Mon 23 Nov 2026", 12, "Tue 23 Nov 2027"),
        ("Thu 31 Dec 2026", 2, "Sun 28 Feb 2027"),
    ],
)
def test_months_end_on_the_same_day_number_or_the_last_of_the_month(event: str, months: int, due: str) -> None:
    assert (day(event).strftime("%a"), day(due).strftime("%a")) == (event[:3], due[:3])
    assert months_after(day(event), months) == day(due)


def test_calendar_days_count_weekends_and_do_not_move_off_one() -> None:
    found = deadline(Period(amount=28, rule=CountBy.CALENDAR_DAYS), date(2026, 11, 28), HOLIDAYS, Nation.ENGLAND)
    assert found.on == date(2026, 12, 26)
    assert found.beyond is None


@pytest.mark.parametrize(
    ("came", "due"),
    [
        # The clocks go back: the same time of day comes an hour late, and 24 hours end before it.
        (datetime(2026, 10, 24, 16, 0, tzinfo=LONDON), datetime(2026, 10, 25, 15, 0, tzinfo=LONDON)),
        # They go forward: 24 hours end an hour after the same time of day.
        (datetime(2026, 3, 28, 16, 0, tzinfo=LONDON), datetime(2026, 3, 29, 17, 0, tzinfo=LONDON)),
        (datetime(2026, 11, 27, 16, 0, tzinfo=LONDON), datetime(2026, 11, 28, 16, 0, tzinfo=LONDON)),
    ],
)
def test_hours_are_those_that_pass_also_when_the_clocks_change(came: datetime, due: datetime) -> None:
    found = deadline(Period(amount=24, rule=CountBy.HOURS), came, HOLIDAYS, Nation.ENGLAND)
    assert found.at == due
    assert found.on == due.date()


def test_the_day_of_an_event_is_the_day_in_london() -> None:
    late_evening = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    found = deadline(Period(amount=1, rule=CountBy.CALENDAR_DAYS), late_evening, HOLIDAYS, Nation.ENGLAND)
    assert found.on == date(2026, 7, 2)


@pytest.mark.parametrize("rule", PLAIN)
def test_what_began_nobody_knows_when_ends_nobody_knows_when_and_never_today(rule: CountBy) -> None:
    found = deadline(Period(amount=1, rule=rule), None, HOLIDAYS, Nation.ENGLAND)
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert found == UNKNOWN
    assert (found.on, found.at, found.is_late(now)) == (None, None, False)
    assert "not written down" in found.words(now)


def test_hours_are_not_counted_from_a_day_without_a_time() -> None:
    hours = Period(amount=24, rule=CountBy.HOURS)
    with pytest.raises(ValueError, match="from a moment"):
        deadline(hours, date(2026, 11, 23), HOLIDAYS, Nation.ENGLAND)
    with pytest.raises(ValueError, match="time zone"):
        deadline(hours, datetime(2026, 11, 23, 10, 0), HOLIDAYS, Nation.ENGLAND)


def test_a_day_beyond_the_end_of_the_list_says_that_it_is_to_be_checked() -> None:
    two = Period(amount=2, rule=CountBy.WORKING_DAYS)
    now = datetime(2028, 12, 28, 10, tzinfo=UTC)
    inside = deadline(two, date(2028, 12, 27), HOLIDAYS, Nation.ENGLAND)
    outside = deadline(two, date(2028, 12, 28), HOLIDAYS, Nation.ENGLAND)
    assert (inside.on, inside.beyond) == (date(2028, 12, 29), None)
    # New Year's Day 2029 is not in the list: the day is a guess, and says so.
    assert (outside.on, outside.beyond) == (date(2029, 1, 1), date(2028, 12, 31))
    assert outside.words(now).endswith("The list of bank holidays ends on 31 December 2028: check this day")
    assert deadline(two, date(2024, 12, 20), HOLIDAYS, Nation.ENGLAND).beyond == date(2028, 12, 31)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("24 hours", Period(amount=24, rule=CountBy.HOURS)),
        (" 2  Working Days ", Period(amount=2, rule=CountBy.WORKING_DAYS)),
        ("1 working day", Period(amount=1, rule=CountBy.WORKING_DAYS)),
        ("7 days", Period(amount=7, rule=CountBy.CALENDAR_DAYS)),
        ("1 month", Period(amount=1, rule=CountBy.MONTHS)),
    ],
)
def test_a_period_is_read_as_people_write_it(words: str, read: Period) -> None:
    assert read_period(words) == read
    assert read_period(str(read)) == read


@pytest.mark.parametrize("words", ["", "soon", "0 days", "-1 days", "24", "hours", "1.5 days", "2 weeks", "9999 days"])
def test_words_that_are_no_period_are_none(words: str) -> None:
    assert read_period(words) is None


def test_every_period_the_program_begins_with_is_read() -> None:
    assert all(read_period(words) for words in FIRST_ATTEMPT.values())


@given(st.dates(date(2025, 1, 1), date(2028, 11, 1)), st.integers(1, 25), st.sampled_from(Nation))
def test_a_working_day_that_is_due_is_one_and_as_many_lie_between(event: date, days: int, nation: Nation) -> None:
    due = working_days_after(event, days, HOLIDAYS.of(nation))
    between = [date.fromordinal(one) for one in range(event.toordinal() + 1, due.toordinal() + 1)]
    working = [one for one in between if one.weekday() < 5 and one not in HOLIDAYS.of(nation)]
    assert len(working) == days
    assert working[-1] == due


def test_the_bank_holidays_that_ship_are_those_of_the_reference() -> None:
    assert HOLIDAYS.of(Nation.ENGLAND) == HOLIDAYS.of(Nation.WALES)
    assert len(HOLIDAYS.of(Nation.ENGLAND)) == 32
    assert {date(2026, 12, 28), date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3)} <= HOLIDAYS.of(Nation.ENGLAND)
    assert date(2026, 12, 26) not in HOLIDAYS.of(Nation.ENGLAND)


def without_scotland(file: dict[str, Any]) -> None:
    del file["nations"][1]


def twice_wales(file: dict[str, Any]) -> None:
    file["nations"][1]["nations"].append("wales")


def a_saturday(file: dict[str, Any]) -> None:
    file["nations"][0]["days"].append(date(2026, 12, 26))


def outside(file: dict[str, Any]) -> None:
    file["nations"][0]["days"].append(date(2029, 1, 1))


def twice_christmas(file: dict[str, Any]) -> None:
    file["nations"][0]["days"].append(date(2026, 12, 25))


def words_for_a_day(file: dict[str, Any]) -> None:
    file["nations"][0]["days"].append("2026-12-24")


def no_source(file: dict[str, Any]) -> None:
    del file["nations"][2]["source"]


def backwards(file: dict[str, Any]) -> None:
    file["table_ends"] = date(2024, 1, 1)


def an_unknown_key(file: dict[str, Any]) -> None:
    file["nation"] = []


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (without_scotland, "must name each of"),
        (twice_wales, "must name each of"),
        (a_saturday, "weekend"),
        (outside, "outside the table"),
        (twice_christmas, "at most once"),
        (words_for_a_day, "a list of days"),
        (no_source, "source"),
        (backwards, "later than table_begins"),
        (an_unknown_key, "is not a key"),
    ],
)
def test_a_list_of_bank_holidays_that_cannot_be_is_refused_with_its_place(spoil: Any, says: str) -> None:  # noqa: ANN401 - any of the spoilers above
    file = shipped()
    spoil(file)
    with pytest.raises(RuleFileRefused, match=says) as refused:
        parse_bank_holidays(file, FILE)
    assert FILE in str(refused.value)
