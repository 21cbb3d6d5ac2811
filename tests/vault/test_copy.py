"""A copy of a closed vault, made without a passphrase."""

import io
from pathlib import Path

import pytest

from advocate_desk.domain.errors import (
    BackupDamaged,
    FileExists,
    HeaderDamaged,
    NewerFormat,
    NotAVault,
    NotClosed,
    RecordsDamaged,
    VaultInUse,
)
from advocate_desk.vault.archive import MANIFEST, SIGNATURE, ArchiveReader
from advocate_desk.vault.backup import check_backup
from advocate_desk.vault.copies import FIRST, SECOND
from advocate_desk.vault.keeper import VaultKeeper
from tests.support.folders import contents
from tests.support.vaults import ADVOCATE, unlocked


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "night.adbackup"


def test_a_copy_leaves_the_vault_alone_and_unpacks_to_the_same_files(
    folder: Path, to: Path, tmp_path: Path, vaults: VaultKeeper
) -> None:
    before = contents(folder)
    vaults.copy(folder, to)
    assert contents(folder) == before
    vaults.restore(to, tmp_path / "again.advault")
    assert contents(tmp_path / "again.advault") == before
    unlocked(tmp_path / "again.advault", ADVOCATE).close()


def test_nobody_signs_a_copy_and_a_backup_cannot_pass_for_one(folder: Path, to: Path, vaults: VaultKeeper) -> None:
    vaults.copy(folder, to)
    with to.open("rb") as file:
        reader = ArchiveReader(file)
        assert b'"format":2' in reader.small(MANIFEST, 4096)
        assert reader.small(SIGNATURE, 64) == b""
    vault = unlocked(folder)
    vault.seal_backup(folder / "records.1.db", to.with_name("signed.adbackup"))
    vault.close()
    signed = to.with_name("signed.adbackup").read_bytes()
    with pytest.raises((BackupDamaged, NewerFormat)):
        check_backup(io.BytesIO(signed.replace(b'"format":1', b'"format":2', 1)))
    with pytest.raises(BackupDamaged):
        check_backup(io.BytesIO(to.read_bytes().replace(b'"format":2', b'"format":1', 1)))


def test_every_changed_byte_of_a_copy_is_noticed(folder: Path, to: Path, vaults: VaultKeeper) -> None:
    vaults.copy(folder, to)
    whole = to.read_bytes()
    for at in range(0, len(whole), 5):
        hurt = whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :]
        with pytest.raises((BackupDamaged, NewerFormat)):
            check_backup(io.BytesIO(hurt))


def test_an_open_vault_is_not_copied(folder: Path, to: Path, vaults: VaultKeeper) -> None:
    vault = unlocked(folder)
    with pytest.raises(VaultInUse):
        vaults.copy(folder, to)
    assert not to.exists()
    vault.close()
    vaults.copy(folder, to)


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_a_vault_left_by_a_crash_is_not_copied_before_it_was_put_right(
    folder: Path, to: Path, vaults: VaultKeeper, ending: str
) -> None:
    (folder / f"records.1.db{ending}").write_bytes(b"what must be undone")
    before = contents(folder)
    with pytest.raises(NotClosed):
        vaults.copy(folder, to)
    assert contents(folder) == before
    assert not to.exists()
    (folder / f"records.1.db{ending}").write_bytes(b"")
    vaults.copy(folder, to)


def test_what_cannot_be_copied_is_told_and_nothing_is_written(
    folder: Path, to: Path, tmp_path: Path, vaults: VaultKeeper
) -> None:
    to.write_bytes(b"mine")
    with pytest.raises(FileExists):
        vaults.copy(folder, to)
    assert to.read_bytes() == b"mine"
    to.unlink()
    with pytest.raises(NotAVault):
        vaults.copy(tmp_path, to)
    (folder / "records.1.db").rename(tmp_path / "elsewhere.db")
    with pytest.raises(RecordsDamaged, match="missing"):
        vaults.copy(folder, to)
    (tmp_path / "elsewhere.db").rename(folder / "records.1.db")
    (folder / FIRST).write_bytes(b"hurt")
    vaults.copy(folder, to)  # the second copy of the header serves
    to.unlink()
    (folder / SECOND).write_bytes(b"hurt")
    with pytest.raises(HeaderDamaged):
        vaults.copy(folder, to)
    assert not to.exists()
    assert not list(tmp_path.glob(".*"))


def test_the_lock_is_free_again_after_a_copy_that_failed(folder: Path, to: Path, vaults: VaultKeeper) -> None:
    to.write_bytes(b"mine")
    with pytest.raises(FileExists):
        vaults.copy(folder, to)
    unlocked(folder).close()
