"""Appointments at the desk: asked for each hearing, moved with its story, and over only when somebody says so."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from advocate_desk.domain.appointment_rules import AppointmentStanding
from advocate_desk.domain.appointments import AppointmentKind, AppointmentState, Granted, Wish
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, MoveRefused, NotFound
from advocate_desk.services.keep_appointments import (
    AppointmentForm,
    AppointmentsView,
    KeepAppointments,
    OutcomeForm,
    WishesForm,
    moved_words,
)
from advocate_desk.services.keep_orders import KeepOrders, OrderForm
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, SUPERVISOR, Office

S = AppointmentState
RETURN = AppointmentForm(
    kind=AppointmentKind.HEARING,
    on=date(2026, 12, 1),
    hearing="return_hearing",
    starts_at=datetime(2026, 12, 1, 10, tzinfo=UTC),
    place="Northbridge  family court",
    goes="her sister",
)


@pytest.fixture
def appointments(session: Session, office: Office) -> KeepAppointments:
    return KeepAppointments(session, office.rules)


def titles(view: AppointmentsView) -> tuple[list[str], list[str], list[str]]:
    ahead, passed, over = ([line.title for line in group] for group in (view.ahead, view.passed, view.over))
    return ahead, passed, over


def test_a_hearing_is_called_by_its_kind_where_nobody_wrote_more(
    appointments: KeepAppointments, office: Office
) -> None:
    appointments.add(office.case_id, RETURN)
    appointments.add(office.case_id, AppointmentForm(kind=AppointmentKind.HEALTH, on=date(2026, 11, 25), what="Scan"))
    view = appointments.view(office.case_id)
    assert titles(view) == (["Health: Scan", "Return hearing"], [], [])
    line = view.ahead[1]
    assert (line.appointment.place, line.goes, line.recorded_by) == (
        "Northbridge family court",
        "her sister",
        ADVOCATE,
    )
    assert line.to_ask == ("Nobody has asked yet what would make it bearable.",)
    assert view.ahead[0].to_ask == ()


def test_a_colleague_goes_by_name_and_nobody_unknown_can(appointments: KeepAppointments, office: Office) -> None:
    colleagues = appointments.view(office.case_id).colleagues
    supervisor = next(one for one, name in colleagues.items() if name == SUPERVISOR)
    appointments.add(office.case_id, replace(RETURN, goes_id=supervisor, goes=""))
    assert appointments.view(office.case_id).ahead[0].goes == SUPERVISOR
    with pytest.raises(EntryRefused, match="Choose a colleague"):
        appointments.add(office.case_id, replace(RETURN, goes_id=office.case_id))


def test_wishes_are_of_one_hearing_alone(appointments: KeepAppointments, office: Office) -> None:
    first = appointments.add(office.case_id, RETURN)
    appointments.add(office.case_id, replace(RETURN, on=date(2027, 1, 5), starts_at=None, hearing="final_hearing"))
    wishes = {"screens": Wish.WANTED, "live_link": Wish.PREFER_NOT_TO_SAY}
    appointments.wish(first, WishesForm(wishes=wishes, granted={"screens": Granted.ASKED_FOR}))
    asked, unasked = appointments.view(office.case_id).ahead
    assert {one.code: one.wish for one in asked.wishes if one.wish is not Wish.NOT_ASKED} == wishes
    assert all(one.wish is Wish.NOT_ASKED and one.granted is None for one in unasked.wishes)


def test_no_measures_are_kept_for_what_is_no_hearing(appointments: KeepAppointments, office: Office) -> None:
    scan = appointments.add(
        office.case_id, AppointmentForm(kind=AppointmentKind.HEALTH, on=date(2026, 11, 25), what="Scan")
    )
    with pytest.raises(EntryRefused, match="This is none"):
        appointments.wish(scan, WishesForm(wishes={"screens": Wish.WANTED}))


def test_a_day_that_is_over_asks_what_became_of_it_and_never_says_that_it_took_place(
    appointments: KeepAppointments, office: Office
) -> None:
    one = appointments.add(office.case_id, RETURN)
    with pytest.raises(EntryRefused, match="still to come"):
        appointments.record(one, OutcomeForm(state=S.TOOK_PLACE))
    office.clock.later(days=9)
    (line,) = appointments.view(office.case_id).passed
    assert line.standing is AppointmentStanding.PASSED
    appointments.record(one, OutcomeForm(state=S.NOT_KNOWN, outcome="The solicitor has not rung back."))
    (over,) = appointments.view(office.case_id).over
    assert over.standing is AppointmentStanding.NOT_KNOWN
    appointments.record(over.appointment, OutcomeForm(state=S.TOOK_PLACE, outcome="Order made for a year"))
    (over,) = appointments.view(office.case_id).over
    assert (over.standing, over.appointment.outcome) == (AppointmentStanding.TOOK_PLACE, "Order made for a year")


def test_a_moved_hearing_makes_a_new_one_that_says_where_it_comes_from(
    appointments: KeepAppointments, office: Office
) -> None:
    old = appointments.add(office.case_id, RETURN)
    asked = WishesForm(wishes={"screens": Wish.WANTED}, granted={"screens": Granted.GRANTED})
    old = appointments.wish(old, asked)
    new = appointments.move(old, replace(RETURN, on=date(2026, 12, 15), starts_at=None), "No judge")
    view = appointments.view(office.case_id)
    assert [moved_words(line) for line in (*view.ahead, *view.over)] == [
        "Moved from 1 December 2026.",
        "Moved to 15 December 2026.",
    ]
    assert (view.over[0].standing, view.over[0].appointment.outcome) == (AppointmentStanding.MOVED, "No judge")
    assert (dict(new.wishes), dict(new.granted)) == ({"screens": Wish.WANTED}, {})
    assert "not asked for at court yet: screens" in " ".join(view.ahead[0].to_ask)
    with pytest.raises(MoveRefused, match="recorded already"):
        appointments.move(old, replace(RETURN, on=date(2026, 12, 20), starts_at=None))


def test_a_move_taken_back_leaves_one_hearing_on_its_old_day(appointments: KeepAppointments, office: Office) -> None:
    old = appointments.add(office.case_id, RETURN)
    new = appointments.move(old, replace(RETURN, on=date(2026, 12, 15), starts_at=None))
    with pytest.raises(MoveRefused, match="was moved to this day"):
        appointments.remove(new.id)
    appointments.reopen(old.id)
    (line,) = appointments.view(office.case_id).ahead
    assert (line.appointment.on, line.moved_from) == (date(2026, 12, 1), ())


def test_a_move_is_not_taken_back_once_the_new_day_has_its_outcome(
    appointments: KeepAppointments, office: Office
) -> None:
    old = appointments.add(office.case_id, RETURN)
    new = appointments.move(old, replace(RETURN, on=date(2026, 12, 2), starts_at=None))
    appointments.record(new, OutcomeForm(state=S.CANCELLED, outcome="By the court"))
    with pytest.raises(MoveRefused, match="new day is recorded already"):
        appointments.reopen(old.id)


def test_a_move_needs_another_day_or_hour(appointments: KeepAppointments, office: Office) -> None:
    old = appointments.add(office.case_id, RETURN)
    with pytest.raises(EntryRefused, match="Give the new day"):
        appointments.move(old, RETURN)
    appointments.move(old, replace(RETURN, starts_at=datetime(2026, 12, 1, 14, tzinfo=UTC)))
    assert len(appointments.view(office.case_id).ahead) == 1


def test_what_cannot_be_is_refused_in_words(appointments: KeepAppointments, office: Office) -> None:
    for form, why in (
        (replace(RETURN, hearing=""), "what it is"),
        (replace(RETURN, kind=AppointmentKind.POLICE, what="Interview"), "Only a hearing"),
        (replace(RETURN, starts_at=datetime(2026, 12, 2, 10, tzinfo=UTC)), "another day"),
        (replace(RETURN, order_id=office.agency_id), "order is not in this case"),
        (replace(RETURN, step_id=office.agency_id), "step is not in this case"),
    ):
        with pytest.raises(EntryRefused, match=why):
            appointments.add(office.case_id, form)
    assert titles(appointments.view(office.case_id)) == ([], [], [])


def test_two_who_record_an_outcome_are_not_both_right(appointments: KeepAppointments, office: Office) -> None:
    one = appointments.add(office.case_id, RETURN)
    appointments.record(one, OutcomeForm(state=S.CANCELLED, outcome="By the court"))
    with pytest.raises(ChangedMeanwhile):
        appointments.record(one, OutcomeForm(state=S.CANCELLED, outcome="By her solicitor"))


def test_an_appointment_is_taken_out_and_brought_back(appointments: KeepAppointments, office: Office) -> None:
    one = appointments.add(office.case_id, RETURN)
    appointments.remove(one.id)
    assert titles(appointments.view(office.case_id)) == ([], [], [])
    appointments.restore(one.id)
    assert titles(appointments.view(office.case_id))[0] == ["Return hearing"]
    with pytest.raises(NotFound):
        appointments.restore(one.id)


def test_a_hearing_says_which_order_it_is_about(
    appointments: KeepAppointments, session: Session, office: Office
) -> None:
    order = KeepOrders(session, office.rules).add(office.case_id, OrderForm(kind="occupation"))
    appointments.add(office.case_id, replace(RETURN, order_id=order.id))
    view = appointments.view(office.case_id)
    assert view.ahead[0].about == "Occupation order"
    assert view.orders == {order.id: "Occupation order"}
