"""The court on the timeline: what happened, on its day, and nothing that nobody told us happened."""

from dataclasses import replace
from datetime import UTC, date, datetime

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.appointments import AppointmentKind, AppointmentState
from advocate_desk.domain.court import OrderEventKind
from advocate_desk.services.keep_appointments import AppointmentForm, KeepAppointments, OutcomeForm
from advocate_desk.services.keep_orders import AsIncident, EventForm, KeepOrders, OrderForm
from advocate_desk.services.session import Session
from advocate_desk.services.show_timeline import EntryKind, ShowTimeline
from tests.services.desk import ADVOCATE, Office

NMO = OrderForm(kind="non_molestation", court="Family court", made_on=date(2026, 11, 16))
BROKEN = EventForm(kind=OrderEventKind.BREACHED, happened_on=date(2026, 11, 21), what="He rang twice.")


def told(office: Office, session: Session, kind: EntryKind = EntryKind.COURT) -> list[tuple[str, str, date]]:
    entries = ShowTimeline(session, office.rules).entries(office.case_id)
    return [(one.headline, one.text, one.happened_at.date()) for one in entries if one.kind is kind]


def test_an_order_is_told_on_the_days_it_was_made_and_served(office: Office, session: Session) -> None:
    orders = KeepOrders(session, office.rules)
    order = orders.add(office.case_id, NMO)
    assert told(office, session) == [("Non-molestation order: made", "Family court.", date(2026, 11, 16))]
    given = {"served_on": date(2026, 11, 18), "with_police": Answer.YES, "with_police_on": date(2026, 11, 19)}
    orders.change(order, replace(OrderForm.of(order), **given))  # type: ignore[arg-type]  # fields of the form
    assert told(office, session)[:2] == [
        ("Non-molestation order: police have a copy", "", date(2026, 11, 19)),
        ("Non-molestation order: served", "", date(2026, 11, 18)),
    ]
    entry = ShowTimeline(session, office.rules).entries(office.case_id)
    assert {one.who for one in entry if one.kind is EntryKind.COURT} == {ADVOCATE}


def test_what_is_not_made_yet_has_not_happened_and_what_never_was_says_why(office: Office, session: Session) -> None:
    orders = KeepOrders(session, office.rules)
    order = orders.add(office.case_id, OrderForm(kind="occupation"))
    assert told(office, session) == []
    orders.change(order, OrderForm(kind="occupation", ended_on=date(2026, 11, 20), ended_because="Refused"))
    assert told(office, session) == [("Occupation order: never made", "Why: Refused", date(2026, 11, 20))]


def test_a_breach_is_told_in_full_once_and_not_at_all_once_it_is_taken_back(office: Office, session: Session) -> None:
    orders = KeepOrders(session, office.rules)
    order = orders.add(office.case_id, NMO)
    alone = orders.record(order.id, BROKEN)
    orders.record(order.id, replace(BROKEN, what="He came to the door.", happened_on=date(2026, 11, 22)), AsIncident())
    assert told(office, session)[:2] == [
        ("Non-molestation order: broken", "Told among the incidents.", date(2026, 11, 22)),
        (
            "Non-molestation order: broken",
            "Broken 21 November 2026: He rang twice. Nobody wrote down whether police were told.",
            date(2026, 11, 21),
        ),
    ]
    assert [text for _, text, _ in told(office, session, EntryKind.INCIDENT)] == ["He came to the door."]
    orders.take_back(alone.id)
    assert len(told(office, session)) == 2


def test_only_what_somebody_said_became_of_an_appointment_is_told(office: Office, session: Session) -> None:
    kept = KeepAppointments(session, office.rules)
    form = AppointmentForm(
        kind=AppointmentKind.HEARING,
        on=date(2026, 11, 20),
        hearing="return_hearing",
        starts_at=datetime(2026, 11, 20, 10, tzinfo=UTC),
    )
    hearing = kept.add(office.case_id, form)
    assert told(office, session) == []
    moved = kept.move(hearing, replace(form, on=date(2026, 11, 21), starts_at=None), "No judge")
    headline = "Return hearing: moved from 20 November 2026 to 21 November 2026"
    assert told(office, session) == [(headline, "No judge", date(2026, 11, 23))]
    kept.record(moved, OutcomeForm(state=AppointmentState.TOOK_PLACE, outcome="Made for a year."))
    assert told(office, session)[1] == ("Return hearing: took place", "Made for a year.", date(2026, 11, 21))


def test_of_an_appointment_of_which_nothing_is_known_that_is_told(office: Office, session: Session) -> None:
    kept = KeepAppointments(session, office.rules)
    scan = kept.add(office.case_id, AppointmentForm(kind=AppointmentKind.HEALTH, on=date(2026, 11, 20), what="Scan"))
    kept.record(scan, OutcomeForm(state=AppointmentState.NOT_KNOWN))
    headline = "Health: Scan: what became of it is not known, 20 November 2026"
    assert told(office, session) == [(headline, "", date(2026, 11, 23))]
