"""What is late, what is due today, what waits for you."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtGui import QAction, QKeySequence, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import weekday_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.show_today import MOST_RED, Group, NextAct, TodayItem, TodayView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.choices import ChoiceButton
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.one_of import OneOf
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.today_row import TodayRow
from advocate_desk.ui.widgets.words import Words

CASE, ALL, SAFE_CONTACT, IMPORTED = "case", "", "safe-contact", "imported"
FILTERS = {
    ALL: "Everything",
    Group.WAITING_FOR_YOU.value: "Waiting for you",
    Group.LATE.value: "Late",
    Group.TODAY.value: "Due today",
    Group.NEXT_SEVEN_DAYS.value: "Next 7 days",
    Group.WAITING_ON_OTHERS.value: "Waiting on others",
    SAFE_CONTACT: "Safe contact",
    IMPORTED: "Before the import",
}
HEADINGS = {
    Group.WAITING_FOR_YOU: "Waiting for you",
    Group.LATE: "Late",
    Group.TODAY: "Today",
    Group.NEXT_SEVEN_DAYS: "Next 7 days",
    Group.WAITING_ON_OTHERS: "Waiting on others",
}
NOTHING = {
    Group.WAITING_FOR_YOU.value: "Nothing waits for you.",
    Group.LATE.value: "Nothing is late.",
    Group.TODAY.value: "Nothing is due today.",
    Group.NEXT_SEVEN_DAYS.value: "Nothing is due in the next seven days.",
    Group.WAITING_ON_OTHERS.value: "Nobody owes anything here just now.",
    SAFE_CONTACT: "Everybody's safe contact is checked.",
    IMPORTED: "No referral from before the import waits for an answer here.",
}
NOT_YET = (Group.NEXT_SEVEN_DAYS, Group.WAITING_ON_OTHERS)
"""Headings of what nobody has to do today."""
FEW = 3
"""Rows of what waits on others, until somebody asks for all of it."""
AT_FIRST, SPARE = 8, 2
"""Rows of one heading until somebody asks for all of it; for so few more nobody has to ask."""


class TodayScreen(Screen):
    """The things to do next. Its place's ``part`` is the filter; J and K go through the rows."""

    key = "today"
    title = "Today"
    rail_icon = "house"
    needs = Action.READ_CASES

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self._view = TodayView(items=(), counts={})
        self._rows: list[TodayRow] = []
        self._current: TodayRow | None = None
        self._stacked = False
        self.first_line = Words(look="strong", wrap=True)
        self._which = OneOf(self)
        self._which.chosen.connect(self._filter)
        self.filters = {part: self._make_filter(part) for part in FILTERS}
        self.message = Message(desk.theme)
        self.log = Button(desk.theme, "Log contact", "primary", "phone-call", self._log)
        self.new_case = Button(desk.theme, "New case", "", "plus", self._new_case)
        self._groups = QVBoxLayout()
        self._main = QAction("Log contact", self)
        self._main.triggered.connect(self._log)
        self._lay_out()
        self._add_keys()

    def arrive(self, place: Place) -> None:
        super().arrive(place if place.part in FILTERS else Place(self.key))

    def main_action(self) -> QAction | None:
        return self._main

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("J, K", "Next, previous"),
            ("Enter", "The next thing to do"),
            ("Space", "Tick a task"),
            ("L", "Log a contact with this person"),
        )

    def first_focus(self) -> QWidget | None:
        return self._current.button if self._current else self.filters[self._place.part]

    def reflow(self, width: Width) -> None:
        self._stacked = width is Width.NARROW
        for row in self._rows:
            row.stack(self._stacked)

    def refresh(self) -> None:
        """Read what is due."""
        self.desk.tasks.run(
            self.desk.today.view, context=self, on_done=self._show, on_error=self._fail, replace="today"
        )

    def _show(self, view: TodayView) -> None:
        self._view = view
        self.message.clear()
        counts = view.counts
        waiting = sum(counts.get(group, 0) for group in Group if group not in NOT_YET)
        self.desk.navigator.count(self.key, waiting)
        self.first_line.setText(view.first_line)
        self.first_line.setVisible(bool(view.first_line))
        self._name_filters()
        self._show_rows()

    def _name_filters(self) -> None:
        numbers = {group.value: self._view.counts.get(group, 0) for group in Group} | {
            SAFE_CONTACT: self._view.unchecked,
            IMPORTED: self._view.all_imported,
        }
        for part, button in self.filters.items():
            button.setText(f"{FILTERS[part]}  {numbers[part]}" if part else FILTERS[part])
        self._which.show(self._place.part)
        for part in (SAFE_CONTACT, IMPORTED):
            self.filters[part].setVisible(bool(numbers[part]) or self._place.part == part)

    def _show_rows(self) -> None:
        had_keyboard = self._current is not None and self._current.button.hasFocus()
        stood = self._rows.index(self._current) if self._current in self._rows else 0
        self._current = None
        self._rows = []
        clear_rows(self._groups)
        part = self._place.part
        for heading, items, whole in self._parts():
            self._groups.addWidget(self._card(heading, items, whole))
        if not self._rows:
            self._groups.addWidget(EmptyState(NOTHING.get(part, "Nothing is late. Nothing is due this week.")))
        elif part == ALL and not self._view.counts.get(Group.LATE, 0):
            self._groups.insertWidget(0, Words(NOTHING[Group.LATE.value], "secondary"))
        if part == ALL and self._view.weights:
            self._groups.addWidget(self._weights())
        if self._rows:
            row = self._rows[min(stood, len(self._rows) - 1)]
            self._pick(row)
            if had_keyboard:
                row.button.setFocus()
        self._say_log()

    def _parts(self) -> list[tuple[str, Sequence[TodayItem], int]]:
        """Return what stands on the page: a heading, its rows, and how many there are in all."""
        part = self._place.part
        if part == SAFE_CONTACT:
            items = self._view.safe_contact
            return [("Safe contact to be checked", items, self._view.unchecked)] if items else []
        if part == IMPORTED:
            items = self._view.imported
            return [("Sent before the import, no answer yet", items, self._view.all_imported)] if items else []
        found = list[tuple[str, Sequence[TodayItem], int]]()
        for group in Group:
            items = tuple(item for item in self._view.items if item.group is group)
            if items and part in {ALL, group.value}:
                found.append((HEADINGS[group], items, self._view.counts.get(group, len(items))))
        return found

    def _card(self, heading: str, items: Sequence[TodayItem], whole: int) -> Card:
        red = sum(item.is_red for item in items)
        at_first = red if red == MOST_RED else FEW if items[0].group is Group.WAITING_ON_OTHERS else AT_FIRST
        shown = items if self._place.part or len(items) <= at_first + SPARE else items[:at_first]
        card = Card(heading)
        card.body.setSpacing(0)
        card.body.setContentsMargins(6, 12, 6, 6)
        card.title.setContentsMargins(10, 0, 0, 6)
        for number, item in enumerate(shown):
            if number:
                card.body.addWidget(rule())
            if number and number == red:
                card.body.addWidget(self._more_late(whole - red))
            card.body.addWidget(self._row(item))
        if len(shown) < whole:
            card.body.addWidget(rule())
            if len(shown) == red:
                card.body.addWidget(self._more_late(whole - red))
            card.body.addWidget(self._rest(items[0].group, len(items) > len(shown), whole))
        return card

    def _weights(self) -> Card:
        card = Card("Caseload weight")
        note = "By level of risk, as set in the service's settings. By name: it compares nobody."
        card.body.addWidget(Words(note, "small", wrap=True))
        for one in self._view.weights:
            cases = "1 open case" if one.cases == 1 else f"{one.cases:,} open cases"
            more = ". More than one person can safely hold" if one.too_many else ""
            look = "warn" if one.too_many else ""
            card.body.addWidget(Words(f"{one.name}: weight {one.weight:,}, {cases}{more}", look, wrap=True))
        return card

    def _more_late(self, number: int) -> Words:
        words = Words(f"And {number} more {'is' if number == 1 else 'are'} late.", "small", wrap=True)
        words.setContentsMargins(10, 8, 10, 8)
        return words

    def _rest(self, group: Group, more_here: bool, whole: int) -> QWidget:
        """Return the way to what is not shown; beyond what was read, the rest appears as these are done."""
        if more_here:
            return Button(self.desk.theme, f"Show all {whole}", "link", on_click=partial(self._filter, group.value))
        words = Words(f"{whole} in all. The next ones appear as these are done.", "small", wrap=True)
        words.setContentsMargins(10, 8, 10, 8)
        return words

    def _row(self, item: TodayItem) -> TodayRow:
        row = TodayRow(self.desk.theme, item)
        row.stack(self._stacked)
        row.acted.connect(self._act)
        row.ticked.connect(self._tick)
        row.picked.connect(self._pick)
        self._rows.append(row)
        return row

    def _pick(self, row: TodayRow) -> None:
        if self._current is not None and self._current is not row:
            self._current.set_current(False)
        self._current = row
        row.set_current(True)
        self._say_log()

    def _say_log(self) -> None:
        """Say with whom a contact would be logged, or take the button away where no person is picked."""
        item = self._current.item if self._current else None
        can = item is not None and item.case_id is not None and self.desk.who.may(Action.WORK_ON_CASES)
        self.log.setEnabled(can)
        self.log.setAccessibleName(f"Log contact with {item.name}" if can and item else "Log contact")

    def _move(self, step: int) -> None:
        if not self._rows:
            return
        here = self._rows.index(self._current) if self._current in self._rows else -step
        stands = self._current is not None and self._current.button.hasFocus()
        there = max(0, min(len(self._rows) - 1, here + step)) if stands else max(0, here)
        self._rows[there].button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _act(self, item: TodayItem) -> None:
        places: dict[NextAct, Place] = {
            NextAct.OPEN_CASE: Place(CASE, item.subject_id),
            NextAct.OPEN_STATUS: Place(CASE, item.subject_id, "status"),
            NextAct.OPEN_CONSENT: Place(CASE, item.subject_id, "consent"),
            NextAct.OPEN_MARAC: Place(CASE, item.subject_id, "marac"),
            NextAct.OPEN_PLAN: Place(CASE, item.subject_id, "plan"),
            NextAct.OPEN_COURT: Place(CASE, item.subject_id, "court"),
            NextAct.OPEN_APPOINTMENTS: Place(CASE, item.subject_id, "court"),
            NextAct.OPEN_DATES: Place(CASE, item.subject_id, "dates"),
            NextAct.CHASE_CLOCK: Place(CASE, item.subject_id, "dates"),
            NextAct.LIST_CASES: Place("caseload"),
            NextAct.OPEN_PEOPLE: Place(CASE, item.subject_id, "people"),
            NextAct.CHECK_SAFE_CONTACT: Place(CASE, item.subject_id, "contact"),
            NextAct.WATCH: Place(CASE, item.subject_id, "risk"),
            NextAct.FLAG: Place(CASE, item.subject_id, "flags"),
            NextAct.OPEN_REFERRAL: Place("referral", item.subject_id),
            NextAct.CHASE: Place("referral", item.subject_id),
            NextAct.DECIDE: Place("referral", item.subject_id),
            NextAct.MEND: Place("referral", item.subject_id),
            NextAct.ANSWER: Place("referral", item.subject_id),
            NextAct.SEND_LETTER: Place("letter", item.subject_id),
            NextAct.REVIEW: Place("reviews", None, item.subject_id.hex if item.subject_id else ""),
            NextAct.BACK_UP: Place("backups"),
            NextAct.DRILL: Place("backups"),
            NextAct.SETTINGS: Place("settings"),
        }
        if item.act is NextAct.CHECK_SAFE_CONTACT and item.subject_id is None:
            self._filter(SAFE_CONTACT)
        elif item.act is NextAct.SHOW_IMPORTED:
            self._filter(IMPORTED)
        else:
            self.desk.navigator.go(places[item.act])

    def _filter(self, part: str) -> None:
        self._place = Place(self.key, None, part)
        self._name_filters()
        self._show_rows()

    def _log(self) -> None:
        item = self._current.item if self._current else None
        if item is not None and item.case_id is not None and self.desk.who.may(Action.WORK_ON_CASES):
            self.desk.navigator.go(Place(CASE, item.case_id, "log"))

    def _new_case(self) -> None:
        self.desk.navigator.go(Place("new-case"))

    def _tick(self, item: TodayItem) -> None:
        if item.task_id is not None:
            self._finish(item.task_id, True)

    def _finish(self, task_id: UUID, done: bool) -> None:
        def kept(_nothing: None) -> None:
            words = "Task done." if done else "Task open again."
            self.desk.navigator.say(words, partial(self._finish, task_id, False) if done else None)
            self.refresh()

        def failed(failure: KnownFailure) -> None:
            self._show_rows()
            self._fail(failure)

        work = partial(self.desk.cases.finish_task, task_id, done)
        self.desk.keep(work, context=self, on_done=kept, on_error=failed)

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _make_filter(self, part: str) -> ChoiceButton:
        button = ChoiceButton(FILTERS[part])
        self._which.offer(part, button)
        return button

    def _lay_out(self) -> None:
        if not self.desk.who.may(Action.WORK_ON_CASES):
            self.new_case.hide()
            self.log.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        words = FlowLayout(12)
        words.addWidget(Words(self.title, "page-title"))
        words.addWidget(Words(weekday_date(self.desk.clock.today()), "secondary"))
        head.addLayout(words, 1)
        head.addWidget(self.new_case)
        head.addWidget(self.log)
        filters = FlowLayout(8)
        for choice in self.filters.values():
            filters.addWidget(choice)
        top = QVBoxLayout()
        top.setContentsMargins(24, 4, 24, 8)
        top.setSpacing(10)
        top.addLayout(head)
        top.addWidget(self.first_line)
        top.addLayout(filters)
        top.addWidget(self.message)
        page = ScrollPage()
        self._groups.setSpacing(16)
        page.body.addLayout(self._groups)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(page, 1)
        self.filters[SAFE_CONTACT].hide()
        self.first_line.hide()

    def _add_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "J": partial(self._move, +1),
            "K": partial(self._move, -1),
            "L": self._log,
            "Ctrl+Shift+L": self._log,
        }
        for key, act in keys.items():
            action = QAction(key, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(act)
            self.addAction(action)
