"""The two copies of the header: reading whichever is whole, and writing both."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from advocate_desk.domain.errors import HeaderDamaged, NewerFormat, NotAVault, OlderFormat, VaultFailure
from advocate_desk.platforms import Platform
from advocate_desk.vault.canonical import Malformed
from advocate_desk.vault.failures import failure_for
from advocate_desk.vault.header import MAXIMUM_SIZE, Header, read_header

FIRST = "header.json"
SECOND = "header.copy.json"
_STAGED = ".new"


@dataclass(frozen=True, slots=True)
class Copies:
    """The bytes of both copies; None where there is none or it cannot be read."""

    first: bytes | None
    second: bytes | None

    @property
    def agree(self) -> bool:
        """Say whether both are there and equal."""
        return self.first is not None and self.first == self.second

    def candidates(self) -> tuple[Header, ...]:
        """Return the headers worth trying, the first copy's before the second's.

        Raises:
            HeaderDamaged: neither is whole.
            NewerFormat, OlderFormat: the first that is whole is not for this program.
        """
        headers: list[Header] = []
        for data in (self.first,) if self.agree else (self.first, self.second):
            if data is None:
                continue
            try:
                headers.append(read_header(data))
            except Malformed:
                continue
            except (NewerFormat, OlderFormat):
                if not headers:
                    raise
        if not headers:
            raise HeaderDamaged
        return tuple(headers)


def read_copies(folder: Path) -> Copies:
    """Read both copies, never more than a header may be long.

    Raises:
        NotAVault: there is neither a header nor a records file.
        HeaderDamaged: there are records, and no header.
        NoRights, DiskFailed: neither copy can be read.
    """
    found: list[bytes | None] = []
    trouble: VaultFailure | None = None
    for name in (FIRST, SECOND):
        try:
            found.append(_read_some(folder / name))
        except (FileNotFoundError, NotADirectoryError):
            found.append(None)
        except OSError as error:
            found.append(None)
            trouble = failure_for(error)
    copies = Copies(*found)
    if copies.first is None and copies.second is None:
        if trouble is not None:
            raise trouble
        raise HeaderDamaged if any(folder.glob("records.*.db")) else NotAVault
    return copies


def _read_some(path: Path) -> bytes:
    # A name that is no plain file (a pipe would wait for ever) is treated as damage by its content.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MAXIMUM_SIZE + 1) or b""


def write_copies(platform: Platform, folder: Path, data: bytes) -> None:
    """Write both copies, so that at every moment one of them is whole.

    Both are on the disk under other names before the first takes its place: a full disk is met while
    nothing has changed. The first taking its place is the moment the change holds; the second is written
    again at the next unlock if it could not follow.

    Raises:
        OSError: nothing was changed.
    """
    staged = [folder / (name + _STAGED) for name in (FIRST, SECOND)]
    try:
        for path in staged:
            platform.write_durably(path, (data,))
        platform.replace_durably(staged[0], folder / FIRST)
    except OSError:
        _remove(staged)
        raise
    with suppress(OSError):
        platform.replace_durably(staged[1], folder / SECOND)
    _remove(staged)


def mend_copies(platform: Platform, folder: Path, copies: Copies, data: bytes) -> bool:
    """Write ``data`` over whichever copy differs from it. Says whether both are whole now."""
    try:
        for name, found in ((FIRST, copies.first), (SECOND, copies.second)):
            if found != data:
                staged = folder / (name + _STAGED)
                try:
                    platform.write_durably(staged, (data,))
                    platform.replace_durably(staged, folder / name)
                finally:
                    _remove([staged])
    except OSError:
        return False
    return True


def _remove(paths: list[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)
