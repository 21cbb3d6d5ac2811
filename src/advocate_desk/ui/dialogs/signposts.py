"""Telling somebody of a service without referring: what was named and why, and later what came of it."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.closing_the_loop import Signpost
from advocate_desk.domain.support_plan import NeedState, SupportNeed
from advocate_desk.domain.support_rules import AREA_LABELS
from advocate_desk.services.keep_signposts import NewSignpost
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.agency_line import AgencyLine
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.problem_summary import ProblemSummary, problems_in
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.typed_words import TypedWords

NO_REFERRAL = "Nobody is written to, so nobody owes an answer. Where you want one, write a referral."
NO_NEED = "None of them"
SAY_WHERE, SAY_WHY = "Say which service was named.", "Say what it was named for."
SAY_WHAT, GIVE_DAY = "Say what came of it.", "Give the day."


class SignpostSheet(RecordingSheet):
    """Writes down that a service was named. ``on_kept`` is called once it is on record."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: DeskContext,
        case_id: UUID,
        needs: Sequence[SupportNeed],
        need_id: UUID | None,
        on_kept: Callable[[], None],
    ) -> None:
        super().__init__(parent, desk.theme, "Signpost to a service", NO_REFERRAL, "Record it")
        self._desk, self._case_id, self._on_kept = desk, case_id, on_kept
        self.summary = ProblemSummary(desk.theme)
        self.to = AgencyLine(desk, "Which &service?", "From the directory, or in your words.", or_words=True)
        self.why = TypedWords(desk.theme, "What &for?", 1)
        self.how = BoundedLine()
        self.on = DayField("W&hen", desk.clock.today, "For example today, fri or 20/11.", past=True)
        self.on.show_text("today")
        self.need = _needs_box(needs, need_id)
        how = Field("H&ow were they told?", self.how, "For example on the phone, or a leaflet at the refuge.")
        need = Field("For which nee&d of the plan?", self.need)
        if self.need.count() == 1:
            need.hide()
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.summary, self.to, self.why, need, how, self.on):
            column.addWidget(part)
        self.resize(desk.theme.px(560), desk.theme.px(640))
        self.to.agency.setFocus()
        self.keep_words(desk, f"signpost {case_id}")

    def record(self) -> None:
        """Check what was typed and keep it."""
        to, day = self.to.words(), self.on.day()
        self.to.field.set_error("" if to else SAY_WHERE)
        problems = problems_in(
            ("" if to else SAY_WHERE, self.to.agency),
            (self.why.problem(SAY_WHY), self.why.edit),
            (self.on.problem(GIVE_DAY), self.on.edit),
        )
        self.summary.show_problems(problems)
        if problems or day is None:
            return
        new = NewSignpost(
            case_id=self._case_id,
            to=to,
            why=self.why.words,
            on=day,
            how=self.how.text(),
            agency_id=self.to.agency_id(),
            need_id=self.need.currentData(),
        )
        self.wait()
        work = partial(self._desk.way.signposts.record, new)
        self._desk.tasks.run(work, context=self, on_done=self._kept, on_error=self.show_failure)

    def _kept(self, _signpost_id: UUID) -> None:
        self.accept()
        self._on_kept()


class HeardSheet(RecordingSheet):
    """Writes down what somebody told of a service that was named."""

    def __init__(
        self, parent: QWidget | None, desk: DeskContext, signpost: Signpost, on_kept: Callable[[], None]
    ) -> None:
        super().__init__(parent, desk.theme, "What came of it", signpost.to, "Record it")
        self._desk, self._signpost, self._on_kept = desk, signpost, on_kept
        self.summary = ProblemSummary(desk.theme)
        self.words = TypedWords(desk.theme, "What &came of it?", 2, "Not going is an answer, too.")
        self.words.show_words(signpost.came_of_it)
        self.on = DayField("W&hen were you told?", desk.clock.today, "For example today, fri or 20/11.", past=True)
        self.on.show_text("today")
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.summary, self.words, self.on):
            column.addWidget(part)
        self.resize(desk.theme.px(520), desk.theme.px(420))
        self.words.edit.setFocus()
        self.keep_words(desk, f"signpost-heard {signpost.id}")

    def record(self) -> None:
        """Check what was typed and keep it."""
        day = self.on.day()
        problems = problems_in(
            (self.words.problem(SAY_WHAT), self.words.edit), (self.on.problem(GIVE_DAY), self.on.edit)
        )
        self.summary.show_problems(problems)
        if problems or day is None:
            return
        self.wait()
        work = partial(self._desk.way.signposts.hear, self._signpost, self.words.words, day)
        self._desk.tasks.run(work, context=self, on_done=self._kept, on_error=self.show_failure)

    def _kept(self, _nothing: None) -> None:
        self.accept()
        self._on_kept()


def _needs_box(needs: Sequence[SupportNeed], chosen: UUID | None) -> QComboBox:
    box = QComboBox()
    box.addItem(NO_NEED, None)
    for need in needs:
        if need.state is NeedState.OPEN or need.id == chosen:
            box.addItem(f"{AREA_LABELS[need.area]}: {' '.join(need.title.split())}", need.id)
            if need.id == chosen:
                box.setCurrentIndex(box.count() - 1)
    return box
