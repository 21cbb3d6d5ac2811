"""Showing a hidden number: for a reason, on record before it is seen."""

from datetime import timedelta

import pytest

from advocate_desk.app.bootstrap import resemblance
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import DiskFull, EntryRefused, NotAllowed, NotFound, TextRefused
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.reveals import PointRevealed, RevealReason
from advocate_desk.services.keep_people import KeepPeople
from advocate_desk.services.ports import PhoneNumbers
from advocate_desk.services.reveal_point import RevealPoint
from advocate_desk.services.session import Session
from tests.services.desk import LETTERS, Office, change, phone_of


def reveals_on_record(session: Session) -> tuple[PointRevealed, ...]:
    with session.work() as unit:
        return unit.find(PointRevealed)


def test_a_number_is_shown_for_half_a_minute_and_who_saw_it_why_is_on_record(office: Office, session: Session) -> None:
    point = phone_of(office, session)
    shown = RevealPoint(session).reveal(point.id, RevealReason.CALLING_NOW)
    assert shown.value == "07700 900123"
    assert shown.until == office.clock.now() + timedelta(seconds=30)
    (kept,) = reveals_on_record(session)
    assert (kept.point_id, kept.reason, kept.revealed_by) == (point.id, RevealReason.CALLING_NOW, session.user.id)
    assert kept.stream_id == office.case_id


def test_nothing_is_shown_that_could_not_be_recorded(
    office: Office, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = phone_of(office, session)

    def full(_unit: object, _why: str) -> None:
        raise DiskFull

    with session.work() as unit:
        monkeypatch.setattr(type(unit), "commit", full)
    with pytest.raises(DiskFull):
        RevealPoint(session).reveal(point.id, RevealReason.CALLING_NOW)
    assert reveals_on_record(session) == ()


@pytest.mark.parametrize("typed", ["", "  \n "])
def test_another_reason_needs_words(office: Office, session: Session, typed: str) -> None:
    with pytest.raises(EntryRefused, match="few words"):
        RevealPoint(session).reveal(phone_of(office, session).id, RevealReason.OTHER, typed)
    assert reveals_on_record(session) == ()


def test_a_typed_reason_is_kept_and_one_that_cannot_be_kept_is_refused(office: Office, session: Session) -> None:
    point = phone_of(office, session)
    RevealPoint(session).reveal(point.id, RevealReason.OTHER, "She asked which number we have")
    with pytest.raises(TextRefused):
        RevealPoint(session).reveal(point.id, RevealReason.OTHER, "a\0b")
    with pytest.raises(EntryRefused, match="500 characters"):
        RevealPoint(session).reveal(point.id, RevealReason.OTHER, "x" * 501)
    (kept,) = reveals_on_record(session)
    assert kept.other_reason == "She asked which number we have"


def test_words_typed_for_another_reason_are_not_kept_with_a_reason_that_needs_none(
    office: Office, session: Session
) -> None:
    RevealPoint(session).reveal(phone_of(office, session).id, RevealReason.POLICE_ASKED, "left over")
    (kept,) = reveals_on_record(session)
    assert kept.other_reason == ""


def test_letters_staff_see_no_number(office: Office, session: Session) -> None:
    point_id = phone_of(office, session).id
    session.close()
    with office.as_user(LETTERS) as letters, pytest.raises(NotAllowed):
        RevealPoint(letters).reveal(point_id, RevealReason.CALLING_NOW)


def test_a_number_that_was_removed_is_not_shown(office: Office, session: Session, phones: PhoneNumbers) -> None:
    point = phone_of(office, session)
    KeepPeople(session, phones, resemblance()).remove_point(point.id)
    with pytest.raises(NotFound):
        RevealPoint(session).reveal(point.id, RevealReason.CALLING_NOW)


def test_no_single_press_shows_a_number_to_call_that_the_plan_does_not_allow(office: Office, session: Session) -> None:
    point = phone_of(office, session)
    change(session, point, safe=Answer.NO)
    with pytest.raises(EntryRefused, match="say why"):
        RevealPoint(session).reveal(point.id, RevealReason.CALLING_NOW)
    assert reveals_on_record(session) == ()
    assert RevealPoint(session).reveal(point.id, RevealReason.UPDATING).value == "07700 900123"
    RevealPoint(session).reveal(point.id, RevealReason.OTHER, "The police asked us to warn her at once")
    assert len(reveals_on_record(session)) == 2


def test_the_other_persons_number_is_never_shown_to_call(office: Office, session: Session) -> None:
    with session.work() as unit:
        theirs = unit.find(ContactPoint, case_id=office.case_id, digits="447700900666")[0]
    with pytest.raises(EntryRefused, match="say why"):
        RevealPoint(session).reveal(theirs.id, RevealReason.CALLING_NOW)
