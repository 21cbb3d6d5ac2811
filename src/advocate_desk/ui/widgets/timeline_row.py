"""One entry of a timeline: what happened, when, when it was written down, and what it said before a correction."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.services.show_timeline import Entry
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.timeline_words import moment_words, recorded_words
from advocate_desk.ui.widgets.words import Words

ICONS = {
    "call": "phone",
    "text": "chat-circle-text",
    "email": "envelope-simple",
    "letter": "envelope",
    "in_person": "users",
    "note": "note",
    "signpost": "map-pin",
    "referral": "paper-plane-tilt",
    "risk": "note-pencil",
    "consent": "handshake",
    "plan": "shield-check",
    "reveal": "eye",
    "incident": "warning-circle",
    "file": "file-text",
    "life": "flag",
    "marac": "users-three",
    "court": "scales",
    "clock": "clock",
    "step": "list-checks",
    "agreement": "hand-heart",
    "withheld": "eye-slash",
    "support": "list-checks",
    "flag": "warning",
    "young": "scales",
}


class TimelineRow(QWidget):
    """Shows one entry. Distressing words, and what a corrected entry said before, open on request.

    Args:
        theme: gives icons.
        entry: what it shows.
        now: "today" is told from it.
        on_correct: called when the entry is to be put right; None where it cannot be.
    """

    def __init__(self, theme: Theme, entry: Entry, now: datetime, on_correct: Callable[[], object] | None) -> None:
        super().__init__()
        self.entry = entry
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(self._head(theme, now))
        words.addLayout(self._recorded(theme, now, on_correct))
        if entry.text.strip():
            self._add_text(theme, words)
        if entry.earlier:
            self._add_earlier(theme, words, now)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 8)
        row.setSpacing(14)
        row.addWidget(Glyph(theme, ICONS.get(entry.icon, "note"), "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def _head(self, theme: Theme, now: datetime) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(self.entry.headline, "strong", wrap=True), 1)
        if self.entry.earlier:
            head.addWidget(Chip(theme, "Corrected", "info", "pencil-simple"), 0, Qt.AlignmentFlag.AlignTop)
        when = Words(moment_words(self.entry.happened_at, now, whole_day=self.entry.whole_day), "small")
        head.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _recorded(self, theme: Theme, now: datetime, on_correct: Callable[[], object] | None) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Words(recorded_words(self.entry, now), "small", wrap=True), 1)
        if on_correct is not None:
            correct = Button(theme, "Correct this entry", "link", "", on_correct)
            correct.setAccessibleName(f"Correct this entry: {self.entry.headline}")
            line.addWidget(correct, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _add_text(self, theme: Theme, words: QVBoxLayout) -> None:
        if self.entry.distressing:
            self._on_request(theme, words, "Show distressing detail", [Words(self.entry.text, wrap=True)])
        else:
            words.addWidget(Words(self.entry.text, wrap=True))

    def _add_earlier(self, theme: Theme, words: QVBoxLayout, now: datetime) -> None:
        told = [
            Words(
                f"{moment_words(one.recorded_at, now)}{f', {one.who}' if one.who else ''}: {one.headline}. {one.text}",
                "secondary",
                wrap=True,
            )
            for one in self.entry.earlier
        ]
        self._on_request(theme, words, "What it said before", told)

    def _on_request(self, theme: Theme, words: QVBoxLayout, ask: str, parts: list[Words]) -> None:
        """Hide ``parts`` behind a button that shows them."""
        button = Button(theme, ask, "link")
        words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        button.setAccessibleName(f"{ask}: {self.entry.headline}")

        def show() -> None:
            for part in parts:
                part.show()
            button.hide()

        for part in parts:
            part.hide()
            words.addWidget(part)
        button.clicked.connect(show)
