"""Which sealed files the records name: by every row, removed or not, and by every entry of the journal."""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

from advocate_desk.domain.attachments import Attachment
from advocate_desk.services.file_ports import NamedFile
from advocate_desk.storage import journal
from advocate_desk.storage.tables import kind_of

_KIND = kind_of(Attachment)
_WORDS = (("blob", "sealed_with", "digest"), ("original_blob", "original_sealed_with", "original_digest"))


def named_files(connection: sa.Connection) -> tuple[NamedFile, ...]:
    """Return each of them once, by name.

    The journal is asked beside the table, so that a table that lost a row makes no file look like rubbish.
    """
    found = {one.name: one for written in _written(connection) for one in _named(written)}
    return tuple(found[name] for name in sorted(found))


def _written(connection: sa.Connection) -> Iterator[Mapping[str, object]]:
    rows = sa.table(_KIND.name, *(sa.column(name) for words in _WORDS for name in words))
    for row in connection.execute(sa.select(rows)).mappings():
        yield dict(row)
    wanted = journal.changes.c.body.contains(f'"{_KIND.name}"')
    for change in journal.changes_where(connection, wanted):
        for entity in change.entities():
            if entity.kind == _KIND.name and entity.after is None:
                yield {name: value for name, (value, _replaced) in entity.fields.items()}


def _named(written: Mapping[str, object]) -> Iterator[NamedFile]:
    for name, key, digest in _WORDS:
        if written.get(name):
            yield NamedFile(name=str(written[name]), key=str(written.get(key)), digest=str(written.get(digest)))
