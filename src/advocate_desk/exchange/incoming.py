"""Reading files somebody brought: whole, within a size, and with a sentence when it does not work."""

from pathlib import Path

from advocate_desk.domain.errors import NoRights, NotFound, Unreadable

LARGEST_FILE = 50 * 2**20
"""Bytes. A caseload of 100,000 rows takes about 30 MB; what is larger would fill the memory."""


def read_whole(path: Path) -> bytes:
    """Return the file's bytes.

    Raises:
        NotFound: nothing is there.
        NoRights: the computer does not let us read it.
        Unreadable: it is no file, or larger than `LARGEST_FILE`.
    """
    try:
        if not path.is_file():
            raise _absent(path)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise NotFound("There is no such file. Check its name and folder.") from error
    except PermissionError as error:
        raise NoRights from error
    except (OSError, ValueError) as error:
        raise Unreadable(
            "That file could not be read from its disk. Copy it to this computer and try again."
        ) from error
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"That file is larger than {LARGEST_FILE // 2**20} MB. Split it and bring the parts in turn.")
    return data


def _absent(path: Path) -> NotFound | Unreadable:
    if path.exists():
        return Unreadable("That is not a file. Give the name of one file.")
    return NotFound("There is no such file. Check its name and folder.")


def as_text(data: bytes) -> tuple[str, str]:
    """Decode what a spreadsheet program or a feed wrote.

    Returns:
        The text, and a sentence where it was not plain UTF-8 ("" otherwise).

    Raises:
        Unreadable: the bytes are no text.
    """
    if data[:4] == b"PK\x03\x04":
        raise Unreadable("That is a workbook or an archive, not text. Save the sheet as CSV (UTF-8) and bring that.")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        try:
            return _whole_text(data.decode("utf-16")), "The file is in UTF-16 and was read as that."
        except UnicodeDecodeError as error:
            raise Unreadable("That file is cut off or damaged. Save it again as CSV (UTF-8).") from error
    if b"\x00" in data:
        raise Unreadable(
            "That file holds NUL characters, which no text has. If it was saved as Unicode (UTF-16), "
            "save it again as CSV (UTF-8)."
        )
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "The file is not UTF-8; it was read as Windows-1252. Check names with accents."
    except UnicodeDecodeError as error:
        raise Unreadable("That file's letters cannot be read. Save it again as CSV (UTF-8).") from error


def _whole_text(text: str) -> str:
    if "\x00" in text:
        raise Unreadable("That file holds NUL characters, which no text has. Save it again as CSV (UTF-8).")
    return text
