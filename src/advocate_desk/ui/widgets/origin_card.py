"""Where a referral came from, and what is wrong with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.case_life_words import SOURCE_WORDS, trouble_words
from advocate_desk.domain.case_moves import ReferralProblem
from advocate_desk.domain.cases import ReferralSource
from advocate_desk.domain.dates_in_words import clock_time, in_london, near_date
from advocate_desk.services.keep_referrer import OriginView
from advocate_desk.ui.people_words import ANSWERS
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

NOBODY_SAID = "Nobody has written down where this referral came from."


@dataclass(frozen=True, kw_only=True, slots=True)
class OriginActs:
    """What the buttons of the card do."""

    change: Callable[[], None]
    raise_problem: Callable[[], None]
    tell: Callable[[ReferralProblem], None]
    answer: Callable[[ReferralProblem], None]


class OriginCard(Card):
    """Source, referrer and her part in it, in lines; beneath them what is wrong, the open ones first.

    Args:
        theme: gives icons and colours.
        acts: what the buttons do; None where this role only reads.
    """

    def __init__(self, theme: Theme, acts: OriginActs | None) -> None:
        self.change = Button(theme, "Change", "", "pencil-simple", acts.change if acts else None)
        self.change.setAccessibleName("Change where the referral came from")
        super().__init__("The referral", self.change)
        self._theme, self._acts = theme, acts
        self.raise_problem = Button(
            theme, "Something is wrong with this referral", "link", "warning", acts.raise_problem if acts else None
        )
        if acts is None:
            self.change.hide()
            self.raise_problem.hide()
        self._lines, self._problems = QVBoxLayout(), QVBoxLayout()
        self._problems.setSpacing(10)
        self.rows: tuple[ProblemRow, ...] = ()
        self.body.addLayout(self._lines)
        self.body.addLayout(self._problems)
        self.body.addWidget(self.raise_problem, 0, Qt.AlignmentFlag.AlignLeft)

    def show_origin(self, view: OriginView, today: date) -> None:
        """Show where it came from."""
        clear_rows(self._lines)
        holder = QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        lines = origin_lines(view, today)
        for label, words in lines:
            name = Words(label, "secondary")
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            form.addRow(name, Words(words, wrap=True))
        self._lines.addWidget(holder if lines else Words(NOBODY_SAID, "secondary", wrap=True))

    def show_problems(self, problems: Sequence[ReferralProblem], today: date, *, is_closed: bool) -> None:
        """Show what is wrong with it."""
        clear_rows(self._problems)
        self.rows = tuple(ProblemRow(self._theme, one, today, self._acts) for one in problems)
        for row in self.rows:
            self._problems.addWidget(rule())
            self._problems.addWidget(row)
        self.raise_problem.setVisible(self._acts is not None and not is_closed)


class ProblemRow(QWidget):
    """One thing that is wrong, how far its way back to the referrer is, and the next step."""

    def __init__(self, theme: Theme, problem: ReferralProblem, today: date, acts: OriginActs | None) -> None:
        super().__init__()
        self.tell: Button | None = None
        self.answer: Button | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        is_open = problem.answered_on is None
        chip = ("Open", "warn", "warning-fill") if is_open else ("Answered", "ok", "check-circle-fill")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(trouble_words(problem), "strong", wrap=True), 1)
        head.addWidget(Chip(theme, *chip), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for words in problem_lines(problem, today):
            column.addWidget(Words(words, "secondary", wrap=True))
        if acts is None or not is_open:
            return
        self.tell = Button(
            theme, "Told again…" if problem.told_on else "They were told…", "", "", partial(acts.tell, problem)
        )
        self.answer = Button(theme, "They answered…", "", "", partial(acts.answer, problem))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.tell, self.answer):
            button.setAccessibleName(f"{button.text()} {trouble_words(problem)}")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)


def origin_lines(view: OriginView, today: date) -> list[tuple[str, str]]:
    """Return what is known of a referral, a label and its words each; what nobody wrote down is left out."""
    case = view.case
    received = in_london(case.received_at) if case.received_at else None
    came = f"{near_date(received.date(), today)}, {clock_time(received.time())}" if received else ""
    source = "" if case.source is ReferralSource.NOT_KNOWN else SOURCE_WORDS[case.source]
    said = (
        ("Source", source),
        ("Referred by", ", ".join(part for part in (case.referred_by, view.agency) if part.strip())),
        ("Reach them", case.referrer_contact),
        ("Came in", came),
        ("Date on it", near_date(case.referred_on, today) if case.referred_on else ""),
        ("Why", case.referral_reason),
    )
    lines = [(label, words) for label, words in said if words.strip()]
    if lines:
        lines.append(("Knows of it", ANSWERS[case.knows_of_referral]))
        lines.append(("Agreed to it", ANSWERS[case.agreed_to_referral]))
    return lines


def problem_lines(problem: ReferralProblem, today: date) -> list[str]:
    """Return how far a problem's way back to the referrer is."""
    raised = near_date(in_london(problem.raised_at).date(), today)
    lines = [f"Found {raised}." + ("" if problem.told_on or problem.answered_on else " Nobody told them yet.")]
    if problem.told_on is not None:
        lines.append(f"They were told {near_date(problem.told_on, today)}: {problem.told_how}")
    if problem.answered_on is not None:
        lines.append(f"Answered {near_date(problem.answered_on, today)}: {problem.answer}")
    return lines
