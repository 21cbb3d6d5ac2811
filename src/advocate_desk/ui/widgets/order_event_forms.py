"""What happens to an order: it is broken, or the court makes it longer, changes it or ends it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.court import OrderEventKind
from advocate_desk.domain.incidents import ToldBy
from advocate_desk.services.keep_orders import AsIncident, EventForm
from advocate_desk.services.order_lines import OrderLine
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.answer_row import FIVE_ANSWERS, AnswerRow
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.court_words import breach_line
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.order_form import AHEAD, FURTHER, SHORT, UNTIL_DAY
from advocate_desk.ui.widgets.problem_summary import Problem, problems_in
from advocate_desk.ui.widgets.tick_box import TickBox
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

PAST = "For example: today, mon, 12/11."
TOLD_BY = {
    ToldBy.HER: "the person",
    ToldBy.CHILD: "a child",
    ToldBy.POLICE: "the police",
    ToldBy.OTHER_SERVICE: "another service",
    ToldBy.FAMILY_OR_FRIEND: "family or a friend",
    ToldBy.SEEN_OR_HEARD: "us, who saw or heard it",
    ToldBy.OTHER: "somebody else",
}
_BY_COURT = {
    OrderEventKind.EXTENDED: "Made longer",
    OrderEventKind.VARIED: "Terms changed",
    OrderEventKind.DISCHARGED: "Ended before its time",
}
_WHAT = {
    OrderEventKind.EXTENDED: "Anything more",
    OrderEventKind.VARIED: "What was changed",
    OrderEventKind.DISCHARGED: "Why, or what it was replaced by",
}


class BreachEditor(KeptForm):
    """Records that an order was broken. It ends nothing, and may be written down as an incident at once."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, "Save what happened")
        self._order_id: UUID | None = None
        self.breach = Words(look="secondary", wrap=True)
        self.on = DayField("On which day", desk.clock.today, f"{PAST} Empty where nobody knows.", past=True)
        self.what = TypedWords(desk.theme, "&What was done", 3, "As it was told. It need not be proved.")
        self.told_by = QComboBox()
        for one, words in TOLD_BY.items():
            self.told_by.addItem(words[:1].upper() + words[1:], one.value)
        self.told_field = Field("Who &told us", self.told_by)
        self.proof = BoundedLine()
        self.proof_field = Field("What there is to show it", self.proof, "For example: messages, a photo, a witness.")
        self.police = AnswerRow("Were police told?", answers=FIVE_ANSWERS)
        self.reference = BoundedLine()
        self.reference_field = Field("Police reference", self.reference)
        self.incident = TickBox("Write it down as an incident too")
        self.distressing = TickBox("It holds distressing detail")
        self._arrange()

    def open_for(self, line: OrderLine) -> None:
        """Ask about a new breach of ``line``."""
        self._order_id = line.order.id
        self.breach.setText(breach_line(line))
        self.breach.setVisible(bool(breach_line(line)))
        self._show("", "", ToldBy.HER, Answer.NOT_ASKED)
        self.begin(f"Broken: {line.title}")
        self.what.edit.setFocus()

    def stack(self, stacked: bool) -> None:
        """Put the answers beneath their question, or beside it."""
        self.police.stack(stacked)

    def key(self) -> str:
        return f"order-broken {self._order_id}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "on": self.on.text(),
            "what": self.what.words,
            "told_by": self.told_by.currentData(),
            "proof": self.proof.text(),
            "police": self.police.value().value,
            "reference": self.reference.text(),
            "incident": self.incident.isChecked(),
            "distressing": self.distressing.isChecked(),
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self._show(kept["on"], kept["what"], ToldBy(kept["told_by"]), Answer(kept["police"]))
        self.proof.setText(kept["proof"])
        self.reference.setText(kept["reference"])
        self.incident.setChecked(kept["incident"])
        self.distressing.setChecked(kept["distressing"])

    def problems(self) -> Sequence[Problem]:
        what = self.what.problem("Say in a few words what was done.")
        return problems_in((self.on.problem(), self.on.edit), (what, self.what.edit))

    def work(self) -> Callable[[], object]:
        if self._order_id is None:
            raise LookupError("the form was not opened for any order")
        told_by = ToldBy(self.told_by.currentData())
        form = EventForm(
            kind=OrderEventKind.BREACHED,
            happened_on=self.on.day(),
            what=self.what.words,
            told_by=TOLD_BY[told_by],
            proof=self.proof.text(),
            police_told=self.police.value(),
            police_reference=self.reference.text() if self.police.value() is Answer.YES else "",
        )
        asked = AsIncident(told_by=told_by, distressing=self.distressing.isChecked())
        return partial(self.desk.way.orders.record, self._order_id, form, asked if self.incident.isChecked() else None)

    def _show(self, on: str, what: str, told_by: ToldBy, police: Answer) -> None:
        self.on.show_text(on)
        self.what.show_words(what)
        self.what.set_error("")
        self.told_by.setCurrentIndex(self.told_by.findData(told_by.value))
        self.proof.clear()
        self.police.show_answer(police)
        self.reference.clear()
        self.incident.setChecked(True)
        self.distressing.setChecked(False)
        self._fit()

    def _fit(self, *_answered: object) -> None:
        self.reference_field.setVisible(self.police.value() is Answer.YES)
        self.distressing.setVisible(self.incident.isChecked())

    def _arrange(self) -> None:
        self.body.addWidget(self.breach)
        self.body.addWidget(self.what)
        for short in (self.on, self.told_field, self.proof_field):
            self.body.addLayout(measured(short, self.desk.theme, SHORT))
        self.body.addWidget(self.police)
        self.body.addLayout(measured(self.reference_field, self.desk.theme, SHORT))
        self.body.addWidget(self.incident)
        self.body.addWidget(self.distressing)
        self.police.answered.connect(self._fit)
        self.incident.toggled.connect(self._fit)
        for typed in (self.on.typed, self.what.typed, self.told_by.activated, self.proof.textEdited):
            typed.connect(self.changed)
        for typed in (self.police.answered, self.reference.textEdited, self.incident.toggled, self.distressing.toggled):
            typed.connect(self.changed)


