"""A checklist on its way, in words: what the answers add up to, and what is still open."""

from collections.abc import Mapping, Sequence

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.risk import RiskLevel, level_by_score, score

LEVEL_WORDS = {RiskLevel.HIGH: "high", RiskLevel.MEDIUM: "medium", RiskLevel.STANDARD: "standard"}


def count_words(codes: Sequence[str], answers: Mapping[str, Answer]) -> str:
    """Return ``3 of 24 answered yes. 2 not known, 19 not asked.``, what is not open left out."""
    said = [answers.get(code, Answer.NOT_ASKED) for code in codes]
    open_ones = [
        f"{number} {words}"
        for answer, words in ((Answer.NOT_KNOWN, "not known"), (Answer.NOT_ASKED, "not asked"))
        if (number := said.count(answer))
    ]
    yes = f"{score(answers)} of {len(codes)} answered yes."
    return f"{yes} {', '.join(open_ones)}." if open_ones else f"{yes} Nothing is open."


def level_words(total: int, high_from: int, medium_from: int, judgement: RiskLevel | None) -> str:
    """Return what level the score gives, and what a judgement does to it: it may raise a level, never lower it."""
    by_score = level_by_score(total, high_from, min(medium_from, high_from))
    words = f"By the score alone: {LEVEL_WORDS[by_score]} risk."
    if judgement is None or judgement is by_score:
        return words
    rising = tuple(RiskLevel)
    if rising.index(judgement) > rising.index(by_score):
        return f"{words} Your judgement raises it to {LEVEL_WORDS[judgement]}."
    return f"{words} A judgement never lowers it, so it stays {LEVEL_WORDS[by_score]}; yours is kept beside it."


def threshold_words(high_from: int, questions: int) -> str:
    """Return what the number beside the list means. Areas set their own; 14 is what SafeLives recommends."""
    return (
        f"{high_from} or more of {questions} is high risk here. SafeLives recommends 14 for a multi-agency meeting; "
        "areas set their own. At any score, your judgement or things getting worse can make it high."
    )
