"""One map from the types of a record's fields to their column and their form in the journal.

The *plain* form is what JSON can hold: it stands in the journal, and, but for lists and maps, in the column.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from sqlalchemy.engine import Dialect
from sqlalchemy.types import UserDefinedType

from advocate_desk.domain.errors import TextRefused

Plain = Any
"""A JSON value; only the `Value` it belongs to knows which type it has."""
Given = Any
"""What a record holds; as above."""
Annotation = Any
"""A type as a record's field states it."""
Convert = Callable[[Any], Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LARGEST = 2**63
# NUL ends a text for SQLite; halves of surrogate pairs have no UTF-8 form.
_NOT_KEPT_EXACTLY = re.compile("[\0\ud800-\udfff]")

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Value:
    """How values of one type are kept. ``allowed`` lists an enumeration's words, for a CHECK."""

    storage: Literal["TEXT", "INTEGER"]
    to_plain: Convert
    from_plain: Convert
    allowed: tuple[str | int, ...] = ()
    is_json: bool = False


class Kept(UserDefinedType[Any]):
    """The column type of a `Value`; takes and returns what the record holds."""

    cache_ok = True

    def __init__(self, value: Value) -> None:
        self.value = value

    def get_col_spec(self, **_: object) -> str:
        """Return the column's type in SQL."""
        return self.value.storage

    def bind_processor(self, dialect: Dialect) -> Convert | None:
        """Turn what a record holds into what the column keeps."""
        to_plain, is_json = self.value.to_plain, self.value.is_json

        def bind(given: Given) -> Plain:
            if given is None:
                return None
            plain = to_plain(given)
            return canonical(plain) if is_json else plain

        return bind

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert | None:
        """Turn what the column keeps into what a record holds."""
        from_plain, is_json = self.value.from_plain, self.value.is_json
        if from_plain is _same:
            return None

        def read(kept: Plain) -> Given:
            if kept is None:
                return None
            return from_plain(json.loads(kept) if is_json else kept)

        return read


def canonical(plain: object) -> str:
    """Return the one JSON text of ``plain``: sorted keys, no spaces, Unicode as it is."""
    return _CANONICAL.encode(plain)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: how its values are kept, and whether None is one of them."""

    name: str
    value: Value
    nullable: bool

    def to_plain(self, given: object) -> Plain:
        """Return the JSON form of ``given``.

        Raises:
            TypeError, ValueError: it is no value of this field: a fault in the program.
            TextRefused: the text cannot be kept exactly.
        """
        if given is None and self.nullable:
            return None
        return self.value.to_plain(given)

    def from_plain(self, plain: Plain) -> Given:
        """Return what the record holds for the JSON form ``plain``."""
        return None if plain is None else self.value.from_plain(plain)


def field(name: str, annotation: Annotation) -> Field:
    """Return how a record's field is kept, from its annotation.

    Raises:
        TypeError: the map knows no such type.
    """
    options = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    kept = [option for option in options if option is not NoneType]
    if len(kept) != 1:
        raise TypeError(f"{name}: {annotation} cannot be kept")
    return Field(name, _value(kept[0]), NoneType in options)


@cache
def _value(annotation: Annotation) -> Value:
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        words = tuple(member.value for member in annotation)
        return Value("TEXT", lambda given: annotation(given).value, annotation, words)
    origin: object = get_origin(annotation)
    if origin is tuple and get_args(annotation)[1:] == (...,):
        return _tuple_of(_value(get_args(annotation)[0]))
    if origin is Mapping and get_args(annotation)[0] is str:
        return _map_of(_value(get_args(annotation)[1]))
    raise TypeError(f"{annotation} cannot be kept")


def _tuple_of(item: Value) -> Value:
    def to_plain(given: Given) -> list[Any]:
        return [item.to_plain(one) for one in _exactly(tuple, given)]

    def from_plain(plain: list[Any]) -> tuple[Any, ...]:
        return tuple(item.from_plain(one) for one in plain)

    return Value("TEXT", to_plain, from_plain, is_json=True)


def _map_of(item: Value) -> Value:
    def to_plain(given: Given) -> dict[str, Any]:
        if not isinstance(given, Mapping):
            raise TypeError("not a mapping")
        return {_text(key): item.to_plain(one) for key, one in given.items()}

    def from_plain(plain: dict[str, Any]) -> Mapping[str, Any]:
        return MappingProxyType({key: item.from_plain(one) for key, one in plain.items()})

    return Value("TEXT", to_plain, from_plain, is_json=True)


def _exactly(wanted: type, given: Given) -> Given:
    if type(given) is not wanted:
        raise TypeError(f"{wanted.__name__} expected, not {type(given).__name__}")
    return given


def _same(plain: Plain) -> Given:
    return plain


def _text(given: Given) -> str:
    """Return ``given`` unchanged, or refuse what SQLite or UTF-8 would change."""
    if not isinstance(given, str):
        raise TypeError(f"text expected, not {type(given).__name__}")
    if found := _NOT_KEPT_EXACTLY.search(given):
        raise TextRefused(
            f"Character {found.start() + 1} of this text cannot be kept (code {ord(found.group()):04X}). "
            "Take it out, then save again."
        )
    return str(given)


def _number(given: Given) -> int:
    number: int = _exactly(int, given)
    if not -_LARGEST <= number < _LARGEST:
        raise ValueError("a number of more than 64 bits")
    return number


def microseconds(moment: datetime) -> int:
    """Return an aware moment as whole microseconds since 1970, UTC."""
    _exactly(datetime, moment)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return (moment - _EPOCH) // _MICROSECOND


@lru_cache(maxsize=4096)
def _id(kept: str) -> UUID:
    """Return an id. One page names the same few again and again, in every record of a case: each is made out once."""
    return UUID(kept)


_SIMPLE: dict[Any, Value] = {
    str: Value("TEXT", _text, _same),
    int: Value("INTEGER", _number, _same),
    bool: Value("INTEGER", lambda given: _exactly(bool, given), bool, (0, 1)),
    UUID: Value("TEXT", lambda given: _exactly(UUID, given).hex, _id),
    date: Value("TEXT", lambda given: _exactly(date, given).isoformat(), date.fromisoformat),
    datetime: Value("INTEGER", microseconds, lambda plain: _EPOCH + timedelta(microseconds=plain)),
}
TEXT = Kept(_SIMPLE[str])
NUMBER = Kept(_SIMPLE[int])
FLAG = Kept(_SIMPLE[bool])
ID = Kept(_SIMPLE[UUID])
DAY = Kept(_SIMPLE[date])
MOMENT = Kept(_SIMPLE[datetime])
