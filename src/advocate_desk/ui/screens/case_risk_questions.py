"""The risk checklist as it is gone through: one question a row, a count in words, judgement apart from the score."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.risk import RiskLevel, RiskOccasion, score
from advocate_desk.domain.risk_words import (
    OCCASION_WORDS,
    count_words,
    level_words,
    screening_words,
    threshold_words,
)
from advocate_desk.services.assess_risk import NewAssessment, OfferedList
from advocate_desk.ui.screen import Width
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.answer_row import FOUR_ANSWERS, AnswerRow
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.problem_summary import Problem, ProblemSummary
from advocate_desk.ui.widgets.question_row import QuestionRow
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

NO_JUDGEMENT = "none"
JUDGEMENTS = {
    NO_JUDGEMENT: "The score says enough",
    RiskLevel.HIGH: "High",
    RiskLevel.MEDIUM: "Medium",
    RiskLevel.STANDARD: "Standard",
}
GIVE_REASON = "Give the reason for your judgement, so that whoever reads it can act on it."
NOTHING_ANSWERED = "Nothing is answered yet. Answer at least one question, or give your judgement."
HOW_TO_ANSWER = "Y, N and D answer; up and down lead from question to question. The pencil has help, source and note."
ANSWERS = {**FOUR_ANSWERS, Answer.NOT_KNOWN: "Don't know"}


class RiskQuestions(QWidget):
    """A list on its way. It can be stopped at any answer and gone on with later.

    Args:
        theme: gives icons and sizes.
        offered: the list, and the thresholds it would be signed under.
        level: the level in force, None where there is none.
    """

    answered = Signal()
    """An answer, or a word beside it or of the judgement, changed."""
    signed = Signal()
    """Sign was pressed, and nothing is missing."""
    stopped = Signal()
    discarded = Signal()

    def __init__(self, theme: Theme, offered: OfferedList, level: RiskLevel | None) -> None:
        super().__init__()
        self._offered, self._in_force = offered, level
        self.instrument = offered.instrument
        self.questions = {
            one.code: QuestionRow(theme, AnswerRow(f"{number}. {one.label}", one.text, ANSWERS), one.guidance)
            for number, one in enumerate(self.instrument.questions, start=1)
        }
        self.rows = {code: question.answer for code, question in self.questions.items()}
        self.count, self.level = Words(look="strong", wrap=True), Words(look="secondary", wrap=True)
        self.occasion = Choices("What is it for?", OCCASION_WORDS)
        self.judgement = Choices("Your own judgement", self._judgements())
        self.reason = TypedWords(theme, "&Why?", 2)
        self.summary = ProblemSummary(theme)
        self.sign = Button(theme, "&Sign assessment", "primary", "seal-check", self.try_to_sign)
        self.stop = Button(theme, "Stop for &now", "", "", self.stopped.emit)
        self.discard = Button(theme, "Discard what is answered", "link", "", self.discarded.emit)
        self._showing = False
        self._lay_out(theme)
        for question in self.questions.values():
            question.answer.answered.connect(self._changed)
            question.answer.moved.connect(self._move)
            question.typed.connect(self._changed)
        for choices in (self.judgement, self.occasion):
            choices.chosen.connect(self._changed)
        self.reason.typed.connect(self._changed)
        self.show_text("{}")

    def answers(self) -> Mapping[str, Answer]:
        """Return the answers by the questions' codes."""
        return {code: row.value() for code, row in self.rows.items()}

    def is_begun(self) -> bool:
        """Say whether anything is answered or written."""
        kept = json.loads(self.to_text())
        return any(kept[name] for name in ("answers", "sources", "notes", "occasion", "reason")) or (
            self.chosen_judgement() is not None
        )

    def assessment(self, case_id: UUID) -> NewAssessment:
        """Return what was answered, for a case."""
        return NewAssessment(
            case_id=case_id,
            instrument=self.instrument.code,
            edition=self.instrument.version,
            answers=self.answers(),
            sources={code: one.source for code, one in self.questions.items() if one.source},
            notes={code: one.note for code, one in self.questions.items() if one.note},
            occasion=RiskOccasion(self.occasion.value() or RiskOccasion.NOT_SAID),
            judgement=self.chosen_judgement(),
            reason=self.reason.words,
        )

    def chosen_judgement(self) -> RiskLevel | None:
        """Return the judgement; None where the score says enough."""
        chosen = self.judgement.value()
        return RiskLevel(chosen) if chosen in {level.value for level in RiskLevel} else None

    def to_text(self) -> str:
        """Return what was answered, for a draft."""
        beside = self.questions.items()
        return json.dumps(
            {
                "instrument": self.instrument.code,
                "answers": {code: said for code, said in self.answers().items() if said is not Answer.NOT_ASKED},
                "sources": {code: one.source for code, one in beside if one.source},
                "notes": {code: one.note for code, one in beside if one.note},
                "occasion": self.occasion.value(),
                "judgement": self.judgement.value(),
                "reason": self.reason.words,
            }
        )

    def show_text(self, body: str) -> None:
        """Put back what `to_text` returned; what is missing is not asked."""
        kept: dict[str, Any] = json.loads(body)
        self._showing = True
        for code, question in self.questions.items():
            question.answer.show_answer(Answer(kept.get("answers", {}).get(code, Answer.NOT_ASKED)))
            question.show_beside(kept.get("sources", {}).get(code, ""), kept.get("notes", {}).get(code, ""))
        self.occasion.choose(kept.get("occasion", ""))
        self.judgement.choose(kept.get("judgement") or NO_JUDGEMENT)
        self.reason.show_words(kept.get("reason", ""))
        self.summary.clear()
        self._showing = False
        self._show()

    def focus_row(self) -> QWidget:
        """Return the first question nobody has answered, or the first."""
        rows = list(self.rows.values())
        return next((row for row in rows if row.value() is Answer.NOT_ASKED), rows[0]).focus_button()

    def try_to_sign(self) -> None:
        """Sign, or say what is missing."""
        problems = self._problems()
        self.summary.show_problems(problems)
        if problems:
            self._page.ensureWidgetVisible(self.summary)
        else:
            self.signed.emit()

    def reflow(self, width: Width) -> None:
        """Put the answers beneath the questions where there is little room."""
        for row in self.rows.values():
            row.stack(width is Width.NARROW)
        wide = width is Width.WIDE
        self._below.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _problems(self) -> list[Problem]:
        judgement = self.chosen_judgement()
        no_reason = GIVE_REASON if judgement is not None and not self.reason.words.strip() else ""
        self.reason.set_error(no_reason)
        if no_reason:
            return [Problem(no_reason, self.reason.edit)]
        if judgement is None and set(self.answers().values()) == {Answer.NOT_ASKED}:
            return [Problem(NOTHING_ANSWERED, next(iter(self.rows.values())).focus_button())]
        return []

    def _changed(self, _value: str = "") -> None:
        self._show()
        if not self._showing:
            announce(self, self.count.text())
            self.answered.emit()

    def _show(self) -> None:
        answers, judgement = self.answers(), self.chosen_judgement()
        self.count.setText(count_words(self.instrument.codes, answers))
        self.level.setText(self._level_words(judgement))
        self.reason.setVisible(judgement is not None)
        if judgement is None:
            self.reason.set_error("")

    def _level_words(self, judgement: RiskLevel | None) -> str:
        if self.instrument.is_screening:
            return screening_words(self._in_force, judgement)
        offered = self._offered
        return level_words(score(self.answers()), offered.high_from, offered.medium_from, judgement)

    def _judgements(self) -> Mapping[str, str]:
        none = "The level in force stays" if self.instrument.is_screening else JUDGEMENTS[NO_JUDGEMENT]
        return {**JUDGEMENTS, NO_JUDGEMENT: none}

    def _move(self, step: int) -> None:
        rows = list(self.rows.values())
        at = rows.index(self.sender()) + step  # type: ignore[arg-type]  # only rows send this
        if 0 <= at < len(rows):
            rows[at].focus_button().setFocus()
            self._page.ensureWidgetVisible(rows[at], 0, 80)

    def _lay_out(self, theme: Theme) -> None:
        self._page = ScrollPage()
        body = self._page.body
        body.addWidget(self.summary)
        questions = Card(self.instrument.title)
        questions.body.addWidget(Words(HOW_TO_ANSWER, "secondary", wrap=True))
        for question in self.questions.values():
            questions.body.addWidget(rule())
            questions.body.addWidget(question)
        questions.body.addWidget(Words(self.instrument.credit, "small", wrap=True))
        judged = Card("Judgement")
        judged.body.addWidget(Words(self._about_the_level(), "secondary", wrap=True))
        for part in (self.judgement, self.reason, self.occasion):
            judged.body.addWidget(part)
        body.addWidget(questions)
        body.addWidget(judged)
        body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._page, 1)
        whole.addWidget(self._foot(theme))

    def _about_the_level(self) -> str:
        if self.instrument.is_screening:
            return (
                "A yes is a reason to look closer. Only your judgement can raise the level, and nothing here lowers it."
            )
        source = "" if self._offered.is_first else self.instrument.thresholds.source
        return threshold_words(self._offered.high_from, len(self.instrument.questions), source)

    def _foot(self, theme: Theme) -> QWidget:
        """The count and the buttons stay in sight while the questions scroll."""
        foot = QWidget()
        counts = QVBoxLayout()
        counts.setSpacing(2)
        counts.addWidget(self.count)
        counts.addWidget(self.level)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.discard, self.stop, self.sign):
            buttons.addWidget(button)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight, foot)
        self._below.setContentsMargins(24, 10, 24, 12)
        self._below.setSpacing(8)
        self._below.addLayout(counts, 1)
        self._below.addLayout(buttons)
        self.sign.setToolTip("A signed assessment never changes; a new one is a new entry.")
        return foot
