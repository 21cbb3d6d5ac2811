"""The safety and support plan: gone through in time, and nothing of it due in silence."""

from dataclasses import replace
from datetime import date

import pytest

from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.support_plan import NeedArea, NeedState, SupportAction, SupportNeed, SupportReview
from advocate_desk.domain.support_rules import (
    AREA_LABELS,
    STATE_LABELS,
    guard_action,
    guard_need,
    guard_review,
    plan_due,
    review_days,
    review_due_on,
)
from tests.support.records import ADVOCATE, CASE, NOW, TODAY, numbered

HIGH, MEDIUM = RiskLevel.HIGH, RiskLevel.MEDIUM
NEED = SupportNeed(
    id=numbered(300),
    stream_id=CASE,
    case_id=CASE,
    area=NeedArea.HOUSING,
    title="Somewhere to live",
    opened_on=date(2026, 10, 1),
    her_words="A place away from here with the girls.",
)
ACTION = SupportAction(
    id=numbered(310), stream_id=CASE, case_id=CASE, need_id=NEED.id, what="Ring the council", due_on=TODAY
)


def reviewed(on: date, next_on: date) -> SupportReview:
    return SupportReview(
        id=numbered(320),
        stream_id=CASE,
        case_id=CASE,
        reviewed_on=on,
        next_on=next_on,
        note="Gone through together.",
        recorded_at=NOW,
        recorded_by=ADVOCATE,
    )


@pytest.mark.parametrize(
    ("setting", "level", "days"),
    [(28, HIGH, 28), (84, HIGH, 28), (14, HIGH, 14), (84, MEDIUM, 84), (84, None, 84), (28, RiskLevel.STANDARD, 28)],
)
def test_at_high_risk_a_plan_is_gone_through_every_four_weeks_or_sooner(
    setting: int, level: RiskLevel | None, days: int
) -> None:
    assert review_days(setting, level) == days


# Days are counted, not weekdays or months: 31 January and 28 days is 28 February.
@pytest.mark.parametrize(
    ("reviews", "setting", "level", "due"),
    [
        ([], 84, MEDIUM, date(2026, 12, 24)),
        ([], 84, HIGH, date(2026, 10, 29)),
        ([reviewed(date(2026, 11, 2), date(2026, 11, 30))], 28, HIGH, date(2026, 11, 30)),
        ([reviewed(date(2026, 11, 2), date(2027, 1, 25))], 84, MEDIUM, date(2027, 1, 25)),
        ([reviewed(date(2026, 11, 2), date(2027, 1, 25))], 84, HIGH, date(2026, 11, 30)),
        ([reviewed(date(2026, 11, 2), date(2026, 11, 5))], 28, HIGH, date(2026, 11, 5)),
        ([reviewed(date(2027, 1, 31), date(2027, 3, 31))], 60, HIGH, date(2027, 2, 28)),
        ([reviewed(date(2028, 1, 31), date(2028, 3, 31))], 60, HIGH, date(2028, 2, 28)),
        (
            [reviewed(date(2026, 11, 2), date(2026, 11, 3)), reviewed(date(2026, 11, 9), date(2026, 11, 27))],
            28,
            None,
            date(2026, 11, 27),
        ),
    ],
    ids=[
        "never gone through, from the first need",
        "never gone through, at high risk",
        "at high risk",
        "at medium risk",
        "the risk rose since",
        "a sooner day was agreed",
        "over the end of February",
        "over the end of February in a leap year",
        "the last review counts",
    ],
)
def test_the_day_of_the_next_review(
    reviews: list[SupportReview], setting: int, level: RiskLevel | None, due: date
) -> None:
    assert review_due_on([NEED], reviews, setting, level) == due


def test_without_a_need_there_is_no_plan_to_go_through() -> None:
    due = plan_due([], [], [], 28, HIGH, TODAY)
    assert (due.review_on, due.review_is_due, due.review_words) == (None, False, "No plan yet")
    assert review_due_on([replace(NEED, deleted_at=NOW)], [], 28, HIGH) is None


