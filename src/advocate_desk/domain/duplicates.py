"""When two records may be of the same person. Only ever a question for a person to answer; nothing is merged."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
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


def find_postcode(address: str) -> str:
    """Return the last postcode in ``address``, without its space and in capitals, or ""."""
    found = _POSTCODE.findall(address)
    return "".join(found[-1]).upper() if found else ""


class Likenesses:
    """Everybody known so far, found by date of birth, phone or postcode, so that each look-up stays small."""

    def __init__(self, score: Callable[[str, str], float]) -> None:
        self._score = score
        self._by_key: dict[tuple[str, object], list[Likeness]] = defaultdict(list)

    def add(self, likeness: Likeness) -> None:
        """Remember somebody."""
        for key in _keys(likeness):
            self._by_key[key].append(likeness)

    def resembling(self, likeness: Likeness) -> tuple[PossibleDuplicate, ...]:
        """Return the cases ``likeness`` resembles.

        One of date of birth, phone and postcode must be the same and the names alike; or two of the three
        the same, whatever the names, because people marry, change names and are written down by ear.
        """
        shared: dict[UUID, list[str]] = defaultdict(list)
        known: dict[UUID, Likeness] = {}
        for key in _keys(likeness):
            for other in self._by_key.get(key, ()):
                if key[0] not in shared[other.case_id]:
                    shared[other.case_id].append(key[0])
                known[other.case_id] = other
        return tuple(
            PossibleDuplicate(case_id=case_id, why=", ".join((*(("name",) if alike else ()), *same)))
            for case_id, same in shared.items()
            if (alike := self._alike(likeness.names, known[case_id].names)) or len(same) >= 2
        )

    def _alike(self, one: Sequence[str], other: Sequence[str]) -> bool:
        return any(self._score(mine, theirs) >= ALIKE for mine in one for theirs in other)


def _keys(likeness: Likeness) -> list[tuple[str, object]]:
    keys: list[tuple[str, object]] = [("phone", digits) for digits in sorted(likeness.phones)]
    if likeness.born_on:
        keys.append(("date of birth", likeness.born_on))
    if likeness.postcode:
        keys.append(("postcode", likeness.postcode))
    return keys
