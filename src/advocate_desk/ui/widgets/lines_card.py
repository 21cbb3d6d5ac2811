"""Suspects and charges, read only: each charge stands for itself, and moves are recorded on the pathway."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.services.court_lines import ChargeLine, SuspectLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

ABOUT = "A line for each suspect and each charge. Record on the pathway what happens to them."


class LineRow(QWidget):
    """One suspect or one charge: where it stands, and what is so beside that."""

    def __init__(self, desk: DeskContext, line: ChargeLine, *, charge: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(desk.theme.px(22) if charge else 0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(Glyph(desk.theme, "scales" if charge else "user", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(line.title, "" if charge else "strong", wrap=True))
        words.addWidget(Words(line.words, "secondary", wrap=True))
        row.addLayout(words, 1)
        for mark in line.marks:
            row.addWidget(Chip(desk.theme, mark, "plain", "flag"), 0, Qt.AlignmentFlag.AlignTop)
        if line.late:
            row.addWidget(Chip(desk.theme, "Late", "danger", "warning-circle-fill"), 0, Qt.AlignmentFlag.AlignTop)


class LinesCard(Card):
    """The lines of a case. ``open_board`` leads to where their moves are recorded."""

    def __init__(self, desk: DeskContext, open_board: Callable[[], None]) -> None:
        button = Button(desk.theme, "Open pathway", "link", "", open_board)
        super().__init__("Suspects and charges", button)
        self.open_board = button
        self._desk = desk
        self.rows: list[LineRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addWidget(Words(ABOUT, "secondary", wrap=True))
        self.body.addLayout(self._rows)
        self.hide()

    def show_lines(self, lines: Sequence[SuspectLine]) -> None:
        """Show these lines; without any the card is not there."""
        clear_rows(self._rows)
        self.rows = []
        for number, suspect in enumerate(lines):
            if number:
                self._rows.addWidget(rule())
            self._add(suspect.line, charge=False)
            for line in suspect.charges:
                self._add(line, charge=True)
        self.setVisible(bool(lines))

    def _add(self, line: ChargeLine, *, charge: bool) -> None:
        row = LineRow(self._desk, line, charge=charge)
        self.rows.append(row)
        self._rows.addWidget(row)
