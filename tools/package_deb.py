"""Makes a Debian package of the folder that `tools.package` made: menu entry, icon, metadata, what it depends on."""

import gzip
import hashlib
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tools.set_up import CannotSetUp, run

NAME = "advocate-desk"
HOME = Path("usr/lib") / NAME
ICON_SIZES = (48, 128)
DESCRIPTION = """\
case records and letters of an advocacy service
 Advocate Desk keeps a service's records in one encrypted folder on its own
 computers. It shows what is due, keeps consent and safe contact beside every
 case, and writes referral letters that a second person approves. It opens no
 connection to any network."""
DRAW_ICON = """
import sys
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
application = QGuiApplication([])
image = QImage(int(sys.argv[2]), int(sys.argv[2]), QImage.Format.Format_ARGB32)
image.fill(0)
painter = QPainter(image)
QSvgRenderer(sys.argv[1]).render(painter)
painter.end()
sys.exit(not image.save(sys.argv[3]))
"""
_NEEDED = re.compile(r"^ +NEEDED +(\S+)$", re.M)
_LINKED = re.compile(r"^\s*(\S+) \(.*\) => (/\S+)$", re.M)


def build(folder: Path, dist: Path, work: Path, root: Path, steady: Mapping[str, str]) -> None:
    """Make ``dist/advocate-desk_VERSION_ARCHITECTURE.deb`` out of ``folder``."""
    if shutil.which("dpkg-deb") is None:
        raise CannotSetUp("dpkg-deb is not here, so no Debian package was made.")
    tree, version = work / "deb", version_of(root)
    shutil.rmtree(tree, ignore_errors=True)
    print("Making the Debian package.", flush=True)
    shutil.copytree(folder, tree / HOME, symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(Path("../lib") / NAME / NAME)
    day = datetime.fromtimestamp(int(steady["SOURCE_DATE_EPOCH"]), UTC).date().isoformat()
    add_metadata(tree, root / "packaging" / "linux", version, day)
    add_icons(tree, root / "packaging" / "linux" / f"{NAME}.svg", work / "venv" / "bin" / "python")
    add_papers(tree, root)
    settle(tree)
    architecture = told(["dpkg", "--print-architecture"]).strip()
    add_control(tree, version, architecture, dependencies(tree / HOME))
    package = dist / f"{NAME}_{version}_{architecture}.deb"
    for older in dist.glob(f"{NAME}_*.deb"):
        older.unlink()
    made = subprocess.run(
        ["dpkg-deb", "--root-owner-group", "--build", str(tree), str(package)],  # noqa: S607 - whichever Debian brings
        env={**os.environ, **steady},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if made.returncode != 0:
        raise CannotSetUp("The Debian package could not be made; the lines above say why.")
    shutil.rmtree(tree)
    print(f"dist/{package.name}: {package.stat().st_size / 1e6:.0f} MB", flush=True)


def version_of(root: Path) -> str:
    """Return the program's version, from where the wheel has it too."""
    found = re.search(r'__version__ = "([^"]+)"', (root / "src/advocate_desk/__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise CannotSetUp("The program's version is not where it was.")
    return found[1]


def add_metadata(tree: Path, linux: Path, version: str, day: str) -> None:
    """Put menu entry and AppStream data in, and let the system's own validators look at them where there are any."""
    entry = tree / "usr/share/applications" / f"{NAME}.desktop"
    metainfo = tree / "usr/share/metainfo" / f"{NAME}.metainfo.xml"
    for path in (entry, metainfo):
        path.parent.mkdir(parents=True)
    shutil.copyfile(linux / entry.name, entry)
    metainfo.write_text(filled((linux / metainfo.name).read_text(encoding="utf-8"), version, day), encoding="utf-8")
    validators = (
        ["desktop-file-validate", str(entry)],
        ["appstreamcli", "validate", "--no-net", str(metainfo)],
    )
    for command in validators:
        if shutil.which(command[0]) is None:
            print(f"{command[0]} is not here, so {Path(command[-1]).name} was not validated.")
        else:
            run(command, f"{Path(command[-1]).name} is not valid; the lines above say why.")


def filled(metainfo: str, version: str, day: str) -> str:
    """Return the AppStream data with this release in it."""
    return metainfo.replace("@VERSION@", version).replace("@DATE@", day)


def add_icons(tree: Path, drawing: Path, python: Path) -> None:
    """Put the drawing in as it is, and as pictures for menus that draw none."""
    icons = tree / "usr/share/icons/hicolor"
    (icons / "scalable/apps").mkdir(parents=True)
    shutil.copyfile(drawing, icons / "scalable/apps" / drawing.name)
    for size in ICON_SIZES:
        picture = icons / f"{size}x{size}" / "apps" / f"{NAME}.png"
        picture.parent.mkdir(parents=True)
        draw = ["env", "QT_QPA_PLATFORM=offscreen", str(python), "-c", DRAW_ICON, str(drawing), str(size), str(picture)]
        run(draw, "The icon could not be drawn.")


def add_papers(tree: Path, root: Path) -> None:
    """Put the copyright statement and the changelog where Debian looks for them."""
    papers = tree / "usr/share/doc" / NAME
    papers.mkdir(parents=True)
    shutil.copyfile(root / "packaging/linux/copyright", papers / "copyright")
    changes = (root / "CHANGELOG.md").read_bytes()
    (papers / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def settle(tree: Path) -> None:
    """Give every file the rights it has on a system, whatever the rights of whoever builds."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path == tree / HOME / NAME
            path.chmod(0o755 if runs else 0o644)


def add_control(tree: Path, version: str, architecture: str, needed: Iterable[str]) -> None:
    """Write what dpkg must know: who it is, what it needs, and each file's sum."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}"
        for path in files
    ]
    fields = {
        "Package": NAME,
        "Version": version,
        "Architecture": architecture,
        "Maintainer": "The Advocate Desk maintainers <maintainers@advocate-desk.example>",
        "Installed-Size": str(sum(path.stat().st_size for path in files) // 1024),
        "Depends": ", ".join(needed),
        "Section": "office",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    control = tree / "DEBIAN"
    control.mkdir(mode=0o755)
    (control / "control").write_text("".join(f"{name}: {text}\n" for name, text in fields.items()), encoding="utf-8")
    (control / "md5sums").write_text("\n".join(sums) + "\n", encoding="utf-8")


def dependencies(folder: Path) -> list[str]:
    """Return the Debian packages whose libraries the programs in ``folder`` are linked to and do not bring.

    Raises:
        CannotSetUp: a library is neither in the folder nor in a package of this system.
    """
    programs = [path for path in folder.rglob("*") if is_program(path)]
    brought = {path.name for path in folder.rglob("*")}
    needed = {name for path in programs for name in _NEEDED.findall(told(["objdump", "-p", str(path)]))} - brought
    known = dict(_LINKED.findall(told(["ldconfig", "-p"])))
    unknown = sorted(needed - known.keys() - {"ld-linux-x86-64.so.2"})
    if unknown:
        raise CannotSetUp(f"The program needs libraries that this system does not have: {', '.join(unknown)}.")
    packages = {package_of(Path(known[name])) for name in needed & known.keys()}
    least_c = f"libc6 (>= {platform.libc_ver()[1]})"
    return [least_c, *sorted(packages - {"libc6"})]


def is_program(path: Path) -> bool:
    """Say whether a file is something the system's loader loads."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def package_of(library: Path) -> str:
    """Return the Debian package a library of this system came in."""
    # dpkg may know a file by the name it had before /lib became a part of /usr.
    real = library.resolve()
    for name in (str(real), str(library), str(real).removeprefix("/usr"), f"/usr{real}"):
        found = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True, check=False)  # noqa: S607 - Debian's
        if found.returncode == 0:
            return found.stdout.splitlines()[0].split(": ")[0].split(":")[0]
    raise CannotSetUp(f"No Debian package brings {library}.")


def told(command: list[str]) -> str:
    """Return what a program of the system prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
