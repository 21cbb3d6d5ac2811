"""What a letter may hold: plain characters that will be seen on paper exactly as they were typed.

A character that no embedded font knows would be a box or nothing at all, and one that nobody can see may turn
the order of a phone number round. Both are refused by name; nothing is replaced or dropped in silence. Only
spaces are made alike (a tab is drawn as a space), and letters with accents are composed (Unicode NFC).
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import Block, LetterContent

LONGEST_BLOCK = 20_000
LONGEST_LETTER = 200_000
LONGEST_LINE = 500
"""Characters in what stands on a line or two: a greeting, a title, a label, the sender's details."""

_MARKS_IN_A_ROW = 2
_NAMED_AT_ONCE = 5
_KEPT_SPACES = "\u00a0\u202f"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NEVER_SEEN = "\u034f"

Knows = Callable[[str], bool]
"""Says whether the embedded fonts can draw a character."""


def plain_content(content: LetterContent, knows: Knows) -> LetterContent:
    """Return ``content`` ready to be set: composed, spaces alike, line breaks only where they may be.

    Raises:
        LetterFailed: with the part of the letter and, for a character, its code and name.
    """
    if sum(len(text) for _, text in _fields(content)) > LONGEST_LETTER:
        raise LetterFailed(f"This letter has more than {LONGEST_LETTER:,} characters. Shorten it, then try again.")
    for place, text in _fields(content):
        _refuse_characters(place, text, knows)
    plain = _plain(content)
    for block in plain.blocks:
        _refuse_length(block.place, _block_length(block), LONGEST_BLOCK)
        _refuse_length(block.place, max(len(label) for label, _ in (*block.facts, (block.title, ""))), LONGEST_LINE)
    for place, text in _lines_of(plain):
        _refuse_length(place, len(text), LONGEST_LINE)
    return plain


def _fields(content: LetterContent) -> Iterator[tuple[str, str]]:
    yield from _lines_of(content)
    for block in content.blocks:
        for text in (block.title, block.text, *(part for fact in block.facts for part in fact)):
            yield block.place, text


def _lines_of(content: LetterContent) -> Iterator[tuple[str, str]]:
    head = content.letterhead
    yield "the service's name", head.service_name
    yield "the strapline", head.strapline
    for line in head.sender_lines:
        yield "the sender's details", line
    yield "the service's phone number", head.phone
    yield "the marking", content.marking
    for line in content.recipient_lines:
        yield "the recipient", line
    yield "the reference", content.reference
    yield "the date", content.date_line
    yield "how it is sent", content.sent_by
    yield "the greeting", content.greeting
    yield "the subject", content.subject
    yield "the close", content.close
    for line in content.signature_lines:
        yield "the signature", line
    yield "the approval line", content.approval_line


def _refuse_characters(place: str, text: str, knows: Knows) -> None:
    composed = _composed(text)
    unseen = [character for character in composed if _is_invisible(character)]
    if unseen:
        raise LetterFailed(
            f"This letter cannot be drawn: {_quoted(place)} holds a character nobody can see, {_named(unseen)}. "
            "Delete it or type those words again, then try again."
        )
    unknown = [character for character in composed if character not in "\n " and not knows(character)]
    if unknown:
        raise LetterFailed(
            f"This letter cannot be drawn: {_quoted(place)} holds {_named(unknown)}, which the letter's fonts do "
            "not know. Write it another way, then try again."
        )
    _refuse_piled_marks(place, composed)


def _refuse_piled_marks(place: str, text: str) -> None:
    marks = _MARKS_IN_A_ROW  # so that no word can begin with one
    for character in text:
        if unicodedata.category(character) in {"Mn", "Me"}:
            marks += 1
        else:
            marks = _MARKS_IN_A_ROW if character.isspace() else 0
        if marks > _MARKS_IN_A_ROW:
            raise LetterFailed(
                f"This letter cannot be drawn: {_quoted(place)} holds accents that stand alone or in a pile "
                f"({_named([character])}). Take them out, then try again."
            )


def _is_invisible(character: str) -> bool:
    return character != "\n" and (unicodedata.category(character) in _INVISIBLE or character == _NEVER_SEEN)


def _named(characters: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(characters))
    names = [f"U+{ord(one):04X} {unicodedata.name(one, 'with no name')}" for one in distinct[:_NAMED_AT_ONCE]]
    return ", ".join(names) + (" and others" if len(distinct) > _NAMED_AT_ONCE else "")


def _quoted(place: str) -> str:
    return f"“{place}”"


def _refuse_length(place: str, length: int, longest: int) -> None:
    if length > longest:
        raise LetterFailed(
            f"{_quoted(place)} has {length:,} characters, and a letter takes {longest:,} there. "
            "Shorten or split it, then try again."
        )


def _block_length(block: Block) -> int:
    return len(block.title) + len(block.text) + sum(len(label) + len(value) for label, value in block.facts)


def _plain(content: LetterContent) -> LetterContent:
    head = content.letterhead
    return replace(
        content,
        letterhead=replace(
            head,
            service_name=_one_line(head.service_name),
            strapline=_one_line(head.strapline),
            sender_lines=_one_lines(head.sender_lines),
            phone=_one_line(head.phone),
        ),
        marking=_one_line(content.marking),
        recipient_lines=_one_lines(content.recipient_lines),
        reference=_one_line(content.reference),
        date_line=_one_line(content.date_line),
        sent_by=_one_line(content.sent_by),
        greeting=_one_line(content.greeting),
        subject=_one_line(content.subject),
        blocks=tuple(_plain_block(block) for block in content.blocks),
        close=_one_line(content.close),
        signature_lines=_one_lines(content.signature_lines),
        approval_line=_one_line(content.approval_line),
    )


def _plain_block(block: Block) -> Block:
    return replace(
        block,
        title=_one_line(block.title),
        text=_composed(block.text).strip("\n "),
        facts=tuple((_one_line(label), _composed(value).strip("\n ")) for label, value in block.facts),
    )


def _one_lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_one_line(text) for text in texts)


def _one_line(text: str) -> str:
    return _composed(text).replace("\n", " ").strip(" ")


def _composed(text: str) -> str:
    broken = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(" " if _is_plain_space(character) else character for character in broken)


def _is_plain_space(character: str) -> bool:
    return character == "\t" or (character not in _KEPT_SPACES and unicodedata.category(character) == "Zs")
