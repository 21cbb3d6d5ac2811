"""One process per vault. The system's lock decides; the text in the file only says who."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from advocate_desk.domain.errors import VaultInUse
from advocate_desk.platforms import FileLock, LockHeld, Platform

LOCK_FILE = "lock"
_NOT_TOLD = "not known"
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class VaultLock:
    """The lock on one vault. ``held`` is None only for a folder that is read-only and has no lock file."""

    held: FileLock | None
    read_only: bool

    def say_who(self, platform: Platform, since: datetime) -> None:
        """Write who holds it, for the one who is refused. A full disk keeps nobody out for want of these words."""
        process = os.getpid()
        text = {
            "computer": platform.computer_name(),
            "process": process,
            "started": platform.process_started(process) or "",
            "since": since.astimezone(_LONDON).strftime("%H:%M on %d/%m/%Y"),
        }
        if self.held is not None and not self.read_only:
            with suppress(OSError):
                self.held.say(json.dumps(text, sort_keys=True).encode("utf-8"))

    def release(self) -> None:
        """Let go."""
        if self.held is not None:
            self.held.release()

    def wipe_and_release(self) -> None:
        """Let go, and leave no word about who was here."""
        if self.held is not None:
            with suppress(OSError):
                self.held.say(b"")
            self.held.release()


def take_lock(platform: Platform, folder: Path) -> VaultLock:
    """Take the lock, without writing a byte into an existing file.

    Raises:
        VaultInUse: another process has it.
        OSError: the lock file cannot be made or opened.
    """
    path = folder / LOCK_FILE
    try:
        if not platform.cannot_be_written(folder):
            return VaultLock(platform.lock(path), read_only=False)
        held = platform.lock_for_reading(path) if path.exists() else None
        return VaultLock(held, read_only=True)
    except LockHeld as lock:
        raise _in_use(platform, lock.text) from None


def _in_use(platform: Platform, text: bytes) -> VaultInUse:
    try:
        told = json.loads(text)
        computer, process = str(told["computer"]), int(told["process"])
        started, since = str(told["started"]), str(told["since"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return VaultInUse(platform.computer_name(), 0, _NOT_TOLD)
    if computer == platform.computer_name() and platform.process_started(process) != started:
        # Left behind by a process that is gone: the one that holds the lock now has not said who it is yet.
        return VaultInUse(computer, 0, _NOT_TOLD)
    return VaultInUse(computer, process, since)
