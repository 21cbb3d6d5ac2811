"""A vault somebody has unlocked."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.errors import CannotDisableYourself, NoRights, NotAllowed, WrongPassphrase
from advocate_desk.domain.users import Role
from advocate_desk.platforms import Platform
from advocate_desk.services.ports import Clock
from advocate_desk.services.vault_ports import IssuedCode, Member
from advocate_desk.vault.backup import Contents, records_name, write_backup
from advocate_desk.vault.blobs import FolderOfFiles, sealed_files
from advocate_desk.vault.calibration import Calibration
from advocate_desk.vault.codes import DAYS, draw_code
from advocate_desk.vault.colleagues import (
    Secret,
    added,
    disabled,
    recoverable,
    renewed,
    signing_in_as,
    with_own_passphrase,
)
from advocate_desk.vault.copies import write_copies
from advocate_desk.vault.crypto import sign, verifies
from advocate_desk.vault.directory import RECOVERY_USER_ID
from advocate_desk.vault.failures import told_in_words
from advocate_desk.vault.in_use import VaultLock
from advocate_desk.vault.making import backup_seed
from advocate_desk.vault.opening import Opened, code_until
from advocate_desk.vault.slots import open_slot
from advocate_desk.vault.strength import refuse_weak
from advocate_desk.vault.tries import Tries

_SIGNED_BY_USER = "advocate-desk user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an open vault needs of the outside."""

    platform: Platform
    clock: Clock
    calibration: Calibration


