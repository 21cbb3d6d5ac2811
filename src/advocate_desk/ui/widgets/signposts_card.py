"""The services somebody was told of: each with why, when, and what came of it. None of them is a referral."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import near_date
from advocate_desk.services.keep_signposts import SignpostLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

NONE_YET = "No service was only named yet. Here stands what somebody may go to themselves, without a referral."


class SignpostsCard(Card):
    """A row for each signpost, the newest first. Without ``hear`` they are only read."""

    def __init__(
        self,
        desk: DeskContext,
        add: Callable[[], None] | None,
        hear: Callable[[SignpostLine], None] | None,
    ) -> None:
        self.add = Button(desk.theme, "S&ignpost…", "link", "plus", add) if add else None
        super().__init__("Signposts", *([self.add] if self.add else []))
        self._desk, self._hear = desk, hear
        self.heard: list[Button] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)

    def show_lines(self, lines: Sequence[SignpostLine]) -> None:
        """Show ``lines`` in place of what was there."""
        clear_rows(self._rows)
        self.heard = []
        for number, line in enumerate(lines):
            if number:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(line))
        if not lines:
            self._rows.addWidget(Words(NONE_YET, "secondary", wrap=True))

    def _row(self, line: SignpostLine) -> QWidget:
        one, today = line.signpost, self._desk.clock.today()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(one.to, "strong", wrap=True))
        words.addWidget(Words(one.why, wrap=True))
        about = [near_date(one.on, today), one.how, f"by {line.told_by}" if line.told_by else "", line.need]
        words.addWidget(Words("  ·  ".join(part for part in about if part), "secondary", wrap=True))
        if one.came_of_it and one.heard_on:
            words.addWidget(Words(f"Heard {near_date(one.heard_on, today)}: {one.came_of_it}", wrap=True))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(Glyph(self._desk.theme, "map-pin", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if self._hear is not None:
            said = "Change" if one.came_of_it else "What came of it"
            button = Button(self._desk.theme, said, "link", "", partial(self._hear, line))
            button.setAccessibleName(f"{said}: {one.to}")
            self.heard.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder
