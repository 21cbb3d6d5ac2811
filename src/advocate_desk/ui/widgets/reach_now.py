"""The card that answers at once: may I call, text or write now, and if not, why not and from when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from advocate_desk.domain.contact_now import NowLine
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words


class ReachNow(Card):
    """One line for each way. What stands against all of them alike is said once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Now")
        self._theme = theme
        self._shown: tuple[NowLine, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self.why = Words(look="secondary", wrap=True)
        self.body.setSpacing(8)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.why)

    @property
    def lines(self) -> tuple[NowLine, ...]:
        """What is shown."""
        return self._shown

    def show_lines(self, lines: Sequence[NowLine]) -> None:
        """Show the answers."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        clear_rows(self._grid)
        whys = {line.why for line in lines}
        alike = len(whys) == 1 and not any(line.allowed for line in lines)
        for row, line in enumerate(lines):
            self._put(row, line, "" if alike else line.why)
        self.why.setText(whys.pop() if alike else "")
        self.why.setVisible(alike)

    def _put(self, row: int, line: NowLine, why: str) -> None:
        icon, role = ("check-circle-fill", "ok") if line.allowed else ("prohibit-fill", "danger")
        answer = f"{line.what}: {'yes' if line.allowed else 'no'}"
        top = Qt.AlignmentFlag.AlignTop
        parts: tuple[QWidget, ...] = (
            Glyph(self._theme, icon, role, 20),
            Words(answer, "strong"),
            Words(why, "secondary", wrap=True),
        )
        for column, part in enumerate(parts):
            self._grid.addWidget(part, row, column, top)
