"""Full disks, refused rights, open permissions: the vault stays as it was and the true cause is told."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from advocate_desk import platforms
from advocate_desk.domain.errors import (
    DiskFailed,
    DiskFull,
    KnownFailure,
    NoRights,
    TooLittleMemory,
    VaultExists,
    WeakPassphrase,
)
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.users import Role
from advocate_desk.platforms import this_platform
from advocate_desk.vault.copies import FIRST, SECOND
from advocate_desk.vault.grants import FORMAT
from advocate_desk.vault.keeper import VaultKeeper
from tests.support.folders import contents, modes
from tests.support.vaults import ADMINISTRATOR, ADVOCATE, MADE_AT, floor_vault, keeper, unlocked

NEW = "umbrella gravel notion spoon"


class FailingDisk:
    """The real system, whose ``at``-th write of a file of the vault's, or step that moves one, fails."""

    def __init__(self, code: int, at: int, *, before: bool = False) -> None:
        self._code, self._left, self._before = code, at, before

    def __getattr__(self, name: str) -> object:
        return getattr(this_platform(), name)

    @property
    def was_met(self) -> bool:
        return self._left <= 0

    def _fails_now(self, path: Path) -> bool:
        if "tries" in str(path):
            return False
        self._left -= 1
        return self._left == 0

    def _fail(self) -> None:
        raise OSError(self._code, os.strerror(self._code))

    def write_durably(self, path: Path, parts: Iterable[bytes]) -> None:
        if self._fails_now(path):
            this_platform().write_durably(path, (b"".join(parts)[:100],))
            self._fail()
        this_platform().write_durably(path, parts)

    def replace_durably(self, staged: Path, target: Path) -> None:
        if self._fails_now(target):
            self._fail()
        this_platform().replace_durably(staged, target)

    def place_durably(self, staged: Path, target: Path) -> None:
        if self._fails_now(target):
            self._fail()
        this_platform().place_durably(staged, target)


_CAUSES = [
    (errno.ENOSPC, DiskFull, 1),
    (errno.ENOSPC, DiskFull, 2),
    (errno.ENOSPC, DiskFull, 3),
    (errno.EDQUOT, DiskFull, 2),
    (errno.EFBIG, DiskFull, 1),
    (errno.EIO, DiskFailed, 3),
    (errno.EACCES, NoRights, 1),
    (errno.EROFS, NoRights, 1),
]


@pytest.mark.parametrize(("code", "failure", "at"), _CAUSES)
def test_a_change_that_cannot_be_written_is_told_truly_and_changes_nothing(
    folder: Path, state_dir: Path, code: int, failure: type[KnownFailure], at: int
) -> None:
    disk = FailingDisk(code, at)
    vault = keeper(state_dir, platform=disk).unlock(folder, ADMINISTRATOR.name, ADMINISTRATOR.passphrase)
    before = contents(folder)
    with pytest.raises(failure):
        vault.change_passphrase(ADMINISTRATOR.passphrase, NEW)
    assert disk.was_met
    assert contents(folder) == before
    # Once the fault is gone the same vault takes the change, from the state it had.
    vault.add_user(new_id(MADE_AT), "Mo Sample", Role.ADVOCATE, NEW)
    vault.close()
    unlocked(folder, ADMINISTRATOR).close()
    keeper(state_dir).unlock(folder, "Mo Sample", NEW).close()


def test_a_change_that_reached_the_first_copy_holds_and_the_second_follows_at_the_next_unlock(
    folder: Path, state_dir: Path
) -> None:
    disk = FailingDisk(errno.EIO, 4)
    vault = keeper(state_dir, platform=disk).unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    vault.change_passphrase(ADVOCATE.passphrase, NEW)
    vault.close()
    assert disk.was_met
    assert (folder / FIRST).read_bytes() != (folder / SECOND).read_bytes()
    keeper(state_dir).unlock(folder, ADVOCATE.name, NEW).close()
    assert (folder / FIRST).read_bytes() == (folder / SECOND).read_bytes()
    assert not list(folder.glob("*.new"))


def test_a_damaged_copy_that_cannot_be_mended_keeps_nobody_out(folder: Path, state_dir: Path) -> None:
    (folder / FIRST).write_bytes(b"hurt")
    vault = keeper(state_dir, platform=FailingDisk(errno.ENOSPC, 1)).unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    assert not vault.header_was_repaired
    vault.close()
    assert (folder / FIRST).read_bytes() == b"hurt"


