"""The watch in a case: which criteria for a MARAC the record meets that nobody acted on, and the two ways on."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.risk_drift import CriterionMet, Watch
from advocate_desk.domain.users import Action
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.decide_not_now import DecideNotNow
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.widgets.banner import Banner
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

ONE = "This record meets a criterion for a MARAC that nobody acted on"
SEVERAL = "This record meets {} criteria for a MARAC that nobody acted on"
ONLY_A_SUPERVISOR = "A supervisor can decide not to refer for now, with a reason and a day."


class WatchBoard(QWidget):
    """Speaks until somebody refers, or a supervisor decides not to for now.

    Args:
        desk: the services.
        case_id: whose case.
    """

    decided = Signal()
    """It was decided not to refer for now."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__()
        self._desk, self._case_id = desk, case_id
        self.banner = Banner(desk.theme, "danger", "warning-octagon-fill")
        self.refer = Button(desk.theme, "Refer to MARAC", "", "users-three", self._refer)
        self.not_now: tuple[Button, ...] = ()
        self.quiet = Words(look="secondary", wrap=True)
        self._met = QWidget()
        self._lines = QVBoxLayout(self._met)
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setSpacing(6)
        self._meeting = Words(look="secondary", wrap=True)
        for part in (self._met, self._meeting, self._ways()):
            self.banner.add_below(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addWidget(self.quiet)
        self.hide()

    def show_watch(self, watch: Watch) -> None:
        """Show what the watch says; nothing where it has nothing to say."""
        clear_rows(self._lines)
        buttons = [self._line(met) for met in watch.unanswered]
        self.not_now = tuple(button for button in buttons if button is not None)
        number = len(watch.unanswered)
        spoken = number > 0
        self._meeting.setText(watch.meeting_words)
        self._meeting.setVisible(bool(watch.meeting_words))
        self.banner.say(ONE if number == 1 else SEVERAL.format(number))
        self.banner.setVisible(spoken)
        decided = [
            f"Decided not to refer until {long_date(decision.until)}: {decision.reason.strip()}"
            for _met, decision in watch.decided
        ]
        words = "\n".join([*decided, *([watch.undated_words] if watch.undated_words else [])])
        self.quiet.setText(words)
        self.quiet.setVisible(bool(words))
        self.setVisible(spoken or bool(words))

    def _line(self, met: CriterionMet) -> Button | None:
        """Show one criterion; return the button that decides about it, for who may."""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(Words(met.sentence, wrap=True), 1)
        self._lines.addWidget(row)
        if not self._desk.who.may(Action.APPROVE):
            return None
        button = Button(self._desk.theme, "Decided not to, because…", "link", "", partial(self._decide, met))
        button.setAccessibleName(f"Decided not to, because: {met.sentence}")
        line.addWidget(button)
        return button

    def _ways(self) -> QWidget:
        """Return the ways on that are the same for whatever is met."""
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.refer)
        self.refer.setVisible(self._desk.who.may(Action.WORK_ON_CASES))
        decides = self._desk.who.may(Action.APPROVE)
        row.addWidget(Words("" if decides else ONLY_A_SUPERVISOR, "secondary", wrap=True), 1)
        return foot

    def _refer(self) -> None:
        self._desk.navigator.go(Place("case", self._case_id, "marac"))

    def _decide(self, met: CriterionMet) -> None:
        dialog = DecideNotNow(self, self._desk, self._case_id, met)
        dialog.recorded.connect(self.decided)
        dialog.open()
