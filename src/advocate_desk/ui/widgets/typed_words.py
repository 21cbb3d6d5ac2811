"""A field for a few sentences, which grows with them and counts their words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent

from advocate_desk.ui.bounded_edit import BoundedEdit
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.words import Words


class GrowingEdit(BoundedEdit):
    """A plain text field as high as its words need, within bounds. Tab leads out of it.

    Args:
        theme: gives the text size.
        lines: how many lines it shows at least; at most it shows ten more and scrolls.
    """

    def __init__(self, theme: Theme, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        theme.changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = round(self.document().size().height())
        most = self._lines + 10
        lines = max(self._lines, min(needed, most))
        as_needed, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(as_needed if needed > most else off)
        around = self.height() - self.viewport().height() if self.isVisible() else 14
        self.setFixedHeight(
            lines * self.fontMetrics().lineSpacing() + around + round(self.document().documentMargin() * 2)
        )


class TypedWords(Field):
    """A labelled text field with its number of words beneath.

    Args:
        theme: gives the text size.
        label: what it asks; "&" marks the letter for Alt.
        lines: how many lines it shows at least.
        hint: one line between them.
    """

    typed = Signal()
    """Somebody changed the words; not said when `show_words` does."""

    def __init__(self, theme: Theme, label: str, lines: int, hint: str = "") -> None:
        self.edit = GrowingEdit(theme, lines)
        super().__init__(label, self.edit, hint)
        self.count = Words("", "small")
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.count)
        self.edit.textChanged.connect(self._changed)
        self._is_shown = True
        self._say_count()

    @property
    def words(self) -> str:
        """What stands in it."""
        return self.edit.toPlainText()

    def show_words(self, text: str) -> None:
        """Put ``text`` in, unless it stands there already: then the cursor stays where it is."""
        if text != self.words:
            self._is_shown = False
            self.edit.setPlainText(text)
            self._is_shown = True

    def problem(self, empty: str) -> str:
        """Return ``empty`` where nothing stands in it, and say it by the field; else ""."""
        sentence = "" if self.words.strip() else empty
        self.set_error(sentence)
        return sentence

    def set_read_only(self, read_only: bool) -> None:
        """Let it be read and copied alone, or typed in."""
        self.edit.setReadOnly(read_only)

    def _changed(self) -> None:
        self._say_count()
        if self._is_shown:
            self.typed.emit()

    def _say_count(self) -> None:
        number = len(self.words.split())
        self.count.setText("1 word" if number == 1 else f"{number} words")
