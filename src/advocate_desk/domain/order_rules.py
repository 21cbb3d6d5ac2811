"""How an order stands: what protects somebody today, what does not yet, and what breaking it would be.

Nothing here is legal advice. What nobody wrote down is unknown and said to be: an order whose end is not known is in
force as far as anybody here knows, and one that was never written down as served is not enforceable yet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_events import CaseEvent, RecordEvent, of_kind
from advocate_desk.domain.court import CourtOrder, OrderEvent, OrderEventKind
from advocate_desk.domain.dates_in_words import in_days, long_date
from advocate_desk.domain.order_kinds import Breach, OrderKind

ENDS_SOON = timedelta(days=28)
"""From so many days before its end an order is said to end soon: time to apply for a longer one. Design."""


class OrderStanding(StrEnum):
    """How an order stands on one day."""

    NOT_MADE = "not_made"
    CAME_TO_NOTHING = "came_to_nothing"
    NOT_SERVED = "not_served"
    NOT_BEGUN = "not_begun"
    IN_FORCE = "in_force"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"
    DISCHARGED = "discharged"


BINDING = frozenset({OrderStanding.IN_FORCE, OrderStanding.ENDS_SOON})
"""An order that stands so can be broken and enforced today."""
OVER = frozenset({OrderStanding.CAME_TO_NOTHING, OrderStanding.ENDED, OrderStanding.DISCHARGED})
"""Nothing is to be done about an order that stands so, but to ask for another."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderEnd:
    """When an order ends: its last day, until further order, or neither, which is not known."""

    on: date | None = None
    until_further_order: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderStand:
    """How an order stands. ``words`` say it in a sentence without its full stop, ``to_do`` what is missing, each a
    sentence."""

    standing: OrderStanding
    words: str
    end: OrderEnd
    to_do: tuple[str, ...]


def order_end(order: CourtOrder, events: Iterable[OrderEvent]) -> OrderEnd:
    """Return when an order ends after everything that happened to it: what happened last, or was told last, holds."""
    changes = [
        one
        for one in _in_force(events)
        if one.kind is OrderEventKind.EXTENDED or (one.kind is OrderEventKind.VARIED and one.new_end is not None)
    ]
    last = max(changes, key=lambda one: (one.happened_on or date.min, one.recorded_at, one.id), default=None)
    if last is None:
        return OrderEnd(on=order.ends_on, until_further_order=order.until_further_order)
    return OrderEnd(on=last.new_end, until_further_order=last.new_end is None)


def discharge_of(events: Iterable[OrderEvent]) -> OrderEvent | None:
    """Return the event that ended an order before its time, the first there is; None where nothing did."""
    ends = [one for one in _in_force(events) if one.kind is OrderEventKind.DISCHARGED]
    return min(ends, key=lambda one: (one.happened_on or date.max, one.recorded_at, one.id), default=None)


def must_be_served(order: CourtOrder, kind: OrderKind | None) -> bool:
    """Say whether an order binds only once it was served. A promise binds whoever gave it; of a kind nobody knows any
    longer the safer is taken: that it must."""
    return not order.is_undertaking and (kind is None or kind.must_be_served)


def order_stand(order: CourtOrder, kind: OrderKind | None, events: Sequence[OrderEvent], today: date) -> OrderStand:
    """Return how an order stands today.

    Args:
        order: the order.
        kind: its kind, None where no version of the rules knows it.
        events: what happened to this order.
        today: the day in Europe/London. An order's last day is the last on which it binds.
    """
    end = order_end(order, events)
    standing = _standing(order, kind, end, discharge_of(events), today)
    words = _words(order, standing, end, events, today)
    to_do = () if standing in OVER else tuple(_to_do(order, kind, standing, end))
    return OrderStand(standing=standing, words=words, end=end, to_do=to_do)


def breach_words(order: CourtOrder, kind: OrderKind | None) -> str:
    """Return what breaking an order is, in sentences; of a kind nobody knows any longer, that it must be asked."""
    if order.is_undertaking:
        return (
            "A promise to the court. Breaking it is contempt of court, and not a crime by itself: ask a solicitor "
            "about going back to the court. What was done may be a crime of its own."
        )
    match kind.breach if kind else None:
        case Breach.CRIME:
            return "Breaking it is a crime: 999 in danger, else 101 or the officer in the case."
        case Breach.ARREST:
            return "Police can arrest for breaking it and bring the person before the court: 999 in danger, else 101."
        case Breach.CONTEMPT:
            return f"Breaking it is contempt of court. {_arrest_words(order)}"
        case _:
            return "What breaking it is depends on its kind: ask a solicitor or the police."


