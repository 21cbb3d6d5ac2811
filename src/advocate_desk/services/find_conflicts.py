"""Whose case touches whose: both sides of one story, one family, one home, a colleague, an agency's staff.

What is found is a question for a supervisor. Nothing here says anything to a worker.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.cases import CaseLink, LinkKind
from advocate_desk.domain.conflicts import (
    A_HOUSE_OF_MANY,
    CLOSENESS_WORDS,
    Closeness,
    may_be_one,
    meeting,
    named_alike,
    of_staff,
    one_house,
    works_at_one_of,
)
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.likeness import Score
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import User
from advocate_desk.services.newcomer import Near, Newcomer
from advocate_desk.services.ports import UnitOfWork

Digits = Callable[[str], str]
"""Reads a phone number."""
_REACHED = ("phone or email",)
_ORDER = tuple(Closeness)


@dataclass(frozen=True, kw_only=True, slots=True)
class PossibleConflict:
    """Somebody of a case may be bound up with another case, a colleague or an agency: one of the three ids."""

    closeness: Closeness
    why: tuple[str, ...]
    case_id: UUID | None = None
    user_id: UUID | None = None
    agency_id: UUID | None = None

    def link(self, case_id: UUID, now: datetime) -> CaseLink:
        """Return the question about ``case_id``."""
        return CaseLink(
            id=new_id(now),
            stream_id=SHARED_STREAM,
            kind=LinkKind.POSSIBLE_CONFLICT,
            from_case_id=case_id,
            to_case_id=self.case_id or case_id,
            why=f"{CLOSENESS_WORDS[self.closeness]}: {', '.join(self.why)}.",
            user_id=self.user_id,
            agency_id=self.agency_id,
        )


def find_conflicts(
    unit: UnitOfWork, new: Newcomer, around: Near, same_person: frozenset[UUID], score: Score, digits: Digits
) -> tuple[PossibleConflict, ...]:
    """Return whom ``new`` may be bound up with, of each other case the gravest; ``same_person`` are her own cases."""
    found: dict[UUID, PossibleConflict] = {}
    for one in _with_cases(new, around, same_person, score):
        assert one.case_id is not None, "these are the ones with another case"
        before = found.get(one.case_id)
        if before is None or _ORDER.index(one.closeness) < _ORDER.index(before.closeness):
            found[one.case_id] = one
    return (*found.values(), *_with_staff(unit, new, score, digits), *_with_agencies(unit, new, digits))


def _with_cases(new: Newcomer, around: Near, same_person: frozenset[UUID], score: Score) -> Iterator[PossibleConflict]:
    homes: dict[UUID, PossibleConflict] = {}
    for person in around.people:
        closeness, why = _meets(new, person, around, score)
        if closeness is not None and why:
            yield PossibleConflict(closeness=closeness, why=why, case_id=person.case_id)
        elif person.case_id not in same_person and (at_home := _lives_with(new, person, around, score)):
            homes[person.case_id] = PossibleConflict(closeness=Closeness.ONE_HOME, why=at_home, case_id=person.case_id)
    if len(homes) <= A_HOUSE_OF_MANY:
        yield from homes.values()


def _meets(new: Newcomer, person: Person, around: Near, score: Score) -> tuple[Closeness | None, tuple[str, ...]]:
    closeness = meeting(new.role, person.role)
    if closeness is None:
        return None, ()
    little_known = PersonRole.OTHER_PERSON in {new.role, person.role}
    why = may_be_one(new.likeness, around.likeness(person), score, little_known=little_known)
    return closeness, why or (_REACHED if person.id in around.touched else ())


def _lives_with(new: Newcomer, person: Person, around: Near, score: Score) -> tuple[str, ...]:
    if one_house(new.likeness, around.likeness(person), score):
        return ("address",)
    clients = new.role is person.role is PersonRole.CLIENT
    return _REACHED if clients and person.id in around.touched else ()


def _with_staff(unit: UnitOfWork, new: Newcomer, score: Score, digits: Digits) -> Iterator[PossibleConflict]:
    mine, typed = new.likeness, {value.strip().casefold() for value in new.values}
    why: dict[tuple[UUID, Closeness], tuple[str, ...]] = defaultdict(tuple)
    for one in (each for user in unit.find(User) for each in of_staff(user, digits)):
        told = ["name"] if named_alike(mine, one.likeness, score) else []
        told += ["phone"] if mine.phones & one.likeness.phones else []
        told += ["email"] if one.email and one.email in typed else []
        told += ["address"] if one_house(mine, one.likeness, score) else []
        if told:
            why[one.user_id, one.closeness] += tuple(told)
    for (user_id, closeness), told_of in why.items():
        yield PossibleConflict(closeness=closeness, why=tuple(dict.fromkeys(told_of)), user_id=user_id)


def _with_agencies(unit: UnitOfWork, new: Newcomer, digits: Digits) -> Iterator[PossibleConflict]:
    if new.role is not PersonRole.OTHER_PERSON:
        return
    agencies = unit.find(Agency)
    employer = works_at_one_of(new.works_at_agency_id, new.works_at, agencies)
    typed = {value.strip().casefold() for value in new.values}
    for agency in agencies:
        reached = bool(agency.email) and agency.email.casefold() in typed
        reached = reached or any(digits(phone) in new.phones for phone in agency.phones if new.phones)
        if agency is employer or reached:
            why = ("place of work",) if agency is employer else _REACHED
            yield PossibleConflict(closeness=Closeness.AGENCY_STAFF, why=why, agency_id=agency.id)
