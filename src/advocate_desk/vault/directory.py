"""The users' directory: who there is, in which role, with which public keys. Signed by the administrators."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Role
from advocate_desk.vault.canonical import Fields, Malformed, decode, encode, from_hexadecimal
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
_MOST_ENTRIES = _MOST_STEPS * _STEP // 256
MAXIMUM_PLACES = 256

RECOVERY_USER_ID = UUID("00000000-0000-8000-8000-000000000003")
"""Who signs when somebody came in with the recovery words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """That a slot opens with a one-time code, and its last day.

    ``slot`` is the hash of what tells that slot's right secret. Whoever sets a passphrase changes that and has nobody's
    signature for it, so the mark stays behind and says nothing about the new slot.
    """

    slot: bytes
    until: date

    @classmethod
    def from_fields(cls, value: object) -> "Code":
        """Undo what `Entry.to_fields` says of a code."""
        fields = Fields(value)
        code = cls(slot=fields.raw("slot", KEY), until=fields.day("until"))
        fields.done()
        return code


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody in the directory. ``grants`` is the hash of theirs; ``place`` is None once they have left.

    ``former`` are the public keys they signed with before a lost passphrase took the secret ones with it. A directory
    of format 1 knows neither these nor codes: what is left at its default is not written.
    """

    user_id: UUID
    role: Role
    active: bool
    box_key: bytes
    signing_key: bytes
    grants: bytes
    place: int | None
    former: tuple[bytes, ...] = ()
    code: Code | None = None

    @property
    def signing_keys(self) -> tuple[bytes, ...]:
        """Every key a signature of theirs may verify with."""
        return (self.signing_key, *self.former)

    def to_fields(self) -> dict[str, object]:
        """Return the entry as it is signed."""
        fields: dict[str, object] = {
            "active": self.active,
            "box": self.box_key.hex(),
            "grants": self.grants.hex(),
            "place": -1 if self.place is None else self.place,
            "role": self.role.value,
            "sign": self.signing_key.hex(),
            "user_id": self.user_id.hex,
        }
        if self.former:
            fields["former"] = [key.hex() for key in self.former]
        if self.code:
            fields["code"] = {"slot": self.code.slot.hex(), "until": self.code.until.isoformat()}
        return fields

    @classmethod
    def from_fields(cls, value: object) -> "Entry":
        """Undo `to_fields`."""
        fields = Fields(value)
        try:
            role = Role(fields.text("role"))
        except ValueError as error:
            raise Malformed from error
        place = fields.integer("place", -1, MAXIMUM_PLACES - 1)
        former, code = fields.maybe("former"), fields.maybe("code")
        entry = cls(
            user_id=fields.identifier("user_id"),
            role=role,
            active=fields.flag("active"),
            box_key=fields.raw("box", KEY),
            signing_key=fields.raw("sign", KEY),
            grants=fields.raw("grants", KEY),
            place=None if place < 0 else place,
            former=() if former is None else _keys(former),
            code=None if code is None else Code.from_fields(code),
        )
        fields.done()
        return entry


def _keys(value: object) -> tuple[bytes, ...]:
    if not isinstance(value, list):
        raise Malformed
    return tuple(from_hexadecimal(item, KEY) for item in value)


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
        """Return the directory with this entry in the place of the same user's, or with one more."""
        known = [each.user_id for each in self.entries]
        if entry.user_id not in known:
            return replace(self, entries=(*self.entries, entry))
        at = known.index(entry.user_id)
        return replace(self, entries=(*self.entries[:at], entry, *self.entries[at + 1 :]))

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
            entries=tuple(Entry.from_fields(item) for item in fields.items("entries", 1, _MOST_ENTRIES)),
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
    """Sign and close.

    Raises:
        KnownFailure: it has no room for what was added.
    """
    data = directory.to_bytes()
    signature = sign(authority_seed, "advocate-desk directory", data)
    signed = signature + len(data).to_bytes(4, "big") + data
    padded = signed + bytes(-(len(signed) + CLOSED_OVERHEAD) % _STEP)
    if len(padded) + CLOSED_OVERHEAD > _STEP * _MOST_STEPS or len(directory.entries) > _MOST_ENTRIES:
        raise KnownFailure("The list of this vault's users is full. Nothing was changed. Start a new vault.")
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
