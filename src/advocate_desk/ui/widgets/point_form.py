"""The form of one number or address. A value on record stays hidden: it is only ever typed anew."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.people import Disclosure, PointKind
from advocate_desk.domain.plain_text import LONGEST
from advocate_desk.services.keep_people import PersonView, PointForm
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.people_words import DISCLOSURES, POINT_KINDS, SAFE_ANSWERS
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.typed_words import GrowingEdit

NEW_HINT = "As it is written. An address has one line for each line."
KEPT_HINT = "Hidden. Leave this empty to keep the one on record, or type the new one."


class PointEditor(KeptForm):
    """Adds a way to reach somebody, or changes what is known about one."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, "Save contact detail")
        self._person_id: UUID | None = None
        self._opened: HiddenPoint | None = None
        self.kind = Choices("What it is", POINT_KINDS)
        self._concealing = False
        self.value = GrowingEdit(desk.theme, 2)
        self.value_field = Field("Number or address", self.value, NEW_HINT)
        self.safe = Choices("Safe to use?", SAFE_ANSWERS)
        self.voicemail = Choices("Safe to leave a voicemail?", SAFE_ANSWERS)
        self.disclosure = Choices("Who may learn it", DISCLOSURES)
        self.note = BoundedLine()
        self._arrange()

    def open_new(self, view: PersonView) -> None:
        """Ask for another way to reach somebody. Unless somebody says otherwise it is not to be disclosed."""
        self._person_id, self._opened = view.person.id, None
        self._fill(PointForm(kind=PointKind.PHONE))
        self.value_field.hint.setText(NEW_HINT)
        self.begin(f"Add a number or address of {view.name}")
        self.kind.first().setFocus()

    def open_for(self, view: PersonView, point: HiddenPoint) -> None:
        """Show what is known about a contact point, but for its value."""
        self._person_id, self._opened = view.person.id, point
        self._fill(
            PointForm(
                kind=point.kind,
                disclosure=point.disclosure,
                safe=point.safe,
                safe_for_voicemail=point.safe_for_voicemail,
                note=point.note,
            )
        )
        self.value_field.hint.setText(KEPT_HINT)
        self.begin(f"Change {POINT_KINDS[point.kind].lower()} of {view.name}")
        self.value.setFocus()

    def key(self) -> str:
        return f"point {self._opened.point_id if self._opened else 'new'} {self._person_id}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value(),
            "value": self.value.toPlainText(),
            "safe": self.safe.value(),
            "voicemail": self.voicemail.value(),
            "disclosure": self.disclosure.value(),
            "note": self.note.text(),
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.kind.choose(kept["kind"])
        self.value.setPlainText(kept["value"])
        self.safe.choose(kept["safe"])
        self.voicemail.choose(kept["voicemail"])
        self.disclosure.choose(kept["disclosure"])
        self.note.setText(kept["note"])
        self._fit()

    def problems(self) -> Sequence[Problem]:
        typed = self.value.toPlainText()
        sentence = ""
        if len(typed) > LONGEST:
            sentence = f"This has {len(typed):,} characters, and one field holds {LONGEST:,}."
        elif not typed.strip() and self._opened is None:
            sentence = "Type the number or address."
        elif not typed.strip() and self._opened is not None and self.kind.value() != self._opened.kind:
            sentence = "Type the number or address again to change what kind it is."
        self.value_field.set_error(sentence)
        return [Problem(sentence, self.value)] if sentence else []

    def work(self) -> Callable[[], object]:
        form, people = self._form(), self.desk.people
        if self._opened is not None:
            return partial(people.change_point, self._opened, form)
        if self._person_id is None:
            raise LookupError("the form was not opened for anybody")
        return partial(people.add_point, self._person_id, form)

    def conceal(self) -> None:
        """Take what was typed out of the window, once it is kept or given up; what could not be kept stays."""
        if not self.draft.is_new:
            self._concealing = True
            self.value.clear()
            self._concealing = False

    def _form(self) -> PointForm:
        typed = self.value.toPlainText()
        kind = PointKind(self.kind.value())
        return PointForm(
            kind=kind,
            value=typed if typed.strip() else None,
            disclosure=Disclosure(self.disclosure.value()),
            safe=Answer(self.safe.value()),
            safe_for_voicemail=Answer(self.voicemail.value() if kind is PointKind.PHONE else Answer.NOT_ASKED),
            note=self.note.text(),
        )

    def _fill(self, form: PointForm) -> None:
        self.kind.choose(form.kind)
        self.value.setPlainText("")
        self.value_field.set_error("")
        self.safe.choose(form.safe)
        self.voicemail.choose(form.safe_for_voicemail)
        self.disclosure.choose(form.disclosure)
        self.note.setText(form.note)
        self._fit()

    def _fit(self, *_chosen: object) -> None:
        self.voicemail.setVisible(self.kind.value() == PointKind.PHONE)

    def _arrange(self) -> None:
        for part in (self.kind, self.value_field, self.safe, self.voicemail, self.disclosure):
            self.body.addWidget(part)
        self.body.addWidget(Field("Note", self.note, "For example, only after 10am. No number or address here."))
        self.kind.chosen.connect(self._fit)
        for choices in (self.kind, self.safe, self.voicemail, self.disclosure):
            choices.chosen.connect(self.changed)
        self.value.textChanged.connect(self._typed)
        self.note.textEdited.connect(self.changed)

    def _typed(self) -> None:
        if not self._concealing:
            self.changed()
