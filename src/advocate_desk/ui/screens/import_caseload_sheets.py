"""What each sheet of a file holds, as it was recognised; somebody may say otherwise, or leave a sheet out."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout

from advocate_desk.domain.imports import SheetKind
from advocate_desk.services.caseload_plan import SheetLook
from advocate_desk.ui.models.import_words import KINDS, counted
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

LEFT_OUT = "Leave it out"
BOX_WIDTH = 180


class SheetsCard(Card):
    """One line for each sheet that can be read: its name, what it holds, and why it is not read where it is not."""

    said = Signal()
    """Somebody said what a sheet holds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("What each sheet holds")
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._said: dict[str, SheetKind | None] = {}
        self.boxes: list[QComboBox] = []
        self._whys: list[Words] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)
        theme.changed.connect(self._size)

    @property
    def names(self) -> Mapping[str, SheetKind | None]:
        """What was said by hand, by the sheets' names."""
        return dict(self._said)

    def show_sheets(self, sheets: Sequence[SheetLook], said: Mapping[str, SheetKind | None]) -> None:
        """Show the sheets of a file, and what was said of them."""
        self._said = dict(said)
        mine = [sheet for sheet in sheets if sheet.may_be_named]
        names = tuple(sheet.name for sheet in mine)
        if names != self._names:
            self._build(mine)
        self._names = names
        for sheet, box, why in zip(mine, self.boxes, self._whys, strict=True):
            box.setCurrentIndex(box.findData(sheet.kind))
            rows = counted(sheet.rows, "row", "rows")
            why.setText(f"{rows}. Not read: {sheet.not_read.rstrip('.')}." if sheet.kind is None else f"{rows}.")

    def _build(self, sheets: Sequence[SheetLook]) -> None:
        clear_rows(self._grid)
        self.boxes, self._whys = [], []
        for row, sheet in enumerate(sheets):
            called = f"“{sheet.name}”" if sheet.name else "This file"
            box, name, why = QComboBox(), Words(called), Words(look="secondary", wrap=True)
            for kind, words in KINDS.items():
                box.addItem(words, kind)
            box.addItem(LEFT_OUT, None)
            box.setAccessibleName(f"What {called} holds")
            box.activated.connect(partial(self._choose, sheet.name, box))
            name.setBuddy(box)
            for column, part in enumerate((name, box, why)):
                self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignVCenter)
            self.boxes.append(box)
            self._whys.append(why)
        self._size()

    def _choose(self, name: str, box: QComboBox, _index: int) -> None:
        chosen = box.currentData()
        self._said[name] = SheetKind(chosen) if chosen else None  # Qt hands a plain string back
        self.said.emit()

    def _size(self) -> None:
        for box in self.boxes:
            box.setFixedWidth(self._theme.px(BOX_WIDTH))
