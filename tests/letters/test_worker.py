"""The process that draws: it holds nothing, runs nobody's settings, and one that fails costs one letter at most."""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.letters import worker as worker_module
from advocate_desk.letters.press import Press
from advocate_desk.letters.worker_client import WORKER, LetterWorker, bare_environment
from tests.support.drawn_letters import LETTER, letter_of, long_letter, page_texts, paragraph
from tests.support.environment import Computer
from tests.support.imports import modules_loaded_by

_FRAMES = "import sys, json, struct, os\nfrom advocate_desk.letters.frames import read_frame, write_frame\n"
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def a_worker_that(does: str) -> tuple[str, ...]:
    """Return the command of a worker that behaves badly on its first request."""
    return (sys.executable, "-I", "-c", f"{_FRAMES}read_frame(sys.stdin.buffer)\n{does}")


def process_of(worker: LetterWorker) -> int:
    """Return the id of the running worker."""
    process = worker._process
    assert process is not None
    return process.pid


def test_a_letter_from_the_worker_is_the_letter_drawn_here(worker: LetterWorker, press: Press) -> None:
    assert worker.render(LETTER) == press.draw(LETTER)
    assert worker.render(long_letter()) == press.draw(long_letter())


def test_a_refusal_reaches_the_person_in_its_own_words_and_the_process_stays(worker: LetterWorker) -> None:
    worker.render(LETTER)
    process = process_of(worker)
    for text, said in (("李", "U\\+674E"), ("\ud800", "U\\+D800"), ("a\x00", "U\\+0000")):
        with pytest.raises(LetterFailed, match=said):
            worker.render(letter_of(paragraph(text)))
    worker.render(LETTER)
    assert process_of(worker) == process


PLANTS = {
    "home": (".reportlab_settings", ".reportlab_mods"),
    "work": ("reportlab_settings.py", "reportlab_mods.py", "local_reportlab_settings.py", "sitecustomize.py"),
}


def plant_settings(computer: Computer, witness: Path) -> None:
    """Put every file that ReportLab or Python would run where an attacker could put it."""
    for place, names in PLANTS.items():
        for name in names:
            (computer.root / {"home": "home", "work": "cwd"}[place] / name).write_text(
                f"open({str(witness)!r}, 'a').write({name!r} + '\\n')\n", encoding="utf-8"
            )


