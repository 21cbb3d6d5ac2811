"""The index of what people are known again by: it follows every change, and says what the journal says."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from advocate_desk.domain.likeness_keys import wide_keys
from advocate_desk.domain.people import Person, PersonRole, PointKind
from advocate_desk.storage import known_by
from advocate_desk.storage.engine import Door, Writer
from advocate_desk.storage.records import SqlStore
from tests.support.kept import Invented, keep, keep_case, opened


def found(store: SqlStore, *keys: str, most: int = 10) -> tuple[UUID, ...]:
    with store.work() as work:
        return work.known_by(keys, most)


@pytest.mark.parametrize("key", ["b19900211", "p447700900123", "czz999aa", "nsmpl0sn", "ssn", "hsam", "tple"])
def test_somebody_is_found_by_each_thing_she_is_known_by(store: SqlStore, key: str) -> None:
    sian = Invented(name="Siân Sample")
    keep(
        store,
        sian.case(),
        sian.client(date_of_birth=date(1990, 2, 11)),
        sian.point(PointKind.PHONE, "07700 900123", "447700900123"),
        sian.point(PointKind.ADDRESS, "4 Made Up Row\nZZ99 9AA"),
    )
    keep_case(store, invented=Invented(name="Bea Else"))
    assert found(store, key) == (sian.client_id,)


def test_who_shares_the_most_and_the_rarest_comes_first(store: SqlStore) -> None:
    people = [Invented(name=name) for name in ("Robin Sample", "Bea Sample", "Siân Sample", "Siân Invented")]
    for one in people:
        keep_case(store, invented=one)
    keys = wide_keys(("Sian Sample",))
    assert found(store, *keys)[0] == people[2].client_id
    assert set(found(store, *keys)) == {one.client_id for one in people}
    assert found(store, *keys, most=1) == (people[2].client_id,)


def test_what_changes_is_found_by_what_it_is_now(store: SqlStore) -> None:
    sian = keep_case(store, invented=Invented(name="Siân Sample"))
    point = sian.point(PointKind.PHONE, "07700 900123", "447700900123")
    keep(store, point)
    assert found(store, "p447700900123") == (sian.client_id,)
    with store.work() as work:
        work.change(work.get(Person, sian.client_id), name_to_use="Robin Invented")
        work.remove(work.get(type(point), point.id))
        work.commit("changed")
    assert found(store, "p447700900123", "ssn") == ()
    assert found(store, "hrob") == (sian.client_id,)
    assert store.check() == ()


def test_who_is_removed_is_not_found_until_brought_back(store: SqlStore) -> None:
    sian = Invented(name="Siân Sample")
    child = sian.somebody(PersonRole.CHILD, "Tegan Sample")
    keep(store, sian.case(), sian.client(), child)
    with store.work() as work:
        work.remove(work.get(Person, child.id))
        work.commit("removed")
    assert found(store, "htegan", "hteg") == ()
    with store.work() as work:
        work.change(work.get_removed(Person, child.id), deleted_at=None)
        work.commit("brought back")
    assert found(store, "hteg") == (child.id,)
    assert store.check() == ()


def test_many_at_once_and_one_by_one_make_the_same_index(store: SqlStore, tmp_path: Path) -> None:
    people = [Invented(name=f"{name} Sample") for name in ("", "Bea", "Siân", "Robin")]
    with store.work() as work:
        for one in people:
            for record in (one.case(), one.client(), one.point(PointKind.PHONE, "07700 900123", "447700900123")):
                work.add(record)
        work.commit("many")
    keep(store, people[0].somebody(PersonRole.CHILD, "Tegan Sample"))
    assert store.check() == ()
    store.replay_into(tmp_path / "again.db")
    again = opened(tmp_path / "again.db")
    assert again.check() == ()
    assert found(again, "ssmpl") == found(store, "ssmpl")
    again.close()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM search_people",
        "UPDATE search_people SET entry = entry + 1",
        "DELETE FROM search_alike WHERE rowid = 1",
        "INSERT INTO search_alike (rowid, words) VALUES (77, 'ssn')",
    ],
)
def test_an_index_that_says_something_else_than_the_journal_is_noticed(store: SqlStore, damage: str) -> None:
    keep_case(store, invented=Invented(name="Siân Sample"))
    with store._desk.transaction() as connection:
        Writer(connection, Door.JOURNAL).write_sql(damage)
    assert store.check() != ()


def test_a_file_without_the_index_is_given_the_one_the_journal_tells_of(store: SqlStore) -> None:
    for name in ("Siân Sample", "Bea Else"):
        keep_case(store, invented=Invented(name=name))
    with store._desk.transaction() as connection:
        writer = Writer(connection, Door.SCHEMA)
        for table in ("search_people", "search_alike"):
            writer.write_sql(f"DELETE FROM {table}")
        known_by.number_everybody(writer)
    assert store.check() == ()
