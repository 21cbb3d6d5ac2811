"""Which sheet of a spreadsheet is what, and which of its columns is which field, known by their headings."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advocate_desk.assets import resource
from advocate_desk.domain.errors import Unreadable
from advocate_desk.domain.imported_row import SAFETY_FIELDS
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.safety_words import find_safety_words

_TABLES = {"columns": SheetKind.CLIENTS, "referrals": SheetKind.REFERRALS, "contacts": SheetKind.CONTACTS}
_NAMES = frozenset({"name", "first_name", "last_name", "preferred_name"})
_MUST_HAVE: dict[SheetKind, tuple[tuple[frozenset[str], str], ...]] = {
    SheetKind.CLIENTS: ((_NAMES, "Name"),),
    SheetKind.REFERRALS: ((frozenset({"client_number"}), "Client ID"), (frozenset({"agency"}), "Agency")),
    SheetKind.CONTACTS: ((frozenset({"client_number"}), "Client ID"), (frozenset({"contact_on"}), "Date")),
}
"""For each kind of sheet: one field of each set must be there, under a heading such as the second says."""

_OF_ITS_OWN = {
    SheetKind.REFERRALS: frozenset({"agency"}),
    SheetKind.CONTACTS: frozenset({"contact_kind", "direction", "summary", "result", "minutes"}),
}
"""Without one of these a sheet is not taken for such a one."""

_SHEET_WORDS = {
    SheetKind.REFERRALS: ("referralsout", "referralout", "externalreferral", "onwardreferral"),
    SheetKind.CONTACTS: ("contact", "activity", "casenotes", "log"),
    SheetKind.CLIENTS: ("client", "case", "survivor", "caseload", "victim"),
}
"""Parts of a sheet's own name that tell its kind where its headings do not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column: its heading as written, and the field it was recognised as ("" where none)."""

    heading: str
    field: str


class ColumnNames:
    """The headings each field goes by, as shipped in resources/import, for every kind of sheet."""

    def __init__(self) -> None:
        with resource("import", "columns.toml").open("rb") as file:
            shipped = tomllib.load(file)
        self.words: Mapping[str, str] = shipped["words"]
        self._fields: dict[SheetKind, tuple[str, ...]] = {}
        self._field_of: dict[SheetKind, dict[str, str]] = {}
        for table, kind in _TABLES.items():
            self._fields[kind] = tuple(shipped[table])
            self._field_of[kind] = {bare(one): field for field, headings in shipped[table].items() for one in headings}

    def fields(self, kind: SheetKind) -> tuple[str, ...]:
        """Return the fields of such a sheet, in the order in which they are offered."""
        return self._fields[kind]

    def kind_of(
        self, sheet: str, headings: Sequence[str], own: Mapping[SheetKind, Mapping[str, str]]
    ) -> SheetKind | None:
        """Say what a sheet's rows are, or None where neither its headings nor its name tell."""
        scores: dict[SheetKind, int] = {}
        for kind in SheetKind:
            fields = {column.field for column in self.match(kind, headings, own.get(kind, {})) if column.field}
            needed = all(any_of & fields for any_of, _ in _MUST_HAVE[kind])
            if needed and (kind not in _OF_ITS_OWN or _OF_ITS_OWN[kind] & fields):
                scores[kind] = len(fields)
        if scores:
            return max(scores, key=lambda kind: scores[kind])
        name = bare(sheet)
        return next((kind for kind, words in _SHEET_WORDS.items() if any(word in name for word in words)), None)

    def match(self, kind: SheetKind, headings: Sequence[str], own: Mapping[str, str]) -> tuple[Column, ...]:
        """Match each heading with a field, as far as that is possible; ``own`` are the service's own and win.

        A heading that says "not safe" or "do not call" is never a column that says where a yes is safe.
        """
        known = {**self._field_of[kind], **{bare(heading): field for heading, field in own.items()}}
        columns = []
        for place, heading in enumerate(headings, start=1):
            field = known.get(bare(heading), "")
            turned = field in SAFETY_FIELDS and find_safety_words(heading)
            columns.append(Column(heading=heading or f"Column {place}", field="" if turned else field))
        return tuple(columns)

    def check_map(self, kind: SheetKind, headings: Sequence[str], own: Mapping[str, str]) -> None:
        """Refuse a map that names a field or a heading there is not.

        Raises:
            Unreadable: which.
        """
        unknown = sorted(set(own.values()) - {*self._fields[kind], ""})
        if unknown:
            raise Unreadable(
                f"The map names a field there is not: {unknown[0]}. The fields are: {', '.join(self._fields[kind])}."
            )
        present = {bare(heading) for heading in headings}
        if any(bare(heading) not in present for heading in own):
            raise Unreadable("The map names a heading that is not in this file. Check it against the first row.")


def missing(kind: SheetKind, columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the headings such a sheet cannot be read without and does not have."""
    fields = {column.field for column in columns}
    return tuple(words for any_of, words in _MUST_HAVE[kind] if not any_of & fields)


def bare(heading: str) -> str:
    """Return a heading without capitals, spaces and marks: the form headings are compared in."""
    return "".join(character for character in heading.casefold() if character.isalnum())
