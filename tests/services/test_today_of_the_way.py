"""What Today says of a case's own way: who is to be reached, what waits for a supervisor, what a referrer owes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from advocate_desk.domain.case_moves import ClosureReason, ReferralTrouble
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.contacts import ContactResult
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.risk import JUDGEMENT_ALONE, RiskAssessment, RiskLevel, RiskOccasion
from advocate_desk.services.close_case import CloseCase, NewClosing
from advocate_desk.services.keep_settings import KeepSettings
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.mend_referral import MendReferral, NewProblem
from advocate_desk.services.move_case import MoveCase, NewMove
from advocate_desk.services.session import Session
from advocate_desk.services.show_today import Group, NextAct, ShowToday, TodayItem
from tests.services.desk import ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office, change, keep, new_contact
from tests.services.watch import quiet_watch

S = CaseStatus
WAY = {
    "Look at a new referral",
    "Make the first attempt",
    "Make attempt 2 of 3",
    "Say what was agreed",
    "Decide how it goes on",
    "Sign the end of an episode",
    "Decide about a conflict of interest",
    "Tell whoever referred what is wrong",
    "Ask whoever referred again",
}


def stand(session: Session, office: Office, **changes: object) -> None:
    with session.work() as unit:
        case = unit.get(Case, office.case_id)
    change(session, case, **changes)


def rows(session: Session, office: Office) -> list[TodayItem]:
    return [item for item in ShowToday(session, office.rules).view().items if item.what in WAY]


def assessed(session: Session, office: Office, level: RiskLevel, occasion: RiskOccasion) -> RiskAssessment:
    now = office.clock.now()
    signed = RiskAssessment(
        id=new_id(now),
        stream_id=office.case_id,
        case_id=office.case_id,
        instrument=JUDGEMENT_ALONE,
        instrument_version=1,
        answers={},
        high_from=14,
        level=level,
        assessed_on=session.clock.today(),
        recorded_at=now,
        assessor_id=session.user.id,
        occasion=occasion,
    )
    keep(session, signed)
    return signed


@pytest.mark.parametrize(
    ("status", "what"), [(S.RECEIVED, "Look at a new referral"), (S.CONTACTING, "Make the first attempt")]
)
@pytest.mark.parametrize(
    ("came", "group", "why"),
    [
        (datetime(2026, 11, 22, 9, 0, tzinfo=UTC), Group.LATE, "Overdue since 9am"),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), Group.TODAY, "Due today, 4pm"),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), Group.NEXT_SEVEN_DAYS, "Due tomorrow, 9am"),
        (None, Group.WAITING_FOR_YOU, "No day can be counted: when it began is not written down"),
    ],
)
def test_somebody_nobody_has_tried_to_reach_is_on_today(
    session: Session, office: Office, status: S, what: str, came: datetime | None, group: Group, why: str
) -> None:
    quiet_watch(session, office.case_id)
    stand(session, office, status=status, received_at=came)
    (row,) = rows(session, office)
    is_tried = status is S.CONTACTING and group in {Group.LATE, Group.TODAY}
    safe = "Safe at agreed times (Monday to Friday, 10am to 2pm), by call or text, text first. " if is_tried else ""
    assert (row.what, row.group, row.why_now) == (what, group, f"{safe}Nobody has tried yet. {why}")
    assert (row.act, row.subject_id, row.name) == (NextAct.OPEN_STATUS, office.case_id, "Ceri Sample")
    counts = ShowToday(session, office.rules).view().counts
    assert counts[group] == 1


def test_a_case_that_is_open_or_whose_person_is_not_reached_asks_for_no_attempt(
    session: Session, office: Office
) -> None:
    for status in set(S) - {S.RECEIVED, S.TRIAGE, S.CONTACTING, S.CONFLICT_HOLD}:
        stand(session, office, status=status, received_at=office.clock.now() - timedelta(days=9))
        assert rows(session, office) == []


def test_an_attempt_moves_the_day_of_the_next(session: Session, office: Office) -> None:
    stand(session, office, status=S.CONTACTING, received_at=office.clock.now() - timedelta(hours=3))
    LogContact(session).log(new_contact(office, result=ContactResult.NO_ANSWER, summary=""))
    (row,) = rows(session, office)
    assert (row.what, row.group, row.due_on) == ("Make attempt 2 of 3", Group.NEXT_SEVEN_DAYS, date(2026, 11, 26))
    LogContact(session).log(new_contact(office, happened_at=office.clock.now()))
    (row,) = rows(session, office)
    assert (row.what, row.group) == ("Say what was agreed", Group.WAITING_FOR_YOU)


def test_a_service_changes_its_standard_and_a_malformed_one_is_refused(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        stand(session, office, status=S.CONTACTING, received_at=datetime(2026, 11, 20, 16, 45, tzinfo=UTC))
        assert rows(session, office)[0].group is Group.LATE
    with office.as_user(SUPERVISOR) as session:
        standard = {"high": "2 working days", "medium": "3 working days", "standard": "5 working days"}
        KeepSettings(session).change(first_attempt=standard, attempts_wanted=4, attempts_within_days=10)
        with pytest.raises(EntryRefused, match="high risk cannot be read"):
            KeepSettings(session).change(first_attempt={**standard, "high": "quickly"})
        with pytest.raises(EntryRefused, match="Between 1 and 10 attempts"):
            KeepSettings(session).change(attempts_wanted=0)
        assert KeepSettings(session).read().attempts_wanted == 4
    with office.as_user(ADVOCATE) as session:
        (row,) = rows(session, office)
        assert (row.group, row.why_now) == (Group.NEXT_SEVEN_DAYS, "Nobody has tried yet. Due tomorrow")


def test_that_nobody_was_reached_at_high_risk_waits_for_every_supervisor(office: Office) -> None:
    now = office.clock.now()
    with office.as_user(ADVOCATE) as session:
        stand(session, office, status=S.CONTACTING, received_at=now - timedelta(days=5))
        for hours in (72, 48, 20):
            LogContact(session).log(
                new_contact(
                    office, result=ContactResult.NO_ANSWER, summary="", happened_at=now - timedelta(hours=hours)
                )
            )
        assert [row.what for row in rows(session, office)] == ["Decide how it goes on"]
    with office.as_user(SUPERVISOR) as session:
        assert [row.group for row in rows(session, office)] == [Group.WAITING_FOR_YOU]
        assessed(session, office, RiskLevel.STANDARD, RiskOccasion.REVIEW)
        assert rows(session, office) == []


def test_an_end_at_high_risk_waits_for_a_supervisor_who_did_not_write_it(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        MoveCase(session, office.rules).move(NewMove(case_id=office.case_id, to_status=S.CLOSING))
        exit_ = assessed(session, office, RiskLevel.HIGH, RiskOccasion.EXIT)
        written = NewClosing(
            case_id=office.case_id,
            closure=ClosureReason.LEFT_AREA,
            outcomes={"safer": "yes"},
            exit_assessment_id=exit_.id,
            high_risk_reason="She lives abroad now.",
        )
        office.clock.later(minutes=1)
        CloseCase(session, office.rules).prepare(written)
        assert rows(session, office) == []
    with office.as_user(ADVOCATE) as session:
        assert rows(session, office) == []
    with office.as_user(OTHER_SUPERVISOR) as session:
        (row,) = rows(session, office)
        assert (row.what, row.group) == ("Sign the end of an episode", Group.WAITING_FOR_YOU)
        assert row.why_now == f"Risk is still high. By {SUPERVISOR}, 23 November"
        CloseCase(session, office.rules).sign(office.case_id)
        assert rows(session, office) == []


def test_an_end_that_did_not_come_waits_for_nobody(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        MoveCase(session, office.rules).move(NewMove(case_id=office.case_id, to_status=S.CLOSING))
        exit_ = assessed(session, office, RiskLevel.HIGH, RiskOccasion.EXIT)
        office.clock.later(minutes=1)
        written = NewClosing(
            case_id=office.case_id,
            closure=ClosureReason.LEFT_AREA,
            outcomes={"safer": "yes"},
            exit_assessment_id=exit_.id,
            high_risk_reason="She lives abroad now.",
        )
        CloseCase(session, office.rules).prepare(written)
    with office.as_user(SUPERVISOR) as session:
        assert len(rows(session, office)) == 1
    with office.as_user(ADVOCATE) as session:
        for status in (S.OPEN, S.CLOSING):
            office.clock.later(minutes=1)
            MoveCase(session, office.rules).move(
                NewMove(case_id=office.case_id, to_status=status, reason="She came back.")
            )
    with office.as_user(SUPERVISOR) as session:
        assert rows(session, office) == []


def test_a_conflict_waits_for_a_supervisor_who_does_not_hold_the_case(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        stand(session, office, status=S.TRIAGE, received_at=office.clock.now() + timedelta(days=20))
        reason = "A colleague knows the family."
        MoveCase(session, office.rules).move(NewMove(case_id=office.case_id, to_status=S.CONFLICT_HOLD, reason=reason))
        assert rows(session, office) == []
    with office.as_user(SUPERVISOR) as session:
        (row,) = rows(session, office)
        assert row.why_now == f"Held since 23 November: “{reason}”"
        stand(session, office, lead_id=session.user.id)
        assert rows(session, office) == []


@pytest.mark.parametrize(
    ("days", "group"),
    [(0, Group.NEXT_SEVEN_DAYS), (1, Group.NEXT_SEVEN_DAYS), (2, Group.TODAY), (3, Group.LATE)],
)
def test_whoever_referred_is_told_today_and_asked_again_after_two_days(
    session: Session, office: Office, days: int, group: Group
) -> None:
    mend = MendReferral(session)
    problem = mend.raise_problem(NewProblem(case_id=office.case_id, trouble=ReferralTrouble.WRONG_FORM))
    (row,) = rows(session, office)
    assert (row.what, row.group) == ("Tell whoever referred what is wrong", Group.TODAY)
    assert row.why_now == "Found 23 November. Nobody told them yet"
    mend.tell(problem.id, session.clock.today(), "by phone")
    office.clock.later(days=days)
    (row,) = rows(session, office)
    assert (row.what, row.group, row.why_now) == (
        "Ask whoever referred again",
        group,
        "Told 23 November. No answer yet",
    )
    assert row.due_on == date(2026, 11, 25)
    mend.answer(problem.id, session.clock.today(), "The right form came.")
    assert rows(session, office) == []
