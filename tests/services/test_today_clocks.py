"""Today and the clocks: ours to do, others' to be chased, limits that are near, and nothing red that is not sure."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.clock_entries import ClockEntryKind
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services import today_clocks
from advocate_desk.services.keep_clocks import EntryForm, KeepClocks, KeyDateForm
from advocate_desk.services.keep_pathway import KeepPathway, NewStep
from advocate_desk.services.session import Session
from advocate_desk.services.show_today import Group, NextAct, ShowToday, TodayItem
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, change, other_case_with_phone

TODAY = date(2026, 11, 23)
CLOCK_ACTS = {NextAct.OPEN_DATES, NextAct.CHASE_CLOCK}
PHONES = (("07700 900551", "447700900551"), ("07700 900552", "447700900552"))


def of_clocks(session: Session, rules: Rulebook) -> list[TodayItem]:
    return [one for one in ShowToday(session, rules).view().items if one.act in CLOCK_ACTS]


def rows(office: Office, name: str = ADVOCATE) -> list[TodayItem]:
    with office.as_user(name) as session:
        return of_clocks(session, office.rules)


def given(office: Office, code: str, on: date | None) -> None:
    with office.as_user(ADVOCATE) as session:
        step_id = None
        if code == "bail_changed":
            line = NewStep(code="criminal_line", about="The other person")
            step_id = KeepPathway(session, office.rules).add(office.case_id, line)
        form = KeyDateForm(code=code, on=on, step_id=step_id)
        KeepClocks(session, office.rules).add_date(office.case_id, form)


def about(found: list[TodayItem], words: str) -> TodayItem:
    (one,) = [each for each in found if words in each.what]
    return one


@pytest.mark.parametrize(
    ("on", "group", "why"),
    [
        (
            date(2026, 11, 6),
            Group.LATE,
            "Late since 13 November. 5 working days from 6 November. "
            "Check, and chase. With enhanced rights: passed 14 days ago, on 9 November",
        ),
        (
            date(2026, 11, 20),
            Group.WAITING_ON_OTHERS,
            "Due 27 November. 5 working days from 20 November. Check. With enhanced rights: 23 November, today",
        ),
    ],
)
def test_what_the_police_owe_is_chased_once_it_is_late_and_waits_on_them_before(
    office: Office, on: date, group: Group, why: str
) -> None:
    given(office, "bail_changed", on)
    found = about(rows(office), "Police: ")
    assert (found.group, found.why_now) == (group, why)
    assert found.act is (NextAct.CHASE_CLOCK if group is Group.LATE else NextAct.OPEN_DATES)
    assert found.subject_id == office.case_id


def test_after_a_chase_the_ball_is_with_them_for_a_week(office: Office) -> None:
    given(office, "bail_changed", date(2026, 11, 6))
    with office.as_user(ADVOCATE) as session:
        clocks = KeepClocks(session, office.rules)
        (line,) = [one for one in clocks.view(office.case_id).late if one.clock.duty.code == "told_of_bail_change"]
        form = EntryForm(kind=ClockEntryKind.CHASED, on=TODAY)
        clocks.record(office.case_id, line.clock.duty.code, line.clock.start_id, form)
    assert about(rows(office), "Police: ").group is Group.WAITING_ON_OTHERS
    office.clock.later(days=7)
    again = about(rows(office), "Police: ")
    assert (again.group, again.act) == (Group.LATE, NextAct.CHASE_CLOCK)
    assert "Chased 23 November. Check, and chase again" in again.why_now


@pytest.mark.parametrize(
    ("days_ago", "group"),
    [(21, Group.TODAY), (20, Group.NEXT_SEVEN_DAYS), (14, Group.NEXT_SEVEN_DAYS), (13, None), (22, Group.LATE)],
)
def test_a_limit_that_shuts_a_door_is_told_in_its_last_week(office: Office, days_ago: int, group: Group | None) -> None:
    given(office, "told_of_housing_decision", TODAY - timedelta(days=days_ago))
    assert [one.group for one in rows(office)] == ([group] if group else [])


def test_a_limit_that_is_long_past_stands_on_the_dates_of_the_case_alone(office: Office) -> None:
    given(office, "told_of_housing_decision", TODAY - timedelta(days=21 + 28))
    assert [one.group for one in rows(office)] == [Group.LATE]
    office.clock.later(days=1)
    assert rows(office) == []


def test_a_start_that_nobody_knows_is_counted_and_has_no_day(office: Office) -> None:
    given(office, "told_of_housing_decision", None)
    (found,) = rows(office)
    assert (found.what, found.group) == ("1 clock waits for a day", Group.NEXT_SEVEN_DAYS)


def test_what_is_not_sure_is_never_late(office: Office) -> None:
    given(office, "bail_changed", date(2026, 11, 6))
    way = office.rules.way
    unsure = tuple(
        replace(one, provenance=replace(one.provenance, checked_on=date(2025, 11, 22))) for one in way.duties
    )
    old = replace(office.rules, way=replace(way, duties=unsure))
    with office.as_user(ADVOCATE) as session:
        found = about(of_clocks(session, old), "Police: ")
    assert found.group is Group.TODAY
    assert found.why_now.startswith("We think, check. Passed 10 days ago")


def test_clocks_are_for_whoever_leads_and_for_a_supervisor_where_nobody_does(office: Office) -> None:
    given(office, "bail_changed", date(2026, 11, 6))
    assert rows(office, SUPERVISOR) == []
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            case = unit.get(Case, office.case_id)
        change(session, case, lead_id=None)
    assert about(rows(office, SUPERVISOR), "Police: ").group is Group.LATE
    assert rows(office) == []


@pytest.mark.parametrize("status", [CaseStatus.CLOSED, CaseStatus.TRANSFERRED])
def test_a_case_that_ended_here_asks_nothing(office: Office, status: CaseStatus) -> None:
    given(office, "bail_changed", date(2026, 11, 6))
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            case = unit.get(Case, office.case_id)
        change(session, case, status=status)
    assert rows(office) == []


@pytest.fixture
def _two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today_clocks, "MOST_AT_ONCE", 1)


@pytest.mark.usefixtures("_two_at_once")
def test_of_more_cases_than_are_counted_at_once_none_falls_silent(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        more: list[UUID] = [other_case_with_phone(session, shown, stored) for shown, stored in PHONES]
        for case_id in more:
            with session.work() as unit:
                unit.change(unit.get(Case, case_id), lead_id=session.user.id)
                unit.commit("led for a test")
        items = ShowToday(session, office.rules).view().items
    (said,) = [one for one in items if one.act is NextAct.LIST_CASES]
    assert said.what == "Look through the dates of 2 more cases"
