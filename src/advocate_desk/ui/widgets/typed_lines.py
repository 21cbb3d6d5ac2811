"""Several short lines, each typed as people type it, with what was understood beneath; lines are added and removed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import EntryRefused
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fields import say_refusals, show_field_error
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.words import Words

Understand = Callable[[str], str]
"""Says in words what was understood. Raises EntryRefused, which says how to write it."""
_LONGEST = 120
_WIDTH = 340


class TypedLine(QWidget):
    """One line. It is checked when the keyboard leaves it, never while somebody types."""

    def __init__(self, theme: Theme, name: str, understand: Understand) -> None:
        super().__init__()
        self._name, self._understand = name, understand
        self.edit = BoundedLine(longest=_LONGEST)
        self.edit.setMaximumWidth(theme.px(_WIDTH))
        self.read = Words(look="secondary", wrap=True)
        self.error = Words(look="danger", wrap=True)
        self.remove = Button(theme, "Remove", "link", "")
        say_refusals(self.edit, self.error)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.remove)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.read)
        column.addWidget(self.error)
        self.edit.textChanged.connect(self._show)
        self.edit.editingFinished.connect(self.check)
        self.error.hide()
        self._show()

    def number(self, at: int) -> None:
        """Be the line at ``at``, counted from 1."""
        self.edit.setAccessibleName(f"{self._name}, line {at}")
        self.remove.setAccessibleName(f"Remove line {at}: {self._name}")

    def check(self) -> str:
        """Return what is wrong and say it by the line; "" if nothing is, or nothing is typed."""
        wrong = self._words()[1]
        show_field_error(self.edit, self.error, wrong)
        return wrong

    def _words(self) -> tuple[str, str]:
        """Return what was understood, or what is wrong."""
        if not self.edit.text().strip():
            return "", ""
        try:
            return self._understand(self.edit.text()), ""
        except EntryRefused as refused:
            return "", str(refused)

    def _show(self) -> None:
        words, wrong = self._words()
        self.read.setText(words)
        self.read.setVisible(bool(words))
        if not wrong:
            show_field_error(self.edit, self.error, "")
            self.edit.setAccessibleDescription(words)


class TypedLines(QGroupBox):
    """The lines, and the button that adds one.

    Args:
        theme: gives sizes.
        title: what the lines say; names the group.
        hint: one line with an example.
        add: what the button says.
        understand: says in words what was typed.
    """

    typed = Signal()
    """Somebody changed, added or removed a line; not said when something is shown."""

    def __init__(self, theme: Theme, title: str, hint: str, add: str, understand: Understand) -> None:
        super().__init__(title)
        self._theme, self._title, self._understand = theme, title, understand
        self._rows: list[TypedLine] = []
        self.hint = Words(hint, "small", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.add_button = Button(theme, add, "link", "plus", self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.hint)
        column.addLayout(self._lines)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def rows(self) -> tuple[TypedLine, ...]:
        """Return the lines, in order."""
        return tuple(self._rows)

    def texts(self) -> tuple[str, ...]:
        """Return what stands in the lines, but for empty ones."""
        return tuple(text for row in self._rows if (text := row.edit.text().strip()))

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show these lines, unless they stand there already."""
        if self.texts() == tuple(texts) and len(self._rows) == len(texts):
            return
        for row in self._rows:
            self._take_out(row)
        self._rows = []
        for text in texts:
            self._put(text)

    def add(self) -> None:
        """Add an empty line, with the keyboard in it."""
        self._put("").edit.setFocus()
        self.typed.emit()

    def problems(self) -> tuple[Problem, ...]:
        """Return what must be mended, and say it by the lines."""
        return tuple(Problem(wrong, row.edit) for row in self._rows if (wrong := row.check()))

    def _put(self, text: str) -> TypedLine:
        row = TypedLine(self._theme, self._title, self._understand)
        row.edit.setText(text)
        row.edit.textEdited.connect(lambda _text: self.typed.emit())
        row.remove.clicked.connect(lambda _checked: self._remove(row))
        before = self._rows[-1].remove if self._rows else None
        self._rows.append(row)
        self._lines.addWidget(row)
        if before is not None:
            QWidget.setTabOrder(before, row.edit)
        QWidget.setTabOrder(row.edit, row.remove)
        QWidget.setTabOrder(row.remove, self.add_button)
        self._number()
        return row

    def _remove(self, row: TypedLine) -> None:
        at = self._rows.index(row)
        self._rows.remove(row)
        self._take_out(row)
        self._number()
        stays = self._rows[min(at, len(self._rows) - 1)].edit if self._rows else self.add_button
        stays.setFocus()
        self.typed.emit()

    def _take_out(self, row: TypedLine) -> None:
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _number(self) -> None:
        for at, row in enumerate(self._rows, start=1):
            row.number(at)
