"""One clock: what is owed, by whom, until when, how sure that is; what it counts from and its source on demand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.clock_entries import ClockEntry
from advocate_desk.domain.clock_words import (
    DOUBT_WORDS,
    ENTRY_WORDS,
    OWES_WORDS,
    counts_from_words,
    due_words_of,
    enhanced_words,
    source_words,
    state_words,
    sure_words,
)
from advocate_desk.domain.clocks import ClockState
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.duties import DutyKind, Owes
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.keep_clocks import ClockLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.record_group import RecordCard
from advocate_desk.ui.widgets.words import Words

OWES_ICONS = {
    Owes.OUR_SERVICE: "hand-heart",
    Owes.HER: "user",
    Owes.OTHER_PERSON: "user",
    Owes.PROFESSIONAL: "user",
    Owes.POLICE: "shield",
    Owes.PROSECUTION: "scales",
    Owes.COURT: "scales",
    Owes.WITNESS_CARE: "users",
    Owes.COUNCIL: "house",
    Owes.CHILDRENS_SERVICES: "baby",
}
_COUNTED = "How it is counted"
_CHIPS = {
    ClockState.RUNNING: ("plain", "clock"),
    ClockState.PAUSED: ("info", "hand-palm"),
    ClockState.NOT_STARTED: ("warn", "question"),
    ClockState.MET: ("ok", "check-circle-fill"),
    ClockState.MET_LATE: ("plain", "check-circle"),
    ClockState.OVER: ("plain", "minus"),
    ClockState.NOT_OWED: ("plain", "prohibit"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockActs:
    """What the buttons of a clock call."""

    record: Callable[[ClockLine], None]
    give_day: Callable[[ClockLine], None]
    take_back: Callable[[ClockLine], None]


class ClockCard(RecordCard):
    """One clock. Without ``acts`` it is only read."""

    def __init__(self, desk: DeskContext, line: ClockLine, rules: WayRules, acts: ClockActs | None) -> None:
        super().__init__()
        self.body.setSpacing(6)
        self.line, self.desk = line, desk
        self.buttons = list(self._buttons(acts)) if acts is not None else []
        self.more = Button(desk.theme, _COUNTED, "link", "", self._toggle)
        self.take_back = self._take_back(acts)
        self.details = QWidget()
        self._name_more()
        chip = Chip(desk.theme, *clock_chip(line, desk))
        self.lay_out(self._said(), chip, [self.more, *self.buttons], beside=True)
        self._lay_out_details(rules)
        self.body.addWidget(self.details)
        self.stops = (self.more, *self.buttons, *([self.take_back] if self.take_back else []))

    def _name(self) -> str:
        return f"{self.line.clock.duty.title}, {self.line.about}" if self.line.about else self.line.clock.duty.title

    def _said(self) -> Iterator[QWidget]:
        clock, now = self.line.clock, self.desk.clock.now()
        yield Words(clock.duty.title, "strong", wrap=True)
        yield self._who_and_when()
        if with_rights := enhanced_words(clock, now):
            yield Words(with_rights, wrap=True)
        if self.line.about:
            yield Words(self.line.about, "secondary", wrap=True)
        if clock.is_open:
            sure = sure_words(clock.duty, self.desk.clock.today())
            for told in (*(DOUBT_WORDS[one] for one in clock.doubts), *([f"{sure}."] if sure else [])):
                yield Words(told, "secondary", wrap=True)
        for entry in clock.entries[-1:]:
            yield Words(entry_words(entry), "secondary", wrap=True)

    def _who_and_when(self) -> QWidget:
        clock = self.line.clock
        owes, when = OWES_WORDS[clock.duty.owes], due_words_of(clock, self.desk.clock.now())
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        icon = OWES_ICONS.get(clock.duty.owes, "buildings")
        layout.addWidget(Glyph(self.desk.theme, icon, "muted"), 0, Qt.AlignmentFlag.AlignTop)
        is_red = clock.is_red(self.desk.clock.today())
        layout.addWidget(Words(f"{owes}. {when}" if when else owes, "danger" if is_red else "", wrap=True), 1)
        return row

    def _lay_out_details(self, rules: WayRules) -> None:
        clock = self.line.clock
        chase = clock.duty.chase if clock.state is ClockState.LATE else ""
        told = (
            counts_from_words(clock, rules) + ".",
            clock.duty.note,
            f"To write to them: {chase}" if chase else "",
            source_words(clock.duty),
        )
        column = QVBoxLayout(self.details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for one in told:
            if one:
                column.addWidget(Words(one, "secondary", wrap=True))
        if self.take_back is not None:
            column.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignLeft)
        self.details.hide()

    def _buttons(self, acts: ClockActs) -> Iterator[Button]:
        if self.line.clock.state is ClockState.NOT_STARTED and self.line.asks:
            yield self._named("Give the day…", acts.give_day)
        if self.line.clock.is_open:
            yield self._named("Record…", acts.record)

    def _take_back(self, acts: ClockActs | None) -> Button | None:
        if acts is None or not self.line.clock.entries:
            return None
        return self._named("Take that back", acts.take_back, "link")

    def _named(self, words: str, act: Callable[[ClockLine], None], look: str = "") -> Button:
        button = Button(self.desk.theme, words, look, "", partial(act, self.line))
        button.setAccessibleName(f"{words.rstrip('…')}: {self._name()}")
        return button

    def _toggle(self) -> None:
        self.details.setVisible(self.details.isHidden())
        self._name_more()

    def _name_more(self) -> None:
        shows = "Hide" if self.details.isVisibleTo(self) else "Show"
        self.more.setAccessibleName(f"{_COUNTED}, {shows.lower()}: {self._name()}")
        self.more.setToolTip(f"{shows} what it counts from and its source")


def clock_chip(line: ClockLine, desk: DeskContext) -> tuple[str, str, str]:
    """Return word, role and icon of how a clock stands. Red is only what is late by a rule that is checked."""
    clock = line.clock
    if clock.state is ClockState.LATE:
        if clock.is_red(desk.clock.today()):
            return state_words(clock), "danger", "warning-circle-fill"
        return f"{state_words(clock)}? Check", "warn", "warning"
    if clock.duty.kind is DutyKind.WINDOW and clock.state is ClockState.RUNNING:
        return "Open", "plain", "clock"
    return state_words(clock), *_CHIPS[clock.state]


def entry_words(entry: ClockEntry) -> str:
    """Return what was recorded last: ``Asked for it, 23 November 2026. Told by the officer.``"""
    day = f", {long_date(entry.on)}" if entry.on else ""
    until = f", until {long_date(entry.until)}" if entry.until else ""
    told = f" Told by {entry.told_by.rstrip('.')}." if entry.told_by.strip() else ""
    note = f" {entry.note.strip()}" if entry.note.strip() else ""
    return f"{ENTRY_WORDS[entry.kind]}{day}{until}.{told}{note}"