def test_a_disk_with_no_room_for_a_word_and_no_permissions_keeps_nobody_out(
    folder: Path, vaults: VaultKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def unknown(*_arguments: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(platforms._LockedFile, "say", full)
    monkeypatch.setattr(os, "fchmod", unknown)
    folder.chmod(0o755)  # so that there is something to tighten
    monkeypatch.setattr(Path, "chmod", unknown)
    vault = vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    vault.change_passphrase(ADVOCATE.passphrase, NEW)
    vault.close()
    vaults.unlock(folder, ADVOCATE.name, NEW).close()


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_creating_on_a_full_disk_leaves_nothing(tmp_path: Path, state_dir: Path, at: int) -> None:
    vaults = keeper(state_dir, platform=FailingDisk(errno.ENOSPC, at))
    with pytest.raises(DiskFull):
        vaults.create(tmp_path / "new.advault", ADVOCATE.name, ADVOCATE.passphrase)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_restoring_to_a_full_disk_leaves_nothing(folder: Path, tmp_path: Path, state_dir: Path, at: int) -> None:
    vault = unlocked(folder)
    vault.seal_backup(folder / "records.1.db", tmp_path / "b.adbackup")
    vault.close()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(DiskFull):
        keeper(state_dir, platform=FailingDisk(errno.ENOSPC, at)).restore(tmp_path / "b.adbackup", tmp_path / "again")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("at", [1, 2])
def test_a_backup_to_a_full_disk_leaves_nothing(folder: Path, tmp_path: Path, state_dir: Path, at: int) -> None:
    vault = keeper(state_dir, platform=FailingDisk(errno.ENOSPC, at)).unlock(
        folder, ADMINISTRATOR.name, ADMINISTRATOR.passphrase
    )
    before = contents(tmp_path)
    with pytest.raises(DiskFull):
        vault.seal_backup(folder / "records.1.db", tmp_path / "b.adbackup")
    assert contents(tmp_path) == before
    vault.close()


_LIMITED = """
import resource, sys
from pathlib import Path
from advocate_desk.domain.errors import DiskFull
from tests.support.vaults import ADVOCATE, keeper
folder = Path(sys.argv[1])
vault = keeper(folder.parent / "state").unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
try:
    vault.change_passphrase(ADVOCATE.passphrase, "umbrella gravel notion spoon")
except DiskFull:
    sys.exit(3)
finally:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    vault.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file a process writes")
@pytest.mark.parametrize(("limit", "answer"), [(4096, 3), (20_000, 3), (1 << 20, 0)])
def test_a_real_limit_on_file_size_is_a_full_disk_and_changes_nothing(
    folder: Path, repository: Path, limit: int, answer: int
) -> None:
    before = contents(folder)
    done = subprocess.run([sys.executable, "-c", _LIMITED, str(folder), str(limit)], cwd=repository, check=False)
    assert done.returncode == answer
    assert (contents(folder) == before) == (answer == 3)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder under the profile is private on Windows already")
def test_a_vault_is_private_whatever_the_umask_and_made_so_again_at_unlock(tmp_path: Path, vaults: VaultKeeper) -> None:
    before = os.umask(0)
    try:
        made = vaults.create(tmp_path / "deep" / "new.advault", ADVOCATE.name, ADVOCATE.passphrase)
        made.vault.change_passphrase(ADVOCATE.passphrase, NEW)
        made.vault.close()
    finally:
        os.umask(before)
    folder = tmp_path / "deep" / "new.advault"
    private = {"new.advault": "0o700", FIRST: "0o600", SECOND: "0o600", "lock": "0o600"}
    assert modes(folder) == private
    assert oct(folder.parent.stat().st_mode)[-3:] == "700"
    for path in (folder, *folder.iterdir()):
        path.chmod(0o777)
    vaults.unlock(folder, ADVOCATE.name, NEW).close()
    assert modes(folder) == private


def test_create_never_touches_what_is_there_and_refuses_a_weak_passphrase(
    tmp_path: Path, folder: Path, vaults: VaultKeeper
) -> None:
    (tmp_path / "empty").mkdir()
    before = sorted(tmp_path.rglob("*"))
    for place in (folder, tmp_path / "empty", folder / FIRST):
        with pytest.raises(VaultExists):
            vaults.create(place, ADVOCATE.name, ADVOCATE.passphrase)
    with pytest.raises(WeakPassphrase):
        vaults.create(tmp_path / "new.advault", ADVOCATE.name, "ceri sample 1234")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_can_be_told_without_a_passphrase(folder: Path, vaults: VaultKeeper) -> None:
    told = vaults.info(folder)
    assert (told.vault_id, told.format_version, told.created_at) == (floor_vault().vault_id, FORMAT, MADE_AT)
    assert told.size_bytes == sum(len(content) for content in contents(folder).values())
    assert told.header_copies_agree
    (folder / SECOND).write_bytes(b"")
    assert not vaults.info(folder).header_copies_agree


_STARVED = """
import resource, sys
from pathlib import Path
from advocate_desk.domain.errors import TooLittleMemory
from tests.support.vaults import ADVOCATE, keeper
folder = Path(sys.argv[1])
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 32 * 1024 * 1024, resource.RLIM_INFINITY))
try:
    keeper(folder.parent / "state").unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
except TooLittleMemory:
    sys.exit(3)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads its own size from /proc")
def test_too_little_memory_is_said_and_is_no_wrong_passphrase(folder: Path, repository: Path) -> None:
    before = contents(folder)
    done = subprocess.run([sys.executable, "-c", _STARVED, str(folder)], cwd=repository, check=False)
    assert done.returncode == 3
    assert contents(folder) == before
    assert "memory" in str(TooLittleMemory())
