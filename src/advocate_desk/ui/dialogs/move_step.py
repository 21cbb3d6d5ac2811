"""The sheet that records what happened to a step: only what may come next, with what that must carry."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.near_dates import read_time
from advocate_desk.domain.pathway import StepState
from advocate_desk.domain.pathway_steps import Needs
from advocate_desk.services.keep_pathway import MoveForm
from advocate_desk.services.pathway_views import NextStage, StepCard
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.problem_summary import ProblemSummary, problems_in
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

SAY_STAGE = "Choose what happened."
SAY_TIME = "Write the time like 4:05pm or 16:05."


class MoveSheet(RecordingSheet):
    """Records one move; `recorded` gives its id.

    Args:
        parent: the screen that opens it.
        desk: the services.
        card: the step.
        stage: the stage chosen at first, or "".
    """

    recorded = Signal(object)

    def __init__(self, parent: QWidget | None, desk: DeskContext, card: StepCard, stage: str = "") -> None:
        super().__init__(parent, desk.theme, "What happened?", f"{card.name}. {card.status_line}", "Record it")
        self._desk, self._card = desk, card
        self.summary = ProblemSummary(desk.theme)
        self.stage = Choices("It came to", {one.code: one.title for one in card.next})
        self.guidance = Words("", "secondary", wrap=True)
        hint = "For example, today or 20/11. Leave it empty where nobody knows."
        self.on = DayField("&When did it happen?", desk.clock.today, hint, past=True)
        self.at = Field("At what &time?", BoundedLine(), "For example, 4:05pm. Leave it empty where nobody knows.")
        self.reason = Field("&Reason that was given", BoundedLine())
        self.listed = QComboBox()
        self.from_list = Field("&Reason that was given", self.listed)
        self.ball = Field("Who has to act &next?", BoundedLine())
        self.due = DayField(
            "&By when?", desk.clock.today, "For example, +2w or 27/11. Leave it empty where none is set."
        )
        self.told = Field("Who t&old us?", BoundedLine())
        self.proof = Field("What &shows it?", BoundedLine(), "A letter, an email, a reference number.")
        self.note = TypedWords(desk.theme, "&Note", 2)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        fields = (self.on, self.at, self.from_list, self.reason, self.ball, self.due, self.told, self.proof, self.note)
        for part in (self.summary, self.stage, self.guidance, *fields):
            column.addWidget(part)
        self.resize(desk.theme.px(580), desk.theme.px(720))
        self.stage.chosen.connect(lambda _code: self._turn())
        self.stage.choose(stage or (card.next[0].code if len(card.next) == 1 else ""))
        self._turn()
        self.stage.first().setFocus()
        self.keep_words(desk, f"step-move {card.step.id}")

    def record(self) -> None:
        """Check what can be seen here; the service says the rest in words."""
        at, typed = read_time(_line(self.at)), _line(self.at).strip()
        problems = problems_in(
            ("" if self._wanted() else SAY_STAGE, self.stage.first()),
            (self.on.problem(), self.on.edit),
            (SAY_TIME if typed and at is None else "", self.at.control),
            (self.due.problem(), self.due.edit),
        )
        self.summary.show_problems(problems)
        wanted = self._wanted()
        if problems or wanted is None:
            return
        is_open = wanted.state in {StepState.WAITING, StepState.NOT_STARTED}
        last = next((line.move for line in self._card.history if line.move is not None), None)
        form = MoveForm(
            stage=wanted.code,
            happened_on=self.on.day(),
            happened_time=at,
            waiting_on=_line(self.ball) if wanted.state is StepState.WAITING else "",
            due_on=self.due.day() if is_open else None,
            told_by=_line(self.told),
            proof=_line(self.proof),
            reason=self._reason(wanted),
            note=self.note.words,
            seen=last.id if last else None,
        )
        self.wait()
        work = partial(self._desk.way.pathway.move, self._card.step.id, form)
        self._desk.keep(work, context=self, on_done=self._recorded, on_error=self.show_failure)

    def _recorded(self, move_id: UUID) -> None:
        self.recorded.emit(move_id)
        self.accept()

    def _wanted(self) -> NextStage | None:
        return next((one for one in self._card.next if one.code == self.stage.value()), None)

    def _reason(self, wanted: NextStage) -> str:
        if wanted.reasons is None:
            return _line(self.reason)
        number = self.listed.currentIndex() - 1
        return wanted.reasons.entries[number].code if number >= 0 else ""

    def _turn(self) -> None:
        """Ask for what the chosen stage needs, and no more."""
        wanted = self._wanted()
        needs = wanted.needs if wanted else ()
        self.guidance.setText(wanted.guidance if wanted else "")
        self.guidance.setVisible(bool(self.guidance.text()))
        self.at.setVisible(Needs.TIME in needs)
        self.reason.setVisible(Needs.REASON in needs and wanted is not None and wanted.reasons is None)
        self.from_list.setVisible(wanted is not None and wanted.reasons is not None)
        self.listed.clear()
        if wanted is not None and wanted.reasons is not None:
            self.listed.addItems(["Not said", *(one.words for one in wanted.reasons.entries)])
        waits = wanted is not None and wanted.state is StepState.WAITING
        self.ball.setVisible(waits)
        self.due.setVisible(waits)
        if wanted is not None and waits and isinstance(self.ball.control, BoundedLine):
            self.ball.control.setText(wanted.waits_for)


def _line(field: Field) -> str:
    return field.control.text() if isinstance(field.control, BoundedLine) else ""
