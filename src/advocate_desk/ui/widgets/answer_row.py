"""One question with its answers in a row: yes, no, not known, not asked. Never a blank that could pass for a no."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.one_of import OneOf
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.words import Words

FOUR_ANSWERS = {
    Answer.YES: "Yes",
    Answer.NO: "No",
    Answer.NOT_KNOWN: "Not known",
    Answer.NOT_ASKED: "Not asked",
}
FIVE_ANSWERS = {**FOUR_ANSWERS, Answer.PREFER_NOT_TO_SAY: "No wish to say"}
ANSWER_KEYS = {Qt.Key.Key_Y: Answer.YES, Qt.Key.Key_N: Answer.NO, Qt.Key.Key_D: Answer.NOT_KNOWN}


class _AnswerButton(Pressable):
    """One answer. Y, N and D answer; up and down lead to the next question; Enter is left to the form."""

    def __init__(self, row: "AnswerRow", words: str) -> None:
        super().__init__(words)
        self._row = row
        self.setProperty("look", "choice")

    def event(self, event: QEvent) -> bool:
        # A screen may have the same letters as keys of its own: here they are answers.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _answer_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = _answer_of(event)
        if answer is not None:
            self._row.give(answer)
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._row.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class AnswerRow(QFrame):
    """A question and its answers. One stop for Tab; left and right choose, and so do Y, N and D.

    Args:
        question: what is asked, in short; names the answers.
        more: the question in full or a hint, or "".
        answers: what may be answered, with its words.
    """

    answered = Signal(str)
    """Somebody answered; not said when `show_answer` does."""
    moved = Signal(int)
    """The keyboard wants the next question (1) or the one before (-1)."""

    def __init__(self, question: str, more: str = "", answers: Mapping[Answer, str] = FOUR_ANSWERS) -> None:
        super().__init__()
        self.question = question
        self.setAccessibleName(question)
        self._group = OneOf(self)
        self._group.chosen.connect(self.answered)
        self._buttons = {answer: _AnswerButton(self, words) for answer, words in answers.items()}
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(question, "strong" if more else "", wrap=True))
        if more:
            words.addWidget(Words(more, "secondary", wrap=True))
        self._answers = QWidget()
        flow = FlowLayout(6)
        self._answers.setLayout(flow)
        for answer, button in self._buttons.items():
            button.setAccessibleName(f"{question}: {answers[answer]}")
            button.setAccessibleDescription(more)
            self._group.offer(answer.value, button)
            flow.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._answers)
        self.show_answer(Answer.NOT_ASKED)
        self.stack(False)

    def value(self) -> Answer:
        """Return the answer."""
        return Answer(self._group.value() or Answer.NOT_ASKED)

    def show_answer(self, answer: Answer) -> None:
        """Show an answer that was given before; one this row does not offer is not asked."""
        self._group.show(answer if answer in self._buttons else Answer.NOT_ASKED)

    def give(self, answer: Answer) -> None:
        """Answer, as a press does."""
        if answer in self._buttons:
            self._buttons[answer].setChecked(True)
            self._buttons[answer].setFocus()

    def focus_button(self) -> QWidget:
        """Return what takes the keyboard."""
        return self._buttons[self.value()]

    def stack(self, stacked: bool) -> None:
        """Put the answers beneath the question, or beside it."""
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        self._row.setSpacing(6 if stacked else 16)
        wide = QSizePolicy.Policy.Preferred if stacked else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(wide, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._answers.setSizePolicy(policy)
        self._row.setAlignment(self._answers, Qt.AlignmentFlag(0) if stacked else Qt.AlignmentFlag.AlignVCenter)


def _answer_of(event: QKeyEvent) -> Answer | None:
    if event.modifiers() not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}:
        return None
    return ANSWER_KEYS.get(Qt.Key(event.key()))
