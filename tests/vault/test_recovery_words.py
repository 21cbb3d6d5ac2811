"""The 2048 words, and keys written with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.errors import RecoveryWordsMistyped
from advocate_desk.vault.recovery_words import LIST_LENGTH, from_words, to_words, word_list

_DISTRESSING = """
    abuse alone attack bruise burn child choke court dead death debt drug drunk fear fight fire hate hurt husband
    kick kill knife marry pain police pregnant prison punch rape scar scared scream slap stalk strike threat trap
    victim violence weapon wife wound
"""


def test_the_list_is_2048_plain_words_told_apart_by_four_letters() -> None:
    words = word_list()
    assert len(words) == len(set(words)) == LIST_LENGTH
    assert len({word[:4] for word in words}) == LIST_LENGTH
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 8 for word in words)
    assert list(words) == sorted(words)
    assert not set(words) & set(_DISTRESSING.split())


@given(st.binary(min_size=32, max_size=32))
def test_every_key_comes_back_from_its_words(key: bytes) -> None:
    words = to_words(key)
    assert len(words) == 24
    assert from_words(words) == key
    assert from_words([" ".join(word[:4].upper() for word in words)]) == key


@given(st.binary(min_size=32, max_size=32), st.integers(0, 23), st.integers(0, LIST_LENGTH - 1))
def test_a_changed_word_gives_no_other_way_in(key: bytes, at: int, other: int) -> None:
    words = list(to_words(key))
    words[at] = word_list()[other]
    try:
        assert (from_words(words) == key) == (words == list(to_words(key)))
    except RecoveryWordsMistyped:
        assert words != list(to_words(key))


def test_nearly_every_mistake_in_one_word_is_noticed() -> None:
    words = list(to_words(bytes(range(32))))
    missed = 0
    for other in word_list():
        try:
            from_words([*words[:7], other, *words[8:]])
        except RecoveryWordsMistyped:
            continue
        missed += 1
    assert missed < 30  # the right word, and one other in 256


@pytest.mark.parametrize("typed", [[], [""], ["a"] * 24, ["whale"] * 23, ["whale"] * 25, ["\ud800"] * 24])
def test_what_cannot_be_recovery_words_is_refused(typed: list[str]) -> None:
    with pytest.raises(RecoveryWordsMistyped):
        from_words(typed)
