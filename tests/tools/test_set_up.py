from pathlib import Path

import pytest

from tools import demo, set_up


@pytest.fixture
def bare_computer(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A Debian without the packages, where nothing is really run; return what would have been."""
    ran: list[list[str]] = []

    class Done:
        returncode = 0

    def note(command: list[str], **_how: object) -> Done:
        ran.append(command)
        return Done()

    monkeypatch.setattr(set_up, "missing_packages", lambda _kind: ["python3-venv", "libegl1"])
    monkeypatch.setattr(set_up.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(set_up.subprocess, "run", note)
    return ran


def test_without_rights_the_one_line_to_type_is_printed_and_nothing_is_done(
    bare_computer: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(set_up.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(set_up.sys, "argv", ["set_up.py", "run"])
    assert set_up.main() == 1
    lines = capsys.readouterr().err.splitlines()
    to_type = [line for line in lines if line.startswith("sudo ")]
    assert to_type == ["sudo apt-get update && sudo apt-get install -y --no-install-recommends python3-venv libegl1"]
    assert bare_computer == []


def test_as_root_the_system_packages_are_installed_first(
    bare_computer: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(set_up.os, "geteuid", lambda: 0)
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    set_up.set_up("run")
    update, install = bare_computer[:2]
    assert update == ["apt-get", "-qq", "update"]
    assert install[:2] == ["apt-get", "install"]
    assert {"python3-venv", "libegl1"} <= set(install)


def test_where_there_is_no_apt_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up.shutil, "which", lambda _name: None)
    with pytest.raises(set_up.CannotSetUp, match="libegl1"):
        set_up.install_packages(["libegl1"])


def test_an_old_python_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "OLDEST_PYTHON", (99, 0))
    with pytest.raises(set_up.CannotSetUp, match=r"Python 3\.11"):
        set_up.set_up("run")


def test_every_library_of_a_package_that_is_missing_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "has_library", lambda name: name != "libxcb-shape.so.0")
    assert set_up.missing_packages("run") == ["libxcb-shape0"]


@pytest.fixture
def set_up_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A small checkout that was set up to run."""
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    monkeypatch.setattr(set_up, "VENV", tmp_path / ".venv")
    for name in ("pyproject.toml", *(lock for locks in set_up.LOCKS.values() for lock in locks)):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    set_up.venv_python().parent.mkdir(parents=True)
    set_up.venv_python().touch()
    (set_up.VENV / ".set-up-run").write_text(set_up.fingerprint("run"), encoding="ascii")
    return tmp_path


def test_the_second_time_there_is_nothing_to_do(set_up_here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up, "missing_packages", lambda _kind: [])
    monkeypatch.setattr(set_up, "run", lambda *_command: pytest.fail("something was run"))
    set_up.set_up("run")


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.txt", "requirements-build.txt"])
def test_a_changed_lock_is_set_up_again(set_up_here: Path, name: str) -> None:
    assert set_up.is_set_up("run")
    (set_up_here / name).write_text("other versions\n", encoding="utf-8")
    assert not set_up.is_set_up("run")


def test_enough_to_run_is_not_enough_to_work_on_it(set_up_here: Path) -> None:
    assert not set_up.is_set_up("dev")


def test_enough_to_measure_is_enough_for_the_rest(set_up_here: Path) -> None:
    (set_up.VENV / ".set-up-bench").write_text(set_up.fingerprint("bench"), encoding="ascii")
    assert [kind for kind in ("run", "dev", "bench") if set_up.is_there(kind)] == ["run", "dev", "bench"]
    (set_up_here / "requirements-bench.txt").write_text("other versions\n", encoding="utf-8")
    assert [kind for kind in ("run", "dev", "bench") if set_up.is_there(kind)] == ["run"]


def test_a_moved_checkout_is_set_up_again(
    set_up_here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    moved = tmp_path_factory.mktemp("moved") / "desk"
    set_up_here.rename(moved)
    monkeypatch.setattr(set_up, "ROOT", moved)
    monkeypatch.setattr(set_up, "VENV", moved / ".venv")
    assert not set_up.is_set_up("run")


@pytest.mark.parametrize(
    ("environment", "platform", "window"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
    ],
)
def test_the_demo_opens_a_window_only_where_there_is_a_display(
    environment: dict[str, str], platform: str, window: bool
) -> None:
    assert ("--no-window" in demo.command(environment, platform)) is not window
