"""Who gets in, what the others are told, and that being refused leaves no trace in the vault."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from advocate_desk.domain.errors import (
    HeaderDamaged,
    KnownFailure,
    NewerFormat,
    NoRights,
    NotAllowed,
    OlderFormat,
    RecoveryWordsMistyped,
    RecoveryWordsOfAnotherVault,
    TooManyTries,
    UnsafePlace,
    VaultInUse,
    WrongPassphrase,
)
from advocate_desk.domain.users import Role
from advocate_desk.platforms import this_platform
from advocate_desk.vault.copies import FIRST, SECOND
from advocate_desk.vault.crypto import digest
from advocate_desk.vault.directory import RECOVERY_USER_ID, close_directory
from advocate_desk.vault.grants import FORMAT, Version, make_grants
from advocate_desk.vault.header import Header, read_header
from advocate_desk.vault.keeper import VaultKeeper
from advocate_desk.vault.opened import UnlockedVault
from tests.support.folders import contents
from tests.support.vaults import (
    ADMINISTRATOR,
    ADVOCATE,
    EVERYBODY,
    SUPERVISOR,
    SetClock,
    SignIn,
    floor_vault,
    keeper,
    other_vault,
    unlocked,
    vault_folder,
)


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda who: who.role)
def test_each_user_gets_in_as_themselves_and_to_the_same_records(folder: Path, who: SignIn) -> None:
    vault = unlocked(folder, who)
    assert (vault.user_id, vault.role, vault.vault_id) == (
        floor_vault().user_ids[who],
        who.role,
        floor_vault().vault_id,
    )
    records_key = vault.records_key
    vault.close()
    administrator = unlocked(folder)
    assert administrator.records_key == records_key
    assert len(records_key) == 32
    administrator.close()


@pytest.mark.parametrize("typed", ["ceri sample", "  CERI   SAMPLE ", "Ceri Sample"])
def test_case_and_spaces_of_a_sign_in_name_do_not_matter(folder: Path, vaults: VaultKeeper, typed: str) -> None:
    vaults.unlock(folder, typed, ADVOCATE.passphrase).close()


def test_spelling_a_keyboard_changes_does_not_make_a_passphrase_wrong(folder: Path, vaults: VaultKeeper) -> None:
    vault = vaults.unlock(folder, ADVOCATE.name, f"  {ADVOCATE.passphrase.replace(' ', '  ')} ")
    vault.change_passphrase(ADVOCATE.passphrase, "tŷ gwyn ar y bryn gŵydd")
    vault.close()
    vaults.unlock(folder, ADVOCATE.name, "ty\u0302 gwyn ar y bryn gw\u0302ydd").close()


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [
        (ADVOCATE.name, SUPERVISOR.passphrase),
        (ADVOCATE.name, ADVOCATE.passphrase + "x"),
        (ADVOCATE.name, ""),
        (ADVOCATE.name, "\ud800\0" * 40),
        ("Nobody Sample", ADVOCATE.passphrase),
        ("\udfff", "x"),
        ("", ""),
    ],
)
def test_a_wrong_passphrase_leaves_every_byte_as_it_was(
    folder: Path, vaults: VaultKeeper, name: str, passphrase: str
) -> None:
    before = contents(folder)
    with pytest.raises(WrongPassphrase) as told:
        vaults.unlock(folder, name, passphrase)
    assert type(told.value) is WrongPassphrase
    assert contents(folder) == before


@pytest.mark.parametrize("trace", ["header.json", "tries.json"])
def test_control_a_refusal_that_leaves_a_trace_in_the_vault_is_caught(
    folder: Path, vaults: VaultKeeper, trace: str
) -> None:
    """One byte more in a file that was there, or a file more: what a keeper that counted in the vault would leave."""
    before = contents(folder)
    with pytest.raises(WrongPassphrase):
        vaults.unlock(folder, ADVOCATE.name, "not this one")
    with (folder / trace).open("ab") as file:
        file.write(b"1")
    assert contents(folder) != before


def test_a_wrong_passphrase_and_an_unknown_name_are_told_alike(folder: Path, vaults: VaultKeeper) -> None:
    said = []
    for name in (ADVOCATE.name, "Nobody Sample"):
        with pytest.raises(WrongPassphrase) as told:
            vaults.unlock(folder, name, "some other passphrase")
        said.append(str(told.value))
    assert said[0] == said[1]


def test_a_passphrase_changed_in_this_vault_does_not_open_it_by_that_of_another(
    folder: Path, tmp_path: Path, vaults: VaultKeeper
) -> None:
    vault = unlocked(folder, ADVOCATE)
    vault.change_passphrase(ADVOCATE.passphrase, "umbrella gravel notion spoon")
    vault.close()
    other = vault_folder(tmp_path / "other.advault", other_vault())
    before = contents(folder), contents(other)
    with pytest.raises(WrongPassphrase):
        vaults.unlock(other, ADVOCATE.name, "umbrella gravel notion spoon")
    with pytest.raises(WrongPassphrase):
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    assert (contents(folder), contents(other)) == before


def transplanted(into: Header, part: str, donor: Header) -> Header:
    """Put a part of another vault's header into this one."""
    match part:
        case "slot":
            # With this vault's name salt changed to the donor's, the donor's user is found by name.
            return replace(into.with_place(2, donor.places[2]), name_salt=donor.name_salt)
        case "grants":
            return into.with_place(2, replace(into.places[2], grants=donor.places[2].grants))
        case "directory":
            return replace(into, directory=donor.directory)
        case "swapped grants":
            return into.with_place(2, replace(into.places[2], grants=into.places[0].grants))
    raise AssertionError(part)


