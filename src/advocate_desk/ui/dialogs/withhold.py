"""Writing down what must be kept from somebody, and lifting it with a reason."""

import json
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.consent_rules import SHARE_LABELS
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.withhold import WithheldChoices, WithheldForm, WithheldLine
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.agency_line import AgencyLine
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.form_words import put_words, words_in
from advocate_desk.ui.widgets.group import titled_group
from advocate_desk.ui.widgets.problem_summary import Problem, ProblemSummary
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.typed_words import GrowingEdit

ABOUT = "Neither consent nor a lawful basis opens what is withheld. Letters and share boxes obey at once."
EVERYBODY, AGENCY, PERSON = "everybody", "agency", "person"
FROM = {EVERYBODY: "Everybody", AGENCY: "An agency", PERSON: "Somebody in this case"}
SAY_WHAT = "Tick what must be withheld, or say it in words."
SAY_WHOM = "Say from whom: everybody, an agency, or somebody in this case."
SAY_WHY = "Say why this must be withheld, so that nobody lifts it by mistake."
SAY_LIFT = "Say why this need not be withheld any longer."
IN_WORDS = "Such as “the pregnancy”. No rule finds this: whoever reads the letter looks for it."
OF_A_PERSON = "It is kept from the agency where this person works as well, where the record says which."


class WithholdDialog(RecordingSheet):
    """Keeps a new entry, or changes one that holds; `recorded` says so once it is kept.

    Args:
        parent: the section that opens it.
        desk: the services.
        case_id: whose case.
        choices: what can be named.
        line: the entry to change; None for a new one.
    """

    recorded = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        desk: DeskContext,
        case_id: UUID,
        choices: WithheldChoices,
        line: WithheldLine | None = None,
    ) -> None:
        title = "Change what is withheld" if line else "Withhold something"
        super().__init__(parent, desk.theme, title, ABOUT, "Save" if line else "Withhold it")
        self._desk, self._case_id, self._opened = desk, case_id, line.withheld if line else None
        self.summary = ProblemSummary(desk.theme)
        self.shares = {share: QCheckBox(sentence_start(words)) for share, words in SHARE_LABELS.items()}
        self.points = {point: QCheckBox(words.replace("&", "&&")) for point, words in choices.points.items()}
        self.what = BoundedLine()
        self.whom = Choices("From whom?", FROM)
        self.agency_line = AgencyLine(desk, "Which a&gency?", "Type three letters of the agency or service.")
        self.agency = self.agency_line.chooser
        self.person = QComboBox()
        for person_id, name in choices.people.items():
            self.person.addItem(name, person_id.hex)
        self.more = BoundedLine()
        self.why = GrowingEdit(desk.theme, 2)
        self.why_field = Field("Wh&y?", self.why, "Such as “the other person's sister reads the post there”.")
        self.review = DayField("&Look again on", desk.clock.today, "It holds until somebody lifts it. Such as +12w.")
        self._lay_out(choices)
        self.whom.chosen.connect(self._show_whom)
        if line is not None:
            self._show_line(line)
        self._show_whom()
        self.resize(desk.theme.px(560), desk.theme.px(760))
        key = f"withhold {case_id} {self._opened.id if self._opened else 'new'}"
        draft = self.keep_words(desk, key, self._to_text, self._show_text)
        self.agency.chosen.connect(draft.typed)
        next(iter(self.shares.values())).setFocus()

    def record(self) -> None:
        """Check everything and keep the entry."""
        problems = self._problems()
        self.summary.show_problems(problems)
        if problems:
            return
        form, withheld = self._form(), self._desk.safety.withheld
        self.wait()
        work = (
            partial(withheld.change, self._opened, form)
            if self._opened
            else partial(withheld.keep, self._case_id, form)
        )
        self._desk.tasks.run(work, context=self, on_done=self._recorded, on_error=self.show_failure)

    def _form(self) -> WithheldForm:
        whom = self.whom.value()
        # What an entry names already and no longer stands on record stays withheld.
        chosen = self.person.currentData()
        gone = [point for point in self._opened.points if point not in self.points] if self._opened else []
        return WithheldForm(
            what=self.what.text(),
            why=self.why.toPlainText(),
            shares=tuple(share for share, box in self.shares.items() if box.isChecked()),
            points=(*(point for point, box in self.points.items() if box.isChecked()), *gone),
            agency_id=self.agency.ids()[0] if whom == AGENCY else None,
            person_id=UUID(chosen) if whom == PERSON and chosen else None,
            from_whom=self.more.text(),
            review_on=self.review.day(),
        )

    def _problems(self) -> list[Problem]:
        found: list[Problem] = []
        ticked = any(box.isChecked() for box in (*self.shares.values(), *self.points.values()))
        if not (ticked or self.what.text().strip() or (self._opened and self._opened.points)):
            found.append(Problem(SAY_WHAT, next(iter(self.shares.values()))))
        if not self.whom.value():
            found.append(Problem(SAY_WHOM, self.whom.first()))
        elif self.whom.value() == AGENCY and not self.agency.check():
            found.append(Problem(self.agency_line.agency_error.text(), self.agency_line.agency))
        no_reason = "" if self.why.toPlainText().strip() else SAY_WHY
        self.why_field.set_error(no_reason)
        if no_reason:
            found.append(Problem(no_reason, self.why))
        if wrong := self.review.problem():
            found.append(Problem(wrong, self.review.edit))
        return found

    def _show_whom(self) -> None:
        whom = self.whom.value()
        self.agency_line.setVisible(whom == AGENCY)
        self._person_field.setVisible(whom == PERSON)

    def _show_line(self, line: WithheldLine) -> None:
        entry = line.withheld
        for share, box in self.shares.items():
            box.setChecked(share in entry.shares)
        for point, point_box in self.points.items():
            point_box.setChecked(point in entry.points)
        self.what.setText(entry.what)
        self.whom.choose(AGENCY if entry.agency_id else PERSON if entry.person_id else EVERYBODY)
        if entry.agency_id:
            self.agency.show_choice(line.agency, entry.agency_id, None)
        if entry.person_id and self.person.findData(entry.person_id.hex) < 0:
            self.person.addItem("Somebody who was removed", entry.person_id.hex)
        self.person.setCurrentIndex(max(0, self.person.findData(entry.person_id.hex if entry.person_id else "")))
        self.more.setText(entry.from_whom)
        self.why.setPlainText(entry.why)
        self.review.show_day(entry.review_on)

    def _recorded(self, _kept: object) -> None:
        self.recorded.emit()
        self.accept()

    def _to_text(self) -> str:
        ids = [known.hex if known else "" for known in self.agency.ids()]
        return json.dumps({"ids": ids, "agency": self.agency_line.agency.text(), "fields": words_in(self.holder)})

    def _show_text(self, body: str) -> bool:
        kept = json.loads(body)
        agency_id, service_id = (UUID(known) if known else None for known in kept["ids"])
        shown = put_words(self.holder, kept["fields"])
        self.agency.show_choice(kept["agency"], agency_id, service_id)
        self._show_whom()
        return shown

    def _lay_out(self, choices: WithheldChoices) -> None:
        self._person_field = Field("W&ho?", self.person, OF_A_PERSON)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        parts: Sequence[QWidget] = (
            self.summary,
            titled_group("What must be withheld?", [*self.shares.values(), *self.points.values()]),
            Field("&Something else, in words", self.what, IN_WORDS),
            self.whom,
            self.agency_line,
            self._person_field,
            Field("Say &more about from whom", self.more, "Such as “anybody of that family”. May stay empty."),
            self.why_field,
            self.review,
        )
        for part in parts:
            column.addWidget(part)


