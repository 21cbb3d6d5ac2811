"""Everything that happened in a case, with the day it happened and the day it was written down."""

from datetime import date, timedelta

import pytest

from advocate_desk.domain.case_moves import ReferralTrouble
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.contacts import Contact
from advocate_desk.domain.errors import EntryRefused, NotAllowed, TextRefused
from advocate_desk.domain.reveals import RevealReason
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.log_contact import LogContact, NewNote
from advocate_desk.services.mend_referral import MendReferral, NewProblem
from advocate_desk.services.move_case import MoveCase, NewMove
from advocate_desk.services.reveal_point import RevealPoint
from advocate_desk.services.session import Session
from advocate_desk.services.show_timeline import Entry, EntryKind, ShowTimeline
from tests.services.desk import (
    ADVOCATE,
    LETTERS,
    Office,
    change,
    consent_for,
    new_contact,
    other_case_with_phone,
    phone_of,
)


def entries(office: Office, session: Session) -> tuple[Entry, ...]:
    return ShowTimeline(session, office.rules).entries(office.case_id)


def headlines(office: Office, session: Session) -> list[str]:
    return [entry.headline for entry in entries(office, session)]


def logged(office: Office, session: Session, **changes: object) -> Contact:
    contact_id = LogContact(session).log(new_contact(office, **changes))
    with session.work() as unit:
        return unit.get(Contact, contact_id)


def test_what_happened_last_comes_first_whenever_it_was_written_down(office: Office, session: Session) -> None:
    logged(office, session, summary="second", happened_at=office.clock.now() - timedelta(hours=1))
    office.clock.later(minutes=5)
    logged(office, session, summary="first", happened_at=office.clock.now() - timedelta(days=1))
    told = [entry for entry in entries(office, session) if entry.kind is EntryKind.CONTACT]
    assert [entry.text for entry in told] == ["second", "first"]
    assert told[1].recorded_at is not None
    assert told[0].recorded_at is not None
    assert told[1].recorded_at > told[0].recorded_at
    assert {entry.who for entry in told} == {ADVOCATE}


def test_a_corrected_entry_shows_what_holds_and_keeps_what_it_said_before(office: Office, session: Session) -> None:
    first = logged(office, session, summary="She moves on Friday.")
    second = logged(office, session, summary="She moves on Thursday.", corrects_id=first.id)
    logged(office, session, summary="She moves on Wednesday.", corrects_id=second.id)
    (told,) = [entry for entry in entries(office, session) if entry.kind is EntryKind.CONTACT]
    assert told.text == "She moves on Wednesday."
    assert [before.text for before in told.earlier] == ["She moves on Thursday.", "She moves on Friday."]
    assert told.contact is not None
    assert told.contact.corrects_id == second.id


def test_a_number_that_was_shown_is_told_with_its_reason_and_never_with_the_number(
    office: Office, session: Session
) -> None:
    RevealPoint(session).reveal(phone_of(office, session).id, RevealReason.CALLING_NOW)
    RevealPoint(session).reveal(phone_of(office, session).id, RevealReason.OTHER, "She asked")
    told = [entry for entry in entries(office, session) if entry.icon == "reveal"]
    assert {(entry.headline, entry.text) for entry in told} == {
        ("Phone shown: calling now", ""),
        ("Phone shown: another reason", "She asked"),
    }
    assert "900123" not in repr(told)


def test_consents_risk_and_every_time_safe_contact_was_gone_through_are_told(office: Office, session: Session) -> None:
    consent = consent_for(office, session)
    with session.work() as unit:
        (plan,) = unit.find(SafeContactPlan, case_id=office.case_id)
    change(session, plan, checked_on=date(2026, 11, 23))
    change(session, consent, withdrawn_on=date(2026, 11, 23))
    told = headlines(office, session)
    assert "Consent given: Exampleshire Council, Emergency housing" in told
    assert "Consent taken back: Exampleshire Council, Emergency housing" in told
    assert told.count("Safe contact gone through") == 2
    assert "Risk assessed: is high" in told


def test_a_days_event_says_that_only_the_day_is_known(office: Office, session: Session) -> None:
    (risk,) = [entry for entry in entries(office, session) if entry.kind is EntryKind.RISK]
    assert risk.whole_day
    assert risk.recorded_at is not None


def test_a_letter_that_left_is_told_with_its_referral(approved_office: Office) -> None:
    with approved_office.as_user(ADVOCATE) as session:
        told = headlines(approved_office, session)
    assert any("approved by Sam Supervisor" in headline for headline in told)


def test_a_note_is_kept_word_for_word_and_one_without_words_is_not(office: Office, session: Session) -> None:
    notes = LogContact(session)
    notes.add_note(NewNote(case_id=office.case_id, headline="Court\ndate", text="Room 4\n10am"))
    with pytest.raises(EntryRefused):
        notes.add_note(NewNote(case_id=office.case_id, text=" \n"))
    with pytest.raises(TextRefused):
        notes.add_note(NewNote(case_id=office.case_id, text="x" * 10_000_000))
    (note,) = [entry for entry in entries(office, session) if entry.icon == "note"]
    assert (note.headline, note.text, note.who) == ("Court date", "Room 4\n10am", ADVOCATE)


def test_what_another_case_holds_is_not_told(office: Office, session: Session) -> None:
    elsewhere = other_case_with_phone(session, "07700 900555", "447700900555")
    LogContact(session).add_note(NewNote(case_id=elsewhere, text="Not of this case"))
    assert "Not of this case" not in repr(entries(office, session))


def test_letters_staff_read_no_timeline(office: Office, session: Session) -> None:
    session.close()
    with office.as_user(LETTERS) as letters, pytest.raises(NotAllowed):
        entries(office, letters)


def test_the_way_of_a_case_is_told_in_words_with_its_reasons_and_who_decided(office: Office, session: Session) -> None:
    life = MoveCase(session, office.rules)
    life.move(NewMove(case_id=office.case_id, to_status=CaseStatus.ON_HOLD, reason="Until the trial"))
    office.clock.later(minutes=1)
    life.move(NewMove(case_id=office.case_id, to_status=CaseStatus.OPEN))
    mending = MendReferral(session)
    new = NewProblem(case_id=office.case_id, trouble=ReferralTrouble.WRONG_FORM, words="Two years old.")
    problem = mending.raise_problem(new)
    office.clock.later(minutes=1)
    mending.tell(problem.id, office.clock.today(), "by phone")
    told = [entry for entry in entries(office, session) if entry.icon == "life"]
    assert {(entry.headline, entry.text) for entry in told} == {
        ("Put on hold", "Until the trial."),
        ("Support under way", ""),
        ("Wrong with the referral: it is on the wrong form", "Two years old."),
        ("The referrer was told", "by phone"),
    }
    assert {entry.kind for entry in told} == {EntryKind.CHANGE}
    assert {entry.who for entry in told} == {ADVOCATE}
    assert all(entry.recorded_at is not None for entry in told)
