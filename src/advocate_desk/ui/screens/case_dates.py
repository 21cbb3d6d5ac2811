"""Every clock of a case: what is late, what runs and who owes it, whose start nobody knows; and the days on record."""

from datetime import timedelta
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from advocate_desk.domain.clocks import ClockState
from advocate_desk.services.keep_clocks import ClockLine, ClocksView, KeyDateLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_forms import FormsSection
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.clock_card import ClockActs, ClockCard
from advocate_desk.ui.widgets.clock_forms import ClockEntryEditor, KeyDateEditor, RightsEditor
from advocate_desk.ui.widgets.key_date_card import KeyDateActs, KeyDateCard
from advocate_desk.ui.widgets.record_group import RecordGroup
from advocate_desk.ui.widgets.rights_card import RightsCard

RUNS = (
    "What is late, then what is due next. Check a day before you rely on it; a late promise of others is one to chase."
)
NOT_KNOWN = "They hold here, but nobody wrote down the day they count from. Give it, or say that they do not hold."
DAYS = "What clocks count from and no other record holds. Put one right where it was written down wrongly."
ENDED = "Done in the last four weeks; what was done before, is over or does not hold here is folded away."
NONE_RUNS = "No clock runs that anybody knows of. Moves on the pathway, orders and days recorded here start them."
NONE_UNKNOWN = "Every clock that runs has its day."
NO_DAYS = "No day is recorded here yet."
SOON = timedelta(days=28)
"""What is due within so long stands open; the rest is folded away."""


class DatesSection(FormsSection):
    """Clocks first, then those whose start nobody knows, then the days on record. A form takes the place of it all."""

    part = "dates"
    title = "Dates"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self._view: ClocksView | None = None
        self.rights = RightsCard(desk.theme, self._open_rights)
        self.add_day = Button(desk.theme, "Record a &day", "primary", "plus", self._add_day)
        self.add_other = Button(desk.theme, "Record another day", "", "plus", self._add_day)
        self.clocks = RecordGroup(desk.theme, "Clocks", RUNS, NONE_RUNS, self.add_day)
        self.unknown = RecordGroup(desk.theme, "Start not known", NOT_KNOWN, NONE_UNKNOWN, self._no_button())
        self.ended = RecordGroup(desk.theme, "Done or over", ENDED, "", self._no_button())
        self.days = RecordGroup(desk.theme, "Days on record", DAYS, NO_DAYS, self.add_other)
        self.home, self.main_key = self.add_day, QAction("Record a day", self)
        self.main_key.triggered.connect(lambda _checked: self._add_day())
        self._lay_out()

    @cached_property
    def entry_form(self) -> ClockEntryEditor:
        """The form of what happened to a clock, built when it is first wanted."""
        return self.with_form(ClockEntryEditor(self.desk), "Entry saved.")

    @cached_property
    def day_form(self) -> KeyDateEditor:
        """The form of a day, built when it is first wanted."""
        return self.with_form(KeyDateEditor(self.desk, self.case_id), "Day saved.")

    @cached_property
    def rights_form(self) -> RightsEditor:
        """The form of what the police said of her rights, built when it is first wanted."""
        return self.with_form(RightsEditor(self.desk, self.case_id), "Kept what the police said.")

    def refresh(self) -> None:
        read = partial(self.desk.way.clocks.view, self.case_id)
        self.desk.tasks.run(read, context=self, on_done=self._show, on_error=self.fail, replace="dates")

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Enter", "Record a day"),)

    def first_focus(self) -> QWidget | None:
        return self.add_day if self.may_work() else None

    def reflow(self, width: Width) -> None:
        super().reflow(width)
        if "rights_form" in self.__dict__:
            self.rights_form.stack(width is not Width.WIDE)

    def clock_cards(self) -> list[ClockCard]:
        """Return the cards of every clock, in the order they are shown."""
        groups = (self.clocks, self.unknown, self.ended)
        return [card for group in groups for card in group.cards if isinstance(card, ClockCard)]

    def day_cards(self) -> list[KeyDateCard]:
        """Return the cards of the days on record."""
        return [card for card in self.days.cards if isinstance(card, KeyDateCard)]

    def _no_button(self) -> Button:
        """A group whose cards alone can be acted on has none of its own."""
        button = Button(self.desk.theme, "Record a day", "", "", self._add_day)
        button.hide()
        return button

    def _show(self, view: ClocksView) -> None:
        self._view = view
        self.rights.show_rights(view, may_work=self.may_work())
        soon = [one for one in view.running if self._is_soon(one)]
        later = [one for one in view.running if one not in soon]
        self.clocks.show_cards(self._cards((*view.late, *soon)), self._cards(later), "that are due later")
        self.unknown.show_cards(self._cards(view.unknown), (), "")
        self.unknown.setVisible(bool(view.unknown))
        self.ended.show_cards(self._cards(view.lately), self._cards(view.over), "earlier ones")
        self.ended.setVisible(bool(view.lately or view.over))
        ways = KeyDateActs(put_right=self._put_right, take_out=self._take_out) if self.may_work() else None
        self.days.show_cards((), [KeyDateCard(self.desk, one, ways) for one in view.key_dates], "on record")

    def _is_soon(self, line: ClockLine) -> bool:
        days = [one.on for one in (line.clock.due, line.clock.with_enhanced) if one is not None and one.on is not None]
        return line.clock.state is ClockState.PAUSED or not days or min(days) <= self.desk.clock.today() + SOON

    def _cards(self, lines: tuple[ClockLine, ...] | list[ClockLine]) -> list[ClockCard]:
        acts = (
            ClockActs(record=self._record, give_day=self._give_day, take_back=self._take_back)
            if self.may_work()
            else None
        )
        return [ClockCard(self.desk, one, self._view.rules, acts) for one in lines] if self._view else []

    def _add_day(self) -> None:
        if self.may_work() and self._view is not None:
            self.open_form(self.day_form)
            self.day_form.open_new(self._view)

    def _give_day(self, line: ClockLine) -> None:
        if self._view is None:
            return
        kept = next((one for one in self._view.key_dates if one.key_date == line.given), None)
        self.open_form(self.day_form)
        if kept is not None:
            self.day_form.open_for(kept, self._view)
        else:
            self.day_form.open_new(self._view, line)

    def _put_right(self, line: KeyDateLine) -> None:
        if self._view is not None:
            self.open_form(self.day_form)
            self.day_form.open_for(line, self._view)

    def _take_out(self, line: KeyDateLine) -> None:
        kept, one = self.desk.way.clocks, line.key_date.id
        undo = partial(self.run, partial(kept.restore_date, one), "The day is back.")
        self.run(partial(kept.remove_date, one), "Day taken out.", undo)

    def _record(self, line: ClockLine) -> None:
        self.open_form(self.entry_form)
        self.entry_form.open_for(line)

    def _take_back(self, line: ClockLine) -> None:
        clock = line.clock
        work = partial(self.desk.way.clocks.take_back, self.case_id, clock.duty.code, clock.start_id)
        self.run(work, "Taken back.")

    def _open_rights(self) -> None:
        if self._view is not None:
            self.open_form(self.rights_form)
            self.rights_form.open_for(self._view.rights)

    def _lay_out(self) -> None:
        for button in (self.add_day, self.add_other):
            button.setVisible(self.may_work())
        for part in (self.message, self.rights, self.clocks, self.unknown, self.ended, self.days):
            self.page.body.addWidget(part)
        self.page.body.addStretch(1)
