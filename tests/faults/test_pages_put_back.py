"""Old pages, an old file, an old journal put back beside a newer vault: it is noticed, or told as what it is (R10)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import Connection

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.storage.copying import file_damage
from advocate_desk.storage.engine import connect
from tests.faults import planted_case as planted
from tests.faults.jobs import JOBS, Place, after_save
from tests.faults.striking import spread

PAGE = 4096
SAVING = JOBS[0]
PAGES = {False: 4, True: 1000}
"""How many of the pages that a save changes are put back, each by itself."""


@pytest.fixture
def saved(place: Place, tmp_path: Path) -> tuple[Place, bytes]:
    """A place in which a contact was saved, and the records file of before."""
    copy = place.another(tmp_path / "own")
    before = records(copy).read_bytes()
    assert copy.terminal().start(SAVING.command(copy)).code == 0
    return copy, before


def records(place: Place) -> Path:
    return place.vault / "records.1.db"


def page(content: bytes, number: int) -> slice:
    return slice(number * PAGE, (number + 1) * PAGE)


def is_noticed(place: Place) -> bool:
    """Say whether opening or verifying the vault finds something wrong."""
    try:
        session = place.vaults().unlock(place.vault, planted.ADMINISTRATOR, planted.PASSPHRASE)
    except KnownFailure:
        return True
    try:
        place.vaults().verify(session)
    except KnownFailure:
        return True
    finally:
        session.close()
    return False


def key_of(place: Place) -> bytes:
    session = place.vaults().unlock(place.vault, planted.ADMINISTRATOR, planted.PASSPHRASE)
    try:
        return session.vault.records_key
    finally:
        session.close()


@contextmanager
def opened(place: Place, key: bytes) -> Iterator[Connection]:
    driver = connect(records(place), key)
    try:
        yield driver
    finally:
        driver.close()


def rows(driver: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the search's lists of where to leap to: the words are all found without."""
    names = [name for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    tables = [name for name in names if not name.endswith("_idx")]
    return {name: driver.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}


def spliced(before: bytes, after: bytes) -> Iterator[bytes]:
    """Yield the later file with one page of the earlier in it, for each page that a save changed."""
    for number in range(len(before) // PAGE):
        if before[page(before, number)] != after[page(after, number)]:
            yield after[: number * PAGE] + before[page(before, number)] + after[(number + 1) * PAGE :]


def test_a_page_of_before_put_back_by_itself_is_noticed_or_holds_no_record(
    saved: tuple[Place, bytes], whole: bool
) -> None:
    place, before = saved
    after, key = records(place).read_bytes(), key_of(place)
    with opened(place, key) as driver:
        kept = rows(driver)
    changed = list(spliced(before, after))
    assert len(changed) > 5
    for content in spread(changed, PAGES[whole]):
        records(place).write_bytes(content)
        if not is_noticed(place):
            with opened(place, key) as driver:
                assert rows(driver) == kept
    records(place).write_bytes(after)
    assert not is_noticed(place)


def test_control_the_checks_of_the_file_alone_let_an_old_page_pass(saved: tuple[Place, bytes]) -> None:
    """They know where a page belongs, and not when; it is the journal of changes that notices."""
    place, before = saved
    after, key = records(place).read_bytes(), key_of(place)
    with opened(place, key) as driver:
        kept = rows(driver)
    for content in spliced(before, after):
        records(place).write_bytes(content)
        with opened(place, key) as driver:
            if not file_damage(driver) and rows(driver) != kept:
                return
    pytest.fail("no old page passed the checks of the file, so this test no longer shows what the journal is for")


def test_control_an_untouched_file_of_before_is_whole_in_itself(saved: tuple[Place, bytes]) -> None:
    """A whole older file cannot be told from the true one by itself; docs/security.md says so."""
    place, before = saved
    records(place).write_bytes(before)
    assert not is_noticed(place)


def test_a_stale_journal_beside_the_records_changes_nothing(
    saved: tuple[Place, bytes], tmp_path: Path, whole: bool
) -> None:
    place, before = saved
    journal = place.vault / "records.1.db-journal"
    stale = (b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + before[:PAGE], b"", b"\0" * 512, before[: 5 * PAGE])
    for content in stale if whole else stale[:1]:
        journal.write_bytes(content)
        after_save(place, acknowledged=True)
    shutil.rmtree(tmp_path / "own")
