"""From a header and what somebody typed to the keys they may have."""

from collections.abc import Callable
from dataclasses import dataclass

from advocate_desk.domain.errors import HeaderDamaged, RecoveryWordsOfAnotherVault, WrongPassphrase
from advocate_desk.domain.users import Role
from advocate_desk.vault.canonical import Malformed
from advocate_desk.vault.crypto import digest, stretch
from advocate_desk.vault.directory import Directory, Entry, open_directory
from advocate_desk.vault.grants import Keyring, open_grants
from advocate_desk.vault.header import Header
from advocate_desk.vault.slots import Identity, open_identity, open_slot, tag_for


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Opened:
    """A header, checked as a whole, and what one person holds of it."""

    header: Header
    identity: Identity
    keyring: Keyring
    directory: Directory
    entry: Entry


def open_first_true(headers: tuple[Header, ...], opener: Callable[[Header], Opened]) -> Opened:
    """Open the first copy, or the second if the first proves altered.

    A second copy is never tried for a *wrong passphrase*: after a change cut short it may still know the
    old one.

    Raises:
        HeaderDamaged: every copy proves altered.
    """
    for header in headers:
        try:
            return opener(header)
        except Malformed:
            continue
    raise HeaderDamaged


def open_with_passphrase(header: Header, sign_in_name: str, passphrase: str) -> Opened:
    """Open somebody's slot. A name nobody has takes as long as a wrong passphrase.

    Raises:
        WrongPassphrase: no slot has this name, or it has another passphrase.
        Malformed: the header was altered.
    """
    tag = tag_for(sign_in_name, header.name_salt)
    at = next((at for at, place in enumerate(header.places) if place.slot.tag == tag), None)
    if at is None:
        slot = header.places[0].slot
        stretch(passphrase, slot.salt, slot.cost)
        raise WrongPassphrase
    place = header.places[at]
    identity = open_slot(place.slot, header.vault_id, passphrase)
    if identity is None:
        raise WrongPassphrase
    return _checked(header, identity, place.grants, at)


def open_with_recovery(header: Header, key: bytes) -> Opened:
    """Open the recovery identity.

    Raises:
        RecoveryWordsOfAnotherVault: the key is not this vault's.
        Malformed: the header was altered.
    """
    identity = open_identity(header.recovery.closed, key, header.recovery.bound_to(header.vault_id))
    if identity is None:
        raise RecoveryWordsOfAnotherVault
    return _checked(header, identity, header.recovery.grants, None)


def _checked(header: Header, identity: Identity, grants: tuple[bytes, ...], at: int | None) -> Opened:
    keyring = open_grants(header.scope, grants, identity)
    header.check(keyring.common)
    directory = open_directory(header.directory, header.scope, keyring.common, identity.authority)
    entry = directory.find(identity.user_id)
    if entry is None or (entry.box_key, entry.signing_key, entry.place, entry.active, entry.grants) != (
        identity.box_key,
        identity.signing_key,
        at,
        True,
        digest(b"".join(grants)),
    ):
        raise Malformed
    if entry.role is Role.ADMINISTRATOR and keyring.authority is None:
        raise Malformed
    return Opened(header=header, identity=identity, keyring=keyring, directory=directory, entry=entry)
