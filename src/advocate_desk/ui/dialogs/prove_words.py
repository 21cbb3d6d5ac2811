"""The recovery drill: the 24 words on paper are typed, and prove that they open this vault."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fitted_dialog import FittedDialog
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

WIDTH = 520
WHY = (
    "Take the recovery sheet from the safe and type its 24 words, in their order. Nothing is changed, the words are "
    "not kept, and the sheet stays valid. Put it back afterwards."
)
SAMPLE = (
    "This is the sample vault, so nobody has its words on paper: they stand here, for practice. In a vault of your own "
    "you take the recovery sheet from the safe and prove it, once a year."
)


class ProveWordsDialog(FittedDialog):
    """Asks for the words and says whether they open this vault."""

    proved = Signal()
    """They do, and the day is on record."""

    def __init__(self, parent: QWidget | None, desk: DeskContext) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("Advocate Desk")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        desk.theme.changed.connect(self._size)
        self._size()
        self.message = Message(desk.theme)
        self.words = TypedWords(desk.theme, "The 24 &words", 5)
        self.words.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._why = Words(SAMPLE if desk.who.is_sample else WHY, "secondary", wrap=True)
        self.sheet = Words(look="strong", wrap=True)
        self.close_button = Button(desk.theme, "Close", on_click=self.reject)
        self.prove = Button(desk.theme, "&Prove the words", "primary", "key", self._prove)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.prove)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(Words("Prove the recovery words", "sheet-title"))
        for part in (self._why, self.sheet, self.message, self.words):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(row)
        self.sheet.setVisible(desk.who.is_sample)
        if desk.who.is_sample:
            self._show_sheet()
        self.prove.setShortcut("Ctrl+Return")
        self.words.typed.connect(self.message.clear)

    def _show_sheet(self) -> None:
        def show(words: Sequence[str]) -> None:
            self.sheet.setText(" ".join(words))
            self.fit()

        self._desk.tasks.run(self._desk.backups.sample_words, context=self, on_done=show, on_error=self._failed)

    def _size(self) -> None:
        self.setMinimumWidth(self._desk.theme.px(WIDTH))

    def _prove(self) -> None:
        words = read_words(self.words.words)
        if not words:
            self.message.show_error("Type the 24 words of the recovery sheet.")
            self.words.edit.setFocus()
            return
        self.prove.setEnabled(False)
        self._desk.tasks.run(
            lambda: self._desk.backups.prove_words(words), context=self, on_done=self._done, on_error=self._failed
        )

    def _done(self, _none: object) -> None:
        self.words.edit.clear()
        self.words.hide()
        self._why.hide()
        self.sheet.hide()
        self.prove.hide()
        self.message.show_note("ok", "These words open this vault", "The day is on record. Put the sheet back.")
        self.close_button.setFocus()
        self.fit()
        self.proved.emit()

    def _failed(self, failure: KnownFailure) -> None:
        self.prove.setEnabled(True)
        self.message.show_error(str(failure))
        self.words.edit.setFocus()


def read_words(typed: str) -> Sequence[str]:
    """Return the words of what was typed or pasted; numbers and stops between them do not matter."""
    return re.findall(r"[A-Za-z]+", typed)
