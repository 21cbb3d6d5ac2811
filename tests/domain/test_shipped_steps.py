"""The steps that ship: every way to report, every strand of support, every order, every stage of a criminal case."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from advocate_desk.domain.pathway import Lane, StepState
from advocate_desk.domain.pathway_steps import Needs, Stage, StandsFor, StepDefinition, step_definition
from advocate_desk.domain.rule_table import RuleTable
from tests.support.letters import shipped_rules

WAY = shipped_rules().way
STEPS = WAY.steps
ONCE_KEPT = {
    Lane.REPORT: ("choice", "police_report", "crime_reference", "statement", "sarc", "disclosure_scheme"),
    Lane.SUPPORT: ("safety_plan", "marac", "housing", "refuge", "counselling", "health"),
    Lane.JUSTICE: (
        "legal_advice",
        "non_molestation",
        "charging",
        "special_measures",
        "personal_statement",
        "compensation",
    ),
}
"""The codes cases held before steps had stages."""
MEANT_ENDS = {
    "compensation.appeal_decided",
    "fgm_known.reported",
    "personal_statement.heard",
    "sarc.samples_ended",
    "sentence_review.decided",
    "sentence_review.not_sent",
}
"""From everything else something may follow."""
DOUBTS = re.compile(
    r"alleg|\bclaims?\b|admit|fail(s|ed) to|non-compl|engage|perpetrator|victim of|credib|withdrew", re.I
)
URGES = re.compile(
    r"should report|must report|ought to report|encourage[sd]? (her|them) to report|needs? to report", re.I
)


def _every_stage() -> Iterator[tuple[StepDefinition, Stage]]:
    return ((step, stage) for step in STEPS.values() for stage in step.stages)


def _reached(step: StepDefinition) -> set[str]:
    found, ahead = set[str](), [step.stages[0].code]
    while ahead:
        code = ahead.pop()
        if code not in found:
            found.add(code)
            stage = step.stage(code)
            assert stage is not None
            ahead += stage.to
    return found


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_every_stage_of_a_step_can_be_reached_and_none_ends_by_oversight(step: StepDefinition) -> None:
    assert _reached(step) == {stage.code for stage in step.stages}
    ends = {f"{step.code}.{stage.code}" for stage in step.stages if stage.is_end}
    assert ends == {end for end in MEANT_ENDS if end.startswith(f"{step.code}.")}
    assert step.stages[0].state is StepState.NOT_STARTED
    assert all(stage.code not in stage.to or stage.state is not StepState.NOT_STARTED for stage in step.stages)


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_every_step_teaches_and_says_where_it_was_read(step: StepDefinition) -> None:
    assert len(step.guidance) > 60
    assert step.group
    assert step.provenance.source
    own = [stage for stage in step.stages if stage.code not in list(StepState)]
    assert all(stage.guidance for stage in own)
    assert all(mark.guidance for mark in step.marks)


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
def test_whatever_is_offered_may_be_left_at_once_and_taken_up_again(step: StepDefinition) -> None:
    left = [stage for stage in step.stages if stage.state is StepState.NOT_WANTED]
    assert left
    assert {stage.code for stage in left} & set(step.stages[0].to)
    assert all(stage.to for stage in left)


def test_no_step_must_come_before_another_but_the_lines_of_a_criminal_case() -> None:
    parts = {step.code: step.part_of for step in STEPS.values() if step.part_of}
    assert set(parts.values()) == {"criminal_line", "charge"}
    assert all(STEPS[code].group in {"Criminal courts", "After sentence"} for code in parts)
    assert not any(step.part_of for step in (*WAY.pathway(Lane.REPORT).steps, *WAY.pathway(Lane.SUPPORT).steps))


@pytest.mark.parametrize("lane", list(Lane))
def test_what_cases_held_before_keeps_its_lane_and_finds_a_stage_for_every_state(lane: Lane) -> None:
    for code in ONCE_KEPT[lane]:
        step = WAY.pathway(lane).step(code)
        assert step is not None
        for state in StepState:
            stage = step.stage_of("", state)
            assert stage is not None
            assert stage.state is state


@pytest.mark.parametrize(
    ("route", "steps"),
    [
        ("999, with 55", {"police_report": ("called", "attended", "recorded_as_crime")}),
        ("101 or online", {"police_report": ("reported", "recorded_as_crime", "recorded_non_crime", "not_recorded")}),
        ("a station, an officer", {"police_report": ("waiting", "reported")}),
        ("a third party", {"third_party": ("passed_on", "in_touch", "no_contact")}),
        ("without a name", {"third_party": ("told_without_name",), "police_report": ("reported_anonymously",)}),
        (
            "a referral centre, without the police",
            {"sarc": ("self_referred", "examined", "samples_stored", "reported_later")},
        ),
        ("school, employer, health", {"somebody_told": ("told", "action", "no_action")}),
        ("known FGM under 18", {"fgm_known": ("known", "reported")}),
        (
            "the disclosure scheme",
            {
                "disclosure_scheme": (
                    "applied",
                    "initial_contact",
                    "face_to_face",
                    "checks",
                    "told",
                    "nothing_to_tell",
                    "police_led",
                )
            },
        ),
        ("police misconduct", {"police_complaint": ("made", "recorded", "answered", "review_asked")}),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_every_route_of_reporting_is_there_with_its_stages(route: str, steps: dict[str, tuple[str, ...]]) -> None:
    _hold(Lane.REPORT, route, steps)


def test_not_reported_considering_not_known_and_by_somebody_else_are_told_apart() -> None:
    step = STEPS["police_report"]
    told = {"not_reported", "considering", "not_known", "reported_by_other", "reported_anonymously", "not_started"}
    titles = {step.stage(code).title for code in told if step.stage(code)}  # type: ignore[union-attr]
    assert len(titles) == len(told)
    left = step.stage("not_reported")
    assert left is not None
    assert (left.state, left.title, left.needs) == (StepState.NOT_WANTED, "Chose not to report", ())
    considering = step.stage("considering")
    assert considering is not None
    assert considering.state is StepState.NOT_STARTED, "nobody waits for her answer"


@pytest.mark.parametrize(
    ("strand", "steps"),
    [
        ("advocacy", {"isva": ("offered", "referred", "started", "ended"), "idva": (), "stalking_advocate": ()}),
        (
            "refuge",
            {
                "refuge": (
                    "need_agreed",
                    "searching",
                    "space_found",
                    "referred",
                    "offered",
                    "travel_planned",
                    "arrived",
                    "moved_on",
                )
            },
        ),
        ("sanctuary", {"sanctuary": ("referred", "survey", "consent", "works", "reviewed")}),
        (
            "homelessness duties",
            {
                "housing": (
                    "approached",
                    "interim",
                    "decision",
                    "prevention",
                    "relief",
                    "main_duty",
                    "offer",
                    "review_asked",
                    "ended",
                )
            },
        ),
        ("counselling", {"counselling": ("referred", "assessed", "waiting", "sessions", "ended")}),
        ("health", {"health": (), "sexual_health": (), "pregnancy": (), "mental_health": ()}),
        (
            "immigration",
            {
                "immigration": (
                    "adviser_asked",
                    "status_known",
                    "short_leave_applied",
                    "short_leave",
                    "settlement_applied",
                    "other_route",
                    "granted",
                    "refused",
                )
            },
        ),
        ("money", {"benefits": ("applied", "decided", "appealed"), "money_taken": (), "grant": ()}),
        ("legal aid", {"legal_aid": ("evidence", "applied", "granted", "not_granted")}),
        (
            "children's services",
            {
                "childrens_services": (
                    "referred",
                    "decision",
                    "assessment",
                    "strategy",
                    "enquiry",
                    "conference",
                    "protection_plan",
                    "child_in_need",
                )
            },
        ),
        ("adult safeguarding", {"adult_safeguarding": ("concern", "enquiry", "no_enquiry", "plan", "closed")}),
        (
            "modern slavery",
            {"modern_slavery": ("referred", "reasonable_grounds", "conclusive_grounds", "leave_decided")},
        ),
        ("children's own support", {"child_support": ("offered", "referred", "started"), "school_safe": ()}),
        ("the other party's programme", {"other_party_programme": ("referred", "started", "finished", "left")}),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_every_strand_of_support_is_there_with_its_stages(strand: str, steps: dict[str, tuple[str, ...]]) -> None:
    _hold(Lane.SUPPORT, strand, steps)


def test_only_work_with_the_other_person_is_kept_apart() -> None:
    assert [step.code for step in STEPS.values() if step.is_apart] == ["other_party_programme"]


@pytest.mark.parametrize(
    "code",
    [
        "non_molestation",
        "occupation",
        "forced_marriage",
        "fgm",
        "child_arrangements",
        "harassment_injunction",
    ],
)
def test_every_application_to_a_family_or_civil_court_has_its_stages(code: str) -> None:
    stages = ["advice", "evidence", "applied", "without_notice_order", "served", "return_hearing", "order_made"]
    others = ["undertaking", "not_made", "withdrawn", "transferred", "varied", "extended", "expired", "discharged"]
    _hold(Lane.JUSTICE, code, {code: (*stages, *others)})
    made, served = STEPS[code].stage("order_made"), STEPS[code].stage("served")
    assert made is not None
    assert served is not None
    assert {"varied", "extended", "expired", "discharged"} == set(made.to)
    assert {Needs.DAY, Needs.TOLD_BY, Needs.PROOF} == set(served.needs)
    assert STEPS[code].stage("breached") is None, "a breach happens to an order and ends nothing"


@pytest.mark.parametrize("code", ["dvpo", "dapo", "spo"])
def test_every_order_the_police_ask_for_has_its_stages(code: str) -> None:
    stages = ("asked_police", "notice_given", "hearing", "order_made", "not_made", "extended", "expired", "discharged")
    _hold(Lane.JUSTICE, code, {code: stages})
    notice = STEPS[code].stage("notice_given")
    assert notice is not None
    assert Needs.TIME in notice.needs, "hours count from it"


def test_what_a_court_may_be_asked_for_stands_beside_the_orders_there_are() -> None:
    assert {"restraining", "order_in_hand"} <= set(STEPS)
    asked = {"non_molestation", "occupation", "forced_marriage", "fgm", "dvpo", "dapo", "spo", "restraining"}
    assert asked <= {order.code for order in WAY.orders}


LINE: dict[str, set[str]] = {
    "reported": {"investigated", "not_investigated"},
    "investigated": {"arrested", "interviewed", "not_investigated", "no_further_action", "with_prosecutor"},
    "with_prosecutor": {"investigated", "no_charge", "charged", "out_of_court"},
    "not_investigated": {"investigated", "closed"},
    "no_further_action": {"investigated", "closed"},
    "no_charge": {"with_prosecutor", "charged", "closed"},
    "out_of_court": {"closed", "charged"},
    "charged": {"closed"},
}
AFTER_ARREST = {"investigated", "no_further_action", "with_prosecutor", "charged"}
HELD = {"arrested", "interviewed", "bailed", "released_under_investigation"}


@pytest.mark.parametrize("code", [*LINE, *sorted(HELD)])
def test_a_suspects_line_moves_as_police_and_prosecutors_decide(code: str) -> None:
    stage = STEPS["criminal_line"].stage(code)
    assert stage is not None
    may = set(stage.to) - {"not_wanted"}
    if code in HELD:
        assert may - HELD == AFTER_ARREST
        assert code not in may
    else:
        assert may == LINE[code]


# The field notes name a drop of the charge after the charge and at the trial; it happens at every hearing before a
# verdict, and so does a plea of guilty.
AT_ANY_HEARING = {"discontinued", "pleaded_guilty"}
CHARGE: dict[str, set[str]] = {
    "charged": {"first_hearing", "discontinued"},
    "first_hearing": {"pleaded_guilty", "trial_listed", "sent_to_crown_court"},
    "sent_to_crown_court": {"plea_hearing"},
    "plea_hearing": {"pleaded_guilty", "trial_listed", "recorded_questions"},
    "trial_listed": {"trial", "trial_listed", "discontinued", "recorded_questions"},
    "trial": {"convicted", "acquitted", "no_verdict"},
    "no_verdict": {"trial_listed", "discontinued"},
    "pleaded_guilty": {"sentenced"},
    "convicted": {"sentenced"},
    "discontinued": {"charged", "closed"},
    "acquitted": {"closed"},
    "sentenced": {"serving", "appealed", "closed"},
}


@pytest.mark.parametrize("code", list(CHARGE))
def test_a_charge_moves_as_the_courts_do(code: str) -> None:
    stage = STEPS["charge"].stage(code)
    assert stage is not None
    also = AT_ANY_HEARING if code in {"first_hearing", "sent_to_crown_court", "plea_hearing", "trial_listed"} else set()
    also |= AT_ANY_HEARING if code == "trial" else set()
    assert set(stage.to) == CHARGE[code] | also


def test_each_suspect_and_each_charge_has_a_line_that_may_begin_anywhere() -> None:
    line, charge = STEPS["criminal_line"], STEPS["charge"]
    assert (line.stands_for, charge.stands_for, charge.part_of) == (
        StandsFor.SUSPECT,
        StandsFor.CHARGE,
        "criminal_line",
    )
    for step in (line, charge):
        assert set(step.stages[0].to) == {stage.code for stage in step.stages[1:]}


@pytest.mark.parametrize("code", ["criminal_line", "charge"])
def test_what_may_be_so_at_any_stage_is_a_mark_and_ends_nothing(code: str) -> None:
    marks = {mark.code for mark in STEPS[code].marks}
    assert marks == {
        "on_hold",
        "not_known",
        "suspect_died",
        "suspect_not_identified",
        "transferred_force",
        "no_longer_supports",
    }
    assert not marks & {stage.code for stage in STEPS[code].stages}


@pytest.mark.parametrize(
    ("code", "part_of"),
    [
        ("police_review", "criminal_line"),
        ("prosecutor_review", "criminal_line"),
        ("victim_contact_scheme", "criminal_line"),
        ("parole", "criminal_line"),
        ("sentence_review", "charge"),
        ("special_measures", ""),
        ("personal_statement", ""),
        ("compensation", ""),
        ("restraining", ""),
    ],
)
def test_what_may_be_asked_beside_a_criminal_case_is_there(code: str, part_of: str) -> None:
    assert STEPS[code].part_of == part_of


def test_every_reason_asked_for_can_be_that_nobody_said_one() -> None:
    for step, stage in _every_stage():
        assert (Needs.REASON in stage.needs) is bool(stage.reasons), (step.code, stage.code)
        if stage.reasons and stage.reasons != "review_outcomes":
            found = WAY.reason_list(stage.reasons)
            assert found is not None
            assert "not_known" in {entry.code for entry in found.entries}


def _words() -> Iterator[str]:
    for step in STEPS.values():
        yield from (step.title, step.guidance, step.not_wanted, step.group)
        yield from (words for stage in step.stages for words in (stage.title, stage.guidance))
        yield from (words for mark in step.marks for words in (mark.title, mark.guidance))
    yield from (words for found in WAY.reasons for entry in found.entries for words in (entry.words, entry.guidance))
    yield from (gap.words for gap in WAY.gaps)
    yield from (words for one in WAY.step_sets for words in (one.title, one.guidance))


def test_no_word_doubts_anybody_or_says_that_one_should_report() -> None:
    assert [words for words in _words() if DOUBTS.search(words) or URGES.search(words)] == []
    assert DOUBTS.search("She alleges it")
    assert URGES.search("She should report it")


def test_every_set_can_be_begun_as_it_is() -> None:
    assert len(WAY.step_sets) >= 5
    for one in WAY.step_sets:
        for each in one.steps:
            step = STEPS[each.step]
            assert not step.part_of
            assert not step.is_apart
            assert step.stands_for in {StandsFor.ONCE, StandsFor.EACH}


def test_every_gap_offers_a_step_that_can_be_added_by_itself() -> None:
    for gap in WAY.gaps:
        assert not STEPS[gap.offer].part_of
        assert gap.offer in gap.without
        assert ("{days}" in gap.words) is True


def test_the_step_the_handbook_writes_out_is_read_as_it_stands_there() -> None:
    page = (Path(__file__).parents[2] / "docs" / "pathway.md").read_text(encoding="utf-8")
    written = page.partition("```toml\n")[2].partition("```")[0]
    row = RuleTable(tomllib.loads(written)["steps"][0], "pathway.md")
    step = step_definition(row)
    row.done()
    assert _reached(step) == {stage.code for stage in step.stages}


def _hold(lane: Lane, named: str, steps: dict[str, tuple[str, ...]]) -> None:
    for code, stages in steps.items():
        step = WAY.pathway(lane).step(code)
        assert step is not None, f"{named}: {code}"
        missing = [stage for stage in stages if step.stage(stage) is None]
        assert not missing, f"{named}: {code} lacks {missing}"
