"""Steps in the three lanes."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.assets import resource
from advocate_desk.domain.errors import MoveRefused, RuleFileRefused
from advocate_desk.domain.pathway import Lane, StepMove, StepState
from advocate_desk.domain.pathway_rules import (
    LaneTally,
    guard_move,
    is_late,
    next_stages,
    step_state,
    tally,
)
from advocate_desk.domain.pathway_steps import Pathway, parse_pathway, unknown_step
from advocate_desk.domain.pathway_words import status_line
from tests.support.records import ADVOCATE, CASE, NOW, TODAY, numbered

S = StepState
_USUAL = unknown_step("a_step", "A step")
_ALLOWED = {
    (S.NOT_STARTED, S.WAITING),
    (S.NOT_STARTED, S.DONE),
    (S.NOT_STARTED, S.NOT_WANTED),
    (S.WAITING, S.NOT_STARTED),
    (S.WAITING, S.WAITING),
    (S.WAITING, S.DONE),
    (S.WAITING, S.NOT_WANTED),
    (S.DONE, S.NOT_STARTED),
    (S.DONE, S.WAITING),
    (S.NOT_WANTED, S.NOT_STARTED),
    (S.NOT_WANTED, S.WAITING),
    (S.NOT_WANTED, S.DONE),
}


def _raw(lane: Lane) -> dict[str, Any]:
    return tomllib.loads(resource("pathways", f"{lane}.toml").read_text(encoding="utf-8"))


def _lane(lane: Lane) -> Pathway:
    found = parse_pathway(_raw(lane), f"{lane}.toml")
    assert isinstance(found, Pathway)
    return found


def _move(to_state: StepState, **fields: object) -> StepMove:
    blank = StepMove(
        id=numbered(90),
        stream_id=CASE,
        case_id=CASE,
        step_id=numbered(91),
        to_state=to_state,
        happened_on=date(2026, 11, 19),
        recorded_at=NOW,
        actor_id=ADVOCATE,
        waiting_on="council" if to_state is S.WAITING else "",
        stage=to_state.value,
    )
    return replace(blank, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("lane", list(Lane))
def test_each_lane_ships_steps_with_guidance_and_source(lane: Lane) -> None:
    shipped = _lane(lane)
    assert shipped.lane is lane
    assert shipped.steps
    assert all(step.guidance and step.provenance.source for step in shipped.steps)


def test_not_reporting_is_a_choice_with_words_of_its_own() -> None:
    step = _lane(Lane.REPORT).step("police_report")
    assert step is not None
    # "": as it was recorded before a report had stages of its own.
    for stage in ("", "not_reported"):
        assert status_line(step, [_move(S.NOT_WANTED, stage=stage)], TODAY) == "Chose not to report"
    counselling = _lane(Lane.SUPPORT).step("counselling")
    assert counselling is not None
    assert status_line(counselling, [_move(S.NOT_WANTED)], TODAY) == "No counselling wanted"
    assert tally([(S.NOT_WANTED, False)]) == LaneTally(done=0, total=0, late=False, wanted=False)


def test_a_step_no_version_knows_has_no_definition() -> None:
    assert _lane(Lane.REPORT).step("no_such_step") is None


def test_no_step_has_another_that_must_come_first() -> None:
    for lane in Lane:
        assert not any("after" in row or "needs" in row or "requires" in row for row in _raw(lane)["steps"])


@pytest.mark.parametrize("current", list(StepState))
@pytest.mark.parametrize("target", list(StepState))
def test_every_pair_of_step_states_is_allowed_or_refused_as_the_table_says(
    current: StepState, target: StepState
) -> None:
    so_far = [_move(current, recorded_at=NOW - timedelta(days=1))]
    assert (target in {stage.state for stage in next_stages(_USUAL, so_far)}) is ((current, target) in _ALLOWED)
    if (current, target) in _ALLOWED:
        guard_move(_USUAL, so_far, _move(target), NOW)
    else:
        with pytest.raises(MoveRefused):
            guard_move(_USUAL, so_far, _move(target), NOW)


@pytest.mark.parametrize(
    ("move", "sentence"),
    [
        (_move(S.DONE, happened_on=date(2026, 11, 24)), "still to come"),
        (_move(S.WAITING, waiting_on=" "), "who has to act"),
        (_move(S.WAITING, due_on=date(2026, 11, 18)), "due before it was asked"),
    ],
)
def test_a_move_that_lacks_what_it_needs_says_so(move: StepMove, sentence: str) -> None:
    with pytest.raises(MoveRefused, match=sentence):
        guard_move(_USUAL, [], move, NOW)


@pytest.mark.parametrize(
    ("moves", "line"),
    [
        ([], "Not started"),
        ([_move(S.NOT_STARTED)], "Not started"),
        ([_move(S.DONE)], "Done 19 November"),
        ([_move(S.DONE, happened_on=date(2025, 12, 1))], "Done 1 December 2025"),
        ([_move(S.WAITING)], "With council since 19 November"),
        ([_move(S.WAITING, due_on=TODAY)], "With council. Reply due today"),
        ([_move(S.WAITING, due_on=date(2026, 11, 21))], "With council. Reply overdue by 2 days"),
        ([_move(S.WAITING, waiting_on="", due_on=date(2026, 11, 24))], "Waiting. Reply due tomorrow"),
        ([_move(S.NOT_WANTED)], "Not wanted"),
    ],
)
def test_a_step_says_in_words_how_it_stands(moves: list[StepMove], line: str) -> None:
    assert status_line(_USUAL, moves, TODAY) == line


@given(st.lists(st.sampled_from(StepState), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_state_is_that_of_the_move_recorded_last_in_whatever_order_they_are_read(
    states: list[StepState], random: Random
) -> None:
    moves = [_move(state, recorded_at=NOW + timedelta(minutes=place)) for place, state in enumerate(states)]
    random.shuffle(moves)
    assert step_state(moves) is states[-1]


@given(st.sampled_from(StepState), st.integers(-3, 3))
def test_only_a_step_at_which_somebody_has_to_act_is_late_and_only_after_its_day(state: StepState, days: int) -> None:
    moves = [_move(state, due_on=TODAY + timedelta(days=days))]
    assert is_late(moves, TODAY) is (state in {S.WAITING, S.NOT_STARTED} and days < 0)


@pytest.mark.parametrize(
    ("steps", "counted"),
    [
        ([], LaneTally(done=0, total=0, late=False, wanted=True)),
        ([(S.DONE, False), (S.WAITING, True)], LaneTally(done=1, total=2, late=True, wanted=True)),
        ([(S.DONE, False), (S.NOT_WANTED, False)], LaneTally(done=1, total=1, late=False, wanted=True)),
    ],
)
def test_a_lane_counts_what_is_wanted(steps: list[tuple[StepState, bool]], counted: LaneTally) -> None:
    assert tally(steps) == counted


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"lane": "revenge"}, "lane must be one of report, support, justice"),
        ({"steps": {}}, "steps must be a list"),
        ({"colour": "red"}, "colour is not a key"),
    ],
)
def test_a_malformed_lane_is_refused_by_file_and_key(change: dict[str, object], named: str) -> None:
    with pytest.raises(RuleFileRefused, match=r"report\.toml") as refused:
        parse_pathway({**_raw(Lane.REPORT), **change}, "report.toml")
    assert named in str(refused.value)


def test_two_steps_never_share_a_code() -> None:
    raw = _raw(Lane.REPORT)
    raw["steps"][0]["code"] = raw["steps"][1]["code"]
    with pytest.raises(RuleFileRefused, match="must be a code of its own"):
        parse_pathway(raw, "report.toml")
