"""Each lock by itself: what is tied to what, and what somebody who may open the vault still cannot forge."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from advocate_desk.domain.errors import HeaderDamaged
from advocate_desk.domain.users import Role
from advocate_desk.vault.canonical import Malformed, decode
from advocate_desk.vault.copies import FIRST, SECOND
from advocate_desk.vault.crypto import FLOOR, digest, public_signing_key
from advocate_desk.vault.directory import close_directory, open_directory
from advocate_desk.vault.grants import CURRENT, Key, Scope, Version, make_grants
from advocate_desk.vault.header import Header
from advocate_desk.vault.keeper import VaultKeeper
from advocate_desk.vault.opened import UnlockedVault
from advocate_desk.vault.slots import make_slot, new_identity, open_slot
from tests.support.vaults import ADVOCATE, SUPERVISOR, floor_vault, unlocked

VAULT, OTHER = UUID(int=1), UUID(int=2)
PASSPHRASE = "harvest bugle nimble quartz"


def test_a_slot_opens_in_its_own_vault_under_its_own_name_and_nowhere_else() -> None:
    identity = new_identity(UUID(int=3), bytes(32))
    slot = make_slot(identity, VAULT, bytes(16), PASSPHRASE, FLOOR)
    assert open_slot(slot, VAULT, PASSPHRASE) == identity
    assert open_slot(slot, VAULT, PASSPHRASE + "x") is None
    for slot_elsewhere, vault_id in ((slot, OTHER), (replace(slot, tag=b"\1" * 16), VAULT)):
        with pytest.raises(Malformed):
            open_slot(slot_elsewhere, vault_id, PASSPHRASE)
    dearer = replace(slot, cost=replace(FLOOR, passes=4))
    assert open_slot(dearer, VAULT, PASSPHRASE) is None


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"vault_id": OTHER},
        {"epoch": 2},
        {"version": Version(1, 1, 2)},
        {"version": Version(1, 2, 1)},
        {"version": Version(2, 1, 1)},
    ],
)
def test_a_grant_holds_for_one_vault_epoch_and_format(elsewhere: dict[str, object]) -> None:
    scope, identity = Scope(vault_id=VAULT, epoch=1, version=CURRENT), new_identity(UUID(int=3), bytes(32))
    grant = scope.grant(Key.RECORDS, identity.user_id, identity.box_key, bytes(range(32)))
    assert scope.open(Key.RECORDS, identity, grant) == bytes(range(32))
    with pytest.raises(Malformed):
        replace(scope, **elsewhere).open(Key.RECORDS, identity, grant)


def test_a_grant_holds_for_one_user_and_one_key() -> None:
    scope, identity = Scope(vault_id=VAULT, epoch=1, version=CURRENT), new_identity(UUID(int=3), bytes(32))
    grant = scope.grant(Key.RECORDS, identity.user_id, identity.box_key, bytes(range(32)))
    with pytest.raises(Malformed):
        scope.open(Key.AUTHORITY, identity, grant)
    with pytest.raises(Malformed):
        scope.open(Key.RECORDS, replace(identity, user_id=UUID(int=4)), grant)
    with pytest.raises(Malformed):
        scope.open(Key.RECORDS, new_identity(identity.user_id, bytes(32)), grant)


def test_only_administrators_hold_the_key_that_signs_the_directory(folder: Path) -> None:
    held = {}
    for who in floor_vault().user_ids:
        vault = unlocked(folder, who)
        held[who.role] = vault._open.keyring.authority is not None
        vault.close()
    assert held == {Role.ADMINISTRATOR: True, Role.SUPERVISOR: False, Role.ADVOCATE: False}


def written_by_insider(folder: Path, vault: UnlockedVault, header: Header) -> None:
    """Write a header as somebody could who may open the vault: they hold the common key."""
    data = header.authenticated(vault._open.keyring.common).to_bytes()
    for name in (FIRST, SECOND):
        (folder / name).write_bytes(data)


def test_an_advocate_with_a_program_of_their_own_cannot_make_themselves_a_supervisor(
    folder: Path, vaults: VaultKeeper
) -> None:
    vault = unlocked(folder, ADVOCATE)
    opened = vault._open
    entries = tuple(
        replace(entry, role=Role.SUPERVISOR) if entry.user_id == vault.user_id else entry
        for entry in opened.directory.entries
    )
    forged = replace(opened.directory, entries=entries)
    own_authority = opened.identity.signing_seed
    closed = close_directory(forged, opened.keyring.common, own_authority)
    written_by_insider(folder, vault, replace(opened.header, directory=closed))
    vault.close()
    for who in (SUPERVISOR, ADVOCATE):
        with pytest.raises(HeaderDamaged):
            vaults.unlock(folder, who.name, who.passphrase)
    # The forgery is whole but for its signature: read with the forger's key, it holds.
    authority = public_signing_key(own_authority)
    assert open_directory(closed, opened.header.scope, opened.keyring.common, authority) == forged


def test_an_advocate_cannot_hand_a_colleague_other_keys(folder: Path, vaults: VaultKeeper) -> None:
    vault = unlocked(folder, ADVOCATE)
    opened = vault._open
    supervisor = opened.directory.find(floor_vault().user_ids[SUPERVISOR])
    assert supervisor is not None
    assert supervisor.place is not None
    swapped = replace(opened.keyring, records=bytes(32))
    grants = make_grants(opened.header.scope, swapped, supervisor.role, supervisor.user_id, supervisor.box_key)
    assert digest(b"".join(grants)) != supervisor.grants
    place = replace(opened.header.places[supervisor.place], grants=grants)
    written_by_insider(folder, vault, opened.header.with_place(supervisor.place, place))
    vault.close()
    with pytest.raises(HeaderDamaged):
        vaults.unlock(folder, SUPERVISOR.name, SUPERVISOR.passphrase)


def test_depth_is_refused_before_it_is_parsed() -> None:
    decode(b'{"a":' + b"[" * 7 + b"]" * 7 + b"}")
    with pytest.raises(Malformed):
        decode(b'{"a":' + b"[" * 8 + b"]" * 8 + b"}")


def test_the_format_page_names_every_field_of_a_header(repository: Path) -> None:
    page = (repository / "docs" / "vault-format.md").read_text(encoding="utf-8")
    missing = set()
    waiting: list[object] = [json.loads(floor_vault().files[FIRST])]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            missing |= {name for name in value if name not in {"checksum", "header"} and f"`{name}`" not in page}
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    assert not missing
