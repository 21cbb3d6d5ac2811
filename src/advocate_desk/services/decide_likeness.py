"""What people decide about cases that may be of one person, or both sides of one story. Nothing decides by itself."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from advocate_desk.domain.cases import Case, CaseLink, LinkKind
from advocate_desk.domain.episodes import between, episodes_of, is_settled
from advocate_desk.domain.errors import EntryRefused, NotAllowed
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import Action
from advocate_desk.services.case_links import links_around
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session

QUESTIONS = (LinkKind.POSSIBLE_DUPLICATE, LinkKind.POSSIBLE_CONFLICT)
ANSWERS: Mapping[LinkKind, tuple[LinkKind, ...]] = {
    LinkKind.POSSIBLE_DUPLICATE: (LinkKind.SAME_PERSON, LinkKind.NOT_THE_SAME, LinkKind.CONFLICT),
    LinkKind.POSSIBLE_CONFLICT: (LinkKind.CONFLICT, LinkKind.NO_CONFLICT),
}
"""What each question may be answered with."""
SUPERVISORS_ALONE = frozenset({LinkKind.POSSIBLE_CONFLICT, LinkKind.CONFLICT, LinkKind.NO_CONFLICT})
"""Questions and answers that nobody else sees: to know of a conflict is to know that the other side is here."""


class DecideLikeness:
    """Joins the episodes of one person, parts them again, and remembers who are two people."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def undecided(self, case_id: UUID) -> tuple[CaseLink, ...]:
        """Return what was asked about this case and nobody has decided, as far as this user may decide it."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            links = links_around(unit, case_id)
            return tuple(
                link
                for link in links
                if link.kind in QUESTIONS
                and case_id in {link.from_case_id, link.to_case_id}
                and not is_settled(link, links)
                and may_see(self._session, unit, link)
            )

    def episodes_of(self, case_id: UUID) -> tuple[Case, ...]:
        """Return every case of this person, the oldest first; the one asked about is among them."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            joined = episodes_of(case_id, links_around(unit, case_id))
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

    def answer(self, question_id: UUID, answer: LinkKind, reason: str) -> UUID:
        """Answer a question that was kept, and return the link that says so.

        Raises:
            EntryRefused: no reason, another question's answer, decided before, or against another decision.
            NotAllowed: it is a supervisor's to decide.
        """
        self._session.require(Action.WORK_ON_CASES)
        why = _reason(reason)
        with self._session.work() as unit:
            asked = unit.get(CaseLink, question_id)
            if answer not in ANSWERS.get(asked.kind, ()):
                raise EntryRefused("This is no answer to that question. Choose another.")
            if answer in SUPERVISORS_ALONE:
                self._session.require(Action.APPROVE)
            self._require_both(unit, asked.from_case_id, asked.to_case_id)
            around = links_around(unit, asked.from_case_id, asked.to_case_id)
            if is_settled(asked, around):
                raise EntryRefused("This was decided before.")
            link = self._link(answer, asked.from_case_id, asked.to_case_id, why)
            link = replace(link, user_id=asked.user_id, agency_id=asked.agency_id)
            if asked.from_case_id != asked.to_case_id:
                _refuse_against(answer, asked.from_case_id, asked.to_case_id, around)
            unit.add(link)
            unit.commit("two cases decided about")
        return link.id

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
            if link.kind in QUESTIONS:
                raise EntryRefused("Nobody has decided this yet, so there is nothing to take back.")
            if link.kind in SUPERVISORS_ALONE:
                self._session.require(Action.APPROVE)
            self._require_both(unit, link.from_case_id, link.to_case_id)
            unit.change(link, why=f"{link.why}\nTaken back: {why}", deleted_at=self._session.clock.now())
            unit.commit("decision about two cases taken back")

    def _decide(self, kind: LinkKind, case_id: UUID, other_id: UUID, reason: str) -> UUID:
        self._session.require(Action.WORK_ON_CASES)
        why = _reason(reason)
        if case_id == other_id:
            raise EntryRefused("This is one case. Choose the other one.")
        with self._session.work() as unit:
            self._require_both(unit, case_id, other_id)
            _refuse_against(kind, case_id, other_id, links_around(unit, case_id, other_id))
            link = self._link(kind, case_id, other_id, why)
            unit.add(link)
            unit.commit("two cases decided about")
        return link.id

    def _link(self, kind: LinkKind, case_id: UUID, other_id: UUID, why: str) -> CaseLink:
        now = self._session.clock.now()
        return CaseLink(
            id=new_id(now),
            stream_id=SHARED_STREAM,
            kind=kind,
            from_case_id=case_id,
            to_case_id=other_id,
            why=why,
            decided_at=now,
            decided_by=self._session.user.id,
        )

    def _require_both(self, unit: UnitOfWork, *case_ids: UUID) -> None:
        for case_id in case_ids:
            unit.get(Case, case_id)
        if not _may_decide(self._session, unit, *case_ids):
            raise NotAllowed


def may_see(session: Session, unit: UnitOfWork, link: CaseLink) -> bool:
    """Say whether this user may be shown a question or an answer, and may so decide it or take it back."""
    if link.kind in SUPERVISORS_ALONE and not session.may(Action.APPROVE):
        return False
    return _may_decide(session, unit, link.from_case_id, link.to_case_id)


def _may_decide(session: Session, unit: UnitOfWork, *case_ids: UUID) -> bool:
    """Say whether every one of these cases is this user's or nobody's; a supervisor decides about all."""
    if session.may(Action.APPROVE):
        return True
    cases = unit.find(Case, id=tuple(set(case_ids)))
    return all(case.lead_id in {None, session.user.id} for case in cases) and len(cases) == len(set(case_ids))


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
    apart = {LinkKind.NOT_THE_SAME, LinkKind.CONFLICT}
    if kind in apart and other_id in mine:
        raise EntryRefused("It was decided that these are of one person. Take that decision back first.")
