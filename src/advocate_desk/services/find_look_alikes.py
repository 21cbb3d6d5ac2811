"""Whom the service may know already: the same person under another name, or the other side of somebody's case.

Nothing is merged, and nothing of a case is shown to somebody whose case it is not: they are told to ask their
supervisor, because both sides of one story may be clients of one service.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.cases import Case, CaseLink, LinkKind
from advocate_desk.domain.duplicates import Likenesses, PossibleDuplicate, find_postcode, likeness_of, without_postcode
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.likeness import Agreement, Likeness, compare_births, compare_names
from advocate_desk.domain.likeness_keys import narrow_keys
from advocate_desk.domain.name_forms import plain_words
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import Resemblance, UnitOfWork
from advocate_desk.services.session import Session

_AT_MOST = 200
"""People who are looked at, the nearest first."""
_TELLING_WORDS = 2
_REACHES_ONE_PERSON = frozenset({PointKind.PHONE, PointKind.EMAIL})


@dataclass(frozen=True, kw_only=True, slots=True)
class Newcomer:
    """What a new case may be known again by. ``phones`` are E.164 digits; ``values`` everything typed."""

    name: str
    born_on: date | None
    phones: frozenset[str]
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownCase:
    """A case this worker may see. ``why`` is what the two have in common ("name, phone")."""

    case_id: UUID
    reference: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LookAlikes:
    """What was found. ``ask_supervisor``: somebody else's case, or the other side of one, is behind a hit."""

    known: tuple[KnownCase, ...] = ()
    ask_supervisor: bool = False
    same_person: tuple[PossibleDuplicate, ...] = ()
    """Every case that may be of the same person, for the links; not for the screen."""

    def links(self, case_id: UUID, now: datetime) -> Sequence[CaseLink]:
        """Return the links of a new case to those it may repeat."""
        return [
            CaseLink(
                id=new_id(now),
                stream_id=SHARED_STREAM,
                kind=LinkKind.POSSIBLE_DUPLICATE,
                from_case_id=case_id,
                to_case_id=other.case_id,
                why=f"Same or like: {other.why}",
            )
            for other in self.same_person
        ]


def look_for(session: Session, unit: UnitOfWork, new: Newcomer, resemblance: Resemblance) -> LookAlikes:
    """Compare ``new`` with those who share a key, a number or an address with it; other people by name too."""
    touched = unit.points_in("\n".join(new.values)) if new.values else ()
    near = unit.find(Person, id=unit.known_by(narrow_keys(_likeness_of(new)), _AT_MOST))
    case_ids = tuple({*(point.case_id for point in touched), *(person.case_id for person in near)})
    if not case_ids:
        return LookAlikes()
    cases = {case.id: case for case in unit.find(Case, id=case_ids)}
    people = unit.find(Person, case_id=case_ids)
    points: dict[UUID, list[ContactPoint]] = defaultdict(list)
    for point in unit.find(ContactPoint, case_id=case_ids):
        points[point.person_id].append(point)
    clients = [one for one in people if one.role is PersonRole.CLIENT]
    others = [one for one in people if one.role is PersonRole.OTHER_PERSON]
    same = _resembling(new, clients, points, resemblance)
    named = {one.case_id for one in others if _may_be_named(new, one, resemblance)}
    other_side = (
        {one.case_id for one in _resembling(new, others, points, resemblance)} | _touched(touched, others) | named
    )
    shared = {case_id: "phone or email" for case_id in _touched(touched, clients)}
    hits = {**shared, **{one.case_id: one.why for one in same}}
    return _told(session, cases, hits, other_side, same)


def _told(
    session: Session,
    cases: Mapping[UUID, Case],
    hits: Mapping[UUID, str],
    other_side: set[UUID],
    same: tuple[PossibleDuplicate, ...],
) -> LookAlikes:
    """Decide who may be shown what: a supervisor all of it, an advocate her own cases of the same person."""
    oversees = session.may(Action.APPROVE)
    reasons = {case_id: "the other person there" for case_id in other_side} | dict(hits)
    shown, hidden = [], bool(other_side) and not oversees
    for case_id, why in reasons.items():
        case = cases.get(case_id)
        if case is None:
            continue
        if oversees or (case_id not in other_side and case.lead_id in {None, session.user.id}):
            shown.append(KnownCase(case_id=case_id, reference=case.reference, why=why))
        else:
            hidden = True
    return LookAlikes(
        known=tuple(sorted(shown, key=lambda one: one.reference)),
        ask_supervisor=hidden or bool(other_side),
        same_person=same,
    )


def _resembling(
    new: Newcomer, people: Sequence[Person], points: Mapping[UUID, list[ContactPoint]], resemblance: Resemblance
) -> tuple[PossibleDuplicate, ...]:
    known = Likenesses(resemblance.score)
    for person in people:
        known.add(likeness_of(person, points.get(person.id, [])))
    return known.resembling(_likeness_of(new))


def _likeness_of(new: Newcomer) -> Likeness:
    address = next((value for value in new.values if find_postcode(value)), "")
    return Likeness(
        case_id=UUID(int=0),
        names=(new.name,) if new.name else (),
        born_on=new.born_on,
        phones=new.phones,
        postcode=find_postcode(address),
        address=without_postcode(address).strip(),
    )


def _may_be_named(new: Newcomer, person: Person, resemblance: Resemblance) -> bool:
    """Say whether somebody's other person has this name: little else is known of them, and to miss one can kill.

    A single name is many people's; and a birth that is another one parts two people of one name.
    """
    names = (person.name_to_use, person.legal_name, *person.known_as)
    if len(plain_words(new.name)) < _TELLING_WORDS:
        return False
    alike = compare_names((new.name,), names, resemblance.score) in {Agreement.SAME, Agreement.LIKE}
    return alike and compare_births(new.born_on, person.date_of_birth) is not Agreement.DIFFERS


def _touched(points: Sequence[ContactPoint], people: Sequence[Person]) -> set[UUID]:
    """Return the cases of those ``people`` whose own number or email was typed."""
    whose = {person.id for person in people}
    return {point.case_id for point in points if point.person_id in whose and point.kind in _REACHES_ONE_PERSON}
