"""A row of the sheets beside the clients' one, on its way to becoming an entry.

Both kinds of entry happened before and are recorded now. What a cell says and the record has no place for stays,
word for word, in the entry itself; what the sheet does not say is not known, never guessed.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TypeVar

from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.errors import TextRefused
from advocate_desk.domain.imported_cell import read_date, tidy
from advocate_desk.domain.imported_row import Cell, Refusal
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.plain_text import LONGEST, accept

NOON = time(12)
"""Where an entry without its hour stands among that day's."""
TO_COME = "this day or time is still to come"

_MISSING_CLIENT = "the client ID is missing, so nobody can tell whose it is"
Found = TypeVar("Found")


def moment(on: date, at: time | None, now: datetime) -> datetime:
    """Return when something happened; without its hour at midday, though never after ``now``."""
    happened_at = datetime.combine(on, at or NOON, LONDON).astimezone(UTC)
    return happened_at if at else min(happened_at, now)


class EntryReading:
    """A row on its way: what is refused, and what is kept as words."""

    def __init__(self, sheet: SheetKind, row: int, cells: Sequence[Cell]) -> None:
        self._sheet, self._row, self._all = sheet, row, tuple(cells)
        self.refusals: list[Refusal] = []
        self.kept: list[str] = []
        self.cells: dict[str, Cell] = {}
        for cell in cells:
            try:
                accept(cell.text)
            except TextRefused as error:
                self.refuse(cell.heading, str(error))
            if not cell.field or cell.field in self.cells:
                self.keep(cell)
            else:
                self.cells[cell.field] = cell

    def refuse(self, column: str, reason: str) -> None:
        """Note why the row cannot be taken."""
        says = next((cell.text for cell in self._all if cell.heading == column), "")
        self.refusals.append(Refusal(row=self._row, column=column, reason=reason, sheet=self._sheet, says=says))

    def keep(self, cell: Cell) -> None:
        """Keep a cell as words."""
        if cell.text.strip():
            self.kept.append(f"{cell.heading}: {cell.text}")

    def keep_field(self, field: str) -> None:
        """Keep the cell of a field as words."""
        if field in self.cells:
            self.keep(self.cells[field])

    def text(self, field: str) -> str:
        """Return the cell exactly as it stands; "" for one of blanks alone."""
        cell = self.cells.get(field)
        return cell.text if cell and cell.text.strip() else ""

    def heading(self, field: str, otherwise: str) -> str:
        """Return the heading a field stands under in this sheet."""
        cell = self.cells.get(field)
        return cell.heading if cell else otherwise

    def day(self, field: str, today: date) -> date | None:
        """Read a day that is over. One that cannot be, or is still to come, is refused; other words are kept."""
        cell = self.cells.get(field)
        understood = read_date(cell.text if cell else "", today=today)
        if cell and understood.refused:
            self.refuse(cell.heading, understood.refused)
        elif cell and understood.value and understood.value > today:
            self.refuse(cell.heading, TO_COME)
        elif cell and (understood.words or _is_short_year(cell.text)):
            self.keep(cell)
        return understood.value

    def client_number(self) -> str:
        """Return whose row it is."""
        number = self.text("client_number")
        if not number:
            self.refuse(self.heading("client_number", "Client ID"), _MISSING_CLIENT)
        return number

    def with_kept(self, text: str) -> str:
        """Return ``text`` and, below it, what has no place of its own."""
        whole = "\n".join(part for part in (text, *self.kept) if part)
        if len(whole) > LONGEST:
            self.refuse("(the whole row)", f"it holds more than the {LONGEST:,} characters one entry keeps")
        return whole

    def looked_up(self, field: str, words: Mapping[str, Found]) -> Found | None:
        """Look a cell's word up; one that is not known is kept."""
        found = words.get(tidy(self.text(field)))
        if found is None:
            self.keep_field(field)
        return found


def _is_short_year(text: str) -> bool:
    """A century was supplied, or a count of days turned into a date: what was written is kept beside it."""
    return bool(text.strip()) and not any(len(figures) == 4 for figures in re.findall("[0-9]+", text))
