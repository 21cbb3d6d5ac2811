"""How a step on somebody's way stands, in words; and which moves it may make.

No step waits for another, and none is a duty: *not wanted* is a choice that may be changed like any other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from advocate_desk.domain.dates_in_words import due_on_words, near_date
from advocate_desk.domain.errors import MoveRefused
from advocate_desk.domain.pathway import StepMove, StepState

STEP_MOVES: dict[StepState, frozenset[StepState]] = {
    StepState.NOT_STARTED: frozenset({StepState.WAITING, StepState.DONE, StepState.NOT_WANTED}),
    # Waiting again: somebody else has the ball, or a new day was agreed.
    StepState.WAITING: frozenset(StepState),
    StepState.DONE: frozenset({StepState.NOT_STARTED, StepState.WAITING}),
    StepState.NOT_WANTED: frozenset({StepState.NOT_STARTED, StepState.WAITING, StepState.DONE}),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneTally:
    """How far a lane has come. Steps that are not wanted count nowhere.

    ``wanted`` is False where every step of it was not wanted; an empty lane is merely empty.
    """

    done: int
    total: int
    late: bool
    wanted: bool


def last_move(moves: Sequence[StepMove]) -> StepMove | None:
    """Return the move recorded last; of one moment, the one with the later id."""
    return max(moves, key=lambda move: (move.recorded_at, move.id), default=None)


def step_state(moves: Sequence[StepMove]) -> StepState:
    """Fold one step's moves into its state."""
    last = last_move(moves)
    return last.to_state if last else StepState.NOT_STARTED


def is_late(moves: Sequence[StepMove], today: date) -> bool:
    """Say whether somebody should have acted on this step before today."""
    last = last_move(moves)
    return bool(last and last.to_state is StepState.WAITING and last.due_on and last.due_on < today)


def status_line(moves: Sequence[StepMove], today: date, not_wanted: str = "Not wanted") -> str:
    """Return how a step stands: ``Done 19 November``, ``With council. Reply due today``.

    Args:
        moves: the moves of this one step.
        today: the day in Europe/London.
        not_wanted: the words for this step where it was not wanted, such as "Chose not to report".
    """
    last = last_move(moves)
    if last is None or last.to_state is StepState.NOT_STARTED:
        return "Not started"
    if last.to_state is StepState.NOT_WANTED:
        return not_wanted
    if last.to_state is StepState.DONE:
        return f"Done {near_date(last.happened_on, today)}" if last.happened_on else "Done, the day is not known"
    return _waiting(last, today)


def tally(steps: Iterable[tuple[StepState, bool]]) -> LaneTally:
    """Count a lane from each step's state and whether it is late."""
    every = list(steps)
    wanted = [(state, late) for state, late in every if state is not StepState.NOT_WANTED]
    return LaneTally(
        done=sum(state is StepState.DONE for state, _ in wanted),
        total=len(wanted),
        late=any(late for _, late in wanted),
        wanted=bool(wanted) or not every,
    )


def guard_step(current: StepState, move: StepMove, today: date) -> None:
    """Refuse a move that must not be made, or that lacks what it must carry.

    Raises:
        MoveRefused: with what is missing.
    """
    if move.to_state not in STEP_MOVES[current]:
        raise MoveRefused("This step stands there already." if move.to_state is current else _UNDO_FIRST)
    if move.happened_on is not None and move.happened_on > today:
        raise MoveRefused("This day is still to come. Give the day it happened.")
    if move.to_state is StepState.WAITING and not move.waiting_on.strip():
        raise MoveRefused("Say who has to act next.")
    if move.due_on is not None and move.happened_on is not None and move.due_on < move.happened_on:
        raise MoveRefused("The reply cannot be due before it was asked for.")


_UNDO_FIRST = "This step is done. Take that back first, then say that it is not wanted."


def _waiting(move: StepMove, today: date) -> str:
    with_whom = f"With {move.waiting_on.strip()}" if move.waiting_on.strip() else "Waiting"
    if move.due_on is not None:
        return f"{with_whom}. Reply {due_on_words(move.due_on, today)}"
    return f"{with_whom} since {near_date(move.happened_on, today)}" if move.happened_on else with_whom
