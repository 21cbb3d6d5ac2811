"""A whole day through the real program, on a computer of its own, once for all who look at what it left."""

import os
import signal
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults import planted_case as case
from tests.faults.jobs import JOBS, Place, make_place
from tests.faults.traces import tracing
from tests.support.environment import Computer
from tests.support.program import AtTerminal, Ran, tracer


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--faults", choices=("short", "whole"), default="short", help="how much of tests/faults is tried")


def wanted_whole(config: pytest.Config) -> bool:
    """Say whether everything is to be tried. ``make test`` does not know the option, and tries the short form."""
    return bool(config.getoption("--faults", "short") == "whole")


@pytest.fixture(scope="session")
def whole(pytestconfig: pytest.Config) -> bool:
    """Whether everything is tried, or the short form."""
    return wanted_whole(pytestconfig)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give ``job`` to a test: every job that there is, in the short form those its module names in ``SHORT``."""
    if "job" in metafunc.fixturenames:
        every = wanted_whole(metafunc.config)
        jobs = [job for job in JOBS if every or job.name in metafunc.module.SHORT]
        metafunc.parametrize("job", jobs, ids=lambda job: job.name)


@dataclass(slots=True)
class Day:
    """A computer, its vaults, the files somebody asked for, and what every command answered."""

    computer: Computer
    terminal: AtTerminal
    asked: Path
    vaults: Path
    log: Path | None
    answers: dict[str, Ran] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)

    @property
    def letter(self) -> Path:
        return self.asked / "letter.pdf"

    def type(self, name: str, *words: str | Path) -> Ran:
        self.answers[name] = self.terminal.type(*words)
        assert self.answers[name].code == 0, (name, self.answers[name].err)
        return self.answers[name]

    def desk(self, part: str) -> Ran:
        ran = self.terminal.start([sys.executable, "-m", "tests.faults.day", str(self.terminal.vault), part])
        assert ran.code == 0, (part, ran.err)
        return ran


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[Day]:
    """From a new vault to an approved letter, a kill in the middle, a backup and a rebuilt vault."""
    place = tmp_path_factory.mktemp("day")
    computer = Computer(place / "pc")
    computer.make()
    vaults, asked = place / "vaults", place / "asked"
    vaults.mkdir()
    asked.mkdir()
    case.write_passphrases(asked)
    case.write_directory(asked / "directory")
    case.write_caseload(asked / "caseload.csv")
    strace, log = tracer(), place / "trace"
    terminal = AtTerminal(
        repository=repository,
        vault=vaults / "office.advault",
        user=case.ADMINISTRATOR,
        passphrase_file=asked / "passphrase",
        variables=computer.variables(),
        before=tracing(strace, log) if strace else (),
    )
    day = Day(computer, terminal, asked, vaults, log if strace else None)
    _from_nothing_to_a_letter(day)
    _kill_in_the_middle(day)
    _keep_it_whole(day)
    yield day
    log.unlink(missing_ok=True)


def _from_nothing_to_a_letter(day: Day) -> None:
    recovery = day.asked / "recovery"
    made = ("vault", "create", day.terminal.vault, "--service", case.SERVICE, "--phone", case.SERVICE_PHONE)
    day.type("create", *made, "--recovery-out", recovery)
    assert stat.S_IMODE(recovery.stat().st_mode) == 0o600
    day.desk("staff")
    day.type("directory", "import", "directory", day.asked / "directory")
    day.type("caseload", "import", "caseload", day.asked / "caseload.csv")
    day.answers["work"] = day.desk("work")
    day.type("find", "case", "find", case.CLIENT)
    day.type("letter", "letter", "render", day.answers["work"].document["referral"], "--out", day.letter)


def _kill_in_the_middle(day: Day) -> None:
    """Kill the desk, not its tracer, while it saves; remember what it had said was saved."""
    with day.terminal.begin([sys.executable, "-m", "tests.faults.day", str(day.terminal.vault), "log"]) as desk:
        assert desk.stdout
        process_id = int(desk.stdout.readline())
        day.acknowledged = [desk.stdout.readline().strip() for _ in range(5)]
        os.kill(process_id, signal.SIGKILL)
        day.acknowledged += [line.strip() for line in desk.stdout.readlines() if line.endswith("\n")]


def _keep_it_whole(day: Day) -> None:
    day.type("verify", "vault", "verify")
    day.type("backup", "vault", "backup", "--to", day.asked / "office.adbackup")
    day.type("restore", "vault", "restore", day.asked / "office.adbackup", "--to", day.vaults / "restored.advault")
    day.type("rebuild", "vault", "rebuild", "--to", day.vaults / "rebuilt.advault")
    day.type("passphrase", "vault", "passphrase", "--new-passphrase-file", day.asked / "new-passphrase")


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Place:
    """A vault with one agency and a backup of it, made once. Nobody works in it: `Place.another` copies it."""
    return make_place(tmp_path_factory.mktemp("jobs") / "first", repository)
