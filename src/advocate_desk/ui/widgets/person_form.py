"""The form of somebody in a case. Nothing in it is compulsory, the name neither.

It asks what fits the role: of the other person the vehicle and what staff must know, of nobody else.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields
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
from advocate_desk.ui.people_words import (
    ANSWERS,
    FIELD_WORDS,
    NEW_ROLES,
    is_asked_of,
    label_of,
    value_words,
)
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.memorable_date import MemorableDateField
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.works_at import WorksAt

LINES = {
    "name_to_use": ("Name to use", "What to call this person. Leave it empty where nobody knows."),
    "legal_name": ("Legal name", "Where it is another. Leave it empty where it is the same."),
    "known_as": ("Also known as", "Separate several with commas."),
    "pronouns": ("Pronouns", "For example, she/her."),
    "relationship": ("Relationship to the client", "For example, daughter, former partner, sister."),
    "gender": ("Gender", "In the person's own words."),
    "language": ("Language", "For example, Welsh and English."),
    "vehicle": ("Vehicle", "Make, colour, what stands out. It helps whoever keeps watch."),
}
TEXTS = {
    "interpreter_needs": ("About the interpreter", "For example, a woman, the dialect, from outside the county."),
    "never_interpreter": (
        "Must never interpret",
        "Family, friends and people of the case never do. Add anybody else who was ruled out.",
    ),
    "access_needs": ("Access needs", ""),
    "about": ("What else to know", ""),
}
_WHO = ("name_to_use", "legal_name", "known_as", "pronouns", "relationship", "gender")
_INTERPRETING = ("interpreter_needs", "never_interpreter")


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
        self.texts = {name: TypedWords(desk.theme, words, 2, hint) for name, (words, hint) in TEXTS.items()}
        self.lives = Choices("Lives with the client", ANSWERS)
        self.works_at = WorksAt(desk)
        self.cards = {title: Card(title) for title in ("Who", "Language and access", "Home and work", "What to know")}
        self._arrange()

    def open_new(self) -> None:
        """Ask about somebody new."""
        self._opened = None
        self.role.choose("")
        self._fill(PersonForm(), "")
        self.role.show()
        self.begin("Add a person")
        self.role.first().setFocus()

    def open_for(self, view: PersonView) -> None:
        """Show somebody on record."""
        self._opened = view.person
        self._fill(PersonForm.of(view.person), view.agency)
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
            "texts": {name: field.words for name, field in self.texts.items()},
            "lives": self.lives.value(),
            "works_at": self.works_at.texts(),
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.role.choose(kept["role"])
        for name, text in kept["lines"].items():
            self.lines[name].setText(text)
        self.born.show_texts(*kept["born"])
        self.interpreter.choose(kept["interpreter"])
        for name, text in kept["texts"].items():
            self.texts[name].show_words(text)
        self.lives.choose(kept["lives"])
        self.works_at.show_texts(kept["works_at"])
        self._fit()

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
        if unchosen := self.works_at.problem():
            found.append(unchosen)
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
        view = next((one for one in views if self._opened and one.person.id == self._opened.id), None)
        if view is None or self._opened is None:
            self.message.show_error("Somebody removed this person while you had the form open. Your words are kept.")
            return
        now = view.person
        before, typed, current = PersonForm.of(self._opened), self._form(), PersonForm.of(now)
        names = [one.name for one in fields(PersonForm)]
        theirs = {name: getattr(current, name) for name in names if getattr(current, name) != getattr(before, name)}
        mine = {name: getattr(typed, name) for name in names if getattr(typed, name) != getattr(before, name)}
        self._opened = now
        agency = self.works_at.agency.text() if "works_at_agency_id" in mine else view.agency
        self._fill(PersonForm(**{**{name: getattr(current, name) for name in names}, **mine}), agency)
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
        lines: dict[str, Any] = {name: edit.text() for name, edit in self.lines.items()}
        names = tuple(name for part in lines.pop("known_as").split(",") if (name := " ".join(part.split())))
        return PersonForm(
            **lines,
            **{name: field.words for name, field in self.texts.items()},
            known_as=names,
            date_of_birth=self.born.day(),
            interpreter=Answer(self.interpreter.value() or Answer.NOT_ASKED),
            lives_with_client=Answer(self.lives.value() or Answer.NOT_ASKED),
            works_at=self.works_at.words.text(),
            works_at_agency_id=self.works_at.agency_id(),
        )

    def _fill(self, form: PersonForm, agency: str) -> None:
        for name, edit in self.lines.items():
            value = getattr(form, name)
            edit.setText(", ".join(value) if isinstance(value, tuple) else value)
            edit.setCursorPosition(0)
            self.rows[name].set_error("")
        for name, field in self.texts.items():
            field.show_words(getattr(form, name))
        self.born.show_day(form.date_of_birth)
        self.interpreter.choose(form.interpreter)
        self.lives.choose(form.lives_with_client)
        self.works_at.show_place(form.works_at, agency, form.works_at_agency_id)
        self._fit()

    def _fit(self, *_chosen: object) -> None:
        """Show what is asked of somebody of this role, and whatever else is on record."""
        role = self._opened.role if self._opened else PersonRole(self.role.value() or PersonRole.SUPPORTER)
        form = self._form()

        def wanted(name: str) -> bool:
            return is_asked_of(name, role) or getattr(form, name) not in {"", None, Answer.NOT_ASKED}

        for name, row in self.rows.items():
            row.setVisible(wanted(name))
        needed = form.interpreter is Answer.YES
        for name, field in self.texts.items():
            there = name not in _INTERPRETING or needed or bool(getattr(form, name).strip())
            field.setVisible(wanted(name) and there)
        self.texts["about"].label.setText(label_of("about", role))
        self.interpreter.setVisible(wanted("interpreter"))
        self.lives.setVisible(wanted("lives_with_client"))
        self.works_at.setVisible(wanted("works_at") or form.works_at_agency_id is not None)

    def _arrange(self) -> None:
        who, language, home, known = self.cards.values()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        for place, name in enumerate(_WHO):
            grid.addWidget(self.rows[name], place // 2, place % 2)
        who.body.addLayout(grid)
        for card, parts in (
            (who, (self.born,)),
            (language, (self.rows["language"], self.interpreter, *(self.texts[name] for name in _INTERPRETING))),
            (language, (self.texts["access_needs"],)),
            (home, (self.lives, self.works_at, self.rows["vehicle"])),
            (known, (self.texts["about"],)),
        ):
            for part in parts:
                card.body.addWidget(part)
        self.body.addWidget(self.role)
        for card in self.cards.values():
            self.body.addWidget(card)
        self._listen()

    def _listen(self) -> None:
        for edit in self.lines.values():
            edit.textEdited.connect(self.changed)
        for field in self.texts.values():
            field.typed.connect(self.changed)
        for choices in (self.role, self.interpreter, self.lives):
            choices.chosen.connect(self._fit)
            choices.chosen.connect(self.changed)
        self.born.typed.connect(self.changed)
        self.works_at.typed.connect(self.changed)


def _too_long(label: str, text: str, *, many: bool) -> str:
    longest = max((len(part) for part in (text.split(",") if many else [text])), default=0)
    if longest <= LONGEST_LINE:
        return ""
    return f"{label} has {longest:,} characters, and a line holds {LONGEST_LINE}. Say it in fewer."
