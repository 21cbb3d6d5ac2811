"""One referral, two machines: its review inside the service, and its progress with the agency.

The states and moves follow the field's practice as compared in docs/adr; every move is guarded here, and
a refused move says what is missing and who can do it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.consent import LawfulBasis, Share
from advocate_desk.domain.errors import MoveRefused
from advocate_desk.domain.pronouns import joined
from advocate_desk.domain.record import Record
from advocate_desk.domain.sharing import is_another_hand


class Machine(StrEnum):
    """Which of the two a move belongs to."""

    REVIEW = "review"
    PROGRESS = "progress"


class ReviewState(StrEnum):
    """Where a referral stands inside the service."""

    DRAFT = "draft"
    AWAITING_REVIEW = "awaiting_review"
    RETURNED = "returned"
    APPROVED = "approved"
    APPROVAL_LAPSED = "approval_lapsed"
    BEFORE_IMPORT = "before_import"


class ProgressState(StrEnum):
    """Where it stands with the agency. Not known and no response are never folded into another."""

    NOT_SENT = "not_sent"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    MORE_INFORMATION_ASKED = "more_information_asked"
    ACCEPTED = "accepted"
    WAITING_LIST = "waiting_list"
    IN_PROGRESS = "in_progress"
    DECLINED = "declined"
    REROUTED = "rerouted"
    WITHDRAWN = "withdrawn"
    NO_RESPONSE = "no_response"
    NOT_TAKEN_UP = "not_taken_up"
    DID_NOT_ATTEND = "did_not_attend"
    NOT_KNOWN = "not_known"
    COMPLETED = "completed"
    ENTERED_IN_ERROR = "entered_in_error"


@dataclass(frozen=True, kw_only=True, slots=True)
class Referral(Record):
    """What is asked of an agency for a person.

    ``number`` counts within the case and is shown as ``R3``. ``shares`` are the sets of facts the letter
    may carry; ``points`` the contact points ticked for it. Without a ``consent_id`` there must be a
    ``lawful_basis`` and its reason. ``row_fingerprint`` is a digest of the imported row, to know it again;
    ``import_id`` the import that brought it. ``need_id`` is the need of the plan it answers; ``follows_id`` the
    referral it comes of, where an agency passed that on or declined it. ``reply_reference`` stands on the letter for
    the agency to send back; it says nothing about anybody.
    """

    case_id: UUID
    number: int
    agency_id: UUID
    service_id: UUID | None = None
    purpose: str
    ask: str = ""
    why: str = ""
    reply_by: datetime | None = None
    shares: tuple[Share, ...] = ()
    points: tuple[UUID, ...] = ()
    consent_id: UUID | None = None
    lawful_basis: LawfulBasis | None = None
    lawful_basis_reason: str = ""
    author_id: UUID
    created_at: datetime
    row_fingerprint: str = ""
    import_id: UUID | None = None
    need_id: UUID | None = None
    follows_id: UUID | None = None
    reply_reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralMove(Record):
    """One move of one machine: from, to, when it happened, when it was recorded, who, and why.

    An approval carries the letter it froze and the supervisor's ``signature`` (hex, Ed25519) over that
    letter's ``content_digest`` (hex).
    """

    case_id: UUID
    referral_id: UUID
    machine: Machine
    from_state: str
    to_state: str
    happened_at: datetime
    recorded_at: datetime
    actor_id: UUID
    reason: str = ""
    note: str = ""
    method: str = ""
    told_by: str = ""
    expected_on: date | None = None
    review_on: date | None = None
    outcome: str = ""
    letter_id: UUID | None = None
    content_digest: str = ""
    signature: str = ""


R, P = ReviewState, ProgressState

# Nothing leads to BEFORE_IMPORT: an import writes it as the first move, and nothing leads on from it. Sending
# again what was returned or has lapsed is taking it back to draft and sending it, told as one move.
REVIEW_MOVES: dict[ReviewState, frozenset[ReviewState]] = {
    R.DRAFT: frozenset({R.AWAITING_REVIEW}),
    R.AWAITING_REVIEW: frozenset({R.APPROVED, R.RETURNED, R.DRAFT}),
    R.RETURNED: frozenset({R.DRAFT, R.AWAITING_REVIEW}),
    R.APPROVED: frozenset({R.APPROVAL_LAPSED}),
    R.APPROVAL_LAPSED: frozenset({R.DRAFT, R.AWAITING_REVIEW}),
    R.BEFORE_IMPORT: frozenset(),
}

_OPEN = (P.SENT, P.ACKNOWLEDGED, P.MORE_INFORMATION_ASKED, P.ACCEPTED, P.WAITING_LIST, P.IN_PROGRESS)
_LATE_REPLY = frozenset({P.ACKNOWLEDGED, P.MORE_INFORMATION_ASKED, P.ACCEPTED, P.WAITING_LIST, P.DECLINED, P.REROUTED})
_FROM: dict[ProgressState, tuple[ProgressState, ...]] = {
    P.SENT: (P.NOT_SENT, P.MORE_INFORMATION_ASKED),
    P.ACKNOWLEDGED: (P.SENT, P.MORE_INFORMATION_ASKED),
    P.MORE_INFORMATION_ASKED: (P.SENT, P.ACKNOWLEDGED),
    P.ACCEPTED: (P.SENT, P.ACKNOWLEDGED, P.WAITING_LIST),
    # From itself: they were asked again, and say until when to wait now. Else the day to ask again would never move.
    P.WAITING_LIST: (P.SENT, P.ACKNOWLEDGED, P.ACCEPTED, P.WAITING_LIST),
    P.IN_PROGRESS: (P.ACCEPTED, P.DID_NOT_ATTEND),
    P.DECLINED: (P.SENT, P.ACKNOWLEDGED, P.WAITING_LIST),
    P.REROUTED: (P.SENT, P.ACKNOWLEDGED),
    P.WITHDRAWN: (P.NOT_SENT, *_OPEN),
    P.NO_RESPONSE: (P.SENT,),
    P.NOT_TAKEN_UP: (P.ACCEPTED, P.IN_PROGRESS),
    P.DID_NOT_ATTEND: (P.ACCEPTED, P.IN_PROGRESS),
    P.NOT_KNOWN: (*_OPEN, P.NO_RESPONSE),
    P.COMPLETED: (P.ACCEPTED, P.IN_PROGRESS),
    P.ENTERED_IN_ERROR: tuple(state for state in P if state is not P.ENTERED_IN_ERROR),
}


def _progress_moves(state: ProgressState) -> frozenset[ProgressState]:
    moves = {target for target, sources in _FROM.items() if state in sources}
    return frozenset(moves | _LATE_REPLY) if state is P.NO_RESPONSE else frozenset(moves)


PROGRESS_MOVES: dict[ProgressState, frozenset[ProgressState]] = {state: _progress_moves(state) for state in P}

END_STATES = frozenset(
    {
        P.DECLINED,
        P.REROUTED,
        P.WITHDRAWN,
        P.NO_RESPONSE,
        P.NOT_TAKEN_UP,
        P.DID_NOT_ATTEND,
        P.NOT_KNOWN,
        P.COMPLETED,
        P.ENTERED_IN_ERROR,
    }
)

FOLLOWED = frozenset({P.DECLINED, P.REROUTED})
"""From here another agency is asked: a referral that follows this one, with a consent of its own."""

REASONS: dict[ProgressState, tuple[str, ...]] = {
    P.DECLINED: ("at_capacity", "not_eligible", "out_of_area", "not_enough_information", "conflict", "other"),
    P.WITHDRAWN: ("her_choice", "unsafe", "duplicate", "needs_met_elsewhere", "moved", "died", "mistake"),
}

OWES_AN_ANSWER = frozenset({P.SENT, P.ACKNOWLEDGED})
"""While a referral stands here its agency owes an answer."""

OUTCOMES = ("met", "partly_met", "not_met")


def review_state(moves: Sequence[ReferralMove]) -> ReviewState:
    """Fold the review machine's moves, in the order they were recorded, into its state."""
    state = R.DRAFT
    for move in moves:
        if move.machine is Machine.REVIEW:
            state = ReviewState(move.to_state)
    return state


