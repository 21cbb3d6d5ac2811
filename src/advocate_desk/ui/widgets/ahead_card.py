"""What does not protect yet and what is ahead, on a case's first page, with a way to where it is kept."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.services.court_ahead import AheadLine
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words


class AheadRow(QWidget):
    """One order or appointment. What is to be done about now has its shape and its words in another colour."""

    def __init__(self, theme: Theme, line: AheadLine) -> None:
        super().__init__()
        icon = "warning" if line.warns and line.is_order else "scales" if line.is_order else "calendar-blank"
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(line.title, wrap=True))
        words.addWidget(Words(line.words, "small-warn" if line.warns else "secondary", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(Glyph(theme, icon, "warn" if line.warns else "muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


class AheadCard(Card):
    """Orders and appointments to look to. Without any the card is not there."""

    def __init__(self, theme: Theme, open_court: Callable[[], None]) -> None:
        button = Button(theme, "Open court", "link", "", open_court)
        super().__init__("Court and ahead", button)
        self._theme, self.open_court = theme, button
        self.rows: list[AheadRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)
        self.hide()

    def show_lines(self, lines: Sequence[AheadLine]) -> None:
        """Show these in the stead of those before."""
        clear_rows(self._rows)
        self.rows = [AheadRow(self._theme, line) for line in lines]
        for row in self.rows:
            self._rows.addWidget(row)
        self.setVisible(bool(lines))
