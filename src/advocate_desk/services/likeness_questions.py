"""What waits to be decided about two cases, laid side by side, and what was decided lately."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from advocate_desk.domain.case_lifecycle import label
from advocate_desk.domain.cases import Case, CaseLink, LinkKind
from advocate_desk.domain.conflicts import Closeness, may_be_one, meeting, named_alike, of_staff, one_house
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.duplicates import Compared, Likenesses, likeness_of
from advocate_desk.domain.episodes import is_settled
from advocate_desk.domain.likeness import Likeness
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, shown_name
from advocate_desk.domain.users import Action, User
from advocate_desk.services.case_links import links_around
from advocate_desk.services.decide_likeness import QUESTIONS, may_see
from advocate_desk.services.find_look_alikes import Compare
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session

_LATELY = 20
"""Decisions that are shown, the newest first."""
_ORDER = tuple(Closeness)
_NOBODY_YET = "Nobody yet"


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One of the two. ``role`` is None, and there is no case, where it is a colleague or an agency."""

    name: str
    role: PersonRole | None = None
    case_id: UUID | None = None
    reference: str = ""
    lead: str = ""
    status: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Two who may be one, or be bound up with one another. ``link`` is the question, or the answer it was given.

    ``compared`` is empty where there is nothing to lay beside: an agency. ``decided_by`` is a name.
    """

    link: CaseLink
    one: Side
    other: Side
    compared: tuple[Compared, ...]
    decided_by: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether this is an answer."""
        return self.link.kind not in QUESTIONS


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedOfCase:
    """What waits about one case: what this user may decide, and whether a supervisor has more to decide."""

    questions: tuple[Question, ...] = ()
    ask_supervisor: bool = False


