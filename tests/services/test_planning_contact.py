from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from advocate_desk.services.open_case import NewCase
from advocate_desk.services.plan_contact import STRICTER_KEPT, PlanContact, PlanForm
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, SUPERVISOR, Office
from tests.support.openings import opener

RANK = [Answer.NO, Answer.PREFER_NOT_TO_SAY, Answer.NOT_KNOWN, Answer.NOT_ASKED, Answer.YES]


def plan_of(session: Session, case_id: UUID) -> SafeContactPlan:
    plan = PlanContact(session).view(case_id).plan
    assert plan is not None
    return plan


def test_a_change_keeps_the_rest_and_is_told_in_the_history(session: Session, office: Office) -> None:
    before = plan_of(session, office.case_id)
    office.clock.later(minutes=3)
    form = replace(PlanForm.of(before), call=Answer.NO, who_may_answer="Her sister lives there")
    saved = PlanContact(session).save(office.case_id, form, before)
    assert saved.told == ""
    assert (saved.plan.call, saved.plan.text, saved.plan.times) == (Answer.NO, Answer.YES, before.times)
    view = PlanContact(session).view(office.case_id)
    assert view.history[0].what == ("Calls: no", "Who may answer: Her sister lives there")
    assert (view.history[0].who, view.history[0].checked) == (ADVOCATE, False)
    assert len(view.history) == 2


def test_gone_through_with_her_today_sets_the_day_to_ask_again(session: Session, office: Office) -> None:
    office.clock.later(days=10)
    before = plan_of(session, office.case_id)
    PlanContact(session).save(office.case_id, PlanForm.of(before), before, gone_through=True)
    view = PlanContact(session).view(office.case_id)
    assert view.plan is not None
    assert (view.plan.checked_on, view.plan.check_again_by) == (date(2026, 12, 3), date(2026, 12, 31))
    assert view.checked_by == ADVOCATE
    assert view.history[0].checked


def test_the_day_to_check_again_may_be_sooner_and_never_later(session: Session, office: Office) -> None:
    plans, before = PlanContact(session), plan_of(session, office.case_id)
    form = PlanForm.of(before)
    usual, sooner = date(2026, 12, 21), date(2026, 11, 30)
    with pytest.raises(EntryRefused, match="due by 21 December 2026"):
        plans.save(office.case_id, form, before, gone_through=True, check_again_by=date(2026, 12, 22))
    with pytest.raises(EntryRefused, match="past"):
        plans.save(office.case_id, form, before, gone_through=True, check_again_by=date(2026, 11, 22))
    assert plan_of(session, office.case_id) == before
    gone = plans.save(office.case_id, form, before, gone_through=True, check_again_by=usual).plan
    assert gone.check_again_by == usual
    brought_forward = plans.save(office.case_id, form, gone, check_again_by=sooner).plan
    assert (brought_forward.check_again_by, brought_forward.checked_on) == (sooner, date(2026, 11, 23))
    assert plans.view(office.case_id).history[0].what == ("Check again by 30 November 2026",)
    with pytest.raises(EntryRefused, match="never later"):
        plans.save(office.case_id, form, brought_forward, check_again_by=date(2026, 12, 1))


def test_a_plan_nobody_went_through_has_no_day_to_bring_forward(session: Session) -> None:
    case_id = opener(session).open(NewCase()).case_id
    with pytest.raises(EntryRefused, match="together first"):
        PlanContact(session).save(case_id, PlanForm(text=Answer.YES), None, check_again_by=date(2026, 12, 1))
    assert PlanContact(session).view(case_id).plan is None


def test_a_first_plan_may_be_written_where_nobody_had_asked(session: Session) -> None:
    case_id = opener(session).open(NewCase()).case_id
    with pytest.raises(EntryRefused):
        PlanContact(session).save(case_id, PlanForm(), None)
    saved = PlanContact(session).save(case_id, PlanForm(text=Answer.YES), None, gone_through=True)
    assert (saved.plan.text, saved.plan.checked_on) == (Answer.YES, date(2026, 11, 23))


def test_of_two_edits_that_did_not_see_one_another_the_stricter_stands(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        opened_on = plan_of(session, office.case_id)
    with office.as_user(SUPERVISOR) as session:
        stricter = replace(PlanForm.of(opened_on), text=Answer.NO, never="Not at work")
        PlanContact(session).save(office.case_id, stricter, opened_on)
    office.clock.later(minutes=1)
    with office.as_user(ADVOCATE) as session:
        looser = replace(PlanForm.of(opened_on), text=Answer.NOT_KNOWN, never="Not on Sundays", email=Answer.YES)
        saved = PlanContact(session).save(office.case_id, looser, opened_on, gone_through=True)
    assert saved.told == STRICTER_KEPT
    assert saved.plan.text is Answer.NO
    assert saved.plan.never == "Not at work\nNot on Sundays"
    assert saved.plan.email is Answer.YES
    assert saved.plan.checked_on == opened_on.checked_on, "a check covers only what was seen"


def test_two_first_plans_written_at_once_end_as_the_stricter(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        case_id = opener(session).open(NewCase()).case_id
        PlanContact(session).save(case_id, PlanForm(call=Answer.NO), None)
        office.clock.later(minutes=1)
        saved = PlanContact(session).save(case_id, PlanForm(call=Answer.YES, text=Answer.YES), None)
    assert (saved.plan.call, saved.plan.text) == (Answer.NO, Answer.YES)
    assert saved.told == STRICTER_KEPT


@pytest.fixture
def kept(session: Session, office: Office) -> tuple[Session, UUID]:
    return session, office.case_id


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(Method), st.sampled_from(Answer), st.sampled_from(Answer))
def test_no_meeting_of_two_edits_ever_allows_more_than_the_stricter(
    kept: tuple[Session, UUID], method: Method, theirs: Answer, mine: Answer
) -> None:
    session, case_id = kept
    plans = PlanContact(session)
    opened_on = plan_of(session, case_id)
    was = opened_on.answer(method)
    plans.save(case_id, replace(PlanForm.of(opened_on), **{method.value: theirs}), opened_on)
    saved = plans.save(case_id, replace(PlanForm.of(opened_on), **{method.value: mine}), opened_on)
    both_changed = theirs is not was and mine is not was
    stricter = min(theirs, mine, key=RANK.index)
    assert saved.plan.answer(method) is (stricter if both_changed else theirs if mine is was else mine)
