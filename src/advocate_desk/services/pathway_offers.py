"""What may be added to somebody's way: steps, sets of steps with their times, and what a gap offers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.duties import Counted
from advocate_desk.domain.gap_rules import gaps_lit
from advocate_desk.domain.gaps import SetStep, StepSet
from advocate_desk.domain.pathway_steps import StandsFor, StepDefinition
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import Nation
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.domain.working_days import count_on
from advocate_desk.services.pathway_file import StepFile
from advocate_desk.services.pathway_views import Addable, GapLine, SetLine


def addable(rules: WayRules, files: Sequence[StepFile], names: Mapping[UUID, str]) -> tuple[Addable, ...]:
    """Return the steps that may be added now, in the order of the rules. ``names`` are those of the steps there."""
    here = {file.step.code for file in files if file.step.part_of_id is None}
    found = []
    for pathway in rules.pathways:
        for step in pathway.steps:
            part_of = {file.step.id: names[file.step.id] for file in files if file.step.code == step.part_of}
            if _may_add(step, here, part_of):
                found.append(
                    Addable(
                        code=step.code,
                        lane=pathway.lane,
                        group=step.group,
                        title=step.title,
                        guidance=step.guidance,
                        provenance=step.provenance,
                        stands_for=step.stands_for,
                        needs_part=bool(step.part_of),
                        part_of=part_of,
                        is_apart=step.is_apart,
                    )
                )
    return tuple(found)


def set_lines(rules: WayRules, files: Iterable[StepFile]) -> tuple[SetLine, ...]:
    """Return the sets of which something is not there yet."""
    here = {file.step.code for file in files}
    return tuple(
        SetLine(
            code=one.code,
            title=one.title,
            guidance=one.guidance,
            provenance=one.provenance,
            steps=tuple((_title(rules, each.step), _within(rules, each), each.step in here) for each in one.steps),
        )
        for one in rules.step_sets
        if any(each.step not in here for each in one.steps)
    )


def set_days(found: StepSet, begun_on: date, holidays: BankHolidays, nation: Nation) -> Mapping[str, date]:
    """Return by which day each step of a set should be begun, by its code.

    A step that comes after another is counted from the last day of that one: the latest if both use their full time.
    """
    by_code, days = {one.step: one for one in found.steps}, dict[str, date]()

    def day_of(one: SetStep) -> date:
        if one.step not in days:
            start = day_of(by_code[one.after]) if one.after else begun_on
            days[one.step] = count_on(one.within, start, None, holidays, nation).on or start
        return days[one.step]

    return {one.step: day_of(one) for one in found.steps}


def gap_lines(
    rules: Rulebook, files: Sequence[StepFile], events: Iterable[CaseEvent], nation: Nation, today: date
) -> tuple[GapLine, ...]:
    """Return the gaps of a case, the longest first, each with what would fill it."""

    def ends(counted: Counted, event: CaseEvent) -> date | None:
        return count_on(counted, event.on, event.at, rules.holidays, nation).on if event.on else None

    touched = [file.step.code for file in files if file.is_touched]
    waiting = {file.step.code: file.step.id for file in files if not file.is_touched}
    steps = rules.way.steps
    return tuple(
        GapLine(
            code=gap.rule.code,
            words=gap.words,
            offer=gap.rule.offer,
            offer_title=steps[gap.rule.offer].title,
            guidance=steps[gap.rule.offer].guidance,
            provenance=gap.rule.provenance,
            step_id=waiting.get(gap.rule.offer),
        )
        for gap in gaps_lit(rules.way.gaps, events, touched, today, ends)
        if gap.rule.offer in steps
    )


def _may_add(step: StepDefinition, here: set[str], part_of: Mapping[UUID, str]) -> bool:
    if step.part_of:
        return bool(part_of)
    return step.stands_for is not StandsFor.ONCE or step.code not in here


def _title(rules: WayRules, code: str) -> str:
    return rules.steps[code].title if code in rules.steps else code


def _within(rules: WayRules, one: SetStep) -> str:
    after = f" after {_title(rules, one.after)}" if one.after else ""
    return f"Within {one.within.words()}{after}"
