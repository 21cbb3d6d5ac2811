"""The millimetres: what an envelope's window shows, and what stands where on the sheet."""

from dataclasses import replace
from itertools import product

import pytest

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import LetterContent
from advocate_desk.letters.press import Press
from tests.support.drawn_letters import (
    ANYTHING,
    ASK,
    LETTER,
    LETTERHEAD,
    RECIPIENT,
    Ink,
    characters,
    ink_in,
    letter_of,
    long_letter,
    page_texts,
    paragraph,
    squeezed,
)

MAY_SHOW = (10, 44, 110, 92)
TALLEST = ("Ế Ŵ Private and confidential Ỗ", "Ḁ ÅŴ Ҕ", "Ỗỗ ụ", "Ҕ Ҧ", "ḀҔ gjpqyŷ Ș Ṓ")
WIDE = "Exampleshire Housing and Interim Accomm"
EVERY_CORNER = list(product((-10, 0, 10), (-10, 0, 10)))


def recipient_ink(pdf: bytes) -> Ink:
    found = ink_in(pdf, MAY_SHOW)
    assert found is not None
    return found


@pytest.mark.parametrize("lines", [RECIPIENT, RECIPIENT[:2], TALLEST, (RECIPIENT[0], *[WIDE] * 4)])
def test_the_recipient_is_inside_what_every_window_shows(press: Press, lines: tuple[str, ...]) -> None:
    ink = recipient_ink(press.draw(replace(LETTER, recipient_lines=lines)))
    assert ink.left >= 20
    assert ink.right <= 100
    assert ink.top >= 57
    assert ink.bottom <= 79


@pytest.mark.parametrize("offset", EVERY_CORNER)
@pytest.mark.parametrize("lines", [TALLEST, (RECIPIENT[0], *[WIDE] * 4)])
@pytest.mark.parametrize("is_sample", [False, True])
def test_moved_to_suit_an_envelope_the_window_still_shows_the_recipient_and_nothing_else(
    press: Press, offset: tuple[int, int], lines: tuple[str, ...], is_sample: bool
) -> None:
    letter = replace(long_letter(), recipient_lines=lines, window_offset=offset, is_sample=is_sample)
    here, there = recipient_ink(press.draw(replace(letter, window_offset=(0, 0)))), recipient_ink(press.draw(letter))
    moved = (there.left - here.left, there.top - here.top, there.right - here.right, there.bottom - here.bottom)
    assert moved == pytest.approx((offset[0], offset[1], offset[0], offset[1]), abs=0.2)
    assert there.left > 10
    assert there.top > 44
    assert there.right < 110
    assert there.bottom < 92


def test_without_a_recipient_the_window_is_empty_even_on_a_sample(press: Press) -> None:
    letter = replace(long_letter(), recipient_lines=(), is_sample=True)
    pdf = press.draw(letter)
    assert ink_in(pdf, MAY_SHOW, grey=ANYTHING) is None
    assert ink_in(pdf, (100, 100, 110, 260), grey=ANYTHING) is not None


@pytest.mark.parametrize("letter", "WlÅ")
def test_the_longest_line_that_is_taken_still_fits_the_window(press: Press, letter: str) -> None:
    taken = 0
    for length in range(10, 200, 3):
        try:
            pdf = press.draw(replace(letter_of(), recipient_lines=(RECIPIENT[0], letter * length)))
        except LetterFailed:
            break
        taken = length
        assert recipient_ink(pdf).right <= 97
    assert taken >= 18
    with pytest.raises(LetterFailed, match="line 2"):
        press.draw(replace(LETTER, recipient_lines=(RECIPIENT[0], letter * (taken + 6))))


@pytest.mark.parametrize("offset", EVERY_CORNER)
def test_the_body_never_begins_above_94_mm(press: Press, offset: tuple[int, int]) -> None:
    pdf = press.draw(replace(LETTER, window_offset=offset))
    below = [one for one in characters(pdf) if one.top > 92]
    assert min(one.top for one in below) >= 94
    assert "".join(one.text for one in below).startswith("DearDutyManager")


