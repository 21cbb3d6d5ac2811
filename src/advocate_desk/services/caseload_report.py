"""What an import did, or would do."""

from dataclasses import dataclass

from advocate_desk.domain.duplicates import Compared
from advocate_desk.domain.imported_row import Refusal
from advocate_desk.domain.imports import SheetKind
from advocate_desk.services.caseload_columns import Column


@dataclass(frozen=True, kw_only=True, slots=True)
class SideBySide:
    """A client's row beside what it may repeat: a case's reference, or "row 17" of the same file."""

    beside: str
    compared: tuple[Compared, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenRow:
    """A client's row that was (or, in a dry run, would be) imported.

    ``resembles`` are the cases it may repeat: a reference, or "row 17" for a row of the same file;
    ``resembles_rows`` are those rows' numbers; ``side_by_side`` lays each of them beside this one. ``narrowed``
    says why contacting her was made narrower than a cell of the row; her plan has to be checked in any case.
    ``kept`` are the headings whose words were kept as a note.
    """

    row: int
    reference: str
    resembles: tuple[str, ...]
    resembles_rows: tuple[int, ...]
    narrowed: tuple[str, ...]
    kept: tuple[str, ...]
    side_by_side: tuple[SideBySide, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetCount:
    """What became of one sheet's rows. ``not_read`` says why a sheet was not read; then there are no counts.

    ``left_out`` are rows somebody chose to skip, and rows that hang on a client's row left out like that.
    """

    name: str
    kind: SheetKind | None
    rows_read: int = 0
    taken: int = 0
    already_here: int = 0
    refused: int = 0
    left_out: int = 0
    columns: tuple[Column, ...] = ()
    not_read: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadReport:
    """What an import did. ``done`` is False for a dry run and where refused rows stopped it.

    ``taken`` and ``already_here`` are the clients' rows; ``contacts`` and ``referrals`` count what came beside them.
    """

    rows_read: int
    done: bool
    dry_run: bool
    taken: tuple[TakenRow, ...]
    already_here: tuple[int, ...]
    refused: tuple[Refusal, ...]
    columns: tuple[Column, ...]
    told: tuple[str, ...]
    contacts: int = 0
    referrals: int = 0
    sheets: tuple[SheetCount, ...] = ()

    @property
    def refused_rows(self) -> int:
        """How many rows were refused; each may have several reasons."""
        return len({(refusal.sheet, refusal.row) for refusal in self.refused})

    @property
    def possible_duplicates(self) -> int:
        """How many of the rows taken resemble a case."""
        return sum(bool(row.resembles) for row in self.taken)

    @property
    def stopped(self) -> bool:
        """Whether refused rows kept the rest out."""
        return bool(self.refused) and not self.done and not self.dry_run
