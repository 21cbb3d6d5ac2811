"""When two records may be of the same person. Only ever a question for a person to answer; nothing is merged."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

ALIKE = 80.0
"""Names resemble one another from this score on, of 100: two slips of the pen in a name of ten letters."""

_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """What a person can be known again by. ``postcode`` has no space and is in capitals."""

    case_id: UUID
    names: tuple[str, ...]
    born_on: date | None
    phones: frozenset[str]
    postcode: str


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


class Likenesses:
    """Everybody known so far, found by date of birth, phone or postcode, so that each look-up stays small."""

    def __init__(self, score: Callable[[str, str], float]) -> None:
        self._score = score
        self._scores: dict[tuple[str, str], float] = {}
        self._by_key: dict[tuple[str, object], list[Likeness]] = defaultdict(list)
        self._by_case: dict[UUID, Likeness] = {}

    def add(self, likeness: Likeness) -> None:
        """Remember somebody."""
        self._by_case[likeness.case_id] = likeness
        for key in _keys(likeness):
            self._by_key[key].append(likeness)

    def resembling(self, likeness: Likeness) -> tuple[PossibleDuplicate, ...]:
        """Return the cases ``likeness`` resembles.

        One of date of birth, phone and postcode must be the same and the names alike; or two of the three
        the same, whatever the names, because people marry, change names and are written down by ear.
        """
        # By number: hundreds may share a postcode, and an id as such takes several times as long to look up.
        shared: dict[int, list[str]] = {}
        known: dict[int, Likeness] = {}
        for key in _keys(likeness):
            for other in self._by_key.get(key, ()):
                number = other.case_id.int
                same = shared.setdefault(number, [])
                if key[0] not in same:
                    same.append(key[0])
                known[number] = other
        return tuple(
            PossibleDuplicate(case_id=known[number].case_id, why=", ".join((*(("name",) if alike else ()), *same)))
            for number, same in shared.items()
            if (alike := self._alike(likeness.names, known[number].names)) or len(same) >= 2
        )

    def compare(self, likeness: Likeness, case_id: UUID) -> tuple[Compared, ...]:
        """Lay ``likeness`` beside somebody remembered, trait by trait."""
        known = self._by_case[case_id]
        names = _compared(Trait.NAMES, likeness.names, known.names)
        if names.sameness is Sameness.DIFFERS and self._alike(likeness.names, known.names):
            names = replace(names, sameness=Sameness.LIKE)
        return (
            names,
            _compared(Trait.BORN_ON, _there(likeness.born_on), _there(known.born_on)),
            _compared(Trait.PHONES, sorted(likeness.phones), sorted(known.phones)),
            _compared(Trait.POSTCODE, _there(likeness.postcode), _there(known.postcode)),
        )

    def _alike(self, one: Sequence[str], other: Sequence[str]) -> bool:
        return any(self._scored(mine, theirs) >= ALIKE for mine in one for theirs in other)

    def _scored(self, one: str, other: str) -> float:
        """Compare two names once, however many people bear them."""
        if (one, other) not in self._scores:
            self._scores[one, other] = self._score(one, other)
        return self._scores[one, other]


def _keys(likeness: Likeness) -> list[tuple[str, object]]:
    keys: list[tuple[str, object]] = [("phone", digits) for digits in sorted(likeness.phones)]
    if likeness.born_on:
        keys.append(("date of birth", likeness.born_on))
    if likeness.postcode:
        keys.append(("postcode", likeness.postcode))
    return keys


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
