"""A hearing is asked about for itself, and what nobody told us never took place."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.appointment_rules import (
    TO_COME,
    WISH_LABELS,
    AppointmentStanding,
    appointment_standing,
    chain_of,
    in_order,
    to_ask,
    when_words,
    why_appointment_refused,
    wish_lines,
)
from advocate_desk.domain.appointments import Appointment, AppointmentKind, AppointmentState, Granted, Wish
from tests.support.court import hearing
from tests.support.letters import shipped_rules
from tests.support.records import TODAY, numbered

MEASURES = shipped_rules().way.measures
S, A = AppointmentState, AppointmentStanding
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("one", "standing"),
    [
        (hearing(TOMORROW), A.AHEAD),
        (hearing(TODAY), A.TODAY),
        (hearing(TODAY, starts_at=datetime(2026, 11, 23, 9, tzinfo=UTC)), A.TODAY),
        (hearing(YESTERDAY), A.PASSED),
        (hearing(YESTERDAY, state=S.TOOK_PLACE), A.TOOK_PLACE),
        (hearing(YESTERDAY, state=S.NOT_KNOWN), A.NOT_KNOWN),
        (hearing(YESTERDAY, state=S.MOVED), A.MOVED),
        (hearing(TOMORROW, state=S.CANCELLED), A.CANCELLED),
    ],
)
def test_an_appointment_stands_as_somebody_said_or_as_its_day_says(one: Appointment, standing: object) -> None:
    assert appointment_standing(one, TODAY) is standing


@given(st.sampled_from([state for state in S if state is not S.TOOK_PLACE]), st.dates())
def test_nothing_takes_place_unless_somebody_said_so(state: AppointmentState, on: date) -> None:
    assert appointment_standing(hearing(on, state=state), TODAY) is not A.TOOK_PLACE


def test_five_answers_are_kept_apart_and_a_measure_nobody_knows_any_longer_is_still_shown() -> None:
    assert len(set(WISH_LABELS.values())) == len(Wish) == 5
    wishes = {
        "screens": Wish.WANTED,
        "live_link": Wish.NOT_WANTED,
        "supporter": Wish.PREFER_NOT_TO_SAY,
        "old": Wish.NOT_SURE,
    }
    lines = {line.code: line for line in wish_lines(hearing(TOMORROW, wishes=wishes), MEASURES)}
    assert {code: lines[code].wish for code in wishes} == wishes
    assert lines["interpreter"].wish is Wish.NOT_ASKED
    assert (lines["old"].words, lines["screens"].words) == ("old", "Screens in the court room")


def all_said(wish: Wish) -> dict[str, Wish]:
    return {entry.code: wish for entry in MEASURES.entries}


@pytest.mark.parametrize(
    ("wishes", "granted", "expected"),
    [
        ({}, {}, ("Nobody has asked yet what would make it bearable.",)),
        (
            {"screens": Wish.WANTED, "live_link": Wish.NOT_SURE},
            {},
            (
                "13 of 15 measures are not asked about yet.",
                "Wanted, and not asked for at court yet: screens in the court room.",
                "Not sure yet: live link from another room.",
            ),
        ),
        (all_said(Wish.NOT_WANTED), {}, ()),
        (all_said(Wish.PREFER_NOT_TO_SAY), {}, ()),
        ({**all_said(Wish.NOT_WANTED), "screens": Wish.WANTED}, {"screens": Granted.ASKED_FOR}, ()),
        ({**all_said(Wish.NOT_WANTED), "screens": Wish.WANTED}, {"screens": Granted.REFUSED}, ()),
    ],
)
def test_what_is_still_to_ask_is_said(
    wishes: dict[str, Wish], granted: dict[str, Granted], expected: tuple[str, ...]
) -> None:
    assert to_ask(hearing(TOMORROW, wishes=wishes, granted=granted), MEASURES) == expected


def test_nothing_is_asked_for_what_is_no_hearing_or_is_over() -> None:
    assert to_ask(hearing(TOMORROW, kind=AppointmentKind.HEALTH, hearing=""), MEASURES) == ()
    assert to_ask(hearing(YESTERDAY, state=S.TOOK_PLACE), MEASURES) == ()


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (hearing(TOMORROW, what=" "), "Say in a few words what it is"),
        (hearing(TOMORROW, starts_at=datetime(2026, 11, 25, 10, tzinfo=UTC)), "belongs to another day"),
        # 11.30pm in London in summer is the day after in UTC alone.
        (hearing(date(2026, 7, 1), starts_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC)), "belongs to another day"),
        (hearing(TOMORROW, minutes=0), "in minutes"),
        (hearing(TOMORROW, kind=AppointmentKind.HEALTH), "Only a hearing"),
        (hearing(TOMORROW, state=S.TOOK_PLACE), "still to come"),
        (hearing(TOMORROW, state=S.NOT_KNOWN), "still to come"),
        (hearing(YESTERDAY, state=S.MOVED), "Give the day it was moved to"),
        (hearing(YESTERDAY, moved_to_id=numbered(1)), "Only what was moved"),
        (hearing(TOMORROW, state=S.CANCELLED), "Say who cancelled it"),
    ],
)
def test_what_an_appointment_cannot_be_is_refused_in_words(one: Appointment, sentence: str) -> None:
    assert any(sentence in said for said in why_appointment_refused(one, TODAY))


@pytest.mark.parametrize(
    "one",
    [
        hearing(TOMORROW),
        hearing(TODAY, state=S.TOOK_PLACE),
        hearing(YESTERDAY, state=S.NOT_KNOWN),
        hearing(TOMORROW, state=S.CANCELLED, outcome="The court, no judge"),
        hearing(YESTERDAY, state=S.MOVED, moved_to_id=numbered(1)),
        # Half past midnight in London in summer.
        hearing(date(2026, 7, 2), starts_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC)),
    ],
)
def test_what_an_appointment_can_be_is_kept(one: Appointment) -> None:
    assert not list(why_appointment_refused(one, TODAY))


def test_moved_twice_it_stands_in_the_place_of_both() -> None:
    last = hearing(TOMORROW, 533)
    second = hearing(TODAY, 532, state=S.MOVED, moved_to_id=last.id)
    first = hearing(YESTERDAY, 531, state=S.MOVED, moved_to_id=second.id)
    assert chain_of(last, [first, second, last]) == (second, first)
    assert chain_of(first, [first, second, last]) == ()


def test_days_and_hours_in_order() -> None:
    late = hearing(TODAY, 1, starts_at=datetime(2026, 11, 23, 14, tzinfo=UTC))
    early = hearing(TODAY, 2, starts_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    whole, next_day = hearing(TODAY, 3), hearing(TOMORROW, 4)
    assert in_order([next_day, late, early, whole]) == [whole, early, late, next_day]
    assert [when_words(one, TODAY) for one in (whole, early)] == ["23 November", "23 November, 9:30am"]
    assert {A.AHEAD, A.TODAY} == TO_COME
