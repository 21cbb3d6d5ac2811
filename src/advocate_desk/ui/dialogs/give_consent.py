"""Recording a consent from the case itself: with whom, what for, which facts, and how it was given."""

import json
from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.consent import Consent, Share
from advocate_desk.domain.consent_rules import SHARE_LABELS
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.withholding import KeptFrom
from advocate_desk.services.keep_consent import ConsentLine
from advocate_desk.services.new_consent import Giver
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.record_consent import Asked, ConsentFields
from advocate_desk.ui.widgets.agency_line import AgencyLine
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.form_words import put_words, words_in
from advocate_desk.ui.widgets.group import titled_group
from advocate_desk.ui.widgets.problem_summary import Problem, ProblemSummary
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.withheld_box import WithheldBox

SAY_WHAT_FOR = "Say what the consent is for."
ABOUT = "Agreement to one thing is never agreement to more: with whom, what for, and which facts."


class GiveConsentDialog(RecordingSheet):
    """Records a consent; `recorded` says so once it is kept.

    Args:
        parent: the section that opens it.
        desk: the services.
        case_id: whose case.
        purposes: what consent is usually for.
        may_share: contact points a letter may carry at all.
        givers: who else may give it, for somebody under eighteen.
        again: a consent that is asked again: the same recipient, purpose and facts stand there already.
    """

    recorded = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        desk: DeskContext,
        case_id: UUID,
        purposes: Sequence[str],
        may_share: Sequence[HiddenPoint],
        givers: Sequence[Giver] = (),
        again: ConsentLine | None = None,
    ) -> None:
        super().__init__(parent, desk.theme, "Record consent", ABOUT, "Record consent")
        self._desk, self._case_id = desk, case_id
        self.summary = ProblemSummary(desk.theme)
        self.agency_line = AgencyLine(desk, "With &whom?", "Type three letters of the agency or service.")
        self.agency = self.agency_line.chooser
        self.purpose = QComboBox()
        self.purpose.setLineEdit(BoundedLine())
        self.purpose.addItems(["", *purposes])
        self.purpose_field = Field("&What for?", self.purpose, "Choose from the list, or type it.")
        self.shares = {share: QCheckBox(sentence_start(words)) for share, words in SHARE_LABELS.items()}
        self.points = {point.point_id: QCheckBox(point.words) for point in may_share}
        self.withheld = {key: WithheldBox(box) for key, box in self._boxes().items()}
        self.fields = ConsentFields(desk, givers)
        self._lay_out()
        self.resize(desk.theme.px(560), desk.theme.px(720))
        self.agency_line.agency.setFocus()
        key = f"give-consent {case_id}"
        if again is not None:
            self._show_again(again)
            key += f" {again.consent.id}"
        draft = self.keep_words(desk, key, self._to_text, self._show_text)
        self.agency.chosen.connect(draft.typed)
        self._asked_of: UUID | None = None
        self._look_what_is_withheld(self.agency.ids()[0])
        self.agency_line.agency.textChanged.connect(self._another_agency)

    def record(self) -> None:
        """Check everything and keep the consent."""
        problems = self._problems()
        self.summary.show_problems(problems)
        agency_id = self.agency.ids()[0]
        if problems or agency_id is None:
            return
        asked = Asked(
            case_id=self._case_id,
            agency_id=agency_id,
            agency_name=self.agency.name(),
            purpose=self.purpose.currentText().strip(),
            shares=tuple(share for share, box in self.shares.items() if box.isChecked()),
            points=tuple(point_id for point_id, box in self.points.items() if box.isChecked()),
        )
        new = self.fields.consent(asked)
        self.wait()
        self._desk.tasks.run(
            lambda: self._desk.consents.give(new), context=self, on_done=self._recorded, on_error=self.show_failure
        )

    def _another_agency(self) -> None:
        agency_id = self.agency.ids()[0]
        if agency_id != self._asked_of:
            self._look_what_is_withheld(agency_id)

    def _look_what_is_withheld(self, agency_id: UUID | None) -> None:
        """Close what must not reach the agency that is chosen; while none is, what must reach nobody."""
        self._asked_of = agency_id
        withheld, case_id = self._desk.safety.withheld, self._case_id
        self._desk.tasks.run(
            lambda: withheld.kept_from(case_id, agency_id),
            context=self,
            on_done=self._close_boxes,
            on_error=self.show_failure,
            replace="withheld",
        )

    def _close_boxes(self, kept: KeptFrom) -> None:
        for key, box in self.withheld.items():
            box.close_for(kept.entry_for_share(key) if isinstance(key, Share) else kept.entry_for_point(key))

    def _show_again(self, line: ConsentLine) -> None:
        consent = line.consent
        self.agency.show_choice(line.agency, consent.agency_id, None)
        self.purpose.setCurrentText(consent.purpose)
        for key, box in self._boxes().items():
            box.setChecked(key in consent.shares or key in consent.points)
        self.fields.show_giver(consent.given_by_id)
        self.fields.form.how.setFocus()

    def _to_text(self) -> str:
        ids = [known.hex if known else "" for known in self.agency.ids()]
        boxes = [_name(key) for key, box in self._boxes().items() if box.isChecked()]
        typed = {"purpose": self.purpose.currentText(), "boxes": boxes, "fields": words_in(self.fields)}
        return json.dumps({"agency": self.agency_line.agency.text(), "ids": ids, **typed})

    def _show_text(self, body: str) -> bool:
        kept = json.loads(body)
        agency_id, service_id = (UUID(known) if known else None for known in kept["ids"])
        self.agency.show_choice(kept["agency"], agency_id, service_id)
        self.purpose.setCurrentText(kept["purpose"])
        for key, box in self._boxes().items():
            box.setChecked(_name(key) in kept["boxes"])
        return put_words(self.fields, kept["fields"])

    def _boxes(self) -> dict[Share | UUID, QCheckBox]:
        return dict([*self.shares.items(), *self.points.items()])

    def _problems(self) -> list[Problem]:
        problems = []
        if not self.agency.check():
            problems.append(Problem(self.agency_line.agency_error.text(), self.agency_line.agency))
        no_purpose = "" if self.purpose.currentText().strip() else SAY_WHAT_FOR
        self.purpose_field.set_error(no_purpose)
        if no_purpose:
            problems.append(Problem(no_purpose, self.purpose))
        return problems + self.fields.problems()

    def _recorded(self, _consent: Consent) -> None:
        self.recorded.emit()
        self.accept()

    def _lay_out(self) -> None:
        carried = titled_group("What may be shared, beyond the name and the request?", self.withheld.values())
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.summary, self.agency_line, self.purpose_field, carried, self.fields):
            column.addWidget(part)


def _name(key: Share | UUID) -> str:
    """Return what a draft calls a box."""
    return key.hex if isinstance(key, UUID) else key
