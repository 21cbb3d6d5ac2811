import stat
from pathlib import Path

import pytest

from advocate_desk.domain.keeping import BackupMade
from tests.cli.house import Terminal
from tests.services.desk import ADMINISTRATOR, ADVOCATE, LETTERS, PASSPHRASE, SUPERVISOR
from tests.support.folders import contents

OTHER = "velvet harbour tundra pickle"


def create(terminal: Terminal, folder: Path, recovery: Path, *more: str) -> int:
    words = ("vault", "create", folder, "--service", "Sample Service", "--user", "Ada Sample")
    files = ("--passphrase-file", terminal.passphrase_file, "--recovery-out", recovery)
    return terminal.type(*words, *files, *more).code


def test_a_vault_is_made_and_its_recovery_words_go_to_a_file_nobody_else_can_read(
    terminal: Terminal, tmp_path: Path
) -> None:
    folder, recovery = tmp_path / "new.advault", tmp_path / "recovery.txt"
    assert create(terminal, folder, recovery) == 0
    assert stat.S_IMODE(recovery.stat().st_mode) == 0o600
    assert len(recovery.read_text().split()) == 24
    assert terminal.type("vault", "info", folder, "--json").document["format"] == 2


def test_recovery_words_are_never_written_over_a_file_and_no_vault_is_made(terminal: Terminal, tmp_path: Path) -> None:
    folder, recovery = tmp_path / "new.advault", tmp_path / "recovery.txt"
    recovery.write_text("words of another vault")
    assert create(terminal, folder, recovery) == 1
    assert recovery.read_text() == "words of another vault"
    assert not folder.exists()
    assert create(terminal, folder, recovery, "--force") == 0
    assert len(recovery.read_text().split()) == 24


