"""Facts in two columns: what each is, quietly, and what is known of it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from advocate_desk.ui.widgets.words import Words


def facts_grid(facts: Iterable[tuple[str, str]], spacing: int = 4) -> QGridLayout:
    """Return a row for each fact: its label and its words."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(spacing)
    grid.setColumnStretch(1, 1)
    for row, (label, words) in enumerate(facts):
        grid.addWidget(Words(label, "secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(words, wrap=True), row, 1)
    return grid
