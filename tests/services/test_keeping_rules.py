"""A service's own clocks, steps and bank holidays: kept with who, when and why, in force at once, taken back whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advocate_desk.domain.duties import Unit
from advocate_desk.domain.errors import EntryRefused, NotAllowed, RuleFileRefused
from advocate_desk.domain.own_rules import RuleKind
from advocate_desk.domain.settings import Nation
from advocate_desk.services.keep_bank_days import KeepBankDays
from advocate_desk.services.keep_rules import ClockForm, KeepRules
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, SUPERVISOR, Office

JUBILEE = date(2027, 6, 4)


def form(office: Office, amount: int = 3, **more: object) -> ClockForm:
    first = office.rules.way.duties[0]
    asked = ClockForm(
        code=first.code,
        amount=amount,
        unit=first.limbs[0].unit,
        source="Agreed with the police of our area",
        checked_on=date(2026, 11, 20),
        why="Our area does it sooner",
    )
    return replace(asked, **more)


def amount_now(session: Session, office: Office) -> int:
    with session.work() as unit:
        return rules_in_force(unit, office.rules).way.duties[0].limbs[0].amount


def test_a_changed_clock_holds_at_once_and_says_who_changed_it_and_why(office: Office) -> None:
    shipped = office.rules.way.duties[0].limbs[0].amount
    with office.as_user(SUPERVISOR) as session:
        rules = KeepRules(session, office.rules)
        changed = rules.change_clock(form(office, shipped + 1))
        assert amount_now(session, office) == shipped + 1
        (line,) = rules.view().changes
        assert (line.rule.why, line.made_by, line.holds) == ("Our area does it sooner", SUPERVISOR, True)
        again = rules.change_clock(form(office, shipped + 2))
        assert [one.holds for one in rules.view().changes] == [True, False]
        rules.end([again])
        assert amount_now(session, office) == shipped + 1
        rules.end([changed])
        assert amount_now(session, office) == shipped
        rules.bring_back([changed])
        assert amount_now(session, office) == shipped + 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"amount": 0}, "whole number"),
        ({"source": " "}, "where this was read"),
        ({"why": ""}, "Say why"),
        ({"checked_on": date(2031, 1, 1)}, "still to come"),
        ({"code": "no_such_clock"}, "No rules here know"),
        ({"unit": Unit.HOURS}, "is counted in"),
    ],
)
def test_a_change_that_nobody_could_check_is_refused_in_words(
    office: Office, wrong: dict[str, object], told: str
) -> None:
    with office.as_user(SUPERVISOR) as session:
        rules = KeepRules(session, office.rules)
        with pytest.raises(EntryRefused, match=told):
            rules.change_clock(form(office, **wrong))
        assert rules.view().changes == ()


def test_a_gap_is_left_out_and_comes_back_and_what_others_need_stays(office: Office) -> None:
    gap = office.rules.way.gaps[0]
    with office.as_user(SUPERVISOR) as session:
        rules = KeepRules(session, office.rules)
        left = rules.leave_out(RuleKind.GAP, gap.code, "Not offered here")
        with session.work() as unit:
            assert gap not in rules_in_force(unit, office.rules).way.gaps
        rules.end([left])
        with session.work() as unit:
            assert gap in rules_in_force(unit, office.rules).way.gaps
        with pytest.raises(RuleFileRefused, match="what another rule needs"):
            rules.leave_out(RuleKind.STEP, gap.offer, "Not offered here")


def test_a_file_of_rules_is_used_whole_or_not_at_all_and_a_mistake_is_told_with_its_line(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "ours.toml"
    step = """[[steps]]
code = "{code}"
title = "{code}"
guidance = "Ask for them in writing."
source = "Our own list"
evidence = "local"
checked_on = 2026-11-23
"""
    good = f'lane = "support"\n{step.format(code="fares")}{step.format(code="taxi")}'
    file.write_text(good.replace("local", "heard"), encoding="utf-8")
    with office.as_user(SUPERVISOR) as session:
        rules = KeepRules(session, office.rules)
        with pytest.raises(RuleFileRefused, match=r"ours\.toml, line 7, cannot be used"):
            rules.add_from(file, "We pay for them")
        assert rules.view().changes == ()
        file.write_text(good, encoding="utf-8")
        assert len(rules.add_from(file, "We pay for them")) == 2
        with session.work() as unit:
            assert {"fares", "taxi"} <= rules_in_force(unit, office.rules).way.steps.keys()


def test_a_bank_holiday_is_added_told_of_and_taken_back(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        days = KeepBankDays(session, office.rules)
        kept = days.keep(Nation.WALES, JUBILEE, is_holiday=True, source="gov.uk/bank-holidays")
        view = days.view()
        assert JUBILEE in view.ahead[Nation.WALES]
        assert JUBILEE not in view.ahead[Nation.ENGLAND]
        assert [(one.day, by) for one, by in view.own] == [(JUBILEE, SUPERVISOR)]
        days.remove(kept)
        assert JUBILEE not in days.view().ahead[Nation.WALES]
        days.restore(kept)
        assert JUBILEE in days.view().ahead[Nation.WALES]
        out = days.keep(Nation.WALES, JUBILEE, is_holiday=False, source="Withdrawn")
        assert JUBILEE not in days.view().ahead[Nation.WALES]
        days.remove(out)
        assert JUBILEE in days.view().ahead[Nation.WALES]


@pytest.mark.parametrize(
    ("day", "is_holiday", "source", "told"),
    [
        (JUBILEE, True, " ", "where this was read"),
        (date(2027, 6, 5), True, "gov.uk", "is a weekend"),
        (date(2026, 12, 25), True, "gov.uk", "already"),
        (JUBILEE, False, "gov.uk", "no bank holiday"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(
    office: Office, day: date, is_holiday: bool, source: str, told: str
) -> None:
    with office.as_user(SUPERVISOR) as session, pytest.raises(EntryRefused, match=told):
        KeepBankDays(session, office.rules).keep(Nation.ENGLAND, day, is_holiday=is_holiday, source=source)


def test_an_advocate_reads_the_rules_and_changes_none(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        rules = KeepRules(session, office.rules)
        assert len(rules.view().clocks) == len(office.rules.way.duties)
        with pytest.raises(NotAllowed):
            rules.change_clock(form(office))
