import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from advocate_desk.cli.exit_codes import ExitCode, exit_code_of
from advocate_desk.domain import errors
from advocate_desk.services.list_caseload import ListCaseload
from tests.cli.house import Terminal
from tests.services.desk import ADMINISTRATOR, PASSPHRASE
from tests.support.folders import contents
from tests.support.planted import NAME, NOTE


def header_files(terminal: Terminal) -> list[Path]:
    return sorted(terminal.vault.glob("header*"))


def records_file(terminal: Terminal) -> Path:
    (path,) = terminal.vault.glob("records.*.db")
    return path


def cut_the_records(terminal: Terminal) -> None:
    path = records_file(terminal)
    path.write_bytes(path.read_bytes()[:5000])


def spoil_a_page(terminal: Terminal) -> None:
    path = records_file(terminal)
    data = bytearray(path.read_bytes())
    data[-2000] ^= 0x55
    path.write_bytes(bytes(data))


def cut_both_headers(terminal: Terminal) -> None:
    for path in header_files(terminal):
        path.write_bytes(path.read_bytes()[:100])


@pytest.mark.parametrize("hurt", [cut_the_records, spoil_a_page, cut_both_headers])
def test_a_damaged_vault_ends_with_3_and_is_left_as_it_was(
    terminal: Terminal, hurt: Callable[[Terminal], None]
) -> None:
    hurt(terminal)
    before = contents(terminal.vault)
    told = terminal.signed_in("vault", "verify")
    assert told.code == 3
    assert told.err.strip()
    assert contents(terminal.vault) == before


def test_a_wrong_passphrase_and_an_unknown_name_end_with_4_and_the_same_sentence(terminal: Terminal) -> None:
    unknown = terminal.signed_in("case", "list", user="Nobody Sample")
    terminal.passphrase_file.write_text("quite another passphrase")
    wrong = terminal.signed_in("case", "list")
    assert (unknown.code, wrong.code) == (4, 4)
    assert unknown.err == wrong.err


def test_a_vault_that_is_open_elsewhere_ends_with_5(terminal: Terminal) -> None:
    session = terminal.house.vaults().unlock(terminal.vault, ADMINISTRATOR, PASSPHRASE)
    try:
        told = terminal.signed_in("case", "list")
    finally:
        session.close()
    assert told.code == 5
    assert "process" in told.err
    assert terminal.signed_in("case", "list").code == 0


def test_every_kind_of_failure_has_its_code() -> None:
    expected = {
        errors.StoppedBySafetyRule(["A rule."]): 7,
        errors.WrongPassphrase(): 4,
        errors.VaultInUse("desk", 1, "today"): 5,
        errors.NewerFormat(): 6,
        errors.HeaderDamaged(): 3,
        errors.RecordsDamaged(): 3,
        errors.DoesNotVerify(["It is hurt."]): 3,
        errors.BackupDamaged(): 3,
        errors.OlderFormat(): 1,
        errors.NoRights(): 1,
        errors.DiskFull(): 1,
        errors.TooManyTries(60): 1,
        errors.NotAllowed(): 1,
        errors.FileExists(): 1,
    }
    assert {type(failure): exit_code_of(failure) for failure in expected} == {
        type(failure): code for failure, code in expected.items()
    }


def test_a_vault_from_a_newer_program_ends_with_6(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def newer(*_: object) -> None:
        raise errors.NewerFormat

    # What makes a header a newer one is proved in tests/vault; here, that the code follows from it.
    monkeypatch.setattr("advocate_desk.services.open_vault.OpenVaults.unlock", newer)
    assert terminal.signed_in("case", "list").code == 6


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["case", "show"],
        ["case", "list", "--nonsense"],
        ["import", "caseload"],
        ["vault", "backup"],
        ["demo", "--cases", "0"],
        ["case", "list"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_how_it_goes(terminal: Terminal, words: list[str]) -> None:
    told = terminal.type(*words)
    assert told.code == 2
    assert told.err.strip()
    assert told.out == ""


def test_a_missing_case_and_a_mistyped_reference_end_with_1(terminal: Terminal) -> None:
    for typed in ("AD-7KQ2-9MF", "nonsense", ""):
        told = terminal.signed_in("case", "show", typed)
        assert told.code == 1
        assert told.err.strip().endswith(".")


def test_a_bug_ends_with_70_and_says_nothing_of_anybody(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError(f"{NAME}: {NOTE}")

    monkeypatch.setattr(ListCaseload, "page", broken)
    told = terminal.signed_in("case", "list")
    assert told.code == 70
    assert told.document["error"]["code"] == 70
    everything = told.out + told.err + "".join(terminal.house.bugs)
    assert "Plantedsample" not in everything
    assert "Traceback" not in everything
    assert "ValueError" in terminal.house.bugs[0]


def test_with_json_a_failure_is_one_document_too(terminal: Terminal) -> None:
    told = terminal.signed_in("case", "show", "nonsense")
    assert json.loads(told.out)["error"] == {"code": 1, "sentence": told.err.strip(), "reasons": []}


def test_common_options_may_stand_before_the_command_or_after_it(terminal: Terminal) -> None:
    options = ("--vault", terminal.vault, "--user", ADMINISTRATOR, "--passphrase-file", terminal.passphrase_file)
    before = terminal.type(*options, "--json", "case", "list")
    between = terminal.type(*options[:2], "case", *options[2:4], "list", *options[4:], "--json")
    after = terminal.type("case", "list", *options, "--json")
    assert (before.code, after.code) == (0, 0)
    assert before.out == after.out
    assert between.code == 2


def test_quiet_prints_nothing_where_all_went_well(terminal: Terminal) -> None:
    options = ("--vault", terminal.vault, "--user", ADMINISTRATOR, "--passphrase-file", terminal.passphrase_file)
    told = terminal.type("case", "list", "--quiet", *options)
    assert (told.code, told.out, told.err) == (0, "", "")


def test_a_passphrase_comes_through_standard_input(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\n".encode())))
    told = terminal.type("case", "list", "--vault", terminal.vault, "--user", ADMINISTRATOR, "--passphrase-file", "-")
    assert told.code == 0


def test_no_command_takes_a_passphrase_as_an_argument_or_from_the_environment(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVOCATE_DESK_PASSPHRASE", PASSPHRASE)
    options = ("--vault", terminal.vault, "--user", ADMINISTRATOR)
    assert terminal.type("case", "list", *options).code == 2
    assert terminal.type("case", "list", *options, "--passphrase", PASSPHRASE).code == 2


def test_without_a_command_the_window_opens(terminal: Terminal) -> None:
    assert terminal.type("--vault", terminal.vault).code == 0
    assert terminal.house.windows == [terminal.vault]


def test_the_only_vault_of_a_computer_need_not_be_named(terminal: Terminal) -> None:
    terminal.house.default = terminal.vault
    options = ("--user", ADMINISTRATOR, "--passphrase-file", terminal.passphrase_file)
    assert terminal.type("case", "list", *options).code == 0


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["vault", "--help"], ["import", "caseload", "--help"]])
def test_help_and_version_end_well(terminal: Terminal, words: list[str]) -> None:
    told = terminal.type(*words)
    assert told.code == ExitCode.DONE
    assert told.out.strip()
