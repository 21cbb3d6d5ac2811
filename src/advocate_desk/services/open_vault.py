"""Creating a vault, signing in, and keeping it whole: backup, restore, verify, rebuild."""

import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.errors import DoesNotVerify, NotFound, RecordsDamaged
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.keeping import Notice, NoticeKind
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.domain.users import Action, Role, User
from advocate_desk.services.file_ports import NamedFile
from advocate_desk.services.ports import Clock, Progress, RecordStore, RecordStores
from advocate_desk.services.session import Session
from advocate_desk.services.vault_ports import IssuedCode, OpenVault, VaultInfo, Vaults

_COPY_PREFIX = "copy-"
_COPY_SUFFIX = ".tmp"
_RUBBISH_AFTER = timedelta(days=1)
"""How old a sealed file that was never put on record must be before it goes: no adding of a file takes as long."""
_MOST_FILES_TOLD = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class NewVault:
    """What first run asks. Without ``phone``, the service's own, no letter leaves until somebody sets one."""

    folder: Path
    service_name: str
    user_name: str
    passphrase: str
    phone: str = ""
    is_sample: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NewUser:
    """A colleague. ``sign_in_name`` is what they type; it is also their display name at first."""

    sign_in_name: str
    role: Role
    passphrase: str
    job_title: str = ""


def free_folder(parent: Path) -> Path:
    """Return a vault folder that is not there yet. Its name says nothing: a folder's name can be read by anybody."""
    number = 1
    while (folder := parent / f"Desk{f' {number}' if number > 1 else ''}.advault").exists():
        number += 1
    return folder


