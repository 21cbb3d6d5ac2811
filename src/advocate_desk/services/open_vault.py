"""Creating a vault, signing in, and keeping it whole: backup, restore, verify, rebuild."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from advocate_desk.domain.errors import DoesNotVerify, NotFound, RecordsDamaged
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.domain.users import Action, Role, User
from advocate_desk.services.ports import Clock, OpenVault, Progress, RecordStore, RecordStores, VaultInfo, Vaults
from advocate_desk.services.session import Session

_COPY_PREFIX = "copy-"
_COPY_SUFFIX = ".tmp"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewVault:
    """What first run asks."""

    folder: Path
    service_name: str
    user_name: str
    passphrase: str
    is_sample: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NewUser:
    """A colleague. ``sign_in_name`` is what they type; it is also their display name at first."""

    sign_in_name: str
    role: Role
    passphrase: str
    job_title: str = ""


class OpenVaults:
    """Everything that is done to a vault as a whole."""

    def __init__(self, vaults: Vaults, stores: RecordStores, clock: Clock) -> None:
        self._vaults = vaults
        self._stores = stores
        self._clock = clock

    def create(self, new: NewVault) -> tuple[Session, tuple[str, ...]]:
        """Make a vault and return its first administrator's session and the 24 recovery words.

        Before returning, the recovery words are proved to open the vault.
        """
        settings = ServiceSettings(service_name=accept(new.service_name), is_sample=new.is_sample)
        accept(new.user_name)
        created = self._vaults.create(new.folder, new.user_name, new.passphrase)
        with _closed_on_failure(created.vault):
            store = self._stores.create(created.vault)
            with _closed_on_failure(store):
                user = _user(created.vault, new.user_name)
                with store.work() as unit:
                    unit.add(settings)
                    unit.add(user)
                    unit.commit("vault created")
                self._prove_recovery(created.vault, created.recovery_words)
        return Session(user, created.vault.role, created.vault, store, self._clock), created.recovery_words

    def unlock(self, folder: Path, sign_in_name: str, passphrase: str) -> Session:
        """Sign in.

        Raises:
            VaultFailure: whichever says why the vault did not open; nothing was changed.
        """
        vault = self._vaults.unlock(folder, sign_in_name, passphrase)
        with _closed_on_failure(vault):
            store = self._stores.open(vault)
            with _closed_on_failure(store):
                user = self._own_row(vault, store, sign_in_name)
        return Session(user, vault.role, vault, store, self._clock)

    def add_user(self, session: Session, new: NewUser) -> None:
        """Add a colleague who is here to type a passphrase of their own (administrators only).

        The keys come first: without them there is nobody, and a colleague whose name was not written
        because the computer stopped in between gets it at their first sign-in.
        """
        session.require(Action.MANAGE_USERS)
        name, title = accept(new.sign_in_name), accept(new.job_title)
        user_id = new_id(self._clock.now())
        session.vault.add_user(user_id, name, new.role, new.passphrase)
        with session.work() as unit:
            unit.add(User(id=user_id, stream_id=SHARED_STREAM, display_name=name, job_title=title))
            unit.commit("colleague added")

    def info(self, folder: Path) -> VaultInfo:
        """Tell what can be told without a passphrase."""
        return self._vaults.info(folder)

    def back_up(self, session: Session, to: Path, progress: Progress | None = None) -> None:
        """Write one encrypted file; it counts only after it was opened again and checked.

        The copy it is made from lies, encrypted under the vault's own key, in the vault's folder meanwhile.
        """
        session.require(Action.KEEP_VAULT)
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

    def restore(self, backup: Path, to: Path) -> None:
        """Unpack a backup into a new folder. Never overwrites."""
        self._vaults.restore(backup, to)

    def verify(self, session: Session, progress: Progress | None = None) -> None:
        """Check header, file, journal and tables.

        Raises:
            DoesNotVerify: with what is hurt.
        """
        findings = list(session.store.check(progress))
        if not self._vaults.info(session.vault.folder).header_copies_agree:
            findings.insert(0, "The two copies of the key file differ. Unlock the vault again to mend them.")
        if findings:
            raise DoesNotVerify(findings)

    def rebuild(self, session: Session, to: Path) -> None:
        """Replay the journal into a new vault. What was begun is taken away when it cannot be finished."""
        session.require(Action.KEEP_VAULT)
        records = self._vaults.copy_header_to(session.vault, to)
        try:
            session.store.replay_into(records)
        except BaseException:
            shutil.rmtree(to, ignore_errors=True)
            raise

    def _prove_recovery(self, vault: OpenVault, words: tuple[str, ...]) -> None:
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
                unit.add(user)
                unit.commit("name of a colleague written at first sign-in")
                return user


def _user(vault: OpenVault, name: str) -> User:
    return User(id=vault.user_id, stream_id=SHARED_STREAM, display_name=name)


@contextmanager
def _closed_on_failure(held: OpenVault | RecordStore) -> Iterator[None]:
    try:
        yield
    except BaseException:
        held.close()
        raise
