"""The unit of work: reads what is committed, collects writes, and makes them durable together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Self
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.agenda import Agenda, AgendaFilter
from advocate_desk.domain.appointments import Appointment
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.court import CourtOrder
from advocate_desk.domain.errors import ChangedMeanwhile, KnownFailure, NeverChanged, NotFound
from advocate_desk.domain.flags import Flag
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.domain.record import FieldsWritten, Record
from advocate_desk.domain.referral import ReferralMove
from advocate_desk.domain.support_plan import SupportNeed
from advocate_desk.services.ports import CaseloadFilter, Found, RecordT
from advocate_desk.storage import agenda, caseload, danger, drafts, guard, held, journal, known_by, rows, search
from advocate_desk.storage.applying import apply
from advocate_desk.storage.desk import Desk
from advocate_desk.storage.engine import Door, Writer
from advocate_desk.storage.journal import Change, Entity
from advocate_desk.storage.tables import Kind, kind_of
from advocate_desk.storage.values import Plain


@dataclass(slots=True)
class _Pending:
    """What will be written to one row."""

    kind: Kind
    stream_id: UUID
    after: UUID | None
    fields: dict[str, tuple[Plain, str | None]]


class SqlUnitOfWork:
    """Fulfils `UnitOfWork`.

    Reads see what is committed, not what this unit is about to write. `commit` ends the transaction; what
    is read or added after it begins another.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open: sa.Connection | None = None
        self._pending: dict[UUID, _Pending] = {}

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def add(self, record: Record) -> None:
        """Keep a new record."""
        kind = kind_of(type(record))
        if record.version is not None or record.id in self._pending:
            raise ValueError("this record is kept already: change it")
        plain: dict[str, tuple[Plain, str | None]] = {
            name: (kind.fields[name].to_plain(getattr(record, name)), None) for name in kind.written
        }
        self._pending[record.id] = _Pending(kind, record.stream_id, None, plain)

    def change(self, record: Record, **fields: object) -> None:
        """Set ``fields`` of ``record``, which is the state the form was opened on."""
        kind = kind_of(type(record))
        if unknown := fields.keys() - kind.fields.keys():
            raise TypeError(f"{kind.name} has no {sorted(unknown)}")
        if not fields.keys() <= kind.changeable:
            raise NeverChanged
        wanted = {name: kind.fields[name].to_plain(value) for name, value in fields.items()}
        pending = self._pending.get(record.id)
        if pending is not None and pending.after is None:
            pending.fields.update({name: (plain, None) for name, plain in wanted.items()})
        else:
            self._change_kept(kind, record, wanted)

    def remove(self, *records: Record) -> None:
        """Take ``records`` out of every list. What is only ever added to may go too: its history stays."""
        kept: list[Record] = []
        for record in records:
            pending = self._pending.get(record.id)
            if pending is not None and pending.after is None:
                del self._pending[record.id]
            else:
                kept.append(record)
        if kept:
            self._remove_kept(kept, self._desk.clock.now())

    def _remove_kept(self, records: Sequence[Record], now: datetime) -> None:
        """Remove records, reading together what was last done to them."""
        connection = self._begin()
        versions: dict[UUID, UUID] = {}
        for record_type in dict.fromkeys(map(type, records)):
            of_type = [one.id for one in records if type(one) is record_type]
            versions.update(rows.versions_of(connection, kind_of(record_type), of_type))
        written = journal.last_writings(connection, versions)
        for record in records:
            kind, version, entity = kind_of(type(record)), versions.get(record.id), written.get(record.id)
            plain = kind.fields["deleted_at"].to_plain(now)
            was_seen = version == record.version and record.id not in self._pending
            if version and was_seen and entity and entity.fields.get("deleted_at", (plain,))[0] is None:
                fields: dict[str, tuple[Plain, str | None]] = {"deleted_at": (plain, version.hex)}
                self._pending[record.id] = _Pending(kind, record.stream_id, version, fields)
            else:
                self._change_kept(kind, record, {"deleted_at": plain})

    def _change_kept(self, kind: Kind, record: Record, wanted: dict[str, Plain]) -> None:
        connection = self._begin()
        current = rows.get_even_deleted(connection, kind, record.id)
        assert current.version is not None
        pending = self._pending.setdefault(current.id, _Pending(kind, current.stream_id, current.version, {}))
        kept = {name: kind.fields[name].to_plain(getattr(current, name)) for name in wanted}
        news = {name for name in wanted if wanted[name] != kept[name]}
        replaced = _last_writers(connection, current, record.version, news) if news else {}
        for name, plain in wanted.items():
            pending.fields.pop(name, None)
            if name in news:
                pending.fields[name] = (plain, replaced[name])

    def commit(self, why: str) -> None:
        """Make it durable; returns only when it is on the disk."""
        connection = self._begin()
        try:
            self._write(connection, why)
            connection.commit()
        except BaseException:
            # After a failed write or sync, what this connection still holds in memory may not be what is
            # on the disk: the next unit of work reads the file anew.
            self._end(drop=True)
            raise
        self._end()

    def _write(self, connection: sa.Connection, why: str) -> None:
        seq, last_hash = journal.end_of_chain(connection, self._desk.device_id)
        apply(Writer(connection, Door.JOURNAL), self._changes(why, seq, last_hash))

    def _changes(self, why: str, seq: int, last_hash: str) -> Iterator[Change]:
        """Yield one signed record for each stream, each in the chain after the one before."""
        desk, now = self._desk, self._desk.clock.now()
        for stream_id, entities in self._by_stream().items():
            body = journal.body_of(entities)
            change = Change(
                id=new_id(now),
                stream_id=stream_id,
                device_id=desk.device_id,
                device_seq=seq + 1,
                actor_id=desk.user_id,
                recorded_at=now,
                why=why,
                body=body,
                body_digest=journal.digest_of(body),
                prev_hash=last_hash,
            ).signed_by(desk.sign)
            yield change
            seq, last_hash = change.device_seq, change.hash

    def _by_stream(self) -> dict[UUID, list[Entity]]:
        streams: dict[UUID, list[Entity]] = {}
        for row_id, pending in self._pending.items():
            if pending.fields:
                entity = Entity(kind=pending.kind.name, id=row_id, after=pending.after, fields=pending.fields)
                streams.setdefault(pending.stream_id, []).append(entity)
        return streams

    def get(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return one record."""
        return rows.get(self._begin(), kind, record_id)

    def get_removed(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return one record that somebody deleted."""
        found = rows.get_even_deleted(self._begin(), kind_of(kind), record_id)
        if not isinstance(found, kind) or found.deleted_at is None:
            raise NotFound
        return found

    def find(
        self,
        kind: type[RecordT],
        /,
        *,
        order_by: Sequence[str] = (),
        limit: int | None = None,
        **where: object,
    ) -> tuple[RecordT, ...]:
        """Return the records whose fields equal ``where``."""
        return rows.find(self._begin(), kind, where=where, order_by=order_by, limit=limit)

    def changes_of(self, stream_ids: Sequence[UUID]) -> Mapping[UUID, int]:
        """Return for each of these streams how many changes were ever made to it."""
        return journal.count_of_streams(self._begin(), stream_ids)

    def drafted(self) -> frozenset[UUID]:
        """Return what anybody has begun to write about."""
        return drafts.ids_in_keys(self._begin())

    def search(self, text: str, limit: int = 50) -> tuple[Found, ...]:
        """Find cases."""
        return search.search(self._begin(), text, limit)

    def caseload(self, wanted: CaseloadFilter, offset: int, limit: int) -> tuple[tuple[UUID, ...], int]:
        """Return a page of case ids and how many there are in all."""
        return caseload.page(self._begin(), wanted, offset, limit)

    def agenda(self, wanted: AgendaFilter) -> Agenda:
        """Return what is due."""
        return agenda.agenda(self._begin(), wanted)

    def held_open(self, wanted: AgendaFilter, most: int) -> tuple[tuple[UUID, ...], int]:
        """Return open cases in reach, high risk first, and how many there are in all."""
        return caseload.held_open(self._begin(), wanted, most)

    def open_by_lead(self) -> Mapping[UUID, Mapping[str, int]]:
        """Return for each lead how many open cases there are of each level of risk."""
        return caseload.open_by_lead(self._begin())

    def in_danger(self, wanted: AgendaFilter, ended: frozenset[CaseStatus]) -> tuple[UUID, ...]:
        """Return the cases in reach in which risk was high, or that have an incident."""
        return danger.in_danger(self._begin(), wanted, ended)

    def young(self, wanted: AgendaFilter, born_from: date) -> tuple[Person, ...]:
        """Return who may be under eighteen in the open cases somebody holds."""
        return held.young(self._begin(), wanted, born_from)

    def needs(self, wanted: AgendaFilter) -> tuple[SupportNeed, ...]:
        """Return the needs of plans in reach."""
        return held.needs(self._begin(), wanted)

    def silent(self, wanted: AgendaFilter) -> tuple[ReferralMove, ...]:
        """Return the last moves of referrals in reach whose agencies owe an answer."""
        return held.silent(self._begin(), wanted)

    def appointments(self, wanted: AgendaFilter) -> tuple[Appointment, ...]:
        """Return the appointments that are planned, near or past."""
        return held.appointments(self._begin(), wanted)

    def orders(self, wanted: AgendaFilter) -> tuple[CourtOrder, ...]:
        """Return the orders that were made in cases in reach."""
        return held.orders(self._begin(), wanted)

    def flags(self, wanted: AgendaFilter) -> tuple[Flag, ...]:
        """Return the flags to look at again."""
        return held.flags(self._begin(), wanted)

    def points_in(self, text: str) -> tuple[ContactPoint, ...]:
        """Return every contact point in the vault that occurs in ``text``."""
        return guard.points_in(self._begin(), text)

    def known_by(self, keys: Collection[str], most: int) -> tuple[UUID, ...]:
        """Return the people who share any of ``keys``, the nearest first."""
        return known_by.known_by(self._begin(), keys, most)

    def story(self, record: Record) -> tuple[FieldsWritten, ...]:
        """Return every change of ``record``, the newest first."""
        kind, connection = kind_of(type(record)), self._begin()
        current = rows.get_even_deleted(connection, kind, record.id)
        assert current.version is not None
        return tuple(
            FieldsWritten(
                at=change.recorded_at,
                actor_id=change.actor_id,
                is_first=entity.after is None,
                fields={name: kind.fields[name].from_plain(plain) for name, (plain, _) in entity.fields.items()},
            )
            for change, entity in journal.history(connection, current.id, current.version)
        )

    def _begin(self) -> sa.Connection:
        if self._open is not None:
            return self._open
        self._desk.gate.enter()
        try:
            connection = self._desk.engine.connect()
            connection.begin()
        except BaseException:
            self._desk.gate.leave()
            raise
        self._open = connection
        return connection

    def _end(self, *, drop: bool = False) -> None:
        """Undo what was not committed, and let the next one in."""
        self._pending.clear()
        connection, self._open = self._open, None
        if connection is None:
            return
        try:
            # A disk that failed may fail the rollback too; reopening the file rolls back what is left.
            with suppress(KnownFailure, sa.exc.DBAPIError):
                connection.close()
            if drop:
                self._desk.engine.dispose()
        finally:
            self._desk.gate.leave()


def _last_writers(
    connection: sa.Connection, current: Record, seen: UUID | None, names: set[str]
) -> dict[str, str | None]:
    """Return which change last wrote each of ``names``.

    Raises:
        ChangedMeanwhile: one of them was written after the version ``seen``.
    """
    assert current.version is not None
    writers: dict[str, str | None] = {}
    unseen = True
    for change, entity in journal.history(connection, current.id, current.version):
        unseen = unseen and change.id != seen
        for name in names & entity.fields.keys() - writers.keys():
            if unseen:
                raise ChangedMeanwhile
            writers[name] = change.id.hex
        if not unseen and writers.keys() == names:
            return writers
    if unseen:
        raise ChangedMeanwhile
    return {name: writers.get(name) for name in names}
