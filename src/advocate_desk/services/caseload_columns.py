"""Which column of a spreadsheet is which field of a case, known by its heading."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advocate_desk.assets import resource
from advocate_desk.domain.errors import Unreadable

_NAMES = {"name", "first_name", "last_name", "preferred_name"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column: its heading as written, and the field it was recognised as ("" where none)."""

    heading: str
    field: str


class ColumnNames:
    """The headings each field goes by, as shipped in resources/import."""

    def __init__(self) -> None:
        with resource("import", "columns.toml").open("rb") as file:
            shipped: dict[str, list[str]] = tomllib.load(file)["columns"]
        self.fields = tuple(shipped)
        self._field_of = {_bare(heading): field for field, headings in shipped.items() for heading in headings}

    def recognise(self, headings: Sequence[str], own: Mapping[str, str]) -> tuple[Column, ...]:
        """Match each heading with a field; ``own`` are the service's own names and win.

        Raises:
            Unreadable: ``own`` names a field or a heading there is not, or no column holds a name.
        """
        unknown = sorted(set(own.values()) - set(self.fields))
        if unknown:
            raise Unreadable(
                f"The map names a field there is not: {unknown[0]}. The fields are: {', '.join(self.fields)}."
            )
        chosen = {_bare(heading): field for heading, field in own.items()}
        present = {_bare(heading) for heading in headings}
        if any(heading not in present for heading in chosen):
            raise Unreadable("The map names a heading that is not in this file. Check it against the first row.")
        known = {**self._field_of, **chosen}
        columns = tuple(
            Column(heading=heading or f"Column {place}", field=known.get(_bare(heading), ""))
            for place, heading in enumerate(headings, start=1)
        )
        if not any(column.field in _NAMES for column in columns):
            raise Unreadable(
                "No column of this file is called Name, so it cannot be read as a caseload. "
                "Put the headings in the first row, or say which is which with --map."
            )
        return columns


def _bare(heading: str) -> str:
    return "".join(character for character in heading.casefold() if character.isalnum())
