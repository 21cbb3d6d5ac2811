"""What a person is known again by, and how much each thing two records have in common speaks for one person.

Only ever a question for a person to answer. The points are data, each with its reason; they add up, and from
`ASKED_FROM` on somebody is asked. They are about the logarithm to the base of two of how much likelier a thing is for
one person written down twice than for two people (Fellegi and Sunter, "A theory for record linkage", JASA 64, 1969),
counted on the febrl4 set, and set right where people who flee differ from those of that set: they move, they change
names, and they share a home, a phone and a name with those who are not them. Evidence: design; checked 2026-11-23.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.name_forms import plain_words, sound

Score = Callable[[str, str], float]
"""How alike two texts are, of 100; case, marks and the order of their words set aside."""

ALIKE = 80.0
"""Names resemble one another from this score on: two slips of the pen in a name of ten letters."""
_WORD_ALIKE = 75.0
"""One wrong letter in a word of four."""
_ADDRESS_SAME, _ADDRESS_LIKE, _ADDRESS_NEAR = 90.0, 70.0, 55.0
_TELLING_SOUND = 2
_TELLING_WORD = 3


class Agreement(StrEnum):
    """How far two people agree in one thing."""

    SAME = "same"
    LIKE = "like"
    PART = "part"
    NEAR = "near"
    DIFFERS = "differs"
    NOT_BOTH = "not_both"
    """One of the two has nothing there, which says nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Weight:
    """The points of one agreement, and why it has so many."""

    points: int
    reason: str


