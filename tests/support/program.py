"""The real program in a process of its own, as somebody at a terminal starts it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROGRAM = (
    sys.executable,
    "-c",
    "from advocate_desk.app.main import main; from advocate_desk.vault import calibration;"
    " calibration.Measured = calibration.Least; main()",
)
"""The program, but that a new vault's passphrases cost the least it accepts: a second saved at every sign-in."""
LIMIT = 120
"""Seconds after which a process that hangs is a failed test."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on standard output."""
        read: dict[str, Any] = json.loads(self.out)
        return read


@dataclass(frozen=True, slots=True)
class AtTerminal:
    """Somebody signed in at a computer. ``before`` goes before every command (a tracer)."""

    repository: Path
    vault: Path
    user: str
    passphrase_file: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[str] = ()

    def options(self) -> list[str]:
        """The common options, --json among them."""
        return [
            *("--vault", str(self.vault), "--user", self.user),
            *("--passphrase-file", str(self.passphrase_file), "--json"),
        ]

    def environment(self) -> dict[str, str]:
        """The environment of every process, with the checkout first among what can be imported."""
        found = [str(self.repository), os.environ.get("PYTHONPATH", "")]
        path = os.pathsep.join(part for part in found if part)
        return {**os.environ, **self.variables, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}

    def type(self, *words: str | Path) -> Ran:
        """Type a command with the common options after it."""
        return self.start([*PROGRAM, *map(str, words), *self.options()])

    def plain(self, *words: str) -> Ran:
        """Type a command as it stands."""
        return self.start([*PROGRAM, *words])

    def start(self, command: Sequence[str]) -> Ran:
        """Run any command on this computer and wait for its end."""
        ran = subprocess.run(
            [*self.before, *command],
            env=self.environment(),
            cwd=self.variables.get("HOME"),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=LIMIT,
            check=False,
        )
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    def begin(self, command: Sequence[str]) -> subprocess.Popen[str]:
        """Start any command on this computer, to be killed."""
        return subprocess.Popen(
            [*self.before, *command],
            env=self.environment(),
            cwd=self.variables.get("HOME"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            text=True,
        )


def tracer() -> str | None:
    """Return where strace is, if this system has it and lets this user trace."""
    found = shutil.which("strace")
    if not found:
        return None
    works = subprocess.run([found, "-f", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    return found if works else None
