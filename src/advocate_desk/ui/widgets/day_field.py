"""A labelled field for a near day, with what was understood beneath it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.widgets.fields import show_field_error
from advocate_desk.ui.widgets.near_date import NOT_READ, NearDate
from advocate_desk.ui.widgets.words import Words


class DayField(QWidget):
    """One day, typed as people say it.

    Args:
        label: what is asked; "&" marks the letter for Alt.
        today: the day in Europe/London.
        hint: an example.
        past: it is about something that has happened.
    """

    typed = Signal()
    """Somebody changed the words; not said when `show_day` or `show_text` does."""

    def __init__(self, label: str, today: Callable[[], date], hint: str, *, past: bool = False) -> None:
        super().__init__()
        self.edit = BoundedLine()
        self.edit.setAccessibleDescription(hint)
        self.label = Words(label, "field")
        self.label.setBuddy(self.edit)
        self.read, self.error = Words(look="secondary", wrap=True), Words(look="danger", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.label, Words(hint, "small", wrap=True), self.edit, self.read, self.error):
            column.addWidget(part)
        column.addStretch(1)
        self._near = NearDate(self.edit, self.read, self.error, today, past=past, day_only=True)
        self.edit.textEdited.connect(lambda _text: self.typed.emit())

    def day(self) -> date | None:
        """Return the day that was understood, or None."""
        return self._near.day()

    def text(self) -> str:
        """Return what was typed, for a draft."""
        return self.edit.text()

    def show_text(self, text: str) -> None:
        """Put back what was typed."""
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        show_field_error(self.edit, self.error, "")

    def show_day(self, day: date | None) -> None:
        """Show a day that is on record."""
        self.show_text(long_date(day) if day else "")

    def problem(self, empty: str = "") -> str:
        """Return what must be mended, "" if nothing, and say it by the field. ``empty`` is said where it must be."""
        if self._near.is_empty():
            show_field_error(self.edit, self.error, empty)
            return empty
        return "" if self._near.check() else self.error.text() or NOT_READ
