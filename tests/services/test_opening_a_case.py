from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_moves import CaseMove
from advocate_desk.domain.cases import Case, CaseLink, CaseStatus, ReferralSource
from advocate_desk.domain.contacts import Note
from advocate_desk.domain.errors import EntryRefused, NotAllowed, TextRefused
from advocate_desk.domain.people import ContactPoint, Disclosure, Person, PersonRole, PointKind, shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from advocate_desk.services.case_file import CaseFile, read_case_file
from advocate_desk.services.find_look_alikes import LookAlikes
from advocate_desk.services.open_case import Judged, NewCase, NewPoint
from advocate_desk.services.plan_contact import PlanForm
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from tests.services.desk import ADVOCATE, LETTERS, SUPERVISOR, Office, other_case_with_phone
from tests.support.openings import opener

HER_PHONE = NewPoint(kind=PointKind.PHONE, value="07700 900123")
HIS_PHONE = NewPoint(kind=PointKind.PHONE, value="07700 900666")


def can_be_kept(text: str) -> bool:
    try:
        return bool(accept(text)) or not text
    except TextRefused:
        return False


def kept(session: Session, new: NewCase) -> CaseFile:
    opened = opener(session).open(new)
    with session.work() as unit:
        return read_case_file(unit, opened.case_id)


def test_everything_on_the_four_pages_is_kept(session: Session) -> None:
    file = kept(
        session,
        NewCase(
            name_to_use="Robin  Invented ",
            pronouns="they/them",
            date_of_birth=date(1988, 3, 27),
            plan=PlanForm(text=Answer.YES, post=Answer.NO, first_method=Method.TEXT, times="mornings"),
            gone_through=True,
            points=(
                NewPoint(kind=PointKind.PHONE, value="07700 900321", safe=Answer.YES),
                NewPoint(kind=PointKind.ADDRESS, value="1 Made Up Row\nZZ99 1AA", disclosure=Disclosure.FREE),
            ),
            referred_by="Police",
            source=ReferralSource.POLICE,
            knows_of_referral=Answer.YES,
            agreed_to_referral=Answer.NOT_KNOWN,
            referred_on=date(2026, 11, 20),
            what_she_wants="To sleep.",
            kinds_of_abuse=("Stalking",),
            judged=Judged(level=RiskLevel.MEDIUM, reason="He has the keys."),
        ),
    )
    assert (file.client.name_to_use, file.client.pronouns) == ("Robin Invented", "they/them")
    assert file.client.date_of_birth == date(1988, 3, 27)
    assert file.plan is not None
    assert (file.plan.text, file.plan.post, file.plan.call) == (Answer.YES, Answer.NO, Answer.NOT_ASKED)
    assert (file.plan.checked_on, file.plan.check_again_by) == (date(2026, 11, 23), date(2026, 12, 21))
    assert {point.digits for point in file.points} == {"447700900321", ""}
    assert (file.case.referred_by, file.case.what_she_wants) == ("Police", "To sleep.")
    assert file.case.source is ReferralSource.POLICE
    assert (file.case.knows_of_referral, file.case.agreed_to_referral) == (Answer.YES, Answer.NOT_KNOWN)
    assert file.case.kinds_of_abuse == ("Stalking",)
    assert file.lead_name == ADVOCATE
    assert file.assessment is not None
    assert (file.assessment.level, file.assessment.judgement_reason) == (RiskLevel.MEDIUM, "He has the keys.")


@pytest.mark.parametrize(("typed", "shown"), [("", "Name not known"), ("O", "O")])
def test_no_name_at_all_and_a_name_of_one_letter_are_fine(session: Session, typed: str, shown: str) -> None:
    assert shown_name(kept(session, NewCase(name_to_use=typed)).client) == shown


