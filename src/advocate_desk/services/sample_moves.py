"""What the rooms of the way share in the sample month: whose case it is, and moves written down one after another."""

from collections.abc import Iterable, Sequence
from datetime import time, timedelta
from uuid import UUID

from advocate_desk.services.keep_pathway import KeepPathway, MoveForm
from advocate_desk.services.sample_content import MonthClock, Table
from advocate_desk.services.sample_story import CaseStory

RECORDED_DAYS_AGO = 1
"""When all of it is written down, once everything else of the month stands."""
_A_MOMENT = timedelta(seconds=20)


def story_of(words: Table, ceri: CaseStory, own: Sequence[CaseStory]) -> CaseStory | None:
    """Return the case that ``words`` are about: hers, or one of ``own`` by its place; None where it is not there."""
    return ceri if words["whose"] == "ceri" else dict(enumerate(own)).get(words["whose"])


def after_a_moment(clock: MonthClock) -> None:
    """Let a moment pass between two things written down: the last of them holds."""
    clock.put(clock.now() + _A_MOMENT)


def follow(pathway: KeepPathway, step_id: UUID, moves: Iterable[Table], clock: MonthClock) -> None:
    """Record what happened to a step, in the order it is told."""
    for move in moves:
        after_a_moment(clock)
        pathway.move(step_id, _move(move, clock))


def _move(words: Table, clock: MonthClock) -> MoveForm:
    return MoveForm(
        stage=words["stage"],
        happened_on=clock.day(words["days_ago"]) if "days_ago" in words else None,
        happened_time=time(*words["at"]) if "at" in words else None,
        waiting_on=words.get("waiting_on", ""),
        due_on=clock.day(-words["due"]) if "due" in words else None,
        told_by=words.get("told_by", ""),
        proof=words.get("proof", ""),
        reason=words.get("reason", ""),
        note=words.get("note", ""),
    )
