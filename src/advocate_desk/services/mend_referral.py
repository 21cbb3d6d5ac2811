"""Something is wrong with a referral that came in, and its way back to whoever sent it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.case_moves import ReferralProblem, ReferralTrouble
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.users import Action
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class NewProblem:
    """What is wrong with the referral of a case. ``words`` say more, and must for `ReferralTrouble.OTHER`."""

    case_id: UUID
    trouble: ReferralTrouble
    words: str = ""


class MendReferral:
    """Keeps what is wrong with referrals, when the referrer was told, and what they answered."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> tuple[ReferralProblem, ...]:
        """Return the problems of a case's referral: those without an answer first, the newest first.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            unit.get(Case, case_id)
            found = unit.find(ReferralProblem, case_id=case_id, order_by=("-raised_at", "-id"))
        return tuple(sorted(found, key=lambda one: one.answered_on is not None))

    def raise_problem(self, new: NewProblem) -> ReferralProblem:
        """Say what is wrong.

        Raises:
            EntryRefused: nothing says what is wrong, it is known already, or the case is closed.
            TextRefused: the words hold what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        words, now = accept(new.words), self._session.clock.now()
        if new.trouble is ReferralTrouble.OTHER and not words.strip():
            raise EntryRefused("Say what is wrong with the referral, so that whoever sent it can put it right.")
        problem = ReferralProblem(
            id=new_id(now),
            stream_id=new.case_id,
            case_id=new.case_id,
            trouble=new.trouble,
            words=words,
            raised_at=now,
            raised_by=self._session.user.id,
        )
        with self._session.work() as unit:
            if unit.get(Case, new.case_id).status is CaseStatus.CLOSED:
                raise EntryRefused("This episode is closed. Nothing of its referral is put right any more.")
            known = unit.find(ReferralProblem, case_id=new.case_id, trouble=new.trouble)
            if new.trouble is not ReferralTrouble.OTHER and any(one.answered_on is None for one in known):
                raise EntryRefused("This is known already and waits for an answer.")
            unit.add(problem)
            unit.commit("problem with a referral raised")
        return problem

    def tell(self, problem_id: UUID, on: date, how: str) -> None:
        """Keep the day whoever referred was told, and how. Telling them again moves the day.

        Raises:
            EntryRefused: the day cannot be, nothing says how, or it is answered already.
            NotFound: no such problem.
        """
        self._session.require(Action.WORK_ON_CASES)
        if not how.strip():
            raise EntryRefused("Say how they were told, so that a colleague can ask again the same way.")
        with self._session.work() as unit:
            problem = unit.get(ReferralProblem, problem_id)
            self._refuse_day(problem, on)
            if problem.answered_on is not None:
                raise EntryRefused("This was answered already.")
            unit.change(problem, told_on=on, told_how=accept(how))
            unit.commit("referrer told")

    def answer(self, problem_id: UUID, on: date, answer: str) -> None:
        """Keep what put it right, or that nobody will; the words say which. An answer may come without having been
        asked for.

        Raises:
            EntryRefused: the day cannot be, nothing says what was answered, or it is answered already.
            NotFound: no such problem.
        """
        self._session.require(Action.WORK_ON_CASES)
        if not answer.strip():
            raise EntryRefused("Say what they answered, or why nobody asks any longer.")
        with self._session.work() as unit:
            problem = unit.get(ReferralProblem, problem_id)
            self._refuse_day(problem, on)
            if problem.told_on is not None and on < problem.told_on:
                raise EntryRefused("The answer cannot have come before they were told. Check its day.")
            if problem.answered_on is not None:
                raise EntryRefused("This was answered already.")
            unit.change(problem, answered_on=on, answer=accept(answer))
            unit.commit("problem with a referral answered")

    def _refuse_day(self, problem: ReferralProblem, on: date) -> None:
        if on > self._session.clock.today():
            raise EntryRefused("This day is still to come. Give the day it happened.")
        if on < in_london(problem.raised_at).date():
            raise EntryRefused("This day lies before the problem was found. Check it.")
