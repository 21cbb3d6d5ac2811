"""A few answers of which one holds."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QVBoxLayout, QWidget

from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.pressable import Pressable


class ChoiceButton(Pressable):
    """One answer, with room for its words in the heavier letters it has once it is chosen."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("look", "choice")
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        light, heavy = QFont(self.font()), QFont(self.font())
        light.setWeight(QFont.Weight.Normal)
        heavy.setWeight(QFont.Weight.DemiBold)
        widths = (QFontMetrics(letters).horizontalAdvance(self.text()) for letters in (heavy, light))
        return QSize(hint.width() + max(0, next(widths) - next(widths)), hint.height())


class Choices(QGroupBox):
    """A few answers of which one holds, as buttons in a named group."""

    chosen = Signal(str)

    def __init__(self, title: str, answers: Mapping[Any, str]) -> None:
        super().__init__(title)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Pressable] = {}
        flow = FlowLayout(6)
        for value, words in answers.items():
            button = ChoiceButton(words)
            button.clicked.connect(partial(self._clicked, str(value)))
            self._group.addButton(button)
            self._buttons[str(value)] = button
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(flow)

    def value(self) -> str:
        """Return the chosen value, or "" while none is."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose ``value``; one that is not offered leaves nothing chosen."""
        self._group.setExclusive(False)
        for own, button in self._buttons.items():
            button.setChecked(own == value)
        self._group.setExclusive(True)

    def first(self) -> QWidget:
        """Return the button that is chosen, or the first."""
        return self._buttons.get(self.value()) or next(iter(self._buttons.values()))

    def _clicked(self, value: str, _checked: bool = False) -> None:  # Qt hands a partial no argument
        self.chosen.emit(value)
