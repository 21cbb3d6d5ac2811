"""Settings for attempts to reach somebody: how soon the first is due by risk, and how many make it enough."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.domain.attempts import MOST_ATTEMPTS, MOST_DAYS
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.settings import FIRST_ATTEMPT
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.screens.settings_cards import SettingsCard
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.kept_fields import KeptField, LinesField, NumberField
from advocate_desk.ui.widgets.words import Words

LEVELS = {RiskLevel.HIGH: "At high risk", RiskLevel.MEDIUM: "At medium risk", RiskLevel.STANDARD: "At standard risk"}
WHERE_FROM = (
    "Many contracts ask for 24 hours at high risk, and one published protocol for two working days; one service makes "
    "at least three attempts within a week. Set what your contract asks. Risk that nobody assessed counts as high."
)


CHASE_HINT = "Each wait on a line of its own, for example 7 days or 5 working days. As many lines as times to ask."
CHASE_FROM = (
    "After the last of them a supervisor confirms that there was no response; nothing is closed by itself. "
    "A day set on a referral comes first, and an agency may have its own times in the directory."
)


class PeriodsField(KeptField):
    """A line for each level of risk. Its value maps the level's code to what was typed."""

    def __init__(self) -> None:
        holder = QWidget()
        self.lines = {level: BoundedLine(longest=40) for level in LEVELS}
        row = FlowLayout(16)
        for level, words in LEVELS.items():
            row.addWidget(_labelled(words, self.lines[level]))
        holder.setLayout(row)
        super().__init__("First attempt within", holder, "For example 24 hours, 2 working days or 3 days.")
        for line in self.lines.values():
            line.editingFinished.connect(self._leave)

    def show_value(self, value: object) -> None:
        """Show what is kept; a line somebody is typing in stays."""
        if any(line.hasFocus() for line in self.lines.values()) and self.is_changed():
            self._kept = value
        else:
            super().show_value(value)

    def value(self) -> dict[str, str]:
        return {level.value: line.text().strip() for level, line in self.lines.items()}

    def put(self, value: object) -> None:
        kept = value if isinstance(value, Mapping) else {}
        for level, line in self.lines.items():
            line.setText(str(kept.get(level.value, FIRST_ATTEMPT[level.value])))
            line.setCursorPosition(0)

    def set_read_only(self) -> None:
        for line in self.lines.values():
            line.setReadOnly(True)


class AttemptsCard(SettingsCard):
    """When Today says that somebody is to be tried, and when enough was tried."""

    def __init__(self) -> None:
        periods = PeriodsField()
        wanted = NumberField("&Attempts that make it enough", 1, MOST_ATTEMPTS)
        within = NumberField("Within", 1, MOST_DAYS, " days")
        super().__init__(
            "Attempts to make contact",
            {"first_attempt": periods, "attempts_wanted": wanted, "attempts_within_days": within},
        )
        self.periods = periods
        self.body.addWidget(Words(WHERE_FROM, "small", wrap=True))
        self.body.addWidget(periods)
        self.add_row(wanted, within)


class ChasingCard(SettingsCard):
    """After how long Today says that a silent agency is to be asked again."""

    def __init__(self, theme: Theme) -> None:
        waits = LinesField(theme, "Ask a silent agency a&gain after", 4, CHASE_HINT)
        super().__init__("Answers to referrals", {"chase_after": waits})
        self.waits = waits
        self.body.addWidget(Words(CHASE_FROM, "small", wrap=True))
        self.body.addWidget(waits)


def _labelled(words: str, line: BoundedLine) -> QWidget:
    holder, label = QWidget(), Words(words, "field")
    label.setBuddy(line)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(line)
    return holder
