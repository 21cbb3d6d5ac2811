"""Who must never interpret."""

import pytest

from advocate_desk.domain.interpreting import why_never_interpreter
from tests.support.young import child, other_person, person

PEOPLE = (
    person(legal_name="Cerys Angharad Sample", never_interpreter="Dana Example, her cousin's wife"),
    child(name_to_use="Siân"),
    other_person(known_as=("P. Pretend",)),
)


@pytest.mark.parametrize(
    "said",
    [
        "Pat Pretend",
        "pat pretend, by phone",
        "Pat",
        "Mr P Pretend",
        "Sian",
        "SIÂN, ten years old",
        "Cerys Angharad Sample",
        "Dana Example",
        "her sister",
        "A friend of the family",
        "Mam",
        "neighbour from number 6",
    ],
)
def test_family_friends_and_people_of_the_case_never_interpret(said: str) -> None:
    assert "never interpret" in why_never_interpreter(said, PEOPLE)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "  ",
        "Language agency, interpreter 4411",
        "M. Placeholder, Language agency",
        "Rhys Pretend, agency 12",
        "BSL, video",
    ],
)
def test_an_interpreter_from_an_agency_is_kept_as_typed(said: str) -> None:
    assert why_never_interpreter(said, PEOPLE) == ""


def test_whoever_was_ruled_out_is_refused_as_such_and_nobody_is_named() -> None:
    for said in ("Dana Example", "Pat Pretend"):
        assert not any(name in why_never_interpreter(said, PEOPLE) for name in ("Dana", "Pat", "Example"))
    assert "The record says" in why_never_interpreter("Dana Example", PEOPLE)
