"""What differs by operating system, behind one protocol: locks, durable files, permissions, limits.

Everything here raises plain `OSError`; the room that calls turns it into a sentence.
"""

import os
import platform
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

PRIVATE_FILE = stat.S_IRUSR | stat.S_IWUSR
PRIVATE_FOLDER = PRIVATE_FILE | stat.S_IXUSR


class FileLock(Protocol):
    """A lock of the operating system's. It ends with the process, whatever happens to that."""

    def say(self, text: bytes) -> None:
        """Write ``text`` into the lock file, in place of what it says."""
        ...

    def release(self) -> None:
        """Let go. Harmless when called again."""
        ...


class LockHeld(Exception):
    """Another open file holds the lock. ``text`` is what its holder wrote into the file, as far as readable."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        super().__init__("the lock is held")


class Platform(Protocol):
    """What the program asks of the system it runs on."""

    def lock(self, path: Path) -> FileLock:
        """Lock the file ``path`` for this process alone, making it when missing; never waits.

        Raises:
            LockHeld: somebody else has it.
        """
        ...

    def lock_for_reading(self, path: Path) -> FileLock:
        """Lock the file ``path`` together with other readers, in a folder that cannot be written; never waits.

        Raises:
            LockHeld: somebody else has it for writing.
        """
        ...

    def write_durably(self, path: Path, parts: Iterable[bytes]) -> None:
        """Write ``parts`` to ``path`` (0600) and return when they are on the disk. It may exist already."""
        ...

    def replace_durably(self, staged: Path, target: Path) -> None:
        """Put ``staged`` where ``target`` is, in one step, and return when that is on the disk."""
        ...

    def place_durably(self, staged: Path, target: Path) -> None:
        """Put the file or folder ``staged`` where nothing is, and return when that is on the disk.

        Raises:
            FileExistsError: something is there; both are as they were.
        """
        ...

    def make_private_folder(self, path: Path) -> None:
        """Make the folder ``path`` (0700), and those above it that are missing."""
        ...

    def keep_private(self, path: Path) -> None:
        """Take away other people's rights to ``path``."""
        ...

    def make_new_files_private(self) -> None:
        """From now on let this process make no file that others can read (umask 077)."""
        ...

    def cannot_be_written(self, folder: Path) -> bool:
        """Say whether ``folder`` is read-only for this process."""
        ...

    def is_shared(self, folder: Path) -> bool:
        """Say whether ``folder``, or the nearest one above that exists, is on a network or is copied by a service."""
        ...

    def computer_name(self) -> str:
        """Return what this computer calls itself."""
        ...

    def process_started(self, process: int) -> str | None:
        """Return a mark of when ``process`` began ("" if the system does not tell), or None if it is gone."""
        ...

    def forbid_core_dumps(self) -> None:
        """Let no memory of this process be written to disk when it crashes, nor be read by a debugger."""
        ...

    def limit_resources(self, *, memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
        """Cap what this process may use from now on."""
        ...


_SYNC_FOLDER_NAMES = (
    "onedrive",
    "dropbox",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
    "pclouddrive",
    "megasync",
    "box sync",
    "syncthing",
)
_SYNC_MARKS = (".stfolder", ".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".sync_journal.db")


def looks_synced(folder: Path) -> bool:
    """Say whether ``folder`` (resolved) lies inside one that a sync program is known to copy."""
    for place in (folder, *folder.parents):
        name = place.name.casefold()
        if any(name == known or name.startswith(f"{known} ") for known in _SYNC_FOLDER_NAMES):
            return True
        if any((place / mark).exists() for mark in _SYNC_MARKS):
            return True
    return False


def _nearest_existing(folder: Path) -> Path:
    place = Path(os.path.realpath(folder))
    while not place.exists() and place != place.parent:
        place = place.parent
    return place


def _write_all(descriptor: int, parts: Iterable[bytes]) -> None:
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


class _LockedFile:
    """An open, locked file."""

    def __init__(self, descriptor: int, *, writable: bool) -> None:
        self._descriptor: int | None = descriptor
        self._writable = writable

    def say(self, text: bytes) -> None:
        if self._descriptor is not None and self._writable:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.ftruncate(self._descriptor, 0)
            _write_all(self._descriptor, (text,))

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":
    import ctypes
    import msvcrt

    _LOCKED_BYTE = 1 << 30  # far beyond the text, so that others may still read who holds it
    _DRIVE_REMOTE = 4  # GetDriveTypeW
    _QUERY_LIMITED = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION

    class _Windows:
        """Windows 10 and later. Folders below the user's own profile are private there already."""

        def lock(self, path: Path) -> FileLock:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_BINARY, PRIVATE_FILE)
            return self._locked(descriptor, writable=True)

        def lock_for_reading(self, path: Path) -> FileLock:
            return self._locked(os.open(path, os.O_RDONLY | os.O_BINARY), writable=False)

        def _locked(self, descriptor: int, *, writable: bool) -> FileLock:
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError as held:
                os.lseek(descriptor, 0, os.SEEK_SET)
                text = os.read(descriptor, 4096)
                os.close(descriptor)
                raise LockHeld(text) from held
            return _LockedFile(descriptor, writable=writable)

        def write_durably(self, path: Path, parts: Iterable[bytes]) -> None:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_BINARY, PRIVATE_FILE)
            try:
                _write_all(descriptor, parts)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

        def replace_durably(self, staged: Path, target: Path) -> None:
            staged.replace(target)

        def place_durably(self, staged: Path, target: Path) -> None:
            staged.rename(target)  # refuses an existing target on Windows

        def make_private_folder(self, path: Path) -> None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.mkdir()

        def keep_private(self, path: Path) -> None:
            path.stat()

        def make_new_files_private(self) -> None:
            os.umask(0o077)

        def cannot_be_written(self, folder: Path) -> bool:
            return not os.access(folder, os.W_OK)

        def is_shared(self, folder: Path) -> bool:
            place = _nearest_existing(folder)
            if place.drive.startswith("\\\\") or looks_synced(Path(os.path.realpath(folder))):
                return True
            return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\") == _DRIVE_REMOTE)

        def computer_name(self) -> str:
            return platform.node() or "this computer"

        def process_started(self, process: int) -> str | None:
            handle = ctypes.windll.kernel32.OpenProcess(_QUERY_LIMITED, False, process)
            if not handle:
                return None
            times = (ctypes.c_uint64 * 4)()
            places = [ctypes.byref(times, 8 * place) for place in range(4)]
            told = ctypes.windll.kernel32.GetProcessTimes(handle, *places)
            ctypes.windll.kernel32.CloseHandle(handle)
            return str(times[0]) if told else ""

        def forbid_core_dumps(self) -> None:
            # SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX: no crash dialog, and so no dump offered.
            ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002)

        def limit_resources(self, *, memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
            """Windows limits a process through a job object, which the packaging for Windows will bring."""

    def this_platform() -> Platform:
        """Return the platform of the system this runs on."""
        return _Windows()

else:
    import ctypes
    import errno
    import fcntl
    import resource

    _NETWORK_FILE_SYSTEMS = frozenset(
        {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "ncpfs", "davfs", "webdav"}
    )
    _PR_SET_DUMPABLE = 4  # linux/prctl.h
    _NO_SUCH_SERVICE = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
    _NO_LINKS_HERE = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL})

    def file_system_at(place: Path, mounts: str) -> str:
        """Return the type of file system ``place`` lies on, by a text as /proc/self/mountinfo has it."""
        found, longest = "", -1
        for line in mounts.splitlines():
            fields = line.split(" ")
            if "-" not in fields[6:]:
                continue
            mounted_at = fields[4].replace("\\040", " ")
            kind = fields[fields.index("-", 6) + 1]
            if place.is_relative_to(mounted_at) and len(mounted_at) >= longest:
                found, longest = kind, len(mounted_at)
        return found

    def is_network(kind: str) -> bool:
        """Say whether a file system of this type is somebody else's disk (fuseblk is a local NTFS stick)."""
        return kind in _NETWORK_FILE_SYSTEMS or kind == "fuse" or kind.startswith("fuse.")

    def _sync_folder(folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_SUCH_SERVICE:  # a file system without the notion cannot do better
                raise
        finally:
            os.close(descriptor)

    class _Posix:
        """Linux and macOS."""

        def lock(self, path: Path) -> FileLock:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE_FILE)
            return self._locked(descriptor, fcntl.LOCK_EX, writable=True)

        def lock_for_reading(self, path: Path) -> FileLock:
            return self._locked(os.open(path, os.O_RDONLY | os.O_CLOEXEC), fcntl.LOCK_SH, writable=False)

        def _locked(self, descriptor: int, how: int, *, writable: bool) -> FileLock:
            try:
                fcntl.flock(descriptor, how | fcntl.LOCK_NB)
            except BlockingIOError as held:
                text = os.pread(descriptor, 4096, 0)
                os.close(descriptor)
                raise LockHeld(text) from held
            except OSError:
                os.close(descriptor)
                raise
            return _LockedFile(descriptor, writable=writable)

        def write_durably(self, path: Path, parts: Iterable[bytes]) -> None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(path, flags, PRIVATE_FILE)
            try:
                with suppress(PermissionError):  # a stick's file system may know no permissions
                    os.fchmod(descriptor, PRIVATE_FILE)
                _write_all(descriptor, parts)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

        def replace_durably(self, staged: Path, target: Path) -> None:
            staged.replace(target)
            _sync_folder(target.parent)

        def place_durably(self, staged: Path, target: Path) -> None:
            if staged.is_dir() or not self._linked(staged, target):
                if os.path.lexists(target):
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
                staged.rename(target)
            _sync_folder(target.parent)

        def _linked(self, staged: Path, target: Path) -> bool:
            """Move by a second link, which never overwrites. False where the disk knows no links (a USB stick)."""
            try:
                os.link(staged, target, follow_symlinks=False)
            except OSError as error:
                if error.errno in _NO_LINKS_HERE:
                    return False
                raise
            staged.unlink()
            return True

        def make_private_folder(self, path: Path) -> None:
            missing = [place for place in path.parents if not place.exists()]
            for place in (*reversed(missing), path):
                place.mkdir(mode=PRIVATE_FOLDER)

        def keep_private(self, path: Path) -> None:
            wanted = PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE
            if stat.S_IMODE(path.stat().st_mode) != wanted:
                path.chmod(wanted)

        def make_new_files_private(self) -> None:
            os.umask(0o077)

        def cannot_be_written(self, folder: Path) -> bool:
            return not os.access(folder, os.W_OK)

        def is_shared(self, folder: Path) -> bool:
            if looks_synced(Path(os.path.realpath(folder))):
                return True
            try:
                mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
            except OSError:
                return False  # macOS; its own test comes with its package
            return is_network(file_system_at(_nearest_existing(folder), mounts))

        def computer_name(self) -> str:
            return platform.node() or "this computer"

        def process_started(self, process: int) -> str | None:
            try:
                os.kill(process, 0)
            except (ProcessLookupError, OverflowError):
                return None
            except PermissionError:
                pass
            with suppress(OSError):
                # Field 22 of /proc/PID/stat, counted behind the name, which may hold spaces (proc(5)).
                return (
                    Path(f"/proc/{process}/stat")
                    .read_text(encoding="ascii", errors="replace")
                    .split(")")[-1]
                    .split()[19]
                )
            return ""

        def forbid_core_dumps(self) -> None:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if sys.platform == "linux":
                ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

        def limit_resources(self, *, memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
            resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
            resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))

    def this_platform() -> Platform:
        """Return the platform of the system this runs on."""
        return _Posix()
