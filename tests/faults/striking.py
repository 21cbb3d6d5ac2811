"""Runs a job so that a call it makes to the system is its last, or fails; and tells which calls those could be."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.faults.jobs import Job, Place
from tests.support.program import Ran

REACHES_THE_DISK = "write,pwrite64,rename,renameat2,link,linkat,unlink,ftruncate"
"""The calls that change what a later process finds. A kill before an fsync leaves what a kill after it leaves."""
NO_TRACER = "strace is not installed or may not trace here, so no single call can be picked"
_CALL = re.compile(r"^\d+ +(?P<name>[a-z0-9]+)\(")
ThingT = TypeVar("ThingT")
AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Step:
    """The how-manieth call of its name, and what it was done to."""

    call: str
    number: int
    line: str

    @property
    def writes_a_page(self) -> bool:
        return self.call == "pwrite64"

    @property
    def matters(self) -> bool:
        """Whether it reached a vault, a backup, or the answer on standard output."""
        return any(part in self.line for part in (".ad", ".part", "<pipe:")) and "/lock>" not in self.line


def steps_of(place: Place, job: Job, strace: str, log: Path, calls: str = REACHES_THE_DISK) -> list[Step]:
    """Run the job to its end in ``place``; return every call that mattered."""
    traced = (strace, "-f", "--seccomp-bpf", "-y", "-o", str(log), "-e", f"trace={calls}")
    ran = place.terminal(traced).start(job.command(place))
    assert ran.code == 0, ran.err
    counted: Counter[str] = Counter()
    steps = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if told := _CALL.match(line):
            counted[told["name"]] += 1
            steps.append(Step(told["name"], counted[told["name"]], line))
    return [step for step in steps if step.matters]


def struck(place: Place, job: Job, strace: str, step: Step, blow: str) -> Ran:
    """Run the job in ``place``; at ``step`` comes ``blow``, as strace writes it (``signal=KILL``, ``error=EIO``)."""
    inject = f"inject={step.call}:{blow}:when={step.number}"
    before = (strace, "-f", "-o", "/dev/null", "-e", f"trace={step.call}", "-e", inject)
    return place.terminal(before).start(job.command(place))


def spread(things: Sequence[ThingT], most: int) -> list[ThingT]:
    """Return at most so many of them, the first and the last among them, the rest evenly between."""
    if len(things) <= most:
        return list(things)
    if most == 1:
        return [things[-1]]
    return [things[round(place * (len(things) - 1) / (most - 1))] for place in range(most)]


def two_at_a_time(do: Callable[[ThingT], AnswerT], things: Iterable[ThingT]) -> list[AnswerT]:
    """Do it to each, on two threads: most of the time is spent in processes of their own."""
    with ThreadPoolExecutor(2) as both:
        return list(both.map(do, things))


def acknowledged(ran: Ran) -> bool:
    """Say whether the program told that the job was done."""
    return ran.out.rstrip().endswith("}")
