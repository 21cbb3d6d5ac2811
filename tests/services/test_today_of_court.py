"""Today and the court: what is ahead in time, what does not protect yet, and no outcome that nobody told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from advocate_desk.domain.appointments import AppointmentKind, AppointmentState
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.court import OrderEventKind
from advocate_desk.services.keep_appointments import AppointmentForm, KeepAppointments, OutcomeForm
from advocate_desk.services.keep_orders import EventForm, KeepOrders, OrderForm
from advocate_desk.services.session import Session
from advocate_desk.services.show_today import Group, NextAct, ShowToday
from tests.services.desk import ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office, change

TODAY = date(2026, 11, 23)
OF_COURT = {NextAct.OPEN_COURT, NextAct.OPEN_APPOINTMENTS}
NMO = OrderForm(kind="non_molestation", made_on=date(2026, 11, 20), ends_on=date(2027, 11, 19))
HEARING = AppointmentForm(kind=AppointmentKind.HEARING, on=date(2026, 11, 25), hearing="return_hearing")


def rows(office: Office, name: str = ADVOCATE) -> list[tuple[str, str, Group]]:
    with office.as_user(name) as session:
        items = ShowToday(session, office.rules).view().items
    return [(one.what, one.why_now, one.group) for one in items if one.act in OF_COURT]


def add_order(office: Office, form: OrderForm) -> UUID:
    with office.as_user(ADVOCATE) as session:
        return KeepOrders(session, office.rules).add(office.case_id, form).id


def add_appointment(office: Office, form: AppointmentForm) -> UUID:
    with office.as_user(ADVOCATE) as session:
        return KeepAppointments(session, office.rules).add(office.case_id, form).id


def change_case(office: Office, **fields: object) -> None:
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            case = unit.get(Case, office.case_id)
        change(session, case, **fields)


def colleague(session: Session, name: str, office: Office) -> UUID:
    found = KeepAppointments(session, office.rules).view(office.case_id).colleagues
    return next(one for one, each in found.items() if each == name)


@pytest.mark.parametrize(
    ("days", "group", "why"),
    [
        (0, Group.TODAY, "Today, 10am"),
        (1, Group.NEXT_SEVEN_DAYS, "Tomorrow, 10am"),
        (7, Group.NEXT_SEVEN_DAYS, "30 November, 10am"),
    ],
)
def test_a_hearing_comes_up_in_its_week_and_says_what_is_missing(
    office: Office, days: int, group: Group, why: str
) -> None:
    on = TODAY + timedelta(days=days)
    add_appointment(office, replace(HEARING, on=on, starts_at=datetime(on.year, on.month, on.day, 10, tzinfo=UTC)))
    missing = "Something is still to ask about measures. Nobody is named to go along"
    assert rows(office) == [("Return hearing", f"{why}. {missing}", group)]


def test_a_hearing_in_eight_days_is_not_on_today(office: Office) -> None:
    add_appointment(office, replace(HEARING, on=TODAY + timedelta(days=8)))
    assert rows(office) == []


def test_a_day_that_is_over_asks_what_became_of_it_until_somebody_says_so(office: Office) -> None:
    appointment_id = add_appointment(
        office, AppointmentForm(kind=AppointmentKind.HEALTH, on=date(2026, 11, 24), what="Scan")
    )
    office.clock.later(days=3)
    why = "Was 24 November. Nobody wrote down what became of it"
    assert rows(office) == [("Health: Scan: what became of it?", why, Group.LATE)]
    with office.as_user(ADVOCATE) as session:
        kept = KeepAppointments(session, office.rules)
        (line,) = kept.view(office.case_id).passed
        assert line.appointment.id == appointment_id
        kept.record(line.appointment, OutcomeForm(state=AppointmentState.NOT_KNOWN))
    assert rows(office) == []


def test_who_goes_along_is_told_of_it_and_not_of_its_outcome(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        goes = colleague(session, OTHER_SUPERVISOR, office)
    add_appointment(office, replace(HEARING, goes_id=goes))
    assert rows(office, SUPERVISOR) == []
    assert [what for what, _, _ in rows(office, OTHER_SUPERVISOR)] == ["Return hearing"]
    office.clock.later(days=5)
    assert rows(office, OTHER_SUPERVISOR) == []
    assert [group for _, _, group in rows(office)] == [Group.LATE]


@pytest.mark.parametrize(
    ("made", "group"),
    [
        (TODAY, Group.NEXT_SEVEN_DAYS),
        (TODAY - timedelta(days=1), Group.TODAY),
        (TODAY - timedelta(days=2), Group.LATE),
    ],
)
def test_an_order_that_nobody_served_is_asked_after_from_the_day_after_it_was_made(
    office: Office, made: date, group: Group
) -> None:
    add_order(office, replace(NMO, made_on=made))
    ((what, why, found),) = rows(office)
    assert (what, found) == ("Non-molestation order: not served", group)
    assert why.endswith("Cannot be enforced yet: ask who serves it")


def test_what_is_served_not_made_or_a_promise_asks_nothing(office: Office) -> None:
    add_order(office, replace(NMO, served_on=date(2026, 11, 21)))
    add_order(office, OrderForm(kind="occupation"))
    add_order(office, replace(NMO, is_undertaking=True))
    add_order(office, replace(NMO, kind="restraining"))
    assert rows(office) == []


@pytest.mark.parametrize(
    ("ends", "group"),
    [
        (TODAY, Group.TODAY),
        (TODAY + timedelta(days=7), Group.TODAY),
        (TODAY + timedelta(days=8), Group.NEXT_SEVEN_DAYS),
        (TODAY + timedelta(days=28), Group.NEXT_SEVEN_DAYS),
        (TODAY + timedelta(days=29), None),
        (TODAY - timedelta(days=1), None),
    ],
)
def test_an_order_that_ends_is_told_four_weeks_before_and_is_due_in_its_last_week(
    office: Office, ends: date, group: Group | None
) -> None:
    add_order(office, replace(NMO, served_on=date(2026, 11, 21), ends_on=ends))
    assert [found for _, _, found in rows(office)] == ([group] if group else [])


def test_an_extension_takes_the_row_away(office: Office) -> None:
    order_id = add_order(office, replace(NMO, served_on=date(2026, 11, 21), ends_on=date(2026, 12, 1)))
    assert [what for what, _, _ in rows(office)] == ["Non-molestation order: it ends"]
    longer = EventForm(kind=OrderEventKind.EXTENDED, happened_on=date(2026, 11, 22), new_end=date(2027, 12, 1))
    with office.as_user(ADVOCATE) as session:
        KeepOrders(session, office.rules).record(order_id, longer)
    assert rows(office) == []


def test_a_supervisor_is_told_only_where_nobody_here_leads(office: Office) -> None:
    add_order(office, NMO)
    add_appointment(office, HEARING)
    assert rows(office, SUPERVISOR) == []
    change_case(office, lead_id=None, lead_as_text="Somebody before us")
    assert len(rows(office, SUPERVISOR)) == 2


@pytest.mark.parametrize("status", [CaseStatus.CLOSED, CaseStatus.TRANSFERRED])
def test_a_case_that_ended_here_asks_nothing(office: Office, status: CaseStatus) -> None:
    add_order(office, NMO)
    add_appointment(office, HEARING)
    change_case(office, status=status)
    assert rows(office) == []
