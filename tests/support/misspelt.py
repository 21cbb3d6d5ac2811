"""Invented names, and the ways in which people misspell them."""

from collections.abc import Callable, Iterator
from itertools import cycle, product
from random import Random

_GIVEN_WORDS = (
    "Siân Muhammad Ffion Fatima Natalia Yusuf Catherine Aoife Wojciech Zeynep Priya Olamide Rhiannon Khadija "
    "Seán Mihaela Oksana Abdullah Chiamaka Bronwen Jayne Hussein Aisha Giorgos"
)
_FIRST_WORDS = "Ab Bel Cor Dun Fen Gar Hol Kes Lam Mor Nor Pen Quin Ros Tam Ved Wil Yar Zel Ost"
_LAST_WORDS = "bridge croft dale ford gate holm ingham land mead nock park ridge stead thorpe wick"
_BY_EAR = {
    "Siân": "Sharn Sian Shan", "Muhammad": "Mohammed Mohamad Muhamed Mohd محمد", "Fatima": "Fatimah Fatma فاطمة",
    "Natalia": "Natalya Наталья", "Yusuf": "Youssef Yousuf", "Catherine": "Katharine Kathryn", "Jayne": "Jane",
    "Hussein": "Hussain Husayn", "Aisha": "Ayesha Aysha", "Seán": "Shaun Sean", "Abdullah": "Abdulla", 
    "Giorgos": "Γιώργος Yiorgos",
}  # fmt: skip


def caseload() -> list[str]:
    """Return some thousands of names, no two the same."""
    return [
        f"{given} {first}{last}"
        for given, first, last in product(_GIVEN_WORDS.split(), _FIRST_WORDS.split(), _LAST_WORDS.split())
    ]


def _within(word: str, at: int, put: str, instead_of: int) -> str:
    return word[:at] + put + word[at + instead_of :]


def _family(change: Callable[[str, int], str]) -> Callable[[str, int], str]:
    def misspell(name: str, at: int) -> str:
        given, family = name.split()
        return f"{given} {change(family, 1 + at % (len(family) - 2))}"

    return misspell


def _by_ear(name: str, at: int) -> str:
    given, family = name.split()
    ways = _BY_EAR.get(given, given).split()
    return f"{ways[at % len(ways)]} {family}"


WAYS: dict[str, Callable[[str, int], str]] = {
    "a dropped letter": _family(lambda word, at: _within(word, at, "", 1)),
    "two letters swapped": _family(lambda word, at: _within(word, at, word[at + 1] + word[at], 2)),
    "a letter twice": _family(lambda word, at: _within(word, at, word[at] * 2, 1)),
    "a wrong letter": _family(lambda word, at: _within(word, at, "e" if word[at] != "e" else "a", 1)),
    "spelt by ear, or in another script": _by_ear,
    "the family name first": lambda name, _: ", ".join(reversed(name.split())),
    "a hyphen": lambda name, _: name.replace(" ", "-"),
    "run together": lambda name, _: name.replace(" ", ""),
    "a patronymic put in": lambda name, _: name.replace(" ", " bint "),
    "a name more": lambda name, _: name.replace(" ", " Mai "),
}


def misspelt(how_many: int) -> Iterator[tuple[str, str, str]]:
    """Yield a name of the caseload, how it is misspelt, and what is typed."""
    drawn = Random(4)
    ways = cycle(WAYS.items())
    for name in drawn.sample(caseload(), how_many):
        way, misspell = next(ways)
        yield name, way, misspell(name, drawn.randrange(1000))
