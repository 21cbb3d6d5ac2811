"""Chasing a silent agency, telling of a service without referring, and asking another agency after the first."""

from datetime import date, timedelta

import pytest

from advocate_desk.domain.closing_the_loop import ReferralChase
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused, MoveRefused, NotFound
from advocate_desk.domain.letter import CopyMade
from advocate_desk.domain.referral import ProgressState
from advocate_desk.domain.support_plan import NeedArea, NeedState
from advocate_desk.services.keep_chases import KeepChases, NewChase
from advocate_desk.services.keep_directory import AgencyForm, KeepDirectory
from advocate_desk.services.keep_plan import KeepPlan, NeedForm
from advocate_desk.services.keep_settings import KeepSettings
from advocate_desk.services.keep_signposts import KeepSignposts, NewSignpost
from advocate_desk.services.list_referrals import ListReferrals
from advocate_desk.services.make_referral import MakeReferral, ProgressReport, ReferralForm, ReferralView
from advocate_desk.services.ports import LetterRenderer
from advocate_desk.services.session import Session
from advocate_desk.services.show_timeline import ShowTimeline
from advocate_desk.services.show_today import Group, NextAct, ShowToday, TodayItem
from advocate_desk.services.write_letter import WriteLetter
from tests.services.desk import ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office, approve, sent_for_review

TODAY = date(2026, 11, 23)


@pytest.fixture
def waiting(office: Office, draws: LetterRenderer) -> Office:
    """Return the office with a letter sent today that asked for no day."""
    office.referral_id = sent_for_review(office, reply_by=None)
    approve(office)
    with office.as_user(ADVOCATE) as session:
        letters = WriteLetter(session, draws, office.rules)
        letters.release(office.referral_id, CopyMade.PRINTED)
        letters.mark_sent(office.referral_id, "secure email", office.clock.now())
    return office


def chase(office: Office, **fields: object) -> None:
    asked = {"referral_id": office.referral_id, "on": office.clock.today(), "how": "by phone", **fields}
    with office.as_user(ADVOCATE) as session:
        KeepChases(session).record(NewChase(**asked))  # type: ignore[arg-type]


def record(session: Session, office: Office, to: ProgressState, **fields: str) -> ReferralView:
    now = office.clock.now()
    report = ProgressReport(referral_id=office.referral_id, to_state=to, happened_at=now, **fields)  # type: ignore[arg-type]
    return MakeReferral(session, office.rules).record_progress(report)


def row(office: Office, name: str) -> TodayItem | None:
    with office.as_user(name) as session:
        items = ShowToday(session, office.rules).view().items
    return next((item for item in items if item.subject_id == office.referral_id), None)


def climb(office: Office) -> None:
    """Let the agency stay silent until it was asked as often as the service asks."""
    for _rung in range(3):
        office.clock.later(days=8)
        chase(office)


def test_each_time_an_agency_is_asked_the_next_day_moves_on(waiting: Office) -> None:
    waiting.clock.later(days=8)
    late = row(waiting, ADVOCATE)
    assert late is not None
    assert (late.group, late.act) == (Group.LATE, NextAct.CHASE)
    chase(waiting, told_by="Duty worker")
    asked = row(waiting, ADVOCATE)
    assert asked is not None
    assert (asked.group, asked.due_on) == (Group.NEXT_SEVEN_DAYS, TODAY + timedelta(days=15))
    assert asked.why_now == "Exampleshire Council. No answer since 23 November, asked again once"
    with waiting.as_user(ADVOCATE) as session:
        headlines = [one.headline for one in ShowTimeline(session, waiting.rules).entries(waiting.case_id)]
    assert "Emergency housing, Exampleshire Council: asked again by phone" in headlines


def test_after_the_last_time_a_supervisor_is_told_to_decide_and_nothing_is_closed_by_itself(waiting: Office) -> None:
    climb(waiting)
    assert row(waiting, OTHER_SUPERVISOR) is None, "a week to answer the last time, too"
    waiting.clock.later(days=8)
    for name in (ADVOCATE, OTHER_SUPERVISOR):
        told = row(waiting, name)
        assert told is not None
        assert (told.what, told.group, told.act) == (
            "Emergency housing: no answer, decide",
            Group.WAITING_FOR_YOU,
            NextAct.DECIDE,
        )
        assert told.why_now == (
            "Exampleshire Council. Asked again 3 times. A supervisor confirms that there is no response"
        )
    with waiting.as_user(ADVOCATE) as session:
        view = MakeReferral(session, waiting.rules).view(waiting.referral_id)
        assert view.progress is ProgressState.SENT
        with pytest.raises(MoveRefused, match="Only a supervisor can record"):
            record(session, waiting, ProgressState.NO_RESPONSE)
    with waiting.as_user(SUPERVISOR) as session:
        ended = record(session, waiting, ProgressState.NO_RESPONSE)
        assert ended.progress is ProgressState.NO_RESPONSE
    assert row(waiting, OTHER_SUPERVISOR) is None


