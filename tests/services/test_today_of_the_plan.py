"""What Today says of plans and of safeguarding prompts: told in time, to whoever can do it, until it is done."""

from datetime import date
from uuid import UUID

import pytest

from advocate_desk.app.bootstrap import resemblance
from advocate_desk.domain.agreements import PromptState
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.support_plan import NeedArea, NeedState
from advocate_desk.domain.users import User
from advocate_desk.services.keep_childhood import KeepChildhood, PromptReply
from advocate_desk.services.keep_people import KeepPeople, PersonForm
from advocate_desk.services.keep_plan import ActionForm, KeepPlan, NeedForm, NewReview
from advocate_desk.services.ports import PhoneNumbers
from advocate_desk.services.session import Session
from advocate_desk.services.show_today import Group, NextAct, ShowToday, TodayItem
from advocate_desk.services.today_plan import GO_THROUGH
from tests.services.desk import ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office, change

HOME = NeedForm(area=NeedArea.SAFETY_AT_HOME, title="A lock", opened_on=date(2026, 11, 11))
SAID = "Talked to our safeguarding lead."


def rows(office: Office, act: NextAct, name: str = ADVOCATE) -> list[TodayItem]:
    with office.as_user(name) as session:
        return [item for item in ShowToday(session, office.rules).view().items if item.act is act]


def told(office: Office, act: NextAct, name: str = ADVOCATE) -> list[tuple[str, str, Group]]:
    return [(row.what, row.why_now, row.group) for row in rows(office, act, name)]


def id_of(session: Session, name: str) -> UUID:
    with session.work() as unit:
        return unit.find(User, display_name=name)[0].id


def planned(office: Office, *actions: ActionForm) -> UUID:
    with office.as_user(ADVOCATE) as session:
        plan = KeepPlan(session)
        need = plan.add_need(office.case_id, HOME)
        for action in actions:
            plan.add_action(need, action)
    return need


def case_is(office: Office, **fields: object) -> None:
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            case = unit.get(Case, office.case_id)
        change(session, case, **fields)


# Monday 23 November 2026 is today.
@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (date(2026, 11, 20), [("Plan: Ring the landlord", "Overdue by 3 days", Group.LATE)]),
        (date(2026, 11, 23), [("Plan: Ring the landlord", "Due today", Group.TODAY)]),
        (date(2026, 11, 30), [("Plan: Ring the landlord", "Due 30 November", Group.NEXT_SEVEN_DAYS)]),
        (date(2026, 12, 1), []),
        (None, []),
    ],
    ids=["late", "today", "the last of seven days", "the eighth day", "no day set"],
)
def test_an_action_is_told_by_its_day(office: Office, due_on: date | None, expected: list[object]) -> None:
    planned(office, ActionForm(what="Ring the\nlandlord", due_on=due_on))
    assert told(office, NextAct.OPEN_PLAN) == expected


def test_what_she_does_herself_is_for_whoever_leads_the_case_to_ask_about(office: Office) -> None:
    planned(office, ActionForm(what="Pack a bag", owner="Herself", due_on=date(2026, 11, 23)))
    assert told(office, NextAct.OPEN_PLAN) == [("Plan: Pack a bag", "Herself. Due today", Group.TODAY)]
    assert told(office, NextAct.OPEN_PLAN, SUPERVISOR) == []


