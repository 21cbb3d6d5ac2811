"""The rows an import refused, as a CSV file to mend and bring again."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from advocate_desk.domain.imported_row import Refusal
from advocate_desk.services.export_file import staged_file
from advocate_desk.services.import_caseload import RawTable

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet program computes a cell that begins like this; an apostrophe before it keeps it text (OWASP)."""

FIRST_COLUMNS = ("Row", "Column", "What to mend")


class RefusedRowsFile:
    """Writes refused rows. The file holds what the spreadsheet held, so only its owner may read it."""

    def write(self, path: Path, table: RawTable, refusals: Sequence[Refusal], *, overwrite: bool) -> None:
        """Write every refused row with its reasons first.

        Raises:
            FileExists: there is a file and ``overwrite`` is False.
            NoRights, DiskFull, DiskFailed: nothing was written.
        """
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow([*FIRST_COLUMNS, *map(as_text_cell, table.headings)])
        cells = {row.number: row.cells for row in table.rows}
        for row in dict.fromkeys(refusal.row for refusal in refusals):
            mine = [refusal for refusal in refusals if refusal.row == row]
            columns = "; ".join(dict.fromkeys(refusal.column for refusal in mine))
            reasons = "; ".join(dict.fromkeys(refusal.reason for refusal in mine))
            writer.writerow([str(row), as_text_cell(columns), reasons, *map(as_text_cell, cells[row])])
        with staged_file(path, text.getvalue().encode("utf-8-sig"), overwrite) as staged:
            staged.put_in_place()


def as_text_cell(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet program takes it for a formula."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
