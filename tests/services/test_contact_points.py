"""Which number a contact used: one is taken as used, of several somebody says which, and none is told by its value."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, PointKind
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.contact_points import REMOVED
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.show_timeline import EntryKind, ShowTimeline
from tests.services.desk import Office, change, keep, new_contact, other_case_with_phone, phone_of


def second_phone(office: Office, session: Session, note: str = "at work", safe: Answer = Answer.YES) -> ContactPoint:
    added = replace(
        phone_of(office, session),
        id=new_id(office.clock.now() + timedelta(minutes=1)),  # listed behind the first
        value="07700 900456",
        digits="447700900456",
        note=note,
        safe=safe,
        version=None,
    )
    keep(session, added)
    return added


def logged(office: Office, session: Session, **changes: object) -> Contact:
    contact_id = LogContact(session).log(new_contact(office, **{"held_to_plan": True, **changes}))
    with session.work() as unit:
        return unit.get(Contact, contact_id)


def offered(office: Office, session: Session, kind: ContactKind = ContactKind.CALL) -> list[str]:
    return list(LogContact(session).may_use(office.case_id, kind).points.values())


def texts(office: Office, session: Session) -> list[str]:
    entries = ShowTimeline(session, office.rules).entries(office.case_id)
    return [entry.text for entry in entries if entry.kind is EntryKind.CONTACT]


def test_the_only_number_open_to_a_call_is_the_one_that_was_used(office: Office, session: Session) -> None:
    second_phone(office, session, safe=Answer.NOT_ASKED)
    assert offered(office, session) == ["Phone"]
    assert logged(office, session).point_id == phone_of(office, session).id


def test_of_two_numbers_none_is_taken_until_somebody_says_which(office: Office, session: Session) -> None:
    at_work = second_phone(office, session)
    assert offered(office, session) == ["Phone", "Phone (at work)"]
    assert logged(office, session).point_id is None
    assert logged(office, session, point_id=at_work.id).point_id == at_work.id


def test_numbers_noted_alike_are_told_apart_by_their_places_and_never_by_their_figures(
    office: Office, session: Session
) -> None:
    second_phone(office, session, note="")
    assert offered(office, session) == ["Phone 1", "Phone 2"]


@pytest.mark.parametrize(
    "changes",
    [
        {"direction": Direction.INCOMING},
        {"kind": ContactKind.IN_PERSON},
        {"kind": ContactKind.LETTER, "against_plan_because": "The court asked us to write"},
        {"held_to_plan": False},
    ],
)
def test_nothing_is_taken_as_used_where_the_plan_opened_none(
    office: Office, session: Session, changes: dict[str, object]
) -> None:
    assert logged(office, session, **{"against_plan_because": "She asked", **changes}).point_id is None


def test_a_meeting_uses_no_address_even_where_one_is_safe(office: Office, session: Session) -> None:
    with session.work() as unit:
        (address,) = unit.find(ContactPoint, case_id=office.case_id, kind=PointKind.ADDRESS)
        (plan,) = unit.find(SafeContactPlan, case_id=office.case_id)
    change(session, address, safe=Answer.YES)
    change(session, plan, in_person=Answer.YES)
    met = logged(office, session, kind=ContactKind.IN_PERSON, against_plan_because="She asked")
    assert met.point_id is None


def test_a_number_of_another_case_is_refused_and_nothing_is_kept(office: Office, session: Session) -> None:
    elsewhere = other_case_with_phone(session, "07700 900555", "447700900555")
    with session.work() as unit:
        (strange,) = unit.find(ContactPoint, case_id=elsewhere)
        before = len(unit.find(Contact))
    with pytest.raises(EntryRefused, match="not of this case"):
        logged(office, session, point_id=strange.id)
    with session.work() as unit:
        assert len(unit.find(Contact)) == before


def test_the_timeline_and_the_latest_say_which_number_and_what_was_said_to_whoever_answered(
    office: Office, session: Session
) -> None:
    at_work = second_phone(office, session)
    logged(
        office,
        session,
        result=ContactResult.SOMEONE_ELSE_ANSWERED,
        summary="Rang at noon.",
        said="That it was the library",
        point_id=at_work.id,
    )
    told = "Rang at noon.\n\nSaid to whoever answered: That it was the library\n\nUsed: Phone (at work)."
    assert texts(office, session) == [told]
    assert ShowCase(session, office.rules).summary(office.case_id).latest[0].text == told


def test_a_number_removed_since_is_told_as_that_and_a_correction_keeps_it(office: Office, session: Session) -> None:
    at_work = second_phone(office, session)
    first = logged(office, session, summary="", point_id=at_work.id)
    with session.work() as unit:
        kept = unit.get(ContactPoint, at_work.id)
    change(session, kept, deleted_at=office.clock.now())
    assert texts(office, session) == [REMOVED]
    right: UUID | None = logged(office, session, corrects_id=first.id, point_id=at_work.id).point_id
    assert right == at_work.id


def test_where_there_is_one_number_alone_the_timeline_does_not_name_it(office: Office, session: Session) -> None:
    logged(office, session)
    assert texts(office, session) == ["She is well today."]
