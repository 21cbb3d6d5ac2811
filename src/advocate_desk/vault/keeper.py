"""The vaults on this computer: making, opening, describing and restoring them."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path

from advocate_desk.domain.errors import HeaderDamaged, NotClosed, NotFound, RecordsDamaged, UnsafePlace, VaultExists
from advocate_desk.domain.identifiers import new_id
from advocate_desk.platforms import Platform
from advocate_desk.services.ports import Clock
from advocate_desk.services.vault_ports import CreatedVault, OpenVault, VaultInfo
from advocate_desk.vault.backup import (
    Contents,
    copy_files,
    new_folder,
    records_name,
    unpack_backup,
    write_copy,
    write_first_files,
)
from advocate_desk.vault.blobs import sealed_files
from advocate_desk.vault.calibration import Calibration
from advocate_desk.vault.copies import Copies, mend_copies, read_copies
from advocate_desk.vault.crypto import KEY
from advocate_desk.vault.failures import told_in_words
from advocate_desk.vault.header import Header
from advocate_desk.vault.in_use import VaultLock, take_lock
from advocate_desk.vault.making import first_header
from advocate_desk.vault.opened import Surroundings, UnlockedVault
from advocate_desk.vault.opening import (
    Opened,
    insist_on_code,
    open_first_true,
    open_with_passphrase,
    open_with_recovery,
    refuse_code,
)
from advocate_desk.vault.recovery_words import from_words, to_words
from advocate_desk.vault.strength import refuse_weak
from advocate_desk.vault.tries import Tries

_NO_RECORDS = "The vault's records file is missing, so no copy was made. Restore the newest backup."
_UNFINISHED = ("-journal", "-wal")


class VaultKeeper:
    """Fulfils the port `Vaults`.

    Args:
        platform: the system's file services.
        clock: the time, for the lock, the tries and new ids.
        state_dir: the user's own folder outside any vault, where tries are counted.
        calibration: what a guess at a new passphrase shall cost.
    """

    def __init__(self, platform: Platform, clock: Clock, state_dir: Path, calibration: Calibration) -> None:
        self._around = Surroundings(platform=platform, clock=clock, calibration=calibration)
        self._platform = platform
        self._clock = clock
        self._state_dir = state_dir

    def create(self, folder: Path, sign_in_name: str, passphrase: str) -> CreatedVault:
        """Make a new vault folder with its first administrator; the records file is the store's to make.

        Raises:
            VaultExists, UnsafePlace, WeakPassphrase, DiskFull, NoRights: no vault was made.
        """
        self._refuse_place(folder)
        refuse_weak(passphrase, (sign_in_name, folder.stem))
        now, recovery_key = self._clock.now(), secrets.token_bytes(KEY)
        opened = first_header(
            vault_id=new_id(now),
            user_id=new_id(now),
            created=now,
            sign_in_name=sign_in_name,
            passphrase=passphrase,
            recovery_key=recovery_key,
            cost=self._around.calibration.choose(),
        )
        with told_in_words():
            with new_folder(self._platform, folder) as staged:
                write_first_files(self._platform, staged, opened.header.to_bytes())
            lock = take_lock(self._platform, folder)
            lock.say_who(self._platform, now)
        vault = UnlockedVault(folder, opened, lock, self._around, self._tries(opened.header), sign_in_name=sign_in_name)
        return CreatedVault(vault=vault, recovery_words=to_words(recovery_key))

    def info(self, folder: Path) -> VaultInfo:
        """Tell what can be told without a passphrase. Nothing of it is authenticated yet.

        Raises:
            NotAVault, HeaderDamaged, NewerFormat, OlderFormat, NoRights.
        """
        with told_in_words():
            copies = read_copies(folder)
            header = copies.candidates()[0]
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        return VaultInfo(
            folder=folder,
            vault_id=header.vault_id,
            format_version=header.version.format,
            created_at=header.created,
            size_bytes=size,
            header_copies_agree=copies.agree,
        )

    def unlock(self, folder: Path, sign_in_name: str, passphrase: str) -> UnlockedVault:
        """Open with a passphrase. Whatever fails leaves every byte of the vault as it was.

        Raises:
            WrongPassphrase, TooManyTries, HeaderDamaged, NewerFormat, OlderFormat, NotAVault, VaultInUse,
            UnsafePlace, NoRights, PassphraseNotSet, CodeExpired.
        """
        return self._sign_in(folder, sign_in_name, passphrase, refuse_code)

    def unlock_copy(self, folder: Path, sign_in_name: str, passphrase: str) -> UnlockedVault:
        """Open a copy that was unpacked to rehearse a restore. Tries at copies are counted apart from the vault's own.

        Raises:
            Whatever `unlock` does.
        """
        return self._sign_in(folder, sign_in_name, passphrase, refuse_code, of_copies=True)

    def unlock_with_code(self, folder: Path, sign_in_name: str, code: str, new_passphrase: str) -> UnlockedVault:
        """Open with a one-time code and put a passphrase in its place; from then on the code opens nothing.

        Raises:
            WeakPassphrase, CodeExpired, PassphraseSetAlready, and whatever `unlock` does: nothing was changed.
        """
        refuse_weak(new_passphrase, (sign_in_name, folder.stem))
        vault = self._sign_in(folder, sign_in_name, code, insist_on_code)
        try:
            vault.set_passphrase(new_passphrase)
        except BaseException:
            vault.close()
            raise
        return vault

    def unlock_to_recover(self, folder: Path, words: Sequence[str]) -> UnlockedVault:
        """Open with the recovery words, to give an administrator a new passphrase.

        Raises:
            RecoveryWordsMistyped, RecoveryWordsOfAnotherVault, HeaderDamaged, NewerFormat, OlderFormat, NotAVault,
            VaultInUse, UnsafePlace, NoRights: nothing was changed.
        """
        key = from_words(words)
        with self._entered(folder) as (lock, copies, headers):
            opened = open_first_true(headers, lambda header: open_with_recovery(header, key))
            repaired = self._settle(folder, lock, copies, opened.header)
        tries = self._tries(opened.header)
        return UnlockedVault(folder, opened, lock, self._around, tries, repaired=repaired)

    def _sign_in(
        self,
        folder: Path,
        sign_in_name: str,
        typed: str,
        check: Callable[[Opened, date], None],
        *,
        of_copies: bool = False,
    ) -> UnlockedVault:
        with self._entered(folder) as (lock, copies, headers):
            tries = self._tries(headers[0], of_copies=of_copies)
            tries.begin()
            opened = open_first_true(headers, lambda header: open_with_passphrase(header, sign_in_name, typed))
            tries.succeeded()
            check(opened, self._clock.today())
            repaired = self._settle(folder, lock, copies, opened.header)
        return UnlockedVault(folder, opened, lock, self._around, tries, sign_in_name=sign_in_name, repaired=repaired)

    @contextmanager
    def _entered(self, folder: Path) -> Iterator[tuple[VaultLock, Copies, tuple[Header, ...]]]:
        """Take the lock and read the header; a failure inside lets go of the lock again."""
        self._refuse_shared(folder)
        with told_in_words():
            read_copies(folder)  # nothing is made in a folder that is no vault
            lock = take_lock(self._platform, folder)
        try:
            copies = read_copies(folder)
            yield lock, copies, copies.candidates()
        except BaseException:
            lock.release()
            raise

    def unlock_with_recovery(self, folder: Path, words: Sequence[str]) -> UnlockedVault:
        """Open with the recovery words, to prove that they open this vault. Changes nothing.

        It takes no lock, so that a vault just made can be proved while it is open; what it returns reads only.

        Raises:
            RecoveryWordsMistyped, RecoveryWordsOfAnotherVault, HeaderDamaged, NewerFormat, OlderFormat, NotAVault,
            UnsafePlace, NoRights.
        """
        self._refuse_shared(folder)
        key = from_words(words)
        with told_in_words():
            headers = read_copies(folder).candidates()
        opened = open_first_true(headers, lambda header: open_with_recovery(header, key))
        return UnlockedVault(folder, opened, VaultLock(None, read_only=True), self._around, None)

    def make_again(self, vault: OpenVault, folder: Path, write_records: Callable[[Path], None]) -> None:
        """Make a new vault folder with the same header and sealed files, and the records ``write_records`` writes.

        The folder takes its name once all are there, so that a kill or a power cut leaves no half vault.

        Raises:
            VaultExists, UnsafePlace, HeaderDamaged, BackupDamaged, DiskFull, NoRights: nothing was made, nor with
            what ``write_records`` raises.
        """
        self._refuse_place(folder)
        with told_in_words():
            header = next(
                (one for one in read_copies(vault.folder).candidates() if one.vault_id == vault.vault_id), None
            )
            if header is None:
                raise HeaderDamaged
            with new_folder(self._platform, folder) as staged:
                write_first_files(self._platform, staged, header.to_bytes())
                write_records(staged / records_name(header))
                copy_files(self._platform, sealed_files(vault.folder), staged)

    def copy(self, folder: Path, to: Path) -> None:
        """Copy a closed vault, encrypted as it is, into one file that `restore` unpacks. Needs no passphrase.

        Raises:
            VaultInUse: another process has it open.
            NotClosed: a crash left it; its records are whole only after the next unlock.
            FileExists, RecordsDamaged, HeaderDamaged, NewerFormat, OlderFormat, NotAVault, UnsafePlace, DiskFull,
            NoRights: no file was made either.
        """
        with self._entered(folder) as (lock, _copies, headers), told_in_words():
            records = folder / records_name(headers[0])
            if not records.is_file():
                raise RecordsDamaged(_NO_RECORDS)
            if any(_is_left_over(records.with_name(records.name + ending)) for ending in _UNFINISHED):
                raise NotClosed
            contents = Contents(records, sealed_files(folder))
            write_copy(self._platform, headers[0], contents, to, self._clock.now())
        lock.release()

    def restore(self, backup: Path, to: Path) -> datetime:
        """Unpack a backup into a new vault folder, after checking every hash. Never overwrites.

        Returns:
            When the backup was made.

        Raises:
            NotFound, VaultExists, UnsafePlace, BackupDamaged, NewerFormat, OlderFormat, DiskFull, NoRights: nothing was
            made.
        """
        self._refuse_place(to)
        if not backup.is_file():
            raise NotFound("There is no backup file with that name. Check what you typed.")
        with told_in_words():
            return unpack_backup(self._platform, backup, to)

    def _settle(self, folder: Path, lock: VaultLock, copies: Copies, header: Header) -> bool:
        """Make the opened vault's folder as it should be. Says whether a copy of the header was mended."""
        if lock.read_only or not header.may_be_written:
            return False
        lock.say_who(self._platform, self._clock.now())
        with suppress(OSError):  # a stick may know no permissions, and its vault opens all the same
            for path in (folder, *folder.rglob("*")):
                self._platform.keep_private(path)
        data = header.to_bytes()
        return (copies.first, copies.second) != (data, data) and mend_copies(self._platform, folder, copies, data)

    def _refuse_place(self, folder: Path) -> None:
        if folder.exists() or folder.is_symlink():
            raise VaultExists
        self._refuse_shared(folder)

    def _refuse_shared(self, folder: Path) -> None:
        if self._platform.is_shared(folder):
            raise UnsafePlace

    def _tries(self, header: Header, *, of_copies: bool = False) -> Tries:
        return Tries(self._platform, self._clock, self._state_dir, header.vault_id, of_copies=of_copies)


def _is_left_over(path: Path) -> bool:
    """Say whether SQLite left a file with something in it: it will be needed at the next unlock."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
