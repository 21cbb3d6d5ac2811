"""Scores, gaps and levels."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.assets import resource
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import EntryRefused, RuleFileRefused
from advocate_desk.domain.risk import (
    RiskAssessment,
    RiskLevel,
    conclude,
    higher,
    information_gap,
    score,
    score_of,
)
from advocate_desk.domain.risk_instrument import Instrument, parse_instrument
from tests.support.records import CASE, NOW, numbered

_LEVELS = st.sampled_from(RiskLevel)


def _raw() -> dict[str, Any]:
    return tomllib.loads(resource("risk", "checklist-24.toml").read_text(encoding="utf-8"))


def _shipped() -> Instrument:
    return parse_instrument(_raw(), "checklist-24.toml")


def _assessment(answers: dict[str, Answer], imported: int | None) -> RiskAssessment:
    return RiskAssessment(
        id=numbered(80),
        stream_id=CASE,
        case_id=CASE,
        instrument="checklist-24",
        instrument_version=1,
        answers=answers,
        imported_score=imported,
        high_from=14,
        level=RiskLevel.HIGH,
        assessed_on=date(2026, 11, 20),
        recorded_at=NOW,
        assessor_id=None,
    )


def test_the_shipped_checklist_has_24_questions_each_with_label_and_guidance() -> None:
    shipped = _shipped()
    assert len(shipped.questions) == 24
    assert len({question.text for question in shipped.questions}) == 24
    assert shipped.high_from == 14
    assert shipped.thresholds.evidence == "local"
    assert "SafeLives" in shipped.credit


def test_no_question_speaks_of_one_sex_alone() -> None:
    words = " ".join(f"{question.text} {question.guidance}" for question in _shipped().questions).casefold().split()
    assert not {"he", "she", "him", "her", "his", "hers", "woman", "man"} & {word.strip(".,:?") for word in words}


@given(st.dictionaries(st.sampled_from(_shipped().codes), st.sampled_from(Answer)))
def test_only_yes_counts_and_what_is_not_known_or_asked_is_a_gap(answers: dict[str, Answer]) -> None:
    codes = _shipped().codes
    said = [answers.get(code, Answer.NOT_ASKED) for code in codes]
    assert score(answers) == said.count(Answer.YES)
    assert information_gap(codes, answers) == said.count(Answer.NOT_ASKED) + said.count(Answer.NOT_KNOWN)


def test_a_wish_not_to_say_is_neither_a_yes_nor_a_gap() -> None:
    answers = {"injury": Answer.PREFER_NOT_TO_SAY}
    assert score(answers) == 0
    assert information_gap(["injury"], answers) == 0


def test_an_imported_figure_is_kept_where_there_are_no_answers_and_never_beside_them() -> None:
    assert score_of(_assessment({}, 17)) == 17
    assert score_of(_assessment({}, None)) == 0
    assert score_of(_assessment({"injury": Answer.YES}, 17)) == 1


@pytest.mark.parametrize(
    ("total", "judgement", "level"),
    [
        (13, None, RiskLevel.MEDIUM),
        (14, None, RiskLevel.HIGH),
        (9, None, RiskLevel.STANDARD),
        (0, RiskLevel.HIGH, RiskLevel.HIGH),
        (9, RiskLevel.MEDIUM, RiskLevel.MEDIUM),
        (14, RiskLevel.STANDARD, RiskLevel.HIGH),
        (10, RiskLevel.STANDARD, RiskLevel.MEDIUM),
        (24, None, RiskLevel.HIGH),
    ],
)
def test_a_level_follows_the_score_unless_judgement_is_higher(
    total: int, judgement: RiskLevel | None, level: RiskLevel
) -> None:
    assert conclude(total, 14, judgement, "Threats every day.", medium_from=10) is level


def test_without_a_second_threshold_a_score_below_high_is_standard() -> None:
    assert conclude(13, 14, None, "") is RiskLevel.STANDARD


@given(st.integers(0, 24), _LEVELS, st.integers(1, 24))
def test_judgement_may_raise_a_level_and_never_lowers_one(total: int, judgement: RiskLevel, high_from: int) -> None:
    by_score = conclude(total, high_from, None, "")
    judged = conclude(total, high_from, judgement, "Because.")
    assert judged is higher(by_score, judgement)
    assert higher(judged, by_score) is judged


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_judgement_needs_its_reason(reason: str) -> None:
    with pytest.raises(EntryRefused, match="reason for your judgement"):
        conclude(20, 14, RiskLevel.HIGH, reason)


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("code", None, "code is missing"),
        ("version", "one", "version must be a whole number"),
        ("version", True, "version must be a whole number"),
        ("version", 0, "version must be a whole number"),
        ("title", "  ", "title must be words"),
        ("checked_on", "yesterday", "checked_on must be a day"),
        ("checked_on", NOW, "checked_on must be a day"),
        ("evidence", "certain", "evidence must be one of read"),
        ("questions", [], "questions must be a list of tables"),
        ("questions", ["injury"], "questions must be a list of tables"),
        ("thresholds", 14, "thresholds must be a table"),
        ("higt_from", 3, "higt_from is not a key"),
    ],
)
def test_a_malformed_instrument_is_refused_by_file_and_key(key: str, value: object, named: str) -> None:
    raw = _raw()
    if value is None:
        del raw[key]
    else:
        raw[key] = value
    with pytest.raises(RuleFileRefused, match=r"^The rule file area\.toml cannot be used: ") as refused:
        parse_instrument(raw, "area.toml")
    assert named in str(refused.value)


def test_a_question_at_fault_is_named_by_its_place() -> None:
    raw = _raw()
    del raw["questions"][4]["guidance"]
    with pytest.raises(RuleFileRefused, match=r"questions\[5\]\.guidance is missing"):
        parse_instrument(raw, "area.toml")


@pytest.mark.parametrize("high_from", [9, 10, 25])
def test_thresholds_that_cross_or_cannot_be_reached_are_refused(high_from: int) -> None:
    raw = _raw()
    raw["thresholds"]["high_from"] = high_from
    with pytest.raises(RuleFileRefused, match="thresholds must rise"):
        parse_instrument(raw, "area.toml")


def test_two_questions_never_share_a_code() -> None:
    raw = _raw()
    raw["questions"][1]["code"] = raw["questions"][0]["code"]
    with pytest.raises(RuleFileRefused, match="must be a code of its own"):
        parse_instrument(raw, "area.toml")
