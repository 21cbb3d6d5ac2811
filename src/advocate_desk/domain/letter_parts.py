"""A letter's parts by the names a person knows them by, and every way the words of each can be read on."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from advocate_desk.domain.letter import Block, LetterContent

RECIPIENT = "the recipient"
ACROSS = "the letter, from one part into the next"


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterPart:
    """One part. ``readings`` are its texts in the orders an eye can follow: a table also down its values.

    ``is_titled`` says that ``place`` is a heading of the letter itself.
    """

    place: str
    readings: tuple[tuple[str, ...], ...]
    is_titled: bool = False


def letter_parts(content: LetterContent) -> tuple[LetterPart, ...]:
    """Return every part that holds words, in the order of the page; nothing printed is left out.

    The last part reads the body's parts one into the next, for what is torn between two of them.
    """
    head = content.letterhead
    frame_above = (
        ("the sender's details", (head.service_name, head.strapline, *head.sender_lines, head.phone)),
        ("the marking", (content.marking,)),
        (RECIPIENT, content.recipient_lines),
        ("the reference", (content.reference,)),
        ("the date", (content.date_line,)),
        ("how it is sent", (content.sent_by,)),
        ("the greeting", (content.greeting,)),
        ("the subject", (content.subject,)),
    )
    frame_below = (
        ("the close", (content.close,)),
        ("the signature", content.signature_lines),
        ("the approval line", (content.approval_line,)),
    )
    body = tuple(_body(content))
    return (
        *(LetterPart(place=place, readings=(texts,)) for place, texts in frame_above),
        *body,
        *(LetterPart(place=place, readings=(texts,)) for place, texts in frame_below),
        *_torn(body),
    )


def letter_text(content: LetterContent) -> str:
    """Return every word of a letter as one text, line by line, in all its readings."""
    return "\n".join(text for part in letter_parts(content) for reading in part.readings for text in reading)


def _body(content: LetterContent) -> Iterator[LetterPart]:
    places = dict.fromkeys(block.place for block in content.blocks)
    for place in places:
        blocks = [block for block in content.blocks if block.place == place]
        yield LetterPart(
            place=place,
            readings=(
                tuple(text for block in blocks for text in _row_by_row(block)),
                tuple(value for block in blocks for _, value in block.facts),
            ),
            is_titled=True,
        )


def _row_by_row(block: Block) -> tuple[str, ...]:
    return (block.title, block.text, *(text for fact in block.facts for text in fact))


def _torn(body: tuple[LetterPart, ...]) -> Iterator[LetterPart]:
    for above, below in pairwise(body):
        # The heading between the two is skipped: an eye skips it too.
        yield LetterPart(place=ACROSS, readings=((*above.readings[0], *below.readings[0][1:]),))
