"""The caseload's order, kept as an index so that a page of a hundred thousand cases is as quick as of a hundred."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.agenda import AgendaFilter
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.people import Person
from advocate_desk.domain.record import Record
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.storage.engine import Row, Writer
from advocate_desk.storage.folding import fold
from advocate_desk.storage.rows import among, at_most
from advocate_desk.storage.tables import kind_of, metadata
from advocate_desk.storage.values import FLAG, ID, TEXT

caseload = sa.Table(
    "caseload",
    metadata,
    sa.Column("case_id", ID, primary_key=True),
    sa.Column("is_open", FLAG, nullable=False),
    sa.Column("is_high", FLAG, nullable=False),
    sa.Column("name", TEXT, nullable=False),
    sa.Column("lead_id", ID, nullable=True),
    sa.Column("level", TEXT, nullable=True),
    sa.Index("ix_caseload_all", sa.text("is_high DESC"), "name", "case_id", "level"),
    sa.Index("ix_caseload_open", "is_open", sa.text("is_high DESC"), "name", "case_id", "level"),
    sa.Index("ix_caseload_lead", "lead_id", "is_open", sa.text("is_high DESC"), "name", "case_id", "level"),
    sqlite_strict=True,
)

_AT_ONCE = 500
"""How many cases one question names."""
_cases, _people, _risks = (kind_of(record).table for record in (Case, Person, RiskAssessment))


def refresh(writer: Writer, records: Sequence[Record], are_new: bool) -> None:
    """Bring the order up to date with ``records``."""
    touched = list(dict.fromkeys(one.stream_id for one in records if isinstance(one, Case | Person | RiskAssessment)))
    fresh = {one.id for one in records if isinstance(one, Case)} if are_new else set()
    for start in range(0, len(touched), _AT_ONCE):
        piece = touched[start : start + _AT_ONCE]
        if old := [case_id for case_id in piece if case_id not in fresh]:
            writer.write(sa.delete(caseload).where(among(caseload.c.case_id, old)))
        if entries := list(_entries(writer.connection, piece)):
            writer.write(sa.insert(caseload), entries)


def _entries(connection: sa.Connection, case_ids: Sequence[UUID]) -> Iterator[Row]:
    query = (
        sa.select(_cases.c.id, _cases.c.status, _cases.c.lead_id, _people.c.name_to_use)
        .join(_people, sa.and_(_people.c.id == _cases.c.client_id, _people.c.case_id == _cases.c.id), isouter=True)
        .where(among(_cases.c.id, case_ids), _cases.c.deleted_at.is_(None))
    )
    levels = _levels(connection, case_ids)
    for found in connection.execute(query).all():
        level = levels.get(found.id)
        yield {
            "case_id": found.id,
            "is_open": found.status is not CaseStatus.CLOSED,
            "is_high": level is RiskLevel.HIGH,
            "name": fold(found.name_to_use or ""),
            "lead_id": found.lead_id,
            "level": level,
        }


def _levels(connection: sa.Connection, case_ids: Sequence[UUID]) -> Mapping[UUID, RiskLevel]:
    """Return what the newest assessment of each case concluded."""
    query = (
        sa.select(_risks.c.case_id, _risks.c.level)
        .where(among(_risks.c.case_id, case_ids), _risks.c.deleted_at.is_(None))
        .order_by(_risks.c.assessed_on, _risks.c.recorded_at, _risks.c.id)
    )
    return {case_id: level for case_id, level in connection.execute(query)}


def page(connection: sa.Connection, wanted: CaseloadFilter, offset: int, limit: int) -> tuple[tuple[UUID, ...], int]:
    """Return a page of case ids, high risk first, then by name, and how many there are in all."""
    narrowed = _conditions(wanted)
    counted = connection.execute(sa.select(sa.func.count()).select_from(caseload).where(*narrowed)).scalar_one()
    order = (caseload.c.is_high.desc(), caseload.c.name, caseload.c.case_id)
    query = sa.select(caseload.c.case_id).where(*narrowed).order_by(*order).offset(offset).limit(at_most(limit))
    return tuple(connection.execute(query).scalars()), counted


def held_open(connection: sa.Connection, wanted: AgendaFilter, most: int) -> tuple[tuple[UUID, ...], int]:
    """Return the first open cases somebody holds, high risk first, and how many there are; closed ones are not read."""
    held: sa.ColumnElement[bool] = caseload.c.lead_id == wanted.user_id
    if wanted.unheld:
        held = sa.or_(held, caseload.c.lead_id.is_(None), caseload.c.lead_id.not_in(wanted.staff))
    narrowed = (held, caseload.c.is_open == True)  # noqa: E712 - SQL, not Python
    counted = connection.execute(sa.select(sa.func.count()).select_from(caseload).where(*narrowed)).scalar_one()
    order = (caseload.c.is_high.desc(), caseload.c.name, caseload.c.case_id)
    query = sa.select(caseload.c.case_id).where(*narrowed).order_by(*order).limit(at_most(most))
    return tuple(connection.execute(query).scalars()), counted


def open_by_lead(connection: sa.Connection) -> Mapping[UUID, Mapping[str, int]]:
    """Return for each lead how many open cases there are of each level; "" stands for a level nobody judged."""
    columns = (caseload.c.lead_id, caseload.c.level)
    query = sa.select(*columns, sa.func.count()).where(
        caseload.c.lead_id.is_not(None),
        caseload.c.is_open == True,  # noqa: E712 - SQL, not Python
    )
    found: dict[UUID, dict[str, int]] = {}
    for lead_id, level, number in connection.execute(query.group_by(*columns)):
        found.setdefault(lead_id, {})[level or ""] = number
    return found


def _conditions(wanted: CaseloadFilter) -> list[sa.ColumnElement[bool]]:
    narrowed: list[sa.ColumnElement[bool]] = []
    if wanted.open_only:
        narrowed.append(caseload.c.is_open == True)  # noqa: E712 - SQL, not Python
    if wanted.lead_id is not None:
        narrowed.append(caseload.c.lead_id == wanted.lead_id)
    if wanted.level is not None:
        narrowed.append(caseload.c.level == wanted.level.value)
    if wanted.case_ids is not None:
        narrowed.append(among(caseload.c.case_id, wanted.case_ids))
    return narrowed
