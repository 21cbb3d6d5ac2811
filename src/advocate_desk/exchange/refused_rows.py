"""The rows an import refused, as a CSV file to mend and bring again."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from advocate_desk.domain.imported_row import Refusal
from advocate_desk.services.caseload_tables import RawTable
from advocate_desk.services.export_file import staged_file

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet program computes a cell that begins like this; an apostrophe before it keeps it text (OWASP)."""

FIRST_COLUMNS = ("Row", "Column", "What to mend")
SHEET_COLUMN = "Sheet"
"""Stands before the others where the rows came from a workbook."""


class RefusedRowsFile:
    """Writes refused rows. The file holds what the spreadsheet held, so only its owner may read it."""

    def write(self, path: Path, tables: Sequence[RawTable], refusals: Sequence[Refusal], *, overwrite: bool) -> None:
        """Write every refused row with its reasons first; each sheet's rows stand below its own headings.

        Raises:
            FileExists: there is a file and ``overwrite`` is False.
            NoRights, DiskFull, DiskFailed: nothing was written.
        """
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        for table in tables:
            mine = [refusal for refusal in refusals if refusal.sheet_name == table.sheet]
            if mine or len(tables) == 1:
                writer.writerows(_block(table, mine))
        with staged_file(path, text.getvalue().encode("utf-8-sig"), overwrite) as staged:
            staged.put_in_place()


def _block(table: RawTable, refusals: Sequence[Refusal]) -> Iterator[list[str]]:
    named, sheet = ([SHEET_COLUMN], [as_text_cell(table.sheet)]) if table.sheet else ([], [])
    yield [*named, *FIRST_COLUMNS, *map(as_text_cell, table.headings)]
    cells = {row.number: row.cells for row in table.rows}
    of_row: dict[int, list[Refusal]] = {}
    for refusal in refusals:
        of_row.setdefault(refusal.row, []).append(refusal)
    for row, mine in of_row.items():
        columns = "; ".join(dict.fromkeys(refusal.column for refusal in mine))
        reasons = "; ".join(dict.fromkeys(refusal.reason for refusal in mine))
        yield [*sheet, str(row), as_text_cell(columns), reasons, *map(as_text_cell, cells[row])]


def as_text_cell(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet program takes it for a formula."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
