"""Every damage to the file is noticed, called damage, and changes nothing (promises R8 and R9)."""

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from advocate_desk.domain.errors import KnownFailure, RecordsDamaged
from advocate_desk.storage.copying import file_damage
from advocate_desk.storage.engine import connect
from advocate_desk.storage.records import SqlStore
from tests.support.kept import KEY, Invented, keep_case, opened

PAGE = 4096


@pytest.fixture
def whole(store: SqlStore, path: Path) -> Path:
    """A closed file of some hundred pages."""
    for number in range(3):
        invented = Invented(name=f"Ceri {number} Sample")
        keep_case(store, *(invented.note(f"{word} " * 300) for word in ("one", "two", "three")), invented=invented)
    store.close()
    return path


def notices(path: Path) -> bool:
    """Say whether opening the file, or the two checks, call it damaged."""
    try:
        store = opened(path)
    except RecordsDamaged:
        return True
    try:
        return store.check() != ()
    except RecordsDamaged:
        return True
    finally:
        store.close()


def one_check_alone_passes(path: Path, check: str) -> bool:
    driver = dbapi2.connect(str(path))
    try:
        driver.execute(f"PRAGMA key=\"x'{KEY.hex()}'\"")
        return all(row[0] == "ok" for row in driver.execute(f"PRAGMA {check}"))
    finally:
        driver.close()


def test_a_whole_file_passes(whole: Path) -> None:
    assert not notices(whole)


def test_a_flipped_bit_in_any_page_is_noticed(whole: Path) -> None:
    content = bytearray(whole.read_bytes())
    pages = len(content) // PAGE
    assert pages > 60
    missed = []
    for page in range(pages):
        # Another place in each page; the first 16 bytes of the file are the salt.
        place = page * PAGE + (page * 37) % PAGE
        content[place] ^= 1
        whole.write_bytes(content)
        if not _file_is_damaged(whole):
            missed.append(page)
        content[place] ^= 1
    assert missed == []
    whole.write_bytes(content)
    assert not notices(whole)


def _file_is_damaged(path: Path) -> bool:
    try:
        driver = connect(path, KEY)
    except RecordsDamaged:
        return True
    try:
        return bool(file_damage(driver))
    finally:
        driver.close()


@pytest.mark.parametrize("cut", [1, 100, PAGE - 1, PAGE, PAGE + 1, 10 * PAGE])
def test_a_file_cut_short_is_noticed(whole: Path, cut: int) -> None:
    whole.write_bytes(whole.read_bytes()[:-cut])
    assert notices(whole)


@pytest.mark.parametrize("left", [0, 1, 16, 100, PAGE])
def test_a_file_of_which_little_is_left_is_noticed(whole: Path, left: int) -> None:
    whole.write_bytes(whole.read_bytes()[:left])
    assert notices(whole)


@pytest.mark.parametrize("added", [bytes(PAGE), b"\xa5" * PAGE])
def test_a_page_added_is_noticed(whole: Path, added: bytes) -> None:
    whole.write_bytes(whole.read_bytes() + added)
    assert notices(whole)


def test_pages_that_changed_places_are_noticed(whole: Path) -> None:
    content = bytearray(whole.read_bytes())
    one, other = slice(5 * PAGE, 6 * PAGE), slice(9 * PAGE, 10 * PAGE)
    content[one], content[other] = content[other], content[one]
    whole.write_bytes(content)
    assert notices(whole)


def test_control_the_cipher_check_alone_passes_a_file_cut_at_a_page(whole: Path) -> None:
    whole.write_bytes(whole.read_bytes()[:-PAGE])
    assert one_check_alone_passes(whole, "cipher_integrity_check")


def test_control_the_database_check_alone_passes_an_added_page(whole: Path) -> None:
    whole.write_bytes(whole.read_bytes() + bytes(PAGE))
    assert one_check_alone_passes(whole, "integrity_check")


def test_a_file_that_is_missing_is_not_made_anew(whole: Path) -> None:
    whole.unlink()
    with pytest.raises(RecordsDamaged):
        opened(whole)
    assert not whole.exists()


def test_damage_is_told_as_damage_and_never_as_a_wrong_passphrase(whole: Path) -> None:
    whole.write_bytes(b"\x00" * PAGE * 4)
    with pytest.raises(KnownFailure) as told:
        opened(whole)
    assert type(told.value) is RecordsDamaged
    assert "passphrase is right" in str(told.value)


def test_looking_at_a_damaged_file_changes_no_byte_of_it(whole: Path) -> None:
    content = bytearray(whole.read_bytes())
    content[20 * PAGE + 7] ^= 4
    whole.write_bytes(content)
    assert notices(whole)
    assert whole.read_bytes() == content
    assert [one.name for one in whole.parent.iterdir()] == [whole.name]


def test_a_copied_file_opens_by_itself(whole: Path, tmp_path: Path) -> None:
    alone = tmp_path / "elsewhere" / "records.db"
    alone.parent.mkdir()
    shutil.copyfile(whole, alone)
    assert not notices(alone)
