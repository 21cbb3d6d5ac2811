"""What people are known again by, kept as an index of words, so that a look among a hundred thousand is quick.

`search_people` numbers everybody in the order in which the journal tells of them, once and for good; the words of
that entry in `search_alike` are the keys of `likeness_keys`. Whoever shares the most and the rarest keys comes first.
"""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.duplicates import likeness_from
from advocate_desk.domain.likeness_keys import narrow_keys, wide_keys
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.domain.record import Record
from advocate_desk.storage import journal
from advocate_desk.storage.engine import Row, Writer
from advocate_desk.storage.rows import among, in_pieces
from advocate_desk.storage.tables import kind_of, metadata
from advocate_desk.storage.values import ID

_PEOPLE = kind_of(Person).name
ALIKE = sa.table("search_alike", sa.column("rowid"), sa.column("words"))
# The keys are plain letters and figures already.
DDL = (
    f"CREATE VIRTUAL TABLE {ALIKE.name} USING fts5(words, content='', contentless_delete=1,"
    " tokenize='unicode61 remove_diacritics 0')",
)

search_people = sa.Table(
    "search_people",
    metadata,
    sa.Column("entry", sa.Integer, primary_key=True),
    sa.Column("person_id", ID, nullable=False, unique=True),
    sqlite_strict=True,
)

_people, _points = kind_of(Person).table.c, kind_of(ContactPoint).table.c
_NEXT_ENTRY = sa.select(sa.func.coalesce(sa.func.max(search_people.c.entry), 0) + 1)


def refresh(writer: Writer, records: Sequence[Record], are_new: bool) -> None:
    """Bring the index up to date with ``records``."""
    new = [one.id for one in records if isinstance(one, Person)] if are_new else []
    touched = dict.fromkeys(person_id for one in records if (person_id := _told_of(one)))
    if new:
        first = writer.connection.execute(_NEXT_ENTRY).scalar_one()
        rows = [{"entry": entry, "person_id": person_id} for entry, person_id in enumerate(new, start=first)]
        writer.write(sa.insert(search_people), rows)
    index(writer, list(touched), frozenset(new))


def _told_of(record: Record) -> UUID | None:
    """Return whom ``record`` tells something of that she is known again by."""
    if isinstance(record, Person):
        return record.id
    return record.person_id if isinstance(record, ContactPoint) else None


def index(writer: Writer, person_ids: Sequence[UUID], new: Collection[UUID]) -> None:
    """Write anew the keys of people who have their entry; ``new`` are those who had no keys so far."""
    for piece in in_pieces(person_ids):
        query = sa.select(search_people).where(among(search_people.c.person_id, piece)).order_by(search_people.c.entry)
        entries = {found.person_id: found.entry for found in writer.connection.execute(query)}
        if old := [{"place": entry} for person_id, entry in entries.items() if person_id not in new]:
            writer.write(sa.delete(ALIKE).where(ALIKE.c.rowid == sa.bindparam("place")), old)
        words = dict(_words(writer.connection, piece))
        rows: list[Row] = [
            {"rowid": entry, "words": words[person_id]} for person_id, entry in entries.items() if words.get(person_id)
        ]
        if rows:
            writer.write(sa.insert(ALIKE), rows)


def _words(connection: sa.Connection, person_ids: Sequence[UUID]) -> Iterator[tuple[UUID, str]]:
    """Yield the keys of each who was not removed. Only columns are read that every revision of the tables has."""
    of_these = sa.select(_points.person_id, _points.kind, _points.value, _points.digits).where(
        among(_points.person_id, person_ids), _points.deleted_at.is_(None)
    )
    points: dict[UUID, list[tuple[str, str, str]]] = {}
    for person_id, kind, value, digits in connection.execute(of_these.order_by(_points.id)):
        points.setdefault(person_id, []).append((kind, value, digits))
    names = (_people.name_to_use, _people.legal_name, _people.known_as)
    people = sa.select(_people.id, _people.case_id, *names, _people.date_of_birth)
    for row in connection.execute(people.where(among(_people.id, person_ids), _people.deleted_at.is_(None))):
        known_as = (row.name_to_use, row.legal_name, *row.known_as)
        likeness = likeness_from(row.case_id, known_as, row.date_of_birth, points.get(row.id, ()))
        yield row.id, " ".join(sorted(narrow_keys(likeness) | wide_keys(likeness.names)))


def number_everybody(writer: Writer) -> None:
    """Make the index of a file that has none: everybody the journal tells of, in its order."""
    told = [
        entity.id
        for change in journal.all_changes(writer.connection)
        for entity in change.entities()
        if entity.kind == _PEOPLE and entity.after is None
    ]
    if told:
        rows: list[Row] = [{"entry": entry, "person_id": person_id} for entry, person_id in enumerate(told, start=1)]
        writer.write(sa.insert(search_people), rows)
        index(writer, told, frozenset(told))


_FOUND = (
    sa.select(search_people.c.person_id)
    .join(
        sa.select(ALIKE.c.rowid, sa.literal_column("rank").label("place"))
        .where(sa.literal_column(ALIKE.name).op("MATCH")(sa.bindparam("match")))
        .order_by(sa.literal_column("rank"))
        .limit(sa.bindparam("most"))
        .subquery("nearest"),
        sa.literal_column("nearest.rowid") == search_people.c.entry,
    )
    .order_by(sa.literal_column("nearest.place"), search_people.c.entry)
)


def known_by(connection: sa.Connection, keys: Collection[str], most: int) -> tuple[UUID, ...]:
    """Return the people who share any of ``keys``, those with the most and the rarest first."""
    if not keys:
        return ()
    match = " OR ".join(f'"{key}"' for key in sorted(keys))
    return tuple(connection.execute(_FOUND, {"match": match, "most": most}).scalars())
