"""Invented personal data that tests put in, so that a leak can be recognised wherever it comes out.

Whoever tests that something stays in the vault uses these words. The strictness fixtures then see to it
that none of them turns up in a log record or in a file that nobody asked for.
"""

from collections.abc import Iterator
from pathlib import Path

NAME = "Quenby Plantedsample"
CHILD = "Tamsin Plantedsample"
OTHER_PERSON = "Rufus Plantedsample"
PHONE = "07700 900951"
EMAIL = "quenby@plantedsample.example"
ADDRESS = "9 Plantedsample Row, Sampleton, ZZ99 9PX"
NOTE = "Plantedsample: the spare key is under the blue pot."
PASSPHRASE = "plantedsample-tawny-otter-lends-maps"

NEEDLES = ("plantedsample", "quenby", "07700 900951", "7700900951")
"""One of these, in any case of letters, is in every planted text."""

_NEEDLE_BYTES = tuple(needle.encode(encoding) for needle in NEEDLES for encoding in ("utf-8", "utf-16-le"))


def planted_in(text: str) -> str | None:
    """Return the first needle that ``text`` holds."""
    lowered = text.lower()
    return next((needle for needle in NEEDLES if needle in lowered), None)


def files_with_planted(folder: Path) -> Iterator[Path]:
    """Find files under ``folder`` whose name or raw bytes hold planted data (ASCII letters in any case)."""
    for path in sorted(folder.rglob("*")):
        if planted_in(path.name):
            yield path
        elif path.is_file() and not path.is_symlink():
            content = path.read_bytes().lower()
            if any(needle in content for needle in _NEEDLE_BYTES):
                yield path