def test_nobody_asked_yet_leaves_every_way_unsafe_and_the_banner_says_so(session: Session, office: Office) -> None:
    opened = opener(session).open(NewCase(name_to_use="Robin Invented", points=(HER_PHONE,)))
    summary = ShowCase(session, office.rules).summary(opened.case_id)
    assert summary.plan is None
    assert not summary.banner.recorded
    assert summary.banner.headline == "Ask how it is safe to contact them before you call."
    assert not summary.banner.may_show_number


def test_what_somebody_else_told_us_is_written_down_and_never_counts_as_checked(session: Session) -> None:
    plan = kept(session, NewCase(plan=PlanForm(call=Answer.YES))).plan
    assert plan is not None
    assert (plan.call, plan.checked_on) == (Answer.YES, None)


def test_a_new_case_needs_the_role_for_it(office: Office) -> None:
    with office.as_user(LETTERS) as session, pytest.raises(NotAllowed):
        opener(session).open(NewCase())


@pytest.mark.parametrize(
    "new",
    [
        NewCase(date_of_birth=date(2027, 1, 1)),
        NewCase(referred_on=date(2026, 11, 24)),
        NewCase(judged=Judged(level=RiskLevel.HIGH, reason=" ")),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(session: Session, new: NewCase) -> None:
    with session.work() as unit:
        before = unit.find(Case)
    with pytest.raises(EntryRefused):
        opener(session).open(new)
    with session.work() as unit:
        assert unit.find(Case) == before
        assert len(unit.find(Person)) == 2


def test_the_same_number_and_name_are_a_possible_duplicate_that_is_linked_and_never_merged(
    session: Session, office: Office
) -> None:
    new = NewCase(name_to_use="Cery Sample", points=(HER_PHONE,))
    (known,) = opener(session).look_alikes(new).known
    assert known.case_id == office.case_id
    assert known.why == "name, phone"
    opened = opener(session).open(new)
    assert opened.possible_duplicates == (known,)
    with session.work() as unit:
        (link,) = unit.find(CaseLink)
        assert (link.from_case_id, link.to_case_id) == (opened.case_id, office.case_id)
        assert len(unit.find(ContactPoint, digits="447700900123")) == 2


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (NewCase(name_to_use="Ceri Sample", date_of_birth=date(1991, 3, 14)), "name, date of birth"),
        (NewCase(date_of_birth=date(1991, 3, 14), points=(HER_PHONE,)), "phone, date of birth"),
        (
            NewCase(name_to_use="Ceri Sample", points=(NewPoint(kind=PointKind.ADDRESS, value="ZZ99 7QQ"),)),
            "name, postcode",
        ),
    ],
)
def test_she_is_known_again_by_birth_phone_and_postcode(session: Session, new: NewCase, why: str) -> None:
    assert [one.why for one in opener(session).look_alikes(new).known] == [why]


def test_a_stranger_is_no_duplicate_of_anybody(session: Session) -> None:
    stranger = NewCase(name_to_use="Ceri Sample", points=(NewPoint(kind=PointKind.PHONE, value="07700 900999"),))
    assert opener(session).look_alikes(stranger) == LookAlikes()


def test_the_number_of_somebodys_other_person_warns_and_shows_nothing_of_that_case(session: Session) -> None:
    found = opener(session).look_alikes(NewCase(name_to_use="Pat Pretend", points=(HIS_PHONE,)))
    assert found.ask_supervisor
    assert found.known == ()
    opened = opener(session).open(NewCase(name_to_use="Pat Pretend", points=(HIS_PHONE,)))
    assert opened.possible_duplicates == ()


