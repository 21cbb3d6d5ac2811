"""Recording what somebody agreed to share: how, when, by whom, through whom, until when, and when to ask again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.consent import Consent, Share
from advocate_desk.domain.consent_rules import SHARE_LABELS
from advocate_desk.domain.pronouns import joined
from advocate_desk.services.make_referral import NewConsent
from advocate_desk.services.new_consent import Giver
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.forms.ui_record_consent import Ui_ConsentForm
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.near_date import NearDate
from advocate_desk.ui.widgets.problem_summary import Problem, ProblemSummary
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet

WAYS = ("In person", "On the phone", "By video call", "In writing", "By text message")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What consent is asked for, as the referral stands: this recipient, this purpose, these facts."""

    case_id: UUID
    agency_id: UUID
    agency_name: str
    purpose: str
    shares: tuple[Share, ...]
    points: tuple[UUID, ...]
    point_words: Sequence[str] = ()
    givers: Sequence[Giver] = ()

    def words(self) -> str:
        """Return it as a sentence to read out before asking."""
        facts = [*(SHARE_LABELS[share] for share in self.shares), *self.point_words]
        told = joined(facts) if facts else "nothing beyond the name and the request"
        return f"For {self.agency_name}, for {self.purpose.lower()}. The letter may share {told}."


class ConsentFields(QWidget):
    """How consent was given, when, by whom, through whom, until when, and when to ask again.

    Args:
        desk: gives the day.
        givers: who else may give it, for somebody under eighteen; nobody for a person of age.
    """

    def __init__(self, desk: DeskContext, givers: Sequence[Giver] = ()) -> None:
        super().__init__()
        self.form = form = Ui_ConsentForm()
        form.setupUi(self)
        self.given_by = QComboBox()
        self._ask_who(givers)
        form.how.addItems(WAYS)
        today = desk.clock.today
        self.given = NearDate(form.given_on, form.given_on_read, form.given_on_error, today, past=True, day_only=True)
        self.expires = NearDate(form.expires_on, form.expires_on_read, form.expires_on_error, today, day_only=True)
        self.review = NearDate(form.review_on, form.review_on_read, form.review_on_error, today, day_only=True)
        form.given_on.setText("today")

    def problems(self) -> list[Problem]:
        """Return what must be mended, and say it by the fields."""
        form = self.form
        checked = (
            (self.given.require("Give the day consent was given."), form.given_on_error, form.given_on),
            (self.expires.check(), form.expires_on_error, form.expires_on),
            (self.review.check(), form.review_on_error, form.review_on),
        )
        return [Problem(error.text(), field) for fine, error, field in checked if not fine]

    def consent(self, asked: Asked) -> NewConsent:
        """Return the consent, once there is nothing to mend."""
        given_on = self.given.day()
        if given_on is None:
            raise LookupError("a consent has its day")
        giver = self.given_by.currentData()
        return NewConsent(
            case_id=asked.case_id,
            agency_id=asked.agency_id,
            purpose=asked.purpose,
            shares=asked.shares,
            points=asked.points,
            given_on=given_on,
            how=self.form.how.currentText(),
            interpreter=self.form.interpreter.text(),
            expires_on=self.expires.day(),
            review_on=self.review.day(),
            given_by_id=UUID(giver) if giver else None,
        )

    def show_giver(self, given_by_id: UUID | None) -> None:
        """Choose who gave it, where that is offered."""
        self.given_by.setCurrentIndex(max(0, self.given_by.findData(given_by_id.hex if given_by_id else "")))

    def _ask_who(self, givers: Sequence[Giver]) -> None:
        self.given_by.addItem("The young person", "")
        for giver in givers:  # in words: a box finds no equal id again, only the very same object
            self.given_by.addItem(giver.name, giver.person_id.hex)
        field = Field(
            "Wh&o gave it?", self.given_by, "Only those with parental responsibility whom it is safe to tell."
        )
        self.form.column.insertWidget(0, field)
        field.setVisible(bool(givers))


class RecordConsentDialog(RecordingSheet):
    """Records consent. ``on_recorded`` receives it once it is kept."""

    def __init__(
        self, parent: QWidget | None, desk: DeskContext, asked: Asked, on_recorded: Callable[[Consent], None]
    ) -> None:
        super().__init__(parent, desk.theme, "Record consent", asked.words(), "Record consent")
        self._desk, self._asked, self._on_recorded = desk, asked, on_recorded
        self.summary = ProblemSummary(desk.theme)
        self.fields = ConsentFields(desk, asked.givers)
        self.form, self.given, self.expires = self.fields.form, self.fields.given, self.fields.expires
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.summary)
        column.addWidget(self.fields)
        self.resize(desk.theme.px(520), desk.theme.px(560))
        self.form.how.setFocus()
        self.keep_words(desk, f"record-consent {asked.case_id} {asked.agency_id}")

    def record(self) -> None:
        """Check both days and keep the consent."""
        problems = self.fields.problems()
        self.summary.show_problems(problems)
        if problems:
            return
        new = self.fields.consent(self._asked)
        self.wait()
        self._desk.tasks.run(
            lambda: self._desk.referrals.record_consent(new),
            context=self,
            on_done=self._recorded,
            on_error=self.show_failure,
        )

    def _recorded(self, consent: Consent) -> None:
        self.accept()
        self._on_recorded(consent)
