"""What lights up as missing on somebody's way, and what lets it go out."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.duties import Counted
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.gap_rules import gaps_lit
from advocate_desk.domain.gaps import GapRule, parse_gaps
from advocate_desk.domain.settings import Nation
from advocate_desk.domain.working_days import count_on
from tests.support.letters import shipped_rules
from tests.support.records import TODAY, numbered

RULES = shipped_rules()
GAPS = {gap.code: gap for gap in RULES.way.gaps}
HOLIDAYS: BankHolidays = RULES.holidays


def _ends(counted: Counted, event: CaseEvent) -> date | None:
    return count_on(counted, event.on, event.at, HOLIDAYS, Nation.ENGLAND).on if event.on else None


def _event(code: str, days_ago: int, line: int | None = None) -> CaseEvent:
    on = TODAY - timedelta(days=days_ago)
    return CaseEvent(code=code, on=on, record_id=numbered(700), line_id=numbered(line) if line else None)


def _lit(events: list[CaseEvent], touched: tuple[str, ...] = (), rule: GapRule | None = None) -> list[str]:
    rules = [rule] if rule else list(GAPS.values())
    return [gap.words for gap in gaps_lit(rules, events, touched, TODAY, _ends)]


@pytest.mark.parametrize(
    ("code", "event", "days_ago", "words"),
    [
        ("no_advocate_offered", "police_report.reported", 16, "Reported 16 days ago, no ISVA or IDVA offered"),
        ("no_marac_decision", "risk.assessed.high", 4, "High risk for 4 days, no decision on MARAC"),
        (
            "no_sarc_talked_about",
            "incident.happened.sexual",
            1,
            "Sexual violence 1 day ago, referral centre not talked about",
        ),
        ("no_report_status", "contact.spoken", 14, "In touch for 14 days, whether it was reported not asked"),
        ("no_child_support", "child.here", 20, "20 days here, no support offered for a child"),
        ("no_immigration_adviser", "plan.need.immigration", 5, "Immigration asked about 5 days ago, no adviser yet"),
        ("no_measures_asked", "charge.charged", 10, "Charged 10 days ago, wishes for court not asked"),
        ("nobody_goes_along", "hearing.alone", -7, "Hearing in 7 days, nobody named to go with her"),
        (
            "order_not_served",
            "order.made.non_molestation",
            3,
            "Order made 3 days ago, no day on which it was served",
        ),
        (
            "compensation_limit_near",
            "incident.happened.physical",
            600,
            "Incident 600 days ago, compensation not talked about: two years is the usual limit",
        ),
    ],
)
def test_a_gap_is_said_with_its_days_until_its_step_is_begun_or_left(
    code: str, event: str, days_ago: int, words: str
) -> None:
    rule, events = GAPS[code], [_event(event, days_ago)]
    assert _lit(events, rule=rule) == [words]
    assert words in _lit(events)
    assert _lit(events, (rule.offer,), rule) == []
    assert _lit([replace(events[0], on=None)], rule=rule) == [], "of a day nobody knows nothing is counted"


@pytest.mark.parametrize(
    ("code", "event", "days_ago"),
    [
        ("no_advocate_offered", "police_report.reported", 1),
        ("no_report_status", "contact.spoken", 13),
        ("no_sarc_talked_about", "incident.happened.sexual", 11),
        ("no_medicine_talked_about", "incident.happened.sexual", 6),
        ("compensation_limit_near", "incident.happened.physical", 500),
        ("compensation_limit_near", "incident.happened.physical", 7000),
        ("nobody_goes_along", "hearing.alone", -15),
        ("nobody_goes_along", "hearing.alone", 1),
        ("no_marac_decision", "risk.assessed.medium", 40),
    ],
)
def test_before_its_time_and_where_it_would_come_too_late_nothing_is_lit(code: str, event: str, days_ago: int) -> None:
    assert _lit([_event(event, days_ago)], rule=GAPS[code]) == []


def test_what_happened_a_second_time_is_lit_where_the_first_is_long_past() -> None:
    events = [_event("incident.happened.sexual", 900), _event("incident.happened.sexual", 2)]
    assert _lit(events, rule=GAPS["no_sarc_talked_about"]) == [
        "Sexual violence 2 days ago, referral centre not talked about"
    ]


def test_an_order_that_was_served_goes_out_and_another_stays_lit() -> None:
    made = [_event("order.made.non_molestation", 9, line=1), _event("order.made.occupation", 3, line=2)]
    rule = GAPS["order_not_served"]
    assert _lit([*made, _event("order.served", 8, line=1)], rule=rule) == [
        "Order made 3 days ago, no day on which it was served"
    ]
    assert _lit([*made, *(_event("order.served", 1, line=line) for line in (1, 2))], rule=rule) == []


def test_a_referral_to_marac_is_a_decision() -> None:
    events = [_event("risk.assessed.high", 9), _event("marac.referred", 2, line=5)]
    assert _lit(events, rule=GAPS["no_marac_decision"]) == []


def test_a_gap_ahead_counts_in_days_and_goes_out_for_known_events_only() -> None:
    row: dict[str, Any] = {
        "code": "ahead",
        "words": "In {days} days",
        "rule": "WD",
        "amount": 5,
        "unit": "working days",
        "starts": ["hearing.alone"],
        "without": ["health"],
        "offer": "health",
        "is_ahead": True,
        "source": "Invented",
        "evidence": "design",
        "checked_on": date(2026, 11, 23),
    }
    with pytest.raises(RuleFileRefused, match="counts back from a day to come"):
        parse_gaps({"gaps": [row]}, "gaps.toml")
    (gap,) = parse_gaps({"gaps": [{**row, "rule": "CAL", "unit": "days"}]}, "gaps.toml")
    assert (gap.is_ahead, gap.shown_for, gap.unless) == (True, None, ())
