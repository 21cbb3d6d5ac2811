"""Somebody written down just now, and those on record who are near."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.duplicates import find_postcode, likeness_of, without_postcode
from advocate_desk.domain.likeness import Likeness
from advocate_desk.domain.likeness_keys import narrow_keys
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.services.ports import UnitOfWork

_AT_MOST = 200
"""People who are looked at, the nearest first."""
_REACHES_ONE_PERSON = frozenset({PointKind.PHONE, PointKind.EMAIL})
_NO_CASE_YET = UUID(int=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Newcomer:
    """What somebody may be known again by. ``phones`` are E.164 digits; ``values`` everything typed that reaches them.

    ``case_id`` is None as long as there is no case.
    """

    names: tuple[str, ...]
    born_on: date | None
    phones: frozenset[str]
    values: tuple[str, ...]
    role: PersonRole = PersonRole.CLIENT
    case_id: UUID | None = None
    works_at: str = ""
    works_at_agency_id: UUID | None = None

    @classmethod
    def of(cls, person: Person, points: Iterable[ContactPoint]) -> "Newcomer":
        """Return somebody of a case; a school or a place of work is many people's, and tells nobody."""
        own = [one for one in points if one.kind in _REACHES_ONE_PERSON or one.kind is PointKind.ADDRESS]
        return cls(
            names=likeness_of(person, ()).names,
            born_on=person.date_of_birth,
            phones=frozenset(one.digits for one in own if one.digits),
            values=tuple(one.value for one in own),
            role=person.role,
            case_id=person.case_id,
            works_at=person.works_at,
            works_at_agency_id=person.works_at_agency_id,
        )

    @property
    def likeness(self) -> Likeness:
        """What is laid beside others."""
        address = next((value for value in self.values if find_postcode(value)), "")
        return Likeness(
            case_id=self.case_id or _NO_CASE_YET,
            names=self.names,
            born_on=self.born_on,
            phones=self.phones,
            postcode=find_postcode(address),
            address=without_postcode(address).strip(),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Near:
    """Those on record who share a key, a number or an address with somebody new.

    ``points`` are theirs, by person; ``touched`` are the people whose own number or email was typed.
    """

    cases: Mapping[UUID, Case]
    people: Sequence[Person]
    points: Mapping[UUID, Sequence[ContactPoint]]
    touched: frozenset[UUID]

    def likeness(self, person: Person) -> Likeness:
        """Return what one of them is known again by."""
        return likeness_of(person, self.points.get(person.id, ()))


def near(unit: UnitOfWork, new: Newcomer) -> Near:
    """Look for those who are near ``new``, in other cases than its own."""
    typed = unit.points_in("\n".join(new.values)) if new.values else ()
    ids = dict.fromkeys((*unit.known_by(narrow_keys(new.likeness), _AT_MOST), *(one.person_id for one in typed)))
    people = [one for one in unit.find(Person, id=tuple(ids)) if one.case_id != new.case_id] if ids else []
    case_ids = tuple({one.case_id for one in people})
    if not case_ids:
        return Near(cases={}, people=(), points={}, touched=frozenset())
    points: dict[UUID, list[ContactPoint]] = defaultdict(list)
    for point in unit.find(ContactPoint, case_id=case_ids):
        points[point.person_id].append(point)
    cases = {case.id: case for case in unit.find(Case, id=case_ids)}
    return Near(
        cases=cases,
        people=[one for one in people if one.case_id in cases],
        points=points,
        touched=frozenset(one.person_id for one in typed if one.kind in _REACHES_ONE_PERSON),
    )
