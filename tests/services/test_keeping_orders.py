"""Orders at the desk: nothing protects that was not served, and nothing that happened to one is lost."""

from dataclasses import replace
from datetime import date

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.court import CourtOrder, OrderEvent, OrderEventKind
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, NotFound
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incidents import Incident, IncidentKind, ToldBy
from advocate_desk.domain.order_rules import OrderStanding
from advocate_desk.domain.pathway import Lane, PathwayStep
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.services.keep_orders import AsIncident, EventForm, KeepOrders, OrderForm
from advocate_desk.services.record_incident import NewIncident, RecordIncident
from advocate_desk.services.session import Session
from tests.services.desk import Office, keep

E = OrderEventKind
NMO = OrderForm(
    kind="non_molestation",
    court="Family court at  Northbridge",
    case_number="ZZ26F00001",
    made_on=date(2026, 11, 16),
    ends_on=date(2027, 11, 15),
    terms=("No contact of any kind", "  ", "Not to come near the home"),
    note="Line one\n\tline two ",
)
BROKEN = EventForm(
    kind=E.BREACHED,
    happened_on=date(2026, 11, 21),
    what="He stood across the road.",
    told_by="her sister",
    police_told=Answer.YES,
    police_reference="ZZ-1-1",
)


@pytest.fixture
def orders(session: Session, office: Office) -> KeepOrders:
    return KeepOrders(session, office.rules)


def other_person(session: Session) -> Person:
    with session.work() as unit:
        return unit.find(Person, role=PersonRole.OTHER_PERSON)[0]


def the_line(orders: KeepOrders, office: Office) -> tuple[OrderStanding, str]:
    (line,) = orders.view(office.case_id).orders
    return line.stand.standing, line.stand.words


def test_an_order_is_kept_as_it_was_typed_and_cannot_be_enforced_until_it_is_served(
    orders: KeepOrders, session: Session, office: Office
) -> None:
    order = orders.add(office.case_id, replace(NMO, against_id=other_person(session).id))
    (line,) = orders.view(office.case_id).orders
    assert (line.title, line.against, line.recorded_by) == ("Non-molestation order", "Pat Pretend", "Jo Advocate")
    assert (order.court, order.terms) == (
        "Family court at Northbridge",
        ("No contact of any kind", "Not to come near the home"),
    )
    assert order.note == NMO.note
    assert line.stand.standing is OrderStanding.NOT_SERVED
    orders.change(order, replace(OrderForm.of(order), served_on=date(2026, 11, 18)))
    assert the_line(orders, office) == (OrderStanding.IN_FORCE, "In force until 15 November 2027")


def test_what_cannot_be_is_refused_and_nothing_is_kept(orders: KeepOrders, office: Office) -> None:
    for form, why in (
        (replace(NMO, served_on=date(2026, 11, 15)), "before it was made"),
        (replace(NMO, until_further_order=True), "Take one of them out"),
        (replace(NMO, kind="dvpo", is_undertaking=True), "No promise"),
        (replace(NMO, against_id=office.agency_id), "People first"),
        (replace(NMO, step_id=office.agency_id), "not in this case any more"),
    ):
        with pytest.raises(EntryRefused, match=why):
            orders.add(office.case_id, form)
    assert orders.view(office.case_id).orders == ()


def test_a_change_is_checked_against_what_the_order_is_now(orders: KeepOrders, office: Office) -> None:
    order = orders.add(office.case_id, NMO)
    with pytest.raises(EntryRefused, match="before it was made"):
        orders.change(order, replace(OrderForm.of(order), served_on=date(2026, 11, 1)))
    orders.change(order, replace(OrderForm.of(order), served_on=date(2026, 11, 18)))
    with pytest.raises(ChangedMeanwhile):
        orders.change(order, replace(OrderForm.of(order), served_on=date(2026, 11, 19)))


