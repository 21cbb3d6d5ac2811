"""Whom the service may know already: the same person under another name, or somebody bound up with another case.

Nothing is merged, and nothing of a case is shown to somebody whose case it is not: they are told to ask their
supervisor, because both sides of one story may be clients of one service.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.cases import CaseLink, LinkKind
from advocate_desk.domain.conflicts import Closeness
from advocate_desk.domain.duplicates import Likenesses, PossibleDuplicate
from advocate_desk.domain.episodes import is_settled
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Person, PersonRole
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import Action
from advocate_desk.services.case_links import links_around
from advocate_desk.services.find_conflicts import PossibleConflict, find_conflicts
from advocate_desk.services.newcomer import Near, Newcomer, near
from advocate_desk.services.ports import PhoneNumbers, Resemblance, UnitOfWork
from advocate_desk.services.session import Session

_SUPERVISORS_ALONE = frozenset({Closeness.BOTH_SIDES, Closeness.COLLEAGUE, Closeness.CLOSE_TO_COLLEAGUE})
_SEEN_BY_SUPERVISOR = {
    Closeness.BOTH_SIDES: "the other person there",
    Closeness.SAME_OTHER_PERSON: "the same other person",
    Closeness.ONE_FAMILY: "one family",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Compare:
    """What names and numbers are compared by."""

    resemblance: Resemblance
    phones: PhoneNumbers


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
    conflicts: tuple[PossibleConflict, ...] = ()
    """Whom a supervisor is asked about; not for the screen."""

    def links(self, case_id: UUID, now: datetime) -> Sequence[CaseLink]:
        """Return the questions about a case: whom it may repeat, and whom it may be bound up with."""
        repeats = [
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
        return [*repeats, *(one.link(case_id, now) for one in self.conflicts)]


def look_for(session: Session, unit: UnitOfWork, new: Newcomer, compare: Compare) -> LookAlikes:
    """Compare ``new`` with those who share a key, a number or an address with it, with colleagues and agencies."""
    around, score = near(unit, new), compare.resemblance.score
    same = _same_person(new, around, compare.resemblance)
    own = frozenset(one.case_id for one in same)
    conflicts = find_conflicts(unit, new, around, own, score, compare.phones.digits)
    return _told(session, around, same, conflicts)


def ask_about(
    session: Session, unit: UnitOfWork, person: Person, points: Sequence[ContactPoint], compare: Compare
) -> None:
    """Keep every new question about somebody of a case; what was asked or answered before is not asked again."""
    found = look_for(session, unit, Newcomer.of(person, points), compare)
    links = found.links(person.case_id, session.clock.now())
    if not links:
        return
    before = links_around(unit, person.case_id)
    asked = {_question(link) for link in before}
    for link in links:
        if _question(link) not in asked and not is_settled(link, before):
            unit.add(link)


def _question(link: CaseLink) -> tuple[object, ...]:
    return link.kind, frozenset({link.from_case_id, link.to_case_id}), link.user_id, link.agency_id


def _told(
    session: Session, around: Near, same: tuple[PossibleDuplicate, ...], conflicts: tuple[PossibleConflict, ...]
) -> LookAlikes:
    """Decide who may be shown what: a supervisor all of it, an advocate her own cases where no side is hidden."""
    oversees = session.may(Action.APPROVE)
    grave = {one.case_id for one in conflicts if one.closeness in _SUPERVISORS_ALONE}
    reasons = {
        one.case_id: _SEEN_BY_SUPERVISOR.get(one.closeness, ", ".join(one.why)) for one in conflicts if one.case_id
    } | {one.case_id: one.why for one in same}
    shown, hidden = [], False
    for case_id, why in reasons.items():
        case = around.cases[case_id]
        if oversees or (case_id not in grave and case.lead_id in {None, session.user.id}):
            shown.append(KnownCase(case_id=case_id, reference=case.reference, why=why))
        else:
            hidden = True
    return LookAlikes(
        known=tuple(sorted(shown, key=lambda one: one.reference)),
        ask_supervisor=hidden or bool(grave),
        same_person=same,
        conflicts=conflicts,
    )


def _same_person(new: Newcomer, around: Near, resemblance: Resemblance) -> tuple[PossibleDuplicate, ...]:
    if new.role is not PersonRole.CLIENT:
        return ()
    known = Likenesses(resemblance.score)
    for person in around.people:
        if person.role is PersonRole.CLIENT:
            known.add(around.likeness(person))
    return known.resembling(new.likeness)
