"""Flags: never silent, never ended without a reason."""

from dataclasses import replace
from datetime import date

import pytest

from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.flag_rules import LABELS, guard_end, guard_flag, is_due, standing_words, up
from advocate_desk.domain.flags import Flag, FlagKind
from tests.support.records import ADVOCATE, CASE, NOW, TODAY, numbered

FLAG = Flag(
    id=numbered(330),
    stream_id=CASE,
    case_id=CASE,
    kind=FlagKind.CHILDREN,
    reason="The school must not ring home.",
    owner_id=ADVOCATE,
    review_on=date(2026, 12, 1),
    raised_on=date(2026, 11, 1),
)
ENDED = replace(FLAG, ended_on=date(2026, 11, 20), ended_because="They moved school.")


@pytest.mark.parametrize(
    ("flag", "stands", "due", "words"),
    [
        (FLAG, True, False, "Review due 1 December"),
        (replace(FLAG, review_on=TODAY), True, True, "Review due today"),
        (replace(FLAG, review_on=date(2025, 11, 23)), True, True, "Review overdue by 365 days"),
        (ENDED, False, False, "Ended 20 November 2026: They moved school."),
        (replace(ENDED, review_on=TODAY), False, False, "Ended 20 November 2026: They moved school."),
    ],
    ids=["ahead", "today", "a year past", "ended", "ended and past"],
)
def test_a_flag_stands_until_it_is_ended_and_is_due_from_its_day(
    flag: Flag, stands: bool, due: bool, words: str
) -> None:
    assert bool(up([flag])) is stands
    assert is_due(flag, TODAY) is due
    assert standing_words(flag, TODAY) == words


def test_the_gravest_comes_first_and_every_kind_has_words() -> None:
    every = [replace(FLAG, id=numbered(340 + at), kind=kind) for at, kind in enumerate(FlagKind)]
    assert [flag.kind for flag in up(every)][:2] == [FlagKind.WEAPONS, FlagKind.STAFF_SAFETY]
    assert {flag.kind for flag in up(every)} == set(FlagKind) == set(LABELS)
    assert up([replace(FLAG, deleted_at=NOW)]) == ()


def test_a_flag_needs_a_reason_and_a_day_ahead() -> None:
    guard_flag("Weapons in the house.", date(2026, 11, 24), TODAY)
    for reason, review_on in ((" ", date(2026, 11, 24)), ("Weapons", TODAY)):
        with pytest.raises(EntryRefused):
            guard_flag(reason, review_on, TODAY)


@pytest.mark.parametrize(
    ("flag", "on", "because"),
    [
        (FLAG, TODAY, " "),
        (FLAG, date(2026, 11, 24), "Moved"),
        (FLAG, date(2026, 10, 31), "Moved"),
        (ENDED, TODAY, "Moved"),
    ],
    ids=["no reason", "a day to come", "before it was raised", "ended already"],
)
def test_ending_a_flag_needs_a_reason_and_a_day_that_can_be(flag: Flag, on: date, because: str) -> None:
    guard_end(FLAG, TODAY, "They moved school.", TODAY)
    with pytest.raises(EntryRefused):
        guard_end(flag, on, because, TODAY)
