"""The risk summary of a letter: the score and the judgement, side by side, and what is not known."""

from collections.abc import Iterator, Mapping

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.letter_facts import LetterFacts
from advocate_desk.domain.risk import RiskAssessment, RiskLevel, information_gap, score, score_of
from advocate_desk.domain.risk_instrument import Instrument

LEVEL_WORDS = {
    RiskLevel.STANDARD: "Standard risk",
    RiskLevel.MEDIUM: "Medium risk",
    RiskLevel.HIGH: "High risk",
}


def risk_rows(facts: LetterFacts, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return the rows of the risk summary; none where nothing was assessed and no meeting is set."""
    signed, instrument = facts.assessment, facts.instrument
    if signed is not None:
        name = instrument.label if instrument else "Risk assessment"
        yield labels["assessment"], f"{name}, completed {long_date(signed.assessed_on)}"
        yield labels["score"], _score(signed, instrument)
        if signed.judgement is not None:
            yield labels["judgement"], f"{LEVEL_WORDS[signed.judgement]}. {signed.judgement_reason.strip()}".strip()
        if signed.judgement is not signed.level:
            yield labels["level"], LEVEL_WORDS[signed.level]
        if gap := _gap(signed, instrument):
            yield labels["gap"], gap
    if facts.client.marac_on is not None:
        yield labels["meeting"], long_date(facts.client.marac_on)


def _score(signed: RiskAssessment, instrument: Instrument | None) -> str:
    if not signed.answers:
        return "not scored" if signed.imported_score is None else f"{score_of(signed)}, as recorded before"
    of = f" of {len(instrument.questions)}" if instrument else ""
    return f"{score(signed.answers)}{of} “yes” answers"


def _gap(signed: RiskAssessment, instrument: Instrument | None) -> str:
    if not signed.answers or instrument is None:
        return ""
    gap = information_gap(instrument.codes, signed.answers)
    if not gap:
        return ""
    return f"{'1 question' if gap == 1 else f'{gap} questions'}: not asked, or the answer is not known"
