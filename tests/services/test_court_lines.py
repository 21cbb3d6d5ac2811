"""Suspects and charges at the court: each stands for itself, and what is so beside them ends nothing."""

from datetime import date
from uuid import UUID

import pytest

from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.services.court_lines import ShowCourtLines
from advocate_desk.services.keep_orders import KeepOrders
from advocate_desk.services.keep_pathway import KeepPathway, MarkForm, MoveForm, NewStep
from advocate_desk.services.session import Session
from tests.services.desk import Office

TOLD = "witness care"


@pytest.fixture
def pathway(session: Session, office: Office) -> KeepPathway:
    return KeepPathway(session, office.rules)


def other_id(session: Session) -> UUID:
    with session.work() as unit:
        return unit.find(Person, role=PersonRole.OTHER_PERSON)[0].id


def follow(pathway: KeepPathway, office: Office, step_id: UUID, *stages: str) -> None:
    for stage in stages:
        office.clock.later(minutes=1)
        pathway.move(step_id, MoveForm(stage=stage, happened_on=date(2026, 11, 20), told_by=TOLD))


def test_without_a_suspect_there_is_nothing(session: Session, office: Office, pathway: KeepPathway) -> None:
    pathway.add(office.case_id, NewStep(code="legal_advice"))
    assert ShowCourtLines(session, office.rules).lines(office.case_id) == ()


def test_one_charge_may_go_on_where_another_has_ended(session: Session, office: Office, pathway: KeepPathway) -> None:
    line = pathway.add(office.case_id, NewStep(code="criminal_line", about_id=other_id(session)))
    follow(pathway, office, line, "reported", "investigated", "with_prosecutor", "charged")
    assault = pathway.add(office.case_id, NewStep(code="charge", about="Assault", part_of_id=line))
    damage = pathway.add(office.case_id, NewStep(code="charge", about="Damage", part_of_id=line))
    follow(pathway, office, assault, "charged", "first_hearing")
    follow(pathway, office, damage, "charged", "first_hearing", "pleaded_guilty")
    for code, definition in office.rules.way.steps.items():
        if definition.part_of == "criminal_line" and code != "charge":
            pathway.add(office.case_id, NewStep(code=code, about="One of several", part_of_id=line))
    pathway.mark(line, MarkForm(mark="no_longer_supports", is_set=True, happened_on=date(2026, 11, 21), told_by=TOLD))
    (suspect,) = ShowCourtLines(session, office.rules).lines(office.case_id)
    assert (suspect.line.title, suspect.line.stage) == ("Criminal case: Pat Pretend", "Charged")
    assert suspect.line.marks == ("No longer supports the prosecution",)
    assert [(one.title, one.stage) for one in suspect.charges] == [
        ("Charge: Assault", "First hearing, magistrates' court"),
        ("Charge: Damage", "Pleaded guilty, sentence to come"),
    ]
    steps = KeepOrders(session, office.rules).view(office.case_id).steps
    assert steps[line] == "Criminal case: Pat Pretend"
