"""Reading, writing or syncing fails: that is what is told, never a wrong passphrase, and nothing is lost (R6, R7)."""

import re
from pathlib import Path

import pytest

from advocate_desk.domain.errors import (
    BackupFailed,
    BackupPlaceRefuses,
    DiskFailed,
    HeaderDamaged,
    NoRights,
    RecordsDamaged,
    WrongPassphrase,
)
from tests.faults.jobs import JOBS, Job, Place
from tests.faults.mounts import NO_MOUNTS, closed, may_mount
from tests.faults.striking import NO_TRACER, spread, two_at_a_time
from tests.support.folders import contents
from tests.support.program import Ran, tracer

SHORT = frozenset({"save", "file"})
CALLS = ("read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "linkat")
ANYWHERE = frozenset({"fsync", "fdatasync", "ftruncate", "rename", "linkat"})
"""These nobody makes but for the vault's sake: they fail on every file, the unnamed ones that are still written too."""
FEW = ("read", "pread64", "pwrite64", "fsync")
TIMES = {False: 1, True: 2}
"""How many calls of each name fail, one each time, the first and the last among them; in the short form those of a few
names, and of each the last."""
COPIES_DIFFER = "The two copies of the key file differ"
"""What `vault verify` says where one of them could not be read."""
TRUE = (DiskFailed, RecordsDamaged, HeaderDamaged, NoRights, BackupFailed, BackupPlaceRefuses)
"""What may be said of a disk that fails. What could not be read may be damaged, for all anybody can know."""


def told_truly(ran: Ran) -> bool:
    """Say whether it was done; where it was not, see that the sentence is of the disk."""
    if ran.code == 0:
        return True
    said = " ".join(ran.err.split())
    assert str(WrongPassphrase()) not in said
    assert ran.code in {1, 3}, (ran.code, said)
    assert any(words in said for words in (*(kind.sentence.split(".")[0] for kind in TRUE), COPIES_DIFFER)), said
    return False


def files_of(place: Place) -> list[str]:
    """Return every file a job may read or write, with those that it makes beside them."""
    vaults = (place.vault, place.old_vault, place.new_vault)
    named = [
        folder / name
        for folder in vaults
        for name in ("header.json", "header.copy.json", "records.1.db", "records.1.db-journal", "files")
    ]
    return [str(path) for path in (*named, place.backup, place.new_backup)]


def where(place: Place, call: str) -> tuple[str, ...]:
    """Return which files' calls of this name are meant, as the tracer's words."""
    return () if call in ANYWHERE else tuple(part for path in files_of(place) for part in ("-P", path))


def counted(place: Place, job: Job, strace: str, log: Path) -> dict[str, int]:
    """Run the job whole, twice; return how often it made each call on the files that are meant."""
    found = {}
    for at, calls in enumerate((ANYWHERE, frozenset(CALLS) - ANYWHERE)):
        copy = place.another(log.with_name(f"{log.name}{at}"))
        traced = (strace, "-f", "-o", str(log), *where(copy, min(calls)), "-e", f"trace={','.join(sorted(calls))}")
        assert copy.terminal(traced).start(job.command(copy)).code == 0
        copy.clear()
        text = log.read_text(encoding="utf-8", errors="replace")
        found |= {call: len(re.findall(rf"^\d+ +{call}\(", text, re.M)) for call in calls}
    return {call: found[call] for call in CALLS}


def test_a_disk_that_fails_is_told_as_such_and_what_was_saved_is_kept(
    job: Job, place: Place, tmp_path: Path, whole: bool
) -> None:
    strace = tracer()
    if strace is None:
        pytest.skip(NO_TRACER)
    calls = counted(place, job, strace, tmp_path / "log")
    wanted = {call: count for call, count in calls.items() if whole or call in FEW}
    steps = [(call, number) for call, count in wanted.items() for number in spread(range(1, count + 1), TIMES[whole])]
    assert len(steps) >= 4

    def fail(step: tuple[str, int]) -> None:
        call, number = step
        copy = place.another(tmp_path / f"{call}{number}")
        inject = ("-e", f"trace={call}", "-e", f"inject={call}:error=EIO:when={number}")
        ran = copy.terminal((strace, "-f", "-o", "/dev/null", *where(copy, call), *inject)).start(job.command(copy))
        done = told_truly(ran)
        job.after(copy, acknowledged=done)
        copy.clear()

    two_at_a_time(fail, steps)


def test_a_vault_on_a_disk_that_cannot_be_written_is_read_and_never_changed(
    job: Job, place: Place, tmp_path: Path
) -> None:
    if not may_mount():
        pytest.skip(NO_MOUNTS)
    copy = place.another(tmp_path / "own")
    with closed(copy.root):
        is_only_read(copy, job)
        whole = copy.terminal().type("vault", "verify")
        assert whole.code == 0, whole.err
    job.after(copy, acknowledged=False)


def is_only_read(copy: Place, job: Job) -> None:
    """Run the job; see that it says in words that nothing was changed, and that not a byte was."""
    before = {vault: contents(vault) for vault in (copy.vault, copy.old_vault)}
    ran = copy.terminal().start(job.command(copy))
    # Not compared in the assertion itself: pytest would look for hours how megabytes differ.
    unchanged = {vault: contents(vault) for vault in before} == before
    assert unchanged
    assert ran.code == 1, ran.err
    assert "Nothing was changed" in ran.err


def test_control_a_vault_that_is_written_to_is_caught(place: Place, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        is_only_read(place.another(tmp_path / "own"), JOBS[0])


def test_control_a_wrong_passphrase_told_of_a_disk_that_fails_is_caught() -> None:
    with pytest.raises(AssertionError):
        told_truly(Ran(4, "", str(WrongPassphrase())))
    with pytest.raises(AssertionError):
        told_truly(Ran(70, "", "OSError: [Errno 5] Input/output error"))
