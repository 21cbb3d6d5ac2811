"""Recording a move of a case: when it happened, and only what this very move must carry."""

import json
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.case_life_words import CLOSURE_WORDS, USUAL_CLOSURE
from advocate_desk.domain.case_lifecycle import Need
from advocate_desk.domain.case_moves import CaseMove, ClosureReason
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.services.move_case import MoveChoice, NewMove
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.agency_line import AgencyLine
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.form_words import put_words, words_in
from advocate_desk.ui.widgets.moment_field import MomentField
from advocate_desk.ui.widgets.problem_summary import Problem, ProblemSummary
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.typed_words import TypedWords

GIVE_REASON = "Give the reason, so that a colleague understands it later."
SAY_TO_WHOM = "Say to whom this person was sent."
TO_WHOM = "Type three letters to choose from the directory, or write it in words."
CHOOSE_CLOSURE = "Choose why the episode ends."
GIVE_MOMENT = "Give the day and time at which it happened."


class MoveSheet(RecordingSheet):
    """Records the move of ``choice``; `moved` says so once it is kept.

    Args:
        parent: the section that opens it.
        desk: the services.
        case_id: whose case.
        current: where the case stands.
        choice: the move.
    """

    moved = Signal(object)

    def __init__(
        self, parent: QWidget | None, desk: DeskContext, case_id: UUID, current: CaseStatus, choice: MoveChoice
    ) -> None:
        super().__init__(parent, desk.theme, choice.title, choice.more, choice.title)
        self._desk, self._case_id, self._choice = desk, case_id, choice
        needs, now = choice.carries, desk.clock.now()
        self.summary = ProblemSummary(desk.theme)
        self.when = MomentField("W&hen", desk.clock.today, now, "For example today, fri 3pm or 20/11.")
        self.when.show_moment(now)
        self.closure = QComboBox()
        self.closure.addItem("Choose", "")
        for reason, words in CLOSURE_WORDS.items():
            self.closure.addItem(words, reason)
        self.closure.setCurrentIndex(max(0, self.closure.findData(USUAL_CLOSURE.get(current, ""))))
        self.closure_field = Field("Wh&y the episode ends", self.closure)
        self.sent_to = AgencyLine(desk, "To &whom", TO_WHOM, or_words=True)
        asked = "&Reason" if Need.REASON in needs else "Anything to &add, if it helps"
        self.reason = TypedWords(desk.theme, asked, 2)
        self._lay_out()
        self.resize(desk.theme.px(520), desk.theme.px(360 + 70 * len(needs & {Need.SENT_TO, Need.CLOSURE})))
        (self.reason.edit if Need.REASON in needs else self.when.edit).setFocus()
        draft = self.keep_words(desk, f"move-case {case_id} {choice.to_status}", self._to_text, self._show_text)
        self.sent_to.typed.connect(draft.typed)

    def record(self) -> None:
        """Check what the move must carry and make it."""
        problems = self._problems()
        self.summary.show_problems(problems)
        if problems:
            return
        new = self._new()
        self.wait()
        work = partial(self._desk.safety.life.move, new)
        self._desk.tasks.run(work, context=self, on_done=self._moved, on_error=self.show_failure)

    def _new(self) -> NewMove:
        needs = self._choice.carries
        chosen = self.closure.currentData()
        return NewMove(
            case_id=self._case_id,
            to_status=self._choice.to_status,
            reason=self.reason.words,
            sent_to=self.sent_to.words() if Need.SENT_TO in needs else "",
            sent_to_agency_id=self.sent_to.agency_id() if Need.SENT_TO in needs else None,
            closure=ClosureReason(chosen) if Need.CLOSURE in needs and chosen else None,
            happened_at=self.when.moment(),
        )

    def _problems(self) -> list[Problem]:
        needs = self._choice.carries
        found = self.when.problems(GIVE_MOMENT)
        if Need.CLOSURE in needs:
            found += _missing(self.closure_field, bool(self.closure.currentData()), CHOOSE_CLOSURE)
        if Need.SENT_TO in needs:
            found += _missing(self.sent_to.field, bool(self.sent_to.words()), SAY_TO_WHOM)
        if Need.REASON in needs:
            found += _missing(self.reason, bool(self.reason.words.strip()), GIVE_REASON)
        return found

    def _to_text(self) -> str:
        return json.dumps({"fields": words_in(self.holder), "sent_to": self.sent_to.texts()})

    def _show_text(self, body: str) -> bool:
        kept = json.loads(body)
        shown = put_words(self.holder, kept["fields"])
        self.sent_to.show_texts(kept["sent_to"])
        return shown

    def _moved(self, move: CaseMove) -> None:
        self.moved.emit(move)
        self.accept()

    def _lay_out(self) -> None:
        needs = self._choice.carries
        for need, field in ((Need.CLOSURE, self.closure_field), (Need.SENT_TO, self.sent_to)):
            if need not in needs:
                field.hide()
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.summary, self.closure_field, self.sent_to, self.reason, self.when):
            column.addWidget(part)


def _missing(field: Field, there: bool, sentence: str) -> list[Problem]:
    """Say ``sentence`` by ``field`` where nothing stands in it."""
    field.set_error("" if there else sentence)
    return [] if there else [Problem(sentence, field.control)]
