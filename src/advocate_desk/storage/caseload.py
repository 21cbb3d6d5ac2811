"""The caseload's order, kept as an index so that a page of a hundred thousand cases is as quick as of a hundred."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.people import Person
from advocate_desk.domain.record import Record
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.storage.engine import Writer
from advocate_desk.storage.folding import fold
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

_cases, _people, _risks = (kind_of(record).table for record in (Case, Person, RiskAssessment))


def refresh(writer: Writer, records: Sequence[Record], are_new: bool) -> None:
    """Bring the order up to date with ``records`` of one kind."""
    touched = {one.stream_id for one in records if isinstance(one, Case | Person | RiskAssessment)}
    for case_id in touched:
        if not are_new or not isinstance(records[0], Case):
            writer.write(sa.delete(caseload).where(caseload.c.case_id == case_id))
        entry = _entry(writer.connection, case_id)
        if entry:
            writer.write(sa.insert(caseload), entry)


def _entry(connection: sa.Connection, case_id: UUID) -> dict[str, object] | None:
    query = (
        sa.select(_cases.c.status, _cases.c.lead_id, _people.c.name_to_use)
        .join(_people, sa.and_(_people.c.id == _cases.c.client_id, _people.c.case_id == _cases.c.id), isouter=True)
        .where(_cases.c.id == case_id, _cases.c.deleted_at.is_(None))
    )
    found = connection.execute(query).first()
    if found is None:
        return None
    level = _level(connection, case_id)
    return {
        "case_id": case_id,
        "is_open": found.status is not CaseStatus.CLOSED,
        "is_high": level is RiskLevel.HIGH,
        "name": fold(found.name_to_use or ""),
        "lead_id": found.lead_id,
        "level": level,
    }


def _level(connection: sa.Connection, case_id: UUID) -> RiskLevel | None:
    """Return what the newest assessment concluded."""
    newest = (
        sa.select(_risks.c.level)
        .where(_risks.c.case_id == case_id, _risks.c.deleted_at.is_(None))
        .order_by(_risks.c.assessed_on.desc(), _risks.c.recorded_at.desc(), _risks.c.id.desc())
    )
    return connection.execute(newest.limit(1)).scalar()


def page(connection: sa.Connection, wanted: CaseloadFilter, offset: int, limit: int) -> tuple[tuple[UUID, ...], int]:
    """Return a page of case ids, high risk first, then by name, and how many there are in all."""
    narrowed = _conditions(wanted)
    counted = connection.execute(sa.select(sa.func.count()).select_from(caseload).where(*narrowed)).scalar_one()
    order = (caseload.c.is_high.desc(), caseload.c.name, caseload.c.case_id)
    query = sa.select(caseload.c.case_id).where(*narrowed).order_by(*order).offset(offset).limit(limit)
    return tuple(connection.execute(query).scalars()), counted


def _conditions(wanted: CaseloadFilter) -> list[sa.ColumnElement[bool]]:
    narrowed: list[sa.ColumnElement[bool]] = []
    if wanted.open_only:
        narrowed.append(caseload.c.is_open == True)  # noqa: E712 - SQL, not Python
    if wanted.lead_id is not None:
        narrowed.append(caseload.c.lead_id == wanted.lead_id)
    if wanted.level is not None:
        narrowed.append(caseload.c.level == wanted.level.value)
    if wanted.case_ids is not None:
        narrowed.append(caseload.c.case_id.in_(wanted.case_ids))
    return narrowed
