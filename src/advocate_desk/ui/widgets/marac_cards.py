"""The cards of the MARAC section: where it stands, referrals, meetings with their actions, decisions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import due_on_words, in_london, near_date
from advocate_desk.domain.marac import MaracDecision
from advocate_desk.domain.marac_duties import MaracDuty, MaracDutyKind
from advocate_desk.domain.marac_rules import MaracState
from advocate_desk.domain.marac_words import CRITERION_WORDS, STATE_WORDS, duty_day_words, duty_words
from advocate_desk.domain.risk_drift import CriterionMet
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.follow_marac import ActionLine, MeetingLine
from advocate_desk.services.keep_minutes import MinutesLine
from advocate_desk.services.marac_file import MaracFile
from advocate_desk.services.refer_to_marac import MaracLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.facts_grid import facts_grid
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.marac_facts import meeting_facts, referral_facts, transfer_words
from advocate_desk.ui.widgets.minutes_row import MinutesRow
from advocate_desk.ui.widgets.words import Words

STATE_CHIPS = {
    MaracState.INCOMPLETE: ("plain", "pencil-simple"),
    MaracState.NEEDS_APPROVAL: ("warn", "seal-check"),
    MaracState.READY: ("info", "paper-plane-tilt"),
    MaracState.REFERRED: ("ok", "check-circle-fill"),
}
DUTY_VERBS = {
    MaracDutyKind.APPROVE: "Approve…",
    MaracDutyKind.SEND: "It was made…",
    MaracDutyKind.RESEARCH: "Write it…",
    MaracDutyKind.WISHES: "Write it…",
    MaracDutyKind.FEEDBACK: "Record it…",
    MaracDutyKind.ACTION: "Done…",
}
Act = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracActs:
    """Which buttons a thing offers to whoever looks: none where they may only read."""

    of_criterion: Callable[[CriterionMet], Act | None]
    of_duty: Callable[[MaracDuty], Act | None]
    of_referral: Callable[[MaracLine], Sequence[Act]]
    of_meeting: Callable[[MeetingLine], Sequence[Act]]
    of_action: Callable[[ActionLine], Sequence[Act]]
    of_transfer: Callable[[MaracLine, int], Act | None]


class StandingCard(Card):
    """Where the case stands, first: the sentence, the criteria the record meets, and what is owed."""

    def __init__(self, desk: DeskContext, file: MaracFile, acts: MaracActs) -> None:
        super().__init__()
        today = desk.clock.today()
        self.body.setSpacing(10)
        self.headline = Words(file.standing(today), "card-title", wrap=True)
        self.body.addWidget(self.headline)
        for met in file.watch.unanswered:
            row = _line(desk, "warning-fill", "warn", met.sentence)
            if (act := acts.of_criterion(met)) is not None:
                button = Button(desk.theme, act[0], "link", "", act[1])
                button.setAccessibleName(f"{act[0].removesuffix('…')}: {met.sentence}")
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)
        if file.watch.undated_words:
            self.body.addLayout(_line(desk, "question", "muted", file.watch.undated_words))
        for duty in file.owed:
            self.body.addWidget(rule())
            self.body.addLayout(self._duty(desk, duty, acts))
        if not file.owed and file.meetings:
            self.body.addLayout(_line(desk, "check-circle", "ok", "Nothing is owed now."))

    def _duty(self, desk: DeskContext, duty: MaracDuty, acts: MaracActs) -> QHBoxLayout:
        today = desk.clock.today()
        late, now = duty.is_late(today), duty.due_on == today
        icon, role = ("warning-circle-fill", "danger") if late else ("circle-half-fill", "accent")
        if not late and not now:
            icon, role = "circle-dashed", "muted"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(duty_words(duty), wrap=True))
        look = "small-danger" if late else "small-warn" if now else "small"
        words.addWidget(Words(f"{duty_day_words(duty, today)}.", look, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Glyph(desk.theme, icon, role, 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if (act := acts.of_duty(duty)) is not None:
            button = Button(desk.theme, act[0], "", "", act[1])
            button.setAccessibleName(f"{act[0].removesuffix('…')}: {duty_words(duty)}")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row


class ReferralCard(Card):
    """One referral: what it says, why it cannot go yet, whose turn it is, and where else it went."""

    def __init__(self, desk: DeskContext, file: MaracFile, line: MaracLine, months: int, acts: MaracActs) -> None:
        super().__init__()
        self.line = line
        today = desk.clock.today()
        self.body.setSpacing(8)
        role, icon = STATE_CHIPS[line.state]
        day = line.referral.referred_on
        title = f"Referral of {near_date(day, today)}" if day else "Referral"
        self.body.addLayout(_head(title, Chip(desk.theme, STATE_WORDS[line.state], role, icon)))
        for sentence in line.why_not:
            self.body.addLayout(_line(desk, "circle-dashed", "muted", sentence))
        self.body.addLayout(facts_grid(referral_facts(line, file.names(line.referral.other_people), months, today)))
        for place, transfer in enumerate(line.transfers):
            self.body.addWidget(rule())
            row = _line(desk, "arrow-right", "muted", transfer_words(transfer, today))
            if (act := acts.of_transfer(line, place)) is not None:
                row.addWidget(Button(desk.theme, act[0], "link", "", act[1]), 0, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)
        _add_buttons(self, desk, acts.of_referral(line), title)


class MeetingCard(Card):
    """One meeting: what we bring, what came of it, each agency's actions, and that there are minutes."""

    def __init__(self, desk: DeskContext, line: MeetingLine, minutes: Sequence[MinutesLine], acts: MaracActs) -> None:
        super().__init__()
        self.line = line
        today, meeting = desk.clock.today(), line.meeting
        self.body.setSpacing(8)
        kind = "Emergency meeting" if meeting.is_emergency else "Meeting"
        title = f"{kind} of {near_date(meeting.meets_on, today)}"
        self.body.addLayout(_head(title, _meeting_chip(desk, line)))
        if known := meeting_facts(line, today):
            self.body.addLayout(facts_grid(known))
        for each in line.actions:
            self.body.addWidget(rule())
            self.body.addLayout(_action(desk, each, acts))
        self.minutes = [MinutesRow(desk, one) for one in minutes]
        for row in self.minutes:
            self.body.addWidget(rule())
            self.body.addWidget(row)
        _add_buttons(self, desk, acts.of_meeting(line), title)


