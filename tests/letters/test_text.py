"""What somebody typed is on the paper exactly, or the letter says in words why it cannot be."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import Block, BlockKind, LetterContent
from advocate_desk.letters import read_back
from advocate_desk.letters.painting import Painter
from advocate_desk.letters.press import Press
from advocate_desk.letters.sheet import Page, Strip
from advocate_desk.letters.wrapping import Lines, wrap
from tests.support.drawn_letters import FACTS, LETTER, LETTERHEAD, RECIPIENT, letter_of, page_texts, paragraph, squeezed

Placed = Callable[[str], LetterContent]
FIELDS: dict[str, Placed] = {
    "paragraph": lambda text: letter_of(paragraph(text)),
    "ask": lambda text: letter_of(Block(kind=BlockKind.ASK, place="ask", title="Ask", text=text)),
    "safe contact": lambda text: letter_of(Block(kind=BlockKind.SAFE_CONTACT, place="safe", title="Safe", text=text)),
    "title": lambda text: letter_of(Block(kind=BlockKind.HEADING, place="title", title=text), paragraph("Words.")),
    "label": lambda text: letter_of(replace(FACTS, facts=((text, "value"),))),
    "value": lambda text: letter_of(replace(FACTS, facts=(("label", text),))),
    "recipient": lambda text: replace(LETTER, recipient_lines=(RECIPIENT[0], text)),
    "reference": lambda text: replace(LETTER, reference=text),
    "date": lambda text: replace(LETTER, date_line=text),
    "how sent": lambda text: replace(LETTER, sent_by=text),
    "greeting": lambda text: replace(LETTER, greeting=text),
    "subject": lambda text: replace(LETTER, subject=text),
    "close": lambda text: replace(LETTER, close=text),
    "signature": lambda text: replace(LETTER, signature_lines=("Jo Advocate", text)),
    "approval": lambda text: replace(LETTER, approval_line=text),
    "marking": lambda text: replace(LETTER, marking=text),
    "service": lambda text: replace(LETTER, letterhead=replace(LETTERHEAD, service_name=text)),
    "strapline": lambda text: replace(LETTER, letterhead=replace(LETTERHEAD, strapline=text)),
    "sender": lambda text: replace(LETTER, letterhead=replace(LETTERHEAD, sender_lines=(text,))),
    "phone": lambda text: replace(LETTER, letterhead=replace(LETTERHEAD, phone=text)),
}
HOSTILE = (
    "<img src='/dev/zero'>",
    '<img src="/tmp/fifo"/>',
    "<b>bold</b></para><para>",
    "<a href=javascript:alert(1)>x</a>",
    '<onDraw name="x"/>',
    "&amp; &lt; &#x41; &x;",
    "]]> <![CDATA[",
    "=cmd|'/c calc'!A1",
    "%s%n {0.__class__} ${jndi:x} {{7*7}}",
    r"\\server\share (\050) \n",
    "../../etc/passwd",
)


def found_in(pdf: bytes, text: str) -> bool:
    """Say whether ``text`` can be read in ``pdf``; spaces aside, furniture between two pages taken out."""
    # The reader reports a hyphen at the end of a line in one of two ways.
    read = "".join(page_texts(pdf)).replace("\ufffe", "-").replace("\x02", "-")
    letters = unicodedata.normalize("NFKD", squeezed(read))
    wanted = unicodedata.normalize("NFKD", squeezed(text))
    return "".join(c for c in wanted if not unicodedata.combining(c)) in "".join(
        c for c in letters if not unicodedata.combining(c)
    )


def drawn_or_refused(press: Press, letter: LetterContent, text: str) -> bool:
    """Draw; say whether the text stands there. A refusal must be a sentence that does not repeat the text."""
    try:
        pdf = press.draw(letter)
    except LetterFailed as refused:
        said = str(refused)
        assert said.endswith(".")
        assert len(said) < 500
        return False
    assert found_in(pdf, text)
    return True


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_printed_as_it_was_typed_in_every_field(press: Press, field: str, text: str) -> None:
    assert drawn_or_refused(press, FIELDS[field](text), text)


def in_the_body(text: str) -> LetterContent:
    """Return a letter that says ``text`` in every place where there is room for many words."""
    blocks = tuple(FIELDS[field](text).blocks[0] for field in ("ask", "safe contact", "title", "value", "paragraph"))
    return replace(letter_of(*blocks), subject=text, close=text, signature_lines=(text,), approval_line=text)


def in_the_frame(text: str) -> LetterContent:
    """Return a letter that says ``text`` in every place round the body."""
    head = replace(LETTERHEAD, service_name=text, strapline=text, sender_lines=(text,), phone=text)
    letter = replace(letter_of(), letterhead=head, recipient_lines=(RECIPIENT[0], text), greeting=text)
    return replace(letter, marking=text, reference=text, date_line=text, sent_by=text)


@pytest.mark.parametrize(("everywhere", "at_least"), [(in_the_body, 330), (in_the_frame, 200)])
def test_hostile_strings_are_printed_exactly_or_refused_in_words(
    press: Press, everywhere: Placed, at_least: int, shared_data: Path
) -> None:
    strings = json.loads((shared_data / "blns.json").read_text(encoding="utf-8"))
    drawn = [drawn_or_refused(press, everywhere(text), text) for text in strings]
    assert drawn.count(True) >= at_least


@pytest.mark.parametrize(
    "name",
    [
        "Ŵyn Tŷ-sampl, Llŷr Ẁẃẅ Ỳ",
        "Nguyễn Thị Ánh Dương, Đặng Hữu Phước",
        "Łukasz Żółć, Zażółć gęślą jaźń",
        "Gökçe Şahin, İpek, Iğdır, ısı",
        "Ștefan Țuțea, Ion Ăă",
        "Олена Щербакова, Ґ ґ Є ї",
        "Ελένη Παπαδοπούλου",
        "Ọ̀ṣun Adébáyọ̀ Ẹ́",
        "O’Sample-Smythe “Bee” – née Æsir, Þóra",
    ],
)
@pytest.mark.parametrize("field", ["recipient", "paragraph", "value", "signature", "greeting", "ask"])
def test_names_of_every_european_alphabet_are_drawn(press: Press, name: str, field: str) -> None:
    assert drawn_or_refused(press, FIELDS[field](name), name)


def test_composed_and_decomposed_names_make_the_same_letter(press: Press) -> None:
    name = "Zoë Ŵyn Nguyễn"
    composed, apart = (FIELDS["value"](unicodedata.normalize(form, name)) for form in ("NFC", "NFD"))
    assert press.draw(composed) == press.draw(apart)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("李 小龙", "U+674E CJK UNIFIED IDEOGRAPH-674E, U+5C0F CJK UNIFIED IDEOGRAPH-5C0F, U+9F99"),
        ("اسم", r"U\+0627 ARABIC LETTER ALEF"),
        ("ਨਾਮ", r"U\+0A28 GURMUKHI LETTER NA"),
        ("a 🌸", r"U\+1F338 CHERRY BLOSSOM"),
        ("\ufffd", r"U\+FFFD REPLACEMENT CHARACTER"),
        ("\ue000", r"U\+E000 with no name"),
        ("a\u202eb", r"nobody can see, U\+202E RIGHT-TO-LEFT OVERRIDE"),
        ("a\u2066b", r"U\+2066 LEFT-TO-RIGHT ISOLATE"),
        ("a\u200bb", r"U\+200B ZERO WIDTH SPACE"),
        ("a\u00adb", r"U\+00AD SOFT HYPHEN"),
        ("a\ufeffb", r"U\+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("a\u034fb", r"U\+034F COMBINING GRAPHEME JOINER"),
        ("a\x00b", r"U\+0000 with no name"),
        ("a\x1bb", r"U\+001B"),
        ("a\x85b", r"U\+0085"),
        ("a\u2028b", r"U\+2028 LINE SEPARATOR"),
        ("a\ud800b", r"U\+D800"),
        ("Z" + "\u0316\u0317\u0318" * 30, "in a pile"),
        ("\u0301a", "stand alone"),
    ],
)
@pytest.mark.parametrize("field", FIELDS)
def test_a_character_that_cannot_be_drawn_is_named(press: Press, field: str, text: str, said: str) -> None:
    with pytest.raises(LetterFailed, match=said.replace("U+", r"U\+") if "\\" not in said else said):
        press.draw(FIELDS[field](text))


def test_a_refusal_says_where_the_character_stands(press: Press) -> None:
    with pytest.raises(LetterFailed, match="“Why she needs this”"):
        press.draw(letter_of(paragraph("李")))


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x2FF), max_size=300), st.sampled_from(sorted(FIELDS)))
@example("A-", "approval")  # a hyphen that came to stand at the end of a line
def test_any_text_in_any_field_is_drawn_exactly_or_refused(press: Press, text: str, field: str) -> None:
    drawn_or_refused(press, FIELDS[field](text), text)


def test_tabs_and_foreign_spaces_are_drawn_as_spaces_and_line_breaks_are_kept(press: Press) -> None:
    text = page_texts(press.draw(letter_of(paragraph("one\ttwo\u2009three\r\nfour\rfive"))))[0]
    assert "one two three" in text
    lines = [line.strip() for line in text.splitlines()]
    assert "four" in lines
    assert "five" in lines


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (letter_of(paragraph("a" * 20_001)), r"“Why she needs this” has 20,001 characters, and a letter takes 20,000"),
        (letter_of(replace(FACTS, facts=(("label", "a" * 20_001),))), "20,000"),
        (replace(LETTER, greeting="a" * 501), "“the greeting” has 501"),
        (letter_of(*[paragraph("a b " * 4_900)] * 11), "more than 200,000 characters"),
        (letter_of(paragraph("a" * 1_000_000)), "more than 200,000 characters"),
    ],
)
def test_more_than_a_letter_takes_is_refused_with_the_figures(press: Press, letter: LetterContent, said: str) -> None:
    with pytest.raises(LetterFailed, match=said):
        press.draw(letter)


def test_twenty_thousand_characters_without_a_space_are_drawn(press: Press) -> None:
    assert len(page_texts(press.draw(letter_of(paragraph("a" * 20_000))))) > 3


class _LosesALine(Page):
    def place(self, strip: Strip, top: float) -> None:
        if not any("Thursday" in line.text for line in strip.lines):
            super().place(strip, top)


def test_a_word_lost_while_setting_is_noticed(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advocate_desk.letters.pagination.Page", _LosesALine)
    with pytest.raises(LetterFailed, match="does not say exactly"):
        press.draw(LETTER)


def test_a_word_lost_while_painting_is_noticed(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    paint = Painter.paint

    def forgetful(painter: Painter, pages: list[Page]) -> bytes:
        kept = [line for line in pages[0].lines if "Thursday" not in line.text]
        return paint(painter, [Page(lines=kept), *pages[1:]])

    monkeypatch.setattr(Painter, "paint", forgetful)
    with pytest.raises(LetterFailed, match="does not say exactly"):
        press.draw(LETTER)


def test_a_word_changed_in_the_file_is_noticed(press: Press) -> None:
    pdf = press.draw(LETTER)
    said = [[text] for text in page_texts(pdf)]
    read_back.check_pdf(pdf, said)
    with pytest.raises(LetterFailed):
        read_back.check_pdf(pdf, [[said[0][0].replace("07700 900123", "07700 900132")], *said[1:]])
    with pytest.raises(LetterFailed):
        read_back.check_pdf(pdf, [*said, ["another page"]])


@given(st.text(st.sampled_from("ab W-\u00a0\u0301é"), max_size=200), st.integers(20, 400))
def test_wrapping_loses_nothing_and_keeps_within_the_width(press: Press, text: str, width: int) -> None:
    faces = press.faces
    lines: Lines = wrap(faces, text, 10, width)
    assert squeezed("".join(run.text for line in lines for run in line)) == squeezed(text)
    for line in lines:
        assert faces.width("".join(run.text for run in line).rstrip(" "), 10) <= width + 0.01 or width < 12
