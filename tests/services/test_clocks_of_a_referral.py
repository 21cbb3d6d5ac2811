"""What our own records meet: looking through a referral, and the police passing a name on."""

from datetime import date, timedelta

import pytest

from advocate_desk.app.rules import rulebook
from advocate_desk.domain.case_events import RecordEvent
from advocate_desk.domain.case_moves import CaseMove
from advocate_desk.domain.cases import Case, CaseStatus, ReferralSource
from advocate_desk.domain.identifiers import new_id
from advocate_desk.services.case_events import events_of_cases
from advocate_desk.services.session import Session
from tests.services.desk import Office, keep

WAY = rulebook().way


def _move(session: Session, office: Office, to: CaseStatus, hours: int) -> CaseMove:
    at = office.clock.now() + timedelta(hours=hours)
    return CaseMove(
        id=new_id(at),
        stream_id=office.case_id,
        case_id=office.case_id,
        to_status=to,
        happened_at=at,
        recorded_at=at,
        actor_id=session.user.id,
    )


def _days(session: Session, office: Office) -> dict[str, date | None]:
    with session.work() as unit:
        case = unit.get(Case, office.case_id)
        return {one.code: one.on for one in events_of_cases(unit, session, WAY, [case], [])[case.id]}


def test_a_referral_counts_as_looked_at_once_the_case_goes_on_and_not_while_it_is_held(
    session: Session, office: Office
) -> None:
    keep(session, _move(session, office, CaseStatus.TRIAGE, 1), _move(session, office, CaseStatus.CONFLICT_HOLD, 2))
    assert RecordEvent.LOOKED_AT not in _days(session, office)
    keep(session, _move(session, office, CaseStatus.REDIRECTED, 24), _move(session, office, CaseStatus.CLOSED, 48))
    assert _days(session, office)[RecordEvent.LOOKED_AT] == date(2026, 11, 24)


@pytest.mark.parametrize("source", [ReferralSource.POLICE, ReferralSource.SELF])
def test_a_case_that_came_in_says_also_who_sent_it(session: Session, office: Office, source: ReferralSource) -> None:
    with session.work() as unit:
        unit.change(unit.get(Case, office.case_id), source=source, referred_on=date(2026, 11, 20))
        unit.commit("for a test")
    came = {code for code in _days(session, office) if code.startswith(RecordEvent.RECEIVED)}
    assert came == {RecordEvent.RECEIVED, f"case.received.{source}"}
