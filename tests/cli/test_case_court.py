"""The court on the command line: what cannot be enforced says so, and nothing hidden is printed."""

from dataclasses import replace
from datetime import date

from advocate_desk.domain.appointments import AppointmentKind, Wish
from advocate_desk.domain.court import OrderEventKind
from advocate_desk.domain.people import ContactPoint, Person, PersonRole
from advocate_desk.services.keep_appointments import AppointmentForm, KeepAppointments, WishesForm
from advocate_desk.services.keep_orders import AsIncident, EventForm, KeepOrders, OrderForm
from tests.cli.house import Terminal
from tests.services.desk import ADMINISTRATOR, ADVOCATE, Office

NMO = OrderForm(kind="non_molestation", made_on=date(2026, 11, 16), ends_on=date(2027, 11, 15))
BROKEN = EventForm(kind=OrderEventKind.BREACHED, happened_on=date(2026, 11, 21), what="He rang twice.")


def reference_of(terminal: Terminal) -> str:
    reference: str = terminal.signed_in("case", "list").document["cases"][0]["reference"]
    return reference


def test_an_order_says_how_it_stands_and_counts_what_its_papers_must_not_show(
    terminal: Terminal, office: Office
) -> None:
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            clients = {one.id for one in unit.find(Person, role=PersonRole.CLIENT)}
            hers = tuple(one for one in unit.find(ContactPoint) if one.person_id in clients)
        orders = KeepOrders(session, office.rules)
        order = orders.add(office.case_id, replace(NMO, protected_points=tuple(one.id for one in hers)))
        orders.record(order.id, replace(BROKEN, what="It was at the door."), AsIncident(distressing=True))
        orders.record(order.id, BROKEN)
    ran = terminal.signed_in("case", "court", reference_of(terminal))
    (shown,) = ran.document["orders"]
    assert (shown["standing"], shown["served_on"], shown["ends_on"]) == ("not_served", None, "2027-11-15")
    assert shown["words"] == "Made, not served: cannot be enforced yet"
    assert shown["protected"] == len(hers) > 1
    assert {(one["what"], one["distressing"]) for one in shown["events"]} == {("He rang twice.", False), (None, True)}
    printed = ran.out
    assert not any(line in printed for one in hers for line in one.value.splitlines())
    assert "at the door" not in printed


def test_wishes_are_told_for_each_hearing_and_five_answers_stay_apart(terminal: Terminal, office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        kept = KeepAppointments(session, office.rules)
        hearing = kept.add(
            office.case_id, AppointmentForm(kind=AppointmentKind.HEARING, on=date(2026, 12, 1), hearing="trial")
        )
        wishes = {"screens": Wish.WANTED, "live_link": Wish.PREFER_NOT_TO_SAY, "supporter": Wish.NOT_SURE}
        kept.wish(hearing, WishesForm(wishes={**wishes, "in_private": Wish.NOT_WANTED}))
    (shown,) = terminal.signed_in("case", "court", reference_of(terminal)).document["appointments"]
    assert (shown["title"], shown["standing"], shown["on"]) == ("Trial", "ahead", "2026-12-01")
    told = {one["measure"]: one["wish"] for one in shown["wishes"]}
    assert set(told.values()) == {"wanted", "not_wanted", "not_sure", "prefer_not_to_say", "not_asked"}
    assert shown["to_ask"][0] == "11 of 15 measures are not asked about yet."


def test_a_case_without_any_says_so_in_words(terminal: Terminal) -> None:
    typed = ("--vault", terminal.vault, "--user", ADMINISTRATOR, "--passphrase-file", terminal.passphrase_file)
    ran = terminal.type("case", "court", reference_of(terminal), *typed)
    assert ran.out.strip() == "No order, no appointment and nobody followed in court is written down."
