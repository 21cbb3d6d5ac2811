"""The rows an import refused, as a CSV file to mend and bring again."""

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from advocate_desk.domain.errors import DiskFailed, FileExists, NoRights
from advocate_desk.domain.imported_row import Refusal
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
            NoRights, DiskFailed: nothing usable was written.
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
        _write(path, text.getvalue().encode("utf-8-sig"), overwrite=overwrite)


def as_text_cell(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet program takes it for a formula."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell


def _write(path: Path, data: bytes, *, overwrite: bool) -> None:
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if overwrite else os.O_EXCL)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(data)
    except FileExistsError as error:
        raise FileExists from error
    except PermissionError as error:
        raise NoRights from error
    except OSError as error:
        raise DiskFailed from error