class DecisionsCard(Card):
    """Where a supervisor decided not to refer for now, why, and until when."""

    def __init__(self, desk: DeskContext, decisions: Sequence[MaracDecision]) -> None:
        super().__init__("Decided not to refer for now")
        today = desk.clock.today()
        self.body.setSpacing(8)
        for one in decisions:
            made = near_date(in_london(one.decided_at).date(), today)
            again = f"Look at it again on {near_date(one.until, today)}" if one.until > today else "Its day has passed"
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Words(f"{CRITERION_WORDS[one.criterion]}: {one.reason}", wrap=True))
            words.addWidget(Words(f"Decided {made}. {again}.", "small", wrap=True))
            self.body.addLayout(words)


def _action(desk: DeskContext, line: ActionLine, acts: MaracActs) -> QHBoxLayout:
    today, action = desk.clock.today(), line.action
    if action.done_on is not None:
        icon, role, look, said = "check-circle-fill", "ok", "small", f"Done {near_date(action.done_on, today)}"
    elif line.late and action.due_on is not None:
        icon, role, look, said = "warning-circle-fill", "danger", "small-danger", due_on_words(action.due_on, today)
    else:
        by = due_on_words(action.due_on, today) if action.due_on else "no day is set"
        icon, role, look, said = "circle-dashed", "muted", "small", by
    came = f" {action.came_of_it}" if action.came_of_it.strip() else ""
    row = _line(desk, icon, role, action.what, f"{action.owner}. {sentence_start(said)}.{came}", look)
    for words, act in acts.of_action(line):
        button = Button(desk.theme, words, "link", "", act)
        button.setAccessibleName(f"{words.removesuffix('…')}: {action.what}")
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _meeting_chip(desk: DeskContext, line: MeetingLine) -> Chip:
    meeting, today = line.meeting, desk.clock.today()
    if meeting.heard_on is None and meeting.meets_on >= today:
        return Chip(desk.theme, "Today" if meeting.meets_on == today else "To come", "info", "calendar-blank")
    if line.feedback_due is None:
        told = meeting.feedback_on is not None
        return Chip(desk.theme, "Told" if told else "Not told, and why", *(("ok", "check-circle-fill") if told else ()))
    late = line.feedback_due.is_late(desk.clock.now())
    return Chip(desk.theme, "To be told", *(("danger", "warning-circle-fill") if late else ("warn", "clock")))


def _head(title: str, chip: Chip) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(Words(title, "card-title"))
    row.addWidget(chip)
    row.addStretch(1)
    return row


def _line(desk: DeskContext, icon: str, role: str, words: str, below: str = "", look: str = "small") -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(Glyph(desk.theme, icon, role, 20), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Words(words, wrap=True))
    if below:
        column.addWidget(Words(below, look, wrap=True))
    row.addLayout(column, 1)
    return row


def _add_buttons(card: Card, desk: DeskContext, acts: Sequence[Act], about: str) -> None:
    if not acts:
        return
    flow = FlowLayout(8)
    for words, act in acts:
        button = Button(desk.theme, words, "link", "", act)
        button.setAccessibleName(f"{words.removesuffix('…')}: {about}")
        flow.addWidget(button)
    holder = QWidget()
    holder.setLayout(flow)
    card.body.addWidget(holder)
