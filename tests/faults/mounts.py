"""Small and closed disks for a test: a file system in memory of any size, and a folder that cannot be written."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

NO_MOUNTS = "only root on Linux may mount a small or a closed disk, so this was not tried"


@contextmanager
def small_disk(at: Path, kibibytes: int) -> Iterator[Path]:
    """Mount a disk of that size, kept in memory, at the new folder ``at``."""
    at.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={kibibytes}k,mode=700", "tmpfs", str(at))
    try:
        yield at
    finally:
        _run("umount", str(at))


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Make ``folder`` one that nobody can write to, root included."""
    _run("mount", "--bind", str(folder), str(folder))
    try:
        _run("mount", "-o", "remount,bind,ro", str(folder))
        yield
    finally:
        _run("umount", str(folder))


@cache
def may_mount() -> bool:
    """Say whether this user may."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return False
    tried = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def free_kibibytes(place: Path) -> int:
    """Return how much room is left."""
    told = os.statvfs(place)
    return told.f_bavail * told.f_frsize // 1024


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
