"""One row of Today: what, who, why now, and one button for the next thing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from advocate_desk.services.show_today import Group, NextAct, TodayItem
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.words import Elided, restyle

VERBS = {
    NextAct.OPEN_CASE: "Open",
    NextAct.OPEN_STATUS: "Open",
    NextAct.OPEN_CONSENT: "Open",
    NextAct.OPEN_MARAC: "Open",
    NextAct.OPEN_PLAN: "Open",
    NextAct.OPEN_COURT: "Open",
    NextAct.OPEN_APPOINTMENTS: "Open",
    NextAct.OPEN_DATES: "Open",
    NextAct.CHASE_CLOCK: "Chase",
    NextAct.LIST_CASES: "Show",
    NextAct.OPEN_PEOPLE: "Answer",
    NextAct.CHECK_SAFE_CONTACT: "Check",
    NextAct.WATCH: "Look",
    NextAct.FLAG: "Look",
    NextAct.OPEN_REFERRAL: "Open",
    NextAct.CHASE: "Chase",
    NextAct.DECIDE: "Decide",
    NextAct.SHOW_IMPORTED: "Show",
    NextAct.MEND: "Mend",
    NextAct.ANSWER: "Answer",
    NextAct.SEND_LETTER: "Send",
    NextAct.REVIEW: "Review",
    NextAct.BACK_UP: "Back up",
    NextAct.DRILL: "Try it",
    NextAct.SETTINGS: "Choose",
}
SIGNS = {
    Group.WAITING_FOR_YOU: ("arrow-counter-clockwise", "info"),
    Group.LATE: ("warning-circle-fill", "danger"),
    Group.TODAY: ("circle-half-fill", "accent"),
    Group.NEXT_SEVEN_DAYS: ("circle-dashed", "muted"),
    Group.WAITING_ON_OTHERS: ("clock", "muted"),
}
OWN_SIGNS = {
    NextAct.CHECK_SAFE_CONTACT: "shield-warning",
    NextAct.OPEN_CONSENT: "hand-heart",
    NextAct.WATCH: "warning-octagon-fill",
    NextAct.FLAG: "flag",
    NextAct.OPEN_PLAN: "list-checks",
    NextAct.OPEN_COURT: "scales",
    NextAct.OPEN_APPOINTMENTS: "calendar-blank",
    NextAct.OPEN_PEOPLE: "baby",
    NextAct.SEND_LETTER: "paper-plane-tilt",
    NextAct.REVIEW: "seal-check",
    NextAct.BACK_UP: "vault",
    NextAct.DRILL: "key",
    NextAct.SETTINGS: "sliders-horizontal",
}
LOOKS = {Group.LATE: "small-danger", Group.TODAY: "small-warn"}
SIGN_ROOM, BESIDE, BUTTON_WIDTH = 44, 6, 92


class RowButton(Button):
    """The button of a row. It is what the keyboard stands on; Space does what the row's box does, where it has one."""

    focused = Signal()
    spaced = Signal()

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text)
        self.ticks = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.ticks:
            self.spaced.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class TodayRow(QFrame):
    """Shows one thing that is due. The row whose button has the keyboard is the one the keys are about."""

    acted = Signal(object)
    ticked = Signal(object)
    picked = Signal(object)

    def __init__(self, theme: Theme, item: TodayItem) -> None:
        super().__init__()
        self.item = item
        self.setProperty("look", "today-row")
        self.setMinimumHeight(theme.px(44))
        self.box = self._make_box(item)
        self.button = RowButton(theme, VERBS[item.act])
        self.button.setMinimumWidth(theme.px(BUTTON_WIDTH))
        self.button.ticks = item.task_id is not None
        who = ", ".join(part for part in (item.name, item.reference) if part)
        spoken = ". ".join(part for part in (f"{VERBS[item.act]}: {item.what}", who, item.why_now) if part)
        self.button.setAccessibleName(spoken)
        self.button.clicked.connect(lambda: self.acted.emit(item))
        self.button.spaced.connect(lambda: self.ticked.emit(item))
        self.button.focused.connect(lambda: self.picked.emit(self))
        self._who = QWidget()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out(theme, item)

    def set_current(self, current: bool) -> None:
        """Mark it as the row the keys are about."""
        self.setProperty("current", current)
        restyle(self)

    def stack(self, stacked: bool) -> None:
        """Put who under what, where there is little room."""
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._middle.setDirection(way)
        self._middle.setSpacing(2 if stacked else 16)

    def _make_box(self, item: TodayItem) -> QCheckBox | None:
        if item.task_id is None:
            return None
        box = QCheckBox()
        box.setAccessibleName(f"Done: {item.what}, {item.name}")
        box.toggled.connect(lambda: self.ticked.emit(item))
        return box

    def _lay_out(self, theme: Theme, item: TodayItem) -> None:
        icon, role = SIGNS[item.group]
        look = LOOKS.get(item.group, "small")
        if item.group is Group.LATE and not item.is_red:
            role, look = "warn", "small-warn"
        if item.waits:
            role, look = "muted", "small"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(item.what, "secondary" if item.waits else "strong"))
        words.addWidget(Elided(item.why_now, look))
        who = QVBoxLayout(self._who)
        who.setContentsMargins(0, 0, 0, 0)
        who.setSpacing(0)
        for text, look in ((item.name, ""), (item.reference, "small")):
            if text:
                who.addWidget(Elided(text, look))
        if not item.name:
            self._who.hide()
        self._middle.addLayout(words, 5)
        self._middle.addWidget(self._who, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(10)
        sign = self.box or Glyph(theme, OWN_SIGNS.get(item.act, icon), role, 20)
        place = QWidget()
        place.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        place.setMinimumWidth(theme.px(SIGN_ROOM))
        around = QHBoxLayout(place)
        around.setContentsMargins(0 if self.box else theme.px(BESIDE), 0, 0, 0)  # a box has room of its own around it
        around.addWidget(sign, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(place)
        row.addLayout(self._middle, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.stack(False)
