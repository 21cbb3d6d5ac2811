"""What the services need of vaults, as protocols: vaults on a computer, and one that somebody has unlocked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from advocate_desk.domain.users import Role
from advocate_desk.services.file_ports import SealedFiles


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """Somebody in the header's signed directory. ``role`` there is the one that holds.

    ``code_until`` is the last day of a one-time code in whose place they have not yet set a passphrase.
    """

    user_id: UUID
    role: Role
    active: bool
    code_until: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class IssuedCode:
    """A one-time code, and the last day on which it opens. No readable form of it is kept anywhere."""

    code: str
    until: date


@dataclass(frozen=True, kw_only=True, slots=True)
class VaultInfo:
    """What can be told without a passphrase: nothing about people, no counts."""

    folder: Path
    vault_id: UUID
    format_version: int
    created_at: datetime
    size_bytes: int
    header_copies_agree: bool


class OpenVault(Protocol):
    """A vault somebody has unlocked: their identity, and the key to the records."""

    @property
    def folder(self) -> Path:
        """The vault's folder."""
        ...

    @property
    def vault_id(self) -> UUID:
        """The vault's own id."""
        ...

    @property
    def user_id(self) -> UUID:
        """Who signed in."""
        ...

    @property
    def role(self) -> Role:
        """Their role, from the signed directory."""
        ...

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written: a read-only folder, or a vault that a newer program must write."""
        ...

    @property
    def records_path(self) -> Path:
        """The SQLCipher file."""
        ...

    @property
    def records_key(self) -> bytes:
        """32 bytes."""
        ...

    @property
    def files(self) -> SealedFiles:
        """The sealed files that lie beside the records."""
        ...

    def members(self) -> tuple[Member, ...]:
        """Everybody in the directory, those who left too."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Sign as this user (Ed25519, 64 bytes)."""
        ...

    def verify(self, user_id: UUID, message: bytes, signature: bytes) -> bool:
        """Say whether ``user_id`` signed ``message``."""
        ...

    def change_passphrase(self, old: str, new: str) -> None:
        """Rewrite this user's slot.

        Raises:
            WrongPassphrase, WeakPassphrase, DiskFull, NoRights: nothing was changed.
        """
        ...

    def add_user(self, user_id: UUID, sign_in_name: str, role: Role, passphrase: str) -> None:
        """Add a colleague's slot, keys and grants (administrators only)."""
        ...

    def add_user_with_code(self, user_id: UUID, sign_in_name: str, role: Role) -> IssuedCode:
        """Add a colleague whose slot opens with a one-time code, for them to set a passphrase with.

        Raises:
            NotAllowed, SignInNameTaken, DiskFull, NoRights: nothing was changed.
        """
        ...

    def disable_user(self, user_id: UUID) -> None:
        """Drop somebody's slot and grants. Their entry stays, so that what they signed verifies.

        Raises:
            NotAllowed, NotFound, CannotDisableYourself, LastAdministrator, DiskFull, NoRights: nothing was changed.
        """
        ...

    def reset_user(self, user_id: UUID) -> IssuedCode:
        """Draw new keys for somebody who lost their passphrase, under a one-time code.

        They stay the same user, and what they signed before still verifies.

        Raises:
            NotAllowed, NotFound, DiskFull, NoRights: nothing was changed.
        """
        ...

    def signing_in_as(self, sign_in_name: str) -> UUID | None:
        """Return who signs in with that name, or None."""
        ...

    def recoverable(self, sign_in_name: str) -> UUID:
        """Return the administrator whom the recovery words help: by sign-in name, for "" the only one there is.

        Raises:
            NotFound, NameAnAdministrator: there is none of that name, or more than one to choose from.
        """
        ...

    def refuse_passphrase(self, passphrase: str, sign_in_name: str = "") -> None:
        """Refuse a passphrase that nobody should have here.

        Raises:
            WeakPassphrase: choose another.
        """
        ...

    def recover(self, user_id: UUID, passphrase: str) -> None:
        """Give an administrator new keys and a passphrase; from then on this vault is open as theirs.

        Raises:
            WeakPassphrase, DiskFull, NoRights: nothing was changed.
        """
        ...

    def seal_backup(self, records_copy: Path, to: Path) -> None:
        """Write a backup file of the header, ``records_copy`` and every sealed file, signed; reopen and check it."""
        ...

    def close(self) -> None:
        """Release the lock."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class CreatedVault:
    """A vault just made, open as its first administrator, and the 24 recovery words to put on paper."""

    vault: OpenVault
    recovery_words: tuple[str, ...]


class Vaults(Protocol):
    """Vaults on this computer, before anybody has unlocked one."""

    def create(self, folder: Path, sign_in_name: str, passphrase: str) -> CreatedVault:
        """Make a new vault folder with its first administrator; the records file is the store's to make."""
        ...

    def info(self, folder: Path) -> VaultInfo:
        """Tell what can be told without a passphrase."""
        ...

    def unlock(self, folder: Path, sign_in_name: str, passphrase: str) -> OpenVault:
        """Open with a passphrase.

        Raises:
            WrongPassphrase, TooManyTries, HeaderDamaged, NewerFormat, OlderFormat, NotAVault, VaultInUse, NoRights.
            PassphraseNotSet, CodeExpired: a one-time code was typed; see `unlock_with_code`.
        """
        ...

    def unlock_copy(self, folder: Path, sign_in_name: str, passphrase: str) -> OpenVault:
        """Open a copy unpacked to rehearse a restore: as `unlock`, but tries at copies are counted apart."""
        ...

    def unlock_with_code(self, folder: Path, sign_in_name: str, code: str, new_passphrase: str) -> OpenVault:
        """Open with a one-time code and put a passphrase in its place; from then on the code opens nothing.

        Raises:
            CodeExpired, WeakPassphrase, and whatever `unlock` does: nothing was changed.
        """
        ...

    def unlock_to_recover(self, folder: Path, words: Sequence[str]) -> OpenVault:
        """Open with the recovery words, to give an administrator a new passphrase.

        Raises:
            RecoveryWordsMistyped, RecoveryWordsOfAnotherVault, VaultInUse, and the others of `unlock`.
        """
        ...

    def unlock_with_recovery(self, folder: Path, words: Sequence[str]) -> OpenVault:
        """Open with the recovery words, to prove that they open this vault. Changes nothing."""
        ...

    def make_again(self, vault: OpenVault, folder: Path, write_records: Callable[[Path], None]) -> None:
        """Make a new vault folder with the same header and sealed files and the records that ``write_records`` writes.

        It is made whole or not at all.
        """
        ...

    def copy(self, folder: Path, to: Path) -> None:
        """Copy a closed vault, encrypted as it is, into one file that `restore` unpacks. Needs no passphrase.

        Raises:
            VaultInUse, NotClosed, FileExists, HeaderDamaged, NotAVault, DiskFull, NoRights: no file was made.
        """
        ...

    def restore(self, backup: Path, to: Path) -> datetime:
        """Unpack a backup into a new vault folder, after checking every hash; return when it was made."""
        ...
