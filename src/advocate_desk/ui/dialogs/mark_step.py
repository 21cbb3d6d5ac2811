"""The sheets for what is so beside the stage of a step, and for steps that are begun together."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.services.keep_pathway import MarkForm
from advocate_desk.services.pathway_views import MarkNow, PathwayView, StepCard
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

SAY_SET = "Choose which steps to begin together."
SAY_FROM = "Choose the day from which their times count."


class MarkSheet(RecordingSheet):
    """Sets a mark, or says that it is so no longer; `recorded` says so."""

    recorded = Signal()

    def __init__(self, parent: QWidget | None, desk: DeskContext, card: StepCard, mark: MarkNow) -> None:
        title = f"No longer so: {mark.title}" if mark.held else mark.title
        super().__init__(parent, desk.theme, title, card.name, "Record it")
        self._desk, self._card, self._mark = desk, card, mark
        hint = "For example, today or 20/11. Leave it empty where nobody knows."
        self.on = DayField("Since &when?", desk.clock.today, hint, past=True)
        self.told = BoundedLine()
        self.proof = BoundedLine()
        self.note = TypedWords(desk.theme, "&Note", 2)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (
            Words(mark.guidance or "It ends nothing.", "secondary", wrap=True),
            self.on,
            Field("Who t&old us?", self.told),
            Field("What &shows it?", self.proof, "A letter, an email, a reference number."),
            self.note,
        ):
            column.addWidget(part)
        self.resize(desk.theme.px(520), desk.theme.px(560))
        self.on.edit.setFocus()
        self.keep_words(desk, f"step-mark {card.step.id} {mark.code}")

    def record(self) -> None:
        """Record it."""
        if self.on.problem():
            return
        form = MarkForm(
            mark=self._mark.code,
            is_set=self._mark.held is None,
            happened_on=self.on.day(),
            told_by=self.told.text(),
            proof=self.proof.text(),
            note=self.note.words,
        )
        self.wait()
        work = partial(self._desk.way.pathway.mark, self._card.step.id, form)
        self._desk.keep(work, context=self, on_done=lambda _id: self._recorded(), on_error=self.show_failure)

    def _recorded(self) -> None:
        self.recorded.emit()
        self.accept()


class StepSetSheet(RecordingSheet):
    """Begins the steps of a set together; `recorded` gives the ids of those added."""

    recorded = Signal(object)

    def __init__(self, parent: QWidget | None, desk: DeskContext, view: PathwayView) -> None:
        super().__init__(
            parent, desk.theme, "Begin steps together", "Each has a day; what is there stays.", "Begin them"
        )
        self._desk, self._view = desk, view
        self.which = Choices("Which?", {one.code: one.title for one in view.sets})
        self.guidance = Words("", "secondary", wrap=True)
        self.on = DayField("Their times count &from", desk.clock.today, "For example, today or 20/11.")
        self.on.show_day(desk.clock.today())
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.which, self.guidance, self.on):
            column.addWidget(part)
        self.guidance.hide()
        self.which.chosen.connect(lambda _code: self._turn())
        self.resize(desk.theme.px(560), desk.theme.px(560))
        self.which.first().setFocus()
        self.keep_words(desk, f"step-set {view.case_id}")

    def record(self) -> None:
        """Begin what was chosen."""
        day = self.on.day()
        if self.on.problem(SAY_FROM) or day is None:
            return
        if not self.which.value():
            self.message.show_error(SAY_SET)
            return
        self.wait()
        work = partial(self._desk.way.pathway.apply_set, self._view.case_id, self.which.value(), day)
        self._desk.keep(work, context=self, on_done=self._recorded, on_error=self.show_failure)

    def _recorded(self, added: object) -> None:
        self.recorded.emit(added)
        self.accept()

    def _turn(self) -> None:
        chosen = next((one for one in self._view.sets if one.code == self.which.value()), None)
        lines = (
            [f"{title}: {within}{' (here already)' if there else ''}" for title, within, there in chosen.steps]
            if chosen
            else []
        )
        self.guidance.setText("\n".join([chosen.guidance, *lines]) if chosen else "")
        self.guidance.setVisible(chosen is not None)
