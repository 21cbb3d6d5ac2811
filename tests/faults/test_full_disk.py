"""The disk is full, at every size: the true sentence, nothing lost, and the next try works (promises R4 and R5)."""

import errno
from pathlib import Path

import pytest

from advocate_desk.domain.errors import (
    BackupFailed,
    DiskFailed,
    DiskFull,
    KnownFailure,
    NoRoomForBackup,
    WrongPassphrase,
)
from tests.faults.jobs import Job, Place, after_save
from tests.faults.mounts import NO_MOUNTS, free_kibibytes, may_mount, small_disk
from tests.faults.striking import acknowledged, two_at_a_time
from tests.support.program import Ran

SHORT = frozenset({"import", "file"})
LEFT = {False: (16,), True: (0, 4, 8, 16, 28, 40, 64, 128, 256, 512)}
"""KiB left on the disk."""
LARGEST = {False: (16,), True: (0, 4, 19, 100, 400, 450, 520)}
"""KiB that any one file may reach (a quota): below the header's size, between, and above that of the records."""
FULL = (DiskFull, NoRoomForBackup)
ROOM = 4096
"""KiB beside what a place holds already: more than any job needs."""


def told_truly(ran: Ran, *true: type[KnownFailure]) -> bool:
    """Say whether it was done; where it was not, see that the sentence is one of the true ones and no other."""
    if ran.code == 0:
        return True
    assert ran.code == 1, ran.err
    assert " ".join(ran.err.split()) in {str(kind()) for kind in true}, ran.err
    return False


def again(job: Job, copy: Place) -> bool:
    """Do what somebody does once there is room: look, and do it again unless it was done."""
    ran = copy.terminal().start(job.command(copy))
    return ran.code == 0


def size_of(place: Place) -> int:
    return sum(path.stat().st_size // 1024 + 4 for path in place.root.rglob("*"))


def test_a_job_that_finds_the_disk_full_says_so_and_works_once_there_is_room(
    job: Job, place: Place, tmp_path: Path, whole: bool
) -> None:
    if not may_mount():
        pytest.skip(NO_MOUNTS)

    def fill(left: int) -> bool:
        with small_disk(tmp_path / f"disk{left}", 2 * size_of(place) + ROOM) as disk:
            copy = place.another(disk / "own")
            filler = disk / "filler"
            filler.write_bytes(bytes(max(0, free_kibibytes(disk) - left) * 1024))
            done = told_truly(copy.terminal().start(job.command(copy)), *FULL)
            filler.unlink()
            done = done or again(job, copy)
            job.after(copy, acknowledged=done)
            return done

    assert all(two_at_a_time(fill, LEFT[whole]))


def test_a_file_that_may_not_grow_is_told_as_the_disks_and_nothing_is_lost(
    job: Job, place: Place, tmp_path: Path, whole: bool
) -> None:
    def limit(kibibytes: int) -> bool:
        copy = place.another(tmp_path / f"limit{kibibytes}")
        limited = ("prlimit", f"--fsize={kibibytes * 1024}")
        # SQLite does not say which of its writes failed for want of room and which for another reason of the disk's.
        done = told_truly(copy.terminal(limited).start(job.command(copy)), *FULL, DiskFailed, BackupFailed)
        done = done or again(job, copy)
        job.after(copy, acknowledged=done)
        copy.clear()
        return done

    assert all(two_at_a_time(limit, LARGEST[whole]))


def test_control_another_reason_than_the_true_one_is_caught(place: Place, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        told_truly(Ran(1, "", str(WrongPassphrase())), DiskFull, DiskFailed)
    with pytest.raises(AssertionError):
        told_truly(Ran(70, "", f"OSError: {errno.ENOSPC}"), DiskFull)
    copy = place.another(tmp_path / "boast")
    with pytest.raises(AssertionError):
        after_save(copy, acknowledged=acknowledged(Ran(0, "{}", "")))
