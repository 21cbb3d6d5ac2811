"""Turns what the system says into the sentences of domain/errors.py."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from advocate_desk.domain.errors import DiskFailed, DiskFull, NoRights, VaultExists, VaultFailure

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP})


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn an `OSError` inside the block into the failure that names its true cause."""
    try:
        yield
    except OSError as error:
        raise failure_for(error) from None  # the original names a path


def failure_for(error: OSError) -> VaultFailure:
    """Return the failure that names the true cause of ``error``."""
    if error.errno in _FULL:
        return DiskFull()
    if error.errno in _REFUSED:
        return NoRights()
    if isinstance(error, FileExistsError):
        return VaultExists()
    return DiskFailed()