class UnlockedVault:
    """Fulfils the port `OpenVault`. Holds keys until `close`; Python cannot promise to wipe them."""

    def __init__(
        self,
        folder: Path,
        opened: Opened,
        lock: VaultLock,
        around: Surroundings,
        tries: Tries | None,
        *,
        sign_in_name: str = "",
        repaired: bool = False,
    ) -> None:
        self._folder = folder
        self._opened: Opened | None = opened
        self._lock = lock
        self._around = around
        self._tries = tries
        self._sign_in_name = sign_in_name
        self._repaired = repaired

    @property
    def _open(self) -> Opened:
        if self._opened is None:
            raise RuntimeError("this vault was closed")
        return self._opened

    @property
    def folder(self) -> Path:
        """The vault's folder."""
        return self._folder

    @property
    def vault_id(self) -> UUID:
        """The vault's own id."""
        return self._open.header.vault_id

    @property
    def user_id(self) -> UUID:
        """Who signed in; `directory.RECOVERY_USER_ID` for the recovery words."""
        return self._open.identity.user_id

    @property
    def role(self) -> Role:
        """Their role, from the signed directory."""
        return self._open.entry.role

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written: a read-only folder, the recovery words, or a newer program's vault."""
        return self._lock.read_only or not self._open.header.may_be_written

    @property
    def header_was_repaired(self) -> bool:
        """Whether one copy of the header was damaged or behind, and was written anew at this unlock."""
        return self._repaired

    @property
    def records_path(self) -> Path:
        """The SQLCipher file."""
        return self._folder / records_name(self._open.header)

    @property
    def records_key(self) -> bytes:
        """32 bytes."""
        return self._open.keyring.records

    @property
    def files(self) -> FolderOfFiles:
        """The sealed files."""
        return FolderOfFiles(self._around.platform, self._folder, read_only=self.read_only)

    def members(self) -> tuple[Member, ...]:
        """Everybody in the directory, those who left too."""
        return tuple(
            Member(
                user_id=entry.user_id,
                role=entry.role,
                active=entry.active,
                code_until=code_until(self._open.header, entry),
            )
            for entry in self._open.directory.entries
        )

    def sign(self, message: bytes) -> bytes:
        """Sign as this user (Ed25519, 64 bytes)."""
        return sign(self._open.identity.signing_seed, _SIGNED_BY_USER, message)

    def verify(self, user_id: UUID, message: bytes, signature: bytes) -> bool:
        """Say whether ``user_id`` signed ``message``."""
        entry = self._open.directory.find(user_id)
        keys = entry.signing_keys if entry else ()
        return any(verifies(key, _SIGNED_BY_USER, message, signature) for key in keys)

    def change_passphrase(self, old: str, new: str) -> None:
        """Rewrite this user's slot, in both copies of the header.

        Raises:
            WrongPassphrase, WeakPassphrase, TooManyTries, DiskFull, NoRights: nothing was changed.
        """
        self._refuse_reading_only()
        opened, at = self._open, self._open.entry.place
        if at is None or self._tries is None:
            raise NotAllowed
        self._tries.begin()
        if open_slot(opened.header.places[at].slot, self.vault_id, old) is None:
            raise WrongPassphrase
        self._tries.succeeded()
        self.set_passphrase(new)

    def set_passphrase(self, new: str) -> None:
        """Rewrite this user's slot, in both copies of the header; what opened it before is not asked for.

        Raises:
            WeakPassphrase, DiskFull, NoRights: nothing was changed.
        """
        self._refuse_reading_only()
        self.refuse_passphrase(new, self._sign_in_name)
        self._write(with_own_passphrase(self._open, new, self._around.calibration.choose()))

    def refuse_passphrase(self, passphrase: str, sign_in_name: str = "") -> None:
        """Refuse a passphrase that nobody should have here.

        Raises:
            WeakPassphrase: choose another.
        """
        refuse_weak(passphrase, (sign_in_name, self._folder.stem))

    def add_user(self, user_id: UUID, sign_in_name: str, role: Role, passphrase: str) -> None:
        """Add a colleague's slot, keys and grants (administrators only).

        Raises:
            NotAllowed, SignInNameTaken, WeakPassphrase, DiskFull, NoRights: nothing was changed.
        """
        self._refuse_reading_only()
        self.refuse_passphrase(passphrase, sign_in_name)
        secret = Secret(words=passphrase, cost=self._around.calibration.choose())
        self._write(added(self._open, user_id, sign_in_name, role, secret))

    def add_user_with_code(self, user_id: UUID, sign_in_name: str, role: Role) -> IssuedCode:
        """Add a colleague whose slot opens with a one-time code, for them to set a passphrase with.

        Raises:
            NotAllowed, SignInNameTaken, DiskFull, NoRights: nothing was changed.
        """
        self._refuse_reading_only()
        secret, issued = self._code()
        self._write(added(self._open, user_id, sign_in_name, role, secret))
        return issued

    def reset_user(self, user_id: UUID) -> IssuedCode:
        """Draw new keys for somebody who lost their passphrase, under a one-time code.

        Raises:
            NotAllowed, NotFound, CannotDisableYourself, DiskFull, NoRights: nothing was changed.
        """
        self._refuse_reading_only()
        if user_id == self.user_id:
            raise CannotDisableYourself
        secret, issued = self._code()
        changed, _identity = renewed(self._open, user_id, secret)
        self._write(changed)
        return issued

    def disable_user(self, user_id: UUID) -> None:
        """Drop somebody's slot and grants. Their entry stays, so that what they signed verifies.

        Raises:
            NotAllowed, NotFound, CannotDisableYourself, LastAdministrator, DiskFull, NoRights: nothing was changed.
        """
        self._refuse_reading_only()
        self._write(disabled(self._open, user_id))

    def signing_in_as(self, sign_in_name: str) -> UUID | None:
        """Return who signs in with that name, or None."""
        return signing_in_as(self._open, sign_in_name)

    def recoverable(self, sign_in_name: str) -> UUID:
        """Return the administrator whom the recovery words help: by sign-in name, for "" the only one there is.

        Raises:
            NotFound, NameAnAdministrator: there is none of that name, or more than one to choose from.
        """
        return recoverable(self._open, sign_in_name)

    def recover(self, user_id: UUID, passphrase: str) -> None:
        """Give an administrator new keys and a passphrase; from then on this vault is open as theirs.

        Raises:
            NotAllowed: nobody came in with the recovery words.
            NotFound, WeakPassphrase, DiskFull, NoRights: nothing was changed.
        """
        self._refuse_reading_only()
        if self.user_id != RECOVERY_USER_ID:
            raise NotAllowed
        self.refuse_passphrase(passphrase)
        secret = Secret(words=passphrase, cost=self._around.calibration.choose())
        changed, identity = renewed(self._open, user_id, secret)
        self._write(changed)
        entry = self._open.directory.find(user_id)
        assert entry is not None
        self._opened = replace(self._open, identity=identity, entry=entry)

    def seal_backup(self, records_copy: Path, to: Path) -> None:
        """Write a backup file of the header, ``records_copy`` and every sealed file, signed; reopen and check it.

        Raises:
            FileExists, BackupDamaged, DiskFull, NoRights: there is no new file at ``to``.
        """
        opened, now = self._open, self._around.clock.now()
        seed = backup_seed(opened.keyring.common)
        with told_in_words():
            contents = Contents(records_copy, sealed_files(self._folder))
            write_backup(self._around.platform, opened.header, seed, contents, to, now)

    def close(self) -> None:
        """Let go of the keys and release the lock. Harmless when called again."""
        if self._opened is not None:
            self._opened = None
            self._lock.wipe_and_release()

    def _code(self) -> tuple[Secret, IssuedCode]:
        words, until = draw_code(), self._around.clock.today() + timedelta(days=DAYS)
        secret = Secret(words=words, cost=self._around.calibration.choose(), until=until)
        return secret, IssuedCode(code=words, until=until)

    def _refuse_reading_only(self) -> None:
        if self.read_only:
            raise NoRights

    def _write(self, changed: Opened) -> None:
        """Write the header of ``changed``; from then on it is what is open."""
        header = changed.header.authenticated(changed.keyring.common)
        with told_in_words():
            write_copies(self._around.platform, self._folder, header.to_bytes())
        self._opened = replace(changed, header=header)
