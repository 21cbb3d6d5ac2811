"""A checklist on its way, in words: what the answers add up to, and what is still open."""

from collections.abc import Mapping, Sequence

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.risk import (
    RiskAssessment,
    RiskLevel,
    RiskOccasion,
    is_scored,
    level_by_score,
    score,
    score_of,
)

LEVEL_WORDS = {RiskLevel.HIGH: "high", RiskLevel.MEDIUM: "medium", RiskLevel.STANDARD: "standard"}


NO_LEVEL = "This list gives no level by itself"
OCCASION_WORDS = {
    RiskOccasion.INTAKE: "First assessment",
    RiskOccasion.NEW_INCIDENT: "New incident",
    RiskOccasion.CHANGE: "Something changed",
    RiskOccasion.REVIEW: "Review",
    RiskOccasion.EXIT: "End of support",
}


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


def threshold_words(high_from: int, questions: int, source: str = "") -> str:
    """Return what the number beside the list means, and where it is from; 14 of 24 is what SafeLives recommends.

    Args:
        high_from: from how many yes answers risk is high.
        questions: how many are asked.
        source: who decided on the number of a service's own list; "" for the checklist that ships.
    """
    whose = source or "SafeLives recommends 14 for a multi-agency meeting; areas set their own"
    return (
        f"{high_from} or more of {questions} is high risk here. {whose.rstrip('.')}. "
        "At any score, your judgement or things getting worse can make it high."
    )


def screening_words(level: RiskLevel | None, judgement: RiskLevel | None) -> str:
    """Return what a list that only screens does to the level in force: nothing by itself."""
    if level is None:
        told = (
            f"Your judgement makes it {LEVEL_WORDS[judgement]}." if judgement else "Add your judgement, with reasons."
        )
        return f"{NO_LEVEL}, and none is in force yet. {told}"
    words = f"{NO_LEVEL}: {LEVEL_WORDS[level]} risk stays in force."
    rising = tuple(RiskLevel)
    if judgement is None or judgement is level:
        return words
    if rising.index(judgement) > rising.index(level):
        return f"{NO_LEVEL}. Your judgement raises {LEVEL_WORDS[level]} to {LEVEL_WORDS[judgement]}."
    return f"{words} A judgement never lowers it; yours is kept beside it."


def trend_words(newest: RiskAssessment, before: RiskAssessment) -> str:
    """Return how risk went from one signed assessment to the next. Scores are compared on the same list alone."""
    rising = tuple(RiskLevel)
    step = rising.index(newest.level) - rising.index(before.level)
    level = LEVEL_WORDS[newest.level]
    since = f"since {long_date(before.assessed_on)}"
    if step:
        words = f"{'Risen' if step > 0 else 'Down'} from {LEVEL_WORDS[before.level]} to {level} {since}."
    else:
        words = f"{level.capitalize()} as before, {since}."
    if newest.instrument != before.instrument or not (is_scored(newest) and is_scored(before)):
        return words
    more = score_of(newest) - score_of(before)
    if not more:
        return f"{words} As many yes answers."
    return f"{words} {abs(more)} {'more' if more > 0 else 'fewer'} answered yes."


def held_to_words(signed: RiskAssessment, label: str) -> str:
    """Return which edition of which list it was made on and the thresholds that held that day; "" for neither."""
    edition = f"{label}, edition {signed.instrument_version}." if label else ""
    if not is_scored(signed):
        return edition
    medium = f", medium from {signed.medium_from}" if signed.medium_from is not None else ""
    return f"{edition} High from {signed.high_from}{medium} that day.".strip()
