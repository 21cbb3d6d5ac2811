"""What is said of a MARAC: where a case stands on its way, what is owed, why a referral is a repeat."""

from collections.abc import Collection, Sequence
from datetime import date

from advocate_desk.domain.dates_in_words import due_on_words, long_date, near_date
from advocate_desk.domain.marac import MaracCriterion, MaracMeeting, MaracReferral
from advocate_desk.domain.marac_duties import MaracDuty, MaracDutyKind, next_meeting
from advocate_desk.domain.marac_rules import MaracState, state
from advocate_desk.domain.sentences import sentence_start

CRITERION_WORDS = {
    MaracCriterion.VISIBLE_HIGH_RISK: "High risk by score",
    MaracCriterion.PROFESSIONAL_JUDGEMENT: "Professional judgement",
    MaracCriterion.ESCALATION: "Potential escalation",
    MaracCriterion.REPEAT: "Repeat",
}
STATE_WORDS = {
    MaracState.INCOMPLETE: "Being written",
    MaracState.NEEDS_APPROVAL: "Waits for a supervisor",
    MaracState.READY: "Ready to go",
    MaracState.REFERRED: "Referred",
}
DUTY_WORDS = {
    MaracDutyKind.APPROVE: "Approve the referral",
    MaracDutyKind.SEND: "Make the referral",
    MaracDutyKind.RESEARCH: "Bring our research",
    MaracDutyKind.WISHES: "Ask what this person wants",
    MaracDutyKind.FEEDBACK: "Tell what came of the meeting",
    MaracDutyKind.ACTION: "Action",
}
_WAITING = {
    MaracState.INCOMPLETE: "A referral is being written.",
    MaracState.NEEDS_APPROVAL: "A referral waits for a supervisor.",
    MaracState.READY: "A referral is ready to go.",
}


def standing_words(
    referrals: Sequence[MaracReferral], meetings: Sequence[MaracMeeting], *, is_criterion_met: bool, today: date
) -> str:
    """Return in one sentence where a case stands: what comes next is said before what was."""
    ahead = next_meeting(meetings, today)
    if ahead is not None:
        day = "today" if ahead.meets_on == today else f"on {near_date(ahead.meets_on, today)}"
        return f"The case is heard {day}."
    for where, words in _WAITING.items():
        if any(state(one) is where for one in referrals):
            return words
    unheard = unplanned(referrals, meetings)
    if unheard is not None and unheard.referred_on is not None:
        return f"Referred on {near_date(unheard.referred_on, today)}. No meeting is planned yet."
    if meetings:
        last = max(one.heard_on or one.meets_on for one in meetings)
        return f"Last heard on {near_date(last, today)}."
    if is_criterion_met:
        return "The record meets a criterion, and no referral answers it."
    return "No referral was made. The record meets no criterion now."


def unplanned(referrals: Sequence[MaracReferral], meetings: Sequence[MaracMeeting]) -> MaracReferral | None:
    """Return the newest referral that was made and has no meeting yet."""
    planned = {one.referral_id for one in meetings}
    made = [one for one in referrals if one.referred_on is not None and one.id not in planned]
    return max(made, key=lambda one: one.referred_on or date.min, default=None)


def duty_words(duty: MaracDuty) -> str:
    """Return what is owed."""
    return f"{DUTY_WORDS[duty.kind]}: {duty.what}" if duty.kind is MaracDutyKind.ACTION else DUTY_WORDS[duty.kind]


def duty_day_words(duty: MaracDuty, today: date) -> str:
    """Return by when, or for whom it waits."""
    if duty.kind is MaracDutyKind.APPROVE:
        return "Without agreement it waits for a supervisor"
    if duty.kind is MaracDutyKind.SEND:
        return "Nothing stands in its way. Record the day it goes"
    if duty.due_on is None:
        return f"{duty.owner}. No day is set"
    if duty.kind in {MaracDutyKind.RESEARCH, MaracDutyKind.WISHES}:
        return f"The meeting is {'today' if duty.due_on == today else f'on {near_date(duty.due_on, today)}'}"
    said = due_on_words(duty.due_on, today)
    said = sentence_start(said)
    if duty.kind is MaracDutyKind.ACTION:
        return f"{duty.owner}. {said}"
    check = f". The list of bank holidays ends on {long_date(duty.beyond)}: check this day" if duty.beyond else ""
    return f"{said}{check}"


def repeat_words(names: Collection[str], until: date, months: int, today: date) -> str:
    """Return until when a new incident makes a referral a repeat, and when that ended."""
    who = " or ".join(sorted(names)) or "the same other person"
    if until < today:
        return f"The {months} months for a repeat ended on {long_date(until)}."
    return f"Until {long_date(until)} any new incident by {who} is a repeat and goes back, whatever the score."
