"""Two copies of the header: either is enough, damage is noticed, and nothing opens that was altered."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from advocate_desk.domain.errors import HeaderDamaged, NewerFormat, NotAVault, WrongPassphrase
from advocate_desk.vault import header as header_module
from advocate_desk.vault.canonical import Malformed, decode, encode
from advocate_desk.vault.copies import FIRST, SECOND, Copies
from advocate_desk.vault.crypto import digest
from advocate_desk.vault.header import Header, read_header
from advocate_desk.vault.keeper import VaultKeeper
from tests.support.folders import contents
from tests.support.vaults import ADVOCATE, floor_vault, unlocked


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :]


def with_new_checksum(body: object) -> bytes:
    """Write a header as somebody would who altered it on purpose."""
    inner = encode(body)
    return b'{"checksum":"' + digest(inner).hex().encode() + b'","header":' + inner + b"}"


def body_of(data: bytes) -> dict:
    return json.loads(data)["header"]


def test_any_changed_byte_of_one_copy_is_noticed_and_the_other_copy_serves() -> None:
    whole = floor_vault().files[FIRST]
    for at in range(len(whole)):
        with pytest.raises(Malformed):
            read_header(flipped(whole, at))
    for at in range(0, len(whole), 499):
        hurt = flipped(whole, at)
        assert [one.to_bytes() for one in Copies(hurt, whole).candidates()] == [whole]
        assert [one.to_bytes() for one in Copies(whole, hurt).candidates()] == [whole]
        with pytest.raises(HeaderDamaged):
            Copies(hurt, hurt).candidates()


def test_without_its_checksum_a_changed_byte_would_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = floor_vault().files[FIRST]
    monkeypatch.setattr(header_module, "_checked_body", lambda data: data[header_module._HEADER_STARTS : -1])
    missed = 0
    for at in range(100, len(whole), 97):
        try:
            read_header(flipped(whole, at))
        except Malformed:
            continue
        missed += 1
    assert missed > 10


@pytest.mark.parametrize("name", [FIRST, SECOND])
@pytest.mark.parametrize("hurt", ["flip", "cut", "empty", "gone", "longer"])
def test_a_damaged_copy_is_mended_after_unlock(folder: Path, name: str, hurt: str) -> None:
    whole = (folder / name).read_bytes()
    match hurt:
        case "flip":
            (folder / name).write_bytes(flipped(whole, 5000))
        case "cut":
            (folder / name).write_bytes(whole[:-1])
        case "empty":
            (folder / name).write_bytes(b"")
        case "gone":
            (folder / name).unlink()
        case "longer":
            (folder / name).write_bytes(whole + b"\n")
    vault = unlocked(folder, ADVOCATE)
    assert vault.header_was_repaired
    vault.close()
    assert (folder / FIRST).read_bytes() == (folder / SECOND).read_bytes() == whole


def test_two_whole_copies_are_left_alone(folder: Path) -> None:
    before = contents(folder)
    vault = unlocked(folder)
    assert not vault.header_was_repaired
    vault.close()
    assert contents(folder) == before


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_a_damaged_copy_is_not_mended_for_a_wrong_passphrase(folder: Path, vaults: VaultKeeper, name: str) -> None:
    (folder / name).write_bytes(b"hurt")
    before = contents(folder)
    with pytest.raises(WrongPassphrase):
        vaults.unlock(folder, ADVOCATE.name, "not that passphrase at all")
    assert contents(folder) == before


def test_both_copies_damaged_says_damaged_and_changes_nothing(folder: Path, vaults: VaultKeeper) -> None:
    for name in (FIRST, SECOND):
        (folder / name).write_bytes(flipped((folder / name).read_bytes(), 300))
    before = contents(folder)
    for attempt in (
        lambda: vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase),
        lambda: vaults.unlock_with_recovery(folder, floor_vault().recovery_words),
        lambda: vaults.info(folder),
    ):
        with pytest.raises(HeaderDamaged):
            attempt()
    assert contents(folder) == before


def test_records_without_any_header_are_a_damaged_vault_and_an_empty_folder_is_none(
    folder: Path, tmp_path: Path, vaults: VaultKeeper
) -> None:
    (folder / FIRST).unlink()
    (folder / SECOND).unlink()
    with pytest.raises(HeaderDamaged):
        vaults.info(folder)
    for place in (tmp_path / "nothing here", tmp_path):
        with pytest.raises(NotAVault):
            vaults.unlock(place, ADVOCATE.name, ADVOCATE.passphrase)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if not isinstance(value, dict | list):
        yield path
        return
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(inner, (*path, key))


def altered(body: dict, path: tuple[str | int, ...]) -> object:
    """Return the body with one value changed into another of its kind."""
    body = json.loads(json.dumps(body))
    parent: object = body
    for step in path[:-1]:
        parent = parent[step]
    value = parent[path[-1]]
    if isinstance(value, int):
        parent[path[-1]] = value + 1
    elif path[-1] == "created":
        parent[path[-1]] = "2020-01-01T00:00:00Z"
    else:
        parent[path[-1]] = ("0" if value[0] != "0" else "1") + value[1:]
    return body


_SLOT = ("commit", "memory", "nonce", "passes", "salt", "secret", "tag")
_GRANTS = (("grants", 0), ("grants", 1), ("grants", 2))
_OTHER_PLACES = {("places", at) for at in (0, 3, 4, 5, 7)}
_PATHS = [
    *((name,) for name in ("backup_key", "created", "epoch", "mac", "name_salt", "sequence", "vault_id")),
    *(("version", name) for name in ("format", "reader", "writer")),
    *(("directory", name) for name in ("nonce", "secret")),
    *(("recovery", name) for name in ("commit", "nonce", "secret")),
    *(("recovery", *grant) for grant in _GRANTS),
    # The supervisor's place, the advocate's own, and one that nobody has.
    *(("places", at, name) for at in (1, 2, 6) for name in _SLOT),
    *(("places", at, *grant) for at in (1, 2, 6) for grant in _GRANTS),
]


def test_the_altered_fields_are_all_there_are() -> None:
    assert {path for path in leaves(body_of(floor_vault().files[FIRST])) if path[:2] not in _OTHER_PLACES} == set(
        _PATHS
    )


@pytest.mark.parametrize("path", _PATHS, ids=lambda path: "-".join(map(str, path)))
def test_a_header_altered_on_purpose_never_opens(
    folder: Path, vaults: VaultKeeper, path: tuple[str | int, ...]
) -> None:
    forged = with_new_checksum(altered(body_of((folder / FIRST).read_bytes()), path))
    (folder / FIRST).write_bytes(forged)
    (folder / SECOND).write_bytes(forged)
    before = contents(folder)
    with pytest.raises((HeaderDamaged, WrongPassphrase, NewerFormat)):
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    assert contents(folder) == before


def test_without_its_authentication_an_altered_header_would_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forged = with_new_checksum(altered(body_of((folder / FIRST).read_bytes()), ("created",)))
    (folder / FIRST).write_bytes(forged)
    (folder / SECOND).write_bytes(forged)
    monkeypatch.setattr(Header, "check", lambda self, common: None)
    unlocked(folder, ADVOCATE).close()


def test_a_first_copy_altered_on_purpose_gives_way_to_the_second(folder: Path) -> None:
    whole = (folder / SECOND).read_bytes()
    (folder / FIRST).write_bytes(with_new_checksum(altered(body_of(whole), ("sequence",))))
    vault = unlocked(folder, ADVOCATE)
    assert vault.header_was_repaired
    vault.close()
    assert (folder / FIRST).read_bytes() == whole


def test_canonical_text_has_one_spelling() -> None:
    assert decode(b'{"a":1}').integer("a", 0, 1) == 1
    for other in (b'{"a": 1}', b'{"a":1}\n', b'{"a":1,"a":1}', b'{"a":1.0}', b'{"a":NaN}', b'{"b":1,"a":1}', b"[1]"):
        with pytest.raises(Malformed):
            decode(other)