class LikenessQuestions:
    """Shows what waits for a decision. A worker sees no question about a colleague's case, and no conflict."""

    def __init__(self, session: Session, compare: Compare) -> None:
        self._session, self._compare = session, compare

    def waiting(self) -> tuple[Question, ...]:
        """Return every question that this user may decide, the oldest first."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            links = unit.find(CaseLink, order_by=("id",))
            asked = [link for link in links if link.kind in QUESTIONS]
            return self._shown(unit, [link for link in asked if not is_settled(link, links)])

    def decided(self) -> tuple[Question, ...]:
        """Return what was decided lately that this user may take back, the newest first."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            kinds = tuple(kind for kind in LinkKind if kind not in QUESTIONS)
            links = unit.find(CaseLink, kind=kinds, order_by=("-decided_at",), limit=_LATELY)
            return self._shown(unit, links)

    def of_case(self, case_id: UUID) -> AskedOfCase:
        """Return what waits about one case. Nothing in it tells of a case that is not this user's to see."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            links = links_around(unit, case_id)
            asked = [
                link
                for link in links
                if link.kind in QUESTIONS
                and case_id in {link.from_case_id, link.to_case_id}
                and not is_settled(link, links)
            ]
            shown = self._shown(unit, asked)
        return AskedOfCase(questions=shown, ask_supervisor=len(shown) < len(asked))

    def _shown(self, unit: UnitOfWork, links: Sequence[CaseLink]) -> tuple[Question, ...]:
        mine = [link for link in links if may_see(self._session, unit, link)]
        told = _Told(unit, mine, self._compare)
        return tuple(told.question(link) for link in mine if told.has_both(link))


class _Told:
    """The records that questions speak of, read once for all of them."""

    def __init__(self, unit: UnitOfWork, links: Sequence[CaseLink], compare: Compare) -> None:
        self._compare = compare
        case_ids = tuple({case_id for link in links for case_id in (link.from_case_id, link.to_case_id)})
        self._cases = {one.id: one for one in unit.find(Case, id=case_ids)} if links else {}
        self._people: Mapping[UUID, list[Person]] = _by_case(unit.find(Person, case_id=case_ids) if links else ())
        self._users = {one.id: one for one in unit.find(User)} if links else {}
        self._agencies = {one.id: one for one in unit.find(Agency)} if any(one.agency_id for one in links) else {}
        self._points: dict[UUID, list[ContactPoint]] = defaultdict(list)
        for point in unit.find(ContactPoint, case_id=case_ids) if links else ():
            self._points[point.person_id].append(point)

    def has_both(self, link: CaseLink) -> bool:
        """Say whether both cases are still here."""
        return link.from_case_id in self._cases and link.to_case_id in self._cases

    def question(self, link: CaseLink) -> Question:
        """Lay the two of a link side by side."""
        if link.from_case_id == link.to_case_id:
            one, other, compared = self._beside_nobody_of_a_case(link)
        else:
            mine, theirs = self._nearest_two(link)
            one, other, compared = self._side(mine), self._side(theirs), self._laid_out(mine, self._likeness(theirs))
        decider = self._users.get(link.decided_by) if link.decided_by else None
        name = decider.display_name if decider else ""
        return Question(link=link, one=one, other=other, compared=compared, decided_by=name)

    def _beside_nobody_of_a_case(self, link: CaseLink) -> tuple[Side, Side, tuple[Compared, ...]]:
        people = self._people[link.from_case_id]
        if link.agency_id is not None:
            agency = self._agencies.get(link.agency_id)
            other = [one for one in people if one.role is PersonRole.OTHER_PERSON]
            employed = next((one for one in other if one.works_at_agency_id == link.agency_id), (*other, *people)[0])
            return self._side(employed), Side(name=agency.name if agency else ""), ()
        user = self._users.get(link.user_id) if link.user_id else None
        theirs = [one.likeness for one in of_staff(user, self._compare.phones.digits)] if user else []
        pairs = ((mine, likeness) for mine in people for likeness in theirs)
        mine, likeness = next(
            (pair for pair in pairs if self._touch(self._likeness(pair[0]), pair[1])),
            (self._client(link.from_case_id), theirs[0] if theirs else None),
        )
        name = user.display_name if user else ""
        if likeness is None:
            return self._side(mine), Side(name=name), ()
        whose = name if likeness == theirs[0] else f"{likeness.names[0]}, close to {name}"
        return self._side(mine), Side(name=whose), self._laid_out(mine, likeness)

    def _touch(self, mine: Likeness, theirs: Likeness) -> bool:
        score = self._compare.resemblance.score
        shared = bool(mine.phones & theirs.phones)
        return shared or named_alike(mine, theirs, score) or one_house(mine, theirs, score)

    def _nearest_two(self, link: CaseLink) -> tuple[Person, Person]:
        """Return the two people a question is about: the client of either, or those who bind the cases together."""
        clients = self._client(link.from_case_id), self._client(link.to_case_id)
        if link.kind in {LinkKind.POSSIBLE_DUPLICATE, LinkKind.SAME_PERSON, LinkKind.NOT_THE_SAME}:
            return clients
        found = sorted(self._bound(link), key=lambda one: one[0])
        return (found[0][1], found[0][2]) if found else clients

    def _bound(self, link: CaseLink) -> Iterator[tuple[int, Person, Person]]:
        score = self._compare.resemblance.score
        for mine in self._people[link.from_case_id]:
            for theirs in self._people[link.to_case_id]:
                one, other = self._likeness(mine), self._likeness(theirs)
                closeness = meeting(mine.role, theirs.role)
                little_known = PersonRole.OTHER_PERSON in {mine.role, theirs.role}
                if closeness is not None and may_be_one(one, other, score, little_known=little_known):
                    yield _ORDER.index(closeness), mine, theirs
                elif one_house(one, other, score):
                    yield _ORDER.index(Closeness.ONE_HOME), mine, theirs

    def _client(self, case_id: UUID) -> Person:
        client_id = self._cases[case_id].client_id
        return next(one for one in self._people[case_id] if one.id == client_id)

    def _likeness(self, person: Person) -> Likeness:
        return likeness_of(person, self._points[person.id])

    def _laid_out(self, mine: Person, theirs: Likeness) -> tuple[Compared, ...]:
        known = Likenesses(self._compare.resemblance.score)
        known.add(theirs)
        return known.compare(self._likeness(mine), theirs.case_id)

    def _side(self, person: Person) -> Side:
        case = self._cases[person.case_id]
        lead = self._users.get(case.lead_id) if case.lead_id else None
        return Side(
            name=shown_name(person),
            role=person.role,
            case_id=case.id,
            reference=case.reference,
            lead=lead.display_name if lead else case.lead_as_text or _NOBODY_YET,
            status=label(case.status),
        )


def _by_case(people: Iterable[Person]) -> Mapping[UUID, list[Person]]:
    found: dict[UUID, list[Person]] = defaultdict(list)
    for person in people:
        found[person.case_id].append(person)
    return found
