"""One definition written as its rule file has it, so that what a service changed is read like what ships."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from advocate_desk.domain.coded_words import CodedList
from advocate_desk.domain.duties import Counted, Duty
from advocate_desk.domain.gaps import GapRule, StepSet
from advocate_desk.domain.own_way import Definition
from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.pathway_steps import StandsFor, StepDefinition
from advocate_desk.domain.rule_table import Provenance

Value = str | int | bool | date | Sequence[str] | None
Fields = Mapping[str, Value]


def definition_text(found: Definition) -> str:
    """Return a rule of whatever kind as a rule file of one."""
    what = found.what
    if isinstance(what, Duty):
        return duty_text(what)
    if isinstance(what, CodedList):
        return reasons_text(what)
    if isinstance(what, GapRule):
        return gap_text(what)
    if isinstance(what, StepSet):
        return step_set_text(what)
    return step_text(found.lane or Lane.SUPPORT, what)


def duty_text(duty: Duty) -> str:
    """Return a clock as a rule file of one."""
    first, *others = duty.limbs
    fields: Fields = {
        "code": duty.code,
        "version": duty.version,
        "title": duty.title,
        "owes": duty.owes,
        "kind": duty.kind,
        **_counted(first),
        "enhanced": duty.enhanced,
        "ends": duty.ends,
        "is_of_line": duty.is_of_line,
        "after": duty.after,
        "nations": duty.nations,
        "law_from": duty.law_from,
        "law_until": duty.law_until,
        "only": duty.only,
        "may_pause": duty.may_pause,
        "from_first": duty.from_first,
        "note": duty.note,
        "chase": duty.chase,
        "only_newest": duty.only_newest,
        "expected_after": duty.expected_after,
        "expected_once": duty.expected_once,
        "happened": duty.happened,
        "told": duty.told,
        **_provenance(duty.provenance),
    }
    limbs = (_table("duties.or_earlier", {**_counted(one), "anywhere": one.anywhere}) for one in others)
    longer = (_table("duties.extends_to", _counted(one)) for one in duty.extends_to)
    # An empty list of nations is a rule for none of them, so it is written.
    return _file(_table("duties", fields, always=("nations",)), *limbs, *longer)


def reasons_text(found: CodedList) -> str:
    """Return a list of reasons as a rule file of one."""
    head = _table("lists", {"code": found.code, "title": found.title, **_provenance(found.provenance)})
    rows = (
        _table("lists.entries", {"code": one.code, "words": one.words, "guidance": one.guidance})
        for one in found.entries
    )
    return _file(head, *rows)


def step_text(lane: Lane, step: StepDefinition) -> str:
    """Return a step as a rule file of one, with all its stages."""
    fields: Fields = {
        "code": step.code,
        "title": step.title,
        "group": step.group,
        "guidance": step.guidance,
        "waits_for": step.waits_for,
        "not_wanted": step.not_wanted,
        "stands_for": "" if step.stands_for is StandsFor.ONCE else step.stands_for,
        "part_of": step.part_of,
        "is_apart": step.is_apart,
        **_provenance(step.provenance),
    }
    stages = (
        _table(
            "steps.stages",
            {
                "code": one.code,
                "title": one.title,
                "state": one.state,
                "to": one.to,
                "needs": one.needs,
                "waits_for": one.waits_for,
                "reasons": one.reasons,
                "guidance": one.guidance,
            },
        )
        for one in step.stages
    )
    marks = (
        _table("steps.marks", {"code": one.code, "title": one.title, "guidance": one.guidance}) for one in step.marks
    )
    return _file(f"lane = {_value(lane)}\n", _table("steps", fields), *stages, *marks)


def gap_text(gap: GapRule) -> str:
    """Return a gap as a rule file of one."""
    fields: Fields = {
        "code": gap.code,
        "words": gap.words,
        **_counted(gap.since),
        "is_ahead": gap.is_ahead,
        "shown_for": gap.shown_for,
        "without": gap.without,
        "unless": gap.unless,
        "offer": gap.offer,
        **_provenance(gap.provenance),
    }
    return _file(_table("gaps", fields))


def step_set_text(found: StepSet) -> str:
    """Return a set of steps as a rule file of one."""
    fields: Fields = {
        "code": found.code,
        "title": found.title,
        "guidance": found.guidance,
        **_provenance(found.provenance),
    }
    steps = (
        _table("sets.steps", {"step": one.step, **_counted(one.within), "after": one.after, "waits_for": one.waits_for})
        for one in found.steps
    )
    return _file(_table("sets", fields), *steps)


def _counted(one: Counted) -> Fields:
    return {"rule": one.by, "amount": one.amount, "unit": one.unit, "starts": one.starts}


def _provenance(one: Provenance) -> Fields:
    return {"source": one.source, "evidence": one.evidence, "checked_on": one.checked_on}


def _table(name: str, fields: Fields, always: Iterable[str] = ()) -> str:
    """Return one row. What is empty or not set is what a rule file leaves out."""
    kept = {key: value for key, value in fields.items() if key in always or not _is_left_out(value)}
    return "".join([f"[[{name}]]\n", *(f"{key} = {_value(value)}\n" for key, value in kept.items())])


def _is_left_out(value: Value) -> bool:
    return value is None or value is False or (isinstance(value, Sequence) and not value)


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true"
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, str):
        # What JSON writes between quotes TOML reads, but for the one control character JSON leaves as it is.
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"[{', '.join(_value(one) for one in value or ())}]"


def _file(*tables: str) -> str:
    return "\n".join(tables)
