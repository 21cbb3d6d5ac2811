"""A contact that is due says when it is safe, by the plan, and holds no number."""

from datetime import date, timedelta

import pytest

from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.show_today import ShowToday, TodayItem
from tests.services.desk import ADVOCATE, Office, change


def attempt(office: Office, **plan: object) -> TodayItem:
    """Return the row of an attempt that is due, where the plan says this."""
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            case = unit.get(Case, office.case_id)
            (kept,) = unit.find(SafeContactPlan, case_id=office.case_id, person_id=case.client_id)
        change(session, case, status=CaseStatus.CONTACTING, received_at=office.clock.now() - timedelta(hours=19))
        change(session, kept, times="", **plan)
        items = ShowToday(session, office.rules).view().items
        return next(one for one in items if one.what == "Make the first attempt")


@pytest.mark.parametrize(
    ("windows", "says", "waits"),
    [
        (("mon-fri 10:00-14:00",), "Safe 10am to 2pm, by ", False),
        (("mon 13:00-14:00",), "Not now: safe after 1pm today. ", True),
        (("tue 10:00-14:00",), "Not now: safe after 10am tomorrow. ", True),
        ((), "Safe all day, by ", False),
    ],
)
def test_an_attempt_says_when_it_is_safe_and_is_greyed_outside_it(
    office: Office, windows: tuple[str, ...], says: str, waits: bool
) -> None:
    found = attempt(office, windows=windows)
    assert (found.why_now[: len(says)], found.waits, found.is_red) == (says, waits, False)
    assert "07700" not in found.why_now


def test_a_plan_that_is_due_again_makes_no_time_safe(office: Office) -> None:
    found = attempt(office, windows=("mon-fri 10:00-14:00",), check_again_by=date(2026, 11, 22))
    assert found.why_now.startswith("No safe way is agreed: look at safe contact first. ")
    assert not found.waits
