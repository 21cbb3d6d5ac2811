"""What the services need of sealed files, as protocols."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Sealed:
    """A file just sealed: its random name (32 hex figures), and the key that opens it (64)."""

    name: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class NamedFile:
    """A sealed file that the records name. ``digest`` is BLAKE2b-256 of what was sealed, in hex."""

    name: str
    key: str
    digest: str


class SealedFiles(Protocol):
    """The sealed files of an open vault."""

    def seal(self, content: Iterable[bytes]) -> Sealed:
        """Seal ``content`` into a new file, and return when it is on the disk.

        Raises:
            DiskFull, DiskFailed, NoRights: there is no new file.
        """
        ...

    def read(self, name: str, key: str) -> bytes:
        """Return what was sealed, in memory.

        Raises:
            FileDamaged: it is not whole, or not there.
            DiskFailed, NoRights: it cannot be read.
        """
        ...

    def is_there(self, name: str) -> bool:
        """Say whether there is a sealed file of that name."""
        ...

    def is_whole(self, named: NamedFile) -> bool:
        """Say whether a sealed file holds, to the last byte, what the records say. Keeps no more than a piece of it."""
        ...

    def unnamed(self, names: Collection[str]) -> int:
        """Count the files that none of ``names`` is about: begun and never put on record."""
        ...

    def tidy(self, names: Collection[str], before: datetime) -> None:
        """Take away the files that none of ``names`` is about and that were last written before ``before``."""
        ...
