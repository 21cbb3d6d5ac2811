"""Reading rule files: every key is asked for by name and kind, and what is missing, wrong or unknown is refused.

A mistyped key in a file of rules must never pass as a rule that was left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from advocate_desk.domain.errors import RuleFileRefused

EnumT = TypeVar("EnumT", bound=StrEnum)
RowT = TypeVar("RowT")


class Evidence(StrEnum):
    """How far the source of a rule was read. No rule is shown as legal advice, whatever its mark."""

    READ = "read"
    PARTLY_READ = "partly_read"
    GENERAL_KNOWLEDGE = "general_knowledge"
    LOCAL = "local"
    DESIGN = "design"


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """Where a rule comes from, how sure that is, and the day somebody last looked."""

    source: str
    evidence: Evidence
    checked_on: date


class RuleTable:
    """One table of a rule file. `done` refuses the keys nobody asked for."""

    def __init__(self, data: Mapping[str, object], file: str, path: str = "") -> None:
        self.file = file
        self._data = data
        self._path = path
        self._asked: set[str] = set()

    def refuse(self, key: str, what: str) -> RuleFileRefused:
        """Return the error that says ``what`` is wrong with ``key``."""
        return RuleFileRefused(self.file, self._path + key, what)

    def text(self, key: str) -> str:
        """Return words; they must be there and not be blank."""
        value = self._value(key, "words")
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(key, "must be words")
        return value.strip()

    def text_or(self, key: str, otherwise: str) -> str:
        """Return words, or ``otherwise`` where the key is left out."""
        return self.text(key) if key in self._data else otherwise

    def has(self, key: str) -> bool:
        """Say whether the key is there at all."""
        return key in self._data

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of words, none of them blank, each at most once; empty where the key is left out."""
        if key not in self._data:
            return ()
        value = self._value(key, "a list of words")
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise self.refuse(key, "must be a list of words")
        if len(set(value)) < len(value):
            raise self.refuse(key, "must have each of its words at most once")
        return tuple(one.strip() for one in value)

    def is_set(self, key: str) -> bool:
        """Return true or false; false where the key is left out."""
        if key not in self._data:
            return False
        value = self._value(key, "true or false")
        if not isinstance(value, bool):
            raise self.refuse(key, "must be true or false")
        return value

    def whole_or_none(self, key: str) -> int | None:
        """Return a whole number from 1 on, or None where the key is left out."""
        return self.whole(key) if key in self._data else None

    def day_or_none(self, key: str) -> date | None:
        """Return a day, or None where the key is left out."""
        return self.day(key) if key in self._data else None

    def rows_or_none(self, key: str, read: Callable[["RuleTable"], RowT]) -> tuple[RowT, ...]:
        """Read each table of the list under ``key``; none where the key is left out."""
        return self.rows(key, read) if key in self._data else ()

    def whole(self, key: str) -> int:
        """Return a whole number from 1 on."""
        value = self._value(key, "a whole number")
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.refuse(key, "must be a whole number from 1 on")
        return value

    def day(self, key: str) -> date:
        """Return a day without a time."""
        value = self._value(key, "a day")
        if type(value) is not date:
            raise self.refuse(key, "must be a day, such as 2026-11-23")
        return value

    def days(self, key: str) -> tuple[date, ...]:
        """Return a list of days without times, each at most once; it may be empty."""
        value = self._value(key, "a list of days")
        if not isinstance(value, list) or not all(type(day) is date for day in value) or len(set(value)) < len(value):
            raise self.refuse(key, "must be a list of days, such as 2026-12-25, each at most once")
        return tuple(value)

    def one_of(self, key: str, kind: type[EnumT]) -> EnumT:
        """Return one of the words ``kind`` knows."""
        word = self.text(key)
        try:
            return kind(word)
        except ValueError:
            raise self.refuse(key, f"must be one of {', '.join(kind)}") from None

    def some_of(self, key: str, kind: type[EnumT]) -> tuple[EnumT, ...]:
        """Return a list of words ``kind`` knows, each at most once; it may be empty."""
        value = self._value(key, "a list")
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.refuse(key, "must be a list of words")
        unknown = [word for word in value if word not in list(kind)]
        if unknown or len(set(value)) < len(value):
            raise self.refuse(key, f"must name each of {', '.join(kind)} at most once")
        return tuple(kind(word) for word in value)

    def each_once(self, key: str, codes: Sequence[str]) -> None:
        """Refuse a row of the list under ``key`` whose code another row has already."""
        for number, code in enumerate(codes, start=1):
            if code in codes[: number - 1]:
                raise self.refuse(f"{key}[{number}].code", f"must be a code of its own; {code} stands there already")

    def table(self, key: str) -> "RuleTable":
        """Return the table under ``key``."""
        value = self._value(key, "a table")
        if not isinstance(value, Mapping):
            raise self.refuse(key, "must be a table")
        return RuleTable(value, self.file, f"{self._path}{key}.")

    def rows(self, key: str, read: Callable[["RuleTable"], RowT]) -> tuple[RowT, ...]:
        """Read each table of the list under ``key``; there must be one at least."""
        value = self._value(key, "a list of tables")
        if not isinstance(value, list) or not value or not all(isinstance(row, Mapping) for row in value):
            raise self.refuse(key, "must be a list of tables with one at least")
        found = []
        for number, row in enumerate(value, start=1):
            table = RuleTable(row, self.file, f"{self._path}{key}[{number}].")
            found.append(read(table))
            table.done()
        return tuple(found)

    def provenance(self) -> Provenance:
        """Return where this table's rule comes from; all three keys must be there."""
        return Provenance(
            source=self.text("source"),
            evidence=self.one_of("evidence", Evidence),
            checked_on=self.day("checked_on"),
        )

    def done(self) -> None:
        """Refuse keys that nothing has asked for: they would be rules that silently do not hold."""
        unknown = sorted(str(key) for key in self._data if key not in self._asked)
        if unknown:
            raise self.refuse(unknown[0], "is not a key this file may have")

    def _value(self, key: str, kind: str) -> object:
        self._asked.add(key)
        if key not in self._data:
            raise self.refuse(key, f"is missing; it must be {kind}")
        return self._data[key]
