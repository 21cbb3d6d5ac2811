"""The page of an import on which rows are mended or left out."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from advocate_desk.services.caseload_report import CaseloadReport
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.models.import_problems import Column, ProblemsModel, can_be_mended
from advocate_desk.ui.models.import_words import counted
from advocate_desk.ui.screens.import_caseload_steps import ImportStep
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.data_table import DataTable
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.words import Words

WHY = (
    "These cells cannot be taken as they are. Type each anew, or leave its row out; a row left out stays in your file. "
    "Nothing is changed in the file itself."
)


class ProblemsStep(ImportStep):
    """A table of problems, mended in place. Enter or F2 edits what a cell says, S leaves its row out."""

    title = "Mend rows, or leave them out"
    go_on = "Check again"
    touched = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = ProblemsModel()
        self.count = Words(look="strong", wrap=True)
        self.table = DataTable(theme, "Problems", self.model, (96, 64, 150, 150, 0, 84))
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.table.setItemDelegate(_Cells(self.table))
        self.why = Words(look="secondary", wrap=True)
        self.mend = Button(theme, "&Type it anew", icon="pencil-simple", on_click=self._mend)
        self.skip = Button(theme, "&Leave the row out", on_click=self._skip)
        self.skip_all = Button(theme, "Leave &all of these rows out", "link", on_click=self.model.skip_open)
        self.take_in = Button(theme, "Take the rows left out in a&gain", "link", on_click=self.model.forget_skipped)
        buttons = FlowLayout(8)
        for button in (self.mend, self.skip, self.skip_all, self.take_in):
            buttons.addWidget(button)
        self.body.addWidget(Words(WHY, wrap=True))
        self.body.addWidget(self.count)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.why)
        self.body.addLayout(buttons)
        self.table.selectionModel().currentRowChanged.connect(self._show_why)
        self.table.activated.connect(self._activated)
        self.model.touched.connect(self._touched)
        QShortcut(QKeySequence("S"), self.table, self._skip, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._touched()

    def first_focus(self) -> QWidget | None:
        return self.table

    def show_report(self, report: CaseloadReport) -> None:
        """Show what a check found."""
        at = max(0, self.table.currentIndex().row())
        self.model.show(report.refused)
        self.table.pick(at)
        self._touched()

    def _touched(self) -> None:
        problems, still_open, left = self.model.rowCount(), self.model.open, len(self.model.skipped)
        words = f"{counted(problems, 'problem', 'problems')}, {still_open:,} still open."
        self.count.setText(f"{words} {counted(left, 'row is', 'rows are')} left out." if left else words)
        self.take_in.setVisible(bool(left))
        self.skip_all.setVisible(still_open > 1)
        self._show_why()
        self.touched.emit()

    def _show_why(self) -> None:
        """Say under the table in full what the row has room for only in part."""
        problem = self.model.problem(self.table.currentIndex().row())
        self.mend.setEnabled(problem is not None and can_be_mended(problem))
        self.skip.setEnabled(problem is not None)
        if problem is None:
            self.why.setText("")
            return
        out = (problem.sheet, problem.row) in self.model.skipped
        self.skip.setText("Take the row &in again" if out else "&Leave the row out")
        self.why.setText(f"Row {problem.row}, {problem.column}: {problem.reason}.")

    def _activated(self, _index: QModelIndex) -> None:
        self._mend()

    def _mend(self) -> None:
        row = self.table.currentIndex().row()
        problem = self.model.problem(row)
        if problem is not None and can_be_mended(problem):
            cell = self.model.index(row, Column.SAYS)
            self.table.setCurrentIndex(cell)
            self.table.edit(cell)

    def _skip(self) -> None:
        self.model.skip(self.table.currentIndex().row())


class _Cells(QStyledItemDelegate):
    """Lets a cell be typed anew, and cuts nothing off."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        return BoundedLine(parent)
