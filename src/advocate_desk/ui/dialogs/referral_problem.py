"""Something is wrong with a referral: saying what, telling whoever referred, and writing down their answer."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.domain.case_life_words import TROUBLE_WORDS, trouble_words
from advocate_desk.domain.case_moves import ReferralProblem, ReferralTrouble
from advocate_desk.services.mend_referral import NewProblem
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.problem_summary import ProblemSummary, problems_in
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.typed_words import TypedWords

CHOOSE_TROUBLE = "Choose what is wrong."
SAY_HOW = "Say how they were told, so that a colleague can ask again the same way."
SAY_ANSWER = "Say what they answered, or why nobody asks any longer."
GIVE_DAY = "Give the day it happened."
LEAVE_BY_EMAIL = "Name the reference alone: whoever reads it there need not learn where this person is."


class RaiseProblemSheet(RecordingSheet):
    """Says what is wrong; `kept` says so once it is on record."""

    kept = Signal()

    def __init__(self, parent: QWidget | None, desk: DeskContext, case_id: UUID) -> None:
        about = "It goes back to whoever referred, and stays on Today until they answer."
        super().__init__(parent, desk.theme, "Something is wrong with this referral", about, "Record it")
        self._desk, self._case_id = desk, case_id
        self.summary = ProblemSummary(desk.theme)
        self.trouble = Choices("What is wrong?", TROUBLE_WORDS)
        self.words = TypedWords(desk.theme, "Say &more, in words the referrer will understand", 2)
        _put_in(self.holder, self.summary, self.trouble, self.words)
        self.resize(desk.theme.px(540), desk.theme.px(440))
        self.trouble.first().setFocus()
        self.keep_words(desk, f"referral-problem {case_id}")

    def record(self) -> None:
        """Keep what is wrong."""
        chosen = self.trouble.value()
        self.summary.show_problems(problems_in(("" if chosen else CHOOSE_TROUBLE, self.trouble.first())))
        if not chosen:
            return
        new = NewProblem(case_id=self._case_id, trouble=ReferralTrouble(chosen), words=self.words.words)
        self.wait()
        work = partial(self._desk.safety.mending.raise_problem, new)
        self._desk.tasks.run(work, context=self, on_done=self._kept, on_error=self.show_failure)

    def _kept(self, _problem: ReferralProblem) -> None:
        self.kept.emit()
        self.accept()


class ProblemStepSheet(RecordingSheet):
    """One step of a problem: a day and a few words. `kept` says so once it is on record."""

    kept = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        desk: DeskContext,
        title: str,
        about: str,
        asked: str,
        empty: str,
        keep: Callable[..., None],
    ) -> None:
        super().__init__(parent, desk.theme, title, about, "Record it")
        self._desk, self._empty, self._keep = desk, empty, keep
        self.summary = ProblemSummary(desk.theme)
        self.words = TypedWords(desk.theme, asked, 2)
        self.on = DayField("W&hen", desk.clock.today, "For example today, fri or 20/11.", past=True)
        self.on.show_text("today")
        _put_in(self.holder, self.summary, self.words, self.on)
        self.resize(desk.theme.px(520), desk.theme.px(420))
        self.words.edit.setFocus()

    def record(self) -> None:
        """Keep the step."""
        problems = problems_in(
            (self.words.problem(self._empty), self.words.edit), (self.on.problem(GIVE_DAY), self.on.edit)
        )
        self.summary.show_problems(problems)
        day = self.on.day()
        if problems or day is None:
            return
        work = partial(self._keep, day, self.words.words)
        self.wait()
        self._desk.tasks.run(work, context=self, on_done=self._kept, on_error=self.show_failure)

    def _kept(self, _nothing: None) -> None:
        self.kept.emit()
        self.accept()


def telling(parent: QWidget | None, desk: DeskContext, problem: ReferralProblem) -> ProblemStepSheet:
    """Return the sheet that writes down that whoever referred was told."""
    keep = partial(desk.safety.mending.tell, problem.id)
    asked = "&How were they told?"
    sheet = ProblemStepSheet(
        parent, desk, "The referrer was told", f"{trouble_words(problem)} {LEAVE_BY_EMAIL}", asked, SAY_HOW, keep
    )
    sheet.keep_words(desk, f"referral-told {problem.id}")
    return sheet


def answering(parent: QWidget | None, desk: DeskContext, problem: ReferralProblem) -> ProblemStepSheet:
    """Return the sheet that writes down what they answered."""
    keep = partial(desk.safety.mending.answer, problem.id)
    asked = "What did they &answer, or why does nobody ask any longer?"
    sheet = ProblemStepSheet(parent, desk, "Their answer", trouble_words(problem), asked, SAY_ANSWER, keep)
    sheet.keep_words(desk, f"referral-answered {problem.id}")
    return sheet


def _put_in(holder: QWidget, *parts: QWidget) -> None:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    for part in parts:
        column.addWidget(part)
