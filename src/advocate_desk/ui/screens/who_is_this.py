"""Who is this: two who may be one person, or on both sides of one story, laid side by side for a person to decide."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from advocate_desk.domain.cases import LinkKind
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.decide_likeness import ANSWERS
from advocate_desk.services.likeness_questions import Question, Side
from advocate_desk.ui.bounded_edit import BoundedEdit
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.models.likeness_words import (
    ANSWER_WORDS,
    EFFECTS,
    SECOND_LINE,
    LikenessQueue,
    heading,
    lines,
    side_words,
    standing_words,
    why_words,
)
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen, Width
from advocate_desk.ui.screens.reviews import QUEUE_WIDTH, ROW_HEIGHT, QueueRow
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.side_by_side import SideBySideCard
from advocate_desk.ui.widgets.words import Words

NOTHING_WAITS = "Nobody on record may be here twice, as far as you may decide it."
REASON_WANTED = "Give the reason, so that whoever reads this later can follow it."
DONE = "Decided. The history keeps it, and it can be taken back."
_AT_ONCE = "Taken back at once."
_REASON_LINES = 2

Answered = tuple[tuple[Question, ...], tuple[Question, ...]]


class WhoIsThisScreen(Screen):
    """The list of what waits, with what was decided lately below; the two side by side; the decision."""

    key = "who-is-this"
    title = "Who is this?"
    rail_icon = ""
    needs = Action.WORK_ON_CASES

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self._wanted: UUID | None = UUID(place.part) if place.part else None
        self.queue = LikenessQueue(self)
        self.list = QListView()
        self.list.setModel(self.queue)
        self.list.setAccessibleName("Waiting to be decided, then decided lately")
        self.list.setItemDelegate(QueueRow(desk.theme, SECOND_LINE, self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.message = Message(desk.theme)
        self.count = Words("", "secondary")
        self.asked, self.why = Words("", "card-title", wrap=True), Words("", wrap=True)
        self.standing = Words("", "secondary", wrap=True)
        self.beside = SideBySideCard(desk.theme)
        self.reason = BoundedEdit()
        self.reason.setTabChangesFocus(True)
        self._field = Field("&Reason", self.reason, "What you know that tells. Whoever reads this later can follow it.")
        self.draft = TypedDraft(self._field, desk, "", self.reason.toPlainText, self._show_reason)
        self.effects = Words("", "small", wrap=True)
        self.answers = {
            kind: Button(desk.theme, words, "", "", partial(self._answer, kind)) for kind, words in ANSWER_WORDS.items()
        }
        self.take_back = Button(desk.theme, "Take back", "", "arrow-counter-clockwise", self._take_back)
        self.open_one = Button(desk.theme, "", "link", "folder-open", partial(self._open, 0))
        self.open_other = Button(desk.theme, "", "link", "folder-open", partial(self._open, 1))
        self.to_today = Button(desk.theme, "Go to Today", "", "house", self._go_to_today)
        self._stack = QStackedLayout()
        self._panes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._picked)
        self.reason.textChanged.connect(self._typed)
        self.draft.failed.connect(self._fail)

    def place(self) -> Place:
        question = self.question()
        return Place(self.key, None, question.link.id.hex if question else "")

    def arrive(self, place: Place) -> None:
        super().arrive(place)
        self._wanted = UUID(place.part) if place.part else None

    def first_focus(self) -> QWidget | None:
        return self.to_today if self._stack.currentIndex() else self.list

    def reflow(self, width: Width) -> None:
        beside = width is not Width.NARROW
        self._panes.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self.list.setMinimumHeight(0 if beside else self.desk.theme.px(ROW_HEIGHT) + 2)
        self.list.setMaximumHeight(16777215 if beside else self.desk.theme.px(180))
        self.list.setMaximumWidth(self.desk.theme.px(QUEUE_WIDTH) if beside else 16777215)

    def refresh(self) -> None:
        """Read what waits and what was decided, and show the one that was looked at, or the first."""
        questions = self.desk.safety.questions

        def read() -> Answered:
            return questions.waiting(), questions.decided()

        self.desk.tasks.run(read, context=self, on_done=self._show, on_error=self._fail, replace="who is this")

    def question(self) -> Question | None:
        """Return the one that is picked."""
        return self.queue.question(self.list.currentIndex().row())

    def _show(self, found: Answered) -> None:
        waiting, decided = found
        picked = self.question()
        wanted = self._wanted or (picked.link.id if picked else None)
        every = (*waiting, *decided)
        row = next((at for at, one in enumerate(every) if one.link.id == wanted), 0)
        self._wanted = None
        self.queue.show(every)
        self.count.setText(f"{len(waiting)} to decide." if waiting else "Nothing waits. Decided lately:")
        self._stack.setCurrentIndex(0 if every else 1)
        if every:
            self.list.setCurrentIndex(self.queue.index(row))

    def _picked(self, _current: QModelIndex, _before: QModelIndex) -> None:
        question = self.question()
        if question is None:
            return
        self.message.clear()
        self._turn_to(question.link.id)
        self.asked.setText(heading(question))
        self.why.setText(why_words(question))
        self.standing.setText(standing_words(question))
        self.beside.show_pair(side_words(question.one), side_words(question.other), lines(question.compared))
        for button, side in zip((self.open_one, self.open_other), (question.one, question.other), strict=True):
            button.setText(f"Open {side.reference}")
            button.setVisible(side.case_id is not None)
        offered = self._offered(question)
        for kind, button in self.answers.items():
            button.setVisible(kind in offered)
        self.effects.setText("\n".join(EFFECTS[kind] for kind in offered))
        self.effects.setVisible(bool(offered))
        self.take_back.setVisible(question.is_decided)

    def _offered(self, question: Question) -> tuple[LinkKind, ...]:
        supervises = self.desk.who.may(Action.APPROVE)
        every = ANSWERS.get(question.link.kind, ())
        return tuple(kind for kind in every if supervises or kind is not LinkKind.CONFLICT)

    def _turn_to(self, link_id: UUID) -> None:
        """Keep the reason on the pair before, and bring back what was typed about this one."""
        key = f"likeness {link_id}"
        if key != self.draft.key:
            self.draft.keep(lambda: None)
            self.reason.clear()
            self._field.set_error("")
            self.draft.begin(key)

    def _show_reason(self, body: str) -> bool:
        self.reason.setPlainText(body)
        return bool(body)

    def _typed(self) -> None:
        if self.reason.toPlainText().strip():
            self._field.set_error("")
        self.draft.typed()

    def _answer(self, kind: LinkKind) -> None:
        question, reason = self.question(), self.reason.toPlainText()
        if question is not None:
            self._record(lambda: self.desk.safety.likeness.answer(question.link.id, kind, reason), DONE)

    def _take_back(self) -> None:
        question, reason = self.question(), self.reason.toPlainText()
        if question is not None:
            self._record(lambda: self.desk.safety.likeness.take_back(question.link.id, reason), "Taken back.")

    def _record(self, work: Callable[[], UUID | None], said: str) -> None:
        if self.draft.is_recording:
            return
        if not self.reason.toPlainText().strip():
            self._field.set_error(REASON_WANTED)
            self.reason.setFocus()
            return

        def done(link_id: UUID | None) -> None:
            self.reason.clear()
            self.draft.settle()
            self.desk.navigator.say(said, partial(self._undo, link_id) if link_id else None)
            self.list.setFocus()
            self.refresh()

        self.draft.record(work, done, self._fail)

    def _undo(self, link_id: UUID) -> None:
        work = partial(self.desk.safety.likeness.take_back, link_id, _AT_ONCE)
        self.desk.tasks.run(work, context=self, on_done=lambda _nothing: self.refresh(), on_error=self._fail)

    def _open(self, which: int) -> None:
        question = self.question()
        side: Side | None = (question.one, question.other)[which] if question else None
        if side is not None and side.case_id is not None:
            self.desk.navigator.go(Place("case", side.case_id))

    def _go_to_today(self) -> None:
        self.desk.navigator.go(Place("today"))

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        opens = QHBoxLayout()
        opens.addWidget(self.open_one)
        opens.addWidget(self.open_other)
        opens.addStretch(1)
        self.beside.body.addWidget(self.standing)
        self.beside.body.addLayout(opens)
        self.reason.setFixedHeight(self.fontMetrics().lineSpacing() * _REASON_LINES + self.desk.theme.px(22))
        decision = QHBoxLayout()
        decision.setSpacing(8)
        decision.addStretch(1)
        for button in (self.take_back, *self.answers.values()):
            decision.addWidget(button)
        right = ScrollPage()
        right.body.setContentsMargins(0, 0, 0, 0)
        asked = QVBoxLayout()
        asked.setSpacing(4)
        asked.addWidget(self.asked)
        asked.addWidget(self.why)
        right.body.addWidget(self.message)
        right.body.addLayout(asked)
        for part in (self.beside, self._field, self.effects):
            right.body.addWidget(part)
        right.body.addLayout(decision)
        right.body.addStretch(1)
        panes = QWidget()
        self._panes.setContentsMargins(0, 0, 0, 0)
        self._panes.setSpacing(16)
        self._panes.addWidget(self.list, 1)
        self._panes.addWidget(right, 3)
        panes.setLayout(self._panes)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(12)
        column.addWidget(Words(self.title, "page-title"))
        column.addWidget(self.count)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(panes)
        self._stack.addWidget(EmptyState(NOTHING_WAITS, self.to_today))