class OpenVaults:
    """Everything that is done to a vault as a whole."""

    def __init__(self, vaults: Vaults, stores: RecordStores, clock: Clock) -> None:
        self._vaults = vaults
        self._stores = stores
        self._clock = clock

    @property
    def clock(self) -> Clock:
        """The one source of time."""
        return self._clock

    def create(self, new: NewVault) -> tuple[Session, tuple[str, ...]]:
        """Make a vault and return its first administrator's session and the 24 recovery words.

        Before returning, the recovery words are proved to open the vault. What was begun is taken away when it cannot
        be finished, so that the next try finds the place free.
        """
        settings = ServiceSettings(
            service_name=accept(new.service_name), phone=accept(new.phone), is_sample=new.is_sample
        )
        accept(new.user_name)
        created = self._vaults.create(new.folder, new.user_name, new.passphrase)
        try:
            with _closed_on_failure(created.vault):
                store = self._stores.create(created.vault)
                with _closed_on_failure(store):
                    user = _user(created.vault, new.user_name)
                    with store.work() as unit:
                        unit.add(settings)
                        unit.add(user)
                        unit.commit("vault created")
                    self._prove_recovery(created.vault, created.recovery_words)
        except BaseException:
            shutil.rmtree(new.folder, ignore_errors=True)
            raise
        return Session(user, created.vault.role, created.vault, store, self._clock), created.recovery_words

    def unlock(self, folder: Path, sign_in_name: str, passphrase: str) -> Session:
        """Sign in.

        Raises:
            PassphraseNotSet: a one-time code was typed; go on with `unlock_with_code`.
            VaultFailure: whichever says why the vault did not open; nothing was changed.
        """
        return self._session(self._vaults.unlock(folder, sign_in_name, passphrase), sign_in_name)

    def unlock_copy(self, folder: Path, sign_in_name: str, passphrase: str) -> Session:
        """Sign in to a copy unpacked to rehearse a restore. A wrong passphrase there is no try at the vault itself.

        Raises:
            VaultFailure: whichever says why the copy did not open.
        """
        return self._session(self._vaults.unlock_copy(folder, sign_in_name, passphrase), sign_in_name)

    def unlock_with_code(self, folder: Path, sign_in_name: str, code: str, new_passphrase: str) -> Session:
        """Sign in for the first time: the passphrase takes the place of the one-time code.

        Raises:
            VaultFailure: whichever says why not; nothing was changed.
        """
        return self._session(self._vaults.unlock_with_code(folder, sign_in_name, code, new_passphrase), sign_in_name)

    def recover(self, folder: Path, words: Sequence[str], user: str, new_passphrase: str) -> Session:
        """Give an administrator a new passphrase with the recovery words, and sign in as them.

        That it happened is recorded first, so that nobody uses the words unnoticed.

        Args:
            folder: the vault.
            words: the 24 words of the recovery sheet.
            user: the administrator's sign-in name; "" where there is only one administrator.
            new_passphrase: theirs from now on. The recovery words stay as they are.

        Raises:
            NameAnAdministrator, NotFound, WeakPassphrase: nothing was changed.
            VaultFailure: whichever else says why not.
        """
        vault = self._vaults.unlock_to_recover(folder, words)
        with _closed_on_failure(vault):
            user_id = vault.recoverable(user)
            vault.refuse_passphrase(new_passphrase, user)
            self._record_recovery(vault, user_id)
            vault.recover(user_id, new_passphrase)
        return self._session(vault, user)

    def prove_recovery_words(self, session: Session, words: Sequence[str]) -> None:
        """Prove that the recovery words open this very vault. Changes nothing.

        Raises:
            NotAllowed, RecoveryWordsMistyped, RecoveryWordsOfAnotherVault: they do not.
        """
        session.require(Action.KEEP_VAULT)
        self._prove_recovery(session.vault, words)

    def check_recovery_words(self, folder: Path, words: Sequence[str]) -> None:
        """Say, before anything else is asked, whether the recovery words open the vault. Changes nothing.

        Raises:
            RecoveryWordsMistyped, RecoveryWordsOfAnotherVault: they do not.
            VaultFailure: whichever else says why not.
        """
        self._vaults.unlock_with_recovery(folder, words).close()

    def add_user(self, session: Session, new: NewUser) -> None:
        """Add a colleague who is here to type a passphrase of their own (administrators only).

        The keys come first: without them there is nobody, and a colleague whose name was not written
        because the computer stopped in between gets it at their first sign-in.
        """
        session.require(Action.MANAGE_USERS)
        name, title = accept(new.sign_in_name), accept(new.job_title)
        user_id = new_id(self._clock.now())
        session.vault.add_user(user_id, name, new.role, new.passphrase)
        _write_row(session, user_id, name, title)

    def add_user_with_code(self, session: Session, name: str, role: Role, job_title: str = "") -> IssuedCode:
        """Add a colleague who will sign in with a one-time code (administrators only). Keys come first here too.

        Where the same was cut short before their name was written, it is finished, and the new code is the one that
        opens.
        """
        session.require(Action.MANAGE_USERS)
        name, job_title = accept(name), accept(job_title)
        user_id = _cut_short(session, name, role)
        if user_id is not None:
            issued = session.vault.reset_user(user_id)
        else:
            user_id = new_id(self._clock.now())
            issued = session.vault.add_user_with_code(user_id, name, role)
        _write_row(session, user_id, name, job_title)
        return issued

    def info(self, folder: Path) -> VaultInfo:
        """Tell what can be told without a passphrase."""
        return self._vaults.info(folder)

    def back_up(self, session: Session, to: Path, progress: Progress | None = None) -> None:
        """Write one encrypted file wherever somebody wants it (those who keep the vault).

        Raises:
            NotAllowed: the role does not include it.
            KnownFailure: as `seal`.
        """
        session.require(Action.KEEP_VAULT)
        self.seal(session, to, progress)

    def seal(self, session: Session, to: Path, progress: Progress | None = None) -> None:
        """Write one encrypted file; it counts only after it was opened again and checked.

        The copy it is made from lies, encrypted under the vault's own key, in the vault's folder meanwhile. No role is
        asked for: see `KeepBackups.back_up_daily`. Once it counts, sealed files that were begun and never put on
        record go, a day on.

        Raises:
            FileExists, BackupDamaged, DiskFull, DiskFailed, NoRights: there is no new file at ``to``.
        """
        for left_over in session.vault.folder.glob(f"{_COPY_PREFIX}*{_COPY_SUFFIX}*"):  # SQLite's journal of it too
            with suppress(OSError):
                left_over.unlink()
        copy = session.vault.folder / f"{_COPY_PREFIX}{secrets.token_hex(8)}{_COPY_SUFFIX}"
        try:
            session.store.copy_to(copy, progress)
            session.vault.seal_backup(copy, to)
        finally:
            with suppress(OSError):
                copy.unlink(missing_ok=True)
        if not session.read_only:
            names = {one.name for one in session.store.named_files()}
            session.vault.files.tidy(names, self._clock.now() - _RUBBISH_AFTER)

    def copy(self, folder: Path, to: Path) -> None:
        """Copy a closed vault, encrypted as it is, into one file. Needs no passphrase, so a nightly job can do it.

        Raises:
            VaultInUse: somebody has it open.
            VaultFailure: whichever else says why there is no copy.
        """
        self._vaults.copy(folder, to)

    def restore(self, backup: Path, to: Path) -> datetime:
        """Unpack a backup or a copy into a new folder; return when it was made. Never overwrites."""
        return self._vaults.restore(backup, to)

    def verify(self, session: Session, progress: Progress | None = None) -> int:
        """Check header, file, journal, tables and sealed files.

        Returns:
            How many sealed files were begun and never put on record: rubbish that a backup takes away, a day on.

        Raises:
            DoesNotVerify: with what is hurt.
        """
        findings = list(session.store.check(progress))
        if not self._vaults.info(session.vault.folder).header_copies_agree:
            findings.insert(0, "The two copies of the key file differ. Unlock the vault again to mend them.")
        if findings:
            raise DoesNotVerify(findings)
        named = session.store.named_files()
        if hurt := _hurt_files(session.vault, named):
            raise DoesNotVerify(hurt)
        return session.vault.files.unnamed({one.name for one in named})

    def rebuild(self, session: Session, to: Path) -> None:
        """Replay the journal into a new vault, which takes its name once it is whole."""
        session.require(Action.KEEP_VAULT)
        self._vaults.make_again(session.vault, to, session.store.replay_into)

    def _session(self, vault: OpenVault, sign_in_name: str) -> Session:
        """Open the records of a vault that was just unlocked; what fails closes it."""
        with _closed_on_failure(vault):
            store = self._stores.open(vault)
            with _closed_on_failure(store):
                user = self._own_row(vault, store, sign_in_name)
        return Session(user, vault.role, vault, store, self._clock)

    def _record_recovery(self, vault: OpenVault, about: UUID) -> None:
        store, now = self._stores.open(vault), self._clock.now()
        try:
            with store.work() as unit:
                unit.add(
                    Notice(
                        id=new_id(now),
                        stream_id=SHARED_STREAM,
                        kind=NoticeKind.RECOVERY_USED,
                        happened_at=now,
                        about_user_id=about,
                    )
                )
                unit.commit("recovery words used")
        finally:
            store.close()

    def _prove_recovery(self, vault: OpenVault, words: Sequence[str]) -> None:
        proof = self._vaults.unlock_with_recovery(vault.folder, words)
        try:
            if proof.records_key != vault.records_key:
                raise RecordsDamaged
        finally:
            proof.close()

    def _own_row(self, vault: OpenVault, store: RecordStore, sign_in_name: str) -> User:
        with store.work() as unit:
            try:
                return unit.get(User, vault.user_id)
            except NotFound:
                user = _user(vault, sign_in_name)
                if vault.read_only:
                    return user
                unit.add(user)
                unit.commit("name of a colleague written at first sign-in")
                return user


