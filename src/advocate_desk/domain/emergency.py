"""The numbers to dial in danger."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.rule_table import Provenance, RuleTable
from advocate_desk.domain.settings import Nation

_DIALLED = frozenset("0123456789 ")


@dataclass(frozen=True, kw_only=True, slots=True)
class EmergencyNumber:
    """Whom a number reaches, and the number as they publish it. ``nation`` is None where it serves all four."""

    who: str
    number: str
    more: str
    nation: Nation | None
    provenance: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class EmergencyNumbers:
    """All of them, in the order in which they are shown."""

    numbers: tuple[EmergencyNumber, ...]

    def beginning_with(self, nation: Nation) -> "EmergencyNumbers":
        """Return them with those of ``nation`` before the other nations'. What serves everybody stays first."""

        def rank(each: EmergencyNumber) -> int:
            return 0 if each.nation is None else 1 if each.nation is nation else 2

        return EmergencyNumbers(numbers=tuple(sorted(self.numbers, key=rank)))


def parse_emergency_numbers(data: Mapping[str, object], file: str) -> EmergencyNumbers:
    """Read the numbers from a parsed file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown; 999 does not come first; a nation has no number.
    """
    table = RuleTable(data, file)
    numbers = table.rows("numbers", _number)
    table.done()
    if numbers[0].number != "999":
        raise table.refuse("numbers", "must begin with 999")
    if missing := [nation for nation in Nation if nation not in {each.nation for each in numbers}]:
        raise table.refuse("numbers", f"must have one for {missing[0]}")
    return EmergencyNumbers(numbers=numbers)


def _number(row: RuleTable) -> EmergencyNumber:
    number = row.text("number")
    if not set(number) <= _DIALLED:
        raise row.refuse("number", "must be digits and spaces, as it is dialled")
    return EmergencyNumber(
        who=row.text("who"),
        number=number,
        more=row.text_or("more", ""),
        nation=row.one_of("nation", Nation) if row.has("nation") else None,
        provenance=row.provenance(),
    )
