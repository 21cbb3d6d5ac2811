"""JPEG pictures, segment by segment (ITU-T T.81, annex B): what draws the picture is kept, all else left out.

Nothing is unpacked or drawn anew, so the picture stays exactly what the camera saw.
"""

import re
import struct
from dataclasses import dataclass, field

from advocate_desk.domain.errors import FileRefused
from advocate_desk.domain.picture import DAMAGED, UNUSUAL, Picture, exif_of, orientation_in, refuse_size

_SOI, _EOI, _SOS, _DQT, _DHT, _DRI, _COM = 0xD8, 0xD9, 0xDA, 0xDB, 0xC4, 0xDD, 0xFE
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive, with Huffman codes: what cameras and scanners make."""
_APP0, _APP1, _APP14, _APP15 = 0xE0, 0xE1, 0xEE, 0xEF
_EXIF = b"Exif\0\0"
_JFIF, _JFIF_SIZE = b"JFIF\0", 14
_ADOBE, _ADOBE_SIZE = b"Adobe", 12
_MOST_SCANS = 100
"""A progressive picture of a camera has about ten. Each costs the time of drawing all of it."""
_MARKER_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
"""Where the coded picture ends: a stuffed zero and the restart marks belong to it."""


@dataclass(slots=True)
class _Walk:
    """What was found so far."""

    kept: list[bytes] = field(default_factory=list)
    opening: bytes = b""
    orientation: int = 1
    size: tuple[int, int] | None = None
    scans: int = 0


def read_jpeg(content: bytes) -> Picture:
    """Return the picture without comments, thumbnails, places, names, colour profiles, or whatever follows its end.

    How it is to be turned is kept. The picture that most cameras add behind the first (a preview, a short film) goes.

    Raises:
        FileRefused: it is damaged, of an unusual kind, or too large once unpacked.
    """
    try:
        return _read(content)
    except (struct.error, IndexError):
        raise FileRefused(DAMAGED) from None


def _read(content: bytes) -> Picture:
    if content[:2] != bytes((0xFF, _SOI)):
        raise FileRefused(DAMAGED)
    walk, at = _Walk(), 2
    while True:
        marker, at = _marker(content, at)
        if marker == _EOI:
            break
        (length,) = struct.unpack_from(">H", content, at)
        body = content[at + 2 : at + length]
        if length < 2 or at + length > len(content):
            raise FileRefused(DAMAGED)
        at += length
        _take(walk, marker, body)
        if marker == _SOS:
            end = _end_of_scan(content, at)
            walk.kept.append(content[at:end])
            at = end
    if walk.size is None or not walk.scans:
        raise FileRefused(DAMAGED)
    turned = exif_of(walk.orientation)
    exif = _segment(_APP1, _EXIF + turned) if turned else b""
    whole = b"".join((bytes((0xFF, _SOI)), walk.opening, exif, *walk.kept, bytes((0xFF, _EOI))))
    return Picture(whole, *walk.size, walk.orientation)


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """Return the marker at ``at``, which fill bytes may precede, and where it ends."""
    if content[at] != 0xFF:
        raise FileRefused(DAMAGED)
    while content[at] == 0xFF:
        at += 1
    return content[at], at + 1


def _take(walk: _Walk, marker: int, body: bytes) -> None:
    """Keep what draws the picture; leave out what only tells of it."""
    if marker in _FRAMES:
        _take_frame(walk, body)
    elif marker == _APP0:
        _take_opening(walk, body)
    elif marker == _APP1 and body.startswith(_EXIF):
        walk.orientation = orientation_in(body[len(_EXIF) :])
    elif marker == _APP14 and body.startswith(_ADOBE) and len(body) == _ADOBE_SIZE:
        walk.kept.append(_segment(marker, body))  # without it, the colours of some pictures come out wrong
    elif _APP0 <= marker <= _APP15 or marker == _COM:
        return
    elif marker == _SOS:
        walk.scans += 1
        if walk.scans > _MOST_SCANS or walk.size is None:
            raise FileRefused(UNUSUAL if walk.size else DAMAGED)
        _expect(len(body) == 4 + 2 * body[0] and 1 <= body[0] <= 4)
    elif marker == _DRI:
        _expect(len(body) == 2)
    elif marker == _DQT:
        _check_quantisation(body)
    elif marker == _DHT:
        _check_codes(body)
    else:
        raise FileRefused(UNUSUAL)
    if marker in _FRAMES or marker in {_SOS, _DRI, _DQT, _DHT}:
        walk.kept.append(_segment(marker, body))


def _take_frame(walk: _Walk, body: bytes) -> None:
    depth, height, width, components = struct.unpack_from(">BHHB", body)
    if walk.size is not None or depth not in {8, 12} or height == 0:
        raise FileRefused(UNUSUAL)
    _expect(1 <= components <= 4 and len(body) == 6 + 3 * components)
    refuse_size(width, height)
    walk.size = (width, height)


def _take_opening(walk: _Walk, body: bytes) -> None:
    """Keep the JFIF header, which says how the colours are meant, without its thumbnail."""
    if body.startswith(_JFIF) and len(body) >= _JFIF_SIZE and not walk.opening:
        walk.opening = _segment(_APP0, body[: _JFIF_SIZE - 2] + b"\0\0")


def _check_quantisation(body: bytes) -> None:
    at = 0
    while at < len(body):
        at += 65 if body[at] >> 4 == 0 else 129
    _expect(bool(body) and at == len(body))


def _check_codes(body: bytes) -> None:
    at = 0
    while at < len(body):
        at += 17 + sum(struct.unpack_from(">16B", body, at + 1))
    _expect(bool(body) and at == len(body))


def _expect(well_made: bool) -> None:
    if not well_made:
        raise FileRefused(DAMAGED)


def _end_of_scan(content: bytes, at: int) -> int:
    found = _MARKER_AFTER_SCAN.search(content, at)
    if found is None or found.start() == at:
        raise FileRefused(DAMAGED)
    return found.start()


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
