"""The form of an order. What nobody knows yet stays empty and is said to be missing on its card."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.court import CourtOrder
from advocate_desk.domain.order_kinds import Breach, OrderKind
from advocate_desk.services.keep_orders import OrderForm, OrdersView
from advocate_desk.services.order_lines import OrderLine
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.answer_row import FIVE_ANSWERS, AnswerRow
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.opening import Opening
from advocate_desk.ui.widgets.problem_summary import Problem, problems_in
from advocate_desk.ui.widgets.tick_box import TickBox
from advocate_desk.ui.widgets.tick_list import TickList
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

PAST, AHEAD = "For example: today, mon, 12/11. Empty until it has happened.", "For example: +28d, 27/11/2027."
SHORT = 420
"""How wide a field for a day or a name becomes. Pixels at the usual text size."""
UNTIL_DAY, FURTHER, NOT_KNOWN = "day", "further", "not_known"
LASTS = {UNTIL_DAY: "Until a day", FURTHER: "Until further order", NOT_KNOWN: "Not known"}
_DAYS = ("made_on", "served_on", "begins_on", "ends_on", "with_police_on", "ended_on")
_LINES = ("court", "case_number", "ended_because")


class OrderEditor(KeptForm):
    """Adds an order, or changes one: that it was made, was served, or came to nothing."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, "Save order")
        self._case_id = case_id
        self._opened: CourtOrder | None = None
        self._kinds: Mapping[str, OrderKind] = {}
        today = desk.clock.today
        self.kind = QComboBox()
        self.kind_field = Field("What kind of &order", self.kind)
        self.about_kind = Words(look="secondary", wrap=True)
        self.promise = TickBox("A promise to the court (undertaking), not an order")
        self.against = QComboBox()
        self.against_field = Field("&Against whom", self.against)
        self.lines = {name: BoundedLine() for name in _LINES}
        self.days = {
            "made_on": DayField("Made on", today, PAST, past=True),
            "served_on": DayField("Served on", today, PAST, past=True),
            "ends_on": DayField("Its last day", today, AHEAD),
            "with_police_on": DayField("Since", today, PAST, past=True),
            "begins_on": DayField("Begins on", today, "Only where it begins later than it was made."),
            "ended_on": DayField("It came to nothing on", today, PAST, past=True),
        }
        self.lasts = Choices("How long does it last?", LASTS)
        self.terms = TickList("What does it say?")
        self.other_terms = TypedWords(desk.theme, "Other terms, one a line", 2)
        self.arrest = AnswerRow("Does it have a power of arrest?", answers=FIVE_ANSWERS)
        self.police = AnswerRow("Do police have a copy?", answers=FIVE_ANSWERS)
        self.step = QComboBox()
        self.step_field = Field("Which application or line it came of", self.step)
        self.points = TickList("Its papers must not show")
        self.no_points = Words("No number or address is on record yet.", "secondary", wrap=True)
        self.note = TypedWords(desk.theme, "Note", 2)
        self.more = Opening(desk.theme, "More: case number, when it begins, what its papers must not show")
        self.nothing = Opening(desk.theme, "It came to nothing: refused, withdrawn")
        self._arrange()

    @property
    def is_new(self) -> bool:
        """Whether it asks about an order that is not on record yet."""
        return self._opened is None

    def open_new(self, view: OrdersView) -> None:
        """Ask about a new order."""
        self._opened = None
        self._offer(view)
        self._fill(OrderForm(kind=view.kinds[0].code, against_id=view.usually))
        self.begin("Add an order")
        self.kind.setFocus()

    def open_for(self, line: OrderLine, view: OrdersView, *, served: bool = False) -> None:
        """Show an order on record; with ``served``, ask first when it was served."""
        self._opened = line.order
        self._offer(view, line)
        self._fill(OrderForm.of(line.order))
        self.begin(f"Change: {line.title}")
        (self.days["served_on"].edit if served else self.kind).setFocus()

    def stack(self, stacked: bool) -> None:
        """Put the answers beneath their questions, or beside them."""
        for row in (self.arrest, self.police):
            row.stack(stacked)

    def key(self) -> str:
        return f"order {self._opened.id if self._opened else 'new'} {self._case_id}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "kind": self.kind.currentData(),
            "promise": self.promise.isChecked(),
            "against": self.against.currentData(),
            "step": self.step.currentData(),
            "lasts": self.lasts.value(),
            "terms": self.terms.values(),
            "other_terms": self.other_terms.words,
            "arrest": self.arrest.value().value,
            "police": self.police.value().value,
            "points": self.points.values(),
            "note": self.note.words,
            **{name: edit.text() for name, edit in self.lines.items()},
            **{name: day.text() for name, day in self.days.items()},
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        for combo, name in ((self.kind, "kind"), (self.against, "against"), (self.step, "step")):
            combo.setCurrentIndex(max(0, combo.findData(kept[name])))
        self.promise.setChecked(kept["promise"])
        self._offer_terms()
        self.lasts.choose(kept["lasts"])
        self.terms.choose(kept["terms"])
        self.points.choose(kept["points"])
        self.arrest.show_answer(Answer(kept["arrest"]))
        self.police.show_answer(Answer(kept["police"]))
        self.other_terms.show_words(kept["other_terms"])
        self.note.show_words(kept["note"])
        for name, edit in self.lines.items():
            edit.setText(kept[name])
        for name, day in self.days.items():
            day.show_text(kept[name])
        self._fit()

    def problems(self) -> Sequence[Problem]:
        wanted = {"ends_on": "Give its last day, or say that it is not known."} if self._is(UNTIL_DAY) else {}
        return problems_in(*((day.problem(wanted.get(name, "")), day.edit) for name, day in self._asked().items()))

    def work(self) -> Callable[[], object]:
        form, orders = self.form(), self.desk.way.orders
        if self._opened is None:
            return partial(orders.add, self._case_id, form)
        return partial(orders.change, self._opened, form)

    def form(self) -> OrderForm:
        """Return what stands in the fields."""
        typed: dict[str, Any] = {name: edit.text() for name, edit in self.lines.items()}
        typed |= {name: day.day() for name, day in self._asked().items()}
        own = tuple(line for one in self.other_terms.words.splitlines() if (line := " ".join(one.split())))
        form = OrderForm(
            kind=self.kind.currentData(),
            is_undertaking=self.promise.isChecked() and self._may_be_promise(),
            step_id=_chosen(self.step),
            against_id=_chosen(self.against),
            until_further_order=self._is(FURTHER),
            terms=tuple(dict.fromkeys((*self.terms.values(), *own))),
            power_of_arrest=self.arrest.value(),
            with_police=self.police.value(),
            protected_points=tuple(UUID(one) for one in self.points.values()) + self._gone(),
            note=self.note.words,
            **typed,
        )
        return form if form.ended_on else replace(form, ended_because="")

    def _gone(self) -> tuple[UUID, ...]:
        """Return the protected points that are on record and no longer offered, for they were removed since."""
        kept = self._opened.protected_points if self._opened else ()
        return tuple(one for one in kept if str(one) not in self.points.boxes)

    def _asked(self) -> dict[str, DayField]:
        """Return the days these answers ask for; what was typed in another before stays there and does not count."""
        hidden = set()
        if not self._is(UNTIL_DAY):
            hidden.add("ends_on")
        if self.police.value() is not Answer.YES:
            hidden.add("with_police_on")
        if self.promise.isChecked() and self._may_be_promise():
            hidden.add("served_on")
        if self.days["made_on"].text().strip():
            hidden.add("ended_on")
        return {name: day for name, day in self.days.items() if name not in hidden}

    def _is(self, lasts: str) -> bool:
        return self.lasts.value() == lasts

    def _kind(self) -> OrderKind | None:
        return self._kinds.get(self.kind.currentData())

    def _may_be_promise(self) -> bool:
        kind = self._kind()
        return kind is not None and kind.may_be_undertaking

    def _offer(self, view: OrdersView, line: OrderLine | None = None) -> None:
        self._kinds = {one.code: one for one in view.kinds}
        kinds = {one.code: one.title for one in view.kinds}
        people, steps = dict(view.people), dict(view.steps)
        if line is not None:
            kinds.setdefault(line.order.kind, line.order.kind)
            if line.order.against_id is not None:
                people.setdefault(line.order.against_id, line.against)
        self._kinds = {one.code: one for one in view.kinds}
        self.kind.clear()
        for code, title in kinds.items():
            self.kind.addItem(title, code)
        for combo, choices in ((self.against, people), (self.step, steps)):
            combo.clear()
            combo.addItem("Nobody is named" if combo is self.against else "None of them", "")
            for choice, words in choices.items():
                combo.addItem(words, str(choice))
        self.step_field.setVisible(bool(steps))
        self.points.offer({str(one): words for one, words in view.points.items()})
        self.no_points.setVisible(not view.points)

    def _offer_terms(self) -> None:
        """Offer the usual terms of this kind; those that are ticked and not among them stay, as words."""
        kind, before = self._kind(), self.terms.values()
        usual = kind.terms if kind else ()
        self.terms.offer({one: one for one in usual})
        self.terms.choose(before)
        own = [one for one in before if one not in usual]
        if own:
            self.other_terms.show_words("\n".join([*own, *self.other_terms.words.splitlines()]))

    def _fill(self, form: OrderForm) -> None:
        self.kind.setCurrentIndex(max(0, self.kind.findData(form.kind)))
        self.promise.setChecked(form.is_undertaking)
        self.against.setCurrentIndex(max(0, self.against.findData(str(form.against_id or ""))))
        self.step.setCurrentIndex(max(0, self.step.findData(str(form.step_id or ""))))
        self.terms.choose(())
        self._offer_terms()
        self.terms.choose(form.terms)
        self.other_terms.show_words("\n".join(one for one in form.terms if one not in self.terms.boxes))
        self.points.choose([str(one) for one in form.protected_points])
        self.arrest.show_answer(form.power_of_arrest)
        self.police.show_answer(form.with_police)
        self.note.show_words(form.note)
        self.lasts.choose(UNTIL_DAY if form.ends_on else FURTHER if form.until_further_order else NOT_KNOWN)
        for name, edit in self.lines.items():
            edit.setText(getattr(form, name))
            edit.setCursorPosition(0)
        for name, day in self.days.items():
            day.show_day(getattr(form, name))
        self.more.open(bool(form.case_number or form.begins_on or form.protected_points or form.step_id))
        self.nothing.open(form.ended_on is not None)
        self._fit()

    def _kind_chosen(self, *_chosen: object) -> None:
        self._offer_terms()
        self._fit()

    def _fit(self, *_chosen: object) -> None:
        """Only what these answers ask for is in sight; what was typed before stays."""
        kind, asked = self._kind(), self._asked()
        promise = self.promise.isChecked() and self._may_be_promise()
        self.about_kind.setText(kind.guidance if kind else "")
        self.promise.setVisible(self._may_be_promise() or self.promise.isChecked())
        for name in ("ends_on", "with_police_on", "served_on"):
            self.days[name].setVisible(name in asked)
        self.days["made_on"].label.setText("Given on" if promise else "Made on")
        self.arrest.setVisible(kind is not None and kind.breach is Breach.CONTEMPT and not promise)
        self.nothing.setVisible(not self.days["made_on"].text().strip())

    def _changed(self, *_typed: object) -> None:
        self._fit()
        self.changed()

    def _arrange(self) -> None:
        theme = self.desk.theme
        court = Field("Which &court, or which police", self.lines["court"])
        number = Field("Case number", self.lines["case_number"])
        why = Field("What became of it", self.lines["ended_because"], "For example: refused, withdrawn.")
        rows: tuple[tuple[QWidget, int], ...] = (
            (self.kind_field, SHORT),
            (self.about_kind, 720),
            (self.promise, SHORT + 100),
            (self.against_field, SHORT),
            (court, SHORT),
            (self.days["made_on"], SHORT),
            (self.days["served_on"], SHORT),
        )
        for widget, width in rows:
            self.body.addLayout(measured(widget, theme, width))
        self.body.addWidget(self.lasts)
        self.body.addLayout(measured(self.days["ends_on"], theme, SHORT))
        for part in (self.terms, self.other_terms, self.arrest, self.police):
            self.body.addWidget(part)
        self.body.addLayout(measured(self.days["with_police_on"], theme, SHORT))
        self.body.addWidget(self.note)
        for inner in (number, self.days["begins_on"], self.step_field):
            self.more.body.addLayout(measured(inner, theme, SHORT))
        self.more.body.addWidget(self.points)
        self.more.body.addWidget(self.no_points)
        for inner in (self.days["ended_on"], why):
            self.nothing.body.addLayout(measured(inner, theme, SHORT))
        for opening in (self.more, self.nothing):
            self.body.addWidget(opening)
        self._listen()

    def _listen(self) -> None:
        self.kind.activated.connect(self._kind_chosen)
        self.promise.toggled.connect(self._fit)
        for chosen in (self.kind.activated, self.against.activated, self.step.activated, self.promise.toggled):
            chosen.connect(self.changed)
        for answered in (self.lasts.chosen, self.arrest.answered, self.police.answered, self.days["made_on"].typed):
            answered.connect(self._changed)
        for typed in (self.terms.ticked, self.points.ticked, self.other_terms.typed, self.note.typed):
            typed.connect(self.changed)
        for edit in self.lines.values():
            edit.textEdited.connect(self.changed)
        for name, day in self.days.items():
            if name != "made_on":
                day.typed.connect(self.changed)


def _chosen(combo: QComboBox) -> UUID | None:
    return UUID(combo.currentData()) if combo.currentData() else None
