"""The forms one name takes: with and without its marks, written by ear, in another script, with its parts turned round.

Simple enough to be explained at a desk: a name is taken apart into words; every word is written in plain letters; and
two words sound alike when what is left of their consonants is the same.
"""

import re
import unicodedata
from functools import lru_cache

from advocate_desk.domain.other_scripts import in_latin_letters

_WORD = re.compile(r"[^\W_]+")
_WITHIN_A_WORD = re.compile(r"['’‘ʼ`´]")
_LETTERS_OF_THEIR_OWN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"}
)

_STANDS_BESIDE = (
    "mr mrs ms miss mx dr al el ul ibn bin ben bint binti binte van von der den de da di do dos du la le abu umm "
    "ap ab ferch verch mac mc nic st the and or aka née nee"
)
"""Titles, "son of", "daughter of" and articles: some write them and some do not, and they tell nobody from another."""
_BESIDE_THE_NAME = frozenset(_STANDS_BESIDE.split())

_SHORT_FORMS = {"mohd": "mohammed", "muhd": "mohammed", "md": "mohammed", "mhd": "mohammed", "abdl": "abdul"}
"""Written so on documents; in full where they are spoken."""

# In this order; each is one sound that several letters write. What stays are the sounds that people hear apart.
_HEARD_AS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^x", "s"),
        (r"tch|tsch|cz|ch", "k"),
        (r"ph", "f"),
        (r"ck|cq|qu|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"sch|sh|sz|zh", "s"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"dj|dg|j", "g"),
        (r"gh(?=[aeiouy])", "g"),
        (r"gh", ""),
        (r"g(?=k)", ""),
        (r"[dt]h|d", "t"),
        (r"v|w(?=[aeiouy])", "f"),
        (r"w", ""),
        (r"b(?=$)", "p"),
        (r"[hy]", ""),
    )
)
_VOWELS = re.compile(r"[aeiou]+")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def plain_words(name: str) -> tuple[str, ...]:
    """Return the words of ``name`` in plain small letters, in their order.

    A hyphen parts two words, an apostrophe stands inside one. What stands beside a name is left out where words remain
    without it: somebody may be called Ben and nothing else.
    """
    # In this order, for й is a letter of its own and ώ is not.
    latin = in_latin_letters(unicodedata.normalize("NFKC", _WITHIN_A_WORD.sub("", name).casefold()))
    decomposed = unicodedata.normalize("NFKD", latin)
    bare = in_latin_letters("".join(one for one in decomposed if not unicodedata.combining(one)))
    words = tuple(_SHORT_FORMS.get(word, word) for word in _WORD.findall(bare.translate(_LETTERS_OF_THEIR_OWN)))
    return tuple(word for word in words if word not in _BESIDE_THE_NAME) or words


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return what is heard of ``word``, a plain one: whether it begins with a vowel, and its consonants.

    Vowels are set aside, for they are what people write differently first (Mohammed, Muhamad); so are h and y, which
    one language writes and the next does not. A word of vowels alone is its own sound.
    """
    heard = word
    for pattern, letters in _HEARD_AS:
        heard = pattern.sub(letters, heard)
    if not heard:
        return word
    begins = "a" if heard[0] in "aeiou" else ""
    skeleton = _TWICE.sub(r"\1", _VOWELS.sub("", heard))
    return begins + skeleton if skeleton else word
