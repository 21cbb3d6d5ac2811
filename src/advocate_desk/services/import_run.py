"""One import on its way: every row of every sheet is taken, refused, known already or left out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from advocate_desk.domain.cases import Case
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.imported_row import Refusal
from advocate_desk.domain.imports import CaseloadImport, SheetKind
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import User
from advocate_desk.services.caseload_records import ImportSetting, plain_name
from advocate_desk.services.caseload_report import CaseloadReport, SheetCount
from advocate_desk.services.import_agencies import Agencies
from advocate_desk.services.import_clients import ClientRows
from advocate_desk.services.import_entries import ContactRows, EntryRows, ReferralRows
from advocate_desk.services.import_joining import ClientNumbers, LeftOut
from advocate_desk.services.import_sheets import SHEETS_IN_ORDER, ReadRow, Sheet, read_row
from advocate_desk.services.import_warnings import OlderPlans, Warnings
from advocate_desk.services.ports import PhoneNumbers, Progress, Resemblance, UnitOfWork
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is asked of an import; see `ImportPlan` for ``mended`` and ``skipped``."""

    dry_run: bool = False
    skip_refused: bool = False
    mended: Mapping[tuple[SheetKind, int, str], str] = field(default_factory=dict)
    skipped: frozenset[tuple[SheetKind, int]] = frozenset()


@dataclass(slots=True)
class _Tally:
    """What became of one sheet's rows so far."""

    taken: int = 0
    already_here: int = 0
    left_out: int = 0
    refused: set[int] = field(default_factory=set)


