"""A disk that is full, failing or closed to us: the true reason is told, and nothing saved is lost."""

import errno
import os
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from advocate_desk.domain.contacts import Note
from advocate_desk.domain.errors import (
    DiskFailed,
    DiskFull,
    KnownFailure,
    NoRights,
    OlderFormat,
    RecordsDamaged,
    VaultExists,
)
from advocate_desk.storage import schema
from advocate_desk.storage.faults import known
from advocate_desk.storage.records import SqlStore
from tests.support import planted
from tests.support.kept import Invented, PlainVault, all_of, created, keep, keep_case, opened, records


def test_a_full_disk_is_told_nothing_is_lost_and_the_next_save_works(store: SqlStore) -> None:
    invented = Invented()
    keep_case(store, invented.note("before"), invented=invented)
    with store._desk.driver() as driver:
        (pages,) = driver.execute("PRAGMA page_count").fetchone()
        driver.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(DiskFull, match="disk is full"):
        keep(store, *(invented.note("more " * 2000) for _ in range(10)))
    assert [note.text for note in all_of(store, Note)] == ["before"]
    keep(store, invented.note("after"))
    assert store.check() == ()


class FailingDriver:
    """The driver, whose next commit reports an I/O error after (or before) doing its work."""

    def __init__(self, store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
        self._commit = store._desk.engine.dialect.do_commit
        self.failures = 0
        monkeypatch.setattr(store._desk.engine.dialect, "do_commit", self.do_commit)

    def do_commit(self, connection: object) -> None:
        if not self.failures:
            self.failures += 1
            error = dbapi2.OperationalError("disk I/O error")
            error.sqlite_errorcode = 10 | (4 << 8)  # SQLITE_IOERR_FSYNC
            raise error
        self._commit(connection)  # type: ignore[arg-type]


def test_after_a_failed_sync_nothing_counts_as_saved_and_the_file_is_opened_anew(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = keep_case(store)
    with store._desk.driver() as before:
        pass
    failing = FailingDriver(store, monkeypatch)
    with pytest.raises(DiskFailed):
        keep(store, invented.note("not saved"))
    assert failing.failures == 1
    assert all_of(store, Note) == ()
    with store._desk.driver() as after:
        assert after is not before
    keep(store, invented.note("saved"))
    assert store.check() == ()


def test_a_commit_that_failed_leaves_an_empty_unit(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    invented = keep_case(store)
    FailingDriver(store, monkeypatch)
    with store.work() as work:
        work.add(invented.note("not saved"))
        with pytest.raises(DiskFailed):
            work.commit("saved")
        work.commit("nothing")
        assert work.find(Note) == ()


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (13, DiskFull),
        (10, DiskFailed),
        (10 | (4 << 8), DiskFailed),
        (8, NoRights),
        (8 | (6 << 8), NoRights),
        (3, NoRights),
        (14, NoRights),
        (11, RecordsDamaged),
        (26, RecordsDamaged),
    ],
)
def test_each_fault_of_the_file_has_its_own_sentence(code: int, failure: type[KnownFailure]) -> None:
    error = dbapi2.OperationalError("something")
    error.sqlite_errorcode = code
    assert type(known(error)) is failure


@pytest.mark.parametrize(
    ("words", "failure"),
    [
        ("database or disk is full", DiskFull),
        ("disk I/O error", DiskFailed),
        ("attempt to write a readonly database", NoRights),
        ("database disk image is malformed", RecordsDamaged),
    ],
)
def test_a_copy_that_fails_tells_no_code_and_has_its_sentence_all_the_same(
    words: str, failure: type[KnownFailure]
) -> None:
    assert type(known(dbapi2.OperationalError(words))) is failure


@pytest.mark.parametrize(
    ("name", "failure"),
    [("ENOSPC", DiskFull), ("EDQUOT", DiskFull), ("EIO", DiskFailed), ("EROFS", NoRights), ("EACCES", NoRights)],
)
def test_each_fault_of_the_system_has_its_own_sentence(name: str, failure: type[KnownFailure]) -> None:
    error = OSError(getattr(errno, name), os.strerror(1))
    assert type(known(error)) is failure


def test_a_fault_of_ours_is_not_dressed_up_as_the_disks() -> None:
    error = dbapi2.IntegrityError("constraint failed")
    error.sqlite_errorcode = 19
    assert known(error) is None
    assert known(ValueError()) is None


def test_no_error_of_the_database_repeats_what_was_to_be_kept(store: SqlStore) -> None:
    invented = Invented(name=planted.NAME)
    keep_case(store, invented=invented)
    with pytest.raises(sa.exc.IntegrityError, match="UNIQUE constraint") as told:
        keep(store, invented.client())
    assert planted.planted_in(str(told.value)) is None


def test_the_file_is_for_its_owner_alone(store: SqlStore, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_set_of_records_is_never_made_over_the_first(store: SqlStore, path: Path) -> None:
    keep_case(store)
    store.close()
    before = path.read_bytes()
    with pytest.raises(VaultExists):
        created(path)
    assert path.read_bytes() == before


def test_a_file_that_may_only_be_read_can_be_read_and_a_save_says_why_not(
    store: SqlStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = keep_case(store)
    store.close()

    def read_only(place: str, **options: object) -> object:
        # Permissions would not stop a test that runs as root; SQLite opens such a file in just this way.
        return connect(place.replace("mode=rw", "mode=ro"), **options)

    connect = dbapi2.connect
    monkeypatch.setattr(dbapi2, "connect", read_only)
    before = path.read_bytes()
    again = opened(path)
    with pytest.raises(NoRights):
        keep(again, invented.note("not saved"))
    assert all_of(again, Note) == ()
    again.close()
    assert path.read_bytes() == before


def test_a_vault_that_may_only_be_read_is_read_and_every_write_is_refused_in_words(path: Path) -> None:
    invented = Invented()
    store = created(path)
    keep_case(store, invented.note("before"), invented=invented)
    store.close()
    before = path.read_bytes()
    vault = PlainVault(path, read_only=True)
    reading = records().open(vault)
    assert [note.text for note in all_of(reading, Note)] == ["before"]
    for write in (lambda: keep(reading, invented.note("more")), lambda: reading.drafts.keep("note", "half-typed")):
        with pytest.raises(NoRights, match="Nothing was changed"):
            write()
    assert reading.check() == ()
    reading.close()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_an_older_file_that_may_only_be_read_is_not_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    created(path).close()
    before = path.read_bytes()
    monkeypatch.setattr(schema, "HEAD", "a later one")
    with pytest.raises(OlderFormat, match="Copy the vault's folder"):
        records().open(PlainVault(path, read_only=True))
    assert path.read_bytes() == before
