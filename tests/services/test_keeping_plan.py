"""The safety and support plan: her words as she said them, and what is due told in time."""

from dataclasses import replace
from datetime import date

import pytest

from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.support_plan import NeedArea, NeedState, SupportAction, SupportNeed, SupportReview
from advocate_desk.services.keep_plan import ActionForm, KeepPlan, NeedForm, NewReview, PlanView
from advocate_desk.services.session import Session
from tests.services.desk import ADMINISTRATOR, ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office, change

HOUSING = NeedForm(
    area=NeedArea.HOUSING,
    title="Somewhere to live",
    opened_on=date(2026, 11, 11),
    her_words="“A place away from here,\nwith the girls.” ",
)


@pytest.fixture
def plan(session: Session) -> KeepPlan:
    return KeepPlan(session)


def test_without_a_need_there_is_no_plan_and_nothing_to_go_through(plan: KeepPlan, office: Office) -> None:
    view = plan.view(office.case_id)
    assert (view.needs, view.due.review_words) == ((), "No plan yet")
    with pytest.raises(EntryRefused, match="no plan yet"):
        plan.review(NewReview(case_id=office.case_id, reviewed_on=date(2026, 11, 23), next_on=date(2026, 12, 1)))


def test_her_words_are_kept_exactly_as_typed(plan: KeepPlan, office: Office) -> None:
    plan.add_need(office.case_id, HOUSING)
    (line,) = plan.view(office.case_id).needs
    assert line.need.her_words == HOUSING.her_words


def test_at_high_risk_the_plan_is_due_four_weeks_after_its_first_need_whatever_the_service_set(
    plan: KeepPlan, session: Session, office: Office
) -> None:
    with session.work() as unit:
        settings = unit.get(ServiceSettings, SERVICE_SETTINGS_ID)
    change(session, settings, plan_review_days=84)
    plan.add_need(office.case_id, HOUSING)
    view = plan.view(office.case_id)
    assert view.due.review_on == date(2026, 12, 9)
    assert view.next_review_by == date(2026, 12, 21)
    office.clock.later(days=16)
    due = plan.view(office.case_id).due
    assert (due.review_is_due, due.review_words) == (True, "Review due today")


def test_a_review_is_kept_and_sets_the_next(plan: KeepPlan, session: Session, office: Office) -> None:
    plan.add_need(office.case_id, HOUSING)
    too_far = NewReview(case_id=office.case_id, reviewed_on=date(2026, 11, 23), next_on=date(2026, 12, 22))
    with pytest.raises(EntryRefused, match="Choose 21 December 2026 or sooner"):
        plan.review(too_far)
    plan.review(replace(too_far, next_on=date(2026, 12, 7), note="She wants to go on."))
    view = plan.view(office.case_id)
    assert [review.note for review in view.reviews] == ["She wants to go on."]
    assert view.due.review_on == date(2026, 12, 7)
    with session.work() as unit:
        assert len(unit.find(SupportReview)) == 1


def actions_of(view: PlanView) -> list[tuple[str, str, bool]]:
    return [(line.action.what, line.owner, line.due) for need in view.needs for line in need.actions]


def test_actions_name_who_does_them_and_what_is_due_comes_first(
    plan: KeepPlan, session: Session, office: Office
) -> None:
    need = plan.add_need(office.case_id, HOUSING)
    plan.add_action(need, ActionForm(what="Pack a bag", owner="Ceri"))
    plan.add_action(need, ActionForm(what="Ring the council", owner_id=session.user.id, due_on=date(2026, 11, 23)))
    plan.add_action(need, ActionForm(what="Find a van", owner="The refuge", due_on=date(2026, 11, 30)))
    view = plan.view(office.case_id)
    assert actions_of(view) == [
        ("Ring the council", ADVOCATE, True),
        ("Find a van", "The refuge", False),
        ("Pack a bag", "Ceri", False),
    ]
    assert [action.what for action in view.due.actions] == ["Ring the council"]
    opened = view.due.actions[0]
    plan.change_action(
        opened,
        ActionForm(
            what=opened.what,
            owner_id=opened.owner_id,
            due_on=opened.due_on,
            done_on=date(2026, 11, 23),
            came_of_it="They ring back tomorrow.",
        ),
    )
    view = plan.view(office.case_id)
    assert view.due.actions == ()
    assert actions_of(view)[-1][0] == "Ring the council"


