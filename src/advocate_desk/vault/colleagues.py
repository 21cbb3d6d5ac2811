"""Who signs in: each function takes an open vault to the one in which somebody came, went or has new keys.

Nothing is written here. What comes back has a directory signed by the administrators, in this program's format.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from advocate_desk.domain.errors import (
    CannotDisableYourself,
    KnownFailure,
    LastAdministrator,
    NameAnAdministrator,
    NotAllowed,
    NotFound,
    SignInNameTaken,
)
from advocate_desk.domain.users import Role
from advocate_desk.vault.crypto import KEY, Cost, digest
from advocate_desk.vault.directory import MAXIMUM_PLACES, Code, Directory, Entry, close_directory
from advocate_desk.vault.grants import CURRENT, FORMAT, make_grants
from advocate_desk.vault.header import Header, Place, unused_place
from advocate_desk.vault.making import entry_for
from advocate_desk.vault.opening import Opened, code_until
from advocate_desk.vault.slots import Identity, Slot, make_slot, new_identity, tag_for


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Secret:
    """What will open a slot: a passphrase, or, where it has a last day, a one-time code."""

    words: str
    cost: Cost
    until: date | None = None


def added(opened: Opened, user_id: UUID, sign_in_name: str, role: Role, secret: Secret) -> Opened:
    """Give somebody a slot, keys and grants.

    Raises:
        NotAllowed: for administrators only.
        SignInNameTaken: the name or the id is somebody's.
    """
    opened = _in_this_format(opened)
    tag = tag_for(sign_in_name, opened.header.name_salt)
    if opened.directory.find(user_id) or any(place.slot.tag == tag for place in opened.header.places):
        raise SignInNameTaken
    identity = new_identity(user_id, opened.identity.authority)
    header, at = _with_room(opened)
    return _seated(replace(opened, header=header), identity, role, (), at, tag, secret)


def renewed(opened: Opened, user_id: UUID, secret: Secret) -> tuple[Opened, Identity]:
    """Draw new keys for somebody under a new secret. What they signed before verifies as before.

    Raises:
        NotAllowed: for administrators only.
        NotFound: there is no such user, or they were disabled.
    """
    opened = _in_this_format(opened)
    entry, at = _seat_of(opened, user_id)
    # Keys that waited under a code never signed anything.
    former = entry.former if code_until(opened.header, entry) else (*entry.former, entry.signing_key)
    identity = new_identity(user_id, opened.identity.authority)
    tag = opened.header.places[at].slot.tag
    return _seated(opened, identity, entry.role, former, at, tag, secret), identity


def disabled(opened: Opened, user_id: UUID) -> Opened:
    """Drop somebody's slot and grants; their entry stays.

    Raises:
        NotAllowed: for administrators only.
        CannotDisableYourself, LastAdministrator, NotFound: nothing of it.
    """
    _authority(opened)
    if user_id == opened.identity.user_id:
        raise CannotDisableYourself
    opened = _in_this_format(opened)
    entry, at = _seat_of(opened, user_id)
    if not any(each.user_id != user_id and not code_until(opened.header, each) for each in administrators(opened)):
        raise LastAdministrator
    header = opened.header.with_place(at, unused_place(opened.header.places[0].slot.cost))
    entry = replace(entry, active=False, place=None, grants=bytes(KEY), code=None)
    return _signed(opened, header, opened.directory.with_entry(entry))


def with_own_passphrase(opened: Opened, passphrase: str, cost: Cost) -> Opened:
    """Close the slot of whoever is signed in with another passphrase. Nobody needs to sign that.

    Raises:
        NotAllowed: whoever came in with the recovery words has no slot.
    """
    at = opened.entry.place
    if at is None:
        raise NotAllowed
    place = opened.header.places[at]
    slot = make_slot(opened.identity, opened.header.vault_id, place.slot.tag, passphrase, cost)
    return replace(opened, header=opened.header.with_place(at, replace(place, slot=slot)))


def administrators(opened: Opened) -> tuple[Entry, ...]:
    """Return those who are administrators today."""
    return tuple(entry for entry in opened.directory.entries if entry.active and entry.role is Role.ADMINISTRATOR)


def recoverable(opened: Opened, sign_in_name: str) -> UUID:
    """Return the administrator of that sign-in name; for "" the only one there is.

    Raises:
        NotFound: no administrator has that name.
        NameAnAdministrator: there is more than one.
    """
    meant = {signing_in_as(opened, sign_in_name)}
    found = [one.user_id for one in administrators(opened) if not sign_in_name or one.user_id in meant]
    if not found:
        raise NotFound("No administrator signs in with that name. Nothing was changed. Check the name.")
    if len(found) > 1:
        raise NameAnAdministrator
    return found[0]


def signing_in_as(opened: Opened, sign_in_name: str) -> UUID | None:
    """Return who signs in with that name, or None."""
    tag = tag_for(sign_in_name, opened.header.name_salt)
    places = opened.header.places
    entries = opened.directory.entries
    return next((one.user_id for one in entries if one.place is not None and places[one.place].slot.tag == tag), None)


def _authority(opened: Opened) -> bytes:
    if opened.keyring.authority is None:
        raise NotAllowed
    return opened.keyring.authority


def _seat_of(opened: Opened, user_id: UUID) -> tuple[Entry, int]:
    entry = next((each for each in opened.directory.entries if each.user_id == user_id), None)
    if entry is None or not entry.active or entry.place is None:
        raise NotFound("Nobody who signs in here is meant by that. Nothing was changed. Look at the list again.")
    return entry, entry.place


def _seated(
    opened: Opened, identity: Identity, role: Role, former: tuple[bytes, ...], at: int, tag: bytes, secret: Secret
) -> Opened:
    header = opened.header
    grants = make_grants(header.scope, opened.keyring, role, identity.user_id, identity.box_key)
    slot = make_slot(identity, header.vault_id, tag, secret.words, secret.cost)
    entry = replace(entry_for(identity, role, grants, at), former=former, code=_mark(slot, secret.until))
    return _signed(opened, header.with_place(at, Place(slot=slot, grants=grants)), opened.directory.with_entry(entry))


def _mark(slot: Slot, until: date | None) -> Code | None:
    return Code(slot=digest(slot.closed.commit), until=until) if until else None


def _signed(opened: Opened, header: Header, directory: Directory) -> Opened:
    closed = close_directory(directory, opened.keyring.common, _authority(opened))
    entry = directory.find(opened.identity.user_id)
    assert entry is not None
    return replace(opened, header=replace(header, directory=closed), directory=directory, entry=entry)


def _in_this_format(opened: Opened) -> Opened:
    """Return the vault in this program's format: grants and directory are tied to it, so all are made anew.

    Raises:
        NotAllowed: for administrators only.
    """
    _authority(opened)
    if opened.header.version.format >= FORMAT:
        return opened
    header = replace(opened.header, version=CURRENT)
    directory = replace(opened.directory, scope=header.scope)
    for entry in opened.directory.entries:
        if entry.active and entry.place is not None:
            grants = _granted_again(header, opened, entry)
            header = header.with_place(entry.place, replace(header.places[entry.place], grants=grants))
            directory = directory.with_entry(replace(entry, grants=digest(b"".join(grants))))
    for_recovery = _granted_again(header, opened, directory.recovery)
    header = replace(header, recovery=replace(header.recovery, grants=for_recovery))
    directory = replace(directory, recovery=replace(directory.recovery, grants=digest(b"".join(for_recovery))))
    return _signed(opened, header, directory)


def _granted_again(header: Header, opened: Opened, entry: Entry) -> tuple[bytes, ...]:
    return make_grants(header.scope, opened.keyring, entry.role, entry.user_id, entry.box_key)


def _with_room(opened: Opened) -> tuple[Header, int]:
    """Return a header with an unused place, and which one that is."""
    taken = {entry.place for entry in opened.directory.entries}
    header = opened.header
    free = [at for at in range(len(header.places)) if at not in taken]
    if not free:
        if len(header.places) >= MAXIMUM_PLACES:
            raise KnownFailure("This vault has no room for another user. Nothing was changed.")
        free = [len(header.places)]
        header = header.with_more_places()
    return header, free[0]