def test_a_vault_whose_recovery_words_cannot_be_kept_is_not_left_behind(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "new.advault"
    assert create(terminal, folder, tmp_path / "no such folder" / "recovery.txt") == 1
    assert not folder.exists()


def test_info_needs_no_passphrase_and_names_nobody(terminal: Terminal) -> None:
    told = terminal.type("vault", "info", terminal.vault, "--json")
    assert told.code == 0
    assert set(told.document) == {"vault", "vault_id", "format", "created_at", "size_bytes", "header_copies_agree"}
    assert ADMINISTRATOR not in told.out


def test_a_whole_vault_verifies(terminal: Terminal) -> None:
    told = terminal.signed_in("vault", "verify")
    assert (told.code, told.document["verified"], told.err) == (0, True, "")


def test_a_backup_is_written_and_restored_beside_the_vault(terminal: Terminal, tmp_path: Path) -> None:
    backup, restored = tmp_path / "copy.adbackup", tmp_path / "restored.advault"
    assert terminal.signed_in("vault", "backup", "--to", backup).code == 0
    assert terminal.type("vault", "restore", backup, "--to", restored).code == 0
    in_the_copy = Terminal(terminal.house, restored, terminal.passphrase_file, terminal.capsys)
    assert in_the_copy.signed_in("vault", "verify").code == 0
    assert in_the_copy.signed_in("case", "find", "Ceri").document["total"] == 1


def test_a_backup_never_overwrites_unasked_and_restore_never_at_all(terminal: Terminal, tmp_path: Path) -> None:
    backup = tmp_path / "copy.adbackup"
    backup.write_bytes(b"the older backup")
    assert terminal.signed_in("vault", "backup", "--to", backup).code == 1
    assert backup.read_bytes() == b"the older backup"
    assert terminal.signed_in("vault", "backup", "--to", backup, "--force").code == 0
    assert backup.read_bytes() != b"the older backup"
    before = contents(terminal.vault)
    assert terminal.type("vault", "restore", backup, "--to", terminal.vault).code == 1
    assert contents(terminal.vault) == before


def test_a_damaged_backup_is_refused_with_the_code_for_damage(terminal: Terminal, tmp_path: Path) -> None:
    backup = tmp_path / "copy.adbackup"
    assert terminal.signed_in("vault", "backup", "--to", backup).code == 0
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(bytes(data))
    assert terminal.type("vault", "restore", backup, "--to", tmp_path / "restored.advault").code == 3
    assert not (tmp_path / "restored.advault").exists()


def test_a_rebuilt_vault_holds_the_same_cases(terminal: Terminal, tmp_path: Path) -> None:
    rebuilt = tmp_path / "rebuilt.advault"
    before = terminal.signed_in("case", "list").document
    assert terminal.signed_in("vault", "rebuild", "--to", rebuilt).code == 0
    in_it = Terminal(terminal.house, rebuilt, terminal.passphrase_file, terminal.capsys)
    assert in_it.signed_in("case", "list").document == before


def test_a_new_passphrase_opens_the_vault_and_the_old_one_no_more(terminal: Terminal, tmp_path: Path) -> None:
    new = tmp_path / "new passphrase"
    new.write_text(OTHER)
    assert terminal.signed_in("vault", "passphrase", "--new-passphrase-file", new, user=ADVOCATE).code == 0
    assert terminal.signed_in("case", "list", user=ADVOCATE).code == 4
    changed = Terminal(terminal.house, terminal.vault, new, terminal.capsys)
    assert changed.signed_in("case", "list", user=ADVOCATE).code == 0


def at(terminal: Terminal, passphrase_file: Path, vault: Path | None = None) -> Terminal:
    return Terminal(terminal.house, vault or terminal.vault, passphrase_file, terminal.capsys)


def test_a_colleague_is_added_with_a_code_that_only_sets_a_passphrase(terminal: Terminal, tmp_path: Path) -> None:
    code, own = tmp_path / "code.txt", tmp_path / "own.txt"
    own.write_text(OTHER)
    words = ("vault", "user", "add", "Wren Sample", "--role", "advocate", "--code-out", code)
    told = terminal.signed_in(*words)
    assert (told.code, told.document["user"], told.document["until"]) == (0, "Wren Sample", "2026-11-30")
    assert code.read_text().strip() not in told.out
    assert stat.S_IMODE(code.stat().st_mode) == 0o600
    refused = at(terminal, code).signed_in("case", "list", user="Wren Sample")
    assert (refused.code, "one-time code" in refused.err) == (1, True)
    listed = {each["name"]: each for each in terminal.signed_in("vault", "user", "list").document["users"]}
    assert (listed["Wren Sample"]["waits_for_code"], listed["Wren Sample"]["code_until"]) == (True, "2026-11-30")
    assert listed[ADMINISTRATOR]["is_you"]
    sets = ("vault", "passphrase", "--new-passphrase-file", own)
    assert at(terminal, code).signed_in(*sets, user="Wren Sample").code == 0
    assert at(terminal, own).signed_in("case", "list", user="Wren Sample").code == 0
    assert at(terminal, code).signed_in(*sets, user="Wren Sample").code == 4


def test_a_code_is_never_written_over_a_file_and_nobody_is_added(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "code.txt").write_text("mine")
    words = ("vault", "user", "add", "Wren Sample", "--role", "advocate", "--code-out")
    assert terminal.signed_in(*words, tmp_path / "code.txt").code == 1
    assert terminal.signed_in(*words, tmp_path / "nowhere" / "code.txt").code == 1
    assert (tmp_path / "code.txt").read_text() == "mine"
    assert "Wren" not in terminal.signed_in("vault", "user", "list").out
    assert terminal.signed_in(*words, tmp_path / "code.txt", "--force").code == 0
    assert (tmp_path / "code.txt").read_text() != "mine"


def test_a_colleague_who_left_is_kept_out_and_one_who_forgot_is_let_back_in(terminal: Terminal, tmp_path: Path) -> None:
    code, own = tmp_path / "code.txt", tmp_path / "own.txt"
    own.write_text(OTHER)
    assert terminal.signed_in("vault", "user", "disable", ADVOCATE.lower()).code == 0
    assert terminal.signed_in("case", "list", user=ADVOCATE).code == 4
    assert terminal.signed_in("vault", "user", "disable", ADVOCATE).code == 1
    assert terminal.signed_in("vault", "user", "disable", ADMINISTRATOR).code == 1
    options = ("--vault", terminal.vault, "--user", ADMINISTRATOR, "--passphrase-file", terminal.passphrase_file)
    assert "keep this computer and the backups" in terminal.type("vault", "user", "disable", LETTERS, *options).out
    assert terminal.signed_in("vault", "user", "reset", SUPERVISOR, "--code-out", code).code == 0
    assert terminal.signed_in("case", "list", user=SUPERVISOR).code == 4
    sets = ("vault", "passphrase", "--new-passphrase-file", own)
    assert at(terminal, code).signed_in(*sets, user=SUPERVISOR).code == 0
    assert at(terminal, own).signed_in("vault", "verify", user=SUPERVISOR).code == 0
    assert at(terminal, own).signed_in("vault", "user", "list", user=SUPERVISOR).code == 1


def test_the_recovery_words_lead_back_in(terminal: Terminal, tmp_path: Path) -> None:
    folder, recovery, own = tmp_path / "new.advault", tmp_path / "recovery.txt", tmp_path / "own.txt"
    own.write_text(OTHER)
    assert create(terminal, folder, recovery) == 0
    words = ("vault", "recover", folder, "--recovery-file", recovery, "--new-passphrase-file", own, "--json")
    told = terminal.type(*words)
    assert (told.code, told.document["user"]) == (0, "Ada Sample")
    for _ in range(2):
        listed = at(terminal, own, folder).signed_in("case", "list", "--quiet", user="Ada Sample")
        assert (listed.code, listed.document["total"]) == (0, 0)
        assert "The recovery words were used" in listed.err, "until the desk has shown it, every command says so"
    assert at(terminal, terminal.passphrase_file, folder).signed_in("case", "list", user="Ada Sample").code == 4
    assert terminal.type(*words, "--user", "Nobody Sample").code == 1
    other = terminal.type("vault", "recover", terminal.vault, *words[3:])
    assert (other.code, "another vault" in other.err) == (4, True)
    recovery.write_text(recovery.read_text().replace(" ", " x", 1))
    assert terminal.type(*words).code == 4


def test_a_nightly_copy_needs_no_passphrase_and_waits_for_nobody(terminal: Terminal, tmp_path: Path) -> None:
    copy, restored = tmp_path / "night.adbackup", tmp_path / "restored.advault"
    assert terminal.type("vault", "copy", terminal.vault, "--to", copy).code == 0
    assert terminal.type("vault", "copy", terminal.vault, "--to", copy).code == 1
    assert terminal.type("vault", "copy", terminal.vault, "--to", copy, "--force").code == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    session = terminal.house.vaults().unlock(terminal.vault, ADMINISTRATOR, PASSPHRASE)
    assert terminal.type("vault", "copy", terminal.vault, "--to", tmp_path / "other.adbackup").code == 5
    session.close()
    assert terminal.type("vault", "restore", copy, "--to", restored).code == 0
    assert at(terminal, terminal.passphrase_file, restored).signed_in("vault", "verify").code == 0


def test_both_passphrases_cannot_come_from_standard_input(terminal: Terminal) -> None:
    words = ("vault", "passphrase", "--vault", terminal.vault, "--user", ADVOCATE)
    assert terminal.type(*words, "--passphrase-file", "-", "--new-passphrase-file", "-").code == 2


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\nwhat stands below is not part of it\n"])
def test_the_first_line_of_the_file_is_the_passphrase(terminal: Terminal, ending: str) -> None:
    terminal.passphrase_file.write_bytes(f"{PASSPHRASE}{ending}".encode())
    assert terminal.signed_in("case", "list").code == 0


@pytest.mark.parametrize("data", [b"", b"\n", b"\xff\xfe\xff", b"x" * 10_000])
def test_a_file_that_holds_no_passphrase_is_said(terminal: Terminal, data: bytes) -> None:
    terminal.passphrase_file.write_bytes(data)
    told = terminal.signed_in("case", "list")
    assert told.code == 1
    assert "passphrase file" in told.err


def test_a_backup_made_here_counts_as_one(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.signed_in("vault", "backup", "--to", tmp_path / "night.adbackup").code == 0
    assert terminal.signed_in("vault", "backup", "--to", terminal.vault / "inside.adbackup").code == 1
    session = terminal.house.vaults().unlock(terminal.vault, ADMINISTRATOR, PASSPHRASE)
    with session.work() as unit:
        assert [made.file_name for made in unit.find(BackupMade)] == ["night.adbackup"]
    session.close()
