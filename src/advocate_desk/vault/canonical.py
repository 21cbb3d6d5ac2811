"""JSON that has exactly one spelling, and a reader that trusts nothing it is given."""

import json
import re
from datetime import UTC, date, datetime
from typing import NoReturn
from uuid import UUID

MAXIMUM_DEPTH = 8


class Malformed(Exception):
    """These bytes are not what they should be. Never leaves the vault room."""


def encode(value: object) -> bytes:
    """Return the one spelling of ``value``: keys sorted, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def decode(data: bytes) -> "Fields":
    """Read an object written by `encode`.

    Depth is counted before anything is parsed; doubled keys, numbers with a fraction, spaces and
    whatever follows the end are refused, because the bytes must equal what `encode` makes of them.

    Raises:
        Malformed: they do not.
    """
    _refuse_depth(data)
    try:
        value = json.loads(data.decode("ascii"), parse_float=_refuse, parse_constant=_refuse)
        same = encode(value) == data
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    if not same or not isinstance(value, dict):
        raise Malformed
    return Fields(value)


def _refuse(_text: str) -> NoReturn:
    raise Malformed


def _refuse_depth(data: bytes) -> None:
    depth = 0
    for bracket in re.finditer(rb"[\[\]{}]", data):
        depth += 1 if bracket.group() in b"[{" else -1
        if depth > MAXIMUM_DEPTH:
            raise Malformed


class Fields:
    """An object of which each field is taken with its kind, and of which nothing may be left over."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise Malformed
        self._fields: dict[str, object] = dict(value)

    def take(self, name: str) -> object:
        """Take a field of whatever kind."""
        if name not in self._fields:
            raise Malformed
        return self._fields.pop(name)

    def maybe(self, name: str) -> object | None:
        """Take a field that need not be there; None where it is not."""
        return self._fields.pop(name, None)

    def integer(self, name: str, low: int, high: int) -> int:
        """Take a whole number from ``low`` to ``high``."""
        value = self.take(name)
        if type(value) is not int or not low <= value <= high:
            raise Malformed
        return value

    def text(self, name: str) -> str:
        """Take a text."""
        value = self.take(name)
        if not isinstance(value, str):
            raise Malformed
        return value

    def flag(self, name: str) -> bool:
        """Take a yes or no."""
        value = self.take(name)
        if not isinstance(value, bool):
            raise Malformed
        return value

    def raw(self, name: str, size: int) -> bytes:
        """Take exactly ``size`` bytes, written in lower-case hexadecimal."""
        return from_hexadecimal(self.take(name), size)

    def padded(self, name: str, step: int, most: int) -> bytes:
        """Take up to ``most`` steps of ``step`` bytes, at least one, in lower-case hexadecimal."""
        value = self.text(name)
        steps, over = divmod(len(value), 2 * step)
        if over or not 1 <= steps <= most:
            raise Malformed
        return from_hexadecimal(value, steps * step)

    def identifier(self, name: str) -> UUID:
        """Take a UUID."""
        return UUID(bytes=self.raw(name, 16))

    def moment(self, name: str) -> datetime:
        """Take a moment in UTC, to the second."""
        try:
            return datetime.strptime(self.text(name), _MOMENT).replace(tzinfo=UTC)
        except ValueError as error:
            raise Malformed from error

    def day(self, name: str) -> date:
        """Take a day."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError as error:
            raise Malformed from error

    def items(self, name: str, low: int, high: int) -> list[object]:
        """Take a list of ``low`` to ``high`` items."""
        value = self.take(name)
        if not isinstance(value, list) or not low <= len(value) <= high:
            raise Malformed
        return value

    def inner(self, name: str) -> "Fields":
        """Take an object."""
        return Fields(self.take(name))

    def done(self) -> None:
        """Refuse whatever was not asked for."""
        if self._fields:
            raise Malformed


_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def moment_text(moment: datetime) -> str:
    """Write an aware ``moment`` as `Fields.moment` reads it."""
    return moment.astimezone(UTC).strftime(_MOMENT)


def from_hexadecimal(value: object, size: int) -> bytes:
    """Read exactly ``size`` bytes of lower-case hexadecimal."""
    if not isinstance(value, str) or not re.fullmatch(rf"[0-9a-f]{{{2 * size}}}", value):
        raise Malformed
    return bytes.fromhex(value)
