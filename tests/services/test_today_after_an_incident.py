"""What Today says of safe contact after an incident."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.show_today import Group, NextAct, ShowToday
from tests.services.desk import ADVOCATE, Office, change, keep
from tests.support.records import incident


@pytest.mark.parametrize(
    ("checked_at", "fields", "due"),
    [
        (None, {"recorded_at": datetime(2026, 11, 20, 8, tzinfo=UTC)}, True),
        (None, {"recorded_at": datetime(2026, 11, 19, 8, tzinfo=UTC)}, False),
        (datetime(2026, 11, 20, 9, tzinfo=UTC), {"recorded_at": datetime(2026, 11, 20, 8, tzinfo=UTC)}, False),
        (datetime(2026, 11, 20, 9, tzinfo=UTC), {"recorded_at": datetime(2026, 11, 20, 10, tzinfo=UTC)}, True),
        (
            datetime(2026, 11, 20, 9, tzinfo=UTC),
            {"recorded_at": datetime(2026, 11, 19, 8, tzinfo=UTC), "happened_on": date(2026, 11, 21)},
            True,
        ),
    ],
)
def test_an_incident_since_the_check_asks_for_another_at_once(
    office: Office, checked_at: datetime | None, fields: dict[str, Any], due: bool
) -> None:
    told = incident(stream_id=office.case_id, case_id=office.case_id, **fields)
    with office.as_user(ADVOCATE) as session:
        with session.work() as unit:
            plan = unit.find(SafeContactPlan, case_id=office.case_id)[0]
        change(session, plan, checked_at=checked_at)
        keep(session, replace(told, author_id=session.user.id))
        items = ShowToday(session, office.rules).view().items
    rows = [item for item in items if item.act is NextAct.CHECK_SAFE_CONTACT]
    found = [(item.group, item.why_now) for item in rows]
    assert found == ([(Group.LATE, "An incident was recorded since 20 November")] if due else [])
