"""What a referral to a MARAC needs, where it stands, and what follows from the meeting.

Twelve months for a repeat are counted from the day of the referral. Her agreement is sought where that is safe; without
it a referral needs a lawful basis, a reason, and a supervisor who wrote none of it.
"""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.duties import CountBy
from advocate_desk.domain.incident_rules import last_referrals
from advocate_desk.domain.marac import MaracAction, MaracCriterion, MaracMeeting, MaracReferral
from advocate_desk.domain.marac_criteria import MaracCriteria
from advocate_desk.domain.settings import Nation
from advocate_desk.domain.sharing import is_another_hand, needs_supervisor
from advocate_desk.domain.working_days import Deadline, Period, deadline, months_after


class MaracState(StrEnum):
    """Where a referral stands until it is made."""

    INCOMPLETE = "incomplete"
    NEEDS_APPROVAL = "needs_approval"
    READY = "ready"
    REFERRED = "referred"


APPROVAL_FIELDS = frozenset({"approved_at", "approved_by"})


def needs_approval(referral: MaracReferral) -> bool:
    """Say whether a supervisor must agree: whenever she did not. Every answer but yes means that she did not."""
    return needs_supervisor(referral.agrees)


def missing(referral: MaracReferral) -> tuple[str, ...]:
    """Return what must be said before a referral can be approved or made, each in a sentence."""
    lacks = (
        (not referral.criteria, "Choose at least one criterion."),
        (not referral.reason.strip(), "Say why you refer: what has happened, and what you fear."),
        (
            not referral.other_people,
            "Say from whom the danger comes. Add them to the case first if they are not there.",
        ),
        (not referral.area.strip(), "Say which area's MARAC it goes to."),
        (
            referral.agrees is Answer.YES and referral.knows is not Answer.YES,
            "Nobody can agree to what they do not know of. Record that it was talked through, or that there is no "
            "agreement.",
        ),
        (
            referral.knows is not Answer.YES and not referral.not_told_because.strip(),
            "Say why this was not talked through first: it may be safer so.",
        ),
        (needs_approval(referral) and referral.basis is None, "Without agreement, choose the lawful basis."),
        (
            needs_approval(referral) and not referral.basis_reason.strip(),
            "Without agreement, say why the danger justifies the referral.",
        ),
    )
    return tuple(sentence for is_lacking, sentence in lacks if is_lacking)


def is_approved(referral: MaracReferral) -> bool:
    """Say whether somebody other than its author approved it."""
    return referral.approved_at is not None and is_another_hand(referral.approved_by, {referral.author_id})


def why_not_refer(referral: MaracReferral) -> tuple[str, ...]:
    """Return every reason why it cannot be marked as referred; empty when it can."""
    unapproved = needs_approval(referral) and not is_approved(referral)
    wait = ("Without agreement a supervisor who did not write it must approve it first.",) if unapproved else ()
    return (*missing(referral), *wait)


def state(referral: MaracReferral) -> MaracState:
    """Return where a referral stands."""
    if referral.referred_on is not None:
        return MaracState.REFERRED
    if missing(referral):
        return MaracState.INCOMPLETE
    return MaracState.NEEDS_APPROVAL if why_not_refer(referral) else MaracState.READY


def repeat_until(referral: MaracReferral, criteria: MaracCriteria) -> date | None:
    """Return the last day on which an incident makes this a repeat; None while it is not made."""
    return months_after(referral.referred_on, criteria.repeat_months) if referral.referred_on else None


def repeated_pairs(
    other_people: Collection[UUID], referrals: Sequence[MaracReferral], criteria: MaracCriteria, on: date
) -> tuple[UUID, ...]:
    """Return those of ``other_people`` whose pair was referred in the months before ``on``.

    Another other person is another pair: that is a new referral, on ordinary criteria.
    """
    last = last_referrals(one for one in referrals if one.referred_on is not None and one.referred_on < on)
    return tuple(
        other for other in other_people if other in last and on <= (repeat_until(last[other], criteria) or date.min)
    )


def suggested_criteria(met: Sequence[MaracCriterion]) -> tuple[MaracCriterion, ...]:
    """Return the criteria to tick at first, in their order and each once."""
    return tuple(criterion for criterion in MaracCriterion if criterion in met)


def feedback_due(meeting: MaracMeeting, working_days: int, holidays: BankHolidays, nation: Nation) -> Deadline | None:
    """Return the day by which she is to be told, safely, what came of a meeting; None where that is settled.

    It counts from the day the case was heard, else from the day it was to be. A meeting on a day that is no working
    day has the next one as day 1.
    """
    if meeting.feedback_on is not None or meeting.no_feedback_because.strip():
        return None
    period = Period(amount=working_days, rule=CountBy.WORKING_DAYS)
    return deadline(period, meeting.heard_on or meeting.meets_on, holidays, nation)


def is_late(action: MaracAction, today: date) -> bool:
    """Say whether an action is past its day and not done. Each agency answers for its own."""
    return action.done_on is None and action.due_on is not None and action.due_on < today
