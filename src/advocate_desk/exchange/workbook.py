"""Workbooks (.xlsx) as rows of text. Nothing is computed: a formula gives the result stored beside it, or nothing."""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, time, timedelta
from itertools import repeat
from typing import Any

import openpyxl

from advocate_desk.domain.errors import Unreadable
from advocate_desk.exchange.archive_parts import checked_parts, unpacked
from advocate_desk.exchange.limits import too_many_columns, too_many_rows
from advocate_desk.services.caseload_tables import RawBook, RawRow, RawTable

MOST_SHEETS = 50
_HIDDEN = "it is hidden. If it should come, show it in the spreadsheet program, save, and bring the file again"
_CHART = "it is a chart"
_EMPTY = "it is empty"
_EXACT = 1e15
"""Below it every whole number a spreadsheet keeps is exact."""
_DAMAGED = "That workbook cannot be read. Open it in a spreadsheet program, save it again as .xlsx, and bring that."

Sheet = Any
"""A sheet of openpyxl, which carries no type information of its own."""
Value = Any
"""What openpyxl makes of a cell: a text, a number, a day or moment, a truth value, or None."""


def read_workbook(data: bytes) -> RawBook:
    """Return every sheet of a workbook; one that is not read says why.

    Raises:
        Unreadable: it is too large, protected, damaged or no workbook.
    """
    with closing(checked_parts(data)) as archive:
        parts = archive.namelist()
        sheets = [part for part in parts if part.startswith("xl/worksheets/") and part.endswith(".xml")]
        contents = [unpacked(archive, part) for part in sheets]
        has_formulas = any(b"<f" in content for content in contents)
        too_many_rows(max((content.count(b"<row") for content in contents), default=0) - 1)
    with _opened(data, data_only=True) as values, _formulas(data, has_formulas) as formulas:
        names = values.sheetnames
        if len(names) > MOST_SHEETS:
            raise Unreadable(f"That workbook has more than {MOST_SHEETS} sheets. Bring the ones that are needed.")
        tables = tuple(_table(values[name], formulas[name] if formulas else None) for name in names)
    return RawBook(tables=tables, told=_told(parts))


def _told(parts: Sequence[str]) -> tuple[str, ...]:
    """Name what a workbook may hold beside its cells, so that nobody thinks it came along."""
    beside = {
        "xl/comments": "Comments on cells were not read.",
        "xl/threadedComments": "Comments on cells were not read.",
        "xl/externalLinks": "Links to other files were not followed; the values stored in this file were read.",
        "xl/embeddings": "Files put into the workbook were not opened.",
        "xl/vbaProject": "Macros were not read, and nothing of them was run.",
    }
    return tuple(
        dict.fromkeys(words for start, words in beside.items() if any(part.startswith(start) for part in parts))
    )


@contextmanager
def _opened(data: bytes, *, data_only: bool) -> Iterator[Any]:
    """Open with openpyxl; whatever goes wrong inside it is a workbook that cannot be read, never a bug of ours."""
    try:
        with warnings.catch_warnings():
            # It warns of decoration it leaves out.
            warnings.simplefilter("ignore")
            with closing(
                openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
            ) as book:
                yield book
    except Unreadable:
        raise
    except Exception as error:  # a hostile file reaches every corner of the parser
        raise Unreadable(_DAMAGED) from error


@contextmanager
def _formulas(data: bytes, wanted: bool) -> Iterator[Any]:
    if not wanted:
        yield None
        return
    with _opened(data, data_only=False) as book:
        yield book


def _table(sheet: Sheet, formulas: Sheet | None) -> RawTable:
    if not hasattr(sheet, "iter_rows"):
        return _not_read(sheet, _CHART)
    if sheet.sheet_state != "visible":
        return _not_read(sheet, _HIDDEN)
    rows = _rows(sheet, formulas)
    first = next(rows, None)
    if first is None:
        return _not_read(sheet, _EMPTY)
    headings = tuple(heading.strip() for heading in first.cells)
    told = (f"The headings were found in row {first.number}.",) if first.number != 1 else ()
    width = len(headings)
    body = tuple(_as_wide(row, width) for row in rows)
    return RawTable(headings=headings, rows=body, told=told, sheet=str(sheet.title))


def _not_read(sheet: Sheet, why: str) -> RawTable:
    return RawTable(headings=(), rows=(), sheet=str(sheet.title), not_read=why)


def _as_wide(row: RawRow, width: int) -> RawRow:
    """Blanks at the end of a row are not stored; what stands beyond the headings stays, and is refused later."""
    if len(row.cells) >= width:
        return row
    return RawRow(number=row.number, cells=row.cells + ("",) * (width - len(row.cells)), formulas=row.formulas)


def _rows(sheet: Sheet, formulas: Sheet | None) -> Iterator[RawRow]:
    """Yield the rows that hold anything, each with its number in the spreadsheet."""
    # The size a sheet states for itself may be wrong.
    sheet.reset_dimensions()
    with_formulas: Iterator[Sequence[Value]] = repeat(())
    if formulas is not None:
        formulas.reset_dimensions()
        with_formulas = formulas.iter_rows()
    found = 0
    for number, (values, written) in enumerate(
        zip(sheet.iter_rows(values_only=True), with_formulas, strict=False), start=1
    ):
        too_many_columns(len(values))
        cells = tuple(map(as_text, values))
        missing = tuple(
            place for place, cell in enumerate(written) if cell.data_type == "f" and not cells[place].strip()
        )
        if missing or any(cell.strip() for cell in cells):
            found += 1
            too_many_rows(found - 1)
            yield RawRow(number=number, cells=_trimmed(cells), formulas=missing)


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def as_text(value: Value) -> str:
    """Return a cell as somebody would have typed it: days as 27/11/2026, whole numbers without a point."""
    match value:
        case None:
            text = ""
        case bool():
            text = "TRUE" if value else "FALSE"
        case str():
            text = value.replace("\r\n", "\n").replace("\r", "\n")
        case float():
            text = str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:.15g}"
        case date() | time() | timedelta():
            text = _time_as_text(value)
        case _:
            text = str(value)
    return text


def _time_as_text(value: date | time | timedelta) -> str:
    match value:
        case datetime() if value.time() != time():
            return f"{value:%d/%m}/{value.year:04} {value:%H:%M}"
        case date():
            return f"{value:%d/%m}/{value.year:04}"
        case time():
            return f"{value:%H:%M}"
    minutes = value // timedelta(minutes=1)
    return f"{minutes // 60}:{minutes % 60:02}"
