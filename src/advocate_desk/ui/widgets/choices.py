"""A few answers of which one holds."""

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.one_of import OneOf
from advocate_desk.ui.widgets.pressable import Pressable


class ChoiceButton(Pressable):
    """One answer, with room for its words in the heavier letters it has once it is chosen.

    Args:
        words: the answer.
        enter_goes_on: leave Enter to the form around it, which goes on; Space chooses.
    """

    def __init__(self, words: str, *, enter_goes_on: bool = False) -> None:
        super().__init__(words)
        self._enter_goes_on = enter_goes_on
        self.setProperty("look", "choice")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._enter_goes_on and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        light, heavy = QFont(self.font()), QFont(self.font())
        light.setWeight(QFont.Weight.Normal)
        heavy.setWeight(QFont.Weight.DemiBold)
        widths = (QFontMetrics(letters).horizontalAdvance(self.text()) for letters in (heavy, light))
        return QSize(hint.width() + max(0, next(widths) - next(widths)), hint.height())


class Choices(QGroupBox):
    """A few answers of which one holds, as buttons in a named group.

    Args:
        title: what is asked.
        answers: each answer's words by its value.
        enter_goes_on: leave Enter to the form around them, which goes on; Space and the arrows choose.
    """

    chosen = Signal(str)

    def __init__(self, title: str, answers: Mapping[Any, str], *, enter_goes_on: bool = False) -> None:
        super().__init__(title)
        self._answers = OneOf(self)
        self._answers.chosen.connect(self.chosen)
        self._buttons: dict[str, ChoiceButton] = {}
        flow = FlowLayout(6)
        for value, words in answers.items():
            button = ChoiceButton(words, enter_goes_on=enter_goes_on)
            self._answers.offer(str(value), button)
            self._buttons[str(value)] = button
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(flow)

    def value(self) -> str:
        """Return the chosen value, or "" while none is."""
        return self._answers.value()

    def choose(self, value: str) -> None:
        """Choose ``value``; one that is not offered leaves nothing chosen."""
        self._answers.show(value)

    def offer_only(self, values: Collection[Any]) -> None:
        """Show only the answers of these values; one that was chosen and is not among them is chosen no more."""
        offered = {str(one) for one in values}
        for value, button in self._buttons.items():
            button.setVisible(value in offered)
        if self.value() not in offered:
            self.choose("")

    def offers(self, value: str) -> bool:
        """Say whether an answer may be chosen now."""
        return str(value) in self._buttons and not self._buttons[str(value)].isHidden()

    def first(self) -> QWidget:
        """Return the button that is chosen, or the first."""
        return self._answers.holder()
