"""A computer of its own for every test: home, temporary folder, working folder, clock zone, language."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.planted import files_with_planted


def settle_the_process() -> None:
    """Fix what a process has once. Called before anything imports Qt."""
    # A place whose clock is never London's, so that leaning on the computer's own zone shows.
    os.environ.update(TZ="Asia/Kathmandu", LANG="C.UTF-8", LC_ALL="C.UTF-8", QT_QPA_PLATFORM="offscreen")
    for name in ("LANGUAGE", "QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR", "DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(name, None)
    if sys.platform != "win32":
        time.tzset()
    os.umask(0o022)


@dataclass(frozen=True, slots=True)
class Computer:
    """The folders a test's program sees as its user's. Files that hold planted data may not appear here."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def temp(self) -> Path:
        return self.root / "tmp"

    @property
    def work(self) -> Path:
        return self.root / "cwd"

    def variables(self) -> dict[str, str]:
        """Return the environment variables that lead a program here."""
        home, temp = str(self.home), str(self.temp)
        return {
            "HOME": home,
            "USERPROFILE": home,
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local" / "share"),
            "XDG_STATE_HOME": str(self.home / ".local" / "state"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_RUNTIME_DIR": str(self.root / "run"),
            "APPDATA": str(self.home / "AppData" / "Roaming"),
            "LOCALAPPDATA": str(self.home / "AppData" / "Local"),
            "TMPDIR": temp,
            "TEMP": temp,
            "TMP": temp,
        }

    def make(self) -> None:
        """Make the folders, with the rights a desktop gives them."""
        for folder in (self.home, self.temp, self.work, self.root / "run"):
            folder.mkdir(parents=True, mode=0o700)


@contextmanager
def own_computer(root: Path) -> Iterator[Computer]:
    """Lead the program to fresh folders under ``root``; fail if planted data lies about in them afterwards."""
    computer = Computer(root)
    computer.make()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in computer.variables().items():
            patch.setenv(name, value)
        patch.setattr(tempfile, "tempdir", None)
        patch.chdir(computer.work)
        yield computer
        stray = [str(path.relative_to(root)) for path in files_with_planted(root)]
    shutil.rmtree(root, ignore_errors=True)
    if stray:
        pytest.fail(f"personal data was left in files that nobody asked for: {stray}")
