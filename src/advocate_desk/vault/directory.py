"""The users' directory: who there is, in which role, with which public keys. Signed by the administrators."""

from dataclasses import dataclass, replace
from uuid import UUID

from advocate_desk.domain.users import Role
from advocate_desk.vault.canonical import Fields, Malformed, decode, encode
from advocate_desk.vault.crypto import (
    CLOSED_OVERHEAD,
    KEY,
    NONCE,
    SIGNATURE,
    close,
    derive,
    open_closed,
    sign,
    verifies,
)
from advocate_desk.vault.grants import Scope

_STEP = 4096
_MOST_STEPS = 64
MAXIMUM_PLACES = 256

RECOVERY_USER_ID = UUID("00000000-0000-8000-8000-000000000003")
"""Who signs when somebody came in with the recovery words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody in the directory. ``grants`` is the hash of theirs; ``place`` is None once they have left."""

    user_id: UUID
    role: Role
    active: bool
    box_key: bytes
    signing_key: bytes
    grants: bytes
    place: int | None

    def to_fields(self) -> dict[str, object]:
        """Return the entry as it is signed."""
        return {
            "active": self.active,
            "box": self.box_key.hex(),
            "grants": self.grants.hex(),
            "place": -1 if self.place is None else self.place,
            "role": self.role.value,
            "sign": self.signing_key.hex(),
            "user_id": self.user_id.hex,
        }

    @classmethod
    def from_fields(cls, value: object) -> "Entry":
        """Undo `to_fields`."""
        fields = Fields(value)
        try:
            role = Role(fields.text("role"))
        except ValueError as error:
            raise Malformed from error
        place = fields.integer("place", -1, MAXIMUM_PLACES - 1)
        entry = cls(
            user_id=fields.identifier("user_id"),
            role=role,
            active=fields.flag("active"),
            box_key=fields.raw("box", KEY),
            signing_key=fields.raw("sign", KEY),
            grants=fields.raw("grants", KEY),
            place=None if place < 0 else place,
        )
        fields.done()
        return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Everybody, those who left too, and recovery, which is kept like an administrator without a place."""

    scope: Scope
    entries: tuple[Entry, ...]
    recovery: Entry

    def find(self, user_id: UUID) -> Entry | None:
        """Return one entry, recovery's too."""
        return next((entry for entry in (*self.entries, self.recovery) if entry.user_id == user_id), None)

    def with_entry(self, entry: Entry) -> "Directory":
        """Return the directory with one more."""
        return replace(self, entries=(*self.entries, entry))

    def to_bytes(self) -> bytes:
        """Return what the administrators sign."""
        version = self.scope.version
        return encode(
            {
                "entries": [entry.to_fields() for entry in self.entries],
                "epoch": self.scope.epoch,
                "recovery": self.recovery.to_fields(),
                "vault_id": self.scope.vault_id.hex,
                "version": [version.format, version.reader, version.writer],
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes, scope: Scope) -> "Directory":
        """Undo `to_bytes`, and insist on the vault, epoch and format around it."""
        fields = decode(data)
        directory = cls(
            scope=scope,
            entries=tuple(Entry.from_fields(item) for item in fields.items("entries", 1, _MOST_STEPS * _STEP // 256)),
            recovery=Entry.from_fields(fields.take("recovery")),
        )
        if directory.to_bytes() != data:
            raise Malformed
        return directory


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDirectory:
    """The directory with its signature, under the common key, padded so that its length tells no count."""

    nonce: bytes
    secret: bytes

    def to_fields(self) -> dict[str, object]:
        """Return the part of the header."""
        return {"nonce": self.nonce.hex(), "secret": self.secret.hex()}

    @classmethod
    def from_fields(cls, fields: Fields) -> "ClosedDirectory":
        """Undo `to_fields`."""
        closed = cls(nonce=fields.raw("nonce", NONCE), secret=fields.padded("secret", _STEP, _MOST_STEPS))
        fields.done()
        return closed


def close_directory(directory: Directory, common: bytes, authority_seed: bytes) -> ClosedDirectory:
    """Sign and close."""
    data = directory.to_bytes()
    signature = sign(authority_seed, "advocate-desk directory", data)
    signed = signature + len(data).to_bytes(4, "big") + data
    padded = signed + bytes(-(len(signed) + CLOSED_OVERHEAD) % _STEP)
    nonce, secret = close(derive(common, "ad directory"), padded, directory.scope.vault_id.bytes)
    return ClosedDirectory(nonce=nonce, secret=secret)


def open_directory(closed: ClosedDirectory, scope: Scope, common: bytes, authority: bytes) -> Directory:
    """Open and check.

    Raises:
        Malformed: altered, of another vault, or not signed by these administrators.
    """
    plain = open_closed(derive(common, "ad directory"), closed.nonce, closed.secret, scope.vault_id.bytes)
    signature, rest = plain[:SIGNATURE], plain[SIGNATURE + 4 :]
    data = rest[: int.from_bytes(plain[SIGNATURE : SIGNATURE + 4], "big")]
    if not verifies(authority, "advocate-desk directory", data, signature):
        raise Malformed
    return Directory.from_bytes(data, scope)
