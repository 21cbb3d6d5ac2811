"""The journal proves itself, and the tables can be made anew from it."""

import dataclasses
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from advocate_desk.domain.contacts import Note
from advocate_desk.domain.errors import NewerFormat, RecordsDamaged, VaultExists
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import Person
from advocate_desk.domain.record import SHARED_STREAM, Record
from advocate_desk.storage import applying, journal, known_by, schema, search
from advocate_desk.storage.checking import _count_differing, _raw_rows
from advocate_desk.storage.engine import Door, Writer, connect
from advocate_desk.storage.records import SqlStore
from advocate_desk.storage.tables import KINDS, Kind, kind_named
from advocate_desk.storage.values import ID, Kept, Plain, Value
from tests.support.kept import KEY, NOW, Invented, all_of, created, fetch, keep, keep_case, opened

OTHER_DEVICE = UUID(int=92)
OTHER_USER = UUID(int=72)


def edit(store: SqlStore, invented: Invented, **fields: object) -> None:
    with store.work() as work:
        work.change(work.get(Person, invented.client_id), **fields)
        work.commit("edited")


@pytest.fixture
def worked_on(store: SqlStore) -> SqlStore:
    """A store with a case that was opened, edited twice and written about."""
    invented = Invented()
    keep_case(store, invented.note("first"), invented=invented)
    edit(store, invented, pronouns="she")
    edit(store, invented, pronouns="they", language="Welsh")
    return store


@contextmanager
def meddling(store: SqlStore) -> Iterator[Writer]:
    """Write past the door, as somebody with the key and a tool of their own could."""
    with store._desk.transaction() as connection:
        yield Writer(connection, Door.JOURNAL)


def test_an_untouched_journal_verifies(worked_on: SqlStore) -> None:
    assert worked_on.check() == ()


def _another(value: Plain, column: sa.Column[Any]) -> Plain:
    if isinstance(value, int):
        return value + 1
    if isinstance(value, datetime):
        return value.replace(microsecond=1)
    if isinstance(value, UUID):
        return UUID(int=value.int ^ 1)
    if column.name == "body":
        return value.replace("they", "thou")
    return ("0" if value[:1] != "0" else "1") + value[1:]


@pytest.mark.parametrize("name", [name for name in journal.Change.__slots__ if name != "position"])
def test_a_change_to_any_field_of_a_change_record_is_found(worked_on: SqlStore, name: str) -> None:
    columns = journal.changes.c
    with meddling(worked_on) as writer:
        last = sa.select(columns[name]).order_by(columns.position.desc()).limit(1)
        value = _another(writer.connection.execute(last).scalar_one(), columns[name])
        writer.write(sa.update(journal.changes).where(columns.position == 3).values({name: value}))
    assert worked_on.check() != ()


def test_a_body_and_its_digest_changed_together_are_found(worked_on: SqlStore) -> None:
    columns = journal.changes.c
    with meddling(worked_on) as writer:
        body = writer.connection.execute(sa.select(columns.body).where(columns.position == 3)).scalar_one()
        body = body.replace("they", "thou")
        values = {"body": body, "body_digest": journal.digest_of(body)}
        writer.write(sa.update(journal.changes).where(columns.position == 3).values(values))
    assert any("heading" in finding for finding in worked_on.check())


def test_a_forged_record_with_a_matching_hash_is_found_by_its_signature(worked_on: SqlStore) -> None:
    columns = journal.changes.c
    with meddling(worked_on) as writer:
        *_, last = journal.all_changes(writer.connection)
        assert last.body
        body = last.body.replace("they", "thou")
        forged = dataclasses.replace(last, body=body, body_digest=journal.digest_of(body))
        values = {"body": body, "body_digest": forged.body_digest, "hash": forged.computed_hash()}
        writer.write(sa.update(journal.changes).where(columns.position == 3).values(values))
        people = next(kind.table for kind in KINDS if kind.record is Person)
        writer.write(sa.update(people).values(pronouns="thou"))
    assert worked_on.check() == ("The signature of change record 3 does not hold.",)


