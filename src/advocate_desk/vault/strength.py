"""Which passphrases are refused. Length counts, and what is easily guessed counts for nothing.

After the Cyber Essentials requirements (NCSC): at least 12 characters or a list of refused ones, no forced
change, no rules about kinds of characters. Ours: 14, and a list.
"""

from collections.abc import Iterable

from advocate_desk.domain.errors import WeakPassphrase
from advocate_desk.vault.codes import read_code
from advocate_desk.vault.crypto import tidy_passphrase

SHORTEST = 14
LONGEST = 1024
_MUST_REMAIN = 8
_DIFFERENT_CHARACTERS = 5
_NAME_PART = 3

_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "01234567890123456789",
    "98765432109876543210",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujm",
)
_RUN = 4
_LONGEST_RUN = max(map(len, _RUNS))
_COMMON = (
    "advocate desk advocate desk passphrase password passwort passw0rd p@ssword p@ssw0rd welcome letmein login "
    "admin administrator supervisor service secret iloveyou trustno1 monkey dragon sunshine princess football "
    "liverpool arsenal chelsea charlie superman batman master shadow michael jordan jessica changeme default "
    "correct horse battery staple opensesame whatever computer internet summer winter spring autumn january february "
    "march april june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday london england scotland wales britain qwerty azerty 1234 abcd"
)


def refuse_weak(passphrase: str, names: Iterable[str]) -> None:
    """Refuse a passphrase that is short, repeats itself, or is made of what anybody would try first.

    Args:
        passphrase: as typed.
        names: the sign-in name, the service's name: their words add nothing.

    Raises:
        WeakPassphrase: choose another.
    """
    typed = tidy_passphrase(passphrase).casefold()
    if read_code(typed):
        raise WeakPassphrase("That is a one-time code. Choose a passphrase of your own, or take the five words.")
    if not SHORTEST <= len(typed) <= LONGEST or _repeats(typed):
        raise WeakPassphrase
    rest = typed
    guessed = {part for name in names for part in _parts(name) if len(part) >= _NAME_PART} | set(_COMMON.split())
    for part in sorted(guessed, key=len, reverse=True):
        rest = rest.replace(part, " ")
    rest = "".join(character for character in _without_runs(rest) if character.isalnum())
    if len(rest) < _MUST_REMAIN or len(set(rest)) < _DIFFERENT_CHARACTERS:
        raise WeakPassphrase


def _parts(name: str) -> list[str]:
    tidy = tidy_passphrase(name).casefold()
    return [tidy, tidy.replace(" ", ""), *"".join(mark if mark.isalnum() else " " for mark in tidy).split()]


def _repeats(text: str) -> bool:
    """Say whether ``text`` is a shorter one over and over, apart from spaces."""
    bare = text.replace(" ", "")
    if len(set(bare)) < _DIFFERENT_CHARACTERS:
        return True
    return any((bare[:size] * len(bare)).startswith(bare) for size in range(1, len(bare) // 2 + 1))


def _without_runs(text: str) -> str:
    """Return ``text`` without stretches of the alphabet, of figures or of the keyboard."""
    kept, at = [], 0
    while at < len(text):
        size = next(
            (
                size
                for size in range(min(len(text) - at, _LONGEST_RUN), _RUN - 1, -1)
                if any(text[at : at + size] in run for run in _RUNS)
            ),
            0,
        )
        if not size:
            kept.append(text[at])
        at += size or 1
    return "".join(kept)
