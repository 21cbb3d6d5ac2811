"""What the contacts and referrals of a file say about contacting their client: words that only ever narrow her plan.

The clients' row may say yes where a contact two sheets on says "do not text, he reads it". Whatever stands where, the
most careful reading counts, so these words are gathered before any client's row is understood. A row that is left
out, refused or mended counts as well: a warning does not become less true by that.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.imported_cell import read_answer, read_date
from advocate_desk.domain.imported_row import SAFETY_FIELDS, Cell
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.safety_words import SafetyWords, find_safety_words
from advocate_desk.services.caseload_columns import ColumnNames
from advocate_desk.services.import_entries import in_pieces
from advocate_desk.services.import_joining import plain
from advocate_desk.services.import_sheets import ReadRow
from advocate_desk.services.ports import UnitOfWork

_REMEMBERED = 60
"""Characters. Cells up to so many repeat themselves (call, out, an author's name) and are looked through once."""


class Warnings:
    """Gathers the warning cells of the other sheets."""

    def __init__(self) -> None:
        self._names = ColumnNames()
        self._by_client: dict[str, list[Cell]] = {}
        self._by_row: dict[tuple[SheetKind, int], tuple[Cell, ...]] = {}
        self._looked: dict[str, SafetyWords] = {}
        self._fields: dict[str, str] = {}

    def gather(self, kind: SheetKind, rows: Iterable[ReadRow]) -> None:
        """Look through the rows of one sheet."""
        for row in rows:
            if found := self._in_row(kind, row):
                self._by_row[kind, row.number] = found
                number = next((cell.text for cell in row.cells if cell.field == "client_number"), "")
                self._by_client.setdefault(plain(number), []).extend(found)

    def of(self, client_number: str) -> tuple[Cell, ...]:
        """Return what the other sheets say of a client."""
        return tuple(self._by_client.get(plain(client_number), ()))

    def of_row(self, kind: SheetKind, row: int) -> tuple[Cell, ...]:
        """Return the cells of one row that warn, each under a heading that tells where it stands."""
        return self._by_row.get((kind, row), ())

    def _in_row(self, kind: SheetKind, row: ReadRow) -> tuple[Cell, ...]:
        found = []
        for cell in row.cells:
            field = self._field(cell.heading)
            unsafe = field and cell.text.strip() and read_answer(cell.text).value is not Answer.YES
            if unsafe or self._warns(cell):
                heading = f"{cell.heading} ({kind}, row {row.number})"
                found.append(replace(cell, heading=heading, field=field if unsafe else ""))
        return tuple(found)

    def _warns(self, cell: Cell) -> bool:
        if self._words(cell.text):
            return True
        # A heading such as "Do not call" beside a cell that is no no; as in the clients' own sheet.
        turned = bool(self._words(cell.heading)) and cell.text.strip() != ""
        return turned and read_answer(cell.text).value not in {Answer.NO, Answer.NOT_ASKED}

    def _words(self, text: str) -> SafetyWords:
        if text.lower() == text.upper():
            return SafetyWords()  # figures and marks alone, such as a day
        if len(text) > _REMEMBERED:
            return find_safety_words(text)
        if text not in self._looked:
            self._looked[text] = find_safety_words(text)
        return self._looked[text]

    def _field(self, heading: str) -> str:
        """Return which question of safety a column asks under a name the clients' sheet would know it by."""
        if heading not in self._fields:
            field = self._names.match(SheetKind.CLIENTS, (heading,), {})[0].field
            self._fields[heading] = field if field in SAFETY_FIELDS else ""
        return self._fields[heading]


class OlderPlans:
    """Narrows the plans of cases that were here before the import. One gone through with her since stays as it is."""

    def __init__(self, work: UnitOfWork, today: date) -> None:
        self._work, self._today = work, today
        self._warned: dict[UUID, list[tuple[date, Cell]]] = {}

    def warned(self, case_id: UUID, row: ReadRow, cells: Iterable[Cell]) -> None:
        """Remember what a row says of the client of a case."""
        written = next((cell.text for cell in row.cells if cell.field in {"contact_on", "sent_on"}), "")
        on = read_date(written, today=self._today).value or self._today
        self._warned.setdefault(case_id, []).extend((on, cell) for cell in cells)

    def narrow(self) -> tuple[str, ...]:
        """Change the plans; return the references of their cases."""
        changed = []
        for case in in_pieces(self._work, Case, "id", self._warned):
            for plan in self._work.find(SafeContactPlan, case_id=case.id, person_id=case.client_id):
                cells = [cell for on, cell in self._warned[case.id] if plan.checked_on is None or plan.checked_on <= on]
                if cells:
                    again = min(plan.check_again_by or self._today, self._today)
                    self._work.change(plan, **_narrowed(plan, cells), check_again_by=again)
                    changed.append(case.reference)
        return tuple(sorted(changed))


def _narrowed(plan: SafeContactPlan, cells: Iterable[Cell]) -> dict[str, Any]:
    no, sayings = set[str](), plan.never.splitlines()
    for cell in cells:
        words = find_safety_words(cell.text) or find_safety_words(cell.heading)
        no |= _CLOSED_BY.get(SAFETY_FIELDS.get(cell.field, ""), frozenset())
        no |= _WAYS if words.not_safe else set()
        no |= _BY_PHONE if words.do_not_call else set()
        no |= {"voicemail"} if words.no_message else set()
        sayings.append(words.saying or f"{cell.heading}: {cell.text}")
    return {**dict.fromkeys(sorted(no), Answer.NO), "never": "\n".join(dict.fromkeys(sayings))}


_WAYS = frozenset({"call", "text", "email", "post", "voicemail"})
_BY_PHONE = frozenset({"call", "text", "voicemail"})
_CLOSED_BY = {
    **{way: frozenset({way}) for way in _WAYS},
    "call": frozenset({"call", "voicemail"}),
    "address": frozenset({"post"}),
}
"""What a no under each of the safety columns closes."""
