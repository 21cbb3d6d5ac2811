import os
import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocate_desk.app import lock
from advocate_desk.app.lock import OLD_PROCESS, PLACE_DRAFT, ProcessLock, take_over
from advocate_desk.domain.errors import DiskFull
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.tasks import InlineRunner, Lanes
from tests.support.desk import MemoryDrafts

CASE = Place("case", UUID("00000000-0000-7000-8000-0000000000c1"))
HOLDS_THE_PIPE = """
import os, subprocess, sys
from pathlib import Path
from advocate_desk.app import lock
fresh = [sys.executable, "-c", sys.argv[1]]
environment = {**os.environ, lock.OLD_PROCESS: str(os.getpid())}
pipe = subprocess.Popen(fresh, stdin=subprocess.PIPE, env=environment)
if sys.argv[2] == "hangs":
    pipe.wait()
os._exit(0)
"""
TAKES_OVER = """
import os, sys, time
from advocate_desk.app.lock import OLD_PROCESS, take_over
old = int(os.environ[OLD_PROCESS])
gone = take_over(os.environ, sys.stdin.buffer)
def alive():
    try:
        return open(f"/proc/{old}/stat").read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False
# Its memory is gone before its files are closed; the last of the process goes a moment after.
until = time.monotonic() + 0.5
while alive() and time.monotonic() < until:
    os.sched_yield()
print(gone, alive(), flush=True)
"""


def test_the_place_is_kept_then_the_fresh_desk_starts_then_this_one_ends(qapp: QApplication) -> None:
    order: list[str] = []
    drafts = MemoryDrafts()
    ProcessLock(
        Path("/vaults/Desk.advault"),
        drafts,
        InlineRunner(),
        start_fresh=lambda vault, _unseen: order.append(f"fresh {vault.stem}"),
        leave=lambda: order.append("gone"),
    ).lock(CASE)
    assert order == ["fresh Desk", "gone"]
    assert Place.from_text(drafts.kept[PLACE_DRAFT]) == CASE


def test_a_full_disk_does_not_keep_the_desk_open(qapp: QApplication) -> None:
    class FullDrafts(MemoryDrafts):
        def keep(self, key: str, body: str) -> None:
            raise DiskFull

    order: list[str] = []
    ProcessLock(
        Path("/v"), FullDrafts(), InlineRunner(), start_fresh=lambda _v, _u: None, leave=lambda: order.append("gone")
    ).lock(CASE)
    assert order == ["gone"]


def test_a_desk_that_cannot_start_a_fresh_one_ends_all_the_same(qapp: QApplication) -> None:
    def no_more_processes(_vault: Path, _unseen: bool) -> None:
        raise OSError("no more processes")

    order: list[str] = []
    with pytest.raises(OSError, match="no more processes"):
        ProcessLock(
            Path("/v"),
            MemoryDrafts(),
            InlineRunner(),
            start_fresh=no_more_processes,
            leave=lambda: order.append("gone"),
        ).lock(CASE)
    assert order == ["gone"]


def test_records_that_are_busy_do_not_hold_up_the_lock(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "LAST_DRAFT_SECONDS", 0.05)
    busy, gone = threading.Event(), threading.Event()
    lanes = Lanes(lambda _bug: None)
    locker = ProcessLock(Path("/v"), MemoryDrafts(), lanes, start_fresh=lambda _v, _u: None, leave=gone.set)
    lanes.run(lambda: busy.wait(30), context=locker, on_done=lambda _r: None, on_error=lambda _f: None)
    try:
        locker.lock(CASE)
        qtbot.waitUntil(gone.is_set, timeout=3000)
    finally:
        busy.set()
        lanes.close()


def test_a_desk_that_was_started_by_hand_takes_nothing_over() -> None:
    assert take_over({}, BytesIO()) is None
    assert take_over({OLD_PROCESS: "no number"}, BytesIO()) is None


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the state of another process in /proc")
@pytest.mark.parametrize("how", ["leaves", "hangs"])
def test_locked_is_said_only_when_the_old_process_is_gone(how: str) -> None:
    """``hangs``: an old process that does not leave by itself is ended."""
    old = subprocess.run(
        [sys.executable, "-c", HOLDS_THE_PIPE, TAKES_OVER, how],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env=dict(os.environ),
        timeout=30,
    )
    assert old.stdout.split() == ["True", "False"]


@pytest.mark.parametrize(
    ("packaged", "program"), [(True, [sys.executable]), (False, [sys.executable, "-m", "advocate_desk"])]
)
def test_the_fresh_desk_is_this_very_program(
    packaged: bool, program: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A packaged program has no Python to start but itself."""
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "frozen", packaged, raising=False)
    monkeypatch.setattr(lock.subprocess, "Popen", lambda command, **_how: started.append(command))
    lock.start_fresh_desk(tmp_path / "Desk.advault")
    assert started == [[*program, "--vault", str(tmp_path / "Desk.advault")]]
