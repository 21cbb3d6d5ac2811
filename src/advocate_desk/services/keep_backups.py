"""Backups that were proved, a restore rehearsed first, and drills that show there is a way back in."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from advocate_desk.domain.cases import Case
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.errors import (
    BackupFailed,
    BackupPlaceRefuses,
    DiskFailed,
    DiskFull,
    EntryRefused,
    KnownFailure,
    NoRights,
    NoRoomForBackup,
    NoSecondPlace,
    SecondPlaceGone,
)
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.keeping import (
    BACKUP_OLD_AFTER_DAYS,
    DRILL_EVERY_DAYS,
    BackupMade,
    DrillDone,
    DrillKind,
    last_done,
    last_made,
    superseded,
)
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import Action
from advocate_desk.services.open_vault import OpenVaults, free_folder
from advocate_desk.services.ports import Progress
from advocate_desk.services.rehearse_restore import RehearseRestore, ToRehearse
from advocate_desk.services.session import Session

BACKUP_SUFFIX = ".adbackup"


@dataclass(frozen=True, kw_only=True, slots=True)
class BackupState:
    """How the vault is kept.

    ``days_old`` counts days in London since the last backup that was proved, wherever it went; ``is_old`` is true with
    none at all. ``second_place`` is "" where none is set. A drill is due a year after it was last done, or after the
    vault was made.
    """

    last_made_at: datetime | None
    days_old: int | None
    is_old: bool
    second_place: str
    last_drill_words: DrillDone | None
    last_drill_restore: DrillDone | None
    words_drill_due: bool
    restore_drill_due: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsal:
    """A backup that opens and verifies, and what it holds.

    ``newest`` is when anything in a case last changed. ``cases_here_since`` counts the cases on record here that the
    backup does not have; None where it is a backup of another vault.
    """

    cases: int
    newest: datetime | None
    made_at: datetime
    same_vault: bool
    cases_here_since: int | None


class KeepBackups:
    """Makes backups and remembers them."""

    def __init__(self, session: Session, vaults: OpenVaults) -> None:
        self._session = session
        self._vaults = vaults

    def state(self) -> BackupState:
        """Say how the vault is kept. Everybody may know."""
        today = self._session.clock.today()
        with self._session.work() as unit:
            made = last_made(unit.find(BackupMade), today)
            words = last_done(unit.find(DrillDone, kind=DrillKind.RECOVERY_WORDS), today)
            restore = last_done(unit.find(DrillDone, kind=DrillKind.RESTORE), today)
        last = made.made_at if made else None
        days = (today - in_london(last).date()).days if last else None
        return BackupState(
            last_made_at=last,
            days_old=days,
            is_old=days is None or days > BACKUP_OLD_AFTER_DAYS,
            second_place=self._session.settings().backup_folder,
            last_drill_words=words,
            last_drill_restore=restore,
            words_drill_due=self._is_due(words),
            restore_drill_due=self._is_due(restore),
        )

    def due_today(self) -> bool:
        """Say whether a second place is set and nothing that was proved went there today (in London)."""
        if not self._session.settings().backup_folder:
            return False
        today = self._session.clock.today()
        with self._session.work() as unit:
            last = last_made(unit.find(BackupMade, in_second_place=True), today)
        return last is None or in_london(last.made_at).date() < today

    def back_up_daily(self, progress: Progress | None = None) -> None:
        """Make a backup in the second place, and let the ones go there that it supersedes.

        No role is asked for. It happens by itself at the first lock of a day, whoever sits there; it goes to the one
        place an administrator chose, sealed under keys that whoever sits there cannot take out of it; and a service
        whose advocates alone lock the desk would otherwise have no backup at all.

        Raises:
            NoSecondPlace, SecondPlaceGone, NoRoomForBackup, BackupPlaceRefuses, BackupFailed, BackupDamaged: there is
                no backup, nothing says that there is one, and nothing else was touched.
        """
        folder = self._session.settings().backup_folder
        if not folder:
            raise NoSecondPlace
        place = Path(folder)
        if not _is_there(place):
            raise SecondPlaceGone
        to = place / self.new_name()
        with _told():
            self._vaults.seal(self._session, to, progress)
            self._remember(to, in_second_place=True)
        self._let_go(place, but=to)

    def back_up_to(self, path: Path, progress: Progress | None = None) -> None:
        """Make a backup in a new file at ``path`` (those who keep the vault).

        Raises:
            NotAllowed, EntryRefused, FileExists, NoRoomForBackup, BackupPlaceRefuses, BackupFailed, BackupDamaged:
                there is no new file.
        """
        self._session.require(Action.KEEP_VAULT)
        if path.resolve().is_relative_to(self._session.vault.folder.resolve()):
            raise EntryRefused("A backup inside the vault would be lost with it. Choose a place outside the vault.")
        second = self._session.settings().backup_folder
        with _told():
            self._vaults.back_up(self._session, path, progress)
            self._remember(path, in_second_place=bool(second) and path.parent == Path(second))

    def new_name(self) -> str:
        """Return a file name that says the day alone; four random bytes keep two of one day apart."""
        return f"backup-{self._session.clock.today():%Y-%m-%d}-{secrets.token_hex(4)}{BACKUP_SUFFIX}"

    def rehearse(self, backup: Path, name: str, passphrase: str, progress: Progress | None = None) -> Rehearsal:
        """Restore ``backup`` into a temporary vault beside this one, check it whole, take it away, and record that.

        Args:
            backup: the file.
            name: somebody's sign-in name.
            passphrase: theirs when the backup was made.
            progress: told of the check.

        Raises:
            NotAllowed: the role does not include it.
            KnownFailure: as `RehearseRestore.rehearse`; no drill is recorded.
        """
        self._session.require(Action.KEEP_VAULT)
        beside = self._session.vault.folder.parent
        held = RehearseRestore(self._vaults).rehearse(
            ToRehearse(backup=backup, beside=beside, sign_in_name=name, passphrase=passphrase), progress
        )
        same = held.vault_id == self._session.vault.vault_id
        with self._session.work() as unit:
            here = {case.id for case in unit.find(Case)} if same else set()
            if same:
                unit.add(self._drill(DrillKind.RESTORE, cases=len(held.case_ids), newest=held.newest))
                unit.commit("restore rehearsed")
        return Rehearsal(
            cases=len(held.case_ids),
            newest=held.newest,
            made_at=held.made_at,
            same_vault=same,
            cases_here_since=len(here - held.case_ids) if same else None,
        )

    def free_place(self) -> Path:
        """Return a vault folder beside this one that is not there yet."""
        return free_folder(self._session.vault.folder.parent)

    def restore(self, backup: Path, to: Path) -> None:
        """Unpack ``backup`` into the new vault folder ``to``, beside what is there. Never overwrites.

        Raises:
            NotAllowed, NotFound, VaultExists, UnsafePlace, BackupDamaged, NewerFormat, DiskFull, NoRights: nothing was
                made.
        """
        self._session.require(Action.KEEP_VAULT)
        self._vaults.restore(backup, to)

    def prove_words(self, words: Sequence[str]) -> None:
        """Prove that the recovery words open this vault, and record the day.

        Raises:
            NotAllowed: the role does not include it.
            RecoveryWordsMistyped, RecoveryWordsOfAnotherVault: they do not; no drill is recorded.
        """
        self._session.require(Action.KEEP_VAULT)
        self._vaults.prove_recovery_words(self._session, words)
        with self._session.work() as unit:
            unit.add(self._drill(DrillKind.RECOVERY_WORDS))
            unit.commit("recovery words proved")

    def sample_words(self) -> tuple[str, ...]:
        """Return the recovery words of a sample vault, for practice; a vault of a service's own keeps none."""
        return self._session.settings().sample_words

    def _is_due(self, last: DrillDone | None) -> bool:
        since = last.done_at if last else self._vaults.info(self._session.vault.folder).created_at
        now = self._session.clock.now()
        return since > now or now - since >= timedelta(days=DRILL_EVERY_DAYS)

    def _drill(self, kind: DrillKind, cases: int | None = None, newest: datetime | None = None) -> DrillDone:
        now = self._session.clock.now()
        return DrillDone(
            id=new_id(now),
            stream_id=SHARED_STREAM,
            kind=kind,
            done_at=now,
            done_by=self._session.user.id,
            cases=cases,
            newest=newest,
        )

    def _remember(self, file: Path, *, in_second_place: bool) -> None:
        """Record a backup that was proved; one that cannot be recorded is taken away, so that nothing lies there
        that the desk does not know of.
        """
        now = self._session.clock.now()
        made = BackupMade(
            id=new_id(now),
            stream_id=SHARED_STREAM,
            made_at=now,
            made_by=self._session.user.id,
            file_name=file.name,
            size_bytes=file.stat().st_size,
            in_second_place=in_second_place,
        )
        try:
            self._record(made)
        except BaseException:
            if not self._may_be_recorded(made):
                with suppress(OSError):
                    file.unlink()
            raise

    def _record(self, made: BackupMade) -> None:
        with self._session.work() as unit:
            unit.add(made)
            unit.commit("backup made and checked")

    def _may_be_recorded(self, made: BackupMade) -> bool:
        """Look again after a failure: a disk can fail once the record is on it, and then the backup counts.

        Where that cannot be seen either, the backup stays: one too many hurts nobody.
        """
        try:
            with self._session.work() as unit:
                return bool(unit.find(BackupMade, id=made.id))
        except KnownFailure:
            return True

    def _let_go(self, place: Path, *, but: Path) -> None:
        """Take superseded backups away: only files this vault remembers making here, of the size it made them.

        Never ``but``, which was just made, even where a clock that fell back makes it look the oldest.
        """
        with self._session.work() as unit:
            ours = unit.find(BackupMade, in_second_place=True)
        there = [one for one in ours if _is_ours(place / one.file_name, one)]
        for old in superseded(there):
            if old.file_name == but.name:
                continue
            with suppress(OSError):
                (place / old.file_name).unlink()


def _is_there(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False


def _is_ours(file: Path, made: BackupMade) -> bool:
    if file.suffix != BACKUP_SUFFIX or file.name != made.file_name or file.is_symlink():
        return False
    try:
        return file.is_file() and file.stat().st_size == made.size_bytes
    except OSError:
        return False


@contextmanager
def _told() -> Iterator[None]:
    """Say what stopped a backup in a backup's words."""
    try:
        yield
    except DiskFull:
        raise NoRoomForBackup from None
    except NoRights:
        raise BackupPlaceRefuses from None
    except (DiskFailed, OSError):
        raise BackupFailed from None
