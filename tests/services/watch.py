"""A record about which the watch is quiet, for tests of everything else that Today shows."""

from datetime import timedelta
from uuid import UUID

from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.marac import MaracCriterion, MaracDecision
from advocate_desk.services.session import Session
from tests.services.desk import keep


def quiet_watch(session: Session, case_id: UUID) -> None:
    """Keep the decision not to refer this case for a year; the office's own case is at high risk by its score."""
    now = session.clock.now()
    decision = MaracDecision(
        id=new_id(now),
        stream_id=case_id,
        case_id=case_id,
        criterion=MaracCriterion.VISIBLE_HIGH_RISK,
        reason="Looked at together.",
        decided_at=now,
        decided_by=session.user.id,
        until=session.clock.today() + timedelta(days=365),
    )
    keep(session, decision)
