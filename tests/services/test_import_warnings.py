"""Words among the contacts and referrals of a spreadsheet narrow their client's plan, wherever they stand."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from advocate_desk.app.bootstrap import caseload_imports
from advocate_desk.domain.cases import Case
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.caseload_plan import ImportPlan
from advocate_desk.services.caseload_report import CaseloadReport
from advocate_desk.services.import_caseload import ImportCaseload
from advocate_desk.services.session import Session
from tests.services.desk import SUPERVISOR, Office
from tests.support.workbook import save_workbook

REFERRALS = ("Client ID", "Agency", "Date sent", "Method", "Reason")
CONTACTS = ("Client ID", "Date", "Time", "Type", "Summary", "Author")


@pytest.fixture
def supervisor(office: Office) -> Iterator[Session]:
    with office.as_user(SUPERVISOR) as session:
        yield session


@pytest.fixture
def imports(supervisor: Session) -> ImportCaseload:
    return caseload_imports(supervisor)


def written(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    save_workbook(path, sheets)
    return path


def plans(session: Session, report: CaseloadReport) -> list[SafeContactPlan]:
    references = [row.reference for row in report.taken]
    with session.work() as work:
        cases = {case.reference: case.id for case in work.find(Case)}
        return [work.find(SafeContactPlan, case_id=cases[one])[0] for one in references]


ASKED = ("Client ID", "Name", "Phone", "Safe to call?", "Safe to text?", "Safe to post?", "Safe to leave msg?")
ALL_YES = ("C1", "Lowri Invented", "07700 900301", "yes", "yes", "yes", "yes")
PLAN = ("call", "text", "post", "voicemail")


def one_contact(summary: str) -> tuple[tuple[str, ...], ...]:
    return CONTACTS, ("C1", "19/11/2026", "", "text", summary, "M. Sample")


@pytest.mark.parametrize("contacts_first", [True, False])
@pytest.mark.parametrize(
    ("summary", "answers"),
    [
        ("She wrote.", ("yes", "yes", "yes", "yes")),
        ("Do not call or text, he reads it.", ("no", "no", "yes", "no")),
        ("Nothing is safe at the moment; not safe at home.", ("no", "no", "no", "no")),
        ("Do not leave a message.", ("yes", "yes", "yes", "no")),
    ],
)
def test_a_warning_in_a_contact_narrows_the_plan_whatever_the_order_of_the_sheets(
    imports: ImportCaseload,
    supervisor: Session,
    tmp_path: Path,
    contacts_first: bool,
    summary: str,
    answers: tuple[str, ...],
) -> None:
    sheets = [("Contacts", one_contact(summary)), ("Clients and cases", (ASKED, ALL_YES))]
    file = written(tmp_path / "a.xlsx", dict(sheets if contacts_first else reversed(sheets)))
    report = imports.keep(ImportPlan(path=file))
    (plan,) = plans(supervisor, report)
    assert tuple(getattr(plan, way) for way in PLAN) == answers
    assert bool(report.taken[0].narrowed) == ("no" in answers)
    if "no" in answers:
        assert "Summary (contacts, row 2)" in report.taken[0].narrowed[0]
        assert plan.never == summary


def test_a_contact_that_is_left_out_or_a_column_of_its_own_warns_as_well(
    imports: ImportCaseload, supervisor: Session, tmp_path: Path
) -> None:
    headings, contact = (*CONTACTS, "Safe to text?"), (*one_contact("She wrote.")[1], "N")
    file = written(tmp_path / "a.xlsx", {"Clients and cases": (ASKED, ALL_YES), "Contacts": (headings, contact)})
    report = imports.keep(ImportPlan(path=file, skipped=frozenset({(SheetKind.CONTACTS, 2)})))
    (plan,) = plans(supervisor, report)
    assert tuple(getattr(plan, way) for way in PLAN) == ("yes", "no", "yes", "yes")
    referral = ("C2", "Sample Refuge", "01/10/2026", "post", "do not call the landline")
    sheets = {
        "Clients and cases": (ASKED, ("C2", *ALL_YES[1:])),
        "Referrals out": (REFERRALS, referral),
    }
    report = imports.keep(ImportPlan(path=written(tmp_path / "b.xlsx", sheets)))
    (plan,) = plans(supervisor, report)
    assert tuple(getattr(plan, way) for way in PLAN) == ("no", "no", "yes", "no")


@pytest.mark.parametrize(("checked", "call"), [(None, "no"), ("2026-11-18", "no"), ("2026-11-20", "yes")])
def test_a_plan_from_before_is_narrowed_unless_it_was_gone_through_with_her_since(
    imports: ImportCaseload, office: Office, supervisor: Session, tmp_path: Path, checked: str | None, call: str
) -> None:
    report = imports.keep(ImportPlan(path=written(tmp_path / "a.xlsx", {"List": (ASKED, ALL_YES)})))
    (plan,) = plans(supervisor, report)
    with supervisor.work() as work:
        day = date.fromisoformat(checked) if checked else None
        work.change(plan, checked_on=day, check_again_by=date(2026, 12, 20))
        work.commit("test")
    office.clock.later(minutes=1)
    later = imports.keep(ImportPlan(path=written(tmp_path / "b.xlsx", {"Contacts": one_contact("Do not call.")})))
    (plan,) = plans(supervisor, report)
    assert plan.call == call
    told = any(report.taken[0].reference in sentence for sentence in later.told)
    assert told is (call == "no")
    assert (plan.never == "Do not call.") is told
    assert plan.check_again_by == (date(2026, 11, 23) if told else date(2026, 12, 20))
    undone = imports.undo(imports.undoable()[0].import_id)
    assert undone.kept == ((report.taken[0].reference,) if told else ())
