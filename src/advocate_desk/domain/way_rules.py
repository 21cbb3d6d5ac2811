"""The rules of the way to report, support and justice: steps, clocks, orders, gaps; read and checked together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, TypeVar

from advocate_desk.domain.case_events import RecordEvent
from advocate_desk.domain.coded_words import CodedList, parse_coded_lists
from advocate_desk.domain.duties import Duty, parse_duties
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.gaps import GapRule, StepSet, parse_gaps, parse_step_sets
from advocate_desk.domain.key_date_kinds import KeyDateKind, parse_key_date_kinds
from advocate_desk.domain.order_kinds import OrderKind, parse_order_kinds
from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.pathway_steps import MoreSteps, Pathway, StepDefinition, parse_pathway
from advocate_desk.domain.rule_links import check_duties, check_gaps, check_sets, check_steps, known_events

Tables = Sequence[tuple[str, Mapping[str, object]]]
"""Parsed rule files of one folder, each with its name."""
FOLDERS = ("pathways", "reasons", "duties", "key_dates", "orders", "measures", "gaps", "step_sets")
"""The folders of resources that hold them."""
RuleT = TypeVar("RuleT")
Named = tuple[str, tuple[RuleT, ...]]


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


# No slots: what is looked up by code is laid out once. Not compared by what it holds: what is worked out from the rules
# is kept by them, and reading them through would cost more.
@dataclass(frozen=True, kw_only=True, eq=False)
class WayRules:
    """Everything that is data about steps and clocks, as it ships or as a service has it."""

    pathways: tuple[Pathway, ...]
    reasons: tuple[CodedList, ...]
    duties: tuple[Duty, ...]
    key_dates: tuple[KeyDateKind, ...]
    orders: tuple[OrderKind, ...]
    measures: CodedList
    gaps: tuple[GapRule, ...]
    step_sets: tuple[StepSet, ...]

    def pathway(self, lane: Lane) -> Pathway:
        """Return a lane's steps."""
        return next(pathway for pathway in self.pathways if pathway.lane is lane)

    @cached_property
    def steps(self) -> Mapping[str, StepDefinition]:
        """Every step by its code."""
        return {step.code: step for pathway in self.pathways for step in pathway.steps}

    @cached_property
    def duties_by_code(self) -> Mapping[str, Duty]:
        """Every clock by its code."""
        return {duty.code: duty for duty in self.duties}

    @cached_property
    def events(self) -> frozenset[str]:
        """The codes of every event a clock may name."""
        return known_events(self.steps.values(), self.key_dates, self.orders)

    def reason_list(self, code: str) -> CodedList | None:
        """Return a list of reasons, or None where no version knows it."""
        return next((one for one in self.reasons if one.code == code), None)

    def order_kind(self, code: str) -> OrderKind | None:
        """Return a kind of order, or None where no version knows it."""
        return next((one for one in self.orders if one.code == code), None)

    def key_date(self, code: str) -> KeyDateKind | None:
        """Return a kind of key date, or None where no version knows it."""
        return next((one for one in self.key_dates if one.code == code), None)

    def event_words(self, code: str) -> str:
        """Return what an event is called: "Charged", "Order served"; its code where no version knows it."""
        step, _, stage = code.partition(".")
        found = self.steps.get(step)
        if found and (at := found.stage(stage)):
            return f"{found.title}: {at.title}"
        if kind := self.key_date(code):
            return kind.title
        event, _, order = code.rpartition(".")
        if made := self.order_kind(order):
            return f"{made.title}: {_RECORD_WORDS.get(event, event).casefold().removeprefix('order ')}"
        return _RECORD_WORDS.get(code, _RECORD_WORDS.get(event, code))


def parse_way_rules(folders: Mapping[str, Tables]) -> WayRules:
    """Read every rule file of `FOLDERS`.

    Raises:
        RuleFileRefused: a file is malformed, two say the same, one is missing, or one names what is in none.
    """
    pathways = [(name, parse_pathway(data, name)) for name, data in folders["pathways"]]
    reasons, duties = _read(folders["reasons"], parse_coded_lists), _read(folders["duties"], parse_duties)
    key_dates = _read(folders["key_dates"], parse_key_date_kinds)
    orders, measures = _read(folders["orders"], parse_order_kinds), _read(folders["measures"], parse_coded_lists)
    gaps, sets = _read(folders["gaps"], parse_gaps), _read(folders["step_sets"], parse_step_sets)
    once("measures", "lists", [one.code for _, found in measures for one in found], at_most=1)
    rules = WayRules(
        pathways=_lanes(pathways),
        reasons=_all(reasons),
        duties=_all(duties),
        key_dates=_all(key_dates),
        orders=_all(orders),
        measures=_all(measures)[0],
        gaps=_all(gaps),
        step_sets=_all(sets),
    )
    _codes_once("pathways", "steps", [(file, found.steps) for file, found in pathways])
    _codes_once("reasons", "lists", reasons)
    _codes_once("duties", "duties", duties)
    _codes_once("key_dates", "key_dates", key_dates)
    _codes_once("orders", "orders", orders)
    _codes_once("gaps", "gaps", gaps)
    _codes_once("step_sets", "sets", sets)
    _check_links(rules, pathways, duties, gaps, sets)
    return rules