class ImportRun:
    """Takes every row; `commit` makes it durable."""

    def __init__(
        self,
        session: Session,
        work: UnitOfWork,
        sheets: Sequence[Sheet],
        told: tuple[str, ...],
        wanted: Wanted,
        phones: PhoneNumbers,
        resemblance: Resemblance,
    ) -> None:
        self.sheets = sheets
        self._work, self._wanted, self._told, self._resemblance = work, wanted, told, resemblance
        self._setting = _setting(session, work)
        cases = work.find(Case)
        self._numbers = ClientNumbers(cases)
        self._before = {case.id for case in cases}
        self._warnings, self._older_plans = Warnings(), OlderPlans(work, self._setting.today)
        self._clients = ClientRows(work, self._setting, cases, self._numbers, self._warnings, phones, resemblance)
        self._agencies = Agencies(work, self._setting, resemblance)
        self._tallies = {kind: _Tally() for kind in SheetKind}
        self._refused: list[Refusal] = []
        self._narrowed_before: tuple[str, ...] = ()
        self._referrals: ReferralRows | None = None

    def take_all(self, progress: Progress | None) -> CaseloadReport:
        """Take every row of every sheet, the clients first, and say what became of it.

        Raises:
            KnownFailure: ``progress`` said stop. Nothing was imported.
        """
        read = [
            (sheet, self._rows_of(sheet)) for kind in SHEETS_IN_ORDER for sheet in self.sheets if sheet.kind is kind
        ]
        total, done = sum(len(rows) for _, rows in read), 0
        for sheet, rows in read:
            take = self._taker(sheet, rows)
            for row in rows:
                self._take(sheet, row, take)
                done += 1
                if progress and not progress(done, total):
                    raise KnownFailure("The import was stopped. Nothing was imported.")
        self._narrowed_before = self._older_plans.narrow()
        return self._report()

    def _rows_of(self, sheet: Sheet) -> list[ReadRow]:
        """Read a sheet's rows, and gather what they warn of before any client is understood."""
        rows = [read_row(sheet, row, self._wanted.mended) for row in sheet.table.rows]
        if sheet.kind and sheet.kind is not SheetKind.CLIENTS:
            self._warnings.gather(sheet.kind, rows)
        return rows

    def _taker(self, sheet: Sheet, rows: Sequence[ReadRow]) -> Callable[[ReadRow], tuple[Refusal, ...]]:
        kind = sheet.kind
        if kind is None or kind is SheetKind.CLIENTS:
            return self._client
        entries: EntryRows
        fingerprints = [row.fingerprint for row in rows if row.fingerprint]
        if kind is SheetKind.REFERRALS:
            entries = ReferralRows(self._work, self._setting, self._numbers, self._agencies, fingerprints)
            self._referrals = entries
        else:
            entries = ContactRows(self._work, self._setting, self._numbers, fingerprints)
        return lambda row: self._entry(kind, entries, row)

    def _take(self, sheet: Sheet, row: ReadRow, take: Callable[[ReadRow], tuple[Refusal, ...]]) -> None:
        assert sheet.kind is not None
        if (sheet.kind, row.number) in self._wanted.skipped:
            self._tallies[sheet.kind].left_out += 1
            if sheet.kind is SheetKind.CLIENTS:
                self._clients.leave_out(row)
            return
        if row.refused and sheet.kind is SheetKind.CLIENTS:
            self._clients.refuse(row)
        refused = row.refused or take(row)
        if refused:
            self._tallies[sheet.kind].refused.add(row.number)
            self._refused += [replace(one, sheet=sheet.kind, sheet_name=sheet.table.sheet) for one in refused]

    def _client(self, row: ReadRow) -> tuple[Refusal, ...]:
        tally, here = self._tallies[SheetKind.CLIENTS], len(self._clients.already_here)
        refused = self._clients.take(row)
        if not refused:
            was_here = len(self._clients.already_here) > here
            tally.already_here += was_here
            tally.taken += not was_here
        return refused

    def _entry(self, kind: SheetKind, entries: EntryRows, row: ReadRow) -> tuple[Refusal, ...]:
        tally = self._tallies[kind]
        if entries.already_here(row):
            tally.already_here += 1
            return ()
        try:
            refused = entries.take(row)
        except LeftOut:
            tally.left_out += 1
            return ()
        tally.taken += not refused
        if not refused and (warns := self._warnings.of_row(kind, row.number)):
            number = next(cell.text for cell in row.cells if cell.field == "client_number")
            if (case_id := self._numbers.case_of(number)) in self._before:
                self._older_plans.warned(case_id, row, warns)
        return refused

    def _report(self) -> CaseloadReport:
        read = [sheet for sheet in self.sheets if sheet.kind]
        clients = [sheet for sheet in read if sheet.kind is SheetKind.CLIENTS]
        left_out = sum(tally.left_out for tally in self._tallies.values())
        return CaseloadReport(
            rows_read=sum(len(sheet.table.rows) for sheet in read),
            done=not self._wanted.dry_run and (self._wanted.skip_refused or not self._refused),
            dry_run=self._wanted.dry_run,
            taken=tuple(self._clients.taken),
            already_here=tuple(self._clients.already_here),
            refused=tuple(self._refused),
            columns=(clients or read)[0].columns,
            told=(*self._told, *self._about(), *_about_left_out(left_out)),
            contacts=self._tallies[SheetKind.CONTACTS].taken,
            referrals=self._tallies[SheetKind.REFERRALS].taken,
            sheets=tuple(self._count(sheet) for sheet in self.sheets),
        )

    def _about(self) -> tuple[str, ...]:
        return (*self._about_agencies(), *self._about_silence(), *self._about_plans())

    def _about_silence(self) -> tuple[str, ...]:
        count = self._referrals.not_known if self._referrals else 0
        if not count:
            return ()
        return (
            f"Referrals without a status this program knows: {count}. They come in as “Outcome not known”, and Today "
            "asks about none of them. Write “sent” in the file where an answer is still to come.",
        )

    def _about_agencies(self) -> tuple[str, ...]:
        added = self._agencies.added
        if not added:
            return ()
        return (f"Not in the directory, and added without being checked: {', '.join(sorted(added))}.",)

    def _about_plans(self) -> tuple[str, ...]:
        if not self._narrowed_before:
            return ()
        return (
            f"Cases that were here already, and whose contact is narrower now because of what this file says: "
            f"{', '.join(self._narrowed_before)}. Go through their safe contact again.",
        )

    def _count(self, sheet: Sheet) -> SheetCount:
        if sheet.kind is None:
            return SheetCount(name=sheet.table.sheet, kind=None, not_read=sheet.not_read)
        tally = self._tallies[sheet.kind]
        return SheetCount(
            name=sheet.table.sheet,
            kind=sheet.kind,
            rows_read=len(sheet.table.rows),
            taken=tally.taken,
            already_here=tally.already_here,
            refused=len(tally.refused),
            left_out=tally.left_out,
            columns=sheet.columns,
        )

    def commit(self) -> None:
        """Make it durable, with a record of the import by which it can be taken back."""
        taken = {kind: tally.taken for kind, tally in self._tallies.items()}
        if any(taken.values()):
            made = CaseloadImport(
                id=self._setting.import_id,
                stream_id=SHARED_STREAM,
                imported_at=self._setting.now,
                imported_by=self._setting.user_id,
                cases=taken[SheetKind.CLIENTS],
                contacts=taken[SheetKind.CONTACTS],
                referrals=taken[SheetKind.REFERRALS],
            )
            self._work.add(made)
        self._work.commit("Imported a caseload from a spreadsheet")


def _setting(session: Session, work: UnitOfWork) -> ImportSetting:
    now = session.clock.now()
    return ImportSetting(
        import_id=new_id(now),
        user_id=session.user.id,
        now=now,
        today=session.clock.today(),
        leads={plain_name(user.display_name): user.id for user in work.find(User)},
        high_risk_from=work.get(ServiceSettings, SERVICE_SETTINGS_ID).high_risk_from,
    )


def _about_left_out(rows: int) -> tuple[str, ...]:
    if not rows:
        return ()
    return (f"{rows} rows were left out, the contacts and referrals of clients left out among them.",)
