"""Half-typed words: encrypted like everything else, outside the history, truly erased when they are done with."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.services.ports import Draft
from advocate_desk.storage.desk import Desk
from advocate_desk.storage.engine import Door, Writer
from advocate_desk.storage.tables import metadata
from advocate_desk.storage.values import ID, MOMENT, TEXT

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("user_id", ID, primary_key=True),
    sa.Column("key", TEXT, primary_key=True),
    sa.Column("body", TEXT, nullable=False),
    sa.Column("saved_at", MOMENT, nullable=False),
    sqlite_strict=True,
)


_AN_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}(?![0-9a-f])")


def ids_in_keys(connection: sa.Connection) -> frozenset[UUID]:
    """Return every record's id that the key of anybody's draft holds. The words are not read."""
    keys = connection.execute(sa.select(drafts.c.key)).scalars()
    return frozenset(UUID(found) for key in keys for found in _AN_ID.findall(key))


class SqlDrafts:
    """Fulfils `Drafts` for the user who signed in. The engine overwrites erased rows (secure_delete)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, key: str, body: str) -> None:
        """Keep ``body`` under ``key``, in place of what was there."""
        row = {"user_id": self._desk.user_id, "key": key, "body": body, "saved_at": self._desk.clock.now()}
        with self._transaction() as writer:
            writer.write(sa.delete(drafts).where(*self._mine(key)))
            writer.write(sa.insert(drafts), row)

    def load(self, key: str) -> Draft | None:
        """Return what is kept under ``key``."""
        query = sa.select(drafts.c.key, drafts.c.body, drafts.c.saved_at).where(*self._mine(key))
        with self._transaction() as writer:
            row = writer.connection.execute(query).first()
        return Draft(key=row.key, body=row.body, saved_at=row.saved_at) if row else None

    def erase(self, key: str) -> None:
        """Forget ``key``."""
        with self._transaction() as writer:
            writer.write(sa.delete(drafts).where(*self._mine(key)))

    def _mine(self, key: str) -> tuple[sa.ColumnElement[bool], ...]:
        return drafts.c.user_id == self._desk.user_id, drafts.c.key == key

    @contextmanager
    def _transaction(self) -> Iterator[Writer]:
        with self._desk.transaction() as connection:
            yield Writer(connection, Door.DRAFTS)
