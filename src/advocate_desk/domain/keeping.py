"""Keeping a vault: its backups, the drills that prove a way back, and notices that everybody must see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.record import Record

BACKUP_OLD_AFTER_DAYS = 7
"""From when Today says that the last backup is old."""
DRILL_EVERY_DAYS = 365
"""How often a service proves that it could get back in."""
KEPT_DAYS, KEPT_WEEKS = 14, 8
"""Of how many days, and of how many weeks, the newest backup stays in the second place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BackupMade(Record):
    """A backup that was opened again and checked. ``file_name`` is neutral; the folder is not kept."""

    made_at: datetime
    made_by: UUID
    file_name: str
    size_bytes: int
    in_second_place: bool


class DrillKind(StrEnum):
    """What was proved."""

    RECOVERY_WORDS = "recovery_words"
    RESTORE = "restore"


@dataclass(frozen=True, kw_only=True, slots=True)
class DrillDone(Record):
    """One drill that came to a good end. A restore says how many cases it found and when the newest was changed."""

    kind: DrillKind
    done_at: datetime
    done_by: UUID
    cases: int | None = None
    newest: datetime | None = None


class NoticeKind(StrEnum):
    """What everybody who signs in must be told once."""

    RECOVERY_USED = "recovery_used"


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice(Record):
    """Something that happened to the vault itself. ``about_user_id`` is whose passphrase was set, if anybody's."""

    kind: NoticeKind
    happened_at: datetime
    about_user_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeSeen(Record):
    """Somebody was shown a notice."""

    notice_id: UUID
    user_id: UUID
    seen_at: datetime


def last_made(backups: Sequence[BackupMade], today: date) -> BackupMade | None:
    """Return the newest of ``backups`` that was not made after ``today`` (in London).

    One of a day to come was made while the clock was wrong: it must not keep anybody from being told that the last
    one is old.
    """
    so_far = [one for one in backups if in_london(one.made_at).date() <= today]
    return max(so_far, key=lambda one: one.made_at, default=None)


def last_done(drills: Sequence[DrillDone], today: date) -> DrillDone | None:
    """Return the newest of ``drills`` that was not recorded after ``today`` (in London): a clock that was wrong proves
    nothing about the last year.
    """
    so_far = [one for one in drills if in_london(one.done_at).date() <= today]
    return max(so_far, key=lambda one: one.done_at, default=None)


def superseded(backups: Sequence[BackupMade]) -> tuple[BackupMade, ...]:
    """Return which of ``backups`` may go, newest first.

    The newest of each of the last `KEPT_DAYS` days on which one was made stays, and of each of the last `KEPT_WEEKS`
    weeks: a fault that nobody saw for a month can still be undone.
    """
    newest_first = sorted(backups, key=lambda one: one.made_at, reverse=True)
    kept = {one.id for one in _newest_of(newest_first, _day, KEPT_DAYS)}
    kept |= {one.id for one in _newest_of(newest_first, _week, KEPT_WEEKS)}
    return tuple(one for one in newest_first if one.id not in kept)


def _newest_of(
    newest_first: Sequence[BackupMade], period: Callable[[BackupMade], tuple[int, int]], most: int
) -> list[BackupMade]:
    newest: dict[tuple[int, int], BackupMade] = {}
    for one in newest_first:
        newest.setdefault(period(one), one)
    return list(newest.values())[:most]


def _day(backup: BackupMade) -> tuple[int, int]:
    day = in_london(backup.made_at).date()
    return day.year, day.timetuple().tm_yday


def _week(backup: BackupMade) -> tuple[int, int]:
    week = in_london(backup.made_at).date().isocalendar()
    return week.year, week.week
