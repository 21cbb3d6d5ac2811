"""The steps a lane offers, and the stages each goes through: data, with guidance. Their order implies nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from advocate_desk.domain.pathway import Lane, StepState
from advocate_desk.domain.rule_table import Evidence, Provenance, RuleTable


class Needs(StrEnum):
    """What a move to a stage must carry, beside who recorded it and when."""

    DAY = "day"
    TIME = "time"
    TOLD_BY = "told_by"
    PROOF = "proof"
    REASON = "reason"
    NOTE = "note"
    WAITING_ON = "waiting_on"


class StandsFor(StrEnum):
    """What one line of a step is about, so that a case may have several: each asks whom or which."""

    ONCE = "once"
    SUSPECT = "suspect"
    CHARGE = "charge"
    CHILD = "child"
    EACH = "each"


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """One stage of a step. ``state`` is how it counts on the board; ``to`` are the stages that may follow, by code.

    ``waits_for`` is who has the ball there, "" for whoever the step waits for. ``reasons`` is the code of the list a
    reason is chosen from, "" where it is told in words. A stage from which none follows is an end.
    """

    code: str
    title: str
    state: StepState
    to: tuple[str, ...]
    needs: tuple[Needs, ...] = ()
    guidance: str = ""
    waits_for: str = ""
    reasons: str = ""

    @property
    def is_end(self) -> bool:
        """Whether nothing follows."""
        return not self.to


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """Something that may be so at any stage of a step, such as "on hold", and ends nothing."""

    code: str
    title: str
    guidance: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StepDefinition:
    """One step that may be taken.

    ``waits_for`` is who usually has to act ("the police"), and may be empty. ``not_wanted`` are the words
    for the choice to leave it ("Chose not to report"). ``group`` is the heading it stands under within its lane.
    ``part_of`` is the code of the step whose line this one is a part of. What ``is_apart`` is about the other person
    and has a worker of its own, who is not hers. ``stages`` begin with the one every line begins at.
    """

    code: str
    title: str
    guidance: str
    waits_for: str
    not_wanted: str
    provenance: Provenance
    group: str = ""
    stands_for: StandsFor = StandsFor.ONCE
    part_of: str = ""
    is_apart: bool = False
    stages: tuple[Stage, ...] = ()
    marks: tuple[Mark, ...] = ()

    def stage(self, code: str) -> Stage | None:
        """Return the stage with this code, or None where no version knows it."""
        return next((one for one in self.stages if one.code == code), None)

    def stage_of(self, code: str, state: StepState) -> Stage | None:
        """Return the stage a move came to, or None where no version knows it.

        A move that names none is older than the step's stages: it came to the stage named like its state, or else to
        the first that counts so.
        """
        if code:
            return self.stage(code)
        return self.stage(state) or next((one for one in self.stages if one.state is state), None)

    def mark(self, code: str) -> Mark | None:
        """Return the mark with this code, or None where no version knows it."""
        return next((one for one in self.marks if one.code == code), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pathway:
    """One lane's steps, as one version offers them."""

    lane: Lane
    version: int
    title: str
    note: str
    steps: tuple[StepDefinition, ...]

    def step(self, code: str) -> StepDefinition | None:
        """Return the step with this code, or None where no version knows it."""
        return next((step for step in self.steps if step.code == code), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class MoreSteps:
    """Steps of one lane that stand in a file of their own."""

    lane: Lane
    steps: tuple[StepDefinition, ...]


def parse_pathway(data: Mapping[str, object], file: str) -> Pathway | MoreSteps:
    """Read a lane's steps from a parsed rule file named ``file``; without a ``title`` they are more of the same lane.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, a code is there twice, or a stage leads nowhere.
    """
    table = RuleTable(data, file)
    above: dict[str, StepDefinition] = {}

    def read(row: RuleTable) -> StepDefinition:
        step = step_definition(row, above)
        above[step.code] = step
        return step

    lane, steps = table.one_of("lane", Lane), table.rows("steps", read)
    table.each_once("steps", [step.code for step in steps])
    if not table.has("title"):
        table.done()
        return MoreSteps(lane=lane, steps=steps)
    pathway = Pathway(
        lane=lane, version=table.whole("version"), title=table.text("title"), note=table.text("note"), steps=steps
    )
    table.done()
    return pathway


def step_definition(row: RuleTable, above: Mapping[str, StepDefinition] = MappingProxyType({})) -> StepDefinition:
    """Read one step. One of ``above`` may lend it its stages (``stages_of``).

    Raises:
        RuleFileRefused: a key is missing or wrong, a code is there twice, or a stage leads to none of its own.
    """
    not_wanted = row.text_or("not_wanted", _NOT_WANTED)
    stages = _stages(row, above, not_wanted)
    marks = row.rows_or_none("marks", _mark)
    codes = {one.code for one in stages}
    row.each_once("stages", [one.code for one in stages])
    row.each_once("marks", [one.code for one in marks])
    if strange := sorted({code for one in stages for code in one.to} - codes):
        raise row.refuse("stages", f"lead to {strange[0]}, which is no stage of this step")
    return StepDefinition(
        code=row.text("code"),
        title=row.text("title"),
        guidance=row.text("guidance"),
        waits_for=row.text_or("waits_for", ""),
        not_wanted=not_wanted,
        provenance=row.provenance(),
        group=row.text_or("group", ""),
        stands_for=row.one_of("stands_for", StandsFor) if row.has("stands_for") else StandsFor.ONCE,
        part_of=row.text_or("part_of", ""),
        is_apart=row.is_set("is_apart"),
        stages=stages,
        marks=marks,
    )


def unknown_step(code: str, title: str) -> StepDefinition:
    """Return what to read a step by whose code no version of the rules knows: the usual stages, and no guidance."""
    return StepDefinition(
        code=code,
        title=title,
        guidance="",
        waits_for="",
        not_wanted=_NOT_WANTED,
        provenance=_OURS,
        stages=_choosing(_USUAL, _NOT_WANTED),
    )


def _choosing(stages: tuple[Stage, ...], not_wanted: str) -> tuple[Stage, ...]:
    return tuple(replace(one, title=not_wanted) if one.state is StepState.NOT_WANTED else one for one in stages)


def _stages(row: RuleTable, above: Mapping[str, StepDefinition], not_wanted: str) -> tuple[Stage, ...]:
    """Return the step's own stages, or those of another step or the usual ones with its own words for not wanted."""
    if not row.has("stages_of"):
        return row.rows_or_none("stages", _stage) or _choosing(_USUAL, not_wanted)
    lends = above.get(row.text("stages_of"))
    if lends is None or row.has("stages"):
        raise row.refuse("stages_of", "must name a step above it in this file, and leave no stages of its own")
    return _choosing(lends.stages, not_wanted)


def _stage(row: RuleTable) -> Stage:
    return Stage(
        code=row.text("code"),
        title=row.text("title"),
        state=row.one_of("state", StepState),
        to=row.texts("to"),
        needs=row.some_of("needs", Needs) if row.has("needs") else (),
        guidance=row.text_or("guidance", ""),
        waits_for=row.text_or("waits_for", ""),
        reasons=row.text_or("reasons", ""),
    )


def _mark(row: RuleTable) -> Mark:
    return Mark(code=row.text("code"), title=row.text("title"), guidance=row.text_or("guidance", ""))


_NOT_WANTED = "Not wanted"
_OURS = Provenance(
    source="No rules here know this step; the usual stages are our own",
    evidence=Evidence.DESIGN,
    checked_on=date(2026, 11, 24),
)
# Waiting leads to itself: somebody else has the ball, or a new day was agreed. What is done is taken back before it is
# said that it was not wanted.
_USUAL = (
    Stage(
        code="not_started",
        title="Not started",
        state=StepState.NOT_STARTED,
        to=("waiting", "done", "not_wanted"),
    ),
    Stage(
        code="waiting",
        title="Waiting",
        state=StepState.WAITING,
        to=("waiting", "done", "not_wanted", "not_started"),
        needs=(Needs.WAITING_ON,),
    ),
    Stage(code="done", title="Done", state=StepState.DONE, to=("not_started", "waiting")),
    Stage(
        code="not_wanted",
        title=_NOT_WANTED,
        state=StepState.NOT_WANTED,
        to=("not_started", "waiting", "done"),
    ),
)
"""The stages of a step that has none of its own, by the words of `StepState`."""
