"""The words of a letter that somebody types."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

LettersWords = tuple[str, str]
"""What is asked for, and why."""


class WriteCard(Card):
    """To whom, what for, and why. The last two can be typed while it is their author's turn."""

    typed = Signal()
    save_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.body.setSpacing(8)
        self.note = Message(theme)
        self.to = Words("", "strong", wrap=True)
        self.ask = TypedWords(theme, "&What are we asking them to do?", 3)
        self.why = TypedWords(theme, "Wh&y do they need this?", 5)
        self.problem = Message(theme)
        self.save = Button(theme, "&Save", on_click=self.save_chosen.emit)
        self.body.addWidget(self.note)
        self.body.addWidget(Words("To"))
        self.body.addWidget(self.to)
        for field in (self.ask, self.why):
            self.body.addWidget(field)
            field.typed.connect(self.typed)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        self.set_read_only(True)

    @property
    def words(self) -> LettersWords:
        """What stands in the two fields."""
        return self.ask.words, self.why.words

    def show_words(self, words: LettersWords) -> None:
        """Put ``words`` into the fields."""
        for field, text in zip((self.ask, self.why), words, strict=True):
            field.show_words(text)

    def show_recipient(self, lines: Sequence[str]) -> None:
        """Say to whom it goes; the line that only marks the envelope is left out."""
        self.to.setText(", ".join(" ".join(line.split()) for line in lines[1:]))

    def set_read_only(self, read_only: bool, why: str = "") -> None:
        """Let the words be read alone, and say ``why``."""
        self.ask.set_read_only(read_only)
        self.why.set_read_only(read_only)
        self.save.setVisible(not read_only)
        self.show_note(why)

    def show_note(self, words: str) -> None:
        """Say something about these words; "" for nothing."""
        if words:
            self.note.show_note("info", words)
        else:
            self.note.clear()
