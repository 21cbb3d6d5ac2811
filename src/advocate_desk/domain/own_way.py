"""A service's own rules laid over those that ship: each read as strictly, all of them checked against one another."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from advocate_desk.domain.coded_words import CodedList, parse_coded_lists
from advocate_desk.domain.duties import Duty, parse_duties
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.gaps import GapRule, StepSet, parse_gaps, parse_step_sets
from advocate_desk.domain.own_rules import OwnRule, RuleKind
from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.pathway_steps import StepDefinition, parse_pathway
from advocate_desk.domain.rule_lines import line_of
from advocate_desk.domain.rule_links import check_duties, check_gaps, check_sets, check_steps
from advocate_desk.domain.way_rules import WayRules

What = StepDefinition | CodedList | Duty | GapRule | StepSet
LONGEST_RULES = 500_000
"""Characters of a file of rules; the longest that ships has some hundred thousand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """One rule as it was read. ``lane`` is that of a step."""

    kind: RuleKind
    what: What
    lane: Lane | None = None

    @property
    def code(self) -> str:
        """What cases find it by."""
        return self.what.code


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedRule:
    """A rule of the service that cannot be used here, and why. What ships holds in its place."""

    rule: OwnRule
    why: RuleFileRefused


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnWay:
    """The rules that hold, and those of the service that do not."""

    rules: WayRules
    refused: tuple[RefusedRule, ...]


def with_own_way(shipped: WayRules, own: Sequence[OwnRule]) -> OwnWay:
    """Return the rules with a service's own over those that ship.

    Of one code the newest that was not ended counts. One that cannot be read, names what is nowhere, or takes away what
    another names is refused, and what ships stays in its place.
    """
    held = in_force(own)
    return _laid(shipped, held) if held else OwnWay(rules=shipped, refused=())


def in_force(own: Sequence[OwnRule]) -> tuple[OwnRule, ...]:
    """Return the newest of each code that was not ended, in the order they were made."""
    newest: dict[tuple[RuleKind, str], OwnRule] = {}
    for one in sorted((one for one in own if one.ended_on is None), key=_made):
        newest[one.kind, one.code] = one
    return tuple(sorted(newest.values(), key=_made))


def guard_own(shipped: WayRules, before: Sequence[OwnRule], after: Sequence[OwnRule]) -> None:
    """Refuse a change after which a rule of the service would hold no more that held before, or never held.

    Raises:
        RuleFileRefused: names the rule and its line, and what is wrong.
    """
    known = {one.rule.id for one in with_own_way(shipped, before).refused}
    for one in with_own_way(shipped, after).refused:
        if one.rule.id not in known:
            raise one.why


def read_definitions(text: str, file: str) -> tuple[Definition, ...]:
    """Read every rule of a file named ``file``: steps, lists of reasons, clocks, gaps or sets of steps.

    Raises:
        RuleFileRefused: names file and line; nothing of it is used.
    """
    try:
        data = tomllib.loads(text)
        kinds = [kind for kind in RuleKind if KEYS[kind] in data]
        if len(kinds) != 1:
            raise RuleFileRefused(file, "its tables", f"must be of one kind: {', '.join(KEYS.values())}", 1)
        return _READ[kinds[0]](data, file)
    except tomllib.TOMLDecodeError as wrong:
        place = re.search(r"at line (\d+)", str(wrong))
        line = int(place.group(1)) if place else len(text.splitlines())
        raise RuleFileRefused(file, "what stands there", "is not written as a rule file is", line) from None
    except RuleFileRefused as refused:
        raise refused.at_line(refused.line or line_of(text, refused.key)) from None


def shipped_definition(rules: WayRules, kind: RuleKind, code: str) -> Definition | None:
    """Return a rule by its kind and code, or None where there is none."""
    return next((one for one in definitions(rules, kind) if one.code == code), None)


def definitions(rules: WayRules, kind: RuleKind) -> tuple[Definition, ...]:
    """Return every rule of a kind."""
    if kind is RuleKind.STEP:
        return tuple(
            Definition(kind=kind, what=step, lane=pathway.lane) for pathway in rules.pathways for step in pathway.steps
        )
    return tuple(Definition(kind=kind, what=one) for one in _several(rules, kind))


