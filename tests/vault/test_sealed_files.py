"""A sealed file gives back every byte or says that it is damaged; and it goes along wherever the vault goes."""

import io
import stat
import tarfile
import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path

import pytest

from advocate_desk.domain.attachment_rules import LARGEST
from advocate_desk.domain.errors import BackupDamaged, DiskFull, FileDamaged, NewerFormat, NoRights
from advocate_desk.platforms import this_platform
from advocate_desk.services.file_ports import NamedFile, Sealed
from advocate_desk.vault import backup as backup_module
from advocate_desk.vault import blobs as blobs_module
from advocate_desk.vault.archive import HEADER, MANIFEST, RECORDS, SIGNATURE
from advocate_desk.vault.backup import check_backup
from advocate_desk.vault.blobs import CLOSED_PIECE, FOLDER, HEAD, PIECE, FolderOfFiles
from advocate_desk.vault.keeper import VaultKeeper
from advocate_desk.vault.opened import UnlockedVault
from tests.support.folders import contents, modes
from tests.support.vaults import ADVOCATE, MADE_AT, unlocked

SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE)
MARK = b"The blue door of the refuge. "


def some(size: int) -> bytes:
    return (MARK * (size // len(MARK) + 1))[:size]


@pytest.fixture
def vault(folder: Path) -> Iterator[UnlockedVault]:
    vault = unlocked(folder)
    yield vault
    vault.close()


@pytest.fixture
def files(vault: UnlockedVault) -> FolderOfFiles:
    return vault.files


def place_of(folder: Path, sealed: Sealed) -> Path:
    return folder / FOLDER / sealed.name


def named(sealed: Sealed, content: bytes) -> NamedFile:
    return NamedFile(name=sealed.name, key=sealed.key, digest=blake2b(content, digest_size=32).hexdigest())


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_comes_back_to_the_last_byte(files: FolderOfFiles, folder: Path, size: int) -> None:
    content = some(size) if size % 2 else bytes(size)
    sealed = files.seal([content])
    assert files.read(sealed.name, sealed.key) == content
    assert files.is_whole(named(sealed, content))
    assert not files.is_whole(named(sealed, content + b"x"))
    assert place_of(folder, sealed).stat().st_size == HEAD + (size // PIECE + 1) * CLOSED_PIECE


def test_however_it_arrives_it_is_the_same(files: FolderOfFiles) -> None:
    content = some(2 * PIECE + 77)
    for step in (1000, PIECE, PIECE + 1, len(content)):
        sealed = files.seal(content[at : at + step] for at in range(0, len(content), step))
        assert files.read(sealed.name, sealed.key) == content


def test_a_sealed_file_tells_nothing_but_its_length_to_64_kib(files: FolderOfFiles, folder: Path) -> None:
    one, other = files.seal([some(5)]), files.seal([some(PIECE - 1)])
    assert one.name != other.name
    assert one.key != other.key
    raw = [place_of(folder, each).read_bytes() for each in (one, other)]
    assert len(raw[0]) == len(raw[1])
    assert not any(MARK[:5] in each for each in raw)
    assert not any(path.suffix for path in (folder / FOLDER).iterdir())


def test_sealed_files_are_for_their_user_alone(files: FolderOfFiles, folder: Path) -> None:
    sealed = files.seal([b"x"])
    told = modes(folder / FOLDER)
    assert told == {FOLDER: "0o700", sealed.name: "0o600"}
    assert stat.S_ISREG(place_of(folder, sealed).stat().st_mode)


def test_every_hurt_to_a_sealed_file_is_noticed(files: FolderOfFiles, folder: Path) -> None:
    content = some(2 * PIECE + 5)
    sealed, other = files.seal([content]), files.seal([content])
    path = place_of(folder, sealed)
    whole, pieces = path.read_bytes(), [HEAD + number * CLOSED_PIECE for number in range(4)]
    first, second, third = (whole[at : at + CLOSED_PIECE] for at in pieces[:3])
    assert len(whole) == pieces[3]
    for hurt in (
        b"",
        whole[:-1],
        whole[: pieces[2]],
        whole[:HEAD],
        whole + bytes(CLOSED_PIECE),
        whole + b"\0",
        whole[:HEAD] + second + first + third,
        whole[:HEAD] + first + first + third,
        whole[:HEAD] + first + third,
        whole[:HEAD] + third,
        place_of(folder, other).read_bytes(),
        *(flipped(whole, at) for at in (*range(0, len(whole), 9973), *range(HEAD), *pieces[:3], len(whole) - 1)),
    ):
        path.write_bytes(hurt)
        with pytest.raises(FileDamaged):
            files.read(sealed.name, sealed.key)
        assert not files.is_whole(named(sealed, content))
    path.write_bytes(whole)
    assert files.read(sealed.name, sealed.key) == content


def flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :]


def test_control_a_stream_that_does_not_look_at_its_last_mark_is_caught(
    files: FolderOfFiles, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the mark on the last piece, a file cut behind a piece that looks filled would pass."""
    content = b"a" * (PIECE - 1) + b"\x80" + b"b" * 9
    sealed = files.seal([content])
    path = place_of(folder, sealed)
    path.write_bytes(path.read_bytes()[:-CLOSED_PIECE])
    with pytest.raises(FileDamaged):
        files.read(sealed.name, sealed.key)
    monkeypatch.setattr(blobs_module, "_LAST", blobs_module._MOST)
    assert files.read(sealed.name, sealed.key) == content[: PIECE - 1]


def test_another_key_or_name_opens_nothing(files: FolderOfFiles, folder: Path) -> None:
    one, other = files.seal([b"one"]), files.seal([b"other"])
    for name, key in ((one.name, other.key), (one.name, "00"), (one.name, "zz" * 32), (one.name, "")):
        with pytest.raises(FileDamaged):
            files.read(name, key)
    moved = place_of(folder, one).rename(folder / FOLDER / ("0" * 32))
    with pytest.raises(FileDamaged):
        files.read(moved.name, one.key)


@pytest.mark.parametrize("name", ["", ".", "..", "../header.json", "/etc/passwd", "a" * 31, "A" * 32, "0" * 32])
def test_no_name_leads_out_of_the_folder_of_files(files: FolderOfFiles, name: str) -> None:
    files.seal([b"x"])
    assert not files.is_there(name)
    with pytest.raises(FileDamaged):
        files.read(name, "00" * 32)


def test_sealing_and_checking_hold_a_few_pieces_at_a_time(files: FolderOfFiles) -> None:
    step, count = some(PIECE), LARGEST // PIECE
    hasher = blake2b(digest_size=32)
    for _ in range(count):
        hasher.update(step)
    tracemalloc.start()
    sealed = files.seal(step for _ in range(count))
    assert files.is_whole(NamedFile(name=sealed.name, key=sealed.key, digest=hasher.hexdigest()))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * PIECE
    with pytest.raises(ValueError, match="more than"):
        files.seal(step for _ in range(count + 1))


def test_what_cannot_be_written_leaves_nothing(vault: UnlockedVault, folder: Path) -> None:
    vault.files.seal([b"there already"])
    before = contents(folder)

    class FullDisk:
        def __getattr__(self, name: str) -> object:
            return getattr(this_platform(), name)

        def write_durably(self, path: Path, parts: Iterable[bytes]) -> None:
            path.write_bytes(next(iter(parts)))
            raise OSError(28, "No space left on device")

    with pytest.raises(DiskFull):
        FolderOfFiles(FullDisk(), folder, read_only=False).seal([b"x"])  # type: ignore[arg-type]  # all but one is there
    with pytest.raises(NoRights):
        FolderOfFiles(this_platform(), folder, read_only=True).seal([b"x"])
    assert contents(folder) == before


def test_what_a_kill_left_half_made_stops_nobody(files: FolderOfFiles, folder: Path) -> None:
    (folder / "files.new").mkdir()
    sealed = files.seal([b"x"])
    assert files.read(sealed.name, sealed.key) == b"x"
    assert not (folder / "files.new").exists()


def test_only_what_no_record_names_is_tidied_and_only_when_it_is_old(files: FolderOfFiles, folder: Path) -> None:
    kept, rubbish = files.seal([b"kept"]), files.seal([b"rubbish"])
    half = folder / FOLDER / f"{'1' * 32}.new"
    half.write_bytes(b"half")
    strange = folder / FOLDER / "notes.txt"
    strange.write_bytes(b"not ours")
    assert files.unnamed({kept.name}) == 2
    newest = max(path.stat().st_mtime for path in (folder / FOLDER).iterdir())
    written = MADE_AT.fromtimestamp(newest, MADE_AT.tzinfo)
    files.tidy({kept.name}, written - timedelta(days=1))
    assert files.unnamed({kept.name}) == 2
    files.tidy({kept.name}, written + timedelta(seconds=1))
    assert {path.name for path in (folder / FOLDER).iterdir()} == {kept.name, strange.name}
    assert not files.is_there(rubbish.name)


@pytest.fixture
def sealed(files: FolderOfFiles) -> tuple[Sealed, Sealed]:
    return files.seal([some(PIECE + 9)]), files.seal([b"a short one"])


@pytest.fixture
def backup(vault: UnlockedVault, folder: Path, tmp_path: Path, sealed: tuple[Sealed, Sealed]) -> Path:
    to = tmp_path / "with.adbackup"
    assert len(sealed) == len(list((folder / FOLDER).iterdir()))
    vault.seal_backup(folder / "records.1.db", to)
    vault.close()
    return to


def test_a_restored_backup_has_the_sealed_files_too(
    folder: Path, backup: Path, tmp_path: Path, vaults: VaultKeeper, sealed: tuple[Sealed, Sealed]
) -> None:
    again = tmp_path / "again.advault"
    vaults.restore(backup, again)
    assert contents(again) == contents(folder)
    told = modes(again)
    assert (told.pop("again.advault"), told.pop(FOLDER)) == ("0o700", "0o700")
    assert set(told.values()) == {"0o600"}
    restored = unlocked(again, ADVOCATE)
    assert restored.files.read(sealed[1].name, sealed[1].key) == b"a short one"
    restored.close()
    with tarfile.open(backup, "r:") as archive:
        names = sorted(f"{FOLDER}/{one.name}" for one in sealed)
        assert archive.getnames() == [MANIFEST, SIGNATURE, HEADER, "files.json", RECORDS, *names]


def test_a_copy_and_a_vault_made_again_have_them_too(
    vault: UnlockedVault, folder: Path, tmp_path: Path, vaults: VaultKeeper, sealed: tuple[Sealed, Sealed]
) -> None:
    vaults.make_again(vault, tmp_path / "rebuilt.advault", lambda path: path.write_bytes(b"records") and None)
    vault.close()
    before = contents(folder)
    vaults.copy(folder, tmp_path / "night.adbackup")
    assert contents(folder) == before
    vaults.restore(tmp_path / "night.adbackup", tmp_path / "again.advault")
    assert contents(tmp_path / "again.advault") == before
    for place in ("rebuilt.advault", "again.advault"):
        held = contents(tmp_path / place / FOLDER)
        assert held == contents(folder / FOLDER)
        assert set(held) == {one.name for one in sealed}


def test_every_changed_byte_of_a_backup_with_files_is_noticed(backup: Path) -> None:
    whole = backup.read_bytes()
    for at in (*range(0, 4096, 3), *range(4096, len(whole), 997), *range(len(whole) - 1024, len(whole), 11)):
        with pytest.raises((BackupDamaged, NewerFormat)):
            check_backup(io.BytesIO(flipped(whole, at)))
    for cut in (1, 512, 1024, CLOSED_PIECE):
        with pytest.raises(BackupDamaged):
            check_backup(io.BytesIO(whole[:-cut]))


def test_control_without_the_digests_a_changed_file_would_pass(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = backup.read_bytes()
    hurt = flipped(whole, len(whole) - 1024 - 512)
    with pytest.raises(BackupDamaged):
        check_backup(io.BytesIO(hurt))
    monkeypatch.setattr(backup_module, "_as_measured", lambda reader, name, wanted: reader.large(name, wanted.size))
    check_backup(io.BytesIO(hurt))


def test_a_vault_without_sealed_files_makes_the_backup_an_older_program_knows(
    vault: UnlockedVault, folder: Path, tmp_path: Path
) -> None:
    vault.seal_backup(folder / "records.1.db", tmp_path / "plain.adbackup")
    assert b'"format":1,' in (tmp_path / "plain.adbackup").read_bytes()
    vault.files.seal([b"x"])
    vault.seal_backup(folder / "records.1.db", tmp_path / "with.adbackup")
    assert b'"format":3,' in (tmp_path / "with.adbackup").read_bytes()[:1024]


def test_a_copy_with_files_cannot_pass_for_a_backup(folder: Path, backup: Path, vaults: VaultKeeper) -> None:
    whole = backup.read_bytes()
    with pytest.raises(BackupDamaged):
        check_backup(io.BytesIO(whole.replace(b'"format":3', b'"format":4', 1)))
    vaults.copy(folder, backup.with_name("night.adbackup"))
    copied = backup.with_name("night.adbackup").read_bytes()
    assert b'"format":4,' in copied[:1024]
    with pytest.raises(BackupDamaged):
        check_backup(io.BytesIO(copied.replace(b'"format":4', b'"format":3', 1)))


def test_a_kill_while_restoring_leaves_no_vault(
    backup: Path, tmp_path: Path, vaults: VaultKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_given: object) -> Path:
        raise OSError(5, "Input/output error")

    before = set(contents(tmp_path))
    monkeypatch.setattr(backup_module, "make_folder", stopped)
    with pytest.raises(Exception, match="disk"):
        vaults.restore(backup, tmp_path / "again.advault")
    assert set(contents(tmp_path)) == before
    assert not list(tmp_path.glob(".*"))
