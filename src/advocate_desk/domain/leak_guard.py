"""The leak guard: finds protected addresses and numbers in a letter, whatever their spacing or case.

A *do not disclose* point is always a stop. A *may be shared* point is a stop unless it was ticked for this
letter and her consent covers it. Every point of the other person and of other cases is a stop. What is
*free* passes. Unset counts as *do not disclose*.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.people import ContactPoint


class Owner(StrEnum):
    """Whose a contact point is, seen from the letter's case."""

    CLIENT = "client"
    CHILD = "child"
    SUPPORTER = "supporter"
    OTHER_PERSON = "other_person"
    OTHER_CASE = "other_case"


@dataclass(frozen=True, kw_only=True, slots=True)
class GuardedPoint:
    """A contact point and whose it is."""

    point: ContactPoint
    owner: Owner


@dataclass(frozen=True, kw_only=True, slots=True)
class Leak:
    """A protected point found in a letter. ``sentence`` says which kind and where, never the value."""

    point_id: UUID
    owner: Owner
    place: str
    sentence: str
