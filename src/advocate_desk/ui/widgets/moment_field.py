"""A labelled field for the day and time at which something happened, with what was understood beneath it."""

from collections.abc import Callable
from datetime import date, datetime

from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.near_dates import moment_for_field
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.near_date import NearDate
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.words import Words


class MomentField(Field):
    """A moment in the past, typed as people say it.

    Args:
        label: what is asked; "&" marks the letter for Alt.
        today: the day in Europe/London.
        now: the moment meant where a day is typed without its time.
        hint: an example.
    """

    def __init__(self, label: str, today: Callable[[], date], now: datetime, hint: str = "") -> None:
        self.edit = BoundedLine()
        super().__init__(label, self.edit, hint)
        self.read = Words(look="secondary", wrap=True)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.read)
        usual = in_london(now).time().replace(second=0, microsecond=0)
        self._near = NearDate(self.edit, self.read, self.error, today, past=True, usual=usual)

    def show_moment(self, moment: datetime | None) -> None:
        """Show a moment; None empties the field."""
        self.edit.setText(moment_for_field(in_london(moment).replace(second=0, microsecond=0)) if moment else "")
        self.edit.setCursorPosition(0)

    def moment(self) -> datetime | None:
        """Return the moment that was understood, in UTC."""
        return self._near.moment()

    def problems(self, empty: str = "") -> list[Problem]:
        """Return what must be mended, and say it by the field. ``empty`` is said where a moment must be given."""
        fine = self._near.require(empty) if empty else self._near.check()
        return [] if fine and (self.moment() or not empty) else [Problem(self.error.text(), self.edit)]
