"""The ladder a silent agency is chased up, held to days worked by hand."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.chasing import MOST_CHASES, Ladder, check_ladder, ladder_waits, next_ask
from advocate_desk.domain.closing_the_loop import ReferralChase
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.referral import OWES_AN_ANSWER, Machine, ProgressState, ReferralMove
from advocate_desk.domain.settings import CHASE_AFTER, Nation
from tests.support.letters import shipped_rules
from tests.support.records import ADVOCATE, CASE, move, numbered, referral

P = ProgressState
HOLIDAYS = shipped_rules().holidays
SENT_ON = date(2026, 12, 21)


def ladder(*waits: str, nation: Nation = Nation.ENGLAND) -> Ladder:
    return Ladder(waits=ladder_waits(waits, CHASE_AFTER), holidays=HOLIDAYS, nation=nation)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def reached(state: P, on: date = SENT_ON) -> ReferralMove:
    return move(Machine.PROGRESS, P.NOT_SENT, state, happened_at=noon(on), recorded_at=noon(on))


def chased(on: date, number: int = 1, *, recorded: datetime | None = None) -> ReferralChase:
    return ReferralChase(
        id=UUID(int=900 + number),
        stream_id=CASE,
        case_id=CASE,
        referral_id=numbered(40),
        on=on,
        how="by phone",
        recorded_at=recorded or noon(on) + timedelta(seconds=number),
        actor_id=ADVOCATE,
    )


@pytest.mark.parametrize(
    ("waits", "nation", "asked_on", "due", "decides"),
    [
        (("7 days", "7 days"), Nation.ENGLAND, [], date(2026, 12, 28), False),
        (("7 days", "7 days"), Nation.ENGLAND, [date(2026, 12, 29)], date(2027, 1, 5), False),
        (("7 days", "7 days"), Nation.ENGLAND, [date(2026, 12, 29), date(2027, 1, 6)], date(2027, 1, 13), True),
        # Christmas Day is a Friday in 2026, so Boxing Day is kept on Monday 28 December.
        (("3 working days",), Nation.ENGLAND, [], date(2026, 12, 24), False),
        (("4 working days",), Nation.ENGLAND, [], date(2026, 12, 29), False),
        # Over New Year: 1 January is kept everywhere, in Scotland 4 January (for Saturday 2 January) too.
        (("8 working days",), Nation.ENGLAND, [], date(2027, 1, 5), False),
        (("8 working days",), Nation.SCOTLAND, [], date(2027, 1, 6), False),
        # Where neither the agency's words nor the service's can be counted, ours stand.
        (("soon",), Nation.ENGLAND, [], date(2026, 12, 28), False),
    ],
)
def test_an_agency_is_asked_again_on_the_day_its_ladder_says(
    waits: tuple[str, ...], nation: Nation, asked_on: list[date], due: date, decides: bool
) -> None:
    chases = [chased(on, number) for number, on in enumerate(asked_on)]
    ask = next_ask(referral(), [reached(P.SENT)], chases, ladder(*waits, nation=nation))
    assert ask is not None
    assert (ask.due.on, ask.asked, ask.decides) == (due, len(asked_on), decides)
    assert ask.may_decide(noon(due)) is False
    assert ask.may_decide(noon(due + timedelta(days=1))) is decides


def test_a_day_set_for_the_answer_comes_before_the_ladder_and_the_ladder_after_it() -> None:
    by = datetime(2026, 12, 23, 17, tzinfo=UTC)
    asked = referral(reply_by=by)
    first = next_ask(asked, [reached(P.SENT)], (), ladder("7 days"))
    assert first is not None
    assert (first.due.at, first.due.on) == (by, date(2026, 12, 23))
    again = next_ask(asked, [reached(P.SENT)], [chased(date(2026, 12, 24))], ladder("7 days", "5 days"))
    assert again is not None
    assert again.due.on == date(2026, 12, 29)


def test_whatever_the_agency_did_since_begins_the_ladder_anew() -> None:
    moves = [reached(P.SENT), reached(P.ACKNOWLEDGED, date(2027, 1, 4))]
    ask = next_ask(referral(), moves, [chased(date(2026, 12, 29))], ladder("7 days", "7 days"))
    assert ask is not None
    assert (ask.asked, ask.due.on) == (0, date(2027, 1, 11))


@pytest.mark.parametrize("state", [state for state in P if state not in OWES_AN_ANSWER])
def test_nobody_is_asked_who_owes_no_answer(state: P) -> None:
    assert next_ask(referral(), [reached(state)], (), ladder("7 days")) is None


def test_what_was_never_sent_is_waited_for_by_nobody() -> None:
    assert next_ask(referral(), (), (), ladder("7 days")) is None


@given(waits=st.lists(st.integers(1, 30).map(lambda days: f"{days} days"), min_size=1, max_size=MOST_CHASES))
def test_it_decides_only_after_every_rung_and_each_day_lies_after_the_one_before(waits: list[str]) -> None:
    chases: list[ReferralChase] = []
    before = SENT_ON
    for rung in range(len(waits) + 1):
        ask = next_ask(referral(), [reached(P.SENT)], chases, ladder(*waits))
        assert ask is not None
        assert ask.due.on is not None
        assert ask.decides is (rung == len(waits))
        assert ask.due.on > before
        before = ask.due.on
        chases.append(chased(before, rung))


@pytest.mark.parametrize(
    "waits", [(), ("7 days",) * (MOST_CHASES + 1), ("soon",), ("24 hours",), ("1 month",), ("91 days",), ("0 days",)]
)
def test_a_ladder_that_cannot_be_counted_is_refused(waits: tuple[str, ...]) -> None:
    with pytest.raises(EntryRefused):
        check_ladder(waits)
    check_ladder(("7 days", "5 working days"))
