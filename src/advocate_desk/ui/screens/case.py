"""A case's summary: how to contact her safely, the three lanes, what to do, referrals, and what came last."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.dates_in_words import days_in_words, near_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.people import PointKind
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.users import Action
from advocate_desk.services.show_case import CaseSummary
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.widgets.banner import Banner, Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.case_cards import LatestCard, ReferralCard, TaskCard
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.lane_board import LaneBoard
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words

RISK_CHIPS = {
    RiskLevel.HIGH: ("High risk", "danger", "warning-octagon-fill"),
    RiskLevel.MEDIUM: ("Medium risk", "warn", "warning-fill"),
    RiskLevel.STANDARD: ("Standard risk", "plain", "circle-half-fill"),
    None: ("Risk not assessed", "plain", "circle-dashed"),
}


class CaseScreen(Screen):
    """One case on one page. `L` logs a contact, `R` begins a referral."""

    key = "case"
    title = "Case"

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        theme = desk.theme
        self._summary: CaseSummary | None = None
        self.name = Words(look="page-title", wrap=True)
        self.line = Words(look="secondary", wrap=True)
        self._chips = FlowLayout(8)
        self.refer = Button(theme, "New referral", "", "share-fat", self._new_referral)
        self.log = Button(theme, "Log contact", "primary", "phone-call", self._log_contact)
        self.message = Message(theme)
        self.banner = Banner(theme, "warn", "shield-warning-fill", pinned=True)
        self.number = Button(theme, "Show number", "", "eye", self._toggle_number)
        self.banner.add_action(self.number)
        self.board = LaneBoard(theme)
        self.tasks = TaskCard(theme, self._tick)
        self.referrals = ReferralCard(theme, self._open_referral)
        self.latest = LatestCard(theme)
        self.wishes = Words(wrap=True)
        self.sheet = LogContactSheet(desk, self._case_id)
        self._page = ScrollPage()
        self._beside = True
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._wishes_card = Card("What she wants")
        self._lay_out()
        self._add_keys()

    @property
    def _case_id(self) -> UUID:
        if self._place.subject is None:
            raise LookupError("a case's place names the case")
        return self._place.subject

    def heading(self) -> str:
        return self._summary.client.name_to_use if self._summary else self.title

    def main_action(self) -> QAction | None:
        return self.sheet.save_action if self.sheet.isVisible() else self._log_action

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("L, Ctrl+Shift+L", "Log contact"), ("R, Ctrl+Shift+R", "New referral"))

    def first_focus(self) -> QWidget | None:
        return self.log if self.log.isVisibleTo(self) else None

    def reflow(self, width: Width) -> None:
        wide = width is Width.WIDE
        self.board.stack(width is Width.NARROW)
        self._beside = wide
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.sheet.stand_beside(wide)
        self._make_room()

    def _make_room(self) -> None:
        """Where the sheet cannot stand beside the page it takes its place; the banner stays."""
        sheet = self.sheet.isVisibleTo(self)
        self._page.setVisible(self._beside or not sheet)
        two = self._beside and not sheet
        works = self.desk.who.may(Action.WORK_ON_CASES)
        for button in (self.refer, self.log):
            button.setVisible(works and not sheet)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if two else QBoxLayout.Direction.TopToBottom)

    def refresh(self) -> None:
        work = partial(self.desk.cases.summary, self._case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show, on_error=self._show_error)

    def _show_error(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _show(self, summary: CaseSummary) -> None:
        self._summary = summary
        self.message.clear()
        self.name.setText(summary.client.name_to_use)
        self.line.setText(" · ".join(part for part in _line_parts(summary, self.desk) if part))
        self._show_chips(summary)
        self._show_banner(summary)
        self.board.show_steps(summary.steps)
        self.tasks.show_tasks(summary.tasks)
        self.referrals.show_referrals(summary.referrals)
        self.latest.show_entries(summary.latest, self.desk.clock.now())
        self.wishes.setText(f"“{summary.case.what_she_wants}”")
        self._wishes_card.setVisible(bool(summary.case.what_she_wants))
        self._wishes_card.title.setText(f"What {summary.client.name_to_use} wants")
        self._make_room()

    def _show_chips(self, summary: CaseSummary) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        words, role, icon = RISK_CHIPS[summary.level]
        chips = [Chip(self.desk.theme, words, role, icon)]
        today = self.desk.clock.today()
        if summary.case.marac_on and summary.case.marac_on >= today:
            chips.append(
                Chip(self.desk.theme, f"MARAC {near_date(summary.case.marac_on, today)}", "info", "users-three")
            )
        if summary.children:
            count = "1 child" if summary.children == 1 else f"{summary.children} children"
            chips.append(Chip(self.desk.theme, count, "info", "baby"))
        for chip in chips:
            self._chips.addWidget(chip)

    def _show_banner(self, summary: CaseSummary) -> None:
        banner = summary.banner
        self.banner.set_role("warn" if banner.recorded and not banner.stale else "danger")
        self.banner.say(" ".join(part for part in (banner.headline, banner.never) if part), banner.detail)
        self.number.setVisible(banner.may_show_number)
        self.number.setText("Show number")

    def _toggle_number(self) -> None:
        """Show the numbers that are safe, in the banner's second line; press again to hide them."""
        if self._summary is None:
            return
        if self.number.text() == "Hide number":
            self._show_banner(self._summary)
            return
        safe = [
            point.value for point in self._summary.points if point.kind is PointKind.PHONE and point.safe is Answer.YES
        ]
        banner = self._summary.banner
        self.banner.say(" ".join(part for part in (banner.headline, banner.never) if part), " · ".join(safe))
        self.number.setText("Hide number")

    def _tick(self, task_id: UUID, done: bool) -> None:
        self.desk.navigator.show_saved(SavedState.SAVING)
        work = partial(self.desk.cases.finish_task, task_id, done)
        told = partial(self._ticked, task_id, done)
        self.desk.tasks.run(work, context=self, on_done=told, on_error=self._not_ticked)

    def _ticked(self, task_id: UUID, done: bool, _nothing: None) -> None:
        self.desk.navigator.show_saved(SavedState.SAVED)
        words = "Task done." if done else "Task open again."
        self.desk.navigator.say(words, partial(self._tick, task_id, not done) if done else None)
        self.refresh()

    def _not_ticked(self, failure: KnownFailure) -> None:
        self.desk.navigator.show_saved(SavedState.NOT_SAVED)
        self.refresh()
        self.message.show_error(str(failure))

    def _open_referral(self, referral_id: UUID) -> None:
        self.desk.navigator.go(Place("referral", referral_id))

    def _new_referral(self) -> None:
        self.desk.navigator.go(Place("referral", self._case_id, "new"))

    def _log_contact(self) -> None:
        if self._summary is not None and self.desk.who.may(Action.WORK_ON_CASES):
            self.sheet.open_for(self._summary.client.name_to_use)
            self._make_room()

    def keep_draft(self, then: Callable[[], None]) -> None:
        self.sheet.keep_draft(then)

    def _lay_out(self) -> None:
        page = self._page
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
        page.body.addLayout(self._columns)
        main = QVBoxLayout()
        main.setSpacing(8)
        main.addLayout(self._head())
        pinned = QVBoxLayout()
        pinned.setContentsMargins(24, 4, 24, 4)
        pinned.addWidget(self.message)
        pinned.addWidget(self.banner)
        main.addLayout(pinned)
        main.addWidget(page, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(main, 1)
        self._row.addWidget(self.sheet)
        self.sheet.logged.connect(self._logged)
        self.sheet.closed.connect(self._sheet_closed)

    def _head(self) -> QVBoxLayout:
        title = QHBoxLayout()
        title.setSpacing(12)
        title.addWidget(self.name)
        title.addLayout(self._chips, 1)
        title.setAlignment(self._chips, Qt.AlignmentFlag.AlignVCenter)
        title.addWidget(self.refer, 0, Qt.AlignmentFlag.AlignVCenter)
        title.addWidget(self.log, 0, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setContentsMargins(24, 2, 24, 0)
        head.setSpacing(2)
        head.addLayout(title)
        head.addWidget(self.line)
        return head

    def _sheet_closed(self) -> None:
        self._make_room()
        self.log.setFocus()

    def _logged(self) -> None:
        self.desk.navigator.say("Contact logged.")
        self.refresh()

    def _add_keys(self) -> None:
        self._log_action = self._key("Log contact", self._log_contact, "L", "Ctrl+Shift+L")
        self._key("New referral", self._new_referral, "R", "Ctrl+Shift+R")

    def _key(self, words: str, act: Callable[[], object], *keys: str) -> QAction:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action


def _line_parts(summary: CaseSummary, desk: DeskContext) -> tuple[str, ...]:
    today = desk.clock.today()
    given = summary.consent_given_on
    return (
        summary.case.reference,
        summary.client.pronouns,
        f"Open {days_in_words(summary.open_days)}" if summary.open_days is not None else "",
        f"Lead: {summary.lead_name}" if summary.lead_name else "",
        f"Consent given {near_date(given, today)}" if given else "No consent to share on file",
    )
