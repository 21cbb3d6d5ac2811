"""What a service changes in the rules: read as strictly as what ships, checked as a whole, never half in force."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from advocate_desk.app.rules import rulebook
from advocate_desk.domain.bank_holidays import with_bank_days
from advocate_desk.domain.duties import Duty
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.own_rules import BankDay, OwnRule, RuleKind
from advocate_desk.domain.own_way import definitions, guard_own, read_definitions, with_own_way
from advocate_desk.domain.rule_text import definition_text, duty_text
from advocate_desk.domain.settings import Nation

RULES = rulebook()
WAY = RULES.way
DUTY = WAY.duties[0]
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
US = UUID(int=7)

STEP = """\
lane = "support"

[[steps]]
code = "fares"
title = "Fares to court"
guidance = "The court pays for the journey of a witness."
source = "Our own list"
evidence = "local"
checked_on = 2026-11-23
"""
GAP = """\
[[gaps]]
code = "fares_not_asked"
words = "A trial is coming, fares were not asked for"
rule = "CAL"
amount = 14
unit = "days"
starts = ["hearing.held"]
without = ["fares"]
offer = "fares"
source = "Our own list"
evidence = "local"
checked_on = 2026-11-23
"""


def own(kind: RuleKind, code: str, text: str = "", minute: int = 0, **more: object) -> OwnRule:
    rule = OwnRule(
        id=uuid4(),
        kind=kind,
        code=code,
        text=text,
        why="Agreed in our team",
        made_at=NOW + timedelta(minutes=minute),
        made_by=US,
    )
    return replace(rule, **more)


def ours(amount: int, minute: int = 0, **more: object) -> OwnRule:
    """Return the first clock with an amount of the service's own."""
    first = replace(DUTY.limbs[0], amount=amount)
    return own(RuleKind.DUTY, DUTY.code, duty_text(replace(DUTY, limbs=(first, *DUTY.limbs[1:]))), minute, **more)


def first_duty(rules: Sequence[OwnRule]) -> Duty:
    return with_own_way(WAY, rules).rules.duties_by_code[DUTY.code]


@pytest.mark.parametrize("kind", RuleKind)
def test_every_rule_that_ships_reads_the_same_once_it_was_written_out(kind: RuleKind) -> None:
    for one in definitions(WAY, kind):
        assert read_definitions(definition_text(one), "ours.toml") == (one,)


def test_words_with_every_sign_come_back_as_they_were() -> None:
    odd = replace(DUTY, note='“Quoted” "so" \\ back, tab\t, line\nand \x7f, é, 🏠')
    (read,) = read_definitions(duty_text(odd), "ours.toml")
    assert read.what == odd


def test_a_clock_of_the_services_own_takes_the_place_of_the_one_that_ships_and_no_other() -> None:
    laid = with_own_way(WAY, [ours(3)])
    assert laid.refused == ()
    mine = laid.rules.duties_by_code[DUTY.code]
    assert (mine.limbs[0].amount, mine.is_own) == (3, True)
    assert [one.code for one in laid.rules.duties] == [one.code for one in WAY.duties]
    assert laid.rules.duties[1:] == WAY.duties[1:]
    assert WAY.duties[0].limbs[0].amount == DUTY.limbs[0].amount


def test_the_newest_that_was_not_ended_counts_and_without_any_what_ships() -> None:
    assert first_duty([ours(3), ours(4, minute=1)]).limbs[0].amount == 4
    assert first_duty([ours(3), ours(4, minute=1, ended_on=date(2026, 11, 24))]).limbs[0].amount == 3
    assert first_duty([ours(3, ended_on=date(2026, 11, 24))]) is DUTY


def test_a_step_and_the_gap_that_offers_it_hold_together_in_whatever_order_they_were_written() -> None:
    step, gap = (
        own(RuleKind.STEP, "fares", STEP, 1),
        own(RuleKind.GAP, "fares_not_asked", GAP.replace("hearing.held", STARTS)),
    )
    laid = with_own_way(WAY, [step, gap])
    assert laid.refused == ()
    assert laid.rules.steps["fares"].title == "Fares to court"
    assert laid.rules.gaps[-1].offer == "fares"


