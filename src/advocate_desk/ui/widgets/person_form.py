"""The form of somebody in a case. Nothing in it is compulsory, the name neither."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QGridLayout

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import ChangedMeanwhile, KnownFailure
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.services.keep_people import LONGEST_LINE, PersonForm, PersonView
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.memorable_date import MemorableDateField
from advocate_desk.ui.widgets.people_words import ANSWERS, FIELD_WORDS, NEW_ROLES, value_words
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.typed_words import TypedWords

LINES = {
    "name_to_use": ("Name to use", "What to call this person. Leave it empty where nobody knows."),
    "legal_name": ("Legal name", "Where it is another. Leave it empty where it is the same."),
    "known_as": ("Also known as", "Separate several with commas."),
    "pronouns": ("Pronouns", "For example, she/her."),
    "relationship": ("Relationship to the client", "For example, daughter, former partner, sister."),
    "language": ("Language", "For example, Welsh and English."),
}


class PersonEditor(KeptForm):
    """Adds somebody, or changes somebody on record. Only what was changed is saved."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, "Save person")
        self._case_id = case_id
        self._opened: Person | None = None
        self.role = Choices("Who this is", NEW_ROLES)
        self.lines = {name: BoundedLine() for name in LINES}
        self.rows = {name: Field(words, self.lines[name], hint) for name, (words, hint) in LINES.items()}
        self.born = MemorableDateField(desk.theme, "Date of birth", desk.clock.today)
        self.interpreter = Choices("Interpreter needed", ANSWERS)
        self.access = TypedWords(desk.theme, "Access needs", 2)
        self.lives = Choices("Lives with the client", ANSWERS)
        self._arrange()

    def open_new(self) -> None:
        """Ask about somebody new."""
        self._opened = None
        self.role.choose("")
        self._fill(PersonForm(), PersonRole.SUPPORTER)
        self.role.show()
        self.begin("Add a person")
        self.role.first().setFocus()

    def open_for(self, view: PersonView) -> None:
        """Show somebody on record."""
        self._opened = view.person
        self._fill(PersonForm.of(view.person), view.person.role)
        self.role.hide()
        self.begin(f"Change {view.name}")
        self.lines["name_to_use"].setFocus()

    def key(self) -> str:
        return f"person {self._opened.id if self._opened else 'new'} {self._case_id}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "role": self.role.value(),
            "lines": {name: edit.text() for name, edit in self.lines.items()},
            "born": self.born.texts(),
            "interpreter": self.interpreter.value(),
            "access": self.access.words,
            "lives": self.lives.value(),
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.role.choose(kept["role"])
        for name, text in kept["lines"].items():
            self.lines[name].setText(text)
        self.born.show_texts(*kept["born"])
        self.interpreter.choose(kept["interpreter"])
        self.access.show_words(kept["access"])
        self.lives.choose(kept["lives"])

    def problems(self) -> Sequence[Problem]:
        found = []
        if self._opened is None and not self.role.value():
            found.append(Problem("Say who this is: a child, the other person or a supporter.", self.role.first()))
        for name, edit in self.lines.items():
            sentence = _too_long(LINES[name][0], edit.text(), many=name == "known_as")
            self.rows[name].set_error(sentence)
            if sentence:
                found.append(Problem(sentence, edit))
        if wrong := self.born.check():
            found.append(Problem(wrong, self.born.first_wrong()))
        return found

    def work(self) -> Callable[[], object]:
        form, people = self._form(), self.desk.people
        if self._opened is None:
            return partial(people.add_person, self._case_id, PersonRole(self.role.value()), form)
        return partial(people.change_person, self._opened, form)

    def not_saved(self, failure: KnownFailure) -> None:
        super().not_saved(failure)
        if isinstance(failure, ChangedMeanwhile) and self._opened is not None:
            work = partial(self.desk.people.people, self._case_id)
            self.desk.tasks.run(work, context=self, on_done=self._meet, on_error=super().not_saved)

    def _meet(self, views: tuple[PersonView, ...]) -> None:
        """Take over what a colleague changed, keep what was typed here, and say where the two differ."""
        now = next((view.person for view in views if self._opened and view.person.id == self._opened.id), None)
        if now is None or self._opened is None:
            self.message.show_error("Somebody removed this person while you had the form open. Your words are kept.")
            return
        before, typed, current = PersonForm.of(self._opened), self._form(), PersonForm.of(now)
        names = [one.name for one in fields(PersonForm)]
        theirs = {name: getattr(current, name) for name in names if getattr(current, name) != getattr(before, name)}
        mine = {name: getattr(typed, name) for name in names if getattr(typed, name) != getattr(before, name)}
        self._opened = now
        self._fill(PersonForm(**{**{name: getattr(current, name) for name in names}, **mine}), now.role)
        self.changed()
        today = self.desk.clock.today()
        told = [
            f"{words}: {value_words(theirs[name], today) or 'nothing'}."
            for name, words in FIELD_WORDS.items()
            if name in theirs
        ]
        head = "This was changed elsewhere while you had it open. Your words are still here. Save again to keep them."
        self.message.show_note("warn", head, f"On record now: {' '.join(told)}" if told else "")

    def _form(self) -> PersonForm:
        texts: dict[str, Any] = {name: edit.text() for name, edit in self.lines.items()}
        names = tuple(name for part in texts.pop("known_as").split(",") if (name := " ".join(part.split())))
        # What this form does not ask yet stays as it is on record.
        return replace(
            PersonForm.of(self._opened) if self._opened else PersonForm(),
            **texts,
            known_as=names,
            date_of_birth=self.born.day(),
            interpreter=Answer(self.interpreter.value() or Answer.NOT_ASKED),
            access_needs=self.access.words,
            lives_with_client=Answer(self.lives.value() or Answer.NOT_ASKED),
        )

    def _fill(self, form: PersonForm, role: PersonRole) -> None:
        for name, edit in self.lines.items():
            value = getattr(form, name)
            edit.setText(", ".join(value) if isinstance(value, tuple) else value)
            edit.setCursorPosition(0)
            self.rows[name].set_error("")
        self.born.show_day(form.date_of_birth)
        self.interpreter.choose(form.interpreter)
        self.access.show_words(form.access_needs)
        self.lives.choose(form.lives_with_client)
        client = role is PersonRole.CLIENT
        self.rows["relationship"].setVisible(not client)
        self.lives.setVisible(not client)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        for place, name in enumerate(LINES):
            grid.addWidget(self.rows[name], place // 2, place % 2)
        self.body.addWidget(self.role)
        self.body.addLayout(grid)
        for part in (self.born, self.lives, self.interpreter, self.access):
            self.body.addWidget(part)
        for edit in self.lines.values():
            edit.textEdited.connect(self.changed)
        for choices in (self.role, self.interpreter, self.lives):
            choices.chosen.connect(self.changed)
        self.born.typed.connect(self.changed)
        self.access.typed.connect(self.changed)


def _too_long(label: str, text: str, *, many: bool) -> str:
    longest = max((len(part) for part in (text.split(",") if many else [text])), default=0)
    if longest <= LONGEST_LINE:
        return ""
    return f"{label} has {longest:,} characters, and a line holds {LONGEST_LINE}. Say it in fewer."
