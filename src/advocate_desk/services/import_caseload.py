"""Bringing a caseload in from a spreadsheet: all of it in one transaction, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.errors import Unreadable
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.imports import ColumnMatch, SheetKind
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import Action
from advocate_desk.services import import_undo
from advocate_desk.services.caseload_columns import ColumnNames, bare
from advocate_desk.services.caseload_plan import (
    ColumnLook,
    FieldChoice,
    FileLook,
    ImportLine,
    ImportPlan,
    SheetLook,
    UndoReport,
)
from advocate_desk.services.caseload_report import CaseloadReport
from advocate_desk.services.caseload_tables import OwnHeadings, RawBook, RefusedRows, SheetNames, TableReader
from advocate_desk.services.collecting import without_collecting
from advocate_desk.services.import_run import ImportRun, Wanted
from advocate_desk.services.import_sheets import Sheet, about, readable, recognise
from advocate_desk.services.ports import PhoneNumbers, Progress, Resemblance, UnitOfWork
from advocate_desk.services.session import Session

_SAMPLES = 3
_LONGEST_SAMPLE = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadFile:
    """What to import and how. ``errors`` is where refused rows go; ``columns`` a file of the service's headings."""

    path: Path
    dry_run: bool = False
    skip_refused: bool = False
    errors: Path | None = None
    columns: Path | None = None
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class _Remembered:
    """The matches chosen by hand before, as records and by heading."""

    records: tuple[ColumnMatch, ...]
    own: Mapping[SheetKind, Mapping[str, str]] = field(default_factory=dict)

    def has(self, kind: SheetKind, heading: str) -> bool:
        return bare(heading) in {bare(one) for one in self.own.get(kind, {})}


class ImportCaseload:
    """Imports spreadsheets (supervisors)."""

    def __init__(
        self,
        session: Session,
        reader: TableReader,
        refused_rows: RefusedRows,
        phones: PhoneNumbers,
        resemblance: Resemblance,
    ) -> None:
        self._session = session
        self._reader = reader
        self._refused_rows = refused_rows
        self._phones = phones
        self._resemblance = resemblance

    def run(self, file: CaseloadFile, progress: Progress | None = None) -> CaseloadReport:
        """Read, understand and keep a caseload.

        With a refused row and without ``skip_refused`` nothing is imported; the report says what to mend.

        Raises:
            NotAllowed: the role does not include it.
            SampleVault: real people never go into the sample vault.
            NotFound, NoRights, Unreadable, FileExists, DiskFull: nothing was imported.
        """
        book = self._open(file.path)
        named = self._reader.read_map(file.columns) if file.columns else {}
        sheets = self._sheets(book, named, {})
        _check_map(sheets, named)
        wanted = Wanted(dry_run=file.dry_run, skip_refused=file.skip_refused)
        with self._session.work() as work, without_collecting():
            run = self._run(work, book, sheets, wanted)
            report = run.take_all(progress)
            if file.errors:
                tables = [sheet.table for sheet in run.sheets if sheet.kind]
                self._refused_rows.write(file.errors, tables, report.refused, overwrite=file.overwrite)
            if report.done:
                run.commit()
        return report

    def look(self, path: Path, said: SheetNames | None = None) -> FileLook:
        """Read a file and say what its sheets and columns are taken for. Keeps nothing.

        Args:
            path: the file.
            said: what somebody said that a sheet holds, by its name.

        Raises:
            NotAllowed, SampleVault, NotFound, NoRights, Unreadable: with what to do.
        """
        book = self._open(path)
        remembered = self._remembered()
        sheets = self._sheets(book, {}, said or {})
        looks = tuple(_look(sheet, remembered) for sheet in sheets)
        return FileLook(path=path, sheets=looks, told=about(book, sheets), digest=book.digest)

    def fields(self, kind: SheetKind) -> tuple[FieldChoice, ...]:
        """Return what the columns of such a sheet may be matched with."""
        names = ColumnNames()
        return tuple(FieldChoice(field=one, words=names.words[one]) for one in names.fields(kind))

    def preview(self, plan: ImportPlan, progress: Progress | None = None) -> CaseloadReport:
        """Say what an import of ``plan`` would do. Keeps nothing.

        Raises:
            NotAllowed, SampleVault, NotFound, NoRights, Unreadable: with what to do.
        """
        return self._with_plan(plan, progress, dry_run=True)

    def keep(self, plan: ImportPlan, progress: Progress | None = None) -> CaseloadReport:
        """Import ``plan``, all of it in one transaction, and remember the matches chosen by hand.

        With a row that is refused, neither mended nor skipped, nothing is imported; the report says which.

        Raises:
            NotAllowed, SampleVault, NotFound, NoRights, Unreadable, DiskFull: nothing was imported.
        """
        return self._with_plan(plan, progress, dry_run=False)

    def undoable(self) -> tuple[ImportLine, ...]:
        """Return the imports that can still be taken back, the newest first; none for who may not import."""
        return import_undo.undoable(self._session) if self._session.may(Action.IMPORT) else ()

    def undo(self, import_id: UUID) -> UndoReport:
        """Take a whole import back; cases that somebody has worked on since stay.

        Raises:
            NotAllowed: the role does not include it.
            NotFound: there is no such import, or it was taken back already.
            EntryRefused: its day is over.
        """
        self._session.require(Action.IMPORT)
        return import_undo.undo(self._session, import_id)

    def _open(self, path: Path) -> RawBook:
        self._session.require(Action.IMPORT)
        self._session.refuse_real_people()
        return self._reader.read(path)

    def _with_plan(self, plan: ImportPlan, progress: Progress | None, *, dry_run: bool) -> CaseloadReport:
        book = self._open(plan.path)
        chosen: dict[SheetKind, dict[str, str]] = {}
        for (kind, heading), one in plan.matches.items():
            chosen.setdefault(kind, {})[heading] = one
        _check_fields(chosen)
        sheets = self._sheets(book, chosen, plan.sheets)
        wanted = Wanted(dry_run=dry_run, mended=plan.mended, skipped=plan.skipped)
        with self._session.work() as work, without_collecting():
            run = self._run(work, book, sheets, wanted)
            report = run.take_all(progress)
            if report.done:
                self._remember(work, chosen)
                run.commit()
        return report

    def _run(self, work: UnitOfWork, book: RawBook, sheets: tuple[Sheet, ...], wanted: Wanted) -> ImportRun:
        checked = readable(sheets)
        return ImportRun(self._session, work, checked, about(book, checked), wanted, self._phones, self._resemblance)

    def _sheets(self, book: RawBook, own: OwnHeadings, said: SheetNames) -> tuple[Sheet, ...]:
        """Recognise the sheets; what is chosen now comes before what was chosen before."""
        before = self._remembered().own
        both = {kind: {**_bare(before.get(kind, {})), **_bare(own.get(kind, {}))} for kind in SheetKind}
        return recognise(book, ColumnNames(), both, said)

    def _remembered(self) -> _Remembered:
        with self._session.work() as work:
            records = work.find(ColumnMatch)
        own: dict[SheetKind, dict[str, str]] = {}
        for one in records:
            own.setdefault(one.sheet, {})[one.heading] = one.field
        return _Remembered(records, own)

    def _remember(self, work: UnitOfWork, chosen: OwnHeadings) -> None:
        """Keep what was chosen by hand, where it is not what these headings are taken for already."""
        names = ColumnNames()
        before = {(one.sheet, bare(one.heading)): one for one in work.find(ColumnMatch)}
        for kind, matches in chosen.items():
            for heading, one in matches.items():
                kept = before.get((kind, bare(heading)))
                if kept:
                    work.change(kept, field=one)
                elif names.match(kind, (heading,), {})[0].field != one:
                    match = ColumnMatch(
                        id=new_id(self._session.clock.now()),
                        stream_id=SHARED_STREAM,
                        sheet=kind,
                        heading=heading,
                        field=one,
                    )
                    work.add(match)


