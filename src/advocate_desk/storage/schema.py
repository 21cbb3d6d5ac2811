"""The tables of a new records file, and the revision a file stands at. Alembic is not needed for either."""

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, CreateTable

from advocate_desk.domain.errors import RecordsDamaged
from advocate_desk.storage import caseload, drafts, guard, journal, known_by, search
from advocate_desk.storage.engine import Writer
from advocate_desk.storage.tables import KINDS

HEAD = "0004"
"""The newest revision in migrations/versions; a test holds the two equal."""

TABLES: tuple[sa.Table, ...] = (
    *(kind.table for kind in KINDS),
    journal.changes,
    search.entries,
    guard.guard_fragments,
    caseload.caseload,
    known_by.search_people,
    drafts.drafts,
)
"""Every table but the three indexes of words and the revision's."""

# As Alembic makes it.
_revisions = sa.Table(
    "alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True, nullable=False)
)


def create(writer: Writer) -> None:
    """Make every table and index, and stamp the file with `HEAD`."""
    for table in TABLES:
        writer.write(CreateTable(table))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            writer.write(CreateIndex(index))
    for statement in (*search.DDL, *known_by.DDL):
        writer.write_sql(statement)
    writer.write(CreateTable(_revisions))
    writer.write(sa.insert(_revisions), {"version_num": HEAD})


def revision(connection: sa.Connection) -> str:
    """Return the revision this file stands at.

    Raises:
        RecordsDamaged: it has none, so it is no records file.
    """
    if not sa.inspect(connection).has_table(_revisions.name):
        raise RecordsDamaged
    found = connection.execute(sa.select(_revisions.c.version_num)).scalar()
    if found is None:
        raise RecordsDamaged
    return str(found)
