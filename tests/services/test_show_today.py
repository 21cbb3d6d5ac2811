from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.errors import NotAllowed
from advocate_desk.domain.identifiers import new_case_reference, new_id
from advocate_desk.domain.keeping import BackupMade, DrillDone, DrillKind
from advocate_desk.domain.letter import CopyMade
from advocate_desk.domain.pathway import Lane, PathwayStep, StepMove, StepState
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.referral import Machine, ReferralMove
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.tasks import Task
from advocate_desk.domain.users import User
from advocate_desk.services.keep_backups import KeepBackups
from advocate_desk.services.ports import LetterRenderer
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.show_today import Group, NextAct, ShowToday, TodayItem, TodayView
from advocate_desk.services.write_letter import WriteLetter
from tests.services.desk import (
    ADMINISTRATOR,
    ADVOCATE,
    LETTERS,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Office,
    approve,
    change,
    keep,
    sent_for_review,
)

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def today(office: Office, name: str) -> TodayView:
    with office.as_user(name) as session:
        return ShowToday(session, office.rules).view()


def row(view: TodayView, what: str) -> TodayItem:
    return next(item for item in view.items if item.what == what)


def task(case_id: UUID, due: datetime | None, title: str = "Ring the council", owner: UUID | None = None) -> Task:
    return Task(id=new_id(NOW), stream_id=case_id, case_id=case_id, title=title, due_at=due, owner_id=owner)


def another_case(session: Session, lead: UUID | None, **changes: object) -> UUID:
    """Keep a case that nobody has asked about safe contact, and return its id."""
    case_id, client_id = new_id(NOW), new_id(NOW)
    person = Person(
        id=client_id, stream_id=case_id, case_id=case_id, role=PersonRole.CLIENT, name_to_use="Dana Example"
    )
    kept: dict[str, Any] = {"reference": new_case_reference(), "client_id": client_id, "lead_id": lead, **changes}
    keep(session, Case(id=case_id, stream_id=case_id, **kept), person)
    return case_id


@pytest.mark.parametrize(
    ("due", "group", "why"),
    [
        (NOW - timedelta(days=2), Group.LATE, "Overdue 2 days"),
        (NOW - timedelta(minutes=1), Group.LATE, "Overdue since 10:41am"),
        (NOW + timedelta(hours=13), Group.TODAY, "Due today, 11:42pm"),
        (NOW + timedelta(hours=14), Group.NEXT_SEVEN_DAYS, "Due tomorrow, 12:42am"),
        (NOW + timedelta(days=7), Group.NEXT_SEVEN_DAYS, "Due 30 November, 10:42am"),
    ],
)
def test_a_task_stands_where_its_moment_puts_it(office: Office, due: datetime, group: Group, why: str) -> None:
    with office.as_user(ADVOCATE) as session:
        keep(session, task(office.case_id, due))
    item = row(today(office, ADVOCATE), "Ring the council")
    assert (item.group, item.why_now, item.name) == (group, why, "Ceri Sample")
    assert item.act is NextAct.OPEN_CASE
    assert item.task_id is not None


@pytest.mark.parametrize("due", [None, NOW + timedelta(days=8)])
def test_what_is_not_due_within_the_week_is_not_there(office: Office, due: datetime | None) -> None:
    with office.as_user(ADVOCATE) as session:
        keep(session, task(office.case_id, due))
    assert not [item for item in today(office, ADVOCATE).items if item.task_id]