class LiftDialog(RecordingSheet):
    """Lifts an entry with a reason; `recorded` says so once it is kept. The entry stays listed.

    Args:
        parent: the section that opens it.
        desk: the services.
        line: the entry.
    """

    recorded = Signal()

    def __init__(self, parent: QWidget | None, desk: DeskContext, line: WithheldLine) -> None:
        about = (
            f"{'; '.join(line.what)}. From: {line.whom}. Letters may carry it again at once, where consent covers it."
        )
        super().__init__(parent, desk.theme, "Lift what is withheld", about, "Lift it")
        self._desk, self._line = desk, line
        self.why = GrowingEdit(desk.theme, 2)
        self.why_field = Field("Wh&y need this not be withheld any longer?", self.why)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.why_field)
        self.resize(desk.theme.px(520), desk.theme.px(320))
        self.keep_words(desk, f"lift {line.withheld.id}")
        self.why.setFocus()

    def record(self) -> None:
        """Check that a reason is there and lift the entry."""
        sentence = "" if self.why.toPlainText().strip() else SAY_LIFT
        self.why_field.set_error(sentence)
        if sentence:
            self.why.setFocus()
            return
        self.wait()
        work = partial(self._desk.safety.withheld.lift, self._line.withheld, self.why.toPlainText())
        self._desk.tasks.run(work, context=self, on_done=self._recorded, on_error=self.show_failure)

    def _recorded(self, _nothing: None) -> None:
        self.recorded.emit()
        self.accept()
