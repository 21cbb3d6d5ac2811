"""A vault somebody has unlocked."""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.errors import KnownFailure, NoRights, NotAllowed, SignInNameTaken, WrongPassphrase
from advocate_desk.domain.users import Role
from advocate_desk.platforms import Platform
from advocate_desk.services.ports import Clock, Member
from advocate_desk.vault.backup import records_name, write_backup
from advocate_desk.vault.calibration import Calibration
from advocate_desk.vault.copies import write_copies
from advocate_desk.vault.crypto import sign, verifies
from advocate_desk.vault.directory import MAXIMUM_PLACES, close_directory
from advocate_desk.vault.failures import told_in_words
from advocate_desk.vault.grants import make_grants
from advocate_desk.vault.header import Header, Place, unused_places
from advocate_desk.vault.in_use import VaultLock
from advocate_desk.vault.making import backup_seed, entry_for
from advocate_desk.vault.opening import Opened
from advocate_desk.vault.slots import make_slot, new_identity, open_slot, tag_for
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

    def members(self) -> tuple[Member, ...]:
        """Everybody in the directory, those who left too."""
        return tuple(
            Member(user_id=entry.user_id, role=entry.role, active=entry.active)
            for entry in self._open.directory.entries
        )

    def sign(self, message: bytes) -> bytes:
        """Sign as this user (Ed25519, 64 bytes)."""
        return sign(self._open.identity.signing_seed, _SIGNED_BY_USER, message)

    def verify(self, user_id: UUID, message: bytes, signature: bytes) -> bool:
        """Say whether ``user_id`` signed ``message``."""
        entry = self._open.directory.find(user_id)
        return entry is not None and verifies(entry.signing_key, _SIGNED_BY_USER, message, signature)

    def change_passphrase(self, old: str, new: str) -> None:
        """Rewrite this user's slot, in both copies of the header.

        Raises:
            WrongPassphrase, WeakPassphrase, TooManyTries, DiskFull, NoRights: nothing was changed.
        """
        self._refuse_reading_only()
        opened, at = self._open, self._open.entry.place
        if at is None or self._tries is None:
            raise NotAllowed
        slot = opened.header.places[at].slot
        self._tries.begin()
        if open_slot(slot, self.vault_id, old) is None:
            raise WrongPassphrase
        self._tries.succeeded()
        refuse_weak(new, (self._sign_in_name, self._folder.stem))
        changed = make_slot(opened.identity, self.vault_id, slot.tag, new, self._around.calibration.choose())
        place = replace(opened.header.places[at], slot=changed)
        self._write(replace(opened, header=opened.header.with_place(at, place)))

    def add_user(self, user_id: UUID, sign_in_name: str, role: Role, passphrase: str) -> None:
        """Add a colleague's slot, keys and grants (administrators only).

        Raises:
            NotAllowed, SignInNameTaken, WeakPassphrase, DiskFull, NoRights: nothing was changed.
        """
        self._refuse_reading_only()
        opened = self._open
        authority = opened.keyring.authority
        if authority is None:
            raise NotAllowed
        tag = tag_for(sign_in_name, opened.header.name_salt)
        if opened.directory.find(user_id) or any(place.slot.tag == tag for place in opened.header.places):
            raise SignInNameTaken
        refuse_weak(passphrase, (sign_in_name, self._folder.stem))
        identity = new_identity(user_id, opened.identity.authority)
        grants = make_grants(opened.header.scope, opened.keyring, role, user_id, identity.box_key)
        header, at = _with_room(opened)
        entry = entry_for(identity, role, grants, at)
        slot = make_slot(identity, self.vault_id, tag, passphrase, self._around.calibration.choose())
        directory = opened.directory.with_entry(entry)
        header = replace(
            header.with_place(at, Place(slot=slot, grants=grants)),
            directory=close_directory(directory, opened.keyring.common, authority),
        )
        self._write(replace(opened, header=header, directory=directory))

    def seal_backup(self, records_copy: Path, to: Path) -> None:
        """Write a backup file of the header and ``records_copy``, signed; reopen and check it.

        Raises:
            FileExists, BackupDamaged, DiskFull, NoRights: there is no new file at ``to``.
        """
        opened, now = self._open, self._around.clock.now()
        with told_in_words():
            write_backup(
                self._around.platform, opened.header, backup_seed(opened.keyring.common), records_copy, to, now
            )

    def close(self) -> None:
        """Let go of the keys and release the lock. Harmless when called again."""
        if self._opened is not None:
            self._opened = None
            self._lock.wipe_and_release()

    def _refuse_reading_only(self) -> None:
        if self.read_only:
            raise NoRights

    def _write(self, changed: Opened) -> None:
        """Write the header of ``changed``; from then on it is what is open."""
        header = changed.header.authenticated(changed.keyring.common)
        with told_in_words():
            write_copies(self._around.platform, self._folder, header.to_bytes())
        self._opened = replace(changed, header=header)


def _with_room(opened: Opened) -> tuple[Header, int]:
    """Return a header with an unused place, and which one that is."""
    taken = {entry.place for entry in opened.directory.entries}
    header = opened.header
    free = [at for at in range(len(header.places)) if at not in taken]
    if not free:
        if len(header.places) >= MAXIMUM_PLACES:
            raise KnownFailure("This vault has no room for another user. Nothing was changed.")
        free = [len(header.places)]
        header = replace(header, places=(*header.places, *unused_places(header.places[0].slot.cost)))
    return header, free[0]
