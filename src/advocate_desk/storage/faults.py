"""Turns what the driver and the system report into the sentence a person can act on."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from advocate_desk.domain.errors import (
    DiskFailed,
    DiskFull,
    KnownFailure,
    NoRights,
    RecordsDamaged,
    TextRefused,
    VaultExists,
)

# https://sqlite.org/rescode.html; the lowest byte is the primary code. A wrong passphrase is told from the
# vault's header before the file is opened, so that "not a database" is damage here, never a passphrase.
_BY_CODE: dict[int, type[KnownFailure]] = {
    3: NoRights,  # SQLITE_PERM
    8: NoRights,  # SQLITE_READONLY
    10: DiskFailed,  # SQLITE_IOERR
    11: RecordsDamaged,  # SQLITE_CORRUPT
    13: DiskFull,  # SQLITE_FULL
    14: NoRights,  # SQLITE_CANTOPEN
    26: RecordsDamaged,  # SQLITE_NOTADB
}
# The driver's online backup tells no code, only SQLite's words for it (sqlite3_errstr).
_BY_WORDS: dict[str, type[KnownFailure]] = {
    "attempt to write a readonly database": NoRights,
    "disk I/O error": DiskFailed,
    "database disk image is malformed": RecordsDamaged,
    "database or disk is full": DiskFull,
    "unable to open database file": NoRights,
    "file is not a database": RecordsDamaged,
}
_TOO_BIG = 18
_NO_SPACE = {"ENOSPC", "EDQUOT", "EFBIG"}


def known(error: BaseException | None) -> KnownFailure | None:
    """Return the failure that ``error`` of the driver or the system is, or None: then it is a fault of ours."""
    if isinstance(error, dbapi2.Error):
        return _of_the_driver(error)
    if isinstance(error, PermissionError):
        return NoRights()
    if isinstance(error, FileExistsError):
        return VaultExists()
    return _of_the_disk(error) if isinstance(error, OSError) else None


def _of_the_driver(error: dbapi2.Error) -> KnownFailure | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        worded = _BY_WORDS.get(str(error))
        return worded() if worded else None
    if code & 0xFF == _TOO_BIG:
        return TextRefused("This text is too long to keep. Split it into two entries.")
    failure = _BY_CODE.get(code & 0xFF)
    return failure() if failure else None


def _of_the_disk(error: OSError) -> KnownFailure:
    name = errno.errorcode.get(error.errno or 0)
    if name in _NO_SPACE:
        return DiskFull()
    return NoRights() if name == "EROFS" else DiskFailed()


@contextmanager
def translated() -> Iterator[None]:
    """Raise the known failure in the place of what the driver or the system reports."""
    try:
        yield
    except (dbapi2.Error, OSError) as error:
        if failure := known(error):
            raise failure from None
        raise
    except sa.exc.DBAPIError as error:
        if failure := known(error.orig):
            raise failure from None
        raise
