"""A vault of format 1 is used as it is, and becomes format 2 when somebody changes who signs in."""

from pathlib import Path

import pytest

from advocate_desk.domain.errors import KnownFailure, WrongPassphrase
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.users import Role
from advocate_desk.vault import colleagues, directory, grants, header, making
from advocate_desk.vault.copies import FIRST, SECOND
from advocate_desk.vault.grants import CURRENT, Version
from advocate_desk.vault.header import read_header
from advocate_desk.vault.keeper import VaultKeeper
from tests.support.folders import contents
from tests.support.vaults import ADMINISTRATOR, ADVOCATE, MADE_AT, unlocked

NEW = "umbrella gravel notion spoon"
OLD = Version(1, 1, 1)


@pytest.fixture
def old(tmp_path: Path, vaults: VaultKeeper, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, tuple[str, ...]]:
    """A vault as the program of format 1 made it, with an advocate, and its recovery words."""
    folder = tmp_path / "old.advault"
    with monkeypatch.context() as before:
        before.setattr(making, "CURRENT", OLD)
        for module in (grants, header, colleagues):
            before.setattr(module, "FORMAT", 1)
        made = vaults.create(folder, ADMINISTRATOR.name, ADMINISTRATOR.passphrase)
        made.vault.add_user(new_id(MADE_AT), ADVOCATE.name, ADVOCATE.role, ADVOCATE.passphrase)
        made.vault.close()
    assert read_header((folder / FIRST).read_bytes()).version == OLD
    return folder, made.recovery_words


def version(folder: Path) -> Version:
    assert (folder / FIRST).read_bytes() == (folder / SECOND).read_bytes()
    return read_header((folder / FIRST).read_bytes()).version


def test_those_who_only_work_leave_the_format_alone(old: tuple[Path, tuple[str, ...]]) -> None:
    folder, _words = old
    before = contents(folder)
    unlocked(folder, ADVOCATE).close()
    assert contents(folder) == before
    vault = unlocked(folder, ADVOCATE)
    vault.change_passphrase(ADVOCATE.passphrase, NEW)
    vault.close()
    assert version(folder) == OLD


def test_an_administrators_change_brings_everybody_along_without_their_passphrases(
    old: tuple[Path, tuple[str, ...]], vaults: VaultKeeper
) -> None:
    folder, words = old
    vault = unlocked(folder)
    code = vault.add_user_with_code(new_id(MADE_AT), "Mo Sample", Role.LETTERS).code
    vault.close()
    assert version(folder) == CURRENT
    for who in (ADMINISTRATOR, ADVOCATE):
        vault = unlocked(folder, who)
        assert vault.role is who.role
        vault.close()
    vaults.unlock_with_code(folder, "Mo Sample", code, NEW).close()
    vaults.unlock_with_recovery(folder, words).close()


def test_the_recovery_words_bring_it_along_too(old: tuple[Path, tuple[str, ...]], vaults: VaultKeeper) -> None:
    folder, words = old
    vault = vaults.unlock_to_recover(folder, words)
    vault.recover(vault.recoverable(""), NEW)
    vault.close()
    assert version(folder) == CURRENT
    vaults.unlock(folder, ADMINISTRATOR.name, NEW).close()
    with pytest.raises(WrongPassphrase):
        unlocked(folder)
    unlocked(folder, ADVOCATE).close()
    vaults.unlock_with_recovery(folder, words).close()


def test_a_list_of_users_that_is_full_is_told_before_it_could_not_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = unlocked(folder)
    before = contents(folder)
    monkeypatch.setattr(directory, "_MOST_ENTRIES", 3)
    with pytest.raises(KnownFailure, match="full"):
        vault.add_user_with_code(new_id(MADE_AT), "Mo Sample", Role.ADVOCATE)
    vault.close()
    assert {name for name in contents(folder) if before.get(name) != contents(folder)[name]} <= {"lock"}
    unlocked(folder).close()
