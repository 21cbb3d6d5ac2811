"""The people of a case and its plan on the command line: what somebody must know, and no number or address."""

from datetime import date

from advocate_desk.app.bootstrap import phone_numbers, resemblance
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.support_plan import NeedArea
from advocate_desk.services.keep_childhood import HolderForm, KeepChildhood
from advocate_desk.services.keep_people import KeepPeople, PersonForm
from advocate_desk.services.keep_plan import ActionForm, KeepPlan, NeedForm
from advocate_desk.services.keep_signposts import KeepSignposts, NewSignpost
from tests.cli.house import Terminal
from tests.services.desk import ADVOCATE, Office

HER_WORDS = "I hear every step."


def reference_of(terminal: Terminal) -> str:
    reference: str = terminal.signed_in("case", "list").document["cases"][0]["reference"]
    return reference


def test_a_plan_is_told_with_her_words_and_what_is_late(terminal: Terminal, office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        plan = KeepPlan(session)
        need = plan.add_need(
            office.case_id,
            NeedForm(area=NeedArea.SAFETY_AT_HOME, title="A lock", opened_on=date(2026, 11, 11), her_words=HER_WORDS),
        )
        plan.add_action(need, ActionForm(what="Fit it", owner="Herself", due_on=date(2026, 11, 20)))
    told = terminal.signed_in("case", "show", reference_of(terminal)).document["plan"]
    (shown,) = told["needs"]
    assert (shown["area"], shown["her_words"], shown["state"]) == ("safety_at_home", HER_WORDS, "open")
    assert [(one["what"], one["owner"], one["late"]) for one in shown["actions"]] == [("Fit it", "Herself", True)]
    assert (told["review_on"], told["review_due"], told["reviews"]) == ("2026-12-09", False, [])


def test_the_other_person_is_told_as_never_a_recipient_and_without_a_number(terminal: Terminal) -> None:
    shown = terminal.signed_in("case", "show", reference_of(terminal))
    people = shown.document["people"]
    (other,) = [one for one in people if one["role"] == "other_person"]
    assert [one["never_a_recipient"] for one in people] == [False, True]
    assert other["under_eighteen"] is None
    assert all(set(point) == {"kind", "said", "disclosure"} for one in people for point in one["contact_points"])
    assert "900666" not in shown.out


def test_who_is_safe_to_tell_about_a_child_never_is_the_other_person(terminal: Terminal, office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        form = PersonForm(name_to_use="Mair Sample", date_of_birth=date(2019, 5, 2))
        child = KeepPeople(session, phone_numbers(), resemblance()).add_person(office.case_id, PersonRole.CHILD, form)
        with session.work() as unit:
            other = unit.find(Person, role=PersonRole.OTHER_PERSON)[0]
        holder = HolderForm(holder_id=other.id, holds=Answer.YES, safe_to_tell=Answer.YES)
        KeepChildhood(session, office.rules).add_holder(child, holder)
    people = terminal.signed_in("case", "show", reference_of(terminal)).document["people"]
    (young,) = [one["under_eighteen"] for one in people if one["under_eighteen"]]
    assert young["age"] == 7
    assert [(one["who"], one["safe_to_tell"]) for one in young["holders"]] == [("Pat Pretend", False)]
    assert young["missing"]


def test_a_service_that_was_named_is_told_apart_from_referrals(terminal: Terminal, office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        KeepSignposts(session).record(
            NewSignpost(case_id=office.case_id, to="Sample Food Bank", why="Food", on=date(2026, 11, 20))
        )
    told = terminal.signed_in("case", "show", reference_of(terminal)).document
    (signpost,) = told["signposts"]
    assert (signpost["to"], signpost["on"], signpost["need"]) == ("Sample Food Bank", "2026-11-20", None)
    assert told["referrals"] == []
