"""Where a referral stands: the line of its states, what happened next, its history, and what it says."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.consent_rules import BASIS_LABELS, SHARE_LABELS
from advocate_desk.domain.dates_in_words import long_date, time_and_day
from advocate_desk.domain.pronouns import joined
from advocate_desk.domain.referral import ProgressState, ReferralMove
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.make_referral import ReferralView
from advocate_desk.ui.models.referral_words import (
    Reached,
    Station,
    line_of_states,
    move_details,
    move_times,
    move_title,
    next_words,
    point_words,
)
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.words import Words

_SHAPES = {
    Reached.DONE: ("check-circle-fill", "ok", "done"),
    Reached.HERE: ("circle-half-fill", "accent", "now"),
    Reached.AHEAD: ("circle-dashed", "muted", "ahead"),
}


class Rows(QVBoxLayout):
    """A column of widgets that are put there together and taken away together."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.setSpacing(spacing)
        self._rows: list[QWidget] = []

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Show ``rows`` in place of what was there."""
        for row in self._rows:
            self.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = list(rows)
        for row in self._rows:
            self.addWidget(row)


class StatesCard(Card):
    """The line from draft to outcome, and what may be recorded next."""

    happened = Signal(object)
    """A `ProgressState`: somebody chose what happened."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Where it stands")
        self._theme = theme
        self._states, self._next = Rows(6), Rows(6)
        self.due = Words(look="secondary", wrap=True)
        self.question = Words("What happened?", "strong")
        self.body.addLayout(self._states)
        self.body.addWidget(self.due)
        self.body.addWidget(self.question)
        self.body.addLayout(self._next)

    def show_view(self, view: ReferralView, *, on_record: bool) -> None:
        """Show where ``view`` stands; nothing has happened yet to one that is not on record."""
        self._states.show_rows(
            [_StationRow(self._theme, one) for one in line_of_states(view.review, view.progress, view.moves)]
        )
        reply_by = view.referral.reply_by
        self.due.setText(f"Reply asked for by {time_and_day(reply_by)}." if reply_by else "")
        self.due.setVisible(reply_by is not None)
        possible = view.next_progress if on_record else ()
        self._next.show_rows([self._button(view.progress, target) for target in possible])
        self.question.setVisible(bool(possible))

    def _button(self, current: ProgressState, target: ProgressState) -> Button:
        return Button(self._theme, next_words(current, target), on_click=partial(self.happened.emit, target))


class _StationRow(QWidget):
    def __init__(self, theme: Theme, station: Station) -> None:
        super().__init__()
        icon, role, said = _SHAPES[station.reached]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph(theme, icon, role, 16))
        words = Words(station.words, {Reached.HERE: "strong", Reached.AHEAD: "secondary"}.get(station.reached, ""))
        words.setAccessibleName(f"{station.words}, {said}")
        row.addWidget(words, 1)


class HistoryCard(Card):
    """Every move, the newest first: when it happened, when it was recorded, and by whom."""

    def __init__(self) -> None:
        super().__init__("History")
        self._rows = Rows(10)
        self.body.addLayout(self._rows)

    def show_view(self, view: ReferralView) -> None:
        """Show the moves of ``view``; one without any has no history yet."""
        rows: list[QWidget] = []
        for move in reversed(view.moves):
            if rows:
                rows.append(rule())
            rows.append(_MoveRow(move, view.actors.get(move.actor_id, "")))
        self._rows.show_rows(rows)
        self.setVisible(bool(view.moves))


class _MoveRow(QWidget):
    def __init__(self, move: ReferralMove, who: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(move_title(move), "strong", wrap=True))
        column.addWidget(Words(move_times(move, who), "secondary", wrap=True))
        details = move_details(move)
        if details:
            column.addWidget(Words(details, wrap=True))


class RequestCard(Card):
    """What the referral says, to read and not to change."""

    def __init__(self) -> None:
        super().__init__("What it asks")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._shown: list[QWidget] = []

    def show_view(self, view: ReferralView, agency: str) -> None:
        """Show what ``view`` says."""
        for old in self._shown:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = []
        for row, (name, value) in enumerate(_facts(view, agency)):
            name_words, value_words = Words(name, "secondary"), Words(value, wrap=True)
            self._grid.addWidget(name_words, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value_words, row, 1)
            self._shown += [name_words, value_words]


def _facts(view: ReferralView, agency: str) -> list[tuple[str, str]]:
    referral = view.referral
    shares = [SHARE_LABELS[share] for share in referral.shares]
    points = [point_words(point) for point in view.shareable_points if point.point_id in referral.points]
    told = joined([*shares, *points])
    facts = [
        ("Who", agency),
        ("What for", referral.purpose),
        ("Ask", referral.ask),
        ("Why", referral.why),
        ("Reply by", time_and_day(referral.reply_by) if referral.reply_by else ""),
        ("Shared", sentence_start(told)),
        ("Consent", _consent(view)),
        ("Written by", view.author_name),
    ]
    return [(name, value) for name, value in facts if value]


def _consent(view: ReferralView) -> str:
    referral = view.referral
    consent = next((one for one in view.consents if one.id == referral.consent_id), None)
    if consent is not None:
        ended = f". Withdrawn {long_date(consent.withdrawn_on)}" if consent.withdrawn_on else ""
        return f"Given {long_date(consent.given_on)}, {consent.how.lower()}{ended}"
    if referral.lawful_basis is not None:
        return f"None. Lawful basis: {BASIS_LABELS[referral.lawful_basis]}. {referral.lawful_basis_reason}"
    return ""
