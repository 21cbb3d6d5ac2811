"""How often asked questions are put to SQLite: planned once, not each time somebody asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import sqlalchemy as sa

from advocate_desk.domain.agenda import AgendaFilter
from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Note
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.storage.records import SqlStore
from tests.support.kept import NOW, USER, Invented, keep_case


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


def test_questions_of_one_form_that_ask_for_different_numbers_do_not_mix(store: SqlStore) -> None:
    for _number in range(3):
        keep_case(store, invented=Invented())
    with store.work() as work:
        assert [len(work.find(Case, limit=limit)) for limit in (1, 2, None, 1)] == [1, 2, 3, 1]
        every = tuple(case.id for case in work.find(Case))
        assert [len(work.find(Case, id=ids)) for ids in (every, (), every[:2], every[0])] == [3, 0, 2, 1]
        assert work.find(Case, lead_id=None) == work.find(Case)
        assert work.find(Case, lead_id=USER) == ()
