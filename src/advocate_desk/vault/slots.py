"""A slot: one person's secret keys, closed with what only they have."""

import secrets
import unicodedata
from dataclasses import dataclass
from uuid import UUID

from advocate_desk.vault.canonical import Fields, Malformed
from advocate_desk.vault.crypto import (
    CLOSED_OVERHEAD,
    KEY,
    MEMORY_CEILING,
    MEMORY_FLOOR,
    NONCE,
    PASSES_CEILING,
    PASSES_FLOOR,
    SALT,
    Cost,
    close,
    derive,
    open_closed,
    public_box_key,
    public_signing_key,
    same,
    stretch,
)

TAG = 16
_PLAIN = 16 + 3 * KEY
_SECRET = _PLAIN + CLOSED_OVERHEAD


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Identity:
    """What a slot holds: who, their X25519 and Ed25519 secrets, and whose directory they trust."""

    user_id: UUID
    box_secret: bytes
    signing_seed: bytes
    authority: bytes

    @property
    def box_key(self) -> bytes:
        """The public key that grants are sealed to."""
        return public_box_key(self.box_secret)

    @property
    def signing_key(self) -> bytes:
        """The public key that their signatures verify with."""
        return public_signing_key(self.signing_seed)

    def to_bytes(self) -> bytes:
        """Return the slot's plain content."""
        return self.user_id.bytes + self.box_secret + self.signing_seed + self.authority

    @classmethod
    def from_bytes(cls, plain: bytes) -> "Identity":
        """Undo `to_bytes`."""
        if len(plain) != _PLAIN:
            raise Malformed
        box, seed, authority = (plain[start : start + KEY] for start in (16, 48, 80))
        return cls(user_id=UUID(bytes=plain[:16]), box_secret=box, signing_seed=seed, authority=authority)


def new_identity(user_id: UUID, authority: bytes) -> Identity:
    """Draw the keys of a new user."""
    return Identity(
        user_id=user_id,
        box_secret=secrets.token_bytes(KEY),
        signing_seed=secrets.token_bytes(KEY),
        authority=authority,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedIdentity:
    """An identity under a 32-byte key, with a value that says whether a key is the right one.

    XChaCha20-Poly1305 alone lets one ciphertext open under two keys; ``commit`` rules that out.
    """

    commit: bytes
    nonce: bytes
    secret: bytes

    def to_fields(self) -> dict[str, object]:
        """Return the part of the header."""
        return {"commit": self.commit.hex(), "nonce": self.nonce.hex(), "secret": self.secret.hex()}

    @classmethod
    def from_fields(cls, fields: Fields) -> "ClosedIdentity":
        """Undo `to_fields`."""
        return cls(
            commit=fields.raw("commit", KEY), nonce=fields.raw("nonce", NONCE), secret=fields.raw("secret", _SECRET)
        )


def close_identity(identity: Identity, master: bytes, bound_to: bytes) -> ClosedIdentity:
    """Close an identity under ``master``."""
    nonce, secret = close(derive(master, "ad slot key"), identity.to_bytes(), bound_to)
    return ClosedIdentity(commit=derive(master, "ad slot commit"), nonce=nonce, secret=secret)


def open_identity(closed: ClosedIdentity, master: bytes, bound_to: bytes) -> Identity | None:
    """Open an identity; None when ``master`` is not its key.

    Raises:
        Malformed: it is the key, and the slot was altered or comes from somewhere else.
    """
    if not same(closed.commit, derive(master, "ad slot commit")):
        return None
    return Identity.from_bytes(open_closed(derive(master, "ad slot key"), closed.nonce, closed.secret, bound_to))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A closed identity that a sign-in name finds and a passphrase opens."""

    tag: bytes
    cost: Cost
    salt: bytes
    closed: ClosedIdentity

    def bound_to(self, vault_id: UUID) -> bytes:
        """What a slot is tied to, so that it cannot be moved or made cheaper to guess."""
        return _bound_to(vault_id, self.tag, self.cost, self.salt)

    def to_fields(self) -> dict[str, object]:
        """Return the part of the header."""
        return {
            "memory": self.cost.memory,
            "passes": self.cost.passes,
            "salt": self.salt.hex(),
            "tag": self.tag.hex(),
            **self.closed.to_fields(),
        }

    @classmethod
    def from_fields(cls, fields: Fields) -> "Slot":
        """Undo `to_fields`. What a guess costs is held to its bounds before anything is hashed."""
        return cls(
            tag=fields.raw("tag", TAG),
            cost=Cost(
                fields.integer("memory", MEMORY_FLOOR, MEMORY_CEILING),
                fields.integer("passes", PASSES_FLOOR, PASSES_CEILING),
            ),
            salt=fields.raw("salt", SALT),
            closed=ClosedIdentity.from_fields(fields),
        )


def _bound_to(vault_id: UUID, tag: bytes, cost: Cost, salt: bytes) -> bytes:
    numbers = cost.memory.to_bytes(4, "big") + cost.passes.to_bytes(4, "big")
    return b"advocate-desk slot 1" + vault_id.bytes + tag + numbers + salt


def tag_for(sign_in_name: str, name_salt: bytes) -> bytes:
    """Return the salted hash that finds a slot. Case, spaces and Unicode forms do not matter."""
    tidy = " ".join(unicodedata.normalize("NFKC", sign_in_name).casefold().split())
    return derive(name_salt, "ad sign-in", tidy.encode("utf-8", "surrogatepass"), TAG)


def make_slot(identity: Identity, vault_id: UUID, tag: bytes, passphrase: str, cost: Cost) -> Slot:
    """Close ``identity`` with a passphrase."""
    salt = secrets.token_bytes(SALT)
    closed = close_identity(identity, stretch(passphrase, salt, cost), _bound_to(vault_id, tag, cost, salt))
    return Slot(tag=tag, cost=cost, salt=salt, closed=closed)


def open_slot(slot: Slot, vault_id: UUID, passphrase: str) -> Identity | None:
    """Open a slot; None when the passphrase is another.

    Raises:
        Malformed: the passphrase is right, and the slot was altered or comes from somewhere else.
    """
    return open_identity(slot.closed, stretch(passphrase, slot.salt, slot.cost), slot.bound_to(vault_id))


def empty_slot(cost: Cost) -> Slot:
    """Return a slot that nobody can open and that looks like any other, so that slots cannot be counted."""
    noise = ClosedIdentity(
        commit=secrets.token_bytes(KEY), nonce=secrets.token_bytes(NONCE), secret=secrets.token_bytes(_SECRET)
    )
    return Slot(tag=secrets.token_bytes(TAG), cost=cost, salt=secrets.token_bytes(SALT), closed=noise)
