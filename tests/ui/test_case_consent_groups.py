"""To be supported, and what must be kept from whom: recorded, withdrawn and lifted at the desk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from advocate_desk.domain.agreement_rules import NOBODY_ASKED
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import Share
from advocate_desk.services.keep_agreements import KeepAgreements, NewAgreement
from advocate_desk.services.keep_consent import KeepConsent
from advocate_desk.services.new_consent import Giver
from advocate_desk.services.withhold import WithheldForm, Withhold
from advocate_desk.ui.dialogs.give_consent import GiveConsentDialog
from advocate_desk.ui.dialogs.record_agreement import RecordAgreementDialog, WithdrawAgreementDialog
from advocate_desk.ui.dialogs.record_consent import Asked, ConsentFields
from advocate_desk.ui.dialogs.withhold import (
    AGENCY,
    EVERYBODY,
    SAY_LIFT,
    SAY_WHAT,
    SAY_WHOM,
    SAY_WHY,
    LiftDialog,
    WithholdDialog,
)
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case_consent import ConsentSection
from advocate_desk.ui.typed_draft import keep_all
from advocate_desk.ui.widgets.agreement_card import AgreementCard
from advocate_desk.ui.widgets.consent_card import OUTLIVED
from advocate_desk.ui.widgets.withheld_box import UNTICK
from advocate_desk.ui.widgets.withheld_card import WithheldCard
from tests.services.desk import ADVOCATE, Office, consent_for, phone_of
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
TODAY = date(2026, 11, 23)
WHY = "His sister reads the post there."
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, no list is raised


@contextmanager
def consent_section(seat: Seat, office: Office, qtbot: QtBot) -> Iterator[ConsentSection]:
    shell = frame(seat.desk, Place("case", office.case_id, "consent"))
    qtbot.addWidget(shell)
    shell.show()
    (section,) = shell.findChildren(ConsentSection)
    yield section
    shell.hide()


def agreed(office: Office, seat: Seat, **fields: object) -> None:
    service = KeepAgreements(seat.session)
    client = service.view(office.case_id).may_agree[0].person_id
    new = NewAgreement(
        case_id=office.case_id,
        person_id=client,
        given_on=date(2026, 11, 20),
        how="On the phone",
        limits_explained=Answer.YES,
        privacy_explained=Answer.YES,
    )
    service.agree(replace(new, **fields))


def words_on(section: ConsentSection) -> str:
    return "\n".join(label.text() for label in section.findChildren(QLabel) if label.isVisibleTo(section))


def test_nobody_asked_is_said_until_an_agreement_is_recorded(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with consent_section(seat, office, qtbot) as section:
        qtbot.waitUntil(lambda: NOBODY_ASKED in words_on(section))
        section.agree.click()
        (dialog,) = section.findChildren(RecordAgreementDialog)
        dialog.limits.choose(Answer.YES)
        dialog.privacy.choose(Answer.YES)
        dialog.interpreter.setText("Language agency, 4411")
        dialog.review.show_text("+4w")
        dialog.record()
        assert NOBODY_ASKED not in words_on(section)
        (card,) = section.supported.cards
        assert isinstance(card, AgreementCard)
        qtbot.waitUntil(lambda: "interpreted by Language agency, 4411" in words_on(section))
    (line,) = seat.desk.safety.agreements.view(office.case_id).agreements
    assert (line.agreement.given_on, line.agreement.review_on) == (TODAY, date(2026, 12, 21))
    assert (line.agreement.limits_explained, line.agreement.privacy_explained) == (Answer.YES, Answer.YES)


def test_nothing_is_said_to_be_missing_before_it_was_looked_for(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    section = ConsentSection(sit_down(ADVOCATE).desk, office.case_id)
    qtbot.addWidget(section)
    groups = (section.supported, section.shared, section.kept)
    assert not any(group.none.isVisibleTo(section) for group in groups)
    section.refresh()
    assert all(group.none.isVisibleTo(section) for group in groups)


def test_what_nobody_answered_is_kept_as_not_asked_and_shown_as_open(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with consent_section(seat, office, qtbot) as section:
        section.agree.click()
        (dialog,) = section.findChildren(RecordAgreementDialog)
        dialog.record()
        qtbot.waitUntil(lambda: "To explain" in words_on(section))
    (line,) = seat.desk.safety.agreements.view(office.case_id).agreements
    assert line.agreement.limits_explained is Answer.NOT_ASKED


def test_family_never_interprets_and_the_words_stay(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with consent_section(seat, office, qtbot) as section:
        section.agree.click()
        (dialog,) = section.findChildren(RecordAgreementDialog)
        dialog.interpreter.setText("her sister")
        dialog.record()
        assert "never interpret" in dialog.message.headline.text()
        assert dialog.interpreter.text() == "her sister"
        dialog.reject()
    assert seat.desk.safety.agreements.view(office.case_id).agreements == ()


def test_a_withdrawal_says_what_follows_before_and_after_and_each_consent_asks_to_be_asked_about(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    agreed(office, seat)
    consent_for(office, seat.session)
    with consent_section(seat, office, qtbot) as section:
        assert OUTLIVED not in words_on(section)
        (card,) = section.supported.cards
        assert isinstance(card, AgreementCard)
        card.withdraw.click()
        (dialog,) = section.findChildren(WithdrawAgreementDialog)
        assert any("Nothing is deleted" in label.text() for label in dialog.findChildren(QLabel))
        dialog.record()
        qtbot.waitUntil(lambda: "1 consent to share still holds" in words_on(section))
        qtbot.waitUntil(lambda: OUTLIVED in words_on(section))
        (consent,) = section.cards
        consent.again.click()
        (again,) = section.findChildren(GiveConsentDialog)
        assert again.agency.ids()[0] == office.agency_id
        assert again.purpose.currentText() == "Emergency housing"
        again.record()
        qtbot.waitUntil(lambda: len(section.cards) == 2 and all(card.isVisible() for card in section.cards))
        assert OUTLIVED not in words_on(section)
    assert len(seat.desk.consents.view(office.case_id).consents) == 2


def test_a_withdrawal_by_mistake_is_taken_back_by_the_words_that_said_it(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    agreed(office, seat)
    with consent_section(seat, office, qtbot) as section:
        (card,) = section.supported.cards
        assert isinstance(card, AgreementCard)
        card.withdraw.click()
        (dialog,) = section.findChildren(WithdrawAgreementDialog)
        dialog.record()
        assert seat.said[-1] == "Agreement withdrawn."
        seat.undo[-1]()
    assert seat.desk.safety.agreements.view(office.case_id).why_not_supported == ()


def test_with_everything_missing_nothing_is_withheld_and_all_of_it_is_said(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with consent_section(seat, office, qtbot) as section:
        section.withhold.click()
        (dialog,) = section.findChildren(WithholdDialog)
        dialog.review.show_text("31/2")
        dialog.record()
        told = [link.accessibleName() for link in dialog.summary.links()]
        assert told == [SAY_WHAT, SAY_WHOM, SAY_WHY, "There is no 31 February. Check the day."]
        dialog.reject()
    assert seat.desk.safety.withheld.view(office.case_id) == ()


def test_something_is_withheld_changed_and_lifted_with_a_reason(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with consent_section(seat, office, qtbot) as section:
        section.withhold.click()
        (dialog,) = section.findChildren(WithholdDialog)
        dialog.shares[Share.RISK_SUMMARY].setChecked(True)
        dialog.whom.choose(AGENCY)
        dialog.whom.chosen.emit(AGENCY)
        QTest.keyClicks(dialog.agency_line.agency, "exam")
        QTest.keyClick(dialog.agency_line.agency, Qt.Key.Key_Return)
        dialog.why.setPlainText(WHY)
        dialog.record()
        (card,) = section.kept.cards
        assert isinstance(card, WithheldCard)
        qtbot.waitUntil(lambda: WHY in words_on(section))
        card.change.click()
        change = section.findChildren(WithholdDialog)[-1]
        assert (change.agency.ids()[0], change.why.toPlainText()) == (office.agency_id, WHY)
        change.what.setText("That she is pregnant")
        change.record()
        (line,) = seat.desk.safety.withheld.view(office.case_id)
        assert line.what == ("That she is pregnant", "The risk summary")
        (card,) = section.kept.cards
        assert isinstance(card, WithheldCard)
        card.lift.click()
        (lift,) = section.findChildren(LiftDialog)
        lift.record()
        assert lift.why_field.error.text() == SAY_LIFT
        lift.why.setPlainText("She has moved.")
        lift.record()
        assert section.kept.more.isVisible()
        assert "She has moved." not in words_on(section)
        section.kept.more.click()
        qtbot.waitUntil(lambda: "She has moved." in words_on(section))
    (line,) = seat.desk.safety.withheld.view(office.case_id)
    assert not line.holds


def test_whoever_something_is_withheld_from_is_still_chosen_when_it_is_changed(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    people = seat.desk.safety.withheld.choices(office.case_id).people
    withheld_from = next(iter(people))
    form = WithheldForm(what="", why=WHY, shares=(Share.RISK_SUMMARY,), person_id=withheld_from)
    Withhold(seat.session).keep(office.case_id, form)
    with consent_section(seat, office, qtbot) as section:
        (card,) = section.kept.cards
        assert isinstance(card, WithheldCard)
        card.change.click()
        (change,) = section.findChildren(WithholdDialog)
        assert [change.person.itemText(row) for row in range(change.person.count())] == list(people.values())
        assert change.person.currentText() == people[withheld_from]
        change.record()
    (line,) = seat.desk.safety.withheld.view(office.case_id)
    assert line.withheld.person_id == withheld_from


def test_whoever_gave_a_consent_is_chosen_when_it_is_asked_again(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    mother = UUID(int=7)
    fields = ConsentFields(sit_down(ADVOCATE).desk, (Giver(person_id=mother, name="Mo Invented"),))
    qtbot.addWidget(fields)
    asked = Asked(case_id=office.case_id, agency_id=office.agency_id, agency_name="", purpose="", shares=(), points=())
    assert fields.consent(asked).given_by_id is None
    fields.show_giver(UUID(hex=mother.hex))
    assert fields.consent(asked).given_by_id == mother


def test_a_consent_says_what_its_agency_must_not_have_all_the_same(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    phone = phone_of(office, seat.session).id
    consent_for(office, seat.session, phone)
    closed = WithheldForm(what="", why=WHY, shares=(Share.RISK_SUMMARY,), points=(phone,), agency_id=office.agency_id)
    Withhold(seat.session).keep(office.case_id, closed)
    with consent_section(seat, office, qtbot) as section:
        qtbot.waitUntil(
            lambda: "Kept from them all the same: the risk summary and a contact detail." in words_on(section)
        )


def test_a_share_that_must_be_kept_from_the_chosen_agency_is_greyed_with_its_reason(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    phone = phone_of(office, seat.session).id
    withheld = Withhold(seat.session)
    only_them = WithheldForm(what="", why=WHY, shares=(Share.RISK_SUMMARY,), points=(phone,))
    withheld.keep(office.case_id, replace(only_them, agency_id=office.agency_id))
    withheld.keep(office.case_id, WithheldForm(what="", why="Nobody may know.", shares=(Share.CHILDREN,)))
    with consent_section(seat, office, qtbot) as section:
        section.record.click()
        (dialog,) = section.findChildren(GiveConsentDialog)
        risk, children, other = (
            dialog.withheld[share] for share in (Share.RISK_SUMMARY, Share.CHILDREN, Share.OTHER_PERSON)
        )
        assert [one.box.isEnabled() for one in (risk, children, other)] == [True, False, True], "nobody is asked yet"
        dialog.shares[Share.RISK_SUMMARY].setChecked(True)
        dialog.agency.show_choice("Exampleshire Council", office.agency_id, None)
        assert [one.box.isEnabled() for one in (risk, children, other)] == [True, False, True]
        assert risk.reason.text() == f"Must be kept from this recipient: {WHY} {UNTICK}"
        risk.box.click()
        assert not risk.box.isEnabled()
        assert WHY in risk.box.accessibleDescription()
        assert not dialog.withheld[phone].box.isEnabled()
        dialog.agency_line.agency.setText("Another")
        assert risk.box.isEnabled()
        dialog.reject()


def test_what_was_typed_of_something_withheld_stands_there_again_after_a_lock(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with consent_section(seat, office, qtbot) as section:
        section.withhold.click()
        (dialog,) = section.findChildren(WithholdDialog)
        dialog.shares[Share.CHILDREN].setChecked(True)
        dialog.whom.choose(EVERYBODY)
        dialog.why.setPlainText("He has friends everywhere.")
        keep_all([section], lambda: None)
        again = WithholdDialog(section, seat.desk, office.case_id, seat.desk.safety.withheld.choices(office.case_id))
        assert again.shares[Share.CHILDREN].isChecked()
        assert (again.whom.value(), again.why.toPlainText()) == (EVERYBODY, "He has friends everywhere.")
        again.reject()
        dialog.reject()


def test_what_no_longer_holds_is_folded_away_and_never_missing(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    consents = KeepConsent(seat.session, office.rules)
    consents.withdraw(consent_for(office, seat.session).id)
    office.clock.later(days=1)
    with consent_section(seat, office, qtbot) as section:
        (card,) = section.cards
        assert not card.isVisible()
        assert section.shared.more.text() == "Show 1 that no longer holds"
        section.shared.more.click()
        qtbot.waitUntil(card.isVisible)
