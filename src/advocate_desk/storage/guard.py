"""Finds the contact points that occur in a text, among those of every case, by an index over their probes."""

from collections.abc import Sequence

import sqlalchemy as sa

from advocate_desk.domain.fragments import compact, fragments, probe, probes_in
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.record import Record
from advocate_desk.storage import rows
from advocate_desk.storage.engine import Writer
from advocate_desk.storage.tables import metadata
from advocate_desk.storage.values import ID, TEXT, canonical

guard_fragments = sa.Table(
    "guard_fragments",
    metadata,
    sa.Column("probe", TEXT, primary_key=True),
    sa.Column("point_id", ID, primary_key=True, index=True),
    sa.Column("compact", TEXT, primary_key=True),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)


def refresh(writer: Writer, records: Sequence[Record], are_new: bool) -> None:
    """Bring the index up to date with ``records``."""
    points = [record for record in records if isinstance(record, ContactPoint)]
    if points and not are_new:
        of_these = rows.among(guard_fragments.c.point_id, [one.id for one in points])
        writer.write(sa.delete(guard_fragments).where(of_these))
    kept = [
        {"probe": probe(fragment), "point_id": point.id, "compact": fragment}
        for point in points
        if point.deleted_at is None
        for fragment in fragments(point)
    ]
    if kept:
        writer.write(sa.insert(guard_fragments), kept)


def points_in(connection: sa.Connection, text: str) -> tuple[ContactPoint, ...]:
    """Return every contact point of the vault that occurs in ``text``."""
    compacted = compact(text)
    pieces = sa.func.json_each(canonical(sorted(probes_in(compacted)))).table_valued("value")
    query = sa.select(guard_fragments.c.point_id, guard_fragments.c.compact).join(
        pieces, guard_fragments.c.probe == pieces.c.value
    )
    found = {point_id for point_id, fragment in connection.execute(query) if fragment in compacted}
    return rows.find(connection, ContactPoint, where={"id": tuple(found)}, order_by=(), limit=None)
