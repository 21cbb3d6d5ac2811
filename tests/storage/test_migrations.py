"""Bringing an older file up to date: nothing is lost, nothing half done stays, and there is a way back."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Note
from advocate_desk.domain.errors import DiskFull, NewerFormat, RecordsDamaged
from advocate_desk.domain.pathway import Lane, PathwayStep, StepMove, StepState
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.storage import schema, search
from advocate_desk.storage.engine import Door, connect, make_engine, new_file
from advocate_desk.storage.migrate import SCRIPTS, configuration, upgrade
from advocate_desk.storage.records import SqlCipherRecords, SqlStore
from tests.support.imports import modules_loaded_by
from tests.support.kept import DEVICE, KEY, NOW, Invented, PlainVault, Ticking, all_of, fetch, keep, keep_case, opened

HEAD = schema.HEAD
TRIAL = f"{int(HEAD) + 1:04}"
"""A revision that is not shipped, the one after the newest."""

NEXT = """
from alembic import op
import sqlalchemy as sa

revision = "{trial}"
down_revision = "{head}"


def upgrade():
{body}
"""


@contextmanager
def writing(path: Path, *, foreign_keys: bool = True) -> Iterator[sa.Connection]:
    engine = make_engine(lambda: connect(path, KEY, foreign_keys=foreign_keys))
    try:
        with engine.begin() as connection:
            yield connection.execution_options(door=Door.SCHEMA)
    finally:
        engine.dispose()


def objects(path: Path) -> dict[str, str]:
    """Return what the file is made of: each object's SQL, spaces set aside."""
    with writing(path) as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {name: "".join(sql.split()) for name, sql in rows}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def go(way: Callable[[Config, str], None], path: Path, revision: str) -> None:
    """Bring a closed file up or down."""
    with writing(path, foreign_keys=False) as connection:
        config = configuration()
        config.attributes["connection"] = connection
        way(config, revision)


@pytest.fixture
def next_revision(tmp_path: Path) -> Callable[[str], Path]:
    """Make a folder of revisions with one more than is shipped, whose upgrade does ``body``."""

    def make(body: str) -> Path:
        scripts = tmp_path / "migrations"
        shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        indented = "\n".join(f"    {line}" for line in body.strip().splitlines())
        (scripts / "versions" / f"{TRIAL}_trial.py").write_text(
            NEXT.format(trial=TRIAL, head=HEAD, body=indented), encoding="utf-8"
        )
        return scripts

    return make


@pytest.fixture
def old(store: SqlStore, path: Path) -> Path:
    """A closed file with a case and a note in it."""
    invented = Invented(name="Siân Sample")
    keep_case(store, invented.note("She asked about the bicycle shed."), invented=invented)
    store.close()
    return path


def test_there_is_one_head_and_the_program_knows_it() -> None:
    assert ScriptDirectory.from_config(configuration()).get_heads() == [schema.HEAD]


def test_the_newest_revision_makes_the_tables_the_program_derives(store: SqlStore, path: Path, tmp_path: Path) -> None:
    migrated = tmp_path / "migrated.db"
    new_file(migrated)
    go(command.upgrade, migrated, "head")
    store.close()
    derived, made = objects(path), objects(migrated)
    derived.pop("alembic_version")
    made.pop("alembic_version")
    assert made == derived
    with writing(migrated) as connection:
        assert schema.revision(connection) == schema.HEAD


def test_every_revision_goes_down_and_up_again_on_one_encrypted_file(old: Path) -> None:
    before = objects(old)
    go(command.downgrade, old, "base")
    assert objects(old).keys() == {"alembic_version"}
    go(command.upgrade, old, "head")
    assert objects(old) == before


