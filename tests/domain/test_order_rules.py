"""An order protects once it was made and served; a breach ends nothing; what nobody knows is said to be unknown."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_events import RecordEvent, of_kind
from advocate_desk.domain.court import CourtOrder, OrderEvent, OrderEventKind
from advocate_desk.domain.order_kinds import Breach, OrderKind
from advocate_desk.domain.order_rules import (
    BINDING,
    OrderEnd,
    OrderStanding,
    breach_words,
    order_end,
    order_happenings,
    order_stand,
    why_event_refused,
    why_order_refused,
)
from tests.support.court import event, order
from tests.support.letters import shipped_rules
from tests.support.records import NOW, TODAY, numbered

RULES = shipped_rules().way
S, E = OrderStanding, OrderEventKind


def kind_of(one: CourtOrder) -> OrderKind | None:
    return RULES.order_kind(one.kind)


def standing(one: CourtOrder, *events: OrderEvent, today: date = TODAY) -> tuple[OrderStanding, str]:
    found = order_stand(one, kind_of(one), events, today)
    return found.standing, found.words


# Today is Monday 23 November 2026.
@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (order(made_on=None, served_on=None, ends_on=None), (S.NOT_MADE, "Not made yet: nothing protects")),
        (
            order(made_on=None, served_on=None, ends_on=None, is_undertaking=True),
            (S.NOT_MADE, "Not given yet: nothing protects"),
        ),
        (
            order(made_on=None, served_on=None, ends_on=None, ended_on=date(2026, 11, 20), ended_because="Refused"),
            (S.CAME_TO_NOTHING, "Never made: settled on 20 November 2026"),
        ),
        (order(served_on=None), (S.NOT_SERVED, "Made, not served: cannot be enforced yet")),
        (
            order(served_on=None, until_further_order=True, ends_on=None),
            (S.NOT_SERVED, "Made, not served: cannot be enforced yet"),
        ),
        (order(begins_on=date(2026, 12, 1)), (S.NOT_BEGUN, "Begins on 1 December 2026")),
        (order(), (S.IN_FORCE, "In force until 1 June 2027")),
        (
            order(ends_on=None, until_further_order=True, made_on=date(1999, 1, 4), served_on=date(1999, 1, 5)),
            (S.IN_FORCE, "In force until further order: it does not expire by itself"),
        ),
        (order(ends_on=None), (S.IN_FORCE, "In force. Its last day is not known")),
        (order(ends_on=date(2026, 12, 22)), (S.IN_FORCE, "In force until 22 December 2026")),
        (order(ends_on=date(2026, 12, 21)), (S.ENDS_SOON, "Ends in 28 days, 21 December 2026")),
        (order(ends_on=date(2026, 11, 24)), (S.ENDS_SOON, "Ends tomorrow, 24 November 2026")),
        (order(ends_on=TODAY), (S.ENDS_SOON, "Ends today, 23 November 2026")),
        (order(ends_on=date(2026, 11, 22)), (S.ENDED, "Ended on 22 November 2026")),
        (
            order(ends_on=date(2026, 11, 22), served_on=None),
            (S.ENDED, "Ended on 22 November 2026. No day is written down on which it was served"),
        ),
        (order(is_undertaking=True, served_on=None), (S.IN_FORCE, "In force until 1 June 2027")),
        (order(kind="restraining", served_on=None), (S.IN_FORCE, "In force until 1 June 2027")),
        (
            order(kind="of_an_older_version", served_on=None),
            (S.NOT_SERVED, "Made, not served: cannot be enforced yet"),
        ),
    ],
    ids=lambda given: given.kind if isinstance(given, CourtOrder) else str(given[0]),
)
def test_an_order_stands_as_its_days_say(made: CourtOrder, expected: tuple[OrderStanding, str]) -> None:
    assert standing(made) == expected


def test_an_extension_changes_the_end_and_the_one_that_happened_last_holds() -> None:
    short = order(ends_on=date(2026, 11, 30))
    first = event(E.EXTENDED, date(2026, 11, 10), 511, new_end=date(2027, 2, 28))
    later = event(E.EXTENDED, date(2026, 11, 20), 512, new_end=date(2027, 11, 30))
    assert standing(short) == (S.ENDS_SOON, "Ends in 7 days, 30 November 2026")
    assert standing(short, later, first) == (S.IN_FORCE, "In force until 30 November 2027")
    assert order_end(short, [first, replace(later, deleted_at=NOW)]) == OrderEnd(on=date(2027, 2, 28))


def test_an_extension_without_a_day_is_until_further_order_and_a_change_without_one_leaves_the_end() -> None:
    short = order(ends_on=date(2026, 11, 30))
    longer = event(E.EXTENDED, date(2026, 11, 10))
    assert order_end(short, [longer]) == OrderEnd(until_further_order=True)
    assert order_end(short, [event(E.VARIED, date(2026, 11, 10))]) == OrderEnd(on=date(2026, 11, 30))
    shorter = event(E.VARIED, date(2026, 11, 11), 512, new_end=date(2026, 12, 24))
    assert order_end(short, [longer, shorter]) == OrderEnd(on=date(2026, 12, 24))


def test_a_court_ends_an_order_before_its_time_and_taking_that_back_brings_it_back() -> None:
    ended = event(E.DISCHARGED, date(2026, 11, 12), what="Replaced by a longer one")
    assert standing(order(), ended) == (S.DISCHARGED, "Ended before its time on 12 November 2026")
    assert standing(order(), replace(ended, deleted_at=NOW))[0] is S.IN_FORCE


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (order(), "Breaking it is a crime"),
        (order(kind="dvpo"), "Police can arrest for breaking it"),
        (order(kind="occupation"), "Whether it has a power of arrest is not known"),
        (order(kind="occupation", power_of_arrest=Answer.YES), "It has a power of arrest: police can arrest for it"),
        (order(kind="occupation", power_of_arrest=Answer.NO), "It has no power of arrest"),
        (order(kind="child_arrangements", power_of_arrest=Answer.NOT_KNOWN), "is contempt of court"),
        (order(is_undertaking=True), "not a crime by itself"),
        (order(kind="forced_marriage", is_undertaking=True), "not a crime by itself"),
        (order(kind="of_an_older_version"), "depends on its kind"),
    ],
)
def test_what_breaking_it_is_follows_its_kind(made: CourtOrder, words: str) -> None:
    assert words in breach_words(made, kind_of(made))


@pytest.mark.parametrize("kind", [kind for kind in RULES.orders if kind.may_be_undertaking], ids=lambda kind: kind.code)
def test_no_promise_to_a_court_is_ever_said_to_be_a_crime_to_break(kind: OrderKind) -> None:
    words = breach_words(order(kind=kind.code, is_undertaking=True), kind)
    assert "is a crime:" not in words
    assert "power of arrest" not in words


def test_what_is_missing_is_said_and_nothing_is_asked_of_what_is_over() -> None:
    bare = order(served_on=None, ends_on=None)
    assert order_stand(bare, kind_of(bare), (), TODAY).to_do == (
        "Ask who serves it and when, and record the day. Police need to know that day too.",
        "Ask for its last day, or whether it is until further order.",
        "Nobody knows whether police have a copy: ask.",
    )
    without = order(with_police=Answer.NO)
    assert order_stand(without, kind_of(without), (), TODAY).to_do == ("Police have no copy: send one.",)
    promise = order(is_undertaking=True, served_on=None)
    assert order_stand(promise, kind_of(promise), (), TODAY).to_do == ()
    over = order(ends_on=date(2026, 11, 1))
    assert order_stand(over, kind_of(over), (), TODAY).to_do == ()


@pytest.mark.parametrize(
    ("power", "to_do"),
    [
        (Answer.NOT_ASKED, ("Ask whether it has a power of arrest.",)),
        (Answer.PREFER_NOT_TO_SAY, ("Ask whether it has a power of arrest.",)),
        (Answer.NO, ()),
        (Answer.YES, ("Nobody knows whether police have a copy: ask.",)),
    ],
)
def test_police_are_to_have_what_they_can_arrest_for(power: Answer, to_do: tuple[str, ...]) -> None:
    made = order(kind="occupation", power_of_arrest=power)
    assert order_stand(made, kind_of(made), (), TODAY).to_do == to_do


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (order(kind="no_such_kind"), "Choose what kind of order this is."),
        (order(kind="dvpo", is_undertaking=True), "No promise to the court stands in the place of this"),
        (order(made_on=date(2026, 11, 24), served_on=None), "it was made is still to come"),
        (order(served_on=date(2026, 11, 24)), "it was served is still to come"),
        (order(served_on=date(2026, 11, 1)), "cannot be served before it was made"),
        (order(made_on=None), "What was served was made before"),
        (order(ends_on=date(2026, 11, 1)), "This ends before it begins"),
        (order(begins_on=date(2026, 12, 1), ends_on=date(2026, 11, 30)), "This ends before it begins"),
        (order(begins_on=date(2026, 11, 1)), "cannot begin before it was made"),
        (order(until_further_order=True), "Take one of them out"),
        (order(with_police_on=date(2026, 11, 5)), "answer that they have one"),
        (order(with_police=Answer.YES, with_police_on=date(2026, 11, 1)), "cannot be with police before it was made"),
        (order(ended_on=date(2026, 11, 5)), "Record that the court ended it instead"),
        (order(made_on=None, served_on=None, ended_on=date(2026, 11, 5)), "Say what became of it"),
    ],
)
def test_what_an_order_cannot_be_is_refused_in_words(made: CourtOrder, sentence: str) -> None:
    assert any(sentence in one for one in why_order_refused(made, kind_of(made), TODAY))


@pytest.mark.parametrize(
    "made",
    [
        order(),
        order(served_on=date(2026, 11, 2)),
        order(begins_on=date(2026, 12, 1)),
        order(made_on=None, served_on=None, ends_on=None),
        order(made_on=None, served_on=None, ended_on=TODAY, ended_because="Withdrawn"),
        order(ends_on=None, until_further_order=True),
        order(is_undertaking=True, served_on=None),
        order(ends_on=date(2026, 11, 2)),
        order(with_police=Answer.YES, with_police_on=date(2026, 11, 2)),
    ],
)
def test_what_an_order_can_be_is_kept(made: CourtOrder) -> None:
    assert not list(why_order_refused(made, kind_of(made), TODAY))


@pytest.mark.parametrize(
    ("made", "happened", "sentence"),
    [
        (order(made_on=None), event(E.BREACHED, date(2026, 11, 20)), "not made yet"),
        (order(), event(E.BREACHED, date(2026, 11, 24)), "still to come"),
        (order(), event(E.BREACHED, date(2026, 11, 1)), "before the order was made"),
        (order(ends_on=date(2026, 11, 19)), event(E.BREACHED, date(2026, 11, 20)), "had ended by then"),
        (order(), event(E.BREACHED, None, what=" "), "Say in a few words what was done"),
        (order(), event(E.VARIED, None), "Give the day"),
        (order(), event(E.VARIED, TODAY, what=""), "Say what was changed"),
        (order(), event(E.DISCHARGED, TODAY, what=""), "Say why it ended"),
        (order(), event(E.EXTENDED, TODAY, new_end=date(2027, 6, 1)), "It ends on 1 June 2027 already"),
        (order(), event(E.EXTENDED, TODAY, new_end=date(2026, 11, 1)), "lies before the day of this change"),
        (
            order(ends_on=None, until_further_order=True),
            event(E.EXTENDED, TODAY, new_end=date(2027, 6, 2)),
            "until further order already",
        ),
    ],
)
def test_what_cannot_have_happened_to_an_order_is_refused_in_words(
    made: CourtOrder, happened: OrderEvent, sentence: str
) -> None:
    assert any(sentence in one for one in why_event_refused(happened, made, kind_of(made), (), TODAY))


@pytest.mark.parametrize("on", [date(2026, 11, 2), date(2026, 11, 3), TODAY, None])
def test_a_breach_may_be_of_any_day_from_its_making_on_and_of_a_day_nobody_knows(on: date | None) -> None:
    made = order(served_on=None)
    assert not list(why_event_refused(event(E.BREACHED, on), made, kind_of(made), (), TODAY))


def test_nothing_is_broken_after_the_court_ended_it() -> None:
    ended = event(E.DISCHARGED, date(2026, 11, 12))
    refused = list(why_event_refused(event(E.BREACHED, TODAY, 511), order(), kind_of(order()), (ended,), TODAY))
    assert refused == ["The court had ended this by then. Check the day. What was done can stand among the incidents."]


_days = st.dates(date(2026, 6, 1), date(2027, 12, 31))
_breaches = st.lists(st.one_of(st.none(), _days), max_size=6)


@given(_breaches, st.one_of(st.none(), _days), st.booleans(), _days)
def test_breaches_repeat_and_end_nothing(on: list[date | None], ends: date | None, promise: bool, today: date) -> None:
    made = order(ends_on=ends, is_undertaking=promise)
    broken = [event(E.BREACHED, day, 600 + at) for at, day in enumerate(on)]
    assert standing(made, *broken, today=today) == standing(made, today=today)
    codes = [one.code for one in order_happenings(made, broken)]
    assert codes.count(RecordEvent.ORDER_BREACHED) == len(on)


@given(st.one_of(st.none(), _days), st.one_of(st.none(), _days), st.one_of(st.none(), _days), _days)
def test_no_order_is_enforceable_without_being_made_and_served(
    made_on: date | None, served: date | None, ends: date | None, today: date
) -> None:
    made = order(made_on=made_on, served_on=served, ends_on=ends)
    if standing(made, today=today)[0] in BINDING:
        assert made_on is not None
        assert served is not None


@given(_days, st.integers(0, 20_000))
def test_until_further_order_never_expires(made_on: date, days: int) -> None:
    made = order(made_on=made_on, served_on=made_on, ends_on=None, until_further_order=True)
    assert standing(made, today=made_on + timedelta(days=days))[0] is S.IN_FORCE


@given(st.lists(st.tuples(st.sampled_from(list(E)), _days, st.one_of(st.none(), _days)), max_size=6), st.randoms())
def test_the_end_does_not_hang_on_the_order_in_which_events_are_read(
    told: list[tuple[OrderEventKind, date, date | None]], chance: object
) -> None:
    events = [event(kind, on, 700 + at, new_end=end) for at, (kind, on, end) in enumerate(told)]
    mixed = list(events)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # Hypothesis hands in a random.Random
    assert order_end(order(), mixed) == order_end(order(), events)
    assert standing(order(), *mixed) == standing(order(), *events)


def test_a_clock_may_count_from_what_an_order_holds_and_from_what_an_order_of_its_kind_does() -> None:
    step, broken = numbered(90), event(E.BREACHED, None)
    begins = date(2026, 11, 9)
    found = list(order_happenings(order(step_id=step, begins_on=begins), [broken, event(E.VARIED, TODAY, 511)]))
    assert {(one.line_id, one.part_of_id) for one in found} == {(numbered(500), step)}
    days = {
        RecordEvent.ORDER_MADE: (date(2026, 11, 2), numbered(500)),
        RecordEvent.ORDER_SERVED: (date(2026, 11, 4), numbered(500)),
        RecordEvent.ORDER_BEGINS: (begins, numbered(500)),
        RecordEvent.ORDER_BREACHED: (None, numbered(510)),
    }
    of_any = {(str(code), *told) for code, told in days.items()}
    of_its_kind = {(of_kind(code, "non_molestation"), *told) for code, told in days.items()}
    assert {(one.code, one.on, one.record_id) for one in found} == of_any | of_its_kind
    assert {one.code for one in found} <= RULES.events
    assert not list(order_happenings(order(made_on=None, served_on=None), ()))


def test_a_promise_to_a_court_starts_no_clock_of_the_order_it_stands_for() -> None:
    found = list(order_happenings(order(is_undertaking=True, served_on=None), ()))
    assert [one.code for one in found] == [RecordEvent.ORDER_MADE]


# What the field's own table says of each: breach, must be served, may be a promise instead.
_TABLE = {
    "non_molestation": (Breach.CRIME, True, True),
    "occupation": (Breach.CONTEMPT, True, True),
    "forced_marriage": (Breach.CRIME, True, True),
    "fgm": (Breach.CRIME, True, True),
    "dvpn": (Breach.ARREST, True, False),
    "dvpo": (Breach.ARREST, True, False),
    "dapn": (Breach.ARREST, True, False),
    "dapo": (Breach.CRIME, True, False),
    "spo": (Breach.CRIME, True, False),
    "spo_interim": (Breach.CRIME, True, False),
    "restraining": (Breach.CRIME, False, False),
    "child_arrangements": (Breach.CONTEMPT, True, True),
    "prohibited_steps": (Breach.CONTEMPT, True, True),
    "specific_issue": (Breach.CONTEMPT, True, True),
    "harassment_injunction": (Breach.CRIME, True, True),
}


def test_every_order_of_the_field_ships_with_what_breaking_it_is() -> None:
    shipped = {one.code: (one.breach, one.must_be_served, one.may_be_undertaking) for one in RULES.orders}
    assert shipped == _TABLE
    assert all(one.terms and one.guidance and one.length and one.who_asks and one.court for one in RULES.orders)
