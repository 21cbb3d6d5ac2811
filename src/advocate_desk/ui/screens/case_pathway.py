"""One person's way to report, support and justice: the board, and the same as a list."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import short_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.users import Action
from advocate_desk.services.pathway_views import GapLine, MarkNow, PathwayView, StepCard
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.add_step import AddStepSheet
from advocate_desk.ui.dialogs.mark_step import MarkSheet, StepSetSheet
from advocate_desk.ui.dialogs.move_step import MoveSheet
from advocate_desk.ui.dialogs.step_details import StepActs, StepDetails
from advocate_desk.ui.models.text_table import TextTable
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.data_table import DataTable
from advocate_desk.ui.widgets.lane_board import LANE_WORDS, STATE_WORDS
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.pathway_board import BoardActs, PathwayBoard
from advocate_desk.ui.widgets.words import Words

NOTE = "The lanes run side by side, in any order, and any may be empty. Not wanting something is a full answer."
HEADINGS = ("Lane", "Step", "State", "Where it stands", "With", "By", "Also")
WITH_AND_BY = (4, 5)
"""Columns that say alone what the line before them says too."""


class PathwaySection(CaseSection):
    """The board. `[` and `]` move the step the keyboard is on back or on; the list shows the same as a table."""

    part = "pathway"
    title = "Pathway"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self._view: PathwayView | None = None
        self._picked: UUID | None = None
        self.message = Message(desk.theme)
        self.as_list = Button(desk.theme, "Show as list", "", "", self._turn)
        self.begin = Button(desk.theme, "Begin steps together…", "", "list-checks", self._begin_set)
        self.add = Button(desk.theme, "&Add step", "primary", "plus", self._add_first)
        self.board = PathwayBoard(desk.theme)
        self.board.picked.connect(self._pick)
        self.rows = TextTable(HEADINGS)
        self.table = DataTable(desk.theme, "Steps of the pathway", self.rows, (80, 226, 106, 0, 110, 116, 100))
        self.table.activated.connect(lambda index: self._open_row(index.row()))
        self.table.selectionModel().currentRowChanged.connect(lambda index, _old: self._pick_row(index.row()))
        self._add_action = QAction("Add step", self)
        self._add_action.triggered.connect(lambda _checked: self._add_first())
        self._lay_out()

    def refresh(self) -> None:
        work = partial(self.desk.way.pathway.view, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show, on_error=self._fail, replace="pathway")

    def main_action(self) -> QAction | None:
        return self._add_action if self._may_work() else None

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("[ and ]", "Move the step back, move it on"), ("Ctrl+Enter", "Add step"))

    def first_focus(self) -> QWidget | None:
        return self.add if self._may_work() else self.as_list

    def reflow(self, width: Width) -> None:
        self.board.stack(width is Width.NARROW)
        for said_before in WITH_AND_BY:
            self.table.setColumnHidden(said_before, width is not Width.WIDE)

    def open_step(self, step_id: UUID) -> None:
        """Open one step, as pressing it does."""
        card = self._view.card(step_id) if self._view else None
        if card is not None:
            self._open(card)

    def _may_work(self) -> bool:
        return self.desk.who.may(Action.WORK_ON_CASES)

    def _show(self, view: PathwayView) -> None:
        self._view = view
        works = self._may_work()
        acts = BoardActs(open=self._open, fill=self._fill if works else None, add=self._add if works else None)
        self.board.show_view(view, acts)
        self.rows.show([_row(card) for card in view.cards()])
        self.table.show_rows(len(view.cards()))
        self.begin.setVisible(works and bool(view.sets))

    def _pick(self, card: StepCard) -> None:
        self._picked = card.step.id

    def _pick_row(self, row: int) -> None:
        if self._view is not None and 0 <= row < len(self._view.cards()):
            self._pick(self._view.cards()[row])

    def _open_row(self, row: int) -> None:
        if self._view is not None and 0 <= row < len(self._view.cards()):
            self._open(self._view.cards()[row])

    def _turn(self) -> None:
        """Turn from the board to the list, or back."""
        to_list = self.table.isHidden()
        self.table.setVisible(to_list)
        self.board.setVisible(not to_list)
        self.as_list.setText("Show as board" if to_list else "Show as list")

    def _open(self, card: StepCard) -> None:
        self._picked = card.step.id
        acts = StepActs(move=self._move, mark=self._mark, take_back=self._take_back, remove=self._remove)
        StepDetails(self, self.desk.theme, card, acts if self._may_work() else None).open()

    def _move(self, card: StepCard, stage: str = "") -> None:
        sheet = MoveSheet(self, self.desk, card, stage)
        sheet.recorded.connect(lambda move_id: self._kept("Recorded.", partial(self._take_back, move_id)))
        sheet.open()

    def _step_by_key(self, *, back: bool) -> None:
        """Move the picked step back or on: the sheet opens, with the stage chosen where only one lies that way."""
        card = self._view.card(self._picked) if self._view is not None and self._picked is not None else None
        if card is None or not self._may_work():
            return
        there = [one for one in card.next if one.is_back is back and one.code != card.stage]
        if there:
            self._move(card, there[0].code if len(there) == 1 else "")
        elif not card.withheld:
            self.message.show_note("info", f"Nothing lies {'before' if back else 'after'} where this step stands.")

    def _mark(self, card: StepCard, mark: MarkNow) -> None:
        sheet = MarkSheet(self, self.desk, card, mark)
        sheet.recorded.connect(lambda: self._kept("Recorded."))
        sheet.open()

    def _take_back(self, move_id: UUID) -> None:
        work = partial(self.desk.way.pathway.take_back, move_id)
        self._do(work, partial(self._kept, "Taken back. Both stay in the history."))

    def _remove(self, step_id: UUID) -> None:
        self._remove_all((step_id,))

    def _remove_all(self, step_ids: Sequence[UUID]) -> None:
        work = partial(self.desk.way.pathway.remove, step_ids)
        self._do(work, partial(self._kept, "Removed.", partial(self._bring_back, step_ids)))

    def _bring_back(self, step_ids: Sequence[UUID]) -> None:
        self._do(partial(self.desk.way.pathway.bring_back, step_ids), partial(self._kept, "Brought back."))

    def _add_first(self) -> None:
        self._add(Lane.SUPPORT)

    def _fill(self, gap: GapLine) -> None:
        if gap.step_id is not None:
            self.open_step(gap.step_id)
        elif self._view is not None:
            lane = next(lane.lane for lane in self._view.lanes if gap in lane.gaps)
            self._add(lane, gap.offer)

    def _add(self, lane: Lane, code: str = "") -> None:
        if self._view is None or not self._may_work():
            return
        sheet = AddStepSheet(self, self.desk, self._view, lane, code)
        sheet.recorded.connect(lambda step_id: self._kept("Step added.", partial(self._remove_all, (step_id,))))
        sheet.open()

    def _begin_set(self) -> None:
        if self._view is not None:
            sheet = StepSetSheet(self, self.desk, self._view)
            sheet.recorded.connect(lambda added: self._kept("Steps begun.", partial(self._remove_all, added)))
            sheet.open()

    def _do(self, work: Callable[[], object], then: Callable[[], None]) -> None:
        self.desk.keep(work, context=self, on_done=lambda _done: then(), on_error=self._fail)

    def _kept(self, words: str, undo: Callable[[], None] | None = None) -> None:
        self.desk.navigator.say(words, undo)
        self.message.clear()
        self.changed.emit()
        self.refresh()

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(NOTE, "secondary", wrap=True), 1)
        for button in (self.as_list, self.begin, self.add):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.table.hide()
        page = ScrollPage(exact=True)
        page.body.addWidget(self.message)
        page.body.addLayout(head)
        page.body.addWidget(self.board)
        page.body.addWidget(self.table)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        for button in (self.begin, self.add):
            button.setVisible(self._may_work())
        for key, back in (("[", True), ("]", False)):
            act = partial(self._step_by_key, back=back)
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _row(card: StepCard) -> tuple[str, ...]:
    by = short_date(card.due_on) if card.due_on else ""
    also = ", ".join(mark.title for mark in card.marks if mark.held)
    state = "Late" if card.late else STATE_WORDS[card.state].capitalize()
    return (LANE_WORDS[card.step.lane], card.name, state, card.status_line, card.ball, by, also)
