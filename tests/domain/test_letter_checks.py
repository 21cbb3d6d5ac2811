"""What a letter's own words call for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.letter import Block, BlockKind, LetterContent
from advocate_desk.domain.letter_checks import Remark, check_words
from advocate_desk.domain.letter_composing import compose
from tests.support.letters import facts, housing

_CLEAN = compose(housing(), facts())


def _remarks(text: str, place: str = "Why she needs this") -> tuple[Remark, ...]:
    block = Block(kind=BlockKind.PARAGRAPH, place=place, text=text)
    return check_words(replace(_CLEAN, blocks=(block,)))


@pytest.mark.parametrize(
    "content",
    [_CLEAN, compose(housing(), facts(consent=None, lawful_basis=LawfulBasis.PUBLIC_TASK, shares=(), ticked=()))],
)
def test_the_shipped_letter_keeps_to_its_own_rules(content: LetterContent) -> None:
    assert check_words(content) == ()


@pytest.mark.parametrize("text", ["[name of the officer]", "She lives at […].", "[]"])
def test_a_gap_in_square_brackets_stops_the_letter(text: str) -> None:
    (remark,) = _remarks(text)
    assert remark.stops
    assert remark.place == "Why she needs this"
    assert "square brackets" in remark.title


def test_a_letter_without_consent_or_basis_is_stopped_by_the_gap_it_leaves() -> None:
    remarks = check_words(compose(housing(), facts(consent=None)))
    assert [(remark.stops, remark.place) for remark in remarks] == [(True, "Consent and sharing")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She alleges it.", "alleges"),
        ("The ALLEGED incident.", "alleged"),
        ("She claims that it hurt.", "claims that"),
        ("She admitted it.", "admitted"),
        ("She failed to engage.", "failed to engage"),
        ("She is non-compliant.", "non-compliant"),
    ],
)
def test_words_that_doubt_her_are_pointed_out_with_what_to_write_instead(text: str, word: str) -> None:
    (remark,) = _remarks(text)
    assert not remark.stops
    assert remark.title == f"“{word}” reads as doubt"
    assert remark.detail


@pytest.mark.parametrize("text", ["Her Universal Credit claim is open.", "She told us about it.", "An allergy."])
def test_everyday_words_are_let_be(text: str) -> None:
    assert _remarks(text) == ()


@pytest.mark.parametrize(("words", "long"), [(25, False), (26, True)])
def test_a_sentence_longer_than_25_words_is_pointed_out(words: int, long: bool) -> None:
    assert bool(_remarks("word " * (words - 1) + "end.")) is long
    assert not _remarks("word " * 20 + "end. " + "word " * 20 + "end.")


def test_tables_are_read_too_and_stops_come_first() -> None:
    rows = (("Assessment", "alleged"), ("Score", "[score]"))
    block = Block(kind=BlockKind.FACTS, place="Risk", title="Risk", facts=rows)
    assert [remark.stops for remark in check_words(replace(_CLEAN, blocks=(block,)))] == [True, False]


@given(st.text(max_size=300))
def test_any_text_can_be_checked_and_no_remark_repeats_more_than_the_word_it_means(text: str) -> None:
    for remark in _remarks(text):
        assert len(remark.title) < 80
