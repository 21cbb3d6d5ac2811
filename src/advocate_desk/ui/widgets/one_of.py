"""Checkable buttons of which one holds."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class OneOf(QButtonGroup):
    """Says what somebody chose. It listens to a button being checked, not to a click: a screen reader makes none."""

    chosen = Signal(str)
    """The value of the button somebody checked; not said when `show` does."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offered: dict[str, QAbstractButton] = {}
        self._showing = False

    def offer(self, value: str, button: QAbstractButton) -> None:
        """Let ``button`` stand for ``value``."""
        button.setCheckable(True)
        button.toggled.connect(partial(self._toggled, value))
        self.addButton(button)
        self._offered[value] = button

    def value(self) -> str:
        """Return the chosen value, or "" while none is."""
        return next((value for value, button in self._offered.items() if button.isChecked()), "")

    def show(self, value: str) -> None:
        """Check the button of ``value``; one that is not offered leaves nothing checked."""
        self._showing = True
        self.setExclusive(False)
        for own, button in self._offered.items():
            button.setChecked(own == value)
        self.setExclusive(True)
        self._showing = False

    def button_of(self, value: str) -> QAbstractButton | None:
        """Return the button that stands for ``value``."""
        return self._offered.get(value)

    def holder(self) -> QAbstractButton:
        """Return the button that is checked, or the first."""
        return self._offered.get(self.value()) or next(iter(self._offered.values()))

    def _toggled(self, value: str, checked: bool) -> None:
        if checked and not self._showing:
            self.chosen.emit(value)