def name_of(rule: OwnRule) -> str:
    """Return what a rule of the service is called where it is refused."""
    return f"ours/{KEYS[rule.kind]}/{rule.code}"


KEYS: Mapping[RuleKind, str] = {
    RuleKind.STEP: "steps",
    RuleKind.REASONS: "lists",
    RuleKind.DUTY: "duties",
    RuleKind.GAP: "gaps",
    RuleKind.STEP_SET: "sets",
}
"""The table each kind of rule is written in."""

_SHIPPED = "what ships"


def _made(one: OwnRule) -> tuple[object, ...]:
    return one.made_at, one.id


@lru_cache(maxsize=8)
def _laid(shipped: WayRules, held: tuple[OwnRule, ...]) -> OwnWay:
    """Lay them over what ships. The same few are asked for with every read, so that they are read once."""
    read, bad = dict[OwnRule, Definition | None](), dict[OwnRule, RuleFileRefused]()
    for one in held:
        try:
            read[one] = _definition(one)
        except RuleFileRefused as why:
            bad[one] = why
    rules, refused = _fitted(shipped, read)
    bad |= refused
    return OwnWay(rules=rules, refused=tuple(RefusedRule(rule=one, why=bad[one]) for one in held if one in bad))


def _fitted(
    shipped: WayRules, read: Mapping[OwnRule, Definition | None]
) -> tuple[WayRules, dict[OwnRule, RuleFileRefused]]:
    """Return the rules with all that fits together: all at once, or else one after another until no more does."""
    try:
        return _all_of(shipped, read), {}
    except RuleFileRefused:
        rules, fits, refused = shipped, dict[OwnRule, Definition | None](), dict[OwnRule, RuleFileRefused]()
    waiting = list(read)
    while waiting:
        refused = {}
        for one in waiting:
            try:
                rules = _all_of(shipped, {**fits, one: read[one]})
                fits[one] = read[one]
            except RuleFileRefused as why:
                refused[one] = _as_ours(one, why)
        if len(refused) == len(waiting):
            break
        waiting = list(refused)
    return rules, refused


def _all_of(shipped: WayRules, read: Mapping[OwnRule, Definition | None]) -> WayRules:
    """Return the rules with all of these, every one held to every other."""
    rules = shipped
    for one, found in read.items():
        rules = _with(rules, one, found)
    _check(rules, {(one.kind, one.code): one for one in read})
    return rules


def _as_ours(rule: OwnRule, why: RuleFileRefused) -> RuleFileRefused:
    """Return a refusal under the name of the rule that brought it, with its line."""
    if why.file == name_of(rule):
        return why.at_line(why.line or line_of(rule.text, why.key))
    return RuleFileRefused(name_of(rule), "it", f"would take away what another rule needs ({why.key} {why.what})", 1)


def _definition(rule: OwnRule) -> Definition | None:
    """Return what a rule says; None where it says that what ships is not used."""
    if rule.is_left_out:
        return None
    found = read_definitions(rule.text, name_of(rule))
    if [(one.kind, one.code) for one in found] != [(rule.kind, rule.code)]:
        raise RuleFileRefused(name_of(rule), "code", f"must be {rule.code}, and nothing else may stand there", 1)
    return found[0]


def _with(rules: WayRules, rule: OwnRule, found: Definition | None) -> WayRules:
    """Return the rules with one more in the place of that of the same code, at the end where there is none, or out."""
    if found is None and rule.kind is RuleKind.REASONS:
        raise RuleFileRefused(name_of(rule), "this list", "cannot be left out: what cases hold is read by it")
    every = definitions(rules, rule.kind)
    stands = next((one for one in every if one.code == rule.code), None)
    if stands and found and stands.lane is not found.lane:
        raise RuleFileRefused(name_of(rule), "lane", f"must be {stands.lane}, where this step stands in every case", 1)
    own = (replace(found, what=_marked(found.what)),) if found else ()
    if stands is None:
        return _holding(rules, rule.kind, (*every, *own))
    at = every.index(stands)
    return _holding(rules, rule.kind, (*every[:at], *own, *every[at + 1 :]))


