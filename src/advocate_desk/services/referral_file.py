"""A referral with everything it stands on: its case, its agency, its moves, the letter a supervisor approved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.chasing import Ladder, NextAsk, ladder_waits, next_ask
from advocate_desk.domain.closing_the_loop import ReferralChase
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.letter import Letter
from advocate_desk.domain.referral import (
    Machine,
    ProgressState,
    Referral,
    ReferralMove,
    ReviewState,
    progress_state,
    review_state,
)
from advocate_desk.services.case_file import CaseFile, read_case_file
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import RIGHT_AFTER, just_after


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralFile:
    """One referral, read in one unit of work. ``moves`` are in the order they were recorded.

    ``agency`` is None only where it was deleted since. ``letter`` is the one approved last, whether or not
    its approval still holds. ``chases`` are the times the agency was asked again, in the order they were recorded.
    """

    of_case: CaseFile
    referral: Referral
    agency: Agency | None
    service: Service | None
    moves: tuple[ReferralMove, ...]
    letter: Letter | None
    chases: tuple[ReferralChase, ...] = ()

    @property
    def reference(self) -> str:
        """Return what a person calls it: ``AD-7KQ2-9MF R3``. It is also the name of the letter's file."""
        return f"{self.of_case.case.reference} R{self.referral.number}"

    @property
    def review(self) -> ReviewState:
        """Return the recorded review state. Whether an approval still holds is `standing.review_now`'s to say."""
        return review_state(self.moves)

    @property
    def progress(self) -> ProgressState:
        """Return where it stands with the agency."""
        return progress_state(self.moves)

    @property
    def approval(self) -> ReferralMove | None:
        """Return the move that approved `letter`."""
        approvals = [move for move in self.moves if move.to_state == ReviewState.APPROVED]
        return approvals[-1] if approvals else None

    @property
    def actor_ids(self) -> frozenset[UUID]:
        """Return whoever recorded a move or a chase."""
        return frozenset([*(move.actor_id for move in self.moves), *(chase.actor_id for chase in self.chases)])

    def last_move(self, machine: Machine) -> ReferralMove | None:
        """Return the newest move of one machine."""
        return next((move for move in reversed(self.moves) if move.machine is machine), None)

    def next_ask(self, holidays: BankHolidays) -> NextAsk | None:
        """Return when the agency is asked again; None where it owes no answer."""
        settings = self.of_case.settings
        waits = ladder_waits(self.agency.chase_after if self.agency else (), settings.chase_after)
        ladder = Ladder(waits=waits, holidays=holidays, nation=settings.nation)
        return next_ask(self.referral, self.moves, self.chases, ladder)

    def is_late(self, now: datetime, holidays: BankHolidays) -> bool:
        """Say whether the agency owes an answer, or should have been asked again, since before ``now``."""
        ask = self.next_ask(holidays)
        if ask is not None:
            return ask.due.is_late(now)
        last = self.last_move(Machine.PROGRESS)
        if self.progress is ProgressState.WAITING_LIST and last and last.review_on:
            return last.review_on < in_london(now).date()
        return False

    def next_recorded_at(self, now: datetime) -> datetime:
        """Return the moment to record a move or a chase under: after every other of this referral."""
        recorded = [*(move.recorded_at for move in self.moves), *(chase.recorded_at for chase in self.chases)]
        return just_after(now, recorded)


def read_referral_file(unit: UnitOfWork, referral_id: UUID) -> ReferralFile:
    """Read one referral.

    Raises:
        NotFound: no such referral.
    """
    referral = unit.get(Referral, referral_id)
    return _with_rest(unit, read_case_file(unit, referral.case_id), (referral,))[0]


def read_referral_files(unit: UnitOfWork, of_case: CaseFile) -> tuple[ReferralFile, ...]:
    """Read every referral of a case, the newest first."""
    return _with_rest(unit, of_case, unit.find(Referral, case_id=of_case.case.id, order_by=("-number",)))


def _with_rest(unit: UnitOfWork, of_case: CaseFile, referrals: tuple[Referral, ...]) -> tuple[ReferralFile, ...]:
    if not referrals:
        return ()
    ids = tuple(referral.id for referral in referrals)
    agencies = {one.id: one for one in unit.find(Agency, id=tuple({one.agency_id for one in referrals}))}
    service_ids = tuple({one.service_id for one in referrals if one.service_id})
    services = {one.id: one for one in unit.find(Service, id=service_ids)} if service_ids else {}
    moves: dict[UUID, list[ReferralMove]] = defaultdict(list)
    for move in unit.find(ReferralMove, referral_id=ids, order_by=("recorded_at", "id")):
        moves[move.referral_id].append(move)
    chases: dict[UUID, list[ReferralChase]] = defaultdict(list)
    for chase in unit.find(ReferralChase, case_id=of_case.case.id, order_by=("recorded_at", "id")):
        chases[chase.referral_id].append(chase)
    letters = {letter.id: letter for letter in unit.find(Letter, referral_id=ids)}
    return tuple(
        ReferralFile(
            of_case=of_case,
            referral=referral,
            agency=agencies.get(referral.agency_id),
            service=services.get(referral.service_id) if referral.service_id else None,
            moves=tuple(moves[referral.id]),
            letter=_approved(moves[referral.id], letters),
            chases=tuple(chases[referral.id]),
        )
        for referral in referrals
    )


def _approved(moves: Sequence[ReferralMove], letters: Mapping[UUID, Letter]) -> Letter | None:
    """Return the letter of the newest approval. A letter nobody's approval names is none."""
    named = [move.letter_id for move in moves if move.to_state == ReviewState.APPROVED and move.letter_id]
    return letters.get(named[-1]) if named else None


def review_moves(
    file: ReferralFile, states: Sequence[ReviewState], *, actor_id: UUID, now: datetime, reason: str = ""
) -> tuple[ReferralMove, ...]:
    """Return the moves of the review machine along ``states``, ready to be kept. ``reason`` goes with the last."""
    first = file.next_recorded_at(now)
    steps = list(pairwise(states))
    return tuple(
        ReferralMove(
            id=new_id(first),
            stream_id=file.referral.case_id,
            case_id=file.referral.case_id,
            referral_id=file.referral.id,
            machine=Machine.REVIEW,
            from_state=from_state,
            to_state=to_state,
            happened_at=now,
            recorded_at=first + place * RIGHT_AFTER,
            actor_id=actor_id,
            reason=reason if place == len(steps) - 1 else "",
        )
        for place, (from_state, to_state) in enumerate(steps)
    )


def next_number(unit: UnitOfWork, case_id: UUID) -> int:
    """Return the number of a case's next referral; numbers count within the case from one."""
    newest = unit.find(Referral, case_id=case_id, order_by=("-number",), limit=1)
    return newest[0].number + 1 if newest else 1