@pytest.mark.parametrize(
    ("name", "born", "warns"),
    [
        ("Rodry Pretend", None, True),
        ("Pretend, Rhodri", None, True),
        ("Rhodri", None, False),
        ("Rhodri Pretend", date(1991, 5, 5), False),
        ("Robin Invented", None, False),
    ],
)
def test_the_name_of_somebodys_other_person_warns_however_it_is_spelt(
    session: Session, office: Office, name: str, born: date | None, warns: bool
) -> None:
    with session.work() as unit:
        (his,) = unit.find(Person, case_id=office.case_id, role=PersonRole.OTHER_PERSON)
        unit.change(his, name_to_use="Rhodri Pretend", date_of_birth=date(1970, 1, 31))
        unit.commit("named")
    found = opener(session).look_alikes(NewCase(name_to_use=name, date_of_birth=born))
    assert (found.ask_supervisor, found.known) == (warns, ())


def test_a_colleagues_case_warns_an_advocate_and_is_shown_to_a_supervisor(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        opened = opener(session).open(NewCase(name_to_use="Dana Example", points=(HIS_PHONE,)))
    new = NewCase(name_to_use="Dana Example", points=(HIS_PHONE,))
    with office.as_user(ADVOCATE) as session:
        for_advocate = opener(session).look_alikes(new)
    assert for_advocate.ask_supervisor
    assert for_advocate.known == ()
    with office.as_user(SUPERVISOR) as session:
        for_supervisor = opener(session).look_alikes(new)
    assert {one.case_id for one in for_supervisor.known} == {opened.case_id, office.case_id}


def test_a_case_nobody_holds_yet_may_be_shown(session: Session) -> None:
    waiting = other_case_with_phone(session, "07700 900777", "447700900777")
    new = NewCase(name_to_use="Dana Example", points=(NewPoint(kind=PointKind.PHONE, value="+44 7700 900777"),))
    found = opener(session).look_alikes(new)
    assert [one.case_id for one in found.known] == [waiting]
    assert not found.ask_supervisor


def test_a_plan_is_added_only_where_somebody_spoke_about_it(session: Session) -> None:
    opener(session).open(NewCase())
    with session.work() as unit:
        assert len(unit.find(SafeContactPlan)) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_is_kept_exactly_in_every_field_or_refused_in_words(session: Session, text: str) -> None:
    plan = PlanForm(times=text, never=text, if_someone_else_answers=text, who_may_answer=text)
    new = NewCase(name_to_use=text, pronouns=text, plan=plan, referred_by=text, why_referred=text, what_she_wants=text)
    if not can_be_kept(text) or text.isspace():
        with pytest.raises(TextRefused, match=r"cannot be kept|only spaces"):
            kept(session, new)
        return
    file = kept(session, new)
    assert file.plan is not None
    assert file.client.name_to_use == " ".join(text.split())
    assert {file.client.pronouns, file.case.referred_by, file.case.what_she_wants} == {text}
    assert {file.plan.times, file.plan.never, file.plan.who_may_answer, file.plan.if_someone_else_answers} == {text}
    with session.work() as unit:
        assert [note.text for note in unit.find(Note, case_id=file.case.id)] == ([text] if text.strip() else [])


def test_a_new_case_is_a_referral_received_and_not_yet_open(session: Session) -> None:
    case = kept(session, NewCase(name_to_use="Robin Invented")).case
    assert (case.status, case.opened_on, case.received_at) == (CaseStatus.RECEIVED, None, session.clock.now())
    with session.work() as unit:
        (move,) = unit.find(CaseMove, case_id=case.id)
    assert (move.to_status, move.happened_at) == (CaseStatus.RECEIVED, case.received_at)


@pytest.mark.parametrize(
    ("referred_on", "received_at"),
    [
        (date(2026, 11, 23), datetime(2026, 11, 23, 0, 0, tzinfo=UTC)),
        (date(2026, 11, 20), datetime(2026, 11, 20, 0, 0, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 23, 23, 0, tzinfo=UTC)),  # summer time: the day begins at 11pm UTC
    ],
)
def test_the_time_to_the_first_attempt_counts_from_the_beginning_of_the_referrals_day(
    session: Session, referred_on: date, received_at: datetime
) -> None:
    assert kept(session, NewCase(name_to_use="O", referred_on=referred_on)).case.received_at == received_at
