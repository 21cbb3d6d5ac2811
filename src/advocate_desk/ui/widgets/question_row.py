"""One question of a list with its answers, and room on demand for whom an answer is from and what was said."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.answer_row import AnswerRow
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

BESIDE = "Help, source and note"


class QuestionRow(QWidget):
    """A question. What stands beside its answer is built when it is first wanted: a list has dozens of questions.

    Args:
        theme: gives icon and sizes.
        answer: the question with its answers.
        guidance: what helps the one who asks.
    """

    typed = Signal()
    """A source or a note changed; not said when `show_beside` does."""

    def __init__(self, theme: Theme, answer: AnswerRow, guidance: str) -> None:
        super().__init__()
        self._theme, self._guidance = theme, guidance
        self.answer = answer
        self.more = Button(theme, "", "", "note-pencil", self._turn)
        self.more.setAccessibleName(f"{BESIDE}: {answer.question}")
        self.more.setToolTip(BESIDE)
        self._beside: _Beside | None = None
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(answer, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(row)

    @property
    def source(self) -> str:
        """Whom the answer is from; "" where it is from the person herself."""
        return self._beside.source.text().strip() if self._beside else ""

    @property
    def note(self) -> str:
        """What was said beside the answer."""
        return self._beside.note.words.strip() if self._beside else ""

    def show_beside(self, source: str, note: str) -> None:
        """Show what was kept beside the answer; nothing needs no room."""
        if self._beside is not None or source or note:
            beside = self.open()
            beside.source.setText(source)
            beside.note.show_words(note)
            beside.setVisible(bool(source or note))

    def open(self) -> "_Beside":
        """Make room for source and note."""
        if self._beside is None:
            self._beside = _Beside(self._theme, self.answer.question, self._guidance)
            self._beside.source.textEdited.connect(lambda _text: self.typed.emit())
            self._beside.note.typed.connect(self.typed)
            self._column.addWidget(self._beside)
            QWidget.setTabOrder(self.more, self._beside.source)
            QWidget.setTabOrder(self._beside.source, self._beside.note.edit)
        self._beside.show()
        return self._beside

    def _turn(self) -> None:
        """Open it and take the keyboard there, or close it where nothing was written."""
        if self._beside is not None and not self._beside.isHidden() and not (self.source or self.note):
            self._beside.hide()
        else:
            self.open().source.setFocus()


class _Beside(QWidget):
    """What helps to ask, whom the answer is from, and a note."""

    def __init__(self, theme: Theme, question: str, guidance: str) -> None:
        super().__init__()
        self.source = BoundedLine()
        source = Field("Source, where somebody else said it", self.source, "For example, the police or a report.")
        self.note = TypedWords(theme, "Note", 1)
        self.source.setAccessibleName(f"Source: {question}")
        self.note.edit.setAccessibleName(f"Note: {question}")
        fields = QHBoxLayout()
        fields.setSpacing(16)
        fields.addWidget(source, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.note, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 0, 4)
        column.setSpacing(8)
        column.addWidget(Words(guidance, "small", wrap=True))
        column.addLayout(fields)
