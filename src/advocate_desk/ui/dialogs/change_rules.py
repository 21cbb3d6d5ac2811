"""Changing the rules of the service: how long a clock runs, a bank holiday, whole rules from a file."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.clock_words import OWES_WORDS
from advocate_desk.domain.duties import UNITS, Unit
from advocate_desk.domain.own_rules import RuleKind
from advocate_desk.domain.settings import Nation
from advocate_desk.services.keep_rules import ClockForm, ClockLine, RulesView
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.problem_summary import ProblemSummary, problems_in
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.words import Words

NATIONS = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}
LONGEST_LINE = 400
SAY_WHY = "Say why, in a few words."
SAY_SOURCE = "Say where it was read, or who agreed it."
SAY_NUMBER = "Give a whole number from 1 on."
SAY_WHICH = "Choose which clock."
SAY_USE = "Choose whether it is used."
USED, NOT_USED = "used", "not used"
AT_ONCE = "It holds at once, in every case. What ships is kept and comes back whenever you take the change back."

Kept = Callable[[tuple[UUID, ...]], None]


class ChangeClockSheet(RecordingSheet):
    """Asks how long a clock runs, where that was read, and why. ``on_kept`` is given the id of the change."""

    def __init__(self, parent: QWidget | None, desk: DeskContext, view: RulesView, on_kept: Kept) -> None:
        super().__init__(parent, desk.theme, "Change a clock", AT_ONCE, "Use it from now on")
        self._desk, self._on_kept = desk, on_kept
        self._lines = {clock_name(line): line for line in view.clocks}
        self.summary = ProblemSummary(desk.theme)
        self.clock, self.unit = QComboBox(), QComboBox()
        self.clock.addItems(["", *self._lines])
        # A long title must not widen the sheet beyond its page.
        self.clock.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.clock.setMinimumContentsLength(30)
        self.now = Words("", "secondary", wrap=True)
        self.use = Choices("In our service", {USED: "Count it", NOT_USED: "Do not use it"})
        self.amount = BoundedLine(longest=6)
        self.source, self.why = BoundedLine(longest=LONGEST_LINE), BoundedLine(longest=LONGEST_LINE)
        self.checked = DayField("&When did somebody look?", desk.clock.today, "For example today or 20/11.", past=True)
        self.amount_field = Field("&How many", self.amount, "A whole number, for example 5.")
        self.unit_field = Field("&Of what", self.unit)
        self.source_field = Field("Where was it &read, or who agreed it?", self.source)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        asked = (self.amount_field, self.unit_field, self.source_field, self.checked)
        for part in (self.summary, Field("Which &clock", self.clock), self.now, self.use, *asked):
            column.addWidget(part)
        column.addWidget(Field("Wh&y", self.why, "Whoever comes after you will ask."))
        self.clock.currentTextChanged.connect(self._show_clock)
        self.use.chosen.connect(self._fit)
        self.use.choose(USED)
        self.resize(desk.theme.px(560), desk.theme.px(720))
        self.clock.setFocus()
        self.keep_words(desk, "change-clock")
        self._fit()

    def record(self) -> None:
        """Check what was chosen and keep it."""
        line = self._lines.get(self.clock.currentText())
        used, number = self.use.value() == USED, self.amount.text().strip()
        amount = int(number) if number.isdecimal() else 0
        day = self.checked.day()
        counted = (
            ("" if amount else SAY_NUMBER, self.amount),
            ("" if self.source.text().strip() else SAY_SOURCE, self.source),
            (self.checked.problem("Give the day somebody looked."), self.checked.edit),
        )
        problems = problems_in(
            ("" if line else SAY_WHICH, self.clock),
            ("" if self.use.value() else SAY_USE, self.use.first()),
            *(counted if used else ()),
            ("" if self.why.text().strip() else SAY_WHY, self.why),
        )
        self.summary.show_problems(problems)
        if problems or line is None:
            return
        rules, why = self._desk.way.rules, self.why.text()
        if not used:
            self._keep(lambda: rules.leave_out(RuleKind.DUTY, line.code, why))
        elif day is not None:
            form = ClockForm(
                code=line.code,
                amount=amount,
                unit=Unit(self.unit.currentText()),
                source=self.source.text(),
                checked_on=day,
                why=why,
            )
            self._keep(lambda: rules.change_clock(form))

    def _keep(self, work: Callable[[], UUID]) -> None:
        self.wait()
        self._desk.tasks.run(work, context=self, on_done=self._kept, on_error=self.show_failure)

    def _kept(self, rule_id: UUID) -> None:
        self.accept()
        self._on_kept((rule_id,))

    def _show_clock(self, name: str) -> None:
        self.unit.clear()
        if (line := self._lines.get(name)) is None:
            self.now.setText("")
            return
        self.now.setText(length_now(line))
        if (duty := line.now or line.ships) is not None:
            first = duty.limbs[0]
            self.unit.addItems(sorted(UNITS[first.by]))
            self.unit.setCurrentText(first.unit)

    def _fit(self, _value: str = "") -> None:
        for part in (self.amount_field, self.unit_field, self.source_field, self.checked):
            part.setVisible(self.use.value() != NOT_USED)


class RulesFromFileSheet(RecordingSheet):
    """Asks why the rules of a chosen file are used. A mistake in it is told with its line, and the sheet stays."""

    def __init__(self, parent: QWidget | None, desk: DeskContext, path: Path, on_kept: Kept) -> None:
        super().__init__(parent, desk.theme, "Rules from a file", path.name, "Use them from now on")
        self._desk, self._path, self._on_kept = desk, path, on_kept
        self.summary = ProblemSummary(desk.theme)
        self.why = BoundedLine(longest=LONGEST_LINE)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Words(f"All of them are used, or none. {AT_ONCE}", "secondary", wrap=True))
        column.addWidget(self.summary)
        column.addWidget(Field("Wh&y", self.why, "Whoever comes after you will ask."))
        self.resize(desk.theme.px(540), desk.theme.px(400))
        self.why.setFocus()
        self.keep_words(desk, "rules-from-file")

    def record(self) -> None:
        """Read the file and use what it holds."""
        problems = problems_in(("" if self.why.text().strip() else SAY_WHY, self.why))
        self.summary.show_problems(problems)
        if problems:
            return
        why = self.why.text()
        self.wait()
        self._desk.tasks.run(
            lambda: self._desk.way.rules.add_from(self._path, why),
            context=self,
            on_done=self._kept,
            on_error=self.show_failure,
        )

    def _kept(self, rule_ids: tuple[UUID, ...]) -> None:
        self.accept()
        self._on_kept(rule_ids)


class BankDaySheet(RecordingSheet):
    """Asks for a bank holiday that came, or one that does not hold. ``on_kept`` is given its id."""

    def __init__(self, parent: QWidget | None, desk: DeskContext, on_kept: Callable[[UUID], None]) -> None:
        about = "Working days are counted anew at once, in every case."
        super().__init__(parent, desk.theme, "A bank holiday", about, "Keep it")
        self._desk, self._on_kept = desk, on_kept
        self.summary = ProblemSummary(desk.theme)
        self.nation = Choices("In which nation?", NATIONS)
        self.on = DayField("&Which day?", desk.clock.today, "For example 4 June 2027.")
        self.is_holiday = Choices("Is it a bank holiday there?", {"yes": "Yes, add it", "no": "No, take it out"})
        self.source = BoundedLine(longest=LONGEST_LINE)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        read = Field("Where was it &read?", self.source, "For example gov.uk/bank-holidays.")
        for part in (self.summary, self.nation, self.on, self.is_holiday, read):
            column.addWidget(part)
        self.resize(desk.theme.px(540), desk.theme.px(560))
        self.nation.first().setFocus()
        self.keep_words(desk, "bank-day")

    def record(self) -> None:
        """Check what was chosen and keep it."""
        nation, day, holds = self.nation.value(), self.on.day(), self.is_holiday.value()
        problems = problems_in(
            ("" if nation else "Choose the nation.", self.nation.first()),
            (self.on.problem("Give the day."), self.on.edit),
            ("" if holds else "Choose whether it is one.", self.is_holiday.first()),
            ("" if self.source.text().strip() else "Say where it was read.", self.source),
        )
        self.summary.show_problems(problems)
        if problems or day is None:
            return
        source = self.source.text()
        self.wait()
        self._desk.tasks.run(
            lambda: self._desk.way.bank_days.keep(Nation(nation), day, is_holiday=holds == "yes", source=source),
            context=self,
            on_done=self._kept,
            on_error=self.show_failure,
        )

    def _kept(self, day_id: UUID) -> None:
        self.accept()
        self._on_kept(day_id)


def clock_name(line: ClockLine) -> str:
    """Return a clock's title with who owes it: two clocks may bear one title."""
    duty = line.now or line.ships
    return f"{line.title} ({OWES_WORDS[duty.owes]})" if duty else line.title


def length_now(line: ClockLine) -> str:
    """Return how long it runs now, and how long what ships does."""
    now = f"Now {line.now.limbs[0].words()}." if line.now else "Not used now."
    ships = f" What ships says {line.ships.limbs[0].words()}: {line.ships.provenance.source}" if line.ships else ""
    return now + ships
