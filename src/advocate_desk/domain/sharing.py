"""Sharing without agreement: it needs a lawful basis, a reason, and a supervisor who wrote none of it.

The rule for everything that leaves: letters (`referral`), referrals to a MARAC (`marac_rules`), and what comes after.
"""

from collections.abc import Collection
from uuid import UUID

from advocate_desk.domain.answer import Answer


def needs_supervisor(agrees: Answer) -> bool:
    """Say whether a supervisor must approve a share: wherever the person has not plainly said yes to it."""
    return agrees is not Answer.YES


def is_another_hand(approver_id: UUID | None, writers: Collection[UUID]) -> bool:
    """Say whether somebody approves, or approved, who wrote none of it. Whoever wrote any of a share never does.

    Args:
        approver_id: who approves; None where nobody has.
        writers: its author, and everybody who changed it since.
    """
    return approver_id is not None and approver_id not in writers
