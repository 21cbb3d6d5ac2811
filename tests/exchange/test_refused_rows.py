import csv
import stat
from pathlib import Path

import pytest

from advocate_desk.domain.errors import FileExists
from advocate_desk.domain.imported_row import Refusal
from advocate_desk.exchange.refused_rows import RefusedRowsFile, as_text_cell
from advocate_desk.exchange.spreadsheet import SpreadsheetFiles
from advocate_desk.services.caseload_tables import RawRow, RawTable

TABLE = RawTable(
    headings=("Name", "Notes"),
    rows=(RawRow(number=2, cells=("Ceri Sample", "=1+1")), RawRow(number=3, cells=("", "-2"))),
)
REFUSALS = (
    Refusal(row=3, column="Name", reason="the name is missing"),
    Refusal(row=3, column="DOB", reason="there is no such date"),
)


def test_a_refused_row_is_written_once_with_every_reason_and_every_cell(tmp_path: Path) -> None:
    path = tmp_path / "errors.csv"
    RefusedRowsFile().write(path, [TABLE], REFUSALS, overwrite=False)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["Row", "Column", "What to mend", "Name", "Notes"],
        ["3", "Name; DOB", "the name is missing; there is no such date", "", "'-2"],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-2", "@cmd", "\tx", "\rx"])
def test_no_cell_can_begin_a_formula(cell: str) -> None:
    assert as_text_cell(cell) == f"'{cell}"


def test_only_its_owner_may_read_it_and_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "errors.csv"
    RefusedRowsFile().write(path, [TABLE], REFUSALS, overwrite=False)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    with pytest.raises(FileExists):
        RefusedRowsFile().write(path, [TABLE], (), overwrite=False)
    assert path.read_bytes() == before
    RefusedRowsFile().write(path, [TABLE], (), overwrite=True)
    assert path.read_bytes() != before


def test_mended_rows_come_back_without_the_columns_that_were_put_before_them(tmp_path: Path) -> None:
    path = tmp_path / "errors.csv"
    RefusedRowsFile().write(path, [TABLE], REFUSALS, overwrite=False)
    (table,) = SpreadsheetFiles().read(path).tables
    assert table.headings == ("Name", "Notes")
    assert table.rows[0].cells == ("", "'-2")