@pytest.mark.parametrize("position", [1, 2])
def test_a_record_taken_out_is_found(worked_on: SqlStore, position: int) -> None:
    with meddling(worked_on) as writer:
        writer.write(sa.delete(journal.changes).where(journal.changes.c.position == position))
    assert any("missing" in finding for finding in worked_on.check())


def test_a_row_changed_past_the_journal_is_found(worked_on: SqlStore) -> None:
    people = next(kind.table for kind in KINDS if kind.record is Person)
    with meddling(worked_on) as writer:
        writer.write(sa.update(people).values(language="Klingon"))
    assert worked_on.check() == ("1 rows of “people” are not what the journal says. 'vault rebuild' makes them anew.",)


def test_a_note_taken_out_past_the_journal_is_found(worked_on: SqlStore) -> None:
    notes = next(kind.table for kind in KINDS if kind.record is Note)
    with meddling(worked_on) as writer:
        writer.write(sa.delete(notes))
    assert any("“notes”" in finding for finding in worked_on.check())


@pytest.mark.parametrize("table", ["search_entries", "search_people", "caseload"])
def test_an_index_that_lost_a_row_is_found(worked_on: SqlStore, table: str) -> None:
    with meddling(worked_on) as writer:
        writer.write_sql(f"DELETE FROM {table}")
    assert any(table in finding for finding in worked_on.check())


def test_a_word_missing_from_the_search_index_is_found(worked_on: SqlStore) -> None:
    with meddling(worked_on) as writer:
        writer.write(sa.delete(search.WRITTEN).where(search.WRITTEN.c.rowid > 0))
    assert worked_on.check() == ("The search index is not what the journal says. 'vault rebuild' makes it anew.",)


def test_entries_whose_length_the_search_index_forgot_are_found(worked_on: SqlStore) -> None:
    with meddling(worked_on) as writer:
        writer.write_sql("DELETE FROM search_written_docsize")
    assert worked_on.check() == ("The search index is not what the journal says. 'vault rebuild' makes it anew.",)


def test_words_that_a_search_no_longer_leaps_to_are_found(store: SqlStore) -> None:
    """They still stand in the index; enough of them that it has more than one page."""
    invented = Invented()
    keep_case(store, invented.note(" ".join(f"w{number}" for number in range(3000))), invented=invented)
    assert store.check() == ()
    with meddling(store) as writer:
        writer.write_sql("DELETE FROM search_written_idx")
    assert store.check() == ("The search index is not what the journal says. 'vault rebuild' makes it anew.",)


def test_a_finding_says_nothing_about_anybody(worked_on: SqlStore) -> None:
    with meddling(worked_on) as writer:
        for table in ("notes", "search_entries", "caseload"):
            writer.write_sql(f"DELETE FROM {table}")
    told = " ".join(worked_on.check()).lower()
    assert told
    assert not any(word in told for word in ("ceri", "welsh", "they", "first of"))


def test_a_body_may_be_dropped_without_breaking_the_chain(worked_on: SqlStore) -> None:
    with meddling(worked_on) as writer:
        writer.write(sa.update(journal.changes).values(body=None))
        for kind in ("cases", "people", "notes", "search_entries", "search_people", "caseload"):
            writer.write_sql(f"DELETE FROM {kind}")
        for index in (search.WHO, search.WRITTEN, known_by.ALIKE):
            writer.write(sa.delete(index).where(index.c.rowid > 0))
    assert worked_on.check() == ()


def test_each_device_has_a_chain_of_its_own(worked_on: SqlStore, path: Path) -> None:
    worked_on.close()
    elsewhere = opened(path, device=OTHER_DEVICE, user=OTHER_USER)
    keep_case(elsewhere)
    assert elsewhere.check() == ()
    with elsewhere._desk.transaction() as connection:
        chains = [(change.device_id, change.device_seq) for change in journal.all_changes(connection)]
    assert chains[-1] == (OTHER_DEVICE, 1)
    assert [seq for _, seq in chains] == [1, 2, 3, 1]
    elsewhere.close()


def test_the_check_can_be_stopped(worked_on: SqlStore) -> None:
    seen: list[tuple[int, int]] = []
    assert worked_on.check(lambda done, total: bool(seen.append((done, total)))) == (
        "The check was stopped before its end.",
    )
    assert seen == [(1, 3)]


