"""Before a contact is begun: the answer, and the reason where it is begun against the plan."""

from datetime import date

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contacts import Contact, ContactKind, Direction
from advocate_desk.domain.errors import EntryRefused, NotFound, StoppedBySafetyRule, TextRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incidents import Incident, IncidentKind
from advocate_desk.domain.safe_contact import ContactOverride, Method, SafeContactPlan
from advocate_desk.services.begin_contact import GIVE_A_REASON, OVERRIDE_HOLDS, BeginContact
from advocate_desk.services.check_contact import CheckContact
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.plan_contact import PlanContact, PlanForm
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.show_timeline import ShowTimeline
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, change, new_contact, phone_of

WHY = "The police asked us to warn her at once"


def plan_of(session: Session, office: Office) -> SafeContactPlan:
    with session.work() as unit:
        return unit.find(SafeContactPlan, case_id=office.case_id)[0]


def overrides(session: Session) -> tuple[ContactOverride, ...]:
    with session.work() as unit:
        return unit.find(ContactOverride)


def add_incident(office: Office, session: Session) -> None:
    now = office.clock.now()
    with session.work() as unit:
        unit.add(
            Incident(
                id=new_id(now),
                stream_id=office.case_id,
                case_id=office.case_id,
                kinds=(IncidentKind.THREATS,),
                recorded_at=now,
                author_id=session.user.id,
            )
        )
        unit.commit("incident written down")


def test_the_answer_says_why_not_and_shows_the_words_to_keep_to(office: Office, session: Session) -> None:
    begin = BeginContact(session)
    call = begin.answer(office.case_id, Method.CALL, phone_of(office, session).id)
    assert call.may_begin
    assert call.verdict.keep_to == "Texting comes first. Agreed for Monday to Friday, 10am to 2pm."
    assert "say “the library”" in call.banner.detail
    post = begin.answer(office.case_id, Method.POST)
    assert not post.may_begin
    assert post.verdict.why == "Post is not safe: the answer was no."


def test_an_incident_closes_every_way_until_the_plan_is_gone_through_again(office: Office, session: Session) -> None:
    office.clock.later(minutes=5)
    add_incident(office, session)
    before = BeginContact(session).answer(office.case_id, Method.CALL)
    assert not before.may_begin
    assert "an incident was recorded since" in before.verdict.why
    assert not any(CheckContact(session).of([office.case_id])[office.case_id].allows(method) for method in Method)
    shown = ShowCase(session, office.rules).summary(office.case_id)
    assert shown.banner.stale
    assert not shown.banner.may_show_number
    assert all(point.warning for point in shown.points)
    office.clock.later(minutes=5)
    plan = plan_of(session, office)
    PlanContact(session).save(office.case_id, PlanForm.of(plan), plan, gone_through=True)
    assert BeginContact(session).answer(office.case_id, Method.CALL).may_begin
    office.clock.later(minutes=5)
    add_incident(office, session)
    assert not BeginContact(session).answer(office.case_id, Method.CALL).may_begin, "on the same day, but after it"


def test_a_check_beside_a_logged_contact_counts_from_its_own_moment(office: Office, session: Session) -> None:
    add_incident(office, session)
    office.clock.later(minutes=5)
    LogContact(session).log(new_contact(office, safe_contact_checked=True))
    assert BeginContact(session).answer(office.case_id, Method.CALL).may_begin


def test_outside_the_agreed_times_every_number_says_when_it_opens(office: Office, session: Session) -> None:
    plan = plan_of(session, office)
    form = PlanForm(call=Answer.YES, windows=("mon-fri 12:00-14:00",), exceptions=("2026-11-24 never",))
    PlanContact(session).save(office.case_id, form, plan)
    view = PlanContact(session).view(office.case_id)
    assert view.banner.headline.startswith(
        "Not a safe time, opens midday today. Call only, Monday to Friday, midday to"
    )
    assert view.history[0].what[-2:] == (
        "Safe times: Monday to Friday, midday to 2pm",
        "Days that differ: not on 24 November 2026",
    )
    phone = next(point for point in view.points if point.kind == "phone")
    assert phone.words == "Phone, marked safe, but not at this time"
    assert phone.warning.endswith("Opens midday today.")
    office.clock.later(days=1)
    assert "Opens midday tomorrow." in BeginContact(session).answer(office.case_id, Method.CALL).verdict.why


@pytest.mark.parametrize("wrong", ["mon-fri 22:00-02:00", "weekdays", "mon-fri 10:00-10:00", ""])
def test_times_nobody_can_read_are_refused_in_words_and_the_plan_stays(
    office: Office, session: Session, wrong: str
) -> None:
    plan = plan_of(session, office)
    with pytest.raises(EntryRefused, match="Write"):
        PlanContact(session).save(office.case_id, PlanForm(call=Answer.YES, windows=(wrong,)), plan)
    assert plan_of(session, office) == plan


