"""Every text field of a case, the directory and the settings takes any string, or refuses it in words (R18)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TypeVar

import pytest

from advocate_desk.app.bootstrap import phone_numbers, resemblance
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.appointments import AppointmentKind, AppointmentState
from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Note
from advocate_desk.domain.court import OrderEventKind
from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.assess_risk import AssessRisk, NewAssessment
from advocate_desk.services.keep_appointments import AppointmentForm, KeepAppointments, OutcomeForm
from advocate_desk.services.keep_directory import AgencyForm, KeepDirectory, ServiceForm
from advocate_desk.services.keep_orders import AsIncident, EventForm, KeepOrders, OrderForm
from advocate_desk.services.keep_people import KeepPeople, PersonForm, PointForm
from advocate_desk.services.keep_settings import KeepSettings
from advocate_desk.services.log_contact import LogContact, NewNote
from advocate_desk.services.open_case import NewCase
from advocate_desk.services.plan_contact import PlanContact, PlanForm
from advocate_desk.services.ports import RecordT
from advocate_desk.services.session import Session
from tests.faults.hostile import HOSTILE, refused_in_words
from tests.faults.striking import spread
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, copy_office, make_office
from tests.support.openings import opener

FormT = TypeVar("FormT")
SOME = 12
LONG = "word " * 2_000_000
"""Ten megabytes, as somebody pastes a whole document."""
SECONDS = 2.0
MANY_LINES = {"text", "about", "access_needs", "interpreter_needs", "never_interpreter", "what_she_wants"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return make_office(tmp_path_factory.mktemp("any text of a case"))


@pytest.fixture
def session(office: Office, tmp_path: Path) -> Iterator[Session]:
    with copy_office(office, tmp_path).as_user(ADVOCATE) as session:
        yield session


@pytest.fixture
def texts(whole: bool) -> Sequence[str]:
    return HOSTILE if whole else spread(HOSTILE, SOME)


def every(session: Session, kind: type[RecordT]) -> Sequence[RecordT]:
    with session.work() as unit:
        return unit.find(kind)


def typed(form: type[FormT], text: str, **other: object) -> FormT:
    """Fill every text field of a form."""
    texts = {one.name: text for one in fields(form) if one.type in {"str", str}}  # type: ignore[arg-type]
    return form(**(texts | other))


def kept_exactly(form: object, record: object) -> None:
    """See that each word typed is on record; only what is one line by nature may lose spaces, tabs and line breaks."""
    for one in fields(form):  # type: ignore[arg-type]  # every form is a dataclass
        if one.type in {"str", str} and hasattr(record, one.name):
            was, now = getattr(form, one.name), getattr(record, one.name)
            assert now == was or (one.name not in MANY_LINES and now == " ".join(was.split())), one.name


def opens(office: Office, session: Session, text: str) -> None:
    form = typed(NewCase, text)
    opened = opener(session).open(form)
    with session.work() as unit:
        kept = unit.get(Case, opened.case_id)
        kept_exactly(form, kept)
        kept_exactly(form, unit.get(Person, kept.client_id))


def adds_a_person(office: Office, session: Session, text: str) -> None:
    form = typed(PersonForm, text)
    kept = KeepPeople(session, phone_numbers(), resemblance()).add_person(office.case_id, PersonRole.CHILD, form)
    with session.work() as unit:
        kept_exactly(form, unit.get(Person, kept))


def adds_an_address(office: Office, session: Session, text: str) -> None:
    with session.work() as unit:
        client = unit.get(Case, office.case_id).client_id
    form = PointForm(kind=PointKind.SCHOOL, value=text, note=text)
    KeepPeople(session, phone_numbers(), resemblance()).add_point(client, form)
    assert (text.strip(), text) in {(one.value, one.note) for one in every(session, ContactPoint)}


def plans(office: Office, session: Session, text: str) -> None:
    plan = PlanContact(session)
    form = typed(PlanForm, text, call=Answer.YES)
    kept_exactly(form, plan.save(office.case_id, form, plan.view(office.case_id).plan).plan)
    with session.work() as unit:
        assert unit.find(SafeContactPlan, case_id=office.case_id)


def notes(office: Office, session: Session, text: str) -> None:
    form = NewNote(case_id=office.case_id, text=text, headline=text)
    LogContact(session).add_note(form)
    (kept,) = [one for one in every(session, Note) if one.text == text]
    kept_exactly(form, kept)


def assesses(office: Office, session: Session, text: str) -> None:
    form = NewAssessment(case_id=office.case_id, judgement=RiskLevel.HIGH, reason=text)
    AssessRisk(session, office.rules).sign(form)
    assert text in {one.judgement_reason for one in every(session, RiskAssessment)}


def lists_an_agency(office: Office, session: Session, text: str) -> None:
    directory = KeepDirectory(session)
    agency, service = typed(AgencyForm, text, promised_reply="5 working days"), typed(ServiceForm, text)
    kept = directory.save_agency(agency, None)
    offered = directory.save_service(service, kept, None)
    with session.work() as unit:
        kept_exactly(agency, unit.get(Agency, kept))
        kept_exactly(service, unit.get(Service, offered))


def records_an_order(office: Office, session: Session, text: str) -> None:
    orders = KeepOrders(session, office.rules)
    form = typed(OrderForm, text, kind="non_molestation", made_on=date(2026, 11, 16), terms=(text,))
    kept = orders.add(office.case_id, form)
    kept_exactly(form, kept)
    assert kept.terms in {(text,), (" ".join(text.split()),), ()}
    broken = typed(EventForm, text, kind=OrderEventKind.BREACHED, happened_on=None, police_told=Answer.YES)
    kept_exactly(broken, orders.record(kept.id, broken, AsIncident()))
    assert text in {one.what for one in every(session, Incident)}


def plans_a_hearing(office: Office, session: Session, text: str) -> None:
    appointments = KeepAppointments(session, office.rules)
    form = typed(AppointmentForm, text, kind=AppointmentKind.HEARING, on=date(2026, 11, 16), hearing="trial")
    kept = appointments.add(office.case_id, form)
    assert kept.what in {text, " ".join(text.split()), "Trial"}
    outcome = OutcomeForm(state=AppointmentState.TOOK_PLACE, outcome=text)
    kept_exactly(outcome, appointments.record(kept, outcome))


FIELDS = (
    opens,
    adds_a_person,
    adds_an_address,
    plans,
    notes,
    assesses,
    lists_an_agency,
    records_an_order,
    plans_a_hearing,
)


@pytest.mark.parametrize("field", FIELDS)
def test_any_string_is_kept_exactly_or_refused_in_words(
    office: Office, session: Session, texts: Sequence[str], field: Callable[[Office, Session, str], None]
) -> None:
    refused = [text for text in texts if refused_in_words(text, lambda text=text: field(office, session, text))]
    assert not {"<b>", "عائشة", "e\u0301"} & set(refused)
    assert len(refused) < len(texts)


@pytest.mark.parametrize("field", FIELDS)
def test_ten_megabytes_pasted_are_refused_at_once(
    office: Office, session: Session, field: Callable[[Office, Session, str], None]
) -> None:
    began = monotonic()
    assert refused_in_words(LONG, lambda: field(office, session, LONG))
    assert monotonic() - began < SECONDS


def test_a_setting_is_kept_exactly_or_refused_in_words(office: Office, tmp_path: Path, texts: Sequence[str]) -> None:
    with copy_office(office, tmp_path).as_user(SUPERVISOR) as session:
        settings = KeepSettings(session)
        for name in ("service_name", "marking"):
            before = getattr(settings.read(), name)
            for text in texts:
                if refused_in_words(text, lambda text=text, name=name: settings.change(**{name: text})):
                    assert getattr(settings.read(), name) == before
                else:
                    before = getattr(settings.read(), name)
                    assert before == text


def test_control_a_field_that_trims_is_caught(office: Office, session: Session) -> None:
    with pytest.raises(AssertionError):
        kept_exactly(NewNote(case_id=office.case_id, text=" a "), NewNote(case_id=office.case_id, text="a"))
