"""What happened at the agency, told afterwards: the move it makes, and what the log of chases shows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.referral import Machine, ProgressState, ReferralMove
from advocate_desk.services.referral_file import ReferralFile


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressReport:
    """What happened at the agency, told afterwards."""

    referral_id: UUID
    to_state: ProgressState
    happened_at: datetime
    reason: str = ""
    note: str = ""
    told_by: str = ""
    expected_on: date | None = None
    review_on: date | None = None
    outcome: str = ""


def reported_move(file: ReferralFile, report: ProgressReport, *, actor_id: UUID, now: datetime) -> ReferralMove:
    """Return the move a report makes, ready to be guarded and kept.

    Raises:
        TextRefused: a text holds what cannot be kept exactly.
    """
    recorded_at = file.next_recorded_at(now)
    return ReferralMove(
        id=new_id(recorded_at),
        stream_id=file.referral.case_id,
        case_id=file.referral.case_id,
        referral_id=file.referral.id,
        machine=Machine.PROGRESS,
        from_state=file.progress,
        to_state=report.to_state,
        happened_at=report.happened_at,
        recorded_at=recorded_at,
        actor_id=actor_id,
        reason=accept(report.reason),
        note=accept(report.note),
        told_by=accept(report.told_by),
        expected_on=report.expected_on,
        review_on=report.review_on,
        outcome=accept(report.outcome),
    )


def was_chased(file: ReferralFile, target: ProgressState, holidays: BankHolidays) -> bool:
    """Say whether the log of chases stands for the words a move would need: for "no response" the whole ladder."""
    ask = file.next_ask(holidays)
    if ask is None:
        return False
    return ask.decides if target is ProgressState.NO_RESPONSE else ask.asked > 0
