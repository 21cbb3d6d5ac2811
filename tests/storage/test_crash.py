"""What was shown as saved is there after the process was killed at any moment (promise R1)."""

import random
import subprocess
import sys
import threading
from pathlib import Path
from uuid import UUID

import pytest

from advocate_desk.domain.contacts import Note
from advocate_desk.storage.records import SqlStore
from tests.support.kept import all_of, keep_case, opened

ROUNDS = 6


def killed_while_committing(path: Path, root: Path, *, boast: bool = False) -> set[UUID]:
    """Let a process commit, kill it in the middle of it all, and return every id it said was saved."""
    command = [sys.executable, "-m", "tests.support.committer", str(path), *(["--boast"] if boast else [])]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    told = [process.stdout.readline()]
    timer = threading.Timer(random.uniform(0.01, 0.15), process.kill)
    timer.start()
    told += process.stdout.readlines()
    timer.join()
    process.stdout.close()
    process.wait()
    return {UUID(one) for line in told if line.endswith("\n") for one in line.split()}


def test_every_acknowledged_note_survives_a_kill_and_no_unit_is_torn(
    store: SqlStore, path: Path, repository: Path
) -> None:
    keep_case(store)
    store.close()
    acknowledged: set[UUID] = set()
    for _ in range(ROUNDS):
        acknowledged |= killed_while_committing(path, repository)
        again = opened(path)
        kept = all_of(again, Note)
        assert acknowledged <= {note.id for note in kept}
        firsts = {note.id for note in kept if note.corrects_id is None}
        assert firsts == {note.corrects_id for note in kept if note.corrects_id}
        again.close()
    again = opened(path)
    assert again.check() == ()
    again.close()
    assert len(acknowledged) >= 2 * ROUNDS


def test_control_a_program_that_says_saved_too_early_is_caught(store: SqlStore, path: Path, repository: Path) -> None:
    keep_case(store)
    store.close()
    for _ in range(20):
        boasted = killed_while_committing(path, repository, boast=True)
        again = opened(path)
        kept = {note.id for note in all_of(again, Note)}
        again.close()
        if not boasted <= kept:
            return
    pytest.fail("twenty kills found nothing that was said to be saved and was not")
