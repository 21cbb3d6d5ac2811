"""What Today says around a MARAC: what is owed before a meeting and after it, and what waits for somebody."""

from dataclasses import replace
from datetime import date

import pytest

from advocate_desk.domain.errors import MoveRefused
from advocate_desk.domain.marac import MaracMeeting
from advocate_desk.services.follow_marac import ActionForm, FollowMarac, MeetingForm
from advocate_desk.services.refer_to_marac import ReferToMarac
from advocate_desk.services.session import Session
from advocate_desk.services.show_today import Group, NextAct, ShowToday, TodayItem
from tests.services.desk import ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office
from tests.services.marac import WITHOUT_AGREEMENT, marac_form, meeting_of, referred

SOON, TODAY, LATE, WAITING = Group.NEXT_SEVEN_DAYS, Group.TODAY, Group.LATE, Group.WAITING_FOR_YOU


def rows(office: Office, name: str = ADVOCATE) -> list[TodayItem]:
    with office.as_user(name) as session:
        items = ShowToday(session, office.rules).view().items
        return [item for item in items if "MARAC" in item.what and item.act is not NextAct.WATCH]


def told(office: Office, name: str = ADVOCATE) -> list[tuple[str, Group, str]]:
    return [(item.what, item.group, item.why_now) for item in rows(office, name)]


def planned(office: Office, session: Session, meets_on: date) -> MaracMeeting:
    return meeting_of(office, session, meets_on)


# Monday 23 November 2026 is today; 26 November is the Thursday.
@pytest.mark.parametrize(
    ("meets_on", "expected"),
    [
        (date(2026, 12, 1), []),
        (
            date(2026, 11, 26),
            [
                ("MARAC meeting", SOON, "26 November"),
                ("MARAC: our research", SOON, "The meeting is on 26 November"),
                ("MARAC: ask what is wanted", SOON, "The meeting is on 26 November"),
            ],
        ),
        (
            date(2026, 11, 23),
            [
                ("MARAC meeting", TODAY, "Today"),
                ("MARAC: our research", TODAY, "The meeting is today"),
                ("MARAC: ask what is wanted", TODAY, "The meeting is today"),
                ("MARAC: tell what came of it", SOON, "Due 25 November"),
            ],
        ),
        (date(2026, 11, 19), [("MARAC: tell what came of it", TODAY, "Due today")]),
        (date(2026, 11, 18), [("MARAC: tell what came of it", LATE, "Overdue by 3 days")]),
    ],
)
def test_before_a_meeting_we_prepare_and_after_it_she_is_told(
    office: Office, meets_on: date, expected: list[tuple[str, Group, str]]
) -> None:
    with office.as_user(ADVOCATE) as session:
        planned(office, session, meets_on)
    assert sorted(told(office)) == sorted(expected)
    assert {item.act for item in rows(office)} <= {NextAct.OPEN_MARAC}


def test_what_is_prepared_and_told_is_not_asked_again(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        service, meeting = FollowMarac(session, office.rules), planned(office, session, date(2026, 11, 19))
        form = MeetingForm(meets_on=meeting.meets_on, feedback_on=date(2026, 11, 20), feedback_how="By her own phone")
        service.change(meeting, form)
    assert told(office) == []


def test_an_action_past_its_day_is_late_whoever_answers_for_it_and_gone_once_done(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        service, meeting = FollowMarac(session, office.rules), planned(office, session, date(2026, 11, 19))
        late = service.add_action(
            meeting.id, ActionForm(what="Fit locks", owner="Exampleshire Council", due_on=date(2026, 11, 20))
        )
        service.add_action(meeting.id, ActionForm(what="Ring the school", owner="Jo", due_on=date(2026, 11, 24)))
        service.add_action(meeting.id, ActionForm(what="Nobody set a day", owner="Police"))
    assert ("MARAC action: Fit locks", LATE, "Exampleshire Council. Overdue by 3 days") in told(office)
    assert ("MARAC action: Ring the school", SOON, "Jo. Due tomorrow") in told(office)
    assert not [item for item in rows(office) if "Nobody" in item.what]
    with office.as_user(ADVOCATE) as session:
        FollowMarac(session, office.rules).finish_action(late, date(2026, 11, 23))
    assert not [item for item in rows(office) if "Fit locks" in item.what]


def test_an_approval_waits_for_another_supervisor_and_what_is_approved_for_whoever_makes_it(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        form = marac_form(office, session, **WITHOUT_AGREEMENT)
        written = ReferToMarac(session, office.rules).save(office.case_id, form, None)
    waits = ("MARAC referral: approve", WAITING, "Without agreement it waits for a supervisor")
    assert told(office) == []
    assert told(office, SUPERVISOR) == told(office, OTHER_SUPERVISOR) == [waits]
    with office.as_user(SUPERVISOR) as session:
        ReferToMarac(session, office.rules).approve(written)
    assert told(office, SUPERVISOR) == []
    assert [row[:2] for row in told(office)] == [("MARAC referral: make it", WAITING)]
    with office.as_user(ADVOCATE) as session:
        ReferToMarac(session, office.rules).mark_referred(written.id, date(2026, 11, 23))
    assert told(office) == []


def test_no_approval_waits_for_a_supervisor_who_changed_what_a_colleague_began(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        form = marac_form(office, session, **WITHOUT_AGREEMENT)
        written = ReferToMarac(session, office.rules).save(office.case_id, form, None)
    with office.as_user(SUPERVISOR) as session:
        service = ReferToMarac(session, office.rules)
        changed = service.save(office.case_id, replace(form, reason="Threats, twice this week."), written)
        with pytest.raises(MoveRefused):
            service.approve(changed)
    assert told(office, SUPERVISOR) == []
    assert [row[0] for row in told(office, OTHER_SUPERVISOR)] == ["MARAC referral: approve"]


def test_an_emergency_meeting_before_the_one_the_case_shows_has_a_row_of_its_own(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        service, made = FollowMarac(session, office.rules), referred(office, session, date(2026, 11, 20))
        for day, emergency in ((date(2026, 11, 30), False), (date(2026, 11, 25), True)):
            prepared = {"our_research": "Done.", "her_wishes": "Asked."}
            service.plan(made.id, MeetingForm(meets_on=day, is_emergency=emergency, **prepared))
    assert told(office) == [
        ("Emergency MARAC meeting", SOON, "25 November"),
        ("MARAC meeting", SOON, "30 November"),
    ]
