"""An import of nobody: the sample vault takes no spreadsheet, so its pages are shown on invented rows."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.duplicates import Compared, Sameness, Trait
from advocate_desk.domain.imported_row import Refusal
from advocate_desk.domain.imports import UNDO_WITHIN, SheetKind
from advocate_desk.services.caseload_columns import Column
from advocate_desk.services.caseload_plan import (
    ColumnLook,
    FieldChoice,
    FileLook,
    ImportLine,
    ImportPlan,
    SheetLook,
    UndoReport,
)
from advocate_desk.services.caseload_report import CaseloadReport, SheetCount, SideBySide, TakenRow
from advocate_desk.services.import_caseload import ImportCaseload
from advocate_desk.services.ports import Clock, Progress

INVENTED_FILE = Path("caseload.xlsx")
_CLIENTS = (
    ("Client ID", "client_number", ("N-0001", "N-0002", "N-0003")),
    ("Client name", "name", ("Ceri Sample", "Dana Sample", "Robin Sample")),
    ("DOB", "born_on", ("3/4/88", "12 May 1990", "1979")),
    ("Phone", "phone", ("07700 900123", "ask sister", "07700 900456")),
    ("OK to ring?", "", ("yes", "not safe", "?")),
    ("Worker", "lead", ("Jo Advocate", "Jo Advocate", "Sunniva Supervisor")),
)
_FIELDS = {
    "client_number": "Client number",
    "name": "Name",
    "born_on": "Date of birth",
    "phone": "Phone",
    "lead": "Lead advocate",
    "safe_to_call": "Safe to call",
}
_REFUSED = (
    Refusal(
        row=5, column="DOB", reason="a date of birth cannot lie after today", sheet_name="Clients", says="3/4/2031"
    ),
    Refusal(
        row=9,
        column="Closed",
        reason="the case would be closed before it was referred",
        sheet_name="Clients",
        says="1/1/2020",
    ),
    Refusal(
        row=14,
        column="Client ID",
        reason="no client has this number",
        sheet=SheetKind.CONTACTS,
        sheet_name="Contacts",
        says="N-0099",
    ),
)

_COMPARED = (
    Compared(trait=Trait.NAMES, new=("Dana Sample",), known=("Danna Sample",), sameness=Sameness.LIKE),
    Compared(trait=Trait.BORN_ON, new=(date(1990, 5, 12),), known=(date(1990, 5, 12),), sameness=Sameness.SAME),
    Compared(trait=Trait.PHONES, new=("447700900123",), known=("447700900456",), sameness=Sameness.DIFFERS),
    Compared(trait=Trait.POSTCODE, new=(), known=("ZZ991AA",), sameness=Sameness.NOT_BOTH),
)


class InventedImport(ImportCaseload):
    """Answers as an import would. Reads and keeps nothing."""

    def __init__(self, clock: Clock, *, refuses: bool = False) -> None:
        self._clock = clock
        self._refuses = refuses
        self._kept = False

    def look(self, path: Path, said: Mapping[str, SheetKind | None] | None = None) -> FileLook:
        columns = tuple(
            ColumnLook(heading=heading, field=field, remembered=heading == "Worker", samples=cells)
            for heading, field, cells in _CLIENTS
        )
        contacts = (
            ColumnLook(heading="Client ID", field="client_number", remembered=False, samples=("N-0001", "N-0001")),
            ColumnLook(heading="What happened", field="text", remembered=False, samples=("Rang, no answer",)),
        )
        sheets = (
            SheetLook(name="Clients", kind=SheetKind.CLIENTS, rows=42, columns=columns),
            SheetLook(name="Contacts", kind=SheetKind.CONTACTS, rows=120, columns=contacts),
            SheetLook(name="Key", kind=None, rows=8, columns=(), not_read="none of its headings is known."),
        )
        return FileLook(path=path, sheets=sheets, told=())

    def fields(self, kind: SheetKind) -> tuple[FieldChoice, ...]:
        known = _FIELDS if kind is SheetKind.CLIENTS else {"client_number": "Client number", "text": "What happened"}
        return tuple(FieldChoice(field=field, words=words) for field, words in known.items())

    def preview(self, plan: ImportPlan, progress: Progress | None = None) -> CaseloadReport:
        left = {(one.sheet, one.row) for one in _REFUSED} - plan.skipped
        refused = tuple(one for one in _REFUSED if (one.sheet, one.row) in left) if self._refuses else ()
        return _report(refused, done=False)

    def keep(self, plan: ImportPlan, progress: Progress | None = None) -> CaseloadReport:
        self._kept = True
        return _report((), done=True)

    def undoable(self) -> tuple[ImportLine, ...]:
        now = self._clock.now()
        before = _line(1, now - timedelta(hours=3), 12, 40)
        return (_line(2, now, 40, 118), before) if self._kept else (before,)

    def undo(self, import_id: UUID) -> UndoReport:
        return UndoReport(cases=12, kept=())


def _line(number: int, at: datetime, cases: int, contacts: int) -> ImportLine:
    return ImportLine(
        import_id=UUID(int=number),
        imported_at=at,
        by="Sunniva Supervisor",
        cases=cases,
        contacts=contacts,
        referrals=0,
        until=at + UNDO_WITHIN,
    )


def _report(refused: tuple[Refusal, ...], *, done: bool) -> CaseloadReport:
    return CaseloadReport(
        rows_read=162,
        done=done,
        dry_run=not done,
        taken=tuple(_taken(row) for row in range(2, 42)),
        already_here=(42, 43),
        refused=refused,
        columns=tuple(Column(heading=heading, field=field) for heading, field, _ in _CLIENTS),
        told=("Kept as a note on each record: OK to ring?",),
        contacts=118,
        sheets=(
            SheetCount(name="Clients", kind=SheetKind.CLIENTS, rows_read=42, taken=40, already_here=2),
            SheetCount(name="Contacts", kind=SheetKind.CONTACTS, rows_read=120, taken=118, left_out=2),
            SheetCount(name="Key", kind=None, not_read="None of its headings is known."),
        ),
    )


def _taken(row: int) -> TakenRow:
    resembles = {3: ("row 17",), 8: ("AD-7KQ2-9MF",)}.get(row, ())
    narrowed = {3: ("the phone cell is words, so calling is not safe until checked",)}.get(row, ())
    return TakenRow(
        row=row,
        reference="AD-7KQ2-9MF",
        resembles=resembles,
        resembles_rows=(),
        narrowed=narrowed,
        kept=(),
        side_by_side=tuple(SideBySide(beside=beside, compared=_COMPARED) for beside in resembles),
    )
