"""What betrays a contact point in a text, when spaces, case, accents and punctuation are set aside.

An address is betrayed by its first line, its house number and street, or its postcode alone; a phone number by
its national digits, however the country code is written. A fragment is looked for through its *probe*, a short
piece of it that an index can find.
"""

import re
import unicodedata
from collections.abc import Iterator

from advocate_desk.domain.people import ContactPoint, PointKind

PROBE_LENGTHS = (8, 5, 3)
"""A probe is as long as the longest of these that its fragment can fill."""

_TELLING_FIRST_LINE = 8
_FOREIGN_SUBSCRIBER = 8
_TELLING_NUMBER = 5
_UK = "44"
_NUMBER = re.compile(r"\d[\d\s()./-]*")
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
    if point.digits:
        yield _national(point.digits) if point.digits.startswith(_UK) else point.digits[-_FOREIGN_SUBSCRIBER:]
    else:
        yield _national(compact(point.value))
    # Two numbers in one field, or a number among words, are each as telling as one alone.
    yield from (
        run for run in map(_national, map(compact, _NUMBER.findall(point.value))) if len(run) >= _TELLING_NUMBER
    )


def _national(number: str) -> str:
    """Return a number without its country and its leading zero: "(0)" after +44 is common, and in no number."""
    return number.removeprefix("00").removeprefix(_UK).lstrip("0")


def _written(point: ContactPoint) -> Iterator[str]:
    yield compact(point.value)
    if point.kind is PointKind.EMAIL:
        return
    parts = re.split(r"[\n,]", point.value)
    yield from _first_line(parts)
    yield from (part for part in map(compact, parts) if part[:1].isdigit() and len(part) >= _TELLING_FIRST_LINE)
    yield from postcodes(point.value)


def postcodes(text: str) -> tuple[str, ...]:
    """Return the postcodes in ``text``, compact."""
    return tuple(compact(outward + inward) for outward, inward in _POSTCODE.findall(text))


def _first_line(parts: list[str]) -> Iterator[str]:
    """Join the parts from the top until they tell one place from another: "Flat 2" alone does not."""
    telling = ""
    for part in parts:
        telling += compact(part)
        if len(telling) >= _TELLING_FIRST_LINE:
            yield telling
            return
