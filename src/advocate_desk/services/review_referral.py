"""The supervisor's side: the queue, approving, sending back."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.consent_rules import BASIS_LABELS
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.errors import MoveRefused, StoppedBySafetyRule
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.letter import Letter
from advocate_desk.domain.people import shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.referral import Machine, Referral, ReferralMove, ReviewState, guard_review
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.referral_file import ReferralFile, read_referral_file, review_moves
from advocate_desk.services.session import Session
from advocate_desk.services.standing import compose_at_approval, why_not_review


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewItem:
    """One referral that waits. ``why_not_approve`` says why this user cannot, empty when they can.

    ``without_consent`` says on which lawful basis it is shared where nobody consented, "" where somebody did.
    """

    referral_id: UUID
    case_reference: str
    client_name: str
    purpose: str
    agency: str
    author_name: str
    sent_at: datetime
    waiting_days: int
    version: int
    why_not_approve: str
    without_consent: str = ""


class ReviewReferral:
    """Decides what waits for review. Nobody approves their own."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules

    def queue(self) -> tuple[ReviewItem, ...]:
        """Return what waits, the oldest first."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            items = [self._item(read_referral_file(unit, waiting)) for waiting in _waiting(unit)]
        return tuple(sorted(items, key=lambda item: item.sent_at))

    def approve(self, referral_id: UUID, comment: str = "") -> UUID:
        """Freeze the letter, sign its digest, and return the letter's id.

        Raises:
            MoveRefused: own work, wrong state, or no supervisor.
            StoppedBySafetyRule: the letter may not leave as it stands.
        """
        accept(comment)
        now, today = self._session.clock.now(), self._session.clock.today()
        with self._session.work() as unit:
            file = read_referral_file(unit, referral_id)
            self._guard(file, ReviewState.APPROVED, "")
            stops = why_not_review(unit, file, self._rules, today)
            if stops:
                raise StoppedBySafetyRule(stops)
            letter = self._frozen(file, now)
            move = self._move(file, ReviewState.APPROVED, comment, now)
            digest = bytes.fromhex(letter.content_digest)
            unit.add(letter)
            unit.add(
                replace(
                    move,
                    letter_id=letter.id,
                    content_digest=letter.content_digest,
                    signature=self._session.vault.sign(digest).hex(),
                )
            )
            unit.commit("referral approved")
        return letter.id

    def send_back(self, referral_id: UUID, reason: str) -> None:
        """Return it to its author with what should change.

        Raises:
            MoveRefused: no reason is given, it does not wait for review, or this is no supervisor.
        """
        accept(reason)
        with self._session.work() as unit:
            file = read_referral_file(unit, referral_id)
            self._guard(file, ReviewState.RETURNED, reason)
            unit.add(self._move(file, ReviewState.RETURNED, reason, self._session.clock.now()))
            unit.commit("referral sent back")

    def _guard(self, file: ReferralFile, target: ReviewState, reason: str) -> None:
        guard_review(
            file.review,
            target,
            author_id=file.referral.author_id,
            actor_id=self._session.user.id,
            may_approve=self._session.may(Action.APPROVE),
            reason=reason,
            progress=file.progress,
        )

    def _move(self, file: ReferralFile, target: ReviewState, reason: str, now: datetime) -> ReferralMove:
        states = (file.review, target)
        return review_moves(file, states, actor_id=self._session.user.id, now=now, reason=reason)[-1]

    def _frozen(self, file: ReferralFile, now: datetime) -> Letter:
        content = compose_at_approval(file, self._rules, self._session.user, in_london(now).date())
        return Letter(
            id=new_id(now),
            stream_id=file.referral.case_id,
            case_id=file.referral.case_id,
            referral_id=file.referral.id,
            content=content.to_json(),
            content_digest=content.digest(),
            approved_by=self._session.user.id,
            approved_at=now,
        )

    def _item(self, file: ReferralFile) -> ReviewItem:
        sent = [move for move in file.moves if move.to_state == ReviewState.AWAITING_REVIEW]
        today = self._session.clock.today()
        return ReviewItem(
            referral_id=file.referral.id,
            case_reference=file.of_case.case.reference,
            client_name=shown_name(file.of_case.client),
            purpose=file.referral.purpose,
            agency=file.agency.name if file.agency else "",
            author_name=file.of_case.name_of(file.referral.author_id),
            sent_at=sent[-1].happened_at,
            waiting_days=(today - in_london(sent[-1].happened_at).date()).days,
            version=len(sent),
            why_not_approve=self._why_not_approve(file),
            without_consent=_basis(file.referral),
        )

    def _why_not_approve(self, file: ReferralFile) -> str:
        try:
            self._guard(file, ReviewState.APPROVED, "")
        except MoveRefused as refused:
            return str(refused)
        return ""


def _basis(referral: Referral) -> str:
    return BASIS_LABELS[referral.lawful_basis].partition(":")[0] if referral.lawful_basis else ""


def _waiting(unit: UnitOfWork) -> list[UUID]:
    """Return the referrals that wait for review, from one pass over every review there was."""
    newest: dict[UUID, str] = {}
    for move in unit.find(ReferralMove, machine=Machine.REVIEW, order_by=("recorded_at", "id")):
        newest[move.referral_id] = move.to_state
    return [referral_id for referral_id, state in newest.items() if state == ReviewState.AWAITING_REVIEW]
