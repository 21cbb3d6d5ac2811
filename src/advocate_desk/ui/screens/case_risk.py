"""Risk: signed assessments, the newest first, and the checklist for a new one."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.risk import JUDGEMENT_ALONE, RiskAssessment, RiskLevel
from advocate_desk.domain.risk_words import LEVEL_WORDS, threshold_words
from advocate_desk.services.assess_risk import NewAssessment, RiskLine, RiskView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_risk_questions import RiskQuestions
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words

CHIPS = {
    RiskLevel.HIGH: ("danger", "warning-octagon-fill"),
    RiskLevel.MEDIUM: ("warn", "warning-fill"),
    RiskLevel.STANDARD: ("plain", "circle-half-fill"),
}


class RiskSection(CaseSection):
    """Shows what was signed; begins a checklist, or goes on with one that was stopped."""

    part = "risk"
    title = "Risk"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self.draft = TypedDraft(self, desk, f"risk {case_id}", self._to_text, self._show_text)
        self.draft.failed.connect(self._show_error)
        self.questions: RiskQuestions | None = None
        self._width, self._loaded = Width.WIDE, False
        self.message = Message(desk.theme)
        self.threshold = Words(look="secondary", wrap=True)
        self.start = Button(desk.theme, "&Start checklist", "primary", "list-checks", self.begin)
        self._rows = QVBoxLayout()
        self._stack = QStackedWidget()
        self._main_action = QAction("Start checklist", self)
        self._main_action.triggered.connect(lambda _checked: self._main())
        self._lay_out()

    def refresh(self) -> None:
        work = partial(self.desk.risk.view, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show, on_error=self._show_error)

    def main_action(self) -> QAction | None:
        return self._main_action

    def keys(self) -> tuple[tuple[str, str], ...]:
        main = "Sign the assessment" if self._asking() else "Start the checklist"
        return (("Y, N, D", "Yes, no, don't know"), ("Up, Down", "Question before, next one"), ("Ctrl+Enter", main))

    def first_focus(self) -> QWidget | None:
        return self.questions.focus_row() if self.questions is not None and self._asking() else self.start

    def reflow(self, width: Width) -> None:
        self._width = width
        if self.questions is not None:
            self.questions.reflow(width)

    def begin(self) -> None:
        """Show the questions, with what was answered before."""
        if self.questions is None:
            return
        self._stack.setCurrentWidget(self.questions)
        self.start.setText("Go on with the checklist")
        self.questions.focus_row().setFocus()

    def _asking(self) -> bool:
        return self.questions is not None and self._stack.currentWidget() is self.questions

    def _main(self) -> None:
        if self.questions is not None and self._asking():
            self.questions.try_to_sign()
        else:
            self.begin()

    def _show(self, view: RiskView) -> None:
        self.threshold.setText(threshold_words(view.high_from, len(view.instrument.questions)))
        self._show_signed(view.signed)
        if self.questions is None:
            self._build_questions(view)
        if not self._loaded:
            self._loaded = True
            self.draft.offer()

    def _build_questions(self, view: RiskView) -> None:
        self.questions = RiskQuestions(self.desk.theme, view.instrument, view.high_from, view.medium_from)
        self.questions.reflow(self._width)
        self.questions.answered.connect(self._answered)
        self.questions.signed.connect(self._sign)
        self.questions.stopped.connect(self._stop)
        self.questions.discarded.connect(self._discard)
        self._stack.addWidget(self.questions)

    def _show_signed(self, signed: Sequence[RiskLine]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in signed:
            self._rows.addWidget(_card(self.desk, line))
        if not signed:
            self._rows.addWidget(EmptyState("Risk was not assessed yet."))

    def _show_text(self, body: str) -> bool:
        if self.questions is None:
            return False
        self.questions.show_text(body)
        self.begin()
        return True

    def _to_text(self) -> str:
        return self.questions.to_text() if self.questions is not None else "{}"

    def _answered(self) -> None:
        """Keep every answer at once: a checklist may be broken off at any moment."""
        self.draft.typed()
        self.draft.keep(lambda: None)

    def _stop(self) -> None:
        self.draft.keep(lambda: None)
        self._to_list()
        self.desk.navigator.say("The checklist is kept. Go on with it when you can.")

    def _discard(self) -> None:
        kept = self._to_text()
        self.draft.forget()
        if self.questions is not None:
            self.questions.show_text("{}")
        self._to_list()
        self.start.setText("&Start checklist")
        self.desk.navigator.say("What was answered is discarded.", partial(self._bring_back, kept))

    def _bring_back(self, kept: str) -> None:
        self._show_text(kept)
        self._answered()

    def _to_list(self) -> None:
        self._stack.setCurrentIndex(0)
        self.start.setFocus()

    def _sign(self) -> None:
        if self.questions is None:
            return
        new = NewAssessment(
            case_id=self.case_id,
            answers=self.questions.answers(),
            judgement=self.questions.chosen_judgement(),
            reason=self.questions.reason.words,
        )
        self.questions.sign.setEnabled(False)
        self.draft.record(partial(self.desk.risk.sign, new), self._signed, self._not_signed)

    def _signed(self, signed: RiskAssessment) -> None:
        self.desk.navigator.say(f"Assessment signed: {LEVEL_WORDS[signed.level]} risk.")
        self.message.clear()
        if self.questions is not None:
            self.questions.sign.setEnabled(True)
            self.questions.show_text("{}")
        self.start.setText("&Start checklist")
        self._to_list()
        self.changed.emit()
        self.refresh()

    def _not_signed(self, failure: KnownFailure) -> None:
        if self.questions is not None:
            self.questions.sign.setEnabled(True)
        self._show_error(failure)

    def _show_error(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.threshold, 1)
        head.addWidget(self.start, 0, Qt.AlignmentFlag.AlignTop)
        page = ScrollPage()
        page.body.addLayout(head)
        self._rows.setSpacing(12)
        page.body.addLayout(self._rows)
        page.body.addStretch(1)
        self._stack.addWidget(page)
        told = QVBoxLayout()
        told.setContentsMargins(24, 0, 24, 0)
        told.addWidget(self.message)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(told)
        whole.addWidget(self._stack, 1)


def _card(desk: DeskContext, line: RiskLine) -> Card:
    signed = line.assessment
    card = Card()
    role, icon = CHIPS[signed.level]
    head = QHBoxLayout()
    head.setSpacing(12)
    head.addWidget(Words(long_date(signed.assessed_on), "card-title"))
    head.addWidget(Chip(desk.theme, f"{LEVEL_WORDS[signed.level].capitalize()} risk", role, icon))
    head.addStretch(1)
    card.body.setSpacing(4)
    card.body.addLayout(head)
    for words, look in ((score_words(line), ""), (judgement_words(signed), ""), (by_words(line), "secondary")):
        if words:
            card.body.addWidget(Words(words, look, wrap=True))
    return card


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
    """Return who signed it, on which list, and from which score on it was high."""
    signed = line.assessment
    on_list = line.instrument if signed.instrument != JUDGEMENT_ALONE else ""
    by = f"Signed by {line.assessor}." if line.assessor else "Recorded before, by nobody named here."
    high = f"High from {signed.high_from}." if line.score is not None else ""
    return " ".join(part for part in (by, f"{on_list}." if on_list else "", high) if part)
