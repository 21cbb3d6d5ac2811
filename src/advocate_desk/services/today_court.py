"""What Today says of courts and appointments: what is ahead, what nobody knows the outcome of, what does not protect.

An order that nobody served is for whoever serves it to do; the row is there so that it is asked after.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from advocate_desk.domain.agenda import AgendaFilter, Due, DueKind, DueWhen
from advocate_desk.domain.appointment_rules import TO_COME, appointment_standing, appointment_title, to_ask
from advocate_desk.domain.appointments import Appointment, AppointmentKind
from advocate_desk.domain.cases import Case
from advocate_desk.domain.court import CourtOrder, OrderEvent
from advocate_desk.domain.dates_in_words import clock_time, in_london, near_date
from advocate_desk.domain.order_kinds import OrderKind
from advocate_desk.domain.order_rules import OrderStand, OrderStanding, order_stand
from advocate_desk.domain.order_words import order_title
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.today_rows import WordedDue
from advocate_desk.services.today_words import TodayWords
from advocate_desk.services.watch_risk import NOT_WATCHED

OF_APPOINTMENTS = (DueKind.APPOINTMENT, DueKind.OUTCOME)
OF_ORDERS = (DueKind.ORDER_TO_SERVE, DueKind.ORDER_ENDS)
SERVED_BY = timedelta(days=1)
"""An order is asked after from the day after it was made on. Design: nobody is protected until it is served."""
ENDS_NOW = timedelta(days=7)
"""Within so many days of its end an order is no longer soon: applying for another takes time. Design."""


def court_due(unit: UnitOfWork, rules: Rulebook, wanted: AgendaFilter) -> tuple[WordedDue, ...]:
    """Return appointments and orders of one's own open cases, and what one goes to oneself in anybody's.

    ``rules`` are those in force. Five queries, however many there are; two where there is nothing.
    """
    appointments, orders = unit.appointments(wanted), unit.orders(wanted)
    ids = tuple({*(one.case_id for one in appointments), *(one.case_id for one in orders)})
    if not ids:
        return ()
    leads = {case.id: case.lead_id for case in unit.find(Case, id=ids) if case.status not in NOT_WATCHED}
    there = [one for one in appointments if one.case_id in leads]
    return (
        *_appointments(there, leads, rules.way, wanted),
        *_orders(unit, [one for one in orders if one.case_id in leads], rules.way, wanted),
    )


def _appointments(
    appointments: Sequence[Appointment],
    leads: Mapping[UUID, UUID | None],
    way: WayRules,
    wanted: AgendaFilter,
) -> Iterator[WordedDue]:
    """Yield what is ahead and what became of nobody knows what. Its outcome is for whoever leads the case to record."""
    for one in appointments:
        ahead = appointment_standing(one, wanted.today) in TO_COME
        when = wanted.when(one.on)
        if when is None or (not ahead and not wanted.looks_after(leads[one.case_id])):
            continue
        kind = DueKind.APPOINTMENT if ahead else DueKind.OUTCOME
        due = Due(kind=kind, when=when, case_id=one.case_id, record_id=one.id)
        yield WordedDue(due=due, words=_of_appointment(one, way, wanted.today, ahead=ahead))


def _of_appointment(one: Appointment, way: WayRules, today: date, *, ahead: bool) -> TodayWords:
    what = appointment_title(one)
    if not ahead:
        why = f"Was {near_date(one.on, today)}. Nobody wrote down what became of it"
        return TodayWords(what=f"{what}: what became of it?", why_now=why, due_on=one.on)
    day = {0: "Today", 1: "Tomorrow"}.get((one.on - today).days, near_date(one.on, today))
    at = f", {clock_time(in_london(one.starts_at).time())}" if one.starts_at else ""
    nobody = one.kind is AppointmentKind.HEARING and not one.goes.strip() and one.goes_id is None
    parts = (
        f"{day}{at}",
        "Something is still to ask about measures" if to_ask(one, way.measures) else "",
        "Nobody is named to go along" if nobody else "",
    )
    return TodayWords(what=what, why_now=". ".join(part for part in parts if part), due_on=one.on)


def _orders(unit: UnitOfWork, orders: Sequence[CourtOrder], way: WayRules, wanted: AgendaFilter) -> Iterator[WordedDue]:
    events = unit.find(OrderEvent, order_id=tuple(one.id for one in orders)) if orders else ()
    for one in orders:
        kind = way.order_kind(one.kind)
        stand = order_stand(one, kind, [event for event in events if event.order_id == one.id], wanted.today)
        found = _to_serve(one, stand, wanted) or _to_end(one, stand, wanted)
        if found is not None:
            due_kind, when, why, on = found
            due = Due(kind=due_kind, when=when, case_id=one.case_id, record_id=one.id)
            yield WordedDue(due=due, words=TodayWords(what=_what(one, kind, due_kind), why_now=why, due_on=on))


_Found = tuple[DueKind, DueWhen, str, date]


def _to_serve(order: CourtOrder, stand: OrderStand, wanted: AgendaFilter) -> _Found | None:
    if stand.standing is not OrderStanding.NOT_SERVED or order.made_on is None:
        return None
    by = order.made_on + SERVED_BY
    when = wanted.when(by)
    if when is None:
        return None
    why = f"Made {near_date(order.made_on, wanted.today)}. Cannot be enforced yet: ask who serves it"
    return DueKind.ORDER_TO_SERVE, when, why, by


def _to_end(order: CourtOrder, stand: OrderStand, wanted: AgendaFilter) -> _Found | None:
    if stand.standing is not OrderStanding.ENDS_SOON or stand.end.on is None:
        return None
    when = DueWhen.TODAY if stand.end.on - wanted.today <= ENDS_NOW else DueWhen.SOON
    return DueKind.ORDER_ENDS, when, f"{stand.words}. Ask whether another is wanted", stand.end.on


def _what(order: CourtOrder, kind: OrderKind | None, due: DueKind) -> str:
    title = order_title(order, kind)
    return f"{title}: not served" if due is DueKind.ORDER_TO_SERVE else f"{title}: it ends"
