"""Which of the cases somebody holds can meet a criterion for a MARAC at all: one query, and nothing of them is read."""

from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.agenda import AgendaFilter
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.storage.tables import kind_of

_cases, _assessments, _incidents = (kind_of(one).table for one in (Case, RiskAssessment, Incident))


def in_danger(connection: sa.Connection, wanted: AgendaFilter, ended: frozenset[CaseStatus]) -> tuple[UUID, ...]:
    """Return the cases in reach of ``wanted`` that were ever judged or scored high, or that have an incident."""
    high = sa.exists().where(_assessments.c.case_id == _cases.c.id, _assessments.c.level == RiskLevel.HIGH)
    hurt = sa.exists().where(_incidents.c.case_id == _cases.c.id)
    mine: sa.ColumnElement[bool] = _cases.c.lead_id == wanted.user_id
    if wanted.unheld:
        mine = sa.or_(mine, _cases.c.lead_id.is_(None), _cases.c.lead_id.not_in(wanted.staff))
    query = (
        sa.select(_cases.c.id)
        .where(_cases.c.deleted_at.is_(None), _cases.c.status.not_in(sorted(ended)), mine, sa.or_(high, hurt))
        .order_by(_cases.c.id)
    )
    return tuple(connection.execute(query).scalars())
