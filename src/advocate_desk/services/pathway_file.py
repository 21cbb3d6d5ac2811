"""The steps of a case as everything reads them: each with its definition, its moves, its marks and where it stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.pathway import PathwayStep, StepMark, StepMove
from advocate_desk.domain.pathway_rules import marks_set, moves_that_hold, stage_now, was_begun
from advocate_desk.domain.pathway_steps import Stage, StepDefinition, unknown_step
from advocate_desk.domain.pathway_words import APART_WORDS, status_line
from advocate_desk.domain.users import Action
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import StepNow, steps_now
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class StepFile:
    """One step with everything about it.

    ``withheld`` is True where it is about the other person and whoever reads is neither its worker nor a supervisor:
    then it holds no moves, no marks and no day, and says whether anything is going on and nothing else.
    ``known`` is False where no version of the rules knows its code.
    """

    now: StepNow
    definition: StepDefinition
    stage: Stage
    marks: tuple[StepMark, ...]
    withheld: bool
    known: bool

    @property
    def step(self) -> PathwayStep:
        """The step itself."""
        return self.now.step

    @property
    def holding(self) -> tuple[StepMove, ...]:
        """The moves that were not taken back, the first first."""
        return moves_that_hold(self.now.moves)

    @property
    def set_marks(self) -> Mapping[str, StepMark]:
        """What is so of it now, by code."""
        return marks_set(self.marks)

    @property
    def is_touched(self) -> bool:
        """Whether it was begun or is not wanted; a day set by which to begin is neither."""
        return was_begun(self.definition, self.now.moves)

    @property
    def title(self) -> str:
        """What it is called, with which of several it is."""
        about = "" if self.withheld else " ".join(self.step.about.split())
        return f"{self.step.title}: {about}" if about else self.step.title

    def status_line(self, today: date) -> str:
        """Return how it stands, in words."""
        return APART_WORDS if self.withheld else status_line(self.definition, self.now.moves, today)


def read_step_files(unit: UnitOfWork, session: Session, rules: WayRules, case_id: UUID) -> tuple[StepFile, ...]:
    """Return the steps of a case in their places, as whoever signed in may read them. Three queries."""
    return step_files(
        session,
        rules,
        unit.find(PathwayStep, case_id=case_id),
        unit.find(StepMove, case_id=case_id),
        unit.find(StepMark, case_id=case_id),
    )


def step_files(
    session: Session,
    rules: WayRules,
    steps: Sequence[PathwayStep],
    moves: Sequence[StepMove],
    marks: Sequence[StepMark] = (),
) -> tuple[StepFile, ...]:
    """Put together what was read, in the places of the steps."""
    of_step: dict[UUID, list[StepMark]] = defaultdict(list)
    for mark in marks:
        of_step[mark.step_id].append(mark)
    hidden = hidden_steps(session, rules, steps)
    every = steps_now(steps, moves, session.clock.today())
    return tuple(
        _kept_apart(one, rules) if one.step.id in hidden else _file(one, rules, tuple(of_step[one.step.id]))
        for one in every
    )


def step_events(files: Iterable[StepFile]) -> tuple[CaseEvent, ...]:
    """Return what happened to these steps, for clocks and gaps; of what was taken back nothing."""
    return tuple(
        CaseEvent(
            code=f"{file.step.code}.{stage.code}",
            on=move.happened_on,
            record_id=move.id,
            at=move.happened_at,
            line_id=file.step.id,
            part_of_id=file.step.part_of_id,
        )
        for file in files
        for move in file.holding
        if (stage := file.definition.stage_of(move.stage, move.to_state)) is not None
    )


def is_withheld(session: Session, rules: WayRules, step: PathwayStep) -> bool:
    """Say whether a step is about the other person and kept from whoever signed in.

    It has a worker of its own, who is not hers; only they and whoever supervises read where it stands.
    """
    definition = rules.steps.get(step.code)
    apart = definition is not None and definition.is_apart
    return apart and step.worker_id != session.user.id and not session.may(Action.APPROVE)


def hidden_steps(session: Session, rules: WayRules, steps: Iterable[PathwayStep]) -> frozenset[UUID]:
    """Return which of ``steps`` are kept from whoever signed in."""
    return frozenset(step.id for step in steps if is_withheld(session, rules, step))


def definition_of(rules: WayRules, step: PathwayStep) -> StepDefinition:
    """Return what the rules say of a step; the usual stages under its own title where no version knows it."""
    return rules.steps.get(step.code) or unknown_step(step.code, step.title)


def line_title(step: PathwayStep, rules: WayRules, people: Mapping[UUID, str]) -> str:
    """Return a step's title with which of several it is: by its own words, or by whom it is about."""
    title = definition_of(rules, step).title
    about = " ".join(step.about.split()) or people.get(step.about_id or step.id, "")
    return f"{title}: {about}" if about else title


def _kept_apart(now: StepNow, rules: WayRules) -> StepFile:
    return replace(_file(replace(now, moves=(), late=False, due_on=None), rules, ()), withheld=True)


def _file(now: StepNow, rules: WayRules, marks: tuple[StepMark, ...]) -> StepFile:
    definition = definition_of(rules, now.step)
    return StepFile(
        now=now,
        definition=definition,
        stage=stage_now(definition, now.moves),
        marks=marks,
        withheld=False,
        known=now.step.code in rules.steps,
    )