def progress_state(moves: Sequence[ReferralMove]) -> ProgressState:
    """Fold the progress machine's moves, in the order they were recorded, into its state."""
    state = P.NOT_SENT
    for move in moves:
        if move.machine is Machine.PROGRESS:
            state = ProgressState(move.to_state)
    return state


def closed_from(moves: Sequence[ReferralMove]) -> ProgressState | None:
    """Return the state a closed referral had before it was closed, the one it may be reopened to; else None."""
    state, before = P.NOT_SENT, dict[ProgressState, ProgressState]()
    for move in moves:
        if move.machine is Machine.PROGRESS:
            target = ProgressState(move.to_state)
            reopened = before.get(state) is target and target not in PROGRESS_MOVES[state]
            if target in END_STATES and not reopened:
                before[target] = state
            state = target
    return before.get(state) if state in END_STATES else None


def progress_choices(moves: Sequence[ReferralMove], *, is_supervisor: bool) -> frozenset[ProgressState]:
    """Return the states that may be recorded next, reopening among them for a supervisor."""
    choices = PROGRESS_MOVES[progress_state(moves)]
    before = closed_from(moves)
    if not is_supervisor:
        return choices - _SUPERVISORS
    return choices if before is None else choices | {before}


def must_carry(current: ProgressState, target: ProgressState, *, chased: bool = False) -> frozenset[str]:
    """Return the names of the fields of a move that it cannot be recorded without, for a form to ask for.

    Where the log shows how the agency was ``chased``, nobody need say it again.
    """
    if target not in PROGRESS_MOVES[current]:
        return frozenset({"reason"})
    fields = {field for wanted, needed in _MUST_HAVE.items() if target in wanted for field, _ in needed}
    if target is P.COMPLETED:
        fields.add("outcome")
    if target in _RECALLS and current is not P.NOT_SENT:
        fields.add("note")
    if target in _CHASED and chased:
        fields.discard("note")
    return frozenset(fields)


