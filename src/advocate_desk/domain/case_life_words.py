"""The words for how a case lives: what happened, what may happen next, why it ended, where a referral came from.

None of them blames or doubts anybody: somebody was not reached, or does not want support now; nobody failed to engage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from advocate_desk.domain.case_lifecycle import MoveFacts, label, needs_signature
from advocate_desk.domain.case_moves import CaseMove, ClosureReason, ReferralProblem, ReferralTrouble
from advocate_desk.domain.cases import Case, CaseStatus, ReferralSource
from advocate_desk.domain.dates_in_words import days_in_words, near_date

S = CaseStatus


@dataclass(frozen=True, slots=True)
class MoveWords:
    """What happens with a move, as a verb first, and one sentence about what follows from it."""

    title: str
    more: str


_CLOSE = MoveWords("Close the case", "The episode ends. Whoever comes back has a new one.")
_SEND_ON = MoveWords("Send on to another service", "Say to whom, so that nobody is left alone with it.")
_BEGIN_TO_CLOSE = MoveWords("Begin to close", "Risk and outcomes are gone through once more before the end.")
_TAKE_UP = MoveWords("Take up again", "Support goes on.")

_MOVES: Mapping[tuple[CaseStatus, CaseStatus], MoveWords] = {
    (S.RECEIVED, S.TRIAGE): MoveWords(
        "Look at the referral", "Whom it is about, a conflict of interest, risk, and how contact is safe."
    ),
    (S.TRIAGE, S.CONTACTING): MoveWords("Begin contact", "Attempts are made as the safe-contact plan allows."),
    (S.TRIAGE, S.CONFLICT_HOLD): MoveWords(
        "Hold for a conflict of interest", "Nobody makes contact until a supervisor has decided."
    ),
    (S.TRIAGE, S.REJECTED): MoveWords("Not for this service", "Say why, and who can help instead."),
    (S.TRIAGE, S.REDIRECTED): _SEND_ON,
    (S.CONFLICT_HOLD, S.TRIAGE): MoveWords("Let it go on here", "A supervisor decides, with the reason."),
    (S.CONFLICT_HOLD, S.REDIRECTED): _SEND_ON,
    (S.CONTACTING, S.ENGAGED): MoveWords("Support is agreed", "Assessment and plan begin."),
    (S.CONTACTING, S.UNABLE_TO_CONTACT): MoveWords(
        "Nobody could be reached", "Enough attempts were made. A MARAC stays possible without agreement."
    ),
    (S.CONTACTING, S.DECLINED): MoveWords("Support is not wanted now", "That is a choice. The door stays open."),
    (S.UNABLE_TO_CONTACT, S.CONTACTING): MoveWords(
        "Try again", "Something new is known. The time to the next attempt begins anew."
    ),
    (S.UNABLE_TO_CONTACT, S.CLOSED): _CLOSE,
    (S.DECLINED, S.CLOSED): _CLOSE,
    (S.ENGAGED, S.OPEN): MoveWords("Begin support", "The plan is made and support goes on."),
    (S.OPEN, S.ON_HOLD): MoveWords("Put on hold", "For example until a trial. Reviews go on."),
    (S.OPEN, S.CLOSING): _BEGIN_TO_CLOSE,
    (S.OPEN, S.TRANSFERRED): MoveWords("Transfer to another service", "Say to whom. What it ends with comes after."),
    (S.ON_HOLD, S.OPEN): _TAKE_UP,
    (S.ON_HOLD, S.CLOSING): _BEGIN_TO_CLOSE,
    (S.CLOSING, S.OPEN): MoveWords("Support goes on after all", "The case is open again, with the reason."),
    (S.CLOSING, S.CLOSED): _CLOSE,
    (S.TRANSFERRED, S.CLOSED): _CLOSE,
    (S.REJECTED, S.CLOSED): _CLOSE,
    (S.REDIRECTED, S.CLOSED): _CLOSE,
}

_HAPPENED: Mapping[CaseStatus, str] = {
    S.RECEIVED: "Referral received",
    S.TRIAGE: "Referral looked at",
    S.CONFLICT_HOLD: "Held for a conflict of interest",
    S.CONTACTING: "Contact begun",
    S.UNABLE_TO_CONTACT: "Nobody could be reached",
    S.DECLINED: "Support not wanted now",
    S.ENGAGED: "Support agreed",
    S.OPEN: "Support under way",
    S.ON_HOLD: "Put on hold",
    S.CLOSING: "Closing begun",
    S.CLOSED: "Case closed",
    S.TRANSFERRED: "Transferred",
    S.REJECTED: "Not for this service",
    S.REDIRECTED: "Sent on",
}

CLOSURE_WORDS: Mapping[ClosureReason, str] = {
    ClosureReason.NEEDS_MET: "Planned: needs met",
    ClosureReason.MOVED_ON: "Planned: moved on or transferred",
    ClosureReason.OUT_OF_TOUCH: "We are no longer in touch",
    ClosureReason.DECLINED: "Support not wanted",
    ClosureReason.UNABLE_TO_CONTACT: "We were not able to reach this person",
    ClosureReason.LEFT_AREA: "Moved out of the area",
    ClosureReason.UNSAFE_TO_CONTINUE: "Contact is not safe now",
    ClosureReason.NOT_FOR_THIS_SERVICE: "Not a referral for this service",
    ClosureReason.NO_CAPACITY: "We have no room",
    ClosureReason.DIED: "This person has died",
    ClosureReason.OTHER: "Another reason",
}
"""Why an episode ended, as services in the field name it; from general knowledge, in words that blame nobody."""

USUAL_CLOSURE: Mapping[CaseStatus, ClosureReason] = {
    S.UNABLE_TO_CONTACT: ClosureReason.UNABLE_TO_CONTACT,
    S.DECLINED: ClosureReason.DECLINED,
    S.REJECTED: ClosureReason.NOT_FOR_THIS_SERVICE,
    S.REDIRECTED: ClosureReason.NOT_FOR_THIS_SERVICE,
    S.TRANSFERRED: ClosureReason.MOVED_ON,
}
"""What a form begins with, by where the case stands."""

SOURCE_WORDS: Mapping[ReferralSource, str] = {
    ReferralSource.NOT_KNOWN: "Not known",
    ReferralSource.SELF: "Came without a referral",
    ReferralSource.POLICE: "Police",
    ReferralSource.MARAC: "MARAC",
    ReferralSource.HEALTH: "Health",
    ReferralSource.SOCIAL_CARE: "Social care",
    ReferralSource.SARC: "Sexual assault referral centre",
    ReferralSource.HOUSING: "Housing",
    ReferralSource.EDUCATION: "School or education",
    ReferralSource.OTHER_SERVICE: "Another support service",
    ReferralSource.FAMILY_OR_FRIEND: "Family or a friend",
    ReferralSource.OTHER: "Somebody else",
}

TROUBLE_WORDS: Mapping[ReferralTrouble, str] = {
    ReferralTrouble.NO_SAFE_NUMBER: "There is no safe number",
    ReferralTrouble.NO_WAY_TO_REACH: "There is no way to make contact at all",
    ReferralTrouble.WRONG_FORM: "It is on the wrong form",
    ReferralTrouble.FACTS_MISSING: "Facts are missing",
    ReferralTrouble.NOT_FOR_US: "It is not for this service",
    ReferralTrouble.OTHER: "Something else",
}

_NEXT: Mapping[CaseStatus, str] = {
    S.RECEIVED: "Somebody looks at the referral: whom it is about, a conflict of interest, how contact is safe.",
    S.TRIAGE: "Decide whether contact begins here, or who can help instead.",
    S.CONFLICT_HOLD: "A supervisor who does not hold this case decides. Nobody makes contact until then.",
    S.UNABLE_TO_CONTACT: "Decide whether something new is known and to try again, or to close.",
    S.DECLINED: "Say how to come back, and close.",
    S.ENGAGED: "Assess the risk and make the plan.",
    S.OPEN: "Support goes on. Risk and plan are gone through again by their days.",
    S.ON_HOLD: "Reviews go on. Take it up again when what it waits for has come.",
    S.CLOSED: "The episode is closed. Whoever comes back has a new one.",
    S.REJECTED: "Tell whoever referred, and close.",
    S.REDIRECTED: "Make sure that they have it, and close.",
}


USUAL_NEXT: Mapping[CaseStatus, CaseStatus] = {
    S.RECEIVED: S.TRIAGE,
    S.TRIAGE: S.CONTACTING,
    S.CONTACTING: S.ENGAGED,
    S.ENGAGED: S.OPEN,
    S.CLOSING: S.CLOSED,
    S.TRANSFERRED: S.CLOSED,
    S.DECLINED: S.CLOSED,
    S.REJECTED: S.CLOSED,
    S.REDIRECTED: S.CLOSED,
}
"""The move that comes next by itself, where there is one. An open case has none: it is not on its way anywhere."""


IN_LIST: Mapping[CaseStatus, str] = {
    S.RECEIVED: "Look at the referral",
    S.TRIAGE: "Decide about contact",
    S.CONFLICT_HOLD: "A supervisor decides",
    S.CONTACTING: "Try to make contact",
    S.UNABLE_TO_CONTACT: "Decide how it goes on",
    S.DECLINED: "Close the case",
    S.ENGAGED: "Assess and plan",
    S.CLOSING: "Bring it to its end",
    S.TRANSFERRED: "Bring it to its end",
    S.REJECTED: "Close the case",
    S.REDIRECTED: "Close the case",
}
"""What comes next in a list, where nothing else is planned: a case on its way is never without a next step."""


def move_words(current: CaseStatus, target: CaseStatus) -> MoveWords:
    """Return the words for a move there is."""
    return _MOVES[current, target]


def happened_words(status: CaseStatus) -> str:
    """Return what a move into ``status`` is called once it was made."""
    return _HAPPENED[status]


def move_details(move: CaseMove, decided_by: str) -> str:
    """Return what a move carries: ``To Exampleshire ISVA. Moved away. Decided by Sam Supervisor.``"""
    parts = (
        f"{CLOSURE_WORDS[move.closure]}" if move.closure else "",
        f"To {move.sent_to}" if move.sent_to.strip() else "",
        move.reason.strip(),
        f"Decided by {decided_by}" if decided_by else "",
    )
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


def trouble_words(problem: ReferralProblem) -> str:
    """Return what is wrong: ``There is no safe number. The one given is an old one.``"""
    said = problem.words.strip()
    whole = said if not said or said.endswith((".", "!", "?")) else f"{said}."
    return f"{TROUBLE_WORDS[problem.trouble]}. {whole}".rstrip()


def standing_words(case: Case, open_days: int | None, today: date) -> str:
    """Return where a case stands as a list or a head line says it: ``Open 12 days``, ``Closed 3 November``."""
    if case.status is S.OPEN:
        return f"Open {days_in_words(open_days)}" if open_days is not None else ""
    if case.status is S.CLOSED and case.closed_on is not None:
        return f"Closed {near_date(case.closed_on, today)}"
    return label(case.status)


def next_words(status: CaseStatus, facts: MoveFacts) -> str:
    """Return what is to be done next where a case stands, and who does it where that is not whoever holds it."""
    if status is S.CONTACTING and facts.attempts is not None:
        return f"{facts.attempts.title()}."
    if status in {S.CLOSING, S.TRANSFERRED}:
        return _ending_words(facts)
    return _NEXT[status]


def _ending_words(facts: MoveFacts) -> str:
    if facts.closing is None:
        return "Write down how the episode ends: why, what came of it, the risk at its end."
    if needs_signature(facts) and facts.closing.signed_by is None:
        return "A supervisor who did not write it signs how the episode ends."
    return "Everything is written down. Close the case."
