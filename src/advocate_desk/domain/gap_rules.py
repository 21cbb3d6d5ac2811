"""Gaps on somebody's way, lit up: something happened long enough ago, and what usually helps was neither begun nor
left by choice.

A gap is a question to the advocate, never to her. What is not wanted is no gap.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.duties import Counted
from advocate_desk.domain.gaps import GapRule

Ends = Callable[[Counted, CaseEvent], date | None]
"""When a period counted from an event ends; None where nobody knows since when it counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """One gap. ``words`` say it with its days; ``since`` is the event it counts from."""

    rule: GapRule
    words: str
    since: CaseEvent
    days: int


def gaps_lit(
    rules: Sequence[GapRule], events: Iterable[CaseEvent], touched: Iterable[str], today: date, ends: Ends
) -> tuple[Gap, ...]:
    """Return the gaps of a case, the longest first.

    Args:
        rules: the rules of gaps.
        events: everything that happened in the case; of one whose day nobody knows nothing is counted.
        touched: the codes of steps of the case that were begun, or that she does not want.
        today: the day in Europe/London.
        ends: how a period is counted.
    """
    known, steps = [event for event in events if event.on is not None], frozenset(touched)
    found = [
        gap for rule in rules if not steps & {*rule.without, rule.offer} and (gap := _lit(rule, known, today, ends))
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.days, gap.rule.code)))


def _lit(rule: GapRule, events: Sequence[CaseEvent], today: date, ends: Ends) -> Gap | None:
    filled = [event for event in events if event.code in rule.unless]
    starts = [
        (event.on, event)
        for event in events
        if event.code in rule.since.starts and event.on is not None and not _is_filled(event, filled)
    ]
    lit = [(on, event) for on, event in starts if _is_lit(rule, event, on, today, ends)]
    if not lit:
        return None
    on, since = min(lit, key=lambda one: one[0])
    days = abs((today - on).days)
    return Gap(rule=rule, words=_words(rule.words, days), since=since, days=days)


def _is_lit(rule: GapRule, event: CaseEvent, on: date, today: date, ends: Ends) -> bool:
    if rule.is_ahead:
        return 0 <= (on - today).days <= rule.since.amount
    until = ends(rule.since, event)
    in_time = rule.shown_for is None or (today - on).days <= rule.shown_for
    return until is not None and until <= today and in_time


def _is_filled(event: CaseEvent, filled: Iterable[CaseEvent]) -> bool:
    return any(one.line_id is None or event.line_id is None or one.line_id == event.line_id for one in filled)


def _words(words: str, days: int) -> str:
    said = words.replace("{days}", str(days))
    return said.replace("1 days", "1 day") if days == 1 else said
