"""The safety and support plan: needs in her own words, who does what by when, and going through it again."""

from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.services.keep_plan import ActionLine, NeedLine, NeedReferral, PlanView
from advocate_desk.services.keep_signposts import SignpostLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.signposts import HeardSheet, SignpostSheet
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case_forms import FormsSection
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.plan_forms import ActionEditor, NeedEditor, PlanReviewEditor
from advocate_desk.ui.widgets.plan_need_card import NeedCard, PlanActs
from advocate_desk.ui.widgets.plan_words import NO_PLAN, by_whom, review_words
from advocate_desk.ui.widgets.rows import clear_rows, rows_in
from advocate_desk.ui.widgets.signposts_card import SignpostsCard
from advocate_desk.ui.widgets.words import Words


class PlanSection(FormsSection):
    """A card for each need, those that are open first. A form takes the place of the cards; the banner stays."""

    part = "plan"
    title = "Plan"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self._view: PlanView | None = None
        self.standing = Words(look="secondary", wrap=True)
        self.due = Chip(desk.theme, "Review due", "danger", "warning-circle-fill")
        self.add = Button(desk.theme, "&Add need", "primary", "plus", self._add_need)
        self.go_through = Button(desk.theme, "&Gone through together…", "", "check", self._review)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        works = self.may_work()
        self.signposts = SignpostsCard(desk, self._signpost if works else None, self._hear if works else None)
        self.home, self.main_key = self.add, QAction("Add need", self)
        self.main_key.triggered.connect(lambda _checked: self._add_need())
        self._lay_out()

    @cached_property
    def need_form(self) -> NeedEditor:
        """The form of a need, built when it is first wanted."""
        return self.with_form(NeedEditor(self.desk, self.case_id), "Need saved.")

    @cached_property
    def action_form(self) -> ActionEditor:
        """The form of an action, built when it is first wanted."""
        return self.with_form(ActionEditor(self.desk), "Action saved.")

    @cached_property
    def review_form(self) -> PlanReviewEditor:
        """The form for going through the plan, built when it is first wanted."""
        return self.with_form(PlanReviewEditor(self.desk, self.case_id), "Kept that you went through the plan.")

    def refresh(self) -> None:
        desk, case_id = self.desk, self.case_id

        def read() -> tuple[PlanView, tuple[SignpostLine, ...]]:
            return desk.safety.plan.view(case_id), desk.way.signposts.view(case_id)

        desk.tasks.run(read, context=self, on_done=self._show, on_error=self.fail, replace="plan")

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Enter", "Add need"),)

    def first_focus(self) -> QWidget | None:
        return self.add if self.may_work() else None

    def cards(self) -> list[NeedCard]:
        """Return the cards of the needs, in order."""
        return rows_in(self._cards, NeedCard)

    def _show(self, read: tuple[PlanView, tuple[SignpostLine, ...]]) -> None:
        view, signposts = read
        self._view = view
        self.signposts.show_lines(signposts)
        today = self.desk.clock.today()
        self.standing.setText("" if not view.needs else review_words(view, today))
        self.due.setVisible(view.due.review_is_due)
        self.go_through.setVisible(bool(view.needs) and self.may_work())
        clear_rows(self._cards)
        for line in view.needs:
            self._cards.addWidget(NeedCard(self.desk, line, self._acts()))
        if not view.needs:
            self._cards.addWidget(EmptyState(NO_PLAN))
        if view.reviews:
            self._cards.addWidget(self._reviews(view))

    def _reviews(self, view: PlanView) -> Card:
        card, today = Card("Gone through together"), self.desk.clock.today()
        card.body.setSpacing(8)
        for number, review in enumerate(view.reviews):
            if number:
                card.body.addWidget(rule())
            if review.note.strip():
                card.body.addWidget(Words(review.note, wrap=True))
            card.body.addWidget(Words(by_whom(review, view.staff, today), "secondary", wrap=True))
        return card

    def _acts(self) -> PlanActs | None:
        if not self.may_work():
            return None
        return PlanActs(
            change_need=self._change_need,
            add_action=self._add_action,
            change_action=self._change_action,
            finish=self._finish,
            open_referral=self._open_referral,
            signpost=self._signpost,
        )

    def _add_need(self) -> None:
        if self.may_work():
            self.open_form(self.need_form)
            self.need_form.open_new()

    def _change_need(self, line: NeedLine) -> None:
        self.open_form(self.need_form)
        self.need_form.open_for(line)

    def _add_action(self, line: NeedLine) -> None:
        if self._view is not None:
            self.open_form(self.action_form)
            self.action_form.open_new(line, self._view.colleagues)

    def _change_action(self, line: NeedLine, action: ActionLine) -> None:
        if self._view is not None:
            self.open_form(self.action_form)
            self.action_form.open_for(line, action, self._view.colleagues)

    def _review(self) -> None:
        if self._view is not None:
            self.open_form(self.review_form)
            self.review_form.open_new(self._view)

    def _finish(self, line: ActionLine) -> None:
        finish = self.desk.safety.plan.finish_action
        undo = partial(self.run, partial(finish, line.action.id, False), "The action is open again.")
        self.run(partial(finish, line.action.id, True), "Action done.", undo)

    def _open_referral(self, referral: NeedReferral) -> None:
        self.desk.navigator.go(Place("referral", referral.referral_id))

    def _signpost(self, line: NeedLine | None = None) -> None:
        if self._view is not None:
            needs, need_id = [one.need for one in self._view.needs], line.need.id if line else None
            kept = partial(self.kept, "Signpost recorded.")
            SignpostSheet(self, self.desk, self.case_id, needs, need_id, kept).open()

    def _hear(self, line: SignpostLine) -> None:
        HeardSheet(self, self.desk, line.signpost, partial(self.kept, "Recorded what came of it.")).open()

    def _lay_out(self) -> None:
        self.due.hide()
        if not self.may_work():
            self.add.hide()
        self.go_through.hide()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.standing, 1)
        for part in (self.due, self.go_through, self.add):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.page.body.addLayout(head)
        self.page.body.addWidget(self.message)
        self.page.body.addLayout(self._cards)
        self.page.body.addWidget(self.signposts)
        self.page.body.addStretch(1)
