"""What the program holds in memory goes to no file when it crashes and to no other program of the user's (R25)."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.jobs import Place
from tests.support.program import PROGRAM, tracer

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="core dumps and tracing as Linux has them")
PLAIN = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
"""What takes root's special rights away, so that a test run by root tries what any user's program could."""
UNPROTECTED = (sys.executable, "-c", "import sys; sys.stdin.read()")


def waiting(command: Sequence[str], where: Path) -> subprocess.Popen[bytes]:
    """Start a program that reads its standard input, allowed to dump as much as it likes; return once it reads."""
    allowed = ["prlimit", "--core=unlimited", *PLAIN, *command]
    process = subprocess.Popen(
        allowed, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=where
    )
    while "pipe_read" not in _waits_in(process.pid) and process.poll() is None:
        os.sched_yield()
    return process


def _waits_in(process: int) -> str:
    """Return the function of the system's that a process waits in, or what it is called where that is not told."""
    state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()[0]
    name = Path(f"/proc/{process}/wchan").read_text(encoding="utf-8")
    return "pipe_read" if state == "S" and name in {"0", ""} else name


def asks_for_a_passphrase(place: Place) -> list[str]:
    """The real program, which has read nothing yet and waits for the passphrase."""
    typed = ["vault", "verify", "--vault", str(place.vault), "--user", "Ottoline Sample", "--passphrase-file", "-"]
    return [*PROGRAM, *typed]


def dumps_core(command: Sequence[str], where: Path) -> bool:
    where.mkdir()
    process = waiting(command, where)
    assert process.stdin
    os.kill(process.pid, signal.SIGSEGV)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = -signal.SIGSEGV
    process.stdin.close()
    return os.WCOREDUMP(status) or any(where.iterdir())


def test_a_crash_leaves_no_memory_on_the_disk(place: Place, tmp_path: Path) -> None:
    if not dumps_core(UNPROTECTED, tmp_path / "control"):
        pytest.skip("this system keeps no memory of any program that crashes, so there is nothing to compare with")
    assert not dumps_core(asks_for_a_passphrase(place), tmp_path / "own")


def can_be_read(command: Sequence[str], where: Path, strace: str) -> bool:
    """Say whether another program of the same user's, without root's rights, gets at the memory."""
    process = waiting(command, where)
    reads = f"open('/proc/{process.pid}/mem', 'rb').close()"
    try:
        mem = subprocess.run([*PLAIN, sys.executable, "-c", reads], capture_output=True, check=False)
        traced = subprocess.run(
            [*PLAIN, "timeout", "1", strace, "-o", os.devnull, "-p", str(process.pid)], capture_output=True, check=False
        )
    finally:
        process.kill()
        process.communicate()
    return mem.returncode == 0 or b"attached" in traced.stderr.replace(b"Could not attach", b"")


def test_no_other_program_of_the_user_looks_into_the_memory(place: Place, tmp_path: Path) -> None:
    strace = tracer()
    if strace is None or shutil.which("setpriv") is None:
        pytest.skip("strace and setpriv are needed to try to look into another program")
    if not can_be_read(UNPROTECTED, tmp_path, strace):
        pytest.skip("this system lets no program look into another, so there is nothing to compare with")
    assert not can_be_read(asks_for_a_passphrase(place), tmp_path, strace)
