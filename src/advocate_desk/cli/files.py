"""Files a command writes: never over another without --force, for their owner alone, whole or not at all."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from advocate_desk.domain.errors import DiskFailed, FileExists, NoRights
from advocate_desk.services.export_file import staged_file


def refuse_existing(path: Path, *, force: bool) -> None:
    """Refuse a file that is there already, before any work is done.

    Raises:
        FileExists: it is, and ``force`` is False.
    """
    if not force and os.path.lexists(path):
        raise FileExists


def write_private(path: Path, data: bytes, *, force: bool) -> None:
    """Write ``data``, mode 0600; it is on the disk when this returns.

    Raises:
        FileExists, NoRights, DiskFull, DiskFailed: the file that was there is untouched.
    """
    with staged_file(path, data, force) as staged:
        staged.put_in_place()


def write_over(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` make a file beside ``path``, then put it in the place of the one that is there.

    Raises:
        NoRights, DiskFailed: the file that was there is untouched.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}{path.suffix}")
    try:
        write(beside)
        beside.replace(path)
    except PermissionError as error:
        raise NoRights from error
    except OSError as error:
        raise DiskFailed from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
