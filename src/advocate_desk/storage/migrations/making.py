"""How revisions write tables, from the third on. A revision that was released stands on these: none may change."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from alembic import op

_SHARED = frozenset({"agencies", "services", "notices"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Writes the columns of one revision, in which ``name <words>`` is a choice of these words, ``!`` never NULL."""

    words: Mapping[str, str]

    def checked(self, table: str, column: str) -> str:
        """Return a column as SQL."""
        found = re.fullmatch(r"(\w+) <(\w+)(!?)>", column)
        if found is None:
            return column
        name, words, required = found.groups()
        kind = "INTEGER" if words == "yes_or_no" else "TEXT"
        check = f"CONSTRAINT ck_{table}_{name} CHECK ({self.any_of(name, words)})"
        return f"{name} {kind}{' NOT NULL' if required else ''} {check}"

    def any_of(self, column: str, words: str) -> str:
        """Return that ``column`` holds one of these words."""
        quote = "" if words == "yes_or_no" else "'"
        return " OR ".join(f"{column} = {quote}{word}{quote}" for word in self.words[words].split())

    def new_table(self, table: str, columns: str, references: tuple[str, ...]) -> str:
        """Return what makes a table of rows of a case."""
        lines = [
            f"{_HEAD}, case_id TEXT NOT NULL",
            *(self.checked(table, one) for one in parts(columns)),
            "PRIMARY KEY (id)",
            f"CONSTRAINT ck_{table}_stream CHECK (case_id = stream_id)",
            "UNIQUE (case_id, id)",
            "FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED",
        ]
        return _with_references(f"CREATE TABLE {table} ({', '.join(lines)}) STRICT", references)

    def new_shared(self, table: str, columns: str) -> str:
        """Return what makes a table of the stream that all cases share."""
        lines = [
            _HEAD,
            *(self.checked(table, one) for one in parts(columns)),
            "PRIMARY KEY (id)",
            f"CONSTRAINT ck_{table}_stream CHECK (stream_id = '00000000000080008000000000000001')",
        ]
        return f"CREATE TABLE {table} ({', '.join(lines)}) STRICT"

    def with_more(self, statement: str, table: str, columns: str, references: tuple[str, ...]) -> str:
        """Return what makes ``table`` with more columns at its end."""
        more = "".join(f"{self.checked(table, one)}, " for one in parts(columns))
        return _with_references(statement.replace("PRIMARY KEY (id)", f"{more}PRIMARY KEY (id)", 1), references)

    def without(self, statement: str, table: str, columns: str, references: tuple[str, ...]) -> str:
        """Return what makes ``table`` as it was before `with_more`."""
        for one in parts(columns):
            statement = statement.replace(f"{self.checked(table, one)}, ", "", 1)
        for one in references:
            statement = statement.replace(f", {_reference(*one.split())}", "", 1)
        return statement


_HEAD = "id TEXT NOT NULL, stream_id TEXT NOT NULL, version TEXT NOT NULL, deleted_at INTEGER"


def parts(columns: str) -> list[str]:
    """Return columns one by one."""
    return [" ".join(one.split()) for one in columns.split(",")]


def _reference(column: str, target: str) -> str:
    if target in _SHARED:
        return f"FOREIGN KEY({column}) REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED"
    return f"FOREIGN KEY(case_id, {column}) REFERENCES {target} (case_id, id) DEFERRABLE INITIALLY DEFERRED"


def _with_references(statement: str, references: tuple[str, ...]) -> str:
    end = statement.rindex(")")
    more = "".join(f", {_reference(*one.split())}" for one in references)
    return f"{statement[:end].rstrip()}{more}{statement[end:]}"


def statement_of(table: str) -> str:
    """Return what made a table that is there."""
    query = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    # One space everywhere, however whoever made the table wrote it.
    return " ".join(str(op.get_bind().exec_driver_sql(query, (table,)).scalar_one()).split())


def kept_but_the_last(table: str, columns: str) -> str:
    """Return what selects the rows of ``table`` without ``columns``, its last ones."""
    names = [row[1] for row in op.get_bind().exec_driver_sql(f"PRAGMA table_info({table})").all()]
    return f"SELECT {', '.join(names[: -len(parts(columns))])} FROM kept"  # noqa: S608 - names of ours alone


def make_again(table: str, statement: str, select: str) -> None:
    """Make a table anew with its rows and indexes. To rename one would leave other words of it in the schema."""
    query = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"
    indexes = op.get_bind().exec_driver_sql(query, (table,)).scalars().all()
    op.execute(f"CREATE TABLE kept AS SELECT * FROM {table}")  # noqa: S608 - names of ours alone
    op.execute(f"DROP TABLE {table}")
    op.get_bind().exec_driver_sql(statement)
    op.get_bind().exec_driver_sql(f"INSERT INTO {table} {select}")
    op.execute("DROP TABLE kept")
    for index in indexes:
        op.execute(index)
