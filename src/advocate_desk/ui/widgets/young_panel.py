"""What goes with being under eighteen, on somebody's card: closed at first, with what waits said beside it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.agreements import OwnConsent, PromptState
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.dates_in_words import near_date
from advocate_desk.domain.safeguarding import PromptNow
from advocate_desk.services.keep_childhood import HolderLine, YoungPerson
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.people_words import ANSWERS
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.words import Words

TITLE = "Under eighteen"
STATES: Mapping[PromptState, str] = {PromptState.DONE: "Done", PromptState.NOT_NEEDED: "Not needed"}
HELD: Mapping[Answer, str] = {
    Answer.YES: "Holds parental responsibility.",
    Answer.NO: "Does not hold parental responsibility.",
}
ABLE: Mapping[Answer, str] = {Answer.YES: "Can decide", Answer.NO: "Cannot decide"}


@dataclass(frozen=True, kw_only=True, slots=True)
class YoungActs:
    """What the buttons call."""

    add_holder: Callable[[YoungPerson], None]
    change_holder: Callable[[YoungPerson, HolderLine], None]
    remove_holder: Callable[[HolderLine], None]
    judge: Callable[[YoungPerson], None]
    answer: Callable[[YoungPerson, PromptNow], None]


class YoungPanel(QWidget):
    """A line that opens: who holds parental responsibility, own consent, safeguarding prompts.

    Args:
        desk: gives theme and day.
        young: who it is about.
        note: stands above the prompts.
        staff: names who judged and answered.
        acts: what its buttons do; None where it is only read.
    """

    opened = Signal(bool)

    def __init__(
        self, desk: DeskContext, young: YoungPerson, note: str, staff: Mapping[UUID, str], acts: YoungActs | None
    ) -> None:
        super().__init__()
        self.young, self._desk, self._staff, self._acts = young, desk, staff, acts
        self.toggle = Button(desk.theme, TITLE, "link", "caret-right", self._toggle)
        self.inside = QWidget()
        self.answers: dict[str, Button] = {}
        self._column = QVBoxLayout(self.inside)
        self._column.setContentsMargins(12, 4, 0, 4)
        self._column.setSpacing(8)
        self._add_holders()
        self._add_own_consent()
        self._add_prompts(note)
        self.inside.hide()
        self._lay_out()

    def open(self, is_open: bool) -> None:
        """Show what is inside, or close it."""
        self.inside.setVisible(is_open)
        state = "open" if is_open else "closed"
        self.toggle.setIcon(self._desk.theme.icon("caret-down" if is_open else "caret-right", "accent"))
        waiting = "".join(f", {words}" for words, _, _ in waits_for(self.young))
        self.toggle.setAccessibleName(f"{TITLE}: {self.young.name}, {state}{waiting}")

    def _toggle(self) -> None:
        is_open = not self.inside.isVisibleTo(self)
        self.open(is_open)
        self.opened.emit(is_open)

    def _add_holders(self) -> None:
        self._heading("Parental responsibility, and whom it is safe to tell")
        for line in self.young.holders:
            self._column.addWidget(self._holder(line))
        if not self.young.holders:
            self._column.addWidget(Words("Nobody has written down who holds it.", "secondary", wrap=True))
        if self._acts is not None:
            self.add_holder = self._link("Add who holds it", "plus", partial(self._acts.add_holder, self.young))

    def _holder(self, line: HolderLine) -> QWidget:
        chip = ("Safe to tell", "ok", "check-circle-fill")
        if not line.may_be_told:
            chip = ("Not safe to tell", "danger", "prohibit-fill")
        held = HELD.get(line.responsibility.holds, "Whether this person holds it is not known.")
        note = " ".join(line.responsibility.note.split())
        row = self._row(line.holder, f"{held} {note}".strip(), Chip(self._desk.theme, *chip))
        if self._acts is not None:
            for words, act in (
                ("Change", partial(self._acts.change_holder, self.young, line)),
                ("Remove", partial(self._acts.remove_holder, line)),
            ):
                row.addWidget(self._button(words, f"{words}: {line.holder}, {self.young.name}", act))
        return _in_widget(row)

    def _add_own_consent(self) -> None:
        self._column.addWidget(rule())
        self._heading("Own consent")
        judged = self.young.can_decide
        for words, look in (
            (judged_words(judged), ""),
            (why_words(judged, self._staff, self._desk.clock.today()), "secondary"),
            *((one, "warn") for one in self.young.missing),
        ):
            if words:
                self._column.addWidget(Words(words, look, wrap=True))
        if self._acts is not None:
            self.judge = self._link("Write down a judgement", "note-pencil", partial(self._acts.judge, self.young))

    def _add_prompts(self, note: str) -> None:
        if not self.young.prompts:
            return
        self._column.addWidget(rule())
        self._heading("Safeguarding")
        self._column.addWidget(Words(note, "secondary", wrap=True))
        for now in self.young.prompts:
            self._column.addWidget(self._prompt(now))

    def _prompt(self, now: PromptNow) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(2)
        provenance = now.prompt.provenance
        source = (
            f"Source: {provenance.source}. Checked on {near_date(provenance.checked_on, self._desk.clock.today())}."
        )
        said = answered_words(now, self._staff, self._desk.clock.today())
        lines = [(now.prompt.title, "strong"), (said, ""), (now.prompt.words, "secondary"), (source, "small")]
        for text, look in lines:
            if text:
                words.addWidget(Words(text, look, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        chip = ("To answer", "warn", "question") if now.answer is None else ("Answered", "ok", "check-circle-fill")
        row.addWidget(Chip(self._desk.theme, *chip), 0, Qt.AlignmentFlag.AlignTop)
        if self._acts is not None:
            verb = "Answer" if now.answer is None else "Answer again"
            name = f"{verb}: {now.prompt.title} {self.young.name}"
            button = self.answers[now.prompt.code] = self._button(
                verb, name, partial(self._acts.answer, self.young, now), "" if now.answer is None else "link"
            )
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return _in_widget(row)

    def _row(self, strong: str, secondary: str, chip: Chip) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(strong, wrap=True))
        words.addWidget(Words(secondary, "secondary", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _button(self, words: str, name: str, act: Callable[[], object], look: str = "link") -> Button:
        button = Button(self._desk.theme, words, look, "", act)
        button.setAccessibleName(name)
        return button

    def _link(self, words: str, icon: str, act: Callable[[], object]) -> Button:
        button = Button(self._desk.theme, words, "link", icon, act)
        button.setAccessibleName(f"{words}: {self.young.name}")
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _heading(self, words: str) -> None:
        self._column.addWidget(Words(words, "strong", wrap=True))

    def _lay_out(self) -> None:
        chips = FlowLayout(8)
        chips.addWidget(self.toggle)
        for words, role, icon in waits_for(self.young):
            chips.addWidget(Chip(self._desk.theme, words, role, icon))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(chips)
        column.addWidget(self.inside)
        self.open(False)


def waits_for(young: YoungPerson) -> Iterator[tuple[str, str, str]]:
    """Yield what somebody should do for a young person, as word, role and icon of a chip."""
    open_ = sum(1 for one in young.prompts if one.answer is None)
    if open_:
        yield ("1 prompt to answer" if open_ == 1 else f"{open_} prompts to answer"), "warn", "question"
    if not any(one.may_be_told for one in young.holders):
        yield "Nobody known who is safe to tell", "warn", "shield-warning-fill"


def judged_words(judged: OwnConsent | None) -> str:
    """Return what was judged of own consent, about what."""
    if judged is None:
        return "Nobody has judged whether this young person can decide something alone."
    able = ABLE.get(judged.able, f"Can decide: {ANSWERS[judged.able].lower()}")
    return f"{able}. About: {' '.join(judged.to_what.split())}."


def why_words(judged: OwnConsent | None, staff: Mapping[UUID, str], today: date) -> str:
    """Return why it was judged so, when and by whom."""
    if judged is None:
        return ""
    by = staff.get(judged.judged_by, "")
    return f"{judged.why.strip()} Judged {near_date(judged.judged_on, today)}{f' by {by}' if by else ''}."


def answered_words(now: PromptNow, staff: Mapping[UUID, str], today: date) -> str:
    """Return what somebody did about a prompt; "" while nobody has."""
    if now.answer is None:
        return ""
    by = staff.get(now.answer.answered_by, "")
    day = near_date(now.answer.answered_on, today)
    return f"{STATES[now.answer.state]}, {day}{f', {by}' if by else ''}. {now.answer.words.strip()}"


def _in_widget(row: QHBoxLayout) -> QWidget:
    holder = QWidget()
    row.setContentsMargins(0, 2, 0, 2)
    holder.setLayout(row)
    return holder