def test_breaches_repeat_and_end_nothing_and_may_stand_among_the_incidents_too(
    orders: KeepOrders, session: Session, office: Office
) -> None:
    other = other_person(session)
    order = orders.add(office.case_id, replace(NMO, served_on=date(2026, 11, 18), against_id=other.id))
    orders.record(order.id, BROKEN)
    asked = AsIncident(told_by=ToldBy.FAMILY_OR_FRIEND, distressing=True)
    second = orders.record(order.id, replace(BROKEN, happened_on=None, what="It was on the phone."), asked)
    (line,) = orders.view(office.case_id).orders
    assert (line.breaches, line.stand.standing) == (2, OrderStanding.IN_FORCE)
    assert line.events[0].words == (
        "Broken 21 November 2026: He stood across the road. Police were told, reference ZZ-1-1. Told by her sister."
    )
    assert line.events[1].words == (
        "Broken, the day is not known. Police were told, reference ZZ-1-1. Told by her sister."
    ), "what is distressing opens on request, among the incidents"
    assert [one.may_undo for one in line.events] == [True, False]
    with session.work() as unit:
        (incident,) = unit.find(Incident, case_id=office.case_id)
    assert second.incident_id == incident.id
    assert (incident.kinds, incident.by_whom) == ((IncidentKind.BREACH_OF_ORDER,), (other.id,))
    assert (incident.what, incident.told_by, incident.happened_on) == (
        "It was on the phone.",
        ToldBy.FAMILY_OR_FRIEND,
        None,
    )
    assert (incident.police_reference, incident.distressing) == ("ZZ-1-1", True)


def test_what_is_distressing_follows_the_incident_as_it_was_corrected(
    orders: KeepOrders, session: Session, office: Office
) -> None:
    order = orders.add(office.case_id, replace(NMO, served_on=date(2026, 11, 18)))
    kept = orders.record(order.id, BROKEN, AsIncident())
    assert kept.incident_id is not None
    assert "across the road" in orders.view(office.case_id).orders[0].events[0].words
    corrected = NewIncident(kinds=(IncidentKind.STALKING,), what="He stood across the road.", distressing=True)
    RecordIncident(session, office.rules).correct(kept.incident_id, corrected)
    (line,) = orders.view(office.case_id).orders
    assert (line.events[0].distressing, "across the road" in line.events[0].words) == (True, False)


