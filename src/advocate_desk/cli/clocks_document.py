"""The clocks of a case, as a document and as words: number, unit, start and source of each, always to be checked."""

from datetime import date, datetime

from advocate_desk.cli.case_document import as_day, as_moment
from advocate_desk.cli.output import Document
from advocate_desk.domain.clock_entries import ClockEntry
from advocate_desk.domain.clock_words import (
    DOUBT_WORDS,
    OWES_WORDS,
    counts_from_words,
    due_words_of,
    enhanced_words,
    source_words,
    state_words,
    sure_words,
)
from advocate_desk.domain.clocks import is_checked
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.domain.working_days import Deadline
from advocate_desk.services.keep_clocks import ClockLine, ClocksView, KeyDateLine


def clocks_document(reference: str, view: ClocksView, now: datetime, today: date) -> Document:
    """Return what ``case clocks --json`` prints."""
    rights = view.rights
    return {
        "reference": reference,
        "enhanced_rights": rights.answer.value if rights else None,
        "enhanced_rights_decided_by": rights.decided_by if rights else None,
        "clocks": [_clock(line, view.rules, now, today) for line in view.every],
        "days": [_day(line) for line in view.key_dates],
    }


def clocks_words(view: ClocksView, now: datetime, today: date) -> list[str]:
    """Return the same as lines to read: what is late, what runs, what nobody knows the start of."""
    words = []
    for line in (*view.late, *view.running, *view.unknown):
        clock = line.clock
        about = f" ({line.about})" if line.about else ""
        told = ". ".join(one for one in (OWES_WORDS[clock.duty.owes], due_words_of(clock, now)) if one)
        words.append(f"{state_words(clock)}: {clock.duty.title}{about}. {told}.")
        more = (enhanced_words(clock, now), counts_from_words(clock, view.rules), sure_words(clock.duty, today))
        words += [f"  {one}." for one in more if one]
        words += [f"  {DOUBT_WORDS[one]}" for one in clock.doubts]
        words.append(f"  {source_words(clock.duty)}")
    return words or ["No clock runs that anybody knows of."]


def _clock(line: ClockLine, rules: WayRules, now: datetime, today: date) -> Document:
    clock, duty = line.clock, line.clock.duty
    return {
        "duty": duty.code,
        "title": duty.title,
        "kind": duty.kind.value,
        "about": line.about or None,
        "owes": duty.owes.value,
        "state": clock.state.value,
        "words": due_words_of(clock, now),
        "amount": clock.counted.amount,
        "unit": clock.counted.unit.value,
        "counts_from": as_day(clock.start.on) if clock.start else None,
        "counts": counts_from_words(clock, rules),
        **_due("due", clock.due),
        **_due("due_with_enhanced_rights", clock.with_enhanced or Deadline()),
        "check": [DOUBT_WORDS[one] for one in clock.doubts],
        "rule_checked": is_checked(duty, today),
        "source": duty.provenance.source,
        "evidence": duty.provenance.evidence.value,
        "checked_on": as_day(duty.provenance.checked_on),
        "rule_version": duty.version,
        "done_on": as_day(clock.ended_on),
        "recorded": [_entry(entry) for entry in clock.entries],
    }


def _due(name: str, due: Deadline) -> Document:
    return {f"{name}_on": as_day(due.on), f"{name}_at": as_moment(due.at) if due.at else None}


def _entry(entry: ClockEntry) -> Document:
    return {
        "kind": entry.kind.value,
        "on": as_day(entry.on),
        "until": as_day(entry.until),
        "told_by": entry.told_by,
        "proof": entry.proof,
        "note": entry.note,
        "recorded_at": as_moment(entry.recorded_at),
    }


def _day(line: KeyDateLine) -> Document:
    one = line.key_date
    return {
        "id": str(one.id),
        "code": one.code,
        "title": line.title,
        "about": line.about or None,
        "on": as_day(one.on),
        "at": as_moment(one.at) if one.at else None,
        "told_by": one.told_by,
        "proof": one.proof,
        "note": one.note,
        "recorded_by": line.recorded_by,
        "recorded_at": as_moment(one.recorded_at),
    }
