"""What a MARAC referral needs, where it stands, and what follows from the meeting."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from advocate_desk.assets import resource
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.bank_holidays import BankHolidays, parse_bank_holidays
from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.marac import MaracAction, MaracCriterion, MaracMeeting
from advocate_desk.domain.marac_criteria import parse_criteria
from advocate_desk.domain.marac_rules import (
    MaracState,
    feedback_due,
    is_late,
    missing,
    repeat_until,
    repeated_pairs,
    state,
    suggested_criteria,
    why_not_refer,
)
from advocate_desk.domain.settings import Nation
from tests.support.danger import ANOTHER_PERSON, marac_referral
from tests.support.letters import shipped_rules
from tests.support.records import ADVOCATE, CASE, OTHER_PERSON, SUPERVISOR, numbered

MARAC = shipped_rules().marac
WITHOUT: dict[str, Any] = {
    "knows": Answer.NO,
    "agrees": Answer.NOT_ASKED,
    "not_told_because": "Calls are overheard.",
    "basis": LawfulBasis.VITAL_INTERESTS,
    "basis_reason": "Threats to kill, and a weapon in the house.",
}
APPROVED = {"approved_at": datetime(2026, 11, 20, tzinfo=UTC), "approved_by": SUPERVISOR}


def holidays() -> BankHolidays:
    file = resource("calendar", "bank-holidays.toml")
    return parse_bank_holidays(tomllib.loads(file.read_text(encoding="utf-8")), file.name)


def meeting(meets_on: date, **fields: Any) -> MaracMeeting:  # noqa: ANN401 - any field of the record
    return MaracMeeting(
        id=numbered(5000), stream_id=CASE, case_id=CASE, referral_id=numbered(2001), meets_on=meets_on, **fields
    )


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({}, MaracState.READY),
        ({"agrees": Answer.NO}, MaracState.INCOMPLETE),
        (WITHOUT, MaracState.NEEDS_APPROVAL),
        ({**WITHOUT, **APPROVED}, MaracState.READY),
        # The author is never the approver.
        ({**WITHOUT, **APPROVED, "approved_by": ADVOCATE}, MaracState.NEEDS_APPROVAL),
        # Approval does not make up for what is missing.
        ({**WITHOUT, **APPROVED, "basis_reason": " "}, MaracState.INCOMPLETE),
        ({"referred_on": date(2026, 11, 2)}, MaracState.REFERRED),
    ],
)
def test_where_a_referral_stands(fields: dict[str, Any], stands: MaracState) -> None:
    given = dict(fields)
    referral = marac_referral(1, given.pop("referred_on", None), **given)
    assert state(referral) is stands


@pytest.mark.parametrize("answer", [one for one in Answer if one is not Answer.YES])
def test_every_answer_but_yes_needs_a_basis_a_reason_and_a_supervisor(answer: Answer) -> None:
    referral = marac_referral(1, None, agrees=answer)
    told = " ".join(why_not_refer(referral))
    assert "lawful basis" in told
    assert "why the danger justifies" in told
    assert "A supervisor" in told or "a supervisor" in told


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"criteria": ()}, "criterion"),
        ({"reason": " \n"}, "why you refer"),
        ({"other_people": ()}, "from whom the danger comes"),
        ({"area": ""}, "which area"),
        ({"knows": Answer.NO, "not_told_because": "It is safer so."}, "do not know of"),
        ({**WITHOUT, "not_told_because": ""}, "not talked through"),
        ({**WITHOUT, "basis": None}, "lawful basis"),
        ({**WITHOUT, "basis_reason": ""}, "justifies"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(fields: dict[str, Any], lacks: str) -> None:
    (sentence,) = missing(replace(marac_referral(1, None), **fields))
    assert lacks in sentence


@pytest.mark.parametrize(
    ("referred", "until"),
    [
        (date(2026, 11, 23), date(2027, 11, 23)),
        # It does not move off a Saturday or a bank holiday.
        (date(2025, 11, 28), date(2026, 11, 28)),
        (date(2025, 12, 25), date(2026, 12, 25)),
        (date(2026, 8, 31), date(2027, 8, 31)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (None, None),
    ],
)
def test_twelve_months_end_on_the_same_day_number_or_the_last_day_of_that_month(
    referred: date | None, until: date | None
) -> None:
    assert repeat_until(marac_referral(1, referred), MARAC) == until


def test_only_the_same_pair_within_twelve_months_is_a_repeat() -> None:
    before = [marac_referral(1, date(2025, 11, 23)), marac_referral(2, date(2024, 1, 1), ANOTHER_PERSON)]
    both = (OTHER_PERSON, ANOTHER_PERSON)
    assert repeated_pairs(both, before, MARAC, date(2026, 11, 23)) == (OTHER_PERSON,)
    assert repeated_pairs(both, before, MARAC, date(2026, 11, 24)) == ()
    assert repeated_pairs(both, [marac_referral(3, None)], MARAC, date(2026, 11, 23)) == ()


# The day of the meeting, working days, and the day by which she is told (England).
@pytest.mark.parametrize(
    ("heard", "days", "due"),
    [
        (date(2026, 11, 24), 2, date(2026, 11, 26)),
        # Thursday: Friday, then Monday.
        (date(2026, 11, 26), 2, date(2026, 11, 30)),
        (date(2026, 11, 27), 2, date(2026, 12, 1)),
        # An emergency meeting on a Saturday: Monday is day 1.
        (date(2026, 11, 28), 2, date(2026, 12, 1)),
        # Christmas 2026: Friday 25 and Monday 28 (for Saturday 26) are bank holidays.
        (date(2026, 12, 23), 2, date(2026, 12, 29)),
        (date(2026, 12, 24), 3, date(2026, 12, 31)),
        # Easter 2027: 26 and 29 March; the clocks change on the 28th, which moves no day.
        (date(2027, 3, 25), 2, date(2027, 3, 31)),
        # Leap day 2028 is a Tuesday.
        (date(2028, 2, 28), 2, date(2028, 3, 1)),
    ],
)
def test_feedback_is_due_in_working_days_after_the_meeting(heard: date, days: int, due: date) -> None:
    found = feedback_due(meeting(heard), days, holidays(), Nation.ENGLAND)
    assert found is not None
    assert found.on == due
    moved = feedback_due(meeting(date(2026, 11, 2), heard_on=heard), days, holidays(), Nation.ENGLAND)
    assert moved == found


def test_feedback_given_or_not_to_be_given_is_due_no_more() -> None:
    told = meeting(date(2026, 11, 10), feedback_on=date(2026, 11, 11))
    unsafe = meeting(date(2026, 11, 10), no_feedback_because="No safe way until Thursday's visit.")
    assert feedback_due(told, 2, holidays(), Nation.ENGLAND) is None
    assert feedback_due(unsafe, 2, holidays(), Nation.ENGLAND) is None


@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        (date(2026, 11, 22), None, True),
        (date(2026, 11, 23), None, False),
        (date(2026, 11, 1), date(2026, 11, 20), False),
        (None, None, False),
    ],
)
def test_an_action_is_late_after_its_day(due: date | None, done: date | None, late: bool) -> None:
    action = MaracAction(
        id=numbered(6000),
        stream_id=CASE,
        case_id=CASE,
        meeting_id=numbered(5000),
        what="Mark the address",
        owner="Police",
        due_on=due,
        done_on=done,
    )
    assert is_late(action, date(2026, 11, 23)) is late


def test_a_new_referral_begins_with_the_criteria_that_are_met_each_once() -> None:
    met = [MaracCriterion.REPEAT, MaracCriterion.ESCALATION, MaracCriterion.REPEAT]
    assert suggested_criteria(met) == (MaracCriterion.ESCALATION, MaracCriterion.REPEAT)


@pytest.mark.parametrize(
    ("table", "key", "value", "named"),
    [
        ("repeat", "months", 0, "repeat.months must be a whole number"),
        ("repeat", "source", None, "repeat.source is missing"),
        ("repeat", "weeks", 52, "repeat.weeks is not a key"),
        ("escalation", "months", 5, "trend.months must fit twice"),
        ("trend", "grave", ["murder"], "trend.grave must name each of"),
    ],
)
def test_malformed_criteria_are_refused_by_key(table: str, key: str, value: object, named: str) -> None:
    raw = tomllib.loads(resource("marac", "criteria.toml").read_text(encoding="utf-8"))
    raw[table][key] = value
    if value is None:
        del raw[table][key]
    with pytest.raises(RuleFileRefused, match=named):
        parse_criteria(raw, "area.toml")
