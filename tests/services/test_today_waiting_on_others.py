"""What waits on others stands apart: with whom, since when; it comes up by itself once it is near or late."""

from datetime import date, timedelta

import pytest

from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.pathway import Lane, PathwayStep, StepMove, StepState
from advocate_desk.services.show_today import Group, ShowToday
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, keep

TODAY = date(2026, 11, 23)


def step_waits(office: Office, whom: str, due_on: date | None, state: StepState = StepState.WAITING) -> None:
    with office.as_user(ADVOCATE) as session:
        now = office.clock.now()
        step_id = new_id(now)
        own = {"stream_id": office.case_id, "case_id": office.case_id}
        keep(
            session,
            PathwayStep(id=step_id, **own, lane=Lane.SUPPORT, code="legal", title="Legal aid", position=7),
            StepMove(
                id=new_id(now),
                **own,
                step_id=step_id,
                to_state=state,
                happened_on=date(2026, 11, 12),
                recorded_at=now,
                actor_id=session.user.id,
                waiting_on=whom,
                due_on=due_on,
            ),
        )


def waiting(office: Office, name: str = ADVOCATE) -> list[tuple[str, str]]:
    with office.as_user(name) as session:
        items = ShowToday(session, office.rules).view().items
    return [(one.what, one.why_now) for one in items if one.group is Group.WAITING_ON_OTHERS]


@pytest.mark.parametrize(
    ("due_on", "why"),
    [
        (None, "With the solicitor since 12 November"),
        (TODAY + timedelta(days=8), "With the solicitor. Reply due 1 December. Since 12 November"),
    ],
)
def test_a_step_that_waits_on_somebody_says_on_whom_and_since_when(
    office: Office, due_on: date | None, why: str
) -> None:
    step_waits(office, "the solicitor", due_on)
    assert waiting(office) == [("Legal aid", why)]
    assert waiting(office, SUPERVISOR) == []


@pytest.mark.parametrize(
    ("whom", "due_on", "state"),
    [
        ("the solicitor", TODAY + timedelta(days=7), StepState.WAITING),
        ("us", None, StepState.WAITING),
        ("the solicitor", None, StepState.DONE),
    ],
)
def test_what_is_near_ours_or_done_does_not_wait_on_others(
    office: Office, whom: str, due_on: date | None, state: StepState
) -> None:
    step_waits(office, whom, due_on, state)
    assert waiting(office) == []
