"""A few answers of which several may hold."""

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from advocate_desk.ui.widgets.choices import ChoiceButton
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words


class Several(QGroupBox):
    """Answers as buttons in a named group, each of which stays pressed until it is pressed again.

    Args:
        title: what is asked.
        hint: one line under it, or "".
    """

    chosen = Signal()
    """Somebody chose or unchose; not said when `choose` does."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.buttons: dict[str, ChoiceButton] = {}
        self.error = Words(look="danger", wrap=True)
        self.error.hide()
        self._holder = QWidget()
        self._flow = FlowLayout(6)
        self._holder.setLayout(self._flow)
        self._showing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        if hint:
            column.addWidget(Words(hint, "small", wrap=True))
        column.addWidget(self._holder)
        column.addWidget(self.error)

    def offer(self, answers: Mapping[Any, str]) -> None:
        """Offer these answers, each with its words by its value, in the stead of those before; none is chosen."""
        clear_rows(self._flow)
        self.buttons = {str(value): ChoiceButton(words) for value, words in answers.items()}
        for button in self.buttons.values():
            button.setCheckable(True)
            button.toggled.connect(self._toggled)
            self._flow.addWidget(button)

    def values(self) -> tuple[str, ...]:
        """Return what is chosen, in the order in which it is offered."""
        return tuple(value for value, button in self.buttons.items() if button.isChecked())

    def choose(self, values: Collection[str]) -> None:
        """Choose exactly ``values``; what is not offered is left out."""
        self._showing = True
        for value, button in self.buttons.items():
            button.setChecked(value in values)
        self._showing = False

    def first(self) -> QWidget:
        """Return the first button."""
        return next(iter(self.buttons.values()))

    def set_error(self, sentence: str) -> None:
        """Show how to mend what is wrong; "" when nothing is."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    def _toggled(self, _checked: bool) -> None:
        if not self._showing:
            self.set_error("")
            self.chosen.emit()
