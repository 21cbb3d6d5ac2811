"""Forms of the clocks: what is recorded of one, a day that clocks count from, and what the police said of rights."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.clock_entries import ClockEntryKind, EnhancedRights
from advocate_desk.domain.clock_words import ENTRY_WORDS, OWES_WORDS, due_words_of
from advocate_desk.domain.clocks import Clock, ClockState
from advocate_desk.domain.dates_in_words import clock_time, in_london
from advocate_desk.domain.duties import Owes
from advocate_desk.domain.key_date_kinds import KeyDateKind
from advocate_desk.domain.key_dates import KeyDate
from advocate_desk.domain.near_dates import read_time
from advocate_desk.services.keep_clocks import ClockLine, ClocksView, EntryForm, KeyDateForm, KeyDateLine
from advocate_desk.services.keep_rights import RightsForm
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.answer_row import AnswerRow
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.problem_summary import Problem, problems_in
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

SHORT = 420
PAST = "For example: today, mon, 12/11."
MAY_BE_EMPTY = f"{PAST} Empty where nobody knows."
_NO_TIME = "Write a time such as 10am or 14:30, or leave it empty."
_NEEDS_DAY = {
    ClockEntryKind.CHASED: "Give the day they were asked for it.",
    ClockEntryKind.PAUSED: "Give the day from which it stands still.",
    ClockEntryKind.RESUMED: "Give the day the answer came.",
}
_OFFERED = {kind: words for kind, words in ENTRY_WORDS.items() if kind is not ClockEntryKind.TAKEN_BACK}
_DAY_LABELS = {
    ClockEntryKind.MET: "On which day",
    ClockEntryKind.CHASED: "Asked on",
    ClockEntryKind.NOT_OWED: "Since when",
    ClockEntryKind.EXTENDED: "Told on",
    ClockEntryKind.PAUSED: "Question asked on",
    ClockEntryKind.RESUMED: "Answer came on",
}


class ClockEntryEditor(KeptForm):
    """Records something about one clock: it was done, they were asked for it, it does not hold, it has more time."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(desk, "Save entry")
        self._case_id: UUID | None = None
        self._clock: Clock | None = None
        self.about = Words("", "secondary", wrap=True)
        self.kind = Choices("What happened?", _OFFERED)
        self.error = Words(look="danger", wrap=True)
        self.on = DayField(_DAY_LABELS[ClockEntryKind.MET], desk.clock.today, MAY_BE_EMPTY, past=True)
        self.until = DayField("New last day", desk.clock.today, "For example: 12/2, +28d.")
        self.told_by, self.proof = BoundedLine(), BoundedLine()
        self.told_field = Field("Who &told us", self.told_by, "For example: the officer in the case.")
        self.proof_field = Field("What there is to show it", self.proof, "For example: an email, a letter.")
        self.note = TypedWords(desk.theme, "Anything more", 2)
        self._arrange()

    def open_for(self, line: ClockLine) -> None:
        """Ask about ``line``."""
        self._clock, self._case_id = line.clock, line.clock.case_id
        when = due_words_of(line.clock, self.desk.clock.now())
        told = (OWES_WORDS[line.clock.duty.owes], when, line.about)
        self.about.setText(". ".join(one for one in told if one) + ".")
        self.kind.offer_only(list(_kinds_of(line.clock)))
        self._show("", "", "", "")
        self.begin(line.clock.duty.title)
        self.kind.first().setFocus()

    def key(self) -> str:
        return f"clock {self._clock.duty.code} {self._clock.start_id}" if self._clock else "clock"

    def to_draft(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value(),
            "on": self.on.text(),
            "until": self.until.text(),
            "told_by": self.told_by.text(),
            "proof": self.proof.text(),
            "note": self.note.words,
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self._show(kept["kind"], kept["on"], kept["until"], kept["note"])
        self.told_by.setText(kept["told_by"])
        self.proof.setText(kept["proof"])

    def problems(self) -> Sequence[Problem]:
        kind = self._kind()
        chosen = "" if kind else "Choose what happened."
        self.error.setText(chosen)
        self.error.setVisible(bool(chosen))
        found = [(chosen, self.kind.first())]
        if kind is not None:
            found.append((self.on.problem(_NEEDS_DAY.get(kind, "")), self.on.edit))
        if kind is ClockEntryKind.EXTENDED:
            must = "" if self._clock and self._clock.duty.extends_to else "Give the new last day."
            found.append((self.until.problem(must), self.until.edit))
        if kind is ClockEntryKind.NOT_OWED:
            found.append((self.note.problem("Say why it does not hold here."), self.note.edit))
        return problems_in(*found)

    def work(self) -> Callable[[], object]:
        kind = self._kind()
        if self._clock is None or self._case_id is None or kind is None:
            raise LookupError("the form was not opened for any clock")
        form = EntryForm(
            kind=kind,
            on=self.on.day(),
            until=self.until.day() if kind is ClockEntryKind.EXTENDED else None,
            told_by=self.told_by.text(),
            proof=self.proof.text(),
            note=self.note.words,
        )
        return partial(self.desk.way.clocks.record, self._case_id, self._clock.duty.code, self._clock.start_id, form)

    def _kind(self) -> ClockEntryKind | None:
        return ClockEntryKind(self.kind.value()) if self.kind.value() else None

    def _show(self, kind: str, on: str, until: str, note: str) -> None:
        self.kind.choose(kind)
        self.on.show_text(on)
        self.until.show_text(until)
        self.note.show_words(note)
        for field in (self.told_by, self.proof):
            field.clear()
        self._fit()

    def _fit(self, *_chosen: object) -> None:
        kind = self._kind()
        self.error.hide()
        self.note.set_error("")
        self.on.label.setText(_DAY_LABELS[kind or ClockEntryKind.MET])
        self.until.setVisible(kind is ClockEntryKind.EXTENDED)
        self.note.label.setText("Why it does not hold here" if kind is ClockEntryKind.NOT_OWED else "Anything more")

    def _arrange(self) -> None:
        for part in (self.about, self.kind, self.error):
            self.body.addWidget(part)
        for short in (self.on, self.until, self.told_field, self.proof_field):
            self.body.addLayout(measured(short, self.desk.theme, SHORT))
        self.body.addWidget(self.note)
        self.kind.chosen.connect(self._fit)
        for typed in (self.kind.chosen, self.on.typed, self.until.typed, self.note.typed):
            typed.connect(self.changed)
        for line in (self.told_by, self.proof):
            line.textEdited.connect(self.changed)


class KeyDateEditor(KeptForm):
    """Records a day that clocks count from, or puts one right. Nobody knowing the day is an answer."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, "Save day")
        self._case_id = case_id
        self._opened: KeyDate | None = None
        self._from = ""
        self._kinds: Mapping[str, KeyDateKind] = {}
        self.kind, self.line = QComboBox(), QComboBox()
        self.kind_field = Field("&Which day", self.kind)
        self.line_field = Field("Which &line", self.line)
        self.guidance = Words("", "secondary", wrap=True)
        self.on = DayField("On", desk.clock.today, MAY_BE_EMPTY, past=True)
        self.time, self.told_by, self.proof = BoundedLine(), BoundedLine(), BoundedLine()
        self.time_field = Field("Time", self.time, "For example: 10am, 14:30. Hours count from it.")
        self.told_field = Field("Who &told us", self.told_by)
        self.proof_field = Field("What there is to show it", self.proof, "For example: the letter.")
        self.note = TypedWords(desk.theme, "Anything more", 2)
        self._arrange()

    def open_new(self, view: ClocksView, line: ClockLine | None = None) -> None:
        """Ask for a new day; of ``line`` only those it may count from."""
        asked = line.asks if line else view.kinds
        self._opened, self._from = None, line.clock.duty.code if line else ""
        self._offer(view, asked)
        self._show(asked[0].code if asked else "", line.clock.line_id if line else None)
        self.begin(f"Day: {line.clock.duty.title}" if line else "Record a day")
        (self.on.edit if line else self.kind).setFocus()

    def open_for(self, kept: KeyDateLine, view: ClocksView) -> None:
        """Put ``kept`` right."""
        one = kept.key_date
        self._opened, self._from = one, ""
        self._offer(view, [kind for kind in view.kinds if kind.code == one.code])
        self._show(one.code, one.step_id)
        self.on.show_day(one.on)
        self.time.setText(clock_time(in_london(one.at).time()) if one.at else "")
        for field, words in ((self.told_by, one.told_by), (self.proof, one.proof)):
            field.setText(words)
        self.note.show_words(one.note)
        self.begin(f"Put right: {kept.title}")
        self.on.edit.setFocus()

    def key(self) -> str:
        return f"key-date {self._case_id} {self._opened.id if self._opened else self._from}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "kind": self.kind.currentData(),
            "line": self.line.currentData(),
            "on": self.on.text(),
            "time": self.time.text(),
            "told_by": self.told_by.text(),
            "proof": self.proof.text(),
            "note": self.note.words,
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self._show(kept["kind"] or "", UUID(kept["line"]) if kept["line"] else None)
        self.on.show_text(kept["on"])
        for field, name in ((self.time, "time"), (self.told_by, "told_by"), (self.proof, "proof")):
            field.setText(kept[name])
        self.note.show_words(kept["note"])

    def problems(self) -> Sequence[Problem]:
        kind = self._kind()
        typed = self.time.text().strip()
        time = _NO_TIME if typed and self.time_field.isVisibleTo(self) and read_time(typed) is None else ""
        needs = kind is not None and kind.is_of_line and not self.line.currentData()
        line = "Say which line this day belongs to. Add it on the pathway where it is not there." if needs else ""
        chosen = "" if kind else "Choose which day this is."
        for field, sentence in ((self.kind_field, chosen), (self.line_field, line), (self.time_field, time)):
            field.set_error(sentence)
        on = self.on.problem()
        return problems_in((chosen, self.kind), (line, self.line), (on, self.on.edit), (time, self.time))

    def work(self) -> Callable[[], object]:
        asks_time = self.time_field.isVisibleTo(self)
        form = KeyDateForm(
            code=self.kind.currentData(),
            on=self.on.day(),
            at=read_time(self.time.text()) if asks_time and self.on.day() else None,
            step_id=UUID(self.line.currentData()) if self.line.currentData() else None,
            told_by=self.told_by.text(),
            proof=self.proof.text(),
            note=self.note.words,
        )
        if self._opened is not None:
            return partial(self.desk.way.clocks.correct_date, self._opened, form)
        return partial(self.desk.way.clocks.add_date, self._case_id, form)

    def _kind(self) -> KeyDateKind | None:
        return self._kinds.get(self.kind.currentData() or "")

    def _offer(self, view: ClocksView, kinds: Sequence[KeyDateKind]) -> None:
        self._kinds = {one.code: one for one in kinds}
        self.kind.clear()
        for one in sorted(kinds, key=lambda each: each.title):
            self.kind.addItem(one.title, one.code)
        self.kind.setEnabled(len(kinds) > 1)
        self.line.clear()
        self.line.addItem("The case as a whole", "")
        for line_id in view.day_lines:
            self.line.addItem(view.lines[line_id], str(line_id))

    def _show(self, kind: str, line: UUID | None) -> None:
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.line.setCurrentIndex(max(0, self.line.findData(str(line) if line else "")))
        self.on.show_text("")
        for field in (self.time, self.told_by, self.proof):
            field.clear()
        self.note.show_words("")
        self._fit()

    def _fit(self, *_chosen: object) -> None:
        kind = self._kind()
        self.guidance.setText(kind.guidance if kind else "")
        self.time_field.setVisible(kind is not None and kind.asks_time)
        self.line_field.setVisible(kind is None or kind.is_of_line)
        for field in (self.kind_field, self.line_field, self.time_field):
            field.set_error("")

    def _arrange(self) -> None:
        self.body.addLayout(measured(self.kind_field, self.desk.theme, SHORT))
        self.body.addWidget(self.guidance)
        for short in (self.line_field, self.on, self.time_field, self.told_field, self.proof_field):
            self.body.addLayout(measured(short, self.desk.theme, SHORT))
        self.body.addWidget(self.note)
        self.kind.activated.connect(self._fit)
        for typed in (self.kind.activated, self.line.activated, self.on.typed, self.note.typed):
            typed.connect(self.changed)
        for line in (self.time, self.told_by, self.proof):
            line.textEdited.connect(self.changed)


class RightsEditor(KeptForm):
    """Records whether the police said that enhanced rights hold. It is their decision that counts."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, "Save what they said")
        self._case_id = case_id
        about = "The police decide it. Ask them, and write down what they said. Until then both days are shown."
        self.about = Words(about, "secondary", wrap=True)
        self.answer = AnswerRow("Enhanced rights?", "", _RIGHTS)
        self.decided_by = BoundedLine()
        self.decided_field = Field("Who &decided it", self.decided_by, "For example: the officer in the case.")
        self.on = DayField("On which day", desk.clock.today, MAY_BE_EMPTY, past=True)
        self.note = TypedWords(desk.theme, "Anything more", 2)
        for part in (self.about, self.answer):
            self.body.addWidget(part)
        for short in (self.decided_field, self.on):
            self.body.addLayout(measured(short, desk.theme, SHORT))
        self.body.addWidget(self.note)
        for typed in (self.answer.answered, self.on.typed, self.note.typed, self.decided_by.textEdited):
            typed.connect(self.changed)

    def open_for(self, rights: EnhancedRights | None) -> None:
        """Ask what the police said now; what they said before stays on record."""
        self.answer.show_answer(rights.answer if rights and rights.answer in _RIGHTS else Answer.NOT_KNOWN)
        self.decided_by.clear()
        self.on.show_text("")
        self.note.show_words("")
        self.decided_field.set_error("")
        self.begin("Enhanced rights: what the police said")
        self.answer.focus_button().setFocus()

    def stack(self, stacked: bool) -> None:
        """Put the answers beneath their question, or beside it."""
        self.answer.stack(stacked)

    def key(self) -> str:
        return f"enhanced-rights {self._case_id}"

    def to_draft(self) -> dict[str, Any]:
        return {
            "answer": self.answer.value().value,
            "decided_by": self.decided_by.text(),
            "on": self.on.text(),
            "note": self.note.words,
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.answer.show_answer(Answer(kept["answer"]))
        self.decided_by.setText(kept["decided_by"])
        self.on.show_text(kept["on"])
        self.note.show_words(kept["note"])

    def problems(self) -> Sequence[Problem]:
        is_decided = self.answer.value() in {Answer.YES, Answer.NO}
        who = "Say who decided it." if is_decided and not self.decided_by.text().strip() else ""
        self.decided_field.set_error(who)
        return problems_in((who, self.decided_by), (self.on.problem(), self.on.edit))

    def work(self) -> Callable[[], object]:
        form = RightsForm(
            answer=self.answer.value(),
            decided_by=self.decided_by.text(),
            decided_on=self.on.day(),
            note=self.note.words,
        )
        return partial(self.desk.way.rights.record, self._case_id, form)


_RIGHTS = {
    Answer.YES: "Yes, they said so",
    Answer.NO: "No, they said so",
    Answer.NOT_KNOWN: "They have not said",
}


def _kinds_of(clock: Clock) -> Iterator[ClockEntryKind]:
    """Yield what may be recorded of a clock as it stands."""
    yield ClockEntryKind.MET
    if clock.duty.owes not in {Owes.HER, Owes.OUR_SERVICE}:
        yield ClockEntryKind.CHASED
    if clock.state is ClockState.PAUSED:
        yield ClockEntryKind.RESUMED
    elif clock.duty.may_pause:
        yield ClockEntryKind.PAUSED
    yield ClockEntryKind.EXTENDED
    yield ClockEntryKind.NOT_OWED