STARTS = WAY.gaps[0].since.starts[0]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('unit = "days"', 'unit = "fortnights"', 6, "must be one of"),
        ('source = "Our own list"\n', "", 1, "is missing"),
        ('offer = "fares"', 'offer = "no_such_step"', 8, "no_such_step, which is no step"),
        (f'starts = ["{STARTS}"]', 'starts = ["never.happens"]', 7, "never.happens, which is no event"),
        ("amount = 14", "amount = ", 5, "not written as a rule file is"),
        ('code = "fares_not_asked"', 'code = "another"', 1, "must be fares_not_asked"),
    ],
)
def test_a_rule_that_does_not_hold_is_refused_with_its_line_and_all_the_others_hold(
    old: str, new: str, line: int, told: str
) -> None:
    text = GAP.replace("hearing.held", STARTS)
    assert old in text
    laid = with_own_way(
        WAY,
        [
            own(RuleKind.STEP, "fares", STEP),
            own(RuleKind.GAP, "fares_not_asked", text.replace(old, new), 1),
            ours(3, 2),
        ],
    )
    (refused,) = laid.refused
    assert (refused.rule.code, refused.why.line, refused.why.file) == (
        "fares_not_asked",
        line,
        "ours/gaps/fares_not_asked",
    )
    assert told in str(refused.why)
    assert laid.rules.gaps == WAY.gaps
    assert "fares" in laid.rules.steps
    assert laid.rules.duties_by_code[DUTY.code].limbs[0].amount == 3


def test_steps_that_are_part_of_one_another_are_refused_and_what_ships_stays() -> None:
    one = STEP.replace("evidence", 'part_of = "taxi"\nevidence')
    two = one.replace('"fares"', '"taxi"').replace('part_of = "taxi"', 'part_of = "fares"')
    laid = with_own_way(WAY, [own(RuleKind.STEP, "fares", one), own(RuleKind.STEP, "taxi", two, 1)])
    assert [refused.rule.code for refused in laid.refused] == ["fares", "taxi"]
    assert laid.rules.steps.keys() == WAY.steps.keys()


def test_what_another_rule_needs_is_not_left_out() -> None:
    needed = WAY.gaps[0].offer
    laid = with_own_way(WAY, [own(RuleKind.STEP, needed, is_left_out=True)])
    assert needed in laid.rules.steps
    assert "would take away what another rule needs" in str(laid.refused[0].why)
    gap = WAY.gaps[0].code
    alone = with_own_way(WAY, [own(RuleKind.GAP, gap, is_left_out=True)])
    assert alone.refused == ()
    assert gap not in [one.code for one in alone.rules.gaps]


def test_a_step_stays_in_its_lane_and_a_list_of_reasons_stays() -> None:
    lane = next(one.lane for one in definitions(WAY, RuleKind.STEP) if one.lane and one.lane != "support")
    code = next(one.code for one in definitions(WAY, RuleKind.STEP) if one.lane == lane)
    moved = own(RuleKind.STEP, code, STEP.replace("fares", code))
    gone = own(RuleKind.REASONS, WAY.reasons[0].code, is_left_out=True)
    laid = with_own_way(WAY, [moved, gone])
    assert len(laid.refused) == 2
    assert laid.rules.steps[code] == WAY.steps[code]
    assert laid.rules.reasons == WAY.reasons


def test_a_change_that_takes_away_what_a_rule_of_ours_needs_is_not_made() -> None:
    before = [
        own(RuleKind.STEP, "fares", STEP),
        own(RuleKind.GAP, "fares_not_asked", GAP.replace("hearing.held", STARTS), 1),
    ]
    guard_own(WAY, [], before)
    with pytest.raises(RuleFileRefused, match="fares"):
        guard_own(WAY, before, [replace(before[0], ended_on=date(2026, 11, 24)), before[1]])


def test_the_same_changes_are_read_once() -> None:
    rules = [ours(3)]
    assert with_own_way(WAY, rules).rules is with_own_way(WAY, [replace(rules[0])]).rules


def test_a_day_is_added_to_one_nation_taken_out_again_and_the_list_ends_where_it_ended() -> None:
    jubilee = date(2027, 6, 4)
    added = BankDay(
        id=uuid4(), nation=Nation.WALES, day=jubilee, is_holiday=True, source="gov.uk", made_at=NOW, made_by=US
    )
    holidays = with_bank_days(RULES.holidays, [added])
    assert jubilee in holidays.of(Nation.WALES)
    assert jubilee not in holidays.of(Nation.ENGLAND)
    assert holidays.ends == RULES.holidays.ends
    out = replace(added, id=uuid4(), is_holiday=False, made_at=NOW + timedelta(minutes=1))
    assert jubilee not in with_bank_days(RULES.holidays, [out, added]).of(Nation.WALES)
    christmas = replace(out, day=date(2026, 12, 25))
    assert christmas.day not in with_bank_days(RULES.holidays, [christmas]).of(Nation.WALES)
    assert with_bank_days(RULES.holidays, []) is RULES.holidays
