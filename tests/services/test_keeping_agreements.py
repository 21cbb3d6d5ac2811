"""Agreeing to be supported: recorded as it was, withdrawn without losing anything."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from advocate_desk.domain.agreement_rules import NOBODY_ASKED
from advocate_desk.domain.agreements import SupportAgreement
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.errors import EntryRefused, NeverChanged
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.services.keep_agreements import KeepAgreements, NewAgreement
from advocate_desk.services.keep_consent import KeepConsent
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, CONSENT_ENDS, Office, change, consent_for, other_case_with_phone


@pytest.fixture
def agreements(session: Session) -> KeepAgreements:
    return KeepAgreements(session)


def her_id(session: Session, office: Office) -> UUID:
    with session.work() as unit:
        return unit.get(Case, office.case_id).client_id


def said_yes(session: Session, office: Office, **fields: object) -> NewAgreement:
    blank = NewAgreement(
        case_id=office.case_id,
        person_id=her_id(session, office),
        given_on=date(2026, 11, 20),
        how="on the phone",
        limits_explained=Answer.YES,
        privacy_explained=Answer.YES,
    )
    return replace(blank, **fields)  # type: ignore[arg-type]  # any field may be given


def test_until_somebody_recorded_an_agreement_the_case_says_so(agreements: KeepAgreements, office: Office) -> None:
    view = agreements.view(office.case_id)
    assert (view.agreements, view.why_not_supported) == ((), (NOBODY_ASKED,))


def test_an_agreement_is_listed_with_how_when_and_by_whom(
    agreements: KeepAgreements, session: Session, office: Office
) -> None:
    agreements.agree(said_yes(session, office, interpreter="Language agency, 4411", review_on=date(2026, 12, 20)))
    view = agreements.view(office.case_id)
    (line,) = view.agreements
    assert (line.name, line.recorded_by, line.counts, line.due) == ("Ceri Sample", ADVOCATE, True, False)
    assert line.standing == "Agreed. Ask again on 20 December 2026."
    assert (line.agreement.how, line.agreement.interpreter) == ("on the phone", "Language agency, 4411")
    assert view.why_not_supported == ()


def test_what_was_not_explained_is_kept_as_that_and_told(
    agreements: KeepAgreements, session: Session, office: Office
) -> None:
    agreements.agree(said_yes(session, office, limits_explained=Answer.NOT_ASKED))
    assert "what cannot" in agreements.view(office.case_id).why_not_supported[0]


def test_asking_again_makes_a_new_agreement_and_the_old_one_is_due_no_more(
    agreements: KeepAgreements, session: Session, office: Office
) -> None:
    agreements.agree(said_yes(session, office, review_on=date(2026, 11, 21)))
    assert agreements.view(office.case_id).agreements[0].due
    agreements.agree(said_yes(session, office, given_on=date(2026, 11, 23)))
    lines = agreements.view(office.case_id).agreements
    assert [(line.counts, line.due) for line in lines] == [(True, False), (False, False)]


def test_a_withdrawal_deletes_nothing_ends_no_consent_and_names_each_to_ask_about(
    agreements: KeepAgreements, session: Session, office: Office
) -> None:
    agreement = agreements.agree(said_yes(session, office))
    held = consent_for(office, session, expires_on=CONSENT_ENDS)
    gone = consent_for(office, session)
    change(session, gone, withdrawn_on=date(2026, 11, 22))
    after = agreements.withdraw(agreement.id, date(2026, 11, 23))
    assert after.words[0].startswith("Nothing is deleted.")
    assert "1 consent to share still holds" in after.words[1]
    (asked,) = after.consents
    assert (asked.consent.id, asked.agency) == (held.id, "Exampleshire Council")
    assert asked.standing == "Holds until 1 December 2026."
    assert agreements.after_withdrawal(office.case_id) == after
    view = agreements.view(office.case_id)
    assert view.why_not_supported == ("The agreement was withdrawn on 23 November 2026.",)
    assert len(view.agreements) == 1
    with session.work() as unit:
        assert unit.get(Consent, held.id).withdrawn_on is None


def test_a_withdrawal_is_taken_back_on_its_own_day_alone(
    agreements: KeepAgreements, session: Session, office: Office
) -> None:
    agreement = agreements.agree(said_yes(session, office))
    agreements.withdraw(agreement.id, date(2026, 11, 23))
    agreements.take_back_withdrawal(agreement.id)
    assert agreements.view(office.case_id).why_not_supported == ()
    agreements.withdraw(agreement.id, date(2026, 11, 23))
    office.clock.later(days=1)
    with pytest.raises(EntryRefused, match="Ask again"):
        agreements.take_back_withdrawal(agreement.id)


@pytest.mark.parametrize("on", [date(2026, 11, 24), date(2026, 11, 19)], ids=["to come", "before it was given"])
def test_a_withdrawal_on_a_day_that_cannot_be_changes_nothing(
    agreements: KeepAgreements, session: Session, office: Office, on: date
) -> None:
    agreement = agreements.agree(said_yes(session, office))
    with pytest.raises(EntryRefused):
        agreements.withdraw(agreement.id, on)
    assert agreements.view(office.case_id).why_not_supported == ()


def test_a_second_withdrawal_never_moves_the_day_of_the_first(
    agreements: KeepAgreements, session: Session, office: Office
) -> None:
    agreement = agreements.agree(said_yes(session, office))
    agreements.withdraw(agreement.id, date(2026, 11, 21))
    with pytest.raises(EntryRefused, match="already"):
        agreements.withdraw(agreement.id, date(2026, 11, 23))
    assert agreements.view(office.case_id).agreements[0].agreement.withdrawn_on == date(2026, 11, 21)


def test_what_was_agreed_is_never_edited(agreements: KeepAgreements, session: Session, office: Office) -> None:
    agreement = agreements.agree(said_yes(session, office))
    with pytest.raises(NeverChanged):
        change(session, agreement, limits_explained=Answer.NO)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"given_on": date(2026, 11, 24)}, "in the future"),
        ({"review_on": date(2026, 11, 20)}, "comes after"),
        ({"how": " "}, "Say how"),
        ({"interpreter": "Pat Pretend"}, "never interpret"),
        ({"interpreter": "her mother"}, "never interpret"),
    ],
    ids=["to come", "asked again before", "no way", "the other person", "family"],
)
def test_an_agreement_that_cannot_be_is_refused_in_words(
    agreements: KeepAgreements, session: Session, office: Office, fields: dict[str, object], why: str
) -> None:
    with pytest.raises(EntryRefused, match=why):
        agreements.agree(said_yes(session, office, **fields))
    with session.work() as unit:
        assert unit.find(SupportAgreement) == ()


def test_nobody_of_another_case_and_not_the_other_person_agrees_here(
    agreements: KeepAgreements, session: Session, office: Office
) -> None:
    stranger = other_case_with_phone(session, "07700 900456", "447700900456")
    with session.work() as unit:
        (far,) = unit.find(Person, case_id=stranger)
        (other,) = unit.find(Person, case_id=office.case_id, role=PersonRole.OTHER_PERSON)
    for person, why in ((far, "another case"), (other, "other person")):
        with pytest.raises(EntryRefused, match=why):
            agreements.agree(said_yes(session, office, person_id=person.id))


def test_a_consent_that_outlived_support_stays_marked_until_somebody_asked_about_it(
    agreements: KeepAgreements, session: Session, office: Office
) -> None:
    consents = KeepConsent(session, office.rules)
    held = consent_for(office, session)
    agreement = agreements.agree(said_yes(session, office))
    assert not consents.view(office.case_id).consents[0].outlived_support
    agreements.withdraw(agreement.id, date(2026, 11, 23))
    (line,) = consents.view(office.case_id).consents
    assert (line.outlived_support, agreements.view(office.case_id).agreements[0].left_to_ask) == (True, 1)
    consents.withdraw(held.id)
    (line,) = consents.view(office.case_id).consents
    assert (line.outlived_support, agreements.view(office.case_id).agreements[0].left_to_ask) == (False, 0)


def test_everybody_of_the_case_may_agree_but_the_other_person(
    agreements: KeepAgreements, session: Session, office: Office
) -> None:
    (only,) = agreements.view(office.case_id).may_agree
    assert (only.name, only.interpreter) == ("Ceri Sample", Answer.NOT_ASKED)


def test_what_was_given_again_since_support_was_ended_is_not_asked_about_once_more(
    agreements: KeepAgreements, session: Session, office: Office
) -> None:
    consent_for(office, session)
    agreement = agreements.agree(said_yes(session, office))
    assert len(agreements.after_withdrawal(office.case_id).consents) == 1
    after = agreements.withdraw(agreement.id, date(2026, 11, 20))
    assert after.consents == ()
    assert after.words[1] == "Each consent to share that holds was given since."
