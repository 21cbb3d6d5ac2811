"""Where a case stands: in a word, since when, who holds it, and what is to be done next."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from advocate_desk.domain.case_lifecycle import BEFORE_SUPPORT
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.dates_in_words import days_in_words, in_london, near_date
from advocate_desk.services.move_case import LifeView
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

STATUS_LOOKS: dict[CaseStatus, tuple[str, str]] = {
    CaseStatus.RECEIVED: ("info", "envelope-simple"),
    CaseStatus.TRIAGE: ("info", "magnifying-glass"),
    CaseStatus.CONFLICT_HOLD: ("warn", "hand-palm"),
    CaseStatus.CONTACTING: ("info", "phone-call"),
    CaseStatus.UNABLE_TO_CONTACT: ("warn", "phone"),
    CaseStatus.DECLINED: ("plain", "prohibit"),
    CaseStatus.ENGAGED: ("info", "handshake"),
    CaseStatus.OPEN: ("ok", "check-circle-fill"),
    CaseStatus.ON_HOLD: ("plain", "clock"),
    CaseStatus.CLOSING: ("warn", "clock"),
    CaseStatus.CLOSED: ("plain", "check"),
    CaseStatus.TRANSFERRED: ("plain", "share-fat"),
    CaseStatus.REJECTED: ("plain", "prohibit"),
    CaseStatus.REDIRECTED: ("plain", "share-fat"),
}
"""A role and an icon for each; the word stands beside them."""


class StandingCard(Card):
    """The first thing to read. ``begin`` leads on from a closed case, and is hidden on every other.

    Args:
        theme: gives icons and colours.
        begin: the button that begins a new episode.
    """

    def __init__(self, theme: Theme, begin: Button) -> None:
        super().__init__()
        self._theme = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.body.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)

    def show_view(self, view: LifeView, now: datetime) -> None:
        """Show where it stands."""
        clear_rows(self._lines)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Chip(self._theme, view.label, *STATUS_LOOKS[view.status]))
        head.addWidget(Words(since_words(view, now), "secondary", wrap=True), 1)
        self._lines.addLayout(head)
        self._lines.addWidget(Words(view.next_act, "strong", wrap=True))
        if view.status in BEFORE_SUPPORT:
            late = view.attempts.due.is_late(now)
            self._lines.addWidget(Words(f"{view.attempts.words(now)}.", "danger" if late else "", wrap=True))
            self._lines.addWidget(Words(view.standard, "secondary", wrap=True))


def since_words(view: LifeView, now: datetime) -> str:
    """Return ``Since 20 November, 3 days. Jo Advocate holds this case.``"""
    today = in_london(now).date()
    holder = f"{view.holder} holds this case." if view.holder else "Nobody holds this case."
    if view.since is None:
        return holder
    days = (today - view.since).days
    long = f", {days_in_words(days)}" if days > 0 else ""
    return f"Since {near_date(view.since, today)}{long}. {holder}"
