"""Risk: what the record says that nobody acted on, signed assessments, the newest first, and lists for a new one."""

import json
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import due_on_words, near_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.risk_drift import Watch
from advocate_desk.domain.risk_words import LEVEL_WORDS, threshold_words, trend_words
from advocate_desk.domain.users import Action
from advocate_desk.services.assess_risk import OfferedList, RiskLine, RiskView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_risk_questions import RiskQuestions
from advocate_desk.ui.screens.case_risk_watch import WatchBoard
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.signed_risk import SignedRisk
from advocate_desk.ui.widgets.words import Words

START = "&Start checklist"


class RiskSection(CaseSection):
    """Shows the watch and what was signed; begins a list, or goes on with one that was stopped.

    A list is built when somebody begins it: nobody waits for dozens of questions who came to read.
    """

    part = "risk"
    title = "Risk"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self.draft = TypedDraft(self, desk, f"risk {case_id}", self._to_text, self._show_text)
        self.draft.failed.connect(self._show_error)
        self.questions: RiskQuestions | None = None
        self.others: tuple[Button, ...] = ()
        self.cards: tuple[SignedRisk, ...] = ()
        self._view: RiskView | None = None
        self._width, self._loaded = Width.WIDE, False
        self.message = Message(desk.theme)
        self.board = WatchBoard(desk, case_id)
        self.threshold, self.trend = Words(look="secondary", wrap=True), Words(look="strong", wrap=True)
        self.since = Words(look="warn", wrap=True)
        self.start = Button(desk.theme, START, "primary", "list-checks", self.begin)
        self._starts = FlowLayout(8)
        self._rows = QVBoxLayout()
        self._stack = QStackedWidget()
        self._main_action = QAction("Start checklist", self)
        self._main_action.triggered.connect(lambda _checked: self._main())
        self.board.decided.connect(self._decided)
        self._lay_out()

    def refresh(self) -> None:
        risk, watch, case_id = self.desk.risk, self.desk.safety.watch, self.case_id
        self.desk.tasks.run(
            lambda: (risk.view(case_id), watch.view(case_id)),
            context=self,
            on_done=lambda read: self._show(*read),
            on_error=self._show_error,
        )

    def main_action(self) -> QAction | None:
        return self._main_action

    def keys(self) -> tuple[tuple[str, str], ...]:
        main = "Sign the assessment" if self._asking() else "Start the checklist"
        return (("Y, N, D", "Yes, no, don't know"), ("Up, Down", "Question before, next one"), ("Ctrl+Enter", main))

    def first_focus(self) -> QWidget | None:
        if self.questions is not None and self._asking():
            return self.questions.focus_row()
        return self.start if self._may_sign() else None

    def reflow(self, width: Width) -> None:
        self._width = width
        if self.questions is not None:
            self.questions.reflow(width)

    def begin(self, code: str = "") -> None:
        """Show the questions of the list with this code, with what was answered before; "" goes on, or is the first."""
        if self._view is None or not self._may_sign():
            return
        begun = self.questions is not None and self.questions.is_begun()
        offered = next((one for one in self._view.offered if one.instrument.code == code), self._view.offered[0])
        if self.questions is None or not (begun or self._shows(offered)):
            self._build(offered)
        if self.questions is not None:
            self._stack.setCurrentWidget(self.questions)
            self.questions.focus_row().setFocus()
        self._name_start()

    def _may_sign(self) -> bool:
        return self.desk.who.may(Action.WORK_ON_CASES)

    def _shows(self, offered: OfferedList) -> bool:
        shown = self.questions.instrument if self.questions is not None else None
        return shown is not None and (shown.code, shown.version) == (
            offered.instrument.code,
            offered.instrument.version,
        )

    def _asking(self) -> bool:
        return self.questions is not None and self._stack.currentWidget() is self.questions

    def _main(self) -> None:
        if self.questions is not None and self._asking():
            self.questions.try_to_sign()
        else:
            self.begin()

    def _show(self, view: RiskView, watch: Watch) -> None:
        self._view = view
        self.board.show_watch(watch)
        self.threshold.setText(threshold_words(view.high_from, len(view.instrument.questions)))
        self._show_starts(view.offered[1:])
        self._show_signed(view.signed)
        self._show_trend(view)
        if not self._loaded:
            self._loaded = True
            self.draft.offer()

    def _show_starts(self, others: Sequence[OfferedList]) -> None:
        for old in self.others:
            self._starts.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.others = tuple(
            Button(self.desk.theme, one.instrument.label, "", "list-checks", partial(self.begin, one.instrument.code))
            for one in others
        )
        before: QWidget = self.start
        for button in self.others:
            button.setAccessibleName(f"Start {button.text()}")
            self._starts.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button
        self._name_start()

    def _name_start(self) -> None:
        """One list is gone through at a time: until it is signed or discarded, the way leads back to it."""
        begun = self.questions is not None and self.questions.is_begun()
        label = self.questions.instrument.label if self.questions is not None else ""
        first = self._view is None or label == self._view.offered[0].instrument.label
        self.start.setText(("Go on with the checklist" if first else f"Go on with {label}") if begun else START)
        for button in (self.start, *self.others):
            button.setVisible(self._may_sign() and (button is self.start or not begun))

    def _build(self, offered: OfferedList) -> None:
        """Build the questions in place of those that were answered before."""
        if self.questions is not None:
            self._stack.removeWidget(self.questions)
            self.questions.deleteLater()
        self.questions = RiskQuestions(self.desk.theme, offered, self._view.level if self._view else None)
        self.questions.reflow(self._width)
        self.questions.answered.connect(self._answered)
        self.questions.signed.connect(self._sign)
        self.questions.stopped.connect(self._stop)
        self.questions.discarded.connect(self._discard)
        self._stack.addWidget(self.questions)

    def _show_signed(self, signed: Sequence[RiskLine]) -> None:
        clear_rows(self._rows)
        self.cards = tuple(SignedRisk(self.desk.theme, line) for line in signed)
        before: QWidget = self.others[-1] if self.others else self.start
        for card in self.cards:
            self._rows.addWidget(card)
            QWidget.setTabOrder(before, card.turn)
            before = card.turn
        if not signed:
            self._rows.addWidget(EmptyState("Risk was not assessed yet."))

    def _show_trend(self, view: RiskView) -> None:
        today = self.desk.clock.today()
        trend = _trend(view.signed)
        again = f"Review {due_on_words(view.again_on, today)}." if view.again_on else ""
        count = len(view.incidents_since)
        newest = view.signed[0].assessment.assessed_on if view.signed else None
        told = f"{'1 incident was' if count == 1 else f'{count} incidents were'} recorded after the newest assessment"
        since = f"{told} of {near_date(newest, today)}, which cannot have weighed that." if count and newest else ""
        for label, words in ((self.trend, " ".join(filter(None, (trend, again)))), (self.since, since)):
            label.setText(words)
            label.setVisible(bool(words))

    def _show_text(self, body: str) -> bool:
        """Show what was kept, on the list it was answered on; one that is not asked any more cannot be gone on with.

        A new case may ask for the checklist: then nothing was answered yet, and the first list comes.
        """
        if self._view is None:
            return False
        code = json.loads(body).get("instrument", self._view.offered[0].instrument.code)
        offered = next((one for one in self._view.offered if one.instrument.code == code), None)
        if offered is None:
            return False
        if not self._shows(offered):
            self._build(offered)
        if self.questions is not None:
            self.questions.show_text(body)
        self.begin(code)
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
        self.desk.navigator.say("What was answered is discarded.", partial(self._bring_back, kept))

    def _bring_back(self, kept: str) -> None:
        self._show_text(kept)
        self._answered()

    def _to_list(self) -> None:
        self._stack.setCurrentIndex(0)
        self._name_start()
        self.start.setFocus()

    def _sign(self) -> None:
        if self.questions is None:
            return
        new = self.questions.assessment(self.case_id)
        self.questions.sign.setEnabled(False)
        self.draft.record(partial(self.desk.risk.sign, new), self._signed, self._not_signed)

    def _signed(self, signed: RiskAssessment) -> None:
        self.desk.navigator.say(f"Assessment signed: {LEVEL_WORDS[signed.level]} risk.")
        self.message.clear()
        if self.questions is not None:
            self.questions.sign.setEnabled(True)
            self.questions.show_text("{}")
        self._to_list()
        self._tell()

    def _decided(self) -> None:
        self.desk.navigator.say("Decided not to refer for now. A new fact makes the watch speak again.")
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.refresh()

    def _not_signed(self, failure: KnownFailure) -> None:
        if self.questions is not None:
            self.questions.sign.setEnabled(True)
        self._show_error(failure)

    def _show_error(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        page = ScrollPage()
        page.body.addWidget(self.board)
        for words in (self.trend, self.since):
            words.hide()
            page.body.addWidget(words)
        self._starts.addWidget(self.start)
        page.body.addLayout(self._starts)
        page.body.addWidget(self.threshold)
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


def _trend(signed: Sequence[RiskLine]) -> str:
    """Say how risk went since the newest list was gone through before, or since whatever came before it."""
    if len(signed) < 2:
        return ""
    newest, *earlier = (line.assessment for line in signed)
    return trend_words(newest, next((one for one in earlier if one.instrument == newest.instrument), earlier[0]))