def test_a_record_of_a_later_program_is_refused_not_guessed_at() -> None:
    body = journal.canonical({"v": journal.BODY_VERSION + 1, "entities": []})
    change = dataclasses.replace(_some_change(), body=body)
    with pytest.raises(NewerFormat):
        list(change.entities())


def _some_change() -> journal.Change:
    return journal.Change(
        id=new_id(NOW),
        stream_id=SHARED_STREAM,
        device_id=OTHER_DEVICE,
        device_seq=1,
        actor_id=OTHER_USER,
        recorded_at=NOW,
        why="a test",
        body=None,
        body_digest="",
        prev_hash="",
    )


def test_a_change_on_a_state_that_is_not_there_is_refused(worked_on: SqlStore) -> None:
    person = all_of(worked_on, Person)[0]
    entity = journal.Entity(kind="people", id=person.id, after=new_id(NOW), fields={"pronouns": ("ze", None)})
    change = dataclasses.replace(_some_change(), stream_id=person.stream_id, body=journal.body_of([entity]))
    with pytest.raises(RecordsDamaged), meddling(worked_on) as writer:
        applying.apply(writer, [change])
    assert worked_on.check() == ()


def test_a_field_that_came_later_takes_its_default_when_an_old_record_is_replayed(store: SqlStore) -> None:
    invented = Invented()
    store_case_body_without(store, invented, "kinds_of_abuse")
    assert fetch(store, type(invented.case()), invented.id).kinds_of_abuse == ()


def store_case_body_without(store: SqlStore, invented: Invented, missing: str) -> None:
    with store._desk.transaction() as connection:
        entities = []
        for record in (invented.case(), invented.client()):
            kind = next(kind for kind in KINDS if kind.record is type(record))
            plain = {name: (kind.fields[name].to_plain(getattr(record, name)), None) for name in kind.written}
            plain.pop(missing, None)
            entities.append(journal.Entity(kind=kind.name, id=record.id, after=None, fields=plain))
        change = dataclasses.replace(_some_change(), stream_id=invented.id, body=journal.body_of(entities))
        applying.apply(Writer(connection, Door.JOURNAL), [change])


def test_the_body_is_canonical_json(worked_on: SqlStore) -> None:
    with worked_on._desk.transaction() as connection:
        for change in journal.all_changes(connection):
            assert change.body == journal.canonical(json.loads(change.body or ""))


def test_replaying_never_overwrites(worked_on: SqlStore, path: Path, tmp_path: Path) -> None:
    target = tmp_path / "other.db"
    target.write_bytes(b"mine")
    with pytest.raises(VaultExists):
        worked_on.replay_into(target)
    assert target.read_bytes() == b"mine"
    with pytest.raises(VaultExists):
        worked_on.replay_into(path)
    assert worked_on.check() == ()


