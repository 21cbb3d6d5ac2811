"""What differs by system, on the system the tests run on."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from advocate_desk import platforms
from advocate_desk.platforms import LockHeld, looks_synced, this_platform

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions, mounts and limits")

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 27 0:40 / /mnt/office rw,relatime shared:9 - cifs //server/share rw
31 27 0:41 / /mnt/two\\040words rw - nfs4 server:/ rw
32 27 0:42 / /home/ceri/phone rw - fuse.sshfs phone: rw
33 27 0:43 / /media/stick rw - fuseblk /dev/sdb1 rw
34 30 8:2 / /mnt/office/local rw - ext4 /dev/sda2 rw
not a line of mounts
"""


@posix_only
@pytest.mark.parametrize(
    ("place", "network"),
    [
        ("/home/ceri/x.advault", False),
        ("/mnt/office/x.advault", True),
        ("/mnt/offices/x.advault", False),
        ("/mnt/office/local/x.advault", False),
        ("/mnt/two words/x", True),
        ("/home/ceri/phone", True),
        ("/media/stick/x", False),
    ],
)
def test_a_network_disk_is_known_by_its_file_system(place: str, network: bool) -> None:
    assert platforms.is_network(platforms.file_system_at(Path(place), MOUNTS)) is network


@pytest.mark.parametrize(
    "name", ["OneDrive", "OneDrive - Sample Service", "Dropbox", "Dropbox (Sample)", "iCloud Drive", "Nextcloud"]
)
def test_a_sync_folder_is_known_by_its_name_however_deep(tmp_path: Path, name: str) -> None:
    assert looks_synced(tmp_path / name / "Desk" / "x.advault")
    assert this_platform().is_shared(tmp_path / name / "Desk" / "x.advault")


def test_a_sync_folder_is_known_by_its_mark_and_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "Sync").mkdir()
    assert not this_platform().is_shared(tmp_path / "Sync" / "x.advault")
    (tmp_path / "Sync" / ".stfolder").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Sync")
    assert this_platform().is_shared(tmp_path / "plain" / "x.advault")


@pytest.mark.parametrize("name", ["Dropboxes", "My OneDriver", "drop"])
def test_a_name_that_only_resembles_is_no_sync_folder(tmp_path: Path, name: str) -> None:
    assert not looks_synced(tmp_path / name / "x.advault")


def test_a_lock_is_for_one_and_its_holders_words_can_be_read(tmp_path: Path) -> None:
    system = this_platform()
    first = system.lock(tmp_path / "lock")
    first.say(b"who I am")
    for attempt in (system.lock, system.lock_for_reading):
        with pytest.raises(LockHeld) as held:
            attempt(tmp_path / "lock")
        assert held.value.text == b"who I am"
    first.say(b"")
    first.release()
    first.release()
    second = system.lock(tmp_path / "lock")
    second.release()
    assert (tmp_path / "lock").read_bytes() == b""


@posix_only
def test_readers_share_a_lock_that_keeps_writers_out(tmp_path: Path) -> None:
    system = this_platform()
    (tmp_path / "lock").write_bytes(b"kept")
    readers = [system.lock_for_reading(tmp_path / "lock") for _ in range(2)]
    readers[0].say(b"never written")
    with pytest.raises(LockHeld):
        system.lock(tmp_path / "lock")
    for reader in readers:
        reader.release()
    system.lock(tmp_path / "lock").release()
    assert (tmp_path / "lock").read_bytes() == b"kept"


def test_a_file_placed_where_one_is_leaves_both(tmp_path: Path) -> None:
    system = this_platform()
    for name in ("staged", "target"):
        system.write_durably(tmp_path / name, (name.encode(), b"!"))
    with pytest.raises(FileExistsError):
        system.place_durably(tmp_path / "staged", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"target!"
    system.replace_durably(tmp_path / "staged", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"staged!"
    system.place_durably(tmp_path / "target", tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@posix_only
def test_a_stick_that_knows_no_links_still_never_overwrites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_paths: Path, follow_symlinks: bool) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    system = this_platform()
    system.write_durably(tmp_path / "staged", (b"new",))
    (tmp_path / "target").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        system.place_durably(tmp_path / "staged", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"old"
    system.place_durably(tmp_path / "staged", tmp_path / "free")
    assert (tmp_path / "free").read_bytes() == b"new"


@posix_only
def test_a_file_is_never_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"mine")
    (tmp_path / "staged").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        this_platform().write_durably(tmp_path / "staged", (b"secret",))
    with pytest.raises(OSError, match="symbolic links"):
        this_platform().lock(tmp_path / "staged")
    assert (tmp_path / "elsewhere").read_bytes() == b"mine"


@posix_only
def test_a_file_that_others_could_read_is_private_once_written(tmp_path: Path) -> None:
    (tmp_path / "open").write_bytes(b"")
    (tmp_path / "open").chmod(0o666)
    this_platform().write_durably(tmp_path / "open", (b"secret",))
    assert stat.S_IMODE((tmp_path / "open").stat().st_mode) == 0o600


def test_a_process_that_runs_has_a_beginning_and_one_that_ended_has_none() -> None:
    system = this_platform()
    assert system.process_started(os.getpid()) == system.process_started(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        began = system.process_started(child.pid)
        assert began is not None
        child.kill()
        child.wait()
        assert system.process_started(child.pid) is None
    assert system.process_started(2**22 + 1) is None
    assert system.computer_name()


_GUARDED = """
import ctypes, os, resource
from advocate_desk.platforms import this_platform
system = this_platform()
system.forbid_core_dumps()
system.make_new_files_private()
system.limit_resources(memory_bytes=4 << 30, cpu_seconds=60, file_bytes=1 << 20)
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
assert resource.getrlimit(resource.RLIMIT_FSIZE) == (1 << 20, 1 << 20)
assert os.umask(0) == 0o077
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))  # PR_GET_DUMPABLE
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux whether a process may be dumped")
def test_a_guarded_process_leaves_no_dump_and_makes_private_files() -> None:
    told = subprocess.run([sys.executable, "-c", _GUARDED], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "0"
