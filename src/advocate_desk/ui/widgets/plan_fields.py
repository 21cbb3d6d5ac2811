"""The fields of a safe-contact plan: how, when, never and what to say at first glance; the rest under headings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.contact_history import ANSWER_WORDS, METHOD_LABELS
from advocate_desk.domain.contact_rules import lines_as_one
from advocate_desk.domain.contact_windows import (
    AgreedTimes,
    read_exception,
    read_window,
    times_in_words,
    write_exception,
    write_window,
)
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.safe_contact import Method
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.typed_times import (
    exception_for_field,
    read_typed_exception,
    read_typed_window,
    window_for_field,
)
from advocate_desk.services.plan_contact import PlanForm
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.answer_row import FIVE_ANSWERS, AnswerRow
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.group import titled_group
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.opening import Opening
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.typed_lines import TypedLines
from advocate_desk.ui.widgets.typed_words import GrowingEdit

FIRST_WIDTH = 260
ORDER = (Method.CALL, Method.TEXT, Method.VOICEMAIL, Method.EMAIL, Method.POST)
THROUGH = (Method.VIA_PROFESSIONAL, Method.IN_PERSON)
FIRST = {None: "No order was said"} | {method: METHOD_LABELS[method] for method in ORDER}
_TEXTS = {
    "never": ("What must &never happen?", "For example: not at work, never on a Sunday."),
    "if_someone_else_answers": ("What do we &say if someone else answers?", "For example: say “the library”."),
    "times": ("&When is it safe, where times cannot say it?", "For example: while the children are at school."),
    "who_may_answer": ("Who else might &answer, or lives there?", ""),
    "identity": ("Who do we say is calling?", "For example: the library. Never this service's name."),
    "text_wording": ("The only words a text may have", "For example: Your book is ready. A reply can wait."),
    "professional": ("Through whom?", "For example: the health visitor, at the clinic on Tuesdays."),
    "emergency": (
        "If a line is cut, or there is no answer for long",
        "What was agreed: when to try again, when to ask the police to look in.",
    ),
}
_FIRST_GLANCE = ("never", "if_someone_else_answers")
NOTHING = "Nothing written down"
_WINDOWS_HINT = (
    "Times as the clock shows them here. For example: weekdays 10am-2pm, or mon, wed 6pm-7:30pm. "
    "Type never where no time is safe."
)
_EXCEPTIONS_HINT = (
    "On these days the times above do not hold. For example: 24 Dec to 2 Jan, or 28 Nov 10am-11am. "
    "They lapse by themselves."
)


class PlanFields(QWidget):
    """Asks what a plan holds. Whatever is not answered is not asked, and so not safe.

    Args:
        theme: gives sizes.
        today: the day in Europe/London.
    """

    typed = Signal()
    """Somebody typed or chose something; not said when something is shown."""

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.ways = {method: AnswerRow(METHOD_LABELS[method], answers=FIVE_ANSWERS) for method in (*ORDER, *THROUGH)}
        self.first = QComboBox()
        for method, words in FIRST.items():
            self.first.addItem(words, method.value if method else "")
        self.windows = TypedLines(theme, "Safe times of the week", _WINDOWS_HINT, "Add a time", self._window_words)
        self.exceptions = TypedLines(theme, "Days that differ", _EXCEPTIONS_HINT, "Add a day", self._exception_words)
        self.texts = {name: GrowingEdit(theme, 1 if name in _FIRST_GLANCE else 2) for name in _TEXTS}
        self.never = self.texts["never"]
        self.openings = {
            "when": Opening(theme, "Days that differ, and times in words"),
            "voice": Opening(theme, "Who may answer, who we say we are"),
            "through": Opening(theme, "Through a professional, or in person"),
            "emergency": Opening(theme, "In an emergency"),
        }
        self._showing, self._shown = False, PlanForm()
        self._lay_out(theme)
        self._connect()

    def form(self) -> PlanForm:
        """Return what stands in the fields. A time that cannot be read is in it as it was typed."""
        given: dict[str, Any] = {method.value: row.value() for method, row in self.ways.items()}
        given |= {name: edit.toPlainText() for name, edit in self.texts.items()}
        given["windows"] = _as_kept(self.windows.texts(), self._shown.windows, _window_text, _window_kept)
        given["exceptions"] = _as_kept(
            self.exceptions.texts(), self._shown.exceptions, _exception_text, self._exception_kept
        )
        first = self.first.currentData()
        return replace(self._shown, **given, first_method=Method(first) if first else None)

    def show_form(self, form: PlanForm) -> None:
        """Show a plan."""
        self._showing, self._shown = True, form
        for method, row in self.ways.items():
            row.show_answer(getattr(form, method.value))
        self.first.setCurrentIndex(max(0, self.first.findData(form.first_method.value if form.first_method else "")))
        for name, edit in self.texts.items():
            if edit.toPlainText() != getattr(form, name):
                edit.setPlainText(getattr(form, name))
        self.windows.show_texts([_window_text(one) for one in form.windows])
        self.exceptions.show_texts([_exception_text(one) for one in form.exceptions])
        self._showing = False
        self._say_summaries()

    def problems(self) -> tuple[Problem, ...]:
        """Return what must be mended, and say it by the fields. What is closed over one of them opens."""
        later = self.exceptions.problems()
        if later:
            self.openings["when"].open()
        return (*self.windows.problems(), *later)

    def stack(self, stacked: bool) -> None:
        """Put the answers beneath their questions, or beside them."""
        for row in self.ways.values():
            row.stack(stacked)

    def _window_words(self, typed: str) -> str:
        times = AgreedTimes(windows=(read_typed_window(typed),), exceptions=())
        return sentence_start(times_in_words(times, self._today()))

    def _exception_words(self, typed: str) -> str:
        exception = read_typed_exception(typed, self._today())
        words = times_in_words(AgreedTimes(windows=(), exceptions=(exception,)), self._today())
        return sentence_start(words) if words else "These days are over."

    def _exception_kept(self, typed: str) -> str:
        return write_exception(read_typed_exception(typed, self._today()))

    def _changed(self) -> None:
        if not self._showing:
            self._say_summaries()
            self.typed.emit()

    def _say_summaries(self) -> None:
        words = {name: lines_as_one(edit.toPlainText()) for name, edit in self.texts.items()}
        days = [row.read.text() for row in self.exceptions.rows() if row.read.text()]
        through = [f"{METHOD_LABELS[one]}: {ANSWER_WORDS[self.ways[one].value()]}" for one in THROUGH]
        parts: dict[str, Sequence[str]] = {
            "when": [*days, words["times"]],
            "voice": [words["identity"], words["text_wording"], words["who_may_answer"]],
            "through": [*through, words["professional"]],
            "emergency": [words["emergency"]],
        }
        for name, said in parts.items():
            self.openings[name].say(" · ".join(part for part in said if part) or NOTHING)

    def _move(self, step: int) -> None:
        rows = [row for row in self.ways.values() if row.isVisibleTo(self)]
        at = rows.index(self.sender()) + step  # type: ignore[arg-type]  # only rows send this
        if 0 <= at < len(rows):
            rows[at].focus_button().setFocus()

    def _lay_out(self, theme: Theme) -> None:
        fields = {name: Field(label, self.texts[name], hint) for name, (label, hint) in _TEXTS.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(titled_group("Is it safe to use …", [self.ways[method] for method in ORDER], 6))
        column.addLayout(measured(Field("Which &first?", self.first), theme, FIRST_WIDTH))
        column.addWidget(self.windows)
        for name in _FIRST_GLANCE:
            column.addWidget(fields[name])
        through = titled_group("Is it safe to …", [self.ways[method] for method in THROUGH], 6)
        parts: dict[str, Sequence[QWidget]] = {
            "when": (self.exceptions, fields["times"]),
            "voice": (fields["identity"], fields["text_wording"], fields["who_may_answer"]),
            "through": (through, fields["professional"]),
            "emergency": (fields["emergency"],),
        }
        headings = QVBoxLayout()
        headings.setSpacing(4)
        for name, widgets in parts.items():
            for widget in widgets:
                self.openings[name].body.addWidget(widget)
            headings.addWidget(self.openings[name])
        column.addLayout(headings)

    def _connect(self) -> None:
        for row in self.ways.values():
            row.answered.connect(lambda _answer: self._changed())
            row.moved.connect(self._move)
        self.first.activated.connect(lambda _row: self._changed())
        for lines in (self.windows, self.exceptions):
            lines.typed.connect(self._changed)
        for edit in self.texts.values():
            edit.textChanged.connect(self._changed)


def _as_kept(
    typed: Sequence[str], shown: Sequence[str], for_field: Callable[[str], str], keep: Callable[[str], str]
) -> tuple[str, ...]:
    """Return typed lines as a plan keeps them; a line that still reads as it was shown stays as it is on record."""
    on_record = {for_field(one): one for one in shown}

    def kept() -> Iterator[str]:
        for text in typed:
            if text in on_record:
                yield on_record[text]
                continue
            try:
                yield keep(text)
            except EntryRefused:
                yield text

    return tuple(kept())


def _window_text(kept: str) -> str:
    try:
        return window_for_field(read_window(kept))
    except EntryRefused:
        return kept


def _window_kept(typed: str) -> str:
    return write_window(read_typed_window(typed))


def _exception_text(kept: str) -> str:
    try:
        return exception_for_field(read_exception(kept))
    except EntryRefused:
        return kept