def test_steps_and_their_moves_stay_what_they_were_and_an_unknown_day_becomes_the_day_it_was_written(
    store: SqlStore, path: Path
) -> None:
    invented = Invented()
    steps = [
        PathwayStep(
            id=UUID(int=number),
            stream_id=invented.id,
            case_id=invented.id,
            lane=Lane.REPORT,
            code="police_report",
            title="Report to the police",
            position=number,
        )
        for number in (1, 2)
    ]
    moves = [
        StepMove(
            id=UUID(int=number + 10),
            stream_id=invented.id,
            case_id=invented.id,
            step_id=UUID(int=number),
            to_state=StepState.WAITING,
            happened_on=day,
            recorded_at=NOW,
            actor_id=DEVICE,
            waiting_on="the officer",
        )
        for number, day in ((1, date(2026, 3, 2)), (2, None))
    ]
    keep_case(store, *steps, *moves, invented=invented)
    kept = {kind: all_of(store, kind) for kind in (Case, PathwayStep, StepMove)}
    store.close()
    go(command.downgrade, path, "0003")
    go(command.upgrade, path, "0004")
    again = opened(path)
    dated = tuple(replace(move, happened_on=move.happened_on or NOW.date()) for move in kept.pop(StepMove))
    assert all_of(again, StepMove) == dated
    assert {kind: all_of(again, kind) for kind in kept} == kept
    again.close()


def test_what_a_service_never_set_has_its_first_value_after_it(store: SqlStore, path: Path) -> None:
    first = ServiceSettings(service_name="Sample service")
    keep(store, first)
    store.close()
    go(command.downgrade, path, "0003")
    go(command.upgrade, path, "0004")
    again = opened(path)
    assert replace(fetch(again, ServiceSettings, first.id), version=None) == first
    again.close()


def test_a_current_file_is_opened_without_loading_alembic() -> None:
    loaded = modules_loaded_by(["advocate_desk.storage.records"])
    assert "sqlalchemy" in loaded
    assert not any(name.split(".")[0] == "alembic" for name in loaded)


def test_a_current_file_is_never_migrated(old: Path) -> None:
    def refuse(path: Path, key: bytes, found: str) -> None:
        pytest.fail("migrated")

    SqlCipherRecords(DEVICE, Ticking(), refuse).open(PlainVault(old)).close()