@pytest.mark.parametrize("part", ["slot", "grants", "directory", "swapped grants"])
def test_a_part_of_another_vault_opens_nothing(folder: Path, vaults: VaultKeeper, part: str) -> None:
    into, donor = (read_header(vault.files[FIRST]) for vault in (floor_vault(), other_vault()))
    forged = transplanted(into, part, donor).to_bytes()
    for name in (FIRST, SECOND):
        (folder / name).write_bytes(forged)
    before = contents(folder)
    with pytest.raises(HeaderDamaged):
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    assert contents(folder) == before


def test_the_recovery_words_open_this_vault_and_change_nothing(folder: Path, vaults: VaultKeeper) -> None:
    before = contents(folder)
    vault = vaults.unlock_with_recovery(folder, floor_vault().recovery_words)
    assert (vault.user_id, vault.role, vault.read_only) == (RECOVERY_USER_ID, Role.ADMINISTRATOR, True)
    opened = unlocked(folder)
    assert vault.records_key == opened.records_key
    assert opened.verify(RECOVERY_USER_ID, b"found again", vault.sign(b"found again"))
    with pytest.raises(NoRights):
        vault.change_passphrase("", "umbrella gravel notion spoon")
    opened.close()
    vault.close()
    assert contents(folder) == before


def test_the_recovery_words_can_be_proved_while_the_new_vault_is_open(tmp_path: Path, vaults: VaultKeeper) -> None:
    made = vaults.create(tmp_path / "new.advault", ADVOCATE.name, ADVOCATE.passphrase)
    proved = vaults.unlock_with_recovery(tmp_path / "new.advault", made.recovery_words)
    assert proved.records_key == made.vault.records_key
    proved.close()
    with pytest.raises(VaultInUse):
        vaults.unlock(tmp_path / "new.advault", ADVOCATE.name, ADVOCATE.passphrase)
    made.vault.close()


def test_recovery_words_of_another_vault_are_named_as_such(folder: Path, vaults: VaultKeeper) -> None:
    before = contents(folder)
    with pytest.raises(RecoveryWordsOfAnotherVault, match="another vault"):
        vaults.unlock_with_recovery(folder, other_vault().recovery_words)
    assert contents(folder) == before


def test_mistyped_recovery_words_are_named_as_such(folder: Path, vaults: VaultKeeper) -> None:
    words = list(floor_vault().recovery_words)
    for typed in (words[:23], [*words[1:], words[0]], ["zzzz", *words[1:]], []):
        with pytest.raises(RecoveryWordsMistyped):
            vaults.unlock_with_recovery(folder, typed)


def test_ten_tries_in_five_minutes_and_no_more(
    folder: Path, vaults: VaultKeeper, clock: SetClock, state_dir: Path
) -> None:
    for _ in range(10):
        with pytest.raises(WrongPassphrase):
            vaults.unlock(folder, ADVOCATE.name, "some other passphrase")
        clock.later(seconds=1)
    before = contents(folder)
    with pytest.raises(TooManyTries) as told:
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    assert told.value.seconds == 290
    assert contents(folder) == before
    with pytest.raises(TooManyTries):  # by another window of the program, too
        keeper(state_dir, clock=clock).unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    clock.later(seconds=290)
    vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase).close()
    kept = b"".join(contents(state_dir).values()).decode() + str(list(contents(state_dir)))
    assert floor_vault().vault_id.hex not in kept.replace("-", "")


