"""The forms of what goes with being under eighteen: who holds parental responsibility, own consent, a prompt."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox

from advocate_desk.domain.agreements import ParentalResponsibility, PromptState
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.safeguarding import PromptNow
from advocate_desk.services.keep_childhood import HolderForm, HolderLine, NewJudgement, PromptReply, YoungPerson
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.people_words import SAFE_ANSWERS
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.problem_summary import Problem, problems_in
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words
from advocate_desk.ui.widgets.young_panel import STATES

PAST = "For example: today, mon, 12/11."
SHORT = 420
"""How wide a field for a day or a name becomes. Pixels at the usual text size."""
IN_WORDS = ""
"""Who holds it is nobody of the case: the council."""
NEVER_TOLD = "The other person is never told, whatever is written here."
ABLE_ANSWERS = {answer: SAFE_ANSWERS[answer] for answer in (Answer.YES, Answer.NO, Answer.NOT_KNOWN)}


class HolderEditor(KeptForm):
    """Says who holds parental responsibility for somebody, and whether it is safe to tell them anything."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, "Save")
        self._young: YoungPerson | None = None
        self._opened: ParentalResponsibility | None = None
        self.who = QComboBox()
        self.other = BoundedLine()
        self.other_field = Field("Who, in words", self.other, "For example, the council, a grandmother.")
        self.holds = Choices("Holds parental responsibility?", SAFE_ANSWERS)
        self.safe = Choices("Safe to tell?", SAFE_ANSWERS)
        self.never = Words(NEVER_TOLD, "warn", wrap=True)
        self.note = TypedWords(desk.theme, "Note", 2, "Where it is written down, what a court said, since when.")
        self._others: frozenset[str] = frozenset()
        self._arrange()

    def open_new(self, young: YoungPerson, names: Mapping[UUID, str], others: Sequence[UUID]) -> None:
        """Ask about somebody new. ``others`` are those among ``names`` who are never told."""
        self._open(young, None, names, others, HolderForm())

    def open_for(self, young: YoungPerson, line: HolderLine, names: Mapping[UUID, str], others: Sequence[UUID]) -> None:
        """Show an entry on record."""
        held = line.responsibility
        form = HolderForm(
            holder_id=held.holder_id,
            holder_as_text=held.holder_as_text,
            holds=held.holds,
            safe_to_tell=held.safe_to_tell,
            note=held.note,
        )
        named = {held.holder_id: line.holder} if held.holder_id else {}
        self._open(young, held, {**named, **names}, others, form)

    def key(self) -> str:
        return f"holder {self._opened.id if self._opened else 'new'} {self._young.person.id if self._young else ''}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "who": self.who.currentData(),
            "other": self.other.text(),
            "holds": self.holds.value(),
            "safe": self.safe.value(),
            "note": self.note.words,
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.who.setCurrentIndex(max(0, self.who.findData(kept["who"])))
        self.other.setText(kept["other"])
        self.holds.choose(kept["holds"])
        self.safe.choose(kept["safe"])
        self.note.show_words(kept["note"])
        self._fit()

    def problems(self) -> Sequence[Problem]:
        empty = not self.who.currentData() and not self.other.text().strip()
        sentence = "Say who this is about: a person of this case, or in words, such as the council." if empty else ""
        self.other_field.set_error(sentence)
        return problems_in((sentence, self.other))

    def work(self) -> Callable[[], object]:
        who = self.who.currentData()
        form = HolderForm(
            holder_id=UUID(who) if who else None,
            holder_as_text="" if who else self.other.text(),
            holds=Answer(self.holds.value() or Answer.NOT_ASKED),
            safe_to_tell=Answer(self.safe.value() or Answer.NOT_ASKED),
            note=self.note.words,
        )
        childhood = self.desk.safety.childhood
        if self._opened is not None:
            return partial(childhood.change_holder, self._opened, form)
        return partial(childhood.add_holder, _whose(self._young).person.id, form)

    def _open(
        self,
        young: YoungPerson,
        opened: ParentalResponsibility | None,
        names: Mapping[UUID, str],
        others: Sequence[UUID],
        form: HolderForm,
    ) -> None:
        self._young, self._opened = young, opened
        self._others = frozenset(str(one) for one in others)
        self.who.clear()
        for person_id, name in names.items():
            self.who.addItem(name, str(person_id))
        self.who.addItem("Somebody else, in words", IN_WORDS)
        self.show_draft(
            {
                "who": str(form.holder_id) if form.holder_id else (IN_WORDS if opened else self.who.itemData(0)),
                "other": form.holder_as_text,
                "holds": form.holds,
                "safe": form.safe_to_tell,
                "note": form.note,
            }
        )
        self.other_field.set_error("")
        self.begin(f"Parental responsibility for {young.name}")
        self.who.setFocus()

    def _fit(self, *_chosen: object) -> None:
        self.other_field.setVisible(not self.who.currentData())
        self.never.setVisible(self.who.currentData() in self._others)

    def _arrange(self) -> None:
        for short in (Field("Who", self.who), self.other_field):
            self.body.addLayout(measured(short, self.desk.theme, SHORT))
        for part in (self.holds, self.safe, self.never, self.note):
            self.body.addWidget(part)
        self.never.hide()
        self.who.activated.connect(self._fit)
        for typed in (self.who.activated, self.other.textEdited, self.holds.chosen, self.safe.chosen, self.note.typed):
            typed.connect(self.changed)


