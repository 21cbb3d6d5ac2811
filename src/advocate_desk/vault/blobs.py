"""Sealed files: each a stream of closed pieces of one length, under a key and a name of its own, both random.

XChaCha20-Poly1305 as libsodium's secretstream has it: a piece that was changed, moved, doubled or left out is noticed.
The last piece is filled up, so that a file's length tells its content's to the next 64 KiB only.
"""

import os
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)
from nacl.exceptions import CryptoError

from advocate_desk.domain.attachment_rules import LARGEST
from advocate_desk.domain.errors import FileDamaged, KnownFailure, NoRights
from advocate_desk.platforms import Platform
from advocate_desk.services.file_ports import NamedFile, Sealed
from advocate_desk.vault.canonical import Malformed, from_hexadecimal
from advocate_desk.vault.crypto import KEY
from advocate_desk.vault.failures import told_in_words

FOLDER = "files"
PIECE = 64 * 1024
"""Bytes of content in a piece: what is held at a time while sealing and checking."""
CLOSED_PIECE = PIECE + crypto_secretstream_xchacha20poly1305_ABYTES
HEAD = crypto_secretstream_xchacha20poly1305_HEADERBYTES
LARGEST_SEALED = HEAD + (LARGEST // PIECE + 1) * CLOSED_PIECE
NAME = re.compile(r"[0-9a-f]{32}")

_STAGED = ".new"
_OURS = re.compile(rf"{NAME.pattern}({re.escape(_STAGED)})?")
_PURPOSE = b"advocate-desk file 1\0"
_END_OF_CONTENT = b"\x80"
_MOST, _LAST = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE, crypto_secretstream_xchacha20poly1305_TAG_FINAL


class FolderOfFiles:
    """Fulfils the port `SealedFiles` for the vault in ``folder``."""

    def __init__(self, platform: Platform, folder: Path, *, read_only: bool) -> None:
        self._platform = platform
        self._vault = folder
        self._folder = folder / FOLDER
        self._read_only = read_only

    def seal(self, content: Iterable[bytes]) -> Sealed:
        """Seal ``content`` into a new file: under another name first, synced, and only then under its own.

        Raises:
            DiskFull, DiskFailed, NoRights: there is no new file.
        """
        if self._read_only:
            raise NoRights
        name, key = secrets.token_hex(16), secrets.token_bytes(KEY)
        staged = self._folder / (name + _STAGED)
        with told_in_words():
            try:
                make_folder(self._platform, self._vault)
                self._platform.write_durably(staged, _closed(content, name, key))
                self._platform.place_durably(staged, self._folder / name)
            finally:
                with suppress(OSError):
                    staged.unlink(missing_ok=True)
        return Sealed(name=name, key=key.hex())

    def read(self, name: str, key: str) -> bytes:
        """Return what was sealed, in memory.

        Raises:
            FileDamaged: it is not whole, or not there.
            DiskFailed, NoRights: it cannot be read.
        """
        return b"".join(self._content(name, key))

    def is_there(self, name: str) -> bool:
        """Say whether there is a sealed file of that name."""
        return NAME.fullmatch(name) is not None and (self._folder / name).is_file()

    def is_whole(self, named: NamedFile) -> bool:
        """Say whether a sealed file holds, to the last byte, what the records say."""
        hasher = blake2b(digest_size=32)
        try:
            for piece in self._content(named.name, named.key):
                hasher.update(piece)
        except KnownFailure:
            return False
        return hasher.hexdigest() == named.digest

    def unnamed(self, names: Collection[str]) -> int:
        """Count the files that none of ``names`` is about: begun and never put on record."""
        return sum(1 for _path in self._unnamed(names))

    def tidy(self, names: Collection[str], before: datetime) -> None:
        """Take away the files that none of ``names`` is about and that were last written before ``before``."""
        for path in self._unnamed(names):
            with suppress(OSError):
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()

    def _unnamed(self, names: Collection[str]) -> Iterator[Path]:
        there = list(self._folder.iterdir()) if self._folder.is_dir() else []
        for path in there:
            if _OURS.fullmatch(path.name) and path.name not in names and not path.is_symlink() and path.is_file():
                yield path

    def _content(self, name: str, key: str) -> Iterator[bytes]:
        """Yield the content piece by piece; only at the end is it known that all of it is there."""
        path = self._folder / name
        if not self.is_there(name):
            raise FileDamaged
        try:
            with told_in_words(), path.open("rb") as file:
                yield from _opened(file, os.fstat(file.fileno()).st_size, name, from_hexadecimal(key, KEY))
        except (CryptoError, Malformed):
            raise FileDamaged from None


def make_folder(platform: Platform, vault: Path) -> Path:
    """Return the folder of the sealed files of ``vault``, and make it, so that a power cut cannot lose it."""
    folder = vault / FOLDER
    if not folder.is_dir():
        staged = vault / (FOLDER + _STAGED)
        with suppress(FileExistsError):
            platform.make_private_folder(staged)
        platform.place_durably(staged, folder)
    return folder


def sealed_files(vault: Path) -> tuple[Path, ...]:
    """Return every sealed file of ``vault`` by its name; what was only begun is none."""
    folder = vault / FOLDER
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(path for path in there if NAME.fullmatch(path.name) and not path.is_symlink() and path.is_file())


def _closed(content: Iterable[bytes], name: str, key: bytes) -> Iterator[bytes]:
    """Yield the file of ``content``."""
    state = crypto_secretstream_xchacha20poly1305_state()
    yield crypto_secretstream_xchacha20poly1305_init_push(state, key)
    bound_to, waiting, size = _PURPOSE + name.encode("ascii"), b"", 0
    for part in content:
        waiting, size = waiting + part, size + len(part)
        if size > LARGEST:
            raise ValueError("more than a sealed file may hold: whoever brings it checks that first")
        whole = len(waiting) - len(waiting) % PIECE
        for at in range(0, whole, PIECE):
            yield crypto_secretstream_xchacha20poly1305_push(state, waiting[at : at + PIECE], bound_to, _MOST)
        waiting = waiting[whole:]
    last = (waiting + _END_OF_CONTENT).ljust(PIECE, b"\0")
    yield crypto_secretstream_xchacha20poly1305_push(state, last, bound_to, _LAST)


def _opened(file: BinaryIO, size: int, name: str, key: bytes) -> Iterator[bytes]:
    """Yield the content of a sealed file.

    Raises:
        Malformed, CryptoError: it is not what was sealed.
    """
    count, over = divmod(size - HEAD, CLOSED_PIECE)
    if over or not HEAD < size <= LARGEST_SEALED:
        raise Malformed
    state = crypto_secretstream_xchacha20poly1305_state()
    crypto_secretstream_xchacha20poly1305_init_pull(state, file.read(HEAD), key)
    bound_to = _PURPOSE + name.encode("ascii")
    for number in range(1, count + 1):
        closed = file.read(CLOSED_PIECE)
        if len(closed) != CLOSED_PIECE:
            raise Malformed
        piece, tag = crypto_secretstream_xchacha20poly1305_pull(state, closed, bound_to)
        if tag != (_LAST if number == count else _MOST):
            raise Malformed
        yield piece if number < count else _unfilled(piece)


def _unfilled(last: bytes) -> bytes:
    content = last.rstrip(b"\0")
    if not content.endswith(_END_OF_CONTENT):
        raise Malformed
    return content[: -len(_END_OF_CONTENT)]
