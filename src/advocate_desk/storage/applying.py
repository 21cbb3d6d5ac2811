"""The one function that changes the tables. A unit of work, a rebuild and, later, a colleague's changes use it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import sqlalchemy as sa

from advocate_desk.domain.errors import RecordsDamaged
from advocate_desk.domain.record import Record
from advocate_desk.storage import caseload, guard, journal, rows, search
from advocate_desk.storage.engine import Writer
from advocate_desk.storage.journal import Change, Entity
from advocate_desk.storage.tables import Kind, kind_named

Refresh = Callable[[Writer, Sequence[Record], bool], None]

_INDEXES: tuple[Refresh, ...] = (search.refresh, guard.refresh, caseload.refresh)


def apply(writer: Writer, change: Change) -> None:
    """Write the rows ``change`` tells of, bring the indexes up to date, and add it to the journal.

    Raises:
        RecordsDamaged: it changes a row that is not in the state it was made on.
        NewerFormat: a later version of the program wrote it.
    """
    steps = groupby(change.entities(), key=lambda entity: (entity.kind, entity.after is None))
    for (name, is_new), entities in steps:
        kind = kind_named(name)
        if is_new:
            _refresh(writer, _insert(writer, kind, change, entities), True)
        else:
            _refresh(writer, [_update(writer, kind, change, entity) for entity in entities], False)
    journal.append(writer, change)


def _insert(writer: Writer, kind: Kind, change: Change, entities: Iterator[Entity]) -> list[Record]:
    records = [_new_record(kind, change, entity) for entity in entities]
    names = tuple(kind.fields)
    writer.write(sa.insert(kind.table), [{name: getattr(record, name) for name in names} for record in records])
    return records


def _new_record(kind: Kind, change: Change, entity: Entity) -> Record:
    """Build the record; a field that was not yet thought of when the change was made takes its default."""
    given = {name: kind.fields[name].from_plain(plain) for name, (plain, _) in entity.fields.items()}
    return kind.record(id=entity.id, stream_id=change.stream_id, version=change.id, **given)


def _update(writer: Writer, kind: Kind, change: Change, entity: Entity) -> Record:
    columns = kind.table.c
    statement = sa.update(kind.table).where(
        columns.id == entity.id, columns.stream_id == change.stream_id, columns.version == entity.after
    )
    given = {name: kind.fields[name].from_plain(plain) for name, (plain, _) in entity.fields.items()}
    if writer.write(statement.values(version=change.id, **given)).rowcount != 1:
        raise RecordsDamaged
    return rows.get_even_deleted(writer.connection, kind, entity.id)


def _refresh(writer: Writer, records: Sequence[Record], are_new: bool) -> None:
    for refresh in _INDEXES:
        refresh(writer, records, are_new)
