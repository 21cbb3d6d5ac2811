"""A table as the desk shows one: rows are picked, Tab leads out of it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from advocate_desk.ui.theme import Theme

ROW_HEIGHT, HEAD_HEIGHT, LEAST_HEIGHT = 36, 38, 160
"""Pixels at the usual text size."""


class DataTable(QTableView):
    """Shows a model.

    Args:
        theme: gives sizes.
        name: for those who cannot see it.
        model: its rows.
        widths: of each column in pixels at the usual text size; 0 takes a share of what is left.
    """

    def __init__(self, theme: Theme, name: str, model: QAbstractItemModel, widths: Sequence[int]) -> None:
        super().__init__()
        self._theme, self._widths = theme, tuple(widths)
        self._number: int | None = None
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        for column, width in enumerate(self._widths):
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
        theme.changed.connect(self._resize)
        self._resize()

    def pick(self, row: int) -> None:
        """Pick a row, or the last where there are fewer."""
        last = self.model().rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.model().index(min(max(row, 0), last), 0))

    def show_rows(self, number: int) -> None:
        """Be as high as this many rows, neither more nor less, at every size of text."""
        self._number = number
        self.setFixedHeight(self._theme.px(HEAD_HEIGHT) + self._theme.px(ROW_HEIGHT) * max(1, number))

    def _resize(self) -> None:
        if self._number is None:
            self.setMinimumHeight(self._theme.px(LEAST_HEIGHT))
        else:
            self.show_rows(self._number)
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW_HEIGHT))
        for column, width in enumerate(self._widths):
            if width:
                self.setColumnWidth(column, self._theme.px(width))
