"""What orders and appointments say on the screen, and how each standing looks."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from advocate_desk.domain.appointment_rules import (
    GRANTED_LABELS,
    WISH_LABELS,
    AppointmentStanding,
    when_words,
)
from advocate_desk.domain.appointments import Appointment, AppointmentKind, Wish
from advocate_desk.domain.dates_in_words import clock_time, in_days, in_london
from advocate_desk.domain.order_rules import OVER, OrderStanding
from advocate_desk.domain.order_words import STANDING_LABELS, days_words, police_words
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.keep_appointments import AppointmentLine, moved_words
from advocate_desk.services.order_lines import OrderLine

NO_ORDERS = "No order yet. One that was asked for, a notice of the police, or a promise to a court stands here."
NO_APPOINTMENTS = "Nothing is ahead that anybody wrote down."
ORDER_CHIPS: Mapping[OrderStanding, tuple[str, str]] = {
    OrderStanding.NOT_MADE: ("plain", "circle-dashed"),
    OrderStanding.CAME_TO_NOTHING: ("plain", "minus"),
    OrderStanding.NOT_SERVED: ("warn", "warning"),
    OrderStanding.NOT_BEGUN: ("info", "clock"),
    OrderStanding.IN_FORCE: ("ok", "shield-check"),
    OrderStanding.ENDS_SOON: ("warn", "clock"),
    OrderStanding.ENDED: ("plain", "minus"),
    OrderStanding.DISCHARGED: ("plain", "minus"),
}
_AMBER = frozenset({OrderStanding.NOT_SERVED, OrderStanding.ENDS_SOON})
_SAID = {
    AppointmentStanding.PASSED: ("What became of it?", "warn", "warning"),
    AppointmentStanding.TOOK_PLACE: ("Took place", "ok", "check-circle-fill"),
    AppointmentStanding.MOVED: ("Moved", "plain", "arrow-right"),
    AppointmentStanding.CANCELLED: ("Cancelled", "plain", "prohibit"),
    AppointmentStanding.NOT_KNOWN: ("Not known", "plain", "question"),
}
_SHOWN_WISHES = (Wish.WANTED, Wish.NOT_WANTED, Wish.NOT_SURE, Wish.PREFER_NOT_TO_SAY)


def order_chip(line: OrderLine) -> tuple[str, str, str]:
    """Return word, role and icon of how an order stands. A promise that holds is no shield of the law."""
    standing = line.stand.standing
    role, icon = ORDER_CHIPS[standing]
    if line.order.is_undertaking and standing is OrderStanding.IN_FORCE:
        return "Promised", "info", "handshake"
    return STANDING_LABELS[standing], role, icon


def standing_look(line: OrderLine) -> str:
    """Return how the sentence about its standing looks."""
    return "warn" if line.stand.standing in _AMBER else ""


def order_heading(line: OrderLine) -> str:
    """Return what it is and against whom."""
    return f"{line.title}, against {line.against}" if line.against else line.title


def order_facts(line: OrderLine) -> Iterator[str]:
    """Yield what matters of an order at first glance, a line each; what nobody wrote down is left out."""
    order = line.order
    place = ", ".join(part for part in (order.court, order.case_number) if part.strip())
    yield " ".join(part for part in (days_words(order), f"{place}." if place else "", police_words(order)) if part)
    if line.stand.standing is OrderStanding.CAME_TO_NOTHING:
        yield f"Why: {order.ended_because}".rstrip(".") + "."
    yield breach_line(line)


def order_details(line: OrderLine) -> Iterator[str]:
    """Yield what else is known about an order, a line each."""
    yield from (f"•  {term}" for term in line.order.terms)
    if line.protected:
        yield f"Its papers must not show: {', '.join(line.protected)}."
    if line.step:
        yield f"It came of: {line.step}."
    if line.order.note.strip():
        yield line.order.note.strip()


def breach_line(line: OrderLine) -> str:
    """Return what breaking it is, and would be once it is served; "" where it is over or not made yet."""
    if line.stand.standing in {*OVER, OrderStanding.NOT_MADE}:
        return ""
    if line.stand.standing is OrderStanding.NOT_SERVED:
        return f"Once it is served: {line.breach[:1].lower()}{line.breach[1:]}"
    return line.breach


def appointment_chip(line: AppointmentLine, today: date) -> tuple[str, str, str]:
    """Return word, role and icon of how an appointment stands: ``In 7 days``, ``Today``."""
    if line.standing in _SAID:
        return _SAID[line.standing]
    days = (line.appointment.on - today).days
    return sentence_start(in_days(days)), "warn" if days == 0 else "info" if days <= 7 else "plain", "calendar-blank"


def appointment_when(one: Appointment, today: date) -> str:
    """Return ``1 December, 10am to 11am``."""
    words = when_words(one, today)
    if one.starts_at is None or one.minutes is None:
        return words
    return f"{words} to {clock_time(in_london(one.starts_at + timedelta(minutes=one.minutes)).time())}"


def appointment_facts(line: AppointmentLine, today: date) -> Iterator[str]:
    """Yield when and where it is, what it is about, and who goes; a line each."""
    one = line.appointment
    place = " ".join(one.place.split())
    yield ". ".join(part for part in (appointment_when(one, today), place) if part) + "."
    yield f"About: {line.about}." if line.about else ""
    yield moved_words(line)
    if line.standing is AppointmentStanding.AHEAD or line.standing is AppointmentStanding.TODAY:
        told = f" Told by {one.told_by}." if one.told_by else ""
        yield f"Who goes along: {line.goes or 'nobody is named'}.{told}"
    if one.outcome.strip():
        yield f"“{one.outcome.strip()}”"


def wish_words(line: AppointmentLine) -> Iterator[str]:
    """Yield what is wished, a line for each answer: ``Wanted: screens in the court room (asked for).``

    What is not sure yet stands among what is to ask, while there is something to ask.
    """
    by_wish: dict[Wish, list[str]] = {}
    for one in line.wishes:
        said = f" ({GRANTED_LABELS[one.granted].lower()})" if one.granted else ""
        by_wish.setdefault(one.wish, []).append(f"{one.words[:1].lower()}{one.words[1:]}{said}")
    for wish in _SHOWN_WISHES:
        if wish in by_wish and not (wish is Wish.NOT_SURE and line.to_ask):
            yield f"{WISH_LABELS[wish]}: {', '.join(by_wish[wish])}."


def is_hearing(line: AppointmentLine) -> bool:
    """Say whether measures are asked for it."""
    return line.appointment.kind is AppointmentKind.HEARING


def title_in_words(line: AppointmentLine, today: date) -> str:
    """Return how a button names an appointment to a screen reader."""
    return f"{sentence_start(line.title)}, {appointment_when(line.appointment, today)}"
