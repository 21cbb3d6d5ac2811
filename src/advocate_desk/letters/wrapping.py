"""Plain text broken into lines. No markup: a character is only ever itself."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from advocate_desk.letters.sheet import Run
from advocate_desk.letters.typefaces import EM, Typefaces

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)"
)
DATE = rf"\b\d{{1,2}} {_MONTH}(?: \d{{4}})?"
TIME = r"\b(?:\d{1,2}(?:[:.]\d\d)? ?[ap]m|noon|midday|midnight)"
_PHONE = r"\+?\b\d{2,5}(?: \d{2,6}){1,4}\b"
_POSTCODE = r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
_TITLE = r"\b(?:Ms|Miss|Mrs|Mr|Mx|Dr) (?=\w)"
_UNBREAKABLE = re.compile("|".join((DATE, TIME, _PHONE, _POSTCODE, _TITLE)))

Emphasis = re.Pattern[str] | None
"""Which words are set in bold."""

Lines = tuple[tuple[Run, ...], ...]


def wrap(
    faces: Typefaces, text: str, size: float, width: float, *, bold: bool = False, emphasis: Emphasis = None
) -> Lines:
    """Break ``text`` (one paragraph) into lines no wider than ``width`` points.

    A line that goes on below ends with its space, so that words do not join when the text is read out or
    copied. Dates, times, phone numbers and postcodes stay whole; a word wider than the line is cut where it ends.
    """
    weights = _weights(text, bold, emphasis)
    advances = (faces.advance(character, weight) for character, weight in zip(text, weights, strict=True))
    reach = list(accumulate(advances, initial=0.0))
    return tuple(
        _runs(text[start:end] + tail, weights[start:end]) for start, end, tail in _cuts(text, reach, width * EM / size)
    )


def joined(texts: Iterable[Lines]) -> Lines:
    """Return the lines of several texts as those of one part: each text but the last ends with a space."""
    whole: list[tuple[Run, ...]] = []
    for lines in texts:
        if whole:
            last = whole[-1][-1]
            whole[-1] = (*whole[-1][:-1], replace(last, text=f"{last.text} "))
        whole += lines
    return tuple(whole)


def _cuts(text: str, reach: list[float], room: float) -> Iterator[tuple[int, int, str]]:
    """Yield for each line where its words start and end, and the space it carries to the next."""
    gaps = _gaps(text)
    starts = [gap[0] for gap in gaps]
    start = 0
    while start < len(text):
        fits = bisect_right(reach, reach[start] + room) - 1
        if fits >= len(text):
            yield start, len(text), ""
            return
        place = bisect_right(starts, fits) - 1
        if place >= 0 and starts[place] > start:
            end, following = gaps[place]
            yield start, end, " "
        else:
            end = following = _cut_in_word(text, start, fits)
            yield start, end, ""
        start = following


def _gaps(text: str) -> list[tuple[int, int]]:
    """Return where lines may break: the end of a word and the start of the next."""
    whole = [(found.start(), found.end()) for found in _UNBREAKABLE.finditer(text)]
    ends = [end for _, end in whole]
    gaps = []
    for found in re.finditer(" +", text):
        place = bisect_right(ends, found.start())
        if place == len(whole) or found.start() < whole[place][0]:
            gaps.append((found.start(), found.end()))
    return gaps


def _cut_in_word(text: str, start: int, fits: int) -> int:
    end = max(fits, start + 1)
    while end > start + 1 and end < len(text) and unicodedata.combining(text[end]):
        end -= 1
    return end


def _weights(text: str, bold: bool, emphasis: Emphasis) -> list[bool]:
    weights = [bold] * len(text)
    if emphasis is not None:
        for found in emphasis.finditer(text):
            weights[found.start() : found.end()] = [True] * (found.end() - found.start())
    return weights


def _runs(text: str, weights: list[bool]) -> tuple[Run, ...]:
    runs: list[Run] = []
    start = 0
    for place in range(1, len(weights) + 1):
        if place == len(weights) or weights[place] != weights[start]:
            end = len(text) if place == len(weights) else place
            runs.append(Run(text=text[start:end], bold=weights[start]))
            start = place
    return tuple(runs)
