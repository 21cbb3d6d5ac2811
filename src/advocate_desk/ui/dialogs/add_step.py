"""The sheet that adds a step to a lane, with what each is and what a new advocate should know of it."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.pathway_steps import StandsFor
from advocate_desk.services.keep_pathway import NewStep
from advocate_desk.services.pathway_views import Addable, PathwayView
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.words import Words

NONE = "Nobody chosen"


class AddStepSheet(RecordingSheet):
    """Adds one step; `recorded` gives its id.

    Args:
        parent: the screen that opens it.
        desk: the services.
        view: what may be added.
        lane: of which lane.
        code: the step chosen at first, or "".
    """

    recorded = Signal(object)

    def __init__(
        self, parent: QWidget | None, desk: DeskContext, view: PathwayView, lane: Lane, code: str = ""
    ) -> None:
        super().__init__(parent, desk.theme, "Add a step", "None of it is owed, and none needs another.", "Add it")
        self._desk, self._view = desk, view
        self._offered = tuple(one for one in view.addable if one.lane is lane)
        self.which = QComboBox()
        self.which.addItems([f"{one.group}: {one.title}" if one.group else one.title for one in self._offered])
        self.guidance, self.source = Words("", "", wrap=True), Words("", "small", wrap=True)
        self.part, self._parts = QComboBox(), tuple[UUID, ...]()
        self.part_field = Field("It belongs to", self.part)
        self.about = Field("&Which one?", BoundedLine(), "A few words that tell it from the next.")
        self.person, self.worker = _names(view.people), _names(view.workers)
        self.person_field = Field("&Who is it about?", self.person)
        self.worker_field = Field("Who &works on it?", self.worker, "Somebody who is not the lead of this case.")
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        fields = (self.part_field, self.person_field, self.about, self.worker_field)
        for part in (Field("Which &step?", self.which), self.guidance, self.source, *fields):
            column.addWidget(part)
        self.which.currentIndexChanged.connect(lambda _number: self._turn())
        codes = [one.code for one in self._offered]
        self.which.setCurrentIndex(codes.index(code) if code in codes else 0)
        self._turn()
        self.resize(desk.theme.px(560), desk.theme.px(600))
        self.which.setFocus()
        self.keep_words(desk, f"step-add {view.case_id} {lane}")

    def record(self) -> None:
        """Add it; what is missing the service says in words."""
        one = self._chosen()
        if one is None:
            return
        line = self.about.control
        form = NewStep(
            code=one.code,
            about=line.text() if isinstance(line, BoundedLine) and one.stands_for is not StandsFor.ONCE else "",
            about_id=_picked(self.person, self._view.people) if one.stands_for in _OF_PEOPLE else None,
            part_of_id=self._parts[self.part.currentIndex()] if one.needs_part and self._parts else None,
            worker_id=_picked(self.worker, self._view.workers) if one.is_apart else None,
        )
        self.wait()
        work = partial(self._desk.way.pathway.add, self._view.case_id, form)
        self._desk.keep(work, context=self, on_done=self._recorded, on_error=self.show_failure)

    def _recorded(self, step_id: UUID) -> None:
        self.recorded.emit(step_id)
        self.accept()

    def _chosen(self) -> Addable | None:
        number = self.which.currentIndex()
        return self._offered[number] if 0 <= number < len(self._offered) else None

    def _turn(self) -> None:
        one = self._chosen()
        self.guidance.setText(one.guidance if one else "Every step of this lane is here already.")
        self.source.setText(_source(one) if one else "")
        self.part_field.setVisible(bool(one and one.needs_part))
        self._parts = tuple(one.part_of) if one else ()
        self.part.clear()
        self.part.addItems(list(one.part_of.values()) if one else [])
        self.person_field.setVisible(bool(one and one.stands_for in _OF_PEOPLE))
        self.about.setVisible(bool(one and one.stands_for is not StandsFor.ONCE))
        self.worker_field.setVisible(bool(one and one.is_apart))


def _source(one: Addable) -> str:
    return f"From: {one.provenance.source}. Checked {long_date(one.provenance.checked_on)}. Check before relying on it."


def _names(names: Mapping[UUID, str]) -> QComboBox:
    box = QComboBox()
    box.addItems([NONE, *names.values()])
    return box


def _picked(box: QComboBox, names: Mapping[UUID, str]) -> UUID | None:
    number = box.currentIndex() - 1
    return tuple(names)[number] if number >= 0 else None


_OF_PEOPLE = frozenset({StandsFor.SUSPECT, StandsFor.CHILD})