def why_order_refused(order: CourtOrder, kind: OrderKind | None, today: date) -> Iterator[str]:
    """Yield what about an order cannot be, each in a sentence that says how to mend it."""
    if kind is None:
        yield "Choose what kind of order this is."
    elif order.is_undertaking and not kind.may_be_undertaking:
        yield f"No promise to the court stands in the place of this: {kind.title}. Choose the order, or another kind."
    yield from _why_days_refused(order, today)
    if order.ends_on is not None and order.until_further_order:
        yield "It has a last day, or it is until further order. Take one of them out."
    if order.with_police_on is not None and order.with_police is not Answer.YES:
        yield "There is a day on which police got a copy: answer that they have one, or take the day out."


def why_event_refused(
    event: OrderEvent, order: CourtOrder, kind: OrderKind | None, events: Sequence[OrderEvent], today: date
) -> Iterator[str]:
    """Yield what about a happening cannot be. ``events`` are what happened to the order before it was written down."""
    if order.made_on is None:
        yield "This is not made yet, so nothing can have happened to it. Give the day it was made first."
    if event.happened_on is None and event.kind is not OrderEventKind.BREACHED:
        yield "Give the day on which this happened."
    if event.happened_on is not None and event.happened_on > today:
        yield "This day is still to come. Give the day on which it happened."
    if not event.what.strip() and event.kind is not OrderEventKind.EXTENDED:
        yield _SAY_WHAT[event.kind]
    if order.made_on is not None and event.happened_on is not None:
        yield from _why_out_of_order(event, order, events, event.happened_on)
    if event.new_end is not None and event.happened_on is not None and event.new_end < event.happened_on:
        yield "The new last day lies before the day of this change. Check both days."
    if event.kind is OrderEventKind.EXTENDED:
        yield from _why_not_longer(event, order_end(order, events))


def order_happenings(order: CourtOrder, events: Iterable[OrderEvent]) -> Iterator[CaseEvent]:
    """Yield what of an order a clock may count from or end with. An order that was not made has no event.

    Each stands twice, once for any order and once for its kind; a promise to a court is no order of that kind.
    """
    days = (
        (RecordEvent.ORDER_MADE, order.made_on),
        (RecordEvent.ORDER_SERVED, order.served_on),
        (RecordEvent.ORDER_BEGINS, order.begins_on),
    )
    found: list[tuple[RecordEvent, date | None, UUID]] = [(code, day, order.id) for code, day in days if day]
    breaches = [one for one in _in_force(events) if one.kind is OrderEventKind.BREACHED]
    found += [(RecordEvent.ORDER_BREACHED, one.happened_on, one.id) for one in breaches]
    for event, day, record_id in found:
        codes = (event,) if order.is_undertaking else (event, of_kind(event, order.kind))
        for code in codes:
            yield CaseEvent(code=code, on=day, record_id=record_id, line_id=order.id, part_of_id=order.step_id)


def _in_force(events: Iterable[OrderEvent]) -> list[OrderEvent]:
    return [one for one in events if one.deleted_at is None]


def _standing(
    order: CourtOrder, kind: OrderKind | None, end: OrderEnd, discharged: OrderEvent | None, today: date
) -> OrderStanding:
    if order.made_on is None:
        return OrderStanding.CAME_TO_NOTHING if order.ended_on is not None else OrderStanding.NOT_MADE
    left = end.on - today if end.on is not None else None
    # In the order in which one hides another: what ended is not told for what was never served.
    found = (
        (discharged is not None, OrderStanding.DISCHARGED),
        (left is not None and left < timedelta(), OrderStanding.ENDED),
        (must_be_served(order, kind) and order.served_on is None, OrderStanding.NOT_SERVED),
        (order.begins_on is not None and order.begins_on > today, OrderStanding.NOT_BEGUN),
        (left is not None and left <= ENDS_SOON, OrderStanding.ENDS_SOON),
    )
    return next((standing for holds, standing in found if holds), OrderStanding.IN_FORCE)


def _words(order: CourtOrder, standing: OrderStanding, end: OrderEnd, events: Sequence[OrderEvent], today: date) -> str:
    if standing in BINDING:
        return _in_force_words(end, today)
    if standing is OrderStanding.DISCHARGED:
        ended = discharge_of(events)
        return f"Ended before its time{_on(ended.happened_on if ended else None)}"
    made = "given" if order.is_undertaking else "made"
    never = "" if order.served_on or order.is_undertaking else ". No day is written down on which it was served"
    return {
        OrderStanding.NOT_MADE: f"Not {made} yet: nothing protects",
        OrderStanding.CAME_TO_NOTHING: f"Never {made}: settled{_on(order.ended_on)}",
        OrderStanding.NOT_SERVED: "Made, not served: cannot be enforced yet",
        OrderStanding.NOT_BEGUN: f"Begins{_on(order.begins_on)}",
        OrderStanding.ENDED: f"Ended{_on(end.on)}{never}",
    }[standing]


