"""Boxes for what this agency must not have: closed, with the reason beside each, never merely missing."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from advocate_desk.domain.agreements import Withheld
from advocate_desk.domain.withholding import whom
from advocate_desk.ui.widgets.words import Words, restyle

UNTICK = "Untick it: consent does not open what is withheld."
INDENT = 36
"""Where the words of a box begin."""


class WithheldBox(QWidget):
    """A box with room for the reason why it is closed.

    Args:
        box: offers to share something.
    """

    def __init__(self, box: QCheckBox) -> None:
        super().__init__()
        self.box = box
        self.reason = Words(look="small", wrap=True)
        self.reason.setContentsMargins(INDENT, 0, 0, 4)
        self.reason.hide()
        self._because: Withheld | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(box)
        column.addWidget(self.reason)
        column.addStretch(1)
        box.toggled.connect(self._show)

    def close_for(self, because: Withheld | None) -> None:
        """Close the box because of an entry, or open it with None.

        What was ticked before stays ticked until somebody unticks it: nothing leaves a letter without being seen to.
        """
        self._because = because
        self._show()

    def _show(self) -> None:
        because, ticked = self._because, self.box.isChecked()
        self.box.setEnabled(because is None or ticked)
        self.reason.setVisible(because is not None)
        told = ""
        if because is not None:
            must = f"Must be kept from {whom(because)}: {' '.join(because.why.split())}"
            told = f"{must} {UNTICK}" if ticked else must
        self.reason.setText(told)
        self.reason.setProperty("look", "small-warn" if ticked else "small")
        restyle(self.reason)
        self.box.setAccessibleDescription(told)


def in_its_place(box: QCheckBox, grid: QGridLayout) -> WithheldBox:
    """Return ``box`` with room for a reason, at the place in ``grid`` where it stood."""
    place: Any = grid.getItemPosition(grid.indexOf(box))  # PySide says only that it is an object
    grid.removeWidget(box)
    held = WithheldBox(box)
    grid.addWidget(held, *place)
    return held
