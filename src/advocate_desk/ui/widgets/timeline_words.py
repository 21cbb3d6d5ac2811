"""Which entries of a timeline are wanted, and how each says when it was."""

from collections.abc import Sequence
from datetime import datetime

from advocate_desk.domain.dates_in_words import clock_time, in_london, near_date
from advocate_desk.services.show_timeline import Entry, EntryKind

KIND_WORDS = {
    "": "Everything",
    EntryKind.CONTACT: "Contact",
    EntryKind.REFERRAL: "Referral",
    EntryKind.RISK: "Risk",
    EntryKind.LETTER: "Letter",
    EntryKind.INCIDENT: "Incident",
    EntryKind.MARAC: "MARAC",
    EntryKind.COURT: "Court",
    EntryKind.DATE: "Dates",
    EntryKind.PATHWAY: "Pathway",
    EntryKind.SAFETY: "Safety",
    EntryKind.FILE: "File",
    EntryKind.CHANGE: "Change",
}


def wanted_entries(entries: Sequence[Entry], kind: str, typed: str) -> list[Entry]:
    """Return the entries of ``kind`` ("" is every one) that hold every word typed, capitals ignored."""
    words = typed.casefold().split()
    return [entry for entry in entries if kind in {"", entry.kind} and _holds(entry, words)]


def moment_words(moment: datetime, now: datetime, *, whole_day: bool = False) -> str:
    """Return ``Today, 9:14am``, ``20 November, 4:50pm``, or the day alone."""
    local, today = in_london(moment), in_london(now).date()
    days = (today - local.date()).days
    day = {0: "Today", 1: "Yesterday"}.get(days) or near_date(local.date(), today)
    return day if whole_day else f"{day}, {clock_time(local.time())}"


def recorded_words(entry: Entry, now: datetime) -> str:
    """Return when and by whom it was written down, as one line."""
    by = f" by {entry.who}" if entry.who else ""
    if entry.recorded_at is None:
        return f"Recorded{by}" if by else ""
    when = moment_words(entry.recorded_at, now)
    return f"Recorded {when[:1].lower()}{when[1:]}{by}"


def count_words(shown: int, total: int) -> str:
    """Return ``Showing 30 of 1,204 entries``."""
    if not total:
        return "No entries"
    noun = "entry" if total == 1 else "entries"
    return f"{total:,} {noun}" if shown == total else f"Showing {shown:,} of {total:,} {noun}"


def _holds(entry: Entry, words: Sequence[str]) -> bool:
    if not words:
        return True
    text = f"{entry.headline}\n{entry.text}\n{entry.who}".casefold()
    return all(word in text for word in words)
