"""The process dies at any step of any job: the vault is the old one or the new one, and never in between."""

import subprocess
import sys
from pathlib import Path

import pytest

from advocate_desk.domain.errors import WrongPassphrase
from advocate_desk.domain.users import Role
from advocate_desk.vault.backup import check_backup
from advocate_desk.vault.copies import read_copies
from advocate_desk.vault.keeper import VaultKeeper
from tests.support.folders import contents
from tests.support.vaults import ADMINISTRATOR, ADVOCATE, SUPERVISOR, floor_vault, unlocked
from tests.vault.crashing import NEW, NEWCOMER, NEWCOMERS_ID

DIED, DONE = 9, 0


def run(repository: Path, folder: Path, job: str, at: int) -> int:
    command = [sys.executable, "-m", "tests.vault.crashing", str(folder), job, str(at)]
    return subprocess.run(command, cwd=repository, check=False).returncode


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_a_crash_at_any_step_of_a_passphrase_change_leaves_one_passphrase_that_works(
    folder: Path, vaults: VaultKeeper, repository: Path, step: int
) -> None:
    assert run(repository, folder, "passphrase", step) == (DIED if step < 5 else DONE)
    # The third step puts the new first copy in its place; from then on the change holds.
    works, fails = (NEW, ADMINISTRATOR.passphrase) if step > 3 else (ADMINISTRATOR.passphrase, NEW)
    with pytest.raises(WrongPassphrase):
        vaults.unlock(folder, ADMINISTRATOR.name, fails)
    vault = vaults.unlock(folder, ADMINISTRATOR.name, works)
    assert vault.header_was_repaired is (step == 4)
    vault.close()
    assert read_copies(folder).agree
    unlocked(folder, ADVOCATE).close()


def opens(vaults: VaultKeeper, folder: Path, name: str, passphrase: str) -> bool:
    try:
        vaults.unlock(folder, name, passphrase).close()
    except WrongPassphrase:
        return False
    return True


@pytest.mark.parametrize("step", [3, 4, 5])
@pytest.mark.parametrize("job", ["add", "disable", "reset", "first passphrase", "recover"])
def test_a_crash_at_any_step_of_a_change_of_users_leaves_the_old_users_or_the_new(
    folder: Path, vaults: VaultKeeper, repository: Path, job: str, step: int
) -> None:
    (folder.parent / "words").write_text(" ".join(floor_vault().recovery_words))
    if job == "first passphrase":
        vault = unlocked(folder)
        (folder.parent / "code").write_text(vault.add_user_with_code(NEWCOMERS_ID, NEWCOMER, Role.ADVOCATE).code)
        vault.close()
    assert run(repository, folder, job, step) == (DIED if step < 5 else DONE)
    holds = step > 3  # the third step puts the new first copy in its place
    administrator = NEW if job == "recover" and holds else ADMINISTRATOR.passphrase
    vault = vaults.unlock(folder, ADMINISTRATOR.name, administrator)
    assert vault.header_was_repaired is (step == 4)
    members = {each.user_id: each for each in vault.members()}
    vault.close()
    assert read_copies(folder).agree
    assert opens(vaults, folder, SUPERVISOR.name, SUPERVISOR.passphrase)
    advocate = members[floor_vault().user_ids[ADVOCATE]]
    assert opens(vaults, folder, ADVOCATE.name, ADVOCATE.passphrase) is not (job in {"disable", "reset"} and holds)
    assert advocate.active is not (job == "disable" and holds)
    assert (advocate.code_until is not None) is (job == "reset" and holds)
    assert (NEWCOMERS_ID in members) is ((job == "add" and holds) or job == "first passphrase")
    assert opens(vaults, folder, NEWCOMER, NEW) is (job == "first passphrase" and holds)
    assert opens(vaults, folder, ADMINISTRATOR.name, NEW) is (job == "recover" and holds)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_crash_while_a_copy_is_written_leaves_no_copy_that_counts(folder: Path, repository: Path, step: int) -> None:
    before = contents(folder)
    ended = run(repository, folder, "copy", step)
    assert ended == (DIED if step < 3 else DONE)
    new = folder.parent / "new.adbackup"
    assert new.exists() is (ended == DONE)
    if new.exists():
        with new.open("rb") as file:
            check_backup(file)
    assert contents(folder) == before


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_a_crash_while_a_vault_is_made_leaves_no_vault_by_that_name(
    folder: Path, vaults: VaultKeeper, repository: Path, step: int
) -> None:
    ended = run(repository, folder, "create", step)
    assert ended == (DIED if step < 5 else DONE)
    new = folder.parent / "new.advault"
    assert new.exists() is (ended == DONE)
    if not new.exists():
        vaults.create(new, ADMINISTRATOR.name, ADMINISTRATOR.passphrase).vault.close()
    vaults.unlock(new, ADMINISTRATOR.name, ADMINISTRATOR.passphrase).close()


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_crash_while_a_backup_is_written_leaves_no_backup_that_counts(
    folder: Path, repository: Path, step: int
) -> None:
    before = contents(folder)
    ended = run(repository, folder, "backup", step)
    assert ended == (DIED if step < 3 else DONE)
    new = folder.parent / "new.adbackup"
    assert new.exists() is (ended == DONE)
    if new.exists():
        with new.open("rb") as file:
            check_backup(file)
    vault = unlocked(folder)
    vault.close()
    assert contents(folder) == before


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 6])
def test_a_crash_while_a_backup_is_restored_leaves_no_half_vault(folder: Path, repository: Path, step: int) -> None:
    vault = unlocked(folder)
    vault.seal_backup(folder / "records.1.db", folder.parent / "before.adbackup")
    vault.close()
    ended = run(repository, folder, "restore", step)
    assert ended == (DIED if step < 6 else DONE)
    new = folder.parent / "new.advault"
    assert new.exists() is (ended == DONE)
    if new.exists():
        assert contents(new) == contents(folder)


def test_nothing_a_vault_writes_holds_a_name_a_passphrase_or_a_key(
    folder: Path, tmp_path: Path, vaults: VaultKeeper
) -> None:
    made = vaults.create(tmp_path / "new.advault", "Ceri Sample", ADVOCATE.passphrase)
    made.vault.change_passphrase(ADVOCATE.passphrase, NEW)
    held = made.vault._open
    keys = [held.keyring.common, held.keyring.records, held.keyring.authority, held.identity.box_secret]
    made.vault.seal_backup(folder / "records.1.db", tmp_path / "b.adbackup")
    with pytest.raises(WrongPassphrase):
        vaults.unlock(folder, "Ceri Sample", "lantern pebble voyage")
    written = b"".join(contents(tmp_path).values()).lower()
    secrets = [b"ceri", b"sample", b"umbrella", b"harvest", b"lantern", " ".join(made.recovery_words[:2]).encode()]
    secrets += [form for key in keys for form in (key.lower(), key.hex().encode())]
    for secret in secrets:
        assert secret not in written
    assert str(tmp_path).encode() not in written
    assert written.count(b'"computer"') == 1  # the scan does see what is there: the open vault's lock
    made.vault.close()
