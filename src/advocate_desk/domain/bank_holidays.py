"""The bank holidays, by nation, and the last day anybody looked them up for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from advocate_desk.domain.own_rules import BankDay
from advocate_desk.domain.rule_table import Provenance, RuleTable
from advocate_desk.domain.settings import Nation

_SATURDAY = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class BankHolidays:
    """Which days are no working days. Before ``begins`` and after ``ends`` nobody looked."""

    begins: date
    ends: date
    days: Mapping[Nation, frozenset[date]]
    provenance: Mapping[Nation, Provenance]

    def of(self, nation: Nation) -> frozenset[date]:
        """Return the bank holidays of ``nation`` that fall on a weekday."""
        return self.days[nation]


def parse_bank_holidays(data: Mapping[str, object], file: str) -> BankHolidays:
    """Read the bank holidays from a parsed file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown; a nation stands there twice or not at all; a day lies
            outside the table, on a weekend, or stands there twice.
    """
    table = RuleTable(data, file)
    begins, ends = table.day("table_begins"), table.day("table_ends")
    if ends <= begins:
        raise table.refuse("table_ends", "must be later than table_begins")
    rows = table.rows("nations", lambda row: _row(row, begins, ends))
    table.done()
    named = [nation for nations, _, _ in rows for nation in nations]
    if sorted(named) != sorted(Nation):
        raise table.refuse("nations", f"must name each of {', '.join(Nation)} once")
    return BankHolidays(
        begins=begins,
        ends=ends,
        days={nation: days for nations, days, _ in rows for nation in nations},
        provenance={nation: source for nations, _, source in rows for nation in nations},
    )


def with_bank_days(holidays: BankHolidays, own: Sequence[BankDay]) -> BankHolidays:
    """Return the bank holidays with the days a service added or took out. Of one day the newest counts.

    The list ends where it ended: a single day that was added beyond it says nothing about the others there.
    """
    if not own:
        return holidays
    newest = {(one.nation, one.day): one for one in sorted(own, key=lambda one: (one.made_at, one.id))}
    days = {nation: set(found) for nation, found in holidays.days.items()}
    for (nation, day), one in newest.items():
        if one.is_holiday:
            days[nation].add(day)
        else:
            days[nation].discard(day)
    return replace(holidays, days={nation: frozenset(found) for nation, found in days.items()})


def _row(row: RuleTable, begins: date, ends: date) -> tuple[tuple[Nation, ...], frozenset[date], Provenance]:
    days = row.days("days")
    for day in days:
        if not begins <= day <= ends:
            raise row.refuse("days", f"has {day}, which lies outside the table")
        if day.weekday() >= _SATURDAY:
            raise row.refuse("days", f"has {day}, which is a weekend; give the day that stands for it")
    return row.some_of("nations", Nation), frozenset(days), row.provenance()
