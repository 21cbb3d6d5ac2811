"""The engine of the clocks: how long it takes to count fifty thousand due dates; the limit counts the bare days."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from uuid import UUID

from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.clock_engine import DutyTable, clocks_of
from advocate_desk.domain.clocks import Clock, ClockFacts
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.working_days import count_on
from tools.bench.measuring import Row, in_turns

DUE_DATES = 50_000
_WITHIN = 1_000.0
"""Milliseconds: at least so many due dates a second."""
_CASES, _EVENTS_EACH = 300, 12
_NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def counting(rules: Rulebook, rounds: int) -> Row:
    """Count every clock of invented cases, so many times; both times stand for `DUE_DATES` due dates."""
    cases, duties = _cases(rules), DutyTable(rules.way.duties)
    found = [clock for case in cases for clock in _count(case, duties, rules)]
    dated = [clock for clock in found if clock.due.on and clock.start and clock.start.on]
    in_all = sum(bool(clock.due.on) + bool(clock.with_enhanced) for clock in found)
    of_all, bare = in_turns(
        [lambda: [_count(case, duties, rules) for case in cases]] * rounds, [lambda: _bare(dated, rules)] * rounds
    )
    ours, limit = of_all * DUE_DATES / in_all, bare * DUE_DATES / len(dated)
    return Row(
        what=f"{DUE_DATES:,} due dates", ours=ours, limit=limit, limit_is="the counting of days alone", within=_WITHIN
    )


def _count(case: ClockFacts, duties: DutyTable, rules: Rulebook) -> Sequence[Clock]:
    return clocks_of(case, duties, rules.holidays, _NOW)


def _bare(clocks: Sequence[Clock], rules: Rulebook) -> None:
    for clock in clocks:
        if clock.start and clock.start.on:
            count_on(clock.counted, clock.start.on, clock.start.at, rules.holidays, clock.duty.nations[0])


def _cases(rules: Rulebook) -> list[ClockFacts]:
    codes = sorted({code for duty in rules.way.duties for limb in duty.limbs for code in limb.starts})
    endless = cycle(codes)
    return [
        ClockFacts(
            case_id=UUID(int=number),
            events=tuple(
                CaseEvent(
                    code=code, on=date(2025, 6, 1) + timedelta(days=(number * 31 + each * 37) % 500), record_id=id_
                )
                for each, code in enumerate(islice(endless, _EVENTS_EACH))
                if (id_ := UUID(int=number * 1000 + each))
            ),
            born_on=date(1990, 1, 1),
        )
        for number in range(1, _CASES + 1)
    ]
