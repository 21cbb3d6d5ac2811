"""What somebody says a sheet holds, how a file is known again, and a row laid beside whom it may repeat."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from advocate_desk.app.bootstrap import caseload_imports
from advocate_desk.domain.duplicates import Sameness, Trait
from advocate_desk.domain.imports import SheetKind
from advocate_desk.services.caseload_plan import ImportPlan
from advocate_desk.services.import_caseload import ImportCaseload
from tests.services.desk import SUPERVISOR, Office
from tests.support.workbook import save_workbook

CLIENTS = (
    ("Client ID", "Name", "DOB", "Phone", "Safe to call?"),
    ("C1", "Lowri Invented", "27/03/1988", "07700 900301", "yes"),
)
CONTACTS = (
    ("Client ID", "Date", "Type", "Summary"),
    ("C1", "19/11/2026", "text", "She wrote."),
)
TWO = {"Contacts": CONTACTS, "Clients and cases": CLIENTS}


def book(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    save_workbook(path, sheets)
    return path


@pytest.fixture
def imports(office: Office) -> Iterator[ImportCaseload]:
    with office.as_user(SUPERVISOR) as session:
        yield caseload_imports(session)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return book(tmp_path / "caseload.xlsx", TWO)


def test_a_sheet_nobody_knows_is_read_as_what_somebody_says_it_holds(
    imports: ImportCaseload, file: Path, tmp_path: Path
) -> None:
    rows = (("No.", "On", "What was said"), ("C1", "19/09/2026", "She rang."))
    other = book(tmp_path / "a.xlsx", {"Clients and cases": CLIENTS, "Sheet 9": rows})
    assert imports.look(other).sheets[1].kind is None
    said = {"Sheet 9": SheetKind.CONTACTS}
    named = imports.look(other, said).sheets[1]
    assert (named.kind, len(named.columns)) == (SheetKind.CONTACTS, 3)
    matches = {
        (SheetKind.CONTACTS, "No."): "client_number",
        (SheetKind.CONTACTS, "On"): "contact_on",
        (SheetKind.CONTACTS, "What was said"): "summary",
    }
    report = imports.preview(ImportPlan(path=other, sheets=said, matches=matches))
    assert report.contacts == 1


def test_a_sheet_is_left_out_when_somebody_says_so(imports: ImportCaseload, file: Path) -> None:
    report = imports.preview(ImportPlan(path=file, sheets={"Contacts": None}))
    assert report.contacts == 0
    assert {one.not_read for one in report.sheets if one.name == "Contacts"} == {"you chose to leave it out"}


def test_what_somebody_says_of_a_sheet_comes_before_what_another_looks_like(
    imports: ImportCaseload, tmp_path: Path
) -> None:
    file = book(tmp_path / "a.xlsx", {**TWO, "More contacts": CONTACTS})
    looks = imports.look(file, {"More contacts": SheetKind.CONTACTS}).sheets
    assert {sheet.name: sheet.kind for sheet in looks if "ontacts" in sheet.name} == {
        "Contacts": None,
        "More contacts": SheetKind.CONTACTS,
    }


def test_a_file_is_known_again_by_its_bytes_whatever_it_is_called(imports: ImportCaseload, file: Path) -> None:
    copy = file.with_name("copy.xlsx")
    copy.write_bytes(file.read_bytes())
    assert imports.look(copy).digest == imports.look(file).digest
    copy.write_text("Name\nCeri Sample\n")
    assert imports.look(copy.rename(file.with_name("copy.csv"))).digest != imports.look(file).digest


def test_a_row_that_may_repeat_somebody_is_laid_beside_them(
    imports: ImportCaseload, file: Path, tmp_path: Path
) -> None:
    imports.keep(ImportPlan(path=file))
    again = book(tmp_path / "b.xlsx", {"Clients": (CLIENTS[0], ("C7", "Lowri Invent", *CLIENTS[1][2:]))})
    (row,) = imports.preview(ImportPlan(path=again)).taken
    (beside,) = row.side_by_side
    assert beside.beside == row.resembles[0]
    assert {one.trait: one.sameness for one in beside.compared}[Trait.BORN_ON] is Sameness.SAME
