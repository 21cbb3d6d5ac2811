"""Adding colleagues, changing a passphrase, and which passphrases are refused."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.errors import SignInNameTaken, TooLittleMemory, WeakPassphrase, WrongPassphrase
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.users import Role
from advocate_desk.vault.calibration import LONGEST, SHORTEST, Measured
from advocate_desk.vault.copies import FIRST, read_copies
from advocate_desk.vault.crypto import FLOOR, MEMORY_CEILING, PASSES_CEILING, Cost
from advocate_desk.vault.header import PLACES_AT_ONCE, read_header
from advocate_desk.vault.keeper import VaultKeeper
from advocate_desk.vault.recovery_words import suggest_passphrase
from advocate_desk.vault.strength import refuse_weak
from tests.support.folders import contents
from tests.support.vaults import ADMINISTRATOR, ADVOCATE, MADE_AT, SUPERVISOR, floor_vault, unlocked

NEW = "umbrella gravel notion spoon"


def test_a_new_passphrase_opens_and_the_old_one_does_not_by_either_copy(folder: Path, vaults: VaultKeeper) -> None:
    vault = unlocked(folder, ADVOCATE)
    vault.change_passphrase(ADVOCATE.passphrase, NEW)
    vault.change_passphrase(NEW, NEW + " again")
    vault.close()
    assert read_copies(folder).agree
    for wrong in (ADVOCATE.passphrase, NEW):
        with pytest.raises(WrongPassphrase):
            vaults.unlock(folder, ADVOCATE.name, wrong)
    vaults.unlock(folder, ADVOCATE.name, NEW + " again").close()


def test_a_passphrase_change_rewrites_one_place_and_no_records(folder: Path) -> None:
    before, records = read_header((folder / FIRST).read_bytes()), (folder / "records.1.db").read_bytes()
    vault = unlocked(folder, ADVOCATE)
    vault.change_passphrase(ADVOCATE.passphrase, NEW)
    vault.close()
    after = read_header((folder / FIRST).read_bytes())
    changed = [at for at, place in enumerate(before.places) if place != after.places[at]]
    assert len(changed) == 1
    assert replace(after, places=before.places, sequence=before.sequence, mac=before.mac) == before
    assert (folder / "records.1.db").read_bytes() == records
    unlocked(folder, SUPERVISOR).close()


def test_a_refused_change_of_passphrase_changes_nothing(folder: Path) -> None:
    vault = unlocked(folder, ADVOCATE)
    before = contents(folder)
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase(SUPERVISOR.passphrase, NEW)
    with pytest.raises(WeakPassphrase):
        vault.change_passphrase(ADVOCATE.passphrase, "too short")
    with pytest.raises(WeakPassphrase):
        vault.change_passphrase(ADVOCATE.passphrase, "CERI SAMPLE ceri sample")
    assert contents(folder) == before
    vault.close()


def test_a_new_colleague_signs_in_and_their_signature_is_theirs(folder: Path, vaults: VaultKeeper) -> None:
    user_id = new_id(MADE_AT)
    administrator = unlocked(folder)
    administrator.add_user(user_id, "Mo Sample", Role.ADVOCATE, NEW)
    administrator.close()
    vault = vaults.unlock(folder, "mo sample", NEW)
    assert (vault.user_id, vault.role) == (user_id, Role.ADVOCATE)
    assert {member.user_id for member in vault.members()} == {*floor_vault().user_ids.values(), user_id}
    signature = vault.sign(b"approved")
    assert len(signature) == 64
    assert vault.verify(user_id, b"approved", signature)
    assert not vault.verify(user_id, b"approveD", signature)
    assert not vault.verify(user_id, b"approved", bytes(64))
    assert not vault.verify(user_id, b"approved", b"")
    assert not vault.verify(floor_vault().user_ids[SUPERVISOR], b"approved", signature)
    assert not vault.verify(UUID(int=7), b"approved", signature)
    vault.close()


def test_a_name_or_an_id_already_here_is_refused_and_changes_nothing(folder: Path) -> None:
    vault = unlocked(folder)
    before = contents(folder)
    for user_id, name in ((new_id(MADE_AT), " CERI sample "), (vault.user_id, "Mo Sample")):
        with pytest.raises(SignInNameTaken):
            vault.add_user(user_id, name, Role.ADVOCATE, NEW)
    with pytest.raises(WeakPassphrase):
        vault.add_user(new_id(MADE_AT), "Mo Sample", Role.ADVOCATE, "password")
    assert contents(folder) == before
    vault.close()


def test_more_users_than_the_first_places_hold_fit_all_the_same(folder: Path, vaults: VaultKeeper) -> None:
    vault = unlocked(folder)
    for number in range(PLACES_AT_ONCE - 2):
        vault.add_user(new_id(MADE_AT), f"Mo Sample {number}", Role.LETTERS, NEW)
    assert len(read_header((folder / FIRST).read_bytes()).places) == 2 * PLACES_AT_ONCE
    vault.close()
    for who in (ADMINISTRATOR, ADVOCATE):
        unlocked(folder, who).close()
    vaults.unlock(folder, "Mo Sample 5", NEW).close()


def test_the_header_tells_neither_names_nor_how_many_there_are(folder: Path) -> None:
    before = (folder / FIRST).read_bytes()
    vault = unlocked(folder)
    vault.add_user(new_id(MADE_AT), "Mo Sample", Role.SUPERVISOR, NEW)
    user_ids = [member.user_id for member in vault.members()]
    vault.close()
    after = (folder / FIRST).read_bytes()
    assert len(after) == len(before)
    for word in (b"Sample", b"sample", b'advocate"', b"supervisor", b"administrator"):
        assert word not in after
    for user_id in user_ids:
        assert user_id.hex.encode() not in after


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "short one",
        "thirteen char",
        "aaaaaaaaaaaaaaaaaaaa",
        "zebra zebra zebra zebra",
        "abababababababababab",
        "correct horse battery staple",
        "passwordpassword",
        "Password123456!",
        "password 2026 password",
        "qwertyuiopasdfgh",
        "1234567890123456",
        "abcdefghijklmnop",
        "1234 1234 1234 abcd",
        "Ceri Sample 2026!!",
        "ceri.sample.ceri.sample",
        "Northfield Refuge 24",
        "advocate desk passphrase",
        "x" * 2000,
        "              ",
    ],
)
def test_a_passphrase_anybody_would_try_first_is_refused(weak: str) -> None:
    with pytest.raises(WeakPassphrase):
        refuse_weak(weak, ("Ceri Sample", "Northfield Refuge"))


@pytest.mark.parametrize(
    "strong",
    [
        "harvest bugle nimble quartz",
        "Rydw i'n hoffi coffi!",
        "the tide left 3 odd shoes",
        "密碼是一隻穿著紅色雨衣的小貓在跳",
    ],
)
def test_a_passphrase_of_ones_own_is_welcome(strong: str) -> None:
    refuse_weak(strong, ("Ceri Sample", "Northfield Refuge"))


def test_what_is_offered_is_never_refused_whatever_the_names_are() -> None:
    for _ in range(300):
        offered = suggest_passphrase()
        assert len(offered.split()) == 5
        refuse_weak(offered, (offered.split()[0], "Northfield Refuge"))


@given(st.text(max_size=80))
def test_any_text_is_either_welcome_or_refused(text: str) -> None:
    try:
        refuse_weak(text, (text[:5],))
    except WeakPassphrase:
        return
    assert len(text) >= 10


@pytest.mark.parametrize("floor_seconds", [0.004, 0.02, 0.13, 0.24, 0.4, 0.6, 0.9, 1.4])
def test_a_guess_costs_between_half_a_second_and_one_and_a_half(floor_seconds: float) -> None:
    def timed(cost: Cost) -> float:
        return floor_seconds * cost.memory / FLOOR.memory * cost.passes / FLOOR.passes

    chosen = Measured(timed).choose()
    assert timed(chosen) <= LONGEST
    assert timed(chosen) >= SHORTEST or chosen == Cost(MEMORY_CEILING, PASSES_CEILING)


def test_a_computer_whose_large_memory_is_slow_or_missing_is_not_kept_waiting() -> None:
    def timed(cost: Cost) -> float:
        if cost.memory > 256 * 1024:
            raise TooLittleMemory
        return {1: 0.07, 2: 0.2, 4: 2.0}[cost.memory // FLOOR.memory]

    assert Measured(timed).choose() == Cost(128 * 1024, 8)


def test_a_slow_computer_gets_the_floor_and_never_less() -> None:
    assert Measured(lambda _cost: 9.0).choose() == FLOOR


def test_the_real_measuring_keeps_to_the_bounds() -> None:
    chosen = Measured().choose()
    assert FLOOR.memory <= chosen.memory <= MEMORY_CEILING
    assert FLOOR.passes <= chosen.passes <= PASSES_CEILING
