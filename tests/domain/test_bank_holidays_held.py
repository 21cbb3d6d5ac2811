"""The list of bank holidays that ships, held to the package it is compared with, day for day and nation for nation."""

from datetime import date, timedelta

import holidays
import pytest

from advocate_desk.app.rules import rulebook
from advocate_desk.domain.settings import Nation

TABLE = rulebook().holidays
SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}
SATURDAY = 5


@pytest.mark.parametrize("nation", Nation)
def test_the_list_holds_every_bank_holiday_on_a_weekday_and_no_other_day(nation: Nation) -> None:
    years = range(TABLE.begins.year, TABLE.ends.year + 1)
    known = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=years)
    assert TABLE.of(nation) == {day for day in known if day.weekday() < SATURDAY}


def test_the_list_holds_whole_years_and_two_to_come_at_the_least() -> None:
    assert (TABLE.begins.month, TABLE.begins.day) == (1, 1)
    assert TABLE.ends + timedelta(days=1) == date(TABLE.ends.year + 1, 1, 1)
    newest = max(one.checked_on for one in TABLE.provenance.values())
    assert TABLE.ends.year >= newest.year + 2
