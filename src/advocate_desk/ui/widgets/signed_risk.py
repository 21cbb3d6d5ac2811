"""A signed assessment: its level at first glance, its answers on demand. It can only be read."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.risk import JUDGEMENT_ALONE, RiskAssessment, RiskLevel
from advocate_desk.domain.risk_words import LEVEL_WORDS, OCCASION_WORDS, held_to_words
from advocate_desk.services.assess_risk import AnswerLine, RiskLine
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.words import Words

CHIPS = {
    RiskLevel.HIGH: ("danger", "warning-octagon-fill"),
    RiskLevel.MEDIUM: ("warn", "warning-fill"),
    RiskLevel.STANDARD: ("plain", "circle-half-fill"),
}
SHOW, HIDE = "Show the answers", "Hide the answers"
_HEADINGS = {
    Answer.YES: "Yes",
    Answer.NOT_KNOWN: "Don't know",
    Answer.NOT_ASKED: "Not asked",
    Answer.NO: "No",
}


class SignedRisk(Card):
    """One assessment. Its answers are built when somebody wants to see them.

    Args:
        theme: gives the icons.
        line: the assessment.
    """

    def __init__(self, theme: Theme, line: RiskLine) -> None:
        super().__init__()
        self._line = line
        self._answers: QWidget | None = None
        signed = line.assessment
        day = long_date(signed.assessed_on)
        role, icon = CHIPS[signed.level]
        self.turn = Button(theme, SHOW, "link", "", self._turn)
        self.turn.setAccessibleName(f"{SHOW} of {day}")
        if not line.answers:
            self.turn.hide()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words(day, "card-title"))
        head.addWidget(Chip(theme, f"{LEVEL_WORDS[signed.level].capitalize()} risk", role, icon))
        if signed.occasion in OCCASION_WORDS:
            head.addWidget(Words(OCCASION_WORDS[signed.occasion], "secondary"))
        head.addStretch(1)
        head.addWidget(self.turn)
        self.body.setSpacing(4)
        self.body.addLayout(head)
        for words, look in ((score_words(line), ""), (judgement_words(signed), ""), (by_words(line), "secondary")):
            if words:
                self.body.addWidget(Words(words, look, wrap=True))

    def _turn(self) -> None:
        if self._answers is None:
            self._answers = _answers(self._line.answers)
            self.body.addWidget(self._answers)
            self._answers.hide()
        shown = self._answers.isHidden()
        self._answers.setVisible(shown)
        self.turn.setText(HIDE if shown else SHOW)
        day = long_date(self._line.assessment.assessed_on)
        self.turn.setAccessibleName(f"{self.turn.text()} of {day}")


def _answers(lines: Sequence[AnswerLine]) -> QWidget:
    """Show what was said beside answers line by line, and the others of each answer together."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(4)
    for answer, heading in _HEADINGS.items():
        given = [one for one in lines if one.answer is answer]
        if not given:
            continue
        column.addSpacing(4)
        column.addWidget(rule())
        column.addSpacing(4)
        column.addWidget(Words(f"{heading}: {len(given)}", "strong"))
        plain = [one.label for one in given if not (one.source or one.note)]
        if plain:
            column.addWidget(Words(f"{'; '.join(plain)}.", wrap=True))
        for one in given:
            if one.source or one.note:
                column.addWidget(Words(beside_words(one), wrap=True))
    return whole


def beside_words(line: AnswerLine) -> str:
    """Return an answer with what stands beside it: ``Hurt this time. Source: police. A cut on the arm.``"""
    source = f" Source: {line.source.strip().rstrip('.')}." if line.source.strip() else ""
    note = f" {line.note.strip()}" if line.note.strip() else ""
    return f"{line.label}.{source}{note}"


def score_words(line: RiskLine) -> str:
    """Return what was counted, and the gap in what is known."""
    if line.score is None:
        return "By judgement, without a checklist."
    if not line.questions:
        return f"Score {line.score}, as it was recorded before."
    gap = f" {line.gap} not asked or not known." if line.gap else " Nothing is open."
    return f"{line.score} of {line.questions} answered yes.{gap}"


def judgement_words(signed: RiskAssessment) -> str:
    """Return the judgement beside the score, with its reason; "" where there was none."""
    if signed.judgement is None:
        return ""
    reason = signed.judgement_reason.strip()
    return f"Judgement: {LEVEL_WORDS[signed.judgement]}.{f' {reason}' if reason else ''}"


def by_words(line: RiskLine) -> str:
    """Return who signed it, on which edition of which list, and what was high that day."""
    signed = line.assessment
    by = f"Signed by {line.assessor}." if line.assessor else "Recorded before, by nobody named here."
    if line.screens:
        return f"{by} {line.instrument}, edition {signed.instrument_version}. It gives no level by itself."
    held = held_to_words(signed, line.instrument if signed.instrument != JUDGEMENT_ALONE else "")
    return f"{by} {held}".strip()
