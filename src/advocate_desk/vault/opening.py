"""From a header and what somebody typed to the keys they may have."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from advocate_desk.domain.errors import (
    CodeExpired,
    HeaderDamaged,
    PassphraseNotSet,
    PassphraseSetAlready,
    RecoveryWordsOfAnotherVault,
    WrongPassphrase,
)
from advocate_desk.domain.users import Role
from advocate_desk.vault.canonical import Malformed
from advocate_desk.vault.codes import read_code
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
        for form in _forms(passphrase):
            stretch(form, slot.salt, slot.cost)
        raise WrongPassphrase
    place = header.places[at]
    for form in _forms(passphrase):
        identity = open_slot(place.slot, header.vault_id, form)
        if identity is not None:
            return _checked(header, identity, place.grants, at)
    raise WrongPassphrase


def _forms(typed: str) -> tuple[str, ...]:
    """Return what may be meant: the words as they stand, and the one-time code they can be read as."""
    code = read_code(typed)
    return (typed,) if code in {None, typed} else (typed, str(code))


def code_until(header: Header, entry: Entry) -> date | None:
    """Return the last day of the one-time code that somebody has not yet put a passphrase in the place of."""
    if entry.code is None or entry.place is None:
        return None
    return entry.code.until if entry.code.slot == digest(header.places[entry.place].slot.closed.commit) else None


def refuse_code(opened: Opened, today: date) -> None:
    """Let nobody in who has only a one-time code.

    Raises:
        PassphraseNotSet, CodeExpired: that is what it was.
    """
    until = code_until(opened.header, opened.entry)
    if until is not None:
        raise PassphraseNotSet if today <= until else CodeExpired


def insist_on_code(opened: Opened, today: date) -> None:
    """Let nobody set a first passphrase but with a one-time code.

    Raises:
        PassphraseSetAlready, CodeExpired: it was none, or one of another week.
    """
    until = code_until(opened.header, opened.entry)
    if until is None:
        raise PassphraseSetAlready
    if today > until:
        raise CodeExpired


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
