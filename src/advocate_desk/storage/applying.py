"""The one function that changes the tables. A unit of work, a rebuild and, later, a colleague's changes use it.

New rows of many changes are written together, kind by kind: a caseload that comes in is ten thousand streams, each
with a change of its own. So are rows that are taken out, when such an import is taken back. What the tables and indexes
hold afterwards is the same as if the changes had come one by one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import chain, groupby
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.errors import RecordsDamaged
from advocate_desk.domain.record import Record
from advocate_desk.storage import caseload, guard, journal, known_by, rows, search
from advocate_desk.storage.engine import PlainRow, Row, Writer
from advocate_desk.storage.journal import Change, Entity
from advocate_desk.storage.tables import Kind, kind_named

Refresh = Callable[[Writer, Sequence[Record], bool], None]

_INDEXES: tuple[Refresh, ...] = (search.refresh, guard.refresh, caseload.refresh, known_by.refresh)
_AT_ONCE = 5_000
"""Rows that wait for one another at most; enough to be quick, few enough for the memory."""


class _How(Enum):
    """What a change does to a row."""

    NEW = auto()
    TAKEN_OUT = auto()
    CHANGED = auto()


def apply(writer: Writer, changes: Iterable[Change]) -> None:
    """Write the rows that ``changes`` tell of, bring the indexes up to date, and add them to the journal.

    Raises:
        RecordsDamaged: one changes a row that is not in the state it was made on.
        NewerFormat: a later version of the program wrote one.
    """
    waiting = _Waiting(writer)
    for change in changes:
        for (name, how), entities in groupby(change.entities(), key=lambda one: (one.kind, _how(one))):
            kind = kind_named(name)
            if how is _How.NEW:
                waiting.add(kind, change, entities)
            elif how is _How.TAKEN_OUT:
                waiting.take_out(kind, change, entities)
            else:
                waiting.write()
                _refresh(writer, [_update(writer, kind, change, entity) for entity in entities], False)
        waiting.append(change)
    waiting.write()


def _how(entity: Entity) -> _How:
    if entity.after is None:
        return _How.NEW
    only_deleted = entity.fields.keys() == {"deleted_at"} and entity.fields["deleted_at"][0] is not None
    return _How.TAKEN_OUT if only_deleted else _How.CHANGED


class _Waiting:
    """New rows or rows to be taken out, and changes for the journal, that are still to be written.

    Never both at once: the place of an entry in the search depends on what is there when it comes.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._rows: dict[str, list[PlainRow]] = {}
        self._records: list[Record] = []
        self._gone: dict[str, dict[UUID, Row]] = {}
        self._changes: list[Change] = []

    def add(self, kind: Kind, change: Change, entities: Iterator[Entity]) -> None:
        """Let new rows of one kind wait."""
        if self._gone:
            self.write()
        rows_of_kind = self._rows.setdefault(kind.name, [])
        for entity in entities:
            record = _new_record(kind, change, entity)
            rows_of_kind.append(kind.row_of(record, entity.fields))
            self._records.append(record)

    def take_out(self, kind: Kind, change: Change, entities: Iterator[Entity]) -> None:
        """Let rows of one kind that are only deleted wait."""
        if self._records:
            self.write()
        for entity in entities:
            if entity.id in self._gone.get(kind.name, ()):
                self.write()
            self._gone.setdefault(kind.name, {})[entity.id] = _taking_out(kind, change, entity)

    def append(self, change: Change) -> None:
        """Let ``change`` wait for its place in the journal; everything of it is here."""
        self._changes.append(change)
        if len(self._records) + sum(map(len, self._gone.values())) >= _AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write everything that waits, in the order in which it came."""
        for name, waiting in self._rows.items():
            self._writer.write_sql(kind_named(name).insert, waiting)
        if self._records:
            _refresh(self._writer, self._records, True)
        if self._gone:
            taken = [_take_out(self._writer, kind_named(name), gone) for name, gone in self._gone.items()]
            _refresh(self._writer, list(chain.from_iterable(taken)), False)
        if self._changes:
            journal.append(self._writer, self._changes)
        self._rows, self._records, self._gone, self._changes = {}, [], {}, []


def _new_record(kind: Kind, change: Change, entity: Entity) -> Record:
    """Build the record; a field that was not yet thought of when the change was made takes its default."""
    given = {name: kind.fields[name].from_plain(plain) for name, (plain, _) in entity.fields.items()}
    return kind.record(id=entity.id, stream_id=change.stream_id, version=change.id, **given)


def _taking_out(kind: Kind, change: Change, entity: Entity) -> Row:
    at = kind.fields["deleted_at"].from_plain(entity.fields["deleted_at"][0])
    return {"_row": entity.id, "_of": change.stream_id, "_after": entity.after, "_by": change.id, "_at": at}


def _take_out(writer: Writer, kind: Kind, gone: dict[UUID, Row]) -> list[Record]:
    # With names that no column has: SQLAlchemy keeps those of columns for itself.
    columns, named = kind.table.c, sa.bindparam
    statement = sa.update(kind.table).where(
        columns.id == named("_row"), columns.stream_id == named("_of"), columns.version == named("_after")
    )
    taken = writer.write(statement.values(version=named("_by"), deleted_at=named("_at")), list(gone.values()))
    if taken.rowcount != len(gone):
        raise RecordsDamaged
    return list(rows.all_even_deleted(writer.connection, kind, list(gone)).values())


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
