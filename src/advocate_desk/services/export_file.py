"""Writing a file somebody asked for: whole or not at all, private, and never over another without being told."""

import errno
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from advocate_desk.domain.errors import DiskFailed, DiskFull, FileExists, KnownFailure, NoRights
from advocate_desk.platforms import this_platform

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR})


class StagedFile:
    """A file that is on the disk, and not yet in its place."""

    def __init__(self, staged: Path, to: Path, overwrite: bool) -> None:
        self._staged, self._to, self._overwrite = staged, to, overwrite

    def put_in_place(self) -> None:
        """Put it where it was asked for, in one step.

        Raises:
            FileExists: something came there meanwhile.
            DiskFull, NoRights, DiskFailed: it is not in its place.
        """
        with _told_in_words():
            if self._overwrite:
                this_platform().replace_durably(self._staged, self._to)
            else:
                this_platform().place_durably(self._staged, self._to)


@contextmanager
def staged_file(to: Path, content: bytes, overwrite: bool) -> Iterator[StagedFile]:
    """Write ``content`` beside ``to`` under a name that tells nothing (0600); take it away unless put in place.

    Raises:
        FileExists: there is a file and ``overwrite`` is False.
        DiskFull, NoRights, DiskFailed: nothing was written.
    """
    if not overwrite and (to.exists() or to.is_symlink()):
        raise FileExists
    staged = to.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with _told_in_words():
            this_platform().write_durably(staged, [content])
        yield StagedFile(staged, to, overwrite)
    finally:
        with suppress(OSError):
            staged.unlink(missing_ok=True)


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _failure(error) from None  # the original names a path


def _failure(error: OSError) -> KnownFailure:
    if isinstance(error, FileExistsError):
        return FileExists()
    if error.errno in _FULL:
        return DiskFull()
    return NoRights() if error.errno in _REFUSED else DiskFailed()
