"""Codes that are kept, with the words that are shown for them: lists of reasons, measures for court, key dates."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.rule_table import Provenance, RuleTable


@dataclass(frozen=True, kw_only=True, slots=True)
class CodedEntry:
    """One entry of a list. ``guidance`` is for whoever chooses it, "" where the words say enough."""

    code: str
    words: str
    guidance: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CodedList:
    """A list somebody chooses from: lists of reasons, special measures."""

    code: str
    title: str
    entries: tuple[CodedEntry, ...]
    provenance: Provenance

    def words_for(self, code: str) -> str:
        """Return the words for an entry; its code where another version of the list had it."""
        return next((one.words for one in self.entries if one.code == code), code)


def parse_coded_lists(data: Mapping[str, object], file: str) -> tuple[CodedList, ...]:
    """Read the lists of a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, or a code is there twice.
    """
    table = RuleTable(data, file)
    lists = table.rows("lists", coded_list)
    table.done()
    table.each_once("lists", [one.code for one in lists])
    return lists


def coded_list(row: RuleTable) -> CodedList:
    """Read one list.

    Raises:
        RuleFileRefused: a key is missing or wrong, or a code is there twice.
    """
    entries = row.rows("entries", _entry)
    row.each_once("entries", [one.code for one in entries])
    return CodedList(code=row.text("code"), title=row.text("title"), entries=entries, provenance=row.provenance())


def _entry(row: RuleTable) -> CodedEntry:
    return CodedEntry(code=row.text("code"), words=row.text("words"), guidance=row.text_or("guidance", ""))
