"""The one connection to the encrypted file."""

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from advocate_desk.domain.errors import NeverChanged, RecordsDamaged
from advocate_desk.storage.faults import known, translated

# sqlcipher3 carries no type information; this names what stands behind the Any.
Driver = Any

_SETTINGS = (
    "cipher_memory_security=ON",
    # With a rollback journal a committed vault is one whole file that can be copied.
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    # Each page is decrypted and authenticated when it is read; 64 MiB keep a large caseload as quick as plain.
    "cache_size=-65536",
)
# Statements that are kept ready live in the connection's own small memory (sqlite.org/malloc.html, "lookaside").
# When they fill it, every value of every row asks the system to lock a piece of memory, and to let go of it:
# a row was measured to take 100 microseconds to write instead of 5. So few, too, that the values they were last given
# fit in beside those of the statement at work; and a list of ids is given as one value (see `rows.among`).
_STATEMENTS_KEPT = 4
_READS = frozenset({"SELECT", "PRAGMA", "EXPLAIN", "BEGIN"})


Row = dict[str, Any]
"""A row to write, by column."""
PlainRow = tuple[Any, ...]
"""A row to write as its columns keep it, in their order."""


class Door(StrEnum):
    """Who may write. Nothing but the functions behind these doors does."""

    JOURNAL = "journal"
    DRAFTS = "drafts"
    SCHEMA = "schema"


def connect(path: Path | None, key: bytes, *, foreign_keys: bool = True, read_only: bool = False) -> Driver:
    """Open the file at ``path`` (None: a database in memory) under ``key``, 32 bytes.

    Raises:
        RecordsDamaged, NoRights, DiskFailed: it cannot be read.
    """
    if path is not None and not path.is_file():
        raise RecordsDamaged
    place = ":memory:" if path is None else f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    with translated():
        # One thread at a time uses it (see gate.py), though not always the one that opened it.
        driver = dbapi2.connect(
            place,
            uri=path is not None,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=_STATEMENTS_KEPT,
        )
        try:
            _unlock(driver, key)
            for setting in (*_SETTINGS, f"foreign_keys={'ON' if foreign_keys else 'OFF'}"):
                driver.execute(f"PRAGMA {setting}")
        except BaseException:
            driver.close()
            raise
    return driver


def _unlock(driver: Driver, key: bytes) -> None:
    # SQLCipher would write its complaints to standard error.
    driver.execute("PRAGMA cipher_log_level=NONE")
    driver.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    driver.execute("SELECT count(*) FROM sqlite_master").fetchone()


def make_engine(open_connection: Callable[[], Driver]) -> sa.Engine:
    """Return an engine over one connection that ``open_connection`` opens, when first used and after a fault."""
    engine = sa.create_engine(
        "sqlite://", module=dbapi2, creator=open_connection, poolclass=StaticPool, hide_parameters=True
    )
    sa.event.listen(engine, "begin", _begin)
    sa.event.listen(engine, "before_cursor_execute", _refuse_other_writers)
    sa.event.listen(engine, "handle_error", _translate)
    return engine


def new_file(path: Path) -> None:
    """Make an empty file that only its owner may read.

    Raises:
        VaultExists: there is something at ``path``.
        NoRights, DiskFull: nothing was made.
    """
    with translated():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _begin(connection: sa.Connection) -> None:
    # The driver's own handling would commit half of a failed migration. IMMEDIATE: a write never finds out
    # at its end that it cannot. (On a file that may only be read, SQLite begins a reading transaction.)
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_other_writers(
    connection: sa.Connection,
    cursor: object,
    statement: str,
    parameters: object,
    context: sa.ExecutionContext,
    many: bool,
) -> None:
    first = statement.split(None, 1)[0].upper()
    if first not in _READS and not context.execution_options.get("door"):
        raise NeverChanged("Something tried to write past the journal. Nothing was changed.")


def _translate(context: ExceptionContext) -> None:
    if failure := known(context.original_exception):
        raise failure from None


class Writer:
    """A connection together with the door that allows it to write."""

    def __init__(self, connection: sa.Connection, door: Door) -> None:
        self.connection = connection
        self._options = {"door": door}

    def write(self, statement: sa.Executable, rows: Row | list[Row] | None = None) -> sa.CursorResult[Any]:
        """Run one writing statement, for one row or a list of rows."""
        return self.connection.execute(statement, rows, execution_options=self._options)

    def write_sql(self, statement: str, parameters: PlainRow | list[PlainRow] = ()) -> None:
        """Run one writing statement in SQLite's own words, for one row or a list of rows."""
        self.connection.exec_driver_sql(statement, parameters, execution_options=self._options)