def guard_review(
    current: ReviewState,
    target: ReviewState,
    *,
    author_id: UUID,
    actor_id: UUID,
    may_approve: bool,
    reason: str,
    progress: ProgressState = P.NOT_SENT,
) -> None:
    """Refuse a review move that must not be made.

    Args:
        current: the state folded from what is recorded.
        target: the state asked for.
        author_id: who wrote the referral.
        actor_id: who makes the move.
        may_approve: whether the actor's role includes approving.
        reason: what the actor wrote; sending back needs one.
        progress: where it stands with the agency; what is closed is neither sent for review nor approved.

    Raises:
        MoveRefused: with what is missing and who can do it.
    """
    if target not in REVIEW_MOVES[current]:
        raise MoveRefused(_REVIEW_REFUSALS[current])
    if target in {R.AWAITING_REVIEW, R.APPROVED} and progress in END_STATES:
        raise MoveRefused(f"This referral is closed (“{label(progress)}”). A supervisor can reopen it.")
    if target is R.APPROVED and not is_another_hand(actor_id, {author_id}):
        raise MoveRefused("Nobody approves their own referral. Another supervisor can approve it.")
    if target in {R.APPROVED, R.RETURNED} and not may_approve:
        raise MoveRefused("Only a supervisor can decide a review. Ask yours to open Reviews.")
    if target is R.RETURNED and not reason.strip():
        raise MoveRefused("Say what should change before you send it back, so that its author knows.")


_REVIEW_REFUSALS = {
    R.DRAFT: "This referral is a draft. Its author sends it for review first.",
    R.AWAITING_REVIEW: "This referral is with the supervisor. Wait for the decision, or take it back to draft.",
    R.RETURNED: "This referral was sent back. Its author mends it and sends it again.",
    R.APPROVED: "This referral is approved already.",
    R.APPROVAL_LAPSED: "The letter has changed since it was approved. Its author sends it for review again.",
    R.BEFORE_IMPORT: "This referral was made before the import and was never reviewed here. Write a new one.",
}


def guard_progress(
    current: ProgressState,
    move: ReferralMove,
    *,
    is_supervisor: bool,
    review: ReviewState | None = None,
    before: ProgressState | None = None,
    chased: bool = False,
) -> None:
    """Refuse a progress move that must not be made, or that lacks what it must carry.

    Consent and the leak guard are asked before, by the service that sends the letter; here the machine itself
    is guarded.

    Args:
        current: the state folded from what is recorded.
        move: the move asked for.
        is_supervisor: whether the actor's role includes approving.
        review: where the referral stands inside the service; nothing is sent but what is approved now.
        before: the state a closed referral was closed from (`closed_from`); it may be reopened to that one.
        chased: whether the log shows that the agency was chased as often as was agreed; else the move says how.

    Raises:
        MoveRefused: with what is missing and who can do it.
    """
    target = ProgressState(move.to_state)
    if move.from_state != current:
        raise MoveRefused("This referral has moved on since you looked. Look again, then record what happened.")
    if move.happened_at > move.recorded_at:
        raise MoveRefused("This day and time are still to come. Give the ones at which it happened.")
    if target in PROGRESS_MOVES[current]:
        _guard_next(current, target, move, is_supervisor=is_supervisor, review=review, chased=chased)
    elif current in END_STATES and target is before:
        _guard_reopening(current, move, is_supervisor=is_supervisor)
    else:
        raise MoveRefused(_no_such_move(current, target))