def test_a_reason_is_kept_with_what_stood_against_it_and_stays_in_the_history(office: Office, session: Session) -> None:
    begin = BeginContact(session)
    office.clock.later(minutes=1)
    kept = begin.override(office.case_id, Method.EMAIL, f"  {WHY} ")
    assert (kept.reason, kept.against) == (WHY, "Email is not safe: nobody has asked yet.")
    assert overrides(session)[0].made_by == session.user.id
    assert begin.answer(office.case_id, Method.EMAIL).may_begin
    assert not begin.answer(office.case_id, Method.POST).may_begin
    newest = PlanContact(session).view(office.case_id).history[0]
    assert newest.who == session.user.display_name
    assert newest.what == (
        "Begun against the plan: email",
        "What stood against it: Email is not safe: nobody has asked yet",
        f"Reason: {WHY}",
    )
    told = [entry for entry in ShowTimeline(session, office.rules).entries(office.case_id) if entry.icon == "plan"]
    assert WHY in told[0].text


def test_a_reason_holds_for_half_an_hour_and_for_nobody_else(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        BeginContact(session).override(office.case_id, Method.EMAIL, WHY)
        office.clock.later(minutes=29)
        assert BeginContact(session).answer(office.case_id, Method.EMAIL).may_begin
    with office.as_user(SUPERVISOR) as session:
        assert not BeginContact(session).answer(office.case_id, Method.EMAIL).may_begin
    office.clock.later(minutes=2)
    with office.as_user(ADVOCATE) as session:
        assert not BeginContact(session).answer(office.case_id, Method.EMAIL).may_begin
    assert OVERRIDE_HOLDS.total_seconds() == 30 * 60


@pytest.mark.parametrize("typed", ["", " \n ", "x" * 501])
def test_without_a_reason_in_a_few_words_nothing_is_begun(office: Office, session: Session, typed: str) -> None:
    with pytest.raises(EntryRefused):
        BeginContact(session).override(office.case_id, Method.EMAIL, typed)
    with pytest.raises(TextRefused):
        BeginContact(session).override(office.case_id, Method.EMAIL, "a\0b")
    assert overrides(session) == ()


def test_what_the_plan_allows_needs_no_reason(office: Office, session: Session) -> None:
    with pytest.raises(EntryRefused, match="no reason is needed"):
        BeginContact(session).override(office.case_id, Method.TEXT, WHY)
    assert overrides(session) == ()


def test_no_reason_opens_a_number_that_is_never_to_be_used(office: Office, session: Session) -> None:
    point = phone_of(office, session)
    change(session, point, safe=Answer.NO)
    before = BeginContact(session).answer(office.case_id, Method.CALL, point.id)
    assert (before.never, before.may_begin) == (True, False)
    with pytest.raises(StoppedBySafetyRule, match="never to be used"):
        BeginContact(session).override(office.case_id, Method.CALL, WHY, point.id)
    assert overrides(session) == ()
    BeginContact(session).override(office.case_id, Method.CALL, WHY)
    assert not BeginContact(session).answer(office.case_id, Method.CALL, point.id).may_begin


def test_a_number_that_is_not_of_this_case_is_not_found(office: Office, session: Session) -> None:
    with pytest.raises(NotFound):
        BeginContact(session).answer(office.case_id, Method.CALL, new_id(office.clock.now()))


def test_a_form_that_asks_for_reasons_keeps_no_contact_against_the_plan_without_one(
    office: Office, session: Session
) -> None:
    log, wanted = LogContact(session), new_contact(office, kind=ContactKind.EMAIL, held_to_plan=True)
    with pytest.raises(EntryRefused, match="the reason is kept"):
        log.log(wanted)
    with session.work() as unit:
        assert not unit.find(Contact, kind=ContactKind.EMAIL)
    assert GIVE_A_REASON.startswith("The plan does not allow this now.")
    BeginContact(session).override(office.case_id, Method.EMAIL, WHY)
    log.log(new_contact(office, kind=ContactKind.EMAIL, held_to_plan=True, happened_at=office.clock.now()))
    log.log(new_contact(office, kind=ContactKind.TEXT, held_to_plan=True))


def test_what_came_to_us_and_what_puts_an_entry_right_need_no_reason(office: Office, session: Session) -> None:
    log = LogContact(session)
    theirs = new_contact(office, kind=ContactKind.EMAIL, direction=Direction.INCOMING, held_to_plan=True)
    first = log.log(theirs)
    log.log(new_contact(office, kind=ContactKind.EMAIL, held_to_plan=True, corrects_id=first))
    log.log(new_contact(office, kind=ContactKind.OTHER, held_to_plan=True))


def test_the_day_of_the_check_is_the_day_in_london(office: Office, session: Session) -> None:
    plan = plan_of(session, office)
    PlanContact(session).save(office.case_id, PlanForm.of(plan), plan, gone_through=True)
    now = plan_of(session, office)
    assert (now.checked_on, now.checked_at) == (date(2026, 11, 23), office.clock.now())
