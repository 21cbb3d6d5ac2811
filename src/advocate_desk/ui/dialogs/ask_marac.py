"""A short sheet of a MARAC: a few questions, then one thing is recorded. `models.marac_asks` says what is asked."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.models.marac_asks import Ask, AskKind, Question
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.problem_summary import Problem, ProblemSummary
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.tick_box import TickBox
from advocate_desk.ui.widgets.typed_words import TypedWords

AHEAD_HINT = "For example, 3 December or +1w."
PAST_HINT = "For example, today or 27 November."
_TALLEST = 720

Control = DayField | Field | TypedWords | TickBox | Choices


class MaracSheet(RecordingSheet):
    """Asks what ``ask`` says and records it; `recorded` says so once it is kept.

    Args:
        parent: the section that opens it.
        desk: the services.
        ask: the questions, and what to do with the answers.
    """

    recorded = Signal(object)
    """What the service returned."""

    def __init__(self, parent: QWidget | None, desk: DeskContext, ask: Ask) -> None:
        super().__init__(parent, desk.theme, ask.title, ask.about, ask.record)
        self._desk, self._ask = desk, ask
        self.summary = ProblemSummary(desk.theme)
        self.fields: dict[str, Control] = {one.name: self._field(one) for one in ask.questions}
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.summary)
        for field in self.fields.values():
            column.addWidget(field)
        self.resize(desk.theme.px(560), desk.theme.px(min(_TALLEST, 210 + sum(_height(one) for one in ask.questions))))
        _edit_of(next(iter(self.fields.values()))).setFocus()
        self.keep_words(desk, ask.key)

    def record(self) -> None:
        """Check everything, and keep it."""
        problems = [found for one in self._ask.questions if (found := self._problem(one))]
        self.summary.show_problems(problems)
        if problems:
            return
        given = {name: _value(field) for name, field in self.fields.items()}
        self.wait()
        self._desk.tasks.run(
            lambda: self._ask.work(given), context=self, on_done=self._recorded, on_error=self.show_failure
        )

    def _recorded(self, kept: object) -> None:
        self.recorded.emit(kept)
        self.accept()

    def _field(self, one: Question) -> Control:
        match one.kind:
            case AskKind.DAY | AskKind.PAST_DAY:
                past = one.kind is AskKind.PAST_DAY
                hint = one.hint or (PAST_HINT if past else AHEAD_HINT)
                day = DayField(one.label, self._desk.clock.today, hint, past=past)
                day.show_day(one.given if isinstance(one.given, date) else None)
                return day
            case AskKind.LINE:
                edit = BoundedLine()
                edit.setText(str(one.given or ""))
                edit.setCursorPosition(0)
                return Field(one.label, edit, one.hint)
            case AskKind.WORDS:
                words = TypedWords(self._desk.theme, one.label, 4)
                words.show_words(str(one.given or ""))
                return words
            case AskKind.TICK:
                tick = TickBox(one.label)
                tick.setChecked(bool(one.given))
                return tick
            case AskKind.CHOICE:
                choices = Choices(one.label, one.answers)
                choices.choose(str(one.given or ""))
                return choices
            case AskKind.PICK:
                box = QComboBox()
                for code, said in one.answers.items():
                    box.addItem(said, code)
                box.setCurrentIndex(max(0, box.findData(str(one.given or ""))))
                return Field(one.label, box, one.hint)

    def _problem(self, one: Question) -> Problem | None:
        field = self.fields[one.name]
        if isinstance(field, DayField):
            wrong = field.problem(one.needed)
            return Problem(wrong, field.edit) if wrong else None
        given = _value(field)
        needed = one.needed and not (one.unless and _value(self.fields[one.unless]))
        missing = bool(needed) and not (given.strip() if isinstance(given, str) else given)
        if isinstance(field, Field):
            field.set_error(one.needed if missing else "")
        return Problem(one.needed, _edit_of(field)) if missing else None


def _value(field: Control) -> object:
    if isinstance(field, DayField):
        return field.day()
    if isinstance(field, TypedWords):
        return field.words
    if isinstance(field, TickBox):
        return field.isChecked()
    if isinstance(field, Choices):
        return field.value()
    if isinstance(field.control, QComboBox):
        return field.control.currentData()
    return field.control.text().strip() if isinstance(field.control, BoundedLine) else ""


def _edit_of(field: Control) -> QWidget:
    if isinstance(field, DayField):
        return field.edit
    if isinstance(field, Choices):
        return field.first()
    return field.control if isinstance(field, Field) else field


def _height(one: Question) -> int:
    """Return about how high a question is, in pixels of the usual text size."""
    return {AskKind.WORDS: 150, AskKind.TICK: 40}.get(one.kind, 100)
