"""The kinds of key dates: data, with guidance on where each is found."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.rule_table import RuleTable


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyDateKind:
    """One kind. ``asks_time`` where a clock counts hours from it; ``is_of_line`` where it belongs to one line."""

    code: str
    title: str
    guidance: str
    asks_time: bool
    is_of_line: bool


def parse_key_date_kinds(data: Mapping[str, object], file: str) -> tuple[KeyDateKind, ...]:
    """Read the kinds of a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, or a code is there twice.
    """
    table = RuleTable(data, file)
    kinds = table.rows("key_dates", _kind)
    table.done()
    table.each_once("key_dates", [one.code for one in kinds])
    return kinds


def _kind(row: RuleTable) -> KeyDateKind:
    return KeyDateKind(
        code=row.text("code"),
        title=row.text("title"),
        guidance=row.text("guidance"),
        asks_time=row.is_set("asks_time"),
        is_of_line=row.is_set("is_of_line"),
    )
