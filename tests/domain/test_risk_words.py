import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.risk import RiskLevel, conclude
from advocate_desk.domain.risk_words import LEVEL_WORDS, count_words, level_words, threshold_words

CODES = tuple(f"q{number}" for number in range(24))


def test_what_was_never_touched_counts_as_not_asked_and_never_as_no() -> None:
    assert count_words(CODES, {}) == "0 of 24 answered yes. 24 not asked."
    assert count_words(CODES, dict.fromkeys(CODES, Answer.NO)) == "0 of 24 answered yes. Nothing is open."
    answers = {"q0": Answer.YES, "q1": Answer.NOT_KNOWN, "q2": Answer.NO}
    assert count_words(CODES, answers) == "1 of 24 answered yes. 1 not known, 21 not asked."


@pytest.mark.parametrize(
    ("total", "judgement", "words"),
    [
        (14, None, "By the score alone: high risk."),
        (13, None, "By the score alone: medium risk."),
        (2, RiskLevel.HIGH, "By the score alone: standard risk. Your judgement raises it to high."),
        (2, RiskLevel.STANDARD, "By the score alone: standard risk."),
    ],
)
def test_the_level_is_told_by_score_and_by_judgement(total: int, judgement: RiskLevel | None, words: str) -> None:
    assert level_words(total, 14, 10, judgement) == words


@given(st.integers(0, 24), st.integers(11, 20), st.sampled_from(RiskLevel))
def test_the_words_never_promise_another_level_than_the_one_that_is_signed(
    total: int, high_from: int, judgement: RiskLevel
) -> None:
    signed = conclude(total, high_from, judgement, "a reason", medium_from=10)
    told = level_words(total, high_from, 10, judgement)
    last = [word for word in told.replace(".", " ").replace(",", " ").replace(";", " ").split() if word in _LEVELS][-1]
    assert last == LEVEL_WORDS[signed]


def test_the_threshold_says_that_areas_set_their_own() -> None:
    assert threshold_words(17, 24).startswith("17 or more of 24 is high risk here.")
    assert "areas set their own" in threshold_words(17, 24)


_LEVELS = set(LEVEL_WORDS.values())
