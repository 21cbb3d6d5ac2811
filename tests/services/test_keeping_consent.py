from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from advocate_desk.app.bootstrap import resemblance
from advocate_desk.domain.agreements import OwnConsent, ParentalResponsibility
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Consent, LawfulBasis, Share
from advocate_desk.domain.errors import EntryRefused, MoveRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.referral import ReviewState
from advocate_desk.domain.under_eighteen import NOT_A_HOLDER, NOT_JUDGED, NOT_SAFE
from advocate_desk.services.keep_consent import KeepConsent
from advocate_desk.services.keep_people import KeepPeople, PersonForm
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.new_consent import NewConsent
from advocate_desk.services.ports import PhoneNumbers
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session
from advocate_desk.services.withhold import WithheldForm, Withhold
from tests.services.desk import (
    ADVOCATE,
    CONSENT_ENDS,
    SHARES,
    SUPERVISOR,
    Office,
    change,
    consent_for,
    form,
    keep,
    other_case_with_phone,
    phone_of,
)


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


def typed(office: Office, **fields: object) -> NewConsent:
    blank = NewConsent(
        case_id=office.case_id,
        agency_id=office.agency_id,
        purpose="Emergency housing",
        shares=SHARES,
        points=(),
        given_on=date(2026, 11, 20),
        how="in person",
    )
    return replace(blank, **fields)  # type: ignore[arg-type]  # any field may be given


def test_a_day_to_ask_again_is_told_until_she_was_asked(session: Session, office: Office) -> None:
    consents = KeepConsent(session, office.rules)
    consents.give(typed(office, review_on=date(2026, 11, 24)))
    (line,) = consents.view(office.case_id).consents
    assert (line.due, line.standing) == (False, "Holds. No end is set. Ask again on 24 November 2026.")
    office.clock.later(days=1)
    (line,) = consents.view(office.case_id).consents
    assert (line.due, line.holds) == (True, True)
    assert line.standing == "Holds. No end is set. Due to be asked again since 24 November 2026."
    consents.give(typed(office, purpose=" emergency HOUSING", given_on=date(2026, 11, 24)))
    assert not any(line.due for line in consents.view(office.case_id).consents)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"interpreter": "Pat Pretend"}, "never interpret"),
        ({"interpreter": "her sister"}, "never interpret"),
        ({"review_on": date(2026, 11, 20)}, "comes after"),
        ({"how": " "}, "how consent was given"),
    ],
    ids=["the other person", "family", "asked again before it was given", "no way"],
)
def test_a_consent_that_cannot_be_is_refused_in_words(
    session: Session, office: Office, fields: dict[str, object], why: str
) -> None:
    consents = KeepConsent(session, office.rules)
    with pytest.raises(EntryRefused, match=why):
        consents.give(typed(office, **fields))
    assert consents.view(office.case_id).consents == ()


def test_a_consent_by_an_interpreter_from_an_agency_is_kept(session: Session, office: Office) -> None:
    consents = KeepConsent(session, office.rules)
    consents.give(typed(office, interpreter="Language agency, interpreter 4411"))
    assert consents.view(office.case_id).consents[0].consent.interpreter == "Language agency, interpreter 4411"


def test_nobody_of_another_case_and_never_the_other_person_consents_for_her(session: Session, office: Office) -> None:
    stranger = other_case_with_phone(session, "07700 900456", "447700900456")
    with session.work() as unit:
        (other,) = unit.find(Person, case_id=office.case_id, role=PersonRole.OTHER_PERSON)
        (far,) = unit.find(Person, case_id=stranger)
    for giver, why in ((other.id, "other person"), (far.id, "another case")):
        with pytest.raises(EntryRefused, match=why):
            KeepConsent(session, office.rules).give(typed(office, given_by_id=giver))


def test_a_consent_lists_what_is_withheld_from_its_agency_and_a_new_referral_leaves_it_out(
    session: Session, office: Office
) -> None:
    phone = phone_of(office, session)
    consent_for(office, session, phone.id)
    referrals = MakeReferral(session, office.rules)
    assert referrals.blank(office.case_id).referral.points == (phone.id,)
    closed = WithheldForm(what="", why="His sister works there.", shares=(Share.RISK_SUMMARY,), points=(phone.id,))
    Withhold(session).keep(office.case_id, replace(closed, agency_id=office.agency_id))
    (line,) = KeepConsent(session, office.rules).view(office.case_id).consents
    assert (line.kept_from.shares, line.kept_from.points) == ({Share.RISK_SUMMARY}, {phone.id})
    view = referrals.blank(office.case_id)
    assert view.referral.shares == (Share.SAFE_CONTACT, Share.DATE_OF_BIRTH)
    assert view.referral.points == ()
    assert view.kept_from(office.agency_id).points == {phone.id}


