"""Identifiers: row ids that sort by time, and the case reference a person reads aloud."""

import secrets
from datetime import UTC, datetime
from uuid import UUID

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("OIL", "011")
"""The letters people mistake for figures. No identifier of ours has them."""


def new_id(at: datetime) -> UUID:
    """Return a UUIDv7 (RFC 9562): the millisecond of ``at`` (aware), then 74 random bits."""
    milliseconds = int(at.timestamp() * 1000) & (2**48 - 1)
    random_bits = secrets.randbits(74)
    high = (milliseconds << 16) | (0x7 << 12) | (random_bits >> 62)
    low = (0b10 << 62) | (random_bits & (2**62 - 1))
    return UUID(int=(high << 64) | low)


def moment_of(drawn: UUID) -> datetime:
    """Return when ``drawn`` (a UUIDv7) was made, to the millisecond, in UTC."""
    return datetime.fromtimestamp((drawn.int >> 80) / 1000, UTC)


def new_case_reference() -> str:
    """Draw a case reference such as ``AD-7KQ2-9MF``: six random characters and a check character.

    It is drawn, never counted, so it tells nobody how many cases there are or when one was opened.
    """
    drawn = "".join(secrets.choice(CROCKFORD) for _ in range(6))
    return _dressed(drawn + check_character(drawn))


def read_case_reference(typed: str) -> str | None:
    """Return the reference somebody typed in its proper form, or None if it cannot be one.

    Case, spaces, dashes and the letters people mistake for figures (O, I, L) do not matter; a single
    wrong character, or two neighbours swapped, is noticed by the check character.
    """
    bare = typed.upper().replace(" ", "").replace("-", "")
    bare = bare.removeprefix("AD").translate(LOOKALIKES)
    if len(bare) != 7 or any(character not in CROCKFORD for character in bare):
        return None
    return _dressed(bare) if check_character(bare[:6]) == bare[6] else None


def new_reply_reference() -> str:
    """Draw a reply reference such as ``RE-7KQ2-9MF`` for an agency to quote. It says nothing about anybody.

    Its check character is another than a case reference would have, so that neither is ever taken for the other.
    """
    drawn = "".join(secrets.choice(CROCKFORD) for _ in range(6))
    return _dressed_reply(drawn + _reply_check(drawn))


def read_reply_reference(typed: str) -> str | None:
    """Return the reply reference somebody typed in its proper form, or None if it cannot be one.

    It is read as `read_case_reference` reads, with or without ``RE``.
    """
    bare = typed.upper().replace(" ", "").replace("-", "")
    bare = (bare.removeprefix("RE") if len(bare) == _WITH_PREFIX else bare).translate(LOOKALIKES)
    if len(bare) != _WITH_PREFIX - 2 or any(character not in CROCKFORD for character in bare):
        return None
    return _dressed_reply(bare) if _reply_check(bare[:6]) == bare[6] else None


_WITH_PREFIX = 9


def _reply_check(drawn: str) -> str:
    """Return a check character sixteen on from a case reference's, which catches the same mistakes."""
    return CROCKFORD[(CROCKFORD.index(check_character(drawn)) + 16) % 32]


def _dressed_reply(bare: str) -> str:
    return f"RE-{bare[:4]}-{bare[4:]}"


def _dressed(bare: str) -> str:
    return f"AD-{bare[:4]}-{bare[4:]}"


def check_character(drawn: str) -> str:
    """Return what stands behind ``drawn`` to catch a misread character, or two neighbours swapped.

    Luhn's method over base 32 (ISO/IEC 7812-1, with 32 in the place of 10).
    """
    total = 0
    for place, character in enumerate(reversed(drawn)):
        value = CROCKFORD.index(character) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return CROCKFORD[-total % 32]
