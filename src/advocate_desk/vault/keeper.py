"""The vaults on this computer: making, opening, describing and restoring them."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from advocate_desk.domain.errors import HeaderDamaged, NotFound, UnsafePlace, VaultExists
from advocate_desk.domain.identifiers import new_id
from advocate_desk.platforms import Platform
from advocate_desk.services.ports import Clock, CreatedVault, OpenVault, VaultInfo
from advocate_desk.vault.backup import new_folder, records_name, unpack_backup, write_first_files
from advocate_desk.vault.calibration import Calibration
from advocate_desk.vault.copies import Copies, mend_copies, read_copies
from advocate_desk.vault.crypto import KEY
from advocate_desk.vault.failures import told_in_words
from advocate_desk.vault.header import Header
from advocate_desk.vault.in_use import VaultLock, take_lock
from advocate_desk.vault.making import first_header
from advocate_desk.vault.opened import Surroundings, UnlockedVault
from advocate_desk.vault.opening import open_first_true, open_with_passphrase, open_with_recovery
from advocate_desk.vault.recovery_words import from_words, to_words
from advocate_desk.vault.strength import refuse_weak
from advocate_desk.vault.tries import Tries


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
            size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
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
            UnsafePlace, NoRights.
        """
        self._refuse_shared(folder)
        with told_in_words():
            read_copies(folder)  # nothing is made in a folder that is no vault
            lock = take_lock(self._platform, folder)
        try:
            copies = read_copies(folder)
            headers = copies.candidates()
            tries = self._tries(headers[0])
            tries.begin()
            opened = open_first_true(headers, lambda header: open_with_passphrase(header, sign_in_name, passphrase))
            tries.succeeded()
            repaired = self._settle(folder, lock, copies, opened.header)
        except BaseException:
            lock.release()
            raise
        return UnlockedVault(folder, opened, lock, self._around, tries, sign_in_name=sign_in_name, repaired=repaired)

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

    def copy_header_to(self, vault: OpenVault, folder: Path) -> Path:
        """Make a new vault folder with the same header; return where its records file must go.

        Raises:
            VaultExists, UnsafePlace, HeaderDamaged, DiskFull, NoRights: nothing was made.
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
        return folder / records_name(header)

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
            for path in (folder, *folder.iterdir()):
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

    def _tries(self, header: Header) -> Tries:
        return Tries(self._platform, self._clock, self._state_dir, header.vault_id)
