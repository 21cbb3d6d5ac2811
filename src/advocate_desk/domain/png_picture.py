"""PNG pictures, chunk by chunk (W3C PNG 3rd edition, section 5): what draws the picture is kept, all else left out."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from advocate_desk.domain.errors import FileRefused
from advocate_desk.domain.picture import DAMAGED, UNUSUAL, Picture, exif_of, orientation_in, refuse_size

PNG_BEGINS = b"\x89PNG\r\n\x1a\n"

_HEADER, _PALETTE, _DATA, _END, _EXIF = b"IHDR", b"PLTE", b"IDAT", b"IEND", b"eXIf"
_DRAWS = {b"tRNS": 256, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1}
"""Of the chunks a reader may skip, those that change how the picture looks, and how long each can be."""
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Of an interlaced picture: first column, first row, and the steps between them."""
_STEP, _PIECE = 1024 * 1024, 64 * 1024


@dataclass(frozen=True, slots=True)
class _Header:
    """What the first chunk says."""

    width: int
    height: int
    bits: int
    interlaced: bool

    def unpacked(self) -> int:
        """Return how many bytes the picture's data must have once unpacked."""
        if not self.interlaced:
            return self._rows(self.width, self.height)
        return sum(
            self._rows(-(-(self.width - x) // across), -(-(self.height - y) // down)) for x, y, across, down in _PASSES
        )

    def _rows(self, width: int, height: int) -> int:
        return height * (1 + (width * self.bits + 7) // 8) if width > 0 and height > 0 else 0


def read_png(content: bytes) -> Picture:
    """Return the picture without texts, times, places, colour profiles, or whatever follows its end.

    How it is to be turned is kept. Of a moving picture the first stays.

    Raises:
        FileRefused: it is damaged, of an unusual kind, or too large once unpacked.
    """
    chunks = list(_chunks(content))
    names = [name for name, _body in chunks]
    if not names or names[0] != _HEADER or names.count(_HEADER) != 1 or names[-1] != _END:
        raise FileRefused(DAMAGED)
    header = _header(chunks[0][1])
    data = [body for name, body in chunks if name == _DATA]
    first = names.index(_DATA) if data else 0
    if not data or names[first : first + len(data)] != [_DATA] * len(data):
        raise FileRefused(DAMAGED)
    _check_data(data, header.unpacked())
    orientation = next((orientation_in(body) for name, body in chunks if name == _EXIF), 1)
    kept = [(name, body) for name, body in chunks if _is_kept(name, body)]
    if turned := exif_of(orientation):
        kept.insert(1, (_EXIF, turned))
    whole = PNG_BEGINS + b"".join(_chunk(name, body) for name, body in kept)
    return Picture(whole, header.width, header.height, orientation)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and body of each chunk up to the end of the picture; each must be whole by its checksum."""
    at, name = len(PNG_BEGINS), b""
    if not content.startswith(PNG_BEGINS):
        raise FileRefused(DAMAGED)
    while name != _END:
        if at + 12 > len(content):
            raise FileRefused(DAMAGED)
        length, name = struct.unpack_from(">I4s", content, at)
        body = content[at + 8 : at + 8 + length]
        check = content[at + 8 + length : at + 12 + length]
        if len(check) != 4 or check != _checksum(name, body) or not name.isalpha():
            raise FileRefused(DAMAGED)
        yield name, body
        at += 12 + length


def _header(body: bytes) -> _Header:
    if len(body) != 13:
        raise FileRefused(DAMAGED)
    width, height, depth, colour, packing, filtering, interlaced = struct.unpack(">IIBBBBB", body)
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or interlaced > 1:
        raise FileRefused(DAMAGED)
    refuse_size(width, height)
    return _Header(width, height, depth * _CHANNELS[colour], bool(interlaced))


def _is_kept(name: bytes, body: bytes) -> bool:
    """Say whether a chunk draws the picture.

    Raises:
        FileRefused: a reader may not skip it, and it is none that we know.
    """
    if name in {_HEADER, _PALETTE, _DATA}:
        return True
    if name == _END:
        return True
    if name[:1].isupper():
        raise FileRefused(UNUSUAL)
    return len(body) <= _DRAWS.get(name, -1)


def _check_data(data: list[bytes], wanted: int) -> None:
    """See that the data unpacks, to exactly as much as the header says, and that nothing hides behind it.

    What is unpacked is counted and thrown away, a megabyte at a time.
    """
    unpacking, counted = zlib.decompressobj(), 0
    try:
        for piece in (body[at : at + _PIECE] for body in data for at in range(0, len(body), _PIECE)):
            if unpacking.eof:
                raise FileRefused(DAMAGED)
            waiting = piece
            while waiting and counted <= wanted:
                counted += len(unpacking.decompress(waiting, _STEP))
                waiting = unpacking.unconsumed_tail
        counted += len(unpacking.flush(_STEP))
    except zlib.error:
        raise FileRefused(DAMAGED) from None
    if counted != wanted or not unpacking.eof or unpacking.unused_data:
        raise FileRefused(DAMAGED)


def _checksum(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(body, zlib.crc32(name)))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + _checksum(name, body)
