"""Where a referral stands: the line of its states, what happened next, its history, and what it says."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.consent_rules import BASIS_LABELS, SHARE_LABELS
from advocate_desk.domain.dates_in_words import long_date, time_and_day
from advocate_desk.domain.pronouns import joined
from advocate_desk.domain.referral import ProgressState
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.users import Action
from advocate_desk.services.make_referral import ReferralView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.models.referral_words import (
    Reached,
    Station,
    chase_details,
    chase_times,
    chase_title,
    line_of_states,
    move_details,
    move_times,
    move_title,
    next_ask_words,
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
    chased = Signal()
    """Somebody asked the agency again."""
    followed = Signal()
    """Another agency is to be asked in place of this one."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__("Where it stands")
        self._theme, self._clock = desk.theme, desk.clock
        self._may_work = desk.who.may(Action.WORK_ON_CASES) and not desk.who.read_only
        self._states, self._next = Rows(6), Rows(6)
        self.due, self.ask = Words(look="secondary", wrap=True), Words(look="secondary", wrap=True)
        self.chase = Button(desk.theme, "They were asked again", icon="phone-call", on_click=self.chased.emit)
        self.next = Button(desk.theme, "Write the next one", icon="plus", on_click=self.followed.emit)
        self.next.setAccessibleDescription("To another agency: the facts carry over, consent is asked for anew")
        self.question = Words("What happened?", "strong")
        self.body.addLayout(self._states)
        self.body.addWidget(self.due)
        self.body.addWidget(self.ask)
        self.body.addWidget(self.chase)
        self.body.addWidget(self.next)
        self.body.addWidget(self.question)
        self.body.addLayout(self._next)

    def show_view(self, view: ReferralView, *, on_record: bool) -> None:
        """Show where ``view`` stands; nothing has happened yet to one that is not on record."""
        self._states.show_rows(
            [_StationRow(self._theme, one) for one in line_of_states(view.review, view.progress, view.moves)]
        )
        reply_by, ask, now = view.referral.reply_by, view.next_ask, self._clock.now()
        self.due.setText(f"Reply asked for by {time_and_day(reply_by)}." if reply_by else "")
        self.due.setVisible(reply_by is not None)
        self.ask.setText(next_ask_words(ask, now) if ask else "")
        self.ask.set_look("warn" if ask and ask.due.is_late(now) else "secondary")
        self.ask.setVisible(ask is not None)
        self.chase.setVisible(view.next_ask is not None and self._may_work)
        self.next.setVisible(view.may_be_followed and not view.followed_by and self._may_work)
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
    """Every move and every chase, the newest first: when it happened, when it was recorded, and by whom."""

    def __init__(self) -> None:
        super().__init__("History")
        self._rows = Rows(10)
        self.body.addLayout(self._rows)

    def show_view(self, view: ReferralView) -> None:
        """Show the moves of ``view``; one without any has no history yet."""
        rows: list[QWidget] = []
        for _at, row in sorted(_history(view), key=lambda one: one[0], reverse=True):
            if rows:
                rows.append(rule())
            rows.append(row)
        self._rows.show_rows(rows)
        self.setVisible(bool(rows))


def _history(view: ReferralView) -> Iterator[tuple[datetime, QWidget]]:
    for move in view.moves:
        who = view.actors.get(move.actor_id, "")
        yield move.recorded_at, _HistoryRow(move_title(move), move_times(move, who), move_details(move))
    for chase in view.chases:
        who = view.actors.get(chase.actor_id, "")
        yield chase.recorded_at, _HistoryRow(chase_title(chase), chase_times(chase, who), chase_details(chase))


class _HistoryRow(QWidget):
    def __init__(self, title: str, times: str, details: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Words(title, "strong", wrap=True))
        column.addWidget(Words(times, "secondary", wrap=True))
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
        ("Need", view.need.title if view.need else ""),
        ("Follows", view.follows),
        ("Followed by", joined(view.followed_by)),
        ("To quote", referral.reply_reference),
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
