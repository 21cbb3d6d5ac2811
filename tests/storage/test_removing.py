"""What is removed is in no list, no search and no guard; it stays in the history, and may be proved."""

from pathlib import Path

import pytest

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Contact, Note
from advocate_desk.domain.errors import ChangedMeanwhile, NotFound
from advocate_desk.domain.people import ContactPoint, Person, PointKind
from advocate_desk.domain.record import Record
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.storage.records import SqlStore
from tests.support.kept import Invented, all_of, fetch, keep, keep_case, opened


def removed(store: SqlStore, *records: Record) -> None:
    with store.work() as work:
        for record in records:
            work.remove(record)
        work.commit("removed for a test")


@pytest.fixture
def invented(store: SqlStore) -> Invented:
    made = Invented(name="Ceri Sample")
    point = made.point(PointKind.PHONE, "07700 900123", "447700900123")
    return keep_case(store, point, made.note("the bicycle shed"), made.contact("the blue door"), invented=made)


@pytest.mark.parametrize("kind", [Note, Contact, ContactPoint, Person, Case])
def test_a_record_of_any_kind_leaves_every_list_and_stays_in_the_history(
    store: SqlStore, invented: Invented, kind: type[Record], path: Path
) -> None:
    (record,) = all_of(store, kind)
    removed(store, record)
    assert all_of(store, kind) == ()
    with pytest.raises(NotFound):
        fetch(store, kind, record.id)
    assert store.check() == ()
    store.replay_into(path.with_name("again.db"))
    again = opened(path.with_name("again.db"))
    assert all_of(again, kind) == ()
    assert again.check() == ()
    again.close()


def test_search_guard_and_caseload_forget_what_was_removed(store: SqlStore, invented: Invented) -> None:
    with store.work() as work:
        records = [
            *work.find(Note),
            *work.find(Contact),
            *work.find(ContactPoint),
            *work.find(Person),
            *work.find(Case),
        ]
        assert work.search("bicycle")
        assert work.points_in("07700 900123")
        assert work.caseload(CaseloadFilter(), 0, 5)[1] == 1
    removed(store, *records)
    with store.work() as work:
        for words in ("bicycle", "blue door", "Ceri", "900123"):
            assert work.search(words) == ()
        assert work.points_in("07700 900123") == ()
        assert work.caseload(CaseloadFilter(open_only=False), 0, 5) == ((), 0)
    assert store.check() == ()


def test_what_somebody_else_removed_meanwhile_is_told(store: SqlStore, invented: Invented) -> None:
    (note,) = all_of(store, Note)
    removed(store, note)
    with store.work() as work, pytest.raises(ChangedMeanwhile):
        work.remove(note)


def test_what_is_not_kept_yet_is_simply_not_kept(store: SqlStore, invented: Invented) -> None:
    note = invented.note("never mind")
    with store.work() as work:
        work.add(note)
        work.remove(note)
        work.commit("nothing")
    assert [one.text for one in all_of(store, Note)] == ["the bicycle shed"]


def test_every_change_of_a_stream_counts(store: SqlStore, invented: Invented) -> None:
    other = keep_case(store)
    keep(store, invented.note("another"))
    with store.work() as work:
        assert work.changes_of([invented.id, other.id]) == {invented.id: 2, other.id: 1}


def test_many_cases_taken_out_at_once_leave_what_one_by_one_leaves(store: SqlStore, path: Path) -> None:
    for name in ("Ana Sample", "Bea Sample", "Cal Sample"):
        made = Invented(name=name)
        keep_case(
            store, made.point(PointKind.PHONE, "07700 900123", "447700900123"), made.note("bicycle"), invented=made
        )
    kinds: tuple[type[Record], ...] = (Note, ContactPoint, Person, Case)
    (first, *others) = all_of(store, Case)
    with store.work() as work:
        gone = [record for kind in kinds for record in work.find(kind) if record.stream_id != first.id]
        newcomer = Invented(name="Dee Sample")
        work.remove(*gone)
        work.add(newcomer.case())
        work.add(newcomer.client())
        work.commit("many removed for a test")
    assert len(others) == 2
    assert {case.id for case in all_of(store, Case)} == {first.id, newcomer.id}
    with store.work() as work:
        assert {found.case_id for found in work.search("bicycle")} == {first.id}
        assert len(work.points_in("07700 900123")) == 1
        assert work.caseload(CaseloadFilter(open_only=False), 0, 5)[1] == 2
    # Both apply the changes anew: the check one by one, the rebuild all together.
    assert store.check() == ()
    store.replay_into(path.with_name("again.db"))
    again = opened(path.with_name("again.db"))
    assert again.check() == ()
    again.close()


def test_of_many_taken_out_one_that_changed_meanwhile_keeps_them_all(store: SqlStore, invented: Invented) -> None:
    (note,), (contact,) = all_of(store, Note), all_of(store, Contact)
    removed(store, note)
    with store.work() as work, pytest.raises(ChangedMeanwhile):
        work.remove(contact, note)
    assert all_of(store, Contact) == (contact,)
