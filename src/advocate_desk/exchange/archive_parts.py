"""A workbook's parts, looked at before any of them is unpacked or read as XML.

A workbook is an archive somebody else made. Its directory says how large everything will become; what would
fill the memory, leads elsewhere or is no workbook is refused there (measured: 63 kB became a cell of 60 MB).
"""

import io
import re
import zipfile
import zlib

from advocate_desk.domain.errors import Unreadable

LARGEST_UNPACKED = 50 * 2**20
"""Bytes of all parts together. A caseload of 100,000 rows stays below it."""
MOST_PARTS = 2_000
MOST_TIMES_SMALLER = 300
"""No sheet of words is packed this many times smaller; a part over a megabyte that is, was made to burst."""

_MEGABYTE = 2**20
_CONTENT_TYPES = "[Content_Types].xml"
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([^\"']{1,40})[\"']")
_PLAIN_ENCODINGS = {b"utf-8", b"us-ascii", b"ascii"}
_ROW_FAR_AWAY = re.compile(rb"<(?:[A-Za-z0-9_.-]+:)?row[^>]{0,300}\sr\s*=\s*[\"'][0-9.]{8}")
_TOO_LARGE = (
    f"That workbook unpacks to more than {LARGEST_UNPACKED // _MEGABYTE} MB, so it was not opened. "
    "Delete what is not needed, or split it and bring the parts in turn."
)
_NO_WORKBOOK = "That is not a workbook this program reads. Open it, save it as .xlsx or CSV (UTF-8), and bring that."
_DAMAGED = "That workbook is cut off or damaged. Open it in a spreadsheet program, save it again, and bring that."
_HOSTILE = "That workbook holds XML that no spreadsheet program writes, so it was not read. Save the sheet as CSV."


def checked_parts(data: bytes) -> zipfile.ZipFile:
    """Return the archive, found small and plain enough to be read.

    Raises:
        Unreadable: with what to do.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(_DAMAGED) from error
    _check_directory(archive.infolist())
    for part in archive.infolist():
        if part.filename.casefold().endswith((".xml", ".rels", ".vml")):
            check_xml(unpacked(archive, part.filename))
    return archive


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one part; never more of it than the directory says.

    Raises:
        Unreadable: it cannot be unpacked.
    """
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Unreadable(_DAMAGED) from error


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if _CONTENT_TYPES not in names:
        raise Unreadable(_NO_WORKBOOK)
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        raise Unreadable(_NO_WORKBOOK)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("That workbook is protected with a password. Take the password off, and bring it again.")
    if any(part.compress_type not in _PACKINGS for part in parts):
        raise Unreadable(_NO_WORKBOOK)
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(_TOO_LARGE)
    if any(
        part.file_size > _MEGABYTE and part.file_size > MOST_TIMES_SMALLER * max(part.compress_size, 1)
        for part in parts
    ):
        raise Unreadable(_TOO_LARGE)


def check_xml(part: bytes) -> None:
    """Refuse XML that defines entities, points elsewhere, hides behind an encoding, or puts a row far away.

    Raises:
        Unreadable: it is such XML.
    """
    head = part[:400]
    encoding = _ENCODING.search(head)
    if b"\x00" in head or (encoding and encoding[1].lower() not in _PLAIN_ENCODINGS):
        raise Unreadable(_HOSTILE)
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or _ROW_FAR_AWAY.search(part):
        raise Unreadable(_HOSTILE)
