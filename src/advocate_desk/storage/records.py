"""Makes and opens the records of an unlocked vault: the outermost piece of this room."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.errors import OlderFormat
from advocate_desk.services.file_ports import NamedFile
from advocate_desk.services.ports import Clock, Drafts, Progress, UnitOfWork
from advocate_desk.services.vault_ports import OpenVault
from advocate_desk.storage import journal, schema
from advocate_desk.storage.applying import apply
from advocate_desk.storage.checking import check
from advocate_desk.storage.copying import copy_file
from advocate_desk.storage.desk import Desk
from advocate_desk.storage.drafts import SqlDrafts
from advocate_desk.storage.engine import Door, Writer, connect, make_engine, new_file
from advocate_desk.storage.named_files import named_files
from advocate_desk.storage.unit_of_work import SqlUnitOfWork

_CANNOT_BE_BROUGHT_UP = (
    "These records have an older format, and in this place they may only be read. Nothing was changed. "
    "Copy the vault's folder to a place of your own, and unlock it there."
)

Migrate = Callable[[Path, bytes, str], None]
"""Brings the file at a path, under a key, from a revision to `schema.HEAD`; see migrate.py."""


class SqlCipherRecords:
    """Fulfils `RecordStores`. ``migrate`` is called only for a file that is not at the newest revision."""

    def __init__(self, device_id: UUID, clock: Clock, migrate: Migrate) -> None:
        self._device_id = device_id
        self._clock = clock
        self._migrate = migrate

    def create(self, vault: OpenVault) -> "SqlStore":
        """Make the records file of a new vault.

        Raises:
            VaultExists: there are records already.
            NoRights, DiskFull: nothing was made.
        """
        _new_records(vault.records_path, vault.records_key, lambda writer: None)
        return self._store(vault)

    def open(self, vault: OpenVault) -> "SqlStore":
        """Open the records; a vault of an older format is brought up to date after a verified copy.

        Raises:
            RecordsDamaged, NewerFormat, OlderFormat, NoRights, DiskFull: nothing was changed.
        """
        store = self._store(vault)
        try:
            found = store.revision()
            if found == schema.HEAD:
                return store
            if vault.read_only:
                raise OlderFormat(_CANNOT_BE_BROUGHT_UP)
        except BaseException:
            store.close()
            raise
        store.close()
        self._migrate(vault.records_path, vault.records_key, found)
        return self._store(vault)

    def _store(self, vault: OpenVault) -> "SqlStore":
        path, key, read_only = vault.records_path, vault.records_key, vault.read_only
        desk = Desk(
            engine=make_engine(lambda: connect(path, key, read_only=read_only)),
            key=key,
            clock=self._clock,
            device_id=self._device_id,
            user_id=vault.user_id,
            sign=vault.sign,
            verify=vault.verify,
        )
        return SqlStore(desk)


class SqlStore:
    """Fulfils `RecordStore`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._drafts = SqlDrafts(desk)

    @property
    def drafts(self) -> Drafts:
        """Half-typed words."""
        return self._drafts

    def work(self) -> UnitOfWork:
        """Begin a unit of work."""
        return SqlUnitOfWork(self._desk)

    def revision(self) -> str:
        """Return the revision of the file's tables."""
        with self._desk.transaction() as connection:
            return schema.revision(connection)

    def check(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Check the file, the journal, and that the tables equal the journal."""
        return check(self._desk, progress)

    def named_files(self) -> tuple[NamedFile, ...]:
        """Return every sealed file that a row, removed or not, or an entry of the journal names."""
        with self._desk.transaction() as connection:
            return named_files(connection)

    def replay_into(self, path: Path) -> None:
        """Write a new records file at ``path``, under the same key, by applying the journal from the start."""
        with self._desk.transaction() as connection:
            _new_records(path, self._desk.key, lambda writer: _replay(connection, writer))

    def copy_to(self, path: Path, progress: Progress | None = None) -> None:
        """Copy the records, still encrypted, to ``path`` and check the copy before returning."""
        with self._desk.driver() as driver:
            copy_file(driver, self._desk.key, path, progress)

    def close(self) -> None:
        """Let go of the file."""
        with self._desk.gate.turn():
            self._desk.engine.dispose()


def _replay(connection: sa.Connection, writer: Writer) -> None:
    apply(writer, journal.all_changes(connection))


def _new_records(path: Path, key: bytes, fill: Callable[[Writer], None]) -> None:
    """Make a records file and fill it in one transaction; what fails leaves nothing at ``path``."""
    new_file(path)
    engine = make_engine(lambda: connect(path, key))
    try:
        with engine.begin() as connection:
            schema.create(Writer(connection, Door.SCHEMA))
            fill(Writer(connection, Door.JOURNAL))
    except BaseException:
        engine.dispose()
        with suppress(OSError):
            path.unlink()
        raise
    engine.dispose()