def test_the_right_passphrase_ends_the_counting(folder: Path, vaults: VaultKeeper) -> None:
    for _ in range(2):
        for _ in range(9):
            with pytest.raises(WrongPassphrase):
                vaults.unlock(folder, ADVOCATE.name, "")
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase).close()


def test_a_clock_put_back_does_not_give_more_tries_and_does_not_lock_for_ever(
    folder: Path, vaults: VaultKeeper, clock: SetClock
) -> None:
    for _ in range(10):
        with pytest.raises(WrongPassphrase):
            vaults.unlock(folder, ADVOCATE.name, "")
    clock.later(days=-400)
    with pytest.raises(TooManyTries) as told:
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    assert told.value.seconds <= 300


@pytest.mark.parametrize("content", [b"", b"[", b"[" * 4000, b'{"a":1}', b'["x"]', b"[true]", b"\xff", b"[1e9]"])
def test_a_damaged_count_keeps_nobody_out(folder: Path, vaults: VaultKeeper, state_dir: Path, content: bytes) -> None:
    with pytest.raises(WrongPassphrase):
        vaults.unlock(folder, ADVOCATE.name, "")
    (count,) = (state_dir / "tries").iterdir()
    count.write_bytes(content)
    vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase).close()


def test_a_place_where_tries_cannot_be_counted_keeps_nobody_out(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"")
    keeper(tmp_path / "a file").unlock(folder, ADVOCATE.name, ADVOCATE.passphrase).close()


