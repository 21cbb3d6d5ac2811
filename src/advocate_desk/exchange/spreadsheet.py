"""A caseload spreadsheet as rows of text. Cells are never computed, trimmed or guessed at here."""

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from advocate_desk.domain.errors import Unreadable
from advocate_desk.domain.imports import SheetKind
from advocate_desk.exchange.incoming import as_text, read_whole
from advocate_desk.exchange.limits import too_many_columns, too_many_rows
from advocate_desk.exchange.refused_rows import FIRST_COLUMNS, SHEET_COLUMN
from advocate_desk.exchange.workbook import read_workbook
from advocate_desk.services.caseload_tables import OwnHeadings, RawBook, RawRow, RawTable

_DELIMITERS = ",;\t"
_WORKBOOKS = {".xlsx", ".xlsm"}
_OTHER_WORKBOOKS = {".xls", ".xlsb", ".ods", ".numbers"}
_ARCHIVE = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_MAP_TABLES = {
    "columns": SheetKind.CLIENTS,
    "clients": SheetKind.CLIENTS,
    "referrals": SheetKind.REFERRALS,
    "contacts": SheetKind.CONTACTS,
}


class SpreadsheetFiles:
    """Reads workbooks and CSV files as spreadsheet programs save them, and files that name a service's columns."""

    def read(self, path: Path) -> RawBook:
        """Return the sheets of a workbook (.xlsx), or the one of a CSV file.

        A CSV file may be UTF-8, UTF-16 or Windows-1252, with comma, semicolon or tab.

        Raises:
            NotFound, NoRights: the file cannot be opened.
            Unreadable: it is no such file, is too large, or its quotes do not close.
        """
        suffix = path.suffix.casefold()
        data = read_whole(path)
        if suffix in _OTHER_WORKBOOKS:
            raise Unreadable("This program reads .xlsx and CSV. Open the file, choose Save As, .xlsx, and bring that.")
        if data.startswith(_OLD_WORKBOOK):
            raise Unreadable(
                "That workbook is of an old kind, or protected with a password. "
                "Open it, save it as .xlsx without a password, and bring that."
            )
        if suffix in _WORKBOOKS:
            if not data.startswith(_ARCHIVE):
                raise Unreadable("That is called a workbook and is none. Open it and save it as .xlsx or CSV.")
            return replace(read_workbook(data), digest=_digest(data))
        text, told = as_text(data)
        return RawBook(tables=parse_tables(text, told=(told,) if told else ()), digest=_digest(data))

    def read_map(self, path: Path) -> OwnHeadings:
        """Return the headings and fields of a map file.

        Its tables are ``[columns]`` (or ``[clients]``), ``[referrals]`` and ``[contacts]``.

        Raises:
            NotFound, NoRights, Unreadable: it is no such file.
        """
        text, _ = as_text(read_whole(path))
        try:
            tables = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise Unreadable(
                'The map file is not TOML. It looks like this: [columns] and then "Heading" = "field".'
            ) from error
        if not tables or not tables.keys() <= _MAP_TABLES.keys() or not all(map(_is_map, tables.values())):
            raise Unreadable(
                'The map file has no table [columns] of "Heading" = "field". '
                "Its other tables may be [referrals] and [contacts]."
            )
        own: dict[SheetKind, dict[str, str]] = {}
        for name, columns in tables.items():
            own.setdefault(_MAP_TABLES[name], {}).update(columns)
        return own


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_map(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(field, str) for field in table.values())


def parse_tables(text: str, told: tuple[str, ...] = ()) -> tuple[RawTable, ...]:
    """Read CSV text: one table, or, in a file of refused rows that comes back mended, one for each sheet.

    Raises:
        Unreadable: with the line where it stops making sense.
    """
    rows = _rows(text)
    number, headings = next(rows, (0, ()))
    if not any(heading.strip() for heading in headings):
        raise Unreadable("That file is empty, or its first row holds no headings.")
    if number != 1:
        told = (*told, f"The headings were found in row {number}.")
    tables: list[RawTable] = []
    body: list[RawRow] = []
    for place, cells in rows:
        if _our_columns(cells) and _our_columns(headings):
            tables.append(_table(headings, body, told))
            headings, body = cells, []
        else:
            body.append(RawRow(number=place, cells=cells))
    return (*tables, _table(headings, body, told))


def _table(headings: tuple[str, ...], body: list[RawRow], told: tuple[str, ...]) -> RawTable:
    too_many_columns(len(headings))
    too_many_rows(len(body))
    ours = _our_columns(headings)
    sheet = body[0].cells[0] if body and headings[0] == SHEET_COLUMN and ours else ""
    return RawTable(
        headings=tuple(heading.strip() for heading in headings[ours:]),
        rows=tuple(RawRow(number=row.number, cells=row.cells[ours:]) for row in body),
        told=told,
        sheet=sheet,
    )


def _our_columns(headings: tuple[str, ...]) -> int:
    """Return how many columns `RefusedRowsFile` put before the refused rows; 0 for a file of somebody else."""
    for first in (FIRST_COLUMNS, (SHEET_COLUMN, *FIRST_COLUMNS)):
        if headings[: len(first)] == first:
            return len(first)
    return 0


def _rows(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows that hold anything, each with its number in the spreadsheet."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells)
            too_many_rows(number - 1)
    except csv.Error as error:
        raise Unreadable(
            f"That file stops making sense at line {reader.line_num}: a quotation mark is not closed, or a cell "
            "is far too long. Mend that line, or save the sheet again as CSV (UTF-8)."
        ) from error


def _delimiter(text: str) -> str:
    """Return the separator that stands most often in the headings, quoted parts set aside."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(heading.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)
