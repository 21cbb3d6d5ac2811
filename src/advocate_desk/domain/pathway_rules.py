"""Where a step on somebody's way stands, which moves it may make, and what each must carry.

One machine for every step: its stages are data (`StepDefinition`), its place is folded from its moves. No step waits
for another, and none is a duty: *not wanted* is a choice that may be changed like any other. A mark ends nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.coded_words import CodedList
from advocate_desk.domain.dates_in_words import in_london, near_date
from advocate_desk.domain.errors import EntryRefused, MoveRefused
from advocate_desk.domain.pathway import PathwayStep, StepMark, StepMove, StepState
from advocate_desk.domain.pathway_steps import Needs, Stage, StandsFor, StepDefinition
from advocate_desk.domain.pronouns import joined

STATE_WORDS: Mapping[StepState, str] = {
    StepState.NOT_STARTED: "Not started",
    StepState.WAITING: "Waiting",
    StepState.DONE: "Done",
    StepState.NOT_WANTED: "Not wanted",
}
OPEN_STATES = frozenset({StepState.NOT_STARTED, StepState.WAITING})
"""Where somebody has still to act, so that a day by which they should may pass."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneTally:
    """How far a lane has come. Steps that are not wanted count nowhere.

    ``wanted`` is False where every step of it was not wanted; an empty lane is merely empty.
    """

    done: int
    total: int
    late: bool
    wanted: bool


def last_move(moves: Iterable[StepMove]) -> StepMove | None:
    """Return the move recorded last; of one moment, the one with the later id. It says where the step stands."""
    return max(moves, key=_recorded, default=None)


def moves_that_hold(moves: Iterable[StepMove]) -> tuple[StepMove, ...]:
    """Return what happened as it is known now, the first first: without what was taken back and the taking back."""
    every = tuple(moves)
    wrong = {move.takes_back_id for move in every}
    holding = (move for move in every if move.takes_back_id is None and move.id not in wrong)
    return tuple(sorted(holding, key=_recorded))


def step_state(moves: Iterable[StepMove]) -> StepState:
    """Fold one step's moves into its state, as it was counted when they were made."""
    last = last_move(moves)
    return last.to_state if last else StepState.NOT_STARTED


def stage_now(definition: StepDefinition, moves: Iterable[StepMove]) -> Stage:
    """Fold one step's moves into the stage it stands at.

    A stage that no version of the rules knows any more stays readable by its state, and any stage may follow it.
    """
    last = last_move(moves)
    if last is None:
        return definition.stages[0]
    every = tuple(stage.code for stage in definition.stages)
    code = last.stage or last.to_state.value
    unknown = Stage(code=code, title=STATE_WORDS[last.to_state], state=last.to_state, to=every)
    return definition.stage_of(last.stage, last.to_state) or unknown


def next_stages(definition: StepDefinition, moves: Iterable[StepMove]) -> tuple[Stage, ...]:
    """Return the stages that may follow, in the order of the rules."""
    to = stage_now(definition, moves).to
    return tuple(stage for stage in definition.stages if stage.code in to)


def is_late(moves: Iterable[StepMove], today: date) -> bool:
    """Say whether somebody should have acted on this step before today."""
    last = last_move(moves)
    return bool(last and last.to_state in OPEN_STATES and last.due_on and last.due_on < today)


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


def guard_move(
    definition: StepDefinition,
    moves: Sequence[StepMove],
    move: StepMove,
    now: datetime,
    reasons: CodedList | None = None,
) -> None:
    """Refuse a move that must not be made, or that lacks what it must carry.

    Args:
        definition: the step's, as the rules in force have it.
        moves: every move of this step so far.
        move: the move asked for; ``stage`` names where to.
        now: the moment; nothing has happened after it.
        reasons: the list the stage chooses its reason from, None where it has none.

    Raises:
        MoveRefused: with what is missing, and who can do or tell it.
    """
    stage = _stage_to(definition, moves, move)
    _guard_days(definition, moves, move, now)
    ask = _whom_to_ask(definition, stage, move)
    for need in stage.needs:
        if _lacks(move, need):
            raise MoveRefused(f"{_MISSING[need]}{ask if need in _TOLD else ''}")
    if reasons is not None and move.reason and move.reason not in {one.code for one in reasons.entries}:
        raise MoveRefused(f"Choose the reason from the list “{reasons.title}”. A supervisor can add one in Settings.")


