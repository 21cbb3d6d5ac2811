"""Deciding not to refer to a MARAC for now: why, and the day on which it is looked at again."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.domain.risk_drift import CriterionMet
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.problem_summary import ProblemSummary, problems_in
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.typed_words import TypedWords

SAY_WHY = "Say why this is not referred now, so that whoever reads it can weigh it again."
SAY_UNTIL = "Choose a day to come, on which this is looked at again."


class DecideNotNow(RecordingSheet):
    """Keeps the decision; `recorded` says so. The watch is quiet until that day, or until a newer fact.

    Args:
        parent: the section that opens it.
        desk: the services.
        case_id: whose case.
        met: the criterion that is not referred on.
    """

    recorded = Signal()

    def __init__(self, parent: QWidget | None, desk: DeskContext, case_id: UUID, met: CriterionMet) -> None:
        super().__init__(parent, desk.theme, "Not referred to a MARAC for now", met.sentence, "Record the decision")
        self._desk, self._case_id, self._met = desk, case_id, met
        self.summary = ProblemSummary(desk.theme)
        self.reason = TypedWords(desk.theme, "&Why not now?", 3)
        self.until = DayField("Look at it again &on", desk.clock.today, "For example, +7d, fri or 27/11.")
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.summary, self.reason, self.until):
            column.addWidget(part)
        self.resize(desk.theme.px(520), desk.theme.px(520))
        self.reason.edit.setFocus()
        self.keep_words(desk, f"not-now {case_id} {met.criterion}")

    def record(self) -> None:
        """Check both and keep the decision."""
        problems = problems_in(
            (self.reason.problem(SAY_WHY), self.reason.edit), (self.until.problem(SAY_UNTIL), self.until.edit)
        )
        self.summary.show_problems(problems)
        until = self.until.day()
        if problems or until is None:
            return
        self.wait()
        decide = self._desk.safety.marac.decide_not_now
        work = partial(decide, self._case_id, self._met.criterion, self.reason.words, until)
        self._desk.keep(work, context=self, on_done=lambda _kept: self._recorded(), on_error=self.show_failure)

    def _recorded(self) -> None:
        self.recorded.emit()
        self.accept()
