"""Recording that a silent agency was asked again: when, how, and whom we spoke with."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.services.keep_chases import NewChase
from advocate_desk.services.make_referral import ReferralView
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.problem_summary import ProblemSummary, problems_in
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.typed_words import TypedWords

HOW = {"by phone": "By phone", "by email": "By email", "by letter": "By letter", "in person": "In person"}
SAY_HOW = "Choose how they were asked."
GIVE_DAY = "Give the day they were asked."


class RecordChaseDialog(RecordingSheet):
    """Adds to the log of chases. ``on_recorded`` is called once it is kept."""

    def __init__(
        self, parent: QWidget | None, desk: DeskContext, view: ReferralView, on_recorded: Callable[[], None]
    ) -> None:
        agency = view.agency.name if view.agency else ""
        super().__init__(parent, desk.theme, "They were asked again", agency, "Record it")
        self._desk, self._referral_id, self._on_recorded = desk, view.referral.id, on_recorded
        self.summary = ProblemSummary(desk.theme)
        self.how = Choices("How were they asked?", HOW)
        self.on = DayField("W&hen", desk.clock.today, "For example today, fri or 20/11.", past=True)
        self.on.show_text("today")
        self.told_by = BoundedLine()
        self.note = TypedWords(desk.theme, "What was &said", 2)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        spoke = Field("&Whom did we speak with?", self.told_by, "Leave it empty where nobody answered.")
        for part in (self.summary, self.how, self.on, spoke, self.note):
            column.addWidget(part)
        self.resize(desk.theme.px(540), desk.theme.px(560))
        self.how.first().setFocus()
        self.keep_words(desk, f"record-chase {view.referral.id}")

    def record(self) -> None:
        """Check what was typed and keep it."""
        how, day = self.how.value(), self.on.day()
        problems = problems_in(("" if how else SAY_HOW, self.how.first()), (self.on.problem(GIVE_DAY), self.on.edit))
        self.summary.show_problems(problems)
        if problems or how is None or day is None:
            return
        new = NewChase(
            referral_id=self._referral_id, on=day, how=how, told_by=self.told_by.text(), note=self.note.words
        )
        self.wait()
        self._desk.tasks.run(
            lambda: self._desk.way.chases.record(new), context=self, on_done=self._kept, on_error=self.show_failure
        )

    def _kept(self, _chase_id: UUID) -> None:
        self.accept()
        self._on_recorded()
