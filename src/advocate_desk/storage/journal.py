"""The journal: one signed change record for each unit of work and stream, in a chain for each device.

A record's hash covers the *digest* of its body, so that a purge may drop the body without breaking the chain.
The body is canonical JSON::

    {"v": 1, "entities": [{"kind": "people", "id": "<hex>", "after": "<change id or null>",
                           "fields": {"pronouns": ["they", "<change id or null>"]}}]}

``after`` is the change that last wrote the row (null: the row is new); beside each value stands the change
whose value it replaces. So the history of a row is a walk from its ``version`` back.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.errors import NewerFormat
from advocate_desk.storage.engine import Writer
from advocate_desk.storage.rows import among, at_most, in_pieces
from advocate_desk.storage.tables import metadata
from advocate_desk.storage.values import ID, MOMENT, NUMBER, TEXT, Plain, canonical, microseconds

BODY_VERSION = 1
# What is signed begins with these words, so that this signature can never pass for an approval's.
_PURPOSE = b"advocate-desk change 1\n"

Sign = Callable[[bytes], bytes]
Verify = Callable[[UUID, bytes, bytes], bool]

changes = sa.Table(
    "changes",
    metadata,
    # In what order records arrived here. It belongs to this file alone and is not signed.
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("id", ID, nullable=False, unique=True),
    sa.Column("stream_id", ID, nullable=False),
    sa.Column("device_id", ID, nullable=False),
    sa.Column("device_seq", NUMBER, nullable=False),
    sa.Column("actor_id", ID, nullable=False),
    sa.Column("recorded_at", MOMENT, nullable=False),
    sa.Column("why", TEXT, nullable=False),
    sa.Column("body", TEXT, nullable=True),
    sa.Column("body_digest", TEXT, nullable=False),
    sa.Column("prev_hash", TEXT, nullable=False),
    sa.Column("hash", TEXT, nullable=False),
    sa.Column("signature", TEXT, nullable=False),
    sa.UniqueConstraint("device_id", "device_seq"),
    sqlite_strict=True,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entity:
    """What one change did to one row: each field's JSON value, and the change whose value it replaces."""

    kind: str
    id: UUID
    after: UUID | None
    fields: Mapping[str, tuple[Plain, str | None]]

    def to_plain(self) -> dict[str, Any]:
        """Return the form that stands in a body."""
        return {
            "kind": self.kind,
            "id": self.id.hex,
            "after": self.after.hex if self.after else None,
            "fields": self.fields,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change record. Digests and signature are hex; ``body`` is None once it was purged."""

    id: UUID
    stream_id: UUID
    device_id: UUID
    device_seq: int
    actor_id: UUID
    recorded_at: datetime
    why: str
    body: str | None
    body_digest: str
    prev_hash: str
    hash: str = ""
    signature: str = ""

    def computed_hash(self) -> str:
        """Return what `hash` must be: SHA-256 over everything but the body itself and the signature."""
        head = {
            "id": self.id.hex,
            "stream": self.stream_id.hex,
            "device": self.device_id.hex,
            "seq": self.device_seq,
            "actor": self.actor_id.hex,
            "at": microseconds(self.recorded_at),
            "why": self.why,
            "body": self.body_digest,
            "prev": self.prev_hash,
        }
        return _sha256(canonical(head))

    def signed_by(self, sign: Sign) -> "Change":
        """Return this change with its hash and the signature over it."""
        digest = self.computed_hash()
        return replace(self, hash=digest, signature=sign(to_sign(digest)).hex())

    def entities(self) -> Iterator[Entity]:
        """Read the body; nothing where it was purged.

        Raises:
            NewerFormat: a later version of the program wrote it.
        """
        if self.body is None:
            return
        body = json.loads(self.body)
        if body["v"] != BODY_VERSION:
            raise NewerFormat
        for entity in body["entities"]:
            yield Entity(
                kind=entity["kind"],
                id=UUID(entity["id"]),
                after=UUID(entity["after"]) if entity["after"] else None,
                fields={name: (value, replaced) for name, (value, replaced) in entity["fields"].items()},
            )


def to_sign(digest: str) -> bytes:
    """Return the bytes an actor signs for the change whose hash is ``digest``."""
    return _PURPOSE + bytes.fromhex(digest)


def body_of(entities: list[Entity]) -> str:
    """Return the body that tells of ``entities``."""
    return canonical({"v": BODY_VERSION, "entities": [entity.to_plain() for entity in entities]})


def digest_of(body: str) -> str:
    """Return SHA-256 (hex) of a body."""
    return _sha256(body)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def append(writer: Writer, new: Sequence[Change]) -> None:
    """Add ``new`` at the end, in their order."""
    writer.write(sa.insert(changes), [{name: getattr(one, name) for name in Change.__slots__} for one in new])


def all_changes(connection: sa.Connection) -> Iterator[Change]:
    """Read the journal in the order in which records arrived."""
    query = sa.select(changes).order_by(changes.c.position)
    for row in connection.execute(query.execution_options(yield_per=500)):
        yield _change(row)


def changes_where(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> Iterator[Change]:
    """Read those records of the journal of which ``wanted`` is true, in the order in which they arrived."""
    query = sa.select(changes).where(wanted).order_by(changes.c.position)
    for row in connection.execute(query.execution_options(yield_per=500)):
        yield _change(row)


def count(connection: sa.Connection) -> int:
    """Return how many records there are."""
    return connection.execute(sa.select(sa.func.count()).select_from(changes)).scalar_one()


def count_of_streams(connection: sa.Connection, stream_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Return how many records each of these streams has."""
    query = (
        sa.select(changes.c.stream_id, sa.func.count())
        .where(among(changes.c.stream_id, stream_ids))
        .group_by(changes.c.stream_id)
    )
    counted = {stream_id: counted for stream_id, counted in connection.execute(query)}
    return {stream_id: counted.get(stream_id, 0) for stream_id in stream_ids}


def end_of_chain(connection: sa.Connection, device_id: UUID) -> tuple[int, str]:
    """Return number and hash of the last record a device made; 0 and "" before its first."""
    query = (
        sa.select(changes.c.device_seq, changes.c.hash)
        .where(changes.c.device_id == device_id)
        .order_by(changes.c.device_seq.desc())
        .limit(at_most(1))
    )
    last = connection.execute(query).first()
    return (last.device_seq, last.hash) if last else (0, "")


def history(connection: sa.Connection, row_id: UUID, version: UUID) -> Iterator[tuple[Change, Entity]]:
    """Walk from a row's ``version`` back: each change, and what it did to the row. Ends at a purged body."""
    at: UUID | None = version
    while at is not None:
        row = connection.execute(sa.select(changes).where(changes.c.id == at)).first()
        change = _change(row) if row else None
        entity = next((one for one in change.entities() if one.id == row_id), None) if change else None
        if change is None or entity is None:
            return
        yield change, entity
        at = entity.after


def last_writings(connection: sa.Connection, versions: Mapping[UUID, UUID]) -> dict[UUID, Entity]:
    """Return what the last change of each row did to it; ``versions`` are the rows with their last changes."""
    found: dict[UUID, Entity] = {}
    for piece in in_pieces(tuple(dict.fromkeys(versions.values()))):
        for row in connection.execute(sa.select(changes).where(among(changes.c.id, piece))):
            written = _change(row).entities()
            found.update({entity.id: entity for entity in written if versions.get(entity.id) == row.id})
    return found


def _change(row: sa.Row[Any]) -> Change:
    return Change(**{name: getattr(row, name) for name in Change.__slots__})
