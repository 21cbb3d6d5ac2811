"""What this computer keeps beside its vaults, and the program put together."""

import stat
from pathlib import Path

import pytest

from advocate_desk.app import bootstrap
from advocate_desk.app.bootstrap import Entrance
from advocate_desk.app.terminal import TerminalProgram
from advocate_desk.domain.errors import VaultExists
from advocate_desk.domain.imported_row import Refusal
from advocate_desk.services.sample_lives import how_many_lives
from advocate_desk.services.sample_month import PASSPHRASE
from tests.support.environment import Computer
from tests.support.imports import modules_loaded_by


def terminal_program() -> TerminalProgram:
    return TerminalProgram(show=lambda _vault: 0, draw=lambda _program, _session, _out: ())


def test_a_computer_keeps_one_id_outside_every_vault(tmp_path: Path) -> None:
    (tmp_path / "another").mkdir()
    first = bootstrap.device_id(tmp_path / "state")
    assert bootstrap.device_id(tmp_path / "state") == first
    other = bootstrap.device_id(tmp_path / "another")
    assert bootstrap.device_id(tmp_path / "another") == other != first
    assert stat.S_IMODE((tmp_path / "state" / "device").stat().st_mode) == 0o600


def test_a_spoilt_id_is_drawn_anew(tmp_path: Path) -> None:
    first = bootstrap.device_id(tmp_path)
    (tmp_path / "device").write_text("not an id")
    assert bootstrap.device_id(tmp_path) != first


def test_vaults_lie_in_this_computers_own_data_folder(computer: Computer) -> None:
    program = terminal_program()
    assert program.vaults_folder().is_relative_to(computer.home)
    assert program.default_vault() is None
    (program.vaults_folder() / "one.advault").mkdir(parents=True)
    assert program.default_vault() == program.vaults_folder() / "one.advault"
    (program.vaults_folder() / "two.advault").mkdir()
    assert program.default_vault() is None
    assert len(program.vaults_here()) == 2


def test_a_fault_is_kept_without_growing_for_ever(computer: Computer) -> None:
    program = Entrance()
    for _ in range(3):
        path = program.note_bug("x" * 60_000)
    assert path is not None
    assert path.is_relative_to(computer.home)
    assert 100_000 < path.stat().st_size < 200_000
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_only_the_samples_folder_tells_its_passphrase() -> None:
    program = Entrance()
    assert PASSPHRASE in program.sample_hint(Path("/anywhere/sample.advault"))
    assert "Jo Advocate" in program.sample_hint(Path("sample-2.advault"))
    assert program.sample_hint(Path("team.advault")) == ""


def test_a_passphrase_on_offer_is_five_words() -> None:
    program = Entrance()
    assert len(program.offer_passphrase().split()) == 5
    assert program.offer_passphrase() != program.offer_passphrase()


def test_the_sample_is_made_and_open_and_never_over_something_else(tmp_path: Path) -> None:
    program = terminal_program()
    made = program.make_sample(tmp_path / "sample.advault", 2, None)
    try:
        assert made.session.settings().is_sample
        assert made.cases == 2 + how_many_lives(), "and a case for each place one can stand"
        assert {user.role for user in made.users} == {"administrator", "supervisor", "advocate", "letters"}
    finally:
        made.session.close()
    with pytest.raises(VaultExists):
        program.make_sample(tmp_path / "sample.advault", 2, None)
    assert bootstrap.is_sample(tmp_path / "sample.advault")


def test_opening_the_desk_loads_nothing_that_reads_other_programs_files() -> None:
    loaded = modules_loaded_by(["advocate_desk.app.program", "advocate_desk.app.desk", "advocate_desk.app.bootstrap"])
    assert "advocate_desk.services.import_caseload" in loaded
    assert not {"openpyxl", "phonenumbers", "rapidfuzz", "defusedxml"} & {name.split(".")[0] for name in loaded}


def test_numbers_names_and_spreadsheets_are_read_when_they_come(tmp_path: Path) -> None:
    assert bootstrap.phone_numbers().digits("07700 900123") == "447700900123"
    assert bootstrap.resemblance().score("Ceri Sample", "ceri sample") == 100
    (tmp_path / "a.csv").write_text("Name\nCeri Sample\n")
    (table,) = bootstrap.LateSpreadsheets().read(tmp_path / "a.csv").tables
    bootstrap.LateRefusedRows().write(
        tmp_path / "b.csv", [table], [Refusal(row=2, column="Name", reason="no")], overwrite=False
    )
    assert "Ceri Sample" in (tmp_path / "b.csv").read_text("utf-8-sig")