class ByCourtEditor(KeptForm):
    """Records what the court did with an order: made it longer, changed its terms, ended it."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, "Save what the court did")
        self._order_id: UUID | None = None
        self.kind = Choices("What did the court do?", _BY_COURT)
        self.on = DayField("On which day", desk.clock.today, PAST, past=True)
        self.until = Choices("Until when now?", {UNTIL_DAY: "Until a day", FURTHER: "Until further order"})
        self.new_end = DayField("Its last day now", desk.clock.today, AHEAD)
        self.what = TypedWords(desk.theme, _WHAT[OrderEventKind.EXTENDED], 2)
        self.told_by, self.proof = BoundedLine(), BoundedLine()
        self.told_field = Field("Who &told us", self.told_by, "For example: the solicitor, the court's own letter.")
        self.proof_field = Field("What there is to show it", self.proof, "For example: a sealed copy.")
        self._arrange()

    def open_for(self, line: OrderLine) -> None:
        """Ask about something new that the court did with ``line``."""
        self._order_id = line.order.id
        for field in (self.told_by, self.proof):
            field.clear()
        self._show(OrderEventKind.EXTENDED, "", UNTIL_DAY, "")
        self.what.show_words("")
        self.begin(f"The court changed it: {line.title}")
        self.kind.first().setFocus()

    def key(self) -> str:
        return f"order-by-court {self._order_id}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value(),
            "on": self.on.text(),
            "until": self.until.value(),
            "new_end": self.new_end.text(),
            "what": self.what.words,
            "told_by": self.told_by.text(),
            "proof": self.proof.text(),
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self._show(OrderEventKind(kept["kind"]), kept["on"], kept["until"], kept["new_end"])
        self.what.show_words(kept["what"])
        self.told_by.setText(kept["told_by"])
        self.proof.setText(kept["proof"])

    def problems(self) -> Sequence[Problem]:
        empty = "" if self._kind() is OrderEventKind.EXTENDED else "Say it in a few words."
        found = [
            (self.on.problem("Give the day on which this happened."), self.on.edit),
            (self.what.problem(empty) if empty else "", self.what.edit),
        ]
        if self._asks_end():
            must = self._kind() is OrderEventKind.EXTENDED
            found.append((self.new_end.problem("Give its last day now." if must else ""), self.new_end.edit))
        return problems_in(*found)

    def work(self) -> Callable[[], object]:
        if self._order_id is None:
            raise LookupError("the form was not opened for any order")
        form = EventForm(
            kind=self._kind(),
            happened_on=self.on.day(),
            what=self.what.words,
            told_by=self.told_by.text(),
            proof=self.proof.text(),
            new_end=self.new_end.day() if self._asks_end() else None,
        )
        return partial(self.desk.way.orders.record, self._order_id, form)

    def _kind(self) -> OrderEventKind:
        return OrderEventKind(self.kind.value() or OrderEventKind.EXTENDED)

    def _asks_end(self) -> bool:
        if self._kind() is OrderEventKind.VARIED:
            return True
        return self._kind() is OrderEventKind.EXTENDED and self.until.value() == UNTIL_DAY

    def _show(self, kind: OrderEventKind, on: str, until: str, new_end: str) -> None:
        self.kind.choose(kind)
        self.on.show_text(on)
        self.until.choose(until)
        self.new_end.show_text(new_end)
        self.what.set_error("")
        self._fit()

    def _fit(self, *_chosen: object) -> None:
        kind = self._kind()
        self.until.setVisible(kind is OrderEventKind.EXTENDED)
        self.new_end.setVisible(self._asks_end())
        varied = kind is OrderEventKind.VARIED
        self.new_end.label.setText("Its last day now, where that was changed" if varied else "Its last day now")
        self.what.label.setText(_WHAT[kind])

    def _arrange(self) -> None:
        self.body.addWidget(self.kind)
        self.body.addLayout(measured(self.on, self.desk.theme, SHORT))
        self.body.addWidget(self.until)
        self.body.addLayout(measured(self.new_end, self.desk.theme, SHORT))
        self.body.addWidget(self.what)
        for short in (self.told_field, self.proof_field):
            self.body.addLayout(measured(short, self.desk.theme, SHORT))
        for chosen in (self.kind.chosen, self.until.chosen):
            chosen.connect(self._fit)
            chosen.connect(self.changed)
        for typed in (self.on.typed, self.new_end.typed, self.what.typed):
            typed.connect(self.changed)
        for edit in (self.told_by, self.proof):
            edit.textEdited.connect(self.changed)
