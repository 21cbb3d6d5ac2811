"""What betrays a contact point in a text, when spaces, case, accents and punctuation are set aside.

An address is betrayed by its first line or its postcode alone; a phone number by its national digits, however
the country code is written. A fragment is looked for through its *probe*, a short piece of it that an index
can find.
"""

import re
import unicodedata
from collections.abc import Iterator

from advocate_desk.domain.people import ContactPoint, PointKind

PROBE_LENGTHS = (8, 5, 3)
"""A probe is as long as the longest of these that its fragment can fill."""

_TELLING_FIRST_LINE = 8
_FOREIGN_SUBSCRIBER = 8
_UK = "44"
# The Royal Mail's forms (PAF Programmers' Guide): outward code, then a figure and two letters.
_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][0-9a-z]?)\s*([0-9][a-z]{2})\b", re.IGNORECASE)


def compact(text: str) -> str:
    """Return only the letters and figures of ``text``: casefolded, accents and width folded away."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if character.isalnum())


def fragments(point: ContactPoint) -> tuple[str, ...]:
    """Return the compact pieces of ``point`` any one of which in a letter would give it away."""
    found = _phone(point) if point.kind is PointKind.PHONE else _written(point)
    return tuple(dict.fromkeys(fragment for fragment in found if len(fragment) >= PROBE_LENGTHS[-1]))


def probe(fragment: str) -> str:
    """Return the piece of ``fragment`` that an index keeps: its end for figures and postcodes, else its start."""
    length = next(length for length in PROBE_LENGTHS if length <= len(fragment))
    return fragment[-length:] if fragment[-3:-2].isdigit() else fragment[:length]


def probes_in(compacted: str) -> frozenset[str]:
    """Return every piece of an already compacted text that could be the probe of a fragment in it."""
    return frozenset(
        compacted[start : start + length] for length in PROBE_LENGTHS for start in range(len(compacted) - length + 1)
    )


def _phone(point: ContactPoint) -> Iterator[str]:
    digits = point.digits or compact(point.value).removeprefix("00")
    if digits.startswith(_UK):
        # "(0)" after the country code is common in writing and in no number.
        yield digits.removeprefix(_UK).lstrip("0")
    elif point.digits:
        yield digits[-_FOREIGN_SUBSCRIBER:]
    else:
        yield digits.lstrip("0")


def _written(point: ContactPoint) -> Iterator[str]:
    yield compact(point.value)
    if point.kind is PointKind.EMAIL:
        return
    yield from _first_line(re.split(r"[\n,]", point.value))
    for outward, inward in _POSTCODE.findall(point.value):
        yield compact(outward + inward)


def _first_line(parts: list[str]) -> Iterator[str]:
    """Join the parts from the top until they tell one place from another: "Flat 2" alone does not."""
    telling = ""
    for part in parts:
        telling += compact(part)
        if len(telling) >= _TELLING_FIRST_LINE:
            yield telling
            return
