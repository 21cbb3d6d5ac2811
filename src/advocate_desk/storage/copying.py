"""Copies the encrypted file as it stands, page by page, and checks the copy."""

from contextlib import suppress
from pathlib import Path

from advocate_desk.domain.errors import KnownFailure, RecordsDamaged
from advocate_desk.services.ports import Progress
from advocate_desk.storage.engine import Driver, connect, new_file
from advocate_desk.storage.faults import translated

_PAGES_AT_A_TIME = 1024


class _Stopped(Exception):
    """The person pressed Cancel."""


def copy_file(source: Driver, key: bytes, to: Path, progress: Progress | None = None) -> None:
    """Copy through the engine's own backup, under the same key, then open the copy and run both checks.

    Raises:
        VaultExists: there is something at ``to``; it was left alone.
        KnownFailure: it could not be done or was stopped; nothing is left at ``to``.
    """
    new_file(to)
    try:
        _copy(source, key, to, progress)
        check_copy(to, key)
    except BaseException:
        with suppress(OSError):
            to.unlink()
        raise


def _copy(source: Driver, key: bytes, to: Path, progress: Progress | None) -> None:
    def step(status: int, remaining: int, total: int) -> None:
        if progress and not progress(total - remaining, total):
            raise _Stopped

    target = connect(to, key)
    try:
        with translated():
            source.backup(target, pages=_PAGES_AT_A_TIME, progress=step, sleep=0)
    except _Stopped:
        raise KnownFailure("The copy was stopped. Nothing was written.") from None
    finally:
        target.close()


def check_copy(path: Path, key: bytes) -> None:
    """Open ``path`` anew and run both checks.

    Raises:
        RecordsDamaged: it is not whole.
    """
    copy = connect(path, key)
    try:
        if file_damage(copy):
            raise RecordsDamaged
    finally:
        copy.close()


def file_damage(driver: Driver) -> tuple[str, ...]:
    """Run both checks of the file; return what they find, nothing when it is whole.

    Both are needed: pages cut off at a boundary pass the cipher's check, pages added pass the database's.
    """
    return tuple(
        words
        for check, words in (
            ("integrity_check", "The database's own check found damage."),
            ("cipher_integrity_check", "Pages of the file do not carry the right seal."),
        )
        if not _passes(driver, check)
    )


def _passes(driver: Driver, check: str) -> bool:
    try:
        with translated():
            return all(row[0] == "ok" for row in driver.execute(f"PRAGMA {check}"))
    except RecordsDamaged:
        return False
