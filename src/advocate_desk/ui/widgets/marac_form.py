"""The form of a referral to a MARAC. What is missing may come later; what it still lacks is said on its card."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QGroupBox, QVBoxLayout, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.consent_rules import BASIS_LABELS
from advocate_desk.domain.errors import ChangedMeanwhile, KnownFailure
from advocate_desk.domain.marac import MaracCriterion, MaracReferral
from advocate_desk.domain.marac_words import CRITERION_WORDS
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.marac_file import MaracFile
from advocate_desk.services.refer_to_marac import MaracForm
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.answer_row import FIVE_ANSWERS, AnswerRow
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.group import titled_group
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.tick_box import TickBox
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

TEXTS = {
    "reason": ("&Why do you refer: what has happened, what do you fear?", 4),
    "not_told_because": ("Why it was &not talked through first", 2),
    "basis_reason": ("Why the dan&ger justifies it", 2),
    "her_wishes": ("What this person wants the meeting to &do", 2),
    "who_she_fears": ("Whom this person fears, and for &whom", 2),
}
LINES = {
    "area": ("Which &area's MARAC?", "For example, Exampleshire."),
    "safe_to_talk_to": ("Who is safe to &talk to", "For example, a sister; the school's safeguarding lead."),
    "not_safe_to_talk_to": ("Who is not sa&fe to talk to", "Agencies must know whom never to ring."),
    "came_from_area": ("Came from another area's MARA&C", "Which one, where this person has moved."),
}
NO_BASIS = "Choose a basis"
MET_ELSEWHERE = "Somebody changed this referral while you had it open. Your words are kept. Close, and open it again."


class MaracEditor(KeptForm):
    """Writes a referral, or changes one that is not made yet."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, "Save referral")
        self._case_id = case_id
        self._opened: MaracReferral | None = None
        self._form = MaracForm()
        self.criteria = {one: TickBox(words) for one, words in CRITERION_WORDS.items()}
        self.others: dict[UUID, TickBox] = {}
        self.texts = {name: TypedWords(desk.theme, label, lines) for name, (label, lines) in TEXTS.items()}
        self.lines = {name: BoundedLine() for name in LINES}
        self.knows = AnswerRow("Was this talked through with this person?", answers=FIVE_ANSWERS)
        self.agrees = AnswerRow("Does this person agree?", answers=FIVE_ANSWERS)
        self.basis = QComboBox()
        self.basis_field = Field("La&wful basis", self.basis, "Without agreement a supervisor approves it as well.")
        self.why_criteria = Words(look="secondary", wrap=True)
        self._others = QVBoxLayout()
        self._arrange()

    def open_new(self, file: MaracFile) -> None:
        """Begin a referral with the criteria that the record meets, and whoever else is in the case."""
        before = next((line.referral.area for line in file.view.referrals if line.referral.area.strip()), "")
        only = tuple(file.view.others) if len(file.view.others) == 1 else ()
        self._opened = None
        self._show(MaracForm(criteria=file.view.suggested, other_people=only, area=before), file)
        self.begin("Refer to a MARAC")

    def open_for(self, referral: MaracReferral, file: MaracFile) -> None:
        """Go on with a referral that is being written."""
        self._opened = referral
        self._show(MaracForm.of(referral), file)
        self.begin("Refer to a MARAC")
        if referral.approved_at is not None:
            self.message.show_note("warn", "This referral is approved. A change ends its approval.")

    def stack(self, stacked: bool) -> None:
        """Put the answers beneath their questions, or beside them."""
        for row in (self.knows, self.agrees):
            row.stack(stacked)

    def key(self) -> str:
        return f"marac-referral {self._opened.id if self._opened else 'new'} {self._case_id}"

    def to_draft(self) -> dict[str, Any]:
        typed = self.form()
        return {
            **{name: getattr(typed, name) for name in (*TEXTS, *LINES)},
            "criteria": [one.value for one in typed.criteria],
            "others": [one.hex for one in typed.other_people],
            "knows": typed.knows.value,
            "agrees": typed.agrees.value,
            "basis": typed.basis.value if typed.basis else "",
        }

    def show_draft(self, kept: dict[str, Any]) -> None:
        self._fill(
            MaracForm(
                **{name: kept[name] for name in (*TEXTS, *LINES)},
                criteria=tuple(MaracCriterion(one) for one in kept["criteria"]),
                other_people=tuple(UUID(one) for one in kept["others"]),
                knows=Answer(kept["knows"]),
                agrees=Answer(kept["agrees"]),
                basis=LawfulBasis(kept["basis"]) if kept["basis"] else None,
            )
        )

    def problems(self) -> Sequence[Problem]:
        return ()

    def work(self) -> Callable[[], object]:
        return partial(self.desk.safety.marac.save, self._case_id, self.form(), self._opened)

    def not_saved(self, failure: KnownFailure) -> None:
        super().not_saved(failure)
        if isinstance(failure, ChangedMeanwhile):
            self.message.show_error(MET_ELSEWHERE)

    def form(self) -> MaracForm:
        """Return what stands in the fields."""
        basis = self.basis.currentData()
        return replace(
            self._form,
            **{name: field.words for name, field in self.texts.items()},
            **{name: edit.text() for name, edit in self.lines.items()},
            criteria=tuple(one for one, box in self.criteria.items() if box.isChecked()),
            other_people=tuple(one for one, box in self.others.items() if box.isChecked()),
            knows=self.knows.value(),
            agrees=self.agrees.value(),
            basis=LawfulBasis(basis) if basis else None,
        )

    def _show(self, form: MaracForm, file: MaracFile) -> None:
        self._form = form
        self._offer_others(file)
        met = [one.sentence for one in file.watch.unanswered]
        self.why_criteria.setText(" ".join(met))
        self.why_criteria.setVisible(bool(met))
        self._fill(form)

    def _offer_others(self, file: MaracFile) -> None:
        for box in self.others.values():
            self._others.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.others = {one: TickBox(name) for one, name in file.view.others.items()}
        for box in self.others.values():
            box.toggled.connect(self.changed)
            self._others.addWidget(box)
        self.nobody.setVisible(not self.others)

    def _fill(self, form: MaracForm) -> None:
        for name, field in self.texts.items():
            field.show_words(getattr(form, name))
        for name, edit in self.lines.items():
            edit.setText(getattr(form, name))
            edit.setCursorPosition(0)
        for boxes, chosen in ((self.criteria, form.criteria), (self.others, form.other_people)):
            for one, box in boxes.items():
                box.blockSignals(True)
                box.setChecked(one in chosen)
                box.blockSignals(False)
        self.knows.show_answer(form.knows)
        self.agrees.show_answer(form.agrees)
        self.basis.setCurrentIndex(max(0, self.basis.findData(form.basis.value if form.basis else "")))
        self._show_what_is_asked()

    def _answered(self, *_how: object) -> None:
        self._show_what_is_asked()
        self.changed()

    def _show_what_is_asked(self) -> None:
        """Only what these answers ask for is in sight; what was typed before stays."""
        self.texts["not_told_because"].setVisible(self.knows.value() is not Answer.YES)
        for part in (self.basis_field, self.texts["basis_reason"]):
            part.setVisible(self.agrees.value() is not Answer.YES)

    def _arrange(self) -> None:
        self.basis.addItem(NO_BASIS, "")
        for basis, words in BASIS_LABELS.items():
            self.basis.addItem(sentence_start(words), basis.value)
        self.nobody = Words("No other person is in this case yet. Add them under People first.", "warn", wrap=True)
        rows = {name: Field(label, self.lines[name], hint) for name, (label, hint) in LINES.items()}
        parts: tuple[QWidget, ...] = (
            titled_group("Which criteria does it meet? One is enough.", (self.why_criteria, *self.criteria.values())),
            self._from_whom(),
            self.texts["reason"],
            rows["area"],
            Words("Agreement", "card-title"),
            self.knows,
            self.texts["not_told_because"],
            self.agrees,
            self.basis_field,
            self.texts["basis_reason"],
            Words("In this person's words", "card-title"),
            self.texts["her_wishes"],
            self.texts["who_she_fears"],
            rows["safe_to_talk_to"],
            rows["not_safe_to_talk_to"],
            rows["came_from_area"],
        )
        for part in parts:
            self.body.addWidget(part)
        self._listen()

    def _from_whom(self) -> QGroupBox:
        group = titled_group("From whom does the danger come?", [self.nobody])
        below = group.layout()
        if isinstance(below, QVBoxLayout):
            below.addLayout(self._others)
        return group

    def _listen(self) -> None:
        for box in self.criteria.values():
            box.toggled.connect(self.changed)
        for field in self.texts.values():
            field.typed.connect(self.changed)
        for edit in self.lines.values():
            edit.textEdited.connect(self.changed)
        for row in (self.knows, self.agrees):
            row.answered.connect(self._answered)
        self.basis.activated.connect(self.changed)
