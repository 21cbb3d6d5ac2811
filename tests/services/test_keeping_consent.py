from datetime import date

import pytest

from advocate_desk.domain.consent import Consent
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.referral import ReviewState
from advocate_desk.services.keep_consent import KeepConsent
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, CONSENT_ENDS, Office, consent_for, phone_of


def test_a_consent_is_listed_with_whom_what_and_until_when(session: Session, office: Office) -> None:
    phone = phone_of(office, session)
    consent_for(office, session, phone.id, expires_on=CONSENT_ENDS)
    view = KeepConsent(session, office.rules).view(office.case_id)
    (line,) = view.consents
    assert (line.agency, line.consent.purpose, line.holds) == ("Exampleshire Council", "Emergency housing", True)
    assert line.standing == "Holds until 1 December 2026."
    assert [point.point_id for point in line.points] == [phone.id]
    assert line.recorded_by == ADVOCATE
    assert [point.point_id for point in view.may_share] == [phone.id]


def test_a_withdrawn_consent_stays_listed_with_its_day(session: Session, office: Office) -> None:
    consents = KeepConsent(session, office.rules)
    consent = consent_for(office, session)
    consents.withdraw(consent.id)
    (line,) = consents.view(office.case_id).consents
    assert not line.holds
    assert line.standing == "The consent was withdrawn on 23 November 2026."
    assert line.consent.withdrawn_on == date(2026, 11, 23)


def test_a_withdrawal_by_mistake_is_taken_back_on_its_own_day_alone(session: Session, office: Office) -> None:
    consents = KeepConsent(session, office.rules)
    consent = consent_for(office, session)
    consents.withdraw(consent.id)
    consents.take_back_withdrawal(consent.id)
    assert consents.view(office.case_id).consents[0].holds
    consents.withdraw(consent.id)
    office.clock.later(days=1)
    assert not consents.view(office.case_id).consents[0].may_undo
    with pytest.raises(EntryRefused):
        consents.take_back_withdrawal(consent.id)
    with session.work() as unit:
        assert unit.get(Consent, consent.id).withdrawn_on == date(2026, 11, 23)


def test_a_letter_approved_on_a_consent_is_counted_and_lapses_when_it_is_withdrawn(approved_office: Office) -> None:
    office = approved_office
    with office.as_user(ADVOCATE) as session:
        consents = KeepConsent(session, office.rules)
        (line,) = consents.view(office.case_id).consents
        assert line.letters_waiting == 1
        consents.withdraw(line.consent.id)
        assert MakeReferral(session, office.rules).view(office.referral_id).review is ReviewState.APPROVAL_LAPSED
