"""What is missing on somebody's way, and what is usually taken together: data, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.circles import is_circle
from advocate_desk.domain.duties import CountBy, Counted, counted
from advocate_desk.domain.rule_table import Provenance, RuleTable


@dataclass(frozen=True, kw_only=True, slots=True)
class GapRule:
    """A gap to light up: after this long since one of ``since.starts``, and none of ``without`` was begun or refused.

    ``words`` say it, with ``{days}`` for the days passed: "Reported {days} days ago, no ISVA offered". ``offer`` is the
    code of the step that would fill it. A step that was not wanted is no gap, and none of ``unless`` has happened,
    on the line of that event where both have one. With ``is_ahead`` it counts back from a day to come. After
    ``shown_for`` days it goes out by itself, because what it offers would come too late; None: it stays.
    """

    code: str
    words: str
    since: Counted
    without: tuple[str, ...]
    offer: str
    provenance: Provenance
    unless: tuple[str, ...] = ()
    is_ahead: bool = False
    shown_for: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SetStep:
    """One step of a set: when it should be done, counted from the day the set began or from the step ``after``."""

    step: str
    within: Counted
    after: str
    waits_for: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StepSet:
    """Steps that are usually begun together, each with its time."""

    code: str
    title: str
    guidance: str
    steps: tuple[SetStep, ...]
    provenance: Provenance


def parse_gaps(data: Mapping[str, object], file: str) -> tuple[GapRule, ...]:
    """Read the gaps of a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, or a code is there twice.
    """
    table = RuleTable(data, file)
    gaps = table.rows("gaps", gap_rule)
    table.done()
    table.each_once("gaps", [one.code for one in gaps])
    return gaps


def parse_step_sets(data: Mapping[str, object], file: str) -> tuple[StepSet, ...]:
    """Read the sets of a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, a code is there twice, or steps wait for one another.
    """
    table = RuleTable(data, file)
    sets = table.rows("sets", step_set)
    table.done()
    table.each_once("sets", [one.code for one in sets])
    return sets


def gap_rule(row: RuleTable) -> GapRule:
    """Read one gap.

    Raises:
        RuleFileRefused: a key is missing or wrong.
    """
    since, is_ahead = counted(row), row.is_set("is_ahead")
    if is_ahead and since.by is not CountBy.CALENDAR_DAYS:
        raise row.refuse("rule", f"must be {CountBy.CALENDAR_DAYS} where it counts back from a day to come")
    return GapRule(
        code=row.text("code"),
        words=row.text("words"),
        since=since,
        without=row.texts("without"),
        offer=row.text("offer"),
        provenance=row.provenance(),
        unless=row.texts("unless"),
        is_ahead=is_ahead,
        shown_for=row.whole_or_none("shown_for"),
    )


def step_set(row: RuleTable) -> StepSet:
    """Read one set.

    Raises:
        RuleFileRefused: a key is missing or wrong, or its steps wait for one another in a circle.
    """
    steps = row.rows("steps", _set_step)
    before = {one.step: one.after for one in steps}
    if len(before) < len(steps):
        raise row.refuse("steps", "must each be there once")
    if strange := sorted({one.after for one in steps if one.after} - before.keys()):
        raise row.refuse("steps", f"wait for {strange[0]}, which is no step of this set")
    for one in steps:
        if is_circle(one.step, before):
            raise row.refuse("steps", f"wait for one another in a circle at {one.step}")
    return StepSet(
        code=row.text("code"),
        title=row.text("title"),
        guidance=row.text("guidance"),
        steps=steps,
        provenance=row.provenance(),
    )


def _set_step(row: RuleTable) -> SetStep:
    return SetStep(
        step=row.text("step"),
        within=counted(row),
        after=row.text_or("after", ""),
        waits_for=row.text_or("waits_for", ""),
    )
