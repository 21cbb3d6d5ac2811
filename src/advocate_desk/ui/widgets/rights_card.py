"""One line: whether the police said that enhanced rights hold, and what that means for the days shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.services.keep_clocks import ClocksView
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.words import Words

NOT_SAID = "Enhanced rights: the police have not said. Both days are shown."
_SAID = {Answer.YES: "Enhanced rights: the police said yes", Answer.NO: "Enhanced rights: the police said no"}


class RightsCard(Card):
    """Shown where it matters: where a clock has two days, or where the police have said."""

    def __init__(self, theme: Theme, record: Callable[[], None]) -> None:
        super().__init__()
        self.said = Words("", wrap=True)
        self.button = Button(theme, "Record what they said…", "", "", record)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.said, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.hide()

    def show_rights(self, view: ClocksView, *, may_work: bool) -> None:
        """Show what was recorded last."""
        rights = view.rights
        if rights is None or rights.answer not in _SAID:
            words = NOT_SAID
        else:
            on = f", {long_date(rights.decided_on)}" if rights.decided_on else ""
            words = f"{_SAID[rights.answer]} ({rights.decided_by}{on})."
        self.said.setText(words)
        self.button.setVisible(may_work)
        self.setVisible(view.asks_rights or rights is not None)
