"""What people decide about cases that may be of one person, or both sides of one story. Nothing decides by itself."""

from uuid import UUID

from advocate_desk.domain.cases import Case, CaseLink, LinkKind
from advocate_desk.domain.episodes import between, episodes_of, is_decided
from advocate_desk.domain.errors import EntryRefused, NotAllowed
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session


class DecideLikeness:
    """Joins the episodes of one person, parts them again, and remembers who are two people."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def undecided(self, case_id: UUID) -> tuple[CaseLink, ...]:
        """Return what was asked about this case and nobody has decided, as far as this user may decide it."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            links = unit.find(CaseLink)
            asked = [
                link
                for link in links
                if link.kind is LinkKind.POSSIBLE_DUPLICATE
                and case_id in {link.from_case_id, link.to_case_id}
                and not is_decided(link.from_case_id, link.to_case_id, links)
            ]
            return tuple(link for link in asked if self._may_decide(unit, link.from_case_id, link.to_case_id))

    def episodes_of(self, case_id: UUID) -> tuple[Case, ...]:
        """Return every case of this person, the oldest first; the one asked about is among them."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            joined = episodes_of(case_id, unit.find(CaseLink, kind=LinkKind.SAME_PERSON))
            return unit.find(Case, id=tuple(joined), order_by=("opened_on",))

    def same_person(self, case_id: UUID, other_id: UUID, reason: str) -> UUID:
        """Join two episodes of one person, and return the link that says so.

        Raises:
            EntryRefused: no reason; or it was decided that two of their episodes are not of one person.
            NotAllowed: one is a colleague's, and only a supervisor sees both.
        """
        return self._decide(LinkKind.SAME_PERSON, case_id, other_id, reason)

    def not_the_same(self, case_id: UUID, other_id: UUID, reason: str) -> UUID:
        """Remember that these are two people, so that nobody is asked again. Raises as `same_person` does."""
        return self._decide(LinkKind.NOT_THE_SAME, case_id, other_id, reason)

    def conflict(self, case_id: UUID, other_id: UUID, reason: str) -> UUID:
        """Remember that neither side may learn of the other. A supervisor's decision alone."""
        self._session.require(Action.APPROVE)
        return self._decide(LinkKind.CONFLICT, case_id, other_id, reason)

    def take_back(self, link_id: UUID, reason: str) -> None:
        """Take a decision out again; the history keeps it, and the question stands as before.

        Raises:
            EntryRefused: no reason, or the link is no decision.
            NotAllowed: as in `same_person`; a conflict is a supervisor's.
        """
        self._session.require(Action.WORK_ON_CASES)
        why = _reason(reason)
        with self._session.work() as unit:
            link = unit.get(CaseLink, link_id)
            if link.kind is LinkKind.POSSIBLE_DUPLICATE:
                raise EntryRefused("Nobody has decided this yet, so there is nothing to take back.")
            if link.kind is LinkKind.CONFLICT:
                self._session.require(Action.APPROVE)
            self._require_both(unit, link.from_case_id, link.to_case_id)
            unit.change(link, why=f"{link.why}\nTaken back: {why}", deleted_at=self._session.clock.now())
            unit.commit("decision about two cases taken back")

    def _decide(self, kind: LinkKind, case_id: UUID, other_id: UUID, reason: str) -> UUID:
        self._session.require(Action.WORK_ON_CASES)
        why, now = _reason(reason), self._session.clock.now()
        if case_id == other_id:
            raise EntryRefused("This is one case. Choose the other one.")
        with self._session.work() as unit:
            self._require_both(unit, case_id, other_id)
            links = unit.find(CaseLink)
            _refuse_against(kind, case_id, other_id, links)
            link = CaseLink(
                id=new_id(now),
                stream_id=SHARED_STREAM,
                kind=kind,
                from_case_id=case_id,
                to_case_id=other_id,
                why=why,
                decided_at=now,
                decided_by=self._session.user.id,
            )
            unit.add(link)
            unit.commit("two cases decided about")
        return link.id

    def _require_both(self, unit: UnitOfWork, *case_ids: UUID) -> None:
        if not self._may_decide(unit, *case_ids):
            raise NotAllowed

    def _may_decide(self, unit: UnitOfWork, *case_ids: UUID) -> bool:
        """Say whether every one of these cases is this user's or nobody's; a supervisor decides about all."""
        cases = [unit.get(Case, case_id) for case_id in case_ids]
        return self._session.may(Action.APPROVE) or all(case.lead_id in {None, self._session.user.id} for case in cases)


def _reason(typed: str) -> str:
    reason = accept(typed).strip()
    if not reason:
        raise EntryRefused("Give the reason, so that whoever reads this later can follow it.")
    return reason


def _refuse_against(kind: LinkKind, case_id: UUID, other_id: UUID, links: tuple[CaseLink, ...]) -> None:
    """Refuse a decision that another one contradicts, also through the episodes joined to either."""
    mine, theirs = episodes_of(case_id, links), episodes_of(other_id, links)
    if between((case_id,), (other_id,), links, kind):
        raise EntryRefused("This was decided before.")
    if kind is LinkKind.SAME_PERSON and between(mine, theirs, links, LinkKind.NOT_THE_SAME):
        raise EntryRefused("It was decided that these are two people. Take that decision back first.")
    if kind is not LinkKind.SAME_PERSON and other_id in mine:
        raise EntryRefused("It was decided that these are of one person. Take that decision back first.")
