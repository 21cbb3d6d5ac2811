"""Sharing without agreement: a lawful basis, its reason, and a supervisor who is not the one who writes.

One rule for everything that leaves: letters (whose review `referral` guards), MARAC referrals, and what comes after.
"""

from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.consent_rules import basis_reasons


def needs_supervisor(agrees: Answer) -> bool:
    """Say whether a supervisor must approve this share: wherever the person has not plainly said yes."""
    return agrees is not Answer.YES


def without_agreement(agrees: Answer, basis: LawfulBasis | None, reason: str) -> tuple[str, ...]:
    """Return what is missing before a supervisor is asked about a share; none where it may be asked or needs nobody.

    Args:
        agrees: what she said about this very share; anything but yes is no agreement.
        basis: the lawful basis relied on instead.
        reason: why, in the writer's words.
    """
    return basis_reasons(basis, reason) if needs_supervisor(agrees) else ()


def why_not_approve(*, author_id: UUID, approver_id: UUID, may_approve: bool) -> tuple[str, ...]:
    """Return why somebody cannot approve a share; none where they can. The author never does.

    Args:
        author_id: who wrote it.
        approver_id: who is to approve it.
        may_approve: whether the approver's role includes approving.
    """
    if author_id == approver_id:
        return ("Nobody approves their own share. Another supervisor can approve it.",)
    if not may_approve:
        return ("Only a supervisor can approve this. Ask yours.",)
    return ()


def why_not_share(
    *,
    agrees: Answer,
    basis: LawfulBasis | None,
    reason: str,
    author_id: UUID,
    approved_by: UUID | None,
    may_approve: bool,
) -> tuple[str, ...]:
    """Return everything that stands against a share leaving now; none means that it may.

    Args:
        agrees: what she said about this very share.
        basis: the lawful basis relied on where she has not agreed.
        reason: why it is relied on.
        author_id: who wrote the share.
        approved_by: the supervisor who approved it, or None.
        may_approve: whether that colleague's role includes approving.
    """
    if not needs_supervisor(agrees):
        return ()
    missing = without_agreement(agrees, basis, reason)
    if approved_by is None:
        return (*missing, "Sharing without agreement needs a supervisor. Ask yours to approve it.")
    return (*missing, *why_not_approve(author_id=author_id, approver_id=approved_by, may_approve=may_approve))
