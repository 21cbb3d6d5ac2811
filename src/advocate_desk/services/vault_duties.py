"""What the vault itself needs: a backup, a drill, a second place for backups."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.keeping import (
    BACKUP_OLD_AFTER_DAYS,
    DRILL_EVERY_DAYS,
    BackupMade,
    DrillDone,
    DrillKind,
    last_done,
    last_made,
)
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.services.ports import UnitOfWork


class Duty(StrEnum):
    """What is to be done for the vault."""

    BACK_UP = "back_up"
    SECOND_PLACE = "second_place"
    RECOVERY_DRILL = "recovery_drill"
    RESTORE_DRILL = "restore_drill"


@dataclass(frozen=True, kw_only=True, slots=True)
class VaultDuty:
    """One of them. ``last`` is the day it was last done, None where it never was."""

    duty: Duty
    last: date | None


def vault_duties(
    unit: UnitOfWork, settings: ServiceSettings, first_moment: datetime, today: date
) -> tuple[VaultDuty, ...]:
    """Return what is due.

    A vault without a backup has seven days of grace, one without a drill a year, from the day it was made. The sample
    vault, which holds nobody, needs no backup; drills are rehearsed in it too.

    Args:
        unit: reads the records.
        settings: says where the second place is.
        first_moment: when the vault was made.
        today: the day in Europe/London.
    """
    first = in_london(first_moment).date()
    duties = list[VaultDuty]()
    if not settings.is_sample:
        last = _last_backup(unit, today)
        if _is_over(last or first, BACKUP_OLD_AFTER_DAYS, today):
            duties.append(VaultDuty(duty=Duty.BACK_UP, last=last))
        if not settings.backup_folder:
            duties.append(VaultDuty(duty=Duty.SECOND_PLACE, last=None))
    for kind, duty in _DRILLS.items():
        last = _last_drill(unit, kind, today)
        if _is_over(last or first, DRILL_EVERY_DAYS - 1, today):
            duties.append(VaultDuty(duty=duty, last=last))
    return tuple(duties)


_DRILLS = {DrillKind.RECOVERY_WORDS: Duty.RECOVERY_DRILL, DrillKind.RESTORE: Duty.RESTORE_DRILL}


def _last_backup(unit: UnitOfWork, today: date) -> date | None:
    made = last_made(unit.find(BackupMade), today)
    return in_london(made.made_at).date() if made else None


def _last_drill(unit: UnitOfWork, kind: DrillKind, today: date) -> date | None:
    done = last_done(unit.find(DrillDone, kind=kind), today)
    return in_london(done.done_at).date() if done else None


def _is_over(since: date, days: int, today: date) -> bool:
    """Say whether more than ``days`` went by; since a day still to come nobody knows, for then a clock was wrong."""
    return since > today or (today - since).days > days
