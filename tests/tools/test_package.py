"""What a computer gets: its menu entry tells nobody anything, and its package says truly what it needs."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from advocate_desk import __version__
from tools import package, package_check, package_deb
from tools.set_up import ROOT, CannotSetUp

LINUX = ROOT / "packaging" / "linux"
TELLING = ("violence", "abuse", "women", "girl", "victim", "survivor", "refuge", "domestic", "client")


@pytest.fixture
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign,assignment]  # its keys have capitals
    parser.read(LINUX / "advocate-desk.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.fixture
def metainfo() -> ElementTree.Element:
    text = (LINUX / "advocate-desk.metainfo.xml").read_text(encoding="utf-8")
    return ElementTree.fromstring(package_deb.filled(text, __version__, "2026-11-23"))


def test_the_menu_shows_one_calm_line_and_opens_no_file_by_itself(entry: configparser.SectionProxy) -> None:
    assert entry["Exec"] == entry["Icon"] == "advocate-desk"  # no file is handed over, so none is remembered as recent
    assert "MimeType" not in entry
    assert entry["Type"] == "Application"


def test_nothing_a_passer_by_could_read_tells_what_the_program_is_for(
    entry: configparser.SectionProxy, metainfo: ElementTree.Element
) -> None:
    shown = " ".join([*entry.values(), *metainfo.itertext(), package_deb.DESCRIPTION]).lower()
    assert [word for word in TELLING if word in shown] == []


def test_the_software_centre_knows_the_release_and_the_menu_entry(metainfo: ElementTree.Element) -> None:
    release = metainfo.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": __version__, "date": "2026-11-23"}
    assert metainfo.findtext("launchable") == "advocate-desk.desktop"
    assert metainfo.findtext("project_license") == "GPL-3.0-or-later"


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["desktop-file-validate"], "advocate-desk.desktop"),
        (["appstreamcli", "validate", "--no-net"], "advocate-desk.metainfo.xml"),
    ],
)
def test_the_systems_own_validators_find_nothing_wrong(command: list[str], name: str, tmp_path: Path) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    text = package_deb.filled((LINUX / name).read_text(encoding="utf-8"), __version__, "2026-11-23")
    (tmp_path / name).write_text(text, encoding="utf-8")
    told = subprocess.run([*command, str(tmp_path / name)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_the_version_of_the_package_is_the_programs() -> None:
    assert package_deb.version_of(ROOT) == __version__


@pytest.mark.skipif(shutil.which("dpkg") is None or shutil.which("objdump") is None, reason="asks Debian's own tools")
def test_a_library_that_is_not_brought_along_is_asked_of_the_system(tmp_path: Path) -> None:
    program = shutil.which("dpkg")
    assert program
    shutil.copy(program, tmp_path / "program")
    needed = package_deb.dependencies(tmp_path)
    assert needed[0].startswith("libc6 (>= 2.")
    assert "libselinux1" in needed
    (tmp_path / "libselinux.so.1").touch()
    assert "libselinux1" not in package_deb.dependencies(tmp_path)


@pytest.mark.skipif(shutil.which("dpkg") is None or shutil.which("objdump") is None, reason="asks Debian's own tools")
def test_a_library_that_no_package_has_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "program").write_bytes(b"\x7fELF")
    real = package_deb.told
    needs = "  NEEDED               libnowhere.so.9\n"
    monkeypatch.setattr(package_deb, "told", lambda command: needs if command[0] == "objdump" else real(command))
    with pytest.raises(CannotSetUp, match=r"libnowhere\.so\.9"):
        package_deb.dependencies(tmp_path)


def test_what_is_not_tried_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(package_check.shutil, "which", lambda _name: None)
    package_check.check(tmp_path, tmp_path, tmp_path)
    assert "NOT tried on a bare system: debootstrap is not installed" in capsys.readouterr().out


def test_a_package_that_leaves_something_behind_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    system = tmp_path / "root"
    answers = {"dpkg -L": "/usr\n/usr/lib/advocate-desk\n/usr/bin/advocate-desk\n"}
    (system / "usr/lib").mkdir(parents=True)

    def ran(_system: Path, command: str, _what: str) -> str:
        return next((answer for asked, answer in answers.items() if asked in command), "")

    monkeypatch.setattr(package_check, "inside", ran)
    made = tmp_path / "one.deb"
    made.touch()
    package_check.try_package(system, made, ROOT)
    shutil.rmtree(system / "home")
    (system / "usr/lib/advocate-desk").mkdir()
    with pytest.raises(CannotSetUp, match="leaves behind: /usr/lib/advocate-desk"):
        package_check.try_package(system, made, ROOT)


def test_the_program_is_tried_where_there_is_neither_python_nor_display() -> None:
    bare = package.bare("/home/ceri")
    assert shutil.which(Path(sys.executable).name, path=bare["PATH"]) is None
    assert not {"DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH"} & bare.keys()


def test_the_locks_name_no_place_to_fetch_from() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name