def take_back(
    definition: StepDefinition,
    moves: Sequence[StepMove],
    wrong_id: UUID,
    *,
    move_id: UUID,
    recorded_at: datetime,
    actor_id: UUID,
    note: str = "",
) -> StepMove:
    """Return the move that takes back what was recorded in error, and says again how the step stood before.

    Raises:
        MoveRefused: it is not the newest that holds, or was taken back already.
    """
    holding = moves_that_hold(moves)
    if not any(move.id == wrong_id for move in holding):
        raise MoveRefused("This was taken back already.")
    if holding[-1].id != wrong_id:
        raise MoveRefused("Something was recorded after this. Take that back first, then this.")
    first = definition.stages[0]
    nothing = replace(
        holding[-1],
        stage=first.code,
        to_state=first.state,
        happened_on=None,
        happened_at=None,
        waiting_on="",
        due_on=None,
        told_by="",
        proof="",
        reason="",
    )
    before = holding[-2] if len(holding) > 1 else nothing
    return replace(
        before,
        id=move_id,
        version=None,
        recorded_at=recorded_at,
        actor_id=actor_id,
        note=note,
        takes_back_id=wrong_id,
    )


def was_begun(definition: StepDefinition, moves: Sequence[StepMove]) -> bool:
    """Say whether a step was begun or is not wanted; a day set by which to begin is neither."""
    first = definition.stages[0]
    return any(definition.stage_of(move.stage, move.to_state) is not first for move in moves_that_hold(moves))


def marks_set(marks: Iterable[StepMark]) -> Mapping[str, StepMark]:
    """Return what is so of one step now, by the code of the mark."""
    newest: dict[str, StepMark] = {}
    for mark in sorted(marks, key=lambda one: (one.recorded_at, one.id)):
        newest[mark.mark] = mark
    return {code: mark for code, mark in newest.items() if mark.is_set}


def guard_mark(definition: StepDefinition, marks: Iterable[StepMark], mark: StepMark, today: date) -> None:
    """Refuse a mark that this step does not have, or that changes nothing.

    Raises:
        MoveRefused: in words.
    """
    now = marks_set(marks)
    known = definition.mark(mark.mark)
    if known is None and mark.mark not in now:
        raise MoveRefused("This step has no such mark. A supervisor can add one in Settings.")
    title = known.title if known else mark.mark
    if mark.is_set is (mark.mark in now):
        raise MoveRefused(f"“{title}” is {'set already' if mark.is_set else 'not set'}.")
    if mark.happened_on is not None and mark.happened_on > today:
        raise MoveRefused(_TO_COME)


def guard_line(
    definition: StepDefinition, line: PathwayStep, lines: Iterable[PathwayStep], lead_id: UUID | None
) -> None:
    """Refuse a line that lacks what it is a line of: whom or which it is about, what it is part of, its own worker.

    Args:
        definition: the step's.
        line: the step to be kept.
        lines: the other steps of the case.
        lead_id: the case's lead.

    Raises:
        EntryRefused: in words.
    """
    others = [one for one in lines if one.id != line.id]
    if definition.part_of and not any(one.id == line.part_of_id and one.code == definition.part_of for one in others):
        raise EntryRefused("Choose the line this one belongs to. Where there is none yet, add that one first.")
    if definition.stands_for is StandsFor.ONCE:
        if any(one.code == line.code and one.part_of_id == line.part_of_id for one in others):
            raise EntryRefused("This step is here already. Record there what happened.")
    elif not (line.about.strip() or line.about_id or _is_only_one(definition, line, others)):
        raise EntryRefused(_ABOUT[definition.stands_for])
    if definition.is_apart and line.worker_id in {None, lead_id}:
        raise EntryRefused(
            "This is work with the other person. Choose who does it: a colleague who is not the lead of this case."
        )


def _is_only_one(definition: StepDefinition, line: PathwayStep, others: Iterable[PathwayStep]) -> bool:
    """Say whether a line need not yet tell which one it is, because there is no other to tell it from."""
    return definition.stands_for is StandsFor.EACH and not any(one.code == line.code for one in others)


