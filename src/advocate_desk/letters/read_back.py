"""The drawn letter read again, so that what leaves is what was meant."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import pypdfium2

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import Block, BlockKind, LetterContent
from advocate_desk.letters.sheet import Page
from advocate_desk.letters.structure import Element
from advocate_desk.letters.wording import Wording

_DIFFERS = (
    "The letter as drawn does not say exactly what you wrote, so it was not made. "
    "Look for unusual characters, type those words again, then try again."
)
_LINE_END_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})
"""How the reader reports a hyphen at the end of a line."""


def check_setting(content: LetterContent, words: Wording, pages: Iterable[Page], document: Element) -> None:
    """Make sure that every word of ``content`` was set, once and in order.

    Raises:
        LetterFailed: one was lost, doubled or moved.
    """
    said: dict[int, list[str]] = {}
    for page in pages:
        for line in page.lines:
            said.setdefault(id(line.element), []).append(line.text)
    set_words = (text for leaf in document.leaves() for text in said.get(id(leaf), ()))
    if _bare(set_words) != _bare(intended(content, words)):
        raise LetterFailed(_DIFFERS)


def check_pdf(pdf: bytes, pages: Sequence[Iterable[str]]) -> None:
    """Make sure that each page of ``pdf`` reads as ``pages`` says, spacing aside.

    Raises:
        LetterFailed: it does not.
    """
    with pypdfium2.PdfDocument(pdf) as opened:
        if len(opened) != len(pages):
            raise LetterFailed(_DIFFERS)
        for index, words in enumerate(pages):
            if _with_accents_apart(_text_of(opened, index)) != _with_accents_apart("".join(words)):
                raise LetterFailed(_DIFFERS)


def intended(content: LetterContent, words: Wording) -> Iterator[str]:
    """Yield what a letter says to its reader, in order, straight from its content."""
    head = content.letterhead
    yield from (head.service_name, head.strapline, *head.sender_lines, *content.recipient_lines)
    for label, value in (
        (words.our_reference, content.reference),
        (words.date, content.date_line),
        (words.sent_by, content.sent_by),
    ):
        yield from (label, value) if value else ()
    yield from (content.greeting, content.subject)
    for block in content.blocks:
        yield from _words_of(block)
    yield from (content.close, *content.signature_lines, content.approval_line)


def _words_of(block: Block) -> Iterator[str]:
    yield block.title
    facts = [part for fact in block.facts for part in fact]
    yield from (*facts, block.text) if block.kind is BlockKind.FACTS else (block.text, *facts)


def _text_of(opened: pypdfium2.PdfDocument, index: int) -> str:
    page = opened[index]
    try:
        text = page.get_textpage()
        try:
            return str(text.get_text_range()).translate(_LINE_END_HYPHENS)
        finally:
            text.close()
    finally:
        page.close()


def _bare(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def _with_accents_apart(text: str) -> tuple[str, str]:
    """Return the letters in their order, and the accents in any: the reader may find one beside its letter."""
    parts = "".join(unicodedata.normalize("NFKD", text).split())
    letters = "".join(part for part in parts if not unicodedata.combining(part))
    return letters, "".join(sorted(part for part in parts if unicodedata.combining(part)))
