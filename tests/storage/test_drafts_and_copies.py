"""Drafts go without a trace; copies count only when they were opened again; nothing readable is on the disk."""

from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from advocate_desk.domain.contacts import Note
from advocate_desk.domain.errors import KnownFailure, RecordsDamaged, TextRefused, VaultExists
from advocate_desk.domain.people import Person, PersonRole, PointKind
from advocate_desk.storage import journal
from advocate_desk.storage.drafts import drafts
from advocate_desk.storage.records import SqlCipherRecords, SqlStore
from tests.support import planted, vaults
from tests.support.kept import DEVICE, Invented, Ticking, all_of, created, keep, keep_case, opened
from tests.support.planted import files_with_planted

ANOTHER = UUID(int=72)


def test_a_draft_waits_until_it_is_erased(store: SqlStore, path: Path) -> None:
    store.drafts.keep("note", "half a sent")
    store.drafts.keep("note", "half a sentence")
    store.close()
    again = opened(path)
    draft = again.drafts.load("note")
    assert draft
    assert (draft.key, draft.body) == ("note", "half a sentence")
    assert draft.saved_at.tzinfo
    again.drafts.erase("note")
    assert again.drafts.load("note") is None
    again.close()


def test_each_user_sees_their_own_drafts(store: SqlStore, path: Path) -> None:
    store.drafts.keep("note", "mine")
    store.close()
    theirs = opened(path, user=ANOTHER)
    assert theirs.drafts.load("note") is None
    theirs.drafts.keep("note", "theirs")
    theirs.drafts.erase("note")
    theirs.close()
    again = opened(path)
    assert getattr(again.drafts.load("note"), "body", "") == "mine"
    again.close()


