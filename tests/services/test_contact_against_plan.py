"""A contact against the plan: never from one press, its reason kept with it, and what put her at risk seen by all."""

from datetime import date, timedelta
from typing import TypeVar

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult
from advocate_desk.domain.errors import EntryRefused, TextRefused
from advocate_desk.domain.flags import Flag, FlagKind
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.record import Record
from advocate_desk.domain.reveals import PointRevealed, RevealReason
from advocate_desk.domain.safe_contact import ContactOverride, Method, SafeContactPlan
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.plan_contact import PlanContact
from advocate_desk.services.reveal_point import RevealPoint
from advocate_desk.services.session import Session
from advocate_desk.services.show_timeline import ShowTimeline
from tests.services.desk import Office, change, new_contact, phone_of

WHY = "The police asked us to warn her at once"


Kept = TypeVar("Kept", bound=Record)


def kept(session: Session, kind: type[Kept]) -> tuple[Kept, ...]:
    with session.work() as unit:
        return unit.find(kind)


def say(session: Session, **fields: object) -> None:
    """Let the plan say something else."""
    change(session, kept(session, SafeContactPlan)[0], **fields)


def shown_phone(office: Office, session: Session) -> HiddenPoint:
    return next(one for one in PlanContact(session).view(office.case_id).points if one.kind == "phone")


def test_a_reason_typed_in_the_sheet_is_kept_with_the_entry_however_late_it_is_written_down(
    office: Office, session: Session
) -> None:
    log = LogContact(session)
    two_days_ago = office.clock.now() - timedelta(days=2)  # a Saturday
    say(session, windows=("mon-fri 10:00-14:00",))
    typed = {"held_to_plan": True, "happened_at": two_days_ago}
    assert log.may_use(office.case_id, ContactKind.CALL, None, two_days_ago).asks_why
    with pytest.raises(EntryRefused, match="the reason is kept"):
        log.log(new_contact(office, **typed))
    for refused in ("a\0b", "x" * 501):
        with pytest.raises((TextRefused, EntryRefused)):
            log.log(new_contact(office, **typed, against_plan_because=refused))
    assert not kept(session, ContactOverride), "nothing is half kept"
    before = len(kept(session, Contact))
    log.log(new_contact(office, **typed, against_plan_because=f" {WHY} "))
    (override,) = kept(session, ContactOverride)
    assert (override.reason, override.method, len(kept(session, Contact))) == (WHY, Method.CALL, before + 1)
    assert override.against.startswith("Not a safe time. Agreed for Monday to Friday, 10am to 2pm")
    entries = ShowTimeline(session, office.rules).entries(office.case_id)
    assert any(WHY in entry.text for entry in entries)


def test_a_message_left_where_voicemail_is_not_safe_asks_why(office: Office, session: Session) -> None:
    log = LogContact(session)
    left = ContactResult.LEFT_SAFE_MESSAGE
    assert log.may_use(office.case_id, ContactKind.CALL, ContactResult.NO_ANSWER, office.clock.now()).allowed
    before = log.may_use(office.case_id, ContactKind.CALL, left, office.clock.now())
    assert (before.allowed, before.asks_why) == (False, True)
    assert before.why.startswith("Leaving a voicemail is not safe")
    with pytest.raises(EntryRefused, match="the reason is kept"):
        log.log(new_contact(office, result=left, held_to_plan=True))
    log.log(new_contact(office, result=left, held_to_plan=True, against_plan_because=WHY))
    assert kept(session, ContactOverride)[0].method is Method.VOICEMAIL


def test_before_a_call_the_sheet_says_what_to_keep_to(office: Office, session: Session) -> None:
    before = LogContact(session).may_use(office.case_id, ContactKind.CALL, None, office.clock.now())
    assert before.allowed
    assert before.keep_to.startswith("Texting comes first. Agreed for Monday to Friday, 10am to 2pm.")
    assert before.keep_to.endswith("If someone else answers: say “the library”.")
    other = LogContact(session).may_use(office.case_id, ContactKind.OTHER, None, office.clock.now())
    assert (other.allowed, other.asks_why) == (False, False)


def test_what_put_her_at_risk_stays_in_the_entry_and_is_raised_as_a_flag(office: Office, session: Session) -> None:
    log, answered = LogContact(session), ContactResult.SOMEONE_ELSE_ANSWERED
    with pytest.raises(EntryRefused, match="why this flag is up"):
        log.log(new_contact(office, result=answered, put_at_risk=" ", raise_flag=True))
    assert not kept(session, Flag)
    entry = log.log(new_contact(office, result=answered, summary="Rang off.", put_at_risk="He took her phone."))
    assert not kept(session, Flag), "only where it was asked for"
    with session.work() as unit:
        assert unit.get(Contact, entry).summary == "Rang off.\n\nWhat put the person at risk: He took her phone."
    log.log(new_contact(office, result=answered, put_at_risk="He took her phone.", raise_flag=True))
    (flag,) = kept(session, Flag)
    assert (flag.kind, flag.reason, flag.review_on) == (FlagKind.TAKE_CARE, "He took her phone.", date(2026, 11, 30))


def test_a_number_shown_to_call_against_the_plan_needs_words_and_they_answer_the_log_too(
    office: Office, session: Session
) -> None:
    say(session, windows=("mon-fri 12:00-14:00",))
    phone = shown_phone(office, session)
    assert (phone.open_ways, phone.closed_ways) == ((), (Method.CALL, Method.TEXT))
    with pytest.raises(EntryRefused, match="say why"):
        RevealPoint(session).reveal(phone.point_id, RevealReason.CALLING_NOW)
    assert RevealPoint(session).reveal(phone.point_id, RevealReason.CALLING_NOW, WHY).value == "07700 900123"
    (override,) = kept(session, ContactOverride)
    assert (override.point_id, override.method, override.reason) == (phone.point_id, Method.CALL, WHY)
    assert kept(session, PointRevealed)[0].other_reason == WHY
    office.clock.later(minutes=3)
    LogContact(session).log(new_contact(office, held_to_plan=True, happened_at=office.clock.now()))


def test_a_number_that_is_safe_to_text_is_no_number_to_call(office: Office, session: Session) -> None:
    say(session, call=Answer.NO)
    phone = shown_phone(office, session)
    assert (phone.warning, phone.open_ways, phone.closed_ways) == ("", (Method.TEXT,), (Method.CALL,))
    with pytest.raises(EntryRefused):
        RevealPoint(session).reveal(phone.point_id, RevealReason.CALLING_NOW)
    assert RevealPoint(session).reveal(phone.point_id, RevealReason.TEXTING_NOW).value == "07700 900123"
    assert not kept(session, ContactOverride)


def test_no_words_show_a_number_to_call_that_is_never_to_be_used(office: Office, session: Session) -> None:
    change(session, phone_of(office, session), safe=Answer.NO)
    phone = shown_phone(office, session)
    assert (phone.open_ways, phone.closed_ways) == ((), ())
    for reason in (RevealReason.CALLING_NOW, RevealReason.TEXTING_NOW, RevealReason.WRITING_NOW):
        with pytest.raises(EntryRefused):
            RevealPoint(session).reveal(phone.point_id, reason, WHY)
    assert not kept(session, ContactOverride)
    assert not kept(session, PointRevealed)
