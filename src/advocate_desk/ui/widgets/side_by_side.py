"""Two people laid side by side, line by line, with what is the same and what differs in a word and a shape."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

Line = tuple[str, str, str, tuple[str, str, str]]
"""What is compared, what stands on either side, and how they compare: word, role and icon of a chip."""


class SideBySideCard(Card):
    """A card with two columns. Buttons go into ``body`` below it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Side by side")
        self._theme = theme
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)

    def show_pair(self, left: str, right: str, lines: Sequence[Line]) -> None:
        """Show two people, called ``left`` and ``right``."""
        clear_rows(self._grid)
        self._put(0, Words(""), Words(left, "strong", wrap=True), Words(right, "strong", wrap=True), Words(""))
        for row, (what, one, other, (word, role, icon)) in enumerate(lines, start=1):
            chip = Chip(self._theme, word, role, icon)
            self._put(row, Words(what, "secondary"), Words(one, wrap=True), Words(other, wrap=True), chip)

    def _put(self, row: int, *parts: QWidget) -> None:
        for column, part in enumerate(parts):
            self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