def test_before_the_ladder_is_climbed_no_response_says_how_they_were_chased(waiting: Office) -> None:
    waiting.clock.later(days=8)
    chase(waiting)
    with waiting.as_user(SUPERVISOR) as session:
        with pytest.raises(MoveRefused, match="how they were chased"):
            record(session, waiting, ProgressState.NO_RESPONSE)
        assert record(session, waiting, ProgressState.NO_RESPONSE, note="They closed last week.").chases


def test_an_outcome_nobody_knows_stands_on_the_log_of_chases(waiting: Office) -> None:
    with waiting.as_user(ADVOCATE) as session, pytest.raises(MoveRefused, match="how they were chased"):
        record(session, waiting, ProgressState.NOT_KNOWN)
    waiting.clock.later(days=8)
    chase(waiting)
    with waiting.as_user(ADVOCATE) as session:
        assert record(session, waiting, ProgressState.NOT_KNOWN).progress is ProgressState.NOT_KNOWN


def test_an_agency_with_times_of_its_own_is_asked_by_those(waiting: Office) -> None:
    with waiting.as_user(ADVOCATE) as session, session.work() as unit:
        (agency,) = unit.find(Agency, name="Exampleshire Council")
        unit.change(agency, chase_after=("2 working days",))
        unit.commit("agreed times")
    told = row(waiting, ADVOCATE)
    assert told is not None
    assert told.due_on == TODAY + timedelta(days=2)
    waiting.clock.later(days=3)
    chase(waiting)
    waiting.clock.later(days=5)
    decide = row(waiting, ADVOCATE)
    assert decide is not None
    assert decide.act is NextAct.DECIDE


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"how": " "}, "Say how they were asked"),
        ({"on": TODAY + timedelta(days=1)}, "still to come"),
        ({"on": TODAY - timedelta(days=1)}, "before they were last written to"),
    ],
)
def test_a_chase_that_cannot_be_is_refused(waiting: Office, fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(EntryRefused, match=sentence):
        chase(waiting, **fields)


def test_nobody_is_chased_who_owes_no_answer(approved_office: Office) -> None:
    with pytest.raises(MoveRefused, match="nobody to chase"):
        chase(approved_office)
    with approved_office.as_user(ADVOCATE) as session, session.work() as unit:
        assert not unit.find(ReferralChase, case_id=approved_office.case_id)


def test_the_reference_on_the_slip_finds_the_referral_however_it_is_typed(waiting: Office) -> None:
    with waiting.as_user(ADVOCATE) as session:
        reference = MakeReferral(session, waiting.rules).view(waiting.referral_id).referral.reply_reference
        listed = ListReferrals(session)
        for typed in (reference, reference.lower(), reference.replace("-", " "), reference.removeprefix("RE-")):
            assert listed.find(typed) == waiting.referral_id
        with pytest.raises(NotFound):
            listed.find("RE-0000-000")


def follow(session: Session, office: Office, **fields: object) -> ReferralForm:
    view = MakeReferral(session, office.rules).blank_after(office.referral_id)
    taken = {name: getattr(view.referral, name) for name in ReferralForm.__slots__}
    with session.work() as unit:
        (council,) = unit.find(Agency, name="Exampleshire Council")
    return ReferralForm(**{**taken, "agency_id": council.id, **fields})


def test_where_they_said_no_the_next_one_carries_the_facts_but_never_the_consent(waiting: Office) -> None:
    with waiting.as_user(ADVOCATE) as session:
        make = MakeReferral(session, waiting.rules)
        before = record(session, waiting, ProgressState.DECLINED, reason="at_capacity").referral
        assert before.consent_id is not None
        blank = make.blank_after(before.id)
        assert (blank.referral.ask, blank.referral.why, blank.referral.shares) == (
            before.ask,
            before.why,
            before.shares,
        )
        assert blank.agency is None
        assert blank.referral.consent_id is None
        assert blank.referral.reply_reference == ""
        with pytest.raises(EntryRefused, match="Ask again for this one"):
            make.save(follow(session, waiting, consent_id=before.consent_id), None)
        made = make.save(follow(session, waiting), None)
        assert made.follows_id == before.id
        assert made.reply_reference not in {"", before.reply_reference}
        assert make.view(made.id).follows == f"R{before.number} to Exampleshire Council"
        assert make.view(before.id).followed_by == (f"R{made.number} to Exampleshire Council",)


def test_nothing_follows_a_referral_that_is_still_open(waiting: Office) -> None:
    with waiting.as_user(ADVOCATE) as session, pytest.raises(EntryRefused, match="declined the one before"):
        MakeReferral(session, waiting.rules).save(follow(session, waiting), None)


def test_a_referral_answers_an_open_need_and_the_plan_says_where_it_stands(waiting: Office) -> None:
    with waiting.as_user(ADVOCATE) as session:
        plan, make = KeepPlan(session), MakeReferral(session, waiting.rules)
        need_id = plan.add_need(waiting.case_id, NeedForm(area=NeedArea.HOUSING, title="A safe place", opened_on=TODAY))
        record(session, waiting, ProgressState.DECLINED, reason="at_capacity")
        made = make.save(follow(session, waiting, need_id=need_id), None)
        (line,) = plan.view(waiting.case_id).needs
        assert [(one.referral_id, one.agency, one.state_label) for one in line.referrals] == [
            (made.id, "Exampleshire Council", "Draft")
        ]
        need = make.view(made.id).need
        assert need is not None
        assert need.title == "A safe place"
        plan.change_need(
            need,
            NeedForm(area=need.area, title=need.title, opened_on=TODAY, state=NeedState.MET, state_on=TODAY),
        )
        with pytest.raises(EntryRefused, match="not open any more"):
            make.save(follow(session, waiting, need_id=need_id), None)


def test_a_signpost_is_told_in_the_timeline_and_is_no_referral(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        keep, before = KeepSignposts(session), len(ListReferrals(session).all(office.case_id))
        keep.record(NewSignpost(case_id=office.case_id, to="Sample Food Bank", why="Food for the week", on=TODAY))
        (line,) = keep.view(office.case_id)
        assert (line.signpost.to, line.told_by) == ("Sample Food Bank", ADVOCATE)
        keep.hear(line.signpost, "Went on Tuesday, will go again.", TODAY)
        assert len(ListReferrals(session).all(office.case_id)) == before
        told = [one.headline for one in ShowTimeline(session, office.rules).entries(office.case_id)]
    assert {"Signposted to Sample Food Bank", "What came of naming Sample Food Bank"} <= set(told)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"to": " "}, "which service"),
        ({"why": ""}, "named for"),
        ({"on": TODAY + timedelta(days=1)}, "still to come"),
    ],
)
def test_a_signpost_says_where_to_and_why(office: Office, fields: dict[str, object], sentence: str) -> None:
    asked = {"case_id": office.case_id, "to": "Sample Food Bank", "why": "Food", "on": TODAY, **fields}
    with office.as_user(ADVOCATE) as session, pytest.raises(EntryRefused, match=sentence):
        KeepSignposts(session).record(NewSignpost(**asked))  # type: ignore[arg-type]


