"""Writing about somebody in their own pronouns."""

import pytest

from advocate_desk.domain.pronouns import THEY, Pronouns, fill, joined, pronouns, slots

_SHE = Pronouns(they="she", them="her", their="her")
_HE = Pronouns(they="he", them="him", their="his")


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ("she/her", _SHE),
        ("She / Her / Hers", _SHE),
        ("he/him", _HE),
        ("they/them", THEY),
        ("she/they", THEY),
        ("", THEY),
        ("xe/xem", THEY),
        ("ask", THEY),
    ],
)
def test_recorded_pronouns_are_used_and_they_where_none_or_several_are_known(recorded: str, expected: Pronouns) -> None:
    assert pronouns(recorded) == expected


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (_SHE, "Why she needs this. Her home is not safe for her."),
        (_HE, "Why he needs this. His home is not safe for him."),
        (THEY, "Why they need this. Their home is not safe for them."),
    ],
)
def test_one_sentence_serves_every_person(person: Pronouns, sentence: str) -> None:
    assert fill("Why {they} {need|needs} this. {Their} home is not safe for {them}.", person) == sentence


def test_what_somebody_typed_is_never_read_as_a_slot() -> None:
    assert fill("About {name}", THEY, name="{their} {0.__class__}") == "About {their} {0.__class__}"


def test_a_slot_without_a_value_is_a_fault_and_never_printed() -> None:
    with pytest.raises(KeyError):
        fill("About {nobody}", THEY)


def test_the_slots_of_a_sentence_can_be_listed() -> None:
    assert list(slots("{name}: {they} {do not|does not} agree")) == ["name", "they"]


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_several_things_are_listed_as_people_list_them(parts: list[str], said: str) -> None:
    assert joined(parts) == said
