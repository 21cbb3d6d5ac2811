"""Proves that the file, the journal and the tables are whole, and that the tables say what the journal says."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.ports import Progress
from advocate_desk.storage import drafts, journal, known_by, schema, search
from advocate_desk.storage.applying import apply
from advocate_desk.storage.copying import file_damage
from advocate_desk.storage.desk import Desk
from advocate_desk.storage.engine import Door, Writer, connect, make_engine
from advocate_desk.storage.journal import Change, Verify

_MOST_SENTENCES = 20
# The journal is what the others are compared with; drafts are not history.
_COMPARED = tuple(table for table in schema.TABLES if table not in {journal.changes, drafts.drafts})


def check(desk: Desk, progress: Progress | None) -> tuple[str, ...]:
    """Return what is hurt, in sentences without any fact about a person; nothing when all is well."""
    with desk.driver() as driver:
        damage = file_damage(driver)
    if damage:
        return damage
    with desk.transaction() as connection:
        return tuple(_first(_journal_and_tables(connection, desk, progress)))


def _first(findings: Iterator[str]) -> Iterator[str]:
    for told, finding in enumerate(findings):
        if told == _MOST_SENTENCES:
            yield "There is more; the first findings are listed."
            return
        yield finding


def _journal_and_tables(connection: sa.Connection, desk: Desk, progress: Progress | None) -> Iterator[str]:
    replayed = make_engine(lambda: connect(None, desk.key))
    try:
        with replayed.begin() as fresh:
            writer = Writer(fresh, Door.JOURNAL)
            schema.create(Writer(fresh, Door.SCHEMA))
            chain = _Chain(desk.verify)
            total = journal.count(connection)
            for done, change in enumerate(journal.all_changes(connection), start=1):
                yield from chain.faults(done, change)
                try:
                    apply(writer, [change])
                except (KnownFailure, sa.exc.SQLAlchemyError, KeyError, TypeError, ValueError):
                    yield f"Change record {done} cannot be replayed, so the tables could not be compared."
                    return
                if progress and not progress(done, total):
                    yield "The check was stopped before its end."
                    return
            yield from _differences(connection, fresh)
    finally:
        replayed.dispose()


class _Chain:
    """Follows each device's chain."""

    def __init__(self, verify: Verify) -> None:
        self._verify = verify
        self._ends: dict[UUID, tuple[int, str]] = {}

    def faults(self, number: int, change: Change) -> Iterator[str]:
        """Say what is wrong with the next record."""
        seq, last_hash = self._ends.get(change.device_id, (0, ""))
        self._ends[change.device_id] = (change.device_seq, change.hash)
        if change.body is not None and journal.digest_of(change.body) != change.body_digest:
            yield f"The content of change record {number} is not what was recorded."
        if change.computed_hash() != change.hash:
            yield f"The heading of change record {number} is not what was recorded."
        if (change.device_seq, change.prev_hash) != (seq + 1, last_hash):
            yield f"Change record {number} does not follow the one before it: something is missing or was moved."
        if not self._signature_holds(change):
            yield f"The signature of change record {number} does not hold."

    def _signature_holds(self, change: Change) -> bool:
        try:
            return self._verify(change.actor_id, journal.to_sign(change.hash), bytes.fromhex(change.signature))
        except ValueError:
            return False


def _differences(kept: sa.Connection, replayed: sa.Connection) -> Iterator[str]:
    for table in _COMPARED:
        differing = _count_differing(_raw_rows(kept, table), _raw_rows(replayed, table))
        if differing:
            yield f"{differing} rows of “{table.name}” are not what the journal says. 'vault rebuild' makes them anew."
    for index in (search.WHO, search.WRITTEN, known_by.ALIKE):
        if (
            _count_differing(_vocabulary(kept, index), _vocabulary(replayed, index))
            or _count_differing(_sizes(kept, index), _sizes(replayed, index))
            or _words_not_found(kept, index)
        ):
            yield "The search index is not what the journal says. 'vault rebuild' makes it anew."


def _count_differing(one: Iterable[Any], other: Iterable[Any]) -> int:
    """Compare rows in the order of their keys; after a missing row, those that follow count as well."""
    return sum(1 for mine, theirs in zip_longest(one, other) if mine != theirs)


def _raw_rows(connection: sa.Connection, table: sa.Table) -> Iterator[tuple[Any, ...]]:
    """Read every row as it is kept, not as a record would hold it."""
    bare = sa.table(table.name, *(sa.column(column.name) for column in table.columns))
    key = [bare.c[column.name] for column in table.primary_key]
    for row in connection.execute(sa.select(bare).order_by(*key)):
        yield tuple(row)


def _vocabulary(connection: sa.Connection, index: sa.TableClause) -> Iterator[tuple[Any, ...]]:
    """Read every word of a search index with the entries it stands in."""
    words = sa.table("vocabulary", *map(sa.column, ("doc", "offset", "term")), schema="temp")
    with _reading_words(connection, index, "instance"):
        for row in connection.execute(sa.select(words).order_by(*words.c)):
            yield tuple(row)


@contextmanager
def _reading_words(connection: sa.Connection, index: sa.TableClause, kind: str) -> Iterator[None]:
    """Have ``temp.vocabulary`` be that view of an index (sqlite.org/fts5.html, section 8)."""
    writer = Writer(connection, Door.SCHEMA)
    writer.write_sql(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, {index.name}, {kind})")
    yield
    writer.write_sql("DROP TABLE temp.vocabulary")


def _sizes(connection: sa.Connection, index: sa.TableClause) -> Iterator[tuple[Any, ...]]:
    """Read how many words each entry of a search index has, which the vocabulary does not hold."""
    sizes = sa.table(f"{index.name}_docsize", sa.column("id"), sa.column("sz"))
    for row in connection.execute(sa.select(sizes).order_by(sizes.c.id)):
        yield tuple(row)


def _words_not_found(connection: sa.Connection, index: sa.TableClause) -> int:
    """Count the words that a search finds in fewer entries than hold them.

    The vocabulary is read from the first page to the last; a search leaps to a page by a table of its own, which no
    check of the engine's compares.
    """
    word = sa.table("vocabulary", *map(sa.column, ("term", "doc")), schema="temp")
    quoted = sa.literal('"').concat(word.c.term).concat('"')
    holding = sa.select(sa.func.count()).select_from(index).where(sa.column(index.name).match(quoted))
    fewer = sa.select(sa.func.count()).select_from(word).where(word.c.doc != holding.correlate(word).scalar_subquery())
    with _reading_words(connection, index, "row"):
        return int(connection.execute(fewer).scalar_one())
