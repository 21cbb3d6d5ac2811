"""Which clocks of a case begin, and with what: the events that start each, on which line, and for whom they hold."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from advocate_desk.domain.case_events import CaseEvent, RecordEvent
from advocate_desk.domain.dates_in_words import age_on
from advocate_desk.domain.duties import Counted, Duty, Only

_ADULT, _SEVENTEEN = 18, 17
_NO_TIME = datetime.min.replace(tzinfo=UTC)


class Events:
    """The events of one case, by code, each list in the order they happened; undated ones last."""

    def __init__(self, events: Iterable[CaseEvent]) -> None:
        self._by_code: dict[str, list[CaseEvent]] = defaultdict(list)
        for one in sorted(events, key=in_order):
            self._by_code[one.code].append(one)

    @property
    def codes(self) -> Collection[str]:
        """The codes of all events there are."""
        return self._by_code.keys()

    def of(self, codes: Iterable[str]) -> Iterator[CaseEvent]:
        """Yield the events of these codes."""
        for code in codes:
            yield from self._by_code.get(code, ())

    def first(self, codes: Iterable[str]) -> CaseEvent | None:
        """Return the first of the events of these codes, an undated one where no other is there."""
        return min(self.of(codes), key=in_order, default=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Began:
    """How one clock began.

    ``limbs`` are what counts, each with its event, None where that has not happened or nobody recorded it. ``anchor``
    is the event the clock is named after; None where its own start is not recorded, but ``because`` says that it must
    have been. ``ids`` are the records what was said of it may stand under, the one in force first. ``is_sole`` says
    that its duty began but once on its line, so that an undated end can only be its.
    """

    anchor: CaseEvent | None
    because: CaseEvent | None
    limbs: tuple[tuple[Counted, CaseEvent | None], ...]
    ids: tuple[UUID, ...]
    is_sole: bool

    @property
    def named(self) -> CaseEvent:
        """The event that gives it its line."""
        found = self.anchor or self.because
        if found is None:
            raise ValueError("a clock begins with an event")
        return found


def in_order(event: CaseEvent) -> tuple[bool, date, datetime, UUID]:
    """Return what puts events in the order they happened, undated ones last."""
    return event.on is None, event.on or date.max, event.at or _NO_TIME, event.record_id


def is_on_line(event: CaseEvent, of: CaseEvent) -> bool:
    """Say whether an event belongs to the line of another, or to a part of it."""
    return event.line_id == of.line_id or (of.line_id is not None and event.part_of_id == of.line_id)


def is_not_before(event: CaseEvent, other: CaseEvent) -> bool:
    """Say whether an event happened after another or with it. Where a day is not known, nobody can say that not."""
    if event.on is None or other.on is None:
        return True
    if event.on == other.on and event.at and other.at:
        return event.at >= other.at
    return event.on >= other.on


def begun(duty: Duty, events: Events) -> list[Began]:
    """Return how each clock of a duty began that has an event of its own to start it."""
    anchors = _chosen(duty, _anchors(duty, events))
    return [_began(duty, anchor, anchors, events) for anchor in anchors]


def expected(duty: Duty, causes: Sequence[CaseEvent], own: Sequence[Began]) -> list[Began]:
    """Return a clock for each of ``causes`` that no start of its own has answered yet."""
    if duty.expected_once:
        causes = [] if own else sorted(causes, key=in_order)[:1]
    answered = {cause.record_id for one in own if (cause := answers(duty, one, causes))}
    return [
        Began(
            anchor=None,
            because=cause,
            limbs=tuple((limb, None) for limb in duty.limbs),
            ids=(cause.record_id,),
            is_sole=sum(_same(duty, other, cause) for other in causes) == 1,
        )
        for cause in causes
        if cause.record_id not in answered
    ]


def answers(duty: Duty, own: Began, causes: Sequence[CaseEvent]) -> CaseEvent | None:
    """Return the cause whose place a start of its own takes: the newest before it, on its line; where one clock alone
    was expected, the first.
    """
    start = own.named
    if duty.expected_once:
        return min(causes, key=in_order, default=None)
    before = [one for one in causes if _same(duty, start, one) and is_not_before(start, one)]
    return max(before, key=in_order, default=None)


def holds_for(duty: Duty, start: CaseEvent, events: Events, born_on: date | None) -> bool | None:
    """Say whether a clock holds for whom the case is about; None where that hangs on a day nobody wrote down."""
    found = [_holds(one, duty, start, events, born_on) for one in duty.only if one is not Only.ENHANCED_RIGHTS]
    if False in found:
        return False
    return None if None in found else True


def _began(duty: Duty, anchor: CaseEvent, anchors: Sequence[CaseEvent], events: Events) -> Began:
    is_sole = len(anchors) == 1 or not any(other is not anchor and _same(duty, other, anchor) for other in anchors)
    if len(duty.limbs) == 1:
        limbs: tuple[tuple[Counted, CaseEvent | None], ...] = ((duty.limbs[0], anchor),)
        ids: tuple[UUID, ...] = (anchor.record_id,)
    else:
        limbs = tuple((limb, _event_for(limb, anchor, events)) for limb in duty.limbs)
        ids = tuple(dict.fromkeys((anchor.record_id, *(each.record_id for _, each in limbs if each))))
    return Began(anchor=anchor, because=None, limbs=limbs, ids=ids, is_sole=is_sole)


def _same(duty: Duty, event: CaseEvent, of: CaseEvent) -> bool:
    return not duty.is_of_line or is_on_line(event, of)


def _anchors(duty: Duty, events: Events) -> list[CaseEvent]:
    """Return the events that start a clock each; of a further limb only where the first one has not begun there, and
    none of what counts from anywhere: it may be about something else altogether.
    """
    anchors = list(events.of(duty.limbs[0].starts))
    for limb in duty.limbs[1:]:
        for one in () if limb.anywhere else events.of(limb.starts):
            if not any(_is_near(one, anchor) for anchor in anchors):
                anchors.append(one)
    return anchors


def _chosen(duty: Duty, anchors: list[CaseEvent]) -> list[CaseEvent]:
    if len(anchors) < 2:
        return anchors
    if duty.from_first:
        return [min(anchors, key=in_order)]
    if not duty.only_newest:
        return anchors
    newest: dict[UUID | None, CaseEvent] = {}
    for one in sorted((each for each in anchors if each.on is not None), key=in_order):
        newest[one.line_id if duty.is_of_line else None] = one
    return [*newest.values(), *(one for one in anchors if one.on is None)]


def _event_for(limb: Counted, anchor: CaseEvent, events: Events) -> CaseEvent | None:
    if anchor.code in limb.starts:
        return anchor
    found = (one for one in events.of(limb.starts) if limb.anywhere or _is_near(one, anchor))
    near = [one for one in found if is_not_before(one, anchor)]
    return min(near, key=in_order, default=None)


def _is_near(event: CaseEvent, of: CaseEvent) -> bool:
    """Say whether a further limb may count from an event: on the line, a part of it, what that is part of, the case."""
    lines = {event.line_id, of.line_id}
    return None in lines or is_on_line(event, of) or is_on_line(of, event)


def _holds(only: Only, duty: Duty, start: CaseEvent, events: Events, born_on: date | None) -> bool | None:
    if ages := _AT_CLOSING.get(only):
        return _is_aged(_closing(events), born_on, *ages)
    happened = events.first(duty.happened) if duty.happened else start
    told = events.first(duty.told)
    if only is Only.ADULT_THEN:
        return _is_aged(happened, born_on, _ADULT, None)
    if only is Only.CHILD_WHO_TOLD_AS_CHILD:
        return _is_aged(told, born_on, 0, _ADULT)
    both = _is_aged(happened, born_on, 0, _ADULT), _is_aged(told or start, born_on, _ADULT, None)
    return False if False in both else None if None in both else True


def _closing(events: Events) -> CaseEvent | None:
    return max(events.of((RecordEvent.CLOSED,)), key=in_order, default=None)


def _is_aged(event: CaseEvent | None, born_on: date | None, least: int, below: int | None) -> bool | None:
    """Say whether somebody was so old at an event; no where it did not happen, None where a day is not known."""
    if event is None:
        return False
    if event.on is None or born_on is None:
        return None
    age = age_on(born_on, event.on)
    return age is not None and age >= least and (below is None or age < below)


_AT_CLOSING = {
    Only.ADULT_AT_CLOSING: (_ADULT, None),
    Only.SEVENTEEN_AT_CLOSING: (_SEVENTEEN, _ADULT),
    Only.YOUNGER_AT_CLOSING: (0, _SEVENTEEN),
}
