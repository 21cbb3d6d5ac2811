"""Builds what a person's computer gets: a folder that needs no Python, and a Debian package around it.

``python3 -m tools.package [folder] [deb] [check]``; without words, all three. Run by the system's own python3, so it
uses the standard library alone. Everything is made from the wheel, in ``build/package``; what is made goes to ``dist``.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import package_check, package_deb
from tools.set_up import ROOT, CannotSetUp, install_packages, missing_packages, run

BUILD = ROOT / "build" / "package"
DIST = ROOT / "dist"
FOLDER = DIST / "advocate-desk"
LOCK = ROOT / "requirements-package.txt"
SHIPPED = ROOT / "requirements.txt"
SELF_TEST_SECONDS = 300
# Asked of the build's own Python: which licence texts the packages that are shipped bring.
COPY_LICENCES = """
import re, shutil, sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
names = re.findall(r"^([A-Za-z0-9._-]+)==", Path(sys.argv[1]).read_text(encoding="utf-8"), re.M)
for name in names:
    try:
        one = distribution(name)
    except PackageNotFoundError:
        continue
    to = Path(sys.argv[2]) / f"{name}-{one.version}"
    to.mkdir(parents=True)
    told = one.metadata["License-Expression"] or one.metadata["License"] or ""
    said = [told.splitlines()[0]] if told else [c for c in one.metadata.get_all("Classifier", []) if "License" in c]
    (to / "licence").write_text("\\n".join(said) + "\\n", encoding="utf-8")
    for file in one.files or ():
        if re.search(r"\\.dist-info/(licen[cs]es/|LICEN[CS]E|COPYING|NOTICE|AUTHORS)", str(file)):
            plain = re.sub(r".*\\.dist-info/(licenses/)?", "", str(file)).replace("/", "-")
            shutil.copy(one.locate_file(file), to / plain)
"""


def build_venv() -> Path:
    """Make a fresh virtual environment with the locked packages and the program's wheel; return its Python."""
    venv, wheels = BUILD / "venv", BUILD / "wheel"
    shutil.rmtree(BUILD, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(venv)], "The virtual environment for the build could not be made.")
    python = venv / "bin" / "python"
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    print("Installing the locked packages for the build.", flush=True)
    run(
        [*pip, "install", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)],
        "The packages could not be fetched. Check the connection to your package index, then run make again.",
    )
    run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(wheels), str(ROOT)],
        "The wheel could not be made; the lines above say why.",
    )
    run(
        [*pip, "install", "--no-deps", "--no-index", *map(str, wheels.glob("*.whl"))],
        "The wheel could not be installed; the lines above say why.",
    )
    return python


def build_folder() -> None:
    """Make ``dist/advocate-desk`` from the installed wheel, and see that it works on a computer without Python."""
    python = build_venv()
    log = BUILD / "pyinstaller.log"
    print("Putting the program into one folder.", flush=True)
    with log.open("wb") as lines:
        spec = str(ROOT / "packaging" / "advocate-desk.spec")
        made = subprocess.run(
            [str(python), "-m", "PyInstaller", "--noconfirm", "--distpath", str(DIST), "--workpath", "work", spec],
            cwd=BUILD,  # not the checkout, whose own modules must not be found
            env={**os.environ, **steady(), "PYTHONSAFEPATH": "1"},
            stdout=lines,
            stderr=lines,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    if made.returncode != 0:
        raise CannotSetUp(f"The folder could not be made; {log} says why.")
    add_licences(python)
    print(f"{FOLDER.relative_to(ROOT)}: {megabytes(FOLDER):.0f} MB", flush=True)
    try_folder()


def steady() -> dict[str, str]:
    """Return what makes two builds of one commit alike: its moment, and sets that are walked in one order."""
    git = ["git", "log", "-1", "--format=%ct"]
    told = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    return {"SOURCE_DATE_EPOCH": told.stdout.strip() or "0", "PYTHONHASHSEED": "0"}


def add_licences(python: Path) -> None:
    """Put the licences of everything that is shipped into the folder."""
    licences = FOLDER / "licences"
    run([str(python), "-c", COPY_LICENCES, str(SHIPPED), str(licences)], "The licences could not be gathered.")
    of_python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if of_python.exists():
        (licences / "python").mkdir()
        shutil.copy(of_python, licences / "python")
    shutil.copy(ROOT / "LICENSE", FOLDER / "LICENSE")


def try_folder() -> None:
    """Run the folder's own self-test, and open a vault of an older format, with nothing of this computer's around."""
    with tempfile.TemporaryDirectory() as home:
        for words in package_check.questions(Path(home), ROOT):
            tried = subprocess.run(
                [str(FOLDER / "advocate-desk"), *words],
                env=bare(home),
                cwd=home,
                stdin=subprocess.DEVNULL,
                timeout=SELF_TEST_SECONDS,
                check=False,
            )
            if tried.returncode != 0:
                raise CannotSetUp(
                    f"The packaged program does not work: {' '.join(words[:2])} ended with {tried.returncode}."
                )


def bare(home: str) -> Mapping[str, str]:
    """Return the environment of a computer without Python and without a display."""
    return {"HOME": home, "PATH": "/nonexistent", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


def megabytes(folder: Path) -> float:
    """Return the size of all files in ``folder``."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def work(steps: Sequence[str]) -> None:
    """Do the steps named, all of them where none is. Raises `CannotSetUp`."""
    if not sys.platform.startswith("linux"):
        raise CannotSetUp("Packages are made on Linux so far; packaging/README.md says what other systems need.")
    if packages := missing_packages("package"):
        install_packages(packages)
    if not steps or "folder" in steps:
        build_folder()
    if not steps or "deb" in steps:
        package_deb.build(FOLDER, DIST, BUILD, ROOT, steady())
    if not steps or "check" in steps:
        package_check.check(DIST, BUILD, ROOT)


def main() -> int:
    """Build what the command line names."""
    try:
        work(sys.argv[1:])
    except CannotSetUp as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
