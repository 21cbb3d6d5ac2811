"""What a letter's own words call for: gaps to fill, sentences to part, words that doubt somebody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advocate_desk.domain.letter import Block, LetterContent

LONGEST_SENTENCE = 25
"""Words. A duty officer reads this standing up."""

_GAP = re.compile(r"\[[^\[\]\n]{0,200}\]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_INSTEAD = (
    (r"alleg(?:e|es|ed|edly|ing|ation|ations)", "Write “told us” or “says”."),
    (r"claim(?:s|ed|ing)?\s+(?:that|to|she|he|they)", "Write “told us” or “says”."),
    (r"admit(?:s|ted)", "Write “told us” or “says”."),
    (
        r"fail(?:s|ed|ing|ure)?\s+to\s+(?:engage|attend|cooperate|co-operate)",
        "Write that we have not been able to reach them.",
    ),
    (r"non-?complian(?:t|ce)", "Write what happened, and what stood in the way."),
    (r"refus(?:es|ed|ing)\s+to\s+engage", "Write what was offered, and what was chosen."),
)
_DOUBTS = tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), instead) for pattern, instead in _INSTEAD)


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """One thing found in a letter's words. ``stops`` says that it may not leave like this."""

    stops: bool
    title: str
    detail: str
    place: str


def check_words(content: LetterContent) -> tuple[Remark, ...]:
    """Return what is found in the body, what stops the letter first, each in the letter's order."""
    found = [remark for block in content.blocks for remark in _block_remarks(block)]
    return tuple(sorted(dict.fromkeys(found), key=lambda remark: not remark.stops))


def _block_remarks(block: Block) -> Iterator[Remark]:
    texts = [text for text in (block.title, block.text, *(part for fact in block.facts for part in fact)) if text]
    for text in texts:
        yield from _gaps(text, block.place)
        yield from _doubts(text, block.place)
        yield from _long_sentences(text, block.place)


def _gaps(text: str, place: str) -> Iterator[Remark]:
    if _GAP.search(text):
        yield Remark(
            stops=True,
            title="Something in square brackets is still to be filled in",
            detail="Write what belongs there, or take it out.",
            place=place,
        )


def _doubts(text: str, place: str) -> Iterator[Remark]:
    for pattern, instead in _DOUBTS:
        match = pattern.search(text)
        if match:
            yield Remark(stops=False, title=f"“{match[0].lower()}” reads as doubt", detail=instead, place=place)


def _long_sentences(text: str, place: str) -> Iterator[Remark]:
    for sentence in _SENTENCE_END.split(text):
        words = len(sentence.split())
        if words > LONGEST_SENTENCE:
            yield Remark(
                stops=False,
                title=f"A sentence of {words} words",
                detail=f"Part it: {LONGEST_SENTENCE} words are enough.",
                place=place,
            )
