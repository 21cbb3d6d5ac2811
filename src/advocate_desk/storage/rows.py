"""Reads records."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.errors import NotFound
from advocate_desk.domain.record import Record
from advocate_desk.services.ports import RecordT
from advocate_desk.storage.tables import Kind, kind_of

_AT_ONCE = 500
"""How many ids one question names."""


def in_pieces(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """Part ``ids`` into as many as one question may name."""
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def record_of(kind: Kind, row: Sequence[Any]) -> Record:
    """Return the record that a whole row of ``kind`` holds."""
    return kind.record(**dict(zip(kind.fields, row, strict=True)))


def get(connection: sa.Connection, wanted: type[RecordT], record_id: UUID) -> RecordT:
    """Return one record.

    Raises:
        NotFound: no such record, or somebody deleted it.
    """
    found = find(connection, wanted, where={"id": record_id}, order_by=(), limit=1)
    if not found:
        raise NotFound
    return found[0]


def find(
    connection: sa.Connection,
    wanted: type[RecordT],
    *,
    where: Mapping[str, object],
    order_by: Sequence[str],
    limit: int | None,
) -> tuple[RecordT, ...]:
    """Return the records whose fields equal ``where`` and that nobody deleted, in a fixed order."""
    kind = kind_of(wanted)
    columns = kind.table.c
    query = sa.select(kind.table).where(columns.deleted_at.is_(None))
    for name, value in where.items():
        query = query.where(_equals(kind, name, value))
    for name in order_by:
        query = query.order_by(columns[name[1:]].desc() if name.startswith("-") else columns[name])
    rows = connection.execute(query.order_by(columns.id).limit(limit)).all()
    return cast(tuple[RecordT, ...], tuple(record_of(kind, row) for row in rows))


def _equals(kind: Kind, name: str, value: object) -> sa.ColumnElement[bool]:
    column = kind.table.c[name]
    if isinstance(value, tuple) and not kind.fields[name].value.is_json:
        return column.in_(value)
    return column.is_(None) if value is None else column == value


def get_even_deleted(connection: sa.Connection, kind: Kind, record_id: UUID) -> Record:
    """Return one record, also one that somebody deleted.

    Raises:
        NotFound: no such record.
    """
    row = connection.execute(sa.select(kind.table).where(kind.table.c.id == record_id)).first()
    if row is None:
        raise NotFound
    return record_of(kind, row)


def all_even_deleted(connection: sa.Connection, kind: Kind, ids: Sequence[UUID]) -> dict[UUID, Record]:
    """Return those of ``ids`` that there are, also those that somebody deleted."""
    found: dict[UUID, Record] = {}
    for piece in in_pieces(ids):
        for row in connection.execute(sa.select(kind.table).where(kind.table.c.id.in_(piece))):
            record = record_of(kind, row)
            found[record.id] = record
    return found
