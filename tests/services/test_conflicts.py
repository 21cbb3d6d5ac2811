"""Both sides of one story, one family, one home, a colleague, an agency: asked about, and told to nobody else."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from advocate_desk.app.bootstrap import phone_numbers, resemblance
from advocate_desk.domain.cases import CaseLink, LinkKind
from advocate_desk.domain.people import Person, PersonRole, PointKind
from advocate_desk.domain.users import User
from advocate_desk.services.find_look_alikes import Compare
from advocate_desk.services.keep_people import KeepPeople, PersonForm, PointForm
from advocate_desk.services.likeness_questions import LikenessQuestions
from advocate_desk.services.open_case import NewCase, NewPoint
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, change
from tests.support.openings import opener

CHILD, OTHER, SUPPORTER = PersonRole.CHILD, PersonRole.OTHER_PERSON, PersonRole.SUPPORTER
HOME = NewPoint(kind=PointKind.ADDRESS, value="12 Invented Row\nNORTHBRIDGE\nZZ99 5AB")
HIS_PHONE = NewPoint(kind=PointKind.PHONE, value="07700 900666")
NADIA = NewCase(name_to_use="Nadia Rehman-Invented", date_of_birth=date(1990, 5, 6))


def people(session: Session) -> KeepPeople:
    return KeepPeople(session, phone_numbers(), resemblance())


def opens(session: Session, new: NewCase) -> UUID:
    return opener(session).open(new).case_id


def asked(session: Session) -> list[str]:
    """Return what a supervisor is asked about, in the words that are kept."""
    with session.work() as unit:
        return [link.why for link in unit.find(CaseLink, kind=LinkKind.POSSIBLE_CONFLICT)]


def questions(session: Session) -> LikenessQuestions:
    return LikenessQuestions(session, Compare(resemblance=resemblance(), phones=phone_numbers()))


def adds(role: PersonRole, **typed: object) -> Callable[[Session, Office], object]:
    form = PersonForm(**typed)  # type: ignore[arg-type]  # any field may be given
    return lambda session, office: people(session).add_person(office.case_id, role, form)


NADIA_HERSELF = {"name_to_use": "Nadia Rehman-Invented", "date_of_birth": date(1990, 5, 6)}
BOTH, FAMILY = "Both sides of one story may be with us", "Somebody of one case may be in the other too"


@pytest.mark.parametrize(
    ("writes", "why"),
    [
        (adds(OTHER, name_to_use="Nadia Rehman-Invented"), f"{BOTH}: name."),
        (adds(OTHER, name_to_use="Nadya Rahman-Invented"), f"{BOTH}: name."),
        (adds(OTHER, name_to_use="Надя Рехман-Инвентед"), f"{BOTH}: name."),
        (adds(OTHER, known_as=("Rehman-Invented, Nadia",)), f"{BOTH}: name."),
        (adds(OTHER, **NADIA_HERSELF), f"{BOTH}: name, date of birth."),
        (adds(CHILD, **NADIA_HERSELF), f"{FAMILY}: name, date of birth."),
        (adds(SUPPORTER, **NADIA_HERSELF), f"{FAMILY}: name, date of birth."),
    ],
    ids=["name", "sound", "transliteration", "alias", "birth", "a child", "a supporter"],
)
def test_somebody_written_down_is_known_again_in_another_case(
    session: Session, office: Office, writes: Callable[[Session, Office], object], why: str
) -> None:
    opens(session, NADIA)
    assert asked(session) == []
    writes(session, office)
    assert asked(session) == [why]


@pytest.mark.parametrize(
    "writes",
    [
        adds(OTHER, name_to_use="Nadia"),
        adds(OTHER, name_to_use="Nadia Rehman-Invented", date_of_birth=date(1958, 1, 30)),
        adds(OTHER, name_to_use="Robin Nobody"),
        adds(SUPPORTER, name_to_use="Nadia Rehman-Invented"),
    ],
    ids=["one name", "another birth", "another name", "a supporter by name alone"],
)
def test_what_is_not_enough_asks_nobody(
    session: Session, office: Office, writes: Callable[[Session, Office], object]
) -> None:
    opens(session, NADIA)
    writes(session, office)
    assert asked(session) == []


def test_a_supporter_who_is_somebodys_other_person_and_a_child_of_two_cases_are_asked_about(
    session: Session, office: Office
) -> None:
    again = opens(session, NADIA)
    keep = people(session)
    keep.add_person(again, SUPPORTER, PersonForm(name_to_use="Pat Pretend"))
    assert asked(session) == [f"{BOTH}: name."]
    child = PersonForm(name_to_use="Mini Sample", date_of_birth=date(2019, 2, 3))
    keep.add_person(office.case_id, CHILD, child)
    keep.add_person(again, CHILD, child)
    assert asked(session) == [f"{BOTH}: name."], "the two cases are asked about already"


def test_one_other_person_of_two_cases_is_asked_about(session: Session, office: Office) -> None:
    again = opens(session, NADIA)
    people(session).add_person(again, OTHER, PersonForm(name_to_use="Pat Pretend"))
    assert asked(session) == ["The other person may be the same: name."]


def test_one_address_twice_is_asked_about_and_the_house_next_door_is_not(session: Session) -> None:
    opens(session, NewCase(name_to_use="Robin Invented", points=(HOME,)))
    next_door = NewPoint(kind=PointKind.ADDRESS, value=HOME.value.replace("12", "14"))
    opens(session, NewCase(name_to_use="Dana Example", points=(next_door,)))
    assert asked(session) == []
    opens(session, NewCase(name_to_use="Mair Example", points=(HOME,)))
    assert asked(session) == ["The same address or number: address."]


def test_the_house_of_many_binds_nobody_to_anybody(session: Session) -> None:
    names = ("Robin Invented", "Dana Example", "Mair Sample", "Bo Pretend", "Kit Madeup", "Jude Fiction")
    for name in names:
        opens(session, NewCase(name_to_use=name, points=(HOME,)))
    before = len(asked(session))
    opens(session, NewCase(name_to_use="Alys Nobody", points=(HOME,)))
    assert len(asked(session)) == before


@pytest.mark.parametrize(
    ("close_to", "new"),
    [
        ((), NewCase(name_to_use="Sam Supervizor")),
        (("Nadia Rehman-Invented, my sister",), NADIA),
        (("My neighbour, 12 Invented Row NORTHBRIDGE ZZ99 5AB",), NewCase(name_to_use="Robin", points=(HOME,))),
        (("My cousin, 07700 900666",), NewCase(name_to_use="Robin", points=(HIS_PHONE,))),
    ],
    ids=["a colleague", "a relative by name", "a neighbour by address", "a relative by phone"],
)
def test_a_colleague_and_whoever_is_close_to_one_are_asked_about_and_the_worker_is_told_to_ask(
    office: Office, close_to: tuple[str, ...], new: NewCase
) -> None:
    with office.as_user(SUPERVISOR) as session:
        change(session, session.user, close_to=close_to)
    with office.as_user(ADVOCATE) as session:
        found = opener(session).look_alikes(new)
        assert (found.ask_supervisor, found.known) == (True, ())
        opens(session, new)
    with office.as_user(SUPERVISOR) as session:
        with session.work() as unit:
            (mine,) = unit.find(User, display_name=SUPERVISOR)
            links = unit.find(CaseLink, kind=LinkKind.POSSIBLE_CONFLICT)
        assert mine.id in {link.user_id for link in links}
        assert any(SUPERVISOR in question.other.name for question in questions(session).waiting())


@pytest.mark.parametrize("by_choice", [True, False])
def test_an_other_person_who_works_at_an_agency_of_the_directory_is_asked_about(
    session: Session, office: Office, by_choice: bool
) -> None:
    where = {"works_at_agency_id": office.agency_id} if by_choice else {"works_at": "the Exampleshire council offices"}
    with session.work() as unit:
        (his,) = unit.find(Person, case_id=office.case_id, role=OTHER)
    people(session).change_person(his, PersonForm(name_to_use="Pat Pretend", **where))
    assert asked(session) == ["The other person may work at an agency of the directory: place of work."]


def test_a_question_is_asked_once_and_stays_answered(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        client = opens(session, NADIA)
        keep = people(session)
        his = keep.add_person(office.case_id, OTHER, PersonForm(name_to_use="Nadia Rehman-Invented"))
        keep.add_point(his, PointForm(kind=PointKind.EMAIL, value="nadia@rehman.example"))
        assert len(asked(session)) == 1
        told = questions(session).of_case(office.case_id)
        assert (told.questions, told.ask_supervisor) == ((), True)
        assert questions(session).waiting() == ()
    with office.as_user(SUPERVISOR) as session:
        (question,) = questions(session).waiting()
        assert {question.one.case_id, question.other.case_id} == {client, office.case_id}
        assert {question.one.role, question.other.role} == {PersonRole.CLIENT, OTHER}


def test_a_worker_sees_no_question_about_a_colleagues_case(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        opens(session, NADIA)
    with office.as_user(ADVOCATE) as session:
        mine = opens(session, NADIA)
        told = questions(session).of_case(mine)
        assert (told.questions, told.ask_supervisor) == ((), True)
        assert questions(session).waiting() == ()
    with office.as_user(SUPERVISOR) as session:
        assert len(questions(session).waiting()) == 1
