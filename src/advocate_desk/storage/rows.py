"""Reads records."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.errors import NotFound
from advocate_desk.domain.record import Record
from advocate_desk.services.ports import RecordT
from advocate_desk.storage.tables import Kind, kind_named, kind_of
from advocate_desk.storage.values import canonical

_AT_ONCE = 500
"""How many ids one question names."""


def in_pieces(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """Part ``ids`` into as many as one question may name."""
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def among(column: sa.ColumnElement[Any], ids: Collection[UUID]) -> sa.ColumnElement[bool]:
    """Return that ``column`` is one of ``ids``, however many they are.

    They go in as one text. Hundreds of parameters would fill the connection's small memory for as long as their
    statement is kept ready, and every row written meanwhile would take ten times as long (see `engine`).
    """
    return _in_list(column, sa.literal(canonical([one.hex for one in ids])))


def _in_list(column: sa.ColumnElement[Any], listed: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return that ``column`` is one of a JSON list."""
    return column.in_(sa.select(sa.func.json_each(listed).table_valued("value").c.value))


def at_most(limit: int) -> sa.ColumnElement[int]:
    """Return ``limit`` to stand in a statement as it is.

    Where it is a parameter, SQLite plans the statement anew each time it is asked, which takes longer than to answer.
    """
    return sa.literal_column(str(limit), sa.Integer)


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
    asked = tuple((name, _asked(kind, name, value)) for name, value in where.items())
    given = {name: _given(kind, name, how, where[name]) for name, how in asked if how is not _Asked.EMPTY}
    rows = connection.execute(_query(kind.name, asked, tuple(order_by), limit), given).all()
    return cast(tuple[RecordT, ...], tuple(record_of(kind, row) for row in rows))


class _Asked(StrEnum):
    """What is asked of a field."""

    EMPTY = "empty"
    EQUALS = "equals"
    ONE_OF = "one of"


def _asked(kind: Kind, name: str, value: object) -> _Asked:
    if value is None:
        return _Asked.EMPTY
    return _Asked.ONE_OF if isinstance(value, tuple) and not kind.fields[name].value.is_json else _Asked.EQUALS


def _given(kind: Kind, name: str, how: _Asked, value: object) -> object:
    """Return what goes into the statement."""
    if how is not _Asked.ONE_OF:
        return value
    to_plain = kind.fields[name].to_plain
    return canonical([to_plain(one) for one in cast(tuple[object, ...], value)])


@cache
def _query(
    name_of_kind: str, asked: tuple[tuple[str, _Asked], ...], order_by: tuple[str, ...], limit: int | None
) -> sa.Select[tuple[object, ...]]:
    """Return the statement, made once for each form of question: to make it takes longer than to ask it of one case."""
    kind = kind_named(name_of_kind)
    columns = kind.table.c
    query = sa.select(kind.table).where(columns.deleted_at.is_(None))
    for name, how in asked:
        query = query.where(_condition(columns[name], how))
    for name in order_by:
        query = query.order_by(columns[name[1:]].desc() if name.startswith("-") else columns[name])
    return query.order_by(columns.id).limit(None if limit is None else at_most(limit))


def _condition(column: sa.Column[Any], how: _Asked) -> sa.ColumnElement[bool]:
    match how:
        case _Asked.EMPTY:
            return column.is_(None)
        case _Asked.EQUALS:
            return column == sa.bindparam(column.name, type_=column.type)
        case _Asked.ONE_OF:
            return _in_list(column, sa.bindparam(column.name, type_=sa.String))


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
        for row in connection.execute(sa.select(kind.table).where(among(kind.table.c.id, piece))):
            record = record_of(kind, row)
            found[record.id] = record
    return found


def versions_of(connection: sa.Connection, kind: Kind, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return by which change each of ``ids`` was last written, also of those that somebody deleted."""
    columns, found = kind.table.c, dict[UUID, UUID]()
    for piece in in_pieces(ids):
        query = sa.select(columns.id, columns.version).where(among(columns.id, piece))
        found.update({record_id: version for record_id, version in connection.execute(query)})
    return found
