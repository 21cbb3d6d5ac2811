"""What a screen reader is told, and what it can do: over the real accessibility bus, on a real display."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.desk import ADVOCATE, PASSPHRASE, Office, make_office

READER = Path(__file__).parent.parent / "support" / "driven" / "screen_reader.py"
SYSTEM_PYTHON = Path("/usr/bin/python3")
HAS_ATSPI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def missing() -> str:
    """Say what this computer lacks for the test, or ""."""
    for program in ("Xvfb", "dbus-run-session", "gdbus"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    if not Path("/usr/libexec/at-spi-bus-launcher").exists() or not SYSTEM_PYTHON.exists():
        return "at-spi2-core is not installed"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", HAS_ATSPI], capture_output=True, check=False)
    return "" if asked.returncode == 0 else "the system's Python has no gir1.2-atspi-2.0"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    if why := missing():
        pytest.skip(f"no screen reader can be played here: {why}")
    return make_office(tmp_path)


def read(office: Office, told: Path, steps: list[list[str]]) -> list[list[list[str]]]:
    """Let a screen reader do ``steps`` and return what it was told at each."""
    desk = [sys.executable, "-m", "advocate_desk", "--vault", str(office.folder)]
    command = ["dbus-run-session", "--", str(SYSTEM_PYTHON), str(READER), str(told), *desk]
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    # Into a file: services of the bus may hold a pipe open beyond its end.
    with told.with_suffix(".log").open("w+") as errors:
        run = subprocess.run(
            command, input=json.dumps(steps), env=environment, stdout=errors, stderr=errors, text=True, check=False
        )
        errors.seek(0)
        assert run.returncode == 0, errors.read()
    return [json.loads(line) for line in told.read_text().splitlines()]


def test_somebody_who_hears_the_screen_signs_in_and_finds_the_case(office: Office, tmp_path: Path) -> None:
    steps = [
        ["sees", "Unlock"],
        ["writes", "Your sign-in name", ADVOCATE],
        ["writes", "Passphrase", PASSPHRASE],
        ["presses", "Unlock"],
        ["sees", "Today"],
        ["presses", "Caseload"],
        ["sees", "Caseload"],
        ["presses", "Lock"],
        ["sees", "Unlock"],
    ]
    door, _, _, _, today, _, caseload, _, locked = read(office, tmp_path / "told", steps)
    assert ["password text", "Passphrase"] in door
    assert ["push button", "Unlock"] in door
    assert any(role == "push button" and "Emergency numbers" in name for role, name in door)
    assert ["push button", "Hide now"] in today
    told = " ".join(name for _, name in caseload)
    assert "Ceri Sample" in told
    assert "High risk" in told or "high risk" in told
    assert any("Locked" in name for _, name in locked)
