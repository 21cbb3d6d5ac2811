"""What the cards of the MARAC section say, each as a label and its words; what nobody said is left out."""

from collections.abc import Sequence
from datetime import date

from advocate_desk.domain.consent_rules import BASIS_LABELS
from advocate_desk.domain.contact_history import ANSWER_WORDS
from advocate_desk.domain.dates_in_words import in_london, long_date, near_date
from advocate_desk.domain.marac import MaracReferral, MaracTransfer
from advocate_desk.domain.marac_rules import is_approved, needs_approval
from advocate_desk.domain.marac_words import CRITERION_WORDS, repeat_words
from advocate_desk.services.follow_marac import MeetingLine
from advocate_desk.services.refer_to_marac import MaracLine

Facts = list[tuple[str, str]]


def referral_facts(line: MaracLine, names: Sequence[str], months: int, today: date) -> Facts:
    """Return what a referral says, the repeat first: it is what the next incident is held against."""
    one = line.referral
    facts = [
        ("Repeat", repeat_words(names, line.repeat_until, months, today) if line.repeat_until else ""),
        ("MARAC", one.area),
        ("Criteria", ", ".join(CRITERION_WORDS[each] for each in one.criteria)),
        ("In danger from", ", ".join(names)),
        ("Why", one.reason),
        ("Agreement", _agreement(one)),
        ("Wishes", one.her_wishes),
        ("Fears", one.who_she_fears),
        ("Safe to talk to", one.safe_to_talk_to),
        ("Not safe to talk to", one.not_safe_to_talk_to),
        ("Came from", one.came_from_area),
        ("Written by", _hands(line, today)),
    ]
    return [(label, words) for label, words in facts if words.strip()]


def meeting_facts(line: MeetingLine, today: date) -> Facts:
    """Return what is known of a meeting, and of telling her what came of it."""
    one = line.meeting
    told = f"{near_date(one.feedback_on, today)}. {one.feedback_how}" if one.feedback_on else ""
    due = line.feedback_due
    by = f"By {near_date(due.on, today)}" if due is not None and due.on is not None else ""
    facts = [
        ("Where", one.place),
        ("Our research", one.our_research),
        ("Wishes", one.her_wishes),
        ("Heard", near_date(one.heard_on, today) if one.heard_on else ""),
        ("Told", told or (f"Not told: {one.no_feedback_because}" if one.no_feedback_because.strip() else "")),
        ("To be told", by),
    ]
    return [(label, words) for label, words in facts if words.strip()]


def transfer_words(transfer: MaracTransfer, today: date) -> str:
    """Return where a case went, and whether its papers did."""
    sent = transfer.papers_sent_on
    papers = f"Papers sent {near_date(sent, today)}." if sent else "The papers are still to go."
    day = near_date(transfer.handed_over_on, today)
    return f"Handed to {transfer.to_area} on {day}, to {transfer.handed_to}. {papers}"


def _agreement(one: MaracReferral) -> str:
    parts = [f"Told of it: {ANSWER_WORDS[one.knows]}. Agreed: {ANSWER_WORDS[one.agrees]}."]
    if one.not_told_because.strip():
        parts.append(f"Not talked through because: {one.not_told_because}")
    if needs_approval(one) and one.basis is not None:
        parts.append(f"Lawful basis: {BASIS_LABELS[one.basis]}. {one.basis_reason}")
    return " ".join(parts)


def _hands(line: MaracLine, today: date) -> str:
    one = line.referral
    approved = ""
    if is_approved(one) and one.approved_at is not None:
        approved = f" Approved by {line.approver}, {near_date(in_london(one.approved_at).date(), today)}."
    return f"{line.author}, {long_date(in_london(one.written_at).date())}.{approved}" if line.author else approved