@pytest.fixture
def young(session: Session, office: Office, phones: PhoneNumbers) -> Office:
    """The office, whose client is fifteen and has an aunt on record."""
    with session.work() as unit:
        client = unit.get(Person, unit.get(Case, office.case_id).client_id)
    change(session, client, date_of_birth=date(2011, 3, 14))
    KeepPeople(session, phones, resemblance()).add_person(
        office.case_id, PersonRole.SUPPORTER, PersonForm(name_to_use="Ann Sample")
    )
    return office


def of_role(session: Session, office: Office, role: PersonRole) -> Person:
    with session.work() as unit:
        return unit.find(Person, case_id=office.case_id, role=role)[0]


def against(session: Session, office: Office, **fields: object) -> list[str]:
    """Return what stands against a referral that leaves by a consent with these ``fields``."""
    consent = KeepConsent(session, office.rules).give(typed(office, **fields))
    return list(MakeReferral(session, office.rules).view(saved(session, office, consent)).why_not_review)


def saved(session: Session, office: Office, consent: Consent | None, **changes: object) -> UUID:
    return MakeReferral(session, office.rules).save(form(office, consent, **changes), None).id


def test_her_own_consent_at_fifteen_needs_the_judgement_that_she_can_decide(session: Session, young: Office) -> None:
    assert against(session, young) == [NOT_JUDGED]
    client = of_role(session, young, PersonRole.CLIENT)
    judgement = OwnConsent(
        id=new_id(session.clock.now()),
        stream_id=young.case_id,
        case_id=young.case_id,
        person_id=client.id,
        able=Answer.YES,
        to_what="Housing",
        why="She says what would follow, both ways.",
        judged_on=date(2026, 11, 20),
        recorded_at=session.clock.now(),
        judged_by=session.user.id,
    )
    keep(session, judgement)
    assert against(session, young) == []


def test_a_parents_consent_counts_where_it_is_safe_to_tell_that_parent(session: Session, young: Office) -> None:
    client, aunt = of_role(session, young, PersonRole.CLIENT), of_role(session, young, PersonRole.SUPPORTER)
    assert against(session, young, given_by_id=aunt.id) == [NOT_A_HOLDER]
    holder = ParentalResponsibility(
        id=new_id(session.clock.now()),
        stream_id=young.case_id,
        case_id=young.case_id,
        child_id=client.id,
        holder_id=aunt.id,
        holds=Answer.YES,
    )
    keep(session, holder)
    assert against(session, young, given_by_id=aunt.id) == [NOT_SAFE]
    with session.work() as unit:
        kept = unit.get(ParentalResponsibility, holder.id)
    change(session, kept, safe_to_tell=Answer.YES)
    assert against(session, young, given_by_id=aunt.id) == []
    (line, *_) = KeepConsent(session, young.rules).view(young.case_id).consents
    assert (line.given_by, line.missing) == ("Ann Sample", ())


def test_a_lawful_basis_about_somebody_under_eighteen_waits_for_no_parent(session: Session, young: Office) -> None:
    basis = {"lawful_basis": LawfulBasis.VITAL_INTERESTS, "lawful_basis_reason": "Threats to kill."}
    referral = saved(session, young, None, **basis)
    assert MakeReferral(session, young.rules).view(referral).why_not_review == ()


def test_of_age_nothing_of_this_is_asked(session: Session, office: Office) -> None:
    assert against(session, office) == []


def test_whoever_wrote_a_share_without_consent_never_approves_it_supervisor_or_not(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        basis = {"lawful_basis": LawfulBasis.VITAL_INTERESTS, "lawful_basis_reason": "Threats to kill."}
        referral = saved(session, office, None, **basis)
        MakeReferral(session, office.rules).send_for_review(referral)
        with pytest.raises(MoveRefused, match="their own"):
            ReviewReferral(session, office.rules).approve(referral)
