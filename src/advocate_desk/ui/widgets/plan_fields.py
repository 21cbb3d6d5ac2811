"""The fields of a safe-contact plan: five ways with their answers, which first, when, who, what to say, never."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGroupBox, QVBoxLayout, QWidget

from advocate_desk.domain.contact_history import METHOD_LABELS
from advocate_desk.domain.safe_contact import Method
from advocate_desk.services.plan_contact import PlanForm
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.answer_row import FIVE_ANSWERS, AnswerRow
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.typed_words import GrowingEdit

FIRST_WIDTH = 260
ORDER = (Method.CALL, Method.TEXT, Method.VOICEMAIL, Method.EMAIL, Method.POST)
FIRST = {None: "No order was said"} | {method: METHOD_LABELS[method] for method in ORDER}
_TEXTS = {
    "times": ("&When is it safe?", "For example Monday to Friday, 10am to 2pm."),
    "never": ("What must &never happen?", "For example: not at work, never on a Sunday."),
    "who_may_answer": ("Who else might &answer, or lives there?", ""),
    "if_someone_else_answers": ("What do we &say if someone else answers?", "For example: say “the library”."),
}


class PlanFields(QWidget):
    """Asks what a plan holds. Whatever is not answered is not asked, and so not safe."""

    typed = Signal()
    """Somebody typed or chose something; not said when something is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.ways = {method: AnswerRow(METHOD_LABELS[method], answers=FIVE_ANSWERS) for method in ORDER}
        self.first = QComboBox()
        for method, words in FIRST.items():
            self.first.addItem(words, method.value if method else "")
        self.texts = {name: GrowingEdit(theme, 2) for name in _TEXTS}
        self.never = self.texts["never"]
        self._showing, self._shown = False, PlanForm()
        self._lay_out(theme)
        for row in self.ways.values():
            row.answered.connect(lambda _answer: self._changed())
            row.moved.connect(self._move)
        self.first.activated.connect(lambda _row: self._changed())
        for edit in self.texts.values():
            edit.textChanged.connect(self._changed)

    def form(self) -> PlanForm:
        """Return what stands in the fields."""
        given: dict[str, Any] = {method.value: row.value() for method, row in self.ways.items()}
        given |= {name: edit.toPlainText() for name, edit in self.texts.items()}
        first = self.first.currentData()
        return replace(self._shown, **given, first_method=Method(first) if first else None)

    def show_form(self, form: PlanForm) -> None:
        """Show a plan."""
        self._showing, self._shown = True, form  # what has no field here stays as it was
        for method, row in self.ways.items():
            row.show_answer(getattr(form, method.value))
        self.first.setCurrentIndex(max(0, self.first.findData(form.first_method.value if form.first_method else "")))
        for name, edit in self.texts.items():
            if edit.toPlainText() != getattr(form, name):
                edit.setPlainText(getattr(form, name))
        self._showing = False

    def stack(self, stacked: bool) -> None:
        """Put the answers beneath their questions, or beside them."""
        for row in self.ways.values():
            row.stack(stacked)

    def _changed(self) -> None:
        if not self._showing:
            self.typed.emit()

    def _move(self, step: int) -> None:
        rows = list(self.ways.values())
        at = rows.index(self.sender()) + step  # type: ignore[arg-type]  # only rows send this
        if 0 <= at < len(rows):
            rows[at].focus_button().setFocus()

    def _lay_out(self, theme: Theme) -> None:
        ways = QGroupBox("Is it safe to use …")
        rows = QVBoxLayout(ways)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(6)
        for row in self.ways.values():
            rows.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(ways)
        first = Field("Which &first?", self.first)
        column.addLayout(measured(first, theme, FIRST_WIDTH))
        for name, (label, hint) in _TEXTS.items():
            column.addWidget(Field(label, self.texts[name], hint))