def test_a_replay_that_fails_leaves_nothing(worked_on: SqlStore, tmp_path: Path) -> None:
    with meddling(worked_on) as writer:
        writer.write(sa.delete(journal.changes).where(journal.changes.c.position == 1))
    with pytest.raises(RecordsDamaged):
        worked_on.replay_into(tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


# --- any history at all -------------------------------------------------------------------------------------

_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_SHARED = [kind for kind in KINDS if "case_id" not in kind.fields and kind.name not in {"cases", "service_settings"}]
_OF_A_CASE = [kind for kind in KINDS if "case_id" in kind.fields]


def _values(annotation_kept: Kept, name: str) -> st.SearchStrategy[Any]:
    """Draw what a record's field may hold, from how it is kept."""
    value = annotation_kept.value
    if value.allowed:
        return st.sampled_from([value.from_plain(word) for word in value.allowed])
    if value.is_json:
        return st.just(value.from_plain(type(value.to_plain(_EMPTY.get(name, ())))()))
    if _is_moment(value):
        return st.datetimes(timezones=st.just(UTC))
    if value.storage == "INTEGER":
        return st.integers(-(2**63), 2**63 - 1)
    if value is ID.value:
        return st.uuids()
    return st.dates() if value.from_plain == date.fromisoformat else _TEXT


_EMPTY: dict[str, Any] = dict.fromkeys(
    ("answers", "outcomes", "sources", "notes", "wishes", "granted"), MappingProxyType({})
)


def _is_moment(value: Value) -> bool:
    return value.storage == "INTEGER" and isinstance(value.from_plain(0), datetime)


@st.composite
def _records(draw: st.DrawFn, kind: Kind, stream_id: UUID, agency: UUID | None = None) -> list[Record]:
    """Draw a record of ``kind``, and before it those it cannot be without."""
    needed: list[Record] = []
    given: dict[str, Any] = {"case_id": stream_id} if "case_id" in kind.fields else {}
    for key in kind.table.foreign_key_constraints:
        name, target = key.column_keys[-1], key.elements[-1].column.table.name
        if name == "case_id":
            continue
        if kind.fields[name].nullable:
            given[name] = None
        elif target == "agencies" and agency is not None:
            given[name] = agency
        else:
            needed += draw(_records(kind_named(target), _stream_of(kind_named(target), stream_id), agency))
            given[name] = needed[-1].id
    for name, one in kind.fields.items():
        if name not in {*given, "id", "stream_id", "version", "deleted_at"}:
            values = _values(Kept(one.value), name)
            given[name] = draw(st.none() | values if one.nullable else values)
    return [*needed, kind.record(id=draw(st.uuids()), stream_id=stream_id, **given)]


def _stream_of(kind: Kind, case_id: UUID) -> UUID:
    return case_id if kind in _OF_A_CASE else SHARED_STREAM


@settings(
    max_examples=2,
    phases=[Phase.generate],  # to make what failed smaller would take minutes, with every kind in it
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_a_record_of_every_kind_reads_back_as_it_was_kept_also_after_a_replay(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = created(Path(folder) / "one.db")
        case = keep_case(store)
        kept = [data.draw(_records(kind, _stream_of(kind, case.id))) for kind in (*_SHARED, *_OF_A_CASE)]
        for records in kept:
            keep(store, *records)
        assert store.check() == ()
        store.replay_into(Path(folder) / "two.db")
        for one in (store, opened(Path(folder) / "two.db")):
            for records in kept:
                found = fetch(one, type(records[-1]), records[-1].id)
                assert dataclasses.replace(found, version=None) == records[-1]
            one.close()


@settings(max_examples=12)
@given(data=st.data())
def test_replaying_any_history_gives_the_same_tables(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = created(Path(folder) / "one.db")
        _make_history(store, data)
        assert store.check() == ()
        store.replay_into(Path(folder) / "two.db")
        again = opened(Path(folder) / "two.db")
        with store._desk.transaction() as kept, again._desk.transaction() as replayed:
            for table in schema.TABLES:
                assert _count_differing(_raw_rows(kept, table), _raw_rows(replayed, table)) == 0
        assert again.check() == ()
        again.close()
        store.close()


def _make_history(store: SqlStore, data: st.DataObject) -> None:
    (agency,) = data.draw(_records(kind_named("agencies"), SHARED_STREAM))
    keep(store, agency)
    cases = [keep_case(store, invented=Invented(name=data.draw(_TEXT))) for _ in range(2)]
    for _ in range(data.draw(st.integers(1, 6))):
        with store.work() as work:
            for _ in range(data.draw(st.integers(1, 3))):
                kind = data.draw(st.sampled_from((*_SHARED, *_OF_A_CASE)))
                stream = _stream_of(kind, data.draw(st.sampled_from(cases)).id)
                for record in data.draw(_records(kind, stream, agency.id)):
                    work.add(record)
            client = work.get(Person, data.draw(st.sampled_from(cases)).client_id)
            work.change(client, name_to_use=data.draw(_TEXT), known_as=(data.draw(_TEXT),))
            if data.draw(st.integers(0, 3)):
                work.commit("drawn")


def test_a_kept_record_reads_back_from_the_plain_file_under_its_key_only(worked_on: SqlStore, path: Path) -> None:
    worked_on.close()
    driver = connect(path, KEY)
    assert driver.execute("SELECT count(*) FROM changes").fetchone() == (3,)
    driver.close()
    with pytest.raises(RecordsDamaged):
        connect(path, bytes(32))
