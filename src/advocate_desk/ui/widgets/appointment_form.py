"""The form of an appointment: what, when, where, and who goes along; or to which day it was moved."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from advocate_desk.domain.appointment_rules import KIND_LABELS
from advocate_desk.domain.appointments import Appointment, AppointmentKind
from advocate_desk.domain.dates_in_words import LONDON, clock_time, in_london
from advocate_desk.domain.near_dates import read_time
from advocate_desk.services.keep_appointments import AppointmentForm, AppointmentLine, AppointmentsView
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.problem_summary import Problem, problems_in

SHORT = 420
"""How wide a field for a day or a name becomes. Pixels at the usual text size."""
IN_WORDS = ""
"""Who goes is nobody who works here: a friend, a colleague from elsewhere."""
_DAY = "For example: fri, +7d, 27/11."
_TIME = "For example: 10am, 14:30. Empty where only the day is known."
_NO_TIME = "Write a time such as 10am or 14:30, or leave it empty."
_NO_MINUTES = "Give how long it takes in minutes, such as 60, or leave it empty."
_NO_WHAT = "Say in a few words what it is."


class AppointmentEditor(KeptForm):
    """Adds an appointment, changes one, or moves one to another day, which keeps both."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, "Save appointment")
        self._case_id = case_id
        self._opened: Appointment | None = None
        self._moves = False
        self.kind = Choices("What is it?", KIND_LABELS)
        self.hearing = QComboBox()
        self.hearing_field = Field("Which &hearing", self.hearing)
        self.what = BoundedLine()
        self.what_field = Field("In a few words", self.what)
        self.on = DayField("Day", desk.clock.today, _DAY)
        self.time, self.minutes, self.place, self.told_by, self.other, self.why = (BoundedLine() for _ in range(6))
        self.time_field = Field("Time", self.time, _TIME)
        self.minutes_field = Field("How many minutes", self.minutes)
        self.place_field = Field("&Where", self.place)
        self.about = QComboBox()
        self.about_field = Field("What it is &about", self.about)
        self.who = QComboBox()
        self.who_field = Field("Who &goes along", self.who)
        self.other_field = Field(
            "Who, in words", self.other, "A friend, the witness service. Empty where nobody is named."
        )
        self.told_field = Field("Who told us", self.told_by, "For example: the solicitor, witness care.")
        self.why_field = Field("Why it was moved", self.why)
        self._arrange()

    @property
    def is_new(self) -> bool:
        """Whether it asks about an appointment that is not on record yet."""
        return self._opened is None

    @property
    def moves(self) -> UUID | None:
        """The appointment that is moved to another day; None where none is."""
        return self._opened.id if self._opened is not None and self._moves else None

    def open_new(self, view: AppointmentsView) -> None:
        """Ask about a new appointment."""
        self._opened, self._moves = None, False
        self._offer(view)
        self._fill(AppointmentForm(kind=AppointmentKind.HEARING, on=self.desk.clock.today()), day=False)
        self.begin("Add an appointment")
        self.kind.first().setFocus()

    def open_for(self, line: AppointmentLine, view: AppointmentsView) -> None:
        """Show an appointment on record."""
        self._opened, self._moves = line.appointment, False
        self._offer(view, line)
        self._fill(AppointmentForm.of(line.appointment), day=True)
        self.begin(f"Change: {line.title}")
        self.on.edit.setFocus()

    def open_move(self, line: AppointmentLine, view: AppointmentsView) -> None:
        """Ask to which day an appointment was moved. What is wished goes with it."""
        self._opened, self._moves = line.appointment, True
        self._offer(view, line)
        self._fill(AppointmentForm.of(line.appointment), day=False)
        self.begin(f"Moved to another day: {line.title}")
        self.on.edit.setFocus()

    def key(self) -> str:
        mode = "move" if self._moves else "change"
        return f"appointment {mode} {self._opened.id if self._opened else 'new'} {self._case_id}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value(),
            "on": self.on.text(),
            **{name: combo.currentData() for name, combo in self._combos().items()},
            **{name: edit.text() for name, edit in self._edits().items()},
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.kind.choose(kept["kind"])
        self.on.show_text(kept["on"])
        for name, combo in self._combos().items():
            combo.setCurrentIndex(max(0, combo.findData(kept[name])))
        for name, edit in self._edits().items():
            edit.setText(kept[name])
        self._fit()

    def problems(self) -> Sequence[Problem]:
        what = "" if self.what.text().strip() or self._hearing() else _NO_WHAT
        typed = self.time.text().strip()
        time = _NO_TIME if typed and read_time(typed) is None else ""
        minutes = _NO_MINUTES if self.minutes.text().strip() and self._minutes() is None else ""
        for field, sentence in ((self.what_field, what), (self.time_field, time), (self.minutes_field, minutes)):
            field.set_error(sentence)
        return problems_in(
            (what, self.what),
            (self.on.problem("Give the day."), self.on.edit),
            (time, self.time),
            (minutes, self.minutes),
        )

    def work(self) -> Callable[[], object]:
        form, kept = self.form(), self.desk.way.appointments
        if self._opened is None:
            return partial(kept.add, self._case_id, form)
        if self._moves:
            return partial(kept.move, self._opened, form, self.why.text())
        return partial(kept.change, self._opened, form)

    def form(self) -> AppointmentForm:
        """Return what stands in the fields."""
        day, time = self.on.day() or self.desk.clock.today(), read_time(self.time.text())
        who, (of, _, record_id) = self.who.currentData(), str(self.about.currentData() or "").partition(" ")
        return AppointmentForm(
            kind=self._kind(),
            on=day,
            what=self.what.text(),
            starts_at=datetime.combine(day, time, LONDON).astimezone(UTC) if time is not None else None,
            minutes=self._minutes(),
            place=self.place.text(),
            step_id=UUID(record_id) if of == "step" else None,
            order_id=UUID(record_id) if of == "order" else None,
            hearing=self._hearing(),
            goes="" if who else self.other.text(),
            goes_id=UUID(who) if who else None,
            told_by=self.told_by.text(),
        )

    def _combos(self) -> Mapping[str, QComboBox]:
        return {"hearing": self.hearing, "about": self.about, "who": self.who}

    def _edits(self) -> Mapping[str, BoundedLine]:
        return {
            "what": self.what,
            "time": self.time,
            "minutes": self.minutes,
            "place": self.place,
            "told_by": self.told_by,
            "other": self.other,
            "why": self.why,
        }

    def _kind(self) -> AppointmentKind:
        return AppointmentKind(self.kind.value() or AppointmentKind.OTHER)

    def _hearing(self) -> str:
        return self.hearing.currentData() or "" if self._kind() is AppointmentKind.HEARING else ""

    def _minutes(self) -> int | None:
        typed = self.minutes.text().strip()
        return int(typed) if typed.isascii() and typed.isdigit() and 0 < len(typed) < 6 else None

    def _offer(self, view: AppointmentsView, line: AppointmentLine | None = None) -> None:
        hearings = {one.code: one.words for one in view.hearings.entries} if view.hearings else {}
        about = {
            **{f"order {one}": words for one, words in view.orders.items()},
            **{f"step {one}": words for one, words in view.steps.items()},
        }
        who = {str(one): name for one, name in view.colleagues.items()}
        if line is not None and line.appointment.hearing:
            hearings.setdefault(line.appointment.hearing, line.appointment.hearing)
        if line is not None and line.appointment.goes_id is not None:
            who.setdefault(str(line.appointment.goes_id), line.goes)
        for combo, first, choices in (
            (self.hearing, "Another hearing", hearings),
            (self.about, "Nothing of these", about),
        ):
            combo.clear()
            combo.addItem(first, "")
            for value, words in choices.items():
                combo.addItem(words, value)
        self.who.clear()
        for value, name in who.items():
            self.who.addItem(name, value)
        self.who.addItem("Somebody else, in words, or nobody", IN_WORDS)
        self.about_field.setVisible(bool(about))

    def _fill(self, form: AppointmentForm, *, day: bool) -> None:
        self.kind.choose(form.kind)
        self.on.show_day(form.on if day else None)
        about = f"order {form.order_id}" if form.order_id else f"step {form.step_id}" if form.step_id else ""
        chosen = {"hearing": form.hearing, "about": about, "who": str(form.goes_id) if form.goes_id else IN_WORDS}
        for name, combo in self._combos().items():
            combo.setCurrentIndex(max(0, combo.findData(chosen[name])))
        typed = {
            "what": form.what,
            "time": clock_time(in_london(form.starts_at).time()) if form.starts_at and day else "",
            "minutes": str(form.minutes or ""),
            "place": form.place,
            "told_by": "" if self._moves else form.told_by,
            "other": form.goes,
            "why": "",
        }
        for name, edit in self._edits().items():
            edit.setText(typed[name])
            edit.setCursorPosition(0)
        for field in (self.what_field, self.time_field, self.minutes_field):
            field.set_error("")
        self._fit()

    def _fit(self, *_chosen: object) -> None:
        hearing = self._kind() is AppointmentKind.HEARING
        self.kind.setVisible(not self._moves)
        self.hearing_field.setVisible(hearing and not self._moves)
        self.what_field.setVisible(not self._moves)
        self.why_field.setVisible(self._moves)
        self.what_field.label.setText("Anything more" if hearing and self._hearing() else "In a few words")
        self.other_field.setVisible(not self.who.currentData())

    def _arrange(self) -> None:
        self.body.addWidget(self.kind)
        fields: tuple[QWidget, ...] = (
            self.hearing_field,
            self.what_field,
            self.on,
            self.time_field,
            self.minutes_field,
            self.place_field,
            self.about_field,
            self.who_field,
            self.other_field,
            self.told_field,
            self.why_field,
        )
        for short in fields:
            self.body.addLayout(measured(short, self.desk.theme, SHORT))
        for chosen in (self.kind.chosen, self.hearing.activated, self.who.activated):
            chosen.connect(self._fit)
        for chosen in (self.kind.chosen, self.on.typed, *(combo.activated for combo in self._combos().values())):
            chosen.connect(self.changed)
        for edit in self._edits().values():
            edit.textEdited.connect(self.changed)
