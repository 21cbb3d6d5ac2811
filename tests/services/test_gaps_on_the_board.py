"""What the board lights by everything that happened in a case, with the rules that ship."""

from dataclasses import replace
from datetime import timedelta

import pytest

from advocate_desk.app.rules import rulebook
from advocate_desk.domain.appointments import AppointmentKind
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incidents import IncidentKind
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.support_plan import NeedArea
from advocate_desk.services.keep_appointments import AppointmentForm, KeepAppointments
from advocate_desk.services.keep_orders import KeepOrders, OrderForm
from advocate_desk.services.keep_pathway import KeepPathway, MoveForm, NewStep
from advocate_desk.services.keep_plan import KeepPlan, NeedForm
from advocate_desk.services.record_incident import NewIncident, RecordIncident
from advocate_desk.services.session import Session
from tests.services.desk import Office, keep

RULES = rulebook()


def lit(session: Session, office: Office) -> set[str]:
    return {gap.words for lane in KeepPathway(session, RULES).view(office.case_id).lanes for gap in lane.gaps}


def test_high_risk_without_a_decision_on_marac_is_lit_and_a_child_without_support(
    session: Session, office: Office
) -> None:
    child = Person(
        id=new_id(office.clock.now()),
        stream_id=office.case_id,
        case_id=office.case_id,
        role=PersonRole.CHILD,
        name_to_use="Mabli Sample",
    )
    keep(session, child)
    office.clock.later(days=30)
    after = lit(session, office)
    assert "High risk for 33 days, no decision on MARAC" in after
    assert "42 days here, no support offered for a child" in after
    way = KeepPathway(session, RULES)
    step_id = way.add(office.case_id, NewStep(code="marac"))
    way.move(step_id, MoveForm(stage="not_wanted", happened_on=None))
    assert not any(each.endswith("no decision on MARAC") for each in lit(session, office))


def test_sexual_violence_is_lit_while_a_centre_can_still_help(session: Session, office: Office) -> None:
    today = office.clock.today()
    told = NewIncident(kinds=(IncidentKind.SEXUAL,), happened_on=today - timedelta(days=2))
    RecordIncident(session, RULES).record(office.case_id, told)
    words = {
        "Sexual violence 2 days ago, referral centre not talked about",
        "Sexual violence 2 days ago, medicines not talked about",
    }
    assert words <= lit(session, office)
    office.clock.later(days=5)
    assert {one for one in lit(session, office) if one.startswith("Sexual")} == {
        "Sexual violence 7 days ago, referral centre not talked about"
    }
    office.clock.later(days=5)
    assert not any(one.startswith("Sexual") for one in lit(session, office))


def test_a_stage_that_begins_nothing_yet_still_says_that_it_was_talked_about(session: Session, office: Office) -> None:
    way, today = KeepPathway(session, RULES), office.clock.today()
    step_id = way.add(office.case_id, NewStep(code="police_report"))
    way.move(step_id, MoveForm(stage="reported", happened_on=today - timedelta(days=16)))
    asked = "Reported 16 days ago, no ISVA or IDVA offered"
    assert asked in lit(session, office)
    offered = way.add(office.case_id, NewStep(code="isva"))
    assert asked in lit(session, office)
    way.move(offered, MoveForm(stage="offered", happened_on=today))
    assert asked not in lit(session, office)


def test_a_need_for_advice_on_immigration_is_lit_until_an_adviser_is_asked(session: Session, office: Office) -> None:
    need = NeedForm(area=NeedArea.IMMIGRATION, title="Her visa", opened_on=office.clock.today())
    KeepPlan(session).add_need(office.case_id, need)
    assert not any("Immigration" in one for one in lit(session, office))
    office.clock.later(days=3)
    assert "Immigration asked about 3 days ago, no adviser yet" in lit(session, office)


def test_a_hearing_ahead_to_which_nobody_goes_along_is_lit(session: Session, office: Office) -> None:
    ahead = office.clock.today() + timedelta(days=9)
    form = AppointmentForm(kind=AppointmentKind.HEARING, on=ahead, hearing="trial")
    appointments = KeepAppointments(session, RULES)
    kept = appointments.add(office.case_id, form)
    assert "Hearing in 9 days, nobody named to go with her" in lit(session, office)
    appointments.change(kept, replace(form, goes="her sister"))
    assert not any(one.startswith("Hearing") for one in lit(session, office))


def test_an_order_made_and_not_served_is_lit(session: Session, office: Office) -> None:
    made = office.clock.today() - timedelta(days=3)
    orders = KeepOrders(session, RULES)
    order = OrderForm(kind="non_molestation", made_on=made, until_further_order=True)
    orders.add(office.case_id, order)
    assert "Order made 3 days ago, no day on which it was served" in lit(session, office)


@pytest.mark.parametrize("code", [one.code for one in RULES.way.step_sets])
def test_every_set_that_ships_can_be_begun_in_a_case(session: Session, office: Office, code: str) -> None:
    way = KeepPathway(session, RULES)
    added = way.apply_set(office.case_id, code, office.clock.today())
    view = way.view(office.case_id)
    due = [card.due_on for step_id in added if (card := view.card(step_id)) is not None]
    assert len(due) == len(added)
    assert all(day is not None and day >= office.clock.today() for day in due)
