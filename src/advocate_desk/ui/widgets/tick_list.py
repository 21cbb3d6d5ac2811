"""Several things of which each may be ticked, under one heading, offered anew whenever the form opens."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGroupBox, QVBoxLayout

from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.tick_box import TickBox


class TickList(QGroupBox):
    """The boxes, by what each stands for.

    Args:
        title: what is asked; names the group.
    """

    ticked = Signal()
    """Somebody ticked or unticked; not said when `choose` does."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.boxes: dict[str, TickBox] = {}
        self._showing = False
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 4, 0, 0)
        self._rows.setSpacing(2)

    def offer(self, answers: Mapping[str, str]) -> None:
        """Offer these, each with its words by its value, in the stead of those before; none is ticked."""
        clear_rows(self._rows)
        self.boxes = {value: TickBox(words) for value, words in answers.items()}
        for box in self.boxes.values():
            box.toggled.connect(self._toggled)
            self._rows.addWidget(box)

    def values(self) -> tuple[str, ...]:
        """Return what is ticked, in the order in which it is offered."""
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def choose(self, values: Collection[str]) -> None:
        """Tick exactly ``values``; what is not offered is left out."""
        self._showing = True
        for value, box in self.boxes.items():
            box.setChecked(value in values)
        self._showing = False

    def _toggled(self, _checked: bool) -> None:
        if not self._showing:
            self.ticked.emit()
