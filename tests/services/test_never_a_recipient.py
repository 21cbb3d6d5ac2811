"""The other person is never a recipient: of no letter, no call, no consent, no word about a child."""

from collections.abc import Callable

import pytest

from advocate_desk.app.bootstrap import resemblance
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.people import ContactPoint, Person, PersonRole
from advocate_desk.domain.reveals import RevealReason
from advocate_desk.services.check_letter import Finding
from advocate_desk.services.keep_agreements import KeepAgreements
from advocate_desk.services.keep_childhood import HolderForm, KeepChildhood
from advocate_desk.services.keep_consent import KeepConsent
from advocate_desk.services.keep_people import KeepPeople, PersonForm
from advocate_desk.services.ports import LetterRenderer, PhoneNumbers
from advocate_desk.services.reveal_point import RevealPoint
from advocate_desk.services.session import Session
from advocate_desk.services.write_letter import WriteLetter
from tests.services.desk import ADVOCATE, Office, change

BEARS_THE_NAME = "This agency bears the name of the other person, who is never a recipient"
WORKS_THERE = "The other person may work at this agency"
Titles = Callable[[Finding], set[str]]


@pytest.fixture
def titles(sent_office: Office, draws: LetterRenderer) -> Titles:
    def of(finding: Finding) -> set[str]:
        with sent_office.as_user(ADVOCATE) as session:
            checks = WriteLetter(session, draws, sent_office.rules).view(sent_office.referral_id).checks
        return {check.title for check in checks if check.finding is finding}

    return of


def other_of(session: Session, office: Office) -> Person:
    with session.work() as unit:
        return unit.find(Person, case_id=office.case_id, role=PersonRole.OTHER_PERSON)[0]


def agency_of(session: Session, office: Office) -> Agency:
    with session.work() as unit:
        return unit.get(Agency, office.agency_id)


@pytest.mark.parametrize(
    ("name", "stops"),
    [
        ("Pat Pretend", True),
        ("c/o PAT PRETEND", True),
        ("Pretend Housing", False),
        ("Patrick Pretend Trust", False),
    ],
)
def test_an_agency_by_the_other_persons_name_stops_the_letter(
    sent_office: Office, titles: Titles, name: str, stops: bool
) -> None:
    with sent_office.as_user(ADVOCATE) as session:
        change(session, agency_of(session, sent_office), name=name)
    assert (BEARS_THE_NAME in titles(Finding.STOP)) is stops


@pytest.mark.parametrize("by", ["the directory", "words"])
def test_where_the_other_person_works_is_told_before_a_letter_goes_there(
    sent_office: Office, titles: Titles, by: str
) -> None:
    assert WORKS_THERE not in titles(Finding.LOOK)
    with sent_office.as_user(ADVOCATE) as session:
        place = (
            {"works_at_agency_id": sent_office.agency_id}
            if by == "the directory"
            else {"works_at": "Nights at Exampleshire Council"}
        )
        change(session, other_of(session, sent_office), **place)
    assert WORKS_THERE in titles(Finding.LOOK)


def test_no_number_of_the_other_person_is_shown_to_be_rung(session: Session, office: Office) -> None:
    other = other_of(session, office)
    with session.work() as unit:
        points = unit.find(ContactPoint, person_id=other.id)
        for point in points:
            unit.change(point, safe=Answer.YES)
        unit.commit("marked safe by mistake")
    assert points
    for point in points:
        with pytest.raises(EntryRefused):
            RevealPoint(session).reveal(point.id, RevealReason.CALLING_NOW, "It is urgent.")


def test_no_place_that_offers_people_as_recipients_or_givers_offers_the_other_person(
    session: Session, office: Office, phones: PhoneNumbers
) -> None:
    other = other_of(session, office)
    case_id = office.case_id
    assert other.id not in {one.person_id for one in KeepConsent(session, office.rules).view(case_id).givers}
    assert other.id not in {one.person_id for one in KeepAgreements(session).view(case_id).may_agree}
    child = KeepPeople(session, phones, resemblance()).add_person(
        case_id, PersonRole.CHILD, PersonForm(name_to_use="Mair")
    )
    childhood = KeepChildhood(session, office.rules)
    childhood.add_holder(child, HolderForm(holder_id=other.id, holds=Answer.YES, safe_to_tell=Answer.YES))
    (young,) = childhood.view(case_id).young
    assert [line.may_be_told for line in young.holders] == [False]
    assert young.missing, "consent of the other person opens nothing"
