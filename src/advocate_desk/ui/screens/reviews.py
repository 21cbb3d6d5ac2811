"""Reviews: what waits for a supervisor, one letter after the other."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from advocate_desk.domain.errors import KnownFailure, StoppedBySafetyRule
from advocate_desk.domain.users import Action
from advocate_desk.services.check_letter import Finding
from advocate_desk.services.likeness_questions import Question
from advocate_desk.services.review_referral import ReviewItem
from advocate_desk.services.write_letter import LetterView
from advocate_desk.ui.bounded_edit import BoundedEdit
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.models.review_queue import SECOND_LINE, ReviewQueue, waiting_words
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.screens.review_letter import ReviewLetter
from advocate_desk.ui.tasks import Lane
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import ActionButton, Button
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.two_lines import TwoLines
from advocate_desk.ui.widgets.words import Words

QUEUE_WIDTH, ROW_HEIGHT, COMMENT_LINES = 300, 56, 2
SUPERVISORS_DECIDE = "Only a supervisor can decide a review. Ask yours to open Reviews."
COUNTING_DPI = 24
WHO_IS_THIS = "Who is this?"


class QueueRow(TwoLines):
    """A row of the queue, as high as its two lines with air around them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(ROW_HEIGHT))


class ReviewsScreen(Screen):
    """The queue, the letter that is picked in it, and the decision."""

    key = "reviews"
    title = "Reviews"
    rail_icon = "seal-check"

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self._letter: LetterView | None = None
        self._wanted: UUID | None = None
        self.queue = ReviewQueue(self)
        self.list = QListView()
        self.list.setModel(self.queue)
        self.list.setAccessibleName("Waiting for review")
        self.list.setItemDelegate(QueueRow(desk.theme, SECOND_LINE, self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.letter = ReviewLetter(desk.theme)
        self.message = Message(desk.theme)
        self.oldest = Words("", "secondary")
        self.comment = BoundedEdit()
        self.comment.setTabChangesFocus(True)
        self.to_today = Button(desk.theme, "Go to Today", "", "house", self._go_to_today)
        self.who = Button(desk.theme, WHO_IS_THIS, "", "users", self._go_to_who)
        self.who.hide()
        self.send_back = ActionButton(desk.theme, "Send back", "", "arrow-counter-clockwise")
        self.approve = ActionButton(desk.theme, "Approve", "primary", "seal-check")
        self._field = Field("&Comment", self.comment, "What should change. Its author reads it when you send it back.")
        self.draft = TypedDraft(self._field, desk, "", self.comment.toPlainText, self._show_comment)
        self._stack = QStackedLayout()
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._panes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._main = QAction("Approve", self)
        self._connect()

    def place(self) -> Place:
        item = self._item()
        return Place(self.key, None, item.referral_id.hex if item else "")

    def arrive(self, place: Place) -> None:
        super().arrive(place)
        self._wanted = UUID(place.part) if place.part else None

    def main_action(self) -> QAction | None:
        return self._main

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("J, K", "Next, previous"),
            ("Enter", "Go to the letter"),
            ("A", "Approve"),
            ("B", "Send back"),
        )

    def first_focus(self) -> QWidget | None:
        return self.to_today if self._stack.currentIndex() else self.list

    def reflow(self, width: Width) -> None:
        beside = width is not Width.NARROW
        self._panes.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.list.setMinimumHeight(0 if beside else self.desk.theme.px(ROW_HEIGHT) + 2)
        self.list.setMaximumHeight(16777215 if beside else self.desk.theme.px(180))
        self.list.setMaximumWidth(self.desk.theme.px(QUEUE_WIDTH) if beside else 16777215)
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if beside else QBoxLayout.Direction.LeftToRight)
        self._head.setStretch(1, int(not beside))
        self._head.setSpacing(2 if beside else 16)
        self._panes.setSpacing(16 if beside else 8)
        self._field.hint.setVisible(beside)
        lines = COMMENT_LINES if beside else 1
        self.comment.setFixedHeight(self.fontMetrics().lineSpacing() * lines + self.desk.theme.px(22))

    def refresh(self) -> None:
        """Read the queue and show the item that was looked at, or the first."""
        self.desk.tasks.run(
            self.desk.reviews.queue, context=self, on_done=self._show, on_error=self._fail, replace="reviews"
        )
        if self.desk.who.may(Action.APPROVE):
            waiting = self.desk.safety.questions.waiting
            self.desk.tasks.run(waiting, context=self, on_done=self._count_who, on_error=self._fail, replace="who")

    def _show(self, items: tuple[ReviewItem, ...]) -> None:
        wanted = self._wanted or (self._letter.referral_id if self._letter else None)
        row = next((at for at, item in enumerate(items) if item.referral_id == wanted), None)
        self._wanted = None
        self.queue.show(items)
        self.desk.navigator.count(self.key, sum(not item.why_not_approve for item in items))
        self.oldest.setText(f"{len(items)} waiting. The oldest {waiting_words(items[0])}." if items else "")
        self._stack.setCurrentIndex(0 if items else 1)  # the keyboard goes along
        self._letter = None
        if items:
            self.list.setCurrentIndex(self.queue.index(row or 0))

    def _count_who(self, waiting: Sequence[Question]) -> None:
        """Lead to the other thing that waits for a supervisor, while there is any of it."""
        self.who.setText(f"{WHO_IS_THIS} {len(waiting)} to decide" if waiting else WHO_IS_THIS)
        self.who.show()

    def _go_to_who(self) -> None:
        self.desk.navigator.go(Place("who-is-this"))

    def _go_to_today(self) -> None:
        self.desk.navigator.go(Place("today"))

    def _item(self) -> ReviewItem | None:
        return self.queue.item(self.list.currentIndex().row())

    def _picked(self, _current: QModelIndex, _before: QModelIndex) -> None:
        item = self._item()
        if item is None:
            return
        self._letter = None
        self.message.clear()
        self._turn_to(item.referral_id)
        self.letter.show_item(item)
        may_decide = self.desk.who.may(Action.APPROVE)
        self.approve.set_reasons([item.why_not_approve] if item.why_not_approve else [])
        self.send_back.set_reasons([] if may_decide else [SUPERVISORS_DECIDE])
        if item.why_not_approve:
            self.message.show_note("info", "You cannot approve this one", item.why_not_approve)
        self.desk.tasks.run(
            lambda: self.desk.letters.view(item.referral_id),
            context=self,
            on_done=self._show_letter,
            on_error=self._fail,
            replace="review letter",
        )

    def _turn_to(self, referral_id: UUID) -> None:
        """Keep the comment on the letter before, and bring back what was typed about this one."""
        key = f"review {referral_id}"
        if key != self.draft.key:
            self.draft.keep(lambda: None)
            self.comment.clear()
            self._field.set_error("")
            self.draft.begin(key)

    def _show_comment(self, body: str) -> bool:
        self.comment.setPlainText(body)
        return bool(body)

    def _show_letter(self, view: LetterView) -> None:
        item = self._item()
        if item is None or item.referral_id != view.referral_id:
            return
        self._letter = view
        self.letter.show_letter(view)
        stops = [check.sentence for check in view.checks if check.finding is Finding.STOP]
        self.approve.set_reasons([*([item.why_not_approve] if item.why_not_approve else []), *stops])

    def _ask_to_approve(self) -> None:
        """Count the pages, then ask: the question names the letter, to whom it goes, and how long it is."""
        view = self._letter
        if view is None:
            return
        self.desk.tasks.run(
            lambda: len(self.desk.letters.pages(view.content, COUNTING_DPI)),
            context=self,
            on_done=lambda pages: self._confirm(view, pages),
            on_error=self._fail,
            lane=Lane.CPU,
        )

    def _confirm(self, view: LetterView, pages: int) -> None:
        if self._letter is not view:
            return
        length = "1 page" if pages == 1 else f"{pages} pages"
        self.desk.prompts.confirm(
            self,
            question=f"Approve letter {_number(view.reference)} to {view.agency_name}, {length}?",
            effect=f"It can be printed and sent then, word for word as it stands.{self._without_consent()}",
            yes="Approve letter",
            no="Keep reading",
            on_yes=lambda: self._approve(view),
        )

    def _without_consent(self) -> str:
        item = self._item()
        if item is None or not item.without_consent:
            return ""
        return f" Nobody consented: you approve sharing on {item.without_consent}, and its reason."

    def _approve(self, view: LetterView) -> None:
        comment = self.comment.toPlainText()
        self._decide(lambda: self.desk.reviews.approve(view.referral_id, comment), "Approved. It can be printed now.")

    def _send_back(self) -> None:
        item, reason = self._item(), self.comment.toPlainText()
        if item is None:
            return
        if not reason.strip():
            self._field.set_error("Say what should change, so that its author knows.")
            self.comment.setFocus()
            return
        self._decide(lambda: self.desk.reviews.send_back(item.referral_id, reason), "Sent back to its author.")

    def _decide(self, work: Callable[[], object], said: str) -> None:
        if self.draft.is_recording:
            return
        next_item = self.queue.item(self.list.currentIndex().row() + 1)

        def done(_result: object) -> None:
            self.comment.clear()
            self.draft.settle()
            self._letter, self._wanted = None, next_item.referral_id if next_item else None
            self.desk.navigator.say(said)
            self.list.setFocus()
            self.refresh()

        self.draft.record(work, done, self._fail)

    def _fail(self, failure: KnownFailure) -> None:
        if isinstance(failure, StoppedBySafetyRule):
            self.message.show_problems(failure.reasons)
        else:
            self.message.show_error(str(failure))

    def _refuse(self, button: ActionButton) -> None:
        self.message.show_problems(button.reasons)

    def _step(self, step: int) -> None:
        row = self.list.currentIndex().row() + step
        if self.queue.item(row) is not None:
            self.list.setCurrentIndex(self.queue.index(row))

    def _mend(self) -> None:
        if self.comment.toPlainText().strip():
            self._field.set_error("")

    def _lay_out(self) -> None:
        decision = QHBoxLayout()
        decision.setSpacing(8)
        decision.addStretch(1)
        decision.addWidget(self.send_back)
        decision.addWidget(self.approve)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.message)
        right.addWidget(self.letter, 1)
        right.addWidget(self._field)
        right.addLayout(decision)
        self._panes.addWidget(self.list, 1)
        self._panes.addLayout(right, 3)
        panes = QWidget()
        self._panes.setContentsMargins(0, 0, 0, 0)
        panes.setLayout(self._panes)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(12)
        self._head.addWidget(Words(self.title, "page-title"))
        self._head.addWidget(self.oldest)
        top = QHBoxLayout()
        top.addLayout(self._head, 1)
        top.addWidget(self.who, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addLayout(self._stack, 1)  # before there is anything on it, which it would show by itself
        self._stack.addWidget(panes)
        self._stack.addWidget(EmptyState("Nothing waits for review.", self.to_today))

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._picked)
        self.list.activated.connect(lambda _index: self.letter.setFocus())
        self.comment.textChanged.connect(self._mend)
        self.comment.textChanged.connect(self.draft.typed)
        self.draft.failed.connect(self._fail)
        self.approve.acted.connect(self._ask_to_approve)
        self.approve.refused.connect(lambda: self._refuse(self.approve))
        self.send_back.acted.connect(self._send_back)
        self.send_back.refused.connect(lambda: self._refuse(self.send_back))
        self._main.triggered.connect(self.approve.click)
        keys: dict[str, Callable[[], object]] = {
            "J": lambda: self._step(+1),
            "K": lambda: self._step(-1),
            "A": self.approve.click,
            "B": self.send_back.click,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _number(reference: str) -> str:
    """Return ``R3`` of ``AD-7KQ2-9MF R3``."""
    return reference.rpartition(" ")[2]