def once(folder: str, key: str, said: Sequence[str], needed: int = 1, at_most: int | None = None) -> None:
    """Refuse what two files of a folder say, or too few.

    Raises:
        RuleFileRefused: with the folder and the key.
    """
    if len(set(said)) < len(said) or (at_most is not None and len(said) > at_most):
        raise RuleFileRefused(f"{folder}/", key, "is said by two files")
    if len(said) < needed:
        raise RuleFileRefused(f"{folder}/", key, f"must be said by {needed} at least")


def _codes_once(folder: str, key: str, files: Sequence[tuple[str, Sequence[_Coded]]]) -> None:
    """Refuse a code that a file before has, with the file and the row that say it again, or a folder without any."""
    said: dict[str, str] = {}
    for file, found in files:
        for number, one in enumerate(found, start=1):
            if one.code in said:
                again = f"is said by two files: {one.code} stands in {said[one.code]} already"
                raise RuleFileRefused(file, f"{key}[{number}].code", again)
            said[one.code] = file
    once(folder, "code", list(said))


def _check_links(
    rules: WayRules,
    pathways: Sequence[tuple[str, Pathway | MoreSteps]],
    duties: Sequence[Named[Duty]],
    gaps: Sequence[Named[GapRule]],
    sets: Sequence[Named[StepSet]],
) -> None:
    reasons = frozenset(one.code for one in rules.reasons)
    for file, pathway in pathways:
        check_steps(file, pathway.steps, rules.steps, reasons)
    for file, found in duties:
        check_duties(file, found, rules.duties_by_code, rules.events)
    for file, lit in gaps:
        check_gaps(file, lit, rules.steps, rules.events)
    for file, several in sets:
        check_sets(file, several, rules.steps)


def _lanes(found: Sequence[tuple[str, Pathway | MoreSteps]]) -> tuple[Pathway, ...]:
    lanes = [one for _, one in found if isinstance(one, Pathway)]
    once("pathways", "lane", [one.lane for one in lanes], needed=len(Lane))
    more = [one for _, one in found if isinstance(one, MoreSteps)]
    in_order = sorted(lanes, key=lambda one: list(Lane).index(one.lane))
    return tuple(
        replace(lane, steps=(*lane.steps, *(step for one in more if one.lane is lane.lane for step in one.steps)))
        for lane in in_order
    )


def _read(
    files: Tables, parse: Callable[[Mapping[str, object], str], tuple[RuleT, ...]]
) -> list[tuple[str, tuple[RuleT, ...]]]:
    return [(name, parse(data, name)) for name, data in files]


def _all(found: Sequence[tuple[str, tuple[RuleT, ...]]]) -> tuple[RuleT, ...]:
    return tuple(one for _, several in found for one in several)


_RECORD_WORDS: Mapping[str, str] = {
    RecordEvent.BORN: "Born",
    RecordEvent.CHILD_BORN: "Child born",
    RecordEvent.CHILD_HERE: "Came in with a child",
    RecordEvent.RECEIVED: "Referral came in",
    RecordEvent.LOOKED_AT: "Referral looked at",
    RecordEvent.CLOSED: "Case closed",
    RecordEvent.SPOKEN: "Spoken with",
    RecordEvent.INCIDENT: "Incident",
    RecordEvent.RISK_ASSESSED: "Risk assessed",
    RecordEvent.MARAC_REFERRED: "Referred to MARAC",
    RecordEvent.MARAC_MET: "MARAC met",
    RecordEvent.MARAC_TOLD: "Told what came of the MARAC",
    RecordEvent.REFERRAL_SENT: "Referral sent",
    RecordEvent.ORDER_MADE: "Order made",
    RecordEvent.ORDER_SERVED: "Order served",
    RecordEvent.ORDER_BEGINS: "Order begins",
    RecordEvent.ORDER_BREACHED: "Order broken",
    RecordEvent.HEARING: "Hearing held",
    RecordEvent.HEARING_ALONE: "Hearing ahead, nobody named to go along",
    RecordEvent.NEED: "Need told",
}
