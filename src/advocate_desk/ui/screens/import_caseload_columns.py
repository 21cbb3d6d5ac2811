"""The page of an import on which columns are matched with fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from advocate_desk.domain.imports import SheetKind
from advocate_desk.services.caseload_plan import ColumnLook, FieldChoice, FileLook
from advocate_desk.ui.models.import_words import KINDS
from advocate_desk.ui.models.text_table import TextTable
from advocate_desk.ui.screens.import_caseload_sheets import SheetsCard
from advocate_desk.ui.screens.import_caseload_steps import ImportStep
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.data_table import DataTable
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.words import Words

AS_NOTE = "Keep as a note"
WHY = (
    "Each column was matched by its heading. Look them over, and choose another field where one is wrong. A column "
    "kept as a note loses nothing: its words go on the record as they stand. What you choose is remembered."
)


@dataclass(frozen=True, slots=True)
class _Row:
    kind: SheetKind
    column: ColumnLook


class ColumnsStep(ImportStep):
    """Shows every column with its first cells and what it was taken for."""

    title = "Match the columns"
    chosen = Signal()
    """Somebody chose a field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: tuple[_Row, ...] = ()
        self._fields: Mapping[SheetKind, tuple[FieldChoice, ...]] = {}
        self._chosen: dict[tuple[SheetKind, str], str] = {}
        self.told = Words(look="secondary", wrap=True)
        self.sheets = SheetsCard(theme)
        self._model = TextTable(("Sheet", "Column", "Its first cells", "Taken for"))
        self.table = DataTable(theme, "Columns", self._model, (100, 190, 0, 0))
        self.taken_for = QComboBox()
        self._field = Field("Take this column &for", self.taken_for)
        self.body.addWidget(Words(WHY, wrap=True))
        self.body.addWidget(self.told)
        self.body.addWidget(self.sheets)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._field)
        self.table.selectionModel().currentRowChanged.connect(self._picked)
        self.taken_for.activated.connect(self._choose)

    @property
    def matches(self) -> Mapping[tuple[SheetKind, str], str]:
        """What was chosen by hand."""
        return dict(self._chosen)

    def first_focus(self) -> QWidget | None:
        return self.table

    def show_look(
        self,
        look: FileLook,
        fields: Mapping[SheetKind, tuple[FieldChoice, ...]],
        chosen: Mapping[tuple[SheetKind, str], str],
        said: Mapping[str, SheetKind | None],
    ) -> None:
        """Show a file, with what was ``chosen`` for its columns and ``said`` of its sheets by hand."""
        self._fields = fields
        self._chosen = dict(chosen)
        self.sheets.show_sheets(look.sheets, said)
        self._rows = tuple(
            _Row(sheet.kind, column) for sheet in look.sheets if sheet.kind is not None for column in sheet.columns
        )
        unread = [f"“{sheet.name}” is not read: {sheet.not_read}" for sheet in look.sheets if not sheet.may_be_named]
        told = [*look.told, *unread]
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))
        self._model.show([self._texts(row) for row in self._rows])
        self.table.setColumnHidden(0, len({row.kind for row in self._rows}) < 2)
        self.table.pick(self._first_unknown())
        self._field.setVisible(bool(self._rows))

    def _first_unknown(self) -> int:
        return next((at for at, row in enumerate(self._rows) if not row.column.field), 0)

    def _texts(self, row: _Row) -> tuple[str, ...]:
        words = self._words(row.kind, self._field_of(row))
        by_hand = (row.kind, row.column.heading) in self._chosen
        remembered = row.column.remembered and not by_hand
        return (
            KINDS[row.kind],
            row.column.heading,
            samples(row.column.samples),
            f"{words} (as before)" if remembered else words,
        )

    def _field_of(self, row: _Row) -> str:
        return self._chosen.get((row.kind, row.column.heading), row.column.field)

    def _words(self, kind: SheetKind, field: str) -> str:
        return next((choice.words for choice in self._fields.get(kind, ()) if choice.field == field), AS_NOTE)

    def _picked(self) -> None:
        row = self._row()
        if row is None:
            return
        self.taken_for.clear()
        self.taken_for.addItem(AS_NOTE, "")
        for choice in self._fields.get(row.kind, ()):
            self.taken_for.addItem(choice.words, choice.field)
        self.taken_for.setCurrentIndex(max(0, self.taken_for.findData(self._field_of(row))))
        self.taken_for.setAccessibleName(f"Take the column {row.column.heading} for")

    def _choose(self) -> None:
        row, at = self._row(), self.table.currentIndex().row()
        if row is None:
            return
        self._chosen[row.kind, row.column.heading] = self.taken_for.currentData()
        self.chosen.emit()
        self._model.replace(at, self._texts(row))

    def _row(self) -> _Row | None:
        at = self.table.currentIndex().row()
        return self._rows[at] if 0 <= at < len(self._rows) else None


def samples(cells: Sequence[str]) -> str:
    """Return the first cells on one line."""
    return "  ·  ".join(" ".join(cell.split()) for cell in cells)
