"""A whole workbook comes in at once, can be mended on the way, is remembered, and can be taken back for a day."""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from advocate_desk.app.bootstrap import caseload_imports
from advocate_desk.domain.cases import Case, CaseLink
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.contacts import Contact, ContactResult, Direction, Note
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused, NotAllowed, NotFound
from advocate_desk.domain.imports import CaseloadImport, ColumnMatch, SheetKind
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.domain.record import Record
from advocate_desk.domain.referral import (
    ProgressState,
    Referral,
    ReferralMove,
    ReviewState,
    progress_state,
    review_state,
)
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.caseload_plan import ImportPlan
from advocate_desk.services.caseload_report import CaseloadReport
from advocate_desk.services.import_caseload import ImportCaseload
from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, SUPERVISOR, Office

CLIENTS = (
    ("Client ID", "Name", "DOB", "Phone", "Safe to call?"),
    ("C1", "Lowri Invented", "27/03/1988", "07700 900301", "yes"),
    ("C2", "Mair Invented", "01/02/1990", "07700 900302", "no"),
)
REFERRALS = (
    ("Client ID", "Agency", "Date sent", "Method", "Reason", "Consent", "Status", "Response date", "Outcome"),
    ("C1", "Sample Refuge", "01/10/2026", "post", "housing", "Y", "accepted", "05/10/2026", "seen"),
    ("C1", "sample  refuge", "02/10/2026", "phone", "counselling", "", "no reply", "", ""),
)
CONTACTS = (
    ("Client ID", "Date", "Time", "Type", "Direction", "Successful?", "Mins", "Summary", "Author"),
    ("c2", "20/11/2026", "1415", "call", "out", "N", "5", "Rang as agreed.", "M. Sample"),
    ("C1", "19/11/2026", "", "text", "", "", "", "She wrote.", "M. Sample"),
)
KINDS: tuple[type[Record], ...] = (
    Case, Person, ContactPoint, SafeContactPlan, RiskAssessment, Note, Contact, Referral, ReferralMove, CaseLink,
    Agency, Consent,
)  # fmt: skip


