"""Three boxes for a date somebody knows by heart, with what was understood beneath."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from advocate_desk.domain.memorable_dates import Box, MemorableDate, Read, boxes_of, read_memorable, split_whole
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.fields import say_refusals
from advocate_desk.ui.widgets.words import Words, restyle

HINT = "For example, 27 3 1988 or 27 March 1988."
_WIDTHS = {Box.DAY: 64, Box.MONTH: 128, Box.YEAR: 88}
_LONGEST = 40
"""Room for a date pasted whole into one box."""


class MemorableDateField(QGroupBox):
    """Day, month and year in a named group. The keyboard never jumps by itself from box to box.

    It is checked when the keyboard leaves the group, never while somebody types.

    Args:
        theme: gives sizes.
        title: what the date is of; names the group.
        today: the day in Europe/London.
        hint: one line with an example.
        approximate: the day, or day and month, need not be known.
        ahead: the date may lie in the future.
    """

    typed = Signal()
    """Somebody changed a box; not said when `show_typed` does."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        today: Callable[[], date],
        *,
        hint: str = HINT,
        approximate: bool = False,
        ahead: bool = False,
    ) -> None:
        super().__init__(title)
        self._theme, self._today, self._approximate, self._ahead = theme, today, approximate, ahead
        self.boxes = {box: BoundedLine(longest=_LONGEST) for box in Box}
        self.hint = Words(hint, "small", wrap=True)
        self.read = Words(look="secondary", wrap=True)
        self.error = Words(look="danger", wrap=True)
        self.read.hide()
        self.error.hide()
        self._lay_out()
        self.setAccessibleDescription(hint)
        for edit in self.boxes.values():
            edit.textEdited.connect(self._edited)
            edit.editingFinished.connect(self._left)
            say_refusals(edit, self.error)
        theme.changed.connect(self._size)

    def value(self) -> MemorableDate | None:
        """Return the date that was understood; None where there is none, or a mistake."""
        return self._understood().date

    def day(self) -> date | None:
        """Return the exact day that was understood, or None."""
        value = self.value()
        return value.exact() if value else None

    def is_empty(self) -> bool:
        """Say whether nothing was typed."""
        return not any(text.strip() for text in self.texts())

    def texts(self) -> tuple[str, str, str]:
        """Return the three boxes as they were typed, for a draft."""
        return self.boxes[Box.DAY].text(), self.boxes[Box.MONTH].text(), self.boxes[Box.YEAR].text()

    def show_texts(self, day: str, month: str, year: str) -> None:
        """Put back what was typed."""
        for box, text in zip(Box, (day, month, year), strict=True):
            self.boxes[box].setText(text)
        self._show_read()

    def show_day(self, day: date | None) -> None:
        """Show a day that is on record."""
        self.show_texts(*(boxes_of(day) if day else ("", "", "")))

    def check(self) -> str:
        """Return what is wrong, "" if nothing, and say it by the boxes. Nothing typed is nothing wrong."""
        understood = self._understood()
        self._say_problem(understood)
        return understood.problem

    def first_wrong(self) -> QWidget:
        """Return the box to mend, or the first."""
        return self.boxes[self._understood().box]

    def focus_box(self) -> QLineEdit:
        """Return the box the keyboard begins in."""
        return self.boxes[Box.DAY]

    def _understood(self) -> Read:
        return read_memorable(*self.texts(), self._today(), approximate=self._approximate, ahead=self._ahead)

    def _edited(self, text: str) -> None:
        whole = split_whole(text)
        if whole is not None:
            for box, part in zip(Box, whole, strict=True):
                self.boxes[box].setText(part)
        self._show_read()
        self.typed.emit()

    def _show_read(self) -> None:
        value = self.value()
        words = value.in_words() if value else ""
        self.read.setText(sentence_start(words))
        self.read.setVisible(bool(words))
        if value is not None or self.is_empty():
            self._say_problem(Read())

    def _left(self) -> None:
        """Check once the keyboard has gone from all three boxes, not between them."""
        if any(edit.hasFocus() for edit in self.boxes.values()):
            return
        if self.check():
            announce(self, self.error.text(), at_once=True)
        elif self.read.text():
            announce(self, self.read.text())

    def _say_problem(self, understood: Read) -> None:
        self.error.setText(understood.problem)
        self.error.setVisible(bool(understood.problem))
        for box, edit in self.boxes.items():
            wrong = bool(understood.problem) and box is understood.box
            edit.setProperty("wrong", wrong)
            edit.setAccessibleDescription(understood.problem if wrong else "")
            restyle(edit)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for box, edit in self.boxes.items():
            label = Words(box.title(), "small")
            label.setBuddy(edit)
            one = QVBoxLayout()
            one.setSpacing(2)
            one.addWidget(label)
            one.addWidget(edit)
            row.addLayout(one)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.hint)
        column.addLayout(row)
        column.addWidget(self.read)
        column.addWidget(self.error)
        self._size()

    def _size(self) -> None:
        for box, edit in self.boxes.items():
            edit.setFixedWidth(self._theme.px(_WIDTHS[box]))
