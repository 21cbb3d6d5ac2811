"""The first section of a case: what she wants, the three lanes, what to do, referrals, and what came last."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QBoxLayout, QDialog, QVBoxLayout

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.people import has_name, shown_name
from advocate_desk.domain.users import Action
from advocate_desk.services.keep_flags import FlagLine, FlagsView
from advocate_desk.services.show_case import CaseSummary
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.flag_sheets import EndFlagSheet, FlagSheet
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.widgets.ahead_card import AheadCard
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.case_cards import LatestCard, ReferralCard, TaskCard
from advocate_desk.ui.widgets.flags_card import FlagsCard
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
        self.ahead = AheadCard(desk.theme, self._open_court)
        self.referrals = ReferralCard(desk.theme, self._open_referral)
        add = self._raise_flag if desk.who.may(Action.WORK_ON_CASES) else None
        self.flags = FlagsCard(desk.theme, add, self._look_again, self._end_flag)
        self._wishes_card = Card("What this person wants")
        self._page = ScrollPage()
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
        self.ahead.show_lines(summary.ahead)
        self.referrals.show_referrals(summary.referrals)
        self.flags.show_flags(summary.flags)
        self.latest.show_entries(summary.latest, self.desk.clock.now())
        self.wishes.setText(f"“{summary.case.what_she_wants}”")
        self._wishes_card.setVisible(bool(summary.case.what_she_wants))
        self._wishes_card.title.setText(_wishes_title(summary))

    def _tick(self, task_id: UUID, done: bool) -> None:
        work = partial(self.desk.cases.finish_task, task_id, done)
        told = partial(self._ticked, task_id, done)
        self.desk.keep(work, context=self, on_done=told, on_error=self._not_ticked)

    def _ticked(self, task_id: UUID, done: bool, _nothing: None) -> None:
        words = "Task done." if done else "Task open again."
        self.desk.navigator.say(words, partial(self._tick, task_id, not done) if done else None)
        self.changed.emit()

    def _not_ticked(self, failure: KnownFailure) -> None:
        self.changed.emit()
        self.message.show_error(str(failure))

    def lead_to_flags(self) -> None:
        """Bring the flags into view and take the keyboard there."""
        self._page.ensureWidgetVisible(self.flags)
        self.flags.first().setFocus()

    def _raise_flag(self) -> None:
        self._read_flags(partial(self._open_flag, None))

    def _look_again(self, line: FlagLine) -> None:
        self._read_flags(partial(self._open_flag, line.flag.id))

    def _read_flags(self, then: Callable[[FlagsView], None]) -> None:
        work = partial(self.desk.safety.flags.view, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=then, on_error=self._failed)

    def _open_flag(self, flag_id: UUID | None, view: FlagsView) -> None:
        flag = next((one.flag for one in view.up if one.flag.id == flag_id), None)
        sheet = FlagSheet(self, self.desk, self.case_id, view.owners, flag)
        self._open_sheet(sheet, sheet.recorded, "The flag is up." if flag is None else "The flag was looked at again.")

    def _end_flag(self, line: FlagLine) -> None:
        sheet = EndFlagSheet(self, self.desk, line.flag)
        self._open_sheet(sheet, sheet.recorded, "The flag has ended. It stays listed with the reason.")

    def _open_sheet(self, sheet: QDialog, recorded: SignalInstance, words: str) -> None:
        def told() -> None:
            self.desk.navigator.say(words)
            self.changed.emit()

        recorded.connect(told)
        sheet.open()

    def _failed(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _open_referral(self, referral_id: UUID) -> None:
        self.desk.navigator.go(Place("referral", referral_id))

    def _open_court(self) -> None:
        self.desk.navigator.go(Place("case", self.case_id, "court"))

    def _open_timeline(self) -> None:
        self.desk.navigator.go(Place("case", self.case_id, "timeline"))

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        pathway = Card("Pathway")
        pathway.body.addWidget(self.board)
        self._wishes_card.body.addWidget(self.wishes)
        for part in (self._wishes_card, pathway, self.latest):
            left.addWidget(part)
        for part in (self.tasks, self.ahead, self.referrals, self.flags):
            right.addWidget(part)
        for column in (left, right):
            column.setSpacing(16)
            column.addStretch(1)
        self._columns.setSpacing(16)
        self._columns.addLayout(left, 7)
        self._columns.addLayout(right, 3)
        page = self._page
        page.body.addWidget(self.message)
        page.body.addLayout(self._columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)


def _wishes_title(summary: CaseSummary) -> str:
    client = summary.client
    return f"What {shown_name(client)} wants" if has_name(client) else "What this person wants"
