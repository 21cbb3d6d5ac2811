"""One need of a plan: her own words first, then what is to be done about it, by whom and when."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.pronouns import joined
from advocate_desk.domain.support_plan import NeedState
from advocate_desk.domain.support_rules import AREA_LABELS, STATE_LABELS
from advocate_desk.services.keep_plan import ActionLine, NeedLine, NeedReferral
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.plan_words import STATE_CHIPS, action_words, quoted, settled_words
from advocate_desk.ui.widgets.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanActs:
    """What the buttons of a need call."""

    change_need: Callable[[NeedLine], None]
    add_action: Callable[[NeedLine], None]
    change_action: Callable[[NeedLine, ActionLine], None]
    finish: Callable[[ActionLine], None]
    open_referral: Callable[[NeedReferral], None]
    signpost: Callable[[NeedLine], None]


class ActionRow(QWidget):
    """Something to be done, or done: what, who, by when. Late is said by a chip with its icon."""

    def __init__(self, desk: DeskContext, need: NeedLine, line: ActionLine, acts: PlanActs | None) -> None:
        super().__init__()
        self.line = line
        today, action = desk.clock.today(), line.action
        words = QVBoxLayout()
        words.setSpacing(2)
        self.what, self.about = Words(action.what, wrap=True), Words(action_words(line, today), "secondary", wrap=True)
        words.addWidget(self.what)
        words.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        done = action.done_on is not None
        glyph = Glyph(desk.theme, "check-circle-fill" if done else "circle-dashed", "ok" if done else "muted")
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if line.due and action.due_on is not None:
            late = action.due_on < today
            chip = ("Late", "danger", "warning-circle-fill") if late else ("Today", "warn", "clock")
            row.addWidget(Chip(desk.theme, *chip), 0, Qt.AlignmentFlag.AlignVCenter)
        if acts is not None:
            self._add_buttons(desk, need, acts, row)

    def _add_buttons(self, desk: DeskContext, need: NeedLine, acts: PlanActs, row: QHBoxLayout) -> None:
        what = self.line.action.what
        self.change = Button(desk.theme, "Change", "link", "", partial(acts.change_action, need, self.line))
        self.change.setAccessibleName(f"Change: {what}")
        if self.line.action.done_on is None:
            self.done = Button(desk.theme, "Done", "", "check", partial(acts.finish, self.line))
            self.done.setAccessibleName(f"Done: {what}")
            row.addWidget(self.done, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignVCenter)


class NeedReferralRow(QWidget):
    """A referral that answers the need: to whom, and where it stands."""

    def __init__(self, desk: DeskContext, line: NeedReferral, acts: PlanActs | None) -> None:
        super().__init__()
        words = f"Referred to {line.agency or 'an agency'} (R{line.number}): {line.state_label}"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(Glyph(desk.theme, "paper-plane-tilt", "muted"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Words(words, wrap=True), 1)
        if acts is not None:
            self.open = Button(desk.theme, "Open", "link", "", partial(acts.open_referral, line))
            self.open.setAccessibleName(f"Open: {words}")
            row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignVCenter)


class NeedCard(Card):
    """One need with its actions. Without ``acts`` it is only read."""

    def __init__(self, desk: DeskContext, line: NeedLine, acts: PlanActs | None) -> None:
        super().__init__()
        self.line, self.rows = line, list[ActionRow]()
        self.body.setSpacing(8)
        self._add_head(desk, acts)
        if own := quoted(line.need.her_words):
            self.body.addWidget(Words(own, "strong", wrap=True))
        if settled := settled_words(line.need, desk.clock.today()):
            self.body.addWidget(Words(f"{settled}.", "secondary", wrap=True))
        for action in line.actions:
            row = ActionRow(desk, line, action, acts)
            self.rows.append(row)
            self.body.addWidget(rule())
            self.body.addWidget(row)
        self.referrals = [NeedReferralRow(desk, one, acts) for one in line.referrals]
        for referral_row in self.referrals:
            self.body.addWidget(rule())
            self.body.addWidget(referral_row)
        if line.signposts:
            told = joined([one.to for one in line.signposts])
            self.body.addWidget(Words(f"Signposted to {told}.", "secondary", wrap=True))
        if acts is not None and line.need.state is NeedState.OPEN:
            self._add_more(desk, acts)

    def _add_head(self, desk: DeskContext, acts: PlanActs | None) -> None:
        need = self.line.need
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(AREA_LABELS[need.area], "small"))
        words.addWidget(Words(need.title, "card-title", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(words, 1)
        if need.state is not NeedState.OPEN:
            chip = Chip(desk.theme, STATE_LABELS[need.state], *STATE_CHIPS[need.state])
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        if acts is not None:
            self.change = Button(desk.theme, "Change", "link", "", partial(acts.change_need, self.line))
            self.change.setAccessibleName(f"Change: {need.title}")
            head.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)

    def _add_more(self, desk: DeskContext, acts: PlanActs) -> None:
        self.add = Button(desk.theme, "Add action", "link", "plus", partial(acts.add_action, self.line))
        self.add.setAccessibleName(f"Add action: {self.line.need.title}")
        self.signpost = Button(desk.theme, "Signpost…", "link", "map-pin", partial(acts.signpost, self.line))
        self.signpost.setAccessibleName(f"Signpost: {self.line.need.title}")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.add)
        row.addWidget(self.signpost)
        row.addStretch(1)
        self.body.addLayout(row)
