"""The card of Settings with the lists of risk questions: what is asked, and a service's own from a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.risk_instrument import Instrument
from advocate_desk.domain.users import Action
from advocate_desk.services.keep_instruments import TEMPLATE, ListLine, ListsView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import SavedState
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

ABOUT = (
    "Each list is data, with its source and the day somebody checked it. A service adds its own from a file made after "
    "the template. A new edition of a list takes the old one's place; what was signed stays on its "
    "own edition."
)
FILES = "Lists of questions (*.toml)"


class ListsCard(Card):
    """Shows every list that is asked; whoever keeps the vault adds one or takes it back."""

    def __init__(self, desk: DeskContext) -> None:
        self.add = Button(desk.theme, "Add a list from a file…", "", "folder-open", self._ask)
        super().__init__("Lists of risk questions", self.add)
        self._desk = desk
        self._may_add = desk.who.may(Action.KEEP_VAULT)
        self.message = Message(desk.theme)
        self.ends: tuple[Button, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.template = Button(desk.theme, "Save the template…", "link", "", self._ask_where)
        self.body.addWidget(Words(ABOUT, "secondary", wrap=True))
        self.body.addWidget(self.message)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.template, 0, Qt.AlignmentFlag.AlignLeft)
        if not self._may_add:
            self.add.hide()
            self.template.hide()
        if not desk.who.may(Action.READ_CASES):
            self.hide()

    def refresh(self) -> None:
        """Read which lists are asked."""
        if self._desk.who.may(Action.READ_CASES):
            self._run(self._desk.safety.lists.view, self._show)

    def _show(self, view: ListsView) -> None:
        clear_rows(self._rows)
        ends = []
        for number, line in enumerate(view.lists):
            if number:
                self._rows.addWidget(rule())
            row, end = self._row(line)
            self._rows.addWidget(row)
            ends += [end] if end is not None else []
        self.ends = tuple(ends)
        for why in view.refused:
            self._rows.addWidget(Words(why, "warn", wrap=True))

    def _row(self, line: ListLine) -> tuple[QWidget, Button | None]:
        one = line.instrument
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(one.title, "strong", wrap=True))
        words.addWidget(Words(thresholds_words(one, own=bool(line.own_ids)), wrap=True))
        words.addWidget(Words(source_words(one), "small", wrap=True))
        across.addLayout(words, 1)
        if not (line.own_ids and self._may_add):
            return row, None
        end = Button(self._desk.theme, "Ask it no more", "link", "", partial(self._end, line))
        end.setAccessibleName(f"Ask it no more: {one.title}")
        across.addWidget(end)
        return row, end

    def _ask(self) -> None:
        self._desk.prompts.open_file(
            self, title="Add a list of risk questions", start=Path.home(), kinds=FILES, on_chosen=self._add
        )

    def _add(self, path: Path) -> None:
        self._desk.navigator.show_saved(SavedState.SAVING)
        self._run(partial(self._desk.safety.lists.add, path), self._added)

    def _ask_where(self) -> None:
        suggested = Path.home() / TEMPLATE
        self._desk.prompts.save_file(
            self, title="Save the template", suggested=suggested, kind=FILES, on_chosen=self._save
        )

    def _save(self, path: Path) -> None:
        said = partial(self._desk.navigator.say, "The template is saved.")
        self._run(partial(self._desk.safety.lists.save_template, path), lambda _none: said())

    def _added(self, new: Instrument) -> None:
        self._kept(f"{new.label} is asked from now on.")

    def _end(self, line: ListLine) -> None:
        self._desk.prompts.confirm(
            self,
            question=f"Ask {line.instrument.label} no more?",
            effect="What was signed on it stays. Where it stands in for a list that ships, that one is asked again.",
            yes="Ask it no more",
            no="Go on asking it",
            on_yes=partial(self._run_end, line),
        )

    def _run_end(self, line: ListLine) -> None:
        self._desk.navigator.show_saved(SavedState.SAVING)
        told = partial(self._kept, f"{line.instrument.label} is asked no more.")
        self._run(partial(self._desk.safety.lists.end, line.own_ids), lambda _none: told())

    def _kept(self, words: str) -> None:
        self.message.clear()
        self._desk.navigator.show_saved(SavedState.SAVED)
        self._desk.navigator.say(words)
        self.refresh()

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._desk.tasks.run(work, context=self, on_done=done, on_error=self._fail)

    def _fail(self, failure: KnownFailure) -> None:
        self._desk.navigator.show_saved(SavedState.NOT_SAVED)
        self.message.show_error(str(failure))


def thresholds_words(one: Instrument, *, own: bool) -> str:
    """Return how many questions a list has and from how many yes answers on it gives a level.

    Of the checklist that ships the numbers are a setting; of a service's ``own`` they are what its file says.
    """
    count = f"{len(one.questions)} questions, edition {one.version}."
    if one.high_from is None:
        return f"{count} It gives no level by itself."
    if not own:
        return f"{count} From where it is high or medium is set under Safety."
    return f"{count} High from {one.high_from}, medium from {one.medium_from}, as its file says."


def source_words(one: Instrument) -> str:
    """Return whose work it is, where its numbers are from, and when somebody looked."""
    numbers = one.thresholds.source.rstrip(".")
    return f"{one.credit.rstrip('.')}. Numbers: {numbers}. Checked {long_date(one.thresholds.checked_on)}."
