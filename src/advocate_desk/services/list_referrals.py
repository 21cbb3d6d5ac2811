"""Every referral with where it stands, and which one somebody means by what they typed."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import NotFound
from advocate_desk.domain.identifiers import read_case_reference, read_reply_reference
from advocate_desk.domain.letter import Letter
from advocate_desk.domain.people import Person, PersonRole, shown_name
from advocate_desk.domain.referral import (
    ProgressState,
    Referral,
    ReferralMove,
    ReviewState,
    label,
    progress_state,
    review_state,
)
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session

_REFERRAL = re.compile(r"(?P<case>.+?)[\s/,-]*[Rr](?P<number>[1-9][0-9]{0,3})")


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedReferral:
    """One referral. ``reference`` names it for a person: ``AD-7KQ2-9MF R3``."""

    referral_id: UUID
    reference: str
    case_reference: str
    client_name: str
    purpose: str
    agency: str
    review: ReviewState
    progress: ProgressState
    state_label: str
    created_at: datetime


class ListReferrals:
    """Lists referrals, and finds one by its reference or id."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, case_id: UUID | None = None) -> tuple[ListedReferral, ...]:
        """Return every referral, or those of one case, the newest first."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as work:
            referrals = work.find(Referral, case_id=case_id) if case_id else work.find(Referral)
            case_ids = tuple({referral.case_id for referral in referrals})
            cases = {case.id: case for case in work.find(Case, id=case_ids)}
            return tuple(_Listing(work, referrals, cases).lines())

    def find(self, typed: str) -> UUID:
        """Return the referral named by its id, its letter's id, its reference (``AD-7KQ2-9MF R3``) or the reply
        reference its letter carries (``RE-7KQ2-9MF``).

        Raises:
            NotFound: there is none, or the case reference's check character does not fit.
        """
        self._session.require(Action.PRINT_LETTERS)
        with self._session.work() as work:
            found = _by_id(work, typed) or _by_reply(work, typed) or _by_reference(work, typed)
        if found is None:
            raise NotFound("There is no such referral. Give it as 'referral list' shows it.")
        return found

    def find_reply(self, typed: str) -> UUID:
        """Return the referral whose letter carries the reference that came back with a reply (``RE-7KQ2-9MF``).

        Raises:
            NotFound: no letter carries it, or its check character does not fit.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as work:
            found = _by_reply(work, typed)
        if found is None:
            raise NotFound("No letter from here carries this reference. Check each character of it.")
        return found


class _Listing:
    def __init__(self, work: UnitOfWork, referrals: Sequence[Referral], cases: dict[UUID, Case]) -> None:
        self._referrals, self._cases = referrals, cases
        self._agencies = {agency.id: agency.name for agency in work.find(Agency)}
        self._names = {
            person.case_id: shown_name(person)
            for person in work.find(Person, case_id=tuple(cases), role=PersonRole.CLIENT)
        }
        self._moves: defaultdict[UUID, list[ReferralMove]] = defaultdict(list)
        for move in work.find(ReferralMove, case_id=tuple(cases), order_by=("recorded_at", "id")):
            self._moves[move.referral_id].append(move)

    def lines(self) -> list[ListedReferral]:
        newest_first = sorted(self._referrals, key=lambda referral: referral.created_at, reverse=True)
        return [self._line(referral) for referral in newest_first]

    def _line(self, referral: Referral) -> ListedReferral:
        moves, case = self._moves[referral.id], self._cases[referral.case_id]
        review, progress = review_state(moves), progress_state(moves)
        return ListedReferral(
            referral_id=referral.id,
            reference=f"{case.reference} R{referral.number}",
            case_reference=case.reference,
            client_name=self._names.get(case.id, ""),
            purpose=referral.purpose,
            agency=self._agencies.get(referral.agency_id, ""),
            review=review,
            progress=progress,
            state_label=label(review) if progress is ProgressState.NOT_SENT else label(progress),
            created_at=referral.created_at,
        )


def _by_id(work: UnitOfWork, typed: str) -> UUID | None:
    try:
        wanted = UUID(typed.strip())
    except ValueError:
        return None
    for referral in work.find(Referral, id=wanted):
        return referral.id
    return next((letter.referral_id for letter in work.find(Letter, id=wanted)), None)


def _by_reply(work: UnitOfWork, typed: str) -> UUID | None:
    reference = read_reply_reference(typed)
    found = work.find(Referral, reply_reference=reference, limit=1) if reference else ()
    return found[0].id if found else None


def _by_reference(work: UnitOfWork, typed: str) -> UUID | None:
    match = _REFERRAL.fullmatch(typed.strip())
    reference = read_case_reference(match["case"]) if match else None
    if not match or reference is None:
        return None
    for case in work.find(Case, reference=reference):
        for referral in work.find(Referral, case_id=case.id, number=int(match["number"])):
            return referral.id
    return None