def test_opening_an_older_file_brings_it_up_to_date(
    old: Path, next_revision: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = next_revision('op.add_column("notes", sa.Column("mood", sa.Text))')
    monkeypatch.setattr(schema, "HEAD", TRIAL)
    store = SqlCipherRecords(DEVICE, Ticking(), lambda path, key, found: upgrade(path, key, found, scripts)).open(
        PlainVault(old)
    )
    assert store.revision() == TRIAL
    store.close()
    assert "moodTEXT" in objects(old)["notes"]


def test_a_checked_copy_of_the_old_file_stays_beside_it(old: Path, next_revision: Callable[[str], Path]) -> None:
    before = objects(old)
    upgrade(old, KEY, HEAD, next_revision('op.add_column("notes", sa.Column("mood", sa.Text))'))
    copy = old.with_name(f"records.1.at-{HEAD}.db")
    assert objects(copy) == before
    assert objects(old) != before
    store = opened(copy)
    assert [note.text for note in all_of(store, Note)] == ["She asked about the bicycle shed."]
    store.close()


def test_nothing_is_migrated_when_the_copy_cannot_be_made(
    old: Path, next_revision: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    scripts = next_revision('op.add_column("notes", sa.Column("mood", sa.Text))')
    before = digest(old)
    monkeypatch.setattr("advocate_desk.storage.copying.check_copy", full)
    with pytest.raises(DiskFull):
        upgrade(old, KEY, HEAD, scripts)
    assert digest(old) == before
    assert [one.name for one in old.parent.glob("*.db")] == [old.name]


@pytest.mark.parametrize("found", [TRIAL, "9f3a", "0001x"])
def test_a_file_of_a_later_program_is_refused_and_left_as_it_was(old: Path, found: str) -> None:
    with writing(old) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (found,))
    before = digest(old)
    with pytest.raises(NewerFormat):
        opened(old)
    assert digest(old) == before
    assert [one.name for one in old.parent.glob("*.db")] == [old.name]


def test_a_file_without_a_revision_is_damaged(old: Path) -> None:
    with writing(old) as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    with pytest.raises(RecordsDamaged):
        opened(old)


# --- the three traps ----------------------------------------------------------------------------------------

# A table with children that go when it goes, and a trigger: what a later release may well have.
FAMILY = """
op.execute("CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT)")
op.execute("CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parents ON DELETE CASCADE)")
op.execute("CREATE TRIGGER parents_found AFTER INSERT ON parents "
           "BEGIN INSERT INTO children (parent) VALUES (new.id); END")
op.execute("INSERT INTO parents VALUES (1, 'Sample')")
with op.batch_alter_table("parents") as batch:
    batch.alter_column("name", nullable=False, existing_type=sa.Text)
"""


def _count(path: Path, table: str) -> int:
    with writing(path) as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def test_altering_a_table_loses_none_of_its_children(old: Path, next_revision: Callable[[str], Path]) -> None:
    upgrade(old, KEY, HEAD, next_revision(FAMILY))
    assert _count(old, "children") == 1


def test_control_with_foreign_keys_on_the_children_would_be_lost(
    old: Path, next_revision: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advocate_desk.storage.migrate.connect", lambda path, key, **_: connect(path, key))
    upgrade(old, KEY, HEAD, next_revision(FAMILY))
    assert _count(old, "children") == 0


def test_rows_that_point_at_nothing_after_a_migration_undo_it(old: Path, next_revision: Callable[[str], Path]) -> None:
    scripts = next_revision("op.execute('DELETE FROM cases')")
    before = objects(old)
    with pytest.raises(RecordsDamaged):
        upgrade(old, KEY, HEAD, scripts)
    assert _count(old, "cases") == 1
    assert objects(old) == before


ALTER_NOTES = """
with op.batch_alter_table("notes", recreate="always", table_kwargs={"sqlite_strict": True}) as batch:
    batch.add_column(sa.Column("mood", sa.Text, nullable=False, server_default=""), insert_after="text")
"""


def test_what_was_found_before_a_table_was_altered_is_found_after_it(
    old: Path, next_revision: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search index hangs on no trigger, which an altered table would lose without a word."""
    upgrade(old, KEY, HEAD, next_revision(ALTER_NOTES))
    monkeypatch.setattr(schema, "HEAD", TRIAL)
    with writing(old) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM notes").scalar_one() == 1
        assert search.search(connection, "bicycle", 5)
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'notes'").scalar_one()
        assert all(part in made for part in ("mood", "STRICT", "ck_notes_stream", "DEFERRABLE INITIALLY DEFERRED"))
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").scalar() == 0


def test_control_a_trigger_of_an_altered_table_is_lost(old: Path, next_revision: Callable[[str], Path]) -> None:
    upgrade(old, KEY, HEAD, next_revision(FAMILY))
    assert "parents_found" not in objects(old)


HALF = """
op.execute("CREATE TABLE half (id INTEGER PRIMARY KEY)")
op.execute("UPDATE people SET name_to_use = 'half'")
raise RuntimeError("in the middle")
"""


def test_a_migration_that_fails_in_the_middle_leaves_nothing_of_itself(
    old: Path, next_revision: Callable[[str], Path]
) -> None:
    before = objects(old)
    with pytest.raises(RuntimeError, match="in the middle"):
        upgrade(old, KEY, HEAD, next_revision(HALF))
    assert objects(old) == before
    store = opened(old)
    assert store.check() == ()
    store.close()


def test_control_without_one_transaction_the_half_would_stay(
    old: Path, next_revision: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_transaction(connection: sa.Connection) -> None:
        pass

    monkeypatch.setattr("advocate_desk.storage.engine._begin", no_transaction)
    with pytest.raises(RuntimeError, match="in the middle"):
        upgrade(old, KEY, HEAD, next_revision(HALF))
    monkeypatch.undo()
    assert "half" in objects(old)
