"""The way to a MARAC, in an office of the services' tests."""

from datetime import date
from typing import Any
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.marac import MaracCriterion, MaracMeeting, MaracReferral
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.services.follow_marac import FollowMarac, MeetingForm
from advocate_desk.services.refer_to_marac import MaracForm, ReferToMarac
from advocate_desk.services.session import Session
from tests.services.desk import Office, keep

WITHOUT_AGREEMENT: dict[str, Any] = {
    "knows": Answer.NO,
    "agrees": Answer.NOT_ASKED,
    "not_told_because": "Her calls are overheard.",
    "basis": LawfulBasis.VITAL_INTERESTS,
    "basis_reason": "Threats to kill, and a weapon in the house.",
}


def other_person(office: Office, session: Session) -> UUID:
    """Return the other person of the office's case."""
    with session.work() as unit:
        return unit.find(Person, case_id=office.case_id, role=PersonRole.OTHER_PERSON)[0].id


def another_person(office: Office, session: Session) -> UUID:
    """Add a second other person, and return who."""
    added = Person(
        id=new_id(session.clock.now()),
        stream_id=office.case_id,
        case_id=office.case_id,
        role=PersonRole.OTHER_PERSON,
        name_to_use="Robin Pretend",
    )
    keep(session, added)
    return added.id


def marac_form(office: Office, session: Session, **changes: object) -> MaracForm:
    """Return a referral she agreed to, with ``changes``."""
    typed: dict[str, Any] = {
        "other_people": (other_person(office, session),),
        "criteria": (MaracCriterion.VISIBLE_HIGH_RISK,),
        "reason": "Sixteen yes answers, and threats since the separation.",
        "area": "Exampleshire",
        "knows": Answer.YES,
        "agrees": Answer.YES,
    }
    return MaracForm(**{**typed, **changes})


def referred(office: Office, session: Session, on: date, **changes: object) -> MaracReferral:
    """Write a referral she agreed to, and record that it was made on a day."""
    service = ReferToMarac(session, office.rules)
    written = service.save(office.case_id, marac_form(office, session, **changes), None)
    return service.mark_referred(written.id, on)


def meeting_of(office: Office, session: Session, meets_on: date = date(2026, 11, 19)) -> MaracMeeting:
    """Refer the office's case, and plan the meeting that hears it."""
    referral = referred(office, session, date(2026, 11, 2))
    return FollowMarac(session, office.rules).plan(referral.id, MeetingForm(meets_on=meets_on))
