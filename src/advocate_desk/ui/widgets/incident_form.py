"""The form of an incident. Only what kind it was must be said; everything else may be open."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from advocate_desk.domain.incident_words import KIND_WORDS, TOLD_BY_WORDS
from advocate_desk.domain.incidents import Incident, IncidentKind, ToldBy
from advocate_desk.domain.people import Person, PersonRole, shown_name
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.record_incident import NewIncident
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field, show_field_error
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.several import Several
from advocate_desk.ui.widgets.tick_box import TickBox
from advocate_desk.ui.widgets.typed_words import TypedWords

SAY_WHAT_KIND = "Choose at least one kind. “Something else” is one."
ENDS_BEFORE = "This ends before it begins. Check both days."
STILL_TO_COME = "That day is still to come. Check it; what is feared belongs in a note or the risk assessment."

_LINES = {
    "about_when": ("&About when", "In words, where the day is not known. For example, in the spring, before the move."),
    "by_whom_as_text": ("Somebody else who did it", "Who is not among the people of this case."),
    "who_was_there_as_text": ("Somebody else who was there", "For example, a neighbour."),
    "told_to": ("Who else &knows", "For example, police, a GP, a sister."),
    "police_reference": ("&Police reference", "Where there is one."),
}


class IncidentForm(KeptForm):
    """Records an incident, or puts one right by a new entry."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, "Save incident")
        self._case_id = case_id
        self._corrects: Incident | None = None
        today = desk.clock.today
        self.kinds = Several("What kind", "Choose all that fit. It need not be a crime, or reported to anybody.")
        self.kinds.offer({kind: sentence_start(words) for kind, words in KIND_WORDS.items()})
        self.first_day = DayField("&When", today, "For example, yesterday, fri, 3/11 or 3 11 2026.", past=True)
        self.last_day = DayField("&Until", today, "The last day it may have been, or the day it ended.", past=True)
        self.lines = {name: BoundedLine() for name in _LINES}
        self.rows = {name: Field(words, self.lines[name], hint) for name, (words, hint) in _LINES.items()}
        self.by_whom = Several("Who did it", "Leave it open where nobody knows, or nobody said.")
        self.who_was_there = Several("Who was there")
        self.what = TypedWords(desk.theme, "What &happened, as it was told", 4)
        self.distressing = TickBox("Distressing detail: these words open only on request")
        self.told_by = Choices("How we know", {one: sentence_start(words) for one, words in TOLD_BY_WORDS.items()})
        self._arrange()

    def open_new(self, people: Sequence[Person]) -> None:
        """Ask about an incident."""
        self._corrects = None
        self._fill(people, NewIncident(kinds=()))
        self.begin("Record an incident")
        self.kinds.first().setFocus()

    def open_for(self, people: Sequence[Person], incident: Incident) -> None:
        """Show an incident on record, to be put right. What it says now stays in the history."""
        self._corrects = incident
        self._fill(people, NewIncident(**{name: getattr(incident, name) for name in NewIncident.__slots__}))
        self.begin("Correct an incident")
        self.kinds.first().setFocus()

    def key(self) -> str:
        return f"incident {self._corrects.id if self._corrects else 'new'} {self._case_id}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "kinds": self.kinds.values(),
            "days": [self.first_day.text(), self.last_day.text()],
            "lines": {name: edit.text() for name, edit in self.lines.items()},
            "by_whom": self.by_whom.values(),
            "who_was_there": self.who_was_there.values(),
            "what": self.what.words,
            "distressing": self.distressing.isChecked(),
            "told_by": self.told_by.value(),
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        for several, name in ((self.kinds, "kinds"), (self.by_whom, "by_whom"), (self.who_was_there, "who_was_there")):
            several.choose(kept[name])
        for field, text in zip((self.first_day, self.last_day), kept["days"], strict=True):
            field.show_text(text)
        for name, text in kept["lines"].items():
            self.lines[name].setText(text)
        self.what.show_words(kept["what"])
        self.distressing.setChecked(kept["distressing"] is True)
        self.told_by.choose(kept["told_by"])

    def problems(self) -> Sequence[Problem]:
        found = []
        if not self.kinds.values():
            self.kinds.set_error(SAY_WHAT_KIND)
            found.append(Problem(SAY_WHAT_KIND, self.kinds.first()))
        for field in (self.first_day, self.last_day):
            if sentence := field.problem() or self._why_not(field):
                show_field_error(field.edit, field.error, sentence)
                found.append(Problem(sentence, field.edit))
        return found

    def work(self) -> Callable[[], object]:
        incidents, new = self.desk.safety.incidents, self._new()
        if self._corrects is None:
            return partial(incidents.record, self._case_id, new)
        return partial(incidents.correct, self._corrects.id, new)

    def _why_not(self, field: DayField) -> str:
        first, last = self.first_day.day(), self.last_day.day()
        day = field.day()
        if day is not None and day > self.desk.clock.today():
            return STILL_TO_COME
        return ENDS_BEFORE if field is self.last_day and first and last and last < first else ""

    def _new(self) -> NewIncident:
        texts: dict[str, Any] = {name: edit.text() for name, edit in self.lines.items()}
        return NewIncident(
            **texts,
            kinds=tuple(map(IncidentKind, self.kinds.values())),
            happened_on=self.first_day.day(),
            happened_until=self.last_day.day(),
            by_whom=tuple(map(UUID, self.by_whom.values())),
            who_was_there=tuple(map(UUID, self.who_was_there.values())),
            what=self.what.words,
            told_by=ToldBy(self.told_by.value() or ToldBy.HER),
            distressing=self.distressing.isChecked(),
        )

    def _fill(self, people: Sequence[Person], new: NewIncident) -> None:
        self.kinds.choose(new.kinds)
        self.kinds.set_error("")
        self.by_whom.offer(_offered(people, new.by_whom, {PersonRole.CLIENT, PersonRole.CHILD}))
        self.by_whom.choose([str(one) for one in new.by_whom])
        self.who_was_there.offer(_offered(people, new.who_was_there, {PersonRole.CLIENT}))
        self.who_was_there.choose([str(one) for one in new.who_was_there])
        for several in (self.by_whom, self.who_was_there):
            several.setVisible(bool(several.buttons))
        self.first_day.show_day(new.happened_on)
        self.last_day.show_day(new.happened_until)
        for name, edit in self.lines.items():
            edit.setText(getattr(new, name))
            edit.setCursorPosition(0)
        self.what.show_words(new.what)
        self.distressing.setChecked(new.distressing)
        self.told_by.choose(new.told_by)

    def _arrange(self) -> None:
        days = QHBoxLayout()
        days.setSpacing(16)
        for field in (self.first_day, self.last_day):
            days.addWidget(field, 1)
        known = QGridLayout()
        known.setHorizontalSpacing(16)
        known.addWidget(self.rows["told_to"], 0, 0)
        known.addWidget(self.rows["police_reference"], 0, 1)
        self.body.addWidget(self.kinds)
        self.body.addLayout(days)
        for part in (
            self.rows["about_when"],
            self.by_whom,
            self.rows["by_whom_as_text"],
            self.what,
            self.distressing,
            self.told_by,
        ):
            self.body.addWidget(part)
        self.body.addLayout(known)
        self.body.addWidget(self.who_was_there)
        self.body.addWidget(self.rows["who_was_there_as_text"])
        for edit in self.lines.values():
            edit.textEdited.connect(self.changed)
        for field in (self.first_day, self.last_day):
            field.typed.connect(self.changed)
        for several in (self.kinds, self.by_whom, self.who_was_there):
            several.chosen.connect(self.changed)
        self.told_by.chosen.connect(self.changed)
        self.what.typed.connect(self.changed)
        self.distressing.toggled.connect(self.changed)


def _offered(people: Sequence[Person], named: Sequence[UUID], never: set[PersonRole]) -> Mapping[str, str]:
    """Return who may be named. Whom the entry names already stays offered, removed from the case since or not."""
    names = {str(one.id): shown_name(one) for one in people if one.role not in never or one.id in named}
    return names | {str(one): "Somebody since removed" for one in named if str(one) not in names}
