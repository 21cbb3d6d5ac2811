"""Spreadsheets as rows of text, and what the import needs of those who read and write them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from advocate_desk.domain.imported_row import Refusal
from advocate_desk.domain.imports import SheetKind


@dataclass(frozen=True, kw_only=True, slots=True)
class RawRow:
    """One row as it stands in the file. ``number`` counts as the spreadsheet does: the headings are row 1.

    ``formulas`` are the places (from 0) of cells that hold a formula whose result is not stored in the file.
    """

    number: int
    cells: tuple[str, ...]
    formulas: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RawTable:
    """A sheet of text. ``told`` are sentences about how it was read; ``sheet`` is its name, if it has one.

    ``not_read`` says why a sheet was left alone; it then has no rows.
    """

    headings: tuple[str, ...]
    rows: tuple[RawRow, ...]
    told: tuple[str, ...] = ()
    sheet: str = ""
    not_read: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RawBook:
    """Every sheet of a file, in its order. A CSV file is a book of one sheet without a name.

    ``digest`` is the same for the same bytes, whatever the file is called.
    """

    tables: tuple[RawTable, ...]
    told: tuple[str, ...] = ()
    digest: str = ""


SheetNames = Mapping[str, SheetKind | None]
"""What somebody said that sheets hold, by the sheets' own names; None leaves one out."""

OwnHeadings = Mapping[SheetKind, Mapping[str, str]]
"""A service's own headings for each kind of sheet, each with its field."""


class TableReader(Protocol):
    """Reads spreadsheets."""

    def read(self, path: Path) -> RawBook:
        """Return the sheets.

        Raises:
            NotFound, NoRights, Unreadable: with what to do.
        """
        ...

    def read_map(self, path: Path) -> OwnHeadings:
        """Return a service's own headings.

        Raises:
            NotFound, NoRights, Unreadable: with what to do.
        """
        ...


class RefusedRows(Protocol):
    """Writes refused rows out, to be mended."""

    def write(self, path: Path, tables: Sequence[RawTable], refusals: Sequence[Refusal], *, overwrite: bool) -> None:
        """Write them.

        Raises:
            FileExists, NoRights, DiskFailed: nothing was written.
        """
        ...
