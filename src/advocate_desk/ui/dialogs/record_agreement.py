"""Recording that somebody agreed to be supported, and that support was ended at her word."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.agreements import SupportAgreement
from advocate_desk.domain.answer import Answer
from advocate_desk.services.keep_agreements import AfterWithdrawal, AgreementLine, MayAgree, NewAgreement
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.record_consent import WAYS
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.problem_summary import ProblemSummary, problems_in
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.words import Words

EXPLAINED = {Answer.YES: "Yes", Answer.NO: "Not yet", Answer.NOT_KNOWN: "Not known"}
ABOUT = "Explain first what stays between us and what cannot. An agreement to be supported is no consent to share."
INTERPRETED = "Somebody from an agency, never family or a friend. Leave it empty if nobody interpreted."
NEEDED = "The record says that an interpreter is needed. "
DAY_NEEDED = "Give the day this was agreed."
ENDED_NEEDED = "Give the day this was said."


class RecordAgreementDialog(RecordingSheet):
    """Records an agreement; `recorded` says so once it is kept.

    Args:
        parent: the section that opens it.
        desk: the services.
        case_id: whose case.
        may_agree: who can agree, the person of the case first.
    """

    recorded = Signal()

    def __init__(self, parent: QWidget | None, desk: DeskContext, case_id: UUID, may_agree: Sequence[MayAgree]) -> None:
        super().__init__(parent, desk.theme, "Record agreement", ABOUT, "Record agreement")
        self._desk, self._case_id, self._may_agree = desk, case_id, tuple(may_agree)
        today = desk.clock.today
        self.summary = ProblemSummary(desk.theme)
        self.who = QComboBox()
        for one in self._may_agree:
            self.who.addItem(one.name, one.person_id)
        self.limits = Choices("Was it explained what stays between us, and what cannot?", EXPLAINED)
        self.privacy = Choices("Was it explained what is kept, why, and who may see it?", EXPLAINED)
        self.how = QComboBox()
        self.how.addItems(WAYS)
        self.given = DayField("&When?", today, "Such as today, yesterday or 20/11.", past=True)
        self.given.show_text("today")
        self.interpreter = BoundedLine()
        self.interpreter_field = Field("&Interpreter", self.interpreter, INTERPRETED)
        self.review = DayField("As&k again on", today, "A passed day ends nothing: Today asks for it. Such as +12w.")
        self._lay_out()
        self.who.currentIndexChanged.connect(self._say_interpreter)
        self._say_interpreter()
        self.resize(desk.theme.px(540), desk.theme.px(720))
        self.keep_words(desk, f"record-agreement {case_id}")
        (self.who if len(self._may_agree) > 1 else self.limits.first()).setFocus()

    def record(self) -> None:
        """Check both days and keep the agreement."""
        problems = problems_in(
            (self.given.problem(DAY_NEEDED), self.given.edit), (self.review.problem(), self.review.edit)
        )
        self.summary.show_problems(problems)
        given_on = self.given.day()
        if problems or given_on is None:
            return
        new = NewAgreement(
            case_id=self._case_id,
            person_id=self.who.currentData(),
            given_on=given_on,
            how=self.how.currentText(),
            limits_explained=_answer(self.limits),
            privacy_explained=_answer(self.privacy),
            interpreter=self.interpreter.text(),
            review_on=self.review.day(),
        )
        self.wait()
        work = partial(self._desk.safety.agreements.agree, new)
        self._desk.tasks.run(work, context=self, on_done=self._recorded, on_error=self.show_failure)

    def _recorded(self, _agreement: SupportAgreement) -> None:
        self.recorded.emit()
        self.accept()

    def _say_interpreter(self) -> None:
        one = next((one for one in self._may_agree if one.person_id == self.who.currentData()), None)
        needed = NEEDED if one is not None and one.interpreter is Answer.YES else ""
        self.interpreter_field.hint.setText(f"{needed}{INTERPRETED}")
        self.interpreter.setAccessibleDescription(f"{needed}{INTERPRETED}")

    def _lay_out(self) -> None:
        who = Field("Wh&o agreed?", self.who)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        how = Field("&How was it said?", self.how)
        fields = (self.limits, self.privacy, how, self.given, self.interpreter_field, self.review)
        for part in (self.summary, who, *fields):
            column.addWidget(part)
        who.setVisible(len(self._may_agree) > 1)


class WithdrawAgreementDialog(RecordingSheet):
    """Ends support at somebody's word, after saying what follows. `recorded` carries what is left to do.

    Args:
        parent: the section that opens it.
        desk: the services.
        line: the agreement.
        after: what follows.
    """

    recorded = Signal(object)

    def __init__(self, parent: QWidget | None, desk: DeskContext, line: AgreementLine, after: AfterWithdrawal) -> None:
        about = f"{line.name} no longer wants to be supported. What follows:"
        super().__init__(parent, desk.theme, "Withdraw agreement", about, "Withdraw agreement")
        self._desk, self._line = desk, line
        self.summary = ProblemSummary(desk.theme)
        self.on = DayField("&When was this said?", desk.clock.today, "Such as today, yesterday or 20/11.", past=True)
        self.on.show_text("today")
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.summary)
        for told in after.words:
            column.addWidget(Words(f"•  {told}", wrap=True))
        column.addSpacing(6)
        column.addWidget(self.on)
        self.close_button.setText("Keep agreement")
        self.resize(desk.theme.px(540), desk.theme.px(440))
        self.keep_words(desk, f"withdraw-agreement {line.agreement.id}")
        self.close_button.setFocus()

    def record(self) -> None:
        """Check the day and withdraw the agreement."""
        problems = problems_in((self.on.problem(ENDED_NEEDED), self.on.edit))
        self.summary.show_problems(problems)
        day = self.on.day()
        if problems or day is None:
            return
        self.wait()
        work = partial(self._desk.safety.agreements.withdraw, self._line.agreement.id, day)
        self._desk.tasks.run(work, context=self, on_done=self._recorded, on_error=self.show_failure)

    def _recorded(self, after: AfterWithdrawal) -> None:
        self.recorded.emit(after)
        self.accept()


def _answer(choices: Choices) -> Answer:
    """Return what was chosen; what nobody chose was not asked."""
    return Answer(choices.value() or Answer.NOT_ASKED)
