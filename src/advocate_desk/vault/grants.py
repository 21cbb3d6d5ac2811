"""Grants: the vault's own keys, sealed to each person who may have them."""

import secrets
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from advocate_desk.domain.users import Role
from advocate_desk.vault.canonical import Malformed
from advocate_desk.vault.crypto import KEY, SEALED_OVERHEAD, open_sealed, public_box_key, public_signing_key, seal
from advocate_desk.vault.slots import Identity

FORMAT = 2
"""The format this program writes; the lowest program that may read it, and write to it, are named beside it."""


@dataclass(frozen=True, slots=True)
class Version:
    """The header's format, and the lowest formats a program must know to read it, and to write to it."""

    format: int
    reader: int
    writer: int

    def to_bytes(self) -> bytes:
        """Return it as it is bound into grants."""
        return b"".join(number.to_bytes(2, "big") for number in (self.format, self.reader, self.writer))


CURRENT = Version(FORMAT, FORMAT, FORMAT)


class Key(IntEnum):
    """The vault's own keys.

    Common: the users' directory and the header's authentication; everybody has it. Records: the SQLCipher
    file; in this version everybody has it. Authority: signs the directory; administrators and recovery.
    """

    COMMON = 1
    RECORDS = 2
    AUTHORITY = 3


GRANT = 16 + 4 + 6 + 1 + 16 + KEY + SEALED_OVERHEAD


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Keyring:
    """The vault's keys as one person holds them. ``authority`` is None for all but administrators."""

    common: bytes
    records: bytes
    authority: bytes | None

    def key(self, kind: Key) -> bytes | None:
        """Return one of them."""
        return {Key.COMMON: self.common, Key.RECORDS: self.records, Key.AUTHORITY: self.authority}[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What every grant repeats inside, so that it holds for one vault, epoch and format alone."""

    vault_id: UUID
    epoch: int
    version: Version

    def _label(self, kind: Key, user_id: UUID) -> bytes:
        return (
            self.vault_id.bytes
            + self.epoch.to_bytes(4, "big")
            + self.version.to_bytes()
            + bytes([kind])
            + user_id.bytes
        )

    def grant(self, kind: Key, user_id: UUID, box_key: bytes, key: bytes) -> bytes:
        """Seal one key for one user."""
        return seal(box_key, self._label(kind, user_id) + key)

    def open(self, kind: Key, identity: Identity, grant: bytes) -> bytes:
        """Open one grant.

        Raises:
            Malformed: it is not for this user, key, epoch, format or vault.
        """
        plain = open_sealed(identity.box_secret, grant)
        label = self._label(kind, identity.user_id)
        if len(plain) != len(label) + KEY or not plain.startswith(label):
            raise Malformed
        return plain[len(label) :]


def make_grants(scope: Scope, keyring: Keyring, role: Role, user_id: UUID, box_key: bytes) -> tuple[bytes, ...]:
    """Seal what ``role`` may have. What it may not is sealed noise, so that a grant tells nobody's role."""
    allowed = {Key.COMMON, Key.RECORDS} | ({Key.AUTHORITY} if role is Role.ADMINISTRATOR else set())
    grants = []
    for kind in Key:
        key = keyring.key(kind) if kind in allowed else None
        grants.append(empty_grant() if key is None else scope.grant(kind, user_id, box_key, key))
    return tuple(grants)


def open_grants(scope: Scope, grants: tuple[bytes, ...], identity: Identity) -> Keyring:
    """Open what was granted.

    Raises:
        Malformed: the common or the records key is not there.
    """
    common, records, authority = grants
    try:
        seed: bytes | None = scope.open(Key.AUTHORITY, identity, authority)
    except Malformed:
        seed = None
    if seed is not None and public_signing_key(seed) != identity.authority:
        raise Malformed
    return Keyring(
        common=scope.open(Key.COMMON, identity, common),
        records=scope.open(Key.RECORDS, identity, records),
        authority=seed,
    )


def empty_grant() -> bytes:
    """Return a sealed box that nobody can open."""
    nobody = public_box_key(secrets.token_bytes(KEY))
    return seal(nobody, secrets.token_bytes(GRANT - SEALED_OVERHEAD))
