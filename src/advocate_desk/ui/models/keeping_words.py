"""How backups and drills are put in words."""

from datetime import date, datetime

from advocate_desk.domain.dates_in_words import clock_time, days_in_words, in_london, near_date
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.keep_backups import BackupState, Rehearsal


def moment_words(at: datetime, today: date) -> str:
    """Return ``today, 5:04pm``, ``yesterday, 5:04pm`` or ``2 November, 5:04pm``."""
    local = in_london(at)
    day = {0: "today", 1: "yesterday"}.get((today - local.date()).days) or near_date(local.date(), today)
    return f"{day}, {clock_time(local.time())}"


def last_backup_words(state: BackupState, today: date) -> tuple[str, str]:
    """Return a headline about the last good backup and what follows from it."""
    if state.last_made_at is None:
        return "No backup was made yet", "Make one now: a laptop can be lost, stolen or broken on any day."
    when = f"Last good backup: {moment_words(state.last_made_at, today)}"
    if state.is_old:
        return (
            when,
            f"That is {days_in_words(state.days_old or 0)} ago. What was written since is on this computer alone.",
        )
    return when, "It was opened again and every page of it was checked."


def last_rehearsal_words(state: BackupState, today: date) -> str:
    """Return when a restore was last tested, and what it held."""
    drill = state.last_drill_restore
    if drill is None:
        return "No restore was tested yet."
    held = held_words(drill.cases or 0, drill.newest, today)
    return f"Last tested {moment_words(drill.done_at, today)}: {held}."


def last_proof_words(state: BackupState, today: date) -> str:
    """Return when the recovery words were last proved."""
    drill = state.last_drill_words
    return f"Last proved {moment_words(drill.done_at, today)}." if drill else "They were not proved since first set-up."


def held_words(cases: int, newest: datetime | None, today: date) -> str:
    """Return ``42 cases, newest 23 November``."""
    count = "no cases" if not cases else "1 case" if cases == 1 else f"{cases:,} cases"
    return f"{count}, newest {near_date(in_london(newest).date(), today)}" if newest else count


def rehearsal_words(found: Rehearsal, today: date) -> tuple[str, tuple[str, ...]]:
    """Return what a rehearsed backup holds, and the sentences that go with it."""
    headline, made = backup_words(found.cases, found.newest, found.made_at, today)
    told = [made]
    if not found.same_vault:
        told.append("It is a backup of another vault, not of the one you have open.")
    elif found.cases_here_since:
        more = "1 more case" if found.cases_here_since == 1 else f"{found.cases_here_since:,} more cases"
        told.append(f"This vault has {more}, added since.")
    return headline, tuple(told)


def backup_words(cases: int, newest: datetime | None, made_at: datetime, today: date) -> tuple[str, str]:
    """Return what a backup that proved itself holds, and when it was made."""
    held = held_words(cases, newest, today)
    return f"{sentence_start(held)}. It opens and verifies.", f"Made {moment_words(made_at, today)}."