def test_where_the_incident_is_refused_the_breach_is_not_kept_either(
    orders: KeepOrders, session: Session, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise EntryRefused("Not so.")

    order = orders.add(office.case_id, replace(NMO, served_on=date(2026, 11, 18)))
    monkeypatch.setattr("advocate_desk.services.keep_orders.add_incident", refuse)
    with pytest.raises(EntryRefused, match="Not so"):
        orders.record(order.id, BROKEN, AsIncident())
    with session.work() as unit:
        assert unit.find(OrderEvent) == ()
        assert unit.find(Incident) == ()


def test_an_extension_moves_the_end_and_taking_it_back_moves_it_again(orders: KeepOrders, office: Office) -> None:
    order = orders.add(office.case_id, replace(NMO, served_on=date(2026, 11, 18), ends_on=date(2026, 12, 1)))
    longer = EventForm(kind=E.EXTENDED, happened_on=date(2026, 11, 20), new_end=date(2027, 12, 1))
    kept = orders.record(order.id, longer)
    assert the_line(orders, office)[1] == "In force until 1 December 2027"
    with pytest.raises(EntryRefused, match="ends on 1 December 2027 already"):
        orders.record(order.id, replace(longer, new_end=date(2027, 11, 30)))
    orders.take_back(kept.id)
    assert the_line(orders, office)[1] == "Ends in 8 days, 1 December 2026"


def test_the_court_ends_an_order_and_nothing_is_broken_after(orders: KeepOrders, office: Office) -> None:
    order = orders.add(office.case_id, replace(NMO, served_on=date(2026, 11, 18)))
    orders.record(order.id, EventForm(kind=E.DISCHARGED, happened_on=date(2026, 11, 20), what="A new one instead"))
    assert the_line(orders, office)[0] is OrderStanding.DISCHARGED
    with pytest.raises(EntryRefused, match="among the incidents"):
        orders.record(order.id, BROKEN)


def test_an_application_that_came_to_nothing_says_why(orders: KeepOrders, office: Office) -> None:
    order = orders.add(office.case_id, OrderForm(kind="occupation"))
    assert the_line(orders, office) == (OrderStanding.NOT_MADE, "Not made yet: nothing protects")
    ended = replace(OrderForm.of(order), ended_on=date(2026, 11, 20), ended_because="Refused")
    orders.change(order, ended)
    assert the_line(orders, office)[0] is OrderStanding.CAME_TO_NOTHING


def test_an_order_of_which_something_is_recorded_stays_and_any_other_can_be_taken_out_and_back(
    orders: KeepOrders, office: Office
) -> None:
    order = orders.add(office.case_id, NMO)
    kept = orders.record(order.id, BROKEN)
    with pytest.raises(EntryRefused, match="so it stays"):
        orders.remove(order.id)
    orders.take_back(kept.id)
    orders.remove(order.id)
    assert orders.view(office.case_id).orders == ()
    orders.restore(order.id)
    assert len(orders.view(office.case_id).orders) == 1
    with pytest.raises(NotFound):
        orders.restore(order.id)


def test_protected_points_are_named_without_their_values_and_the_other_persons_are_never_among_them(
    orders: KeepOrders, session: Session, office: Office
) -> None:
    view = orders.view(office.case_id)
    with session.work() as unit:
        points = unit.find(ContactPoint, case_id=office.case_id)
        people = {one.id: one for one in unit.find(Person, case_id=office.case_id)}
    hers = [one for one in points if people[one.person_id].role is PersonRole.CLIENT]
    his = [one for one in points if people[one.person_id].role is PersonRole.OTHER_PERSON]
    assert his
    assert set(view.points) == {one.id for one in hers}
    shown = " ".join(view.points.values())
    assert not any(one.value.splitlines()[0] in shown for one in points)
    address = next(one for one in hers if one.kind is PointKind.ADDRESS)
    orders.add(office.case_id, replace(NMO, protected_points=(address.id, address.id)))
    (line,) = orders.view(office.case_id).orders
    assert line.protected == ("Ceri Sample: Address",)
    with pytest.raises(EntryRefused, match="needs no protection"):
        orders.add(office.case_id, replace(NMO, protected_points=(his[0].id,)))


def test_an_order_names_the_application_it_came_of(orders: KeepOrders, session: Session, office: Office) -> None:
    step = PathwayStep(
        id=new_id(office.clock.now()),
        stream_id=office.case_id,
        case_id=office.case_id,
        lane=Lane.JUSTICE,
        code="non_molestation",
        title="Non-molestation order",
        position=1,
        about="first application",
    )
    keep(session, step)
    orders.add(office.case_id, replace(NMO, step_id=step.id))
    view = orders.view(office.case_id)
    assert view.orders[0].step == "Non-molestation order: first application"
    assert set(view.steps) == {step.id}


def test_what_is_to_be_done_stands_first_and_what_is_over_last(orders: KeepOrders, office: Office) -> None:
    served = date(2026, 11, 18)
    for form in (
        replace(NMO, made_on=date(2026, 1, 5), ends_on=date(2026, 2, 1), served_on=date(2026, 1, 6)),
        replace(NMO, served_on=served),
        OrderForm(kind="occupation"),
        NMO,
        replace(NMO, served_on=served, ends_on=date(2026, 12, 1)),
    ):
        orders.add(office.case_id, form)
    assert [line.stand.standing.value for line in orders.view(office.case_id).orders] == [
        "not_served",
        "ends_soon",
        "in_force",
        "not_made",
        "ended",
    ]


def test_an_order_of_a_kind_no_version_knows_is_still_shown(
    orders: KeepOrders, session: Session, office: Office
) -> None:
    now = office.clock.now()
    old = CourtOrder(
        id=new_id(now),
        stream_id=office.case_id,
        case_id=office.case_id,
        kind="of_an_older_version",
        recorded_at=now,
        recorded_by=session.user.id,
        made_on=date(2026, 11, 2),
    )
    keep(session, old)
    (line,) = orders.view(office.case_id).orders
    assert (line.title, line.stand.standing) == ("of_an_older_version", OrderStanding.NOT_SERVED)
