"""What came with a spreadsheet and waits for somebody's answer is told to whoever holds the case, like all else."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from advocate_desk.app.bootstrap import caseload_imports
from advocate_desk.domain.cases import Case
from advocate_desk.domain.referral import ProgressState, Referral
from advocate_desk.services.caseload_plan import ImportPlan
from advocate_desk.services.make_referral import MakeReferral, ProgressReport
from advocate_desk.services.show_today import Group, NextAct, ShowToday, TodayItem
from tests.services.desk import ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office
from tests.support.workbook import save_workbook

CLIENTS = ("Client ID", "Name", "Worker", "Status", "Date closed")
REFERRALS = ("Client ID", "Agency", "Date sent", "Status", "Reason", "Response date")


def bring(office: Office, place: Path, *referrals: Sequence[str], closed_on: str = "") -> tuple[UUID, ...]:
    """Import one client of the advocate's with these referrals, and return the referrals' ids in their order."""
    client = ("C1", "Lowri Invented", ADVOCATE, "closed" if closed_on else "open", closed_on)
    save_workbook(place / "a.xlsx", {"Clients and cases": (CLIENTS, client), "Referrals out": (REFERRALS, *referrals)})
    with office.as_user(SUPERVISOR) as session:
        report = caseload_imports(session).keep(ImportPlan(path=place / "a.xlsx"))
        assert report.done, report.refused
        with session.work() as work:
            (case,) = work.find(Case, client_number="C1")
            return tuple(one.id for one in work.find(Referral, case_id=case.id, order_by=("number",)))


def rows(office: Office, name: str) -> list[TodayItem]:
    with office.as_user(name) as session:
        items = ShowToday(session, office.rules).view().items
    return [item for item in items if item.name == "Lowri Invented" and item.act is not NextAct.CHECK_SAFE_CONTACT]


def test_a_referral_sent_before_the_import_is_asked_about_a_week_after_it_was_sent(
    office: Office, tmp_path: Path
) -> None:
    late, soon = bring(
        office,
        tmp_path,
        ("C1", "Sample Refuge", "01/10/2026", "sent", "housing", ""),
        ("C1", "Sample Refuge", "20/11/2026", "received", "counselling", ""),
    )
    first, second = rows(office, ADVOCATE)
    assert (first.what, first.group, first.act, first.subject_id) == (
        "housing: reply",
        Group.LATE,
        NextAct.CHASE,
        late,
    )
    assert first.why_now == "Sample Refuge. No answer since 1 October"
    assert (second.group, second.subject_id) == (Group.NEXT_SEVEN_DAYS, soon)
    assert second.why_now == "Sample Refuge. They have it, but no answer since 20 November"
    assert rows(office, OTHER_SUPERVISOR) == []


@pytest.mark.parametrize(("sent", "undated"), [("", True), ("16/11/2026", False), ("23/11/2026", False)])
def test_one_sent_on_a_day_nobody_wrote_down_is_asked_about_at_once(
    office: Office, tmp_path: Path, sent: str, undated: bool
) -> None:
    (referral_id,) = bring(office, tmp_path, ("C1", "Sample Refuge", sent, "sent", "", ""))
    (item,) = rows(office, ADVOCATE)
    assert item.subject_id == referral_id
    assert (item.what == "Referral: ask where it stands") is undated
    if undated:
        assert (item.group, item.why_now) == (Group.TODAY, "Sample Refuge. Sent on a day not written down")
        with office.as_user(ADVOCATE) as session:
            MakeReferral(session, office.rules).record_progress(
                ProgressReport(
                    referral_id=referral_id,
                    to_state=ProgressState.ACKNOWLEDGED,
                    happened_at=office.clock.now(),
                    told_by="Duty worker",
                )
            )
        (item,) = rows(office, ADVOCATE)
        assert item.group is Group.NEXT_SEVEN_DAYS, "once they were asked, they have a week again"


def test_a_waiting_list_a_question_and_one_never_sent_are_told_to_who_holds_the_case(
    office: Office, tmp_path: Path
) -> None:
    bring(
        office,
        tmp_path,
        ("C1", "Sample Refuge", "01/10/2026", "waiting list", "housing", "05/10/2026"),
        ("C1", "Sample Refuge", "01/10/2026", "more info", "counselling", "05/10/2026"),
        ("C1", "Sample Refuge", "", "to send", "legal advice", ""),
    )
    told = {item.what: (item.group, item.act) for item in rows(office, ADVOCATE)}
    assert told == {
        "housing: ask about the waiting list": (Group.LATE, NextAct.OPEN_REFERRAL),
        "counselling: they need to know more": (Group.WAITING_FOR_YOU, NextAct.ANSWER),
        "legal advice: never sent": (Group.WAITING_FOR_YOU, NextAct.OPEN_REFERRAL),
    }
    waiting = next(item for item in rows(office, ADVOCATE) if "waiting list" in item.what)
    assert waiting.subject_id is not None
    with office.as_user(ADVOCATE) as session:
        MakeReferral(session, office.rules).record_progress(
            ProgressReport(
                referral_id=waiting.subject_id,
                to_state=ProgressState.WAITING_LIST,
                happened_at=office.clock.now(),
                expected_on=date(2027, 1, 11),
                review_on=date(2026, 12, 14),
            )
        )
    assert "housing: ask about the waiting list" not in {item.what for item in rows(office, ADVOCATE)}
    assert rows(office, SUPERVISOR) == [], "whoever brought the file in wrote none of it"


def test_a_closed_case_whose_referral_waits_for_an_answer_is_not_silent(office: Office, tmp_path: Path) -> None:
    bring(office, tmp_path, ("C1", "Sample Refuge", "01/10/2026", "sent", "housing", ""), closed_on="01/11/2026")
    (item,) = rows(office, ADVOCATE)
    assert (item.what, item.group) == ("housing: reply", Group.LATE)
    assert item.why_now == "Case closed. Sample Refuge. No answer since 1 October"


def test_many_referrals_from_before_the_import_stand_as_one_row_until_somebody_wants_them(
    office: Office, tmp_path: Path
) -> None:
    sent = [("C1", "Sample Refuge", f"{day:02}/10/2026", "sent", "housing", "") for day in range(1, 6)]
    bring(office, tmp_path, *sent)
    with office.as_user(ADVOCATE) as session:
        view = ShowToday(session, office.rules).view()
    (row,) = [item for item in view.items if item.act is NextAct.SHOW_IMPORTED]
    assert (row.what, row.group) == ("5 referrals from before the import wait for an answer", Group.LATE)
    assert not [item for item in view.items if item.act is NextAct.CHASE]
    assert [item.act for item in view.imported] == [NextAct.CHASE] * 5
    assert view.all_imported == 5
    assert view.counts[Group.LATE] == len([item for item in view.items if item.group is Group.LATE])
