"""Which number or address was used, asked only where more than one could have been."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from advocate_desk.ui.widgets.fields import Field


class UsedPoint(Field):
    """A list of numbers or addresses by what is noted of them. It is hidden where there is nothing to choose.

    What was chosen is remembered while another list is offered, and chosen again where it is in it.
    """

    chosen = Signal()

    def __init__(self) -> None:
        self.box = QComboBox()
        super().__init__("Which was used", self.box)
        self._wanted = ""
        self._offered: dict[str, str] = {}
        self.box.activated.connect(self._choose)
        self.hide()

    def offer(self, points: Mapping[UUID, str]) -> None:
        """Offer these."""
        offered = {point_id.hex: words for point_id, words in points.items()}
        if offered != self._offered:
            self._offered = offered
            self.box.clear()
            self.box.addItem("Not noted", "")
            for point_id, words in offered.items():
                self.box.addItem(words, point_id)
        self._show_wanted()
        self.setVisible(len(offered) > 1)

    def choose(self, value: str) -> None:
        """Choose what `typed` returned, now or once it is offered."""
        self._wanted = value
        self._show_wanted()

    def typed(self) -> str:
        """Return what was chosen, as text for a draft; "" where nothing was."""
        return self._wanted

    def value(self) -> UUID | None:
        """Return what was chosen, None where it is not offered now."""
        return UUID(self._wanted) if len(self._offered) > 1 and self._wanted in self._offered else None

    def _choose(self, _index: int) -> None:
        self._wanted = self.box.currentData() or ""
        self.chosen.emit()

    def _show_wanted(self) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(self._wanted)))
