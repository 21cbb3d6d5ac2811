"""A header made to do harm: refused in words, quickly, with little memory and before any slow hashing."""

import json
import os
import sys
import tracemalloc
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.pwhash import argon2id

from advocate_desk.domain.errors import HeaderDamaged, KnownFailure, NewerFormat, NotAVault, OlderFormat
from advocate_desk.vault.canonical import Malformed
from advocate_desk.vault.copies import FIRST, SECOND
from advocate_desk.vault.crypto import FLOOR, Cost, digest, stretch
from advocate_desk.vault.header import MAXIMUM_SIZE, read_header
from advocate_desk.vault.keeper import VaultKeeper
from tests.support.folders import contents
from tests.support.vaults import ADVOCATE, floor_vault


def enveloped(inner: bytes) -> bytes:
    return b'{"checksum":"' + digest(inner).hex().encode() + b'","header":' + inner + b"}"


def spelled(body: object) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def body() -> dict:
    return json.loads(floor_vault().files[FIRST])["header"]


def with_slot(**fields: object) -> bytes:
    hostile = body()
    for place in hostile["places"]:
        place.update(fields)
    return enveloped(spelled(hostile))


def hostile_headers() -> dict[str, bytes]:
    whole = floor_vault().files[FIRST]
    inner = spelled(body())
    many = body()
    many["places"] = many["places"] * 40
    return {
        "four tebibytes of memory": with_slot(memory=4 * 1024**3),
        "two thousand million passes": with_slot(passes=2**31),
        "a memory below the floor": with_slot(memory=1024),
        "one pass": with_slot(passes=1),
        "a negative memory": with_slot(memory=-65536),
        "a memory with a fraction": with_slot(memory=65536.0),
        "a memory of yes": with_slot(memory=True),
        "a memory in words": with_slot(memory="65536"),
        "a memory with ten thousand figures": enveloped(inner.replace(b":65536", b":" + b"9" * 10_000)),
        "a memory in exponents": enveloped(inner.replace(b":65536", b":65536e9")),
        "a salt too short": with_slot(salt="00"),
        "a salt of none": with_slot(salt=None),
        "a salt of capitals": with_slot(salt="A" * 32),
        "a salt of other figures": with_slot(salt="٣" * 32),
        "one field too many": with_slot(more=1),
        "ten thousand levels": enveloped(b'{"a":' + b"[" * 10_000 + b"]" * 10_000 + b"}"),
        "a hundred thousand open brackets": b"[" * 100_000,
        "doubled keys": enveloped(inner.replace(b'"epoch":1', b'"epoch":1,"epoch":1')),
        "bytes after the end": whole + b" ",
        "bytes after the inner end": enveloped(inner + b"{}"),
        "too many places": enveloped(spelled(many)),
        "no places": enveloped(spelled(body() | {"places": []})),
        "a list": enveloped(b"[]"),
        "null": enveloped(b"null"),
        "not a number": enveloped(b'{"a":NaN}'),
        "no words at all": enveloped(b""),
        "no version": enveloped(spelled({key: value for key, value in body().items() if key != "version"})),
        "a date that is none": enveloped(spelled(body() | {"created": "2026-02-30T00:00:00Z"})),
        "a megabyte and more": whole + bytes(MAXIMUM_SIZE),
        "nothing": b"",
        "bytes that are no text": enveloped(b'{"a":"\xff\xfe"}'),
        "half a character": enveloped(rb'{"a":"\ud800"}'),
    }


def test_a_hostile_header_is_damage_and_nothing_is_hashed(
    folder: Path, vaults: VaultKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hashed(*_arguments: object, **_options: object) -> bytes:
        pytest.fail("something was hashed before the header was checked")

    headers = hostile_headers()
    monkeypatch.setattr(argon2id, "kdf", hashed)
    for kind, data in headers.items():
        for name in (FIRST, SECOND):
            (folder / name).write_bytes(data)
        before = contents(folder)
        tracemalloc.start()
        began = perf_counter()
        with pytest.raises(HeaderDamaged):
            vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
        took, (_, most) = perf_counter() - began, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert took < 1, kind
        assert most < 30 * 1024 * 1024, kind
        assert contents(folder) == before, kind


def test_the_watch_for_hashing_does_fire_for_a_header_without_fault(
    folder: Path, vaults: VaultKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hashed(Exception):
        pass

    def hashed(*_arguments: object, **_options: object) -> bytes:
        raise Hashed

    monkeypatch.setattr(argon2id, "kdf", hashed)
    with pytest.raises(Hashed):
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)


@pytest.mark.parametrize(
    "cost", [Cost(FLOOR.memory - 1, 3), Cost(FLOOR.memory, 2), Cost(2**32, 3), Cost(FLOOR.memory, 13)]
)
def test_the_derivation_itself_keeps_to_its_bounds(cost: Cost) -> None:
    with pytest.raises(Malformed):
        stretch("harvest bugle nimble quartz", bytes(16), cost)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=70),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


@given(st.data(), _JSON)
@settings(max_examples=400)
def test_whatever_stands_in_a_field_is_damage_or_another_format(data: st.DataObject, value: object) -> None:
    hostile = body()
    parent: object = hostile
    while True:
        step = data.draw(st.sampled_from(sorted(parent) if isinstance(parent, dict) else range(len(parent))))
        inner = parent[step]
        if not isinstance(inner, dict | list) or data.draw(st.booleans()):
            break
        parent = inner
    parent[step] = value
    written = enveloped(json.dumps(hostile, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass"))
    try:
        header = read_header(written)
    except (Malformed, NewerFormat, OlderFormat):
        return
    assert header.to_bytes() == written


@given(st.binary(max_size=400), st.integers(0, 25_000), st.integers(0, 400), st.booleans())
@settings(max_examples=400)
def test_whatever_bytes_stand_in_a_header_are_damage(new: bytes, at: int, over: int, honest_checksum: bool) -> None:
    whole = floor_vault().files[FIRST]
    data = spelled(body()) if honest_checksum else whole
    mutated = data[:at] + new + data[at + over :]
    written = enveloped(mutated) if honest_checksum else mutated
    if written == whole:
        return
    try:
        header = read_header(written)
    except (Malformed, NewerFormat, OlderFormat):
        return
    assert header.to_bytes() == written


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and device files in a folder are a POSIX matter")
@pytest.mark.parametrize("kind", ["pipe", "endless", "loop", "folder"])
def test_a_header_that_is_no_plain_file_neither_hangs_nor_fills_the_memory(
    folder: Path, vaults: VaultKeeper, kind: str
) -> None:
    for name in (FIRST, SECOND):
        path = folder / name
        path.unlink()
        match kind:
            case "pipe":
                os.mkfifo(path)
            case "endless":
                path.symlink_to("/dev/zero")
            case "loop":
                path.symlink_to(path)
            case "folder":
                path.mkdir()
    with pytest.raises(KnownFailure) as told:
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
    assert not isinstance(told.value, NotAVault)


def test_records_name_comes_from_a_number_never_from_text(folder: Path, vaults: VaultKeeper) -> None:
    hostile = body() | {"epoch": "../../elsewhere"}
    for name in (FIRST, SECOND):
        (folder / name).write_bytes(enveloped(spelled(hostile)))
    with pytest.raises(HeaderDamaged):
        vaults.unlock(folder, ADVOCATE.name, ADVOCATE.passphrase)