def test_settings_planted_in_home_and_working_folder_do_not_run(
    computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    witness = tmp_path / "witness"
    plant_settings(computer, witness)
    monkeypatch.setenv("PYTHONPATH", str(computer.work))
    monkeypatch.setenv("RL_invariant", "0")
    monkeypatch.chdir(computer.work)
    worker = LetterWorker()
    try:
        assert page_texts(worker.render(LETTER))
    finally:
        worker.close()
    assert not witness.exists()


def test_the_same_plants_do_run_in_an_unprotected_process(computer: Computer, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    plant_settings(computer, witness)
    unprotected = [sys.executable, "-c", "import reportlab.rl_config"]
    environment = {**os.environ, "HOME": str(computer.home), "PYTHONPATH": str(computer.work)}
    subprocess.run(unprotected, cwd=computer.work, env=environment, check=False, capture_output=True)
    ran = set(witness.read_text(encoding="utf-8").split())
    assert {"reportlab_settings.py", "reportlab_mods.py"} <= ran
    witness.unlink()
    for name in PLANTS["work"]:
        (computer.work / name).unlink()
    subprocess.run(unprotected, cwd=tmp_path, env={"HOME": str(computer.home)}, check=False, capture_output=True)
    assert {".reportlab_settings", ".reportlab_mods"} <= set(witness.read_text(encoding="utf-8").split())


@linux_only
def test_the_process_gets_no_environment_no_files_and_no_folder_of_ours(
    worker: LetterWorker, computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVOCATE_DESK_PASSPHRASE", "planted")
    secret = (computer.work / "secret").open("w", encoding="utf-8")
    os.set_inheritable(secret.fileno(), True)
    with secret:
        worker.render(LETTER)
        held = Path(f"/proc/{process_of(worker)}")
        environment = dict(
            entry.split("=", 1) for entry in (held / "environ").read_text(encoding="utf-8").split("\0") if entry
        )
        assert environment == bare_environment()
        assert b"\0-I\0" in (held / "cmdline").read_bytes()
        assert not Path(environment["HOME"]).exists()
        assert (held / "cwd").readlink() == Path("/")
        assert not any("secret" in str(one.readlink()) for one in (held / "fd").iterdir())
        limits = (held / "limits").read_text(encoding="utf-8")
    assert [line.split()[-3] for line in limits.splitlines() if line.startswith("Max file size")] == ["0"]
    assert [line.split()[3] for line in limits.splitlines() if line.startswith("Max address space")] == [str(1024**3)]


def test_nothing_is_written_anywhere(worker: LetterWorker, computer: Computer) -> None:
    def files() -> set[Path]:
        return {path for path in computer.root.rglob("*") if path.is_file()}

    before = files()
    worker.pages(worker.render(long_letter()), 40)
    assert files() == before


def test_a_process_killed_between_letters_is_replaced(worker: LetterWorker) -> None:
    worker.render(LETTER)
    first = process_of(worker)
    os.kill(first, signal.SIGTERM)
    assert page_texts(worker.render(LETTER))
    assert process_of(worker) != first


def test_a_process_killed_in_the_middle_of_a_letter_costs_nothing(worker: LetterWorker) -> None:
    worker.render(LETTER)
    os.kill(process_of(worker), signal.SIGSTOP if hasattr(signal, "SIGSTOP") else signal.SIGTERM)
    killed = process_of(worker)
    killer = threading.Timer(0.05, os.kill, (killed, signal.SIGTERM if os.name == "nt" else signal.SIGKILL))
    killer.start()
    try:
        assert page_texts(worker.render(long_letter()))
    finally:
        killer.join()
    assert process_of(worker) != killed


@pytest.mark.parametrize(
    "does",
    [
        "sys.exit(3)",
        "os.write(1, b'half')",
        "os.write(1, struct.pack('>I', 100) + b'short')",
        "os.write(1, b'\\xff' * 100)",
        "write_frame(sys.stdout.buffer, b'no json'); write_frame(sys.stdout.buffer, b'')",
    ],
)
def test_a_process_that_ends_or_babbles_twice_is_a_sentence(does: str) -> None:
    worker = LetterWorker(a_worker_that(does))
    try:
        with pytest.raises(LetterFailed, match="ended twice"):
            worker.render(LETTER)
    finally:
        worker.close()


@pytest.mark.parametrize("does", ["sys.stdin.buffer.read()", "while True: pass"])
def test_a_hung_process_is_ended_on_time(does: str) -> None:
    worker = LetterWorker(a_worker_that(does), seconds=0.4)
    try:
        with pytest.raises(LetterFailed, match="too long and was stopped"):
            worker.render(LETTER)
        assert worker._process is None
    finally:
        worker.close()


def test_a_process_that_never_reads_is_ended_too() -> None:
    never_reads = (sys.executable, "-I", "-c", "import threading; threading.Event().wait()")
    worker = LetterWorker(never_reads, seconds=0.4)
    try:
        with pytest.raises(LetterFailed, match="too long"):
            worker.render(letter_of(paragraph("a" * 1_000_000)))
    finally:
        worker.close()


def test_a_program_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(LetterFailed, match="does not start"):
        LetterWorker(("/nonexistent/letter-worker",)).render(LETTER)


def test_a_fault_in_the_program_says_where_and_never_what(press: Press) -> None:
    verdict, pdf = worker_module.answer(press, json.dumps({"marking": "Ceri Sample"}).encode())
    assert pdf == b""
    assert verdict["verdict"] == "broken"
    assert "Ceri" not in str(verdict)
    says_so = (
        f"v = json.dumps({verdict!r}).encode()\nwrite_frame(sys.stdout.buffer, v)\nwrite_frame(sys.stdout.buffer, b'')"
    )
    client = LetterWorker(a_worker_that(says_so))
    try:
        with pytest.raises(LetterFailed, match=r"a fault in the program \(\w+, \w+\.py line \d+\)"):
            client.render(LETTER)
    finally:
        client.close()


def test_two_threads_get_each_their_own_letter(worker: LetterWorker) -> None:
    got: dict[int, bytes] = {}

    def draw(number: int) -> None:
        got[number] = worker.render(replace(LETTER, greeting=f"Dear Manager {number}"))

    threads = [threading.Thread(target=draw, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"Dear Manager {number}" in page_texts(pdf)[0] for number, pdf in got.items())
    assert len(got) == 6


def test_closing_ends_the_process_and_a_later_letter_starts_another(worker: LetterWorker) -> None:
    worker.start()
    started = worker._process
    assert started is not None
    worker.close()
    assert started.returncode is not None
    worker.close()
    assert page_texts(worker.render(LETTER))


def test_the_desk_itself_never_loads_what_draws() -> None:
    loaded = modules_loaded_by(["advocate_desk.letters.worker_client"])
    assert not {"reportlab", "pikepdf"} & {name.partition(".")[0] for name in loaded}
    drawing = modules_loaded_by(["advocate_desk.letters.worker"])
    assert "reportlab" in drawing
    assert not {"nacl", "sqlcipher3", "sqlalchemy", "PySide6"} & {name.partition(".")[0] for name in drawing}


def test_the_process_ends_when_the_desk_is_gone() -> None:
    desk = subprocess.run(WORKER, input=b"", capture_output=True, timeout=30, check=True, env=bare_environment())
    assert desk.stdout == b""


def test_the_pages_are_pictures_of_the_letter(worker: LetterWorker) -> None:
    pages = worker.pages(worker.render(long_letter()), 96)
    assert len(pages) > 2
    for page in pages:
        assert (page.width, page.height) == (794, 1123)
        assert page.stride >= page.width * 4
        assert len(page.pixels) == page.stride * page.height
        assert page.pixels[:4] == b"\xff\xff\xff\xff"
    teal = bytes((0x72, 0x63, 0x0B))
    row = pages[0].pixels[round(18.5 / 25.4 * 96) * pages[0].stride :][: pages[0].stride]
    assert teal in row  # the letterhead's square, blue before green before red
