"""What is withheld from a recipient stays out of every letter to it, whatever was agreed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from advocate_desk.domain.agreements import Withheld
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import LawfulBasis, Share
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, NotFound, StoppedBySafetyRule
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Disclosure, Person, PersonRole
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.referral import ReviewState
from advocate_desk.services.check_letter import Check, Finding
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.ports import LetterRenderer
from advocate_desk.services.session import Session
from advocate_desk.services.withhold import WithheldForm, Withhold
from advocate_desk.services.write_letter import WriteLetter
from tests.services.desk import (
    ADVOCATE,
    SHARES,
    Office,
    change,
    consent_for,
    form,
    keep,
    other_case_with_phone,
    phone_of,
)

WHY = "His sister reads the post there."
Checks = Callable[..., Sequence[Check]]


@pytest.fixture
def checks(session: Session, office: Office, draws: LetterRenderer) -> Checks:
    """Return the checks of the letter the advocate would write, with a consent for everything in it."""

    def of_letter(**changes: object) -> Sequence[Check]:
        consent = consent_for(office, session, phone_of(office, session).id)
        typed = form(office, consent, **changes)
        return WriteLetter(session, draws, office.rules).compose(typed, None).checks

    return of_letter


def withhold(office: Office, session: Session, **fields: object) -> UUID:
    blank = WithheldForm(what="", why=WHY, agency_id=office.agency_id)
    return Withhold(session).keep(office.case_id, replace(blank, **fields))


def about_it(checks: Sequence[Check]) -> list[Check]:
    return [one for one in checks if one.why]


def other_agency(session: Session) -> UUID:
    agency = Agency(id=new_id(session.clock.now()), stream_id=SHARED_STREAM, name="Example Counselling")
    keep(session, agency)
    return agency.id


def test_without_anything_withheld_the_letter_may_leave(checks: Checks) -> None:
    assert not [one for one in checks() if one.finding is Finding.STOP]


def test_a_fact_withheld_from_the_recipient_stops_the_letter_with_its_reason_though_she_agreed(
    session: Session, office: Office, checks: Checks
) -> None:
    withhold(office, session, shares=(Share.RISK_SUMMARY,))
    (stop,) = about_it(checks())
    assert stop.finding is Finding.STOP
    assert stop.title == "The risk summary must be kept from this recipient"
    assert stop.why == WHY
    assert WHY not in stop.sentence


def test_a_lawful_basis_opens_nothing_either(session: Session, office: Office, checks: Checks) -> None:
    withhold(office, session, shares=(Share.RISK_SUMMARY,))
    found = checks(
        consent_id=None, points=(), lawful_basis=LawfulBasis.VITAL_INTERESTS, lawful_basis_reason="Threats to kill."
    )
    assert [one.why for one in about_it(found) if one.finding is Finding.STOP] == [WHY]


def test_what_is_withheld_from_everybody_is_withheld_from_any_recipient(
    session: Session, office: Office, checks: Checks
) -> None:
    withhold(office, session, shares=(Share.DATE_OF_BIRTH,), agency_id=None, from_whom="anybody he knows")
    assert [one.title for one in about_it(checks())] == [
        "The date of birth and the name on documents must be kept from everybody"
    ]


def test_what_is_withheld_from_another_agency_or_was_lifted_stops_nothing(
    session: Session, office: Office, checks: Checks
) -> None:
    withhold(office, session, shares=SHARES, agency_id=other_agency(session))
    entry = withhold(office, session, shares=SHARES)
    assert about_it(checks())
    with session.work() as unit:
        opened = unit.get(Withheld, entry)
    Withhold(session).lift(opened, "She has moved on from there.")
    assert not about_it(checks())


def test_what_is_withheld_from_somebody_is_withheld_from_where_they_work(
    session: Session, office: Office, checks: Checks
) -> None:
    with session.work() as unit:
        (other,) = unit.find(Person, case_id=office.case_id, role=PersonRole.OTHER_PERSON)
    withhold(office, session, shares=(Share.RISK_SUMMARY,), agency_id=None, person_id=other.id)
    assert not about_it(checks())
    change(session, other, works_at_agency_id=office.agency_id)
    assert about_it(checks())


def test_a_withheld_number_stops_where_it_is_ticked_and_where_it_stands(
    session: Session, office: Office, checks: Checks
) -> None:
    withhold(office, session, points=(phone_of(office, session).id,))
    stops = [one for one in checks() if one.finding is Finding.STOP]
    assert any(one.title == "A contact detail must be kept from this recipient" for one in stops)
    assert any("that must be kept from this recipient is in" in one.title for one in stops)


def test_even_a_free_number_typed_by_hand_stops_where_it_is_withheld(
    session: Session, office: Office, checks: Checks
) -> None:
    phone = phone_of(office, session)
    change(session, phone, disclosure=Disclosure.FREE)
    typed = "Ring her on 07700 900123."
    assert not [one for one in checks(points=(), why=typed) if one.finding is Finding.STOP]
    withhold(office, session, points=(phone.id,))
    stops = [one for one in checks(points=(), why=typed) if one.finding is Finding.STOP]
    assert any("must be kept from this recipient is in" in one.title for one in stops)
    assert not any("900123" in one.sentence for one in stops)


def test_how_to_make_contact_withheld_takes_every_number_with_it(
    session: Session, office: Office, checks: Checks
) -> None:
    withhold(office, session, shares=(Share.SAFE_CONTACT,))
    titles = [one.title for one in checks() if one.finding is Finding.STOP]
    assert "How to make contact safely and a contact detail must be kept from this recipient" in titles


def test_a_name_typed_by_hand_stops_where_its_facts_are_withheld(
    session: Session, office: Office, checks: Checks
) -> None:
    withhold(office, session, shares=(Share.OTHER_PERSON,))
    assert not about_it(checks())
    (stop,) = about_it(checks(why="She left Pat Pretend on Friday."))
    assert stop.finding is Finding.STOP
    assert "Pat" not in stop.sentence


def test_what_only_words_say_is_put_before_whoever_reads_the_letter(
    session: Session, office: Office, checks: Checks
) -> None:
    withhold(office, session, what="That she is pregnant")
    (look,) = about_it(checks())
    assert look.finding is Finding.LOOK
    assert look.why == f"That she is pregnant. {WHY}"


def test_a_referral_that_carries_what_is_withheld_goes_to_no_review_and_says_so_without_the_reason(
    session: Session, office: Office
) -> None:
    withhold(office, session, shares=(Share.RISK_SUMMARY,))
    referrals = MakeReferral(session, office.rules)
    consent = consent_for(office, session, phone_of(office, session).id)
    saved = referrals.save(form(office, consent), None)
    with pytest.raises(StoppedBySafetyRule, match="must be kept from this recipient") as stopped:
        referrals.send_for_review(saved.id)
    assert WHY not in str(stopped.value)


def test_an_approval_lapses_when_something_in_the_letter_is_withheld_since(approved_office: Office) -> None:
    office = approved_office
    with office.as_user(ADVOCATE) as session:
        referrals = MakeReferral(session, office.rules)
        assert referrals.view(office.referral_id).review is ReviewState.APPROVED
        withhold(office, session, shares=(Share.RISK_SUMMARY,))
        assert referrals.view(office.referral_id).review is ReviewState.APPROVAL_LAPSED


def test_entries_are_listed_with_what_from_whom_and_how_they_hold(session: Session, office: Office) -> None:
    phone = phone_of(office, session)
    withhold(office, session, what="Her new work", shares=(Share.CHILDREN,), points=(phone.id,))
    withhold(office, session, agency_id=None, what="All of it", review_on=date(2026, 11, 24))
    service = Withhold(session)
    office.clock.later(days=1)
    lines = {line.what[0]: line for line in service.view(office.case_id)}
    assert lines["Her new work"].what == ("Her new work", "The children", "Phone")
    assert lines["Her new work"].whom == "Exampleshire Council"
    assert (lines["Her new work"].standing, lines["Her new work"].due) == ("Holds until it is lifted.", False)
    assert lines["All of it"].whom == "Everybody"
    assert (lines["All of it"].standing, lines["All of it"].due) == ("Holds. Look again: due today.", True)
    assert lines["All of it"].recorded_by == ADVOCATE
    assert "900123" not in repr(list(lines.values()))


def test_lifting_needs_a_reason_and_the_entry_stays_listed(session: Session, office: Office) -> None:
    service = Withhold(session)
    withhold(office, session, what="All of it")
    (line,) = service.view(office.case_id)
    with pytest.raises(EntryRefused, match="why"):
        service.lift(line.withheld, " ")
    service.lift(line.withheld, "She asked for it.")
    (lifted,) = service.view(office.case_id)
    assert (lifted.holds, lifted.standing) == (False, "Lifted 23 November 2026: She asked for it.")
    for again in (
        lambda: service.lift(lifted.withheld, "Again."),
        lambda: service.change(lifted.withheld, WithheldForm(what="Other", why=WHY)),
    ):
        with pytest.raises(EntryRefused, match="lifted already"):
            again()


def test_only_what_the_form_changed_is_written_and_nobody_overwrites_a_colleague(
    session: Session, office: Office
) -> None:
    service = Withhold(session)
    withhold(office, session, what="All of it")
    opened = service.view(office.case_id)[0].withheld
    service.change(opened, WithheldForm(what="All of it", why="Another reason.", agency_id=office.agency_id))
    with session.work() as unit:
        newest, *_ = unit.story(unit.get(Withheld, opened.id))
    assert dict(newest.fields) == {"why": "Another reason."}
    with pytest.raises(ChangedMeanwhile):
        service.change(opened, WithheldForm(what="All of it", why="A third.", agency_id=office.agency_id))


@pytest.mark.parametrize(
    "fields",
    [
        {"what": " "},
        {"what": "All of it", "why": ""},
        {"what": "All of it", "review_on": date(2026, 11, 23)},
    ],
    ids=["nothing named", "no reason", "a day that has come"],
)
def test_what_cannot_be_kept_is_refused_whole(session: Session, office: Office, fields: dict[str, object]) -> None:
    with pytest.raises(EntryRefused):
        withhold(office, session, **fields)
    assert Withhold(session).view(office.case_id) == ()


def test_nothing_of_another_case_can_be_named(session: Session, office: Office) -> None:
    stranger = other_case_with_phone(session, "07700 900456", "447700900456")
    with session.work() as unit:
        (point,) = unit.find(ContactPoint, case_id=stranger)
    for fields in ({"points": (point.id,)}, {"what": "x", "person_id": point.person_id}):
        with pytest.raises(EntryRefused, match="another case"):
            withhold(office, session, **fields)
    with pytest.raises(NotFound):
        withhold(office, session, what="x", agency_id=point.id)


def test_share_boxes_can_ask_what_is_closed_for_an_agency(session: Session, office: Office) -> None:
    phone = phone_of(office, session)
    withhold(office, session, shares=(Share.CHILDREN,), points=(phone.id,))
    kept = Withhold(session).kept_from(office.case_id, office.agency_id)
    assert (kept.shares, kept.points) == ({Share.CHILDREN}, {phone.id})
    assert not Withhold(session).kept_from(office.case_id, other_agency(session)).because


def test_a_number_that_was_removed_stays_withheld(session: Session, office: Office) -> None:
    service, phone = Withhold(session), phone_of(office, session)
    withhold(office, session, points=(phone.id,))
    opened = service.view(office.case_id)[0].withheld
    change(session, phone, deleted_at=session.clock.now(), safe=Answer.NO)
    service.change(opened, WithheldForm(what="", why="Still.", agency_id=office.agency_id, points=opened.points))
    (line,) = service.view(office.case_id)
    assert (line.what, line.withheld.why) == (("A contact detail",), "Still.")


def test_the_form_offers_no_number_and_nothing_of_the_other_persons(session: Session, office: Office) -> None:
    offered = Withhold(session).choices(office.case_id)
    assert sorted(offered.points.values()) == ["Ceri Sample: address", "Ceri Sample: phone"]
    assert list(offered.people.values()) == ["Pat Pretend"]
    assert "900" not in repr(offered)
