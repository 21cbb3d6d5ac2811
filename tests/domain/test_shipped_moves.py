"""Each stage of the steps that ship is come to by the one machine, with what it needs and with nothing less."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from advocate_desk.domain.errors import MoveRefused
from advocate_desk.domain.pathway import StepMove
from advocate_desk.domain.pathway_rules import guard_move, stage_now
from advocate_desk.domain.pathway_steps import Needs, Stage, StepDefinition
from tests.support.letters import shipped_rules
from tests.support.records import ADVOCATE, CASE, NOW, TODAY, numbered

WAY = shipped_rules().way
STEPS = WAY.steps
_LACKING: Mapping[Needs, Mapping[str, Any]] = {
    Needs.DAY: {"happened_on": None, "happened_at": None},
    Needs.TIME: {"happened_at": None},
    Needs.TOLD_BY: {"told_by": " "},
    Needs.PROOF: {"proof": ""},
    Needs.REASON: {"reason": ""},
    Needs.NOTE: {"note": ""},
    Needs.WAITING_ON: {"waiting_on": ""},
}


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_each_stage_is_come_to_with_what_it_needs_and_with_nothing_less(step: StepDefinition) -> None:
    for stage in step.stages[1:]:
        moves = list[StepMove]()
        for code in _way_to(step, stage.code):
            coming = step.stage(code)
            assert coming is not None
            reasons = WAY.reason_list(coming.reasons) if coming.reasons else None
            full = _move(coming, len(moves), reasons.entries[0].code if reasons else "")
            for need in coming.needs:
                with pytest.raises(MoveRefused):
                    guard_move(step, moves, replace(full, **_LACKING[need]), NOW, reasons)
            guard_move(step, moves, full, NOW, reasons)
            moves.append(full)
        assert stage_now(step, moves) is stage


def _way_to(step: StepDefinition, code: str) -> list[str]:
    """Return the shortest way to a stage from where a line begins."""
    ways: list[list[str]] = [[step.stages[0].code]]
    for way in ways:
        if way[-1] == code:
            return way[1:]
        at = step.stage(way[-1])
        assert at is not None
        ways += [[*way, after] for after in at.to if after not in way]
    raise AssertionError(code)


def _move(stage: Stage, number: int, reason: str) -> StepMove:
    return StepMove(
        id=numbered(800 + number),
        stream_id=CASE,
        case_id=CASE,
        step_id=numbered(799),
        to_state=stage.state,
        stage=stage.code,
        happened_on=TODAY,
        happened_at=NOW,
        recorded_at=NOW + timedelta(minutes=number),
        actor_id=ADVOCATE,
        waiting_on="whoever it is",
        note="A few words.",
        told_by="the officer in the case",
        proof="A letter",
        reason=reason,
    )
