"""Whatever is tried with an order, no path leads round a guard, and its happenings alone say how it stands."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from advocate_desk.domain.court import CourtOrder, OrderEvent, OrderEventKind
from advocate_desk.domain.order_rules import (
    BINDING,
    OrderStanding,
    discharge_of,
    must_be_served,
    order_end,
    order_happenings,
    order_stand,
    why_event_refused,
    why_order_refused,
)
from tests.support.court import event, order
from tests.support.letters import shipped_rules
from tests.support.records import TODAY, numbered

KINDS = {one.code: one for one in shipped_rules().way.orders}
S, E = OrderStanding, OrderEventKind
_near = st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=500))


class OneOrder(RuleBasedStateMachine):
    """An order from the wish for it to its end, with every day tried that somebody might type."""

    def __init__(self) -> None:
        super().__init__()
        self.order: CourtOrder = order(made_on=None, served_on=None, ends_on=None)
        self.events: list[OrderEvent] = []
        self.tried = 0

    def stand(self, today: date = TODAY) -> OrderStanding:
        return order_stand(self.order, KINDS[self.order.kind], self.events, today).standing

    def changed(self, **fields: object) -> None:
        """Keep a change, unless it is refused."""
        tried = replace(self.order, **fields)  # type: ignore[arg-type]  # fields of an order
        if not list(why_order_refused(tried, KINDS[tried.kind], TODAY)):
            self.order = tried

    def happens(self, kind: OrderEventKind, on: date | None, new_end: date | None = None) -> None:
        """Keep what happened, unless it is refused."""
        self.tried += 1
        tried = event(kind, on, 600 + self.tried, new_end=new_end)
        if not list(why_event_refused(tried, self.order, KINDS[self.order.kind], self.events, TODAY)):
            before, end = self.stand(), order_end(self.order, self.events)
            self.events.append(tried)
            if kind is E.BREACHED:
                assert self.stand() is before, "a breach ends nothing"
            if kind is E.EXTENDED and end.on is not None and new_end is not None:
                assert new_end > end.on

    @precondition(lambda self: not self.events)
    @rule(kind=st.sampled_from(sorted(KINDS)), promise=st.booleans())
    def is_another_kind(self, kind: str, promise: bool) -> None:
        self.changed(kind=kind, is_undertaking=promise)

    @rule(made=_near, ends=st.one_of(st.none(), _near), further=st.booleans())
    def is_made(self, made: date, ends: date | None, further: bool) -> None:
        self.changed(made_on=made, ends_on=ends, until_further_order=further)

    @rule(served=st.one_of(st.none(), _near))
    def is_served(self, served: date | None) -> None:
        self.changed(served_on=served)

    @rule(on=st.one_of(st.none(), _near))
    def comes_to_nothing(self, on: date | None) -> None:
        self.changed(ended_on=on, ended_because="Refused" if on else "")

    @rule(kind=st.sampled_from(list(E)), on=st.one_of(st.none(), _near), new_end=st.one_of(st.none(), _near))
    def something_happens(self, kind: OrderEventKind, on: date | None, new_end: date | None) -> None:
        self.happens(kind, on, new_end)

    @precondition(lambda self: self.events)
    @rule(which=st.integers(0, 20))
    def an_entry_is_taken_back(self, which: int) -> None:
        del self.events[which % len(self.events)]

    @invariant()
    def nothing_binds_that_was_not_made_and_served(self) -> None:
        if self.stand() in BINDING:
            assert self.order.made_on is not None
            assert self.order.served_on or not must_be_served(self.order, KINDS[self.order.kind])
            assert discharge_of(self.events) is None

    @invariant()
    def until_further_order_it_stands_in_a_hundred_years_as_it_does_now(self) -> None:
        if order_end(self.order, self.events).until_further_order and self.stand() is S.IN_FORCE:
            assert self.stand(TODAY + timedelta(days=36_500)) is S.IN_FORCE

    @invariant()
    def told_again_in_any_order_it_stands_the_same(self) -> None:
        told_back = order_stand(self.order, KINDS[self.order.kind], self.events[::-1], TODAY)
        assert told_back == order_stand(self.order, KINDS[self.order.kind], self.events, TODAY)

    @invariant()
    def an_order_that_was_not_made_starts_no_clock(self) -> None:
        if self.order.made_on is None:
            assert not [one for one in order_happenings(self.order, ()) if one.record_id == numbered(500)]


TestOneOrder = OneOrder.TestCase
TestOneOrder.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


@given(_near, _near)
def test_days_that_follow_one_another_change_how_it_stands_only_forward(made: date, ends: date) -> None:
    """From made to ended an order never stands up again by itself."""
    made_order = order(made_on=made, served_on=made, ends_on=max(made, ends))
    order_of = [S.IN_FORCE, S.ENDS_SOON, S.ENDED]
    days = [made + timedelta(days=number) for number in range(0, 700, 7)]
    seen = [order_of.index(order_stand(made_order, KINDS["non_molestation"], (), day).standing) for day in days]
    assert seen == sorted(seen)