def _stage_to(definition: StepDefinition, moves: Sequence[StepMove], move: StepMove) -> Stage:
    now, may_follow = stage_now(definition, moves), next_stages(definition, moves)
    wanted = next((stage for stage in may_follow if stage.code == move.stage), None)
    if wanted is not None:
        return wanted
    if move.stage == now.code:
        raise MoveRefused("This step stands there already.")
    asked = definition.stage(move.stage)
    named = f"“{asked.title}” cannot come next after “{now.title}”." if asked else "This step has no such stage."
    if not may_follow:
        raise MoveRefused(f"{named} It ended there: take that back first if it was recorded in error.")
    with_whom = _ball(definition, now, last_move(moves))
    who = f" The next move is with {with_whom}." if with_whom and now.state is StepState.WAITING else ""
    titles = joined([f"“{stage.title}”" for stage in may_follow], "or")
    raise MoveRefused(f"{named} What may come next is {titles}.{who}")


def _guard_days(definition: StepDefinition, moves: Sequence[StepMove], move: StepMove, now: datetime) -> None:
    today, day = in_london(now).date(), move.happened_on
    if (day is not None and day > today) or (move.happened_at is not None and move.happened_at > now):
        raise MoveRefused(_TO_COME)
    if move.happened_at is not None and day != in_london(move.happened_at).date():
        raise MoveRefused("The time belongs to another day than the one given. Check both.")
    holding = moves_that_hold(moves)
    for before in holding:
        if _is_earlier(move, before):
            title = stage_now(definition, (before,)).title
            on = near_date(before.happened_on, today) if before.happened_on else ""
            raise MoveRefused(
                f"This is dated before what it follows: “{title}”, {on}. Check the day. If that one is wrong, "
                "whoever recorded it or the lead of the case can take it back first."
            )
    if move.due_on is not None and move.to_state not in OPEN_STATES:
        raise MoveRefused("Nobody has to act at this stage, so no day is due. Leave that day empty.")
    if move.due_on is not None and day is not None and move.due_on < day:
        raise MoveRefused("The reply cannot be due before it was asked for.")


def _is_earlier(move: StepMove, before: StepMove) -> bool:
    if move.happened_on is None or before.happened_on is None:
        return False
    if move.happened_at is not None and before.happened_at is not None:
        return move.happened_at < before.happened_at
    return move.happened_on < before.happened_on


def _lacks(move: StepMove, need: Needs) -> bool:
    carried: Mapping[Needs, object] = {
        Needs.DAY: move.happened_on,
        Needs.TIME: move.happened_at,
        Needs.TOLD_BY: move.told_by.strip(),
        Needs.PROOF: move.proof.strip(),
        Needs.REASON: move.reason.strip(),
        Needs.NOTE: move.note.strip(),
        Needs.WAITING_ON: move.waiting_on.strip(),
    }
    return not carried[need]


def _whom_to_ask(definition: StepDefinition, stage: Stage, move: StepMove) -> str:
    whom = _ball(definition, stage, move)
    return f" Ask {whom}." if whom else ""


def _ball(definition: StepDefinition, stage: Stage, move: StepMove | None) -> str:
    typed = " ".join(move.waiting_on.split()) if move else ""
    return typed or stage.waits_for or definition.waits_for


def _recorded(move: StepMove) -> tuple[datetime, UUID]:
    return move.recorded_at, move.id


_TO_COME = "This day is still to come. Give the day it happened."
_MISSING: Mapping[Needs, str] = {
    Needs.DAY: "Give the day it happened: a time limit may count from it.",
    Needs.TIME: "Give the time of day as well: hours count from it.",
    Needs.TOLD_BY: "Say who told us.",
    Needs.PROOF: "Say what shows it, such as a letter, an email or a reference number.",
    Needs.REASON: "Give the reason that was given.",
    Needs.NOTE: "Write a few words about it.",
    Needs.WAITING_ON: "Say who has to act next.",
}
_TOLD = frozenset({Needs.DAY, Needs.TIME, Needs.PROOF, Needs.REASON})
"""What somebody else can tell us."""
_ABOUT: Mapping[StandsFor, str] = {
    StandsFor.SUSPECT: "Say whom this line is about: each suspect has a line of their own.",
    StandsFor.CHARGE: "Say which charge this line is about: each has a line of its own.",
    StandsFor.CHILD: "Say which child this line is about: each has a line of their own.",
    StandsFor.EACH: "Say in a few words which one this is, so that it is told from the next.",
}
