"""An invented picture and an invented document, made here so that nothing of anybody's is in the sample."""

import struct
import zlib
from collections.abc import Callable, Sequence

Colour = tuple[int, int, int]
WIDTH, HEIGHT = 360, 240

_SKY, _WALL, _ROOF, _WINDOW = (38, 52, 84), (120, 98, 86), (84, 60, 58), (246, 206, 116)
_ROAD, _CAR, _GLASS, _WHEEL = (58, 60, 66), (156, 40, 44), (168, 196, 210), (24, 24, 28)


def street(camera: str) -> bytes:
    """Return a PNG of a car in a street at dusk, with ``camera`` written into it as a camera would."""
    rows = b"".join(b"\0" + bytes(part for x in range(WIDTH) for part in _street(x, y)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    told = b"Comment\0" + camera.encode("latin-1")
    parts = ((b"IHDR", header), (b"tEXt", told), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def letter(lines: Sequence[str]) -> bytes:
    """Return a PDF of one page with ``lines`` on it, in one of the fonts that every reader has."""
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 18 TL 72 760 Td\n{shown}\nET".encode("latin-1")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    whole, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, len(whole))
    return whole + b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + table + end


def _street(x: int, y: int) -> Colour:
    """Return the colour of one dot: the nearest shape that is there."""
    return next((colour for is_there, colour in _SHAPES if is_there(x, y)), _dusk(y))


def _dusk(y: int) -> Colour:
    return _SKY[0] + y // 3, _SKY[1] + y // 4, _SKY[2] + y // 6


def _disc(left: int, top: int, radius: int) -> Callable[[int, int], bool]:
    return lambda x, y: (x - left) ** 2 + (y - top) ** 2 <= radius**2


def _box(left: int, top: int, right: int, bottom: int) -> Callable[[int, int], bool]:
    return lambda x, y: left <= x < right and top <= y < bottom


_SHAPES: tuple[tuple[Callable[[int, int], bool], Colour], ...] = (
    (_disc(150, 206, 14), _WHEEL),
    (_disc(238, 206, 14), _WHEEL),
    (_box(160, 158, 228, 178), _GLASS),
    (_box(150, 152, 238, 180), _CAR),
    (_box(122, 178, 268, 206), _CAR),
    (_box(0, 200, WIDTH, HEIGHT), _ROAD),
    (_box(36, 104, 62, 136), _WINDOW),
    (_box(96, 104, 122, 136), _WALL),
    (_box(266, 96, 292, 128), _WINDOW),
    (_box(20, 60, 140, 78), _ROOF),
    (_box(28, 78, 132, 200), _WALL),
    (_box(224, 48, 348, 68), _ROOF),
    (_box(232, 68, 340, 200), _WALL),
)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
