"""One-time codes: how a colleague comes in for the first time, or again after losing a passphrase.

Fifteen characters drawn from Crockford's 32 and a check character, read aloud as four groups of four: 75 bits, each
guess at which costs the key derivation's time.
"""

import secrets

from advocate_desk.domain.identifiers import CROCKFORD, LOOKALIKES, check_character

DAYS = 7
"""How many days after the one it was drawn on a code still opens."""
_DRAWN = 15
_GROUP = 4


def draw_code() -> str:
    """Draw a code such as ``7KQ2-9MFX-3TBA-0WHR``."""
    drawn = "".join(secrets.choice(CROCKFORD) for _ in range(_DRAWN))
    return _dressed(drawn + check_character(drawn))


def read_code(typed: str) -> str | None:
    """Return the code somebody typed in its proper form, or None if it cannot be one.

    Case, spaces, dashes and the letters people mistake for figures (O, I, L) do not matter.
    """
    bare = "".join(typed.upper().replace("-", " ").split()).translate(LOOKALIKES)
    if len(bare) != _DRAWN + 1 or any(character not in CROCKFORD for character in bare):
        return None
    return _dressed(bare) if check_character(bare[:_DRAWN]) == bare[_DRAWN] else None


def _dressed(bare: str) -> str:
    return "-".join(bare[at : at + _GROUP] for at in range(0, len(bare), _GROUP))
