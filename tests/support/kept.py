"""A records file without a real vault around it: the store takes any `OpenVault`, and this one is quick."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction, Note
from advocate_desk.domain.identifiers import new_case_reference, new_id
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.domain.record import Record
from advocate_desk.domain.users import Role
from advocate_desk.services.ports import RecordT
from advocate_desk.services.vault_ports import Member, OpenVault
from advocate_desk.storage.migrate import upgrade
from advocate_desk.storage.records import SqlCipherRecords, SqlStore

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
USER = UUID(int=71)
DEVICE = UUID(int=91)
VAULT = UUID(int=9)
KEY = bytes(range(32))


@dataclass(slots=True)
class Ticking:
    """A clock that moves one second each time it is asked."""

    at: datetime = NOW

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def today(self) -> date:
        return self.at.date()


@dataclass(slots=True)
class PlainVault:
    """As much of an open vault as records need: one user, who signs with a secret of theirs."""

    records_path: Path
    records_key: bytes = KEY
    user_id: UUID = USER
    vault_id: UUID = VAULT
    role: Role = Role.ADMINISTRATOR
    read_only: bool = False

    @property
    def folder(self) -> Path:
        return self.records_path.parent

    def sign(self, message: bytes) -> bytes:
        return hmac.digest(self.user_id.bytes, message, "sha512")

    def verify(self, user_id: UUID, message: bytes, signature: bytes) -> bool:
        return hmac.compare_digest(hmac.digest(user_id.bytes, message, "sha512"), signature)

    def members(self) -> tuple[Member, ...]:
        return (Member(user_id=self.user_id, role=self.role, active=True),)

    def close(self) -> None:
        pass


def records(device: UUID = DEVICE) -> SqlCipherRecords:
    return SqlCipherRecords(device, Ticking(), upgrade)


def created(path: Path) -> SqlStore:
    """Make an empty records file."""
    return records().create(cast(OpenVault, PlainVault(path)))


def opened(path: Path, *, device: UUID = DEVICE, user: UUID = USER) -> SqlStore:
    """Open a records file, on this device or another."""
    return records(device).open(cast(OpenVault, PlainVault(path, user_id=user)))


@dataclass(slots=True)
class Invented:
    """One invented case: its records before they are kept."""

    name: str = "Ceri Sample"
    id: UUID = field(default_factory=lambda: new_id(NOW))
    client_id: UUID = field(default_factory=lambda: new_id(NOW))

    def case(self, **fields: object) -> Case:
        given: dict[str, object] = {"reference": new_case_reference(), "client_id": self.client_id, **fields}
        return Case(id=self.id, stream_id=self.id, **given)  # type: ignore[arg-type]

    def client(self, **fields: object) -> Person:
        given: dict[str, object] = {"role": PersonRole.CLIENT, "name_to_use": self.name, **fields}
        return Person(id=self.client_id, stream_id=self.id, case_id=self.id, **given)  # type: ignore[arg-type]

    def somebody(self, role: PersonRole, name: str) -> Person:
        return Person(id=new_id(NOW), stream_id=self.id, case_id=self.id, role=role, name_to_use=name)

    def point(self, kind: PointKind, value: str, digits: str = "") -> ContactPoint:
        return ContactPoint(
            id=new_id(NOW),
            stream_id=self.id,
            case_id=self.id,
            person_id=self.client_id,
            kind=kind,
            value=value,
            digits=digits,
        )

    def note(self, text: str, **fields: object) -> Note:
        given: dict[str, object] = {"happened_at": NOW, "recorded_at": NOW, "author_id": USER, **fields}
        return Note(id=new_id(NOW), stream_id=self.id, case_id=self.id, text=text, **given)  # type: ignore[arg-type]

    def contact(self, summary: str) -> Contact:
        return Contact(
            id=new_id(NOW),
            stream_id=self.id,
            case_id=self.id,
            kind=ContactKind.CALL,
            direction=Direction.OUTGOING,
            result=ContactResult.SPOKE,
            happened_at=NOW,
            recorded_at=NOW,
            author_id=USER,
            summary=summary,
        )


def keep(store: SqlStore, *kept: Record, why: str = "kept for a test") -> None:
    """Keep new records in one unit of work."""
    with store.work() as work:
        for record in kept:
            work.add(record)
        work.commit(why)


def keep_case(store: SqlStore, *more: Record, invented: Invented | None = None) -> Invented:
    """Keep a case with its client, and ``more``."""
    invented = invented or Invented()
    keep(store, invented.case(), invented.client(), *more)
    return invented


def fetch(store: SqlStore, kind: type[RecordT], record_id: UUID) -> RecordT:
    """Read one record in a unit of work of its own."""
    with store.work() as work:
        return work.get(kind, record_id)


def all_of(store: SqlStore, kind: type[RecordT]) -> Sequence[RecordT]:
    """Read every record of a kind in a unit of work of its own."""
    with store.work() as work:
        return work.find(kind)
