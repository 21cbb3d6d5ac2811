import csv
import json
import stat
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case, CaseLink
from advocate_desk.domain.contacts import Note
from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.people import ContactPoint, Disclosure, Person, PersonRole
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.safety_words import find_safety_words
from tests.cli.house import Terminal
from tests.services.desk import ADMINISTRATOR, ADVOCATE, LETTERS, PASSPHRASE
from tests.support.folders import contents

PLAIN = {"Name": "Lowri Sample", "DOB": "27/03/1988", "Phone": "07700 900301", "Safe to call?": "yes"}


def sheet(path: Path, *rows: dict[str, str]) -> Path:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def kept(terminal: Terminal, *kinds: type[Any]) -> list[tuple[Any, ...]]:
    """Return the records of each kind, as the vault holds them."""
    session = terminal.house.vaults().unlock(terminal.vault, ADMINISTRATOR, PASSPHRASE)
    try:
        with session.work() as work:
            return [work.find(kind) for kind in kinds]
    finally:
        session.close()


def references(document: dict[str, Any]) -> Sequence[str]:
    return [row["reference"] for row in document["rows"]]


# --- all or nothing --------------------------------------------------------------------------------------


def test_with_a_refused_row_nothing_is_imported_and_the_row_is_named(terminal: Terminal, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.csv", PLAIN, {**PLAIN, "Name": "Mair Sample", "DOB": "31/02/1990"})
    (before,) = kept(terminal, Case)
    told = terminal.signed_in("import", "caseload", file)
    assert told.code == 1
    assert told.document["refusals"] == [
        {
            "row": 3,
            "column": "DOB",
            "reason": "there is no such date; write it as 27/11/2026",
            "sheet": "",
            "kind": "clients",
        }
    ]
    assert (told.document["imported"], told.document["done"]) == (0, False)
    assert "--skip-refused" in told.err
    assert kept(terminal, Case) == [before]


def test_skip_refused_takes_the_rest_and_errors_holds_the_refused(terminal: Terminal, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.csv", PLAIN, {**PLAIN, "Name": "", "Phone": "+44 7700 900302"})
    errors = tmp_path / "errors.csv"
    told = terminal.signed_in("import", "caseload", file, "--skip-refused", "--errors", errors)
    assert (told.code, told.document["imported"], told.document["refused"]) == (0, 1, 1)
    assert stat.S_IMODE(errors.stat().st_mode) == 0o600
    with errors.open(encoding="utf-8-sig", newline="") as opened:
        assert list(csv.reader(opened))[1][:6] == [
            "3",
            "Name",
            "the name is missing",
            "",
            "27/03/1988",
            "'+44 7700 900302",
        ]


def test_a_dry_run_says_everything_and_changes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.csv", PLAIN)
    before = contents(terminal.vault)
    told = terminal.signed_in("import", "caseload", file, "--dry-run")
    assert (told.code, told.document["would_import"], told.document["imported"]) == (0, 1, 0)
    assert references(told.document) == [None]
    assert contents(terminal.vault) == before


def test_the_same_row_again_is_skipped_and_counted(terminal: Terminal, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.csv", PLAIN, PLAIN)
    first = terminal.signed_in("import", "caseload", file).document
    again = terminal.signed_in("import", "caseload", file).document
    assert (first["imported"], first["already_here_rows"]) == (1, [3])
    assert (again["imported"], again["already_here"]) == (0, 2)


def test_a_possible_duplicate_is_imported_and_linked_and_never_merged(terminal: Terminal, tmp_path: Path) -> None:
    first = terminal.signed_in("import", "caseload", sheet(tmp_path / "a.csv", PLAIN)).document
    twin = {**PLAIN, "Name": "Lowry Sample", "Phone": "07700900301"}
    told = terminal.signed_in("import", "caseload", sheet(tmp_path / "b.csv", twin)).document
    assert (told["imported"], told["possible_duplicates"]) == (1, 1)
    assert told["rows"][0]["resembles"] == references(first)
    cases, links = kept(terminal, Case, CaseLink)
    by_reference = {case.reference: case.id for case in cases}
    (link,) = links
    assert link.from_case_id == by_reference[told["rows"][0]["reference"]]
    assert link.to_case_id == by_reference[first["rows"][0]["reference"]]


def test_a_row_whose_cells_have_moved_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Name,Address,Safe to call?\nLowri Sample,1 Row, Sampleton,no\n")
    told = terminal.signed_in("import", "caseload", file)
    assert told.code == 1
    assert "wrong columns" in told.document["refusals"][0]["reason"]


def test_a_services_own_headings_are_told_with_a_map(terminal: Terminal, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.csv", {"Svc User": "Lowri Sample", "OK?": "no", "Shoe size": "5"})
    assert terminal.signed_in("import", "caseload", file).code == 1
    own = tmp_path / "map.toml"
    own.write_text('[columns]\n"Svc User" = "name"\n"OK?" = "safe_to_call"\n')
    told = terminal.signed_in("import", "caseload", file, "--map", own).document
    assert told["imported"] == 1
    assert told["rows"][0]["kept_as_note"] == ["Shoe size"]
    (imported,) = [plan for plan in kept(terminal, SafeContactPlan)[0] if plan.checked_on is None]
    assert imported.call is Answer.NO


@pytest.mark.parametrize("own", ['[columns]\n"Name" = "shoe_size"\n', '[columns]\n"No such" = "name"\n', "nonsense"])
def test_a_map_that_fits_nothing_is_refused(terminal: Terminal, tmp_path: Path, own: str) -> None:
    (tmp_path / "map.toml").write_text(own)
    told = terminal.signed_in("import", "caseload", sheet(tmp_path / "a.csv", PLAIN), "--map", tmp_path / "map.toml")
    assert told.code == 1


def test_only_whoever_may_import_does(terminal: Terminal, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.csv", PLAIN)
    assert terminal.signed_in("import", "caseload", file, user=ADVOCATE).code == 1
    assert terminal.signed_in("import", "directory", tmp_path, user=LETTERS).code == 1


def test_nobody_real_is_read_into_the_sample_vault(terminal: Terminal, tmp_path: Path) -> None:
    made = terminal.house.make_sample(tmp_path / "sample.advault", None, None)
    made.session.close()
    sample = Terminal(terminal.house, tmp_path / "sample.advault", terminal.passphrase_file, terminal.capsys)
    told = sample.signed_in("import", "caseload", sheet(tmp_path / "a.csv", PLAIN))
    assert told.code == 1
    assert kept(sample, Case) == [()]


@pytest.mark.parametrize("data", [b"", b'Name\n"open', b"PK\x03\x04", b"Na\x00me", b"Name\n" + b"x" * 200_000])
def test_an_unreadable_spreadsheet_is_a_sentence_and_changes_nothing(
    terminal: Terminal, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    before = contents(terminal.vault)
    told = terminal.signed_in("import", "caseload", tmp_path / "a.csv")
    assert told.code == 1
    assert told.err.strip().endswith(".")
    assert contents(terminal.vault) == before


# --- where everything goes -------------------------------------------------------------------------------


def test_every_part_of_a_row_has_its_place_or_a_note(terminal: Terminal, tmp_path: Path) -> None:
    row = {
        **PLAIN,
        "Client ID": "C77",
        "Known as": "Low",
        "Gender": "F",
        "Safe to leave msg?": "no",
        "Best time": "mornings",
        "Email": "lowri@mail.example",
        "Address": "1 Row",
        "Town": "Sampleton",
        "Postcode": "ZZ99 1AA",
        "Address safe?": "Y",
        "Other person": "Pat Pretend",
        "Relationship": "brother",
        "Children": "2 (6 & 9)",
        "Date referred": "01/11/2026",
        "DASH": "15",
        "Risk": "med",
        "Advocate": ADVOCATE,
        "Status": "On hold",
        "Notes": '=HYPERLINK("http://x.example","click")',
    }
    assert terminal.signed_in("import", "caseload", sheet(tmp_path / "a.csv", row)).code == 0
    kinds = (Case, Person, ContactPoint, SafeContactPlan, RiskAssessment, Note)
    cases, people, points, plans, risks, notes = kept(terminal, *kinds)
    (case,) = [one for one in cases if one.client_number == "C77"]
    mine = [[one for one in records if one.case_id == case.id] for records in (people, points, plans, risks, notes)]
    people, points, (plan,), (risk,), notes = mine
    assert case.lead_id is not None
    assert {(one.role, one.name_to_use) for one in people} == {
        (PersonRole.CLIENT, "Lowri Sample"),
        (PersonRole.OTHER_PERSON, "Pat Pretend"),
        (PersonRole.CHILD, "Child 1 (age 6)"),
        (PersonRole.CHILD, "Child 2 (age 9)"),
    }
    assert {point.value for point in points} == {"07700 900301", "lowri@mail.example", "1 Row\nSampleton\nZZ99 1AA"}
    assert {point.disclosure for point in points} == {Disclosure.DO_NOT_DISCLOSE}
    assert (plan.call, plan.voicemail, plan.post, plan.times) == (Answer.YES, Answer.NO, Answer.NOT_ASKED, "mornings")
    assert (plan.checked_on, plan.check_again_by) == (None, date(2026, 11, 23))
    assert (risk.imported_score, risk.judgement, risk.level) == (15, RiskLevel.MEDIUM, RiskLevel.HIGH)
    assert {note.text for note in notes} == {row["Notes"], "Gender: F\nChildren: 2 (6 & 9)"}


def test_a_stated_level_raises_a_score_and_never_lowers_it(terminal: Terminal, tmp_path: Path) -> None:
    rows = [
        {"Name": f"Person {number} Sample", "DASH": score, "Risk": stated}
        for number, (score, stated) in enumerate([("4", "High"), ("20", "std"), ("", "med"), ("11", "")])
    ]
    terminal.signed_in("import", "caseload", sheet(tmp_path / "a.csv", *rows))
    (risks,) = kept(terminal, RiskAssessment)
    assert [risk.level for risk in sorted(risks, key=lambda one: one.id) if risk.instrument == "imported"].count(
        RiskLevel.HIGH
    ) == 2
    assert {(risk.imported_score, risk.level) for risk in risks if risk.instrument == "imported"} == {
        (4, RiskLevel.HIGH),
        (20, RiskLevel.HIGH),
        (None, RiskLevel.MEDIUM),
        (11, RiskLevel.MEDIUM),
    }


def test_an_advocate_nobody_knows_here_is_kept_by_name(terminal: Terminal, tmp_path: Path) -> None:
    terminal.signed_in("import", "caseload", sheet(tmp_path / "a.csv", {**PLAIN, "Advocate": "M. Elsewhere"}))
    assert "M. Elsewhere" in [case.lead_as_text for case in kept(terminal, Case)[0]]


def test_every_hostile_text_is_kept_exactly_or_refused_in_words(
    terminal: Terminal, tmp_path: Path, shared_data: Path
) -> None:
    hostile: list[str] = json.loads((shared_data / "blns.json").read_text("utf-8"))
    rows = [{"Name": f"{number} Sample", "Notes": text} for number, text in enumerate(hostile)]
    rows += [{"Name": text, "Notes": f"name {number}"} for number, text in enumerate(hostile)]
    told = terminal.signed_in("import", "caseload", sheet(tmp_path / "a.csv", *rows), "--skip-refused").document
    refused = {refusal["row"] for refusal in told["refusals"]}
    assert all(refusal["reason"] for refusal in told["refusals"])
    assert len(refused) + told["imported"] == len(rows)
    people, notes = kept(terminal, Person, Note)
    texts, names = {note.text for note in notes}, {person.name_to_use for person in people}
    for number, row in enumerate(rows, start=2):
        if number not in refused:
            assert row["Name"] in names
            assert not row["Notes"].strip() or row["Notes"] in texts


# --- the shared caseload ---------------------------------------------------------------------------------


def test_the_shared_caseload_is_read_to_the_last_row(terminal: Terminal, shared_data: Path) -> None:
    file = shared_data / "caseload.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = {number: row for number, row in enumerate(csv.DictReader(opened), start=2)}
    told = terminal.signed_in("import", "caseload", file)
    assert (told.code, told.document["imported"], told.document["refused"]) == (1, 0, 14)

    document = terminal.signed_in("import", "caseload", file, "--skip-refused").document
    assert (document["rows_read"], document["imported"], document["possible_duplicates"]) == (416, 402, 13)
    planted = {number for number, row in rows.items() if row["Client ID"].startswith("C5")}
    linked = {row["row"] for row in document["rows"] if row["resembles"]}
    same_name_and_town = next(number for number, row in rows.items() if row["Client ID"] == "C1357")
    assert linked == planted - {refusal["row"] for refusal in document["refusals"]} | {same_name_and_town}
    assert document["to_check"] == [row["row"] for row in document["rows"]]

    listed = {case["reference"]: case for case in terminal.signed_in("case", "list", "--all").document["cases"]}
    assert not any(listed[taken["reference"]]["safe_to_call"] for taken in document["rows"])
    assert all(listed[taken["reference"]]["name"] == rows[taken["row"]]["Name"] for taken in document["rows"])
    check_one_that_is_not_safe(terminal, document, rows)
    again = terminal.signed_in("import", "caseload", file, "--skip-refused").document
    assert (again["imported"], again["already_here"]) == (0, 402)


def check_one_that_is_not_safe(terminal: Terminal, document: dict[str, Any], rows: dict[int, dict[str, str]]) -> None:
    taken = next(
        row
        for row in document["rows"]
        if rows[row["row"]]["Phone"] == "not safe" and rows[row["row"]]["Safe to call?"] in {"Y", "yes", "TRUE"}
    )
    shown = terminal.signed_in("case", "show", taken["reference"]).document
    assert shown["safe_to_call"] is False
    assert shown["safe_contact"]["answers"]["call"] == "no"
    assert shown["safe_contact"]["may_show_number"] is False
    assert all(point["value"] is None for point in shown["contact_points"])
    found = terminal.signed_in("case", "find", taken["reference"]).document["cases"]
    assert [case["safe_to_call"] for case in found] == [False]


def check_every_plan(terminal: Terminal) -> None:
    """Mark every plan as gone through today, so that nothing is held back for being unchecked alone."""
    session = terminal.house.vaults().unlock(terminal.vault, ADMINISTRATOR, PASSPHRASE)
    with session.work() as work:
        for plan in work.find(SafeContactPlan):
            work.change(plan, checked_on=date(2026, 11, 23), check_again_by=date(2026, 12, 21))
        work.commit("checked for a test")
    session.close()


def test_even_when_somebody_checks_every_plan_the_words_still_win(terminal: Terminal, tmp_path: Path) -> None:
    rows = [
        {**PLAIN, "Name": "Wary Sample", "Notes": "DO NOT CALL HOME NO."},
        {"Name": "Plain Sample", "Phone": "07700 900302", "Safe to call?": "yes"},
    ]
    taken = terminal.signed_in("import", "caseload", sheet(tmp_path / "a.csv", *rows)).document["rows"]
    check_every_plan(terminal)
    shown = [terminal.signed_in("case", "show", row["reference"], "--reveal", "calling now").document for row in taken]
    assert [case["safe_to_call"] for case in shown] == [False, True]
    assert [case["contact_points"][0]["value"] for case in shown] == [None, "07700 900302"]


def test_no_row_of_the_shared_caseload_that_says_so_is_ever_safe_to_call(terminal: Terminal, shared_data: Path) -> None:
    file = shared_data / "caseload.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = dict(enumerate(csv.DictReader(opened), start=2))
    taken = terminal.signed_in("import", "caseload", file, "--skip-refused").document["rows"]
    check_every_plan(terminal)
    listed = {case["reference"]: case for case in terminal.signed_in("case", "list", "--all").document["cases"]}
    stopped, open_ = 0, 0
    for each in taken:
        row, case = rows[each["row"]], listed[each["reference"]]
        says_so = any(find_safety_words(cell) for cell in row.values()) or not any(map(str.isdigit, row["Phone"]))
        stopped += says_so
        open_ += case["safe_to_call"]
        assert not (says_so and case["safe_to_call"])
        assert not case["safe_to_call"] or row["Safe to call?"] in {"Y", "Yes", "yes", "TRUE"}
    assert (stopped, open_) == (80, 177)


# --- directories -----------------------------------------------------------------------------------------


def test_a_directory_is_imported_and_importing_it_again_updates_by_id(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "organizations.csv").write_text("id,name,website\no1,Sample Refuge,https://refuge.example\n")
    (folder / "services.csv").write_text("id,organization_id,name,status,assured_date\ns1,o1,Beds,active,2026-05-04\n")
    told = terminal.signed_in("import", "directory", folder)
    assert (told.code, told.document["agencies"]["new"], told.document["services"]["new"]) == (0, 1, 1)
    again = terminal.signed_in("import", "directory", folder).document
    assert (again["agencies"]["unchanged"], again["services"]["unchanged"]) == (1, 1)
    (folder / "services.csv").write_text("id,organization_id,name,status\ns1,o1,Beds,temporarily closed\n")
    changed = terminal.signed_in("import", "directory", folder).document
    assert (changed["services"]["updated"], changed["agencies"]["updated"]) == (1, 0)
    agencies, services = kept(terminal, Agency, Service)
    (service,) = [one for one in services if one.external_id == "s1"]
    assert (service.status, service.checked_on) == ("temporarily closed", date(2026, 5, 4))
    assert [agency.website for agency in agencies if agency.external_id == "o1"] == ["https://refuge.example"]


def test_a_service_finds_its_organisation_when_that_comes_later(terminal: Terminal, tmp_path: Path) -> None:
    service = {"id": "s1", "name": "Beds", "organization_id": "o1", "assured_date": "2026-05-04"}
    other = {"id": "s2", "name": "Advice", "organization": {"id": "o2", "name": "Other"}}
    (tmp_path / "a.json").write_text(json.dumps([service, other]))
    assert terminal.signed_in("import", "directory", tmp_path / "a.json").code == 0
    (tmp_path / "b.json").write_text(json.dumps({**service, "organization": {"id": "o1", "name": "Sample Refuge"}}))
    assert terminal.signed_in("import", "directory", tmp_path / "b.json").document["agencies"]["updated"] == 1
    agencies, services = kept(terminal, Agency, Service)
    (home,) = [agency for agency in agencies if agency.external_id == "o1"]
    assert home.name == "Sample Refuge"
    # A file that only links to it knows less than the vault does, and changes nothing.
    again = terminal.signed_in("import", "directory", tmp_path / "a.json").document
    assert (again["agencies"]["updated"], again["services"]["updated"]) == (0, 0)
    assert [one.agency_id for one in services if one.external_id == "s1"] == [home.id]


def test_a_directory_that_is_not_whole_changes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "services.csv").write_text("id,organization_id,name\ns1,o1,Beds\n")
    before = contents(terminal.vault)
    told = terminal.signed_in("import", "directory", tmp_path)
    assert told.code == 1
    assert "no organisations" in told.err
    assert contents(terminal.vault) == before


@pytest.mark.parametrize("profile", ["hsds", "oruk"])
def test_the_published_examples_come_in_twice_without_change(
    terminal: Terminal, shared_data: Path, profile: str
) -> None:
    first = terminal.signed_in("import", "directory", shared_data / profile)
    again = terminal.signed_in("import", "directory", shared_data / profile)
    assert (first.code, first.document["agencies"]["new"], first.document["services"]["new"]) == (0, 1, 1)
    assert again.document["agencies"] == again.document["services"] == {"new": 0, "updated": 0, "unchanged": 1}


# --- workbooks -------------------------------------------------------------------------------------------


def workbook(path: Path, **sheets: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
    book.save(path)
    return path


CLIENTS = [["Client ID", "Name", "DOB"], ["C1", "Lowri Sample", "27/03/1988"], ["C2", "Mair Sample", "31/02/1990"]]
CONTACTS = [
    ["Client ID", "Date", "Type", "Summary"],
    ["C1", "20/11/2026", "call", "One."],
    ["C2", "20/11/2026", "", "Two."],
]


def test_a_workbooks_sheets_are_counted_one_by_one(terminal: Terminal, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", Clients=CLIENTS, Contacts=CONTACTS, Menu=[["a", "b"]])
    told = terminal.signed_in("import", "caseload", file, "--skip-refused").document
    assert (told["imported"], told["contacts"], told["referrals"]) == (1, 1, 0)
    sheets = {one["sheet"]: (one["kind"], one["rows_read"], one["taken"], one["refused"]) for one in told["sheets"]}
    assert sheets == {"Clients": ("clients", 2, 1, 1), "Contacts": ("contacts", 2, 1, 1), "Menu": (None, 0, 0, 0)}
    assert [(one["sheet"], one["row"]) for one in told["refusals"]] == [("Clients", 3), ("Contacts", 3)]


def test_refused_rows_of_several_sheets_come_back_mended_as_one_file(terminal: Terminal, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", Clients=CLIENTS, Contacts=CONTACTS)
    errors = tmp_path / "errors.csv"
    terminal.signed_in("import", "caseload", file, "--skip-refused", "--errors", errors)
    text = errors.read_text("utf-8-sig")
    assert "Sheet,Row,Column,What to mend,Client ID,Name,DOB" in text
    errors.write_text(text.replace("31/02/1990", "28/02/1990"), "utf-8")
    told = terminal.signed_in("import", "caseload", errors).document
    assert (told["imported"], told["contacts"], told["refused"]) == (1, 1, 0)


def test_a_map_names_the_columns_of_every_sheet(terminal: Terminal, tmp_path: Path) -> None:
    contacts = [["Client ID", "When", "Type", "What"], ["C1", "20/11/2026", "call", "One."]]
    file = workbook(tmp_path / "a.xlsx", Clients=CLIENTS[:2], Contacts=contacts)
    own = tmp_path / "map.toml"
    own.write_text('[contacts]\nWhen = "contact_on"\nWhat = "summary"\n')
    told = terminal.signed_in("import", "caseload", file, "--map", own).document
    assert (told["imported"], told["contacts"]) == (1, 1)


def test_in_words_every_sheet_has_its_line(terminal: Terminal, tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", Clients=CLIENTS[:2], Contacts=CONTACTS[:2])
    who = ("--vault", terminal.vault, "--user", ADMINISTRATOR, "--passphrase-file", terminal.passphrase_file)
    told = terminal.type("import", "caseload", file, *who)
    assert "Sheet “Contacts”: 1 rows read, 1 to take" in told.out
