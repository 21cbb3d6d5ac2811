"""What is wished for one hearing, and what became of an appointment."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.appointment_rules import GRANTED_LABELS, WISH_LABELS, WishLine
from advocate_desk.domain.appointments import Appointment, AppointmentState, Granted, Wish
from advocate_desk.services.keep_appointments import AppointmentLine, OutcomeForm, WishesForm
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.answer_row import AnswerRow
from advocate_desk.ui.widgets.card import rule
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.court_words import appointment_when
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.problem_summary import Problem, problems_in
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

WISH_OF = {
    Answer.YES: Wish.WANTED,
    Answer.NO: Wish.NOT_WANTED,
    Answer.NOT_KNOWN: Wish.NOT_SURE,
    Answer.PREFER_NOT_TO_SAY: Wish.PREFER_NOT_TO_SAY,
    Answer.NOT_ASKED: Wish.NOT_ASKED,
}
ANSWER_OF = {wish: answer for answer, wish in WISH_OF.items()}
_ANSWERS = {answer: WISH_LABELS[wish] for answer, wish in WISH_OF.items()}
_STATES = {
    AppointmentState.TOOK_PLACE: "It took place",
    AppointmentState.CANCELLED: "It was cancelled",
    AppointmentState.NOT_KNOWN: "Nobody knows yet",
}
_WHAT = {
    AppointmentState.TOOK_PLACE: "What came of it",
    AppointmentState.CANCELLED: "By whom, and why",
    AppointmentState.NOT_KNOWN: "Who was asked, and when to ask again",
}


class WishRow(QWidget):
    """One measure: what is wished, and, where it is wanted, what the court said."""

    def __init__(self, desk: DeskContext, line: WishLine, changed: Callable[..., None]) -> None:
        super().__init__()
        self.code = line.code
        self.answer = AnswerRow(line.words, line.guidance, _ANSWERS)
        self.granted = QComboBox()
        self.granted.addItem("Not asked for yet", "")
        for granted, words in GRANTED_LABELS.items():
            self.granted.addItem(words, granted.value)
        self.granted.setAccessibleName(f"At court: {line.words}")
        self.granted_field = QWidget()
        label = Words("At court:", "secondary")
        label.setBuddy(self.granted)
        at_court = QHBoxLayout(self.granted_field)
        at_court.setContentsMargins(0, 0, 0, 0)
        at_court.setSpacing(8)
        at_court.addWidget(label)
        at_court.addWidget(self.granted)
        at_court.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.answer)
        column.addWidget(self.granted_field)
        self.answer.answered.connect(self._fit)
        for typed in (self.answer.answered, self.granted.activated):
            typed.connect(changed)

    def show_wish(self, wish: Wish, granted: Granted | None) -> None:
        """Show what is on record or in a draft."""
        self.answer.show_answer(ANSWER_OF[wish])
        self.granted.setCurrentIndex(max(0, self.granted.findData(granted.value if granted else "")))
        self._fit()

    def wish(self) -> Wish:
        """Return what is wished."""
        return WISH_OF[self.answer.value()]

    def said(self) -> Granted | None:
        """Return what the court said to a wish; None where it was not asked, or is not wanted."""
        chosen = self.granted.currentData()
        return Granted(chosen) if chosen and self.wish() is Wish.WANTED else None

    def _fit(self, *_answered: object) -> None:
        self.granted_field.setVisible(self.wish() is Wish.WANTED)


class WishesEditor(KeptForm):
    """Asks about each measure, for one hearing alone. Y, N and D answer; up and down lead on."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, "Save wishes")
        self._opened: Appointment | None = None
        self._stacked = False
        self.rows: list[WishRow] = []
        about = "For this hearing alone. Ask for each; the evidence itself is never talked through."
        self.about = Words(about, "secondary", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self.body.addWidget(self.about)
        self.body.addLayout(self._rows)

    def open_for(self, line: AppointmentLine) -> None:
        """Ask about the measures of ``line``."""
        self._opened = line.appointment
        self._offer(line.wishes)
        self.begin(f"Wishes: {line.title}, {appointment_when(line.appointment, self.desk.clock.today())}")
        self.rows[0].answer.focus_button().setFocus()

    def stack(self, stacked: bool) -> None:
        """Put the answers beneath their questions, or beside them."""
        self._stacked = stacked
        for row in self.rows:
            row.answer.stack(stacked)

    def key(self) -> str:
        return f"wishes {self._opened.id if self._opened else ''}"

    def to_draft(self) -> dict[str, Any]:
        return {row.code: [row.wish().value, row.granted.currentData()] for row in self.rows}

    def show_draft(self, kept: dict[str, Any]) -> None:
        for row in self.rows:
            if row.code in kept:
                wish, granted = kept[row.code]
                row.show_wish(Wish(wish), Granted(granted) if granted else None)

    def problems(self) -> Sequence[Problem]:
        return ()

    def work(self) -> Callable[[], object]:
        if self._opened is None:
            raise LookupError("the form was not opened for any hearing")
        wishes = {row.code: row.wish() for row in self.rows if row.wish() is not Wish.NOT_ASKED}
        granted = {row.code: said for row in self.rows if (said := row.said()) is not None}
        return partial(self.desk.way.appointments.wish, self._opened, WishesForm(wishes=wishes, granted=granted))

    def _offer(self, lines: Sequence[WishLine]) -> None:
        clear_rows(self._rows)
        self.rows = []
        for line in lines:
            row = WishRow(self.desk, line, self.changed)
            row.show_wish(line.wish, line.granted)
            row.answer.moved.connect(partial(self._lead, len(self.rows)))
            if self.rows:
                self._rows.addWidget(rule())
            self._rows.addWidget(row)
            row.show()  # at once: the keyboard goes to the first of them
            self.rows.append(row)
        self._order()
        self.stack(self._stacked)

    def _order(self) -> None:
        """Lead Tab through the rows as they stand; they were built after the buttons beneath."""
        before: QWidget = self.rows[0].answer
        for row in self.rows:
            for stop in (*row.answer.findChildren(QAbstractButton), row.granted):
                QWidget.setTabOrder(before, stop)
                before = stop
        for stop in (self.discard_button, self.later_button, self.save_button):
            QWidget.setTabOrder(before, stop)
            before = stop

    def _lead(self, number: int, step: int) -> None:
        if 0 <= number + step < len(self.rows):
            self.rows[number + step].answer.focus_button().setFocus()


class OutcomeEditor(KeptForm):
    """Says what became of an appointment. That its day is over says nothing by itself."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, "Save what became of it")
        self._opened: Appointment | None = None
        self.state = Choices("What became of it?", _STATES)
        self.outcome = TypedWords(desk.theme, _WHAT[AppointmentState.TOOK_PLACE], 3)
        self.error = Words(look="danger", wrap=True)
        for part in (self.state, self.error, self.outcome):
            self.body.addWidget(part)
        self.state.chosen.connect(self._fit)
        for typed in (self.state.chosen, self.outcome.typed):
            typed.connect(self.changed)

    def open_for(self, line: AppointmentLine) -> None:
        """Ask what became of ``line``."""
        self._opened = line.appointment
        self.state.choose("")
        self.outcome.show_words(line.appointment.outcome)
        self._fit()
        self.begin(f"{line.title}, {appointment_when(line.appointment, self.desk.clock.today())}")
        self.state.first().setFocus()

    def key(self) -> str:
        return f"outcome {self._opened.id if self._opened else ''}"

    def to_draft(self) -> dict[str, Any]:
        return {"state": self.state.value(), "outcome": self.outcome.words}

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.state.choose(kept["state"])
        self.outcome.show_words(kept["outcome"])
        self._fit()

    def problems(self) -> Sequence[Problem]:
        state = "" if self.state.value() else "Choose what became of it. “Nobody knows yet” is an answer."
        self.error.setText(state)
        self.error.setVisible(bool(state))
        cancelled = self.state.value() == AppointmentState.CANCELLED
        outcome = self.outcome.problem("Say who cancelled it, and why.") if cancelled else ""
        return problems_in((state, self.state.first()), (outcome, self.outcome.edit))

    def work(self) -> Callable[[], object]:
        if self._opened is None:
            raise LookupError("the form was not opened for any appointment")
        form = OutcomeForm(state=AppointmentState(self.state.value()), outcome=self.outcome.words)
        return partial(self.desk.way.appointments.record, self._opened, form)

    def _fit(self, *_chosen: object) -> None:
        self.error.hide()
        self.outcome.set_error("")
        self.outcome.label.setText(_WHAT.get(AppointmentState(self.state.value() or "took_place"), ""))
