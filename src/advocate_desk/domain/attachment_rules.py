"""What may be kept with a case: by its first bytes and its length, never by what its name says."""

import re

from advocate_desk.domain.attachments import MediaType
from advocate_desk.domain.errors import FileRefused
from advocate_desk.domain.jpeg_picture import read_jpeg
from advocate_desk.domain.picture import Picture
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.png_picture import PNG_BEGINS, read_png

LARGEST = 25 * 1024**2
"""Bytes of one file. A photograph of a telephone has 3 to 12 million, a scanned order of fifty pages about 10; a file
is held whole in memory while it is looked at, and shown, and every backup carries it.
"""
LONGEST_TITLE = 200
LONGEST_REASON = 500

_TOO_LARGE = "This file is larger than 25 MB and was not added. Save it smaller, or add it in parts."
_EMPTY = "This file is empty and was not added. Check that it is the one you meant."
_UNKNOWN = (
    "Only PDF, JPEG, PNG and plain text can be kept, and this file is none of them whatever its name says. "
    "It was not added. Save or print it as a PDF, then add that."
)
_NO_TITLE = "Give the file a name that says what it is."
_TITLE_TOO_LONG = f"A name holds {LONGEST_TITLE} characters. Say it in fewer."
_NO_REASON = "Say in a few words why this file leaves the vault."
_REASON_TOO_LONG = f"A reason holds {LONGEST_REASON} characters. Say it in fewer words."

_NOT_TEXT = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f]")
"""Characters that no text has which somebody can read. A form feed and a byte-order mark may be there."""


def media_type_of(content: bytes) -> MediaType:
    """Return what ``content`` is.

    Raises:
        FileRefused: it is nothing that can be kept, empty, or larger than `LARGEST`.
    """
    if not content:
        raise FileRefused(_EMPTY)
    if len(content) > LARGEST:
        raise FileRefused(_TOO_LARGE)
    if content.startswith(b"%PDF-"):
        return MediaType.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if content.startswith(PNG_BEGINS):
        return MediaType.PNG
    if _is_text(content):
        return MediaType.TEXT
    raise FileRefused(_UNKNOWN)


def picture_of(content: bytes, media_type: MediaType) -> Picture | None:
    """Return a picture without what its camera wrote into it; None for what is no picture.

    Raises:
        FileRefused: it is damaged, of a kind nobody's camera makes, or too large once unpacked.
    """
    if media_type is MediaType.JPEG:
        return read_jpeg(content)
    return read_png(content) if media_type is MediaType.PNG else None


def file_title(typed: str) -> str:
    """Return the name somebody gives a file, on one line.

    Raises:
        FileRefused: there is nothing in it, or too much.
        TextRefused: it holds what cannot be kept exactly.
    """
    return _one_line(typed, LONGEST_TITLE, _NO_TITLE, _TITLE_TOO_LONG)


def export_reason(typed: str) -> str:
    """Return why a file leaves the vault, on one line.

    Raises:
        FileRefused, TextRefused: as in `file_title`.
    """
    return _one_line(typed, LONGEST_REASON, _NO_REASON, _REASON_TOO_LONG)


def _one_line(typed: str, longest: int, nothing: str, too_long: str) -> str:
    line = accept(" ".join(typed.split()))
    if not any(character.isprintable() and not character.isspace() for character in line):
        raise FileRefused(nothing)
    if len(line) > longest:
        raise FileRefused(too_long)
    return line


def _is_text(content: bytes) -> bool:
    try:
        return not _NOT_TEXT.search(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False