def test_what_she_does_not_want_asks_nothing_of_anybody_and_stays_on_record(plan: KeepPlan, office: Office) -> None:
    need = plan.add_need(office.case_id, HOUSING)
    plan.add_action(need, ActionForm(what="Ring the council", due_on=date(2026, 11, 23)))
    opened = plan.view(office.case_id).needs[0].need
    plan.change_need(opened, replace(HOUSING, state=NeedState.NOT_WANTED, state_on=date(2026, 11, 23)))
    view = plan.view(office.case_id)
    assert view.due.actions == ()
    assert actions_of(view) == [("Ring the council", "", False)]
    assert view.needs[0].need.her_words == HOUSING.her_words


def test_a_need_opened_again_loses_the_day_it_was_settled(plan: KeepPlan, office: Office) -> None:
    plan.add_need(office.case_id, replace(HOUSING, state=NeedState.MET, state_on=date(2026, 11, 20)))
    opened = plan.view(office.case_id).needs[0].need
    plan.change_need(opened, replace(HOUSING, state=NeedState.OPEN, state_on=date(2026, 11, 20)))
    assert plan.view(office.case_id).needs[0].need.state_on is None


def test_open_needs_come_first_in_the_order_of_their_areas(plan: KeepPlan, office: Office) -> None:
    for area, state in (
        (NeedArea.SAFETY_AT_HOME, NeedState.MET),
        (NeedArea.MONEY, NeedState.OPEN),
        (NeedArea.LEAVING, NeedState.OPEN),
    ):
        plan.add_need(office.case_id, replace(HOUSING, area=area, state=state, state_on=date(2026, 11, 20)))
    areas = [line.need.area for line in plan.view(office.case_id).needs]
    assert areas == [NeedArea.LEAVING, NeedArea.MONEY, NeedArea.SAFETY_AT_HOME]


def test_only_what_the_form_changed_is_written_and_nobody_overwrites_a_colleague(
    plan: KeepPlan, session: Session, office: Office
) -> None:
    plan.add_need(office.case_id, HOUSING)
    opened = plan.view(office.case_id).needs[0].need
    plan.change_need(opened, HOUSING)
    plan.change_need(opened, replace(HOUSING, title="A home"))
    with session.work() as unit:
        newest, *older = unit.story(unit.get(SupportNeed, opened.id))
    assert (dict(newest.fields), len(older)) == ({"title": "A home"}, 1)
    with pytest.raises(ChangedMeanwhile):
        plan.change_need(opened, replace(HOUSING, title="Another home"))


@pytest.mark.parametrize(
    "form",
    [
        ActionForm(what=" "),
        ActionForm(what="Ring", due_on=date(2026, 11, 10)),
        ActionForm(what="Ring", done_on=date(2026, 11, 24)),
        ActionForm(what="Ring", owner_id=SERVICE_SETTINGS_ID),
    ],
    ids=["no words", "due before the need", "done tomorrow", "an owner nobody knows"],
)
def test_an_action_that_cannot_be_is_refused_whole(
    plan: KeepPlan, session: Session, office: Office, form: ActionForm
) -> None:
    need = plan.add_need(office.case_id, HOUSING)
    with pytest.raises(EntryRefused):
        plan.add_action(need, form)
    with session.work() as unit:
        assert unit.find(SupportAction) == ()


def test_what_was_done_in_one_press_is_open_again_in_one(plan: KeepPlan, office: Office) -> None:
    action = plan.add_action(plan.add_need(office.case_id, HOUSING), ActionForm(what="Ring the council"))
    plan.finish_action(action, True)
    assert plan.view(office.case_id).needs[0].actions[0].action.done_on == date(2026, 11, 23)
    plan.finish_action(action, False)
    assert plan.view(office.case_id).needs[0].actions[0].action.done_on is None


def test_only_who_works_on_cases_is_offered_as_doing_it_and_whoever_asks_comes_first(
    plan: KeepPlan, office: Office
) -> None:
    offered = list(plan.view(office.case_id).colleagues.values())
    assert offered == [ADVOCATE, ADMINISTRATOR, OTHER_SUPERVISOR, SUPERVISOR]
