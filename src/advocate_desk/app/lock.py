"""Lock: the process that holds the keys ends, and a fresh one stands at the unlock screen.

Memory is not wiped by hand: nothing is as thorough as the end of a process. The fresh process is started first and
holds the reading end of a pipe; its writing end is in the old process alone, so the pipe ends when that has ended.
Only then does the fresh one say Locked.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QObject, QTimer

from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.tasks import Tasks

PLACE_DRAFT = "desk.place"
"""The draft that holds where the user was."""
OLD_PROCESS = "ADVOCATE_DESK_LOCKED_FROM"
"""Set for the fresh process: the number of the one that ends."""
OUT_OF_SIGHT = "ADVOCATE_DESK_OUT_OF_SIGHT"
"""Set for a fresh process whose window nobody asked for: it comes up minimised."""
PATIENCE_SECONDS = 1.0
"""For the old process to end by itself."""
LAST_DRAFT_SECONDS = 0.5
"""For the place to be kept: with the drafts before it, the old process is gone within a second."""


class ProcessLock(QObject):
    """Locks by ending this process.

    Args:
        vault: what the fresh process offers to unlock.
        drafts: where the place is kept.
        tasks: runs that on the lane that owns the records.
        start_fresh: starts the process that waits at the unlock screen, out of sight or not.
        leave: ends this process at once.
    """

    def __init__(
        self,
        vault: Path,
        drafts: KeepDrafts,
        tasks: Tasks,
        start_fresh: Callable[[Path, bool], object] | None = None,
        leave: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._vault, self._drafts, self._tasks = vault, drafts, tasks
        self._start_fresh = start_fresh or start_fresh_desk
        self._leave = leave or (lambda: os._exit(0))
        self._going = self._out_of_sight = False

    def lock(self, place: Place, *, out_of_sight: bool = False) -> None:
        """Keep ``place``, then go; go all the same when it cannot be kept in time."""
        self._out_of_sight = out_of_sight
        QTimer.singleShot(int(LAST_DRAFT_SECONDS * 1000), self, self._go)
        self._tasks.run(
            lambda: self._drafts.keep(PLACE_DRAFT, place.to_text()),
            context=self,
            on_done=lambda _kept: self._go(),
            on_error=lambda _failure: self._go(),
        )

    def _go(self) -> None:
        if self._going:
            return
        self._going = True
        try:
            self._start_fresh(self._vault, self._out_of_sight)
        finally:
            self._leave()


def start_fresh_desk(vault: Path, out_of_sight: bool = False) -> subprocess.Popen[bytes]:
    """Start the process that will stand at the unlock screen of ``vault`` once this one has ended."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "advocate_desk"]
    environment = {**os.environ, OLD_PROCESS: str(os.getpid()), OUT_OF_SIGHT: "1" if out_of_sight else ""}
    return subprocess.Popen([*program, "--vault", str(vault)], stdin=subprocess.PIPE, env=environment)  # noqa: S603 - our own program


def begin_again(vault: Path) -> None:
    """Leave this process, and what its memory holds, for a fresh one at the unlock screen of ``vault``."""
    try:
        start_fresh_desk(vault)
    finally:
        os._exit(0)


def take_over(environment: Mapping[str, str], pipe: BinaryIO) -> bool | None:
    """In the fresh process: wait until the old one is gone, ending it after a second.

    Returns:
        True once no process holds the keys, False when that cannot be said, None when this is no fresh process.
    """
    old = environment.get(OLD_PROCESS, "")
    if not old.isdecimal():
        return None
    ended = threading.Event()

    def watch() -> None:
        pipe.read()
        ended.set()

    threading.Thread(target=watch, name="old-desk", daemon=True).start()
    if not ended.wait(PATIENCE_SECONDS):
        _end(int(old))
    return ended.wait(PATIENCE_SECONDS)


def _end(process: int) -> None:
    """End a process that still holds our pipe, so its number is still its own."""
    try:
        os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
    except OSError:
        return
