"""Who may be on record already, on the command line: what this user may decide, and nothing of anybody else's case."""

from advocate_desk.domain.cases import Case
from advocate_desk.domain.people import PointKind
from advocate_desk.services.keep_people import LOOK_ALIKE
from advocate_desk.services.open_case import NewCase, NewPoint
from tests.cli.house import Terminal
from tests.services.desk import ADVOCATE, SUPERVISOR, Office
from tests.support.openings import opener

HER_PHONE = NewPoint(kind=PointKind.PHONE, value="07700 900123")
AGAIN = NewCase(name_to_use="Cery Sample", points=(HER_PHONE,))


def opens(office: Office, who: str, new: NewCase) -> str:
    with office.as_user(who) as session:
        return opener(session).open(new).reference


def own_case(office: Office) -> str:
    with office.as_user(ADVOCATE) as session, session.work() as unit:
        return unit.get(Case, office.case_id).reference


def test_a_case_of_ones_own_is_named(terminal: Terminal, office: Office) -> None:
    again = opens(office, ADVOCATE, AGAIN)
    told = terminal.signed_in("case", "show", again, user=ADVOCATE).document["who_is_this"]
    (undecided,) = told["undecided"]
    assert (undecided["kind"], undecided["why"]) == ("possible_duplicate", "Same or like: name, phone")
    assert (undecided["case"], told["ask_supervisor"]) == (own_case(office), False)


def test_a_colleagues_case_and_a_conflict_are_one_sentence(terminal: Terminal, office: Office) -> None:
    mine = own_case(office)
    hidden = [opens(office, SUPERVISOR, new) for new in (AGAIN, NewCase(name_to_use="Pat Pretend"))]
    told = terminal.signed_in("case", "show", mine, user=ADVOCATE)
    assert told.document["who_is_this"] == {"ask_supervisor": True, "undecided": []}
    assert not [reference for reference in hidden if reference in told.out]
    for_supervisor = terminal.signed_in("case", "show", mine, user=SUPERVISOR).document["who_is_this"]
    assert sorted(one["kind"] for one in for_supervisor["undecided"]) == ["possible_conflict", "possible_duplicate"]
    assert {one["case"] for one in for_supervisor["undecided"]} == set(hidden)


def test_in_words_it_is_the_same(terminal: Terminal, office: Office) -> None:
    opens(office, SUPERVISOR, AGAIN)
    options = ("--vault", terminal.vault, "--user", ADVOCATE, "--passphrase-file", terminal.passphrase_file)
    assert LOOK_ALIKE in terminal.type("case", "show", own_case(office), *options).out
