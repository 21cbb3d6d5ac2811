"""The engine: what starts a clock, what it counts from, what meets it, and how sure its day is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.clock_entries import ClockEntryKind
from advocate_desk.domain.clocks import ClockState, Doubt, is_checked
from advocate_desk.domain.settings import Nation
from advocate_desk.domain.working_days import UNKNOWN
from tests.support.clocks import LINE, NOW, OTHER_LINE, PART, counted, day, entry, event, only, rule

ARRESTED = event("arrested", "Fri 20 Nov 2026")


def test_a_promise_runs_from_its_event_and_is_late_the_day_after_its_last() -> None:
    due_on_the_27th = only(counted(rule(), ARRESTED))
    assert (due_on_the_27th.due.on, due_on_the_27th.state) == (day("Fri 27 Nov 2026"), ClockState.RUNNING)
    on_the_day, after = (datetime(2026, 11, each, 23, tzinfo=UTC) for each in (27, 28))
    assert only(counted(rule(), ARRESTED, now=on_the_day)).state is ClockState.RUNNING
    assert only(counted(rule(), ARRESTED, now=after)).state is ClockState.LATE


def test_what_did_not_happen_starts_no_clock() -> None:
    assert counted(rule()) == ()
    assert counted(rule(), event("charged", "Fri 20 Nov 2026")) == ()


def test_an_event_of_an_unknown_day_makes_an_unknown_date_and_never_today() -> None:
    clock = only(counted(rule(), event("arrested")))
    assert (clock.due, clock.state, clock.start_id) == (UNKNOWN, ClockState.NOT_STARTED, event("arrested").record_id)


def test_each_start_has_a_clock_of_its_own() -> None:
    again = event("arrested", "Mon 23 Nov 2026")
    assert [one.due.on for one in counted(rule(), again, ARRESTED)] == [day("Fri 27 Nov 2026"), day("Mon 30 Nov 2026")]


def test_a_newer_start_takes_the_older_ones_place_on_its_line_where_the_rule_says_so() -> None:
    newest = rule(only_newest=True, is_of_line=True)
    clocks = counted(
        newest,
        event("arrested", "Fri 20 Nov 2026", line=LINE),
        event("arrested", "Mon 23 Nov 2026", line=LINE),
        event("arrested", "Thu 19 Nov 2026", line=OTHER_LINE),
        event("arrested", line=OTHER_LINE),
    )
    assert [(one.line_id, one.due.on) for one in clocks] == [
        (OTHER_LINE, day("Thu 26 Nov 2026")),
        (LINE, day("Mon 30 Nov 2026")),
        (OTHER_LINE, None),
    ]


def test_where_it_counts_from_the_first_there_is_one_clock_for_the_case() -> None:
    first = rule(from_first=True)
    assert only(counted(first, event("arrested", "Mon 23 Nov 2026"), ARRESTED)).due.on == day("Fri 27 Nov 2026")


def test_a_rule_of_another_nation_does_not_run() -> None:
    english = rule(nations=["england"])
    assert counted(english, ARRESTED, nation=Nation.SCOTLAND) == ()
    assert only(counted(english, ARRESTED)).duty is english


@pytest.mark.parametrize(
    ("nation", "due"),
    [
        (Nation.ENGLAND, "Thu 03 Dec 2026"),
        (Nation.SCOTLAND, "Fri 04 Dec 2026"),
        (Nation.NORTHERN_IRELAND, "Thu 03 Dec 2026"),
    ],
)
def test_the_bank_holidays_of_the_cases_nation_count(nation: Nation, due: str) -> None:
    assert only(counted(rule(), event("arrested", "Thu 26 Nov 2026"), nation=nation)).due.on == day(due)


def test_the_edition_in_force_on_the_day_of_the_start_holds() -> None:
    editions = (
        rule("before", law_until=date(2026, 6, 29), rule="CAL", amount=28, unit="days"),
        rule("since", law_from=date(2026, 6, 29), rule="MON", amount=6, unit="months"),
    )
    last, first = event("arrested", "Sun 28 Jun 2026"), event("arrested", "Mon 29 Jun 2026")
    assert [(one.duty.code, one.due.on) for one in counted(editions, last)] == [("before", day("Sun 26 Jul 2026"))]
    assert [(one.duty.code, one.due.on) for one in counted(editions, first)] == [("since", day("Tue 29 Dec 2026"))]
    unknown = only(counted(editions, event("arrested")))
    assert (unknown.duty.code, unknown.due) == ("since", UNKNOWN)


COMMON_ASSAULT = rule(
    kind="limit",
    rule="MON",
    amount=24,
    unit="months",
    starts=["offence"],
    is_of_line=True,
    more="""
    [[or_earlier]]
    rule = "MON"
    amount = 6
    unit = "months"
    starts = ["statement", "interview"]
    """,
)


def test_the_earlier_of_two_limbs_counts_and_the_second_from_the_first_of_its_events() -> None:
    clock = only(
        counted(
            COMMON_ASSAULT,
            event("offence", "Thu 01 Oct 2026", line=LINE),
            event("interview", "Tue 10 Nov 2026", line=LINE),
            event("statement", "Mon 12 Oct 2026", line=LINE),
        )
    )
    assert (clock.due.on, clock.counted.words(), clock.doubts) == (day("Mon 12 Apr 2027"), "6 months", ())
    assert clock.start is not None
    assert clock.start.code == "statement"
    assert clock.start_id == event("offence", "Thu 01 Oct 2026", line=LINE).record_id


def test_a_limb_that_has_not_begun_leaves_the_day_the_latest_possible() -> None:
    alone = only(counted(COMMON_ASSAULT, event("offence", "Thu 01 Oct 2026", line=LINE)))
    assert (alone.due.on, alone.doubts) == (day("Sun 01 Oct 2028"), (Doubt.MAY_BE_EARLIER,))
    told = only(counted(COMMON_ASSAULT, event("statement", "Mon 12 Oct 2026", line=LINE)))
    assert (told.due.on, told.doubts) == (day("Mon 12 Apr 2027"), (Doubt.MAY_BE_EARLIER,))


def test_a_statement_about_the_suspect_or_the_case_counts_for_the_charge_but_not_for_another_line() -> None:
    charge = event("offence", "Thu 01 Oct 2026", line=PART, part_of=LINE)
    for near in (event("statement", "Mon 12 Oct 2026", line=LINE), event("statement", "Mon 12 Oct 2026")):
        assert only(counted(COMMON_ASSAULT, charge, near)).due.on == day("Mon 12 Apr 2027")
    elsewhere = event("statement", "Mon 12 Oct 2026", line=OTHER_LINE)
    by_line = {one.line_id: one.due.on for one in counted(COMMON_ASSAULT, charge, elsewhere)}
    assert by_line == {PART: day("Sun 01 Oct 2028"), OTHER_LINE: day("Mon 12 Apr 2027")}


def test_a_statement_made_before_is_about_something_else() -> None:
    before = event("statement", "Mon 14 Sep 2026", line=LINE)
    clock = only(counted(COMMON_ASSAULT, event("offence", "Thu 01 Oct 2026", line=LINE), before))
    assert clock.due.on == day("Sun 01 Oct 2028")


def test_a_statement_counts_wherever_it_stands_where_the_rule_says_so_and_begins_nothing_by_itself() -> None:
    offence, statement = COMMON_ASSAULT.limbs
    anywhere = replace(COMMON_ASSAULT, limbs=(offence, replace(statement, anywhere=True)))
    told = event("statement", "Mon 12 Oct 2026", line=OTHER_LINE)
    assert counted(anywhere, told) == ()
    both = only(counted(anywhere, event("offence", "Thu 01 Oct 2026", line=LINE), told))
    assert (both.line_id, both.due.on) == (LINE, day("Mon 12 Apr 2027"))
    of_an_unknown_day = only(counted(anywhere, event("offence", line=LINE), told))
    assert (of_an_unknown_day.due.on, of_an_unknown_day.doubts) == (day("Mon 12 Apr 2027"), (Doubt.MAY_BE_EARLIER,))


COURT = rule("court_tells", owes="court", starts=["outcome"], ends=["received"], is_of_line=True)
CARE = rule(
    "care_tells",
    owes="witness_care",
    amount=1,
    starts=["received"],
    ends=["she_was_told"],
    after="court_tells",
    is_of_line=True,
)
OUTCOME = event("outcome", "Fri 20 Nov 2026", line=LINE)


def test_without_the_real_day_the_second_promise_is_the_latest_if_both_use_their_full_time() -> None:
    court, care = counted((CARE, COURT), OUTCOME)
    assert (court.due.on, court.doubts) == (day("Fri 27 Nov 2026"), ())
    assert (care.due.on, care.doubts, care.start) == (day("Mon 30 Nov 2026"), (Doubt.FULL_TIME,), None)
    assert (care.because, care.line_id) == (OUTCOME, LINE)


def test_the_real_day_takes_its_place_when_it_comes_and_what_was_said_holds_on() -> None:
    chased = entry(ClockEntryKind.CHASED, OUTCOME, "Mon 23 Nov 2026", duty="care_tells")
    received = event("received", "Mon 23 Nov 2026", line=LINE)
    care, court = counted((CARE, COURT), OUTCOME, received, entries=(chased,))
    assert (court.state, court.ended_by) == (ClockState.MET, received)
    assert (care.due.on, care.doubts, care.start, care.entries) == (day("Tue 24 Nov 2026"), (), received, (chased,))


def test_a_promise_met_without_an_event_hands_its_day_on() -> None:
    met = entry(ClockEntryKind.MET, OUTCOME, "Tue 24 Nov 2026", duty="court_tells")
    care, court = counted((COURT, CARE), OUTCOME, entries=(met,))
    assert (court.state, court.ended_on) == (ClockState.MET, day("Tue 24 Nov 2026"))
    assert (care.due.on, care.doubts) == (day("Wed 25 Nov 2026"), ())


def test_nothing_runs_after_what_is_not_owed_or_began_nobody_knows_when() -> None:
    not_owed = entry(ClockEntryKind.NOT_OWED, OUTCOME, duty="court_tells")
    assert only(counted((COURT, CARE), OUTCOME, entries=(not_owed,))).state is ClockState.NOT_OWED
    assert only(counted((COURT, CARE), event("outcome", line=LINE))).state is ClockState.NOT_STARTED


def test_a_second_outcome_that_nobody_was_told_of_keeps_its_own_promise() -> None:
    first, second = event("outcome", "Mon 02 Nov 2026", line=LINE), OUTCOME
    received = event("received", "Wed 04 Nov 2026", line=LINE)
    care = [one for one in counted((COURT, CARE), first, second, received) if one.duty is CARE]
    assert [(one.due.on, one.doubts) for one in care] == [
        (day("Thu 05 Nov 2026"), ()),
        (day("Mon 30 Nov 2026"), (Doubt.FULL_TIME,)),
    ]


REVIEW = rule(
    "review", rule="MON", amount=3, unit="months", starts=["told_of_it"], expected_after=["no_action"], is_of_line=True
)


def test_where_its_day_must_have_been_the_clock_is_there_unknown_until_the_day_is_given() -> None:
    decided = event("no_action", "Fri 20 Nov 2026", line=LINE)
    asked = only(counted(REVIEW, decided))
    assert (asked.state, asked.due, asked.start, asked.because) == (ClockState.NOT_STARTED, UNKNOWN, None, decided)
    told = event("told_of_it", "Mon 23 Nov 2026", line=LINE)
    assert only(counted(REVIEW, decided, told)).due.on == day("Tue 23 Feb 2027")
    not_owed = entry(ClockEntryKind.NOT_OWED, decided, duty="review")
    assert only(counted(REVIEW, decided, told, entries=(not_owed,))).state is ClockState.NOT_OWED


def test_on_another_line_it_is_still_asked_for() -> None:
    decided = event("no_action", "Fri 20 Nov 2026", line=LINE)
    clocks = counted(REVIEW, decided, event("told_of_it", "Mon 23 Nov 2026", line=OTHER_LINE))
    assert {one.line_id: one.due.on for one in clocks} == {LINE: None, OTHER_LINE: day("Tue 23 Feb 2027")}


@pytest.mark.parametrize(
    ("said", "due", "with_enhanced"),
    [
        (Answer.YES, "Mon 23 Nov 2026", None),
        (Answer.NO, "Fri 27 Nov 2026", None),
        (Answer.NOT_KNOWN, "Fri 27 Nov 2026", "Mon 23 Nov 2026"),
        (Answer.NOT_ASKED, "Fri 27 Nov 2026", "Mon 23 Nov 2026"),
        (Answer.PREFER_NOT_TO_SAY, "Fri 27 Nov 2026", "Mon 23 Nov 2026"),
    ],
)
def test_until_the_police_have_decided_both_days_are_shown(said: Answer, due: str, with_enhanced: str | None) -> None:
    clock = only(counted(rule(enhanced=1), ARRESTED, enhanced=said))
    assert clock.due.on == day(due)
    assert (clock.with_enhanced.on if clock.with_enhanced else None) == (day(with_enhanced) if with_enhanced else None)


def test_a_chain_has_both_days_too() -> None:
    court, care = counted(
        (COURT, rule("care_tells", after="court_tells", starts=["received"], is_of_line=True, enhanced=1)),
        OUTCOME,
        enhanced=Answer.NOT_ASKED,
    )
    assert court.with_enhanced is None
    assert care.with_enhanced is not None
    assert (care.with_enhanced.on, care.due.on) == (day("Mon 30 Nov 2026"), day("Fri 04 Dec 2026"))


def test_what_only_enhanced_rights_give_waits_for_the_police_to_decide() -> None:
    theirs = rule(only=["enhanced_rights"])
    assert counted(theirs, ARRESTED, enhanced=Answer.NO) == ()
    assert only(counted(theirs, ARRESTED, enhanced=Answer.YES)).due.on == day("Fri 27 Nov 2026")
    open_still = only(counted(theirs, ARRESTED, enhanced=Answer.NOT_ASKED, now=datetime(2026, 12, 24, tzinfo=UTC)))
    assert (open_still.due, open_still.doubts, open_still.state) == (
        UNKNOWN,
        (Doubt.RIGHTS_NOT_DECIDED,),
        ClockState.RUNNING,
    )
    assert open_still.with_enhanced is not None


FOR_ADULTS = rule("adult", starts=["offence"], only=["adult_then"], rule="MON", amount=2, unit="years")
TOLD_AS_CHILD = rule(
    "as_child",
    starts=["client.born"],
    only=["child_who_told_as_child"],
    told=["reported"],
    rule="MON",
    amount=20,
    unit="years",
)
TOLD_AS_ADULT = rule(
    "as_adult",
    starts=["reported"],
    only=["child_who_told_as_adult"],
    happened=["offence"],
    told=["reported"],
    rule="MON",
    amount=2,
    unit="years",
    from_first=True,
)


@pytest.mark.parametrize(
    ("born", "offence", "reported", "holds"),
    [
        ("Tue 15 May 1990", "Thu 01 Oct 2026", "Mon 05 Oct 2026", {"adult": "Sun 01 Oct 2028"}),
        ("Fri 15 May 2009", "Thu 01 Oct 2026", "Mon 05 Oct 2026", {"as_child": "Tue 15 May 2029"}),
        ("Fri 15 May 2009", "Thu 01 Oct 2026", "", {}),
        ("Thu 15 May 2008", "Thu 14 May 2026", "Fri 15 May 2026", {"as_adult": "Mon 15 May 2028"}),
        ("Thu 15 May 2008", "Fri 15 May 2026", "Fri 15 May 2026", {"adult": "Mon 15 May 2028"}),
    ],
)
def test_compensation_has_three_clocks_and_the_ages_say_which(
    born: str, offence: str, reported: str, holds: dict[str, str]
) -> None:
    events = [event("client.born", born), event("offence", offence)]
    events += [event("reported", reported)] if reported else []
    clocks = counted((FOR_ADULTS, TOLD_AS_CHILD, TOLD_AS_ADULT), *events, born=born)
    assert {one.duty.code: one.due.on for one in clocks} == {code: day(due) for code, due in holds.items()}


def test_an_age_nobody_wrote_down_is_said_beside_each_clock_it_decides() -> None:
    clocks = counted(
        (FOR_ADULTS, TOLD_AS_ADULT), event("offence", "Thu 01 Oct 2026"), event("reported", "Mon 05 Oct 2026")
    )
    assert {one.duty.code: one.doubts for one in clocks} == {
        "adult": (Doubt.AGE_NOT_KNOWN,),
        "as_adult": (Doubt.AGE_NOT_KNOWN,),
    }


OF_LINE = rule(ends=["told"], is_of_line=True)
ON_LINE = event("arrested", "Fri 20 Nov 2026", line=LINE)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (event("told", "Fri 27 Nov 2026", line=LINE), ClockState.MET),
        (event("told", "Fri 20 Nov 2026", line=LINE), ClockState.MET),
        (event("told", "Mon 30 Nov 2026", line=LINE), ClockState.MET_LATE),
        (event("told", "Mon 23 Nov 2026", line=PART, part_of=LINE), ClockState.MET),
        (event("told", line=LINE), ClockState.MET),
        # Before the start, on another line, or for the case as a whole: of something else.
        (event("told", "Thu 19 Nov 2026", line=LINE), ClockState.RUNNING),
        (event("told", "Mon 23 Nov 2026", line=OTHER_LINE), ClockState.RUNNING),
        (event("told", "Mon 23 Nov 2026"), ClockState.RUNNING),
    ],
)
def test_it_is_met_by_what_happened_after_it_began_on_its_own_line(told: CaseEvent, state: ClockState) -> None:
    clock = only(counted(OF_LINE, ON_LINE, told))
    assert clock.state is state


def test_an_undated_end_meets_no_clock_where_it_may_be_of_another_start() -> None:
    again = event("arrested", "Mon 23 Nov 2026", line=LINE)
    assert {one.state for one in counted(OF_LINE, ON_LINE, again, event("told", line=LINE))} == {ClockState.RUNNING}


def test_the_first_end_after_the_start_says_whether_it_was_in_time() -> None:
    clock = only(
        counted(
            OF_LINE, ON_LINE, event("told", "Mon 30 Nov 2026", line=LINE), event("told", "Tue 24 Nov 2026", line=LINE)
        )
    )
    assert (clock.state, clock.ended_on) == (ClockState.MET, day("Tue 24 Nov 2026"))


def test_hours_are_met_or_missed_to_the_minute() -> None:
    hours = rule(rule="HRS", amount=72, unit="hours", ends=["sent"])
    began = event("arrested", "Sat 24 Oct 2026", "16:00")
    # The clocks went back: 72 hours end at three.
    for at, state in (("15:00", ClockState.MET), ("15:01", ClockState.MET_LATE)):
        assert only(counted(hours, began, event("sent", "Tue 27 Oct 2026", at))).state is state
    assert only(counted(hours, event("arrested", "Sat 24 Oct 2026"))).doubts == (Doubt.MAY_BE_EARLIER,)


def test_a_window_that_is_past_is_over_and_not_late() -> None:
    window = rule(kind="window", amount=1)
    assert only(counted(window, event("arrested", "Mon 16 Nov 2026"))).state is ClockState.OVER


def test_met_on_a_day_somebody_recorded() -> None:
    in_time = entry(ClockEntryKind.MET, ARRESTED, "Fri 27 Nov 2026")
    late = entry(ClockEntryKind.MET, ARRESTED, "Mon 30 Nov 2026")
    some_day = entry(ClockEntryKind.MET, ARRESTED)
    states = [only(counted(rule(), ARRESTED, entries=(one,))).state for one in (in_time, late, some_day)]
    assert states == [ClockState.MET, ClockState.MET_LATE, ClockState.MET]


def test_what_is_taken_back_holds_no_more() -> None:
    met = entry(ClockEntryKind.MET, ARRESTED, "Mon 23 Nov 2026", number=1)
    chased = entry(ClockEntryKind.CHASED, ARRESTED, "Tue 24 Nov 2026", number=2)
    back = entry(ClockEntryKind.TAKEN_BACK, ARRESTED, number=3)
    again = entry(ClockEntryKind.TAKEN_BACK, ARRESTED, number=4)
    assert only(counted(rule(), ARRESTED, entries=(back, chased, met))).entries == (met,)
    assert only(counted(rule(), ARRESTED, entries=(again, back, chased, met))).state is ClockState.RUNNING


def test_an_extension_by_whoever_may_give_one_sets_the_end() -> None:
    given = entry(ClockEntryKind.EXTENDED, ARRESTED, until="Wed 20 Jan 2027")
    assert only(counted(rule(enhanced=1), ARRESTED, entries=(given,), enhanced=Answer.NOT_ASKED)).due.on == day(
        "Wed 20 Jan 2027"
    )


BAIL = rule(
    rule="MON",
    amount=3,
    unit="months",
    more="""
    [[extends_to]]
    rule = "MON"
    amount = 6
    unit = "months"
    [[extends_to]]
    rule = "MON"
    amount = 9
    unit = "months"
    """,
)


def test_each_extension_the_rule_knows_counts_from_the_first_day() -> None:
    one, two, three = (entry(ClockEntryKind.EXTENDED, ARRESTED, "Mon 23 Nov 2026", number=each) for each in (1, 2, 3))
    due = [only(counted(BAIL, ARRESTED, entries=said)).due.on for said in ((), (one,), (one, two), (one, two, three))]
    assert due == [day("Sat 20 Feb 2027"), day("Thu 20 May 2027"), day("Fri 20 Aug 2027"), day("Fri 20 Aug 2027")]


def test_while_it_stands_still_no_day_is_due_and_then_the_days_between_are_added() -> None:
    request = rule(rule="SAR", amount=1, unit="months", may_pause=True)
    came = event("arrested", "Mon 02 Nov 2026")
    asked = entry(ClockEntryKind.PAUSED, came, "Tue 10 Nov 2026", number=1)
    answered = entry(ClockEntryKind.RESUMED, came, "Thu 12 Nov 2026", number=2)
    paused = only(counted(request, came, entries=(asked,)))
    assert (paused.state, paused.due) == (ClockState.PAUSED, UNKNOWN)
    assert only(counted(request, came, entries=(asked, answered))).due.on == day("Mon 07 Dec 2026")


def test_a_pause_after_its_day_does_not_hide_that_it_is_late() -> None:
    asked = entry(ClockEntryKind.PAUSED, ARRESTED, "Mon 30 Nov 2026")
    late = only(counted(rule(), ARRESTED, entries=(asked,), now=datetime(2026, 12, 1, 10, tzinfo=UTC)))
    assert late.state is ClockState.LATE


@pytest.mark.parametrize(
    ("evidence", "checked", "today", "sure"),
    [
        ("read", date(2026, 11, 1), date(2026, 11, 24), True),
        ("read", date(2026, 11, 1), date(2027, 11, 1), True),
        ("read", date(2026, 11, 1), date(2027, 11, 2), False),
        ("design", date(2026, 11, 1), date(2026, 11, 24), True),
        ("partly_read", date(2026, 11, 1), date(2026, 11, 24), False),
        ("general_knowledge", date(2026, 11, 1), date(2026, 11, 24), False),
        ("local", date(2026, 11, 1), date(2026, 11, 24), False),
    ],
)
def test_only_a_rule_read_in_its_source_within_twelve_months_makes_red(
    evidence: str, checked: date, today: date, sure: bool
) -> None:
    duty = rule(evidence=evidence, checked_on=checked)
    assert is_checked(duty, today) is sure
    late = only(counted(duty, event("arrested", "Mon 02 Nov 2026")))
    assert late.state is ClockState.LATE
    assert late.is_red(today) is sure


CODES = st.sampled_from(
    ["arrested", "outcome", "received", "she_was_told", "told", "offence", "statement", "no_action"]
)
SOME_DAY = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(lambda one: f"{one:%a %d %b %Y}")
LINES = st.sampled_from([(None, None), (LINE, None), (OTHER_LINE, None), (PART, LINE)])
EVENTS = st.lists(st.tuples(CODES, SOME_DAY, LINES), max_size=7).map(
    lambda found: [
        event(code, on or "", line=line, part_of=part, number=number)
        for number, (code, on, (line, part)) in enumerate(found)
    ]
)
BOTH = rule("both", enhanced=1, ends=["told"])
ALL = (rule("plain", ends=["told"]), COURT, CARE, REVIEW, BOTH, replace(COMMON_ASSAULT, code="common_assault"))


@given(EVENTS, st.randoms(use_true_random=False), st.sampled_from(Answer))
def test_the_order_in_which_events_are_handed_in_does_not_matter(
    events: list[CaseEvent], by_chance: Random, said: Answer
) -> None:
    mixed = [*events]
    by_chance.shuffle(mixed)
    assert counted(ALL, *events, enhanced=said) == counted(ALL, *mixed, enhanced=said)


@given(EVENTS, st.sampled_from(Answer))
def test_no_day_is_made_up_and_nothing_met_is_late(events: list[CaseEvent], said: Answer) -> None:
    for clock in counted(ALL, *events, enhanced=said):
        begins = clock.start or clock.because
        assert begins is not None
        if begins.on is None:
            assert clock.due == UNKNOWN
        if clock.due.on and begins.on:
            assert clock.due.on >= begins.on
        if clock.with_enhanced and clock.with_enhanced.on and clock.due.on:
            assert clock.with_enhanced.on <= clock.due.on
        if clock.state is ClockState.MET and clock.ended_on and clock.due.on:
            assert clock.ended_on <= clock.due.on
        if clock.is_met:
            assert not clock.is_open
            assert not clock.is_red(NOW.date())
