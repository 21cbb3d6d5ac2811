"""A caseload spreadsheet as rows of text. Cells are never computed, trimmed or guessed at here."""

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from advocate_desk.domain.errors import Unreadable
from advocate_desk.exchange.incoming import as_text, read_whole
from advocate_desk.exchange.refused_rows import FIRST_COLUMNS
from advocate_desk.services.import_caseload import RawRow, RawTable

MOST_ROWS = 100_000
MOST_COLUMNS = 500
_DELIMITERS = ",;\t"
_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods", ".numbers"}


class SpreadsheetFiles:
    """Reads the CSV files spreadsheet programs save, and the files that name a service's own columns."""

    def read(self, path: Path) -> RawTable:
        """Return the table of a CSV file: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab.

        Raises:
            NotFound, NoRights: the file cannot be opened.
            Unreadable: it is no such file, is too large, or its quotes do not close.
        """
        if path.suffix.lower() in _WORKBOOKS:
            raise Unreadable(
                "This version reads CSV; workbooks come later. Open it, choose Save As, 'CSV UTF-8', and bring that."
            )
        text, told = as_text(read_whole(path))
        return parse_table(text, told=(told,) if told else ())

    def read_map(self, path: Path) -> Mapping[str, str]:
        """Return the headings and fields of a map file's ``[columns]`` table.

        Raises:
            NotFound, NoRights, Unreadable: it is no such file.
        """
        text, _ = as_text(read_whole(path))
        try:
            columns = tomllib.loads(text).get("columns")
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise Unreadable(
                'The map file is not TOML. It looks like this: [columns] and then "Heading" = "field".'
            ) from error
        if not isinstance(columns, dict) or not all(isinstance(field, str) for field in columns.values()):
            raise Unreadable('The map file has no table [columns] of "Heading" = "field".')
        return columns


def parse_table(text: str, told: tuple[str, ...] = ()) -> RawTable:
    """Read CSV text.

    Raises:
        Unreadable: with the line where it stops making sense.
    """
    rows = _rows(text)
    number, headings = next(rows, (0, ()))
    if not any(heading.strip() for heading in headings):
        raise Unreadable("That file is empty, or its first row holds no headings.")
    if number != 1:
        told = (*told, f"The headings were found in row {number}.")
    if len(headings) > MOST_COLUMNS:
        raise Unreadable(f"That file has more than {MOST_COLUMNS} columns. Take out the empty ones.")
    table = tuple(RawRow(number=place, cells=cells) for place, cells in rows)
    if len(table) > MOST_ROWS:
        raise Unreadable(f"That file has more than {MOST_ROWS:,} rows. Split it and bring the parts in turn.")
    return _without_our_columns(
        RawTable(headings=tuple(heading.strip() for heading in headings), rows=table, told=told)
    )


def _without_our_columns(table: RawTable) -> RawTable:
    """Take off the columns `RefusedRowsFile` put before the refused rows, when they come back mended."""
    first = len(FIRST_COLUMNS)
    if table.headings[:first] != FIRST_COLUMNS:
        return table
    rows = tuple(RawRow(number=row.number, cells=row.cells[first:]) for row in table.rows)
    return RawTable(headings=table.headings[first:], rows=rows, told=table.told)


def _rows(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows that hold anything, each with its number in the spreadsheet."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells)
            if number > MOST_ROWS + 1:
                raise Unreadable(f"That file has more than {MOST_ROWS:,} rows. Split it and bring the parts in turn.")
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
