"""The cards of a case's summary: what to do, the referrals, the latest entries."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from advocate_desk.domain.contacts import ContactKind
from advocate_desk.domain.dates_in_words import clock_time, in_london, near_date
from advocate_desk.domain.referral import END_STATES, ProgressState, ReviewState
from advocate_desk.services.show_case import LatestEntry, ReferralLine, TaskView
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.keyboard_kept import keyboard_kept
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.words import Elided, Words

CONTACT_ICONS = {
    ContactKind.CALL: "phone",
    ContactKind.TEXT: "chat-circle-text",
    ContactKind.EMAIL: "envelope-simple",
    ContactKind.LETTER: "envelope",
    ContactKind.IN_PERSON: "users",
    ContactKind.OTHER: "note",
}
ENTRY_ICONS = {
    "referral": "paper-plane-tilt",
    "risk": "note-pencil",
    "note": "note",
    "incident": "warning-circle",
    "life": "flag",
}
PROGRESS_ROLES = {
    ProgressState.ACCEPTED: "ok",
    ProgressState.IN_PROGRESS: "ok",
    ProgressState.COMPLETED: "ok",
    ProgressState.NO_RESPONSE: "danger",
    ProgressState.NOT_SENT: "warn",
    ProgressState.MORE_INFORMATION_ASKED: "warn",
}


class TaskCard(Card):
    """What is to do, with a box to tick. ``ticked`` is called with the task and whether it is done."""

    def __init__(self, theme: Theme, ticked: Callable[[UUID, bool], None]) -> None:
        super().__init__("To do")
        self._theme, self._ticked = theme, ticked
        self._rows = _rows(self, 10)

    def show_tasks(self, tasks: Sequence[TaskView]) -> None:
        """Show these tasks."""
        with keyboard_kept(self._rows):
            _clear(self._rows)
            for task in tasks:
                self._rows.addLayout(self._row(task))
            if not tasks:
                self._rows.addWidget(Words("Nothing to do is written down.", "secondary", wrap=True))

    def _row(self, task: TaskView) -> QLayout:
        box = QCheckBox()
        box.setChecked(task.done)
        box.setAccessibleName(f"{task.title}. {task.due_line}")
        box.toggled.connect(lambda done, task_id=task.task_id: self._ticked(task_id, done))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(task.title, wrap=True))
        look = "small-danger" if task.late else "small-warn" if task.due_today else "small"
        words.addWidget(Words(task.due_line, look, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row


class ReferralRow(Pressable):
    """One referral: what for, to whom, and its state. Pressing it opens the referral."""

    def __init__(self, theme: Theme, line: ReferralLine) -> None:
        super().__init__()
        self.setProperty("look", "row")
        self.setAccessibleName(f"{line.purpose}, {line.agency}: {line.state_label}. {line.reference}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(line.purpose))
        words.addWidget(Elided(line.agency, "small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.addLayout(words, 1)
        row.addWidget(Chip(theme, line.state_label, _referral_role(line)))
        self.setMinimumHeight(theme.px(46))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class ReferralCard(Card):
    """The referrals of a case. ``opened`` is called with the one pressed."""

    def __init__(self, theme: Theme, opened: Callable[[UUID], None]) -> None:
        super().__init__("Referrals")
        self._theme, self._opened = theme, opened
        self._rows = _rows(self, 2)

    def show_referrals(self, lines: Sequence[ReferralLine]) -> None:
        """Show these referrals."""
        with keyboard_kept(self._rows):
            _clear(self._rows)
            for line in lines:
                row = ReferralRow(self._theme, line)
                row.clicked.connect(lambda _checked, referral_id=line.referral_id: self._opened(referral_id))
                self._rows.addWidget(row)
            if not lines:
                self._rows.addWidget(Words("No referral yet.", "secondary", wrap=True))


class LatestCard(Card):
    """The newest entries. Distressing detail is one step away."""

    def __init__(self, theme: Theme, *actions: QWidget) -> None:
        super().__init__("Latest", *actions)
        self._theme = theme
        self._rows = _rows(self, 8)

    def show_entries(self, entries: Sequence[LatestEntry], now: datetime) -> None:
        """Show these entries, told from ``now``."""
        with keyboard_kept(self._rows):
            _clear(self._rows)
            for number, entry in enumerate(entries):
                if number:
                    self._rows.addWidget(rule())
                self._rows.addWidget(self._row(entry, now))
            if not entries:
                words = "No contact logged yet. Press L to log the first one."
                self._rows.addWidget(Words(words, "secondary", wrap=True))

    def _row(self, entry: LatestEntry, now: datetime) -> QWidget:
        holder = QWidget()
        icon = CONTACT_ICONS[entry.contact_kind] if entry.contact_kind else ENTRY_ICONS.get(entry.kind, "note")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(entry.headline, "strong", wrap=True))
        text = Words(entry.text, "secondary", wrap=True)
        if entry.distressing or not entry.text:
            text.hide()
        words.addWidget(text)
        if entry.distressing and entry.text:
            words.addWidget(self._reveal(text), 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(Glyph(self._theme, icon, "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(Words(when_words(entry.happened_at, now), "small"), 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _reveal(self, text: Words) -> Button:
        button = Button(self._theme, "Show distressing detail", "link")

        def show() -> None:
            text.show()
            button.hide()

        button.clicked.connect(show)
        return button


def when_words(moment: datetime, now: datetime) -> str:
    """Return when something happened: "Today, 9:14am", "Yesterday, 4:50pm", "20 November"."""
    local, today = in_london(moment), in_london(now).date()
    days = (today - local.date()).days
    if days in {0, 1}:
        return f"{'Yesterday' if days else 'Today'}, {clock_time(local.time())}"
    return near_date(local.date(), today)


def _referral_role(line: ReferralLine) -> str:
    if line.late:
        return "danger"
    if line.progress is ProgressState.NOT_SENT:
        return "info" if line.review in {ReviewState.APPROVED, ReviewState.AWAITING_REVIEW} else "warn"
    quiet = "plain" if line.progress in END_STATES else "info"
    return PROGRESS_ROLES.get(line.progress, quiet)


def _rows(card: Card, gap: int) -> QVBoxLayout:
    rows = QVBoxLayout()
    rows.setSpacing(gap)
    card.body.addLayout(rows)
    return rows


def _clear(rows: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := rows.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            _clear(inner)
