"""What a page of a new case is, and the two about who she is and why she comes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_life_words import SOURCE_WORDS
from advocate_desk.domain.cases import ReferralSource
from advocate_desk.services.open_case import NewCase
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.people_words import ANSWERS
from advocate_desk.ui.screen import Width
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.memorable_date import MemorableDateField
from advocate_desk.ui.widgets.near_date import NearDate
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.tick_box import TickBox
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

Typed = dict[str, Any]
"""What stands on a page, as it goes into a draft: texts as typed, answers by their codes."""

PRONOUNS = ("", "she/her", "they/them", "he/him")
KINDS_OF_ABUSE = (
    "Coercive control",
    "Physical violence",
    "Sexual violence",
    "Stalking",
    "Harassment",
    "Economic abuse",
    "Emotional abuse",
    "Online abuse",
    "So-called honour-based abuse",
    "Forced marriage",
    "Female genital mutilation",
    "Trafficking or exploitation",
)
FIELD_WIDTH = 360


class NewCasePage(QWidget):
    """One page: a title, plain words, a form."""

    typed_in = Signal()
    """Somebody typed or chose something."""
    title = ""
    words = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.column.addWidget(Words(self.title, "sheet-title", wrap=True))
        if self.words:
            self.column.addWidget(Words(self.words, "secondary", wrap=True))

    def first_field(self) -> QWidget:
        """Return where typing begins."""
        raise NotImplementedError

    def problems(self) -> list[Problem]:
        """Return what must be mended before going on, and say it by the fields too."""
        return []

    def typed(self) -> Typed:
        """Return what stands on the page."""
        raise NotImplementedError

    def show_typed(self, typed: Typed) -> None:
        """Put back what stood on the page; what is missing is empty."""
        raise NotImplementedError

    def adds_to(self, new: NewCase) -> NewCase:
        """Return ``new`` with what this page says."""
        raise NotImplementedError

    def reflow(self, width: Width) -> None:
        """Arrange the page for the room there is."""


class PersonPage(NewCasePage):
    """Name, date of birth, pronouns: all of it may stay open."""

    title = "Who is this about?"
    words = "All of this may stay empty. A first name, a nickname or one letter is enough; you can add to it later."

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self.name = BoundedLine()
        self.pronouns = QComboBox()
        self.pronouns.setLineEdit(BoundedLine())
        self.pronouns.addItems(PRONOUNS)
        self.born = MemorableDateField(theme, "Date of birth", today)
        named = Field("&Name to use", self.name, "What this person wants to be called.")
        called = Field("&Pronouns", self.pronouns, "Where nobody has asked, letters say “they”.")
        self.column.addLayout(measured(named, theme, FIELD_WIDTH))
        self.column.addWidget(self.born)
        self.column.addLayout(measured(called, theme, FIELD_WIDTH))
        self.column.addStretch(1)
        self.name.textEdited.connect(self.typed_in)
        self.pronouns.editTextChanged.connect(self.typed_in)
        self.born.typed.connect(self.typed_in)

    def first_field(self) -> QWidget:
        return self.name

    def problems(self) -> list[Problem]:
        problem = self.born.check()
        return [Problem(problem, self.born.first_wrong())] if problem else []

    def adds_to(self, new: NewCase) -> NewCase:
        name, pronouns = self.name.text(), self.pronouns.currentText()
        return replace(new, name_to_use=name, pronouns=pronouns, date_of_birth=self.born.day())

    def typed(self) -> Typed:
        return {
            "name": self.name.text(),
            "pronouns": self.pronouns.currentText(),
            "born": list(self.born.texts()),
        }

    def show_typed(self, typed: Typed) -> None:
        self.name.setText(typed.get("name", ""))
        self.pronouns.setCurrentText(typed.get("pronouns", ""))
        self.born.show_texts(*typed.get("born", ("", "", "")))


@dataclass(frozen=True, slots=True)
class _DateLines:
    """A near date with its three lines."""

    edit: QLineEdit
    read: Words
    error: Words
    date: NearDate


class ReferralPage(NewCasePage):
    """Who referred her and why, what she wants in her words, kinds of abuse."""

    title = "Who referred, and why?"
    words = "This too may stay empty, or be typed later."

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self.by = BoundedLine()
        self.source = QComboBox()
        for source, called in SOURCE_WORDS.items():
            self.source.addItem(called, source.value)
        self.knows = Choices("Does this person know of the referral?", ANSWERS, enter_goes_on=True)
        self.agreed = Choices("Did this person agree to it?", ANSWERS, enter_goes_on=True)
        self.on = _near_date(today)
        self.why = TypedWords(theme, "&Why was this referral made?", 2)
        self.wants = TypedWords(theme, "What does this person &want, in their own words?", 3)
        self.kinds = {kind: TickBox(kind) for kind in KINDS_OF_ABUSE}
        self.other_kind = BoundedLine()
        by = Field("&Referred by", self.by, "For example the police, a GP, a friend, or nobody: they came themselves.")
        on = Field("&When", self.on.edit, "For example today, fri, 20/11 or 20 Nov.")
        for line in (self.on.read, self.on.error):
            on.layout().addWidget(line)  # type: ignore[union-attr]  # a field always has its column
        for field in (by, Field("Sour&ce", self.source), on):
            self.column.addLayout(measured(field, theme, FIELD_WIDTH))
        for part in (self.knows, self.agreed, self.why, self.wants, self._kinds(theme)):
            self.column.addWidget(part)
        self.column.addStretch(1)
        for edit in (self.by, self.on.edit, self.other_kind):
            edit.textEdited.connect(self.typed_in)
        self.source.activated.connect(self.typed_in)
        for answers in (self.knows, self.agreed):
            answers.chosen.connect(self.typed_in)
        for words in (self.why, self.wants):
            words.typed.connect(self.typed_in)
        for box in self.kinds.values():
            box.toggled.connect(self.typed_in)

    def first_field(self) -> QWidget:
        return self.by

    def problems(self) -> list[Problem]:
        if self.on.date.check():
            return []
        return [Problem(self.on.error.text(), self.on.edit)]

    def adds_to(self, new: NewCase) -> NewCase:
        return replace(
            new,
            referred_by=self.by.text(),
            source=ReferralSource(self.source.currentData()),
            knows_of_referral=Answer(self.knows.value() or Answer.NOT_ASKED),
            agreed_to_referral=Answer(self.agreed.value() or Answer.NOT_ASKED),
            referred_on=self.on.date.day(),
            why_referred=self.why.words,
            what_she_wants=self.wants.words,
            kinds_of_abuse=self.chosen_kinds(),
        )

    def typed(self) -> Typed:
        return {
            "by": self.by.text(),
            "source": self.source.currentData(),
            "knows": self.knows.value(),
            "agreed": self.agreed.value(),
            "on": self.on.edit.text(),
            "why": self.why.words,
            "wants": self.wants.words,
            "kinds": [kind for kind, box in self.kinds.items() if box.isChecked()],
            "other_kind": self.other_kind.text(),
        }

    def show_typed(self, typed: Typed) -> None:
        self.by.setText(typed.get("by", ""))
        self.source.setCurrentIndex(max(0, self.source.findData(typed.get("source", ""))))
        self.knows.choose(typed.get("knows", ""))
        self.agreed.choose(typed.get("agreed", ""))
        self.on.edit.setText(typed.get("on", ""))
        self.why.show_words(typed.get("why", ""))
        self.wants.show_words(typed.get("wants", ""))
        for kind, box in self.kinds.items():
            box.setChecked(kind in typed.get("kinds", ()))
        self.other_kind.setText(typed.get("other_kind", ""))

    def chosen_kinds(self) -> tuple[str, ...]:
        """Return the kinds of abuse that were ticked or typed."""
        ticked = [kind for kind, box in self.kinds.items() if box.isChecked()]
        return (*ticked, *(kind.strip() for kind in self.other_kind.text().split(",") if kind.strip()))

    def _kinds(self, theme: Theme) -> QWidget:
        holder = QWidget()
        boxes = FlowLayout(6)
        for box in self.kinds.values():
            boxes.addWidget(box)
        other = Field("&Another kind", self.other_kind)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Words("Kinds of abuse"))
        column.addWidget(Words("Tick all that are known. None is fine.", "small"))
        column.addLayout(boxes)
        column.addLayout(measured(other, theme, FIELD_WIDTH))
        return holder


def _near_date(today: Callable[[], date]) -> _DateLines:
    edit, read, error = BoundedLine(), Words(look="secondary", wrap=True), Words(look="danger", wrap=True)
    return _DateLines(edit, read, error, NearDate(edit, read, error, today, past=True, day_only=True))