def _in_force_words(end: OrderEnd, today: date) -> str:
    if end.until_further_order:
        return "In force until further order: it does not expire by itself"
    if end.on is None:
        return "In force. Its last day is not known"
    left = (end.on - today).days
    if left > ENDS_SOON.days:
        return f"In force until {long_date(end.on)}"
    return f"Ends {in_days(left)}, {long_date(end.on)}"


def _to_do(order: CourtOrder, kind: OrderKind | None, standing: OrderStanding, end: OrderEnd) -> Iterator[str]:
    if standing is OrderStanding.NOT_MADE:
        return
    if standing is OrderStanding.NOT_SERVED:
        yield "Ask who serves it and when, and record the day. Police need to know that day too."
    if standing is OrderStanding.ENDS_SOON:
        yield "Ask whether a longer or another one is wanted: it is asked for before the last day."
    if end.on is None and not end.until_further_order:
        yield "Ask for its last day, or whether it is until further order."
    if order.is_undertaking:
        return
    of_court_alone = kind is not None and kind.breach is Breach.CONTEMPT
    if order.with_police is not Answer.YES and (not of_court_alone or order.power_of_arrest is Answer.YES):
        no = order.with_police is Answer.NO
        yield "Police have no copy: send one." if no else "Nobody knows whether police have a copy: ask."
    if of_court_alone and order.power_of_arrest in _UNKNOWN:
        yield "Ask whether it has a power of arrest."


_UNKNOWN = frozenset({Answer.NOT_ASKED, Answer.NOT_KNOWN, Answer.PREFER_NOT_TO_SAY})


def _arrest_words(order: CourtOrder) -> str:
    if order.power_of_arrest is Answer.YES:
        return "It has a power of arrest: police can arrest for it. 999 in danger, else 101."
    if order.power_of_arrest is Answer.NO:
        return "It has no power of arrest: it is taken back to the court that made it."
    return "Whether it has a power of arrest is not known."


def _why_days_refused(order: CourtOrder, today: date) -> Iterator[str]:
    for day, what in (
        (order.made_on, "it was made"),
        (order.served_on, "it was served"),
        (order.with_police_on, "police got a copy"),
        (order.ended_on, "it came to nothing"),
    ):
        if day is not None and day > today:
            yield f"The day on which {what} is still to come. Leave it empty until it has happened."
    if order.made_on is None:
        if order.served_on is not None:
            yield "What was served was made before. Give the day on which it was made."
        if order.ended_on is not None and not order.ended_because.strip():
            yield "Say what became of it, such as refused or withdrawn."
        return
    if order.ended_on is not None:
        yield "This was made, so it did not come to nothing. Record that the court ended it instead."
    for late, what in ((order.served_on, "served"), (order.with_police_on, "with police")):
        if late is not None and late < order.made_on:
            yield f"An order cannot be {what} before it was made. Check both days."
    if order.begins_on is not None and order.begins_on < order.made_on:
        yield "An order cannot begin before it was made. Check both days."
    if order.ends_on is not None and order.ends_on < (order.begins_on or order.made_on):
        yield "This ends before it begins. Check both days."


def _why_out_of_order(
    event: OrderEvent, order: CourtOrder, events: Sequence[OrderEvent], happened: date
) -> Iterator[str]:
    breach = event.kind is OrderEventKind.BREACHED
    as_incident = " What was done can stand among the incidents." if breach else ""
    if order.made_on is not None and happened < order.made_on:
        yield f"This happened before the order was made. Check the day.{as_incident}"
    ended, end = discharge_of(events), order_end(order, events)
    if ended is not None and ended.happened_on is not None and happened > ended.happened_on:
        yield f"The court had ended this by then. Check the day.{as_incident}"
    elif breach and end.on is not None and happened > end.on:
        yield f"This order had ended by then. Check the day.{as_incident}"


def _why_not_longer(event: OrderEvent, end: OrderEnd) -> Iterator[str]:
    if end.until_further_order:
        yield "This is until further order already. For a last day, record that its terms were changed."
    elif end.on is not None and event.new_end is not None and event.new_end <= end.on:
        yield f"It ends on {long_date(end.on)} already. Give a later day, or record that its terms were changed."


def _on(day: date | None) -> str:
    return f" on {long_date(day)}" if day else ", the day is not known"


_SAY_WHAT = {
    OrderEventKind.BREACHED: "Say in a few words what was done.",
    OrderEventKind.VARIED: "Say what was changed.",
    OrderEventKind.DISCHARGED: "Say why it ended, or by what it was replaced.",
}
