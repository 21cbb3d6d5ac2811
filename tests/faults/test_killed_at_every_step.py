"""The program is killed at the very calls that reach the disk, for every job there is (promises R2 and R27)."""

from pathlib import Path

import pytest

from tests.faults.jobs import Job, Place, after_save
from tests.faults.striking import NO_TRACER, Step, acknowledged, spread, steps_of, struck, two_at_a_time
from tests.support.program import tracer

SHORT = frozenset({"save", "backup", "file"})
FEW, EACH = 2, 12
"""In the short form this many calls of a job; in the whole every one, and of the many that write pages this many."""


def chosen(steps: list[Step], *, whole: bool) -> list[Step]:
    if not whole:
        return spread(steps, FEW)
    pages = [step for step in steps if step.writes_a_page]
    return [*spread(pages, EACH), *(step for step in steps if not step.writes_a_page)]


def test_killed_at_each_call_that_reaches_the_disk_it_is_done_or_not_begun(
    job: Job, place: Place, tmp_path: Path, whole: bool
) -> None:
    strace = tracer()
    if strace is None:
        pytest.skip(NO_TRACER)
    steps = steps_of(place.another(tmp_path / "whole"), job, strace, tmp_path / "log")
    assert len(steps) >= 7

    def kill_at(step: Step) -> bool:
        copy = place.another(tmp_path / f"{step.call}{step.number}")
        ran = struck(copy, job, strace, step, "signal=KILL")
        job.after(copy, acknowledged=acknowledged(ran))
        copy.clear()
        return ran.code != 0

    assert all(two_at_a_time(kill_at, chosen(steps, whole=whole)))


def test_control_half_a_header_and_half_a_page_are_caught(place: Place, tmp_path: Path) -> None:
    """What a program without a staged file and without a journal would leave."""
    for number, name in enumerate(("header", "records")):
        copy = place.another(tmp_path / f"half{number}")
        for file in copy.vault.glob(f"{name}*"):
            content = file.read_bytes()
            half = len(content) // 2 if name == "header" else len(content) - 4096 * 3 // 2
            file.write_bytes(content[:half])
        with pytest.raises(Exception, match=r"damaged|verify"):
            after_save(copy, acknowledged=False)
