"""How soon an agency really answers, from what was sent from here, beside what it promises."""

from dataclasses import dataclass
from statistics import median_low
from uuid import UUID

from advocate_desk.domain.dates_in_words import days_in_words, in_london
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.referral import OWES_AN_ANSWER, Machine, ProgressState, Referral, ReferralMove, progress_state
from advocate_desk.services.ports import UnitOfWork

NEWEST = 200
"""So many of the newest referrals to an agency are looked at: how it answers now is what counts."""

ANSWERS = frozenset(
    {
        ProgressState.MORE_INFORMATION_ASKED,
        ProgressState.ACCEPTED,
        ProgressState.WAITING_LIST,
        ProgressState.DECLINED,
        ProgressState.REROUTED,
    }
)
"""What counts as an answer. That a letter arrived is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyTimes:
    """Of the referrals sent to an agency: the median days to its first answer, None while there is none, of how many
    answers, and how many answers it owes now.
    """

    days: int | None
    answers: int
    owed: int


def reply_times(unit: UnitOfWork, agency_id: UUID) -> ReplyTimes:
    """Return how soon an agency answered. What an import brought in is left out: its days are somebody else's."""
    found = unit.find(Referral, agency_id=agency_id, import_id=None, order_by=("-created_at",), limit=NEWEST)
    moves: dict[UUID, list[ReferralMove]] = {one.id: [] for one in found}
    ids = tuple(moves)
    for move in unit.find(ReferralMove, referral_id=ids, order_by=("recorded_at", "id")) if ids else ():
        if move.machine is Machine.PROGRESS:
            moves[move.referral_id].append(move)
    days = [taken for each in moves.values() if (taken := _days_to_answer(each)) is not None]
    return ReplyTimes(
        days=median_low(days) if days else None,
        answers=len(days),
        owed=sum(progress_state(each) in OWES_AN_ANSWER for each in moves.values()),
    )


def reply_words(agency: Agency, times: ReplyTimes) -> str:
    """Return ``Promises an answer within 5 working days. Answered after 4 days (median of 7). 2 answers are owed.``"""
    promised = agency.promised_reply.strip()
    parts = [f"Promises an answer within {promised}." if promised else ""]
    if times.days is not None:
        after = f"after {days_in_words(times.days)}" if times.days else "on the same day"
        parts.append(f"Answered {after} (median of {times.answers}).")
    else:
        parts.append("No answers yet to what was sent from here.")
    if times.owed:
        parts.append("1 answer is owed." if times.owed == 1 else f"{times.owed} answers are owed.")
    return " ".join(part for part in parts if part)


def _days_to_answer(moves: list[ReferralMove]) -> int | None:
    """Return the days from the first sending to the first answer after it."""
    sent = next((move for move in moves if move.to_state == ProgressState.SENT), None)
    if sent is None:
        return None
    answered = next((move for move in moves if move.to_state in ANSWERS), None)
    if answered is None:
        return None
    return max(0, (in_london(answered.happened_at).date() - in_london(sent.happened_at).date()).days)
