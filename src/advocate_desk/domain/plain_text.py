"""What a text field keeps: every string exactly as it was typed, or a sentence that says why not."""

from advocate_desk.domain.errors import TextRefused

LONGEST = 20_000
"""Characters one field holds. Far above any note; far below what would stop a letter from being drawn."""

_LINE_BREAK_AND_TAB = "\n\t"
_FIRST_PRINTABLE = " "
_SURROGATES = range(0xD800, 0xE000)


def accept(text: str) -> str:
    """Return ``text`` unchanged, or refuse it.

    Refused are the NUL character and the other C0 control characters (a database or a printed page may
    end or change at them), halves of surrogate pairs (they have no UTF-8 form), and more than `LONGEST`
    characters. The line break and the tab are kept. Nothing is ever stripped or replaced in silence.

    Raises:
        TextRefused: says what stands where, by code and place, and never repeats the text.
    """
    if len(text) > LONGEST:
        raise TextRefused(
            f"This text has {len(text):,} characters and one field holds {LONGEST:,}. Split it into two entries."
        )
    for place, character in enumerate(text, start=1):
        if not _can_be_kept(character):
            raise TextRefused(
                f"Character {place} of this text cannot be kept (code {ord(character):04X}). "
                "Take it out, then save again."
            )
    return text


def _can_be_kept(character: str) -> bool:
    if character < _FIRST_PRINTABLE:
        return character in _LINE_BREAK_AND_TAB
    return ord(character) not in _SURROGATES
