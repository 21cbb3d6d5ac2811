"""Bringing a caseload in from a spreadsheet: all of it in one transaction, or nothing."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from advocate_desk.domain.cases import Case, CaseLink, LinkKind
from advocate_desk.domain.duplicates import Likeness, Likenesses, find_postcode
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.imported_row import Cell, ImportedRow, Refusal, understand
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import Action, User
from advocate_desk.services.caseload_columns import Column, ColumnNames
from advocate_desk.services.caseload_plan import FieldChoice, FileLook, ImportLine, ImportPlan, UndoReport
from advocate_desk.services.caseload_records import ImportSetting, plain_name, records_of
from advocate_desk.services.caseload_report import CaseloadReport, TakenRow
from advocate_desk.services.ports import PhoneNumbers, Progress, Resemblance, UnitOfWork
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class RawRow:
    """One row as it stands in the file. ``number`` counts as the spreadsheet does: the headings are row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RawTable:
    """A sheet of text. ``told`` are sentences about how the file was read; ``sheet`` is its name, if it has one."""

    headings: tuple[str, ...]
    rows: tuple[RawRow, ...]
    told: tuple[str, ...] = ()
    sheet: str = ""


class TableReader(Protocol):
    """Reads spreadsheets."""

    def read(self, path: Path) -> RawTable:
        """Return the table.

        Raises:
            NotFound, NoRights, Unreadable: with what to do.
        """
        ...

    def read_map(self, path: Path) -> Mapping[str, str]:
        """Return a service's own headings, each with its field.

        Raises:
            NotFound, NoRights, Unreadable: with what to do.
        """
        ...


class RefusedRows(Protocol):
    """Writes refused rows out, to be mended."""

    def write(self, path: Path, table: RawTable, refusals: Sequence[Refusal], *, overwrite: bool) -> None:
        """Write them.

        Raises:
            FileExists, NoRights, DiskFailed: nothing was written.
        """
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadFile:
    """What to import and how. ``errors`` is where refused rows go; ``columns`` a file of the service's headings."""

    path: Path
    dry_run: bool = False
    skip_refused: bool = False
    errors: Path | None = None
    columns: Path | None = None
    overwrite: bool = False


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
        self._session.require(Action.IMPORT)
        self._session.refuse_real_people()
        table = self._reader.read(file.path)
        own = self._reader.read_map(file.columns) if file.columns else {}
        columns = ColumnNames().recognise(table.headings, own)
        with self._session.work() as work:
            run = _Run(self._session, work, columns, self._phones, self._resemblance)
            for place, row in enumerate(table.rows, start=1):
                run.take(row)
                if progress and not progress(place, len(table.rows)):
                    raise KnownFailure("The import was stopped. Nothing was imported.")
            report = run.report(file, table)
            if file.errors:
                self._refused_rows.write(file.errors, table, report.refused, overwrite=file.overwrite)
            if report.done:
                work.commit("Imported a caseload from a spreadsheet")
        return report

    def look(self, path: Path) -> FileLook:
        """Read a file and say what its sheets and columns are taken for. Keeps nothing.

        Raises:
            NotAllowed, SampleVault, NotFound, NoRights, Unreadable: with what to do.
        """
        raise KnownFailure

    def fields(self, kind: SheetKind) -> tuple[FieldChoice, ...]:
        """Return what the columns of such a sheet may be matched with."""
        raise KnownFailure

    def preview(self, plan: ImportPlan, progress: Progress | None = None) -> CaseloadReport:
        """Say what an import of ``plan`` would do. Keeps nothing.

        Raises:
            NotAllowed, SampleVault, NotFound, NoRights, Unreadable: with what to do.
        """
        raise KnownFailure

    def keep(self, plan: ImportPlan, progress: Progress | None = None) -> CaseloadReport:
        """Import ``plan``, all of it in one transaction, and remember the matches chosen by hand.

        With a row that is refused, neither mended nor skipped, nothing is imported; the report says which.

        Raises:
            NotAllowed, SampleVault, NotFound, NoRights, Unreadable, DiskFull: nothing was imported.
        """
        raise KnownFailure

    def undoable(self) -> tuple[ImportLine, ...]:
        """Return the imports that can still be taken back, the newest first."""
        return ()

    def undo(self, import_id: UUID) -> UndoReport:
        """Take a whole import back; cases that somebody has worked on since stay.

        Raises:
            NotAllowed: the role does not include it.
            NotFound: there is no such import, or it was taken back already.
            EntryRefused: its day is over.
        """
        raise KnownFailure


