"""The reference an agency quotes: read however it is typed, never guessed, and never taken for a case's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.identifiers import (
    CROCKFORD,
    new_case_reference,
    new_reply_reference,
    read_case_reference,
    read_reply_reference,
)


def test_it_is_read_back_however_it_is_typed() -> None:
    for _draw in range(50):
        reference = new_reply_reference()
        spoken = reference.lower().replace("1", "l").replace("0", "o")
        for typed in (reference, spoken, reference.replace("-", " "), reference.removeprefix("RE-"), f" {reference} "):
            assert read_reply_reference(typed) == reference


def test_neither_is_ever_taken_for_the_other() -> None:
    for _draw in range(200):
        reply, case = new_reply_reference(), new_case_reference()
        assert read_case_reference(reply.removeprefix("RE-")) is None
        assert read_reply_reference(case.removeprefix("AD-")) is None


@given(place=st.integers(0, 6), other=st.sampled_from(CROCKFORD))
def test_one_wrong_character_is_noticed(place: int, other: str) -> None:
    bare = new_reply_reference().removeprefix("RE-").replace("-", "")
    wrong = bare[:place] + other + bare[place + 1 :]
    assert (read_reply_reference(wrong) is None) is (wrong != bare)


@pytest.mark.parametrize("typed", ["", "RE", "RE-12", "RE-7KQ2-9MFF", "R3", "RE-7KQ2-9M!", "ref 12 of May"])
def test_anything_else_is_none(typed: str) -> None:
    assert read_reply_reference(typed) is None
