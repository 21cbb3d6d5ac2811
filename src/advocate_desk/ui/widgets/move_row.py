"""A move a case could make: what happens, what follows from it, and everything that stands against it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from advocate_desk.services.move_case import MoveChoice
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import ActionButton, Button
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.words import Words

TO_CONSENT = "Write it down under Consent"


class MoveRow(QFrame):
    """One choice and its button. A move that cannot be made yet stays listed, with every reason.

    Args:
        theme: gives icons and colours.
        choice: the move.
        look: of the button, "primary" for the one that comes next.
        may_move: whether this role moves cases at all.
        to_consent: goes where it is written down that support was agreed to.
    """

    def __init__(
        self,
        theme: Theme,
        choice: MoveChoice,
        look: str = "",
        *,
        may_move: bool = True,
        to_consent: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.choice = choice
        against = choice.against
        self.button = ActionButton(theme, "Record…", look)
        self.button.set_reasons(against)
        self.button.setAccessibleName(f"Record: {choice.title}")
        if not may_move:
            self.button.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(choice.title, "strong", wrap=True))
        words.addWidget(Words(choice.more, "secondary", wrap=True))
        self.against = tuple(Words(reason, "warn", wrap=True) for reason in against)
        for reason in self.against:
            words.addWidget(reason)
        self.consent = Button(theme, TO_CONSENT, "link", "arrow-right", to_consent)
        words.addWidget(self.consent, 0, Qt.AlignmentFlag.AlignLeft)
        if not choice.waits_for_agreement:
            self.consent.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        glyph = Glyph(theme, "lock" if against else "arrow-right", "muted" if against else "accent", 20)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
