"""Every shipped step as a machine: no path reaches a stage without its guard; replaying the moves gives the stage."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocate_desk.app.rules import rulebook
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.errors import MoveRefused
from advocate_desk.domain.pathway import StepMove
from advocate_desk.domain.pathway_rules import guard_move, moves_that_hold, next_stages, stage_now, take_back
from advocate_desk.domain.pathway_steps import Needs, Stage
from tests.support.records import ADVOCATE, CASE, NOW, numbered

WAY = rulebook().way
STEPS = tuple(WAY.steps.values())


def _move(stage: Stage, number: int, *, bare: bool) -> StepMove:
    at = NOW - timedelta(days=60) + timedelta(days=number)
    reasons = WAY.reason_list(stage.reasons) if stage.reasons else None
    blank = StepMove(
        id=UUID(int=1000 + number),
        stream_id=CASE,
        case_id=CASE,
        step_id=numbered(91),
        to_state=stage.state,
        happened_on=None,
        recorded_at=at,
        actor_id=ADVOCATE,
        stage=stage.code,
    )
    if bare:
        return blank
    reason = reasons.entries[0].code if reasons else "said so"
    said = {"waiting_on": "the police", "told_by": "her", "proof": "letter", "note": "words", "reason": reason}
    return replace(blank, happened_on=in_london(at).date(), happened_at=at, **said)  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STEPS), st.lists(st.integers(0, 99), max_size=14), st.randoms(use_true_random=False))
def test_no_path_reaches_a_stage_without_its_guard_and_replaying_the_moves_gives_the_stage(
    step: object, choices: list[int], random: Random
) -> None:
    definition = next(one for one in STEPS if one is step)
    moves: list[StepMove] = []
    path = [definition.stages[0].code]
    for number, choice in enumerate(choices):
        if choice % 5 == 0 and len(path) > 1:
            wrong = moves_that_hold(moves)[-1].id
            at = NOW - timedelta(days=60) + timedelta(days=number)
            back = take_back(
                definition, moves, wrong, move_id=UUID(int=1000 + number), recorded_at=at, actor_id=ADVOCATE
            )
            moves.append(back)
            path.pop()
        else:
            stage = definition.stages[choice % len(definition.stages)]
            _try(definition.code, moves, path, stage, number)
        shuffled = random.sample(moves, len(moves))
        assert stage_now(definition, shuffled).code == path[-1]
        assert [move.stage for move in moves_that_hold(shuffled)] == path[1:]


def _try(code: str, moves: list[StepMove], path: list[str], stage: Stage, number: int) -> None:
    definition = WAY.steps[code]
    may = stage in next_stages(definition, moves)
    reasons = WAY.reason_list(stage.reasons) if stage.reasons else None
    bare, whole = _move(stage, number, bare=True), _move(stage, number, bare=False)
    if stage.needs or not may:
        with pytest.raises(MoveRefused):
            guard_move(definition, moves, bare, NOW, reasons)
    if may:
        guard_move(definition, moves, whole, NOW, reasons)
        moves.append(whole)
        path.append(stage.code)


@pytest.mark.parametrize("need", list(Needs))
def test_every_thing_a_move_must_carry_is_asked_for(need: Needs) -> None:
    stage = replace(STEPS[0].stages[0], code="x", to=("x",), needs=(need,))
    definition = replace(STEPS[0], stages=(stage,))
    whole = _move(stage, 1, bare=False)
    guard_move(definition, [], whole, NOW)
    with pytest.raises(MoveRefused):
        guard_move(definition, [], _move(stage, 1, bare=True), NOW)
