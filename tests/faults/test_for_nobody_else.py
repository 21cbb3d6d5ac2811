"""What the program makes is for its user alone, whatever the rights new files get on this computer (promise R26)."""

import stat
from collections.abc import Mapping
from pathlib import Path

from tests.faults.desk_jobs import PARTS
from tests.faults.jobs import JOBS, Job, Place
from tests.support.program import AtTerminal

SHORT = frozenset({"create"})
OPEN_TO_ALL = ("sh", "-c", 'umask 000; exec "$@"', "sh")


def state_of(folder: Path) -> Mapping[Path, tuple[int, int]]:
    """Return every file and folder, with what tells that it was written or put in another's place since."""
    return {
        path: (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in folder.rglob("*") if not path.is_symlink()
    }


def is_open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def open_to_others(folder: Path, before: Mapping[Path, tuple[int, int]]) -> list[str]:
    """Return every file or folder made or written since that anybody else may do anything with."""
    made = [path for path, state in state_of(folder).items() if before.get(path) != state]
    return [str(path.relative_to(folder)) for path in made if is_open_to_others(path)]


def made_by(job: Job, copy: Place, terminal: AtTerminal) -> list[str]:
    before = state_of(copy.root)
    assert terminal.start(job.command(copy)).code == 0
    assert state_of(copy.root) != before
    return open_to_others(copy.root, before)


def test_a_job_makes_files_for_its_user_alone(job: Job, place: Place, tmp_path: Path) -> None:
    copy = place.another(tmp_path / "own")
    if job.words(copy)[0] in PARTS:
        return  # it is not started through the command, which is what sets the rights
    assert made_by(job, copy, copy.terminal(OPEN_TO_ALL)) == []


def test_a_vault_somebody_opened_to_all_is_closed_again_at_the_next_unlock(place: Place, tmp_path: Path) -> None:
    copy = place.another(tmp_path / "own")
    for path in (copy.vault, *copy.vault.iterdir()):
        path.chmod(0o777)
    assert copy.terminal().type("vault", "verify").code == 0
    assert not [path for path in (copy.vault, *copy.vault.iterdir()) if is_open_to_others(path)]


def test_control_a_file_made_in_the_usual_way_is_found(place: Place, tmp_path: Path) -> None:
    copy = place.another(tmp_path / "own")
    before = state_of(copy.root)
    copy.terminal(OPEN_TO_ALL).start(["touch", str(copy.root / "letter.pdf")])
    assert open_to_others(copy.root, before) == ["letter.pdf"]
    assert JOBS
