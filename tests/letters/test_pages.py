"""Every page says what it is, and nothing is torn apart between two."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import Block, BlockKind
from advocate_desk.letters.press import Press
from tests.support.drawn_letters import (
    ASK,
    FACTS,
    LETTER,
    WHY,
    characters,
    heading,
    letter_of,
    long_letter,
    page_texts,
    paragraph,
    squeezed,
)


def test_every_page_counts_itself_and_carries_marking_reference_and_what_to_do_when_it_went_astray(
    press: Press,
) -> None:
    texts = page_texts(press.draw(long_letter()))
    assert len(texts) > 2
    for number, text in enumerate(texts, start=1):
        flat = " ".join(text.split())
        assert f"Page {number} of {len(texts)}" in flat
        assert flat.count("CONFIDENTIAL: contains safety information") == 2
        assert "AD-7KQ2-9MF / R3" in flat
        assert "If this letter has reached you by mistake: phone 020 7946 0321 and post it back to us." in flat
        assert "Do not copy it, pass it on, or contact anyone named in it." in flat


def test_later_pages_are_headed_by_service_and_subject_and_the_first_is_not(press: Press) -> None:
    pdf = press.draw(long_letter())
    heads = [
        "".join(one.text for one in characters(pdf, page) if one.bottom < 19.5) for page in range(len(page_texts(pdf)))
    ]
    marking = "CONFIDENTIAL:containssafetyinformation"
    assert heads[1:] == [f"{marking}NorthbridgeAdvocacyReferralforemergencyhousing"] * (len(heads) - 1)
    assert "Referral" not in heads[0]


def test_the_marking_stands_at_head_and_foot_in_the_middle(press: Press) -> None:
    for page in (0, 1):
        found = characters(press.draw(long_letter()), page)
        for top, bottom in ((7, 12.5), (284, 290)):
            line = [one for one in found if top < one.top and one.bottom < bottom]
            marking = [one for one in line if 70 < one.left < 140]
            assert "".join(one.text for one in marking) == "CONFIDENTIAL:containssafetyinformation"
            assert (marking[0].left + marking[-1].right) / 2 == pytest.approx(105, abs=1)


def test_a_sample_says_so_across_every_page_and_a_real_letter_nowhere(press: Press) -> None:
    real = page_texts(press.draw(long_letter()))
    sample = page_texts(press.draw(replace(long_letter(), is_sample=True)))
    assert not any("SAMPLE" in squeezed(text) for text in real)
    assert all("SAMPLE" in squeezed(text) for text in sample)


@pytest.mark.parametrize("filler", range(0, 60, 3))
def test_no_signature_stands_alone_and_no_heading_ends_a_page(press: Press, filler: int) -> None:
    lines = "\n".join(f"Line {number}." for number in range(filler))
    blocks = (paragraph(lines), heading("Why she needs to move"), paragraph(WHY), FACTS)
    texts = page_texts(press.draw(letter_of(*blocks)))
    signed = next(text for text in texts if "Yours faithfully" in text)
    assert "Jo Advocate" in signed
    assert "Checked and approved" in signed
    assert "Language and access" in signed.partition("Yours faithfully")[0]
    for title, first_words in (
        ("Why she needs to move", "Ms Sample left her home"),
        ("About Ms Sample", "Ceri Sample"),
    ):
        headed = next(text for text in texts if title in text)
        assert first_words in headed.partition(title)[2]


@pytest.mark.parametrize("kind", [BlockKind.ASK, BlockKind.SAFE_CONTACT])
@pytest.mark.parametrize("filler", range(0, 45, 4))
def test_a_short_box_is_not_torn_apart(press: Press, kind: BlockKind, filler: int) -> None:
    box = Block(kind=kind, place="box", title="Begin", text="\n".join(f"Middle {n}" for n in range(8)) + "\nFinish")
    blocks = (paragraph("\n".join(["Filler."] * filler)), box)
    holding = [text for text in page_texts(press.draw(letter_of(*blocks))) if "Begin" in text]
    assert len(holding) == 1
    assert "Finish" in holding[0]


def test_a_box_and_a_row_longer_than_a_page_go_on_overleaf(press: Press) -> None:
    words = " ".join(f"word{number}" for number in range(1200))
    for block in (
        Block(kind=BlockKind.ASK, place="ask", title="Long", text=words),
        Block(kind=BlockKind.FACTS, place="facts", title="Long", facts=(("Label", words),)),
    ):
        texts = page_texts(press.draw(letter_of(block)))
        assert len(texts) > 2
        assert all(f"word{number}" in "".join(texts) for number in range(1200))


@given(st.lists(st.sampled_from([ASK, FACTS, heading("More"), paragraph(WHY), paragraph("One.\n\nTwo.")]), max_size=40))
def test_whatever_the_order_of_its_parts_a_letter_is_drawn_whole(press: Press, blocks: list[Block]) -> None:
    text = squeezed("".join(page_texts(press.draw(letter_of(*blocks)))))
    for block in blocks:
        assert text.count(squeezed(block.title or block.text.partition("\n")[0][:40])) >= blocks.count(block)


def test_a_letter_longer_than_30_pages_is_refused_in_words(press: Press) -> None:
    with pytest.raises(LetterFailed, match="30 pages"):
        press.draw(letter_of(*[paragraph("word " * 3_900)] * 9))


def test_dates_times_and_phone_numbers_are_never_broken_over_two_lines(press: Press) -> None:
    whole = ("23 November 2026", "5pm on Wednesday 25 November 2026", "07700 900123", "ZZ99 3AA")
    kept = ("23 November 2026", "25 November 2026", "07700 900123", "ZZ99 3AA")
    for lead in range(0, 90, 3):
        text = page_texts(press.draw(letter_of(*(paragraph("x" * lead + " " + one) for one in whole))))[0]
        body = text.replace("\r", "")
        assert all(one in body for one in kept)


def test_the_deadline_of_an_ask_is_bold(press: Press) -> None:
    body = press.draw(LETTER)
    thin = press.draw(letter_of(paragraph(ASK.title), paragraph(ASK.text)))
    wide = _width(body, "5pm", "2026.")
    assert wide > _width(thin, "5pm", "2026.") * 1.03


def _width(pdf: bytes, first: str, last: str) -> float:
    found = [one for one in characters(pdf) if one.top > 94]
    text = "".join(one.text for one in found)
    start = text.index(first)
    end = text.index(last, start) + len(last)
    return sum(one.right - one.left for one in found[start:end])
