"""A new vault's keys and its first header."""

import secrets
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.users import Role
from advocate_desk.vault.crypto import KEY, SALT, Cost, derive, digest, public_signing_key
from advocate_desk.vault.directory import RECOVERY_USER_ID, Directory, Entry, close_directory
from advocate_desk.vault.grants import CURRENT, Keyring, Scope, make_grants
from advocate_desk.vault.header import Header, Place, Recovery, unused_places
from advocate_desk.vault.opening import Opened
from advocate_desk.vault.slots import Identity, close_identity, make_slot, new_identity, tag_for


def backup_seed(common: bytes) -> bytes:
    """Return the key that signs backups; everybody who may open the vault may make one."""
    return derive(common, "ad backup")


def entry_for(identity: Identity, role: Role, grants: tuple[bytes, ...], place: int | None) -> Entry:
    """Return the directory's entry for an active user."""
    return Entry(
        user_id=identity.user_id,
        role=role,
        active=True,
        box_key=identity.box_key,
        signing_key=identity.signing_key,
        grants=digest(b"".join(grants)),
        place=place,
    )


def first_header(
    *,
    vault_id: UUID,
    user_id: UUID,
    created: datetime,
    sign_in_name: str,
    passphrase: str,
    recovery_key: bytes,
    cost: Cost,
) -> Opened:
    """Draw every key of a new vault, and return it open as its first administrator."""
    scope = Scope(vault_id=vault_id, epoch=1, version=CURRENT)
    authority_seed, common, records, name_salt = (secrets.token_bytes(size) for size in (KEY, KEY, KEY, SALT))
    keyring = Keyring(common=common, records=records, authority=authority_seed)
    authority = public_signing_key(authority_seed)
    identity, recovering = new_identity(user_id, authority), new_identity(RECOVERY_USER_ID, authority)
    grants, for_recovery = (
        make_grants(scope, keyring, Role.ADMINISTRATOR, who.user_id, who.box_key) for who in (identity, recovering)
    )
    entry = entry_for(identity, Role.ADMINISTRATOR, grants, 0)
    directory = Directory(
        scope=scope,
        entries=(entry,),
        recovery=entry_for(recovering, Role.ADMINISTRATOR, for_recovery, None),
    )
    slot = make_slot(identity, vault_id, tag_for(sign_in_name, name_salt), passphrase, cost)
    header = Header(
        version=CURRENT,
        vault_id=vault_id,
        created=created.replace(microsecond=0),
        sequence=0,
        epoch=scope.epoch,
        name_salt=name_salt,
        backup_key=public_signing_key(backup_seed(common)),
        directory=close_directory(directory, common, authority_seed),
        places=(Place(slot=slot, grants=grants), *unused_places(cost)[1:]),
        recovery=Recovery(
            closed=close_identity(recovering, recovery_key, Recovery.bound_to(vault_id)), grants=for_recovery
        ),
    ).authenticated(common)
    return Opened(header=header, identity=identity, keyring=keyring, directory=directory, entry=entry)
