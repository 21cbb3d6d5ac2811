"""The sheets of a file, each with what it was taken for; and its rows as cells under known fields."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advocate_desk.domain.errors import Unreadable
from advocate_desk.domain.imported_row import SAFETY_FIELDS, Cell, Refusal
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.safety_words import find_safety_words
from advocate_desk.services.caseload_columns import Column, ColumnNames, missing
from advocate_desk.services.caseload_tables import OwnHeadings, RawBook, RawRow, RawTable, SheetNames

SHEETS_IN_ORDER = (SheetKind.CLIENTS, SheetKind.REFERRALS, SheetKind.CONTACTS)
"""The clients come first: the others hang on them, wherever their sheet stands."""

_NO_HEADINGS = "its first row holds no headings this program knows"
_LEFT_OUT = "you chose to leave it out"
_SECOND = "another sheet of its kind is read; save this one as a file of its own and bring it afterwards"
_WHOLE_ROW = "(the whole row)"
_FORMULA = (
    "it holds a formula without its result; open the workbook in a spreadsheet program and save it there, "
    "or type what the cell should say"
)
_ALONE = {
    SheetKind.CONTACTS: "This file holds contacts alone: each goes to the case here that has its client ID.",
    SheetKind.REFERRALS: "This file holds referrals alone: each goes to the case here that has its client ID.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A sheet, what its rows are (None: it is not read, ``not_read`` says why), and its columns."""

    table: RawTable
    kind: SheetKind | None
    columns: tuple[Column, ...]
    not_read: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadRow:
    """A row of a sheet that is read: its filled cells, the digest it is known again by, and what is amiss."""

    number: int
    cells: tuple[Cell, ...]
    fingerprint: str
    refused: tuple[Refusal, ...]


def recognise(book: RawBook, names: ColumnNames, own: OwnHeadings, said: SheetNames) -> tuple[Sheet, ...]:
    """Say what every sheet of a file is. What somebody ``said`` comes first.

    A lone sheet that nobody knows is taken for the clients'.
    """
    alone = sum(not table.not_read for table in book.tables) == 1
    by_hand = {kind: sheet for sheet, kind in reversed(tuple(said.items())) if kind}
    seen: set[SheetKind] = set()
    sheets = []
    for table in book.tables:
        kind = said[table.sheet] if table.sheet in said else names.kind_of(table.sheet, table.headings, own)
        if kind is None and alone and table.sheet not in said:
            kind = SheetKind.CLIENTS
        unknown = _LEFT_OUT if table.sheet in said else _NO_HEADINGS
        taken = kind in seen or (kind in by_hand and by_hand[kind] != table.sheet)
        why = table.not_read or (unknown if kind is None else _SECOND if taken else "")
        if why or kind is None:
            sheets.append(Sheet(table=table, kind=None, columns=(), not_read=why))
            continue
        seen.add(kind)
        sheets.append(Sheet(table=table, kind=kind, columns=names.match(kind, table.headings, own.get(kind, {}))))
    return tuple(sheets)


def readable(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Leave alone what lacks a column it cannot be read without.

    Raises:
        Unreadable: then nothing is left to read.
    """
    checked = tuple(_with_what_it_must_have(sheet) for sheet in sheets)
    if any(sheet.kind for sheet in checked):
        return checked
    lacking = [missing(sheet.kind, sheet.columns) for sheet in sheets if sheet.kind]
    if not lacking:
        why = "; ".join(dict.fromkeys(sheet.not_read for sheet in sheets if sheet.not_read))
        raise Unreadable(f"No sheet of this file can be read as a caseload: {why or 'it holds none'}.")
    raise Unreadable(
        f"No column of this file is called {lacking[0][0]}, so it cannot be read as a caseload. "
        "Put the headings in the first row, or say which column is which."
    )


def _with_what_it_must_have(sheet: Sheet) -> Sheet:
    lacking = missing(sheet.kind, sheet.columns) if sheet.kind else ()
    if not lacking:
        return sheet
    return Sheet(table=sheet.table, kind=None, columns=(), not_read=f"it has no column called {' or '.join(lacking)}")


def about(book: RawBook, sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Return the sentences about how a file was read."""
    read = [sheet for sheet in sheets if sheet.kind]
    told = list(book.told)
    for sheet in sheets:
        named = f"Sheet “{sheet.table.sheet}”: " if sheet.table.sheet else ""
        if sheet.not_read:
            told.append(f"Sheet “{sheet.table.sheet}” was not read: {sheet.not_read}.")
            continue
        told += [f"{named}{sentence}" for sentence in sheet.table.told]
        unknown = [column.heading for column in sheet.columns if not column.field]
        if unknown:
            told.append(f"{named}Not recognised, and kept as a note on each record: {', '.join(unknown)}.")
    if len(read) == 1 and read[0].kind in _ALONE:
        told.append(_ALONE[read[0].kind])
    return tuple(told)


def read_row(sheet: Sheet, row: RawRow, mended: Mapping[tuple[SheetKind, int, str], str]) -> ReadRow:
    """Put a row's cells under their fields; a cell that was mended counts as it was typed anew.

    Where it said that something is not safe, that goes on to count beside what was typed.
    The digest is of the row as it stands in the file, so that it is known again however it was mended.
    """
    assert sheet.kind is not None
    if len(row.cells) != len(sheet.columns):
        return ReadRow(number=row.number, cells=(), fingerprint="", refused=(_shifted(sheet, row),))
    cells, original, refused = [], [], []
    for place, (column, text) in enumerate(zip(sheet.columns, row.cells, strict=True)):
        typed = mended.get((sheet.kind, row.number, column.heading))
        original.append((column.heading, text))
        if typed is None and place in row.formulas:
            refused.append(_refusal(sheet, row.number, column.heading, _FORMULA))
        now = text if typed is None else typed
        # A blank beside another column that asks about the same safety takes back what that one allows.
        if now or column.field in SAFETY_FIELDS:
            cells.append(Cell(heading=column.heading, field=column.field, text=now))
        if typed is not None and (warned := find_safety_words(text).saying):
            cells.append(Cell(heading=column.heading, field="", text="".join(filter(str.isprintable, warned))))
    return ReadRow(number=row.number, cells=tuple(cells), fingerprint=fingerprint_of(original), refused=tuple(refused))


def _refusal(sheet: Sheet, row: int, column: str, reason: str) -> Refusal:
    assert sheet.kind is not None
    return Refusal(row=row, column=column, reason=reason, sheet=sheet.kind, sheet_name=sheet.table.sheet)


def _shifted(sheet: Sheet, row: RawRow) -> Refusal:
    """A row of another width has cells under wrong headings, the safety columns perhaps among them."""
    in_a_workbook, in_text = "give every column a heading", "put quotes round a cell that holds the separator"
    return _refusal(
        sheet,
        row.number,
        _WHOLE_ROW,
        f"it has {len(row.cells)} cells under {len(sheet.columns)} headings, so what it says may stand in the wrong "
        f"columns; {in_a_workbook if sheet.table.sheet else in_text}",
    )


def fingerprint_of(cells: Sequence[tuple[str, str]]) -> str:
    """Return a digest of a row's filled cells with their headings: the same row, whatever the columns' order."""
    pairs = sorted((heading, text) for heading, text in cells if text.strip())
    return hashlib.sha256(json.dumps(pairs, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
