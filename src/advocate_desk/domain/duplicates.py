"""When two records may be of the same person. Only ever a question for a person to answer; nothing is merged."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.likeness import Agreement, Likeness, Score, compare_births, compare_names, weigh
from advocate_desk.domain.likeness_keys import narrow_keys
from advocate_desk.domain.people import ContactPoint, Person, PointKind

_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class PossibleDuplicate:
    """A case that may be of the same person, and what the two have in common."""

    case_id: UUID
    why: str


class Sameness(StrEnum):
    """What one thing known of two people says about whether they are one."""

    SAME = "same"
    LIKE = "like"
    DIFFERS = "differs"
    NOT_BOTH = "not_both"
    """One of the two has nothing there."""


class Trait(StrEnum):
    """What two people are laid side by side by."""

    NAMES = "names"
    BORN_ON = "born_on"
    PHONES = "phones"
    POSTCODE = "postcode"


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """One trait of two people. ``new`` and ``known`` are empty where nothing is known."""

    trait: Trait
    new: tuple[str | date, ...]
    known: tuple[str | date, ...]
    sameness: Sameness


def find_postcode(address: str) -> str:
    """Return the last postcode in ``address``, without its space and in capitals, or ""."""
    found = _POSTCODE.findall(address)
    return "".join(found[-1]).upper() if found else ""


def without_postcode(address: str) -> str:
    """Return ``address`` without any postcode: what is left tells the house and the street."""
    return _POSTCODE.sub(" ", address)


def likeness_of(person: Person, points: Iterable[ContactPoint]) -> Likeness:
    """Return what ``person`` can be known again by; ``points`` are hers."""
    names = (person.name_to_use, person.legal_name, *person.known_as)
    return likeness_from(
        person.case_id, names, person.date_of_birth, ((one.kind, one.value, one.digits) for one in points)
    )


def likeness_from(
    case_id: UUID, names: Iterable[str], born_on: date | None, points: Iterable[tuple[str, str, str]]
) -> Likeness:
    """Return the same from its parts; a point is its kind, its value and its digits."""
    kept = tuple(points)
    addresses = [value for kind, value, _ in kept if kind == PointKind.ADDRESS]
    return Likeness(
        case_id=case_id,
        names=tuple(dict.fromkeys(name for name in names if name.strip())),
        born_on=born_on,
        phones=frozenset(digits for _, _, digits in kept if digits),
        postcode=next((postcode for postcode in map(find_postcode, addresses) if postcode), ""),
        address=without_postcode(addresses[0]) if addresses else "",
    )


class Likenesses:
    """Everybody known so far, found by the keys few share, so that each look-up stays small."""

    def __init__(self, score: Score) -> None:
        self._score = score
        self._scores: dict[tuple[str, str], float] = {}
        self._by_key: dict[str, list[Likeness]] = defaultdict(list)
        self._by_case: dict[UUID, Likeness] = {}

    def add(self, likeness: Likeness) -> None:
        """Remember somebody."""
        self._by_case[likeness.case_id] = likeness
        for key in narrow_keys(likeness):
            self._by_key[key].append(likeness)

    def resembling(self, likeness: Likeness) -> tuple[PossibleDuplicate, ...]:
        """Return the cases of those who may be one with ``likeness``, in the order in which they were added."""
        # By number: hundreds may share a postcode, and an id as such takes several times as long to look up.
        near = {other.case_id.int: other for key in narrow_keys(likeness) for other in self._by_key.get(key, ())}
        found = []
        for number in sorted(near):
            weighed = weigh(likeness, near[number], self._scored)
            if weighed.is_asked:
                found.append(PossibleDuplicate(case_id=near[number].case_id, why=", ".join(weighed.why)))
        return tuple(found)

    def compare(self, likeness: Likeness, case_id: UUID) -> tuple[Compared, ...]:
        """Lay ``likeness`` beside somebody remembered, trait by trait."""
        known = self._by_case[case_id]
        names = _compared(Trait.NAMES, likeness.names, known.names)
        born = _compared(Trait.BORN_ON, _there(likeness.born_on), _there(known.born_on))
        return (
            _nearer(names, compare_names(likeness.names, known.names, self._scored)),
            _nearer(born, compare_births(likeness.born_on, known.born_on)),
            _compared(Trait.PHONES, sorted(likeness.phones), sorted(known.phones)),
            _compared(Trait.POSTCODE, _there(likeness.postcode), _there(known.postcode)),
        )

    def _scored(self, one: str, other: str) -> float:
        """Compare two texts once, however many people bear them."""
        if (one, other) not in self._scores:
            self._scores[one, other] = self._score(one, other)
        return self._scores[one, other]


def _nearer(compared: Compared, found: Agreement) -> Compared:
    """Say of what is not the same that it is like it, where it is."""
    is_like = compared.sameness is Sameness.DIFFERS and found in {Agreement.SAME, Agreement.LIKE}
    return replace(compared, sameness=Sameness.LIKE) if is_like else compared


def _there(value: str | date | None) -> tuple[str | date, ...]:
    return (value,) if value else ()


def _compared(trait: Trait, new: Sequence[str | date], known: Sequence[str | date]) -> Compared:
    mine, theirs = ({_plain(one) for one in each} for each in (new, known))
    sameness = Sameness.SAME if mine & theirs else Sameness.DIFFERS
    if not mine or not theirs:
        sameness = Sameness.NOT_BOTH
    return Compared(trait=trait, new=tuple(new), known=tuple(known), sameness=sameness)


def _plain(value: str | date) -> str | date:
    return " ".join(value.split()).casefold() if isinstance(value, str) else value
