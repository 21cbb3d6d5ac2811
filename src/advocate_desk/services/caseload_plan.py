"""What somebody decides about a spreadsheet before it is brought in, and what they are shown to decide by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.imports import SheetKind


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnLook:
    """A column as it was recognised.

    ``field`` is "" where no field is known by this heading: its cells are kept as a note. ``remembered`` says
    that somebody here chose it by hand before. ``samples`` are up to three of its cells.
    """

    heading: str
    field: str
    remembered: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetLook:
    """One sheet. ``kind`` is None where it is not read, and ``not_read`` then says why.

    ``may_be_named``: somebody may say what it holds; not where it cannot be read at all.
    """

    name: str
    kind: SheetKind | None
    rows: int
    columns: tuple[ColumnLook, ...]
    not_read: str = ""
    may_be_named: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class FileLook:
    """A file before anything is decided. ``told`` are sentences about how it was read.

    ``digest`` is the same for the same bytes, whatever the file is called.
    """

    path: Path
    sheets: tuple[SheetLook, ...]
    told: tuple[str, ...]
    digest: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChoice:
    """A field a column may be matched with, and its words for a list."""

    field: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportPlan:
    """What is to be brought in, and how.

    ``matches`` are the fields chosen by hand, by sheet and heading ("" keeps the column as a note). ``mended``
    are cells typed anew, by sheet, row and heading. ``skipped`` are rows to leave out; what hangs on a client's
    row that is left out (contacts, referrals) is left out with it. Rows count as the spreadsheet does. ``sheets``
    is what somebody said that a sheet holds, by its name; None leaves it out.
    """

    path: Path
    matches: Mapping[tuple[SheetKind, str], str] = field(default_factory=dict)
    mended: Mapping[tuple[SheetKind, int, str], str] = field(default_factory=dict)
    skipped: frozenset[tuple[SheetKind, int]] = frozenset()
    sheets: Mapping[str, SheetKind | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportLine:
    """An import that can be taken back until ``until``. ``by`` is the name of whoever made it."""

    import_id: UUID
    imported_at: datetime
    by: str
    cases: int
    contacts: int
    referrals: int
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class UndoReport:
    """What was taken back: how many cases; the references of cases that stay because somebody worked on them."""

    cases: int
    kept: tuple[str, ...]
