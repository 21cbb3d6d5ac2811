"""What the referral's screens call things, and the line of states from draft to outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from advocate_desk.domain.chasing import NextAsk
from advocate_desk.domain.closing_the_loop import ReferralChase
from advocate_desk.domain.dates_in_words import clock_time, in_london, long_date, times_in_words, weekday_date
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.people import PointKind
from advocate_desk.domain.referral import (
    END_STATES,
    PROGRESS_MOVES,
    Machine,
    ProgressState,
    ReferralMove,
    ReviewState,
    label,
)

P, R = ProgressState, ReviewState

WHAT_HAPPENED = {
    P.ACKNOWLEDGED: "They have received it",
    P.MORE_INFORMATION_ASKED: "They asked for more information",
    P.ACCEPTED: "They said yes",
    P.WAITING_LIST: "They have a waiting list",
    P.IN_PROGRESS: "Support has begun",
    P.DECLINED: "They said no",
    P.REROUTED: "They passed it on",
    P.WITHDRAWN: "It was withdrawn",
    P.NO_RESPONSE: "No reply, chased",
    P.NOT_TAKEN_UP: "Offered, not taken up",
    P.DID_NOT_ATTEND: "They have not been able to meet",
    P.NOT_KNOWN: "The outcome is not known",
    P.COMPLETED: "It is completed",
    P.ENTERED_IN_ERROR: "This was recorded in error",
}
REASON_WORDS = {
    "at_capacity": "They are full",
    "not_eligible": "They do not help in this situation",
    "out_of_area": "Out of their area",
    "not_enough_information": "They need more information",
    "conflict": "They work with somebody else in this",
    "other": "Another reason",
    "her_choice": "The person's choice",
    "unsafe": "It is not safe",
    "duplicate": "It was made twice",
    "needs_met_elsewhere": "Help came from elsewhere",
    "moved": "The person has moved",
    "died": "The person has died",
    "mistake": "It was a mistake",
}
OUTCOME_WORDS = {"met": "Yes", "partly_met": "In part", "not_met": "No"}
POINT_WORDS = {
    PointKind.PHONE: "the phone number",
    PointKind.EMAIL: "the email address",
    PointKind.ADDRESS: "the address",
    PointKind.SCHOOL: "the school",
    PointKind.WORKPLACE: "the workplace",
}

_REPLIES = (P.ACKNOWLEDGED, P.MORE_INFORMATION_ASKED, P.ACCEPTED, P.WAITING_LIST, P.IN_PROGRESS)
_STATIONS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Draft", frozenset({R.DRAFT, R.RETURNED, R.APPROVAL_LAPSED})),
    ("Review", frozenset({R.AWAITING_REVIEW})),
    ("Approved", frozenset({R.APPROVED, R.BEFORE_IMPORT})),
    ("Sent", frozenset({P.SENT})),
    ("Reply", frozenset(_REPLIES)),
    ("Outcome", frozenset(END_STATES)),
)


class Reached(StrEnum):
    """How far a referral has come along its line."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Station:
    """One state on the line from draft to outcome."""

    words: str
    reached: Reached


def line_of_states(review: ReviewState, progress: ProgressState, moves: Sequence[ReferralMove]) -> tuple[Station, ...]:
    """Return where a referral has been, where it is, in the words of its state, and what lies ahead."""
    now: ReviewState | ProgressState = review if progress is P.NOT_SENT else progress
    been = {move.to_state for move in moves} | {R.DRAFT.value}
    return tuple(_station(words, states, now, been) for words, states in _STATIONS)


def _station(words: str, states: frozenset[str], now: ReviewState | ProgressState, been: set[str]) -> Station:
    if now in states:
        return Station(label(now), Reached.HERE)
    return Station(words, Reached.DONE if been & states else Reached.AHEAD)


def next_words(current: ProgressState, target: ProgressState) -> str:
    """Return what happened, as a button says it; going back to a state from an end is reopening."""
    return WHAT_HAPPENED[target] if target in PROGRESS_MOVES[current] else "Reopen this referral"


def next_ask_words(ask: NextAsk, now: datetime) -> str:
    """Return when a silent agency is asked again, how often it was, and who decides once that is enough."""
    asked = f"Asked again {times_in_words(ask.asked)} since it was last heard of. " if ask.asked else ""
    if ask.due.on is None:
        return asked.strip()
    day = weekday_date(ask.due.on)
    if not ask.decides:
        passed = "It is time to ask again." if ask.due.is_late(now) else f"If nothing comes, ask again after {day}."
        return f"{asked}{passed}"
    if ask.may_decide(now):
        return f"{asked}That is as often as was agreed: decide what is recorded. Nothing is recorded by itself."
    return f"{asked}If nothing comes by {day}, decide what is recorded."


def chase_title(chase: ReferralChase) -> str:
    """Return ``Asked again by phone``."""
    return f"Asked again {chase.how}"


def chase_times(chase: ReferralChase, who: str) -> str:
    """Return when an agency was asked again, when that was recorded, and by whom."""
    by = f" by {who}" if who else ""
    return f"{long_date(chase.on)}. Recorded {_moment(chase.recorded_at)}{by}"


def chase_details(chase: ReferralChase) -> str:
    """Return whom we spoke with and what was said, one thing on a line."""
    told = (("Spoke with", chase.told_by), ("Note", chase.note))
    return "\n".join(f"{name}: {value}" for name, value in told if value.strip())


def move_title(move: ReferralMove) -> str:
    """Return the state a move led to, in words."""
    return label(ReviewState(move.to_state) if move.machine is Machine.REVIEW else ProgressState(move.to_state))


def move_times(move: ReferralMove, who: str) -> str:
    """Return when it happened, when it was recorded where that is another minute, and who recorded it."""
    happened, recorded = _moment(move.happened_at), _moment(move.recorded_at)
    by = f" by {who}" if who else ""
    if move.machine is Machine.REVIEW or happened == recorded:
        return f"{recorded}{by}"
    return f"Happened {happened}. Recorded {recorded}{by}"


def move_details(move: ReferralMove) -> str:
    """Return everything else a move tells, one thing on a line."""
    told = (
        ("Sent by", move.method),
        ("Told by", move.told_by),
        ("Reason", REASON_WORDS.get(move.reason, move.reason)),
        ("Need met", OUTCOME_WORDS.get(move.outcome, move.outcome)),
        ("A place is expected on", long_date(move.expected_on) if move.expected_on else ""),
        ("Ask again on", long_date(move.review_on) if move.review_on else ""),
        ("Note", move.note),
    )
    return "\n".join(f"{name}: {value}" for name, value in told if value)


def point_words(point: HiddenPoint) -> str:
    """Return a contact point as a part of a sentence ("the phone number (kept, not shown here)")."""
    note = f"{' '.join(point.note.split())}; " if point.note.strip() else ""
    return f"{POINT_WORDS[point.kind]} ({note}kept, not shown here)"


def _moment(moment: datetime) -> str:
    local = in_london(moment)
    return f"{long_date(local.date())}, {clock_time(local.time())}"
