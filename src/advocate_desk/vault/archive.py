"""The envelope of a backup: a POSIX tar that has exactly one spelling.

`tar` can list it, and no part of it is left to chance: files with fixed names in a fixed order, every other field of
each tar header constant, nothing after the end. The reader compares instead of parsing, so a changed byte anywhere is
noticed and no name in an archive is ever used as a path: the names of sealed files come from the list before them.
"""

import re
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from advocate_desk.vault.canonical import Malformed

MANIFEST, SIGNATURE, HEADER, LIST, RECORDS = "manifest.json", "manifest.sig", "header.json", "files.json", "records.db"
SMALL = (MANIFEST, SIGNATURE, HEADER, LIST)
"""What comes before the records, in this order; the list only where there are sealed files."""
LARGEST_RECORDS = 8 * 1024**3 - 1
"""What the size field of a tar header can say."""

_BLOCK = 512
_CHUNK = 1024 * 1024
_END = bytes(2 * _BLOCK)
_SIZE_FIELD = slice(124, 136)


@dataclass(frozen=True, slots=True)
class Measured:
    """A file's length and BLAKE2b-256."""

    size: int
    hash: bytes


def measure(path: Path) -> Measured:
    """Measure a file."""
    hasher, size = blake2b(digest_size=32), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hasher.update(chunk)
            size += len(chunk)
    return Measured(size, hasher.digest())


def parts(small: dict[str, bytes], large: Iterable[tuple[str, Path, int]]) -> Iterator[bytes]:
    """Yield the archive: the small files, then the large ones, each by its name, its place and how long it must be."""
    for name in (name for name in SMALL if name in small):
        yield _heading(name, len(small[name]))
        yield small[name] + _filling(len(small[name]))
    for name, path, size in large:
        yield _heading(name, size)
        with path.open("rb") as file:
            yield from pieces(file, size)
        yield _filling(size)
    yield _END


def pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield exactly ``size`` bytes from ``file``.

    Raises:
        Malformed: there are fewer.
    """
    while size:
        chunk = file.read(min(size, _CHUNK))
        if not chunk:
            raise Malformed
        size -= len(chunk)
        yield chunk


class ArchiveReader:
    """Reads an archive from its beginning, one file after the other."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def small(self, name: str, most: int) -> bytes:
        """Return the next file whole, which must be ``name`` and at most ``most`` bytes long."""
        size = self._begin(name, most)
        data = b"".join(pieces(self._file, size))
        self._expect(_filling(size))
        return data

    def large(self, name: str, most: int) -> Iterator[bytes]:
        """Yield the next file in pieces."""
        size = self._begin(name, most)
        yield from pieces(self._file, size)
        self._expect(_filling(size))

    def end(self) -> None:
        """Check that the archive ends here."""
        self._expect(_END)
        if self._file.read(1):
            raise Malformed

    def _begin(self, name: str, most: int) -> int:
        block = self._file.read(_BLOCK)
        written = re.fullmatch(rb"([0-7]{11})\0", block[_SIZE_FIELD])
        size = int(written.group(1), 8) if written else -1
        if not 0 <= size <= most or block != _heading(name, size):
            raise Malformed
        return size

    def _expect(self, wanted: bytes) -> None:
        if self._file.read(len(wanted)) != wanted:
            raise Malformed


def _heading(name: str, size: int) -> bytes:
    described = tarfile.TarInfo(name)
    described.size, described.mode = size, 0o600
    with suppress(ValueError):
        return described.tobuf(tarfile.USTAR_FORMAT)
    raise Malformed


def _filling(size: int) -> bytes:
    return bytes(-size % _BLOCK)