@pytest.mark.parametrize(
    ("next_on", "is_due", "words"),
    [
        (date(2026, 11, 24), False, "Review due tomorrow"),
        (date(2026, 11, 23), True, "Review due today"),
        (date(2026, 11, 21), True, "Review overdue by 2 days"),
    ],
)
def test_a_review_is_due_from_its_day_on(next_on: date, is_due: bool, words: str) -> None:
    due = plan_due([NEED], [], [reviewed(date(2026, 11, 9), next_on)], 28, HIGH, TODAY)
    assert (due.review_is_due, due.review_words) == (is_due, words)


@pytest.mark.parametrize(
    ("need", "action", "is_due"),
    [
        (NEED, ACTION, True),
        (NEED, replace(ACTION, due_on=date(2026, 11, 1)), True),
        (NEED, replace(ACTION, due_on=date(2026, 11, 24)), False),
        (NEED, replace(ACTION, due_on=None), False),
        (NEED, replace(ACTION, done_on=TODAY), False),
        (NEED, replace(ACTION, deleted_at=NOW), False),
        (replace(NEED, state=NeedState.NOT_WANTED, state_on=TODAY), ACTION, False),
        (replace(NEED, state=NeedState.PARTLY_MET, state_on=TODAY), ACTION, True),
    ],
    ids=["today", "past", "ahead", "no day", "done", "taken out", "not wanted", "partly met"],
)
def test_an_action_is_due_until_it_is_done_unless_she_does_not_want_it(
    need: SupportNeed, action: SupportAction, is_due: bool
) -> None:
    assert bool(plan_due([need], [action], [], 28, None, TODAY).actions) is is_due


@pytest.mark.parametrize(
    ("next_on", "level", "refused"),
    [
        (date(2026, 12, 21), HIGH, None),
        (date(2026, 12, 22), HIGH, "At high risk a plan is gone through after 28 days"),
        (date(2027, 2, 15), MEDIUM, None),
        (date(2027, 2, 16), MEDIUM, "A plan is gone through after 84 days"),
        (date(2026, 11, 23), MEDIUM, "comes after"),
    ],
)
def test_a_review_sets_the_next_one_in_time(next_on: date, level: RiskLevel, refused: str | None) -> None:
    if refused is None:
        guard_review(TODAY, next_on, 84, level, TODAY)
    else:
        with pytest.raises(EntryRefused, match=refused):
            guard_review(TODAY, next_on, 84, level, TODAY)


def test_what_cannot_be_is_refused_in_words() -> None:
    ahead, before = date(2026, 11, 24), date(2026, 9, 30)
    with pytest.raises(EntryRefused, match="still to come"):
        guard_review(ahead, date(2026, 12, 1), 28, HIGH, TODAY)
    for title, opened, state, on in (
        (" ", TODAY, NeedState.OPEN, None),
        ("Money", ahead, NeedState.OPEN, None),
        ("Money", TODAY, NeedState.MET, None),
        ("Money", TODAY, NeedState.MET, ahead),
        ("Money", TODAY, NeedState.NOT_WANTED, before),
    ):
        with pytest.raises(EntryRefused):
            guard_need(title, opened, state, on, TODAY)
    guard_need("Money", before, NeedState.NOT_WANTED, TODAY, TODAY)
    for what, due, done in ((" ", None, None), ("Ring", before, None), ("Ring", None, ahead)):
        with pytest.raises(EntryRefused):
            guard_action(what, due, done, date(2026, 10, 1), TODAY)
    guard_action("Ring", TODAY, TODAY, TODAY, TODAY)


def test_every_area_and_state_has_words_and_not_wanted_is_a_choice() -> None:
    assert set(AREA_LABELS) == set(NeedArea)
    assert set(STATE_LABELS) == set(NeedState)
    assert "choice" in STATE_LABELS[NeedState.NOT_WANTED]
