"""The program is killed at the very calls that reach the disk (promise R2, for a passphrase and a backup)."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.jobs import JOBS, Job, Place
from tests.support.program import tracer

CALLS = "write,pwrite64,rename,renameat2,link,linkat,unlink,ftruncate"
"""The calls that change what a later process finds. A kill before an fsync leaves what a kill after it leaves."""
MANY = 2
"""Of the many calls that write pages, and of those that write the backup, this many or one more stand for all."""
_CALL = re.compile(r"^\d+ +(?P<name>[a-z0-9]+)\(")


def calls_of(log: Path) -> list[tuple[str, int]]:
    """Return which calls reached the vault or the backup: each name and its how-manieth."""
    counted: Counter[str] = Counter()
    steps, pages, parts = [], [], []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if not (told := _CALL.match(line)):
            continue
        name = told["name"]
        counted[name] += 1
        if name == "pwrite64":
            pages.append((name, counted[name]))
        elif ".part>" in line:
            parts.append((name, counted[name]))
        elif (".ad" in line or "<pipe:" in line or ".part" in line) and "/lock>" not in line:
            steps.append((name, counted[name]))
    return [*_spread(pages), *_spread(parts), *steps]


def _spread(steps: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return steps[:: max(1, len(steps) // MANY)]


@pytest.mark.parametrize("job", [job for job in JOBS if job.name in {"passphrase", "backup"}], ids=lambda job: job.name)
def test_killed_at_each_call_that_reaches_the_disk_it_is_done_or_not_begun(
    job: Job, place: Place, tmp_path: Path
) -> None:
    strace = tracer()
    if strace is None:
        pytest.skip("strace is not installed or may not trace here, so no single call can be picked")
    whole, log = place.another(tmp_path / "whole"), tmp_path / "log"
    traced = (strace, "-f", "--seccomp-bpf", "-y", "-o", str(log), "-e", f"trace={CALLS}")
    assert whole.terminal(traced).start(job.command(whole)).code == 0
    steps = calls_of(log)
    assert len(steps) >= 7

    def kill_at(step: tuple[str, int]) -> bool:
        name, number = step
        copy = place.another(tmp_path / f"{name}{number}")
        inject = (strace, "-f", "-o", "/dev/null", "-e", f"trace={CALLS}")
        ran = copy.terminal((*inject, "-e", f"inject={name}:signal=KILL:when={number}")).start(job.command(copy))
        job.after(copy, acknowledged=ran.out.rstrip().endswith("}"))
        return ran.code != 0

    with ThreadPoolExecutor(2) as both:
        died = list(both.map(kill_at, steps))
    assert all(died)
