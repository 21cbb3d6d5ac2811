"""How often asked questions are put to SQLite: planned once, not each time somebody asks."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from advocate_desk.domain.agenda import AgendaFilter
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.contacts import Note
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.domain.referral import Referral
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.storage.engine import connect
from advocate_desk.storage.records import SqlStore
from advocate_desk.storage.tables import KINDS
from tests.support.kept import KEY, NOW, USER, Invented, keep_case


@contextmanager
def asked() -> Iterator[list[str]]:
    """Collect the statements that are put while the block runs."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


def today(limit: int) -> AgendaFilter:
    day = NOW.date()
    return AgendaFilter(
        user_id=USER,
        staff=(USER,),
        unheld=True,
        reviews=False,
        now=NOW,
        day_ends=NOW,
        week_ends=NOW + timedelta(days=7),
        today=day,
        last_day=day + timedelta(days=7),
        limit=limit,
    )


def test_no_question_has_how_many_it_wants_for_a_parameter(store: SqlStore) -> None:
    """SQLite plans a statement anew whenever its limit is given another time: that took longer than the answer."""
    keep_case(store, invented=Invented())
    with asked() as statements, store.work() as work:
        work.find(Note, order_by=("-happened_at",), limit=24)
        (case,) = work.find(Case, limit=1)
        work.get(Case, case.id)
        work.agenda(today(limit=3))
        work.caseload(CaseloadFilter(), 0, 50)
        work.search("sample")
    limited = [one for one in statements if "LIMIT" in one]
    assert len(limited) >= 7
    assert not [one for one in limited if "LIMIT ?" in one]


@pytest.mark.parametrize("unheld", [True, False])
def test_nothing_today_asks_reads_a_whole_table_again_for_each_row(store: SqlStore, path: Path, unheld: bool) -> None:
    """A service with a thousand plans would wait for minutes, and only those who do not lead every case."""
    wanted = replace(today(limit=3), unheld=unheld, reviews=unheld)
    with asked() as statements, store.work() as work:
        work.agenda(wanted)
        work.needs(wanted)
        work.young(wanted, NOW.date())
        work.flags(wanted)
        work.appointments(wanted)
        work.orders(wanted)
        work.in_danger(wanted, frozenset({CaseStatus.CLOSED}))
    assert len(statements) > 15
    assert [one for one in statements if read_again_for_each_row(path, one)] == []


def test_what_a_case_holds_of_any_kind_is_found_without_reading_that_of_others(store: SqlStore, path: Path) -> None:
    cases = (keep_case(store).id, keep_case(store).id)
    for kind in KINDS:
        if "case_id" in kind.fields:
            with asked() as statements, store.work() as work:
                work.find(kind.record, case_id=cases)
            assert not scanned(path, statements), kind.name


def test_however_many_are_asked_for_they_are_one_value(store: SqlStore, path: Path) -> None:
    """A parameter each stays in SQLite's small memory, and every row written after it takes ten times as long."""
    keep_case(store)
    with asked() as statements, store.work() as work:
        kept = (*work.find(Person), *work.find(ContactPoint), *work.find(Note))
        work.find(Note, id=tuple(new_id(NOW) for _ in range(300)))
        assert not scanned(path, statements)
        work.find(Note, case_id=tuple(new_id(NOW) for _ in range(300)))
        work.changes_of([new_id(NOW) for _ in range(300)])
        work.caseload(CaseloadFilter(case_ids=tuple(new_id(NOW) for _ in range(300))), 0, 50)
        work.remove(*kept)
        work.commit("test")
    lists = [one for one in statements if "json_each" in one]
    assert len(lists) > 8
    assert not [one for one in statements if " IN (?" in one]


def test_a_referral_is_found_by_the_reference_an_agency_sends_back(store: SqlStore, path: Path) -> None:
    with asked() as statements, store.work() as work:
        work.find(Referral, reply_reference="ZZ-SAMPLE")
    assert not scanned(path, statements)


def test_control_what_no_index_serves_is_seen(store: SqlStore, path: Path) -> None:
    with asked() as statements, store.work() as work:
        work.find(Referral, why="Housing")
    assert scanned(path, statements)


def scanned(path: Path, statements: list[str]) -> bool:
    """Say whether SQLite plans to go through a table from end to end for the last of ``statements``."""
    steps = [row[3] for row in plan_of(path, statements[-1])]
    return any(step.startswith("SCAN") and not _goes_through_a_list_it_was_given(step) for step in steps)


def _goes_through_a_list_it_was_given(step: str) -> bool:
    return "VIRTUAL TABLE" in step


def read_again_for_each_row(path: Path, statement: str) -> bool:
    """Say whether SQLite plans to go through a table from end to end for each row of another."""
    plan = plan_of(path, statement)
    repeated = {row[0] for row in plan if row[3].startswith("CORRELATED")}
    return any(row[1] in repeated and row[3].startswith("SCAN") for row in plan)


def plan_of(path: Path, statement: str) -> list[tuple[int, int, int, str]]:
    """Return how SQLite would answer: each step with its number and the number of the step it belongs to."""
    driver = connect(path, KEY)
    with closing(driver):
        given = [None] * statement.count("?")
        return list(driver.execute(f"EXPLAIN QUERY PLAN {statement}", given))


def test_questions_of_one_form_that_ask_for_different_numbers_do_not_mix(store: SqlStore) -> None:
    for _number in range(3):
        keep_case(store, invented=Invented())
    with store.work() as work:
        assert [len(work.find(Case, limit=limit)) for limit in (1, 2, None, 1)] == [1, 2, 3, 1]
        every = tuple(case.id for case in work.find(Case))
        assert [len(work.find(Case, id=ids)) for ids in (every, (), every[:2], every[0])] == [3, 0, 2, 1]
        assert work.find(Case, lead_id=None) == work.find(Case)
        assert work.find(Case, lead_id=USER) == ()
