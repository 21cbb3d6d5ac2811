"""Where a referral and its letter stand: does the approval hold, may it leave, what stops it.

An approval is a supervisor's signature over the exact words. It lapses by itself when the same records make
other words, when her consent ends, or when something in the letter became protected (docs/adr, 0007).
"""

from collections.abc import Iterator
from datetime import date

from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import Letter, LetterContent
from advocate_desk.domain.referral import ProgressState, ReviewState, label
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.sharing import is_another_hand
from advocate_desk.domain.users import Action, User, may
from advocate_desk.services.check_letter import stops
from advocate_desk.services.gather_letter import Frozen, composed, frozen_by
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.referral_file import ReferralFile
from advocate_desk.services.vault_ports import OpenVault

_NO_LETTER = "There is no letter for this yet. Choose what the referral is for from the list."
_NOT_APPROVED = {
    ReviewState.DRAFT: "It is a draft. Send it for review first.",
    ReviewState.AWAITING_REVIEW: "It waits for a supervisor's approval.",
    ReviewState.RETURNED: "The supervisor sent it back. Mend it and send it again.",
    ReviewState.APPROVAL_LAPSED: "Its approval has lapsed. Send it for review again.",
    ReviewState.BEFORE_IMPORT: "It was made before the import and never reviewed here. Write a new one.",
}
_APPROVAL_MATTERS = frozenset({ProgressState.NOT_SENT, ProgressState.MORE_INFORMATION_ASKED})
_CHANGED = "Something behind the letter has changed since it was approved. Send it for review again."
_BAD_SIGNATURE = (
    "The approval of this letter does not prove to be a supervisor's. Do not send it. "
    "Tell your administrator, and send it for review again."
)


def composed_or_refused(file: ReferralFile, rules: Rulebook, today: date) -> LetterContent:
    """Return the letter as it would be now, without date and approval line.

    Raises:
        LetterFailed: no letter is for what this referral asks.
    """
    content = composed(file, rules, today)
    if content is None:
        raise LetterFailed(_NO_LETTER)
    return content


def compose_at_approval(file: ReferralFile, rules: Rulebook, approver: User, today: date) -> LetterContent:
    """Return the letter with the date and the approval line that ``approver`` fixes now.

    Raises:
        LetterFailed: no letter is for what this referral asks.
    """
    content = composed(file, rules, today, frozen_by(approver, today))
    if content is None:
        raise LetterFailed(_NO_LETTER)
    return content


def review_now(unit: UnitOfWork, file: ReferralFile, rules: Rulebook, today: date) -> ReviewState:
    """Return the review state in force: an approval that does not hold any more has lapsed.

    What was sent was sent under its approval; only a letter still to leave can lose it.
    """
    if file.review is not ReviewState.APPROVED or file.progress not in _APPROVAL_MATTERS:
        return file.review
    lapsed = next(_why_lapsed(unit, file, rules, today), "")
    return ReviewState.APPROVAL_LAPSED if lapsed else ReviewState.APPROVED


def _why_lapsed(unit: UnitOfWork, file: ReferralFile, rules: Rulebook, today: date) -> Iterator[str]:
    """Yield why the newest approval does not hold; nothing while it does."""
    letter = file.letter
    if letter is None or _composed_again(file, letter, rules, today) != letter.content_digest:
        yield _CHANGED
    if letter is not None:
        yield from stops(unit, file, LetterContent.from_json(letter.content), today)


def why_not_review(unit: UnitOfWork, file: ReferralFile, rules: Rulebook, today: date) -> tuple[str, ...]:
    """Return everything that is missing or must not be in the letter before a supervisor may see or approve it."""
    content = composed(file, rules, today)
    if content is None:
        return (_NO_LETTER,)
    return tuple(stops(unit, file, content, today))


def why_not_leave(
    unit: UnitOfWork, file: ReferralFile, vault: OpenVault, rules: Rulebook, today: date
) -> tuple[str, ...]:
    """Return every reason the letter cannot be printed or exported; empty when it may leave."""
    if file.review is not ReviewState.APPROVED or file.letter is None:
        return (_NOT_APPROVED.get(file.review, _CHANGED), *why_not_review(unit, file, rules, today))
    signed = () if _is_signed(file, file.letter, vault) else (_BAD_SIGNATURE,)
    return (*signed, *_why_lapsed(unit, file, rules, today))


def state_label(review: ReviewState, progress: ProgressState, late: bool) -> str:
    """Return where a referral stands, in a word or two: its review until it is sent, then its progress."""
    if progress is ProgressState.NOT_SENT:
        return label(review)
    return "No reply" if late and progress is ProgressState.SENT else label(progress)


def _composed_again(file: ReferralFile, letter: Letter, rules: Rulebook, today: date) -> str:
    """Return the digest of the letter these records make today, with the date and approval line it was given."""
    approved = LetterContent.from_json(letter.content)
    frozen = Frozen(
        on=in_london(letter.approved_at).date(),
        date_line=approved.date_line,
        approval_line=approved.approval_line,
    )
    content = composed(file, rules, today, frozen)
    return content.digest() if content else ""


def _is_signed(file: ReferralFile, letter: Letter, vault: OpenVault) -> bool:
    """Say whether somebody who may approve, and did not write it, signed exactly what is kept."""
    approval = file.approval
    if approval is None or approval.letter_id != letter.id:
        return False
    if not is_another_hand(approval.actor_id, {file.referral.author_id}):
        return False
    role = next((member.role for member in vault.members() if member.user_id == approval.actor_id), None)
    digest = LetterContent.from_json(letter.content).digest()
    if role is None or not may(role, Action.APPROVE):
        return False
    try:
        signature = bytes.fromhex(approval.signature)
    except ValueError:
        return False
    return vault.verify(approval.actor_id, bytes.fromhex(digest), signature)
