"""Sets up everything that `make` needs: the system's libraries, the virtual environment, the program in it.

Run by the system's own python3, so it uses the standard library alone. A second run has nothing to do. Where
it may not install a system package it prints the one line to type and ends with 1.
"""

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)

LOCKS = {
    "run": ("requirements.txt", "requirements-build.txt"),
    "dev": ("requirements-dev.txt",),
    "bench": ("requirements-bench.txt",),
}
"""What each kind of set-up installs: enough to run the program, to work on it as well, to measure all of it too."""
_COVERED_BY = {"run": "dev", "dev": "bench"}
"""A kind needs nothing more where this larger one is there."""

LIBRARIES = {
    # Qt cannot be loaded without these, with a display or without.
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    # Windows under X11.
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    # Windows under Wayland, and printers.
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2",
}
"""Shared libraries Qt needs, and the Debian package each comes in."""

PROGRAMS = {"dev": {"pdftotext": "poppler-utils"}, "package": {"objdump": "binutils"}}
"""Programs that tests and packages are made with, and the Debian package each comes in."""


class CannotSetUp(Exception):
    """Set-up stops. The message is one sentence, and what to type."""


def has_library(name: str) -> bool:
    """Say whether the system can load the shared library ``name``."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_module(python: str, *names: str) -> bool:
    """Say whether ``python`` can import every module named."""
    command = [python, "-c", "import " + ", ".join(names)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def missing_packages(kind: str) -> list[str]:
    """Return the Debian packages that this computer lacks for ``kind``."""
    packages = [] if has_module(sys.executable, "ensurepip", "venv") else ["python3-venv"]
    packages += [package for library, package in LIBRARIES.items() if not has_library(library)]
    programs = PROGRAMS.get(kind, {})
    return packages + [package for program, package in programs.items() if shutil.which(program) is None]


def install_packages(packages: list[str]) -> None:
    """Install system packages, or say what to type where that is not ours to do."""
    if shutil.which("apt-get") is None:
        raise CannotSetUp(
            "Some system libraries are missing. Install what your system calls these Debian packages, "
            "then run make again: " + " ".join(packages)
        )
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        raise CannotSetUp(
            "Some system packages are missing. Type this line (it asks for your password), then run make again:\n"
            "sudo apt-get update && sudo " + " ".join(install)
        )
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("Installing system packages:", " ".join(packages), flush=True)
    for command in (["apt-get", "-qq", "update"], [*install, "-qq", "-o", "Dpkg::Use-Pty=0"]):
        if subprocess.run(command, env=quietly, stdin=subprocess.DEVNULL, check=False).returncode != 0:
            raise CannotSetUp("The system packages could not be installed; the lines above say why.")


def fingerprint(kind: str) -> str:
    """Return what tells one finished set-up from another: the locks, the project's own file, Python, the place."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.version}\n".encode())
    for name in (*LOCKS[kind], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_set_up(kind: str) -> bool:
    """Say whether a set-up for ``kind`` was finished and nothing it stands on has changed since."""
    stamp = VENV / f".set-up-{kind}"
    return stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint(kind) and venv_python().exists()


def is_there(kind: str) -> bool:
    """Say whether ``kind`` is set up, or a larger kind that has all of it."""
    return is_set_up(kind) or (kind in _COVERED_BY and is_there(_COVERED_BY[kind]))


def venv_python() -> Path:
    """Return the virtual environment's Python."""
    return VENV / "bin" / "python"


def make_venv(kind: str) -> None:
    """Make the virtual environment, install the locked packages and the program, and note that it is done."""
    if not (venv_python().exists() and has_module(str(venv_python()), "pip")):
        run([sys.executable, "-m", "venv", "--clear", str(VENV)], "The virtual environment could not be made.")
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    locks = [part for name in LOCKS[kind] for part in ("-r", str(ROOT / name))]
    print("Installing the locked packages into .venv (once).", flush=True)
    run(
        [*pip, "--require-hashes", "--only-binary", ":all:", *locks],
        "The packages could not be fetched. Check the connection to your package index, then run make again.",
    )
    run(
        [*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)],
        "The program could not be installed into .venv; the lines above say why.",
    )
    (VENV / f".set-up-{kind}").write_text(fingerprint(kind), encoding="ascii")


def run(command: list[str], failure: str) -> None:
    """Run ``command``; stop with ``failure`` if it does not succeed."""
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise CannotSetUp(failure)


def set_up(kind: str) -> None:
    """Bring this checkout to where ``kind`` works. Raises `CannotSetUp`."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        raise CannotSetUp("Advocate Desk needs Python 3.11 or later. Name a newer one: make PYTHON3=python3.12")
    if sys.platform == "linux" and (packages := missing_packages(kind)):
        install_packages(packages)
    if not is_there(kind):
        make_venv(kind)


def main() -> int:
    """Set up what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(LOCKS))
    try:
        set_up(parser.parse_args().kind)
    except CannotSetUp as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
