"""Every clock that ships, held to days worked out by hand from a calendar: the tables stand in tests/data/clocks."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from advocate_desk.app.rules import rulebook
from advocate_desk.assets import resource
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.clock_engine import DutyTable, clocks_of
from advocate_desk.domain.clock_entries import ClockEntryKind
from advocate_desk.domain.clocks import Clock, ClockFacts, ClockState, Doubt
from advocate_desk.domain.duties import Duty, DutyKind, Owes
from advocate_desk.domain.rule_table import Evidence
from advocate_desk.domain.settings import Nation
from advocate_desk.domain.working_days import Deadline
from tests.support.clock_tables import CHARGE, CRIMINAL_LINE, Row, read_moment, rows
from tests.support.clocks import CASE, day, entry, event

RULES = rulebook()
DUTIES: Mapping[str, Duty] = RULES.way.duties_by_code
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TABLE = DutyTable(DUTIES.values())
ROWS = rows()


def counted(facts: ClockFacts, code: str, now: datetime = NOW) -> tuple[Clock, ...]:
    return tuple(one for one in clocks_of(facts, TABLE, RULES.holidays, now) if one.duty.code == code)


def of(*events: CaseEvent, enhanced: Answer = Answer.NOT_ASKED) -> ClockFacts:
    return ClockFacts(case_id=CASE, events=events, enhanced=enhanced, nation=Nation.ENGLAND)


def written(due: Deadline) -> tuple[date | None, datetime | None]:
    return due.on, due.at


def read_due(words: str) -> list[tuple[object, object]]:
    """Read what a table says is due: for each clock its day and, where both are shown, that with enhanced rights."""
    if words == "no clock":
        return []
    found: list[tuple[object, object]] = []
    for one in words.split(" and "):
        plain, _, enhanced = one.partition(", enhanced ")
        found.append((read_moment(plain), read_moment(enhanced) if enhanced else None))
    return found


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_clock_is_due_on_the_day_worked_out_by_hand(row: Row) -> None:
    clocks = [
        (written(one.due), written(one.with_enhanced) if one.with_enhanced else None)
        for one in counted(row.facts, row.clock)
    ]
    assert sorted(clocks, key=str) == sorted(read_due(row.due), key=str)


def test_every_clock_that_ships_stands_in_a_table_and_no_table_names_another() -> None:
    assert {row.clock for row in ROWS} == set(DUTIES)
    dated = {row.clock for row in ROWS if row.due not in {"no clock", "unknown"}}
    assert dated == set(DUTIES)


def test_the_tables_hold_weekends_holidays_leap_days_the_change_of_the_clocks_and_four_nations() -> None:
    said = "\n".join(row.due for row in ROWS)
    assert {row.facts.nation for row in ROWS} == set(Nation)
    for needed in ("Tue 29 Dec 2026", "Tue 7 Apr 2026", "Wed 29 Dec 2027", "29 Feb 2028", "Tue 27 Oct 2026 11:00"):
        assert needed in said
    assert "Tue 30 Mar 2027 13:00" in said
    assert {"unknown", "no clock"} <= {row.due for row in ROWS}


def test_every_clock_says_where_it_was_read_and_on_which_day_somebody_last_looked() -> None:
    for code, duty in DUTIES.items():
        assert duty.provenance.source, code
        assert date(2026, 11, 23) <= duty.provenance.checked_on <= date(2026, 11, 30), code
        assert duty.note, code


UK_WIDE = {
    "concession_ends", "hiv_prevention", "emergency_contraception_first", "emergency_contraception_last",
    "data_request", "breach_report", "keep_adult", "keep_younger", "keep_seventeen", "keep_died", "keep_not_taken_up",
    "keep_not_reached", "referral_looked_at", "first_contact", "risk_review", "risk_review_high",
}  # fmt: skip
ONE_SCHEME = {
    "compensation_adult", "compensation_told_as_child", "compensation_told_as_adult", "compensation_review",
    "compensation_appeal",
}  # fmt: skip
ENGLISH = {
    "housing_interim", "housing_prevention", "housing_relief", "housing_review_request", "housing_review_decided",
    "housing_appeal", "childrens_decision", "childrens_assessment",
}  # fmt: skip


def test_a_clock_holds_only_in_the_nations_it_was_read_for() -> None:
    england_and_wales = {Nation.ENGLAND, Nation.WALES}
    for code, duty in DUTIES.items():
        expected = england_and_wales
        if code in UK_WIDE:
            expected = set(Nation)
        elif code in ONE_SCHEME:
            expected = england_and_wales | {Nation.SCOTLAND}
        elif code in ENGLISH:
            expected = {Nation.ENGLAND}
        elif code == "samples_stored_scotland":
            expected = {Nation.SCOTLAND}
        elif code == "compensation_northern_ireland":
            expected = {Nation.NORTHERN_IRELAND}
        assert set(duty.nations) == expected, code


def test_each_law_holds_from_the_day_it_was_made_and_until_the_next() -> None:
    bounds = {code: (duty.law_from, duty.law_until) for code, duty in DUTIES.items() if duty.law_from or duty.law_until}
    of_the_code = {code for code, (begins, _) in bounds.items() if begins == date(2021, 4, 1)}
    told = {code for code in DUTIES if code.startswith(("told_", "court_tells_", "contact_scheme_"))}
    assert of_the_code == (told | {"support_referral"}) - {"told_of_sentence_review"}
    assert {code: both for code, both in bounds.items() if code not in of_the_code} == {
        "domestic_assault_charge": (date(2022, 6, 28), None),
        "domestic_assault_charge_before": (None, date(2022, 6, 28)),
        "police_bail": (date(2022, 10, 28), None),
        "abuse_notice_hearing": (date(2024, 11, 27), None),
        "monitoring_ends": (date(2024, 11, 27), None),
        "expedited_review": (date(2025, 6, 1), None),
        "sentence_review_before": (None, date(2026, 6, 29)),
        "sentence_review_victim": (date(2026, 6, 29), None),
        "sentence_review_anyone": (date(2026, 6, 29), None),
    }


def test_what_was_not_read_is_not_said_to_be_read() -> None:
    for code, duty in DUTIES.items():
        unread = re.search(r"not read|general knowledge", f"{duty.provenance.source}", re.IGNORECASE)
        if duty.provenance.evidence is Evidence.READ:
            assert unread is None or code in {"compensation_adult", "domestic_assault_charge"}, code
        if duty.provenance.evidence is Evidence.GENERAL_KNOWLEDGE:
            assert duty.owes is not Owes.OUR_SERVICE, code


def test_what_somebody_else_promised_can_be_asked_for_politely() -> None:
    for code, duty in DUTIES.items():
        ours = duty.owes in {Owes.OUR_SERVICE, Owes.HER}
        asks = duty.kind in {DutyKind.PROMISE, DutyKind.LIMIT} and not ours
        if asks:
            assert duty.chase.startswith("Please "), code
        if ours:
            assert not duty.chase, code
        assert duty.chase.count("Please") <= 1, code


DOUBTS = (
    "allege", "claim that", "claims to", "admits", "failed to engage", "fails to", "non-compliant", "refuses to",
    "perpetrator", "victim's fault", "legal advice", "advise you", "we advise", "you should", "you must",
)  # fmt: skip


def test_no_word_of_the_clocks_doubts_anybody_or_is_advice() -> None:
    root = resource("risk").parent
    for folder in ("duties", "key_dates"):
        for file in (root / folder).glob("*.toml"):
            words = file.read_text(encoding="utf-8").casefold()
            assert not [doubt for doubt in DOUBTS if doubt in words], file.name
    shown = " ".join(f"{one.title} {one.note} {one.chase}" for one in DUTIES.values())
    assert re.search(r"\b(she|her|he|him|his)\b", shown, re.IGNORECASE) is None


def test_only_what_is_ours_can_be_our_own_lateness_and_only_the_police_service_and_courts_are_chased() -> None:
    ours = {code for code, duty in DUTIES.items() if duty.owes is Owes.OUR_SERVICE}
    assert {"data_request", "breach_report", "first_contact", "risk_review", "marac_feedback"} <= ours
    assert not ours & {"told_of_arrest", "support_referral", "police_review_decided", "disclosure_scheme"}


BAILED = event("criminal_line.bailed", "Mon 31 Aug 2026", line=CRIMINAL_LINE)


@pytest.mark.parametrize(
    ("times", "due"),
    [
        (0, "Mon 30 Nov 2026"),
        (1, "Sun 28 Feb 2027"),
        (2, "Mon 31 May 2027"),
        (3, "Tue 31 Aug 2027"),
        (4, "Tue 29 Feb 2028"),
    ],
)
def test_bail_is_extended_from_3_to_6_9_12_and_18_months(times: int, due: str) -> None:
    entries = tuple(entry(ClockEntryKind.EXTENDED, BAILED, duty="police_bail", number=one) for one in range(times))
    facts = ClockFacts(case_id=CASE, events=(BAILED,), entries=entries)
    (clock,) = counted(facts, "police_bail")
    assert clock.due.on == day(due)


ASKED = event("data_request_received", "Mon 23 Nov 2026")


@pytest.mark.parametrize(
    ("entries", "due"),
    [
        ((), "Wed 23 Dec 2026"),
        # Three months from the same start: 23 February is a Tuesday.
        (((ClockEntryKind.EXTENDED, ""),), "Tue 23 Feb 2027"),
        # Asked on the 1st, answered on the 3rd: three days do not count; the 26th is a Saturday, the 28th a holiday.
        (((ClockEntryKind.PAUSED, "Tue 01 Dec 2026"), (ClockEntryKind.RESUMED, "Thu 03 Dec 2026")), "Tue 29 Dec 2026"),
        # One day alone.
        (((ClockEntryKind.PAUSED, "Tue 01 Dec 2026"), (ClockEntryKind.RESUMED, "Tue 01 Dec 2026")), "Thu 24 Dec 2026"),
    ],
)
def test_a_request_for_data_stands_still_while_a_question_is_open(
    entries: tuple[tuple[ClockEntryKind, str], ...], due: str
) -> None:
    said = tuple(
        entry(kind, ASKED, on, duty="data_request", number=number) for number, (kind, on) in enumerate(entries)
    )
    (clock,) = counted(ClockFacts(case_id=CASE, events=(ASKED,), entries=said), "data_request")
    assert clock.due.on == day(due)


def test_while_a_question_is_open_nobody_knows_the_last_day() -> None:
    paused = entry(ClockEntryKind.PAUSED, ASKED, "Tue 01 Dec 2026", duty="data_request")
    (clock,) = counted(ClockFacts(case_id=CASE, events=(ASKED,), entries=(paused,)), "data_request")
    assert (clock.state, clock.due.on) == (ClockState.PAUSED, None)


def test_a_charge_of_a_suspect_meets_the_limit_of_what_that_suspect_did_and_of_no_other() -> None:
    charged = event("charge.charged", "Mon 01 Feb 2027", line=CHARGE, part_of=CRIMINAL_LINE)
    own = event("offence_summary_only", "Mon 31 Aug 2026", line=CRIMINAL_LINE)
    other = event("offence_summary_only", "Tue 01 Sep 2026", line=CASE)
    states = {one.due.on: one.state for one in counted(of(own, other, charged), "summary_charge")}
    assert states == {day("Sun 28 Feb 2027"): ClockState.MET, day("Mon 01 Mar 2027"): ClockState.RUNNING}


def test_being_told_meets_the_promise_to_tell_and_begins_the_time_to_ask_for_a_review() -> None:
    ended = event("criminal_line.no_further_action", "Fri 18 Dec 2026", line=CRIMINAL_LINE)
    told = event("told_of_police_decision", "Wed 30 Dec 2026", line=CRIMINAL_LINE)
    facts = of(ended, told, enhanced=Answer.NO)
    (promise,) = counted(facts, "told_of_no_further_action")
    assert (promise.due.on, promise.state) == (day("Tue 29 Dec 2026"), ClockState.MET_LATE)
    (review,) = counted(facts, "police_review_request")
    assert review.due.on == day("Tue 30 Mar 2027")


def test_a_notice_over_a_saturday_after_christmas_says_that_its_end_is_not_settled() -> None:
    given = event("dapo.notice_given", "Thu 24 Dec 2026", "10:00", line=CRIMINAL_LINE)
    (clock,) = counted(of(given), "abuse_notice_hearing")
    assert Doubt.BOXING_DAY in clock.doubts
