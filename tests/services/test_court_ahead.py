"""A case's first page and the court: what does not protect yet, and what is next."""

from dataclasses import replace
from datetime import date, timedelta

from advocate_desk.domain.appointments import AppointmentKind
from advocate_desk.services.keep_appointments import AppointmentForm, KeepAppointments
from advocate_desk.services.keep_orders import KeepOrders, OrderForm
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from tests.services.desk import Office

TODAY = date(2026, 11, 23)
NMO = OrderForm(kind="non_molestation", made_on=date(2026, 11, 16), ends_on=date(2027, 11, 15))
HEARING = AppointmentForm(kind=AppointmentKind.HEARING, on=TODAY, hearing="trial")


def told(office: Office, session: Session) -> list[tuple[str, str, bool]]:
    ahead = ShowCase(session, office.rules).summary(office.case_id).ahead
    return [(one.title, one.words, one.warns) for one in ahead]


def test_an_order_is_on_the_first_page_while_something_is_to_be_done_about_it(office: Office, session: Session) -> None:
    orders = KeepOrders(session, office.rules)
    order = orders.add(office.case_id, NMO)
    assert told(office, session) == [("Non-molestation order", "Made, not served: cannot be enforced yet", True)]
    order = orders.change(order, replace(OrderForm.of(order), served_on=date(2026, 11, 18)))
    assert told(office, session) == []
    orders.change(order, replace(OrderForm.of(order), ends_on=date(2026, 12, 1)))
    assert told(office, session) == [("Non-molestation order", "Ends in 8 days, 1 December 2026", True)]


def test_what_does_not_protect_yet_comes_before_what_ends(office: Office, session: Session) -> None:
    orders = KeepOrders(session, office.rules)
    orders.add(office.case_id, replace(NMO, kind="dvpo", served_on=date(2026, 11, 16), ends_on=date(2026, 12, 1)))
    orders.add(office.case_id, replace(NMO, made_on=date(2026, 11, 20)))
    assert [title for title, _, _ in told(office, session)] == [
        "Non-molestation order",
        "Domestic violence protection order",
    ]


def test_the_next_three_appointments_and_every_day_that_asks_what_became_of_it(
    office: Office, session: Session
) -> None:
    kept = KeepAppointments(session, office.rules)
    for days in (5, 0, 12, 9, 1):
        kept.add(office.case_id, replace(HEARING, on=TODAY + timedelta(days=days)))
    kept.add(office.case_id, AppointmentForm(kind=AppointmentKind.HEALTH, on=date(2026, 11, 20), what="Scan"))
    assert told(office, session) == [
        ("Health: Scan", "20 November. What became of it?", True),
        ("Trial", "23 November", True),
        ("Trial", "24 November", False),
        ("Trial", "28 November", False),
    ]
