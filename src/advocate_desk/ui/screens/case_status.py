"""Status: where a case stands, what comes next and what stands in its way, where it came from, how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.case_life_words import USUAL_NEXT, happened_words, move_details
from advocate_desk.domain.case_lifecycle import CLOSES_WITH_RECORD, label
from advocate_desk.domain.case_moves import CaseMove, ReferralProblem
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.dates_in_words import clock_time, in_london, near_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.close_case import ClosingView
from advocate_desk.services.keep_referrer import OriginView
from advocate_desk.services.move_case import LifeView, MoveChoice, MoveLine
from advocate_desk.services.safety import Safety
from advocate_desk.services.show_case import CaseSummary
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.close_case import ClosingSheet
from advocate_desk.ui.dialogs.move_case import MoveSheet
from advocate_desk.ui.dialogs.origin import ChangeOriginSheet, NewEpisodeSheet
from advocate_desk.ui.dialogs.referral_problem import RaiseProblemSheet, answering, telling
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.closing_card import ClosingCard
from advocate_desk.ui.widgets.move_row import MoveRow
from advocate_desk.ui.widgets.origin_card import OriginActs, OriginCard
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.standing_card import StandingCard
from advocate_desk.ui.widgets.words import Words

NO_MOVES = "No move is written down. The case comes from before, or from a spreadsheet."


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusView:
    """Everything the section shows, read in one go."""

    life: LifeView
    closing: ClosingView
    origin: OriginView
    problems: tuple[ReferralProblem, ...]
    episodes: tuple[Case, ...]


class StatusSection(CaseSection):
    """The moves a case may make now, each with what stands against it; a sheet records one."""

    part = "status"
    title = "Status"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self._works = desk.who.may(Action.WORK_ON_CASES)
        self._view: StatusView | None = None
        self._referrals: dict[UUID, str] = {}
        self.message = Message(desk.theme)
        self.begin = Button(desk.theme, "Begin a new episode", "primary", "plus", self._begin_episode)
        self.standing = StandingCard(desk.theme, self.begin)
        self.moves = Card("What may happen next")
        self.rows: tuple[MoveRow, ...] = ()
        self.closing = ClosingCard(desk.theme, self._write if self._works else None, self._sign)
        self.origin = OriginCard(desk.theme, self._acts() if self._works else None)
        self.history, self.episodes = Card("What happened"), Card("Other episodes of this person")
        self._choices, self._lines, self._links = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._main = QAction("Record the next move", self)
        self._main.triggered.connect(lambda _checked: self._do_main())
        self._lay_out()

    def refresh(self) -> None:
        work = partial(_read, self.desk.safety, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show, on_error=self._fail, replace="status")

    def show_summary(self, summary: CaseSummary) -> None:
        self._referrals = {one.referral_id: f"{one.purpose}, {one.agency}" for one in summary.referrals}

    def main_action(self) -> QAction | None:
        return self._main if self._works else None

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Enter", "Record the next move"),) if self._works else ()

    def first_focus(self) -> QWidget | None:
        shown = (self.begin, self.closing.sign, self.closing.write, *(row.button for row in self.rows))
        return next((button for button in shown if button.isVisibleTo(self)), None)

    def reflow(self, width: Width) -> None:
        beside = width is Width.WIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def row_of(self, target: CaseStatus) -> MoveRow:
        """Return the row of one move.

        Raises:
            LookupError: the case cannot make it.
        """
        found = next((row for row in self.rows if row.choice.to_status is target), None)
        if found is None:
            raise LookupError(f"no move to {target} here")
        return found

    def _show(self, view: StatusView) -> None:
        self._view = view
        self.message.clear()
        now, today, life = self.desk.clock.now(), self.desk.clock.today(), view.life
        over = life.status is CaseStatus.CLOSED
        self.standing.show_view(life, now)
        self.begin.setVisible(over and self._works)
        self._show_choices(life)
        self.closing.setVisible(life.status in CLOSES_WITH_RECORD or (over and view.closing.closing is not None))
        self.closing.show_view(view.closing, is_over=over)
        self.origin.show_origin(view.origin, today)
        self.origin.show_problems(view.problems, today, is_closed=over)
        self._show_history(life.moves)
        self._show_episodes(view.episodes)

    def _show_choices(self, life: LifeView) -> None:
        clear_rows(self._choices)
        usual = USUAL_NEXT.get(life.status)
        rows = []
        for number, choice in enumerate(life.choices):
            look = "primary" if choice.to_status is usual and not choice.against else ""
            row = MoveRow(self.desk.theme, choice, look, may_move=self._works, to_consent=self._go_to_consent)
            row.button.acted.connect(partial(self._record, choice))
            row.button.refused.connect(partial(self._refuse, row))
            if number:
                self._choices.addWidget(rule())
            self._choices.addWidget(row)
            rows.append(row)
        self.rows = tuple(rows)
        self.moves.setVisible(bool(rows))

    def _show_history(self, moves: Sequence[MoveLine]) -> None:
        clear_rows(self._lines)
        for line in moves:
            self._lines.addWidget(_history_row(self.desk, line))
        if not moves:
            self._lines.addWidget(Words(NO_MOVES, "secondary", wrap=True))

    def _show_episodes(self, episodes: Sequence[Case]) -> None:
        clear_rows(self._links)
        others = [one for one in episodes if one.id != self.case_id]
        for one in others:
            words = f"{one.reference}: {label(one.status).lower()}"
            link = Button(self.desk.theme, words, "link", "folders", partial(self._go_to, one.id))
            self._links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.episodes.setVisible(bool(others))

    def _do_main(self) -> None:
        rows = [row.button for row in self.rows if row.button.property("look") == "primary"]
        wanted = (self.begin, self.closing.sign, *rows, self.closing.write)
        button = next((one for one in wanted if one.isVisibleTo(self)), None)
        if button is not None:
            button.click()

    def _record(self, choice: MoveChoice) -> None:
        if self._view is None:
            return
        sheet = MoveSheet(self, self.desk, self.case_id, self._view.life.status, choice)
        sheet.moved.connect(self._moved)
        sheet.open()

    def _refuse(self, row: MoveRow) -> None:
        self.message.show_note("warn", f"{row.choice.title}: not possible yet.", " ".join(row.choice.against))

    def _moved(self, move: CaseMove) -> None:
        self._kept(f"{happened_words(move.to_status)}.")

    def _write(self) -> None:
        if self._view is None:
            return
        view = self._view.closing
        words = {one: self._referrals.get(one, "A referral") for one in sorted(view.open_referrals)}
        sheet = ClosingSheet(self, self.desk, self.case_id, view, words)
        sheet.written.connect(partial(self._kept, "How the episode ends is written down."))
        sheet.open()

    def _sign(self) -> None:
        self.desk.navigator.show_saved(SavedState.SAVING)
        work = partial(self.desk.safety.closing.sign, self.case_id)
        self.desk.tasks.run(
            work,
            context=self,
            on_done=lambda _none: self._kept("The end of the episode is signed."),
            on_error=self._fail,
        )

    def _begin_episode(self) -> None:
        sheet = NewEpisodeSheet(self, self.desk, self.case_id)
        sheet.kept.connect(self._begun)
        sheet.open()

    def _begun(self, case: Case) -> None:
        self.desk.navigator.show_saved(SavedState.SAVED)
        self.desk.navigator.say(f"A new episode has begun: {case.reference}.")
        self._go_to(case.id)

    def _acts(self) -> OriginActs:
        return OriginActs(
            change=self._change_origin, raise_problem=self._raise_problem, tell=self._tell, answer=self._answer
        )

    def _change_origin(self) -> None:
        if self._view is not None:
            sheet = ChangeOriginSheet(self, self.desk, self._view.origin)
            sheet.kept.connect(lambda _none: self._kept("Saved."))
            sheet.open()

    def _raise_problem(self) -> None:
        sheet = RaiseProblemSheet(self, self.desk, self.case_id)
        sheet.kept.connect(partial(self._kept, "Written down. Tell whoever referred."))
        sheet.open()

    def _tell(self, problem: ReferralProblem) -> None:
        sheet = telling(self, self.desk, problem)
        sheet.kept.connect(partial(self._kept, "Written down."))
        sheet.open()

    def _answer(self, problem: ReferralProblem) -> None:
        sheet = answering(self, self.desk, problem)
        sheet.kept.connect(partial(self._kept, "The answer is written down."))
        sheet.open()

    def _kept(self, words: str) -> None:
        self.desk.navigator.show_saved(SavedState.SAVED)
        self.desk.navigator.say(words)
        self.changed.emit()
        self.refresh()

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _go_to_consent(self) -> None:
        self.desk.navigator.go(Place("case", self.case_id, "consent"))

    def _go_to(self, case_id: UUID) -> None:
        self.desk.navigator.go(Place("case", case_id, self.part))

    def _lay_out(self) -> None:
        for card, rows in ((self.moves, self._choices), (self.history, self._lines), (self.episodes, self._links)):
            rows.setSpacing(0 if card is self.moves else 10)
            card.body.addLayout(rows)
        self.moves.body.setSpacing(4)
        left, right = QVBoxLayout(), QVBoxLayout()
        for card in (self.standing, self.closing, self.moves):
            left.addWidget(card)
        for card in (self.origin, self.history, self.episodes):
            right.addWidget(card)
        for column in (left, right):
            column.setSpacing(16)
            column.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addLayout(left, 6)
        self._columns.addLayout(right, 5)
        page = ScrollPage(exact=True)
        page.body.addWidget(self.message)
        page.body.addLayout(self._columns)
        page.body.addStretch(1)
        for hidden in (self.begin, self.closing, self.episodes):
            hidden.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)


def _read(safety: Safety, case_id: UUID) -> StatusView:
    return StatusView(
        life=safety.life.view(case_id),
        closing=safety.closing.view(case_id),
        origin=safety.referrer.view(case_id),
        problems=safety.mending.view(case_id),
        episodes=safety.likeness.episodes_of(case_id),
    )


def _history_row(desk: DeskContext, line: MoveLine) -> QWidget:
    holder, move = QWidget(), line.move
    at, today = in_london(move.happened_at), desk.clock.today()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    who = f" · {line.by}" if line.by else ""
    column.addWidget(Words(f"{near_date(at.date(), today)}, {clock_time(at.time())}{who}", "small", wrap=True))
    column.addWidget(Words(happened_words(move.to_status), "strong", wrap=True))
    if said := move_details(move, line.decided_by):
        column.addWidget(Words(said, wrap=True))
    return holder
