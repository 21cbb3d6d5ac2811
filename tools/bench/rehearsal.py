"""Takes down what the program asks of its file, so that the driver alone can do the same, once or many times over.

The driver alone is the limit that saving and reading are measured against. It is also how a vault with a hundred
thousand cases is made in minutes: the program writes a few hundred, the driver writes those again with other ids.
Such a vault is as large and as deep as a real one; only the signatures of the copied history would not verify.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from advocate_desk.storage.engine import Driver

Values = tuple[object, ...]
Statements = list[tuple[str, Values]]

WRITES = frozenset({"INSERT", "UPDATE", "DELETE"})
READS = frozenset({"SELECT"})
_JOURNAL, _INDEX, _INDEX_ENTRY = "INSERT INTO changes", "INSERT INTO search_", "INSERT INTO search_entries"
_TIME_IN_ID = 80
"""A UUIDv7 holds its millisecond above this many bits."""


@contextmanager
def taken_down(verbs: Collection[str]) -> Iterator[Statements]:
    """Collect every statement that begins with one of ``verbs``, with its values, while the block runs."""
    taken: Statements = []

    def note(_connection: object, _cursor: object, statement: str, values: object, _how: object, many: bool) -> None:
        if statement.split(None, 1)[0].upper() in verbs:
            rows = values if many and isinstance(values, list) else [values]
            taken.extend((statement, row) for row in rows if isinstance(row, tuple))

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield taken
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)


def rehearsed(work: Callable[[], object], verbs: Collection[str]) -> Statements:
    """Do ``work`` once and return its statements that begin with one of ``verbs``."""
    with taken_down(verbs) as taken:
        work()
    return taken


def write_raw(driver: Driver, written: Statements) -> None:
    """Write the same again, in one transaction, through the driver alone."""
    driver.execute("BEGIN IMMEDIATE")
    for statement, values in written:
        driver.execute(statement, values)
    driver.execute("COMMIT")


def read_raw(driver: Driver, asked: Statements) -> list[object]:
    """Ask the same again, through the driver alone."""
    return [driver.execute(statement, values).fetchall() for statement, values in asked]


def write_again(
    driver: Driver, written: Statements, own_ids: Collection[str], times: int, said: Callable[[int], None]
) -> None:
    """Write what was taken down ``times`` times more, each time with later ids in place of ``own_ids`` (hex).

    What the program numbers itself, the journal's records and the entries of the search index, goes on counting.
    """
    milliseconds = [int(one, 16) >> _TIME_IN_ID for one in own_ids]
    span = (max(milliseconds) - min(milliseconds) + 1) << _TIME_IN_ID
    changes = sum(statement.startswith(_JOURNAL) for statement, _ in written)
    entries = sum(statement.startswith(_INDEX_ENTRY) for statement, _ in written)
    for number in range(1, times + 1):
        others = {one: f"{int(one, 16) + number * span:032x}" for one in own_ids}
        block: Statements = []
        for statement, values in written:
            put = tuple(others.get(value, value) if isinstance(value, str) else value for value in values)
            if statement.startswith(_JOURNAL):
                put = _counted_on(put, number * changes)
            elif statement.startswith(_INDEX):
                put = _counted_on(put, number * entries)
            block.append((statement, put))
        write_raw(driver, block)
        said(number)


def _counted_on(values: Values, further: int) -> Values:
    """Raise the one number among ``values``: a place in the chain, or an entry of the index."""
    return tuple(value + further if type(value) is int else value for value in values)
