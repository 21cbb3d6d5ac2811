"""The header: what lies readable in a vault's folder, and how one copy of it is written and read.

docs/vault-format.md describes every field.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.errors import NewerFormat, OlderFormat
from advocate_desk.vault.canonical import Fields, Malformed, decode, encode, from_hexadecimal, moment_text
from advocate_desk.vault.crypto import KEY, SALT, Cost, derive, digest, same
from advocate_desk.vault.directory import MAXIMUM_PLACES, ClosedDirectory
from advocate_desk.vault.grants import FORMAT, GRANT, Key, Scope, Version, empty_grant
from advocate_desk.vault.slots import ClosedIdentity, Slot, empty_slot

MAXIMUM_SIZE = 1024 * 1024
OLDEST_READABLE = 1
PLACES_AT_ONCE = 8
_LARGEST = 2**31 - 1

_BEFORE_CHECKSUM = b'{"checksum":"'
_BEFORE_HEADER = b'","header":'
_CHECKSUM_ENDS = len(_BEFORE_CHECKSUM) + 2 * KEY
_HEADER_STARTS = _CHECKSUM_ENDS + len(_BEFORE_HEADER)


def _grants(fields: Fields) -> tuple[bytes, ...]:
    return tuple(from_hexadecimal(item, GRANT) for item in fields.items("grants", len(Key), len(Key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Room for one user: a slot and the grants beside it. Unused places look the same."""

    slot: Slot
    grants: tuple[bytes, ...]

    def to_fields(self) -> dict[str, object]:
        """Return the part of the header."""
        return {**self.slot.to_fields(), "grants": [grant.hex() for grant in self.grants]}

    @classmethod
    def from_fields(cls, value: object) -> "Place":
        """Undo `to_fields`."""
        fields = Fields(value)
        place = cls(slot=Slot.from_fields(fields), grants=_grants(fields))
        fields.done()
        return place


def unused_place(cost: Cost) -> Place:
    """Return a place that looks taken."""
    return Place(slot=empty_slot(cost), grants=tuple(empty_grant() for _ in Key))


def unused_places(cost: Cost) -> tuple[Place, ...]:
    """Return eight of them."""
    return tuple(unused_place(cost) for _ in range(PLACES_AT_ONCE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """The identity that the 24 words open, and its grants."""

    closed: ClosedIdentity
    grants: tuple[bytes, ...]

    @staticmethod
    def bound_to(vault_id: UUID) -> bytes:
        """What it is tied to."""
        return b"advocate-desk recovery 1" + vault_id.bytes

    def to_fields(self) -> dict[str, object]:
        """Return the part of the header."""
        return {**self.closed.to_fields(), "grants": [grant.hex() for grant in self.grants]}

    @classmethod
    def from_fields(cls, fields: Fields) -> "Recovery":
        """Undo `to_fields`."""
        recovery = cls(closed=ClosedIdentity.from_fields(fields), grants=_grants(fields))
        fields.done()
        return recovery


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One header, whole. ``mac`` authenticates everything else under the common key."""

    version: Version
    vault_id: UUID
    created: datetime
    sequence: int
    epoch: int
    name_salt: bytes
    backup_key: bytes
    directory: ClosedDirectory
    places: tuple[Place, ...]
    recovery: Recovery
    mac: bytes = bytes(KEY)

    @property
    def scope(self) -> Scope:
        """What every grant and the directory repeat inside."""
        return Scope(vault_id=self.vault_id, epoch=self.epoch, version=self.version)

    @property
    def may_be_written(self) -> bool:
        """Say whether this program may write to a vault of this version."""
        return self.version.writer <= FORMAT

    def _fields(self) -> dict[str, object]:
        return {
            "backup_key": self.backup_key.hex(),
            "created": moment_text(self.created),
            "directory": self.directory.to_fields(),
            "epoch": self.epoch,
            "name_salt": self.name_salt.hex(),
            "places": [place.to_fields() for place in self.places],
            "recovery": self.recovery.to_fields(),
            "sequence": self.sequence,
            "vault_id": self.vault_id.hex,
            "version": {
                "format": self.version.format,
                "reader": self.version.reader,
                "writer": self.version.writer,
            },
        }

    def _mac_under(self, common: bytes) -> bytes:
        return derive(derive(common, "ad header"), "ad header mac", encode(self._fields()))

    def authenticated(self, common: bytes) -> "Header":
        """Return the header as it will be written: one further in the sequence, authenticated."""
        further = replace(self, sequence=self.sequence + 1)
        return replace(further, mac=further._mac_under(common))

    def check(self, common: bytes) -> None:
        """Insist that whoever last wrote this header held the common key.

        Raises:
            Malformed: something was altered since.
        """
        if not same(self.mac, self._mac_under(common)):
            raise Malformed

    def with_place(self, at: int, place: Place) -> "Header":
        """Return the header with one place written anew."""
        return replace(self, places=(*self.places[:at], place, *self.places[at + 1 :]))

    def with_more_places(self) -> "Header":
        """Return the header with eight more places."""
        return replace(self, places=(*self.places, *unused_places(self.places[0].slot.cost)))

    def to_bytes(self) -> bytes:
        """Return the bytes of one copy."""
        body = encode({**self._fields(), "mac": self.mac.hex()})
        return _BEFORE_CHECKSUM + digest(body).hex().encode("ascii") + _BEFORE_HEADER + body + b"}"


def read_header(data: bytes) -> Header:
    """Read one copy. The checksum comes first, then the version, then every field; nothing is hashed slowly.

    Raises:
        Malformed: damaged, or not a header at all.
        NewerFormat, OlderFormat: whole, and not for this program.
    """
    fields = decode(_checked_body(data))
    version = _version(fields.inner("version"))
    header = Header(
        version=version,
        vault_id=fields.identifier("vault_id"),
        created=fields.moment("created"),
        sequence=fields.integer("sequence", 0, _LARGEST),
        epoch=fields.integer("epoch", 1, _LARGEST),
        name_salt=fields.raw("name_salt", SALT),
        backup_key=fields.raw("backup_key", KEY),
        directory=ClosedDirectory.from_fields(fields.inner("directory")),
        places=tuple(Place.from_fields(item) for item in fields.items("places", 1, MAXIMUM_PLACES)),
        recovery=Recovery.from_fields(fields.inner("recovery")),
        mac=fields.raw("mac", KEY),
    )
    fields.done()
    return header


def _checked_body(data: bytes) -> bytes:
    body = data[_HEADER_STARTS:-1]
    written = _BEFORE_CHECKSUM + digest(body).hex().encode("ascii") + _BEFORE_HEADER + body + b"}"
    if data != written:
        raise Malformed
    return body


def _version(fields: Fields) -> Version:
    numbers = [fields.integer(name, 0, _LARGEST) for name in ("format", "reader", "writer")]
    fields.done()
    version = Version(*numbers)
    if version.reader > FORMAT:
        raise NewerFormat
    if version.format < OLDEST_READABLE:
        raise OlderFormat
    return version
