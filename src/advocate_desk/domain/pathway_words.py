"""How a step on somebody's way stands, in words."""

from collections.abc import Sequence
from datetime import date

from advocate_desk.domain.dates_in_words import due_on_words, near_date
from advocate_desk.domain.pathway import StepMove, StepState
from advocate_desk.domain.pathway_rules import last_move, stage_now
from advocate_desk.domain.pathway_steps import StepDefinition
from advocate_desk.domain.sentences import sentence_start

APART_WORDS = "Kept apart, by a worker of its own"
"""All that others are told of where a step stands that is about the other person."""


def status_line(definition: StepDefinition, moves: Sequence[StepMove], today: date) -> str:
    """Return how a step stands: ``Done 19 November``, ``With council. Reply due today``, ``Charged, 3 March``.

    Args:
        definition: the step's; one with the usual stages where no rules know it.
        moves: the moves of this one step.
        today: the day in Europe/London.
    """
    last, stage = last_move(moves), stage_now(definition, moves)
    if last is None:
        return stage.title
    match last.to_state:
        case StepState.NOT_WANTED:
            return stage.title
        case StepState.NOT_STARTED:
            return f"{stage.title}. {sentence_start(due_on_words(last.due_on, today))}" if last.due_on else stage.title
        case StepState.DONE:
            return _done(stage.title, last, today)
        case _:
            line = _waiting(last, today)
            return line if stage.code == StepState.WAITING else f"{stage.title}. {line}"


def ball_words(move: StepMove | None, waits_for: str) -> str:
    """Return who has the ball where somebody has to act, "" otherwise."""
    if move is None or move.to_state is not StepState.WAITING:
        return ""
    return " ".join(move.waiting_on.split()) or waits_for


def _done(title: str, last: StepMove, today: date) -> str:
    if title == "Done":
        return f"Done {near_date(last.happened_on, today)}" if last.happened_on else "Done, the day is not known"
    return f"{title}, {near_date(last.happened_on, today)}" if last.happened_on else f"{title}, the day is not known"


def _waiting(move: StepMove, today: date) -> str:
    whom = " ".join(move.waiting_on.split())
    with_whom = f"With {whom}" if whom else "Waiting"
    if move.due_on is not None:
        return f"{with_whom}. Reply {due_on_words(move.due_on, today)}"
    return f"{with_whom} since {near_date(move.happened_on, today)}" if move.happened_on else with_whom