NAMES = {
    Agreement.SAME: Weight(points=13, reason="Every word is the same. Common names are shared, so it is not enough."),
    Agreement.LIKE: Weight(points=9, reason="Sounds or is spelt alike: a slip of the pen, or another spelling."),
    Agreement.PART: Weight(points=6, reason="All of the shorter name is in the longer one: a marriage, a middle name."),
    Agreement.NEAR: Weight(points=4, reason="One word in common, as sisters and colleagues have."),
    Agreement.DIFFERS: Weight(points=-4, reason="Names are changed to be safe, so this never rules anybody out."),
}
BIRTH = {
    Agreement.SAME: Weight(points=12, reason="About one in thirty thousand share a day of birth."),
    Agreement.LIKE: Weight(points=4, reason="Day and month turned round, or one figure mistyped."),
    Agreement.NEAR: Weight(points=0, reason="Two of day, month and year the same: nearly as often chance."),
    Agreement.DIFFERS: Weight(points=-4, reason="A parent and a child of one name are told apart by it."),
}
PHONE = {
    Agreement.SAME: Weight(points=8, reason="One phone often serves a household, and a number is given out again."),
}
PLACE = {
    Agreement.SAME: Weight(points=11, reason="The same address, as all of a household have."),
    Agreement.LIKE: Weight(points=10, reason="The same address with a word missing or misspelt."),
    Agreement.PART: Weight(points=8, reason="The same postcode alone: a street, or a house of many flats."),
    Agreement.NEAR: Weight(points=3, reason="A postcode with one slip, or a few of the same words."),
    Agreement.DIFFERS: Weight(points=-1, reason="People who come here have often just moved."),
}
ASKED_FROM = 16
"""No one thing reaches it alone: a name needs a day of birth, a number or an address beside it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """What a person can be known again by.

    ``postcode`` has no space and is in capitals. ``address`` is the rest, as it was typed. ``phones`` are E.164 digits.
    """

    case_id: UUID
    names: tuple[str, ...]
    born_on: date | None
    phones: frozenset[str]
    postcode: str
    address: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """How much speaks for one person: the points in all, and each thing that speaks for it, in words.

    Where nobody is to be asked, only names and birth may have been looked at.
    """

    points: int
    why: tuple[str, ...]

    @property
    def is_asked(self) -> bool:
        """Whether somebody should be asked."""
        return self.points >= ASKED_FROM


_MOST_OF_THE_REST = max(weight.points for weights in (PHONE, PLACE) for weight in weights.values())
"""What a number and an address can add: of the two together, only the one that says more counts."""


def weigh(one: Likeness, other: Likeness, score: Score) -> Weighed:
    """Lay two people side by side."""
    names = compare_names(one.names, other.names, score)
    birth = compare_births(one.born_on, other.born_on)
    so_far = _points(NAMES, names) + _points(BIRTH, birth)
    if so_far + _MOST_OF_THE_REST < ASKED_FROM:
        return Weighed(points=so_far, why=())  # hundreds may share a postcode, and few of them more than that
    phone = Agreement.SAME if one.phones & other.phones else Agreement.NOT_BOTH
    place = compare_places(one, other, score)
    where = "postcode" if one.postcode and one.postcode == other.postcode else "address"
    told = (
        ("name", names, NAMES),
        ("phone", phone, PHONE),
        ("date of birth", birth, BIRTH),
        (where, place, PLACE),
    )
    points = {what: weights[found].points for what, found, weights in told if found in weights}
    # Who shares a home shares its phone: the two together say no more than the one that says more.
    household = min(points.get("phone", 0), max(points.get(where, 0), 0))
    return Weighed(
        points=sum(points.values()) - household,
        why=tuple(what for what, its_points in points.items() if its_points > 0),
    )


def _points(weights: Mapping[Agreement, Weight], found: Agreement) -> int:
    return weights[found].points if found in weights else 0


def compare_names(mine: Iterable[str], theirs: Iterable[str], score: Score) -> Agreement:
    """Return how far the nearest two of all the names people go by agree."""
    found = [_compare_two(plain_words(one), plain_words(other), score) for one in mine for other in theirs]
    return min(found, key=_NEAREST.index, default=Agreement.NOT_BOTH)


_NEAREST = tuple(Agreement)


def _compare_two(mine: tuple[str, ...], theirs: tuple[str, ...], score: Score) -> Agreement:
    if not mine or not theirs:
        return Agreement.NOT_BOTH
    if sorted(mine) == sorted(theirs):
        return Agreement.SAME
    left, shared = list(theirs), 0
    for word in mine:
        match = next((other for other in left if words_alike(word, other, score)), None)
        if match is not None:
            left.remove(match)
            shared += 1
    if shared == max(len(mine), len(theirs)) or score(" ".join(mine), " ".join(theirs)) >= ALIKE:
        return Agreement.LIKE
    if shared == min(len(mine), len(theirs)):
        return Agreement.PART
    return Agreement.NEAR if shared else Agreement.DIFFERS


def words_alike(one: str, other: str, score: Score) -> bool:
    """Say whether two plain words of names are the same, sound the same, or are a slip of the pen apart."""
    if one == other:
        return True
    heard = sound(one)
    if len(heard) >= _TELLING_SOUND and heard == sound(other):
        return True
    return min(len(one), len(other)) >= _TELLING_WORD and score(one, other) >= _WORD_ALIKE


def compare_births(one: date | None, other: date | None) -> Agreement:
    """Return how far two days of birth agree; ``LIKE`` is one slip away, ``NEAR`` shares two of its three parts."""
    if one is None or other is None:
        return Agreement.NOT_BOTH
    if one == other:
        return Agreement.SAME
    same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    if not same:
        return Agreement.DIFFERS  # one slip leaves the year or the day as it was
    turned_round = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    if turned_round or one_slip(f"{one:%Y%m%d}", f"{other:%Y%m%d}"):
        return Agreement.LIKE
    return Agreement.NEAR if same == 2 else Agreement.DIFFERS


def compare_places(one: Likeness, other: Likeness, score: Score) -> Agreement:
    """Return how far two addresses agree; the postcode alone is `PART` of one."""
    if not ((one.postcode and other.postcode) or (one.address and other.address)):
        return Agreement.NOT_BOTH
    alike = score(one.address, other.address) if one.address and other.address else 0.0
    if alike >= _ADDRESS_SAME:
        return Agreement.SAME
    if alike >= _ADDRESS_LIKE:
        return Agreement.LIKE
    if one.postcode and one.postcode == other.postcode:
        return Agreement.PART
    if alike >= _ADDRESS_NEAR or one_slip(one.postcode, other.postcode):
        return Agreement.NEAR
    return Agreement.DIFFERS


def one_slip(one: str, other: str) -> bool:
    """Say whether two texts are one slip apart: a wrong, missing or further character, or two turned round."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter or len(longer) - len(shorter) > 1:
        return False
    start = next((at for at, both in enumerate(zip(shorter, longer, strict=False)) if both[0] != both[1]), len(shorter))
    if len(longer) > len(shorter):
        return longer[start + 1 :] == shorter[start:]
    if longer[start + 1 :] == shorter[start + 1 :]:
        return True
    return longer[start : start + 2] == shorter[start : start + 2][::-1] and longer[start + 2 :] == shorter[start + 2 :]
