"""Where an episode may go next, and everything that stands against it.

The states and moves follow practice as services describe it; they are our design, no law. A closed episode never opens
again: somebody who comes back has a new one.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from advocate_desk.domain.attempts import AttemptsNow
from advocate_desk.domain.case_moves import CaseClosing, CaseMove, ClosureReason, ReferralTrouble
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.pronouns import joined
from advocate_desk.domain.risk import RiskLevel


class Need(StrEnum):
    """What a move cannot be made without. The first three are what somebody types."""

    REASON = "reason"
    SENT_TO = "sent_to"
    CLOSURE = "closure"
    SUPERVISOR = "supervisor"
    SUPERVISOR_IF_HIGH = "supervisor_if_high"
    SUPERVISOR_UNLESS_LOWER = "supervisor_unless_lower"
    SAFE_WAY = "safe_way"
    ATTEMPTS = "attempts"
    AGREEMENT = "agreement"
    SETTLED = "settled"
    CLOSING = "closing"


S, N = CaseStatus, Need
_ENDED = (N.CLOSURE, N.SETTLED, N.SUPERVISOR_IF_HIGH)

CASE_MOVES: Mapping[CaseStatus, Mapping[CaseStatus, tuple[Need, ...]]] = {
    S.RECEIVED: {S.TRIAGE: ()},
    S.TRIAGE: {
        S.CONTACTING: (N.SAFE_WAY,),
        S.CONFLICT_HOLD: (N.REASON,),
        S.REJECTED: (N.REASON, N.SENT_TO),
        S.REDIRECTED: (N.REASON, N.SENT_TO),
    },
    S.CONFLICT_HOLD: {
        S.TRIAGE: (N.REASON, N.SUPERVISOR),
        S.REDIRECTED: (N.REASON, N.SENT_TO, N.SUPERVISOR),
    },
    S.CONTACTING: {
        S.ENGAGED: (N.AGREEMENT,),
        S.UNABLE_TO_CONTACT: (N.ATTEMPTS, N.SUPERVISOR_UNLESS_LOWER),
        S.DECLINED: (),
    },
    S.UNABLE_TO_CONTACT: {
        S.CONTACTING: (N.REASON, N.SAFE_WAY),
        S.CLOSED: (N.CLOSURE, N.SETTLED, N.SUPERVISOR_UNLESS_LOWER),
    },
    S.DECLINED: {S.CLOSED: _ENDED},
    S.ENGAGED: {S.OPEN: ()},
    S.OPEN: {S.ON_HOLD: (N.REASON,), S.CLOSING: (), S.TRANSFERRED: (N.REASON, N.SENT_TO)},
    S.ON_HOLD: {S.OPEN: (), S.CLOSING: ()},
    S.CLOSING: {S.OPEN: (N.REASON,), S.CLOSED: (N.CLOSING, N.SETTLED)},
    S.CLOSED: {},
    S.TRANSFERRED: {S.CLOSED: (N.CLOSING, N.SETTLED)},
    S.REJECTED: {S.CLOSED: _ENDED},
    S.REDIRECTED: {S.CLOSED: _ENDED},
}
"""Every move there is, and what each needs. Evidence: design, after how services describe their practice; checked
2026-11-23."""

BEFORE_SUPPORT = (S.RECEIVED, S.TRIAGE, S.CONTACTING)
"""Where nobody may have heard from her yet, so that the time to the next attempt runs."""
CLOSES_WITH_RECORD = (S.CLOSING, S.TRANSFERRED)
"""Where an episode ends after support began: what it ends with is written down first."""
UNSAFE_TROUBLES = frozenset({ReferralTrouble.NO_SAFE_NUMBER, ReferralTrouble.NO_WAY_TO_REACH})
"""With one of these open nobody begins to ring."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveFacts:
    """What the rules must know of a case and of the move that is asked for.

    ``reason``, ``sent_to`` and ``closure`` are what was typed. ``decided_by`` is a supervisor who makes this move
    (None: nobody who may decide), ``holder`` whoever holds the case: nobody decides about their own. ``level`` is that
    of the newest assessment, None where there is none. ``agreed`` says that she agreed to be supported and has not
    taken it back. ``troubles`` are what is wrong with the referral and not put right. ``closing`` is what the episode
    ends with, written since it began to close, and ``exit_level`` the level of its exit assessment, None where there
    is none. ``open_referrals`` are those not settled with their agencies.
    """

    reason: str = ""
    sent_to: str = ""
    closure: ClosureReason | None = None
    decided_by: UUID | None = None
    holder: UUID | None = None
    level: RiskLevel | None = None
    agreed: bool = False
    attempts: AttemptsNow | None = None
    troubles: Collection[ReferralTrouble] = ()
    closing: CaseClosing | None = None
    exit_level: RiskLevel | None = None
    open_referrals: Collection[UUID] = ()

    @property
    def still_high(self) -> bool:
        """Whether risk is high by the newest assessment or by the one of the end."""
        return RiskLevel.HIGH in (self.level, self.exit_level)


def may_move(current: CaseStatus, target: CaseStatus, facts: MoveFacts) -> tuple[str, ...]:
    """Return every reason against a move, in words that say what is missing and who can do it; none: it may be made."""
    if target not in CASE_MOVES[current]:
        return (_no_such_move(current, target),)
    return tuple(reason for need in CASE_MOVES[current][target] for reason in _CHECKS[need](facts))


def must_carry(current: CaseStatus, target: CaseStatus) -> frozenset[Need]:
    """Return what somebody has to type for this move, for a form to ask for."""
    return frozenset(CASE_MOVES[current].get(target, ())) & {N.REASON, N.SENT_TO, N.CLOSURE}


