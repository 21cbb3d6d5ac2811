"""The kinds of orders there are: who asks for one, which court makes it, how long it may be, what a breach is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from advocate_desk.domain.rule_table import Provenance, RuleTable


class Breach(StrEnum):
    """What breaking it is. An undertaking is never a crime to break, whatever its kind.

    ``arrest``: police may arrest for it and bring the person before the court, but it is no crime by itself.
    """

    CRIME = "crime"
    ARREST = "arrest"
    CONTEMPT = "contempt"


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderKind:
    """One kind. ``terms`` are usual terms to choose from; ``must_be_served`` whether it binds only once served."""

    code: str
    title: str
    guidance: str
    who_asks: str
    court: str
    length: str
    breach: Breach
    must_be_served: bool
    may_be_undertaking: bool
    terms: tuple[str, ...]
    provenance: Provenance


def parse_order_kinds(data: Mapping[str, object], file: str) -> tuple[OrderKind, ...]:
    """Read the kinds of a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, or a code is there twice.
    """
    table = RuleTable(data, file)
    kinds = table.rows("orders", _kind)
    table.done()
    table.each_once("orders", [one.code for one in kinds])
    return kinds


def _kind(row: RuleTable) -> OrderKind:
    return OrderKind(
        code=row.text("code"),
        title=row.text("title"),
        guidance=row.text("guidance"),
        who_asks=row.text("who_asks"),
        court=row.text("court"),
        length=row.text("length"),
        breach=row.one_of("breach", Breach),
        must_be_served=row.is_set("must_be_served"),
        may_be_undertaking=row.is_set("may_be_undertaking"),
        terms=row.texts("terms"),
        provenance=row.provenance(),
    )
