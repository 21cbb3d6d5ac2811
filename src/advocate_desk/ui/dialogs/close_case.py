"""What an episode ends with: why, what came of it, its last assessment, and how to come back safely."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QGroupBox, QVBoxLayout, QWidget

from advocate_desk.domain.case_life_words import CLOSURE_WORDS
from advocate_desk.domain.case_moves import CaseClosing, ClosureReason
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.outcomes import OutcomeList
from advocate_desk.domain.risk_words import LEVEL_WORDS
from advocate_desk.services.close_case import ClosingView, NewClosing
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.kept_sheet import KeptSheet
from advocate_desk.ui.widgets.problem_summary import Problem, ProblemSummary
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

ABOUT = "What was written before stays in the history. Written anew, it needs a new signature."
CHOOSE_WHY = "Choose why the episode ends."
NOT_ASKED = "Not asked"
NO_EXIT = "There is none yet. Under Risk, assess once more “for the end”."


class ClosingSheet(KeptSheet):
    """Writes down what an episode ends with; `written` says so once it is kept.

    Closed half written, it is kept as a draft until it is on record or discarded.

    Args:
        parent: the section that opens it.
        desk: the services.
        case_id: whose case.
        view: how far the closing is.
        referrals: the words for each referral that is still open.
    """

    written = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        desk: DeskContext,
        case_id: UUID,
        view: ClosingView,
        referrals: dict[UUID, str],
    ) -> None:
        super().__init__(parent, desk.theme, "How the episode ends", ABOUT, "Write it down")
        self._desk, self._case_id = desk, case_id
        self.summary = ProblemSummary(desk.theme)
        self.why = QComboBox()
        self.why.addItem("Choose", "")
        for reason, words in CLOSURE_WORDS.items():
            self.why.addItem(words, reason)
        self.why_field = Field("Wh&y it ends", self.why)
        self.exit = QComboBox()
        self.exit.addItem("None", "")
        for one in view.exits:  # by its words: a box does not find an equal id again, only the very same object
            self.exit.addItem(f"{long_date(one.assessed_on)}: {LEVEL_WORDS[one.level]} risk", one.id.hex)
        self.exit.setCurrentIndex(1 if view.exits else 0)
        self.outcomes = {one.code: _answers(view.outcomes) for one in view.outcomes.outcomes}
        self.carried = {referral_id: QCheckBox(words) for referral_id, words in referrals.items()}
        self.told = TypedWords(desk.theme, "Who was &told, and how", 1)
        self.way_back = TypedWords(desk.theme, "A safe way to come &back", 1)
        self.high = TypedWords(desk.theme, "Where risk is still &high: why it ends all the same", 2)
        self._lay_out(view.outcomes, has_exits=bool(view.exits))
        if view.closing is not None:
            self._show(view.closing)
        self.resize(desk.theme.px(600), desk.theme.px(780))
        self.why.setFocus()
        self.keep_beyond(desk, draft_key(case_id))

    def record(self) -> None:
        """Keep what was written; the service says what is still missing."""
        why = self.why.currentData()
        self.why_field.set_error("" if why else CHOOSE_WHY)
        self.summary.show_problems([] if why else [Problem(CHOOSE_WHY, self.why)])
        if not why:
            return
        ended = self.exit.currentData()
        new = NewClosing(
            case_id=self._case_id,
            closure=ClosureReason(why),
            outcomes={code: str(box.currentData()) for code, box in self.outcomes.items() if box.currentData()},
            exit_assessment_id=UUID(ended) if ended else None,
            told=self.told.words,
            way_back=self.way_back.words,
            carried_over=tuple(one for one, box in self.carried.items() if box.isChecked()),
            high_risk_reason=self.high.words,
        )
        self.put_on_record(partial(self._desk.safety.closing.prepare, new), self._written)

    def to_draft(self) -> dict[str, Any]:
        """Return what was typed and chosen, by what it is about: a referral that ends meanwhile loses nothing else."""
        return {
            "why": str(self.why.currentData()),
            "exit": str(self.exit.currentData()),
            "outcomes": {code: str(box.currentData()) for code, box in self.outcomes.items()},
            "carried": [referral_id.hex for referral_id, box in self.carried.items() if box.isChecked()],
            "told": self.told.words,
            "way_back": self.way_back.words,
            "high": self.high.words,
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        """Put back what was typed and chosen."""
        self.why.setCurrentIndex(max(0, self.why.findData(kept["why"])))
        self.exit.setCurrentIndex(max(0, self.exit.findData(kept["exit"])))
        for code, box in self.outcomes.items():
            box.setCurrentIndex(max(0, box.findData(kept["outcomes"].get(code, ""))))
        for referral_id, tick in self.carried.items():
            tick.setChecked(referral_id.hex in kept["carried"])
        self.told.show_words(kept["told"])
        self.way_back.show_words(kept["way_back"])
        self.high.show_words(kept["high"])

    def _written(self, _closing: CaseClosing) -> None:
        self.written.emit()
        self.accept()

    def _show(self, closing: CaseClosing) -> None:
        self.why.setCurrentIndex(self.why.findData(closing.closure))
        ended = closing.exit_assessment_id
        self.exit.setCurrentIndex(max(0, self.exit.findData(ended.hex if ended else "")))
        for code, box in self.outcomes.items():
            box.setCurrentIndex(max(0, box.findData(closing.outcomes.get(code, ""))))
        for referral_id, tick in self.carried.items():
            tick.setChecked(referral_id in closing.carried_over)
        self.told.show_words(closing.told)
        self.way_back.show_words(closing.way_back)
        self.high.show_words(closing.high_risk_reason)

    def _lay_out(self, outcomes: OutcomeList, *, has_exits: bool) -> None:
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        exit_field = Field("The assessment for the &end", self.exit, "" if has_exits else NO_EXIT)
        for part in (self.summary, self.why_field, exit_field, self._outcomes(outcomes)):
            column.addWidget(part)
        if self.carried:
            group = QGroupBox("Referrals that go on without us, by agreement")
            rows = QVBoxLayout(group)
            rows.setContentsMargins(0, 4, 0, 0)
            for box in self.carried.values():
                rows.addWidget(box)
            column.addWidget(group)
        for field in (self.told, self.way_back, self.high):
            column.addWidget(field)

    def _outcomes(self, outcomes: OutcomeList) -> QWidget:
        group = QGroupBox(outcomes.title)
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Words(outcomes.note, "small", wrap=True), 0, 0, 1, 2)
        for row, one in enumerate(outcomes.outcomes, start=1):
            label = Words(one.words, "field", wrap=True)
            label.setBuddy(self.outcomes[one.code])
            grid.addWidget(label, row, 0)
            grid.addWidget(self.outcomes[one.code], row, 1)
        return group


def draft_key(case_id: UUID) -> str:
    """Return under which key a half-written closing is kept."""
    return f"closing {case_id}"


def _answers(outcomes: OutcomeList) -> QComboBox:
    box = QComboBox()
    box.addItem(NOT_ASKED, "")
    for answer in outcomes.answers:
        box.addItem(answer.words, answer.code)
    return box