def needs_signature(facts: MoveFacts) -> bool:
    """Say whether a supervisor signs what an episode ends with: risk is still high, or she has died."""
    return facts.still_high or (facts.closing is not None and facts.closing.closure is ClosureReason.DIED)


def contacting_since(received_at: datetime | None, moves: Sequence[CaseMove]) -> datetime | None:
    """Return since when the time to an attempt runs: the referral's moment, or when contacting began again.

    Args:
        received_at: when the referral came in; None where nobody wrote it down.
        moves: the case's moves, in the order they were recorded.
    """
    again = [
        move.happened_at
        for before, move in pairwise(moves)
        if before.to_status is S.UNABLE_TO_CONTACT and move.to_status is S.CONTACTING
    ]
    return again[-1] if again else received_at


def label(status: CaseStatus) -> str:
    """Return the words for ``status``."""
    return _LABELS[status]


def _no_such_move(current: CaseStatus, target: CaseStatus) -> str:
    if current is S.CLOSED:
        return "This episode is closed and stays closed. Begin a new episode for whoever comes back."
    choices = joined([f"“{label(status)}”" for status in CASE_MOVES[current]], "or")
    return f"A case that is “{label(current)}” cannot become “{label(target)}”. It can become {choices}."


def _reason(facts: MoveFacts) -> tuple[str, ...]:
    return () if facts.reason.strip() else ("Give the reason.",)


def _sent_to(facts: MoveFacts) -> tuple[str, ...]:
    return () if facts.sent_to.strip() else ("Say to whom this person was sent, so that nobody is left alone.",)


def _closure(facts: MoveFacts) -> tuple[str, ...]:
    return () if facts.closure else ("Choose why the episode ends.",)


def _supervisor(facts: MoveFacts) -> tuple[str, ...]:
    if facts.decided_by is None:
        return ("A supervisor decides this. Ask yours to make this move.",)
    if facts.decided_by == facts.holder:
        return ("Nobody decides this about a case of their own. Another supervisor can.",)
    return ()


def _supervisor_if_high(facts: MoveFacts) -> tuple[str, ...]:
    return tuple(f"Risk is high. {said}" for said in _supervisor(facts)) if facts.still_high else ()


def _supervisor_unless_lower(facts: MoveFacts) -> tuple[str, ...]:
    """Where nobody was reached nobody could assess: risk that nobody knows counts as high."""
    if facts.level is None:
        return tuple(f"Risk is not assessed, so it counts as high. {said}" for said in _supervisor(facts))
    return _supervisor_if_high(facts)


def _safe_way(facts: MoveFacts) -> tuple[str, ...]:
    if UNSAFE_TROUBLES.isdisjoint(facts.troubles):
        return ()
    return ("No safe way of contact is known yet. Ask whoever referred, and write down the answer.",)


def _attempts(facts: MoveFacts) -> tuple[str, ...]:
    if facts.attempts is None:
        return ("No attempt is written down.",)
    return () if facts.attempts.is_enough else (facts.attempts.missing(),)


def _agreement(facts: MoveFacts) -> tuple[str, ...]:
    return () if facts.agreed else ("Write down first that support was agreed to, after its limits were explained.",)


def _settled(facts: MoveFacts) -> tuple[str, ...]:
    carried = facts.closing.carried_over if facts.closing else ()
    left = len(set(facts.open_referrals) - set(carried))
    if not left:
        return ()
    if left == 1:
        return ("One referral is still open. Settle it, or carry it over by agreement.",)
    return (f"{left} referrals are still open. Settle each, or carry it over by agreement.",)


def _closing(facts: MoveFacts) -> tuple[str, ...]:
    closing = facts.closing
    if closing is None:
        return ("Write down first how the episode ends: why, what came of it, and the risk at its end.",)
    against = []
    if closing.closure is not ClosureReason.DIED:
        if facts.exit_level is None:
            against.append("There is no exit assessment. Assess the risk once more, for the end.")
        if not closing.outcomes:
            against.append("No outcome is written down. Say what came of the support.")
    if facts.still_high and not closing.high_risk_reason.strip():
        against.append("Risk is still high. Say why the episode ends all the same.")
    if needs_signature(facts) and (closing.signed_by is None or closing.signed_by == closing.made_by):
        why = "Risk is still high." if facts.still_high else "The person has died."
        against.append(f"{why} A supervisor who did not write this signs it before the episode is closed.")
    return tuple(against)


_CHECKS: Mapping[Need, Callable[[MoveFacts], tuple[str, ...]]] = {
    N.REASON: _reason,
    N.SENT_TO: _sent_to,
    N.CLOSURE: _closure,
    N.SUPERVISOR: _supervisor,
    N.SUPERVISOR_IF_HIGH: _supervisor_if_high,
    N.SUPERVISOR_UNLESS_LOWER: _supervisor_unless_lower,
    N.SAFE_WAY: _safe_way,
    N.ATTEMPTS: _attempts,
    N.AGREEMENT: _agreement,
    N.SETTLED: _settled,
    N.CLOSING: _closing,
}

_LABELS = {
    S.RECEIVED: "Received",
    S.TRIAGE: "Being looked at",
    S.CONFLICT_HOLD: "Held: conflict of interest",
    S.CONTACTING: "Being contacted",
    S.UNABLE_TO_CONTACT: "Not reached",
    S.DECLINED: "Support not wanted",
    S.ENGAGED: "Support agreed",
    S.OPEN: "Open",
    S.ON_HOLD: "On hold",
    S.CLOSING: "Closing",
    S.CLOSED: "Closed",
    S.TRANSFERRED: "Transferred",
    S.REJECTED: "Not for this service",
    S.REDIRECTED: "Sent on",
}