def _marked(what: What) -> What:
    return replace(what, is_own=True) if isinstance(what, Duty) else what


def _holding(rules: WayRules, kind: RuleKind, every: Sequence[Definition]) -> WayRules:
    """Return the rules with these, and no others, of their kind."""
    whats = [one.what for one in every]
    if kind is RuleKind.REASONS:
        return replace(rules, reasons=tuple(one for one in whats if isinstance(one, CodedList)))
    if kind is RuleKind.DUTY:
        return replace(rules, duties=tuple(one for one in whats if isinstance(one, Duty)))
    if kind is RuleKind.GAP:
        return replace(rules, gaps=tuple(one for one in whats if isinstance(one, GapRule)))
    if kind is RuleKind.STEP_SET:
        return replace(rules, step_sets=tuple(one for one in whats if isinstance(one, StepSet)))
    steps = {
        lane: tuple(one.what for one in every if one.lane is lane and isinstance(one.what, StepDefinition))
        for lane in Lane
    }
    return replace(rules, pathways=tuple(replace(one, steps=steps[one.lane]) for one in rules.pathways))


def _check(rules: WayRules, ours: Mapping[tuple[RuleKind, str], OwnRule]) -> None:
    """Hold every rule to all the others, each under the name of its file."""
    reasons = frozenset(one.code for one in rules.reasons)
    by_kind = {kind: _by_file(definitions(rules, kind), ours) for kind in RuleKind}
    for file, found in by_kind[RuleKind.STEP]:
        check_steps(file, [one for one in found if isinstance(one, StepDefinition)], rules.steps, reasons)
    for file, found in by_kind[RuleKind.DUTY]:
        duties = [one for one in found if isinstance(one, Duty)]
        check_duties(file, duties, rules.duties_by_code, rules.events)
    for file, found in by_kind[RuleKind.GAP]:
        check_gaps(file, [one for one in found if isinstance(one, GapRule)], rules.steps, rules.events)
    for file, found in by_kind[RuleKind.STEP_SET]:
        check_sets(file, [one for one in found if isinstance(one, StepSet)], rules.steps)


def _by_file(
    every: Sequence[Definition], ours: Mapping[tuple[RuleKind, str], OwnRule]
) -> list[tuple[str, Sequence[What]]]:
    """Return what ships together, and each of the service's by itself, so that what is refused can be named."""
    own = [(name_of(ours[one.kind, one.code]), (one.what,)) for one in every if (one.kind, one.code) in ours]
    return [*own, (_SHIPPED, [one.what for one in every if (one.kind, one.code) not in ours])]


def _several(rules: WayRules, kind: RuleKind) -> Sequence[What]:
    several: Mapping[RuleKind, Sequence[What]] = {
        RuleKind.REASONS: rules.reasons,
        RuleKind.DUTY: rules.duties,
        RuleKind.GAP: rules.gaps,
        RuleKind.STEP_SET: rules.step_sets,
    }
    return several[kind]


def _steps_of(data: Mapping[str, object], file: str) -> tuple[Definition, ...]:
    found = parse_pathway(data, file)
    return tuple(Definition(kind=RuleKind.STEP, what=one, lane=found.lane) for one in found.steps)


def _reader(
    kind: RuleKind, parse: Callable[[Mapping[str, object], str], Sequence[What]]
) -> Callable[[Mapping[str, object], str], tuple[Definition, ...]]:
    return lambda data, file: tuple(Definition(kind=kind, what=one) for one in parse(data, file))


_READ: Mapping[RuleKind, Callable[[Mapping[str, object], str], tuple[Definition, ...]]] = {
    RuleKind.STEP: _steps_of,
    RuleKind.REASONS: _reader(RuleKind.REASONS, parse_coded_lists),
    RuleKind.DUTY: _reader(RuleKind.DUTY, parse_duties),
    RuleKind.GAP: _reader(RuleKind.GAP, parse_gaps),
    RuleKind.STEP_SET: _reader(RuleKind.STEP_SET, parse_step_sets),
}
