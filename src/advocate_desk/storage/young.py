"""Who may be under eighteen, over every case somebody holds: one query, however many people of age there are."""

from datetime import date
from typing import cast

import sqlalchemy as sa

from advocate_desk.domain.agenda import AgendaFilter
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.storage.rows import record_of
from advocate_desk.storage.tables import kind_of

_people, _cases = kind_of(Person).table, kind_of(Case).table


def young(connection: sa.Connection, wanted: AgendaFilter, born_from: date) -> tuple[Person, ...]:
    """Return who was born on ``born_from`` or later, and children whose birth nobody knows; never the other person."""
    held: sa.ColumnElement[bool] = _cases.c.lead_id == wanted.user_id
    if wanted.unheld:
        held = sa.or_(held, _cases.c.lead_id.is_(None), _cases.c.lead_id.not_in(wanted.staff))
    born = _people.c.date_of_birth
    may_be = sa.or_(born >= born_from, sa.and_(born.is_(None), _people.c.role == PersonRole.CHILD))
    query = (
        sa.select(_people)
        .join(_cases, _cases.c.id == _people.c.case_id)
        .where(_people.c.deleted_at.is_(None), _people.c.role != PersonRole.OTHER_PERSON, may_be)
        .where(_cases.c.deleted_at.is_(None), _cases.c.status != CaseStatus.CLOSED, held)
        .order_by(_people.c.id)
    )
    kind = kind_of(Person)
    return tuple(cast(Person, record_of(kind, row)) for row in connection.execute(query))
