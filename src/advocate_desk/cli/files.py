"""Files a command writes: never over another without --force, secrets for their owner alone."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from advocate_desk.domain.errors import DiskFailed, DiskFull, FileExists, NoRights

_NO_ROOM = {28, 122}
"""ENOSPC and EDQUOT."""


def refuse_existing(path: Path, *, force: bool) -> None:
    """Refuse a file that is there already.

    Raises:
        FileExists: it is, and ``force`` is False.
    """
    if not force and os.path.lexists(path):
        raise FileExists


def write_private(path: Path, data: bytes, *, force: bool) -> None:
    """Write ``data``, mode 0600, whole or not at all; it is on the disk when this returns.

    Raises:
        FileExists, NoRights, DiskFull, DiskFailed: the file that was there is untouched.
    """
    refuse_existing(path, force=force)
    write_beside(path, lambda beside: _write(beside, data))


def write_beside(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` make a file beside ``path``, then put it in its place.

    Raises:
        NoRights, DiskFull, DiskFailed: nothing is left beside it.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        write(beside)
        beside.replace(path)
    except PermissionError as error:
        raise NoRights from error
    except OSError as error:
        raise (DiskFull if error.errno in _NO_ROOM else DiskFailed) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
