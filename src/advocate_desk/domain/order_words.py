"""Orders in words: what one is called, its days, and what happened to it."""

from collections.abc import Iterator, Mapping

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.court import CourtOrder, OrderEvent, OrderEventKind
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.order_kinds import OrderKind
from advocate_desk.domain.order_rules import OrderStanding

STANDING_LABELS: Mapping[OrderStanding, str] = {
    OrderStanding.NOT_MADE: "Not made yet",
    OrderStanding.CAME_TO_NOTHING: "Never made",
    OrderStanding.NOT_SERVED: "Not served",
    OrderStanding.NOT_BEGUN: "Begins later",
    OrderStanding.IN_FORCE: "In force",
    OrderStanding.ENDS_SOON: "Ends soon",
    OrderStanding.ENDED: "Ended",
    OrderStanding.DISCHARGED: "Ended by the court",
}
EVENT_LABELS: Mapping[OrderEventKind, str] = {
    OrderEventKind.BREACHED: "Broken",
    OrderEventKind.VARIED: "Terms changed",
    OrderEventKind.EXTENDED: "Made longer",
    OrderEventKind.DISCHARGED: "Ended by the court",
}


def order_title(order: CourtOrder, kind: OrderKind | None) -> str:
    """Return ``Non-molestation order``, or ``Undertaking: Non-molestation order``; the code where nobody knows it."""
    title = kind.title if kind else order.kind
    return f"Undertaking: {title}" if order.is_undertaking else title


def days_words(order: CourtOrder) -> str:
    """Return ``Made 2 November 2026. Served 4 November 2026.``, "" where no day is known yet."""
    made, served = ("Given", "Handed over") if order.is_undertaking else ("Made", "Served")
    days = ((made, order.made_on), (served, order.served_on), ("Begins", order.begins_on))
    return " ".join(f"{word} {long_date(day)}." for word, day in days if day is not None)


def police_words(order: CourtOrder) -> str:
    """Return whether police have a copy; "" where nobody said."""
    if order.with_police is not Answer.YES:
        return ""
    since = f" since {long_date(order.with_police_on)}" if order.with_police_on else ""
    return f"Police have a copy{since}."


def event_words(event: OrderEvent, *, in_full: bool = True) -> str:
    """Return ``Broken 20 November 2026: Rang twice. Police told, reference 123.`` of one happening.

    Args:
        event: what happened.
        in_full: say what was done; not where that is marked as distressing and opens on request elsewhere.
    """
    day = f" {long_date(event.happened_on)}" if event.happened_on else ", the day is not known"
    what = " ".join(event.what.split()) if in_full else ""
    return " ".join([f"{EVENT_LABELS[event.kind]}{day}{': ' + what if what else ''}".rstrip(".") + ".", *_more(event)])


def _more(event: OrderEvent) -> Iterator[str]:
    if event.kind is OrderEventKind.EXTENDED or event.new_end is not None:
        yield f"Until {long_date(event.new_end)}." if event.new_end else "Until further order."
    if event.kind is OrderEventKind.BREACHED:
        reference = " ".join(event.police_reference.split())
        if event.police_told is Answer.YES:
            yield f"Police were told{f', reference {reference}' if reference else ''}."
        elif event.police_told is Answer.NO:
            yield "Police were not told."
        else:
            yield "Nobody wrote down whether police were told."
    if told_by := " ".join(event.told_by.split()):
        yield f"Told by {told_by}."
    if proof := " ".join(event.proof.split()):
        yield f"Proof: {proof}".rstrip(".") + "."
