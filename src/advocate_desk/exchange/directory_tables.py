"""The tables of a published directory, whether they came as CSV or out of nested JSON."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from advocate_desk.assets import resource

CORE = ("organizations", "services", "locations", "service_at_location", "addresses", "phones")
"""The tables this program takes something from. The others are part of the standard and left alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TableRow:
    """One row. ``place`` says where it stands, for a sentence ("row 2"). A key that is missing was not said."""

    place: str
    values: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return the value without blanks around it, "" where there is none."""
        return self.values.get(column, "").strip()


@dataclass(kw_only=True, slots=True)
class Tables:
    """Rows by table. ``told`` gathers what is odd; ``said`` holds (table, id, key) of nested lists, even empty ones.

    ``whole`` is True where the tables are all of a package, so that what is missing in one is really missing.
    """

    rows: dict[str, list[TableRow]] = field(default_factory=dict)
    said: set[tuple[str, str, str]] = field(default_factory=set)
    told: list[str] = field(default_factory=list)
    whole: bool = False

    def add(self, table: str, row: TableRow) -> None:
        """Keep a row."""
        self.rows.setdefault(table, []).append(row)

    def of(self, table: str) -> list[TableRow]:
        """Return a table's rows; none where there is no such table."""
        return self.rows.get(table, [])


@dataclass(frozen=True, slots=True)
class Standard:
    """What the standard calls its tables, columns and nested keys, as shipped in resources/import."""

    columns: Mapping[str, frozenset[str]]
    nested: Mapping[str, frozenset[str]]

    @classmethod
    def shipped(cls) -> "Standard":
        """Read the shipped file."""
        with resource("import", "hsds.toml").open("rb") as file:
            data = tomllib.load(file)
        return cls(
            columns={table: frozenset(names) for table, names in data["columns"].items()},
            nested={table: frozenset(names) for table, names in data["nested"].items()},
        )
