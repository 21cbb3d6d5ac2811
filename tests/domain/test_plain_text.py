"""What a text field keeps."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.errors import TextRefused
from advocate_desk.domain.plain_text import LONGEST, accept, accept_name

_HOSTILE = Path(__file__).parents[3] / "shared" / "data" / "blns.json"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Siân Ŵyn Sample",
        "two\nlines\tand a tab",
        "\u202eright to left",
        "👩‍👧‍👦",
        "</para><b>&amp;",
        "=cmd|'/c calc'!A1",
        "e\u0301 and é",
        "x" * LONGEST,
    ],
)
def test_words_are_kept_exactly_as_they_were_typed(text: str) -> None:
    assert accept(text) == text


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [("\0", 1, "0000"), ("ab\x07c", 3, "0007"), ("a\r\nb", 2, "000D"), ("x\ud800", 2, "D800"), ("\udfff", 1, "DFFF")],
)
def test_what_cannot_be_kept_exactly_is_refused_with_its_place_and_code(text: str, place: int, code: str) -> None:
    with pytest.raises(TextRefused) as refused:
        accept(text)
    assert f"Character {place} of" in str(refused.value)
    assert code in str(refused.value)


def test_a_text_longer_than_a_field_is_refused_with_both_figures() -> None:
    with pytest.raises(TextRefused, match=r"20,001 characters and one field holds 20,000"):
        accept("x" * (LONGEST + 1))


def _refusal(text: str) -> str:
    try:
        kept = accept(text)
    except TextRefused as refused:
        return str(refused)
    assert kept == text
    return ""


@given(st.text(st.characters(exclude_categories=())))
def test_a_text_is_either_kept_exactly_or_refused_in_a_sentence_that_does_not_repeat_it(text: str) -> None:
    sentence = _refusal(text)
    assert sentence.isascii()
    assert bool(sentence) == any(character < " " and character not in "\n\t" for character in text) or any(
        0xD800 <= ord(character) <= 0xDFFF for character in text
    )


def test_every_hostile_string_is_kept_exactly_or_refused_in_words() -> None:
    if not _HOSTILE.exists():
        pytest.skip("the shared list of hostile strings is not beside this checkout")
    refused = [text for text in json.loads(_HOSTILE.read_text(encoding="utf-8")) if _refusal(text)]
    assert all(any(character < " " for character in text) for text in refused)


@pytest.mark.parametrize(("typed", "kept"), [("", ""), ("Ceri Made", "Ceri Made"), (" Ceri\tMade\n", "Ceri Made")])
def test_a_name_stands_on_one_line_however_it_was_pasted(typed: str, kept: str) -> None:
    assert accept_name(typed) == kept


@pytest.mark.parametrize("typed", [" ", "\t", "\n \n", "\u00a0"])
def test_a_name_that_is_only_spaces_is_refused_in_words(typed: str) -> None:
    with pytest.raises(TextRefused, match="only spaces"):
        accept_name(typed)