def _guard_next(
    current: ProgressState,
    target: ProgressState,
    move: ReferralMove,
    *,
    is_supervisor: bool,
    review: ReviewState | None,
    chased: bool,
) -> None:
    if target in _SUPERVISORS and not is_supervisor:
        raise MoveRefused(f"Only a supervisor can record “{label(target)}”. Ask yours.")
    if target is P.SENT and review is not R.APPROVED:
        raise MoveRefused("Only an approved letter is sent. Send it for review; a supervisor approves it.")
    for wanted, needed in _MUST_HAVE.items():
        if target in wanted and not (chased and target in _CHASED):
            for field, sentence in needed:
                if _is_blank(getattr(move, field)):
                    raise MoveRefused(sentence)
    allowed = REASONS.get(target)
    if allowed and move.reason not in allowed:
        raise MoveRefused("Choose one of the reasons listed.")
    if target is P.COMPLETED and move.outcome not in OUTCOMES:
        raise MoveRefused("Say whether the need was met, partly met or not met.")
    if target in _RECALLS and current is not P.NOT_SENT and not move.note.strip():
        raise MoveRefused("Say how the letter that was sent is being called back, or why it need not be.")


def _guard_reopening(current: ProgressState, move: ReferralMove, *, is_supervisor: bool) -> None:
    if not is_supervisor:
        raise MoveRefused(f"Only a supervisor can reopen a referral that is “{label(current)}”. Ask yours.")
    if not move.reason.strip():
        raise MoveRefused("Give the reason for reopening it.")


def _no_such_move(current: ProgressState, target: ProgressState) -> str:
    choices = [f"“{label(state)}”" for state in P if state in PROGRESS_MOVES[current]]
    refused = f"A referral that is “{label(current)}” cannot become “{label(target)}”."
    if current in END_STATES:
        refused += " A supervisor can reopen it, with a reason."
    return f"{refused} It can become {joined(choices, 'or')}." if choices else refused


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


_SUPERVISORS = frozenset({P.NO_RESPONSE, P.ENTERED_IN_ERROR})
_RECALLS = frozenset({P.WITHDRAWN, P.ENTERED_IN_ERROR})
_CHASED = frozenset({P.NO_RESPONSE, P.NOT_KNOWN})
"""What is recorded only after the agency was chased. The two are told apart, and neither from any other."""

_MUST_HAVE: dict[frozenset[ProgressState], tuple[tuple[str, str], ...]] = {
    frozenset({P.SENT}): (
        ("method", "Say how the letter was sent."),
        ("letter_id", "There is no approved letter."),
    ),
    frozenset({P.ACKNOWLEDGED}): (("told_by", "Say who told us that the agency has it."),),
    frozenset({P.ACCEPTED}): (("told_by", "Say who at the agency told us."),),
    frozenset({P.MORE_INFORMATION_ASKED}): (("note", "Say what they asked for."),),
    frozenset({P.REROUTED}): (
        ("note", "Say to whom they passed it. Ask for consent before that agency is told more."),
    ),
    frozenset({P.WAITING_LIST}): (
        ("expected_on", "Give the date they expect a place."),
        ("review_on", "Give the date to ask again."),
    ),
    frozenset({P.DECLINED, P.WITHDRAWN, P.NOT_TAKEN_UP, P.ENTERED_IN_ERROR}): (("reason", "Give the reason."),),
    _CHASED: (("note", "Say how they were chased."),),
}

_LABELS = {
    P.NOT_SENT: "Not sent",
    P.SENT: "Sent",
    P.ACKNOWLEDGED: "Received by agency",
    P.MORE_INFORMATION_ASKED: "More information asked for",
    P.ACCEPTED: "Accepted",
    P.WAITING_LIST: "On waiting list",
    P.IN_PROGRESS: "Support under way",
    P.DECLINED: "Declined",
    P.REROUTED: "Passed to another agency",
    P.WITHDRAWN: "Withdrawn",
    P.NO_RESPONSE: "No response",
    P.NOT_TAKEN_UP: "Offered, not taken up",
    P.DID_NOT_ATTEND: "Did not attend",
    P.NOT_KNOWN: "Outcome not known",
    P.COMPLETED: "Completed",
    P.ENTERED_IN_ERROR: "Recorded in error",
    R.DRAFT: "Draft",
    R.AWAITING_REVIEW: "Waiting for review",
    R.RETURNED: "Sent back",
    R.APPROVED: "Approved",
    R.APPROVAL_LAPSED: "Approval lapsed",
    R.BEFORE_IMPORT: "From before the import",
}


def label(state: ReviewState | ProgressState) -> str:
    """Return the words the field uses for ``state``."""
    return _LABELS[state]
