"""The first section of a case: what she wants, the three lanes, what to do, referrals, and what came last."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.people import has_name, shown_name
from advocate_desk.services.show_case import CaseSummary
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.case_cards import LatestCard, ReferralCard, TaskCard
from advocate_desk.ui.widgets.lane_board import LaneBoard
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words


class SummarySection(CaseSection):
    """One case on one page. It reads nothing itself: the frame around has read it all."""

    part = ""
    title = "Summary"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self.message = Message(desk.theme)
        self.wishes = Words(wrap=True)
        self.board = LaneBoard(desk.theme)
        self.whole = Button(desk.theme, "Whole timeline", "link", "", self._open_timeline)
        self.latest = LatestCard(desk.theme, self.whole)
        self.tasks = TaskCard(desk.theme, self._tick)
        self.referrals = ReferralCard(desk.theme, self._open_referral)
        self._wishes_card = Card("What she wants")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def reflow(self, width: Width) -> None:
        self.board.stack(width is Width.NARROW)
        two = width is Width.WIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if two else QBoxLayout.Direction.TopToBottom)

    def show_summary(self, summary: CaseSummary) -> None:
        self.message.clear()
        self.board.show_steps(summary.steps)
        self.tasks.show_tasks(summary.tasks)
        self.referrals.show_referrals(summary.referrals)
        self.latest.show_entries(summary.latest, self.desk.clock.now())
        self.wishes.setText(f"“{summary.case.what_she_wants}”")
        self._wishes_card.setVisible(bool(summary.case.what_she_wants))
        self._wishes_card.title.setText(_wishes_title(summary))

    def _tick(self, task_id: UUID, done: bool) -> None:
        self.desk.navigator.show_saved(SavedState.SAVING)
        work = partial(self.desk.cases.finish_task, task_id, done)
        told = partial(self._ticked, task_id, done)
        self.desk.tasks.run(work, context=self, on_done=told, on_error=self._not_ticked)

    def _ticked(self, task_id: UUID, done: bool, _nothing: None) -> None:
        self.desk.navigator.show_saved(SavedState.SAVED)
        words = "Task done." if done else "Task open again."
        self.desk.navigator.say(words, partial(self._tick, task_id, not done) if done else None)
        self.changed.emit()

    def _not_ticked(self, failure: KnownFailure) -> None:
        self.desk.navigator.show_saved(SavedState.NOT_SAVED)
        self.changed.emit()
        self.message.show_error(str(failure))

    def _open_referral(self, referral_id: UUID) -> None:
        self.desk.navigator.go(Place("referral", referral_id))

    def _open_timeline(self) -> None:
        self.desk.navigator.go(Place("case", self.case_id, "timeline"))

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        pathway = Card("Pathway")
        pathway.body.addWidget(self.board)
        self._wishes_card.body.addWidget(self.wishes)
        for part in (self._wishes_card, pathway, self.latest):
            left.addWidget(part)
        for part in (self.tasks, self.referrals):
            right.addWidget(part)
        for column in (left, right):
            column.setSpacing(16)
            column.addStretch(1)
        self._columns.setSpacing(16)
        self._columns.addLayout(left, 7)
        self._columns.addLayout(right, 3)
        page = ScrollPage()
        page.body.addWidget(self.message)
        page.body.addLayout(self._columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)


def _wishes_title(summary: CaseSummary) -> str:
    client = summary.client
    return f"What {shown_name(client)} wants" if has_name(client) else "What this person wants"
