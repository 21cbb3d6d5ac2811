"""`import ...`: directories and caseloads in."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from advocate_desk.cli.exit_codes import ExitCode
from advocate_desk.cli.files import refuse_existing
from advocate_desk.cli.opening import signed_in
from advocate_desk.cli.options import Options, common_options, pass_options
from advocate_desk.cli.output import Document
from advocate_desk.domain.imported_row import Refusal
from advocate_desk.domain.imports import SheetKind
from advocate_desk.services.caseload_report import CaseloadReport, SheetCount, TakenRow
from advocate_desk.services.import_caseload import CaseloadFile
from advocate_desk.services.import_directory import Counts

_MOST_LINES = 40


@click.group("import")
def import_() -> None:
    """Bring in a directory of agencies, or a caseload."""


@import_.command()
@common_options
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@pass_options
def directory(options: Options, path: Path) -> None:
    """Bring in a directory of services: HSDS 3 or Open Referral UK, a file or a folder.

    In a folder the CSV tables win, else every JSON file is read. Importing again updates by id.
    """
    with signed_in(options) as session:
        report = options.doors.import_directory(session).run(path)
    options.out.answer(
        {"agencies": _counts(report.agencies), "services": _counts(report.services), "told": list(report.told)},
        [
            f"Agencies: {_counted(report.agencies)}.",
            f"Services: {_counted(report.services)}.",
            *report.told,
        ],
    )


def _counts(counts: Counts) -> Document:
    return {"new": counts.new, "updated": counts.updated, "unchanged": counts.unchanged}


def _counted(counts: Counts) -> str:
    return f"{counts.new} new, {counts.updated} updated, {counts.unchanged} unchanged"


@import_.command()
@common_options
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be imported; change nothing.")
@click.option("--skip-refused", is_flag=True, help="Import the rest where some rows are refused.")
@click.option("--errors", metavar="FILE", type=click.Path(path_type=Path), help="Write the refused rows to FILE (CSV).")
@click.option("--map", "columns", metavar="FILE", type=click.Path(path_type=Path), help="Your own headings (TOML).")
@click.option("--force", is_flag=True, help="Overwrite the file of --errors.")
@pass_options
def caseload(
    options: Options,
    file: Path,
    dry_run: bool,
    skip_refused: bool,
    errors: Path | None,
    columns: Path | None,
    force: bool,
) -> int:
    """Bring in a caseload from a spreadsheet (.xlsx or CSV), all of it or nothing.

    A workbook may have three sheets, joined by Client ID: clients and cases, referrals out, contacts.

    Columns about safety only ever narrow what may be done. Every plan that comes in is unchecked.
    """
    if errors:
        refuse_existing(errors, force=force)
    wanted = CaseloadFile(
        path=file, dry_run=dry_run, skip_refused=skip_refused, errors=errors, columns=columns, overwrite=force
    )
    with signed_in(options) as session:
        report = options.doors.import_caseload(session).run(wanted, options.out.progress("Reading row"))
    options.out.answer(_caseload_document(report), _caseload_words(report))
    if not report.refused or skip_refused:
        return ExitCode.DONE
    options.out.fail(ExitCode.FAILED, _stopped(report))
    return ExitCode.FAILED


def _stopped(report: CaseloadReport) -> str:
    return (
        f"{report.refused_rows} of {report.rows_read} rows cannot be taken, so nothing was imported. "
        "Mend them, or take the rest with --skip-refused."
    )


def _caseload_document(report: CaseloadReport) -> Document:
    return {
        "rows_read": report.rows_read,
        "imported": len(report.taken) if report.done else 0,
        "would_import": len(report.taken),
        "possible_duplicates": report.possible_duplicates,
        "already_here": len(report.already_here),
        "already_here_rows": list(report.already_here),
        "refused": report.refused_rows,
        "refusals": [
            {
                "row": refusal.row,
                "column": refusal.column,
                "reason": refusal.reason,
                "sheet": refusal.sheet_name,
                "kind": refusal.sheet.value,
            }
            for refusal in report.refused
        ],
        "contacts": report.contacts if report.done else 0,
        "would_import_contacts": report.contacts,
        "referrals": report.referrals if report.done else 0,
        "would_import_referrals": report.referrals,
        "sheets": [_sheet_document(sheet) for sheet in report.sheets],
        "done": report.done,
        "dry_run": report.dry_run,
        "rows": [_row_document(row, report.done) for row in report.taken],
        "to_check": [row.row for row in report.taken],
        "narrowed": [{"row": row.row, "why": list(row.narrowed)} for row in report.taken if row.narrowed],
        "columns": [{"heading": column.heading, "field": column.field} for column in report.columns],
        "told": list(report.told),
    }


def _sheet_document(sheet: SheetCount) -> Document:
    return {
        "sheet": sheet.name,
        "kind": sheet.kind.value if sheet.kind else None,
        "not_read": sheet.not_read,
        "rows_read": sheet.rows_read,
        "taken": sheet.taken,
        "already_here": sheet.already_here,
        "refused": sheet.refused,
        "columns": [{"heading": column.heading, "field": column.field} for column in sheet.columns],
    }


def _row_document(row: TakenRow, done: bool) -> Document:
    return {
        "row": row.row,
        "reference": row.reference if done else None,
        "resembles": list(row.resembles),
        "resembles_rows": list(row.resembles_rows),
        "narrowed": list(row.narrowed),
        "kept_as_note": list(row.kept),
    }


def _caseload_words(report: CaseloadReport) -> Sequence[str]:
    taken = "imported" if report.done else "would be imported" if report.dry_run else "could be imported"
    lines = [
        f"{report.rows_read} rows read.",
        f"{len(report.taken)} {taken}, {report.possible_duplicates} of them possibly duplicate.",
        *_beside(report, taken),
        f"{sum(sheet.already_here for sheet in report.sheets)} skipped: the same row is here already.",
        f"{report.refused_rows} refused.",
        *(f"  {_place(refusal)}, {refusal.column}: {refusal.reason}." for refusal in report.refused),
        *_sheets(report),
    ]
    duplicates = [row for row in report.taken if row.resembles]
    if duplicates:
        lines.append("Possibly the same person (linked, not merged):")
        lines += _short([f"  Row {row.row} resembles {', '.join(row.resembles)}." for row in duplicates])
    if report.taken:
        lines.append(f"How it is safe to contact each of them is unchecked and due today: rows {_rows(report)}.")
    narrowed = [row for row in report.taken if row.narrowed]
    if narrowed:
        lines.append(f"In {len(narrowed)} of them a safety column was narrowed:")
        lines += _short([f"  Row {row.row}: {'; '.join(row.narrowed)}." for row in narrowed])
    kept = Counter(heading for row in report.taken for heading in row.kept)
    if kept:
        lines.append(f"Kept as a note: {', '.join(f'{heading} ({count})' for heading, count in kept.most_common())}.")
    return [*lines, *report.told]


def _beside(report: CaseloadReport, taken: str) -> list[str]:
    """Count what came beside the cases, where there was anything of the kind."""
    kinds = {sheet.kind for sheet in report.sheets}
    lines = []
    if SheetKind.REFERRALS in kinds:
        lines.append(f"{report.referrals} referrals {taken}.")
    if SheetKind.CONTACTS in kinds:
        lines.append(f"{report.contacts} contacts {taken}.")
    return lines


def _place(refusal: Refusal) -> str:
    return f"{refusal.sheet_name}, row {refusal.row}" if refusal.sheet_name else f"Row {refusal.row}"


def _sheets(report: CaseloadReport) -> list[str]:
    """Give each sheet's counts, where the file has more than one; one that was not read is named among the rest."""
    if len(report.sheets) == 1:
        return []
    return [
        f"Sheet “{sheet.name}”: {sheet.rows_read} rows read, {sheet.taken} to take, "
        f"{sheet.already_here} here already, {sheet.refused} refused."
        for sheet in report.sheets
        if sheet.kind
    ]


def _short(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], *([f"  and {more} more; --json lists them all."] if more > 0 else [])]


def _rows(report: CaseloadReport) -> str:
    """Return the rows taken, runs drawn together: ``3 to 53, 55``."""
    runs: list[list[int]] = []
    for row in report.taken:
        if runs and row.row == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], row.row]
        else:
            runs.append([row.row])
    return ", ".join(str(run[0]) if run[0] == run[-1] else f"{run[0]} to {run[-1]}" for run in runs)
