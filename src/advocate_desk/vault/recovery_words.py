"""Keys and passphrases as words a person can write down and type again.

24 words carry the 256 bits of the recovery key and an 8-bit check, 11 bits a word, as BIP-39 does; the
list of 2048 words is our own (resources/recovery/words.txt). No two words begin with the same four letters,
so four letters are enough to type.
"""

import secrets
from collections.abc import Sequence
from functools import cache

from advocate_desk.assets import resource
from advocate_desk.domain.errors import RecoveryWordsMistyped
from advocate_desk.vault.crypto import KEY, digest, same

WORDS = 24
PASSPHRASE_WORDS = 5
LIST_LENGTH = 2048
_BITS = 11
_TOLD_APART_BY = 4
_NUMBERING = "0123456789.,:;()"


@cache
def word_list() -> tuple[str, ...]:
    """Return the 2048 words."""
    return tuple(resource("recovery", "words.txt").read_text(encoding="ascii").split())


def to_words(key: bytes) -> tuple[str, ...]:
    """Write a 32-byte key as 24 words."""
    number = int.from_bytes(key + digest(key, 16)[:1], "big")
    places = range(_BITS * (WORDS - 1), -1, -_BITS)
    return tuple(word_list()[(number >> place) % LIST_LENGTH] for place in places)


def from_words(words: Sequence[str]) -> bytes:
    """Read 24 words; case, numbers before words, and anything after the fourth letter do not matter.

    Raises:
        RecoveryWordsMistyped: a word is missing, unknown or in another place.
    """
    known = {word[:_TOLD_APART_BY]: at for at, word in enumerate(word_list())}
    bare = (word.strip(_NUMBERING) for text in words for word in text.split())
    typed = [word.casefold()[:_TOLD_APART_BY] for word in bare if word]
    if len(typed) != WORDS:
        counted = "1 word" if len(typed) == 1 else f"{len(typed)} words"
        raise RecoveryWordsMistyped(f"A recovery sheet has {WORDS} words, and here are {counted}. Look at each again.")
    unknown = next((place for place, word in enumerate(typed, start=1) if word not in known), None)
    if unknown is not None:
        raise RecoveryWordsMistyped(f"Word {unknown} is none of the recovery words. Look at it on the sheet again.")
    number = 0
    for word in typed:
        number = number * LIST_LENGTH + known[word]
    data = number.to_bytes(KEY + 1, "big")
    if not same(digest(data[:KEY], 16)[:1], data[KEY:]):
        raise RecoveryWordsMistyped
    return data[:KEY]


def suggest_passphrase() -> str:
    """Offer five words drawn at random: 55 bits, each guess at which costs the key derivation's time."""
    return " ".join(secrets.choice(word_list()) for _ in range(PASSPHRASE_WORDS))
