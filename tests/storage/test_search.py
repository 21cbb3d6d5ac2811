"""Finding a case by what somebody half remembers, and never by reading what was typed as a query."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.services.ports import Found
from advocate_desk.storage.records import SqlStore
from tests.support.kept import NOW, Invented, fetch, keep, keep_case

NUMBER, DIGITS = "07700 900123", "447700900123"


def find(store: SqlStore, text: str, limit: int = 50) -> tuple[Found, ...]:
    with store.work() as work:
        return work.search(text, limit)


def finds(store: SqlStore, text: str) -> set[UUID]:
    return {hit.case_id for hit in find(store, text)}


@pytest.fixture
def sian(store: SqlStore) -> Invented:
    """Siân's case, and one of somebody else."""
    invented = Invented(name="Siân Sample")
    keep(
        store,
        invented.case(reference="AD-7KQ2-9MF", client_number="SW/0417", crime_reference="42/98765/26"),
        invented.client(legal_name="Siân Mererid Sample-Jones", known_as=("Mimi",)),
        invented.somebody(PersonRole.CHILD, "Tegan Sample"),
        invented.somebody(PersonRole.OTHER_PERSON, "Rhodri Example"),
        invented.point(PointKind.PHONE, NUMBER, DIGITS),
        invented.note("She asked about the bicycle shed.", headline="Visit"),
        invented.contact("Talked of the harbour."),
    )
    keep_case(store, invented=Invented(name="Bea Else"))
    return invented


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Siân", "name"),
        ("sian", "name"),
        ("SIA", "name"),
        ("jones mer", "name"),
        ("sample-jones", "name"),
        ("mimi", "name"),
        ("tegan", "child's name"),
        ("rhodri", "other person's name"),
        ("AD-7KQ2-9MF", "reference"),
        ("ad7kq29mf", "reference"),
        ("7kq2", "reference"),
        ("7KQ29", "reference"),
        ("sw/0417", "reference"),
        ("SW0417", "reference"),
        ("42/98765", "reference"),
        (NUMBER, "phone"),
        ("+44 7700 900123", "phone"),
        ("+44 (0)7700 900123", "phone"),
        ("0123", "phone"),
        ("0900", "phone"),
        ("7700-9001", "phone"),
        ("bicycl", "note"),
        ("visit shed", "note"),
        ("harbour", "note"),
    ],
)
def test_a_case_is_found_by(store: SqlStore, sian: Invented, text: str, why: str) -> None:
    assert find(store, text) == (Found(case_id=sian.id, why=why),)


@pytest.mark.parametrize("length", range(4, 13))
def test_any_four_or_more_figures_in_a_row_find_the_number(store: SqlStore, sian: Invented, length: int) -> None:
    for written in (DIGITS, "0" + DIGITS[2:]):
        for start in range(len(written) - length + 1):
            assert finds(store, written[start : start + length]) == {sian.id}


@pytest.mark.parametrize("text", ["", " ", "\t\n", "-", '"', "*", "()", "\0", "\ud800", "💥", "́"])
def test_nothing_to_look_for_finds_nothing(store: SqlStore, sian: Invented, text: str) -> None:
    assert find(store, text) == ()


@pytest.mark.parametrize(
    "text", ["sian OR bea", "words: sian", "NOT bea", "NEAR(sian bea)", "si* AND be*", "{words}: sian"]
)
def test_words_of_the_query_language_are_only_words(store: SqlStore, sian: Invented, text: str) -> None:
    assert find(store, text) == ()


@given(text=st.text())
def test_whatever_is_typed_is_only_looked_for(text: str, any_store: SqlStore) -> None:
    find(any_store, text)


@given(text=st.text(alphabet="\"*^:(){}+-,. \\'\0ANDORNTEsian0123", max_size=30))
def test_no_mixture_of_signs_is_read_as_a_query(text: str, any_store: SqlStore) -> None:
    find(any_store, text)


@pytest.fixture(scope="module")
def any_store(tmp_path_factory: pytest.TempPathFactory) -> object:
    from tests.support.kept import created  # noqa: PLC0415 - for this fixture alone

    store = created(tmp_path_factory.mktemp("search") / "records.db")
    keep_case(store, invented=Invented(name="Sian OR Sample"))
    yield store
    store.close()


def test_no_naughty_string_is_read_as_a_query(store: SqlStore, sian: Invented, shared_data: Path) -> None:
    for text in json.loads((shared_data / "blns.json").read_text(encoding="utf-8")):
        find(store, text)


def test_a_new_name_is_found_and_the_old_one_is_not(store: SqlStore, sian: Invented) -> None:
    with store.work() as work:
        work.change(work.get(Person, sian.client_id), name_to_use="Nerys Sample", legal_name="", known_as=())
        work.commit("a new name")
    assert finds(store, "nerys") == {sian.id}
    assert finds(store, "sian") == set()


def test_a_number_that_was_taken_out_finds_nobody(store: SqlStore, sian: Invented) -> None:
    with store.work() as work:
        (point,) = work.find(ContactPoint)
        work.change(point, deleted_at=NOW)
        work.commit("not her number")
    assert finds(store, NUMBER) == set()
    assert finds(store, "sian") == {sian.id}


def test_a_point_that_was_no_number_and_becomes_one_is_found(store: SqlStore, sian: Invented) -> None:
    point = sian.point(PointKind.EMAIL, "mimi@sample.example")
    keep(store, point)
    with store.work() as work:
        work.change(fetch_in(work, point), kind=PointKind.PHONE, value="020 7946 0555", digits="442079460555")
        work.commit("it was a number")
    assert finds(store, "7946 0555") == {sian.id}


def fetch_in(work: object, point: ContactPoint) -> ContactPoint:
    return work.get(ContactPoint, point.id)  # type: ignore[attr-defined, no-any-return]


def test_a_reference_comes_before_a_name_and_a_name_before_a_note(store: SqlStore) -> None:
    noted, named, referred = Invented(), Invented(name="Zz99 Sample"), Invented()
    keep_case(store, noted.note("zz99 it said"), invented=noted)
    keep_case(store, invented=named)
    keep(store, referred.case(client_number="ZZ99"), referred.client())
    assert [hit.case_id for hit in find(store, "zz99")] == [referred.id, named.id, noted.id]


def test_a_whole_word_comes_before_the_beginning_of_one(store: SqlStore) -> None:
    ann = keep_case(store, invented=Invented(name="Ann Sample"))
    for number in range(3):
        keep_case(store, invented=Invented(name=f"Annabel{number} Sample"))
    assert find(store, "ann", limit=2)[0].case_id == ann.id


def test_many_notes_of_one_case_do_not_hide_another(store: SqlStore) -> None:
    quiet, busy = Invented(), Invented()
    keep_case(store, quiet.note("bicycle"), invented=quiet)
    keep_case(store, *(busy.note("bicycle again") for _ in range(30)), invented=busy)
    assert {hit.case_id for hit in find(store, "bicycle", limit=2)} == {quiet.id, busy.id}


def test_no_more_are_returned_than_were_asked_for(store: SqlStore) -> None:
    for _ in range(4):
        keep_case(store)
    assert len(find(store, "ceri", limit=3)) == 3


def test_a_unit_that_is_undone_leaves_nothing_to_find(store: SqlStore, sian: Invented) -> None:
    note = sian.note("periwinkle")
    with store.work() as work:
        work.add(note)
    assert find(store, "periwinkle") == ()
    assert fetch(store, Person, sian.client_id)
