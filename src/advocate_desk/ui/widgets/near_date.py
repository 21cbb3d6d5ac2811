"""A text field for a near date, with what was understood in words beneath it."""

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QLineEdit

from advocate_desk.domain.dates_in_words import in_london, weekday_date
from advocate_desk.domain.near_dates import CLOSE_OF_DAY, moment_in_words, read_day, read_moment, why_not_read
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.widgets.fields import say_refusals, show_field_error

NOT_READ = "This date cannot be read. Type it like +2d, fri, 27/11 or 27 3 2027."


class NearDate(QObject):
    """Makes a line edit, the words beneath it and its error work together.

    Args:
        field: where it is typed.
        read: shows what was understood.
        error: says how to mend it.
        today: the day in Europe/London.
        past: it is about something that has happened.
        day_only: no time belongs to it.
        usual: the time meant where none is typed.
    """

    def __init__(
        self,
        field: QLineEdit,
        read: QLabel,
        error: QLabel,
        today: Callable[[], date],
        *,
        past: bool = False,
        day_only: bool = False,
        usual: time = CLOSE_OF_DAY,
    ) -> None:
        super().__init__(field)
        self.field, self._read, self._error, self._today = field, read, error, today
        self._past, self._day_only, self._usual = past, day_only, usual
        field.textChanged.connect(self._show)
        field.editingFinished.connect(self.check)
        error.hide()
        if isinstance(field, BoundedLine):
            say_refusals(field, error)
        self._show()

    def moment(self) -> datetime | None:
        """Return the moment that was understood, in UTC."""
        return read_moment(self.field.text(), self._today(), past=self._past, usual=self._usual)

    def day(self) -> date | None:
        """Return the day that was understood."""
        if self._day_only:
            return read_day(self.field.text(), self._today(), past=self._past)
        moment = self.moment()
        return in_london(moment).date() if moment else None

    def is_empty(self) -> bool:
        """Say whether nothing was typed."""
        return not self.field.text().strip()

    def check(self) -> bool:
        """Say whether it can be read, or is empty; if neither, by the field, how to mend it."""
        fine = self.is_empty() or bool(self._words())
        why = why_not_read(self.field.text(), self._today(), past=self._past)
        show_field_error(self.field, self._error, "" if fine else why or NOT_READ)
        return fine

    def require(self, sentence: str) -> bool:
        """Say whether it is there and can be read; where it is empty the field says ``sentence``."""
        if not self.is_empty():
            return self.check()
        show_field_error(self.field, self._error, sentence)
        return False

    def _words(self) -> str:
        if self._day_only:
            day = self.day()
            return weekday_date(day) if day else ""
        moment = self.moment()
        return moment_in_words(moment) if moment else ""

    def _show(self) -> None:
        words = self._words()
        self._read.setText(words)
        self._read.setVisible(bool(words))
        if words:
            show_field_error(self.field, self._error, "")
            self.field.setAccessibleDescription(words)