def book(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    data = io.BytesIO()
    made.save(data)
    path.write_bytes(data.getvalue())
    return path


# The contacts stand first: the order of the sheets must not matter.
THREE = {"Contacts": CONTACTS, "Clients and cases": CLIENTS, "Referrals out": REFERRALS}


@pytest.fixture
def supervisor(office: Office) -> Iterator[Session]:
    with office.as_user(SUPERVISOR) as session:
        yield session


@pytest.fixture
def imports(supervisor: Session) -> ImportCaseload:
    return caseload_imports(supervisor)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return book(tmp_path / "caseload.xlsx", THREE)


def everything(session: Session) -> dict[str, set[str]]:
    with session.work() as work:
        return {kind.__name__: {repr(record) for record in work.find(kind)} for kind in KINDS}


def counts(report: CaseloadReport) -> dict[SheetKind | None, tuple[int, int, int, int]]:
    return {one.kind: (one.taken, one.already_here, one.refused, one.left_out) for one in report.sheets}


def test_three_sheets_come_in_at_once_joined_by_client_id(
    imports: ImportCaseload, supervisor: Session, file: Path
) -> None:
    report = imports.keep(ImportPlan(path=file))
    assert (report.done, len(report.taken), report.contacts, report.referrals) == (True, 2, 2, 2)
    with supervisor.work() as work:
        cases = {case.client_number: case for case in work.find(Case, client_number=("C1", "C2"))}
        (call,) = work.find(Contact, case_id=cases["C2"].id)
        (wrote,) = work.find(Contact, case_id=cases["C1"].id)
        first, second = work.find(Referral, case_id=cases["C1"].id, order_by=("number",))
        moves = work.find(ReferralMove, referral_id=first.id, order_by=("machine",))
        (made,) = work.find(CaseloadImport)
        assert not work.find(Consent, case_id=cases["C1"].id)
    assert (call.author_id, call.author_as_text, call.minutes) == (None, "M. Sample", 5)
    assert (call.direction, call.result) == (Direction.OUTGOING, ContactResult.NOT_IN_TOUCH)
    assert (wrote.direction, wrote.result) == (Direction.NOT_KNOWN, ContactResult.NOT_KNOWN)
    assert call.happened_at < call.recorded_at
    assert (first.agency_id, first.shares, first.consent_id) == (second.agency_id, (), None)
    assert (review_state(moves), progress_state(moves)) == (ReviewState.BEFORE_IMPORT, ProgressState.ACCEPTED)
    assert len(moves) == 2
    assert (made.cases, made.contacts, made.referrals) == (2, 2, 2)
    assert supervisor.store.check() == ()


def test_a_new_agency_is_unchecked_and_a_known_one_is_found_by_name(
    imports: ImportCaseload, supervisor: Session, office: Office, tmp_path: Path
) -> None:
    with supervisor.work() as work:
        known = work.get(Agency, office.agency_id)
    rows = (REFERRALS[0], ("C1", known.name.upper(), *REFERRALS[1][2:]), REFERRALS[1])
    imports.keep(ImportPlan(path=book(tmp_path / "a.xlsx", {**THREE, "Referrals out": rows})))
    with supervisor.work() as work:
        (case,) = work.find(Case, client_number="C1")
        agencies = {work.get(Agency, one.agency_id) for one in work.find(Referral, case_id=case.id)}
    assert {(agency.name, agency.checked_on is None) for agency in agencies} >= {("Sample Refuge", True)}
    assert known in agencies


def test_the_same_rows_again_are_skipped_and_counted(imports: ImportCaseload, file: Path) -> None:
    imports.keep(ImportPlan(path=file))
    again = imports.keep(ImportPlan(path=file))
    assert counts(again) == {kind: (0, 2, 0, 0) for kind in SheetKind}


def test_referrals_nobody_will_be_reminded_of_are_counted_before_they_come_in(
    imports: ImportCaseload, tmp_path: Path
) -> None:
    rows = (REFERRALS[0], ("C1", "Elsewhere", "01/10/2026", "", "", "", "", "", ""), REFERRALS[1])
    report = imports.preview(ImportPlan(path=book(tmp_path / "a.xlsx", {**THREE, "Referrals out": rows})))
    assert [sentence for sentence in report.told if "without a status this program knows: 1." in sentence]
    report = imports.preview(ImportPlan(path=book(tmp_path / "b.xlsx", THREE)))
    assert not [sentence for sentence in report.told if "without a status" in sentence]


def test_a_preview_keeps_nothing(imports: ImportCaseload, supervisor: Session, file: Path) -> None:
    before = everything(supervisor)
    report = imports.preview(ImportPlan(path=file))
    assert (len(report.taken), report.contacts, report.referrals, report.done) == (2, 2, 2, False)
    assert everything(supervisor) == before
    assert imports.undoable() == ()


def test_one_refused_row_keeps_everything_out_until_it_is_mended_or_left_out(
    imports: ImportCaseload, supervisor: Session, tmp_path: Path
) -> None:
    rows = (CLIENTS[0], CLIENTS[1], ("C2", "Mair Invented", "31/02/1990", "", ""))
    file = book(tmp_path / "a.xlsx", {**THREE, "Clients and cases": rows})
    before = everything(supervisor)
    stopped = imports.keep(ImportPlan(path=file))
    assert stopped.stopped
    assert everything(supervisor) == before
    client, contact = stopped.refused
    assert (client.sheet_name, client.row, client.column, client.says) == ("Clients and cases", 3, "DOB", "31/02/1990")
    assert (contact.sheet_name, contact.row, contact.follows) == ("Contacts", 2, 3)
    mended = {(SheetKind.CLIENTS, 3, "DOB"): "28/02/1990"}
    assert counts(imports.preview(ImportPlan(path=file, mended=mended)))[SheetKind.CONTACTS] == (2, 0, 0, 0)
    skipped = frozenset({(SheetKind.CLIENTS, 3)})
    report = imports.keep(ImportPlan(path=file, skipped=skipped))
    assert report.done
    assert counts(report)[SheetKind.CONTACTS] == (1, 0, 0, 1)
    assert any("left out" in sentence for sentence in report.told)


def test_contacts_alone_go_to_the_cases_that_are_here(imports: ImportCaseload, file: Path, tmp_path: Path) -> None:
    imports.keep(ImportPlan(path=file))
    rows = (CONTACTS[0], ("C1", "18/11/2026", *CONTACTS[1][2:]), ("C9", *CONTACTS[1][1:]))
    alone = tmp_path / "contacts.csv"
    alone.write_text("\n".join(",".join(row) for row in rows))
    look = imports.look(alone)
    assert look.sheets[0].kind is SheetKind.CONTACTS
    assert any("contacts alone" in sentence for sentence in look.told)
    report = imports.preview(ImportPlan(path=alone))
    assert report.contacts == 1
    (refusal,) = report.refused
    assert (refusal.row, refusal.column, refusal.says) == (3, "Client ID", "C9")
    assert "no case with this client ID" in refusal.reason


def test_two_clients_with_one_id_leave_their_contacts_to_nobody(imports: ImportCaseload, tmp_path: Path) -> None:
    rows = (*CLIENTS, ("C2", "Nia Invented", "05/05/1991", "", ""))
    report = imports.preview(ImportPlan(path=book(tmp_path / "a.xlsx", {**THREE, "Clients and cases": rows})))
    assert [(one.sheet, "rows 3 and 4" in one.reason) for one in report.refused] == [(SheetKind.CONTACTS, True)]


def test_a_sheet_that_is_not_read_is_named_with_why(imports: ImportCaseload, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", {**THREE, "Menu": (("red", "green"), ("1", "2")), "More contacts": CONTACTS})
    report = imports.preview(ImportPlan(path=file))
    unread = {sheet.name: sheet.not_read for sheet in report.sheets if sheet.kind is None}
    assert unread.keys() == {"Menu", "More contacts"}
    assert "headings" in unread["Menu"]
    assert all(any(name in sentence for sentence in report.told) for name in unread)


def test_a_look_shows_guesses_and_samples(imports: ImportCaseload, file: Path) -> None:
    sheets = {sheet.kind: sheet for sheet in imports.look(file).sheets}
    dob = sheets[SheetKind.CLIENTS].columns[2]
    assert (dob.heading, dob.field, dob.remembered) == ("DOB", "born_on", False)
    assert dob.samples == ("27/03/1988", "01/02/1990")
    for kind, sheet in sheets.items():
        assert kind is not None
        assert {column.field for column in sheet.columns} <= {choice.field for choice in imports.fields(kind)}
        assert all(choice.words for choice in imports.fields(kind))


def test_a_match_chosen_by_hand_is_remembered_for_the_next_file(
    imports: ImportCaseload, supervisor: Session, tmp_path: Path
) -> None:
    rows = (("Svc User", "Ref no.", "Ring her?"), ("Lowri Invented", "C1", "no"))
    file = book(tmp_path / "a.xlsx", {"List": rows})
    assert imports.look(file).sheets[0].kind is SheetKind.CLIENTS
    chosen = {(SheetKind.CLIENTS, "Svc User"): "name", (SheetKind.CLIENTS, "Ring her?"): "safe_to_call"}
    assert imports.keep(ImportPlan(path=file, matches=chosen)).done
    again = imports.look(file).sheets[0].columns
    assert [(column.field, column.remembered) for column in again[::2]] == [("name", True), ("safe_to_call", True)]
    with supervisor.work() as work:
        assert {match.heading for match in work.find(ColumnMatch)} == {"Svc User", "Ring her?"}


def test_a_heading_that_says_not_safe_never_becomes_a_yes(
    imports: ImportCaseload, supervisor: Session, tmp_path: Path
) -> None:
    file = book(tmp_path / "a.xlsx", {"List": (("Name", "Do not call"), ("Lowri Invented", "yes"))})
    chosen = {(SheetKind.CLIENTS, "Do not call"): "safe_to_call"}
    (row,) = imports.keep(ImportPlan(path=file, matches=chosen)).taken
    assert row.narrowed
    with supervisor.work() as work:
        (case,) = work.find(Case, reference=row.reference)
        (plan,) = work.find(SafeContactPlan, case_id=case.id)
    assert plan.call == "no"


def plans(session: Session, report: CaseloadReport) -> list[SafeContactPlan]:
    references = [row.reference for row in report.taken]
    with session.work() as work:
        cases = {case.reference: case.id for case in work.find(Case)}
        return [work.find(SafeContactPlan, case_id=cases[one])[0] for one in references]


def test_a_cell_that_is_mended_stays_a_warning_where_it_was_one(
    imports: ImportCaseload, supervisor: Session, tmp_path: Path
) -> None:
    rows = (("Name", "DOB", "Safe to call"), ("Lowri Invented", "31/02/1988 do not call", "yes"))
    file = book(tmp_path / "a.xlsx", {"List": rows})
    mended = {(SheetKind.CLIENTS, 2, "DOB"): "27/03/1988"}
    report = imports.keep(ImportPlan(path=file, mended=mended))
    assert [plan.call for plan in plans(supervisor, report)] == ["no"]
    with supervisor.work() as work:
        assert any("31/02/1988 do not call" in note.text for note in work.find(Note))


def test_of_two_columns_that_ask_the_same_a_blank_one_takes_the_yes_back(
    imports: ImportCaseload, supervisor: Session, tmp_path: Path
) -> None:
    headings = ("Name", "Safe to call", "Ok to call")
    rows = (headings, ("Lowri Invented", "yes", ""), ("Mair Invented", "", "yes"), ("Nia Invented", "yes", "yes"))
    report = imports.keep(ImportPlan(path=book(tmp_path / "a.xlsx", {"List": rows})))
    assert [plan.call for plan in plans(supervisor, report)] == ["not_asked", "not_asked", "yes"]


# --- undo ------------------------------------------------------------------------------------------------


def test_an_import_is_taken_back_and_everything_is_as_before(
    imports: ImportCaseload, supervisor: Session, tmp_path: Path
) -> None:
    twin = ("C3", "Lowry Invented", "27/03/1988", "07700 900301", "yes")
    file = book(tmp_path / "a.xlsx", {**THREE, "Clients and cases": (*CLIENTS, twin)})
    before = everything(supervisor)
    imports.keep(ImportPlan(path=file))
    assert len(everything(supervisor)["CaseLink"]) == len(before["CaseLink"]) + 1
    (line,) = imports.undoable()
    assert (line.cases, line.contacts, line.referrals, line.by) == (3, 2, 2, supervisor.user.display_name)
    report = imports.undo(line.import_id)
    assert (report.cases, report.kept) == (3, ())
    assert everything(supervisor) == before
    assert imports.undoable() == ()
    with supervisor.work() as work:
        assert work.search("Lowri Invented") == ()
        assert work.points_in("07700 900301") == ()
    assert supervisor.store.check() == ()
    with pytest.raises(NotFound):
        imports.undo(line.import_id)
    assert imports.keep(ImportPlan(path=file)).done, "what was taken back may come again"


def test_a_case_somebody_worked_on_stays_and_is_named(imports: ImportCaseload, supervisor: Session, file: Path) -> None:
    imports.keep(ImportPlan(path=file))
    with supervisor.work() as work:
        (worked_on,) = work.find(Case, client_number="C1")
        work.change(worked_on, what_she_wants="To stay in her home")
        work.commit("test")
    (line,) = imports.undoable()
    report = imports.undo(line.import_id)
    assert (report.cases, report.kept) == (1, (worked_on.reference,))
    with supervisor.work() as work:
        assert work.find(Case, client_number="C2") == ()
        assert len(work.find(Referral, case_id=worked_on.id)) == 2
        assert work.find(Agency, name="Sample Refuge"), "an agency in use stays"


@pytest.mark.parametrize("about", ["the case", "a referral in it"])
def test_a_case_somebody_has_begun_to_write_about_stays_with_their_words(
    imports: ImportCaseload, office: Office, supervisor: Session, file: Path, about: str
) -> None:
    imports.keep(ImportPlan(path=file))
    with supervisor.work() as work:
        (case,) = work.find(Case, client_number="C1")
        key = f"note {case.id}"
        if about == "a referral in it":
            key = f"letter {work.find(Referral, case_id=case.id)[0].id.hex}"
    supervisor.close()
    with office.as_user(ADVOCATE) as advocate:
        KeepDrafts(advocate).keep(key, "half a sent")
    with office.as_user(SUPERVISOR) as again:
        imports = caseload_imports(again)
        report = imports.undo(imports.undoable()[0].import_id)
        assert (report.cases, report.kept) == (1, (case.reference,))
        with again.work() as work:
            assert len(work.find(Referral, case_id=case.id)) == 2
    with office.as_user(ADVOCATE) as advocate:
        draft = KeepDrafts(advocate).load(key)
        assert draft is not None
        assert draft.body == "half a sent"


def test_an_entry_of_a_case_from_before_stays_while_somebody_writes_about_it(
    office: Office, imports: ImportCaseload, supervisor: Session, file: Path, tmp_path: Path
) -> None:
    imports.keep(ImportPlan(path=file))
    office.clock.later(minutes=1)
    rows = {"Contacts": (CONTACTS[0], ("C1", "18/11/2026", *CONTACTS[1][2:]))}
    rows["Referrals out"] = (REFERRALS[0], ("C2", "Elsewhere", *REFERRALS[1][2:]))
    imports.keep(ImportPlan(path=book(tmp_path / "b.xlsx", rows)))
    newest = imports.undoable()[0]
    with supervisor.work() as work:
        (contact,) = work.find(Contact, import_id=newest.import_id)
        (referral,) = work.find(Referral, import_id=newest.import_id)
    drafts = KeepDrafts(supervisor)
    drafts.keep(f"log-contact {contact.case_id} correcting {contact.id}", "It was not")
    drafts.keep(f"record-progress {referral.id} accepted", "They said")
    assert len(imports.undo(newest.import_id).kept) == 2
    with supervisor.work() as work:
        assert work.get(Contact, contact.id)
        assert work.get(Referral, referral.id)
        assert work.get(Agency, referral.agency_id)


def test_entries_of_cases_that_were_here_are_taken_back_too(
    office: Office, imports: ImportCaseload, supervisor: Session, file: Path, tmp_path: Path
) -> None:
    imports.keep(ImportPlan(path=file))
    office.clock.later(minutes=1)
    before = everything(supervisor)
    rows = (CONTACTS[0], ("C1", "18/11/2026", *CONTACTS[1][2:]))
    more = book(
        tmp_path / "b.xlsx", {"Contacts": rows, "Referrals out": (REFERRALS[0], ("C2", "Elsewhere", *REFERRALS[1][2:]))}
    )
    report = imports.keep(ImportPlan(path=more))
    assert (report.contacts, report.referrals) == (1, 1)
    newest = imports.undoable()[0]
    assert imports.undo(newest.import_id).cases == 0
    assert everything(supervisor) == before


def test_after_a_day_and_for_an_advocate_nothing_is_taken_back(
    imports: ImportCaseload, office: Office, supervisor: Session, file: Path
) -> None:
    imports.keep(ImportPlan(path=file))
    (line,) = imports.undoable()
    office.clock.later(hours=25)
    assert imports.undoable() == ()
    with pytest.raises(EntryRefused):
        imports.undo(line.import_id)
    supervisor.close()
    with office.as_user(ADVOCATE) as advocate:
        assert caseload_imports(advocate).undoable() == ()
        with pytest.raises(NotAllowed):
            caseload_imports(advocate).undo(line.import_id)


# --- the shared workbook -------------------------------------------------------------------------------------


def test_every_row_of_the_shared_workbook_is_accounted_for(imports: ImportCaseload, shared_data: Path) -> None:
    report = imports.preview(ImportPlan(path=shared_data / "caseload.xlsx"))
    assert {sheet.kind: sheet.rows_read for sheet in report.sheets} == {
        SheetKind.CLIENTS: 417,
        SheetKind.REFERRALS: 443,
        SheetKind.CONTACTS: 1141,
    }
    for sheet in report.sheets:
        assert sheet.taken + sheet.refused == sheet.rows_read
    assert counts(report)[SheetKind.CLIENTS] == (401, 0, 16, 0)
    reasons = {(one.row, one.column) for one in report.refused if one.sheet is SheetKind.CLIENTS}
    assert {(5, "Notes"), (419, "Name"), (94, "Name"), (309, "DOB"), (318, "DASH")} <= reasons
