"""The form of a referral."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from advocate_desk.domain.consent import Consent, Share
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.support_plan import SupportNeed
from advocate_desk.domain.support_rules import AREA_LABELS
from advocate_desk.domain.withholding import KeptFrom
from advocate_desk.services.make_referral import ReferralForm, ReferralView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.record_consent import Asked, RecordConsentDialog
from advocate_desk.ui.forms.ui_referral import Ui_ReferralForm
from advocate_desk.ui.models.referral_draft import Typed
from advocate_desk.ui.models.referral_words import point_words
from advocate_desk.ui.screens.referral_consent import ConsentField
from advocate_desk.ui.widgets.agency_field import AgencyField
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fields import say_refusals
from advocate_desk.ui.widgets.near_date import NearDate
from advocate_desk.ui.widgets.withheld_box import WithheldBox, in_its_place
from advocate_desk.ui.widgets.words import Words

NO_NEED = "None of them"
ASK_LINES, WHY_LINES, REASON_LINES = 3, 5, 2


class ReferralEditor(QWidget):
    """Shows a referral's fields and returns what was typed."""

    changed = Signal()
    """Somebody typed or chose something."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._view: ReferralView | None = None
        self.form = Ui_ReferralForm()
        holder = QWidget()
        self.form.setupUi(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(holder)
        form = self.form
        self.agency = AgencyField(desk, form, tells_replies=True)
        self.consent = ConsentField(form, desk.clock.today())
        self.reply_by = NearDate(form.reply_by, form.reply_by_read, form.reply_by_error, desk.clock.today)
        self.record_consent = Button(desk.theme, "Record consent", icon="hand-heart", on_click=self._record_consent)
        form.consent_row.insertWidget(0, self.record_consent)
        QWidget.setTabOrder(form.consent, self.record_consent)
        QWidget.setTabOrder(self.record_consent, form.basis)
        self._shares = {share: self._share_box(share) for share in Share}
        self.withheld = {share: in_its_place(box, self.form.shares_grid) for share, box in self._shares.items()}
        self._points: dict[UUID, QCheckBox] = {}
        self.withheld_points: dict[UUID, WithheldBox] = {}
        self._size()
        desk.theme.changed.connect(self._size)
        self._connect()
        self._say_refusals()

    def show_view(self, view: ReferralView, purposes: Sequence[str], typed: Typed) -> None:
        """Fill the fields with ``typed``, words kept from before or the referral as it is on record."""
        with QSignalBlocker(self):
            self._view = view
            self._show_points(view.shareable_points)
            form = self.form
            form.purpose.clear()
            form.purpose.addItems(list(dict.fromkeys([*purposes, *([typed.purpose] if typed.purpose else [])])))
            form.purpose.setCurrentText(typed.purpose)
            self._show_needs(view.needs, typed.need_id)
            form.ask.setPlainText(typed.ask)
            form.why.setPlainText(typed.why)
            form.reply_by.setText(typed.reply_by)
            for share, box in self._shares.items():
                box.setChecked(share in typed.shares)
            for point_id, point_box in self._points.items():
                point_box.setChecked(point_id in typed.points)
            self.agency.show_choice(typed.agency_text, typed.agency_id, typed.service_id)
            self._show_consents(view.consents, typed.consent_id)
            self.consent.show_choice(typed.consent_id, typed.basis, typed.basis_reason)
            self._show_sums()

    def typed(self) -> Typed:
        """Return what stands in the fields."""
        form = self.form
        agency_id, service_id = self.agency.ids()
        return Typed(
            agency_text=form.agency.text(),
            agency_id=agency_id,
            service_id=service_id,
            purpose=form.purpose.currentText(),
            ask=form.ask.toPlainText(),
            why=form.why.toPlainText(),
            reply_by=form.reply_by.text(),
            shares=self._ticked_shares(),
            points=self._ticked_points(),
            consent_id=self.consent.consent_id(),
            basis=self.consent.basis(),
            basis_reason=self.consent.basis_reason(),
            need_id=form.need.currentData(),
        )

    def referral_form(self, case_id: UUID) -> ReferralForm:
        """Return what was typed as the services take it."""
        typed = self.typed()
        return ReferralForm(
            case_id=case_id,
            agency_id=typed.agency_id,
            service_id=typed.service_id,
            purpose=typed.purpose,
            ask=typed.ask,
            why=typed.why,
            reply_by=self.reply_by.moment(),
            shares=typed.shares,
            points=typed.points,
            consent_id=typed.consent_id,
            lawful_basis=typed.basis,
            lawful_basis_reason=typed.basis_reason,
            need_id=typed.need_id,
            follows_id=self._view.referral.follows_id if self._view else None,
        )

    def check(self) -> bool:
        """Say whether it can be kept; if not, by the fields, how to mend it, with the keyboard in the first."""
        wrong = [
            field
            for field, fine in (
                (self.form.agency, self.agency.check()),
                (self.form.reply_by, self.reply_by.check()),
            )
            if not fine
        ]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def problems(self) -> tuple[str, ...]:
        """Return what the fields say is wrong."""
        errors = (self.form.agency_error, self.form.reply_by_error)
        return tuple(error.text() for error in errors if error.text())

    def _say_refusals(self) -> None:
        """Give each of the long fields a line beneath it, for what is too much to be pasted."""
        form = self.form
        columns = (form.ask_field, form.ask), (form.why_field, form.why), (form.basis_reason_field, form.basis_reason)
        for column, edit in columns:
            error = Words(look="danger", wrap=True)
            error.hide()
            column.addWidget(error)
            say_refusals(edit, error)

    def _connect(self) -> None:
        form = self.form
        form.agency.textEdited.connect(self._told)
        self.agency.chosen.connect(self._chosen)
        self.agency.chosen.connect(form.ask.setFocus)
        form.purpose.currentIndexChanged.connect(self._chosen)
        form.need.currentIndexChanged.connect(self._told)
        for text in (form.ask, form.why):
            text.textChanged.connect(self._told)
        form.reply_by.textChanged.connect(self._told)
        self.consent.changed.connect(self._told)

    def _told(self) -> None:
        self._show_sums()
        self.changed.emit()

    def _chosen(self) -> None:
        """Another recipient or purpose has other consents."""
        if self._view is not None and not self.signalsBlocked():
            self._show_consents(self._view.consents)
            self.consent.choose_newest()
            self._told()

    def _show_sums(self) -> None:
        number = len(self.form.ask.toPlainText().split())
        self.form.ask_words.setText("1 word" if number == 1 else f"{number} words")
        self.form.ask_words.setVisible(number > 0)
        agency_id, _ = self.agency.ids()
        self._show_withheld(agency_id)
        self.consent.show_cover(
            agency_id, self.form.purpose.currentText(), self._ticked_shares(), self._ticked_points()
        )

    def _show_withheld(self, agency_id: UUID | None) -> None:
        """Close what must not reach the agency that is chosen; while none is, what must reach nobody."""
        kept = self._view.kept_from(agency_id) if self._view else KeptFrom()
        for share, box in self.withheld.items():
            box.close_for(kept.entry_for_share(share))
        for point_id, point_box in self.withheld_points.items():
            point_box.close_for(kept.entry_for_point(point_id))

    def _show_needs(self, needs: Sequence[SupportNeed], chosen: UUID | None) -> None:
        """Offer the needs of the plan; where there is none there is nothing to ask."""
        combo = self.form.need
        combo.clear()
        combo.addItem(NO_NEED, None)
        for need in needs:
            combo.addItem(f"{AREA_LABELS[need.area]}: {' '.join(need.title.split())}", need.id)
        ids = [need.id for need in needs]
        combo.setCurrentIndex(ids.index(chosen) + 1 if chosen in ids else 0)
        for part in (self.form.need_label, combo):
            part.setVisible(bool(needs))

    def _show_consents(self, consents: Sequence[Consent], keep: UUID | None = None) -> None:
        self.consent.offer(consents, self.agency.ids()[0], self.form.purpose.currentText(), keep)

    def _share_box(self, share: Share) -> QCheckBox:
        box: QCheckBox = getattr(self.form, f"share_{share.value}")
        box.toggled.connect(self._told)
        return box

    def _show_points(self, points: Sequence[HiddenPoint]) -> None:
        if list(self._points) == [point.point_id for point in points]:
            return
        for old in self.withheld_points.values():
            old.deleteLater()
        self._points, self.withheld_points = {}, {}
        before: QWidget = self._shares[Share.OTHER_PERSON]
        for point in points:
            words = point_words(point).replace("&", "&&")
            box = QCheckBox(sentence_start(words))
            box.toggled.connect(self._told)
            self.withheld_points[point.point_id] = held = WithheldBox(box)
            self.form.points.addWidget(held)
            QWidget.setTabOrder(before, box)
            self._points[point.point_id] = before = box
        self.form.points_label.setVisible(bool(points))

    def _ticked_shares(self) -> tuple[Share, ...]:
        return tuple(share for share, box in self._shares.items() if box.isChecked())

    def _ticked_points(self) -> tuple[UUID, ...]:
        return tuple(point_id for point_id, box in self._points.items() if box.isChecked())

    def _record_consent(self) -> None:
        agency_id, _ = self.agency.ids()
        if self._view is None or agency_id is None:
            self.agency.check()
            self.form.agency.setFocus()
            return
        ticked = self._ticked_points()
        asked = Asked(
            case_id=self._view.referral.case_id,
            agency_id=agency_id,
            agency_name=self.agency.name(),
            purpose=self.form.purpose.currentText(),
            shares=self._ticked_shares(),
            points=ticked,
            point_words=[point_words(one) for one in self._view.shareable_points if one.point_id in ticked],
            givers=self._view.givers,
        )
        RecordConsentDialog(self, self._desk, asked, self._recorded).open()

    def _recorded(self, consent: Consent) -> None:
        if self._view is None:
            return
        self._view = replace(self._view, consents=(*self._view.consents, consent))
        self._show_consents(self._view.consents, consent.id)
        self.consent.show_choice(consent.id, None, "")
        self._told()

    def _size(self) -> None:
        lines = self.fontMetrics().lineSpacing()
        for field, number in (
            (self.form.ask, ASK_LINES),
            (self.form.why, WHY_LINES),
            (self.form.basis_reason, REASON_LINES),
        ):
            field.setFixedHeight(lines * number + self._desk.theme.px(22))
