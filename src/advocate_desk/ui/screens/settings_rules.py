"""The cards of Settings with a service's own rules, and with the bank holidays."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import in_london, long_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.own_rules import BankDay
from advocate_desk.domain.users import Action
from advocate_desk.services.keep_bank_days import BankDaysView
from advocate_desk.services.keep_rules import OwnLine, RulesView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.change_rules import NATIONS, BankDaySheet, ChangeClockSheet, RulesFromFileSheet
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

ABOUT = (
    "Steps, reasons, clocks, gaps and sets of steps ship with their sources. What your service changes is laid over "
    "them; where a change cannot be used, what ships holds."
)
NONE_YET = "Nothing was changed: all of them are as they ship."
FILES = "Rules (*.toml)"
NEXT_DAYS = 3


class _RowsCard(Card):
    """A card of rows, each of which may be taken back."""

    def __init__(self, desk: DeskContext, title: str, about: str, *actions: Button) -> None:
        super().__init__(title, *actions)
        self._desk = desk
        self.may_change = desk.who.may(Action.KEEP_VAULT)
        self.message = Message(desk.theme)
        self.ends: tuple[Button, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addWidget(Words(about, "secondary", wrap=True))
        self.body.addWidget(self.message)
        self.body.addLayout(self._rows)
        for one in actions:
            one.setVisible(self.may_change)
        if not desk.who.may(Action.READ_CASES):
            self.hide()

    def _row(self, title: str, lines: Sequence[tuple[str, str]], take_back: Callable[[], None] | None) -> Button | None:
        if self._rows.count():
            self._rows.addWidget(rule())
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(title, "strong", wrap=True))
        for text, look in lines:
            words.addWidget(Words(text, look, wrap=True))
        across.addLayout(words, 1)
        self._rows.addWidget(row)
        if take_back is None or not self.may_change:
            return None
        end = Button(self._desk.theme, "Take it back", "link", "", take_back)
        end.setAccessibleName(f"Take it back: {title}")
        across.addWidget(end)
        return end

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._desk.tasks.run(work, context=self, on_done=done, on_error=self._fail)

    def _said(self, words: str, undo: Callable[[], object]) -> None:
        self.message.clear()
        self.refresh()
        again = partial(self._run, undo, lambda _none: self.refresh())
        self._desk.navigator.say(words, again)

    def refresh(self) -> None:
        """Read what holds. Each card does this for itself."""
        raise NotImplementedError

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))


class RulesCard(_RowsCard):
    """Says what the service changed, who did and why; whoever keeps the vault changes more or takes it back."""

    def __init__(self, desk: DeskContext) -> None:
        self.change = Button(desk.theme, "Change a clock…", "", "clock", self._change)
        self.from_file = Button(desk.theme, "Add from a file…", "", "folder-open", self._ask)
        super().__init__(desk, "Steps and clocks", ABOUT, self.from_file, self.change)
        self._view: RulesView | None = None

    def refresh(self) -> None:
        """Read what was changed."""
        if self._desk.who.may(Action.READ_CASES):
            self._run(self._desk.way.rules.view, self._show)

    def _show(self, view: RulesView) -> None:
        self._view = view
        clear_rows(self._rows)
        rows = [one for one in view.changes if one.rule.ended_on is None]
        found = [self._row(one.title, change_words(one), partial(self._end, one)) for one in rows]
        self.ends = tuple(one for one in found if one is not None)
        if not rows:
            self._rows.addWidget(Words(NONE_YET, "secondary", wrap=True))

    def _change(self) -> None:
        if self._view is not None:
            ChangeClockSheet(self, self._desk, self._view, self._kept).open()

    def _ask(self) -> None:
        title = "Add rules from a file"
        self._desk.prompts.open_file(self, title=title, start=Path.home(), kinds=FILES, on_chosen=self._add)

    def _add(self, path: Path) -> None:
        RulesFromFileSheet(self, self._desk, path, self._kept).open()

    def _kept(self, rule_ids: tuple[UUID, ...]) -> None:
        words = "It holds from now on." if len(rule_ids) == 1 else f"{len(rule_ids)} rules hold from now on."
        self._said(words, partial(self._desk.way.rules.end, rule_ids))

    def _end(self, line: OwnLine) -> None:
        ids = (line.rule.id,)
        undo = partial(self._desk.way.rules.bring_back, ids)
        ended = partial(self._said, "It was taken back.", undo)
        self._run(partial(self._desk.way.rules.end, ids), lambda _none: ended())


class BankDaysCard(_RowsCard):
    """Says which bank holidays come next and where the list ends; whoever keeps the vault adds one or takes one out."""

    def __init__(self, desk: DeskContext) -> None:
        self.add = Button(desk.theme, "Add or take out a day…", "", "calendar-blank", self._add)
        about = "Working days leave them out. A proclamation may bring one at any time."
        super().__init__(desk, "Bank holidays", about, self.add)
        self.ahead = Words("", wrap=True)
        self.ends_on = Words("", wrap=True)
        self.body.addWidget(self.ahead)
        self.body.addWidget(self.ends_on)

    def refresh(self) -> None:
        """Read the days."""
        if self._desk.who.may(Action.READ_CASES):
            self._run(self._desk.way.bank_days.view, self._show)

    def _show(self, view: BankDaysView) -> None:
        clear_rows(self._rows)
        found = [self._row(*_day_words(one, by), partial(self._remove, one)) for one, by in view.own]
        self.ends = tuple(one for one in found if one is not None)
        next_days = (
            f"{NATIONS[nation]}: {', '.join(long_date(day) for day in days[:NEXT_DAYS])}"
            for nation, days in view.ahead.items()
        )
        self.ahead.setText("Next in " + "\n".join(next_days))
        self.ends_on.setText(ends_words(view))

    def _add(self) -> None:
        BankDaySheet(self, self._desk, self._kept).open()

    def _kept(self, day_id: UUID) -> None:
        self._said("It counts from now on.", partial(self._desk.way.bank_days.remove, day_id))

    def _remove(self, one: BankDay) -> None:
        undo = partial(self._desk.way.bank_days.restore, one.id)
        done = partial(self._said, "It was taken back.", undo)
        self._run(partial(self._desk.way.bank_days.remove, one.id), lambda _none: done())


def change_words(line: OwnLine) -> tuple[tuple[str, str], ...]:
    """Return what was changed, why, by whom and when, and whether it holds; each line with its look."""
    when = long_date(in_london(line.rule.made_at).date())
    who = f"{line.made_by}, {when}" if line.made_by else when
    what = "Not used in our service. " if line.rule.is_left_out else f"{line.said}. " if line.said else ""
    state = "" if line.holds or line.refused else " A later change holds."
    refused = ((line.refused, "warn"),) if line.refused else ()
    return ((f"{what}{line.rule.why}", ""), (f"{who}.{state}", "small"), *refused)


def ends_words(view: BankDaysView) -> str:
    """Return where the list ends, and what that means once clocks reach beyond it."""
    ends = f"The list ends on {long_date(view.ends)}."
    if not view.ends_soon:
        return f"{ends} A clock that reaches beyond it says so."
    return f"{ends} Clocks already reach beyond it: check each day they show after it, and update the program."


def _day_words(one: BankDay, by: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    title = f"{long_date(one.day)}, {NATIONS[one.nation]}"
    what = "Added" if one.is_holiday else "Taken out"
    return title, ((f"{what}: {one.source}", ""), (f"{by}, {long_date(in_london(one.made_at).date())}.", "small"))
