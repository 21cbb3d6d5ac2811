"""A backup counts only when all of it was read again; a restore makes a whole vault or nothing."""

import io
import os
import tarfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from advocate_desk.domain.errors import (
    BackupDamaged,
    DiskFailed,
    FileExists,
    HeaderDamaged,
    NewerFormat,
    NotFound,
    VaultExists,
)
from advocate_desk.platforms import this_platform
from advocate_desk.vault import backup as backup_module
from advocate_desk.vault.archive import (
    HEADER,
    LARGEST_RECORDS,
    MANIFEST,
    RECORDS,
    SIGNATURE,
    ArchiveReader,
    Measured,
    measure,
    parts,
)
from advocate_desk.vault.backup import Contents, _Manifest, check_backup, write_backup
from advocate_desk.vault.canonical import encode
from advocate_desk.vault.copies import FIRST, SECOND
from advocate_desk.vault.crypto import public_signing_key, sign
from advocate_desk.vault.header import read_header
from advocate_desk.vault.keeper import VaultKeeper
from tests.support.folders import contents, modes
from tests.support.vaults import ADMINISTRATOR, ADVOCATE, MADE_AT, floor_vault, keeper, unlocked

BLOCK = 512


@pytest.fixture
def backup(folder: Path, tmp_path: Path) -> Path:
    to = tmp_path / "sample.adbackup"
    vault = unlocked(folder)
    vault.seal_backup(folder / "records.1.db", to)
    vault.close()
    return to


def test_a_restored_backup_is_the_vault_again(folder: Path, backup: Path, tmp_path: Path, vaults: VaultKeeper) -> None:
    vaults.restore(backup, tmp_path / "again.advault")
    assert contents(tmp_path / "again.advault") == contents(folder)
    original, restored = unlocked(folder, ADVOCATE), unlocked(tmp_path / "again.advault", ADVOCATE)
    assert restored.records_key == original.records_key
    original.close()
    restored.close()
    vaults.unlock_with_recovery(tmp_path / "again.advault", floor_vault().recovery_words).close()


def test_a_backup_and_a_restored_vault_are_private_whatever_the_umask(
    folder: Path, tmp_path: Path, vaults: VaultKeeper
) -> None:
    before = os.umask(0)
    try:
        vault = unlocked(folder)
        vault.seal_backup(folder / "records.1.db", tmp_path / "b.adbackup")
        vault.close()
        vaults.restore(tmp_path / "b.adbackup", tmp_path / "again.advault")
    finally:
        os.umask(before)
    assert oct((tmp_path / "b.adbackup").stat().st_mode)[-3:] == "600"
    told = modes(tmp_path / "again.advault")
    assert told.pop("again.advault") == "0o700"
    assert set(told.values()) == {"0o600"}