def test_a_task_that_is_done_or_whose_case_is_closed_is_not_there(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        done, open_one = task(office.case_id, NOW), task(office.case_id, NOW, "Ring the school")
        keep(session, done, open_one)
        change(session, done_again(session, done), done_at=NOW)
    assert [item.what for item in today(office, ADVOCATE).items if item.task_id] == ["Ring the school"]
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            case = unit.get(Case, office.case_id)
        change(session, case, status=CaseStatus.CLOSED)
    assert not today(office, ADVOCATE).items


def done_again(session: Session, kept: Task) -> Task:
    with session.work() as unit:
        return unit.get(Task, kept.id)


def test_an_advocate_sees_their_own_tasks_in_anybodys_case_and_nobody_elses(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        me = session.user.id
        keep(session, task(office.case_id, NOW, "Sam's own", me))
    assert "Sam's own" in {item.what for item in today(office, SUPERVISOR).items}
    assert "Sam's own" not in {item.what for item in today(office, ADVOCATE).items}


def test_a_case_that_nobody_here_leads_is_late_in_front_of_every_supervisor(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        case_id = another_case(session, None, lead_as_text="Somebody who left")
        keep(session, task(case_id, NOW - timedelta(days=1), "Ring Dana"))
    assert "Ring Dana" in {item.what for item in today(office, SUPERVISOR).items}
    assert "Ring Dana" not in {item.what for item in today(office, ADVOCATE).items}


def test_safe_contact_that_nobody_asked_about_is_to_be_checked_at_once(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        case_id = another_case(session, session.user.id)
    view = today(office, ADVOCATE)
    item = row(view, "Ask how contact is safe")
    assert (item.group, item.act, item.subject_id) == (Group.LATE, NextAct.CHECK_SAFE_CONTACT, case_id)
    assert view.counts[Group.LATE] == view.unchecked == 1


def plan_of(session: Session, case_id: UUID) -> SafeContactPlan:
    with session.work() as unit:
        return unit.find(SafeContactPlan, case_id=case_id)[0]


@pytest.mark.parametrize(
    ("changes", "group", "why"),
    [
        ({"checked_on": None, "check_again_by": None}, Group.LATE, "Written down but never checked"),
        ({"check_again_by": None}, Group.LATE, "Checked 20 November. No day is set for the next"),
        ({"check_again_by": date(2026, 11, 22)}, Group.LATE, "Overdue by 1 day"),
        ({"check_again_by": date(2026, 11, 23)}, Group.TODAY, "Due today"),
        ({"check_again_by": date(2026, 11, 30)}, Group.NEXT_SEVEN_DAYS, "Due 30 November"),
    ],
)
def test_a_safe_contact_plan_is_told_before_it_goes_stale(
    office: Office, changes: dict[str, object], group: Group, why: str
) -> None:
    with office.as_user(ADVOCATE) as session:
        change(session, plan_of(session, office.case_id), **changes)
    item = row(today(office, ADVOCATE), "Check safe contact")
    assert (item.group, item.why_now) == (group, why)


def test_a_plan_of_somebody_else_in_the_case_says_nothing_about_her(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        case_id = another_case(session, session.user.id)
        child = Person(id=new_id(NOW), stream_id=case_id, case_id=case_id, role=PersonRole.CHILD, name_to_use="Kit")
        plan = SafeContactPlan(
            id=new_id(NOW),
            stream_id=case_id,
            case_id=case_id,
            person_id=child.id,
            call=Answer.YES,
            checked_on=date(2026, 11, 23),
            check_again_by=date(2027, 1, 1),
        )
        keep(session, child, plan)
    assert today(office, ADVOCATE).unchecked == 1


def test_many_people_to_check_are_one_row_and_every_one_of_them_can_be_reached(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        cases = {another_case(session, session.user.id) for _ in range(14)}
    view = today(office, ADVOCATE)
    rows = [item for item in view.items if item.act is NextAct.CHECK_SAFE_CONTACT]
    assert [item.what for item in rows] == ["14 people's safe contact is to be checked"]
    assert {item.subject_id for item in view.safe_contact} == cases
    assert view.unchecked == 14
    assert view.counts[Group.LATE] == 1


def test_only_the_newest_move_of_a_step_counts(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        own: dict[str, Any] = {"stream_id": office.case_id, "case_id": office.case_id}
        step = PathwayStep(id=new_id(NOW), lane=Lane.SUPPORT, code="housing", title="Safe housing", position=1, **own)
        waits = StepMove(
            id=new_id(NOW),
            step_id=step.id,
            to_state=StepState.WAITING,
            happened_on=date(2026, 11, 11),
            recorded_at=NOW - timedelta(days=9),
            actor_id=session.user.id,
            waiting_on="council",
            due_on=date(2026, 11, 20),
            **own,
        )
        keep(session, step, waits)
    assert row(today(office, ADVOCATE), "Safe housing").why_now == "With council. Reply overdue by 3 days"
    with office.as_user(ADVOCATE) as session:
        done = StepMove(
            id=new_id(NOW),
            step_id=step.id,
            to_state=StepState.DONE,
            happened_on=date(2026, 11, 21),
            recorded_at=NOW,
            actor_id=session.user.id,
            **own,
        )
        keep(session, done)
    assert "Safe housing" not in {item.what for item in today(office, ADVOCATE).items}


def test_a_meeting_is_told_a_week_ahead(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            case = unit.get(Case, office.case_id)
        change(session, case, marac_on=date(2026, 11, 27))
    item = row(today(office, ADVOCATE), "MARAC meeting")
    assert (item.group, item.why_now) == (Group.NEXT_SEVEN_DAYS, "27 November")


def test_a_supervisor_reads_first_how_many_referrals_wait_and_how_long(sent_office: Office) -> None:
    sent_office.clock.later(days=1)
    view = today(sent_office, SUPERVISOR)
    assert view.first_line == "1 referral waits for you. Oldest: 1 day."
    item = row(view, "Emergency housing: Exampleshire Council")
    assert (item.group, item.act, item.subject_id) == (
        Group.WAITING_FOR_YOU,
        NextAct.REVIEW,
        sent_office.referral_id,
    )
    assert today(sent_office, ADVOCATE).first_line == ""
    assert NextAct.REVIEW not in {item.act for item in today(sent_office, ADVOCATE).items}


def test_what_was_sent_back_waits_for_its_author_with_the_reason(sent_office: Office) -> None:
    with sent_office.as_user(SUPERVISOR) as session:
        ReviewReferral(session, sent_office.rules).send_back(sent_office.referral_id, "Add the consent date.")
    item = row(today(sent_office, ADVOCATE), "Emergency housing: sent back")
    assert (item.act, item.why_now) == (NextAct.MEND, "“Add the consent date.”")
    assert today(sent_office, SUPERVISOR).first_line == ""


def test_what_is_approved_waits_for_its_author_to_send_it(approved_office: Office) -> None:
    item = row(today(approved_office, ADVOCATE), "Emergency housing: approved")
    assert (item.act, item.subject_id) == (NextAct.SEND_LETTER, approved_office.referral_id)


def vault_rows(office: Office, name: str) -> set[NextAct]:
    return {item.act for item in today(office, name).items if item.subject_id is None}


def test_a_new_vault_has_a_week_for_its_first_backup_and_a_year_for_its_first_drill(office: Office) -> None:
    assert vault_rows(office, ADMINISTRATOR) == {NextAct.SETTINGS}
    office.clock.later(days=8)
    assert vault_rows(office, ADMINISTRATOR) == {NextAct.SETTINGS, NextAct.BACK_UP}
    office.clock.later(days=357)
    assert vault_rows(office, SUPERVISOR) >= {NextAct.DRILL, NextAct.BACK_UP}
    assert not vault_rows(office, ADVOCATE) & {NextAct.DRILL, NextAct.BACK_UP, NextAct.SETTINGS}


def test_a_backup_that_was_proved_holds_for_seven_days(office: Office) -> None:
    office.clock.later(days=20)
    with office.as_user(ADMINISTRATOR) as session:
        made = BackupMade(
            id=new_id(NOW),
            stream_id=SHARED_STREAM,
            made_at=office.clock.now() - timedelta(days=7),
            made_by=session.user.id,
            file_name="copy.adbackup",
            size_bytes=1,
            in_second_place=True,
        )
        keep(session, made)
    assert NextAct.BACK_UP not in vault_rows(office, ADMINISTRATOR)
    office.clock.later(days=1)
    assert row(today(office, ADMINISTRATOR), "Back up").why_now == "The last one is 8 days old."


def test_a_backup_of_a_day_to_come_holds_nothing(office: Office) -> None:
    office.clock.later(days=40)
    assert NextAct.BACK_UP in vault_rows(office, SUPERVISOR)
    with office.as_user(SUPERVISOR) as session:
        made = BackupMade(
            id=new_id(NOW),
            stream_id=SHARED_STREAM,
            made_at=NOW + timedelta(days=4000),
            made_by=session.user.id,
            file_name="backup.adbackup",
            size_bytes=1,
            in_second_place=True,
        )
        keep(session, made)
    assert NextAct.BACK_UP in vault_rows(office, SUPERVISOR)


def test_a_drill_holds_for_a_year(office: Office) -> None:
    office.clock.later(days=400)
    with office.as_user(ADMINISTRATOR) as session:
        for kind in DrillKind:
            done = DrillDone(
                id=new_id(NOW),
                stream_id=SHARED_STREAM,
                kind=kind,
                done_at=office.clock.now() - timedelta(days=364),
                done_by=session.user.id,
            )
            keep(session, done)
    assert NextAct.DRILL not in vault_rows(office, ADMINISTRATOR)


def test_a_letter_that_asked_for_no_day_is_asked_about_a_week_after_it_was_sent(
    office: Office, draws: LetterRenderer
) -> None:
    office.referral_id = sent_for_review(office, reply_by=None)
    approve(office)
    with office.as_user(ADVOCATE) as session:
        letters = WriteLetter(session, draws, office.rules)
        letters.release(office.referral_id, CopyMade.PRINTED)
        letters.mark_sent(office.referral_id, "secure email", office.clock.now())
    item = row(today(office, ADVOCATE), "Emergency housing: reply")
    assert (item.group, item.due_on) == (Group.NEXT_SEVEN_DAYS, date(2026, 11, 30))
    office.clock.later(days=8)
    item = row(today(office, ADVOCATE), "Emergency housing: reply")
    assert (item.group, item.act) == (Group.LATE, NextAct.CHASE)
    assert item.why_now == "Exampleshire Council. No answer since 23 November"
    with office.as_user(ADVOCATE) as session:
        assert ShowCase(session, office.rules).summary(office.case_id).referrals[0].late


def test_a_drill_of_a_year_to_come_holds_nothing(office: Office) -> None:
    office.clock.later(days=400)
    with office.as_user(ADMINISTRATOR) as session:
        for kind in DrillKind:
            done = DrillDone(
                id=new_id(NOW),
                stream_id=SHARED_STREAM,
                kind=kind,
                done_at=office.clock.now() + timedelta(days=900),
                done_by=session.user.id,
            )
            keep(session, done)
    view = today(office, ADMINISTRATOR)
    assert [item.why_now for item in view.items if item.act is NextAct.DRILL] == ["Once a year. It was never done."] * 2
    with office.as_user(ADMINISTRATOR) as session:
        state = KeepBackups(session, office.vaults).state()
    assert state.words_drill_due
    assert state.restore_drill_due
    assert state.last_drill_words is None


def test_a_vault_made_on_a_day_to_come_has_no_grace(office: Office) -> None:
    office.clock.later(days=-30)
    assert vault_rows(office, ADMINISTRATOR) >= {NextAct.BACK_UP, NextAct.DRILL}


def test_a_second_place_for_backups_is_asked_for_until_there_is_one(office: Office) -> None:
    with office.as_user(ADMINISTRATOR) as session:
        with session.work() as unit:
            settings = unit.get(ServiceSettings, SERVICE_SETTINGS_ID)
        change(session, settings, backup_folder="/somewhere/safe")
    assert NextAct.SETTINGS not in vault_rows(office, ADMINISTRATOR)


def test_more_than_can_be_shown_is_still_counted(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        keep(session, *(task(office.case_id, NOW - timedelta(days=number)) for number in range(1, 62)))
    view = today(office, ADVOCATE)
    assert view.counts[Group.LATE] == 61
    late = [item for item in view.items if item.group is Group.LATE]
    assert len(late) == 50
    assert late[0].why_now == "Overdue 61 days"


def test_who_reads_no_case_has_no_today(office: Office) -> None:
    with pytest.raises(NotAllowed):
        today(office, LETTERS)


def test_what_an_agency_asks_to_know_waits_for_the_author(approved_office: Office) -> None:
    with approved_office.as_user(ADVOCATE) as session:
        moves = [
            ReferralMove(
                id=new_id(NOW),
                stream_id=approved_office.case_id,
                case_id=approved_office.case_id,
                referral_id=approved_office.referral_id,
                machine=Machine.PROGRESS,
                from_state=before,
                to_state=after,
                happened_at=NOW,
                recorded_at=NOW + timedelta(minutes=minute),
                actor_id=session.user.id,
            )
            for minute, (before, after) in enumerate(pairwise(("not_sent", "sent", "more_information_asked")))
        ]
        keep(session, *moves)
    item = row(today(approved_office, ADVOCATE), "Emergency housing: they need to know more")
    assert (item.group, item.act, item.why_now) == (
        Group.WAITING_FOR_YOU,
        NextAct.ANSWER,
        "Exampleshire Council asked on 23 November",
    )
    assert "Emergency housing: approved" not in {one.what for one in today(approved_office, ADVOCATE).items}


def test_a_reply_is_due_until_it_comes(approved_office: Office) -> None:
    with approved_office.as_user(ADVOCATE) as session:
        sent = ReferralMove(
            id=new_id(NOW),
            stream_id=approved_office.case_id,
            case_id=approved_office.case_id,
            referral_id=approved_office.referral_id,
            machine=Machine.PROGRESS,
            from_state="not_sent",
            to_state="sent",
            happened_at=NOW,
            recorded_at=NOW,
            actor_id=session.user.id,
        )
        keep(session, sent)
    item = row(today(approved_office, ADVOCATE), "Emergency housing: reply")
    assert (item.group, item.act) == (Group.NEXT_SEVEN_DAYS, NextAct.OPEN_REFERRAL)
    approved_office.clock.later(days=2, hours=7)
    item = row(today(approved_office, ADVOCATE), "Emergency housing: reply")
    assert (item.group, item.act, item.why_now) == (
        Group.LATE,
        NextAct.CHASE,
        "Exampleshire Council. Overdue since 5pm",
    )


def disable(office: Office, name: str) -> None:
    with office.as_user(ADMINISTRATOR) as session, session.work() as unit:
        (user,) = unit.find(User, display_name=name)
        session.vault.disable_user(user.id)


def test_a_task_of_somebody_who_left_is_late_in_front_of_who_leads_the_case(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        keep(session, task(office.case_id, NOW - timedelta(days=1), "Sam's own", session.user.id))
    assert "Sam's own" not in {item.what for item in today(office, ADVOCATE).items}
    disable(office, SUPERVISOR)
    assert row(today(office, ADVOCATE), "Sam's own").group is Group.LATE


def test_a_case_led_by_somebody_who_reads_no_cases_is_late_in_front_of_every_supervisor(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            (letters,) = unit.find(User, display_name=LETTERS)
        keep(session, task(another_case(session, letters.id), NOW - timedelta(days=1), "Ring Dana"))
    assert "Ring Dana" in {item.what for item in today(office, SUPERVISOR).items}


def test_an_approved_letter_whose_author_left_waits_for_a_supervisor_to_send_it(approved_office: Office) -> None:
    disable(approved_office, ADVOCATE)
    wanted = [item for item in today(approved_office, OTHER_SUPERVISOR).items if item.act is NextAct.SEND_LETTER]
    assert [item.subject_id for item in wanted] == [approved_office.referral_id]


def test_a_referral_sent_back_to_somebody_who_left_waits_for_a_supervisor(sent_office: Office) -> None:
    with sent_office.as_user(SUPERVISOR) as session:
        ReviewReferral(session, sent_office.rules).send_back(sent_office.referral_id, "Say when.")
    assert not [item for item in today(sent_office, SUPERVISOR).items if item.act is NextAct.MEND]
    disable(sent_office, ADVOCATE)
    assert [item.subject_id for item in today(sent_office, SUPERVISOR).items if item.act is NextAct.MEND]