def test_what_a_colleague_does_is_told_to_the_colleague_alone(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        colleague = id_of(session, SUPERVISOR)
    planned(office, ActionForm(what="Ask police", owner_id=colleague, due_on=date(2026, 11, 23)))
    assert told(office, NextAct.OPEN_PLAN) == []
    assert told(office, NextAct.OPEN_PLAN, SUPERVISOR) == [("Plan: Ask police", "Due today", Group.TODAY)]
    assert told(office, NextAct.OPEN_PLAN, OTHER_SUPERVISOR) == []


def test_what_is_done_or_not_wanted_asks_nothing_of_anybody(office: Office) -> None:
    need = planned(office, ActionForm(what="Done", due_on=date(2026, 11, 20), done_on=date(2026, 11, 20)))
    with office.as_user(ADVOCATE) as session:
        plan = KeepPlan(session)
        plan.add_action(need, ActionForm(what="Ring", due_on=date(2026, 11, 20)))
        opened = plan.view(office.case_id).needs[0].need
        assert len(plan.view(office.case_id).due.actions) == 1
        not_wanted = NeedForm(
            area=HOME.area,
            title=HOME.title,
            opened_on=HOME.opened_on,
            state=NeedState.NOT_WANTED,
            state_on=date(2026, 11, 23),
        )
        plan.change_need(opened, not_wanted)
    assert told(office, NextAct.OPEN_PLAN) == []


def test_a_plan_nobody_went_through_is_told_until_somebody_does(office: Office) -> None:
    planned(office)
    assert told(office, NextAct.OPEN_PLAN) == []
    office.clock.later(days=14)
    assert told(office, NextAct.OPEN_PLAN) == [(GO_THROUGH, "Due 9 December", Group.NEXT_SEVEN_DAYS)]
    office.clock.later(days=3)
    assert told(office, NextAct.OPEN_PLAN) == [(GO_THROUGH, "Overdue by 1 day", Group.LATE)]
    with office.as_user(ADVOCATE) as session:
        new = NewReview(case_id=office.case_id, reviewed_on=date(2026, 12, 10), next_on=date(2026, 12, 31))
        KeepPlan(session).review(new)
    assert told(office, NextAct.OPEN_PLAN) == []


@pytest.mark.parametrize("status", [CaseStatus.CLOSED, CaseStatus.TRANSFERRED])
def test_an_episode_that_ended_here_asks_for_no_plan_and_no_prompt(
    office: Office, phones: PhoneNumbers, status: CaseStatus
) -> None:
    planned(office, ActionForm(what="Ring", due_on=date(2026, 11, 20)))
    with_child(office, phones)
    assert rows(office, NextAct.OPEN_PLAN)
    assert rows(office, NextAct.OPEN_PEOPLE)
    case_is(office, status=status)
    assert rows(office, NextAct.OPEN_PLAN) == []
    assert rows(office, NextAct.OPEN_PEOPLE) == []


def with_child(office: Office, phones: PhoneNumbers, name: str = "Mair Sample", **fields: object) -> UUID:
    """Put a child of seven into the case, and abuse on its record."""
    case_is(office, kinds_of_abuse=("Coercive control",))
    form = PersonForm(**{"name_to_use": name, "date_of_birth": date(2019, 5, 2), **fields})  # type: ignore[arg-type]
    with office.as_user(ADVOCATE) as session:
        return KeepPeople(session, phones, resemblance()).add_person(office.case_id, PersonRole.CHILD, form)


def answer(office: Office, child: UUID, code: str) -> None:
    with office.as_user(ADVOCATE) as session:
        reply = PromptReply(
            person_id=child, code=code, state=PromptState.DONE, words=SAID, answered_on=session.clock.today()
        )
        KeepChildhood(session, office.rules).answer_prompt(reply)


def test_a_prompt_stands_under_today_until_it_is_answered(office: Office, phones: PhoneNumbers) -> None:
    child = with_child(office, phones)
    expected = (
        "Does children's social care need to know? (MASH)",
        "Mair Sample. Nobody has answered it yet",
        Group.TODAY,
    )
    assert told(office, NextAct.OPEN_PEOPLE) == [expected]
    office.clock.later(days=40)
    assert told(office, NextAct.OPEN_PEOPLE) == [expected]
    answer(office, child, "childrens_social_care")
    assert told(office, NextAct.OPEN_PEOPLE) == []


def test_several_prompts_of_one_case_are_one_row(office: Office, phones: PhoneNumbers) -> None:
    with_child(office, phones)
    with_child(office, phones, "Elin Sample")
    case_is(office, crime_reference="ZZ/1")
    (row,) = told(office, NextAct.OPEN_PEOPLE)
    assert row[0] == "Safeguarding: 4 prompts to answer"
    assert row[1] == "Elin Sample, Mair Sample. Nobody has answered them yet"


# Monday 23 November 2026: whoever was born on 23 November 2008 is of age today.
@pytest.mark.parametrize(
    ("born", "asked"),
    [(date(2008, 11, 23), 0), (date(2008, 11, 24), 1), (date(2008, 11, 1), 0), (None, 1)],
    ids=["of age today", "of age tomorrow", "of age this month", "nobody knows"],
)
def test_who_is_asked_about_is_under_eighteen_to_the_day(
    office: Office, phones: PhoneNumbers, born: date | None, asked: int
) -> None:
    with_child(office, phones, date_of_birth=born)
    assert len(rows(office, NextAct.OPEN_PEOPLE)) == asked


def test_a_colleague_is_not_told_and_a_supervisor_only_where_nobody_here_leads(
    office: Office, phones: PhoneNumbers
) -> None:
    planned(office, ActionForm(what="Ring", due_on=date(2026, 11, 23)))
    with_child(office, phones)
    for act in (NextAct.OPEN_PLAN, NextAct.OPEN_PEOPLE):
        assert rows(office, act, SUPERVISOR) == []
    case_is(office, lead_id=None, lead_as_text="Somebody before us")
    for act in (NextAct.OPEN_PLAN, NextAct.OPEN_PEOPLE):
        assert len(rows(office, act, SUPERVISOR)) == 1
        assert rows(office, act) == []


def test_the_other_person_under_eighteen_calls_for_no_prompt_here(office: Office) -> None:
    case_is(office, kinds_of_abuse=("Coercive control",))
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            person = next(iter(unit.find(Person, role=PersonRole.OTHER_PERSON)))
        change(session, person, date_of_birth=date(2010, 1, 1))
    assert rows(office, NextAct.OPEN_PEOPLE) == []
