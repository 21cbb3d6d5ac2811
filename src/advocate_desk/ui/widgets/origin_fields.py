"""The fields of where a referral came from, for changing it and for a new episode."""

from datetime import datetime

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_life_words import SOURCE_WORDS
from advocate_desk.domain.cases import ReferralSource
from advocate_desk.services.keep_referrer import OriginForm
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.people_words import ANSWERS
from advocate_desk.ui.widgets.agency_line import AgencyLine
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.moment_field import MomentField
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.typed_words import TypedWords

KNOWS, AGREED = "Does this person know of the referral?", "Did this person agree to it?"


class OriginFields(QWidget):
    """Who referred, from where, why and when, and the person's own part in it. All of it may stay empty."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        today, now = desk.clock.today, desk.clock.now()
        self._shown = OriginForm()
        self.source = QComboBox()
        for source, words in SOURCE_WORDS.items():
            self.source.addItem(words, source)
        self.by, self.contact = BoundedLine(), BoundedLine()
        self.agency = AgencyLine(desk, "Their a&gency", "Type three letters to choose from the directory, or leave it.")
        self.reason = TypedWords(desk.theme, "&Why the referral was made", 2)
        self.received = MomentField(
            "When it came &in", today, now, "The time to the first attempt counts from here. For example today 9am."
        )
        self.on = DayField("Date &on the referral", today, "Where it is another. For example fri or 20/11.", past=True)
        self.knows, self.agreed = Choices(KNOWS, ANSWERS), Choices(AGREED, ANSWERS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (
            Field("&Source", self.source),
            Field("Referred &by", self.by, "A name or a role, such as the duty officer."),
            self.agency,
            Field("How to reach &them", self.contact, "The referrer's own phone or email, never this person's."),
            self.received,
            self.on,
            self.reason,
            self.knows,
            self.agreed,
        ):
            column.addWidget(part)

    def show_form(self, form: OriginForm, agency: str = "") -> None:
        """Show what is on record; ``agency`` names the referrer's."""
        self._shown = form
        self.source.setCurrentIndex(self.source.findData(form.source))
        self.by.setText(form.referred_by)
        self.contact.setText(form.referrer_contact)
        self.agency.show_agency(agency, form.referrer_agency_id)
        self.reason.show_words(form.referral_reason)
        self.received.show_moment(form.received_at)
        self.on.show_day(form.referred_on)
        self.knows.choose(form.knows_of_referral)
        self.agreed.choose(form.agreed_to_referral)

    def problems(self) -> list[Problem]:
        """Return what must be mended, and say it by the fields."""
        unchosen, wrong = self.agency.problem(), self.on.problem()
        on = Problem(wrong, self.on.edit) if wrong else None
        return [one for one in (unchosen, *self.received.problems(), on) if one is not None]

    def form(self) -> OriginForm:
        """Return what stands in the fields; a moment nobody touched stays exact to the second."""
        return OriginForm(
            source=ReferralSource(self.source.currentData()),
            referred_by=self.by.text(),
            referrer_contact=self.contact.text(),
            referrer_agency_id=self.agency.agency_id(),
            referral_reason=self.reason.words,
            referred_on=self.on.day(),
            received_at=self._received(),
            knows_of_referral=Answer(self.knows.value() or Answer.NOT_ASKED),
            agreed_to_referral=Answer(self.agreed.value() or Answer.NOT_ASKED),
        )

    def _received(self) -> datetime | None:
        typed, shown = self.received.moment(), self._shown.received_at
        same = typed is not None and shown is not None and typed == shown.replace(second=0, microsecond=0)
        return shown if same else typed
