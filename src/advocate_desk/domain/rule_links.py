"""Whether rules that name one another do so: events, steps, lists of reasons; and that no chain of them is a circle."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from advocate_desk.domain.case_events import EVENTS_OF_ORDERS, RecordEvent, of_kind
from advocate_desk.domain.case_moves import ClosureReason
from advocate_desk.domain.cases import ReferralSource
from advocate_desk.domain.circles import is_circle
from advocate_desk.domain.duties import Counted, Duty
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.gaps import GapRule, StepSet
from advocate_desk.domain.incidents import IncidentKind
from advocate_desk.domain.key_date_kinds import KeyDateKind
from advocate_desk.domain.order_kinds import OrderKind
from advocate_desk.domain.pathway_steps import StepDefinition
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.support_plan import NeedArea


def known_events(
    steps: Iterable[StepDefinition], key_dates: Iterable[KeyDateKind], orders: Iterable[OrderKind]
) -> frozenset[str]:
    """Return the codes of every event a clock may name."""
    stages = (f"{step.code}.{stage.code}" for step in steps for stage in step.stages)
    of_orders = (of_kind(event, order.code) for order in orders for event in EVENTS_OF_ORDERS)
    of_kinds = (of_kind(event, kind) for event, kinds in _KINDS.items() for kind in kinds)
    return frozenset((*stages, *(one.code for one in key_dates), *RecordEvent, *of_orders, *of_kinds))


def check_steps(
    file: str, steps: Sequence[StepDefinition], every: Mapping[str, StepDefinition], reasons: frozenset[str]
) -> None:
    """Refuse steps that are part of one that is not there or of one another, or choose from a list nobody wrote.

    Raises:
        RuleFileRefused: with the file and the step.
    """
    parts = {code: step.part_of for code, step in every.items()}
    for number, step in enumerate(steps, start=1):
        if step.part_of and step.part_of not in every:
            raise RuleFileRefused(file, f"steps[{number}].part_of", "is no step")
        if is_circle(step.code, parts):
            raise RuleFileRefused(file, f"steps[{number}].part_of", "leads back to the step itself, in a circle")
        if strange := sorted({one.reasons for one in step.stages if one.reasons} - reasons):
            raise RuleFileRefused(file, f"steps[{number}].stages", f"choose from {strange[0]}, which is no list")


def check_duties(file: str, duties: Sequence[Duty], every: Mapping[str, Duty], events: frozenset[str]) -> None:
    """Refuse clocks that count from or end with no known event, or run after one another in a circle.

    Raises:
        RuleFileRefused: with the file and the clock.
    """
    after = {code: duty.after for code, duty in every.items()}
    for number, duty in enumerate(duties, start=1):
        named = {*_starts(duty.limbs), *_starts(duty.extends_to), *duty.ends, *duty.expected_after}
        named |= {*duty.happened, *duty.told}
        if strange := sorted(named - events):
            raise RuleFileRefused(file, f"duties[{number}].starts", f"or ends name {strange[0]}, which is no event")
        if duty.after and duty.after not in every:
            raise RuleFileRefused(file, f"duties[{number}].after", "is no clock")
        if is_circle(duty.code, after):
            raise RuleFileRefused(file, f"duties[{number}].after", "leads back to the clock itself, in a circle")


def check_gaps(file: str, gaps: Sequence[GapRule], steps: Mapping[str, StepDefinition], events: frozenset[str]) -> None:
    """Refuse gaps that count from no known event, or name no step.

    Raises:
        RuleFileRefused: with the file and the gap.
    """
    for number, gap in enumerate(gaps, start=1):
        if strange := sorted(set(gap.since.starts) - events):
            raise RuleFileRefused(file, f"gaps[{number}].starts", f"name {strange[0]}, which is no event")
        if strange := sorted(set(gap.unless) - events):
            raise RuleFileRefused(file, f"gaps[{number}].unless", f"names {strange[0]}, which is no event")
        if strange := sorted({*gap.without, gap.offer} - steps.keys()):
            raise RuleFileRefused(file, f"gaps[{number}].without", f"or offer names {strange[0]}, which is no step")


def check_sets(file: str, sets: Sequence[StepSet], steps: Mapping[str, StepDefinition]) -> None:
    """Refuse sets of steps that are none.

    Raises:
        RuleFileRefused: with the file and the set.
    """
    for number, one in enumerate(sets, start=1):
        if strange := sorted({each.step for each in one.steps} - steps.keys()):
            raise RuleFileRefused(file, f"sets[{number}].steps", f"name {strange[0]}, which is no step")


_KINDS: Mapping[RecordEvent, type[StrEnum]] = {
    RecordEvent.RECEIVED: ReferralSource,
    RecordEvent.CLOSED: ClosureReason,
    RecordEvent.INCIDENT: IncidentKind,
    RecordEvent.RISK_ASSESSED: RiskLevel,
    RecordEvent.NEED: NeedArea,
}
"""The events that are told apart by what they are of."""


def _starts(counted: Iterable[Counted]) -> set[str]:
    return {code for one in counted for code in one.starts}
