"""Consent of both kinds, and what must be kept from whom."""

from PySide6.QtWidgets import QWidget

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.give_consent import GiveConsentDialog
from advocate_desk.ui.dialogs.record_agreement import RecordAgreementDialog, WithdrawAgreementDialog
from advocate_desk.ui.dialogs.withhold import LiftDialog, WithholdDialog
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame, subject
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_consent import ConsentSection


def _section(desk: DeskContext) -> Place:
    return Place(CaseScreen.key, first_case(desk).subject, ConsentSection.part)


def _give_consent(desk: DeskContext) -> QWidget:
    case_id = subject(first_case(desk))
    return GiveConsentDialog(None, desk, case_id, desk.consents.purposes(), desk.consents.view(case_id).may_share)


def _give_again(desk: DeskContext) -> QWidget:
    case_id = subject(first_case(desk))
    view = desk.consents.view(case_id)
    return GiveConsentDialog(
        None, desk, case_id, desk.consents.purposes(), view.may_share, view.givers, view.consents[0]
    )


def _record_agreement(desk: DeskContext) -> QWidget:
    case_id = subject(first_case(desk))
    return RecordAgreementDialog(None, desk, case_id, desk.safety.agreements.view(case_id).may_agree)


def _withdraw_agreement(desk: DeskContext) -> QWidget:
    case_id, agreements = subject(first_case(desk)), desk.safety.agreements
    line = next(line for line in agreements.view(case_id).agreements if line.counts)
    return WithdrawAgreementDialog(None, desk, line, agreements.after_withdrawal(case_id))


def _withhold(desk: DeskContext, *, known: bool) -> QWidget:
    case_id, withheld = subject(first_case(desk)), desk.safety.withheld
    line = withheld.view(case_id)[0] if known else None
    return WithholdDialog(None, desk, case_id, withheld.choices(case_id), line)


def _lift(desk: DeskContext) -> QWidget:
    return LiftDialog(None, desk, desk.safety.withheld.view(subject(first_case(desk)))[0])


def _asked_to_withdraw(desk: DeskContext) -> QWidget:
    shell = frame(desk, _section(desk))
    for section in shell.findChildren(ConsentSection):
        section.cards[0].begin.click()
    return shell


CONSENT: tuple[Exhibit, ...] = (
    in_frame("case-consent", ConsentSection, _section),
    Exhibit("consent-withdrawing", ConsentSection, _asked_to_withdraw),
    Exhibit("give-consent", GiveConsentDialog, _give_consent),
    Exhibit("consent-given-again", GiveConsentDialog, _give_again),
    Exhibit("record-agreement", RecordAgreementDialog, _record_agreement),
    Exhibit("withdraw-agreement", WithdrawAgreementDialog, _withdraw_agreement),
    Exhibit("withhold", WithholdDialog, lambda desk: _withhold(desk, known=False)),
    Exhibit("withhold-change", WithholdDialog, lambda desk: _withhold(desk, known=True)),
    Exhibit("withhold-lift", LiftDialog, _lift),
)
