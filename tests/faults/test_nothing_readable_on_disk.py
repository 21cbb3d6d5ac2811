"""No file holds a planted word but those somebody asked for (promise R22), however the program ended."""

import sqlite3
import sys
from pathlib import Path

import pytest

from tests.faults import planted_case as case
from tests.faults.conftest import Day
from tests.faults.traces import forms_of, found_in, found_in_writes, found_under, opened_for_writing, tracing, written
from tests.support.program import AtTerminal, tracer

LEAKY = """
import sqlite3, sys, tempfile
with tempfile.NamedTemporaryFile() as file:
    file.write("a note about {word}".encode("utf-16-le"))
with tempfile.TemporaryDirectory() as place:
    records = sqlite3.connect(place + "/plain.db")
    records.execute("create table note (text)")
    records.execute("insert into note values ('a note about {word}')")
    records.commit()
    records.close()
"""


def recovery_words(day: Day) -> list[str]:
    words = (day.asked / "recovery").read_text(encoding="utf-8").split()
    return [" ".join(words[at : at + 3]) for at in range(0, len(words), 6)]


def test_no_file_left_behind_holds_a_planted_word(day: Day) -> None:
    folders = [day.computer.root, day.vaults]
    left = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert len([path for path in left if path.suffix == ".db"]) == 3
    assert found_under(folders, [*case.WORDS, *recovery_words(day)]) == []


def test_a_backup_and_a_letter_can_be_read_by_nobody_who_only_scans(day: Day) -> None:
    assert found_in((day.asked / "office.adbackup").read_bytes(), case.WORDS) == []


def test_no_byte_that_was_ever_written_to_any_file_holds_a_planted_word(day: Day) -> None:
    if day.log is None:
        pytest.skip("strace is not installed or may not trace here, so files that were deleted cannot be looked into")
    assert found_in_writes(day.log, case.WORDS, asked=()) == []
    assert sum(len(data) for _, data in written(day.log)) > 1_000_000


def test_the_program_writes_nowhere_but_on_this_computer_of_its_own(day: Day) -> None:
    if day.log is None:
        pytest.skip("strace is not installed or may not trace here, so what was opened cannot be known")
    own = (day.computer.root, day.vaults, day.asked)
    strange = {path for path in opened_for_writing(day.log) if not any(Path(path).is_relative_to(one) for one in own)}
    allowed = {"/dev/null", "/dev/tty"}
    assert {path for path in strange if path not in allowed and "__pycache__" not in path} == set()


def test_control_a_plain_file_and_a_plain_database_are_found(tmp_path: Path) -> None:
    records = sqlite3.connect(tmp_path / "plain.db")
    records.execute("create table note (text)")
    records.execute("insert into note values (?)", (case.NOTE,))
    records.commit()
    records.close()
    for number, form in enumerate(forms_of("Xanthippe").values()):
        (tmp_path / f"file{number}").write_bytes(b"before " + form.upper() + b" after")
    found = found_under([tmp_path], ["pyracantha", "Xanthippe"])
    assert any("plain.db" in one for one in found)
    assert all(any(f"file{number}:" in one for one in found) for number in range(len(forms_of("Xanthippe"))))


def test_control_what_was_written_and_deleted_again_is_found(tmp_path: Path, repository: Path) -> None:
    strace = tracer()
    if strace is None:
        pytest.skip("strace is not installed or may not trace here, so files that were deleted cannot be looked into")
    log = tmp_path / "trace"
    weak = AtTerminal(repository, tmp_path, "", tmp_path, before=tracing(strace, log))
    assert weak.start([sys.executable, "-c", LEAKY.replace("{word}", "Xanthippe")]).code == 0
    found = found_in_writes(log, ["Xanthippe"], asked=())
    assert any("(utf-16-le)" in one for one in found)
    assert any("plain.db: Xanthippe (utf-8)" in one for one in found)
    log.unlink()
