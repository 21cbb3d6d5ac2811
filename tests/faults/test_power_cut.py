"""The power goes at any moment, and with it what was not synced: done or not begun, and what was told holds (R3)."""

import random
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.faults.jobs import JOBS, Job, Place
from tests.faults.power_cut import Disk, Found, Told, lay, recording, told_of
from tests.faults.striking import NO_TRACER, two_at_a_time
from tests.support.program import tracer

SHORT = frozenset({"save", "file"})
SAVING = JOBS[0]
STATES = {False: 2, True: 24}
"""Of the states a disk may be in after a cut, so many are tried for each job; they are counted in the thousands."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A moment at which the power went and what was left: whether the job was acknowledged by then, and the place."""

    word: str
    acknowledged: bool
    place: Place


def recorded(job: Job, place: Place, log: Path) -> list[Told]:
    strace = tracer()
    if strace is None:
        pytest.skip(NO_TRACER)
    ran = place.terminal(recording(strace, log)).start(job.command(place))
    assert ran.code == 0, ran.err
    told = told_of(log, place.root)
    log.unlink()
    return told


def states(before: Disk, told: list[Told]) -> Iterator[tuple[str, bool, Callable[[], Found]]]:
    """Yield what may be found after a cut behind each thing told; True where the job was acknowledged by then."""
    disk = deepcopy(before)
    for number, one in enumerate(told):
        disk.tell(one)
        for word, make in disk.leftovers():
            yield f"after {number} ({one.what} {one.path.name}): {word}", number == len(told) - 1, make


def cuts(before: Disk, told: list[Told], chosen: set[int], place: Place, where: Path) -> Iterator[Cut]:
    """Lay the states of these numbers out."""
    for number, (word, acknowledged, make) in enumerate(states(before, told)):
        if number in chosen:
            found = replace(place, root=where / f"state{number}")
            lay(found.root, make(), place.root)
            yield Cut(word, acknowledged, found)


def wrong_after(cuts: Iterable[Cut], job: Job) -> list[str]:
    """Look at each as whoever starts the computer again; return what did not hold."""

    def look(cut: Cut) -> str:
        try:
            job.after(cut.place, acknowledged=cut.acknowledged)
        except Exception as wrong:
            return f"{cut.word}: {type(wrong).__name__}"
        cut.place.clear()
        return ""

    return [wrong for wrong in two_at_a_time(look, cuts) if wrong]


def test_a_power_cut_leaves_the_job_done_or_not_begun(job: Job, place: Place, tmp_path: Path, whole: bool) -> None:
    own = place.another(tmp_path / "own")
    before = Disk.of(own.root)
    told = recorded(job, own, tmp_path / "log")
    ends = [ends for _word, ends, _make in states(before, told)]
    assert len(ends) > 40
    some = random.sample(range(len(ends)), min(len(ends), STATES[whole]))
    chosen = {*some, ends.index(True), len(ends) - 1}
    assert wrong_after(cuts(before, told, chosen, own, tmp_path), job) == []


def test_control_a_program_that_never_syncs_loses_what_it_said_was_saved(place: Place, tmp_path: Path) -> None:
    own = place.another(tmp_path / "own")
    before = Disk.of(own.root, syncs=False)
    told = recorded(SAVING, own, tmp_path / "log")
    first = [ends for _word, ends, _make in states(before, told)].index(True)
    assert wrong_after(cuts(before, told, {first}, own, tmp_path), SAVING)


def test_the_replay_ends_where_the_job_ended(place: Place, tmp_path: Path) -> None:
    own = place.another(tmp_path / "own")
    disk = Disk.of(own.root)
    for one in recorded(SAVING, own, tmp_path / "log"):
        disk.tell(one)
    replayed = {path: file.with_only(file.waiting) for path, file in disk.names.items()}
    assert replayed == {path: path.read_bytes() for path in own.root.rglob("*") if path.is_file()}