def test_every_changed_byte_of_a_backup_is_noticed(backup: Path, tmp_path: Path, vaults: VaultKeeper) -> None:
    whole = backup.read_bytes()
    # Each byte of the envelope, manifest and signature; every seventh of the rest.
    places = [*range(4 * BLOCK), *range(4 * BLOCK, len(whole), 7), *range(len(whole) - 3 * BLOCK, len(whole))]
    for at in places:
        hurt = whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :]
        with pytest.raises((BackupDamaged, NewerFormat)):
            check_backup(io.BytesIO(hurt))
    for at in (0, 130, 700, BLOCK + 10, 3 * BLOCK, len(whole) // 2, len(whole) - 1):
        backup.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        before = contents(tmp_path)
        with pytest.raises((BackupDamaged, NewerFormat)):
            vaults.restore(backup, tmp_path / "again.advault")
        assert contents(tmp_path) == before
        assert not (tmp_path / "again.advault").exists()


def test_without_signature_and_hashes_changed_bytes_would_pass(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bytearray(backup.read_bytes())
    whole[whole.index(bytes(range(256)))] ^= 1  # in the records
    with pytest.raises(BackupDamaged):
        check_backup(io.BytesIO(whole))

    class Blind:
        size = LARGEST_RECORDS

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 0

    blind = cast(Measured, Blind())
    monkeypatch.setattr(backup_module, "_read_manifest", lambda *_parts: _Manifest(1, MADE_AT, blind, None))
    check_backup(io.BytesIO(whole))


@pytest.mark.parametrize("cut", [1, 511, 512, 1024, 5000, None])
def test_a_backup_cut_short_or_grown_is_damage(backup: Path, cut: int | None) -> None:
    whole = backup.read_bytes()
    for hurt in (b"" if cut is None else whole[:-cut], whole + bytes(cut or 10240)):
        with pytest.raises(BackupDamaged):
            check_backup(io.BytesIO(hurt))


def resealed(backup: Path, tmp_path: Path, *, seed: bytes, keep_header: bool, manifest: dict | None = None) -> Path:
    """Remake a backup with other records, as somebody without the vault's keys would."""
    with backup.open("rb") as file:
        reader = ArchiveReader(file)
        reader.small(MANIFEST, 4096)
        reader.small(SIGNATURE, 64)
        header = read_header(reader.small(HEADER, 2**20))
    if not keep_header:
        header = replace(header, backup_key=public_signing_key(seed))
    (tmp_path / "forged.db").write_bytes(b"other records")
    measured = measure(tmp_path / "forged.db")
    text = backup_module._manifest(1, header, {HEADER: header.to_bytes()}, measured, MADE_AT)
    if manifest is not None:
        text = encode(manifest)
    small = {MANIFEST: text, SIGNATURE: sign(seed, "advocate-desk backup", text), HEADER: header.to_bytes()}
    forged = tmp_path / "forged.adbackup"
    forged.write_bytes(b"".join(parts(small, [(RECORDS, tmp_path / "forged.db", measured.size)])))
    return forged


def test_a_backup_remade_by_a_stranger_is_refused(backup: Path, tmp_path: Path, vaults: VaultKeeper) -> None:
    forged = resealed(backup, tmp_path, seed=bytes(32), keep_header=True)
    with pytest.raises(BackupDamaged):
        vaults.restore(forged, tmp_path / "again.advault")
    # With the stranger's own key in the header the file agrees with itself; the vault in it opens for nobody.
    forged = resealed(backup, tmp_path, seed=bytes(32), keep_header=False)
    vaults.restore(forged, tmp_path / "again.advault")
    with pytest.raises(HeaderDamaged):
        vaults.unlock(tmp_path / "again.advault", ADVOCATE.name, ADVOCATE.passphrase)


@pytest.mark.parametrize(
    ("manifest", "failure"),
    [
        ({"format": 5}, NewerFormat),
        ({"format": 4}, BackupDamaged),
        ({"format": 3}, BackupDamaged),
        ({"format": 2}, BackupDamaged),
        ({"format": 1}, BackupDamaged),
        ({"format": 1, "made": "never"}, BackupDamaged),
        ({"format": True}, BackupDamaged),
        ({"../../etc/passwd": "x"}, BackupDamaged),
        ([1], BackupDamaged),
    ],
)
def test_a_hostile_manifest_is_damage(
    backup: Path, tmp_path: Path, vaults: VaultKeeper, manifest: dict, failure: type[Exception]
) -> None:
    forged = resealed(backup, tmp_path, seed=bytes(32), keep_header=False, manifest=manifest)
    with pytest.raises(failure):
        vaults.restore(forged, tmp_path / "again.advault")
    assert not (tmp_path / "again.advault").exists()


@pytest.mark.parametrize("name", ["../escape", "/etc/passwd", "records.db\0../x", "CON", "header.json"])
def test_no_name_in_an_archive_becomes_a_path(backup: Path, tmp_path: Path, vaults: VaultKeeper, name: str) -> None:
    whole = bytearray(backup.read_bytes())
    whole[:100] = name.encode().ljust(100, b"\0")
    whole[148:156] = b" " * 8
    whole[148:156] = f"{sum(whole[:BLOCK]):06o}\0 ".encode()  # with a tar checksum that is right
    backup.write_bytes(whole)
    before = contents(tmp_path)
    with pytest.raises(BackupDamaged):
        vaults.restore(backup, tmp_path / "again.advault")
    assert contents(tmp_path) == before


def test_a_claim_of_eight_gigabytes_takes_no_room(backup: Path, tmp_path: Path) -> None:
    whole = bytearray(backup.read_bytes())
    whole[124:136] = b"77777777777\0"
    whole[148:156] = b" " * 8
    whole[148:156] = f"{sum(whole[:BLOCK]):06o}\0 ".encode()
    with pytest.raises(BackupDamaged):
        check_backup(io.BytesIO(whole))


def test_restore_never_overwrites(backup: Path, folder: Path, tmp_path: Path, vaults: VaultKeeper) -> None:
    (tmp_path / "a file").write_bytes(b"mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    before = contents(tmp_path)
    for place in (folder, tmp_path / "a file", tmp_path / "empty", tmp_path / "dangling"):
        with pytest.raises(VaultExists):
            vaults.restore(backup, place)
    assert contents(tmp_path) == before
    assert not list(tmp_path.glob(".*"))


def test_a_backup_never_overwrites(folder: Path, backup: Path, tmp_path: Path) -> None:
    vault = unlocked(folder)
    before = contents(tmp_path)
    with pytest.raises(FileExists):
        vault.seal_backup(folder / "records.1.db", backup)
    assert contents(tmp_path) == before
    vault.close()


def test_a_backup_that_appears_meanwhile_is_not_overwritten(folder: Path, tmp_path: Path) -> None:
    class SomebodyElseIsQuicker:
        def __getattr__(self, name: str) -> object:
            return getattr(this_platform(), name)

        def write_durably(self, path: Path, data: Iterable[bytes]) -> None:
            this_platform().write_durably(path, data)
            (tmp_path / "b.adbackup").write_bytes(b"theirs")

    vault = keeper(tmp_path / "state").unlock(folder, ADMINISTRATOR.name, ADMINISTRATOR.passphrase)
    vault._around = replace(vault._around, platform=SomebodyElseIsQuicker())
    with pytest.raises(FileExists):
        vault.seal_backup(folder / "records.1.db", tmp_path / "b.adbackup")
    vault.close()
    assert (tmp_path / "b.adbackup").read_bytes() == b"theirs"
    assert not list(tmp_path.glob(".*"))


def test_a_backup_that_does_not_read_back_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    class ForgetfulDisk:
        def __getattr__(self, name: str) -> object:
            return getattr(this_platform(), name)

        def write_durably(self, path: Path, data: Iterable[bytes]) -> None:
            this_platform().write_durably(path, (b"".join(data)[:-3000], bytes(3000)))

    vault = unlocked(folder)
    vault._around = replace(vault._around, platform=ForgetfulDisk())
    before = contents(tmp_path)
    (folder / "records.1.db").write_bytes(b"\xff" * 5120)
    with pytest.raises(BackupDamaged):
        vault.seal_backup(folder / "records.1.db", tmp_path / "b.adbackup")
    vault.close()
    assert set(contents(tmp_path)) == set(before)


def test_what_is_no_backup_is_told_so(tmp_path: Path, folder: Path, vaults: VaultKeeper) -> None:
    (tmp_path / "x.adbackup").write_bytes(b"\0" * 100_000)
    with pytest.raises(BackupDamaged):
        vaults.restore(tmp_path / "x.adbackup", tmp_path / "again.advault")
    for nothing in (tmp_path / "gone.adbackup", folder):
        with pytest.raises(NotFound):
            vaults.restore(nothing, tmp_path / "again.advault")
    vault = unlocked(folder)
    with pytest.raises(DiskFailed):
        vault.seal_backup(tmp_path / "gone.db", tmp_path / "b.adbackup")
    vault.close()


def test_another_vaults_key_signs_no_backup(folder: Path, tmp_path: Path) -> None:
    header = read_header((folder / FIRST).read_bytes())
    held = Contents(folder / "records.1.db")
    with pytest.raises(BackupDamaged):
        write_backup(this_platform(), header, bytes(32), held, tmp_path / "b.adbackup", MADE_AT)
    assert not (tmp_path / "b.adbackup").exists()


def test_a_vault_made_again_opens_with_the_same_passphrases(folder: Path, tmp_path: Path, vaults: VaultKeeper) -> None:
    vault = unlocked(folder)
    records = tmp_path / "rebuilt.advault" / "records.1.db"

    def write(staged: Path) -> None:
        assert staged.name == records.name
        assert not records.parent.exists(), "a kill while the records are written would leave half a vault"
        staged.write_bytes(b"records")

    vaults.make_again(vault, records.parent, write)
    assert records.read_bytes() == b"records"
    with pytest.raises(VaultExists):
        vaults.make_again(vault, records.parent, write)
    rebuilt = unlocked(tmp_path / "rebuilt.advault", ADVOCATE)
    assert (rebuilt.records_key, rebuilt.records_path) == (vault.records_key, records)
    rebuilt.close()
    vault.close()
    assert (tmp_path / "rebuilt.advault" / SECOND).read_bytes() == (folder / FIRST).read_bytes()


def test_the_archive_is_one_that_tar_can_list(backup: Path) -> None:

    with tarfile.open(backup, "r:") as archive:
        assert archive.getnames() == [MANIFEST, SIGNATURE, HEADER, RECORDS]
