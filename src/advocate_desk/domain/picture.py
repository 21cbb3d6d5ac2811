"""A picture as it may be kept: what is needed to draw it, and nothing that tells where or with what it was taken."""

import struct
from dataclasses import dataclass

from advocate_desk.domain.errors import FileRefused

MOST_PIXELS = 64 * 1000**2
"""Pixels of one picture: at four bytes each, 256 MB, where Qt's own reader of pictures ends as well. Telephones make
pictures of 12 to 50 million.
"""

DAMAGED = "This picture is damaged or incomplete and was not added. Copy it from where it came once more."
UNUSUAL = "This picture is of a kind that cannot be kept safely. It was not added. Save it as an ordinary JPEG or PNG."
TOO_MANY_PIXELS = (
    "This picture would unpack to more than 64 megapixels and was not added. Save it smaller, then add it again."
)

_ORIENTATION = 0x0112
_SHORT = 3
_TIFF = {b"II*\0": "<", b"MM\0*": ">"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes without what its camera wrote, its size in pixels, and how it is to be turned (Exif: 1 to 8).

    ``content`` equals what was read where there was nothing to take out.
    """

    content: bytes
    width: int
    height: int
    orientation: int


def refuse_size(width: int, height: int) -> None:
    """Refuse, by the sizes in the header, what would take too much memory once unpacked.

    Raises:
        FileRefused: it would, or has no size.
    """
    if not width or not height:
        raise FileRefused(DAMAGED)
    if width * height > MOST_PIXELS:
        raise FileRefused(TOO_MANY_PIXELS)


def orientation_in(exif: bytes) -> int:
    """Return how the picture is to be turned by an Exif block (TIFF 6.0, section 2; Exif 2.32, 4.6.4): 1 for as it is.

    A block that is not well made says nothing.
    """
    order = _TIFF.get(exif[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for place in range(count):
            tag, kind, many, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * place)
            if (tag, kind, many) == (_ORIENTATION, _SHORT, 1) and 1 <= value <= 8:
                return int(value)
    except struct.error:
        pass
    return 1


def exif_of(orientation: int) -> bytes:
    """Return an Exif block that says how to turn the picture, and nothing else; empty for as it is."""
    if orientation == 1:
        return b""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, _SHORT, 1, orientation, 0, 0)