def test_what_an_agency_promises_stands_beside_what_it_does(waiting: Office) -> None:
    with waiting.as_user(SUPERVISOR) as session:
        directory, make = KeepDirectory(session), MakeReferral(session, waiting.rules)
        with session.work() as unit:
            (council,) = unit.find(Agency, name="Exampleshire Council")
        assert make.reply_line(council.id) == "No answers yet to what was sent from here. 1 answer is owed."
        form = AgencyForm(
            name=council.name, promised_reply="5 working days", chase_after=("3 working days", "5 working days")
        )
        directory.save_agency(form, council)
        waiting.clock.later(days=4)
        record(session, waiting, ProgressState.ACKNOWLEDGED, told_by="Automatic reply")
        assert "No answers yet" in make.reply_line(council.id), "that it arrived is no answer"
        waiting.clock.later(days=2)
        record(session, waiting, ProgressState.ACCEPTED, told_by="Team leader")
        told = "Promises an answer within 5 working days. Answered after 6 days (median of 1)."
        assert make.reply_line(council.id) == told
        assert directory.agency(council.id).reply_line == told


@pytest.mark.parametrize(
    "fields", [{"promised_reply": "soon"}, {"chase_after": ("soon",)}, {"chase_after": ("24 hours",)}]
)
def test_a_promise_or_a_ladder_that_cannot_be_counted_is_not_kept(office: Office, fields: dict[str, object]) -> None:
    with office.as_user(SUPERVISOR) as session, pytest.raises(EntryRefused):
        KeepDirectory(session).save_agency(AgencyForm(name="Sample Trust", **fields), None)  # type: ignore[arg-type]
    with office.as_user(SUPERVISOR) as session, session.work() as unit:
        assert not unit.find(Agency, name="Sample Trust")


def test_the_service_sets_once_how_long_it_waits_for_everybody(waiting: Office) -> None:
    with waiting.as_user(SUPERVISOR) as session:
        settings = KeepSettings(session)
        with pytest.raises(EntryRefused, match="once to 6 times"):
            settings.change(chase_after=())
        settings.change(chase_after=("2 days", "2 days"))
    told = row(waiting, ADVOCATE)
    assert told is not None
    assert told.due_on == TODAY + timedelta(days=2)


def test_what_was_passed_on_waits_until_the_next_agency_is_written_to(waiting: Office) -> None:
    with waiting.as_user(ADVOCATE) as session:
        record(session, waiting, ProgressState.REROUTED, note="Passed to Millbrook Homes.")
    told = row(waiting, ADVOCATE)
    assert told is not None
    assert (told.what, told.group, told.act) == (
        "Emergency housing: passed on",
        Group.WAITING_FOR_YOU,
        NextAct.OPEN_REFERRAL,
    )
    with waiting.as_user(ADVOCATE) as session:
        MakeReferral(session, waiting.rules).save(follow(session, waiting), None)
    assert row(waiting, ADVOCATE) is None
