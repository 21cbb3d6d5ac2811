"""Where to look for somebody who may be here twice, so that nobody need be laid beside everybody.

Narrow keys are shared by few: whoever shares none of them is not compared. Wide keys are shared by many, and are for an
index that puts those first who share the most and the rarest. All are letters and figures alone, so that an index of
words can keep them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, product

from advocate_desk.domain.likeness import Likeness
from advocate_desk.domain.name_forms import plain_words, sound

_END = 3


def narrow_keys(likeness: Likeness) -> frozenset[str]:
    """Return the keys that few share: number, postcode, day of birth, two sounds, a sound and a part of the birth."""
    found = {f"p{digits}" for digits in likeness.phones}
    if likeness.postcode:
        found.add(f"c{likeness.postcode.lower()}")
    born = likeness.born_on
    if born is not None:
        found.add(f"b{born:%Y%m%d}")
    for name in likeness.names:
        sounds = sorted({sound(word) for word in plain_words(name)})
        found |= {f"n{one}0{other}" for one, other in combinations(sounds, 2)}
        if born is not None:
            found |= {f"{part}{heard}" for part, heard in product(_parts(born), sounds)}
    return frozenset(found)


def wide_keys(names: Iterable[str]) -> frozenset[str]:
    """Return what names are found by however they are misspelt: each word's sound, its beginning and its end.

    One slip in a word of six letters leaves one of the three as it was.
    """
    return frozenset(key for name in names for word in plain_words(name) for key in _of_word(word))


def _of_word(word: str) -> Iterator[str]:
    yield f"s{sound(word)}"
    yield f"h{word[:_END]}"
    yield f"t{word[-_END:]}"


def _parts(born: date) -> tuple[str, str, str]:
    """Return the birth in parts, of which one slip leaves one whole; day and month in whichever order."""
    low, high = sorted((born.day, born.month))
    return (f"y{born:%Y}", f"d{low:02}{high:02}", f"m{born:%Y%m}")