def test_all_ink_keeps_8_mm_from_the_edge_but_the_fold_marks(press: Press) -> None:
    pdf = press.draw(long_letter())
    for page in range(len(page_texts(pdf))):
        ink = ink_in(pdf, (8.1, 0, 210, 297), page=page, dots=150)
        assert ink is not None
        assert ink.top >= 8
        assert ink.bottom <= 289
        assert ink.right <= 202


def test_every_page_has_fold_marks(press: Press) -> None:
    pdf = press.draw(long_letter())
    for page, y in product(range(len(page_texts(pdf))), (99, 148.5, 198)):
        mark = ink_in(pdf, (3, y - 2, 9, y + 2), page=page)
        assert mark is not None
        assert (mark.top + mark.bottom) / 2 == pytest.approx(y, abs=0.15)
        assert 3.9 <= mark.left < mark.right <= 8.1


def test_body_words_stay_between_the_margins_however_long(press: Press) -> None:
    pdf = press.draw(letter_of(paragraph("W" * 900 + " " + "il" * 900), ASK))
    for page in range(len(page_texts(pdf))):
        for one in characters(pdf, page):
            assert one.left >= 24.5
            assert one.right <= 190.5
            assert one.bottom <= 268 or one.top > 270


@pytest.mark.parametrize("offset", [(11, 0), (0, -11), (500, 0)])
def test_an_offset_that_would_leave_the_window_is_refused(press: Press, offset: tuple[int, int]) -> None:
    with pytest.raises(LetterFailed, match="10 mm"):
        press.draw(replace(LETTER, window_offset=offset))


def test_a_sixth_recipient_line_is_refused(press: Press) -> None:
    with pytest.raises(LetterFailed, match="6 lines"):
        press.draw(replace(LETTER, recipient_lines=(*RECIPIENT, "ENGLAND")))


@pytest.mark.parametrize("place", range(5))
def test_a_recipient_line_too_long_for_the_window_is_refused_by_its_number(press: Press, place: int) -> None:
    lines = [*RECIPIENT]
    lines[place] = "Exampleshire Housing " * 4
    with pytest.raises(LetterFailed, match=f"line {place + 1} of the recipient") as failed:
        press.draw(replace(LETTER, recipient_lines=tuple(lines)))
    assert "Exampleshire" not in str(failed.value)


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (replace(LETTER, marking="MARKED " * 40), "the marking"),
        (replace(LETTER, reference="AD-7KQ2-9MF " * 30), "The reference"),
        (replace(LETTER, sent_by="By hand and by post " * 20), "how the letter is sent"),
        (replace(LETTER, letterhead=replace(LETTERHEAD, service_name="Advocacy " * 40)), "the service's name"),
        (replace(LETTER, letterhead=replace(LETTERHEAD, strapline="Support " * 50)), "the strapline"),
        (replace(LETTER, letterhead=replace(LETTERHEAD, sender_lines=("PO Box 99 " * 20,))), "sender's details"),
        (replace(LETTER, letterhead=replace(LETTERHEAD, sender_lines=("a",) * 5)), "4 lines"),
        (replace(LETTER, letterhead=replace(LETTERHEAD, phone="020 7946 0321 or " * 12)), "phone number"),
        (replace(LETTER, language="xx"), "language"),
    ],
)
def test_what_does_not_fit_its_place_is_refused_and_never_cut(press: Press, letter: LetterContent, said: str) -> None:
    with pytest.raises(LetterFailed, match=said):
        press.draw(letter)


def test_a_long_service_name_is_set_smaller_and_whole(press: Press) -> None:
    name = "Northbridge and Exampleshire Domestic Abuse and Sexual Violence Service"
    letter = replace(LETTER, letterhead=replace(LETTERHEAD, service_name=name))
    assert squeezed(name) in squeezed(page_texts(press.draw(letter))[0])
