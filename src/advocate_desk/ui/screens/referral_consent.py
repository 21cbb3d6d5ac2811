"""On what a referral shares: her consent, or a lawful basis with its reason."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from advocate_desk.domain.consent import Consent, LawfulBasis, Share
from advocate_desk.domain.consent_rules import BASIS_LABELS, covers
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.ui.forms.ui_referral import Ui_ReferralForm
from advocate_desk.ui.widgets.words import restyle

NO_CONSENT = "No consent: share on a lawful basis"


class ConsentField(QObject):
    """The last field of a referral."""

    changed = Signal()

    def __init__(self, form: Ui_ReferralForm, today: date) -> None:
        super().__init__(form.consent)
        self._form, self._today = form, today
        self._consents: tuple[Consent, ...] = ()
        form.basis.addItem("Choose a basis", None)
        for basis, words in BASIS_LABELS.items():
            form.basis.addItem(sentence_start(words), basis.value)
        form.consent.currentIndexChanged.connect(self._picked)
        form.basis.currentIndexChanged.connect(self.changed)
        form.basis_reason.textChanged.connect(self.changed)

    def consent_id(self) -> UUID | None:
        """Return the consent that is picked, or None."""
        consent = self._picked_consent()
        return consent.id if consent else None

    def basis(self) -> LawfulBasis | None:
        """Return the lawful basis; None where there is consent."""
        code = self._form.basis.currentData()
        return LawfulBasis(code) if code and self.consent_id() is None else None

    def basis_reason(self) -> str:
        """Return the reason given for it."""
        return "" if self.consent_id() else self._form.basis_reason.toPlainText()

    def show_choice(self, consent_id: UUID | None, basis: LawfulBasis | None, reason: str) -> None:
        """Show what was picked before."""
        self._form.basis.setCurrentIndex(max(0, self._form.basis.findData(basis.value if basis else None)))
        self._form.basis_reason.setPlainText(reason)
        self._pick(consent_id)

    def offer(self, consents: Sequence[Consent], agency_id: UUID | None, purpose: str, keep: UUID | None) -> None:
        """Offer what is on file for this recipient and purpose, and ``keep``, even where that does not fit."""
        before = keep or self.consent_id()
        self._consents = tuple(
            consent
            for consent in reversed(consents)
            if consent.id == before or (consent.agency_id == agency_id and _same(consent.purpose, purpose))
        )
        combo = self._form.consent
        combo.blockSignals(True)
        combo.clear()
        for consent in self._consents:
            combo.addItem(f"Given {long_date(consent.given_on)}, {consent.how.lower()}", consent.id)
        combo.addItem(NO_CONSENT, None)
        combo.blockSignals(False)
        self._pick(before)

    def choose_newest(self) -> None:
        """Pick the newest consent on file where none is picked yet."""
        if self.consent_id() is None and self._consents:
            self._pick(self._consents[0].id)

    def show_cover(self, agency_id: UUID | None, purpose: str, shares: Sequence[Share], points: Sequence[UUID]) -> None:
        """Say whether the picked consent reaches as far as the letter goes."""
        consent, line = self._picked_consent(), self._form.consent_covers
        self._form.without_consent.setVisible(consent is None)
        if consent is None or agency_id is None:
            line.hide()
            return
        reasons = covers(consent, agency_id, purpose, shares, points, self._today)
        line.setText(" ".join(reasons) or "It covers this agency, this purpose and what the letter shares.")
        line.setProperty("look", "warn" if reasons else "ok")
        restyle(line)
        line.show()

    def _picked_consent(self) -> Consent | None:
        picked = self._form.consent.currentData()
        return next((consent for consent in self._consents if consent.id == picked), None)

    def _pick(self, consent_id: UUID | None) -> None:
        rows = [self._form.consent.itemData(row) for row in range(self._form.consent.count())]
        if rows:
            self._form.consent.setCurrentIndex(rows.index(consent_id) if consent_id in rows else len(rows) - 1)
        self._form.without_consent.setVisible(self.consent_id() is None)

    def _picked(self, _row: int) -> None:
        self._form.without_consent.setVisible(self.consent_id() is None)
        self.changed.emit()


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
