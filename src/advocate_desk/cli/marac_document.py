"""Where a case stands with MARACs, as a document and as words. Of minutes it says how many there are, and no more."""

from datetime import date

from advocate_desk.cli.case_document import as_day
from advocate_desk.cli.output import Document
from advocate_desk.domain.marac_duties import MaracDuty, next_meeting
from advocate_desk.domain.marac_words import duty_day_words, duty_words
from advocate_desk.services.follow_marac import ActionLine, MeetingLine
from advocate_desk.services.marac_file import MaracFile
from advocate_desk.services.refer_to_marac import MaracLine


def marac_document(file: MaracFile, today: date) -> Document:
    """Return ``marac`` as ``case show --json`` prints it."""
    ahead = next_meeting(file.kept_meetings(), today)
    return {
        "standing": file.standing(today),
        "next_meeting_on": as_day(ahead.meets_on if ahead else None),
        "criteria_met": [
            {"criterion": met.criterion.value, "sentence": met.sentence, "since": as_day(met.since)}
            for met in file.watch.unanswered
        ],
        "referrals": [_referral(line) for line in file.view.referrals],
        "meetings": [_meeting(line) for line in file.meetings],
        "owed": [_duty(duty, today) for duty in file.owed],
        "minutes": len(file.minutes),
    }


def marac_words(file: MaracFile, today: date) -> list[str]:
    """Return the same as lines to read; none where there is nothing to say."""
    if not (file.view.referrals or file.meetings or file.watch.unanswered):
        return []
    lines = [f"MARAC: {file.standing(today)}"]
    lines += [f"MARAC: {met.sentence}" for met in file.watch.unanswered]
    lines += [
        f"{'LATE: ' if duty.is_late(today) else ''}MARAC: {duty_words(duty)}. {duty_day_words(duty, today)}"
        for duty in file.owed
    ]
    return lines


def _referral(line: MaracLine) -> Document:
    return {
        "id": str(line.referral.id),
        "area": line.referral.area,
        "state": line.state.value,
        "criteria": [one.value for one in line.referral.criteria],
        "agrees": line.referral.agrees.value,
        "referred_on": as_day(line.referral.referred_on),
        "repeat_until": as_day(line.repeat_until),
        "why_not": list(line.why_not),
        "handed_to": [one.to_area for one in line.transfers],
    }


def _meeting(line: MeetingLine) -> Document:
    meeting, due = line.meeting, line.feedback_due
    return {
        "id": str(meeting.id),
        "meets_on": as_day(meeting.meets_on),
        "place": meeting.place,
        "emergency": meeting.is_emergency,
        "heard_on": as_day(meeting.heard_on),
        "told_on": as_day(meeting.feedback_on),
        "tell_by": as_day(due.on if due else None),
        "actions": [_action(each) for each in line.actions],
    }


def _action(line: ActionLine) -> Document:
    action = line.action
    return {
        "what": action.what,
        "owner": action.owner,
        "due_on": as_day(action.due_on),
        "done_on": as_day(action.done_on),
        "late": line.late,
    }


def _duty(duty: MaracDuty, today: date) -> Document:
    return {
        "kind": duty.kind.value,
        "what": duty_words(duty),
        "due_on": as_day(duty.due_on),
        "late": duty.is_late(today),
    }
