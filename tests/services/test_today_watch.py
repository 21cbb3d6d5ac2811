"""What Today says of danger nobody acted on, and of flags that are due."""

from datetime import date
from uuid import UUID

import pytest

from advocate_desk.domain.agenda import AgendaFilter
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.flags import FlagKind
from advocate_desk.domain.incidents import IncidentKind
from advocate_desk.domain.marac import MaracCriterion
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.services import today_watch
from advocate_desk.services.assess_risk import AssessRisk, NewAssessment
from advocate_desk.services.keep_flags import FlagForm, KeepFlags
from advocate_desk.services.record_incident import NewIncident, RecordIncident
from advocate_desk.services.refer_to_marac import ReferToMarac
from advocate_desk.services.session import Session
from advocate_desk.services.show_today import Group, NextAct, ShowToday, TodayItem
from advocate_desk.services.today_watch import MEETS
from advocate_desk.services.watch_risk import NOT_WATCHED
from tests.services.desk import ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office, change, other_case_with_phone


def rows(office: Office, act: NextAct, name: str = ADVOCATE) -> list[TodayItem]:
    with office.as_user(name) as session:
        return [item for item in ShowToday(session, office.rules).view().items if item.act is act]


def judge(session: Session, office: Office, level: RiskLevel = RiskLevel.HIGH) -> None:
    new = NewAssessment(case_id=office.case_id, judgement=level, reason="Threats to kill.")
    AssessRisk(session, office.rules).sign(new)


def case_of(session: Session, office: Office) -> Case:
    with session.work() as unit:
        return unit.get(Case, office.case_id)


def test_a_record_that_meets_a_criterion_waits_for_its_worker_until_somebody_decides(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        judge(session, office)
    (row,) = rows(office, NextAct.WATCH)
    assert (row.what, row.group, row.subject_id) == (MEETS, Group.WAITING_FOR_YOU, office.case_id)
    assert row.why_now.startswith("High risk by judgement on ")
    with office.as_user(SUPERVISOR) as session:
        ReferToMarac(session, office.rules).decide_not_now(
            office.case_id, MaracCriterion.PROFESSIONAL_JUDGEMENT, "She asked us to wait.", date(2026, 12, 1)
        )
    assert [row.why_now for row in rows(office, NextAct.WATCH)] == []
    office.clock.later(days=9)
    assert len(rows(office, NextAct.WATCH)) == 1, "the day of the decision has come"


def test_a_day_of_a_marac_alone_does_not_take_the_row_away(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        judge(session, office)
        change(session, case_of(session, office), marac_on=date(2026, 12, 3))
    assert len(rows(office, NextAct.WATCH)) == 1


def test_several_criteria_are_one_row_with_the_newest_fact(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        judge(session, office)
        for day in (3, 10, 17):
            new = NewIncident(kinds=(IncidentKind.THREATS,), happened_on=date(2026, 11, day))
            RecordIncident(session, office.rules).record(office.case_id, new)
    (row,) = rows(office, NextAct.WATCH)
    assert row.why_now.endswith("more criterion is met")


def test_a_colleague_is_not_told_and_a_supervisor_only_where_nobody_here_leads(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        judge(session, office)
    assert rows(office, NextAct.WATCH, SUPERVISOR) == []
    with office.as_user(ADVOCATE) as session:
        change(session, case_of(session, office), lead_id=None, lead_as_text="Somebody before us")
    assert len(rows(office, NextAct.WATCH, SUPERVISOR)) == 1
    assert rows(office, NextAct.WATCH) == []


@pytest.mark.parametrize("status", [CaseStatus.CLOSED, CaseStatus.TRANSFERRED])
def test_an_episode_that_ended_here_is_not_watched(office: Office, status: CaseStatus) -> None:
    with office.as_user(ADVOCATE) as session:
        judge(session, office)
        change(session, case_of(session, office), status=status)
    assert rows(office, NextAct.WATCH) == []


def test_of_more_than_can_be_gone_through_at_once_none_falls_silent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.as_user(ADVOCATE) as session:
        judge(session, office)
    monkeypatch.setattr(today_watch, "MOST_AT_ONCE", 0)
    (row,) = rows(office, NextAct.WATCH)
    assert row.why_now == today_watch.NOT_LOOKED_AT


def test_a_case_that_was_never_high_and_has_no_incident_is_not_read(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        assert office.case_id in in_reach(session)
        other = other_case_with_phone(session, "07700 900551", "447700900551")
        with session.work() as unit:
            unit.change(unit.get(Case, other), lead_id=session.user.id)
            unit.commit("led for a test")
        assert other not in in_reach(session)
        new = NewIncident(kinds=(IncidentKind.THREATS,), happened_on=date(2026, 11, 20))
        RecordIncident(session, office.rules).record(other, new)
        assert other in in_reach(session)


def in_reach(session: Session) -> tuple[UUID, ...]:
    now, today = session.clock.now(), session.clock.today()
    wanted = AgendaFilter(
        user_id=session.user.id,
        staff=(),
        unheld=False,
        reviews=False,
        now=now,
        day_ends=now,
        week_ends=now,
        today=today,
        last_day=today,
        limit=50,
    )
    with session.work() as unit:
        return unit.in_danger(wanted, NOT_WATCHED)


# Monday 23 November 2026 is today when a flag is raised; the row is looked for some days later.
@pytest.mark.parametrize(
    ("review_on", "days_later", "expected"),
    [
        (date(2026, 12, 1), 0, []),
        (date(2026, 11, 30), 0, [(Group.NEXT_SEVEN_DAYS, "Due 30 November")]),
        (date(2026, 11, 30), 7, [(Group.TODAY, "Due today")]),
        (date(2026, 11, 30), 8, [(Group.LATE, "Overdue by 1 day")]),
    ],
)
def test_a_flag_comes_up_on_its_day_and_never_falls_silent(
    office: Office, review_on: date, days_later: int, expected: list[tuple[Group, str]]
) -> None:
    raised(office, review_on)
    office.clock.later(days=days_later)
    found = rows(office, NextAct.FLAG)
    assert [(row.group, row.why_now) for row in found] == expected
    assert all(row.what == "Look at a flag again: Weapons" for row in found)


def test_a_flag_is_its_owners_and_a_supervisors_where_the_owner_left(office: Office) -> None:
    flag_id = raised(office, date(2026, 11, 24))
    assert len(rows(office, NextAct.FLAG)) == 1
    assert rows(office, NextAct.FLAG, OTHER_SUPERVISOR) == []
    with office.as_user(ADVOCATE) as session:
        kept = KeepFlags(session)
        (line,) = kept.view(office.case_id).up
        change(session, line.flag, owner_id=flag_id)
    assert len(rows(office, NextAct.FLAG, OTHER_SUPERVISOR)) == 1


def raised(office: Office, review_on: date) -> UUID:
    with office.as_user(ADVOCATE) as session:
        form = FlagForm(kind=FlagKind.WEAPONS, reason="He keeps knives in the car.", review_on=review_on)
        return KeepFlags(session).raise_flag(office.case_id, form)