_HOLDER = """
import sys
from pathlib import Path
from tests.support.vaults import SUPERVISOR, keeper
folder = Path(sys.argv[1])
vault = keeper(folder.parent / "theirs").unlock(folder, SUPERVISOR.name, SUPERVISOR.passphrase)
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_refused_and_told_who_and_a_killed_one_leaves_no_lock(
    folder: Path, vaults: VaultKeeper, repository: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)], cwd=repository, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        before = contents(folder)
        with pytest.raises(VaultInUse) as told:
            vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
        assert (told.value.computer, told.value.process) == (this_platform().computer_name(), holder.pid)
        assert told.value.since == "09:00 on 02/11/2026"
        assert contents(folder) == before
        holder.kill()
    assert b"process" in (folder / "lock").read_bytes()
    vault = vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    assert json.loads((folder / "lock").read_bytes())["process"] == os.getpid()
    vault.close()
    assert (folder / "lock").read_bytes() == b""


def test_a_name_left_in_the_lock_by_a_dead_process_is_not_blamed(folder: Path, vaults: VaultKeeper) -> None:
    held = this_platform().lock(folder / "lock")
    held.say(
        json.dumps(
            {"computer": this_platform().computer_name(), "process": 2**22 + 1, "started": "1", "since": "long ago"}
        ).encode()
    )
    with pytest.raises(VaultInUse) as told:
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    assert told.value.process == 0
    held.release()


@pytest.mark.parametrize("text", [b"", b"\xff", b"[]", b'{"process":"x"}', b"[" * 4000])
def test_any_text_in_a_held_lock_still_says_in_use(folder: Path, vaults: VaultKeeper, text: bytes) -> None:
    held = this_platform().lock(folder / "lock")
    held.say(text)
    with pytest.raises(VaultInUse):
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    held.release()


def test_a_refused_unlock_lets_go_of_the_vault(folder: Path, vaults: VaultKeeper) -> None:
    with pytest.raises(WrongPassphrase):
        vaults.unlock(folder, ADVOCATE.name, "")
    unlocked(folder, SUPERVISOR).close()


def test_a_closed_vault_gives_no_key(folder: Path) -> None:
    vault = unlocked(folder)
    vault.close()
    vault.close()
    with pytest.raises(RuntimeError):
        _ = vault.records_key


class ReadOnlyFolders:
    """The system, seen by somebody who may not write."""

    def __init__(self, *, shared: bool = False) -> None:
        self._shared = shared

    def __getattr__(self, name: str) -> object:
        return getattr(this_platform(), name)

    def cannot_be_written(self, _folder: Path) -> bool:
        return True

    def is_shared(self, _folder: Path) -> bool:
        return self._shared


def test_only_a_read_only_folder_opens_read_only(folder: Path, state_dir: Path) -> None:
    (folder / SECOND).write_bytes(b"hurt")
    before = contents(folder)
    vault = keeper(state_dir, platform=ReadOnlyFolders()).unlock(folder, ADMINISTRATOR.name, ADMINISTRATOR.passphrase)
    assert vault.read_only
    for attempt in (
        lambda: vault.change_passphrase(ADMINISTRATOR.passphrase, "umbrella gravel notion spoon"),
        lambda: vault.add_user(RECOVERY_USER_ID, "Mo Sample", Role.ADVOCATE, "umbrella gravel notion spoon"),
    ):
        with pytest.raises(NoRights):
            attempt()
    vault.close()
    assert contents(folder) == before
    normal = unlocked(folder)
    assert not normal.read_only
    normal.close()


def test_a_read_only_folder_somebody_writes_to_from_elsewhere_is_in_use(folder: Path, state_dir: Path) -> None:
    writer = unlocked(folder)
    with pytest.raises(VaultInUse):
        keeper(state_dir, platform=ReadOnlyFolders()).unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    writer.close()


def test_a_network_or_sync_folder_is_refused(folder: Path, tmp_path: Path, state_dir: Path) -> None:
    vaults = keeper(state_dir, platform=ReadOnlyFolders(shared=True))
    before = contents(tmp_path)
    for attempt in (
        lambda: vaults.create(tmp_path / "x.advault", ADVOCATE.name, ADVOCATE.passphrase),
        lambda: vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase),
        lambda: vaults.unlock_with_recovery(folder, floor_vault().recovery_words),
        lambda: vaults.restore(tmp_path / "x.adbackup", tmp_path / "x.advault"),
    ):
        with pytest.raises(UnsafePlace):
            attempt()
    assert contents(tmp_path) == before


def reissued(vault: UnlockedVault, version: Version) -> bytes:
    """Return the header as a program of another version would write it."""
    opened = vault._open
    scope = replace(opened.header.scope, version=version)
    entry, directory = opened.entry, opened.directory
    grants = make_grants(scope, opened.keyring, entry.role, entry.user_id, entry.box_key)
    entries = (replace(entry, grants=digest(b"".join(grants))), *directory.entries[1:])
    authority = opened.keyring.authority
    assert authority is not None
    assert entry.place is not None
    closed = close_directory(replace(directory, scope=scope, entries=entries), opened.keyring.common, authority)
    place = replace(opened.header.places[entry.place], grants=grants)
    header = replace(opened.header.with_place(entry.place, place), version=version, directory=closed)
    return header.authenticated(opened.keyring.common).to_bytes()


@pytest.mark.parametrize(
    ("version", "failure"),
    [(Version(FORMAT + 1, FORMAT + 1, FORMAT + 1), NewerFormat), (Version(0, 0, 0), OlderFormat)],
    ids=["newer", "older"],
)
def test_another_format_is_refused_and_left_alone(
    folder: Path, vaults: VaultKeeper, version: Version, failure: type[KnownFailure]
) -> None:
    vault = unlocked(folder)
    data = reissued(vault, version)
    vault.close()
    for name in (FIRST, SECOND):
        (folder / name).write_bytes(data)
    before = contents(folder)
    with pytest.raises(failure):
        vaults.unlock(folder, ADMINISTRATOR.name, ADMINISTRATOR.passphrase)
    with pytest.raises(failure):
        vaults.info(folder)
    assert contents(folder) == before


def test_a_newer_format_that_this_program_may_read_but_not_write_opens_read_only(
    folder: Path, vaults: VaultKeeper
) -> None:
    vault = unlocked(folder)
    data = reissued(vault, Version(FORMAT + 1, 1, FORMAT + 1))
    vault.close()
    (folder / FIRST).write_bytes(data)
    before = contents(folder)
    vault = vaults.unlock(folder, ADMINISTRATOR.name, ADMINISTRATOR.passphrase)
    assert vault.read_only
    vault.close()
    assert contents(folder) == before


def test_a_newer_first_copy_is_not_passed_over_for_an_older_second(folder: Path, vaults: VaultKeeper) -> None:
    vault = unlocked(folder)
    (folder / FIRST).write_bytes(reissued(vault, Version(FORMAT + 1, FORMAT + 1, FORMAT + 1)))
    vault.close()
    with pytest.raises(NewerFormat):
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)


def test_only_administrators_add_users_and_each_name_once(folder: Path) -> None:
    for who in (SUPERVISOR, ADVOCATE):
        vault = unlocked(folder, who)
        with pytest.raises(NotAllowed):
            vault.add_user(RECOVERY_USER_ID, "Mo Sample", Role.ADVOCATE, "umbrella gravel notion spoon")
        vault.close()
