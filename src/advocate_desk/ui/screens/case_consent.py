"""Consent of both kinds and what must be kept from whom: given, asked again, withdrawn, lifted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.keep_agreements import AfterWithdrawal, AgreementLine, AgreementsView
from advocate_desk.services.keep_consent import ConsentLine, ConsentView
from advocate_desk.services.withhold import WithheldChoices, WithheldLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.give_consent import GiveConsentDialog
from advocate_desk.ui.dialogs.record_agreement import RecordAgreementDialog, WithdrawAgreementDialog
from advocate_desk.ui.dialogs.withhold import LiftDialog, WithholdDialog
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.widgets.agreement_card import AgreementCard
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.consent_card import ConsentCard
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.record_group import RecordGroup
from advocate_desk.ui.widgets.withheld_card import WithheldCard

SUPPORTED = "Agreeing to be supported here is one thing. What may be shared with others is asked by itself."
TO_SHARE = "What may be shared, with whom, for what. Nothing leaves without it, or a lawful basis and a supervisor."
WITHHELD = "Whatever anybody agreed to, this leaves in no letter. It holds until it is lifted with a reason."


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """What the section shows, read together."""

    agreements: AgreementsView
    after: AfterWithdrawal
    consents: ConsentView
    withheld: tuple[WithheldLine, ...]
    choices: WithheldChoices


class ConsentSection(CaseSection):
    """Three groups. What no longer holds stays listed, folded away, with its day."""

    part = "consent"
    title = "Consent"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self._now: _Read | None = None
        theme = desk.theme
        self.message = Message(theme)
        self.agree = Button(theme, "Record agreement", "", "handshake", self._agree)
        self.record = Button(theme, "&Record consent", "primary", "hand-heart", self._record)
        self.withhold = Button(theme, "Withhold something", "", "shield-check", self._withhold)
        none = "No agreement is on record."
        self.supported = RecordGroup(theme, "To be supported", SUPPORTED, none, self.agree)
        none = "No consent to share is on record."
        self.shared = RecordGroup(theme, "To share with others", TO_SHARE, none, self.record)
        none = "Nothing is written down that must be kept from anybody."
        self.kept = RecordGroup(theme, "Must be kept from", WITHHELD, none, self.withhold)
        self._record_action = QAction("Record consent", self)
        self._record_action.triggered.connect(lambda _checked: self._record())
        self._lay_out()

    @property
    def cards(self) -> tuple[ConsentCard, ...]:
        """The consents to share, those that hold first."""
        return tuple(card for card in self.shared.cards if isinstance(card, ConsentCard))

    def refresh(self) -> None:
        self.desk.tasks.run(
            self._read, context=self, on_done=self._show, on_error=self._show_error, replace="consent section"
        )

    def main_action(self) -> QAction | None:
        return self._record_action

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Enter", "Record consent"),)

    def first_focus(self) -> QWidget | None:
        return self.record if self.record.isVisibleTo(self) else None

    def _read(self) -> _Read:
        desk, case_id = self.desk, self.case_id
        return _Read(
            agreements=desk.safety.agreements.view(case_id),
            after=desk.safety.agreements.after_withdrawal(case_id),
            consents=desk.consents.view(case_id),
            withheld=desk.safety.withheld.view(case_id),
            choices=desk.safety.withheld.choices(case_id),
        )

    def _show(self, read: _Read) -> None:
        self._now = read
        view = read.agreements
        counting = [self._agreement_card(line) for line in view.agreements if line.counts]
        earlier = [self._agreement_card(line) for line in view.agreements if not line.counts]
        self.supported.show_cards(counting, earlier, "earlier")
        self.supported.say("" if counting else " ".join(view.why_not_supported))
        lines = read.consents.consents
        current = [self._consent_card(line) for line in lines if line.holds or line.may_undo]
        ended = [self._consent_card(line) for line in lines if not (line.holds or line.may_undo)]
        self.shared.show_cards(current, ended, "that no longer hold" if len(ended) > 1 else "that no longer holds")
        held = [self._withheld_card(line) for line in read.withheld if line.holds]
        lifted = [self._withheld_card(line) for line in read.withheld if not line.holds]
        self.kept.show_cards(held, lifted, "lifted")

    def _agreement_card(self, line: AgreementLine) -> AgreementCard:
        assert self._now is not None
        client = self._now.agreements.may_agree[0].person_id
        after = self._now.after if line.counts and line.agreement.person_id == client else None
        agreement_id = line.agreement.id
        return AgreementCard(self.desk, line, after, partial(self._end, line), partial(self._not_ended, agreement_id))

    def _consent_card(self, line: ConsentLine) -> ConsentCard:
        consent_id = line.consent.id
        withdraw, back = partial(self._withdraw, consent_id), partial(self._take_back, consent_id)
        return ConsentCard(self.desk, line, withdraw, back, partial(self._record, line))

    def _withheld_card(self, line: WithheldLine) -> WithheldCard:
        return WithheldCard(self.desk, line, partial(self._withhold, line), partial(self._lift, line))

    def _agree(self) -> None:
        if self._now is not None:
            dialog = RecordAgreementDialog(self, self.desk, self.case_id, self._now.agreements.may_agree)
            dialog.recorded.connect(partial(self._kept, "Agreement recorded."))
            dialog.open()

    def _end(self, line: AgreementLine) -> None:
        if self._now is not None:
            dialog = WithdrawAgreementDialog(self, self.desk, line, self._now.after)
            dialog.recorded.connect(partial(self._ended, line.agreement.id))
            dialog.open()

    def _ended(self, agreement_id: UUID, after: AfterWithdrawal) -> None:
        words = "Agreement withdrawn. Ask about each consent that still holds." if after.consents else ""
        self.desk.navigator.say(words or "Agreement withdrawn.", partial(self._not_ended, agreement_id))
        self._tell()

    def _not_ended(self, agreement_id: UUID) -> None:
        work = partial(self.desk.safety.agreements.take_back_withdrawal, agreement_id)
        self._do(work, partial(self._kept, "The withdrawal was taken back. Both stay in the history."))

    def _record(self, again: ConsentLine | None = None) -> None:
        if self._now is None or not self.desk.who.may(Action.WORK_ON_CASES):
            return
        view, purposes = self._now.consents, self.desk.consents.purposes()
        dialog = GiveConsentDialog(self, self.desk, self.case_id, purposes, view.may_share, view.givers, again)
        dialog.recorded.connect(partial(self._kept, "Consent recorded."))
        dialog.open()

    def _withdraw(self, consent_id: UUID) -> None:
        self._do(partial(self.desk.consents.withdraw, consent_id), partial(self._withdrawn, consent_id))

    def _withdrawn(self, consent_id: UUID) -> None:
        self.desk.navigator.say("Consent withdrawn.", partial(self._take_back, consent_id))
        self._tell()

    def _take_back(self, consent_id: UUID) -> None:
        work = partial(self.desk.consents.take_back_withdrawal, consent_id)
        self._do(work, partial(self._kept, "The withdrawal was taken back. Both stay in the history."))

    def _withhold(self, line: WithheldLine | None = None) -> None:
        if self._now is not None:
            dialog = WithholdDialog(self, self.desk, self.case_id, self._now.choices, line)
            dialog.recorded.connect(partial(self._kept, "Saved. Letters obey at once."))
            dialog.open()

    def _lift(self, line: WithheldLine) -> None:
        dialog = LiftDialog(self, self.desk, line)
        dialog.recorded.connect(partial(self._kept, "Lifted. It stays listed with the reason."))
        dialog.open()

    def _kept(self, words: str) -> None:
        self.desk.navigator.say(words)
        self._tell()

    def _do(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        self.desk.keep(work, context=self, on_done=lambda _nothing: then(), on_error=self._show_error)

    def _tell(self) -> None:
        self.message.clear()
        self.changed.emit()
        self.refresh()

    def _show_error(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        page = ScrollPage(exact=True)
        for part in (self.message, self.supported, self.shared, self.kept):
            page.body.addWidget(part)
        page.body.addStretch(1)
        for button in (self.agree, self.record, self.withhold):
            button.setVisible(self.desk.who.may(Action.WORK_ON_CASES))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
