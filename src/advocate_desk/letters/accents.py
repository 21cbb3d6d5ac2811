"""Accents that have no letter of their own in Unicode, as in Ọ̀ṣun: set over or under the middle of their letter.

ReportLab sets one character after another and would draw such an accent through a capital letter.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_FASTENED = {0x300: -363, 0x301: -272, 0x303: -308, 0x309: -293, 0x30B: 54, 0x30F: -294, 0x323: -298}
"""Where Noto Sans fastens a mark to its letter, right of the pen; the others at 0 (its GPOS table, 1/1000 em)."""

_CAPITAL_RISE = 178
"""Capitals are so much higher than the small letters the marks are drawn for."""
_PILE_RISE = 200
_ABOVE = 230
"""The canonical combining class of marks above a letter."""
_TALL = frozenset("bdfhklþß")


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Some characters, and where they start from the line's left end and its baseline (1/1000 em)."""

    text: str
    x: float
    rise: float


def has_accents(text: str) -> bool:
    """Say whether ``text`` holds an accent that must be placed."""
    return any(unicodedata.combining(character) for character in text)


def pieces(text: str, advance: Callable[[str], float]) -> Iterator[Piece]:
    """Yield ``text`` in its order, each accent on its own and in its place."""
    pen = start = 0.0
    plain = base = ""
    piled = 0
    for character in text:
        if plain and unicodedata.combining(character):
            yield Piece(text=plain, x=start, rise=0)
            plain = ""
        if unicodedata.combining(character):
            x = pen - advance(base) / 2 - _FASTENED.get(ord(character), 0) if base else pen
            yield Piece(text=character, x=x, rise=_rise(base, piled, character))
            piled += unicodedata.combining(character) == _ABOVE
            start = pen
            continue
        start = start if plain else pen
        plain, base, piled = plain + character, character, _marks_above(character)
        pen += advance(character)
    if plain:
        yield Piece(text=plain, x=start, rise=0)


def _rise(base: str, piled: int, mark: str) -> float:
    if unicodedata.combining(mark) != _ABOVE:
        return 0
    return (_CAPITAL_RISE if base.isupper() or base in _TALL else 0) + piled * _PILE_RISE


def _marks_above(character: str) -> int:
    return sum(unicodedata.combining(part) == _ABOVE for part in unicodedata.normalize("NFD", character))