class JudgementEditor(KeptForm):
    """Writes down whether somebody under eighteen can decide one thing alone, and why it is judged so."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, "Save judgement")
        self._young: YoungPerson | None = None
        self.line = BoundedLine()
        self.to_what = Field("What is to be decided", self.line, "One thing. For example, sharing with the school.")
        self.able = Choices("Can this young person decide it?", ABLE_ANSWERS)
        self.why = TypedWords(desk.theme, "Why you judge so", 3, "What was understood, in which words, and what not.")
        self.on = DayField("Judged on", desk.clock.today, PAST, past=True)
        for part in (self.to_what, self.able, self.why):
            self.body.addWidget(part)
        self.body.addLayout(measured(self.on, desk.theme, SHORT))
        for typed in (self.line.textEdited, self.able.chosen, self.why.typed, self.on.typed):
            typed.connect(self.changed)

    def open_new(self, young: YoungPerson) -> None:
        """Ask about today."""
        self._young = young
        today = self.desk.clock.today()
        self.show_draft({"to_what": "", "able": "", "why": "", "on": ""})
        self.on.show_day(today)
        self.begin(f"Own consent of {young.name}")
        self.line.setFocus()

    def key(self) -> str:
        return f"own-consent {self._young.person.id if self._young else ''}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "to_what": self.line.text(),
            "able": self.able.value(),
            "why": self.why.words,
            "on": self.on.text(),
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.line.setText(kept["to_what"])
        self.able.choose(kept["able"])
        self.why.show_words(kept["why"])
        self.on.show_text(kept["on"])
        self.to_what.set_error("")
        self.why.set_error("")

    def problems(self) -> Sequence[Problem]:
        what = "" if self.line.text().strip() else "Say what is to be decided: it is about one thing at a time."
        self.to_what.set_error(what)
        able = "" if self.able.value() else "Choose yes, no or not known."
        return problems_in(
            (what, self.line),
            (able, self.able.first()),
            (self.why.problem("Say why you judge so: what was understood, and what was not."), self.why.edit),
            (self.on.problem("Give the day on which it was judged."), self.on.edit),
        )

    def work(self) -> Callable[[], object]:
        new = NewJudgement(
            person_id=_whose(self._young).person.id,
            able=Answer(self.able.value()),
            to_what=self.line.text(),
            why=self.why.words,
            judged_on=self.on.day() or date.max,
        )
        return partial(self.desk.safety.childhood.judge, new)


class PromptEditor(KeptForm):
    """Writes down what somebody did about a safeguarding prompt, or why it is not needed."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, "Save answer")
        self._young: YoungPerson | None = None
        self._code = ""
        self.asked = Words(look="secondary", wrap=True)
        self.state = Choices("What came of it", STATES)
        self.said = TypedWords(desk.theme, "What was done, or why it is not needed", 3)
        self.on = DayField("Done or decided on", desk.clock.today, PAST, past=True)
        for part in (self.asked, self.state, self.said):
            self.body.addWidget(part)
        self.body.addLayout(measured(self.on, desk.theme, SHORT))
        for typed in (self.state.chosen, self.said.typed, self.on.typed):
            typed.connect(self.changed)

    def open_for(self, young: YoungPerson, now: PromptNow) -> None:
        """Ask what was done about a prompt."""
        self._young, self._code = young, now.prompt.code
        self.asked.setText(now.prompt.words)
        self.show_draft({"state": "", "words": "", "on": ""})
        self.on.show_day(self.desk.clock.today())
        self.begin(f"{young.name}: {now.prompt.title}")
        self.state.first().setFocus()

    def key(self) -> str:
        return f"prompt {self._code} {self._young.person.id if self._young else ''}"

    def to_draft(self) -> dict[str, Any]:
        return {"state": self.state.value(), "words": self.said.words, "on": self.on.text()}

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.state.choose(kept["state"])
        self.said.show_words(kept["words"])
        self.on.show_text(kept["on"])
        self.said.set_error("")

    def problems(self) -> Sequence[Problem]:
        state = "" if self.state.value() else "Choose whether it was done or is not needed."
        return problems_in(
            (state, self.state.first()),
            (self.said.problem("Say what was done, or why it is not needed."), self.said.edit),
            (self.on.problem("Give the day on which it was done."), self.on.edit),
        )

    def work(self) -> Callable[[], object]:
        reply = PromptReply(
            person_id=_whose(self._young).person.id,
            code=self._code,
            state=PromptState(self.state.value()),
            words=self.said.words,
            answered_on=self.on.day() or date.max,
        )
        return partial(self.desk.safety.childhood.answer_prompt, reply)


def _whose(young: YoungPerson | None) -> YoungPerson:
    if young is None:
        raise LookupError("the form was not opened for anybody")
    return young