def _bare(own: Mapping[str, str]) -> dict[str, str]:
    return {bare(heading): one for heading, one in own.items()}


def _look(sheet: Sheet, remembered: _Remembered) -> SheetLook:
    columns = tuple(
        ColumnLook(
            heading=column.heading,
            field=column.field,
            remembered=sheet.kind is not None and remembered.has(sheet.kind, column.heading),
            samples=_samples(sheet, place),
        )
        for place, column in enumerate(sheet.columns)
    )
    return SheetLook(
        name=sheet.table.sheet,
        kind=sheet.kind,
        rows=len(sheet.table.rows),
        columns=columns,
        not_read=sheet.not_read,
        may_be_named=not sheet.table.not_read,
    )


def _samples(sheet: Sheet, place: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in sheet.table.rows:
        if len(found) == _SAMPLES:
            break
        if place < len(row.cells) and row.cells[place].strip():
            found[" ".join(row.cells[place].split())[:_LONGEST_SAMPLE]] = None
    return tuple(found)


def _check_map(sheets: tuple[Sheet, ...], own: OwnHeadings) -> None:
    """Refuse a map that fits nothing in the file.

    Raises:
        Unreadable: it names a field, a heading or a sheet there is not.
    """
    names = ColumnNames()
    for kind, matches in own.items():
        headings = [heading for sheet in sheets if sheet.kind is kind for heading in sheet.table.headings]
        names.check_map(kind, headings, matches)


def _check_fields(own: OwnHeadings) -> None:
    """Refuse a field there is not.

    Raises:
        Unreadable: which.
    """
    names = ColumnNames()
    for kind, matches in own.items():
        unknown = sorted(set(matches.values()) - {*names.fields(kind), ""})
        if unknown:
            raise Unreadable(f"There is no such field: {unknown[0]}. Choose one of those offered.")