class _Run:
    """One import on its way: the records are handed to the unit of work row by row."""

    def __init__(
        self,
        session: Session,
        work: UnitOfWork,
        columns: tuple[Column, ...],
        phones: PhoneNumbers,
        resemblance: Resemblance,
    ) -> None:
        self._work, self._columns, self._phones = work, columns, phones
        self._session = session
        settings = work.get(ServiceSettings, SERVICE_SETTINGS_ID)
        self._setting = ImportSetting(
            now=session.clock.now(),
            today=session.clock.today(),
            leads={plain_name(user.display_name): user.id for user in work.find(User)},
            high_risk_from=settings.high_risk_from,
        )
        cases = work.find(Case)
        self._references = {case.id: case.reference for case in cases}
        self._in_use = {case.reference for case in cases}
        self._fingerprints = {case.row_fingerprint for case in cases if case.row_fingerprint}
        self._known = _everybody(work, resemblance)
        self._rows: dict[UUID, int] = {}
        self._taken: list[TakenRow] = []
        self._already: list[int] = []
        self._refused: list[Refusal] = []

    def take(self, row: RawRow) -> None:
        """Understand one row, and hand its records over unless it is refused or here already."""
        if len(row.cells) != len(self._columns):
            self._refused.append(_shifted(row, len(self._columns)))
            return
        cells = [
            Cell(heading=column.heading, field=column.field, text=text)
            for column, text in zip(self._columns, row.cells, strict=True)
            if text
        ]
        fingerprint = fingerprint_of(cells)
        if fingerprint in self._fingerprints:
            self._already.append(row.number)
            return
        understood = understand(row.number, cells, today=self._setting.today, digits=self._phones.digits)
        if isinstance(understood, ImportedRow):
            self._fingerprints.add(fingerprint)
            self._keep(understood, fingerprint)
        else:
            self._refused.extend(understood)

    def _keep(self, row: ImportedRow, fingerprint: str) -> None:
        imported = records_of(row, fingerprint, self._setting)
        while imported.case.reference in self._in_use:
            imported = records_of(row, fingerprint, self._setting)
        case = imported.case
        self._in_use.add(case.reference)
        self._references[case.id] = f"row {row.row}"
        self._rows[case.id] = row.row
        for record in imported.records:
            self._work.add(record)
        me = _likeness_of(row, case.id)
        resembling = self._known.resembling(me)
        for other in resembling:
            link = CaseLink(
                id=new_id(self._setting.now),
                stream_id=SHARED_STREAM,
                kind=LinkKind.POSSIBLE_DUPLICATE,
                from_case_id=case.id,
                to_case_id=other.case_id,
                why=f"Same or like: {other.why}",
            )
            self._work.add(link)
        self._known.add(me)
        taken = TakenRow(
            row=row.row,
            reference=case.reference,
            resembles=tuple(self._references[other.case_id] for other in resembling),
            resembles_rows=tuple(self._rows[other.case_id] for other in resembling if other.case_id in self._rows),
            narrowed=row.narrowed,
            kept=tuple(dict.fromkeys(heading for heading, _ in row.kept)),
        )
        self._taken.append(taken)

    def report(self, file: CaseloadFile, table: RawTable) -> CaseloadReport:
        """Say what was understood, and whether it is to be kept."""
        return CaseloadReport(
            rows_read=len(table.rows),
            done=not file.dry_run and (file.skip_refused or not self._refused),
            dry_run=file.dry_run,
            taken=tuple(self._taken),
            already_here=tuple(self._already),
            refused=tuple(self._refused),
            columns=self._columns,
            told=(*table.told, *_about_columns(self._columns)),
        )


def fingerprint_of(cells: Sequence[Cell]) -> str:
    """Return a digest of a row's filled cells with their headings: the same row, whatever the columns' order."""
    pairs = sorted((cell.heading, cell.text) for cell in cells if cell.text.strip())
    return hashlib.sha256(json.dumps(pairs, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _shifted(row: RawRow, wanted: int) -> Refusal:
    """A row of another width has cells under wrong headings, the safety columns perhaps among them."""
    return Refusal(
        row=row.number,
        column="(the whole row)",
        reason=(
            f"it has {len(row.cells)} cells under {wanted} headings, so what it says may stand in the wrong columns; "
            "put quotes round a cell that holds the separator"
        ),
    )


def _about_columns(columns: Sequence[Column]) -> tuple[str, ...]:
    unknown = [column.heading for column in columns if not column.field]
    if not unknown:
        return ()
    return (f"Not recognised, and kept as a note on each record: {', '.join(unknown)}.",)


def _likeness_of(row: ImportedRow, case_id: UUID) -> Likeness:
    return Likeness(
        case_id=case_id,
        names=tuple(dict.fromkeys((row.name, row.name_to_use))),
        born_on=row.born_on,
        phones=frozenset(digits for _, digits in row.phones),
        postcode=find_postcode(row.address),
    )


def _everybody(work: UnitOfWork, resemblance: Resemblance) -> Likenesses:
    """Return everybody who has a case here, by what they can be known again by."""
    known = Likenesses(resemblance.score)
    points: dict[UUID, list[ContactPoint]] = {}
    for point in work.find(ContactPoint):
        points.setdefault(point.person_id, []).append(point)
    for person in work.find(Person, role=PersonRole.CLIENT):
        mine = points.get(person.id, [])
        postcodes = [find_postcode(point.value) for point in mine if point.kind is PointKind.ADDRESS]
        likeness = Likeness(
            case_id=person.case_id,
            names=tuple(name for name in (person.name_to_use, person.legal_name) if name),
            born_on=person.date_of_birth,
            phones=frozenset(point.digits for point in mine if point.digits),
            postcode=next((postcode for postcode in postcodes if postcode), ""),
        )
        known.add(likeness)
    return known
