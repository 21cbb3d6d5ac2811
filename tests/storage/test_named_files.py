"""Which sealed files are named: what any record names, or ever named, is no rubbish."""

from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.attachments import Attachment, MediaType
from advocate_desk.domain.identifiers import new_id
from advocate_desk.services.file_ports import NamedFile
from advocate_desk.storage.engine import Door, Writer
from advocate_desk.storage.records import SqlStore
from advocate_desk.storage.tables import kind_of
from tests.support.kept import keep, keep_case

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def attachment(case_id: UUID, letter: str, **more: str) -> Attachment:
    return Attachment(
        id=new_id(NOW),
        stream_id=case_id,
        case_id=case_id,
        title="an order",
        media_type=MediaType.PDF,
        blob=letter * 32,
        sealed_with=letter * 64,
        size_bytes=5,
        digest=letter * 64,
        added_at=NOW,
        added_by=new_id(NOW),
        **more,
    )


def test_a_file_is_named_by_its_row_by_a_removed_row_and_as_it_came(store: SqlStore) -> None:
    case_id = keep_case(store).id
    plain = attachment(case_id, "a")
    picture = attachment(case_id, "b", original_blob="c" * 32, original_sealed_with="c" * 64, original_digest="d" * 64)
    keep(store, plain, picture)
    with store.work() as work:
        work.change(work.get(Attachment, plain.id), deleted_at=NOW, title="attachments")
        work.commit("removed")
    named = store.named_files()
    assert [one.name[0] for one in named] == ["a", "b", "c"]
    assert named[2] == NamedFile(name="c" * 32, key="c" * 64, digest="d" * 64)
    assert named[0] == NamedFile(name="a" * 32, key="a" * 64, digest="a" * 64)


def test_a_file_is_named_by_the_history_where_its_row_was_lost(store: SqlStore) -> None:
    kept = attachment(keep_case(store).id, "a")
    keep(store, kept)
    with store._desk.transaction() as connection:
        Writer(connection, Door.JOURNAL).write(sa.delete(kind_of(Attachment).table))
    with store.work() as work:
        assert work.find(Attachment) == ()
    assert [one.name for one in store.named_files()] == [kept.blob]