def _user(vault: OpenVault, name: str) -> User:
    return User(id=vault.user_id, stream_id=SHARED_STREAM, display_name=name)


def _cut_short(session: Session, name: str, role: Role) -> UUID | None:
    """Return who has keys in this name and role and waits under a code, but whose name never came to the records."""
    user_id = session.vault.signing_in_as(name)
    meant = (each for each in session.vault.members() if each.user_id == user_id)
    member = next((each for each in meant if each.role is role and each.code_until is not None), None)
    if member is None:
        return None
    with session.work() as unit:
        return None if unit.find(User, id=member.user_id) else member.user_id


def _write_row(session: Session, user_id: UUID, name: str, job_title: str) -> None:
    with session.work() as unit:
        unit.add(User(id=user_id, stream_id=SHARED_STREAM, display_name=name, job_title=job_title))
        unit.commit("colleague added")


def _hurt_files(vault: OpenVault, named: Sequence[NamedFile]) -> list[str]:
    """Say which sealed files are missing or damaged: by their random names, never by what somebody called them."""
    hurt = [one for one in named if not vault.files.is_whole(one)]
    told = [
        f"The sealed file {one.name} is {'damaged' if vault.files.is_there(one.name) else 'missing'}."
        for one in hurt[:_MOST_FILES_TOLD]
    ]
    if len(hurt) > len(told):
        told.append(f"{len(hurt)} sealed files are hurt in all.")
    return told


@contextmanager
def _closed_on_failure(held: OpenVault | RecordStore) -> Iterator[None]:
    try:
        yield
    except BaseException:
        held.close()
        raise
