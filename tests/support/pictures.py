"""Pictures made byte by byte, with whatever a camera might write into them."""

import struct
import zlib
from base64 import b64decode

PLACE = b"51.4778N 0.0015W"
"""The planted place: nothing that is kept may hold it."""
SCANNED = b64decode(
    "/9j/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/"
    "wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q=="
)
"""A grey JPEG of one pixel that holds nothing but what draws it."""


def segment(marker: int, body: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(*more: bytes, behind: bytes = b"", before: bytes = b"") -> bytes:
    """Return `SCANNED` with ``before`` and more segments after its start, and something behind its end."""
    return SCANNED[:2] + before + b"".join(more) + SCANNED[2:] + behind


def exif(orientation: int, order: str = "<") -> bytes:
    """Return the segment a camera begins with: how it was held, and where it was."""
    begin = b"II*\0" if order == "<" else b"MM\0*"
    entries = ((0x0112, 3, 1, struct.pack(f"{order}HH", orientation, 0)), (0x8825, 4, 1, struct.pack(f"{order}I", 64)))
    told = b"".join(struct.pack(f"{order}HHI", *entry[:3]) + entry[3] for entry in entries)
    block = begin + struct.pack(f"{order}IH", 8, len(entries)) + told + bytes(4)
    return segment(0xE1, b"Exif\0\0" + block.ljust(64, b"\0") + PLACE)


def sized_jpeg(width: int, height: int) -> bytes:
    """Return `SCANNED` with another size in its header."""
    at = SCANNED.index(b"\xff\xc0") + 5
    return SCANNED[:at] + struct.pack(">HH", height, width) + SCANNED[at + 4 :]


def chunk(name: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(
    *more: bytes,
    width: int = 3,
    height: int = 2,
    data: bytes | None = None,
    kind: tuple[int, int, int] = (8, 2, 0),
    behind: bytes = b"",
) -> bytes:
    """Return a PNG with more chunks after its header. ``kind`` is bits, colour type, and whether it is interlaced."""
    depth, colour, interlaced = kind
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    packed = zlib.compress(bytes(height * (1 + width * 3))) if data is None else data
    parts = (chunk(b"IHDR", header), *more, chunk(b"IDAT", packed), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + behind
