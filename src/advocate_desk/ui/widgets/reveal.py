"""A hidden number or address: shown for half a minute, for a reason, and gone again."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.people import PointKind
from advocate_desk.domain.reveals import REACHING, SHOWN_SECONDS, RevealReason
from advocate_desk.domain.safe_contact import Method
from advocate_desk.services.reveal_point import Shown
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.concealing import Concealing
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.words import Words

TICK_MS = 1000
REASONS = {
    RevealReason.CALLING_NOW: "Calling now",
    RevealReason.TEXTING_NOW: "Texting now",
    RevealReason.WRITING_NOW: "Writing now",
    RevealReason.POLICE_ASKED: "Police asked",
    RevealReason.UPDATING: "Updating the record",
    RevealReason.OTHER: "Other…",
}
_WAY_OF = {
    (PointKind.PHONE, RevealReason.CALLING_NOW): Method.CALL,
    (PointKind.PHONE, RevealReason.TEXTING_NOW): Method.TEXT,
    (PointKind.EMAIL, RevealReason.WRITING_NOW): Method.EMAIL,
    (PointKind.ADDRESS, RevealReason.WRITING_NOW): Method.POST,
}
ALL_THE_SAME = {
    RevealReason.CALLING_NOW: "Call all the same…",
    RevealReason.TEXTING_NOW: "Text all the same…",
    RevealReason.WRITING_NOW: "Write all the same…",
}
YOUR_REASON = "Your reason"
WHY_ALL_THE_SAME = "Why must it be done all the same?"


class Reveal(Concealing):
    """The panel that asks why, and shows the value while it may be seen. Its `button` stands where a screen puts it.

    The value is in the widget tree only while it is shown: not before, and not once it is hidden, the panel is, or the
    desk is locked.

    Args:
        desk: the services.
        show_words: what the button says where nothing stands against using the point.
        hide_words: what it says while the value is shown.
    """

    revealed = Signal()
    """A value was shown, and that is on record."""

    def __init__(self, desk: DeskContext, show_words: str = "Show…", hide_words: str = "Hide") -> None:
        super().__init__()
        self._desk, self._show_words, self._hide_words = desk, show_words, hide_words
        self._point: HiddenPoint | None = None
        self._typing_for = RevealReason.OTHER
        self._seconds, self._until = 0, desk.clock.now()
        self.button = Button(desk.theme, show_words, "", "eye", self.toggle)
        self.warning = Words(look="warn", wrap=True)
        self.question = Words("Why do you need it? The reason is kept in the timeline.", "secondary", wrap=True)
        self.reasons = {
            reason: Button(desk.theme, words, "", "", partial(self._choose, reason))
            for reason, words in REASONS.items()
        }
        self.other = BoundedLine()
        self.other_field = Field(YOUR_REASON, self.other)
        self.show_other = Button(desk.theme, "Show for this reason", "", "", self._reveal_for_words)
        self.countdown = Words(look="small")
        self.copy = Button(desk.theme, "Copy", "", "copy", self._copy)
        self.failed = Words(look="danger", wrap=True)
        self.value: Words | None = None
        self._asking, self._offered, self._typed, self._shown = QWidget(), QWidget(), QWidget(), QWidget()
        self.timer = QTimer(self, interval=TICK_MS)
        self.timer.timeout.connect(self._tick)
        self._lay_out()
        self.conceal()

    def show_point(self, point: HiddenPoint | None) -> None:
        """Stand for ``point``, hidden. The same one again leaves what is on the screen."""
        if point == self._point:
            return
        self._point = point
        self.conceal()

    def toggle(self) -> None:
        """Ask why; or hide what is shown, or the question."""
        if self._asking.isVisibleTo(self) or self.value is not None:
            self.conceal()
        elif self._point is not None:
            self._ask()

    def conceal(self) -> None:
        """Take the value out of the window, and every question with it."""
        self.timer.stop()
        holder = QApplication.focusWidget()
        held_here = holder is not None and self.isAncestorOf(holder)
        if self.value is not None:
            self.value.clear()
            self.value.setParent(None)
            self.value.deleteLater()
            self.value = None
        for part in (self._asking, self._shown, self._typed, self.failed):
            part.hide()
        self.other.clear()
        self.other_field.set_error("")
        self._name_button()
        if held_here and self.button.isVisible():
            self.button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.conceal()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        assert self._point is not None
        self.warning.setText(self._point.warning)
        self.warning.setVisible(bool(self._point.warning))
        self._offer_reasons(self._point)
        self.failed.hide()
        self.show()
        self._offered.show()
        self._asking.show()
        self._name_button()
        next(button for button in self.reasons.values() if button.isVisibleTo(self)).setFocus()

    def _offer_reasons(self, point: HiddenPoint) -> None:
        """Offer what the point may be used for now at a press, what only a reason in words opens, and nothing else."""
        for reason in REACHING:
            method, button = _WAY_OF.get((point.kind, reason)), self.reasons[reason]
            is_closed = method in point.closed_ways
            button.setVisible(is_closed or method in point.open_ways)
            button.setText(ALL_THE_SAME[reason] if is_closed else REASONS[reason])

    def _choose(self, reason: RevealReason) -> None:
        assert self._point is not None
        all_the_same = _WAY_OF.get((self._point.kind, reason)) in self._point.closed_ways
        if reason is not RevealReason.OTHER and not all_the_same:
            self._reveal(reason, "")
            return
        self._typing_for = reason
        self.other_field.label.setText(WHY_ALL_THE_SAME if all_the_same else YOUR_REASON)
        self._typed.show()
        self.other.setFocus()
        self._offered.hide()  # in large type there is no room for both, and one reason was chosen

    def _reveal_for_words(self) -> None:
        if not self.other.text().strip():
            self.other_field.set_error("Say in a few words why you need to see this.")
            self.other.setFocus()
            return
        self._reveal(self._typing_for, self.other.text())

    def _reveal(self, reason: RevealReason, other: str) -> None:
        if self._point is None:
            return
        point_id = self._point.point_id
        work = partial(self._desk.reveals.reveal, point_id, reason, other)
        self._desk.tasks.run(work, context=self, on_done=partial(self._show, point_id), on_error=self._not_shown)

    def _show(self, point_id: UUID, shown: Shown) -> None:
        """Show the value, if somebody still looks at the same point."""
        self.revealed.emit()
        if self._point is None or self._point.point_id != point_id or not self._asking.isVisibleTo(self):
            return
        self.conceal()
        self.value = Words(shown.value, "strong", wrap=True)
        self._value_place.addWidget(self.value)
        self._seconds, self._until = SHOWN_SECONDS, shown.until
        self._shown.show()
        self._count_down()
        self.timer.start()
        self._name_button()
        self.button.setFocus()
        announce(self, f"{shown.value}. {self.countdown.text()}.")

    def _not_shown(self, failure: KnownFailure) -> None:
        self.failed.setText(str(failure))
        self.failed.show()
        announce(self, str(failure), at_once=True)

    def _tick(self) -> None:
        """Count one second down. A clock that was put back does not lengthen the half minute."""
        self._seconds = min(self._seconds - 1, _left(self._until, self._desk.clock.now()))
        if self._seconds <= 0:
            self.conceal()
        else:
            self._count_down()

    def _count_down(self) -> None:
        self.countdown.setText(f"Hides in {'1 second' if self._seconds == 1 else f'{self._seconds} seconds'}")

    def _copy(self) -> None:
        if self.value is None:
            return
        kept = QMimeData()
        kept.setText(self.value.text())
        kept.setData("x-kde-passwordManagerHint", b"secret")  # asks a clipboard history to keep out
        QGuiApplication.clipboard().setMimeData(kept)
        self._desk.navigator.say("Copied. The clipboard is cleared after 30 seconds.")

    def _name_button(self) -> None:
        point, shown = self._point, self.value is not None
        asking = self._asking.isVisibleTo(self)
        safe = point is None or not point.warning
        words = self._hide_words if shown else "Keep hidden" if asking else self._show_words if safe else "Show anyway…"
        self.button.setText(words)
        self.button.setIcon(self._desk.theme.icon("eye-slash" if shown or asking else "eye", "text"))
        self.button.setAccessibleName(f"{words.removesuffix('…')}: {point.words}" if point else words)
        self.button.setAccessibleDescription(point.warning if point else "")

    def _lay_out(self) -> None:
        flow = FlowLayout(8)
        for button in self.reasons.values():
            flow.addWidget(button)
        asking = _column(self._asking, 6)
        asking.addWidget(self.warning)
        offered = _column(self._offered, 6)
        offered.addWidget(self.question)
        offered.addLayout(flow)
        asking.addWidget(self._offered)
        typed = _column(self._typed, 8)
        typed.addWidget(self.other_field)
        typed.addWidget(self.show_other, 0, Qt.AlignmentFlag.AlignLeft)
        self.other.returnPressed.connect(self._reveal_for_words)
        asking.addWidget(self._typed)
        self._value_place = QVBoxLayout()
        row = QHBoxLayout(self._shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(self._value_place)
        row.addWidget(self.countdown, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.copy)
        row.addStretch(1)
        column = _column(self, 6)
        for part in (self._asking, self._shown, self.failed):
            column.addWidget(part)


def _left(until: datetime, now: datetime) -> int:
    """Return the whole seconds left."""
    return (until - now) // timedelta(seconds=1)


def _column(holder: QWidget, gap: int) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    return column
