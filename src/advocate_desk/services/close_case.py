"""What an episode ends with: why, what came of it, the risk at its end, and who signed it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from advocate_desk.domain.case_lifecycle import CLOSES_WITH_RECORD, MoveFacts, may_move, needs_signature
from advocate_desk.domain.case_moves import CaseClosing, ClosureReason
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.errors import EntryRefused, MoveRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.outcomes import OutcomeList
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.risk import RiskAssessment, RiskOccasion
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.case_life import CaseLife, exit_level, read_case_life
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class NewClosing:
    """What is typed. ``outcomes`` are answers by an outcome's code; ``carried_over`` go on without us, by agreement."""

    case_id: UUID
    closure: ClosureReason
    outcomes: Mapping[str, str] = field(default_factory=dict)
    exit_assessment_id: UUID | None = None
    told: str = ""
    way_back: str = ""
    carried_over: tuple[UUID, ...] = ()
    high_risk_reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosingView:
    """How far a closing is. ``exits`` are the exit assessments, the newest first; ``against`` is all that is missing.

    ``closing`` is None where nothing was written since the case began to close; on a closed case it is what it ended
    with. ``outcomes`` is the list that is asked, ``signed_by`` names who signed, "" while nobody did.
    """

    closing: CaseClosing | None
    outcomes: OutcomeList
    signed_by: str
    exits: tuple[RiskAssessment, ...]
    open_referrals: frozenset[UUID]
    needs_signature: bool
    may_sign: bool
    against: tuple[str, ...]


class CloseCase:
    """Keeps what an episode ends with. The move that closes it is `MoveCase.move`."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID) -> ClosingView:
        """Return how far the closing of a case is.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            life = read_case_life(unit, self._rules, case_id)
            assessments = unit.find(RiskAssessment, case_id=case_id, order_by=("-recorded_at", "-id"))
            written = unit.find(CaseClosing, case_id=case_id, order_by=("-made_at", "-id"), limit=1)
            names = names_of(unit)
        facts = life.facts
        is_over = life.case.status is CaseStatus.CLOSED
        closing = next(iter(written), None) if is_over else facts.closing
        signs = needs_signature(facts)
        return ClosingView(
            closing=closing,
            outcomes=self._rules.outcomes,
            signed_by=names.get(closing.signed_by, "") if closing and closing.signed_by else "",
            exits=tuple(one for one in assessments if one.occasion is RiskOccasion.EXIT),
            open_referrals=frozenset(facts.open_referrals),
            needs_signature=signs,
            may_sign=signs and self._why_not_sign(facts) is None and self._session.may(Action.APPROVE),
            against=may_move(life.case.status, CaseStatus.CLOSED, facts),
        )

    def prepare(self, new: NewClosing) -> CaseClosing:
        """Write down what an episode ends with. What was written before stays in the history; a new one needs a new
        signature.

        Raises:
            MoveRefused: the case is not closing.
            EntryRefused: something is missing, of another case or not on the list; nothing was changed.
            TextRefused: words hold what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            life = read_case_life(unit, self._rules, new.case_id)
            if life.case.status not in CLOSES_WITH_RECORD:
                raise MoveRefused("This case is not closing. Move it to closing first.")
            closing = self._closing(new)
            self._rules.outcomes.refuse_unknown(closing.outcomes)
            _refuse_gaps(unit, life, closing)
            unit.add(closing)
            unit.commit("closing written")
        return closing

    def sign(self, case_id: UUID) -> None:
        """Sign what an episode ends with, as a supervisor who did not write it.

        Raises:
            MoveRefused: nothing is written, it is signed already, or it is one's own.
        """
        self._session.require(Action.APPROVE)
        with self._session.work() as unit:
            facts = read_case_life(unit, self._rules, case_id).facts
            closing = facts.closing
            if (why := self._why_not_sign(facts)) or closing is None:
                raise MoveRefused(why)
            unit.change(closing, signed_at=self._session.clock.now(), signed_by=self._session.user.id)
            unit.commit("closing signed")

    def _why_not_sign(self, facts: MoveFacts) -> str | None:
        if facts.closing is None:
            return "Nothing is written down yet that could be signed."
        if facts.closing.signed_by is not None:
            return "This is signed already."
        if facts.closing.made_by == self._session.user.id:
            return "Nobody signs their own closing. Another supervisor can sign it."
        return None

    def _closing(self, new: NewClosing) -> CaseClosing:
        now = self._session.clock.now()
        outcomes = {accept(code): accept(answer) for code, answer in new.outcomes.items() if answer.strip()}
        return CaseClosing(
            id=new_id(now),
            stream_id=new.case_id,
            case_id=new.case_id,
            closure=new.closure,
            outcomes=outcomes,
            made_at=now,
            made_by=self._session.user.id,
            exit_assessment_id=new.exit_assessment_id,
            told=accept(new.told),
            way_back=accept(new.way_back),
            carried_over=new.carried_over,
            high_risk_reason=accept(new.high_risk_reason),
        )


def _refuse_gaps(unit: UnitOfWork, life: CaseLife, closing: CaseClosing) -> None:
    """Refuse what could not be closed with, but for the signature, which comes after."""
    if not set(closing.carried_over) <= set(life.facts.open_referrals):
        raise EntryRefused("Only a referral of this case that is still open can be carried over.")
    assessments = unit.find(RiskAssessment, case_id=life.case.id)
    if closing.exit_assessment_id is not None and closing.exit_assessment_id not in {one.id for one in assessments}:
        raise EntryRefused("The exit assessment belongs to another case. Choose one of this case.")
    level = exit_level(assessments, closing.exit_assessment_id)
    # As if a supervisor had signed: everything else must be there.
    signed = replace(closing, signed_by=_SOMEBODY)
    facts = replace(life.facts, closing=signed, exit_level=level)
    if against := may_move(life.case.status, CaseStatus.CLOSED, facts):
        raise EntryRefused(" ".join(against))


_SOMEBODY = UUID(int=0)
