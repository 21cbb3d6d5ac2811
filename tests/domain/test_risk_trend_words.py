"""How risk went, what held that day, and what a list that only screens does, in words."""

from datetime import date

import pytest

from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.risk_words import held_to_words, screening_words, threshold_words, trend_words
from tests.support.danger import assessment

HIGH, MEDIUM, STANDARD = RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.STANDARD


@pytest.mark.parametrize(
    ("before", "newest", "words"),
    [
        ((MEDIUM, 11), (HIGH, 16), "Risen from medium to high since 2 November 2026. 5 more answered yes."),
        ((HIGH, 15), (MEDIUM, 12), "Down from high to medium since 2 November 2026. 3 fewer answered yes."),
        ((HIGH, 15), (HIGH, 15), "High as before, since 2 November 2026. As many yes answers."),
        ((STANDARD, 1), (STANDARD, 2), "Standard as before, since 2 November 2026. 1 more answered yes."),
    ],
)
def test_a_trend_tells_level_and_score_against_the_time_before(
    before: tuple[RiskLevel, int], newest: tuple[RiskLevel, int], words: str
) -> None:
    one = assessment(1, date(2026, 11, 2), yes=before[1], level=before[0])
    other = assessment(2, date(2026, 11, 20), yes=newest[1], level=newest[0])
    assert trend_words(other, one) == words


def test_scores_of_different_lists_are_never_compared() -> None:
    one = assessment(1, date(2026, 11, 2), level=HIGH, yes=15)
    other = assessment(2, date(2026, 11, 20), level=HIGH, yes=3, instrument="stalking-screening")
    assert trend_words(other, one) == "High as before, since 2 November 2026."


def test_an_assessment_tells_the_edition_and_the_thresholds_of_its_day() -> None:
    signed = assessment(1, date(2026, 11, 2), yes=12, high_from=17, medium_from=10)
    assert held_to_words(signed, "Checklist") == "Checklist, edition 1. High from 17, medium from 10 that day."
    unknown = assessment(1, date(2026, 11, 2), yes=12, high_from=14, medium_from=None)
    assert held_to_words(unknown, "") == "High from 14 that day."


@pytest.mark.parametrize(
    ("level", "judgement", "words"),
    [
        (MEDIUM, None, "This list gives no level by itself: medium risk stays in force."),
        (MEDIUM, HIGH, "This list gives no level by itself. Your judgement raises medium to high."),
        (
            HIGH,
            STANDARD,
            "This list gives no level by itself: high risk stays in force. A judgement never lowers it; yours is kept "
            "beside it.",
        ),
        (
            None,
            None,
            "This list gives no level by itself, and none is in force yet. Add your judgement, with reasons.",
        ),
        (None, HIGH, "This list gives no level by itself, and none is in force yet. Your judgement makes it high."),
    ],
)
def test_a_list_that_only_screens_never_lowers_a_level(
    level: RiskLevel | None, judgement: RiskLevel | None, words: str
) -> None:
    assert screening_words(level, judgement) == words


def test_the_threshold_of_a_services_own_list_is_told_with_who_decided_on_it() -> None:
    assert threshold_words(5, 9, "Our partnership, March 2026.") == (
        "5 or more of 9 is high risk here. Our partnership, March 2026. At any score, your judgement or things getting "
        "worse can make it high."
    )
    assert "SafeLives recommends 14" in threshold_words(17, 24)
