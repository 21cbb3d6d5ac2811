"""What a text field keeps: every string exactly as it was typed, or a sentence that says why not."""

import re

from advocate_desk.domain.errors import TextRefused

LONGEST = 20_000
"""Characters one field holds. Far above any note; far below what would stop a letter from being drawn."""

# The C0 control characters but for tab and line break, and the halves of surrogate pairs.
_NOT_KEPT = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff]")


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
    if found := _NOT_KEPT.search(text):
        raise TextRefused(
            f"Character {found.start() + 1} of this text cannot be kept (code {ord(found.group()):04X}). "
            "Take it out, then save again."
        )
    return text


def accept_line(text: str) -> str:
    """Return a text that is one line by nature on one line: a paste may bring line breaks and tabs with it.

    Raises:
        TextRefused: as in `accept`.
    """
    return accept(" ".join(text.split()))


def accept_name(text: str) -> str:
    """Return a name on one line. It may be empty, for nobody has to say it; spaces alone are a slip of the hand.

    Raises:
        TextRefused: only spaces were typed, or as in `accept`.
    """
    line = accept_line(text)
    if text and not line:
        raise TextRefused("This name is only spaces. Type the name, or leave it empty.")
    return line
