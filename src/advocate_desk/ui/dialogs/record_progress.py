"""Recording what happened at the agency: only what this very move must carry is asked for."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.near_dates import moment_for_field
from advocate_desk.domain.referral import OUTCOMES, REASONS, ProgressState, must_carry
from advocate_desk.services.make_referral import ProgressReport, ReferralView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.forms.ui_record_progress import Ui_ProgressForm
from advocate_desk.ui.models.referral_words import OUTCOME_WORDS, REASON_WORDS, next_words
from advocate_desk.ui.widgets.fields import say_refusals, show_field_error
from advocate_desk.ui.widgets.near_date import NearDate
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet

NOTE_QUESTIONS = {
    ProgressState.MORE_INFORMATION_ASKED: "What did they ask &for?",
    ProgressState.REROUTED: "To whom did they &pass it?",
    ProgressState.NO_RESPONSE: "How were they &chased?",
    ProgressState.NOT_KNOWN: "How were they &chased?",
    ProgressState.WITHDRAWN: "How is the letter called back, or wh&y need it not be?",
    ProgressState.ENTERED_IN_ERROR: "How is the letter called back, or wh&y need it not be?",
}


class RecordProgressDialog(RecordingSheet):
    """Records one move to ``target``. ``on_recorded`` receives the referral as it stands then."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: DeskContext,
        view: ReferralView,
        target: ProgressState,
        on_recorded: Callable[[ReferralView], None],
    ) -> None:
        agency = view.agency.name if view.agency else ""
        super().__init__(parent, desk.theme, next_words(view.progress, target), agency, "Record it")
        self._desk, self._view, self._target, self._on_recorded = desk, view, target, on_recorded
        self._needed = must_carry(view.progress, target, chased=target in view.chased)
        self._codes = REASONS.get(target, ()) if "reason" in self._needed else ()
        self.form = Ui_ProgressForm()
        self.form.setupUi(self.holder)
        self._fill()
        self._make_dates()
        self._show_needed()
        say_refusals(self.form.note, self.form.note_error)
        self.form.note.setFixedHeight(desk.theme.px(76))
        self.resize(desk.theme.px(520), desk.theme.px(300 + 90 * len(self._needed | {"note"})))
        self.form.happened_at.setFocus()
        self.keep_words(desk, f"record-progress {view.referral.id} {target}")

    def record(self) -> None:
        """Check everything the move must carry and record it."""
        if not self._is_whole():
            return
        report = self._report()
        self.wait()
        self._desk.tasks.run(
            lambda: self._desk.referrals.record_progress(report),
            context=self,
            on_done=self._recorded,
            on_error=self.show_failure,
        )

    def _fill(self) -> None:
        form = self.form
        form.reason_code.addItem("Choose a reason", "")
        for code in self._codes:
            form.reason_code.addItem(REASON_WORDS[code], code)
        form.outcome.addItem("Choose", "")
        for outcome in OUTCOMES:
            form.outcome.addItem(OUTCOME_WORDS[outcome], outcome)
        if self._target in NOTE_QUESTIONS and "note" in self._needed:
            form.note_label.setText(NOTE_QUESTIONS[self._target])

    def _make_dates(self) -> None:
        form, clock = self.form, self._desk.clock
        now = in_london(clock.now()).replace(second=0, microsecond=0)
        self._happened = NearDate(
            form.happened_at,
            form.happened_at_read,
            form.happened_at_error,
            clock.today,
            past=True,
            usual=now.time(),
        )
        form.happened_at.setText(moment_for_field(now))
        self._expected = self._day(form.expected_on, form.expected_on_read, form.expected_on_error)
        self._review = self._day(form.review_on, form.review_on_read, form.review_on_error)

    def _day(self, field: QLineEdit, read: QLabel, error: QLabel) -> NearDate:
        return NearDate(field, read, error, self._desk.clock.today, day_only=True)

    def _show_needed(self) -> None:
        form = self.form
        asks_code = bool(self._codes)
        shown = {
            "told_by": "told_by" in self._needed,
            "reason_code": asks_code,
            "reason": "reason" in self._needed and not asks_code,
            "outcome": "outcome" in self._needed,
            "expected_on": "expected_on" in self._needed,
            "review_on": "review_on" in self._needed,
            "note": True,
        }
        for name, visible in shown.items():
            for part in ("", "_label", "_hint"):
                widget: QWidget | None = getattr(form, name + part, None)
                if widget is not None:
                    widget.setVisible(visible)
            getattr(form, f"{name}_error").hide()
        for name in ("expected_on", "review_on"):
            if not shown[name]:
                getattr(form, f"{name}_read").hide()

    def _is_whole(self) -> bool:
        form, needed = self.form, self._needed
        checks = [self._happened.require("Give the day and time at which it happened.")]
        if "told_by" in needed:
            checks.append(_filled(form.told_by, form.told_by_error, "Say who at the agency told us."))
        if self._codes:
            checks.append(_filled(form.reason_code, form.reason_code_error, "Choose a reason."))
        elif "reason" in needed:
            checks.append(_filled(form.reason, form.reason_error, "Give the reason."))
        if "outcome" in needed:
            checks.append(_filled(form.outcome, form.outcome_error, "Say whether the need was met."))
        if "expected_on" in needed:
            checks.append(self._expected.require("Give the day they expect a place."))
        if "review_on" in needed:
            checks.append(self._review.require("Give the day to ask them again."))
        if "note" in needed:
            checks.append(_filled(form.note, form.note_error, "Answer this in a few words."))
        return all(checks)

    def _report(self) -> ProgressReport:
        form = self.form
        moment = self._happened.moment()
        if moment is None:
            raise LookupError("a move is reported only once its moment was read")
        return ProgressReport(
            referral_id=self._view.referral.id,
            to_state=self._target,
            happened_at=moment,
            reason=str(form.reason_code.currentData()) if self._codes else form.reason.text(),
            note=form.note.toPlainText(),
            told_by=form.told_by.text(),
            expected_on=self._asked_day("expected_on", self._expected),
            review_on=self._asked_day("review_on", self._review),
            outcome=str(form.outcome.currentData()),
        )

    def _asked_day(self, name: str, field: NearDate) -> date | None:
        return field.day() if name in self._needed else None

    def _recorded(self, view: ReferralView) -> None:
        self.accept()
        self._on_recorded(view)


def _filled(field: QLineEdit | QPlainTextEdit | QComboBox, error: QLabel, sentence: str) -> bool:
    """Say whether a field is filled in; if not, by the field, how to mend it."""
    match field:
        case QLineEdit():
            filled = bool(field.text().strip())
        case QPlainTextEdit():
            filled = bool(field.toPlainText().strip())
        case _:
            filled = bool(field.currentData())
    show_field_error(field, error, "" if filled else sentence)
    return filled