def _without_cipher(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep files readable, so that a test can look into their pages."""
    monkeypatch.setattr("advocate_desk.storage.engine._unlock", lambda driver, key: None)


def _bytes_after_a_draft_was_erased(path: Path) -> bytes:
    store = created(path)
    store.drafts.keep("note", "zanzibar " * 3000)
    assert b"zanzibar" in path.read_bytes()
    store.drafts.erase("note")
    with store._desk.transaction() as connection:
        assert journal.count(connection) == 0
        assert connection.execute(sa.select(drafts)).all() == []
    store.close()
    return path.read_bytes()


def test_an_erased_draft_is_in_no_history_and_in_no_free_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_cipher(monkeypatch)
    assert b"zanzibar" not in _bytes_after_a_draft_was_erased(path)


def test_control_without_overwriting_an_erased_draft_would_stay(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_cipher(monkeypatch)
    monkeypatch.setattr("advocate_desk.storage.engine._SETTINGS", ("secure_delete=OFF",))
    assert b"zanzibar" in _bytes_after_a_draft_was_erased(path)


def test_half_a_pair_in_a_draft_is_refused_and_the_older_draft_stays(store: SqlStore) -> None:
    store.drafts.keep("note", "older")
    with pytest.raises((TextRefused, sa.exc.StatementError)):
        store.drafts.keep("note", "\ud800")
    assert getattr(store.drafts.load("note"), "body", "") == "older"


# --- copies -------------------------------------------------------------------------------------------------


def test_a_copy_holds_everything_and_opens_under_the_same_key(store: SqlStore, tmp_path: Path) -> None:
    invented = Invented()
    keep_case(store, *(invented.note("copied " * 500) for _ in range(20)), invented=invented)
    steps: list[tuple[int, int]] = []
    store.copy_to(tmp_path / "copy.db", lambda done, total: steps.append((done, total)) is None)
    assert steps[-1][0] == steps[-1][1]
    copy = opened(tmp_path / "copy.db")
    assert copy.check() == ()
    assert all_of(copy, Note) == all_of(store, Note)
    copy.close()
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_a_copy_that_is_stopped_leaves_nothing(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advocate_desk.storage.copying._PAGES_AT_A_TIME", 1)
    keep_case(store)
    with pytest.raises(KnownFailure, match="stopped"):
        store.copy_to(tmp_path / "copy.db", lambda done, total: done < 3)
    assert not (tmp_path / "copy.db").exists()
    assert store.check() == ()


def test_a_copy_never_overwrites(store: SqlStore, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"mine")
    with pytest.raises(VaultExists):
        store.copy_to(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


def test_a_copy_that_does_not_check_does_not_count(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "copy.db"
    keep_case(store)

    def copy_badly(source: object, key: bytes, target: Path, progress: object) -> None:
        target.write_bytes(store_bytes[:-4096])

    store_bytes = next(tmp_path.glob("records*.db")).read_bytes()
    monkeypatch.setattr("advocate_desk.storage.copying._copy", copy_badly)
    with pytest.raises(RecordsDamaged):
        store.copy_to(to)
    assert not to.exists()


# --- nothing readable (promise R22) -------------------------------------------------------------------------


def _work_with_planted_data(path: Path) -> None:
    store = created(path)
    invented = Invented(name=planted.NAME)
    keep(
        store,
        invented.case(what_she_wants=planted.NOTE),
        invented.client(known_as=(planted.CHILD,)),
        invented.somebody(PersonRole.OTHER_PERSON, planted.OTHER_PERSON),
        invented.point(PointKind.PHONE, planted.PHONE, "447700900951"),
        invented.point(PointKind.ADDRESS, planted.ADDRESS),
        invented.note(planted.NOTE * 50),
        invented.contact(planted.NOTE),
    )
    store.drafts.keep("note", planted.NOTE)
    with store.work() as work:
        assert work.search("quenby")
        assert work.points_in(planted.ADDRESS)
        work.change(work.get(Person, invented.client_id), legal_name=planted.OTHER_PERSON)
        work.add(invented.note(planted.NOTE))
    assert store.check() == ()
    store.copy_to(path.with_name("copy.db"))
    store.replay_into(path.with_name("replayed.db"))
    store.close()


def test_no_planted_word_can_be_read_in_any_file(path: Path) -> None:
    _work_with_planted_data(path)
    assert len(list(path.parent.iterdir())) == 3
    assert list(files_with_planted(path.parent)) == []


def test_no_planted_word_can_be_read_while_a_unit_is_being_written(
    store: SqlStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def look(connection: object) -> None:
        seen.extend(one.name for one in path.parent.iterdir())
        assert list(files_with_planted(path.parent)) == []
        commit(connection)  # type: ignore[arg-type]

    commit = store._desk.engine.dialect.do_commit
    monkeypatch.setattr(store._desk.engine.dialect, "do_commit", look)
    invented = Invented(name=planted.NAME)
    keep_case(store, *(invented.note(planted.NOTE * 100) for _ in range(20)), invented=invented)
    assert f"{path.name}-journal" in seen


def test_control_without_the_cipher_the_planted_words_would_be_found(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without_cipher(monkeypatch)
    monkeypatch.setattr("advocate_desk.storage.copying.file_damage", lambda driver: ())
    monkeypatch.setattr("advocate_desk.storage.checking.file_damage", lambda driver: ())
    _work_with_planted_data(path)
    assert len(list(files_with_planted(path.parent))) == 3


# --- under a real vault -------------------------------------------------------------------------------------


def test_the_records_of_a_real_vault_verify_by_its_members_signatures(tmp_path: Path) -> None:
    folder = vaults.vault_folder(tmp_path / "sample.advault")
    for who in (vaults.ADMINISTRATOR, vaults.ADVOCATE):
        vault = vaults.unlocked(folder, who)
        records = SqlCipherRecords(DEVICE, Ticking(), _refuse)
        store = records.open(vault) if vault.records_path.exists() else records.create(vault)
        keep_case(store)
        assert store.check() == ()
        store.close()
        vault.close()


def _refuse(path: Path, key: bytes, found: str) -> None:
    pytest.fail("a new file needs no migration")
